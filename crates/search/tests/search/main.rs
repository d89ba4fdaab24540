//! The catalogue index from outside: real records in, what a person would see out.

mod any_text;
mod catalogue;
mod facets;
mod help;
mod lifecycle;
mod ranking;
mod record;
mod suggestions;

use search::{Analyzer, DataItem, Index, Labelled, SearchDoc, SearchRequest};

/// 2023-09-01.
const TODAY: i64 = 19_601;

fn index(docs: &[SearchDoc]) -> Index {
    let index = Index::in_ram(Analyzer::shipped()).expect("an index");
    let mut writer = index.writer().expect("a writer");
    writer.upsert_many(docs).expect("documents");
    writer.commit(1).expect("a commit");
    index
}

fn doc(code: &str, title: &str) -> SearchDoc {
    SearchDoc { code: code.into(), title: title.into(), access_rights: "PUBLIC".into(), ..SearchDoc::default() }
}

fn item(name: &str, field: &str) -> DataItem {
    DataItem { name: name.into(), field: field.into() }
}

fn labelled(code: &str, label: &str) -> Labelled {
    Labelled { code: code.into(), label: label.into() }
}

fn codes(index: &Index, q: &str) -> Vec<String> {
    let hits = index.search(&SearchRequest::new(q).on(TODAY)).expect("an answer");
    hits.hits.into_iter().map(|hit| hit.code).collect()
}

fn marked(text: &str, ranges: &[std::ops::Range<usize>]) -> Vec<String> {
    ranges.iter().map(|range| text[range.clone()].to_owned()).collect()
}
