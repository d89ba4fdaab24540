use search::{Facet, Facets, Index, SearchDoc, SearchRequest, Sort};

use crate::{TODAY, doc, index, labelled};

fn docs() -> Vec<SearchDoc> {
    let make =
        |code: &str, title: &str, publisher: &str, themes: &[&str], formats: &[&str], age: Option<i64>| SearchDoc {
            publisher_code: publisher.into(),
            themes: themes.iter().map(|theme| labelled(theme, theme)).collect(),
            formats: formats.iter().map(|format| (*format).to_owned()).collect(),
            updated: age.map(|age| TODAY - age),
            issued: age.map(|age| TODAY - 2 * age),
            year: Some(2023),
            ..doc(code, title)
        };
    let mut docs = vec![
        make("a", "停车场甲", "p1", &["traffic"], &["csv", "xlsx"], Some(0)),
        make("b", "停车场乙", "p1", &["traffic", "life"], &["csv"], Some(20)),
        make("c", "停车场丙", "p2", &["life"], &["json"], Some(200)),
        make("d", "停车场丁", "p3", &[], &[], Some(2000)),
        make("e", "阿公园", "p3", &["life"], &["csv"], None),
    ];
    docs[0].has_table = true;
    docs[2].access_rights = "RESTRICTED".into();
    docs[3].downloads = 7;
    docs
}

fn counts(index: &Index, request: &SearchRequest, facet: Facet) -> Vec<(String, u64)> {
    index.search(request).expect("answer").facets[&facet].clone()
}

fn pairs(pairs: &[(&str, u64)]) -> Vec<(String, u64)> {
    pairs.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect()
}

#[test]
fn r002_facets_count_the_matches() {
    let index = index(&docs());
    let request = SearchRequest::new("停车场").on(TODAY);
    assert_eq!(counts(&index, &request, Facet::Publisher), pairs(&[("p1", 2), ("p2", 1), ("p3", 1)]));
    assert_eq!(counts(&index, &request, Facet::Theme), pairs(&[("life", 2), ("traffic", 2)]));
    assert_eq!(counts(&index, &request, Facet::Format), pairs(&[("csv", 2), ("json", 1), ("xlsx", 1)]));
    assert_eq!(counts(&index, &request, Facet::AccessRights), pairs(&[("PUBLIC", 3), ("RESTRICTED", 1)]));
    assert_eq!(counts(&index, &request, Facet::HasTable), pairs(&[("false", 3), ("true", 1)]));
    assert_eq!(counts(&index, &request, Facet::Updated), pairs(&[("7d", 1), ("30d", 2), ("1y", 3), ("older", 1)]));
}

#[test]
fn r002_values_are_alternatives_facets_are_all_required_and_counts_are_after_the_others() {
    let index = index(&docs());
    let request = SearchRequest::new("停车场").on(TODAY).filter(Facet::Publisher, "p1");
    let hits = index.search(&request).expect("answer");
    assert_eq!((hits.total, hits.unfiltered), (2, 4));
    assert_eq!(hits.facets[&Facet::Publisher], pairs(&[("p1", 2), ("p2", 1), ("p3", 1)]), "its own filter aside");
    assert_eq!(hits.facets[&Facet::Theme], pairs(&[("traffic", 2), ("life", 1)]));
    let request = request.filter(Facet::Publisher, "p2").filter(Facet::Format, "json");
    let hits = index.search(&request).expect("answer");
    assert_eq!(hits.total, 1);
    assert_eq!(hits.facets[&Facet::Publisher], pairs(&[("p2", 1), ("p1", 0)]), "what was asked stays, even at 0");
    assert_eq!(hits.facets[&Facet::Format], pairs(&[("csv", 2), ("json", 1), ("xlsx", 1)]));
    let request = SearchRequest::new("").on(TODAY).filter(Facet::Updated, "30d").filter(Facet::Format, "csv");
    let hits = index.search(&request).expect("answer");
    assert_eq!(hits.total, 2);
    assert_eq!(hits.facets[&Facet::Updated], pairs(&[("7d", 1), ("30d", 2), ("1y", 2)]), "no date is in none of them");
}

#[test]
fn r002_unknown_values_find_nothing_and_harm_nothing() {
    let index = index(&docs());
    let hits = index.search(&SearchRequest::new("").filter(Facet::Theme, "none")).expect("answer");
    assert_eq!((hits.total, hits.unfiltered), (0, 5));
    assert!(hits.facets[&Facet::Theme].contains(&("none".to_owned(), 0)));
    assert_eq!(index.search(&SearchRequest::new("").filter(Facet::Updated, "1h")).expect("answer").total, 0);
    let mut empty = SearchRequest::new("");
    empty.filters.insert(Facet::Theme, vec![]);
    assert_eq!(index.search(&empty).expect("answer").total, 5);
}

/// Counting by combination in one pass gives what one search for each value gives.
#[test]
fn r002_every_count_is_what_ticking_the_value_gives() {
    let docs = crate::catalogue::docs();
    let index = index(&docs);
    let base = SearchRequest { per_page: 0, ..SearchRequest::new("信息") }.on(TODAY);
    for filters in [
        vec![],
        vec![(Facet::Level, "city")],
        vec![(Facet::Region, "330100"), (Facet::Format, "api"), (Facet::Updated, "1y")],
    ] {
        let request = filters.iter().fold(base.clone(), |request, (facet, value)| request.filter(*facet, *value));
        for (facet, values) in index.search(&request).expect("answer").facets {
            for (value, count) in values.into_iter().take(4) {
                let mut ticked = request.clone();
                ticked.filters.insert(facet, vec![value.clone()]);
                assert_eq!(index.count(&ticked).expect("count"), count, "{facet:?} {value}");
            }
        }
    }
}

#[test]
fn r002_browsing_all_counts_the_same_cached_or_not() {
    let index = index(&docs());
    let first = index.search(&SearchRequest::new("").on(TODAY)).expect("answer");
    let second = index.search(&SearchRequest::new(" ").on(TODAY)).expect("answer");
    assert_eq!(first.total, 5);
    assert_eq!(first.facets, second.facets);
    let later = index.search(&SearchRequest::new("").on(TODAY + 10)).expect("answer");
    assert_eq!(later.facets[&Facet::Updated], pairs(&[("30d", 2), ("1y", 3), ("older", 1)]));
}

#[test]
fn r001_sorted_by_date_downloads_and_reading() {
    let index = index(&docs());
    let order = |sort| {
        let hits = index.search(&SearchRequest::new("").sorted(sort)).expect("answer").hits;
        hits.into_iter().map(|hit| hit.code).collect::<String>()
    };
    assert_eq!(order(Sort::Updated), "abcde");
    assert_eq!(order(Sort::Issued), "abcde");
    assert_eq!(&order(Sort::Downloads)[..1], "d");
    // a gong yuan, ting che chang bing, ding, jia, yi
    assert_eq!(order(Sort::Title), "ecdab");
}

#[test]
fn r001_pages_are_consecutive_and_complete() {
    let docs = crate::catalogue::docs();
    let index = index(&docs);
    for sort in [Sort::Relevance, Sort::Updated, Sort::Title, Sort::Downloads] {
        let mut seen = Vec::new();
        for page in 1..=40 {
            let request = SearchRequest { page, per_page: 9, facets: Facets::None, ..SearchRequest::new("") };
            seen.extend(index.search(&request.sorted(sort)).expect("answer").hits.into_iter().map(|hit| hit.code));
        }
        assert_eq!(seen.len(), docs.len());
        let list = SearchRequest::new("").sorted(sort);
        assert_eq!(index.codes(&list, usize::MAX).expect("codes"), seen, "{sort:?}: the list in one pass");
        assert_eq!(index.codes(&list, 7).expect("codes"), seen[..7], "{sort:?}: its beginning");
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), docs.len(), "{sort:?} shows each once");
    }
}
