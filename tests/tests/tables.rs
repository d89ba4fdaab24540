//! Rows of tables by query: ranges, filters, order, projection, and refusals that name the fault.
use crate::fixture::{q, run, shared, table_of};

async fn provinces() -> (&'static testkit::TestPortal, String, String) {
    let test = shared().await;
    let code = test.sample("divisions-provinces");
    let table = table_of(test, &code).await;
    (test, code, table)
}

#[test]
fn pages_of_rows_say_where_they_are() {
    run(async {
        let (test, _, table) = provinces().await;
        for (query, range, rows) in [
            ("", "0-30/31", 31),
            ("?limit=10", "0-9/31", 10),
            ("?limit=10&offset=25", "25-30/31", 6),
            ("?offset=1000", "*/31", 0),
        ] {
            let answer = test.get(&format!("/api/v1/tables/{table}/rows{query}")).await;
            assert_eq!(answer.status, 200, "{query}: {}", answer.text());
            assert_eq!(answer.header("content-range"), range, "{query}");
            assert_eq!(answer.json().as_array().map(Vec::len), Some(rows), "{query}");
        }
    });
}

#[test]
fn filters_order_and_projection() {
    run(async {
        let (test, code, table) = provinces().await;
        let rows = |query: String| async move {
            test.json(&format!(
                "/api/v1/tables/{}/rows?{query}",
                table_of(test, &test.sample("divisions-provinces")).await
            ))
            .await
        };
        let found = rows(format!("f={}", q("name.contains.江"))).await;
        assert_eq!(found.as_array().map(Vec::len), Some(4), "黑龙江、江苏、浙江、江西 and no other: {found}");
        let sorted = rows("sort=-code&limit=1&cols=name".into()).await;
        assert_eq!(sorted[0].as_object().map(serde_json::Map::len), Some(1), "{sorted}");
        assert_eq!(sorted[0]["name"], "新疆维吾尔自治区");
        assert_eq!(rows("f=name.is_null".into()).await.as_array().map(Vec::len), Some(0));
        assert_eq!(rows("f=name.not_null".into()).await.as_array().map(Vec::len), Some(31));
        let view = test.get(&format!("/download/{code}/view/{table}.csv?f={}", q("name.contains.江"))).await;
        assert_eq!(view.status, 200, "{}", view.text());
        assert_eq!(view.text().lines().count(), 5, "heading and four rows: {}", view.text());
        assert!(test.page(&format!("/data/{code}/rows/1")).await.contains("北京市"));
        assert_eq!(test.get(&format!("/data/{code}/rows/32")).await.status, 404);
    });
}

#[test]
fn faults_of_a_query_are_named() {
    run(async {
        let (test, _, table) = provinces().await;
        for (query, code) in [
            ("f=colour.eq.1", "unknown-column"),
            ("sort=colour", "unknown-column"),
            ("cols=colour", "unknown-column"),
            ("f=name.like.1", ""),
            ("f=name", ""),
            ("limit=0", ""),
            ("limit=1001", ""),
            ("offset=-1", ""),
            ("colour=1", "unknown-parameter"),
        ] {
            let answer = test.get(&format!("/api/v1/tables/{table}/rows?{query}")).await;
            assert_eq!(answer.status, 400, "{query}: {}", answer.text());
            assert!(code.is_empty() || answer.json()["code"] == code, "{query}: {}", answer.text());
        }
        assert_eq!(test.get("/api/v1/tables/zzzzzzzzzz/rows").await.status, 404);
    });
}
