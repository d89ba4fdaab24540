//! Accounts, sessions, identities, members, people of bodies (B35, R-073, R-118, R-152, R-155, R-156, R-157, R-162, R-165): the use cases
//! as pages call them, and cookies and forms over HTTP.
use crate::fixture::run;
use chrono::TimeDelta;
use contract::accounts::*;
use contract::{Caller, ErrorCode, PortError};
use domain::account::{Role, limits};
use domain::locale::Locale;
use domain::policy::Actor;
use server::clock::{Clock, IdSource};
use server::services::accounts::session::{Found, identify};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use store::accounts::TokenPurpose;
use testkit::identities::{PASSWORD, PUBLISHER};
use testkit::{Identity, TestPortal};
use uuid::Uuid;

/// Somebody at a machine of their own.
fn visitor(address: &str) -> Caller {
    Caller {
        actor: Actor::Anonymous,
        pending: None,
        locale: Locale::ZhCn,
        address: address.into(),
        agent: "Firefox".into(),
        request_id: "r1".into(),
    }
}

/// The caller that a cookie makes.
async fn with(test: &TestPortal, token: &str) -> Caller {
    let mut caller = visitor("192.0.2.1");
    match identify(test.portal.core(), token).await.expect("a look-up") {
        Found::Account { signed, .. } => caller.actor = Actor::Account(signed),
        Found::Pending(session) => caller.pending = Some(session),
        Found::Nobody => {}
    }
    caller
}

/// A caller signed in as somebody, second factor given.
async fn caller(test: &TestPortal, identity: Identity) -> Caller {
    let token = test.sign_in_as(identity).await.session().expect("a session");
    with(test, &token).await
}

fn accounts(test: &TestPortal) -> Arc<dyn Accounts> {
    test.portal.ports.accounts.clone()
}

/// Code and field of the first fault.
fn fault<T: std::fmt::Debug>(result: Result<T, PortError>) -> (ErrorCode, String) {
    match result.expect_err("a refusal") {
        PortError::Invalid(faults) => (faults[0].code, faults[0].field.clone().unwrap_or_default()),
        PortError::Refused(refusal) => (refusal.code, String::new()),
        other => panic!("{other}"),
    }
}

/// A link that is known: what the mail would carry.
async fn link(test: &TestPortal, account: Uuid, purpose: TokenPurpose, token: &str) {
    let now = test.clock.now();
    let mut tx = test.portal.store.write().await.expect("a write");
    let hash = hex(token);
    tx.add_token(&hash, account, purpose, now, now + TimeDelta::hours(1)).await.expect("a link");
    tx.commit(vec![]).await.expect("a commit");
}

fn hex(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn move_on(test: &TestPortal, by: TimeDelta) {
    test.clock.set(test.clock.now() + by);
}

fn registration(email: &str) -> RegisterForm {
    RegisterForm {
        email: email.into(),
        password: "西湖-lichen-47-velvet".into(),
        name: "赵六".into(),
        terms: true,
        organisation: None,
    }
}

fn sign_in(email: &str, password: &str) -> SignInForm {
    SignInForm { email: email.into(), password: password.into() }
}

async fn account_of(test: &TestPortal, email: &str) -> store::accounts::Account {
    let index = test.portal.keys.blind("email", email);
    let mut tx = test.portal.store.read().await.expect("a read");
    tx.account_by_email(&index).await.expect("a read").expect("an account")
}

#[test]
fn b35_a_person_registers_confirms_the_address_and_signs_in() {
    run(async {
        let test = TestPortal::empty().await;
        let (port, caller) = (accounts(&test), visitor("192.0.2.9"));
        let made = port.register(&caller, registration("Zhao@Example.cn")).await.expect("registered");
        assert_eq!(made.email, "Zhao@Example.cn");
        let form = || sign_in("zhao@example.cn", "西湖-lichen-47-velvet");
        assert_eq!(fault(port.sign_in(&caller, form()).await).0, ErrorCode::EmailUnconfirmed);
        let account = account_of(&test, "zhao@example.cn").await;
        link(&test, account.id, TokenPurpose::Confirm, "known").await;
        port.confirm_email(&caller, "known").await.expect("confirmed");
        assert_eq!(fault(port.confirm_email(&caller, "known").await).0, ErrorCode::LinkExpired);
        let entered = port.sign_in(&caller, form()).await.expect("in");
        assert!(!entered.needs_second_factor);
        let me = port.me(&with(&test, &entered.token).await).await.expect("me");
        assert_eq!((me.name.as_str(), me.email_masked.as_str()), ("赵六", "z***@example.cn"));
        assert_eq!(me.capacities.iter().map(|c| c.key.as_str()).collect::<Vec<_>>(), ["person"]);
        assert_eq!((me.sessions.len(), me.recent[0].outcome.value.as_str()), (1, "signed-in"));
        assert_eq!(me.open, ["identity"]);
        let raw = format!("{account:?}");
        assert!(!raw.contains("zhao") && !raw.contains("西湖"), "R-162: nothing personal stands in the row");
    });
}

#[test]
fn b35_a_form_says_every_fault_at_once_and_nobody_learns_who_has_an_account() {
    run(async {
        let test = TestPortal::empty().await;
        let (port, caller) = (accounts(&test), visitor("192.0.2.9"));
        let form = RegisterForm {
            email: "nonsense".into(),
            password: "password123".into(),
            organisation: Some(OrganisationForm {
                kind: "person".into(),
                name: String::new(),
                uscc: "91330100799655058C".into(),
            }),
            ..RegisterForm::default()
        };
        let Err(PortError::Invalid(faults)) = port.register(&caller, form).await else { panic!("refused") };
        let fields: Vec<_> = faults.iter().map(|f| (f.code, f.field.as_deref().unwrap_or_default())).collect();
        assert_eq!(
            fields,
            [
                (ErrorCode::Required, "name"),
                (ErrorCode::BadEmail, "email"),
                (ErrorCode::WeakPassword, "password"),
                (ErrorCode::Required, "organisation_kind"),
                (ErrorCode::Required, "organisation_name"),
                (ErrorCode::BadNumber, "uscc"),
                (ErrorCode::Required, "terms"),
            ]
        );
        let first = port.register(&caller, registration("zhao@example.cn")).await.expect("registered");
        let again = port.register(&caller, registration("zhao@example.cn")).await.expect("the same answer");
        assert_eq!(first, again);
        assert_eq!(test.portal.store.read().await.unwrap().account_count().await.unwrap(), 1);
        port.request_reset(&caller, "nobody@example.cn").await.expect("the same answer");
        port.resend_confirmation(&caller, "nobody@example.cn").await.expect("the same answer");
        let unknown = port.sign_in(&caller, sign_in("nobody@example.cn", "x")).await;
        let wrong = port.sign_in(&visitor("192.0.2.10"), sign_in("zhao@example.cn", "x")).await;
        let (Err(PortError::Invalid(unknown)), Err(PortError::Invalid(wrong))) = (unknown, wrong) else {
            panic!("refused")
        };
        assert_eq!(unknown, wrong, "unknown accounts and wrong passwords are told in the same words");
    });
}

#[test]
fn r162_staff_need_the_second_factor_and_no_code_counts_twice() {
    run(async {
        let test = TestPortal::empty().await;
        let port = accounts(&test);
        test.account(Identity::Reviewer).await;
        let caller = visitor("192.0.2.9");
        let form = || sign_in(&Identity::Reviewer.email(), PASSWORD);
        let half = port.sign_in(&caller, form()).await.expect("half in");
        assert!(half.needs_second_factor);
        assert_eq!(half.to, "/sign-in/code");
        let pending = with(&test, &half.token).await;
        assert_eq!(pending.actor, Actor::Anonymous, "nobody is signed in yet");
        assert_eq!(fault(port.me(&pending).await).0, ErrorCode::SignInNeeded);
        assert_eq!(fault(port.second_factor(&pending, "000000").await), (ErrorCode::WrongCode, "code".into()));
        let code = test.totp_code(Identity::Reviewer);
        let entered = port.second_factor(&pending, &code).await.expect("in");
        assert_ne!(entered.token, half.token, "rotated");
        assert_eq!(with(&test, &half.token).await.pending, None, "the old cookie is worth nothing");
        let signed = with(&test, &entered.token).await;
        assert!(signed.actor.signed_in().is_some_and(|s| s.holds(Role::Reviewer)));

        let again = port.sign_in(&caller, form()).await.expect("half in");
        let pending = with(&test, &again.token).await;
        assert_eq!(fault(port.second_factor(&pending, &code).await).0, ErrorCode::WrongCode, "used");
        for _ in 0..3 {
            assert_eq!(fault(port.second_factor(&pending, "111111").await).0, ErrorCode::WrongCode);
        }
        move_on(&test, TimeDelta::seconds(60));
        let code = test.totp_code(Identity::Reviewer);
        assert_eq!(fault(port.second_factor(&pending, &code).await).0, ErrorCode::TooManyAttempts);
        // A session with the password alone holds no role.
        let without = test.sign_in_without_factor(Identity::Reviewer).await.session().expect("a session");
        let without = with(&test, &without).await;
        assert!(without.actor.signed_in().is_some_and(|s| !s.holds(Role::Reviewer)));
        assert_eq!(fault(port.people(&without).await).0, ErrorCode::SecondFactorNeeded);
    });
}

#[test]
fn r162_guessing_has_to_wait_and_the_owner_elsewhere_does_not() {
    run(async {
        let test = TestPortal::empty().await;
        let port = accounts(&test);
        test.account(Identity::Person).await;
        let (attacker, owner) = (visitor("203.0.113.5"), visitor("192.0.2.1"));
        for left in (0..5).rev() {
            let Err(PortError::Invalid(faults)) =
                port.sign_in(&attacker, sign_in(&Identity::Person.email(), "guess")).await
            else {
                panic!("refused")
            };
            assert_eq!(faults[0].facts["left"], left.to_string());
        }
        let right = || sign_in(&Identity::Person.email(), PASSWORD);
        let Err(PortError::Invalid(faults)) = port.sign_in(&attacker, right()).await else { panic!("refused") };
        assert_eq!((faults[0].code, faults[0].facts["minutes"].as_str()), (ErrorCode::TooManyAttempts, "15"));
        port.sign_in(&owner, right()).await.expect("the owner is not locked out");
        move_on(&test, limits::WINDOW);
        port.sign_in(&attacker, right()).await.expect("the wait is over");
    });
}

#[test]
fn r162_a_second_factor_is_set_up_and_recovery_codes_count_once() {
    run(async {
        let test = TestPortal::empty().await;
        let port = accounts(&test);
        let person = caller(&test, Identity::Person).await;
        let person = {
            // Begun without a second factor, as everybody does.
            let token = test.sign_in_without_factor(Identity::Person).await.session().expect("a session");
            assert!(person.actor.signed_in().is_some());
            with(&test, &token).await
        };
        let setup = port.begin_totp(&person).await.expect("a secret");
        assert!(setup.url.starts_with("otpauth://totp/"), "{}", setup.url);
        assert_eq!(port.begin_totp(&person).await.expect("the same").secret, setup.secret);
        assert_eq!(fault(port.confirm_totp(&person, "12").await), (ErrorCode::WrongCode, "code".into()));
        let secret = decode(&setup.secret);
        let code = |test: &TestPortal| {
            let now = u64::try_from(test.clock.now().timestamp()).expect("a time");
            server::services::accounts::create::totp_code(&secret, now).expect("a code")
        };
        let entered = port.confirm_totp(&person, &code(&test)).await.expect("set up");
        let person = with(&test, &entered.token).await;
        let codes = port.show_recovery_codes(&person).await.expect("codes");
        assert_eq!(codes.len(), limits::RECOVERY_CODES);
        assert!(port.show_recovery_codes(&person).await.expect("nothing").is_empty(), "shown once");
        let me = port.me(&person).await.expect("me");
        assert!(me.second_factor.enabled && me.second_factor.given && me.sessions.len() == 1);

        let visitor = visitor("192.0.2.7");
        for (code, ok) in [(codes[0].as_str(), true), (codes[0].as_str(), false), (codes[1].as_str(), true)] {
            let half = port.sign_in(&visitor, sign_in(&Identity::Person.email(), PASSWORD)).await.expect("half");
            let pending = with(&test, &half.token).await;
            assert_eq!(port.second_factor(&pending, &code.to_lowercase()).await.is_ok(), ok);
        }
        // Lost: a waiting time, then the password is enough.
        let half = port.sign_in(&visitor, sign_in(&Identity::Person.email(), PASSWORD)).await.expect("half");
        let loss = port.lose_second_factor(&with(&test, &half.token).await).await.expect("noted");
        assert_eq!(loss.from, test.clock.now() + limits::LOST_FACTOR);
        move_on(&test, limits::LOST_FACTOR);
        let entered = port.sign_in(&visitor, sign_in(&Identity::Person.email(), PASSWORD)).await.expect("in");
        assert!(!entered.needs_second_factor);
    });
}

/// Base32 with blanks.
fn decode(text: &str) -> Vec<u8> {
    let (mut bits, mut held, mut out) = (0_u32, 0, Vec::new());
    for c in text.bytes().filter(u8::is_ascii_alphanumeric) {
        let value = if c.is_ascii_digit() { c - b'2' + 26 } else { c - b'A' };
        bits = bits << 5 | u32::from(value);
        held += 5;
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from(bits >> held & 0xff).expect("a byte"));
        }
    }
    out
}

#[test]
fn r162_sessions_end_idle_absolutely_and_by_their_owner() {
    run(async {
        let test = TestPortal::empty().await;
        let port = accounts(&test);
        let one = test.sign_in_as(Identity::Person).await.session().expect("a session");
        let other = test.sign_in_as(Identity::Person).await.session().expect("a session");
        let staff = test.sign_in_as(Identity::Reviewer).await.session().expect("a session");
        let me = with(&test, &one).await;
        let view = port.me(&me).await.expect("me");
        assert_eq!(view.sessions.len(), 2);
        let foreign = with(&test, &staff).await.actor.signed_in().expect("staff").session.to_string();
        assert_eq!(fault(port.revoke_session(&me, &foreign).await).0, ErrorCode::NotFound);
        port.revoke_other_sessions(&me).await.expect("ended");
        assert_eq!(with(&test, &other).await.actor, Actor::Anonymous);
        assert_ne!(with(&test, &one).await.actor, Actor::Anonymous);
        move_on(&test, limits::IDLE_STAFF);
        assert_eq!(with(&test, &staff).await.actor, Actor::Anonymous, "staff sessions are shorter");
        // Used again and again: the absolute end comes all the same.
        for _ in 0..24 {
            move_on(&test, TimeDelta::hours(1));
            with(&test, &one).await;
        }
        assert_eq!(with(&test, &one).await.actor, Actor::Anonymous);
        assert_eq!(with(&test, "made up").await.actor, Actor::Anonymous);
    });
}

#[test]
fn b35_a_new_password_ends_what_was_signed_in() {
    run(async {
        let test = TestPortal::empty().await;
        let port = accounts(&test);
        let other = test.sign_in_as(Identity::Person).await.session().expect("a session");
        let me = caller(&test, Identity::Person).await;
        let (old, new) = (PASSWORD, "granite-otter-lamp-83");
        assert_eq!(
            fault(port.change_password(&me, "wrong", new).await),
            (ErrorCode::WrongCredentials, "current_password".into())
        );
        assert_eq!(fault(port.change_password(&me, old, "1234567890").await).0, ErrorCode::WeakPassword);
        let entered = port.change_password(&me, old, new).await.expect("changed");
        assert_eq!(with(&test, &other).await.actor, Actor::Anonymous);
        let account = test.account(Identity::Person).await;
        link(&test, account, TokenPurpose::Reset, "reset-me").await;
        let visitor = visitor("192.0.2.8");
        port.reset_password(&visitor, "reset-me", "harbor-maple-fox-19").await.expect("reset");
        assert_eq!(
            fault(port.reset_password(&visitor, "reset-me", "harbor-maple-fox-19").await).0,
            ErrorCode::LinkExpired
        );
        assert_eq!(with(&test, &entered.token).await.actor, Actor::Anonymous);
        assert!(port.sign_in(&visitor, sign_in(&Identity::Person.email(), new)).await.is_err());
        port.sign_in(&visitor, sign_in(&Identity::Person.email(), "harbor-maple-fox-19")).await.expect("in");
    });
}

#[test]
fn r073_r118_one_proof_is_looked_at_by_the_authority_and_stays_masked() {
    run(async {
        let test = TestPortal::empty().await;
        let port = accounts(&test);
        port.register(&visitor("192.0.2.9"), registration("zhao@example.cn")).await.expect("registered");
        let account = account_of(&test, "zhao@example.cn").await;
        link(&test, account.id, TokenPurpose::Confirm, "known").await;
        port.confirm_email(&visitor("192.0.2.9"), "known").await.expect("confirmed");
        let form = sign_in("zhao@example.cn", "西湖-lichen-47-velvet");
        let entered = port.sign_in(&visitor("192.0.2.9"), form).await.expect("in");
        let me = with(&test, &entered.token).await;
        let proof =
            |number: &str| IdentityForm { proof: "resident-id".into(), number: number.into(), name: "赵六".into() };
        assert_eq!(
            fault(port.submit_identity(&me, proof("110101199003070012")).await),
            (ErrorCode::BadNumber, "number".into())
        );
        port.submit_identity(&me, proof("110101 19900307 0011")).await.expect("one proof is enough");

        for identity in [
            Identity::Person,
            Identity::Reviewer,
            Identity::Authority(Role::SysAdmin),
            Identity::Elsewhere(Role::Reviewer),
        ] {
            let other = caller(&test, identity).await;
            assert_eq!(fault(port.identities_to_verify(&other).await).0, ErrorCode::Forbidden, "{identity:?}");
        }
        let reviewer = caller(&test, Identity::AuthorityReviewer).await;
        let queue = port.identities_to_verify(&reviewer).await.expect("the queue");
        assert_eq!((queue.len(), queue[0].number.as_str(), queue[0].own), (1, "11**************11", false));
        let id = queue[0].id.clone();
        assert_eq!(fault(port.reveal_identity(&reviewer, &id, " ").await), (ErrorCode::Required, "reason".into()));
        let shown = port.reveal_identity(&reviewer, &id, "与证件核对").await.expect("shown");
        assert_eq!(shown.number, "110101199003070011");
        let mut tx = test.portal.store.read().await.unwrap();
        let trail = tx.audit_after(0, 1000).await.unwrap();
        drop(tx);
        let entry = trail.iter().find(|row| row.entry.action == "party.reveal").expect("each unmasking is recorded");
        assert_eq!(entry.entry.reason.as_deref(), Some("与证件核对"));
        assert_eq!(
            trail.iter().filter(|row| row.entry.outcome == "forbidden").count(),
            4,
            "R-152: refusals are recorded"
        );
        assert!(!format!("{trail:?}").contains("110101199003070011"), "the trail holds no personal data");
        assert_eq!(
            fault(port.decide_identity(&reviewer, &id, false, "").await),
            (ErrorCode::Required, "reason".into())
        );
        port.decide_identity(&reviewer, &id, true, "").await.expect("verified");
        assert_eq!(fault(port.decide_identity(&reviewer, &id, true, "").await).0, ErrorCode::NotFound);
        let view = port.me(&me).await.expect("me");
        assert_eq!(view.identity.verification.value, "verified");
        assert_eq!(view.identity.number_masked.as_deref(), Some("11**************11"));
        assert_eq!(fault(port.submit_identity(&me, proof("11010119900307002X")).await).0, ErrorCode::Conflict);
    });
}

#[test]
fn b35_one_code_is_one_organisation_and_its_head_invites() {
    run(async {
        let test = TestPortal::empty().await;
        let port = accounts(&test);
        let head = caller(&test, Identity::Company).await;
        let claim = OrganisationForm {
            kind: "legal-person".into(),
            name: "冒名公司".into(),
            uscc: "9133 0100 7996 5505 8b".into(),
        };
        let person = caller(&test, Identity::Person).await;
        assert_eq!(fault(port.add_organisation(&person, claim).await), (ErrorCode::OrganisationKnown, "uscc".into()));
        assert_eq!(fault(port.organisation(&person).await).0, ErrorCode::NotFound);
        assert_eq!(
            fault(port.invite_member(&head, "new@example.cn", &[]).await),
            (ErrorCode::Required, "mandates".into())
        );
        assert_eq!(fault(port.invite_member(&head, "new@example.cn", &["head".into()]).await).0, ErrorCode::BadValue);
        let email = Identity::Company.email();
        assert_eq!(fault(port.invite_member(&head, &email, &["handler".into()]).await).0, ErrorCode::AlreadyMember);
        port.invite_member(&head, "new@example.cn", &["handler".into()]).await.expect("invited");
        let view = port.organisation(&head).await.expect("the organisation");
        assert!(view.may_manage);
        assert_eq!(view.invitations.len(), 1);
        port.withdraw_invitation(&head, &view.invitations[0].id).await.expect("taken back");
        assert_eq!(port.organisation(&head).await.expect("the organisation").invitations.len(), 0);

        // An invitation whose link the test knows.
        let party = head.actor.signed_in().unwrap().acting.party().unwrap();
        invitation(&test, store::members::InvitedInto::Organisation(party), "handler", "come").await;
        let shown = port.invitation(&visitor("192.0.2.3"), "come").await.expect("shown");
        assert_eq!(
            (shown.inviter.as_str(), shown.kind.as_str(), shown.account_exists),
            ("测试有限公司", "member", false)
        );
        let form =
            AcceptForm { token: "come".into(), name: "孙七".into(), password: "西湖-lichen-47-velvet".into() };
        let entered = port.accept_invitation(&visitor("192.0.2.3"), form.clone()).await.expect("accepted");
        assert_eq!(fault(port.accept_invitation(&visitor("192.0.2.3"), form).await).0, ErrorCode::LinkExpired);
        let member = with(&test, &entered.token).await;
        let view = port.organisation(&member).await.expect("the organisation");
        assert_eq!((view.members.len(), view.may_manage, view.uscc.as_str()), (2, false, "91330100799655058B"));
        let other = view.members.iter().find(|m| !m.own).expect("the head").id.clone();
        let own = view.members.iter().find(|m| m.own).expect("oneself").id.clone();
        assert_eq!(fault(port.end_member(&member, &other).await).0, ErrorCode::Forbidden);
        assert_eq!(fault(port.end_member(&head, &other).await).0, ErrorCode::LastAdmin, "no organisation without head");
        assert_eq!(fault(port.close_account(&head, PASSWORD).await).0, ErrorCode::LastAdmin);
        port.hand_over_head(&head, &own, PASSWORD).await.expect("handed over");
        let former = port.act_as(&head, &format!("organisation:{party}")).await.expect("still a member");
        let former = with(&test, &former.token).await;
        assert_eq!(
            fault(port.invite_member(&former, "x@example.cn", &["handler".into()]).await).0,
            ErrorCode::Forbidden
        );
        let member = with(&test, &entered.token).await;
        port.end_member(&member, &other).await.expect("sent away");
        assert_eq!(fault(port.organisation(&with_again(&test, &former).await).await).0, ErrorCode::SignInNeeded);
    });
}

/// The same session looked up again: it may have ended.
async fn with_again(test: &TestPortal, caller: &Caller) -> Caller {
    let session = caller.actor.signed_in().expect("signed in").session;
    let exists = test.portal.store.read().await.unwrap().session(session).await.unwrap().is_some();
    if exists { caller.clone() } else { visitor("192.0.2.1") }
}

async fn invitation(test: &TestPortal, into: store::members::InvitedInto, offered: &str, token: &str) {
    let core = test.portal.core();
    let now = test.clock.now();
    let id = core.ids.id(now);
    let email = "sun@example.cn";
    let one = store::members::Invitation {
        id,
        hash: hex(token),
        into,
        email: core.seal(email, &format!("invitations.email:{id}")).expect("sealed"),
        email_index: core.keys.blind("email", email),
        offered: vec![offered.into()],
        invited_by: None,
        created: now,
        expires: now + TimeDelta::hours(1),
    };
    let mut tx = core.store.write().await.expect("a write");
    tx.add_invitation(&one).await.expect("an invitation");
    tx.commit(vec![]).await.expect("a commit");
}

#[test]
fn r152_r156_people_of_a_body_are_its_administrators_alone() {
    run(async {
        let test = TestPortal::empty().await;
        let port = accounts(&test);
        let admin = caller(&test, Identity::Publisher(Role::BodyAdmin)).await;
        test.account(Identity::Reviewer).await;
        test.account(Identity::OtherPublisher(Role::Reviewer)).await;
        let view = port.people(&admin).await.expect("people");
        assert_eq!((view.body.name.as_str(), view.rows.len(), view.may_manage), (PUBLISHER, 2, true));
        assert!(!view.roles.iter().any(|role| role.value == "authority-reviewer"), "no authority's roles here");
        let row =
            |role: &str| view.rows.iter().find(|r| r.roles.iter().any(|c| c.value == role)).expect("a row").id.clone();
        let (reviewer, own) = (row("reviewer"), row("body-admin"));
        let set = |who: &'static str| vec![who.to_owned()];
        assert_eq!(fault(port.set_roles(&admin, &own, &set("cataloguer"), "调整").await).0, ErrorCode::LastAdmin);
        assert_eq!(fault(port.end_staff(&admin, &own, "离职").await).0, ErrorCode::LastAdmin);
        assert_eq!(
            fault(port.set_roles(&admin, &reviewer, &set("authority-reviewer"), "调整").await).0,
            ErrorCode::BadValue
        );
        assert_eq!(
            fault(port.set_roles(&admin, &reviewer, &set("head"), "").await),
            (ErrorCode::Required, "reason".into())
        );
        port.set_roles(&admin, &reviewer, &["reviewer".into(), "head".into()], "兼任").await.expect("set");
        let warned = port.people(&admin).await.expect("people").warnings;
        assert_eq!(warned.iter().map(|w| w.value.as_str()).collect::<Vec<_>>(), ["reviewer-approves"]);

        for identity in [Identity::OtherPublisher(Role::BodyAdmin), Identity::Authority(Role::BodyAdmin)] {
            let foreign = caller(&test, identity).await;
            assert_eq!(fault(port.set_roles(&foreign, &reviewer, &set("head"), "越权").await).0, ErrorCode::NotFound);
            assert_eq!(fault(port.end_staff(&foreign, &reviewer, "越权").await).0, ErrorCode::NotFound);
        }
        let plain = caller(&test, Identity::Reviewer).await;
        assert_eq!(fault(port.end_staff(&plain, &own, "越权").await).0, ErrorCode::Forbidden);
        assert!(!port.people(&plain).await.expect("may look").may_manage);

        let done = port.end_staff(&admin, &reviewer, "调离").await.expect("ended");
        assert_eq!((done.people, done.sessions), (1, 1));
        assert_eq!(fault(port.people(&with_again(&test, &plain).await).await).0, ErrorCode::SignInNeeded);
    });
}

#[test]
fn r165_an_ended_contract_takes_all_its_people_in_one_action() {
    run(async {
        let test = TestPortal::empty().await;
        let port = accounts(&test);
        let admin = caller(&test, Identity::Publisher(Role::BodyAdmin)).await;
        let form = ContractForm { contractor: "某公司".into(), number: "HT-1".into(), until: "2020-01-01".into() };
        assert_eq!(fault(port.create_contract(&admin, form.clone()).await), (ErrorCode::BadValue, "until".into()));
        port.create_contract(&admin, ContractForm { until: "2027-01-31".into(), ..form }).await.expect("entered");
        let contract = port.people(&admin).await.expect("people").contracts[0].id.clone();
        let body = admin.actor.signed_in().unwrap().acting.body().unwrap();
        let into = store::members::InvitedInto::Body { body, contract: Some(contract.parse().unwrap()) };
        invitation(&test, into, "cataloguer", "come").await;
        let form =
            AcceptForm { token: "come".into(), name: "孙七".into(), password: "西湖-lichen-47-velvet".into() };
        let entered = port.accept_invitation(&visitor("192.0.2.3"), form).await.expect("accepted");
        assert!(entered.must_enrol, "staff set up a second factor first");
        assert!(with(&test, &entered.token).await.actor.signed_in().is_some());
        invitation(&test, into, "cataloguer", "later").await;
        let foreign = caller(&test, Identity::OtherPublisher(Role::BodyAdmin)).await;
        assert_eq!(fault(port.end_contract(&foreign, &contract, "x").await).0, ErrorCode::NotFound);
        let done = port.end_contract(&admin, &contract, "合同终止").await.expect("ended");
        assert_eq!((done.people, done.sessions), (1, 1));
        assert_eq!(with(&test, &entered.token).await.actor, Actor::Anonymous);
        assert_eq!(fault(port.invitation(&visitor("192.0.2.3"), "later").await).0, ErrorCode::LinkExpired);
        let row = port.people(&admin).await.expect("people").contracts.remove(0);
        assert!(row.deletion_proof_due && row.people == 0);
        port.record_deletion_proof(&admin, &contract, "销毁证明已收").await.expect("noted");
        assert!(!port.people(&admin).await.expect("people").contracts[0].deletion_proof_due);
    });
}

#[test]
fn r157_a_body_keeps_its_lead_and_contact_current() {
    run(async {
        let test = TestPortal::empty().await;
        let port = accounts(&test);
        let admin = caller(&test, Identity::Publisher(Role::BodyAdmin)).await;
        let empty = port.body_profile(&admin).await.expect("a profile");
        assert_eq!((empty.may_edit, empty.missing.first().map(String::as_str)), (true, Some("lead")));
        let form = BodyProfileForm {
            lead: "钱厅长".into(),
            contact: "周处".into(),
            contact_phone: "0571-87654321".into(),
            contact_email: "open@example.cn".into(),
            chief_data_officer: "吴总工".into(),
            cdo_filed: "2026-03-01".into(),
            security_lead: "钱厅长".into(),
        };
        let wrong = BodyProfileForm { cdo_filed: "2030-01-01".into(), contact_email: "x".into(), ..form.clone() };
        assert_eq!(fault(port.set_body_profile(&admin, wrong).await), (ErrorCode::BadEmail, "contact_email".into()));
        port.set_body_profile(&admin, form).await.expect("kept");
        let kept = port.body_profile(&caller(&test, Identity::Reviewer).await).await.expect("may look");
        assert_eq!((kept.lead.as_str(), kept.missing.len(), kept.may_edit), ("钱厅长", 0, false));
    });
}

#[test]
fn r155_nobody_decides_about_their_own_proof() {
    run(async {
        let test = TestPortal::empty().await;
        let port = accounts(&test);
        let reviewer = caller(&test, Identity::AuthorityReviewer).await;
        // The same person, not as an official.
        let entered = port.act_as(&reviewer, "person").await.expect("as oneself");
        let person = with(&test, &entered.token).await;
        let form = IdentityForm { proof: "passport".into(), number: "E7654321".into(), name: "测试".into() };
        port.submit_identity(&person, form).await.expect("handed in");
        let official = caller(&test, Identity::AuthorityReviewer).await;
        let queue = port.identities_to_verify(&official).await.expect("the queue");
        assert!(queue[0].own);
        assert_eq!(fault(port.decide_identity(&official, &queue[0].id, true, "").await).0, ErrorCode::OwnCase);
        let second = caller(&test, Identity::SecondAuthorityReviewer).await;
        port.decide_identity(&second, &queue[0].id, true, "").await.expect("somebody else may");
    });
}

#[test]
fn b35_an_account_acts_as_one_and_takes_its_data_with_it_when_it_goes() {
    run(async {
        let test = TestPortal::empty().await;
        let port = accounts(&test);
        let me = caller(&test, Identity::Person).await;
        assert_eq!(fault(port.act_as(&me, "body:nobody").await).0, ErrorCode::NotFound);
        assert_eq!(fault(port.act_as(&me, &format!("organisation:{}", Uuid::nil())).await).0, ErrorCode::NotFound);
        let copy = port.export_own_data(&me).await.expect("a copy");
        assert_eq!(
            (copy["email"].as_str(), copy["identity"]["number"].as_str()),
            (Some("person@example.cn"), Some("E12345678"))
        );
        assert_eq!(fault(port.close_account(&me, "wrong").await).0, ErrorCode::WrongCredentials);
        port.close_account(&me, PASSWORD).await.expect("closed");
        assert!(port.sign_in(&visitor("192.0.2.4"), sign_in(&Identity::Person.email(), PASSWORD)).await.is_err());
        let mut form = registration(&Identity::Person.email());
        form.name = "另一个人".into();
        port.register(&visitor("192.0.2.4"), form).await.expect("the address is free again");
    });
}

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
