use search::{Facet, SearchRequest};

use crate::{doc, index, item};

#[test]
fn r001_zero_results_come_with_what_would_be_found() {
    let mut weather = doc("w", "降水量观测");
    weather.publisher_name = "省气象局".into();
    let mut park = doc("p", "停车泊位");
    park.items = vec![item("备案编号", "recordNo")];
    let index = index(&[weather, park, doc("c", "公共车位")]);
    let request = SearchRequest::new("省气象局 停车");
    assert_eq!(index.search(&request).expect("answer").total, 0);
    let help = index.zero_help(&request).expect("help");
    let plain = |list: &[search::Alternative]| {
        list.iter().map(|other| (other.text.clone(), other.q.clone(), other.count)).collect::<Vec<_>>()
    };
    assert_eq!(
        plain(&help.without),
        [("省气象局".into(), "停车".into(), 2), ("停车".into(), "省气象局".into(), 1)] as [(String, String, u64); 2]
    );
    let only: [(String, String, u64); 1] = [("气象局".into(), "气象局".into(), 1)];
    assert_eq!(plain(&help.only), only, "one piece of two alone is offered once");
    assert!(help.synonyms.iter().any(|other| other.text == "泊位" && other.count > 0), "{help:?}");
    for other in help.without.iter().chain(&help.only).chain(&help.synonyms) {
        assert_eq!(index.count(&SearchRequest::new(&other.q)).expect("count"), other.count, "{other:?}");
    }
}

#[test]
fn r001_help_counts_data_items_and_filters() {
    let mut a = doc("a", "甲");
    a.items = vec![item("备案编号", "recordNo")];
    a.publisher_code = "p1".into();
    let index = index(&[a]);
    let help = index.zero_help(&SearchRequest::new("备案编号").filter(Facet::Publisher, "p2")).expect("help");
    assert_eq!((help.in_data_items, help.without_filters), (0, 1));
    let help = index.zero_help(&SearchRequest::new("备案编号")).expect("help");
    assert_eq!(help.in_data_items, 1);
    let help = index.zero_help(&SearchRequest::new("备岸编号 水果")).expect("help");
    assert!(help.did_you_mean.is_none(), "a correction that finds nothing is not offered");
}

#[test]
fn r001_a_better_spelling_is_offered_when_little_is_found() {
    let mut docs: Vec<_> = (0..12).map(|n| doc(&format!("p{n}"), &format!("公共停车场{n}"))).collect();
    docs.push(doc("x", "停车厂房"));
    let index = index(&docs);
    let hits = index.search(&SearchRequest::new("停车厂")).expect("answer");
    assert_eq!(hits.total, 1);
    let meant = hits.did_you_mean.expect("an offer");
    assert_eq!(meant.q, "停车场");
    assert_eq!(meant.count, index.count(&SearchRequest::new("停车场")).expect("count"));
    assert!(meant.count >= 12);
}
