use super::*;

fn words(text: &str) -> Vec<String> {
    let analyzer = Analyzer::shipped();
    analyzer.index_words(&analyzer.fold(text)).into_iter().map(|word| word.text).collect()
}

#[test]
fn r001_width_case_and_script_fold_to_one_form() {
    let analyzer = Analyzer::shipped();
    assert_eq!(analyzer.fold("ＧＤＰ　統計資料").text(), "gdp 统计资料");
    assert_eq!(analyzer.fold("氣象觀測：臺灣").text(), "气象观测:台湾");
    assert_eq!(analyzer.fold("ﬁle\u{200b}①").text(), "file1");
}

#[test]
fn r001_offsets_lead_back_to_the_original() {
    let analyzer = Analyzer::shipped();
    let original = "Ａ級景區㎡ＰＭ";
    let folded = analyzer.fold(original);
    assert_eq!(folded.text(), "a级景区m2pm");
    assert_eq!(&original[folded.original(1..4)], "級景區");
    assert_eq!(&original[folded.original(4..6)], "㎡");
    assert_eq!(&original[folded.original(6..8)], "ＰＭ");
    assert_eq!(folded.original(3..3), 0..0);
}

#[test]
fn r001_words_are_cut_by_dictionary_with_their_parts() {
    let found = words("杭州市公共停车场信息");
    for word in ["杭州", "杭州市", "公共", "停车", "停车场", "信息"] {
        assert!(found.contains(&word.to_owned()), "{word} in {found:?}");
    }
}

#[test]
fn r001_names_of_fields_split_at_case_and_underscore() {
    assert_eq!(words("parkingLotName"), ["parkinglotnam", "park", "lot", "name"]);
    assert_eq!(words("UNIT_NAME"), ["unit_name", "unit", "name"]);
    assert_eq!(words("PM2.5"), ["pm2.5", "pm2", "5"]);
    assert_eq!(words("schools"), ["school"]);
}

#[test]
fn r001_readings_know_words() {
    let analyzer = Analyzer::shipped();
    assert_eq!(analyzer.pinyin_of("杭州").full(), "hangzhou");
    assert_eq!(analyzer.pinyin_of("银行网点").full(), "yinhangwangdian");
    assert_eq!(analyzer.pinyin_of("乐清市").full(), "yueqingshi");
    assert_eq!(analyzer.pinyin_of("绿化").full(), "lvhua");
    let mut wrong = Vec::new();
    for line in include_str!("../../tests/fixtures/readings.tsv").lines() {
        let (word, reading) = line.split_once('\t').expect("word, tab, reading");
        let read = analyzer.pinyin_of(word).full();
        if read != reading.replace(' ', "") {
            wrong.push(format!("{word}: {read}, not {reading}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let terms = analyzer.pinyin_terms(&analyzer.fold("杭州公交线路"));
    for term in ["hangzhou", "hz", "hzgj", "gj", "gongjiao", "hangzhougongjiao", "gjxl"] {
        assert!(terms.contains(&term.to_owned()), "{term} in {terms:?}");
    }
    assert!(!terms.contains(&"zg".to_owned()), "not from inside a word");
}

#[test]
fn r001_confusable_readings_share_a_key() {
    let analyzer = Analyzer::shipped();
    let key = |word: &str| fuzzy_key(&analyzer.pinyin_of(word));
    assert_eq!(key("停车厂"), key("停车场"));
    assert_eq!(key("森林"), key("深林"));
    assert_ne!(key("医院"), key("学院"));
}

#[test]
fn word_list_is_checked() {
    assert!(Lexicon::parse("[[synonyms]]\nterms = [\"一\"]").is_err());
    assert!(Lexicon::parse("[readings]\n\"银行\" = \"yin\"").is_err());
    assert!(Lexicon::parse("unknown = 1").is_err());
    let lexicon = Lexicon::shipped().expect("valid");
    assert!(lexicon.synonyms("社保").contains(&"社会保险".to_owned()));
    assert!(lexicon.synonyms("社会保险").contains(&"社保".to_owned()));
    assert_eq!(lexicon.title_core("公共厕所基本信息"), Some("公共厕所"));
    assert_eq!(lexicon.title_core("信息"), None);
}
