//! 草稿保留至: a draft that nobody touches goes with its papers, after its people were told in time.
use super::support::*;
use crate::fixture::run;
use chrono::TimeDelta;
use server::clock::Clock;
use server::jobs::tidy;
use testkit::identities::{AUTHORITY, PUBLISHER};
use testkit::{Identity, TestPortal};

/// The clock goes on by days, and what is done every day is done.
async fn days(test: &TestPortal, days: i64) {
    test.clock.set(test.clock.now() + TimeDelta::days(days));
    tidy::round(test.portal.core()).await.expect("a round");
}

async fn told(test: &TestPortal) -> usize {
    let account = test.account(Identity::Company).await;
    let mut tx = test.portal.store.read().await.expect("a read");
    let notices = tx.notices_of(account, 0, 50).await.expect("notices");
    notices.into_iter().filter(|notice| notice.kind.code() == "application-draft-ends").count()
}

#[test]
fn r162_a_draft_is_kept_as_long_as_its_page_says_and_its_people_are_told_before() {
    run(async {
        let test = TestPortal::with(|config| config.drafts_kept_days = 60).await;
        test.clock.set(at("09-10T10:00"));
        test.body(AUTHORITY).await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        let company = test.sign_in_as(Identity::Company).await;
        let draft = begin(&company, &data).await;
        let valid = [("valid_until", "2026-12-31"), ("system", "停车通平台")];
        assert_eq!(attach(&company, &draft, "mlps-certificate", &valid, PDF).await.status, 303);
        for page in [company.page(&draft).await, company.page("/my/drafts").await] {
            assert!(page.contains("草稿保留至") && page.contains("11月9日"), "{page}");
        }
        days(&test, 45).await;
        assert_eq!(told(&test).await, 0);
        days(&test, 2).await;
        assert_eq!(told(&test).await, 1, "two weeks before");
        days(&test, 1).await;
        assert_eq!(told(&test).await, 1, "once");

        // Whoever saves it again keeps it.
        let company = test.sign_in_as(Identity::Company).await;
        let contact = format!("{draft}/contact");
        fill(
            &company,
            &contact,
            &[("contact_name", "甲"), ("contact_phone", "13800001234"), ("contact_address", "东路")],
        )
        .await;
        days(&test, 20).await;
        assert_eq!(test.sign_in_as(Identity::Company).await.get(&draft).await.status, 200);
        days(&test, 30).await;
        assert_eq!(told(&test).await, 2, "told again");
        days(&test, 13).await;
        assert_eq!(
            test.sign_in_as(Identity::Company).await.get(&draft).await.status,
            200,
            "not before the two weeks are over"
        );
        days(&test, 1).await;
        let company = test.sign_in_as(Identity::Company).await;
        assert_eq!(company.get(&draft).await.status, 404);
        assert!(!company.page("/my/drafts").await.contains(&draft));
        let mut tx = test.portal.store.read().await.expect("a read");
        let rows = tx.audit_after(0, 1000).await.expect("rows");
        assert!(rows.iter().any(|row| row.entry.action == "application.expire" && draft.ends_with(&row.entry.object)));
    });
}
