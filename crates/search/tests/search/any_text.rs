use proptest::prelude::*;
use search::{Index, SearchRequest};

use crate::{doc, index, item};

fn small() -> &'static Index {
    static INDEX: std::sync::OnceLock<Index> = std::sync::OnceLock::new();
    INDEX.get_or_init(|| {
        let mut first = doc("aaaaaaaaaa", "杭州市公共停车场 (Parking) 信息");
        first.description = "含泊位总数、ＧＰＳ坐标 — 每日更新".into();
        first.items = vec![item("泊位总数", "berthTotal")];
        index(&[first, doc("bbbbbbbbbb", "空气质量AQI"), doc("cccccccccc", "")])
    })
}

/// Nothing typed may be an error or a panic, and what is marked lies on characters.
fn ask(q: &str) {
    let hits = small().search(&SearchRequest::new(q)).expect("an answer");
    for hit in &hits.hits {
        for range in &hit.title_ranges {
            assert!(hit.title.get(range.clone()).is_some());
        }
        for range in &hit.snippet.ranges {
            assert!(hit.snippet.text.get(range.clone()).is_some());
        }
    }
    assert_eq!(hits.hits.len() as u64, hits.total.min(20));
    small().suggest(q, 8).expect("suggestions");
    small().zero_help(&SearchRequest::new(q)).expect("help");
    small().explain("aaaaaaaaaa", q, 0).expect("an explanation");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn r001_any_text_is_answered(q in any::<String>()) {
        ask(&q);
    }

    #[test]
    fn r001_any_mixture_of_words_and_signs_is_answered(
        q in "([停车场杭州的信息氣質公园 ]|[a-zA-Z0-9]|[\"“”'「」\\-－+*?~^:()\\[\\]{}\\\\/|&!<>=#@，。　_.]){0,40}",
    ) {
        ask(&q);
    }
}

#[test]
fn r001_odd_queries_are_answered() {
    let long = "停车场信息".repeat(2000);
    let words = "停 车 场 a b ".repeat(200);
    for q in [
        long.as_str(),
        &words,
        "\0",
        "\u{202e}场车停",
        "𠮷野家",
        "🚗🅿️",
        "a\u{301}",
        "ﷺ",
        "İ",
        "ß",
        "''''",
        "-- -",
        "\"-\"",
        "“-停”",
    ] {
        ask(q);
    }
}
