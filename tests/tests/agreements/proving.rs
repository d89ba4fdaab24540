//! One proof of identity for everything that binds: who has no password signs and makes keys after proving it at the provider.
use super::*;
use crate::accounts::provider::{Provider, citizen};
use crate::accounts::with;
use crate::fixture::run;
use chrono::TimeDelta;
use serde_json::json;
use server::clock::Clock as _;

/// The provider says that it asked just now.
async fn asks(provider: &Provider, test: &TestPortal) {
    let mut asked = citizen("sun@example.cn", true);
    asked["auth_time"] = json!(test.clock.now().timestamp());
    provider.knows("sun", asked).await;
}

#[test]
fn r077_r092_r162_who_has_no_password_signs_and_makes_keys_after_proving_it_at_the_provider() {
    run(async {
        let provider = Provider::running().await;
        let test = provider.portal(|_| {}).await;
        for who in [Identity::Reviewer, Identity::AuthorityReviewer] {
            test.account(who).await;
        }
        asks(&provider, &test).await;
        let browser = test.visitor();
        provider.walk(&browser, &test, "/sign-in/with/work", "sun").await;
        let form = [("name", "孙八"), ("email", "sun@example.cn"), ("terms", "yes")];
        browser.submit("/sign-in/new", &form).await;
        let me = with(&test, &browser.session().expect("a session")).await;
        let number = drawn_up(&test, &me, Some("孙八".into()), line_of_each(&test, &[PUBLISHER]).await).await.remove(0);
        confirmed(&test.sign_in_as(Identity::Reviewer).await, &number).await;

        let sign = format!("/cases/{number}/do/sign");
        let again = format!("/sign-in/with/work?again=yes&back=%2Fcases%2F{number}%2Fdo%2Fsign");
        let page = browser.page(&sign).await;
        assert!(page.contains(&again.replace('&', "&amp;")) && !page.contains("type=\"password\""), "{page}");
        let refused = click(&browser, &number, "").await;
        assert!(refused.status == 422 && refused.text().contains("重新确认身份"), "{}", refused.text());
        assert!(refused.text().contains("测试签署人"), "nothing typed is lost");
        assert_eq!(click(&browser, &number, "anything").await.status, 422, "there is no password that it could be");
        asks(&provider, &test).await;
        let back = provider.walk(&browser, &test, &again, "sun").await;
        assert_eq!(back.header("location"), sign);
        assert!(browser.page(&sign).await.contains("刚刚重新确认了身份"));
        let answer = click(&browser, &number, "").await;
        assert_eq!(answer.status, 303, "{}", answer.text());

        let key = [("agreement", number.as_str()), ("label", "停车通"), ("addresses", ""), ("password", "")];
        let made = browser.post("/my/keys", &key).await;
        assert!(made.status == 200 && made.text().contains("odk_"), "{}", made.text());
        // Ten minutes later it is proved anew; the way back leads to the very step.
        test.clock.set(test.clock.now() + TimeDelta::minutes(11));
        assert_eq!(browser.post("/my/keys", &key).await.status, 422);
        let list = browser.page("/my/keys").await;
        let (_, rest) = list.split_once("/my/keys/").expect("a key");
        let id: String = rest.chars().take(36).collect();
        let revoke = format!("/my/keys/{id}?act=revoke");
        let page = browser.page(&format!("/my/keys/{id}?act=rotate")).await;
        assert!(page.contains(&format!("back=%2Fmy%2Fkeys%2F{id}%3Fact%3Drotate")), "{page}");
        assert_eq!(browser.post(&revoke, &[("act", "revoke"), ("password", "")]).await.status, 422);
        asks(&provider, &test).await;
        let again = format!("/sign-in/with/work?again=yes&back=%2Fmy%2Fkeys%2F{id}%3Fact%3Drevoke");
        let back = provider.walk(&browser, &test, &again, "sun").await;
        assert_eq!(back.header("location"), revoke);
        assert_eq!(browser.submit(&revoke, &[("act", "revoke"), ("password", "")]).await, "/my/keys");
    });
}
