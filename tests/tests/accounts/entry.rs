//! Signing up and in, the second factor, sessions, passwords.
use super::*;

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
