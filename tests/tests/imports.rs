//! Importing catalogues: counted, repeatable, and whole after an interruption.
use crate::fixture::{run, total};
use server::services::catalogue_import::{Report, import};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use testkit::TestPortal;

fn record(n: usize, description: &str) -> String {
    serde_json::json!({
        "id": n, "portal": "zhejiang_hangzhou", "title": format!("测试目录第{n}号"), "description": description, "organisation": "市交通局",
        "tags": ["测试"], "updated": "2023-06-02", "issued": "2019-01-29", "frequency": "每月", "formats": ["csv"],
        "open_type": "无条件开放", "theme": "交通", "licence": null, "landing_page": format!("https://data.hangzhou.gov.cn/{n}"), "raw": {}
    })
    .to_string()
}

/// Imports a text, in a task of its own since the import may block its thread.
async fn load(test: &TestPortal, text: &str) -> Report {
    let file = tempfile::NamedTempFile::with_suffix(".jsonl").expect("a file");
    std::fs::write(file.path(), text).expect("a catalogue");
    let portal = test.portal.clone();
    let path = file.path().to_owned();
    let report = tokio::spawn(async move { import(portal.core(), &path, None, |_| {}).await.expect("an import") });
    let report = report.await.expect("the task");
    test.indexed().await;
    report
}

#[test]
fn an_import_counts_refuses_and_repeats_without_doubling() {
    run(async {
        let test = TestPortal::empty().await;
        let text = format!("{}\n{}\n{{ not json\n{}\n", record(1, "一"), record(2, "二"), record(1, "一"));
        let first = load(&test, &text).await;
        assert_eq!((first.records, first.inserted, first.refused), (4, 2, 2), "{first:?}");
        assert_eq!(first.duplicates, [4]);
        assert!(first.refusals.iter().any(|(line, reason)| *line == 3 && !reason.is_empty()), "{first:?}");
        assert_eq!(total(&test, "").await, 2);
        let again = load(&test, &text).await;
        assert_eq!((again.inserted, again.updated, again.unchanged), (0, 0, 2), "{again:?}");
        let changed = load(&test, &format!("{}\n{}\n", record(1, "改过的说明"), record(2, "二"))).await;
        assert_eq!((changed.inserted, changed.updated, changed.unchanged), (0, 1, 1), "{changed:?}");
        assert_eq!(total(&test, "").await, 2);
    });
}

#[test]
fn an_interrupted_import_leaves_whole_entries_and_a_second_run_completes_it() {
    run(async {
        let test = TestPortal::empty().await;
        let mut text = String::new();
        let all = 4_500;
        for n in 0..all {
            writeln!(text, "{}", record(n, "说明")).expect("a line");
        }
        let file = tempfile::NamedTempFile::with_suffix(".jsonl").expect("a file");
        std::fs::write(file.path(), &text).expect("a catalogue");
        let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
        let (portal, path) = (test.portal.clone(), file.path().to_owned());
        let task = tokio::spawn(async move {
            import(portal.core(), &path, None, move |n| {
                let _ = tell.send(n);
            })
            .await
        });
        told.recv().await.expect("a first batch");
        task.abort();
        let _ = task.await;
        test.indexed().await;
        let before = total(&test, "").await;
        assert!(before >= 2_000 && before <= all as u64, "whole batches: {before}");
        let second = load(&test, &text).await;
        assert_eq!(second.refused, 0, "{:?}", second.refusals.first());
        assert_eq!(second.inserted + second.unchanged, all as u64, "{second:?}");
        assert_eq!(second.unchanged, before, "what was written stays");
        assert_eq!(total(&test, "").await, all as u64);
    });
}

/// Titles and codes of all datasets.
async fn entries(test: &TestPortal) -> BTreeMap<String, String> {
    let found = test.json("/api/v1/search?per_page=100").await;
    let text = |item: &serde_json::Value, field: &str| item[field].as_str().expect("a text").to_owned();
    found["items"].as_array().expect("items").iter().map(|item| (text(item, "title"), text(item, "id"))).collect()
}

#[test]
fn an_entry_stays_the_same_whatever_stands_beside_it_in_the_file() {
    run(async {
        let test = TestPortal::empty().await;
        let record = |title: &str, page: Option<&str>, description: &str| {
            let record = serde_json::json!({
                "portal": "zhejiang_hangzhou", "title": title, "description": description, "organisation": "市交通局",
                "updated": "2023-06-02", "open_type": "无条件开放", "formats": ["csv"],
                "landing_page": page.map(|page| format!("https://data.hangzhou.gov.cn/{page}")),
            });
            format!("{record}\n")
        };
        let counts = |report: &Report| (report.inserted, report.updated, report.unchanged, report.refused);
        // 停车场 has a page of its own, 公交 and 地铁 share one, 桥梁 has none.
        let first = [
            record("停车场", Some("1"), "一"),
            record("公交", Some("all"), "一"),
            record("地铁", Some("all"), "一"),
            record("桥梁", None, "一"),
        ];
        assert_eq!(counts(&load(&test, &first.concat()).await), (4, 0, 0, 0));
        let codes = entries(&test).await;
        assert_eq!(codes.len(), 4);
        assert_eq!(counts(&load(&test, &first.concat()).await), (0, 0, 4, 0), "the same file");
        // Alone in a smaller file the shared page is the only one of its kind.
        assert_eq!(counts(&load(&test, &record("地铁", Some("all"), "二")).await), (0, 1, 0, 0));
        assert_eq!(counts(&load(&test, &record("公交", Some("all"), "二")).await), (0, 1, 0, 0));
        // A page begins to be repeated; another record under it is new.
        let repeated = [record("停车场", Some("1"), "二"), record("充电桩", Some("1"), "一")];
        assert_eq!(counts(&load(&test, &repeated.concat()).await), (1, 1, 0, 0));
        // Pages appear and vanish.
        let moved = [record("桥梁", Some("9"), "二"), record("停车场", None, "三")];
        assert_eq!(counts(&load(&test, &moved.concat()).await), (0, 2, 0, 0));
        // Another page is another record, also of the same name, once the entry is known by its page.
        let namesake = [record("桥梁", Some("9"), "二"), record("桥梁", Some("10"), "另一座")];
        let report = load(&test, &namesake.concat()).await;
        assert_eq!(counts(&report), (1, 0, 1, 0), "{report:?}");
        let now = entries(&test).await;
        for (title, code) in &codes {
            if title == "桥梁" {
                // Two of this name by now: the first is still there.
                assert_eq!(test.json(&format!("/api/v1/datasets/{code}")).await["title"], "桥梁");
            } else {
                assert_eq!(now.get(title), Some(code), "{title} keeps its code");
            }
        }
        assert_eq!(total(&test, "").await, 6);
    });
}
