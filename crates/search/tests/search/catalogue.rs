use search::{Index, SearchDoc, SearchRequest};

use crate::record;

pub fn docs() -> Vec<SearchDoc> {
    record::read(include_str!("../fixtures/zhejiang_300.jsonl"))
}

fn real() -> &'static Index {
    static INDEX: std::sync::OnceLock<Index> = std::sync::OnceLock::new();
    INDEX.get_or_init(|| crate::index(&docs()))
}

#[test]
fn r001_what_people_ask_finds_what_they_mean() {
    let expected = include_str!("../fixtures/expected.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut wrong = Vec::new();
    for line in expected {
        let (q, title) = line.split_once('\t').expect("query, tab, title");
        let hits = real().search(&SearchRequest::new(q).on(crate::TODAY)).expect("answer");
        let first = hits.hits.first().map_or("(nothing)", |hit| hit.title.as_str());
        if first != title {
            wrong.push(format!("{q}: {first}, not {title}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn r001_every_real_title_finds_itself_first() {
    for doc in docs().iter().step_by(5) {
        let hits = real().search(&SearchRequest::new(&doc.title).on(crate::TODAY)).expect("answer");
        assert_eq!(hits.hits.first().map(|hit| &hit.title), Some(&doc.title));
    }
}

#[test]
fn r001_hits_of_real_records_are_marked() {
    let hits = real().search(&SearchRequest::new("公交")).expect("answer");
    assert!(hits.total > 0);
    for hit in hits.hits {
        assert!(!hit.title_ranges.is_empty() || !hit.snippet.ranges.is_empty(), "{hit:?}");
    }
}
