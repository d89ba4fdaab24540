//! What ends or stops access does so at once, also for a download under way.
use super::scene::{Scene, code, ends};
use crate::complaints;
use crate::fixture::run;
use chrono::TimeDelta;
use domain::access::DeliveryMode;
use domain::notice::NoticeKind;
use server::clock::Clock;
use std::fmt::Write as _;
use std::future::Future;
use std::time::Duration;
use testkit::{Client, Identity};
use uuid::Uuid;

/// Rows of many megabytes: more than sockets hold.
fn long() -> String {
    let mut text = String::from("lot,free,plate,day,region_code\n");
    let words = "停车场说明".repeat(120);
    for n in 0..24_000 {
        let _ = writeln!(text, "{n}号{words},{n},浙A,2026-05-01,330106");
    }
    text
}

/// Begins a download, lets something happen, and reads on: bytes that came, and whether it ended well.
async fn under_way(client: &Client<'_>, path: &str, happens: impl Future<Output = ()>) -> (u64, u64, bool) {
    let mut answer = client.request("GET", path).send().await.expect("an answer");
    assert_eq!(answer.status(), 200, "{path}");
    let all = answer.content_length().expect("a length");
    let mut came = answer.chunk().await.expect("bytes").expect("a part").len() as u64;
    happens.await;
    tokio::time::sleep(Duration::from_millis(1000)).await;
    loop {
        match answer.chunk().await {
            Ok(Some(part)) => came += part.len() as u64,
            Ok(None) => return (came, all, true),
            Err(_) => return (came, all, false),
        }
    }
}

#[test]
fn r128_both_sides_hear_that_the_data_is_suspended_and_that_it_is_open_again() {
    run(async {
        let scene = Scene::new().await;
        let test = &scene.test;
        for who in [Identity::AuthorityReviewer, Identity::Reviewer] {
            test.account(who).await;
        }
        scene.entitle(DeliveryMode::File, |_| {}).await;
        let heard = async |who| {
            let account = test.account(who).await;
            let mut tx = test.portal.store.read().await.expect("a read");
            let notices = tx.notices_of(account, 0, 50).await.expect("notices").into_iter();
            notices.map(|notice| notice.kind).filter(|kind| kind.code().starts_with("access-")).collect::<Vec<_>>()
        };
        let target = [("target_kind", "dataset"), ("target", scene.dataset.as_str())];
        let number =
            complaints::file(test, &complaints::visitor("198.51.100.61"), &complaints::complaint(&target)).await.number;
        let authority = complaints::caller(test, Identity::AuthorityReviewer).await;
        complaints::act(test, &authority, &number, "suspend-dataset", &complaints::RISK).await;
        for who in [Identity::Company, Identity::Reviewer] {
            assert_eq!(heard(who).await, [NoticeKind::AccessSuspended], "{who:?}");
        }
        complaints::clear(test, &authority, &number).await;
        let mut both = heard(Identity::Company).await;
        both.sort_unstable_by_key(|kind| kind.code());
        assert_eq!(both, [NoticeKind::AccessResumed, NoticeKind::AccessSuspended]);
    });
}

async fn scene() -> (Scene, Uuid, String) {
    let scene = Scene::new().await;
    scene.version(&long()).await;
    let id = scene.entitle(DeliveryMode::File, |_| {}).await;
    let path = format!("/my/access/{id}/{}.jsonl", scene.table().await);
    (scene, id, path)
}

#[test]
fn r012_r085_r133_a_download_under_way_is_cut() {
    run(async {
        let (scene, id, path) = scene().await;
        let client = scene.test.sign_in_as(Identity::Company).await;
        let (came, all, whole) = under_way(&client, &path, async {}).await;
        assert!(whole && came == all && all > 30_000_000, "{came} of {all}");

        let suspension = std::cell::Cell::new(Uuid::nil());
        let suspend = async { suspension.set(scene.test.suspend(&scene.dataset).await) };
        let (came, all, whole) = under_way(&client, &path, suspend).await;
        assert!(!whole && came < all / 2, "suspended: {came} of {all}");
        assert_eq!(scene.log(id).await[0].as_deref(), Some("suspended"));
        assert_eq!(client.get(&path).await.status, 403);
        scene.test.resume(&scene.dataset, suspension.get()).await;

        let close = async {
            let now = scene.test.clock.now();
            scene.change(id, |it| it.closed = Some(now)).await;
        };
        let (came, all, whole) = under_way(&client, &path, close).await;
        assert!(!whole && came < all / 2, "closed by a violation: {came} of {all}");
        assert_eq!(scene.log(id).await[0].as_deref(), Some("user-closed"));
        scene.change(id, |it| it.closed = None).await;

        let end = async {
            let now = scene.test.clock.now();
            scene.change(id, |it| it.ends = Some(now)).await;
        };
        let (came, all, whole) = under_way(&client, &path, end).await;
        assert!(!whole && came < all / 2, "ended: {came} of {all}");
        assert_eq!(scene.log(id).await[0].as_deref(), Some("agreement-ended"));
        scene.change(id, |it| it.ends = Some(ends())).await;

        let account = scene.test.account(Identity::Company).await;
        let suspended = async {
            let mut tx = scene.test.portal.store.write().await.expect("a write");
            let now = scene.test.clock.now();
            assert!(tx.suspend_account(account, b"sealed", now).await.expect("a state"));
            tx.commit(Vec::new()).await.expect("a commit");
        };
        let (came, all, whole) = under_way(&client, &path, suspended).await;
        assert!(!whole && came < all / 2, "the user suspended: {came} of {all}");
        assert_eq!(scene.log(id).await[0].as_deref(), Some("user-closed"));
    });
}

#[test]
fn r085_s27_a_download_under_way_ends_at_midnight() {
    run(async {
        let (scene, id, path) = scene().await;
        scene.test.clock.set(ends() - TimeDelta::seconds(5));
        let client = scene.test.sign_in_as(Identity::Company).await;
        let midnight = async { scene.test.clock.set(ends()) };
        let (came, all, whole) = under_way(&client, &path, midnight).await;
        assert!(!whole && came < all / 2, "{came} of {all}");
        assert_eq!(scene.log(id).await, [Some("agreement-ended".to_owned()), None]);
        let client = scene.test.sign_in_as(Identity::Company).await;
        assert_eq!(client.get(&path).await.status, 403);
        assert!(client.page("/my/access").await.contains("协议已终止"));
    });
}

#[test]
fn r012_r013_s26_what_stops_access_stops_calls_at_once() {
    run(async {
        let scene = Scene::new().await;
        let id = scene.entitle(DeliveryMode::Api, |_| {}).await;
        let elsewhere = scene.entitle(DeliveryMode::Api, |it| it.agreement = super::scene::AGREEMENT.into()).await;
        let client = scene.test.sign_in_as(Identity::Company).await;
        let key = scene.key(&client, "").await;
        let rows = format!("/api/v1/entitlements/{id}/rows");
        let ask = async || {
            let answer = scene.call(&key, &rows).await;
            if answer.status == 200 { "granted".to_owned() } else { code(&answer) }
        };
        assert_eq!(ask().await, "granted");
        let suspension = scene.test.suspend(&scene.dataset).await;
        assert_eq!(ask().await, "suspended");
        assert!(client.page("/my/access").await.contains("中止开放"));
        scene.test.resume(&scene.dataset, suspension).await;
        assert_eq!(ask().await, "granted");
        let now = scene.test.clock.now();
        scene.change(id, |it| it.closed = Some(now)).await;
        assert_eq!(ask().await, "user-closed");
        let other = scene.call(&key, &format!("/api/v1/entitlements/{elsewhere}/rows")).await;
        assert_eq!(other.status, 200, "S26: other data goes on");
        assert!(client.page("/my/access").await.contains("权限暂时关闭"));
        scene.change(id, |it| it.closed = None).await;
        scene.change(id, |it| it.begins = now + TimeDelta::days(1)).await;
        assert_eq!(ask().await, "not-begun");
        scene.change(id, |it| it.begins = now - TimeDelta::days(1)).await;
        scene.test.withdraw(&scene.dataset, true).await;
        assert_eq!(ask().await, "withdrawn");
        let refusals: Vec<String> = scene.log(id).await.into_iter().flatten().collect();
        assert_eq!(refusals, ["withdrawn", "not-begun", "user-closed", "suspended"]);
    });
}
