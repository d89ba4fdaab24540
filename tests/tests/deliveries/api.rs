//! The interface: rows to a system by its key.
use super::scene::{AGREEMENT, Scene, code};
use crate::fixture::{q, run};
use domain::access::DeliveryMode;
use domain::access::delivery::{Volume, VolumeUnit};
use testkit::Identity;

#[test]
fn r088_rows_have_the_approved_items_and_range_alone() {
    run(async {
        let scene = Scene::new().await;
        let id = scene.entitle(DeliveryMode::Api, |_| {}).await;
        let client = scene.test.sign_in_as(Identity::Company).await;
        let key = scene.key(&client, "").await;
        let opened = scene.call(&key, "/api/v1/entitlements").await;
        assert_eq!(opened.status, 200, "{}", opened.text());
        assert_eq!(
            (&opened.json()[0]["id"], &opened.json()[0]["agreement"]),
            (&id.to_string().into(), &AGREEMENT.into())
        );
        assert_eq!(opened.json()[0]["items"], serde_json::json!(["lot", "free"]));
        let rows = format!("/api/v1/entitlements/{id}/rows");
        let answer = scene.call(&key, &rows).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let both = serde_json::json!([{"lot": "甲停车场", "free": 12}, {"lot": "己停车场", "free": 4}]);
        assert_eq!(answer.json(), both);
        assert_eq!(answer.header("content-range"), "0-1/2");
        assert_eq!((answer.header("x-agreement"), answer.header("x-volume-remaining")), (AGREEMENT, "999"));
        assert_eq!(answer.header("cache-control"), "private, no-store");
        assert!(answer.header("access-control-allow-origin").is_empty() && answer.header("etag").is_empty());
        let sorted = scene.call(&key, &format!("{rows}?sort=free&limit=1&cols=free")).await;
        assert_eq!(sorted.json(), serde_json::json!([{"free": 4}]));
        let filtered = scene.call(&key, &format!("{rows}?f={}", q("lot.contains.甲"))).await;
        assert_eq!(filtered.json().as_array().map(Vec::len), Some(1));
        for (query, status, reason) in [
            ("cols=plate", 403, "item-not-approved"),
            ("items=day", 403, "item-not-approved"),
            ("items=never", 403, "item-not-approved"),
            ("f=plate.not_null", 400, "unknown-column"),
            ("sort=day", 400, "unknown-column"),
            ("from=2025-01-01", 403, "range-not-approved"),
            ("region=330212", 403, "range-not-approved"),
            ("colour=1", 400, "unknown-parameter"),
            ("table=zzzzzzzzzz", 404, "not-found"),
        ] {
            let answer = scene.call(&key, &format!("{rows}?{query}")).await;
            assert_eq!((answer.status, code(&answer).as_str()), (status, reason), "{query}");
        }
        assert_eq!(scene.call(&key, &format!("{rows}?search=330212")).await.json(), serde_json::json!([]));
        assert_eq!(scene.call(&key, &format!("{rows}?search={}", q("浙A"))).await.json(), serde_json::json!([]));
        let system = |name: &str| {
            let request = scene.test.request("GET", &rows).header("authorization", format!("Bearer {key}"));
            testkit::Answer::of(request.header("x-system", q(name)))
        };
        assert_eq!(system("停车通平台").await.status, 200);
        assert_eq!(code(&system("别的系统").await), "wrong-system");
        let log = client.page(&format!("/my/access/{id}/log")).await;
        for word in ["数据项未经批准", "超出批准的范围", "查询的写法有误", "不是约定的系统", &key[..12], "127.0.0.1"]
        {
            assert!(log.contains(word), "{word}: {log}");
        }
        let publisher = scene.test.sign_in_as(Identity::Reviewer).await;
        let log = publisher.page(&format!("/admin/deliveries/{id}")).await;
        assert!(log.contains("数据项未经批准") && !log.contains(&key), "both sides see it");
    });
}

#[test]
fn r088_the_meter_warns_once_at_80_percent_and_refuses_beyond_the_volume() {
    run(async {
        let scene = Scene::new().await;
        let volume = |it: &mut domain::access::delivery::Entitlement| {
            it.volume = Some(Volume { count: 5, unit: VolumeUnit::Day });
        };
        let id = scene.entitle(DeliveryMode::Api, volume).await;
        let client = scene.test.sign_in_as(Identity::Company).await;
        let reviewer = scene.test.account(Identity::Reviewer).await;
        let key = scene.key(&client, "").await;
        let rows = format!("/api/v1/entitlements/{id}/rows");
        let warnings = async |account| {
            scene.told(account).await.into_iter().filter(|kind| *kind == "access-volume-warning").count()
        };
        for n in 1..=3 {
            assert_eq!(scene.call(&key, &rows).await.status, 200, "{n}");
        }
        assert_eq!((warnings(client.account).await, warnings(reviewer).await), (0, 0));
        assert_eq!(scene.call(&key, &format!("{rows}?cols=plate")).await.status, 403, "takes nothing");
        assert_eq!(scene.call(&key, &rows).await.header("x-volume-remaining"), "1", "the fourth of five: 80 %");
        assert_eq!((warnings(client.account).await, warnings(reviewer).await), (1, 1));
        assert_eq!(scene.call(&key, &rows).await.header("x-volume-remaining"), "0");
        let over = scene.call(&key, &rows).await;
        assert_eq!((over.status, code(&over).as_str()), (429, "volume-used-up"), "{}", over.text());
        assert_eq!(over.json()["facts"]["count"], "5");
        scene.call(&key, &rows).await;
        assert_eq!((warnings(client.account).await, warnings(reviewer).await), (1, 1), "once");
        let used_up = scene.told(reviewer).await.into_iter().filter(|kind| *kind == "access-volume-used-up").count();
        assert_eq!(used_up, 1);
        let page = client.page("/my/access").await;
        assert!(page.contains("今日已用 5 次，共 5 次") && page.contains("<meter"), "{page}");
        // A new legal day begins at 16:00 UTC.
        scene.test.clock.set("2026-11-20T16:00:00Z".parse().expect("an instant"));
        assert_eq!(scene.call(&key, &rows).await.status, 200);
    });
}

#[test]
fn r088_many_calls_at_once_do_not_take_more_than_the_volume() {
    run(async {
        let scene = Scene::new().await;
        let id =
            scene.entitle(DeliveryMode::Api, |it| it.volume = Some(Volume { count: 4, unit: VolumeUnit::Total })).await;
        let client = scene.test.sign_in_as(Identity::Company).await;
        let key = scene.key(&client, "").await;
        let rows = format!("/api/v1/entitlements/{id}/rows");
        let mut calls = tokio::task::JoinSet::new();
        for _ in 0..10 {
            let request = scene.test.request("GET", &rows).header("authorization", format!("Bearer {key}"));
            calls.spawn(testkit::Answer::of(request));
        }
        let mut granted = 0;
        for answer in calls.join_all().await {
            assert!(matches!(answer.status, 200 | 429), "{}", answer.text());
            granted += usize::from(answer.status == 200);
        }
        assert_eq!(granted, 4);
        assert_eq!(scene.log(id).await.iter().filter(|refusal| refusal.is_none()).count(), 4);
    });
}

#[test]
fn r088_later_versions_are_delivered_a_new_item_never_and_a_removed_one_is_409() {
    run(async {
        let scene = Scene::new().await;
        let id = scene.entitle(DeliveryMode::Api, |_| {}).await;
        let client = scene.test.sign_in_as(Identity::Company).await;
        let reviewer = scene.test.account(Identity::Reviewer).await;
        let key = scene.key(&client, "").await;
        let rows = format!("/api/v1/entitlements/{id}/rows");
        assert_eq!(scene.call(&key, &rows).await.header("x-data-version"), "1");
        scene.version("lot,free,price,day,region_code\n庚停车场,1,5,2026-05-01,330106\n").await;
        let later = scene.call(&key, &rows).await;
        assert_eq!(later.header("x-data-version"), "2");
        assert_eq!(later.json(), serde_json::json!([{"lot": "庚停车场", "free": 1}]), "without the new item");
        assert_eq!(code(&scene.call(&key, &format!("{rows}?items=price")).await), "item-not-approved");
        scene.version("lot,vacant,day,region_code\n辛停车场,8,2026-06-01,330106\n").await;
        for _ in 0..2 {
            let gone = scene.call(&key, &rows).await;
            assert_eq!((gone.status, code(&gone).as_str()), (409, "item-gone"), "{}", gone.text());
            let facts = &gone.json()["facts"];
            assert_eq!((&facts["item"], &facts["version"]), (&"free".into(), &"2".into()));
        }
        let rest = scene.call(&key, &format!("{rows}?items=lot")).await;
        assert_eq!(rest.json(), serde_json::json!([{"lot": "辛停车场"}]));
        for account in [client.account, reviewer] {
            let told = scene.told(account).await.into_iter().filter(|kind| *kind == "access-item-gone").count();
            assert_eq!(told, 1, "both sides, once");
        }
        let page = client.page("/my/access").await;
        assert!(page.contains("“free”在第 2 版之后不再提供"), "{page}");
    });
}

#[test]
fn r087_the_interface_is_described() {
    run(async {
        let scene = Scene::new().await;
        let document = scene.test.json("/openapi.json").await;
        let rows = &document["paths"]["/api/v1/entitlements/{id}/rows"]["get"];
        assert_eq!(rows["security"][0]["key"], serde_json::json!([]), "{rows}");
        assert_eq!(document["components"]["securitySchemes"]["key"]["scheme"], "bearer");
        assert!(rows["responses"]["409"].is_object() && rows["responses"]["429"].is_object(), "{rows}");
    });
}
