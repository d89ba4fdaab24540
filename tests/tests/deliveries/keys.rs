//! Keys: shown once, for one agreement, in the header alone.
use super::scene::{AGREEMENT, Scene, code, ends, secret};
use crate::fixture::run;
use chrono::TimeDelta;
use domain::access::DeliveryMode;
use server::clock::Clock;
use testkit::identities::PASSWORD;
use testkit::{Answer, Identity};

#[test]
fn r092_a_key_is_shown_once_kept_as_a_hash_and_made_after_the_password() {
    run(async {
        let scene = Scene::new().await;
        let id = scene.entitle(DeliveryMode::Api, |_| {}).await;
        let client = scene.test.sign_in_as(Identity::Company).await;
        for (field, value, fault) in [
            ("password", "", "password-error"),
            ("password", "wrong-password-1", "password-error"),
            ("label", "", "label-error"),
            ("addresses", "not-an-address", "addresses-error"),
            ("agreement", "", "agreement-error"),
        ] {
            let mut fields = [("agreement", AGREEMENT), ("label", "停车通"), ("addresses", ""), ("password", PASSWORD)];
            fields.iter_mut().filter(|(name, _)| *name == field).for_each(|one| one.1 = value);
            let answer = client.post("/my/keys", &fields).await;
            assert_eq!(answer.status, 422, "{field}: {}", answer.text());
            assert!(answer.text().contains(fault) && !answer.text().contains("odk_"), "{field}: {}", answer.text());
        }
        let key = scene.key(&client, "").await;
        assert!(key.len() > 40, "{key}");
        let page = client.page("/my/keys").await;
        assert!(!page.contains(&key) && page.contains(&key[..12]), "the first characters alone: {page}");
        assert!(page.contains("从未"), "not used yet: {page}");
        assert_eq!(scene.call(&key, &format!("/api/v1/entitlements/{id}/rows")).await.status, 200);
        assert!(client.page("/my/keys").await.contains("127.0.0.1"), "where it was used last");
        let mut tx = scene.test.portal.store.read().await.expect("a read");
        let kept = tx.api_keys_of(scene.company).await.expect("keys").remove(0);
        assert!(!kept.hash.contains(&key) && kept.hash.len() == 64);
        assert_eq!(scene.told(client.account).await, ["access-key-changed"]);
        let other = scene.test.sign_in_as(Identity::OtherPerson).await;
        assert!(!other.page("/my/keys").await.contains("odk_"));
        let fields = [("agreement", AGREEMENT), ("label", "x"), ("addresses", ""), ("password", PASSWORD)];
        assert_eq!(other.post("/my/keys", &fields).await.status, 404, "no key for a third party");
        let path = format!("/my/keys/{}", kept.id);
        assert_eq!(other.post(&path, &[("act", "revoke"), ("password", PASSWORD)]).await.status, 404);
        let staff = scene.test.sign_in_as(Identity::Reviewer).await;
        assert_eq!(staff.get("/my/keys").await.status, 404, "an office has none");
    });
}

#[test]
fn r092_a_key_in_the_address_is_refused_with_an_error_of_its_own() {
    run(async {
        let scene = Scene::new().await;
        let id = scene.entitle(DeliveryMode::Api, |_| {}).await;
        let client = scene.test.sign_in_as(Identity::Company).await;
        let key = scene.key(&client, "").await;
        let rows = format!("/api/v1/entitlements/{id}/rows");
        for name in ["key", "api_key", "access_token", "token", "Authorization"] {
            for path in [rows.as_str(), "/api/v1/entitlements"] {
                let address = format!("{path}?{name}={key}");
                for answer in [scene.test.get(&address).await, scene.call(&key, &address).await] {
                    assert_eq!((answer.status, code(&answer).as_str()), (400, "key-in-query"), "{address}");
                    assert!(!answer.text().contains(&key), "it is not said again");
                }
            }
        }
        let none = scene.test.get(&rows).await;
        assert_eq!((none.status, code(&none).as_str()), (401, "key-needed"));
        assert_eq!(none.header("www-authenticate"), "Bearer");
        let session = client.get(&rows).await;
        assert_eq!(session.status, 401, "a session is no key");
        for wrong in ["odk_wrong", "something", &format!("{key}x")] {
            assert_eq!(code(&scene.call(wrong, &rows).await), "key-invalid", "{wrong}");
        }
        let basic = scene.test.request("GET", &rows).header("authorization", format!("Basic {key}"));
        assert_eq!(code(&Answer::of(basic).await), "key-needed");
        assert_eq!(scene.log(id).await, [], "nobody known asked");
    });
}

#[test]
fn r088_a_key_opens_its_own_agreement_from_its_own_addresses() {
    run(async {
        let scene = Scene::new().await;
        let id = scene.entitle(DeliveryMode::Api, |_| {}).await;
        let other = scene.entitle(DeliveryMode::Api, |it| it.agreement = "XY-20261101-0002".into()).await;
        let file = scene.entitle(DeliveryMode::File, |_| {}).await;
        let client = scene.test.sign_in_as(Identity::Company).await;
        let key = scene.key(&client, "").await;
        assert_eq!(scene.call(&key, &format!("/api/v1/entitlements/{id}/rows")).await.status, 200);
        let foreign = scene.call(&key, &format!("/api/v1/entitlements/{other}/rows")).await;
        assert_eq!(
            (foreign.status, code(&foreign).as_str()),
            (404, "not-found"),
            "another agreement of the same party"
        );
        assert_eq!(scene.log(other).await, [Some("not-found".to_owned())]);
        assert_eq!(code(&scene.call(&key, &format!("/api/v1/entitlements/{file}/rows")).await), "wrong-mode");
        let opened = scene.call(&key, "/api/v1/entitlements").await;
        assert_eq!(opened.json().as_array().map(Vec::len), Some(1), "{}", opened.text());
        let bound = scene.key(&client, "203.0.113.9\n2001:db8::1").await;
        let away = scene.call(&bound, &format!("/api/v1/entitlements/{id}/rows")).await;
        assert_eq!((away.status, code(&away).as_str()), (403, "wrong-address"));
        let near = scene.key(&client, "127.0.0.1").await;
        assert_eq!(scene.call(&near, &format!("/api/v1/entitlements/{id}/rows")).await.status, 200);
    });
}

#[test]
fn r088_a_key_is_replaced_with_overlap_and_revoked_at_once() {
    run(async {
        let scene = Scene::new().await;
        let id = scene.entitle(DeliveryMode::Api, |_| {}).await;
        let client = scene.test.sign_in_as(Identity::Company).await;
        let old = scene.key(&client, "").await;
        let rows = format!("/api/v1/entitlements/{id}/rows");
        let mut tx = scene.test.portal.store.read().await.expect("a read");
        let path = format!("/my/keys/{}", tx.api_keys_of(scene.company).await.expect("keys").remove(0).id);
        drop(tx);
        assert_eq!(client.post(&path, &[("act", "rotate"), ("password", "")]).await.status, 422, "the password again");
        let answer = client.post(&path, &[("act", "rotate"), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let new = secret(&answer);
        for key in [&old, &new] {
            assert_eq!(scene.call(key, &rows).await.status, 200, "both work");
        }
        let again = client.post(&path, &[("act", "rotate"), ("password", PASSWORD)]).await;
        assert_eq!(again.status, 409, "{}", again.text());
        scene.test.clock.set(scene.test.clock.now() + TimeDelta::hours(24));
        let late = scene.call(&old, &rows).await;
        assert_eq!((late.status, code(&late).as_str()), (401, "key-revoked"));
        assert_eq!(scene.call(&new, &rows).await.status, 200);
        // The session ended meanwhile.
        let client = scene.test.sign_in_as(Identity::Company).await;
        let mut tx = scene.test.portal.store.read().await.expect("a read");
        let keys = tx.api_keys_of(scene.company).await.expect("keys");
        drop(tx);
        let path = format!("/my/keys/{}", keys.iter().find(|key| key.replaces.is_some()).expect("the new one").id);
        assert!(client.page(&path).await.contains(&new[..12]));
        let to = client.submit(&path, &[("act", "revoke"), ("password", PASSWORD)]).await;
        assert_eq!(to, "/my/keys");
        assert_eq!(code(&scene.call(&new, &rows).await), "key-revoked");
        assert_eq!(code(&scene.call(&new, "/api/v1/entitlements").await), "key-revoked");
        let log = scene.log(id).await;
        assert_eq!(log.iter().flatten().filter(|code| *code == "key-revoked").count(), 2, "{log:?}");
        let actions: Vec<String> = audited(&scene).await;
        for action in ["api-key.make", "api-key.rotate", "api-key.revoke", "delivery.api"] {
            assert!(actions.iter().any(|known| known == action), "{action}: {actions:?}");
        }
    });
}

async fn audited(scene: &Scene) -> Vec<String> {
    let mut tx = scene.test.portal.store.read().await.expect("a read");
    let rows = tx.audit_after(0, 1000).await.expect("rows");
    rows.into_iter().map(|row| row.entry.action).collect()
}

#[test]
fn r085_a_key_ends_with_its_agreement() {
    run(async {
        let scene = Scene::new().await;
        let id = scene.entitle(DeliveryMode::Api, |_| {}).await;
        let client = scene.test.sign_in_as(Identity::Company).await;
        let key = scene.key(&client, "").await;
        let rows = format!("/api/v1/entitlements/{id}/rows");
        scene.test.clock.set(ends() - TimeDelta::seconds(1));
        assert_eq!(scene.call(&key, &rows).await.status, 200, "23:59:59 of the last day");
        scene.test.clock.set(ends());
        let ended = scene.call(&key, &rows).await;
        assert_eq!((ended.status, code(&ended).as_str()), (403, "agreement-ended"));
        let client = scene.test.sign_in_as(Identity::Company).await;
        let page = client.page("/my/keys").await;
        assert!(page.contains("协议已终止") && page.contains("不能生成密钥"), "{page}");
        // A renewal being decided keeps it open.
        scene.change(id, |it| it.ends = None).await;
        assert_eq!(scene.call(&key, &rows).await.status, 200);
    });
}

#[test]
fn r092_a_code_of_the_app_proves_as_well_as_the_password() {
    run(async {
        let scene = Scene::new().await;
        scene.entitle(DeliveryMode::Api, |_| {}).await;
        let client = scene.test.sign_in_as(Identity::Company).await;
        let wrong = [("agreement", AGREEMENT), ("label", "停车通"), ("password", ""), ("code", "000000")];
        let answer = client.post("/my/keys", &wrong).await;
        assert_eq!(answer.status, 422);
        assert!(!answer.text().contains("odk_"), "{}", answer.text());
        for _ in 0..20 {
            client.post("/my/keys", &wrong).await;
        }
        assert!(client.post("/my/keys", &wrong).await.text().contains("尝试次数过多"), "tries are counted");
    });
}

#[test]
fn r088_a_key_ends_on_the_day_its_owner_chose() {
    run(async {
        let scene = Scene::new().await;
        let id = scene.entitle(DeliveryMode::Api, |_| {}).await;
        let client = scene.test.sign_in_as(Identity::Company).await;
        let made = |last_day: String| {
            let client = &client;
            async move {
                let fields =
                    [("agreement", AGREEMENT), ("label", "试运行"), ("last_day", &last_day), ("password", PASSWORD)];
                client.post("/my/keys", &fields).await
            }
        };
        let today = scene.test.clock.today();
        let after = domain::calendar::legal_date(ends()).expect("a date");
        for wrong in [today.to_string(), after.to_string(), "soon".to_owned()] {
            let answer = made(wrong.clone()).await;
            assert_eq!(answer.status, 422, "{wrong}");
            let text = answer.text();
            assert!(text.contains("last_day-error") && !text.contains("odk_"), "{wrong}: {text}");
        }
        let last = today + chrono::Days::new(1);
        let answer = made(last.to_string()).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let key = secret(&answer);
        let rows = format!("/api/v1/entitlements/{id}/rows");
        scene.test.clock.set(domain::calendar::day_ends_at(last).expect("an instant") - TimeDelta::seconds(1));
        assert_eq!(scene.call(&key, &rows).await.status, 200, "23:59:59 of its last day");
        scene.test.clock.set(domain::calendar::day_ends_at(last).expect("an instant"));
        assert_eq!(code(&scene.call(&key, &rows).await), "key-revoked");
        assert!(scene.test.sign_in_as(Identity::Company).await.page("/my/keys").await.contains("已到期"));
    });
}

#[test]
fn r088_a_key_has_a_rate_of_its_own_and_trying_keys_is_counted_by_the_address() {
    run(async {
        let scene = Scene::with(|config| {
            config.limits.api_per_minute = 3;
            config.limits.key_per_minute = 5;
        })
        .await;
        scene.entitle(DeliveryMode::Api, |_| {}).await;
        let client = scene.test.sign_in_as(Identity::Company).await;
        let (one, two) = (scene.key(&client, "").await, scene.key(&client, "").await);
        let list = "/api/v1/entitlements";
        for n in 0..5 {
            let answer = scene.call(&one, list).await;
            assert_eq!((answer.status, answer.header("ratelimit-limit")), (200, "5"), "call {n}");
        }
        assert_eq!(code(&scene.call(&one, list).await), "too-many-requests");
        assert_eq!(scene.call(&two, list).await.status, 200, "another key is counted by itself");
        for _ in 0..3 {
            assert_eq!(code(&scene.call("odk_wrong", list).await), "key-invalid");
        }
        let tried = scene.call("odk_wrong", list).await;
        assert_eq!((tried.status, code(&tried).as_str()), (429, "too-many-requests"));
        assert_eq!(scene.call(&two, list).await.status, 200, "who is known goes on");
    });
}
