//! Signing in at a provider (OpenID Connect), over HTTP: accounts, linking, offices, and what is refused.
use super::provider::{Provider, citizen};
use super::*;
use serde_json::json;
use server::config::{OfficeRule, SecondFactor};
use testkit::Answer;

const OUT: &str = "/sign-in/with/work";

fn location(answer: &Answer) -> &str {
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location")
}

async fn audited(test: &TestPortal, action: &str) -> Vec<String> {
    let mut tx = test.portal.store.read().await.expect("a read");
    let rows = tx.audit_after(0, 1000).await.expect("rows");
    rows.into_iter().filter(|row| row.entry.action == action).map(|row| row.entry.outcome).collect()
}

#[test]
fn r162_b35_somebody_unknown_is_offered_an_account_and_then_signs_in_with_a_provider() {
    run(async {
        let provider = Provider::running().await;
        let test = provider.portal(|_| {}).await;
        provider.knows("zhao", citizen("zhao@example.cn", true)).await;
        let browser = test.visitor();
        assert!(browser.page("/sign-in?back=/my/account").await.contains("/sign-in/with/work?back=%2Fmy%2Faccount"));
        assert!(browser.page("/en/sign-in").await.contains("Sign in with City ID"));
        let back = provider.walk(&browser, &test, &format!("{OUT}?back=/my/account"), "zhao").await;
        assert_eq!(location(&back), "/sign-in/new?back=%2Fmy%2Faccount");
        assert_eq!(
            test.portal.store.read().await.unwrap().account_count().await.unwrap(),
            0,
            "nothing is made unasked"
        );
        let page = browser.page(location(&back)).await;
        assert!(page.contains("统一身份认证") && page.contains("z***@example.cn") && page.contains("赵六"), "{page}");
        let address = location(&back).to_owned();
        let refused = browser.post(&address, &[("name", "赵六"), ("email", "zhao@example.cn")]).await;
        assert_eq!(refused.status, 422, "the terms");
        let form = [("name", "赵六"), ("email", "Zhao@example.cn"), ("terms", "yes")];
        assert_eq!(browser.submit(&address, &form).await, "/my/account", "to where the reader wanted");
        let account = browser.page("/my/account").await;
        assert!(account.contains("没有设置密码"), "{account}");
        assert!(account_of(&test, "zhao@example.cn").await.email_confirmed, "the provider made sure of the address");
        browser.submit("/sign-out", &[]).await;
        assert_eq!(browser.get("/my/account").await.status, 303);
        // From now on it is one step; in English one comes back in English.
        let back = provider.walk(&browser, &test, &format!("/en{OUT}"), "zhao").await;
        assert_eq!(location(&back), "/en/my");
        assert!(browser.page("/my").await.contains("赵六"));
        let ways = browser.page("/my/account/ways-in").await;
        assert!(ways.contains("唯一的登录方式"), "{ways}");
        let port = accounts(&test);
        let me = with(&test, &browser.session().expect("a session")).await;
        let only = port.ways_in(&me).await.expect("ways").linked.remove(0);
        assert_eq!(fault(port.unlink(&me, &only.id).await).0, ErrorCode::LastWayIn);
        assert_eq!(fault(port.close_account(&me, "anything").await), (ErrorCode::NoPassword, "password".into()));
        assert_eq!(audited(&test, "account.sign-in").await, ["done", "done"]);
        assert_eq!(audited(&test, "account.register").await, ["done"]);
        // Who is signed in does not find the offer of another.
        assert_eq!(location(&browser.get("/sign-in/new").await), "/my/account/ways-in");
        assert_eq!(location(&test.visitor().get("/sign-in/new").await), "/sign-in");
    });
}

#[test]
fn r162_who_has_no_password_proves_anew_at_the_provider_who_they_are() {
    run(async {
        let provider = Provider::running().await;
        let test = provider.portal(|_| {}).await;
        provider.knows("sun", citizen("sun@example.cn", true)).await;
        provider.knows("stranger", citizen("stranger@example.cn", true)).await;
        let browser = test.visitor();
        provider.walk(&browser, &test, OUT, "sun").await;
        let form = [("name", "孙八"), ("email", "sun@example.cn"), ("terms", "yes")];
        browser.submit("/sign-in/new", &form).await;
        let again = "/sign-in/with/work?again=yes&back=%2Fmy%2Faccount%2Femail";
        let page = browser.page("/my/account/email").await;
        assert!(page.contains(&again.replace('&', "&amp;")) && !page.contains("type=\"password\""), "{page}");
        assert!(browser.page("/en/my/account/close").await.contains("Confirm with City ID"));
        let change = [("email", "sun.ba@example.cn")];
        let refused = browser.post("/my/account/email", &change).await;
        assert!(refused.status == 422 && refused.text().contains("重新确认身份"), "{}", refused.text());

        let out = browser.get(again).await;
        assert!(location(&out).contains("prompt=login") && location(&out).contains("max_age=0"), "{}", location(&out));
        // Somebody else at the same screen proves nothing.
        let wrong = provider.sign_in(&test, location(&out), Some("stranger")).await;
        assert_eq!(browser.get(&wrong).await.status, 409);
        assert_eq!(browser.post("/my/account/email", &change).await.status, 422);
        // A provider that only remembers who signed in there long ago did not ask.
        let mut remembered = citizen("sun@example.cn", true);
        remembered["auth_time"] = json!((test.clock.now() - TimeDelta::hours(1)).timestamp());
        provider.knows("sun", remembered).await;
        assert_eq!(provider.walk(&browser, &test, again, "sun").await.status, 403);
        assert_eq!(browser.post("/my/account/email", &change).await.status, 422);
        let mut asked = citizen("sun@example.cn", true);
        asked["auth_time"] = json!(test.clock.now().timestamp());
        provider.knows("sun", asked).await;
        let back = provider.walk(&browser, &test, again, "sun").await;
        assert_eq!(location(&back), "/my/account/email", "to the step");
        assert!(browser.page("/my/account/email").await.contains("刚刚重新确认了身份"));
        assert_eq!(browser.submit("/my/account/email", &change).await, "/my/account");
        assert_eq!(audited(&test, "account.confirm-again").await, ["identity-taken", "provider-answer", "done"]);
        // Another browser of the same account proved nothing, and this one nothing for ever.
        let other = test.visitor();
        provider.walk(&other, &test, OUT, "sun").await;
        assert_eq!(other.post("/my/account/close", &[]).await.status, 422);
        test.clock.set(test.clock.now() + TimeDelta::minutes(11));
        assert_eq!(browser.post("/my/account/close", &[]).await.status, 422);
        // The provider of the tests never says by itself when it asked, though who sends `max_age` is owed `auth_time`: what it says is what
        // we told it. Its former answer is no new one.
        let again = "/sign-in/with/work?again=yes&back=%2Fmy%2Faccount%2Fclose";
        assert_eq!(provider.walk(&browser, &test, again, "sun").await.status, 403);
        let mut asked = citizen("sun@example.cn", true);
        asked["auth_time"] = json!(test.clock.now().timestamp());
        provider.knows("sun", asked).await;
        let back = provider.walk(&browser, &test, again, "sun").await;
        assert_eq!(location(&back), "/my/account/close");
        assert_eq!(browser.submit("/my/account/close", &[]).await, "/");
        // Nobody signed in has nothing to prove.
        assert!(!location(&test.visitor().get(again).await).contains("max_age"));
    });
}

#[test]
fn r162_no_identity_is_linked_by_its_address_but_by_its_owner() {
    run(async {
        let provider = Provider::running().await;
        let test = provider.portal(|_| {}).await;
        let email = Identity::Person.email();
        provider.knows("qian", citizen(&email, true)).await;
        test.account(Identity::Person).await;
        let browser = test.visitor();
        let back = provider.walk(&browser, &test, OUT, "qian").await;
        assert_eq!(location(&back), "/sign-in/new", "the address has an account, which changes nothing");
        let form = [("name", "钱七"), ("email", email.as_str()), ("terms", "yes")];
        let known = browser.post("/sign-in/new", &form).await;
        assert_eq!(known.status, 422);
        assert!(known.text().contains("这个邮箱已有账号"), "{}", known.text());
        assert!(browser.session().is_none());
        // The owner signs in as before, and links.
        assert!(browser.page("/sign-in/new").await.contains("/sign-in?back=%2Fmy%2Faccount%2Fways-in"));
        let entered =
            browser.post("/sign-in?back=/my/account/ways-in", &[("email", &email), ("password", PASSWORD)]).await;
        assert_eq!(location(&entered), "/my/account/ways-in");
        let before = browser.session();
        assert!(browser.page("/my/account/ways-in").await.contains("关联到本账号"));
        assert_eq!(browser.submit("/my/account/ways-in", &[("act", "link")]).await, "/my/account/ways-in");
        assert_ne!(browser.session(), before, "the session goes on under a new token");
        let ways = browser.page("/my/account/ways-in").await;
        assert!(ways.contains("取消关联") && !ways.contains("关联到本账号"), "{ways}");
        // Another browser comes in by it; another account cannot have it.
        let other = test.visitor();
        assert_eq!(location(&provider.walk(&other, &test, OUT, "qian").await), "/my");
        assert!(other.page("/my").await.contains(&Identity::Person.name()));
        let second = test.sign_in_as(Identity::OtherPerson).await;
        let taken = provider.walk(&second, &test, OUT, "qian").await;
        assert_eq!(taken.status, 409, "{}", taken.text());
        assert!(taken.text().contains("已经关联"));
        // Taken off: whoever was in by it elsewhere is out, and it is nobody's again.
        let port = accounts(&test);
        let me = with(&test, &browser.session().expect("a session")).await;
        let row = port.ways_in(&me).await.expect("ways").linked.remove(0).id;
        let stranger = with(&test, &second.session().expect("a session")).await;
        assert_eq!(fault(port.unlink(&stranger, &row).await).0, ErrorCode::NotFound);
        assert_eq!(
            browser.submit("/my/account/ways-in", &[("act", "unlink"), ("id", &row)]).await,
            "/my/account/ways-in"
        );
        assert_eq!(other.get("/my").await.status, 303, "signed out");
        assert_eq!(location(&provider.walk(&other, &test, OUT, "qian").await), "/sign-in/new");
        assert_eq!(audited(&test, "account.link-provider").await, ["done", "identity-taken"]);
        assert_eq!(audited(&test, "account.unlink-provider").await, ["done"]);
    });
}

#[test]
fn r162_an_address_that_nobody_made_sure_of_is_confirmed_by_mail() {
    run(async {
        let provider = Provider::running().await;
        let test = provider.portal(|_| {}).await;
        provider.knows("sun", citizen("sun@example.cn", false)).await;
        let browser = test.visitor();
        provider.walk(&browser, &test, OUT, "sun").await;
        test.account(Identity::Person).await;
        let person = Identity::Person.email();
        let join = async |email: &str| {
            browser.submit("/sign-in/new", &[("name", "孙"), ("email", email), ("terms", "1")]).await
        };
        assert_eq!(join(&person).await, "/sign-up/sent", "nobody learns who has an account");
        assert!(browser.session().is_none());
        provider.walk(&browser, &test, OUT, "sun").await;
        assert_eq!(join("sun@example.cn").await, "/sign-up/sent");
        assert!(browser.session().is_none(), "not before the link in the mail");
        let early = provider.walk(&browser, &test, OUT, "sun").await;
        assert_eq!(early.status, 403, "{}", early.text());
        // Whoever has the address sets a password: the identity that somebody linked before counts no longer.
        let account = account_of(&test, "sun@example.cn").await;
        link(&test, account.id, TokenPurpose::Reset, "reset").await;
        let port = accounts(&test);
        port.reset_password(&visitor("192.0.2.7"), "reset", "西湖-lichen-47-velvet").await.expect("a password");
        let back = provider.walk(&browser, &test, OUT, "sun").await;
        assert_eq!(location(&back), "/sign-in/new", "it has no account any more");
    });
}

#[test]
fn r156_r162_claims_give_offices_while_the_provider_says_so_and_only_there() {
    run(async {
        let provider = Provider::running().await;
        // Codes of bodies are the same in every portal.
        let (_, code) = TestPortal::empty().await.body(PUBLISHER).await;
        let test = provider
            .portal(|one| {
                one.second_factor = SecondFactor { amr: vec!["mfa".into()], acr: vec![] };
                let rule = |value: &str, role: &str| OfficeRule {
                    claim: "groups".into(),
                    value: value.into(),
                    body: code.clone(),
                    roles: vec![role.into()],
                };
                one.offices = vec![rule("open-data", "reviewer"), rule("catalogue", "cataloguer")];
            })
            .await;
        let (body, _) = test.body(PUBLISHER).await;
        let says = |groups: &[&str], amr: &[&str]| json!({ "name": "李官", "email": "li@example.cn", "email_verified": true, "groups": groups, "amr": amr });
        provider.knows("li", says(&["open-data", "football"], &["pwd"])).await;
        let browser = test.visitor();
        provider.walk(&browser, &test, OUT, "li").await;
        let form = [("name", "李官"), ("email", "li@example.cn"), ("terms", "1")];
        assert_eq!(
            browser.submit("/sign-in/new", &form).await,
            "/my/account/second-factor",
            "staff owe a second factor"
        );
        let signed = async |client: &testkit::Client<'_>| with(&test, &client.session().expect("a session")).await;
        assert!(!signed(&browser).await.actor.signed_in().is_some_and(|one| one.holds(Role::Reviewer)));
        // The provider asked for a second factor, and the configuration believes it.
        provider.knows("li", says(&["open-data", "catalogue"], &["pwd", "mfa"])).await;
        assert_eq!(location(&provider.walk(&test.visitor(), &test, OUT, "li").await), "/admin");
        let desk = test.visitor();
        provider.walk(&desk, &test, OUT, "li").await;
        let official = signed(&desk).await;
        let one = official.actor.signed_in().expect("signed in").clone();
        assert!(one.holds(Role::Reviewer) && one.holds(Role::Cataloguer) && one.acting.body() == Some(body), "{one:?}");
        // Roles that the provider gives are not changed here.
        let admin = caller(&test, Identity::Publisher(Role::BodyAdmin)).await;
        let port = accounts(&test);
        let row =
            port.people(&admin).await.expect("people").rows.into_iter().find(|row| row.name == "李官").expect("a row");
        let changed = port.set_roles(&admin, &row.id, &["head".into()], "因工作需要").await;
        assert_eq!(fault(changed).0, ErrorCode::RolesFromProvider);
        // A password of the portal is no way around the provider: the office counts only where the session began there.
        let account = account_of(&test, "li@example.cn").await;
        link(&test, account.id, TokenPurpose::Reset, "reset").await;
        port.reset_password(&visitor("192.0.2.7"), "reset", "西湖-lichen-47-velvet").await.expect("a password");
        let local =
            port.sign_in(&visitor("192.0.2.7"), sign_in("li@example.cn", "西湖-lichen-47-velvet")).await.expect("in");
        let local = with(&test, &local.token).await;
        assert_eq!(local.actor.signed_in().expect("signed in").acting.body(), None);
        assert_eq!(port.me(&local).await.expect("me").capacities.len(), 1);
        assert_eq!(fault(port.act_as(&local, &format!("body:{code}")).await).0, ErrorCode::NotFound);
        // The provider no longer says so: with the next sign-in the office is over, and so is every session for it.
        provider.walk(&desk, &test, OUT, "li").await;
        let open = signed(&desk).await;
        provider.knows("li", says(&["football"], &["mfa"])).await;
        let last = test.visitor();
        assert_eq!(location(&provider.walk(&last, &test, OUT, "li").await), "/my");
        assert_eq!(fault(port.me(&with_again(&test, &open).await).await).0, ErrorCode::SignInNeeded);
        assert_eq!(signed(&last).await.actor.signed_in().expect("signed in").acting.body(), None);
        for action in ["body.add-staff", "body.set-roles", "body.end-staff"] {
            assert!(!audited(&test, action).await.is_empty(), "{action}");
        }
    });
}

#[test]
fn r162_without_a_believed_second_factor_the_portal_asks_for_its_own() {
    run(async {
        let provider = Provider::running().await;
        let test =
            provider.portal(|one| one.second_factor = SecondFactor { amr: vec![], acr: vec!["high".into()] }).await;
        provider.knows("wang", json!({ "name": "王", "amr": ["mfa"], "acr": "low" })).await;
        // An official with an app of their own links the identity.
        let official = test.sign_in_as(Identity::Reviewer).await;
        provider.walk(&official, &test, OUT, "wang").await;
        official.submit("/my/account/ways-in", &[("act", "link")]).await;
        let browser = test.visitor();
        assert_eq!(
            location(&provider.walk(&browser, &test, &format!("{OUT}?back=/admin/people"), "wang").await),
            "/sign-in/code?back=%2Fadmin%2Fpeople"
        );
        assert_eq!(browser.get("/my").await.status, 303, "nobody is signed in yet");
        let code = test.totp_code(Identity::Reviewer);
        assert_eq!(browser.submit("/sign-in/code?back=/admin/people", &[("code", &code)]).await, "/admin/people");
        provider.knows("wang", json!({ "name": "王", "acr": "high" })).await;
        assert_eq!(location(&provider.walk(&test.visitor(), &test, OUT, "wang").await), "/admin");
    });
}
