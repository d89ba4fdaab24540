//! The shipped summaries, and the citations that lead to them.
use domain::law::{Citation, DocCode, LawDoc, LawError, Library, SHIPPED};
use domain::locale::Locale;
use domain::profile::{Status, resolve_all};

fn library() -> Library {
    Library::shipped().expect("shipped summaries parse")
}

fn cite(text: &str) -> Citation {
    text.parse().expect(text)
}

#[test]
fn the_five_documents_and_their_standing() {
    let library = library();
    let list: Vec<(&str, Status, usize)> =
        library.docs().map(|doc| (doc.code.slug(), doc.status, doc.articles.len())).collect();
    let expected = [
        ("zj22", Status::InForce, 45),
        ("gl20", Status::InForce, 18),
        ("dq", Status::Draft, 39),
        ("yn", Status::Draft, 57),
        ("zj17", Status::Repealed, 25),
    ];
    assert_eq!(list, expected);
    for (code, file, text) in SHIPPED {
        assert_eq!(LawDoc::parse(file, text).expect("parses").code, code);
    }
}

#[test]
fn every_citation_of_every_profile_has_a_summary() {
    let library = library();
    for resolved in resolve_all(&domain::profile::SHIPPED).expect("resolves") {
        let profile = resolved.profile;
        let clocks = profile.clocks().into_iter().map(|(key, clock)| (key.to_owned(), clock.sources.clone()));
        let amounts = profile.amounts().into_iter().map(|(key, amount)| (key.to_owned(), amount.sources.clone()));
        let sources = profile.sources.iter().map(|(key, sources)| (key.clone(), sources.clone()));
        for (key, citations) in clocks.chain(amounts).chain(sources) {
            for citation in citations {
                let known = !matches!(citation, Citation::Article { .. }) || library.article(citation).is_some();
                assert!(known, "{}: {key} cites {citation}, of which there is no summary", profile.id);
            }
        }
        let doc = library.doc(profile.document.code.code()).expect("the document of the profile");
        assert_eq!((doc.title(Locale::ZhCn), doc.status), (profile.title(Locale::ZhCn), profile.document.status));
        assert_eq!(doc.title(Locale::En), profile.title(Locale::En));
    }
}

#[test]
fn every_article_names_what_rests_on_it_by_ids_that_exist() {
    for doc in library().docs() {
        for article in &doc.articles {
            let number = |id: &str, prefix: &str| id.trim_start_matches(prefix).parse::<u16>().expect("a number");
            assert!(article.requirements.iter().all(|id| (1..=190).contains(&number(id, "R-"))), "{article:?}");
            assert!(article.processes.iter().all(|id| (1..=36).contains(&number(id, "B"))), "{article:?}");
            assert!(article.summary_zh.chars().count() <= 130, "a summary, not the text: {article:?}");
        }
    }
    let library = library();
    let correction = library.article(cite("ZJ22-Art.19(1)")).expect("article 19");
    for id in ["R-107", "R-109", "R-110", "R-111", "R-113"] {
        assert!(correction.requirements.contains(&id.to_owned()), "{id}");
    }
    assert!(correction.processes.contains(&"B18".to_owned()));
}

#[test]
fn lookups_and_headings() {
    let library = library();
    let article = library.article(cite("ZJ22-Art.19(2)")).expect("article 19");
    assert_eq!((article.heading(Locale::ZhCn), article.heading(Locale::En)), ("第十九条".into(), "Article 19".into()));
    assert_eq!(article.anchor(), "art-19");
    assert!(article.summary(Locale::ZhCn).contains("校核") && article.summary(Locale::En).contains("correction"));
    let heading = |n: u16| library.doc("yn").expect("yn").article(n).expect("article").heading(Locale::ZhCn);
    assert_eq!(
        ["第十条", "第二十条", "第五十五条", "第六条"],
        [10, 20, 55, 6].map(heading).each_ref().map(String::as_str)
    );
    assert!(library.doc("zj22").is_some() && library.doc("ZJ22").is_some() && library.doc("zj23").is_none());
    assert!(library.article(cite("ZJ22-Art.999")).is_none() && library.article(Citation::Design).is_none());
    assert_eq!(library.doc("zj17").expect("zj17").status.text(Locale::ZhCn), "已废止");
}

#[test]
fn citations_are_read_and_written() {
    for text in ["ZJ22-Art.19(1)", "GL20-Art.13", "GL20-F4", "YN-Art.41(2)", "DQ-Art.24", "ZJ17-Art.30", "D"] {
        assert_eq!(cite(text).to_string(), text);
    }
    assert_eq!(cite("ZJ22-Art.19(1)").path().as_deref(), Some("/law/zj22#art-19"));
    assert_eq!((cite("D").path(), cite("GL20-F4").path().as_deref()), (None, Some("/law/gl20")));
    let wrong = [
        "",
        "ZJ22",
        "zj22-Art.1",
        "ZJ22-Art.0",
        "ZJ22-Art.x",
        "ZJ22-Art.19(1",
        "ZJ22-Art.19(0)",
        "XX-Art.1",
        "ZJ22-19",
        "ZJ22-Art.+1",
    ];
    for text in wrong {
        assert!(text.parse::<Citation>().is_err(), "{text}");
    }
    assert_eq!(DocCode::from_code("gl20"), Some(DocCode::Gl20));
}

#[test]
fn broken_files_are_typed_errors() {
    let head = "code = \"DQ\"\ntitle_zh = \"a\"\ntitle_en = \"a\"\nstatus = \"draft\"\n";
    let error = |rest: &str| LawDoc::parse("dq.toml", &format!("{head}{rest}")).expect_err(rest).to_string();
    let article =
        |n: u16, zh: &str, en: &str| format!("[[articles]]\nn = {n}\nsummary_zh = \"{zh}\"\nsummary_en = \"{en}\"\n");
    assert!(error("[[articles]]\nn = 1\n").contains("summary_zh"));
    assert!(error(&article(1, "没有句号", "A.")).contains("dq.toml: article 1: expected one Chinese sentence"));
    assert!(error(&article(1, "一。二。", "A.")).contains("one Chinese sentence"));
    assert!(error(&article(1, "一。", "A. B.")).contains("one English sentence"));
    assert!(error(&format!("{}{}", article(2, "一。", "A."), article(1, "一。", "A."))).contains("ascending"));
    assert!(error(&article(0, "一。", "A.")).contains("ascending"));
    assert!(error(&format!("{}requirements = [\"109\"]", article(1, "一。", "A."))).contains("R-001"));
    assert!(error("note_zh = \"a\"\narticles = []").contains("both languages"));
    assert!(matches!(LawDoc::parse("x", "code = \"XX\""), Err(LawError::Syntax { .. })));
    let text = format!("{head}articles = []");
    let twice = Library::parse([("a", text.as_str()), ("b", text.as_str())]);
    assert!(matches!(twice, Err(LawError::Duplicate { code: DocCode::Dq, .. })));
}
