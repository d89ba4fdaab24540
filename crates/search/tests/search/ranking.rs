use search::{Interpretation, SearchDoc, SearchRequest};

use crate::{TODAY, codes, doc, index, item, labelled, marked};

#[test]
fn r001_exact_title_comes_first_then_title_then_items_then_publisher_then_description() {
    let mut by_item = doc("item", "公共设施信息");
    by_item.items = vec![item("充电桩", "charger"), item("地址", "addr")];
    let mut by_tag = doc("tag", "公共设施清册");
    by_tag.tags = vec!["充电桩".into(), "设施".into()];
    let mut by_publisher = doc("publisher", "设施维护记录册");
    by_publisher.publisher_name = "充电桩管理中心".into();
    let mut by_text = doc("text", "设施维护工作簿");
    by_text.description = "包括充电桩在内的设施维护情况".into();
    let mut popular = doc("title", "杭州市西湖区充电桩点位信息");
    popular.downloads = 1_000_000;
    popular.has_table = true;
    popular.updated = Some(TODAY);
    let docs = [by_text, by_publisher, by_tag, by_item, popular, doc("exact", "充电桩")];
    let found = codes(&index(&docs), "充电桩");
    assert_eq!(found[..2], ["exact", "title"]);
    assert!(found[2..4].contains(&"item".to_owned()) && found[2..4].contains(&"tag".to_owned()), "{found:?}");
    assert_eq!(found[4..], ["publisher", "text"]);
}

#[test]
fn r001_table_freshness_and_use_order_equals_only() {
    let same = |code: &str, change: fn(&mut SearchDoc)| {
        let mut same = doc(code, "道路停车泊位信息");
        change(&mut same);
        same
    };
    let docs = [
        same("plain", |_| {}),
        same("fresh", |doc| doc.updated = Some(TODAY - 1)),
        same("used", |doc| doc.downloads = 500_000),
        same("table", |doc| doc.has_table = true),
    ];
    let index = index(&docs);
    assert_eq!(codes(&index, "泊位"), ["table", "fresh", "used", "plain"]);
    let explained = index.explain("table", "泊位", TODAY).expect("read").expect("found");
    assert!(explained.standing > 0.0 && explained.standing + explained.freshness < 0.15);
}

#[test]
fn r001_explanation_adds_up() {
    let mut one = doc("one", "公共停车场信息");
    one.updated = Some(TODAY - 30);
    one.downloads = 12;
    let index = index(&[one, doc("two", "停车收费标准")]);
    let hit = &index.search(&SearchRequest::new("停车场").on(TODAY)).expect("answer").hits[0];
    let explained = index.explain("one", "停车场", TODAY).expect("read").expect("found");
    assert!((explained.score - hit.score).abs() < 0.001, "{explained:?} {hit:?}");
    assert!(explained.matches && explained.parts.iter().any(|part| part.field == "title" && part.text == "停车场"));
    assert!(index.explain("none", "停车场", TODAY).expect("read").is_none());
}

#[test]
fn r001_scripts_widths_and_cases_find_the_same() {
    let index = index(&[doc("a", "公共停車場ＧＤＰ統計"), doc("b", "公园绿地")]);
    for q in ["公共停车场", "公共停車場", "gdp", "ＧＤＰ", "Gdp 统计"] {
        assert_eq!(codes(&index, q), ["a"], "{q}");
    }
    let hits = index.search(&SearchRequest::new("停车场 gdp")).expect("answer");
    assert_eq!(marked(&hits.hits[0].title, &hits.hits[0].title_ranges), ["停車場ＧＤＰ"]);
}

#[test]
fn r001_pinyin_in_full_by_initials_and_in_pieces() {
    let docs = [doc("bus", "杭州公交线路信息"), doc("park", "公共停车场"), doc("bank", "银行网点")];
    let index = index(&docs);
    for (q, code) in [
        ("hangzhou", "bus"),
        ("hzgj", "bus"),
        ("hangzhougongjiao", "bus"),
        ("hangzhou gongjiao", "bus"),
        ("hang zhou gong jiao", "bus"),
        ("gjxl", "bus"),
        ("tcc", "park"),
        ("tingchechang", "park"),
        ("TingCheChang", "park"),
        ("yinhang", "bank"),
        ("yhwd", "bank"),
        ("杭州gongjiao", "bus"),
    ] {
        assert_eq!(codes(&index, q), [code], "{q}");
    }
    let hits = index.search(&SearchRequest::new("hang zhou gong jiao")).expect("answer");
    assert_eq!(hits.by_pinyin.as_deref(), Some("杭州公交"));
    let hits = index.search(&SearchRequest::new("tingchechang")).expect("answer");
    assert_eq!(hits.by_pinyin.as_deref(), Some("停车场"));
    assert_eq!(marked(&hits.hits[0].title, &hits.hits[0].title_ranges), ["停车场"]);
}

#[test]
fn r001_typo_and_homophone_are_forgiven_and_said() {
    let mut english = doc("en", "学校名录");
    english.title_en = Some("Schools of Hangzhou".into());
    let index = index(&[doc("park", "公共停车场"), doc("weather", "气象局观测"), english]);
    for (q, code, corrected) in [
        ("停车厂", "park", "停车场"),
        ("气像局", "weather", "气象局"),
        ("shcools", "en", "schools"),
        ("tingchechan", "park", "停车场"),
        ("tingcechang", "park", "停车场"),
    ] {
        let hits = index.search(&SearchRequest::new(q)).expect("answer");
        assert_eq!(hits.hits.first().map(|hit| hit.code.as_str()), Some(code), "{q}");
        assert_eq!(hits.interpretation, Interpretation::Corrected { q: corrected.into() }, "{q}");
    }
}

#[test]
fn r001_synonyms_count_less_than_the_word() {
    let docs =
        [doc("long", "社会保险参保人数"), doc("short", "社保参保人数"), doc("bus", "公共汽车线路"), doc("x", "公园")];
    let index = index(&docs);
    assert_eq!(codes(&index, "社保"), ["short", "long"]);
    assert_eq!(codes(&index, "社会保险"), ["long", "short"]);
    assert_eq!(codes(&index, "公交"), ["bus"]);
    assert_eq!(codes(&index, "social insurance").len(), 2);
}

#[test]
fn r001_english_is_stemmed() {
    let mut a = doc("a", "甲");
    a.title_en = Some("Public libraries".into());
    let index = index(&[a]);
    assert_eq!(codes(&index, "library"), ["a"]);
    assert_eq!(codes(&index, "Libraries public"), ["a"]);
}

#[test]
fn r001_phrases_hold_together_and_exclusions_keep_out() {
    let docs = [doc("a", "公共停车场信息"), doc("b", "公共汽车停靠场站"), doc("c", "收费公共停车场")];
    let index = index(&docs);
    assert_eq!(codes(&index, "“公共停车”").len(), 2);
    assert_eq!(codes(&index, "\"停车场 信息\""), ["a"]);
    assert_eq!(codes(&index, "公共停车场 -收费"), ["a"]);
    assert_eq!(codes(&index, "-停车场"), ["b"]);
    assert_eq!(codes(&index, "-“公共停车场”"), ["b"]);
}

#[test]
fn r001_found_by_publisher_with_topic_by_item_field_and_code() {
    let mut a = doc("9c0k2m4p6r", "常住人口年末数");
    a.publisher_name = "杭州市统计局".into();
    a.publisher_aliases = vec!["市统计局".into()];
    a.regions = vec![labelled("330100", "杭州市")];
    a.items = vec![item("行政区划代码", "XZQHDM"), item("泊位总数", "parkingTotal")];
    let mut b = doc("bbbbbbbbbb", "常住人口年末数");
    b.publisher_name = "宁波市统计局".into();
    let index = index(&[a, b]);
    for q in [
        "杭州市统计局 人口",
        "人口 杭州统计局",
        "xzqhdm",
        "行政区划代码",
        "parkingTotal",
        "parking total",
        "9C0K2M4P6R",
        "hzstjj",
    ] {
        assert_eq!(codes(&index, q), ["9c0k2m4p6r"], "{q}");
    }
    let hit = &index.search(&SearchRequest::new("区划代码")).expect("answer").hits[0];
    assert_eq!(hit.items.len(), 1);
    assert_eq!((hit.items[0].index, hit.items[0].text.as_str()), (0, "行政区划代码"));
    assert_eq!(marked(&hit.items[0].text, &hit.items[0].ranges), ["行政区划代码"]); // the longer word of the same meaning is marked
}

#[test]
fn r001_words_no_dictionary_knows_are_found() {
    let index = index(&[doc("a", "汜塍垟村集体资产"), doc("b", "垟村公示")]);
    assert_eq!(codes(&index, "汜塍垟"), ["a"]);
    assert_eq!(codes(&index, "塍垟村"), ["a"]);
    assert_eq!(codes(&index, "垟").len(), 2);
}

#[test]
fn r001_most_words_suffice_when_not_all_match() {
    let index = index(&[doc("a", "博物馆 开放时间 门票"), doc("b", "图书馆")]);
    let hits = index.search(&SearchRequest::new("博物馆 开放时间 门票 恐龙")).expect("answer");
    assert_eq!(hits.interpretation, Interpretation::Relaxed { required: 3, of: 4 });
    assert_eq!((hits.total, hits.hits[0].code.as_str()), (1, "a"));
    assert_eq!(codes(&index, "博物馆 恐龙"), [""; 0], "two words: help instead of what was not asked");
}

#[test]
fn r001_snippet_shows_the_words_in_long_descriptions() {
    let mut long = doc("a", "甲");
    long.description = format!("{}本数据包括泊位总数。{}", "前言。".repeat(100), "后记。".repeat(100));
    let index = index(&[long]);
    let hit = &index.search(&SearchRequest::new("泊位总数")).expect("answer").hits[0];
    assert!(hit.snippet.cut_before && hit.snippet.cut_after);
    assert!(hit.snippet.text.chars().count() <= 120);
    assert_eq!(marked(&hit.snippet.text, &hit.snippet.ranges), ["泊位总数"]);
}

#[test]
fn r001_related_datasets_share_telling_words() {
    let mut docs = [
        doc("a", "杭州市公共自行车服务点信息"),
        doc("b", "公共自行车租还记录信息"),
        doc("c", "自行车服务点"),
        doc("d", "杭州市食品抽检信息"),
    ];
    for doc in &mut docs {
        doc.regions = vec![labelled("330100", "杭州市")];
    }
    let related = index(&docs).related("a", 3).expect("read");
    let related: Vec<&str> = related.iter().map(|hit| hit.code.as_str()).collect();
    assert!(related.contains(&"b") && related.contains(&"c") && !related.contains(&"a"), "{related:?}");
    assert!(related.iter().position(|code| *code == "d").is_none_or(|at| at == 2));
    assert!(index(&docs).related("none", 3).expect("read").is_empty());
}

#[test]
fn r001_a_rare_way_to_say_it_is_not_prized() {
    let mut docs: Vec<_> = (0..20).map(|n| doc(&format!("n{n:02}"), &format!("社会保险参保{n}"))).collect();
    let mut aside = doc("aside", "城镇失业登记");
    aside.description = "以社保记录为准".into();
    docs.push(aside);
    docs.extend((0..60).map(|n| doc(&format!("x{n:02}"), &format!("公园{n}"))));
    let hits =
        index(&docs).search(&SearchRequest { per_page: 100, ..SearchRequest::new("社保") }).expect("answer").hits;
    assert_eq!((hits.len(), hits.last().map(|hit| hit.code.as_str())), (21, Some("aside")));
}
