//! Pages of a dataset and what they refuse.
use crate::fixture::{q, run, shared, table_of};
use testkit::TestPortal;

const STOPS: &str = "编号,站名,线路数\n1,武林广场,12\n2,西湖文化广场,7\n3,凤起路,9\n";

#[test]
fn r005_r007_items_and_preview_without_login() {
    run(async {
        let test = shared().await;
        let code = test.sample("divisions-provinces");
        let items = test.page(&format!("/data/{code}/fields")).await;
        for word in ["代码", "code", "名称", "name", "字符型", "省级行政区划代码，两位"] {
            assert!(items.contains(word), "{word}");
        }
        let table = test.page(&format!("/data/{code}/table")).await;
        assert!(table.contains("北京市") && table.contains("31"), "first rows and row count");
    });
}

#[test]
fn r006_r008_restricted_data_shows_conditions_and_no_row() {
    run(async {
        let test = shared().await;
        let code = test.sample("example-unemployment");
        let page = test.page(&format!("/data/{code}")).await;
        assert!(page.contains("网络安全等级保护二级"), "the conditions");
        let items = test.page(&format!("/data/{code}/fields")).await;
        assert!(items.contains("months_paid"), "the structure");
        for path in ["", "/files", "/fields"] {
            let page = test.page(&format!("/data/{code}{path}")).await;
            assert!(!page.contains(&format!("/download/{code}/original")), "{path}: a link to the file");
            assert!(!page.contains(".parquet"), "{path}: a link to a conversion");
        }
        let answer = test.get(&format!("/download/{code}/original/0")).await;
        assert_eq!((answer.status, answer.json()["code"].as_str()), (403, Some("application-needed")));
    });
}

#[test]
fn r009_s20_an_untreated_column_exists_nowhere() {
    run(async {
        let test = shared().await;
        let code = test.sample("example-service-points");
        let table = table_of(test, &code).await;
        let secret = "000-00000001";
        let rows = test.get(&format!("/api/v1/tables/{table}/rows")).await;
        assert_eq!(rows.status, 200, "{}", rows.text());
        let first = rows.json()[0].clone();
        assert!(first.get("manager").is_some(), "the treated column is open: {first}");
        assert!(first.get("manager_phone").is_none(), "{first}");
        for query in ["f=manager_phone.eq.000-00000001", "sort=manager_phone", "cols=manager_phone"] {
            let answer = test.get(&format!("/api/v1/tables/{table}/rows?{query}")).await;
            assert_eq!((answer.status, answer.json()["code"].as_str()), (400, Some("unknown-column")), "{query}");
        }
        for path in [format!("/data/{code}/table"), format!("/data/{code}/rows/1"), format!("/data/{code}")] {
            assert!(!test.page(&path).await.contains(secret), "{path}");
        }
        for format in ["csv", "json"] {
            let file = test.get(&format!("/download/{code}/{table}.{format}")).await;
            assert_eq!(file.status, 200, "{format}: {}", file.text());
            assert!(!file.text().contains(secret) && !file.text().contains("manager_phone"), "{format}");
        }
        let original = test.get(&format!("/download/{code}/original/0")).await;
        assert_eq!((original.status, original.json()["code"].as_str()), (403, Some("withheld-items")));
        let view = test.json(&format!("/api/v1/datasets/{code}")).await;
        assert_eq!(view["withheld_items"], 1, "the page says that one item is withheld");
        assert!(view["files"].to_string().contains("why_not"), "{}", view["files"]);
    });
}

/// Reads a downloaded file as the portal reads what it is given: its titles and every cell.
fn cells(file: &[u8], ending: &str) -> (Vec<String>, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let (from, to) = (folder.path().join(format!("file.{ending}")), folder.path().join("read.parquet"));
    std::fs::write(&from, file).expect("a file");
    let control = tabular::Control::within(std::time::Duration::from_secs(60));
    let read = tabular::ingest(&from, &to, &tabular::IngestOptions::default(), &control).expect("a table");
    let none: [&str; 0] = [];
    let table = tabular::Table::open(&to, &read.columns, &none, tabular::QueryLimits::default()).expect("a table");
    let query = tabular::TableQuery { limit: 1000, ..tabular::TableQuery::default() };
    let page = table.page(&query, &control).expect("rows");
    assert_eq!(page.total, read.rows, "all rows at once");
    let titles = read.columns.iter().flat_map(|column| [column.name.clone(), column.title.clone()]).collect();
    (titles, page.rows.iter().flatten().map(|cell| format!("{cell:?}")).collect())
}

#[test]
fn r009_an_untreated_column_is_in_no_file_of_any_format() {
    run(async {
        let test = shared().await;
        let code = test.sample("example-service-points");
        let table = table_of(test, &code).await;
        let (name, title, secret) = ("manager_phone", "负责人电话", "000-0000");
        let whole = ["csv", "csv?encoding=utf-8-bom", "csv?encoding=gb18030", "json", "jsonl", "parquet", "xlsx"];
        let mut files: Vec<String> = whole.iter().map(|file| format!("/download/{code}/{table}.{file}")).collect();
        files.extend(whole.iter().map(|file| format!("/download/{code}/view/{table}.{file}")));
        for path in files {
            let file = test.get(&path).await;
            assert_eq!(file.status, 200, "{path}: {}", file.text());
            let text = file.text();
            assert!(!text.contains(secret) && !text.contains(name) && !text.contains(title), "{path}");
            let has = |part: &[u8]| file.body.windows(part.len()).any(|bytes| bytes == part);
            assert!(!has(&PHONE_GB18030), "{path}: the title in GB18030");
            match path.split('?').next().and_then(|path| path.rsplit('.').next()) {
                // Packed: what is in it shows only when it is read.
                Some(ending @ ("xlsx" | "csv" | "json")) => {
                    let (titles, cells) = cells(&file.body, ending);
                    assert!(
                        titles.iter().any(|t| t == "manager" || t == "负责人"),
                        "{path}: the treated one: {titles:?}"
                    );
                    assert!(!titles.iter().any(|t| t == name || t == title), "{path}: {titles:?}");
                    assert!(cells.iter().any(|cell| cell.contains("丁**")), "{path}: read in full");
                    assert!(!cells.iter().any(|cell| cell.contains(secret)), "{path}");
                }
                // The names of the columns stand unpacked at the end.
                Some("parquet") => assert!(has(b"opens") && file.body.ends_with(b"PAR1"), "{path}"),
                _ => assert!(text.contains("丁**"), "{path}"),
            }
        }
        let dictionary = test.get(&format!("/download/{code}/dictionary.csv")).await;
        assert_eq!(dictionary.status, 200);
        assert!(dictionary.text().contains("负责人") && !dictionary.text().contains(title), "{}", dictionary.text());
        assert!(!dictionary.text().contains(name));
    });
}

/// 负责人电话 in GB18030.
const PHONE_GB18030: [u8; 10] = [0xb8, 0xba, 0xd4, 0xf0, 0xc8, 0xcb, 0xb5, 0xe7, 0xbb, 0xb0];

#[test]
fn r010_r011_public_data_is_there_at_once_in_machine_readable_form() {
    run(async {
        let test = shared().await;
        let code = test.sample("divisions-provinces");
        let view = test.json(&format!("/api/v1/datasets/{code}")).await;
        let csv = view["files"]
            .as_array()
            .expect("files")
            .iter()
            .filter_map(|f| f["url"].as_str())
            .find(|u| u.contains(".csv"));
        let answer = test.get(csv.expect("a CSV slot")).await;
        assert_eq!(answer.status, 200);
        assert!(answer.text().contains("北京市"));
    });
}

#[test]
fn r012_suspended_data_is_refused_everywhere_naming_the_status() {
    run(async {
        let test = TestPortal::empty().await;
        let code = test.dataset("公交站点", |_| {}).await;
        test.table(&code, "公交站点.csv", STOPS, "首次发布", None).await;
        let table = table_of(&test, &code).await;
        let paths = [
            format!("/api/v1/tables/{table}/rows"),
            format!("/download/{code}/original/0"),
            format!("/download/{code}/{table}.csv"),
            format!("/download/{code}/view/{table}.csv"),
        ];
        for path in &paths {
            assert_eq!(test.get(path).await.status, 200, "before: {path}");
        }
        let suspension = test.suspend(&code).await;
        for path in &paths {
            let answer = test.get(path).await;
            assert_eq!(answer.status, 403, "{path}");
            assert_eq!(answer.json()["code"], "suspended", "{path}");
            assert!(!answer.text().contains("武林广场"), "{path}");
        }
        let page = test.page(&format!("/data/{code}")).await;
        assert!(page.contains("中止开放"), "the page names the status");
        assert!(!page.contains("武林广场"), "no row");
        test.resume(&code, suspension).await;
        for path in &paths {
            assert_eq!(test.get(path).await.status, 200, "after: {path}");
        }
    });
}

#[test]
fn r013_withdrawn_data_leaves_a_tombstone() {
    run(async {
        let test = TestPortal::empty().await;
        let shown = test.dataset("公共厕所位置", |_| {}).await;
        let concealed = test.dataset("某类不宜提及的名单", |_| {}).await;
        test.withdraw(&shown, true).await;
        test.withdraw(&concealed, false).await;
        test.indexed().await;
        for (code, title, named) in [(&shown, "公共厕所位置", true), (&concealed, "某类不宜提及的名单", false)]
        {
            let page = test.get(&format!("/data/{code}")).await;
            assert_eq!(page.status, 410);
            assert_eq!(page.text().contains(title), named, "{title}");
            let api = test.get(&format!("/api/v1/datasets/{code}")).await;
            assert_eq!((api.status, api.json()["code"].as_str()), (410, Some("withdrawn")));
            assert_eq!(api.json()["facts"]["on"], "2026-11-20", "the date");
            let reason = api.json()["facts"]["reason"].as_str().expect("a reason").to_owned();
            assert!(page.text().contains(&reason), "the reason class {reason}");
            let found = test.json(&format!("/api/v1/search?q={}", q(title))).await;
            assert!(!found.to_string().contains(code.as_str()), "{found}");
        }
    });
}

#[test]
fn r016_versions_stay_with_notes_and_the_correction_names_its_case() {
    run(async {
        let test = TestPortal::empty().await;
        let code = test.dataset("公交站点", |_| {}).await;
        test.table(&code, "公交站点.csv", STOPS, "首次发布", None).await;
        let corrected = STOPS.replace("武林广场", "武林门");
        test.table(&code, "公交站点.csv", &corrected, "更正站名", Some("CO-20261120-0001")).await;
        let page = test.page(&format!("/data/{code}/versions")).await;
        for word in ["首次发布", "更正站名", "CO-20261120-0001"] {
            assert!(page.contains(word), "{word}");
        }
        let old = test.get(&format!("/download/{code}/v/1/original/0")).await;
        assert_eq!((old.status, old.text().as_str()), (200, STOPS));
        let new = test.get(&format!("/download/{code}/original/0")).await;
        assert_eq!((new.status, new.text()), (200, corrected));
    });
}

#[test]
fn r017_overdue_data_is_shown_as_overdue() {
    run(async {
        let test = TestPortal::empty().await;
        let late = chrono::NaiveDate::from_ymd_opt(2025, 1, 5);
        let code = test.dataset("很久没有更新的数据", |d| d.updated = late).await;
        let view = test.json(&format!("/api/v1/datasets/{code}")).await;
        assert!(view["freshness"]["overdue_days"].as_u64().expect("days") > 0, "{view}");
        assert!(test.page(&format!("/data/{code}")).await.contains("逾期"));
    });
}

#[test]
fn r020_r021_citation_and_wording_follow_the_profile_codes_stay() {
    run(async {
        let mut views = Vec::new();
        for profile in ["zhejiang", "yunnan"] {
            let test = TestPortal::with(|config| {
                config.profile = profile.into();
                config.confirm_draft_profile = profile == "yunnan";
            })
            .await;
            let code = test.dataset("公交站点", |d| d.access_rights = domain::catalog::AccessRights::Restricted).await;
            let view = test.json(&format!("/api/v1/datasets/{code}")).await;
            assert_eq!(test.get("/catalog.json").await.status, 200);
            assert!(view["citation"].as_str().expect("a citation").contains("杭州市测试局"), "{view}");
            views.push(view);
        }
        let (zhejiang, yunnan) = (&views[0], &views[1]);
        assert_eq!(zhejiang["access_rights"]["value"], "RESTRICTED");
        assert_eq!(yunnan["access_rights"]["value"], "RESTRICTED");
        assert_ne!(zhejiang["access_rights"]["label"], yunnan["access_rights"]["label"], "wording of the profile");
        let dated = |view: &serde_json::Value| {
            let text = view["citation"].as_str().unwrap_or_default();
            text.contains("2026-11-20") || text.contains("2026年11月20日") || text.contains("2026 年 11 月 20 日")
        };
        assert!(dated(yunnan), "access date: {}", yunnan["citation"]);
    });
}

#[test]
fn an_address_typed_in_capitals_leads_to_the_dataset() {
    run(async {
        let test = shared().await;
        let code = test.sample("divisions-provinces");
        let typed = code.to_uppercase().replace('0', "O").replace('1', "L");
        if typed == code {
            return;
        }
        let answer = test.get(&format!("/data/{typed}")).await;
        assert_eq!(answer.status, 301);
        assert!(answer.header("location").ends_with(&format!("/data/{code}")), "{}", answer.header("location"));
        let answer = test.get(&format!("/en/api/v1/datasets/{typed}")).await;
        assert_eq!((answer.status, answer.header("location")), (301, format!("/en/api/v1/datasets/{code}").as_str()));
        assert_eq!(test.get("/data/zzzzzzzzzz").await.status, 404);
    });
}

#[test]
fn the_address_of_a_merged_dataset_leads_to_the_other() {
    run(async {
        let test = TestPortal::empty().await;
        let (old, new) = (test.dataset("旧停车场信息", |_| {}).await, test.dataset("新停车场信息", |_| {}).await);
        let core = test.portal.core();
        let mut tx = core.store.write().await.expect("a write");
        tx.merge_dataset(&old, &new, core.clock.now()).await.expect("a merge");
        tx.commit(Vec::new()).await.expect("a commit");
        let page = test.get(&format!("/data/{old}/fields?x=1")).await;
        assert_eq!((page.status, page.header("location")), (301, format!("/data/{new}/fields?x=1").as_str()));
        test.indexed().await;
        assert_eq!(
            test.json("/api/v1/search?q=旧停车场信息").await["items"]
                .as_array()
                .map(|items| items.iter().filter(|i| i["id"] == old.as_str()).count()),
            Some(0)
        );
    });
}
