//! What holds for every page, and what each public page owes its reader.
use super::testing::*;
use contract::datasets::{Alternative, SuspensionView, ZeroHelp};
use contract::error::Tombstone;
use contract::{ErrorCode, Marked, PortError, Refusal};
use domain::locale::Locale;

/// Addresses of this file's pages, one each, as a reader may open them.
const ADDRESSES: [&str; 9] = [
    "/",
    "/data",
    "/data?q=%E5%81%9C%E8%BD%A6&publisher=p1&publisher=p9&access_rights=PUBLIC&sort=updated&page=2",
    "/themes",
    "/themes/TRANSPORT",
    "/publishers",
    "/publishers/b1t0000001",
    "/stats",
    "/recipients",
];

pub(super) const EVIL: &str = "</title><script>alert(1)</script>\"><img src=x onerror=alert(2)> & 数据";

fn hostile() -> Fake {
    let mut fake = Fake::default();
    let mut evil = card("8K3M2QCCCC", EVIL);
    evil.publisher.name = EVIL.into();
    evil.summary = Marked { text: EVIL.into(), ranges: vec![(3, 20)] };
    evil.matched_items = vec![Marked { text: EVIL.into(), ranges: vec![] }];
    evil.title_ranges = vec![(1, 9)];
    fake.search.items = vec![evil.clone()];
    fake.search.did_you_mean = Some(Alternative { word: EVIL.into(), query: EVIL.into(), count: 3 });
    fake.search.matched_by_pinyin = Some(EVIL.into());
    fake.search.searched_instead = Some(EVIL.into());
    fake.search.relaxed = Some((2, 3));
    fake.home.recent = vec![evil];
    fake.home.popular = vec![EVIL.into()];
    fake.publishers.rows[0].name = EVIL.into();
    fake.search.facets.get_mut("publisher").expect("a facet")[0].label = EVIL.into();
    fake
}

/// What holds for every page, whatever it shows.
pub(super) fn assert_sound(html: &str, what: &str) {
    assert_eq!(html.matches("<h1").count(), 1, "one h1: {what}");
    assert!(
        !html.contains(texts::MISSING_OPEN),
        "missing words: {what}: {}",
        around(html, &texts::MISSING_OPEN.to_string())
    );
    assert!(!html.contains("{$") && !html.contains("{ $"), "missing argument: {what}");
    assert!(!main(html).contains("NON_PUBLIC"), "R-004: {what}");
    assert!(!html.contains("<script>") && !html.contains("<img"), "escaped: {what}");
    assert_eq!(html.matches("<title>").count(), 1, "{what}");
    assert_eq!(html.matches("role=\"search\"").count(), 1, "one search box: {what}");
    for target in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(html.contains(&format!("id=\"{target}\"")), "#{target} leads nowhere: {what}");
    }
    // The language switch leads to the address itself, found or not.
    let own = html
        .split("rel=\"canonical\" href=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a canonical address");
    for path in links(html).into_iter().filter(|path| !own.ends_with(path.as_str())) {
        let mut known = super::ROUTES.iter().map(|route| route.path).chain(super::SERVED.iter().copied());
        assert!(known.any(|pattern| matched(pattern, &path).is_some()), "dead link {path}: {what}");
    }
}

pub(super) fn main(html: &str) -> &str {
    html.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).expect("a main")
}

fn around(html: &str, needle: &str) -> String {
    let at = html.find(needle).unwrap_or(0);
    html[at..].chars().take(60).collect()
}

/// Paths of all internal links, without language, query and fragment.
pub(super) fn links(html: &str) -> Vec<String> {
    let mut paths: Vec<String> = ["href=\"", "action=\""]
        .iter()
        .flat_map(|mark| html.split(mark).skip(1))
        .filter_map(|rest| rest.split('"').next())
        .filter(|address| address.starts_with('/') && !address.starts_with("/pkg/"))
        .map(|address| {
            let path = address.split(['?', '#']).next().unwrap_or_default();
            let path = path.strip_prefix("/en").filter(|rest| rest.is_empty() || rest.starts_with('/')).unwrap_or(path);
            if path.is_empty() { "/".to_owned() } else { path.to_owned() }
        })
        .collect();
    paths.sort();
    paths.dedup();
    paths
}

/// The text of a page without tags, for words that stand in several elements.
pub(super) fn text(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

#[test]
fn every_page_is_sound_in_both_languages() {
    for fake in [Fake::default(), hostile()] {
        for locale in Locale::ALL {
            for address in ADDRESSES {
                let html = open(&fake, locale, address).html();
                assert_sound(&html, &format!("{locale:?} {address}"));
                assert!(html.contains(&format!("<html lang=\"{}\"", locale.tag())), "{address}");
            }
        }
    }
}

#[test]
fn english_pages_have_english_words_only_outside_catalogue_values() {
    let mut fake = Fake::default();
    // With values in Latin letters no Chinese word is left but those of the language switch.
    fake.search.items.clear();
    fake.search.total = 0;
    fake.search.facets.clear();
    fake.home.recent.clear();
    fake.home.themes.clear();
    for address in ["/", "/data", "/themes"] {
        let html = open(&fake, Locale::En, address).html().replace(">中文<", "><");
        let chinese = text(&html).chars().find(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
        assert_eq!(chinese, None, "{address}");
    }
}

#[test]
fn r003_cards_show_the_six_labels_in_the_wording_of_the_profile() {
    let mut fake = Fake::default();
    fake.search.items[0].data_type.value = "UNSTATED".into();
    let html = open(&fake, Locale::ZhCn, "/data?q=x").html();
    let strip =
        html.split("<dl class=\"label-strip\">").nth(1).and_then(|rest| rest.split("</dl>").next()).expect("a strip");
    let labels: Vec<_> = strip.split("<dt>").skip(1).filter_map(|rest| rest.split("</dt>").next()).collect();
    assert_eq!(labels, ["数据名称", "开放主体", "开放属性", "数据格式", "数据类型", "更新频率"]);
    for value in ["城市公共停车场信息", "省交通运输厅", "无条件开放", "CSV", "JSON", "未填写", "每月", "9月28日更新"]
    {
        assert!(text(strip).contains(value), "{value}");
    }

    let pair = |zh: &str| (zh.to_owned(), String::new());
    fake.site.wording.publisher = pair("数据提供单位");
    fake.site.wording.access_rights = pair("开放类型");
    fake.site.wording.accrual_periodicity = pair("更新周期");
    let html = open(&fake, Locale::ZhCn, "/data").html();
    for word in [
        "数据提供单位</dt>",
        "开放类型</dt>",
        "更新周期</dt>",
        "<legend>开放类型</legend>",
        "<legend>数据提供单位</legend>",
    ] {
        assert!(html.contains(word), "{word}");
    }
    assert!(open(&fake, Locale::ZhCn, "/publishers").html().contains("<h1>数据提供单位</h1>"));
}

#[test]
fn r012_a_suspended_dataset_says_so_before_its_attribute_and_shows_nothing_of_its_data() {
    let mut fake = Fake::default();
    let since = chrono::DateTime::from_timestamp(1_791_536_400, 0).expect("an instant");
    fake.search.items.truncate(1);
    fake.search.items[0].suspended = Some(SuspensionView { since, reason: coded("QUALITY", "数据质量") });
    let html = open(&fake, Locale::ZhCn, "/data").html();
    let card = html.split("<article").nth(1).expect("a card");
    assert!(card.find("中止开放").expect("the state") < card.find("无条件开放").expect("the attribute"));
    assert!(!card.contains("1,204") && !card.contains("/files#"), "{card}");
}

#[test]
fn an_assumed_attribute_is_shown_as_not_stated() {
    let mut fake = Fake::default();
    fake.search.items[0].access_rights = coded("RESTRICTED", "受限开放");
    fake.search.items[0].access_rights_assumed = true;
    assert!(open(&fake, Locale::ZhCn, "/data").html().contains("未填写（按受限开放处理）"));
    assert!(open(&fake, Locale::En, "/data").html().contains("Not stated (treated as restricted)"));
}

#[test]
fn r004_a_filter_for_what_is_not_open_is_neither_asked_nor_repeated() {
    let html = open(&Fake::default(), Locale::ZhCn, "/data?access_rights=NON_PUBLIC").html();
    // The links of the frame (language, colours) lead back to the address as it was typed; the page itself never says it.
    assert!(!main(&html).contains("NON_PUBLIC"));
    assert!(html.contains("<h1>数据目录</h1>"));
}

#[test]
fn r002_the_filter_form_keeps_words_and_order_and_ticks_what_is_chosen() {
    let html = open(&Fake::default(), Locale::ZhCn, "/data?q=停车&sort=updated&publisher=p9").html();
    let form = html.split("id=\"filters\"").nth(1).and_then(|rest| rest.split("</form>").next()).expect("the form");
    assert!(form.contains("type=\"hidden\" name=\"q\" value=\"停车\""), "{form}");
    assert!(form.contains("type=\"hidden\" name=\"sort\" value=\"updated\""));
    assert_eq!(form.matches(" checked").count(), 1);
    assert!(form.matches("应用筛选").count() >= 2, "at top and bottom");
    // p9 is the tenth by count, but chosen: never hidden under 更多.
    assert!(form.find("value=\"p9\"").expect("p9") < form.find("<details").expect("more"));
    assert!(html.contains("移除："));
    // Taking the one filter away keeps words and order.
    assert!(html.contains("href=\"/data?q=%E5%81%9C%E8%BD%A6&amp;sort=updated\""));
    assert!(html.contains("/feeds/search.atom?q=%E5%81%9C%E8%BD%A6&amp;publisher=p9&amp;sort=updated"));
    assert!(html.contains("/data.csv?q=%E5%81%9C%E8%BD%A6&amp;publisher=p9&amp;sort=updated"));
}

#[test]
fn r001_results_say_how_many_and_how_long_and_can_be_turned() {
    let html = open(&Fake::default(), Locale::ZhCn, "/data?q=停车&page=2").html();
    assert!(html.contains("找到 128 个数据集（0.04 秒）"));
    assert!(html.contains("“停车”的搜索结果 — 第 2 页，共 7 页 — 浙江公共数据开放平台"));
    assert!(html.contains("aria-current=\"page\"") && html.contains("rel=\"next\"") && html.contains("noindex"));
    match open(&Fake::default(), Locale::ZhCn, "/data?q=停车&page=90") {
        Answer::Redirect { to, permanent: false } => assert_eq!(to, "/data?q=%E5%81%9C%E8%BD%A6"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn nothing_found_offers_ways_on_with_their_numbers() {
    let mut fake = Fake::default();
    let way = |word: &str, query: &str, count| Alternative { word: word.into(), query: query.into(), count };
    fake.search.items.clear();
    fake.search.total = 0;
    fake.search.zero_help = Some(ZeroHelp {
        without: vec![way("省气象局", "逐小时停车", 12)],
        only: vec![way("停车", "停车", 128)],
        similar: vec![way("泊位", "泊位", 9)],
        in_items: Some(way("逐小时停车", "逐小时停车", 3)),
        without_filters: Some(5),
    });
    let html = open(&fake, Locale::ZhCn, "/data?q=逐小时停车&theme=TRANSPORT").html();
    let words = text(&html);
    for line in [
        "没有找到“逐小时停车”。",
        "去掉“省气象局”可得 12 个",
        "只用“停车”可得 128 个",
        "相近的说法：泊位（9 个）",
        "在数据项名称中查找（3 个）",
        "去掉全部筛选条件可得 5 个",
    ] {
        assert!(words.contains(line), "{line}");
    }
    assert!(html.contains("&amp;theme=TRANSPORT&amp;in=items"), "the search in names of data items keeps the filters");
    assert!(!html.contains("/data.csv"), "no list of nothing");
    assert_sound(&html, "zero");
    assert_sound(&open(&fake, Locale::En, "/data?q=x").html(), "zero en");
}

#[test]
fn what_the_engine_did_beyond_the_words_is_said() {
    let mut fake = Fake::default();
    fake.search.did_you_mean =
        Some(Alternative { word: "停车泊位".into(), query: "停车泊位".into(), count: 12 });
    fake.search.searched_instead = Some("停车场".into());
    fake.search.matched_by_pinyin = Some("停车".into());
    fake.search.relaxed = Some((2, 3));
    let html = open(&fake, Locale::ZhCn, "/data?q=tcc&in=items").html();
    let words = text(&html);
    for line in
        ["您是不是要找： 停车泊位（12 个）", "按拼音找到：停车", "“停车场”", "3 个词中的至少 2 个", "数据项名称"]
    {
        assert!(words.contains(line), "{line}");
    }
    assert!(html.contains("type=\"hidden\" name=\"in\" value=\"items\""), "forms keep it");
}

#[test]
fn figures_of_the_home_page_lead_to_what_they_count() {
    let html = open(&Fake::default(), Locale::ZhCn, "/").html();
    for (figure, path) in [
        ("15,926", "/data"),
        ("12,870", "/data?access_rights=PUBLIC"),
        ("14", "/data?has_table=true"),
        ("1,043", "/publishers"),
    ] {
        let tiles = html.split("<div class=\"tiles\">").nth(1).expect("tiles");
        let tile = tiles.split(&format!("href=\"{path}\"")).nth(1).and_then(|rest| rest.split("</a>").next());
        assert!(tile.is_some_and(|tile| tile.contains(figure)), "{figure} {path}: {tiles}");
    }
    assert!(!html.contains("大家在搜"), "absent while nothing was searched for often");
}

#[test]
fn every_refusal_has_words_a_page_and_its_status_in_both_languages() {
    for locale in Locale::ALL {
        for code in ErrorCode::ALL {
            let mut refusal = Refusal::new(*code).field("page").rule("zj22/art-44");
            for _ in 0..2 {
                let context = ctx(&Fake::default(), locale, "/data/8K3M2QAAAA/table?f=x");
                match fail(context, &PortError::Refused(refusal.clone())) {
                    Answer::Page { status, html } => {
                        assert_eq!(status, code.status(), "{code:?}");
                        assert_sound(&html, &format!("{code:?} {locale:?}"));
                        assert!(html.contains("noindex"));
                        assert_eq!(html.contains("7F3A"), status >= 500, "{code:?}");
                    }
                    other => panic!("{other:?}"),
                }
                refusal = refusal.fact("value", "<b>").fact("max", 500).fact("seconds", 42).fact("bytes", 1000);
            }
        }
    }
    let words = super::refusal_words(Locale::ZhCn, &Refusal::new(ErrorCode::TooManyRequests).fact("seconds", 42));
    assert!(words.contains("42 秒后可继续"), "{words}");
}

#[test]
fn unknown_addresses_are_404_with_a_search_for_their_words() {
    match open(&Fake::default(), Locale::ZhCn, "/%E5%81%9C%E8%BD%A6%E5%9C%BA.html") {
        Answer::Page { status: 404, html } => {
            assert!(html.contains("value=\"停车场\"") && html.contains("在目录中查找“停车场”"));
            assert_sound(&html, "404");
        }
        other => panic!("{other:?}"),
    }
    for address in ["/themes/NO_SUCH_THEME", "/themes/HEALTH", "/publishers/none"] {
        assert!(matches!(open(&Fake::default(), Locale::En, address), Answer::Page { status: 404, .. }), "{address}");
    }
}

#[test]
fn r013_a_withdrawn_dataset_leaves_a_tombstone() {
    let mut tombstone = Tombstone {
        code: "8K3M2QAAAA".into(),
        title: Some("城市公共停车场信息".into()),
        on: date(2026, 10, 9),
        reason: "涉及商业秘密".into(),
        publisher: "省交通运输厅".into(),
        publisher_code: "b1t0000001".into(),
        contact: Some("0571-12345678".into()),
    };
    for (shown, locale) in [(true, Locale::ZhCn), (false, Locale::ZhCn), (true, Locale::En)] {
        if !shown {
            tombstone.title = None;
        }
        let context = ctx(&Fake::default(), locale, "/data/8K3M2QAAAA");
        let Answer::Page { status, html } = fail(context, &PortError::Gone(Box::new(tombstone.clone()))) else {
            panic!("a page");
        };
        assert_eq!(status, 410);
        assert_sound(&html, "tombstone");
        let reason = if locale == Locale::En { "Trade secret concerned" } else { "涉及商业秘密" };
        for words in [reason, "省交通运输厅", "0571-12345678"] {
            assert!(html.contains(words), "{words}");
        }
        if locale == Locale::ZhCn {
            assert!(html.contains("已于 2026年10月9日撤回"));
            assert_eq!(html.contains("城市公共停车场信息"), shown);
        }
        tombstone.title = Some("城市公共停车场信息".into());
    }
}

#[test]
fn r012_a_suspension_met_at_a_download_is_explained() {
    let since = chrono::DateTime::from_timestamp(1_791_536_400, 0).expect("an instant");
    let context = ctx(&Fake::default(), Locale::ZhCn, "/data/8K3M2QAAAA/table");
    let Answer::Page { status, html } = fail(context, &PortError::Suspended { since, reason: "数据质量".into() })
    else {
        panic!("a page");
    };
    assert_eq!(status, 403);
    assert!(html.contains("中止开放") && html.contains("10月9日") && html.contains("数据质量"));
    assert!(html.contains("href=\"/data/8K3M2QAAAA\""));
}

#[test]
fn a_broken_port_is_an_error_page_not_a_half_page() {
    let fake = Fake { broken: Some(ErrorCode::NotReady), ..Fake::default() };
    for address in ["/", "/data", "/themes", "/themes/TRANSPORT", "/publishers", "/publishers/x"] {
        assert!(matches!(open(&fake, Locale::ZhCn, address), Answer::Page { status: 503, .. }), "{address}");
    }
}

/// Writes the pages as files, to be looked at: `PAGES_OUT=<folder> cargo test -p app --features ssr -- --ignored look`.
#[test]
#[ignore = "writes files"]
fn look() {
    let Ok(folder) = std::env::var("PAGES_OUT") else { return };
    let mut fake = Fake::default();
    let mut cards: Vec<_> = (0..20).map(|n| card(&format!("8K3M2QAA{n:02}"), "城市公共停车场信息")).collect();
    cards[0].title_ranges = vec![(12, 21)];
    cards[0].summary.ranges = vec![(18, 27)];
    cards[0].matched_items = vec![
        Marked { text: "停车场名称".into(), ranges: vec![(0, 9)] },
        Marked { text: "停车泊位总数".into(), ranges: vec![(0, 6)] },
    ];
    cards[1].title = "浙江省高速公路服务区新能源汽车充电设施运行状态及停车泊位占用情况实时信息（含历史数据）".into();
    cards[1].access_rights = coded("RESTRICTED", "受限开放");
    cards[2].access_rights = coded("RESTRICTED", "受限开放");
    cards[2].access_rights_assumed = true;
    cards[2].formats.clear();
    cards[2].data_type = coded("UNSTATED", "未填写");
    cards[2].accrual_periodicity = coded("UNSTATED", "未填写");
    (cards[2].has_table, cards[2].rows, cards[2].versions, cards[2].downloads) = (false, None, 0, 0);
    cards[2].freshness.observed = Some(date(2023, 8, 1));
    cards[3].suspended = chrono::DateTime::from_timestamp(1_791_536_400, 0)
        .map(|since| SuspensionView { since, reason: coded("QUALITY", "数据质量") });
    cards[3].example = true;
    cards[4].freshness.overdue_days = 12;
    fake.home.recent = cards.clone();
    fake.home.popular = ["停车场", "公交", "空气质量", "社保", "学校"].map(str::to_owned).to_vec();
    let themes = [
        "信用服务",
        "医疗卫生",
        "社保就业",
        "公共安全",
        "城建住房",
        "交通运输",
        "教育文化",
        "科技创新",
        "资源能源",
        "生态环境",
        "工业农业",
        "商贸流通",
        "财税金融",
        "安全生产",
        "市场监督",
        "社会救助",
        "法律服务",
        "生活服务",
        "气象服务",
        "地理空间",
        "机构团体",
    ];
    fake.home.themes =
        themes.iter().enumerate().map(|(n, label)| facet(&format!("T{n}"), label, 1500 - 60 * n as u64)).collect();
    fake.search.items = cards;
    fake.search.did_you_mean =
        Some(Alternative { word: "停车泊位".into(), query: "停车泊位".into(), count: 12 });
    fake.search.matched_by_pinyin = Some("停车".into());
    let more: [(&str, &[&str]); 7] = [
        ("format", &["CSV", "JSON", "XLSX", "接口"]),
        ("data_type", &["表", "文档", "服务"]),
        ("accrual_periodicity", &["每日", "每月", "每年"]),
        ("level", &["省级", "市级", "县级"]),
        (
            "region",
            &["浙江省", "杭州市", "宁波市", "温州市", "嘉兴市", "湖州市", "绍兴市", "金华市", "衢州市", "舟山市"],
        ),
        ("updated", &["7 天内", "30 天内", "一年内", "更早"]),
        ("year", &["2026", "2025", "2024"]),
    ];
    for (name, labels) in more {
        let values =
            labels.iter().enumerate().map(|(n, label)| facet(&format!("V{n}"), label, 90 - n as u64)).collect();
        fake.search.facets.insert(name.into(), values);
    }
    fake.publishers.rows = (0..50)
        .map(|n| {
            publisher(
                &format!("b1t00000{n:02}"),
                ["省交通运输厅", "杭州市统计局", "杭州市规划和自然资源局（市林业水利局）"][n % 3],
            )
        })
        .collect();
    (fake.publishers.total, fake.publishers.per_page) = (1043, 50);
    let mut zero = fake.clone();
    zero.search.items.clear();
    zero.search.total = 0;
    zero.search.facets.clear();
    let way = |word: &str, count| Alternative { word: word.into(), query: word.into(), count };
    zero.search.zero_help = Some(ZeroHelp {
        without: vec![way("省气象局", 12)],
        only: vec![way("停车", 128)],
        similar: vec![way("泊位", 9), way("车位", 4)],
        in_items: Some(way("逐小时停车", 3)),
        without_filters: None,
    });
    let gone = Tombstone {
        code: "8K3M2QAAAA".into(),
        title: Some("城市公共停车场信息".into()),
        on: date(2026, 10, 9),
        reason: "商业秘密".into(),
        publisher: "省交通运输厅".into(),
        publisher_code: "b1t0000001".into(),
        contact: Some("0571-12345678".into()),
    };
    for locale in Locale::ALL {
        let mut pages: Vec<(&str, String)> = ["home", "data", "search", "themes", "theme", "publishers", "publisher"]
            .into_iter()
            .zip(ADDRESSES)
            .map(|(name, address)| (name, open(&fake, locale, address).html()))
            .collect();
        pages.push(("zero", open(&zero, locale, "/data?q=逐小时停车 省气象局").html()));
        pages.push(("e404", open(&fake, locale, "/停车场").html()));
        let context = |address| ctx(&fake, locale, address);
        pages.push(("e410", fail(context("/data/8K3M2QAAAA"), &PortError::Gone(Box::new(gone.clone()))).html()));
        pages.push(("e500", fail(context("/data"), &PortError::Internal("x".into())).html()));
        for (name, html) in pages {
            let file = std::path::Path::new(&folder).join(format!("{name}.{}.html", locale.tag()));
            std::fs::write(file, html).expect("the folder is writable");
        }
    }
}

#[test]
fn an_ended_publisher_says_so_and_names_its_successor_with_a_link_where_it_has_a_page() {
    let ended = |code: &str| Fake {
        ended: Some(contract::bodies::EndedView {
            on: date(2026, 9, 1),
            successor: Some(contract::BodyRef { code: code.into(), name: "省水利厅".into() }),
        }),
        ..Fake::default()
    };
    let page = |fake: &Fake, locale| match open(fake, locale, "/publishers/b1t0000001") {
        Answer::Page { status: 200, html } => {
            assert_sound(&html, "ended");
            main(&html).to_owned()
        }
        other => panic!("{other:?}"),
    };
    let linked = page(&ended("b1t0000009"), Locale::ZhCn);
    assert!(linked.contains("已于 9月1日停用") && linked.contains("href=\"/publishers/b1t0000009\""), "{linked}");
    let plain = page(&ended(""), Locale::En);
    assert!(plain.contains("This body ended on") && plain.contains("省水利厅"), "{plain}");
    assert!(!plain.contains("/publishers/\""), "{plain}");
    assert!(!page(&Fake::default(), Locale::ZhCn).contains("停用"));
}
