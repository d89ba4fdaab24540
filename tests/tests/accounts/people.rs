//! People of bodies, contracts, contacts.
use super::*;

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
