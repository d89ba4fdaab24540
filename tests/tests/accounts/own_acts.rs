//! What people change about their own account and organisation, by the forms of their pages: address, second factor, recovery codes, mandates.
use super::*;
use testkit::Client;

/// Kinds of the notices of an account.
async fn told(test: &TestPortal, account: Uuid) -> Vec<&'static str> {
    let mut tx = test.portal.store.read().await.expect("a read");
    let notices = tx.notices_of(account, 0, 50).await.expect("notices");
    notices.into_iter().map(|notice| notice.kind.code()).collect()
}

/// How often an act is in the trail.
async fn recorded(test: &TestPortal, action: &str) -> usize {
    let mut tx = test.portal.store.read().await.expect("a read");
    let rows = tx.audit_after(0, 1000).await.expect("the trail");
    rows.iter().filter(|row| row.entry.action == action && row.entry.outcome == domain::audit::DONE).count()
}

/// Whether somebody gets in with the password alone; where a code is asked for as well, to which page it leads.
async fn enters(test: &TestPortal, email: &str) -> (u16, String) {
    let answer = test.visitor().post("/sign-in", &[("email", email), ("password", PASSWORD)]).await;
    (answer.status, answer.header("location").to_owned())
}

/// The texts of the elements that a page shows in a tag.
fn between(page: &str, open: &str, close: &str) -> Vec<String> {
    let parts = page.split(open).skip(1);
    parts.filter_map(|part| part.split(close).next()).map(str::to_owned).collect()
}

fn codes(page: &str) -> Vec<String> {
    let list = between(page, "<ul class=\"recovery-codes\">", "</ul>");
    list.iter().flat_map(|list| between(list, "<code>", "</code>")).collect()
}

#[test]
fn r162_over_http_the_address_changes_when_its_new_mailbox_confirms_it() {
    run(async {
        let test = TestPortal::empty().await;
        let other = test.account(Identity::OtherPerson).await;
        let client = test.sign_in_as(Identity::Person).await;
        let (old, new) = (Identity::Person.email(), "moved@example.cn");
        let wrong = client.post("/my/account/email", &[("email", "nonsense"), ("password", "")]).await;
        assert_eq!(wrong.status, 422);
        let text = wrong.text();
        assert!(text.contains("href=\"#email\"") && text.contains("href=\"#password\""), "both faults at once: {text}");
        assert!(text.contains("value=\"nonsense\""), "what was typed stays");
        assert_eq!(client.post("/my/account/email", &[("email", new), ("password", "wrong")]).await.status, 422);
        assert_eq!(recorded(&test, "account.change-email").await, 0);

        let to = client.submit("/my/account/email", &[("email", new), ("password", PASSWORD)]).await;
        assert_eq!(to, "/my/account");
        let shown = client.page("/my/account").await;
        assert!(shown.contains("m***@example.cn"), "the page says what is waited for");
        assert_eq!(enters(&test, &old).await.0, 303, "until then the old one counts");
        assert_eq!(enters(&test, new).await.0, 422);
        assert_eq!(recorded(&test, "account.change-email").await, 1);
        link(&test, client.account, TokenPurpose::ChangeEmail, "known").await;
        assert_eq!(test.visitor().post("/sign-up/confirm?token=other", &[]).await.status, 410);
        client.submit("/sign-up/confirm?token=known", &[]).await;
        assert_eq!(enters(&test, new).await.0, 303);
        assert_eq!(enters(&test, &old).await.0, 422, "and now it does not");

        // An address that is somebody else's: the same answer, and its owner hears of it.
        let taken = Identity::OtherPerson.email();
        let to = client.submit("/my/account/email", &[("email", taken.as_str()), ("password", PASSWORD)]).await;
        assert_eq!(to, "/my/account");
        assert!(told(&test, other).await.contains(&"already-registered"));
        assert_eq!(account_of(&test, &taken).await.id, other);
    });
}

/// Sets up the second factor with the secret that the page shows.
async fn enrol(test: &TestPortal, client: &Client<'_>) {
    let page = client.page("/my/account/second-factor").await;
    let secret = between(&page, "<code class=\"secret\">", "</code>").remove(0);
    let now = u64::try_from(test.clock.now().timestamp()).expect("a time");
    let code = server::services::accounts::create::totp_code(&decode(&secret), now).expect("a code");
    let to = client.submit("/my/account/second-factor", &[("act", "confirm"), ("code", &code)]).await;
    assert_eq!(to, "/my/account/recovery-codes");
}

/// Whether a recovery code lets its owner in.
async fn counts(test: &TestPortal, code: &str) -> bool {
    let client = test.visitor();
    let fields = [("email", Identity::Person.email()), ("password", PASSWORD.to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let to = client.submit("/sign-in", &fields).await;
    assert!(to.contains("/sign-in/code"), "{to}");
    client.post("/sign-in/code", &[("code", code)]).await.status == 303
}

#[test]
fn r162_over_http_new_recovery_codes_void_the_old_ones_and_the_password_takes_the_factor_off() {
    run(async {
        let test = TestPortal::empty().await;
        let client = test.sign_in_without_factor(Identity::Person).await;
        assert_eq!(
            client.post("/my/account/recovery-codes", &[("password", PASSWORD)]).await.status,
            403,
            "no factor yet"
        );
        enrol(&test, &client).await;
        let first = codes(&client.page("/my/account/recovery-codes").await);
        assert_eq!(first.len(), limits::RECOVERY_CODES);
        assert_eq!(client.post("/my/account/recovery-codes", &[("password", "wrong")]).await.status, 422);
        assert!(
            codes(&client.page("/my/account/recovery-codes").await).is_empty(),
            "nothing new, and the old are not shown again"
        );
        client.submit("/my/account/recovery-codes", &[("password", PASSWORD)]).await;
        let second = codes(&client.page("/my/account/recovery-codes").await);
        assert_eq!(second.len(), limits::RECOVERY_CODES);
        assert!(second.iter().all(|code| !first.contains(code)));
        assert_eq!(recorded(&test, "account.recovery-codes").await, 1);
        assert!(!counts(&test, &first[0]).await, "an old code counts no longer");
        assert!(counts(&test, &second[0]).await);

        let remove = |password: &'static str| [("act", "remove"), ("password", password)];
        assert_eq!(client.post("/my/account/second-factor", &remove("wrong")).await.status, 422);
        assert!(enters(&test, &Identity::Person.email()).await.1.contains("/sign-in/code"), "still on");
        assert_eq!(client.submit("/my/account/second-factor", &remove(PASSWORD)).await, "/my/account");
        assert!(!enters(&test, &Identity::Person.email()).await.1.contains("/sign-in/code"));
        assert_eq!(recorded(&test, "account.second-factor-off").await, 1);
        assert!(told(&test, client.account).await.contains(&"second-factor-changed"));

        // Staff may not: their offices need it.
        let staff = test.sign_in_as(Identity::Reviewer).await;
        assert_eq!(staff.post("/my/account/second-factor", &remove(PASSWORD)).await.status, 403);
        assert!(enters(&test, &Identity::Reviewer.email()).await.1.contains("/sign-in/code"));
        assert_eq!(
            test.visitor().post("/my/account/second-factor", &remove(PASSWORD)).await.status,
            303,
            "to signing in"
        );
        assert_eq!(recorded(&test, "account.second-factor-off").await, 1);
    });
}

#[test]
fn r162_over_http_mandates_are_given_by_the_head_alone_and_never_the_heads_own() {
    run(async {
        let test = TestPortal::empty().await;
        let port = accounts(&test);
        let head = test.sign_in_as(Identity::Company).await;
        let as_head = caller(&test, Identity::Company).await;
        let party = as_head.actor.signed_in().unwrap().acting.party().unwrap();
        invitation(&test, store::members::InvitedInto::Organisation(party), "handler", "come").await;
        let form =
            AcceptForm { token: "come".into(), name: "孙七".into(), password: "西湖-lichen-47-velvet".into() };
        let entered = port.accept_invitation(&visitor("192.0.2.3"), form).await.expect("accepted");
        let member = with(&test, &entered.token).await;
        let members = port.organisation(&as_head).await.expect("the organisation").members;
        let of = |own: bool| members.iter().find(|member| member.own == own).expect("a member").id.clone();
        let path = format!("/my/organisation/{}", of(false));
        let page = head.page(&path).await;
        assert!(page.contains("value=\"signatory\"") && !page.contains("value=\"head\""), "{page}");

        assert_eq!(head.post(&path, &[("act", "mandates")]).await.status, 422, "none at all");
        assert_eq!(
            head.post(&path, &[("act", "mandates"), ("mandates", "head")]).await.status,
            422,
            "handed over, not given"
        );
        assert_eq!(head.post(&path, &[("act", "mandates"), ("mandates", "king")]).await.status, 422);
        let outsider = test.sign_in_as(Identity::Person).await;
        let wanted = [("act", "mandates"), ("mandates", "handler"), ("mandates", "signatory")];
        assert_eq!(outsider.post(&path, &wanted).await.status, 404);
        assert_eq!(fault(port.set_mandates(&member, &of(false), &["signatory".into()]).await).0, ErrorCode::Forbidden);
        assert_eq!(recorded(&test, "party.set-mandates").await, 0);

        assert_eq!(head.submit(&path, &wanted).await, "/my/organisation");
        assert_eq!(recorded(&test, "party.set-mandates").await, 1);
        let seen = port.organisation(&with(&test, &entered.token).await).await.expect("the organisation");
        let own = seen.members.iter().find(|member| member.own).expect("oneself");
        let given: Vec<&str> = own.mandates.iter().map(|mandate| mandate.value.as_str()).collect();
        assert_eq!(given, ["handler", "signatory"]);
        assert!(told(&test, member.actor.account().expect("an account")).await.contains(&"role-changed"));
        // The head keeps the head's role whatever is ticked.
        port.set_mandates(&as_head, &of(true), &["handler".into()]).await.expect("set");
        assert!(port.organisation(&as_head).await.expect("the organisation").may_manage);
    });
}
