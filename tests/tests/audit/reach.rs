//! Whose rows of the trail somebody sees whose office it is: list, row, export, of the own body, of a region, of the site.
use crate::complaints;
use crate::fixture::run;
use domain::account::Role;
use testkit::identities::{ELSEWHERE, PUBLISHER};
use testkit::{Client, Identity, TestPortal};

/// Everything that a reader can take away, oldest first.
async fn seen(client: &Client<'_>) -> Vec<domain::audit::Row> {
    let text = client.get("/admin/audit/export?format=jsonl").await.text();
    text.lines().map(|line| serde_json::from_str(line).expect("a row")).collect()
}

/// The row of a refused try by somebody of a body.
async fn tried(test: &TestPortal, who: Identity) -> i64 {
    let client = test.sign_in_as(who).await;
    assert_eq!(client.get("/admin/audit").await.status, 403);
    let mut tx = test.portal.core().store.read().await.expect("a read");
    tx.audit_head().await.expect("the head").0
}

#[test]
fn r152_an_auditor_sees_what_concerns_their_body_their_region_or_the_site() {
    run(async {
        let test = TestPortal::empty().await;
        super::noted(&test, 1).await;
        // The first authority must be there before anybody asks.
        let site = test.sign_in_as(super::AUDITOR).await;
        let publisher = tried(&test, Identity::Publisher(Role::Head)).await;
        let other = tried(&test, Identity::OtherPublisher(Role::Head)).await;
        let elsewhere = tried(&test, Identity::Elsewhere(Role::Head)).await;
        let citizen = tried(&test, Identity::Person).await;

        for role in [Role::Auditor, Role::SecurityOfficer] {
            for (who, expected) in [
                (Identity::Authority(role), [true, true, true, false, true]),
                (Identity::Publisher(role), [false, true, false, false, false]),
                (Identity::OtherPublisher(role), [false, false, true, false, false]),
                (Identity::Elsewhere(role), [false, false, false, true, false]),
            ] {
                let client = test.sign_in_as(who).await;
                let exported = seen(&client).await;
                for (seq, shown) in [1, publisher, other, elsewhere, citizen].into_iter().zip(expected) {
                    let row = client.get(&format!("/admin/audit/{seq}")).await;
                    assert_eq!(row.status, if shown { 200 } else { 404 }, "row {seq} as {who:?}");
                    assert!(shown || !row.text().contains("TS-1"), "row {seq} as {who:?}");
                    assert_eq!(exported.iter().any(|row| row.seq == seq), shown, "export of row {seq} as {who:?}");
                    let list = client.page("/en/admin/audit?until=2099-01-01").await;
                    let link = format!("href=\"/en/admin/audit/{seq}\"");
                    assert_eq!(list.contains(&link), shown, "list with row {seq} as {who:?}");
                }
            }
        }
        // Who tried to see a row of others is found by those who see everything of the region.
        let rows = seen(&site).await;
        let tries = rows.iter().filter(|row| row.entry.action == "audit.read" && row.entry.object == "1");
        let outcomes: Vec<&str> = tries.map(|row| row.entry.outcome.as_str()).collect();
        assert_eq!(outcomes, ["not-found"; 4], "two offices of two bodies of the region");
    });
}

#[test]
fn r152_the_page_says_whose_rows_it_shows_and_leads_along_them() {
    run(async {
        let test = TestPortal::empty().await;
        test.account(super::AUDITOR).await;
        let first = tried(&test, Identity::Publisher(Role::Head)).await;
        let between = tried(&test, Identity::OtherPublisher(Role::Head)).await;
        tried(&test, Identity::Publisher(Role::Reviewer)).await;
        let own = test.sign_in_as(Identity::Publisher(Role::Auditor)).await;
        assert!(own.page("/admin/audit").await.contains("涉及本机构的记录"));
        let mine: Vec<i64> = seen(&own).await.iter().map(|row| row.seq).collect();
        let at = mine.iter().position(|seq| *seq == first).expect("an own row");
        assert!(first < between && between < mine[at + 1], "{mine:?}");
        let page = own.page(&format!("/admin/audit/{first}")).await;
        assert!(
            page.contains(&format!("href=\"/admin/audit/{}\"", mine[at + 1])) && page.contains("并与上一条衔接"),
            "{page}"
        );
        assert!(!page.contains(&format!("href=\"/admin/audit/{between}\"")));
        let region = test.sign_in_as(Identity::Elsewhere(Role::Auditor)).await.page("/en/admin/audit").await;
        assert!(region.contains("what concerns your body"), "the only body of its region: {region}");
        let site = test.sign_in_as(super::AUDITOR).await.page("/en/admin/audit").await;
        assert!(site.contains("and what concerns no body"), "{site}");
        // Filters find nothing beyond it, and do not say who has an account.
        let (_, elsewhere) = test.body(ELSEWHERE).await;
        assert!(own.page(&format!("/admin/audit?body={elsewhere}")).await.contains("没有符合条件的记录"));
        let (_, publisher) = test.body(PUBLISHER).await;
        assert!(!own.page(&format!("/admin/audit?body={publisher}")).await.contains("没有符合条件的记录"));
        let known = own.page("/admin/audit?person=other-head%40example.cn").await;
        let unknown = own.page("/admin/audit?person=nobody%40example.cn").await;
        assert!(known.contains("没有符合条件的记录") && unknown.contains("没有符合条件的记录"));
    });
}

#[test]
fn r152_rows_of_a_case_are_read_where_it_has_a_part() {
    run(async {
        let test = TestPortal::empty().await;
        test.account(super::AUDITOR).await;
        let (elsewhere, _) = test.body(ELSEWHERE).await;
        let (publisher, _) = test.body(PUBLISHER).await;
        complaints::file(&test, &complaints::visitor("192.0.2.8"), &complaints::complaint(&[("anonymous", "yes")]))
            .await;
        let core = test.portal.core();
        let row = {
            let mut tx = core.store.read().await.expect("a read");
            let rows = tx.audit_after(0, 1000).await.expect("the trail");
            rows.into_iter().find(|row| row.entry.action == "case.filed").expect("recorded")
        };
        let path = format!("/admin/audit/{}", row.seq);
        let case = row.entry.case.expect("its number");
        let (own, city) = (Identity::Publisher(Role::Auditor), Identity::Elsewhere(Role::SecurityOfficer));
        for (handler, expected) in
            [(None, [200, 404, 404]), (Some(publisher), [200, 200, 404]), (Some(elsewhere), [200, 404, 200])]
        {
            let mut tx = core.store.write().await.expect("a write");
            let mut known = tx.case(&case).await.expect("a read").expect("the case");
            known.handler = handler;
            tx.save_case(&known).await.expect("saved");
            tx.commit(Vec::new()).await.expect("a commit");
            for (who, status) in [super::AUDITOR, own, city].into_iter().zip(expected) {
                assert_eq!(test.sign_in_as(who).await.get(&path).await.status, status, "{who:?} {handler:?}");
            }
        }
    });
}
