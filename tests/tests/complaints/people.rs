//! A case belongs to its party and to its office, whoever comes and goes.
use super::*;
use crate::fixture::run;
use domain::notice::NoticeKind;
use server::clock::Clock;
use std::collections::BTreeSet;
use store::members::Membership;
use testkit::identities::PASSWORD;
use uuid::Uuid;

async fn heard(test: &TestPortal, account: Uuid) -> Vec<NoticeKind> {
    let mut tx = test.portal.store.read().await.expect("a read");
    tx.notices_of(account, 0, 50).await.expect("notices").into_iter().map(|notice| notice.kind).collect()
}

/// Gives the company a second member.
async fn joins(test: &TestPortal, account: Uuid, party: Uuid) {
    let core = test.portal.core();
    let now = core.clock.now();
    let mut tx = test.portal.store.write().await.expect("a write");
    let one = Membership {
        id: core.ids.id(now),
        account,
        party,
        mandates: BTreeSet::from([domain::account::Mandate::Handler]),
        since: now,
        ended: None,
    };
    tx.add_membership(&one).await.expect("a membership");
    tx.commit(Vec::new()).await.expect("a commit");
}

#[test]
fn r150_when_who_filed_it_left_the_organisation_the_others_hear_of_its_case() {
    run(async {
        let test = portal().await;
        let filer = caller(&test, Identity::Company).await;
        let signed = filer.actor.signed_in().expect("signed in");
        let party = signed.acting.party().expect("a party");
        let colleague = test.account(Identity::OtherPerson).await;
        joins(&test, colleague, party).await;
        let number = file(&test, &filer, &complaint(&[])).await.number;
        assert_eq!(heard(&test, colleague).await, [], "who filed it hears of it, as long as they are there");
        let mut tx = test.portal.store.write().await.expect("a write");
        let own = tx.memberships_of(signed.account, false).await.expect("a read").remove(0);
        assert!(tx.end_membership(own.id, test.clock.now()).await.expect("an end"));
        tx.commit(Vec::new()).await.expect("a commit");
        let before = heard(&test, signed.account).await.len();
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        let to = test.body(testkit::identities::AUTHORITY).await.1;
        act(&test, &authority, &number, "route", &[("to", &to)]).await;
        act(&test, &authority, &number, "answer", &[("outcome", "explained"), ("answer", ANSWER)]).await;
        assert!(heard(&test, colleague).await.contains(&NoticeKind::CaseAnswered));
        assert_eq!(heard(&test, signed.account).await.len(), before, "who left hears nothing more");
    });
}

#[test]
fn r155_an_official_of_the_reporting_organisation_neither_gets_its_case_nor_hears_of_it_at_the_desk() {
    run(async {
        let test = portal().await;
        let filer = caller(&test, Identity::Company).await;
        let party = filer.actor.signed_in().and_then(|signed| signed.acting.party()).expect("a party");
        let official = test.account(Identity::SecondAuthorityReviewer).await;
        joins(&test, official, party).await;
        let number = file(&test, &filer, &complaint(&[])).await.number;
        let other = test.account(Identity::AuthorityReviewer).await;
        assert!(heard(&test, other).await.contains(&NoticeKind::CaseNew));
        assert_eq!(heard(&test, official).await, []);
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        let to = official.to_string();
        assert_eq!(code(cases(&test).assign(&authority, &[number], Some(&to)).await), ErrorCode::OwnCase);
    });
}

#[test]
fn r165_who_closes_their_account_leaves_no_case_behind() {
    run(async {
        let test = portal().await;
        let number = file(&test, &visitor("198.51.100.60"), &complaint(&[])).await.number;
        let leaving = caller(&test, Identity::SecondAuthorityReviewer).await;
        let me = leaving.actor.account().expect("an account").to_string();
        cases(&test).assign(&leaving, std::slice::from_ref(&number), Some(&me)).await.expect("taken");
        test.portal.ports.accounts.close_account(&leaving, PASSWORD).await.expect("closed");
        let mut tx = test.portal.store.read().await.expect("a read");
        assert_eq!(tx.case(&number).await.expect("a read").expect("the case").assignee, None);
    });
}
