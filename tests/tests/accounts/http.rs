//! Cookies and forms over HTTP; the accounts of the demonstration.
use super::*;

#[test]
fn r162_over_http_the_cookie_is_guarded_and_pages_are_nobody_elses() {
    run(async {
        let test = TestPortal::empty().await;
        let client = test.sign_in_as(Identity::Person).await;
        let page = client.get("/").await;
        assert_eq!(page.header("cache-control"), "private, no-store");
        assert!(page.text().contains(&Identity::Person.name()), "the frame shows who is signed in");
        assert!(!test.page("/").await.contains(&Identity::Person.name()));
        let visitor = test.visitor();
        let answer = visitor.post("/sign-in", &[("email", &Identity::Person.email()), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let cookie = answer
            .headers
            .get_all("set-cookie")
            .iter()
            .find_map(|c| c.to_str().ok().filter(|c| c.starts_with("session=")));
        let cookie = cookie.expect("a session cookie");
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
            "{cookie}"
        );
        assert!(visitor.page("/my").await.contains(&Identity::Person.name()));
        let wrong = test.visitor().post("/sign-in", &[("email", "x@example.cn"), ("password", "secret-value")]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text().contains("账号或密码不对") && !wrong.text().contains("secret-value"));
        let foreign = test
            .request("POST", "/sign-in")
            .header("origin", "https://evil.example")
            .header("content-type", "application/x-www-form-urlencoded")
            .body("email=a&password=b");
        assert_eq!(testkit::Answer::of(foreign).await.status, 403);
    });
}

#[test]
fn demo_makes_one_account_a_role_with_a_session_that_is_ready() {
    run(async {
        let test = TestPortal::empty().await;
        let first = server::services::demo::accounts::make(test.portal.core(), "session").await.expect("accounts");
        for role in Role::ALL {
            assert!(first.iter().any(|one| one.role == role.code()), "{role:?}");
        }
        for one in &first {
            let token = one.cookie.strip_prefix("session=").expect("a cookie");
            let caller = with(&test, token).await;
            let signed = caller.actor.signed_in().unwrap_or_else(|| panic!("{one:?}"));
            if let Some(role) = Role::from_code(&one.role) {
                assert!(signed.holds(role), "{one:?}");
            }
        }
        let again = server::services::demo::accounts::make(test.portal.core(), "session").await.expect("accounts");
        assert_eq!(again.len(), first.len());
        let port = accounts(&test);
        for (old, new) in first.iter().zip(&again) {
            assert_eq!(old.email, new.email);
            let token = old.cookie.strip_prefix("session=").expect("a cookie");
            assert_eq!(with(&test, token).await.actor, Actor::Anonymous, "what was printed before is worth nothing");
        }
        let person = again.iter().find(|one| one.role == "person").expect("the person");
        port.sign_in(&visitor("192.0.2.4"), sign_in(&person.email, &person.password)).await.expect("in");
    });
}
