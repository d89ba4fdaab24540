//! Proofs of identity, organisations, closing an account.
use super::*;

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
