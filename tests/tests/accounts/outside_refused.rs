//! Ways back from a provider that lead nowhere: each ends with a page in the reader's language, and is written down.
use super::provider::{Provider, citizen};
use super::*;
use server::config::ProviderConfig;
use testkit::Answer;

const OUT: &str = "/sign-in/with/work";

#[test]
fn r162_only_the_browser_that_left_comes_back_and_only_once() {
    run(async {
        let provider = Provider::running().await;
        let test = provider.portal(|_| {}).await;
        provider.knows("zhou", citizen("zhou@example.cn", true)).await;
        let (browser, other) = (test.visitor(), test.visitor());
        let out = browser.get(OUT).await;
        assert_eq!((out.status, out.header("cache-control")), (303, "no-store"));
        let cookie = out.header("set-cookie").to_owned();
        assert!(
            cookie.starts_with("sign-in-flow=") && cookie.contains("HttpOnly; ") | cookie.ends_with("HttpOnly"),
            "{cookie}"
        );
        assert!(cookie.contains("SameSite=Lax"), "{cookie}");
        let address = out.header("location").to_owned();
        assert!(
            address.contains("code_challenge_method=S256")
                && address.contains("&nonce=")
                && !address.contains("geheim")
        );
        let state = address.split("state=").nth(1).and_then(|rest| rest.split('&').next()).expect("a state").to_owned();
        assert!(!cookie.contains(&state), "what waits in the browser is sealed");
        let back = provider.sign_in(&test, &address, Some("zhou")).await;
        // Somebody else's browser, led here by whoever has the address.
        let stolen = other.get(&back).await;
        assert_eq!((stolen.status, stolen.header("cache-control")), (400, "no-store"));
        assert!(stolen.text().contains("请重新登录"), "{}", stolen.text());
        let wrong = browser.get(&back.replace(&state, "another-state")).await;
        assert_eq!(wrong.status, 400);
        assert_eq!(browser.get(&back).await.status, 400, "what waited is used up with the first way back");
        // In time, in this browser, but a second time with the same code.
        let out = browser.get(OUT).await;
        let kept = out.header("set-cookie").split(';').next().expect("a cookie").to_owned();
        let back = provider.sign_in(&test, out.header("location"), Some("zhou")).await;
        let once = async || Answer::of(test.request("GET", &back).header("cookie", &kept)).await;
        assert_eq!(once().await.header("location"), "/sign-in/new");
        let again = once().await;
        assert_eq!(again.status, 403, "the code was used: {}", again.text());
        assert!(again.text().contains("没有通过核验"));
        // Too late.
        let out = browser.get(OUT).await;
        let back = provider.sign_in(&test, out.header("location"), Some("zhou")).await;
        move_on(&test, TimeDelta::minutes(16));
        assert_eq!(browser.get(&back).await.status, 400);
    });
}

#[test]
fn r162_denied_is_told_in_the_language_of_the_reader_and_guessing_has_to_wait() {
    run(async {
        let provider = Provider::running().await;
        let test = provider.portal(|_| {}).await;
        let browser = test.visitor();
        let out = browser.get(&format!("/en{OUT}")).await;
        let back = provider.sign_in(&test, out.header("location"), None).await;
        let denied = browser.get(&back).await;
        assert_eq!(denied.status, 403);
        assert!(
            denied.text().contains("City ID did not agree") && denied.text().contains("lang=\"en\""),
            "{}",
            denied.text()
        );
        assert_eq!(browser.get("/sign-in/with/nobody").await.status, 404);
        assert_eq!(browser.get("/sign-in/with/nobody/callback?code=a&state=b").await.status, 404);
        // Back to a path of ours alone.
        provider.knows("wu", citizen("wu@example.cn", true)).await;
        let back = provider.walk(&browser, &test, &format!("{OUT}?back=//evil.example/"), "wu").await;
        assert_eq!(back.header("location"), "/sign-in/new");
        for _ in 0..5 {
            assert_eq!(browser.get(&format!("{OUT}/callback?code=guess&state=guess")).await.status, 400);
        }
        let stopped = browser.get(OUT).await;
        assert_eq!(stopped.status, 429, "{}", stopped.text());
        let outcomes = outcomes(&test).await;
        assert!(
            outcomes.contains(&"provider-denied".to_owned()) && outcomes.contains(&"wrong-state".to_owned()),
            "{outcomes:?}"
        );
        assert_eq!(outcomes.iter().filter(|one| *one == "throttled").count(), 1);
    });
}

async fn outcomes(test: &TestPortal) -> Vec<String> {
    let mut tx = test.portal.store.read().await.expect("a read");
    let rows = tx.audit_after(0, 1000).await.expect("rows");
    rows.into_iter().filter(|row| row.entry.action == "account.sign-in").map(|row| row.entry.outcome).collect()
}

#[test]
fn r162_a_provider_that_does_not_answer_is_told_and_a_closed_one_makes_no_accounts() {
    run(async {
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
        let test = TestPortal::with(|config| {
            let gone = ProviderConfig {
                issuer: format!("http://{free}"),
                client_id: "portal".into(),
                label: "统一身份认证".into(),
                ..ProviderConfig::default()
            };
            config.oidc.insert("work".into(), gone);
        })
        .await;
        let answer = test.visitor().get(OUT).await;
        assert_eq!(answer.status, 503);
        assert!(answer.text().contains("统一身份认证现在没有答复"), "{}", answer.text());
        assert_eq!(outcomes(&test).await, ["provider-unavailable"]);

        let provider = Provider::running().await;
        let test = provider.portal(|one| one.sign_up = false).await;
        provider.knows("zheng", citizen("zheng@example.cn", true)).await;
        let browser = test.visitor();
        provider.walk(&browser, &test, OUT, "zheng").await;
        let page = browser.page("/sign-in/new").await;
        assert!(page.contains("不能在这里直接注册") && !page.contains("name=\"terms\""), "{page}");
        let forced =
            browser.post("/sign-in/new", &[("name", "郑"), ("email", "zheng@example.cn"), ("terms", "1")]).await;
        assert_eq!(forced.status, 403);
        assert_eq!(test.portal.store.read().await.unwrap().account_count().await.unwrap(), 0);
    });
}
