//! What the pages of a dataset, of the law and of the help owe their readers.
use super::dataset_fixtures::*;
use super::testing::*;
use super::tests::{EVIL, assert_sound, links, main, text};
use contract::ErrorCode;
use domain::locale::Locale;

#[test]
fn every_page_of_data_law_and_help_is_sound_in_both_languages() {
    let fakes = [full(), hostile(), restricted(), suspended(), external(), withheld()];
    for (n, fake) in fakes.iter().enumerate() {
        for locale in Locale::ALL {
            for address in ADDRESSES {
                let html = open(fake, locale, address).html();
                let what = format!("{n} {locale:?} {address}");
                assert_sound(&html, &what);
                assert!(!html.contains("href=\"javascript:"), "{what}");
            }
        }
    }
}

#[test]
fn english_words_stand_outside_of_catalogue_values() {
    for address in ["/help", "/help/search", "/help/errors", "/help/download", "/help/quality", "/accessibility"] {
        let html = open(&full(), Locale::En, address).html().replace(">中文<", "><");
        let chinese = text(&html).chars().find(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
        assert_eq!(chinese, None, "{address}");
    }
}

#[test]
fn r003_every_page_of_a_dataset_has_the_six_labels() {
    let mut fake = full();
    fake.dataset.as_mut().expect("a dataset").card.data_type.value = "UNSTATED".into();
    for page in ["", "/fields", "/files", "/versions"] {
        let html = zh(&fake, &format!("/data/8K3M2QAAAA{page}"));
        let strip = html.split("<dl class=\"label-strip\">").nth(1).and_then(|rest| rest.split("</dl>").next());
        let strip = strip.expect("a strip");
        let labels: Vec<_> = strip.split("<dt>").skip(1).filter_map(|rest| rest.split("</dt>").next()).collect();
        assert_eq!(labels, ["数据名称", "开放主体", "开放属性", "数据格式", "数据类型", "更新频率"], "{page}");
        assert!(strip.contains("未填写"), "{page}");
    }
}

#[test]
fn r005_the_data_items_are_listed_with_their_masking_and_their_dictionary() {
    let html = zh(&full(), "/data/8K3M2QAAAA/fields");
    let words = text(main(&html));
    for word in
        ["中文名", "字段名", "类型", "说明", "单位", "缺失率", "是否脱敏", "联系电话", "phone", "2.1 %", "（个人信息）"]
    {
        assert!(words.contains(word), "{word}");
    }
    assert!(html.contains("href=\"/download/8K3M2QAAAA/dictionary.csv\""));
    let mut none = full();
    none.dataset.as_mut().expect("a dataset").items.clear();
    let html = zh(&none, "/data/8K3M2QAAAA/fields");
    assert!(html.contains("提供单位没有填写数据项。") && !html.contains("dictionary.csv"));
}

#[test]
fn r006_r008_a_restricted_dataset_shows_conditions_and_structure_and_nothing_to_take() {
    let fake = restricted();
    for page in ["", "/table", "/fields", "/files", "/versions"] {
        let html = zh(&fake, &format!("/data/8K3M2QAAAA{page}"));
        let data = links(&html)
            .into_iter()
            .filter(|path| path.starts_with("/download/") && !path.ends_with("/dictionary.csv"));
        assert_eq!(data.count(), 0, "{page}");
        assert!(!html.contains("西湖大道"), "no row: {page}");
        assert!(!html.contains("/api/v1/tables/"), "{page}");
    }
    let html = zh(&fake, "/data/8K3M2QAAAA");
    let box_ =
        html.split("class=\"action-box\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("the box");
    for words in ["受限开放", "在省内登记的企业", "0571-12345678", "/publishers/b1t0000001", "将离开本平台"]
    {
        assert!(box_.contains(words), "{words}");
    }
    assert!(!html.contains("class=\"data-table"));
    match open(&fake, Locale::ZhCn, "/data/8K3M2QAAAA/table") {
        Answer::Page { status: 403, html } => assert!(html.contains("这里只展示结构") && html.contains("停车场名称")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn r007_an_open_table_is_previewed_with_types_and_the_number_of_rows() {
    let html = zh(&full(), "/data/8K3M2QAAAA");
    let preview = html.split("aria-labelledby=\"preview\"").nth(1).and_then(|rest| rest.split("</section>").next());
    let preview = preview.expect("a preview");
    for words in ["西湖大道停车场1", "spaces · 整数", "查看全部 1,204 行", "9007199254740993", "空"] {
        assert!(preview.contains(words), "{words}: {preview}");
    }
    // The preview failing takes nothing else along.
    let fake = Fake { table: None, ..full() };
    let html = zh(&fake, "/data/8K3M2QAAAA");
    assert!(html.contains("预览暂时不可用") && html.contains("下载 CSV（12.4 MB）"));
}

#[test]
fn r009_what_is_left_out_is_counted_and_the_original_says_why_it_is_absent() {
    let html = zh(&withheld(), "/data/8K3M2QAAAA");
    assert!(html.contains("2 个数据项含有尚未处理"));
    assert!(!html.contains("/original/"), "not offered");
    let html = zh(&withheld(), "/data/8K3M2QAAAA/files");
    assert!(!main(&html).contains("/original/") && html.contains("原文件含有未经处理的敏感数据项，不提供。"));
}

#[test]
fn r010_r011_open_data_is_one_press_away_in_several_formats() {
    let html = zh(&full(), "/data/8K3M2QAAAA");
    let box_ =
        html.split("class=\"action-box\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("the box");
    assert!(
        box_.contains("href=\"/download/8K3M2QAAAA/t1.csv\" download") && box_.contains("下载 CSV（12.4 MB）"),
        "{box_}"
    );
    assert!(box_.contains("class=\"button primary\"") && box_.contains("免费，无需登录，无需申请"));
    for path in ["t1.json", "t1.parquet", "t1.csv?encoding=utf-8-bom", "original/0"] {
        assert!(box_.contains(&format!("/download/8K3M2QAAAA/{path}")), "{path}");
    }
    assert!(box_.contains("/data/8K3M2QAAAA/table") && box_.contains("/files#api"));
    let english = open(&full(), Locale::En, "/data/8K3M2QAAAA").html();
    assert!(english.contains("href=\"/en/download/8K3M2QAAAA/t1.csv\"") && english.contains("Download CSV (12.4 MB)"));
}

#[test]
fn r012_a_suspended_dataset_says_since_when_and_offers_nothing() {
    let fake = suspended();
    for page in ["", "/fields", "/files", "/versions"] {
        let html = zh(&fake, &format!("/data/8K3M2QAAAA{page}"));
        assert!(html.contains("自 10月7日 16:20 起暂停下载、预览和接口，原因类别：权益核实中。"), "{page}");
        let controls = links(&html).into_iter().filter(|path| {
            (path.starts_with("/download/") && !path.ends_with("/dictionary.csv")) || path.ends_with("/table")
        });
        assert_eq!(controls.count(), 0, "{page}");
        assert!(!main(&html).contains("西湖大道") && !html.contains("/api/v1/tables/"), "{page}");
        assert!(!html.contains("\"contentUrl\""), "{page}");
    }
}

#[test]
fn data_kept_elsewhere_is_said_to_be_and_judged_at_the_day_it_was_read() {
    let html = zh(&external(), "/data/8K3M2QAAAA");
    for words in ["数据在来源平台", "data.zjzwfw.example.cn", "将离开本平台", "截至2023年8月1日采集"]
    {
        assert!(text(main(&html)).contains(words), "{words}");
    }
    assert!(!html.contains("下次应在"));
    assert!(zh(&external(), "/data/8K3M2QAAAA/versions").contains("本平台没有保存版本"));
}

#[test]
fn r016_versions_are_listed_newest_first_and_name_their_case() {
    let html = zh(&full(), "/data/8K3M2QAAAA/versions");
    let words = text(main(&html));
    for line in ["因校核 XH-20260929-0012 更正", "更正 1 处泊位数", "（增加 24 行）", "提供单位没有填写变更说明"]
    {
        assert!(words.contains(line), "{line}");
    }
    assert!(words.find("版本 3").expect("3") < words.find("版本 2").expect("2"));
}

#[test]
fn r020_the_citation_is_text_to_select() {
    let html = zh(&full(), "/data/8K3M2QAAAA");
    let citation = "数据来源：浙江公共数据开放平台，省交通运输厅《城市公共停车场信息》，2026年9月28日版本";
    assert!(main(&html).contains(&format!("<span class=\"citation-text\">{citation}</span>")));
}

#[test]
fn json_ld_describes_the_dataset_and_cannot_be_left() {
    let html = zh(&hostile(), "/data/8K3M2QAAAA");
    let json =
        html.split("<script type=\"application/ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let json: serde_json::Value = serde_json::from_str(json.expect("JSON-LD")).expect("JSON");
    assert_eq!(json["@type"], "Dataset");
    assert_eq!(json["name"], EVIL);
    assert_eq!(json["isAccessibleForFree"], true);
    assert_eq!(json["distribution"][1]["contentUrl"], "https://data.example.gov.cn/download/8K3M2QAAAA/t1.csv");
}

#[test]
fn a_table_is_ordered_narrowed_and_taken_by_links_and_forms() {
    let html = zh(&full(), ADDRESSES[2]);
    assert!(html.contains("aria-sort=\"descending\""), "{html}");
    assert!(html.contains("共 1,204 行，符合 214 行（0.06 秒）"));
    assert!(text(&html).contains("停车场，第 1—10 行，共 214 行，按“泊位总数”降序"));
    let main = main(&html);
    // Order turns round; the condition stays; the page begins anew.
    let kept = "/data/8K3M2QAAAA/table?f=district.eq.%E8%A5%BF%E6%B9%96%E5%8C%BA";
    assert!(main.contains(&format!("href=\"{kept}&amp;sort=spaces&amp;cols=name,spaces&amp;per_page=25\"")), "{main}");
    // The chip takes the condition away.
    assert!(main.contains("href=\"/data/8K3M2QAAAA/table?sort=-spaces&amp;cols=name,spaces&amp;per_page=25\""));
    assert!(main.contains("type=\"hidden\" name=\"f\" value=\"district.eq.西湖区\""));
    // Files and API of the same view; the file has all of its rows.
    let query = "f=district.eq.%E8%A5%BF%E6%B9%96%E5%8C%BA&amp;sort=-spaces&amp;cols=name,spaces";
    for file in ["t1.csv", "t1.xlsx", "t1.json", "t1.parquet"] {
        assert!(main.contains(&format!("href=\"/download/8K3M2QAAAA/view/{file}?{query}\"")), "{file}");
    }
    assert!(main.contains(&format!("{query}&amp;encoding=utf-8-bom")));
    assert!(main.contains(&format!("https://data.example.gov.cn/api/v1/tables/t1/rows?{query}&amp;per_page=25")));
    assert!(main.contains("href=\"/data/8K3M2QAAAA/rows/3\"") && main.contains("rel=\"next\""));
    assert!(main.contains("已脱敏") && main.contains("9007199254740993"));
}

#[test]
fn the_form_leads_to_a_clean_address() {
    let address = "/data/8K3M2QAAAA/table?search=&column=spaces&op=ge&value=100&per_page=50&f=district.eq.x";
    match open(&full(), Locale::ZhCn, address) {
        Answer::Redirect { to, permanent: false } => {
            assert_eq!(to, "/data/8K3M2QAAAA/table?f=district.eq.x&f=spaces.ge.100");
        }
        other => panic!("{other:?}"),
    }
    match open(&full(), Locale::ZhCn, "/data/8K3M2QAAAA/table?cols=name&cols=spaces&sort=") {
        Answer::Redirect { to, .. } => assert_eq!(to, "/data/8K3M2QAAAA/table?cols=name,spaces"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn conditions_that_cannot_be_are_told_and_stay_in_the_form() {
    // Written wrongly: told before the port is asked.
    let Answer::Page { status, html } =
        open(&full(), Locale::ZhCn, "/data/8K3M2QAAAA/table?column=spaces&op=like&value=%E4%B9%9D")
    else {
        panic!("a page");
    };
    assert_eq!(status, 400);
    assert!(
        html.contains("class=\"error-summary\"") && html.contains("href=\"#value\"") && html.contains("value=\"九\"")
    );
    assert!(html.contains("西湖大道停车场1"), "the table is there");
    // Refused by the table: its rows are shown without conditions, which stand as chips and in the form.
    let fake = Fake { table_refuses: Some(ErrorCode::UnknownColumn), ..full() };
    let Answer::Page { status, html } = open(&fake, Locale::ZhCn, "/data/8K3M2QAAAA/table?f=nosuch.ge.5&search=x")
    else {
        panic!("a page");
    };
    assert_eq!(status, 400);
    assert!(html.contains("这张表没有名为“nosuch”的列") && html.contains("href=\"#column\""));
    assert!(html.contains("<option value=\"nosuch\" selected>") && html.contains("value=\"5\""), "{html}");
    assert!(html.contains("移除：") && html.contains("西湖大道停车场1"));
    assert_sound(&html, "refused");
}

#[test]
fn other_tables_keep_their_name_in_every_address() {
    let mut fake = full();
    fake.table.as_mut().expect("a table").table = "t2".into();
    let html = zh(&fake, "/data/8K3M2QAAAA/table?table=t2");
    let main = main(&html);
    assert!(main.contains("/data/8K3M2QAAAA/rows/3?table=t2") && main.contains("table?table=t2&amp;sort=spaces"));
    assert!(main.contains("type=\"hidden\" name=\"table\" value=\"t2\""));
    assert!(main.contains("/download/8K3M2QAAAA/view/t2.csv\""));
    assert!(html.contains("rel=\"canonical\" href=\"https://data.example.gov.cn/data/8K3M2QAAAA/table?table=t2\""));
}

#[test]
fn a_row_has_every_field_and_its_neighbours() {
    let html = zh(&full(), "/data/8K3M2QAAAA/rows/2");
    let main = main(&html);
    for (title, value) in
        [("停车场名称", "西湖大道停车场2"), ("联系电话", "138****0000"), ("泊位总数", "空"), ("是否充电", "是")]
    {
        assert!(main.contains(title) && main.contains(value), "{title}");
    }
    assert!(main.contains("href=\"/data/8K3M2QAAAA/rows/1\"") && main.contains("href=\"/data/8K3M2QAAAA/rows/3\""));
    for bad in ["0", "-1", "x", "99999999999999999999999"] {
        let answer = open(&full(), Locale::ZhCn, &format!("/data/8K3M2QAAAA/rows/{bad}"));
        assert!(matches!(answer, Answer::Page { status: 404, .. }), "{bad}");
    }
}

#[test]
fn files_have_what_can_be_checked_and_examples_that_run() {
    let html = zh(&full(), "/data/8K3M2QAAAA/files");
    let main = main(&html);
    for words in [
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "12.4 MB",
        "UTF-8",
        "id=\"csv\"",
        "id=\"api\"",
        "https://data.example.gov.cn/api/v1/tables/t1/rows?limit=100",
        "import requests",
        "library(jsonlite)",
        "href=\"/openapi.json\"",
        "href=\"/developers\"",
        "限制只为稳定，不是审批",
    ] {
        assert!(main.contains(words), "{words}");
    }
    assert_eq!(main.matches("id=\"csv\"").count(), 1);
}

#[test]
fn every_error_code_is_explained_at_its_anchor() {
    for locale in Locale::ALL {
        let html = open(&full(), locale, "/help/errors").html();
        for code in ErrorCode::ALL {
            assert_eq!(html.matches(&format!("id=\"{}\"", code.code())).count(), 1, "{code:?}");
        }
    }
    assert!(matches!(open(&full(), Locale::ZhCn, "/help/nosuch"), Answer::Page { status: 404, .. }));
}

#[test]
fn articles_have_anchors_and_say_that_they_are_summaries() {
    let html = zh(&full(), "/law/zj22");
    assert!(html.contains("<section id=\"art-28\"") && html.contains("<section id=\"art-44\""));
    assert!(html.contains("本平台摘要，不是法规原文") && html.contains("公共数据开放主体……") && html.contains("现行"));
    assert!(open(&full(), Locale::En, "/law/zj22").html().contains("Our summary, not the official text"));
    assert!(matches!(open(&full(), Locale::ZhCn, "/law/none"), Answer::Page { status: 404, .. }));
}

#[test]
fn a_broken_port_is_an_error_page() {
    let fake = Fake { broken: Some(ErrorCode::NotReady), ..full() };
    for address in ["/data/8K3M2QAAAA", "/data/8K3M2QAAAA/table", "/data/8K3M2QAAAA/files"] {
        assert!(matches!(open(&fake, Locale::ZhCn, address), Answer::Page { status: 503, .. }), "{address}");
    }
    assert!(matches!(open(&Fake::default(), Locale::ZhCn, "/data/none"), Answer::Page { status: 404, .. }));
}

/// Writes the pages as files, to be looked at: `PAGES_OUT=<folder> cargo test -p app --features ssr -- --ignored look`.
#[test]
#[ignore = "writes files"]
fn look_at_data_pages() {
    let Ok(folder) = std::env::var("PAGES_OUT") else { return };
    let mut many = full();
    {
        let view = many.dataset.as_mut().expect("a dataset");
        view.card.title =
            "浙江省高速公路服务区新能源汽车充电设施运行状态及停车泊位占用情况实时信息（含历史数据）".into();
        view.card.freshness.overdue_days = 12;
        view.card.example = true;
        view.licence = None;
    }
    let names = [
        "data-overview",
        "data-table",
        "data-filtered",
        "data-cards",
        "data-bad",
        "data-row",
        "data-fields",
        "data-files",
        "data-versions",
        "law",
        "law-doc",
        "help",
        "help-search",
        "help-download",
        "help-quality",
        "help-citation",
        "help-errors",
        "help-contact",
        "developers",
        "accessibility",
        "sitemap",
        "data-table200",
    ];
    for locale in Locale::ALL {
        let write = |name: &str, html: String| {
            let file = std::path::Path::new(&folder).join(format!("{name}.{}.html", locale.tag()));
            std::fs::write(file, html).expect("the folder is writable");
        };
        for (name, address) in names.iter().zip(ADDRESSES) {
            write(name, open(&full(), locale, address).html());
        }
        let others = [
            ("restricted", restricted()),
            ("suspended", suspended()),
            ("external", external()),
            ("withheld", withheld()),
            ("long", many.clone()),
        ];
        for (name, fake) in others {
            write(&format!("data-{name}"), open(&fake, locale, "/data/8K3M2QAAAA").html());
        }
        write("data-restricted-table", open(&restricted(), locale, "/data/8K3M2QAAAA/table").html());
        write("data-external-files", open(&external(), locale, "/data/8K3M2QAAAA/files").html());
    }
}
