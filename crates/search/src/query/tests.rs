use super::*;

fn texts(q: &str) -> Vec<String> {
    parse(&Analyzer::shipped(), q, false).clauses.into_iter().map(|clause| clause.text).collect()
}

#[test]
fn r001_phrases_and_exclusions_are_read() {
    let analyzer = Analyzer::shipped();
    let parsed = parse(&analyzer, "“公共停车场” -收费 \"air quality\" －“路内”", false);
    assert_eq!(parsed.clauses.len(), 2);
    assert!(matches!(parsed.clauses[0].matcher, Matcher::Phrase(_)));
    assert_eq!(parsed.clauses[0].text, "公共停车场");
    let excluded: Vec<_> = parsed.excluded.iter().map(|clause| clause.text.as_str()).collect();
    assert_eq!(excluded, ["收费", "路内"]);
}

#[test]
fn r001_quotes_and_signs_alone_are_no_words() {
    for q in
        ["", "   ", "\"", "“”", "-", "--", "- - -", "(((", "AND OR NOT", "title:", "*:*", "\\", "“", "\"\" \"", "-“"]
    {
        let parsed = parse(&Analyzer::shipped(), q, false);
        assert!(parsed.clauses.len() <= 3, "{q:?}: {parsed:?}");
    }
}

#[test]
fn r001_empty_words_go_and_generic_ones_are_optional() {
    assert_eq!(texts("杭州有哪些停车场"), ["杭州", "停车场"]);
    let parsed = parse(&Analyzer::shipped(), "停车场信息", false);
    assert_eq!(parsed.required(), 1);
    assert_eq!(parsed.clauses.len(), 2);
    let parsed = parse(&Analyzer::shipped(), "信息", false);
    assert_eq!(parsed.required(), 1, "alone it is what is wanted");
    assert_eq!(texts("the"), ["the"]);
}

#[test]
fn r001_terms_of_several_words_are_one() {
    let parsed = parse(&Analyzer::shipped(), "hangzhou air quality", false);
    assert_eq!(parsed.clauses.len(), 2);
    assert!(parsed.clauses[1].synonyms.contains(&"空气质量".to_owned()));
    assert_eq!(parsed.clauses[1].span, 9..20);
}

#[test]
fn r001_words_no_dictionary_knows_are_kept_together() {
    let parsed = parse(&Analyzer::shipped(), "汜塍垟", false);
    assert_eq!(parsed.clauses.len(), 1);
    assert!(matches!(&parsed.clauses[0].matcher, Matcher::Phrase(terms) if terms.len() == 2));
}

#[test]
fn r001_spans_are_of_the_query_as_typed() {
    let q = "省氣象局　ＰＭ2.5 停車場";
    for clause in parse(&Analyzer::shipped(), q, false).clauses {
        assert_eq!(Analyzer::shipped().fold(&q[clause.span.clone()]).text(), clause.text);
    }
}

#[test]
fn r001_compounds_are_cut_where_their_words_meet() {
    assert_eq!(texts("高新技术企业名单"), ["高新技术企业", "名单"]);
    assert_eq!(texts("我要找工作"), ["找工作"]);
}

#[test]
fn r001_long_queries_are_cut() {
    let parsed = parse(&Analyzer::shipped(), &"停车场 ".repeat(5000), false);
    assert_eq!(parsed.clauses.len(), MAX_CLAUSES);
}
