//! Finding: full text, facets, labels, what is never shown, and how soon changes arrive.
use crate::fixture::{q, run, samples, shared, total};
use domain::catalog::AccessRights;
use std::time::{Duration, Instant};
use testkit::TestPortal;

#[test]
fn r001_full_text_over_name_description_items_publisher_tags_and_pinyin() {
    run(async {
        let test = shared().await;
        let code = test.sample("example-service-points");
        for (field, words) in [
            ("name", "便民服务点"),
            ("description", "负责人姓名已脱敏"),
            ("data item", "街道（乡镇）"),
            ("publisher", "示例市数据局"),
            ("tags", "便民服务"),
            ("pinyin", "bianminfuwudian"),
        ] {
            let page = test.json(&format!("/api/v1/search?q={}", q(words))).await;
            let found = page["items"].as_array().expect("items").iter().any(|item| item["id"] == code.as_str());
            assert!(found, "{field}: {words} does not find the dataset: {page}");
        }
        assert_eq!(total(test, "q=qqqzzzxxx").await, 0);
    });
}

#[test]
fn r002_every_facet_value_counts_what_its_filter_finds() {
    run(async {
        let test = shared().await;
        let page = test.json("/api/v1/search").await;
        let facets = page["facets"].as_object().expect("facets");
        for name in
            ["publisher", "access_rights", "theme", "format", "data_type", "accrual_periodicity", "level", "region"]
        {
            let values =
                facets.get(name).and_then(|v| v.as_array()).unwrap_or_else(|| panic!("no facet {name}: {page}"));
            assert!(!values.is_empty(), "{name} has no value");
            for value in values {
                let wanted = value["value"].as_str().expect("a value");
                let found = total(test, &format!("{name}={}", q(wanted))).await;
                assert_eq!(Some(found), value["count"].as_u64(), "{name}={wanted}");
            }
        }
    });
}

#[test]
fn r002_unknown_parameters_and_bad_pages_are_refused_with_their_name() {
    run(async {
        let test = shared().await;
        for (query, code, field) in [
            ("colour=red", "unknown-parameter", "colour"),
            ("page=0", "", "page"),
            ("page=x", "", "page"),
            ("per_page=1000", "", "per_page"),
        ] {
            let answer = test.get(&format!("/api/v1/search?{query}")).await;
            assert_eq!(answer.status, 400, "{query}: {}", answer.text());
            let problem = answer.json();
            assert_eq!(problem["field"], field, "{problem}");
            assert!(code.is_empty() || problem["code"] == code, "{problem}");
        }
    });
}

#[test]
fn r003_six_labels_on_results_and_dataset_pages_in_both_languages() {
    run(async {
        let test = shared().await;
        let view = test.json(&format!("/api/v1/datasets/{}", test.sample("divisions-provinces"))).await;
        for prefix in ["", "/en"] {
            let site = test.json(&format!("/api/v1/datasets/{}", test.sample("divisions-provinces"))).await;
            for path in [
                format!("{prefix}/data?q={}", q("省级行政区划代码")),
                format!("{prefix}/data/{}", test.sample("divisions-provinces")),
            ] {
                let page = test.page(&path).await;
                assert!(page.contains(site["publisher"]["name"].as_str().expect("a name")), "{path}: publisher");
                assert!(page.contains("CSV"), "{path}: format");
                if prefix.is_empty() {
                    for label in ["access_rights", "data_type", "accrual_periodicity"] {
                        let words = view[label]["label"].as_str().expect("a label");
                        assert!(page.contains(words), "{path}: {label} {words}");
                    }
                }
            }
        }
        let page = test.page(&format!("/data/{}", test.sample("divisions-provinces"))).await;
        for label in ["开放主体", "开放属性", "数据格式", "数据类型", "更新频率"] {
            assert!(page.contains(label), "{label}");
        }
    });
}

/// Address of the part of the sitemap that has the first datasets.
pub async fn sitemap_part(test: &TestPortal) -> String {
    let index = test.page("/sitemap.xml").await;
    let at = index.find("/sitemaps/").expect("a part");
    index[at..].split('<').next().expect("an address").to_owned()
}

async fn hidden(test: &TestPortal, when: &str) {
    let code = test.sample("example-visits");
    let title = "示例：困难群众走访记录";
    for path in [
        format!("/api/v1/datasets/{code}"),
        format!("/data/{code}"),
        format!("/data/{code}/table"),
        format!("/download/{code}/original/0"),
    ] {
        let answer = test.get(&path).await;
        assert_eq!(answer.status, 404, "{when}: {path}");
        assert!(!answer.text().contains("困难群众走访"), "{when}: {path} names it");
    }
    let by_name = test.json(&format!("/api/v1/search?q={}", q(&format!("\"{title}\"")))).await;
    assert_eq!(by_name["total"], 0, "{when}: {by_name}");
    let all = test.json("/api/v1/search").await;
    assert_eq!(all["total"], 5, "{when}");
    for value in all["facets"]["access_rights"].as_array().expect("values") {
        assert_ne!(value["value"], "NON_PUBLIC", "{when}");
    }
    let sitemap = sitemap_part(test).await;
    for path in [
        "/api/v1/suggest?q=%E5%9B%B0%E9%9A%BE%E7%BE%A4%E4%BC%97",
        &sitemap,
        "/feeds/new.atom",
        "/feeds/search.atom",
        "/catalog.json",
        "/data.csv",
        "/data",
    ] {
        let answer = test.get(path).await;
        assert_eq!(answer.status, 200, "{when}: {path}");
        let text = answer.text();
        assert!(!text.contains("走访记录") && !text.contains(&code), "{when}: {path} shows it");
    }
}

#[test]
fn r004_s20_prohibited_data_is_invisible_also_after_a_reindex() {
    run(async {
        let test = samples(TestPortal::empty().await).await;
        hidden(&test, "at first").await;
        let now = testkit::start_of_tests();
        let mut tx = test.portal.store.write().await.expect("a write");
        tx.put_setting(server::jobs::index::REINDEX, &now.to_rfc3339(), now).await.expect("a setting");
        tx.commit(Vec::new()).await.expect("a commit");
        tokio::time::sleep(Duration::from_secs(2)).await;
        test.indexed().await;
        hidden(&test, "after the reindex").await;
    });
}

/// Waits until a search finds so many; how long it took.
async fn until(test: &TestPortal, query: &str, wanted: u64) -> Duration {
    let start = Instant::now();
    loop {
        if total(test, query).await == wanted {
            return start.elapsed();
        }
        assert!(start.elapsed() < Duration::from_secs(60), "{query} does not find {wanted} within 60 s");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[test]
fn r014_the_index_follows_every_decision_and_access_control_never_waits() {
    run(async {
        let test = TestPortal::empty().await;
        let code = test.dataset("夜间公交线路", |_| {}).await;
        let name = q("夜间公交线路");
        until(&test, &format!("q={name}&access_rights=PUBLIC"), 1).await;
        assert!(test.page("/").await.contains("夜间公交线路"), "最近更新");
        assert!(test.page("/").await.contains("夜间公交线路"), "from what was counted before");

        test.set_rights(&code, AccessRights::Restricted).await;
        let view = test.json(&format!("/api/v1/datasets/{code}")).await;
        assert_eq!(view["access_rights"]["value"], "RESTRICTED", "at once");
        until(&test, &format!("q={name}&access_rights=RESTRICTED"), 1).await;

        test.set_rights(&code, AccessRights::NonPublic).await;
        assert_eq!(test.get(&format!("/api/v1/datasets/{code}")).await.status, 404, "at once");
        let found = test.json(&format!("/api/v1/search?q={name}")).await;
        assert_eq!(found["items"], serde_json::json!([]), "not shown even before the index knows");
        assert!(!test.page("/").await.contains("夜间公交线路"), "nor on the home page");
        until(&test, &format!("q={name}"), 0).await;

        test.set_rights(&code, AccessRights::Public).await;
        until(&test, &format!("q={name}"), 1).await;
        assert!(test.page("/").await.contains("夜间公交线路"), "there again");
        test.withdraw(&code, true).await;
        assert_eq!(test.get(&format!("/data/{code}")).await.status, 410, "at once");
        assert!(!test.page("/").await.contains("夜间公交线路"), "the home page never lags");
        until(&test, &format!("q={name}"), 0).await;
    });
}

/// Waits until the only result of a search is (or is not) shown as suspended.
async fn until_suspended(test: &TestPortal, query: &str, wanted: bool) -> Duration {
    let start = Instant::now();
    loop {
        let found = test.json(&format!("/api/v1/search?{query}")).await;
        assert_eq!(found["total"], 1, "a suspended dataset stays in the catalogue: {found}");
        if found["items"][0]["suspended"].is_null() != wanted {
            return start.elapsed();
        }
        assert!(start.elapsed() < Duration::from_secs(60), "{query}: suspended is not {wanted} within 60 s: {found}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// The bound is one second; machines that test are slow and busy, so the test waits longer and says how long it took.
#[test]
fn r014_what_is_new_changed_suspended_or_withdrawn_is_found_so_soon() {
    run(async {
        let test = TestPortal::empty().await;
        let report = |what: &str, took: Duration| println!("R-014 {what}: {} ms", took.as_millis());
        let code = test.enter("夜间公交线路", |_| {}).await;
        report("new", until(&test, &format!("q={}", q("夜间公交线路")), 1).await);

        let renamed = test.enter("夜间公交线路", |dataset| {
            dataset.title = "通宵轮渡班次".into();
            dataset.description = "航班".into();
        });
        assert_eq!(renamed.await, code, "the same entry");
        report("changed, new words", until(&test, &format!("q={}", q("通宵轮渡班次")), 1).await);
        report("changed, old words", until(&test, &format!("q={}", q("夜间公交线路")), 0).await);

        let name = format!("q={}", q("通宵轮渡班次"));
        let suspension = test.suspend(&code).await;
        report("suspended", until_suspended(&test, &name, true).await);
        let page = test.page(&format!("/data?{name}")).await;
        assert!(page.contains("中止开放"), "the list says so");
        test.resume(&code, suspension).await;
        report("resumed", until_suspended(&test, &name, false).await);

        test.withdraw(&code, true).await;
        report("withdrawn", until(&test, &name, 0).await);
        let start = Instant::now();
        while test.json(&format!("/api/v1/suggest?q={}", q("通宵"))).await.to_string().contains(&code) {
            assert!(start.elapsed() < Duration::from_secs(60), "still suggested after 60 s");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        report("withdrawn, suggestions", start.elapsed());
    });
}
