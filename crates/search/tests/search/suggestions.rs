use search::{Index, SuggestionKind};

use crate::{doc, index, item, labelled, marked};

fn catalogue() -> Index {
    let mut park = doc("park", "公共停车场信息");
    park.publisher_code = "p1".into();
    park.publisher_name = "杭州市城市管理局".into();
    park.themes = vec![labelled("traffic", "交通运输")];
    park.items = vec![item("停车场名称", "parkName"), item("泊位总数", "total")];
    park.downloads = 900;
    let mut road = doc("road", "道路停车泊位");
    road.items = vec![item("泊位总数", "total")];
    index(&[park, road, doc("bus", "杭州公交线路"), doc("x", "ＧＤＰ核算")])
}

fn texts(index: &Index, typed: &str) -> Vec<String> {
    index.suggest(typed, 8).expect("suggestions").into_iter().map(|suggestion| suggestion.text).collect()
}

#[test]
fn r001_suggests_from_word_starts_in_chinese_pinyin_and_initials() {
    let index = catalogue();
    for (typed, text) in [
        ("停车", "公共停车场信息"),
        ("停", "道路停车泊位"),
        ("公共停", "公共停车场信息"),
        ("tcc", "公共停车场信息"),
        ("tcc", "停车场名称"),
        ("tingch", "公共停车场信息"),
        ("ting che", "公共停车场信息"),
        ("hzgj", "杭州公交线路"),
        ("gdp", "ＧＤＰ核算"),
        ("GDP", "ＧＤＰ核算"),
        ("hzs", "杭州市城市管理局"),
        ("交通", "交通运输"),
        ("bwzs", "泊位总数"),
        ("停車", "公共停车场信息"),
        ("停车 公共", "公共停车场信息"),
    ] {
        assert!(texts(&index, typed).contains(&text.to_owned()), "{typed} → {:?}", texts(&index, typed));
    }
    assert!(texts(&index, "车场").is_empty() || !texts(&index, "车场").contains(&"杭州公交线路".to_owned()));
}

#[test]
fn r001_suggestions_need_a_character_or_two_letters() {
    let index = catalogue();
    for typed in ["", " ", "t", "-", "\"", "１"] {
        assert!(texts(&index, typed).is_empty(), "{typed:?}");
    }
    assert!(index.suggest("停", 0).expect("none").is_empty());
    assert_eq!(index.suggest("停", 1).expect("one").len(), 1);
}

#[test]
fn r001_suggestions_are_grouped_and_say_what_they_are() {
    let all = catalogue().suggest("停车", 8).expect("suggestions");
    let kinds: Vec<_> = all.iter().map(|suggestion| suggestion.kind).collect();
    assert!(kinds.is_sorted(), "{kinds:?}");
    assert!(kinds.contains(&SuggestionKind::Dataset) && kinds.contains(&SuggestionKind::DataItem));
    let dataset = all.iter().find(|suggestion| suggestion.text == "公共停车场信息").expect("there");
    assert_eq!((dataset.code.as_deref(), dataset.count), (Some("park"), 1));
    assert_eq!(marked(&dataset.text, &dataset.ranges), ["停车"]);
    let item = &catalogue().suggest("泊位", 8).expect("suggestions");
    let item = item.iter().find(|suggestion| suggestion.kind == SuggestionKind::DataItem).expect("there");
    assert_eq!((item.count, item.code.as_deref()), (2, None));
    let pinyin = &catalogue().suggest("tcc", 8).expect("suggestions")[0];
    assert_eq!(marked(&pinyin.text, &pinyin.ranges), ["停车场"]);
}
