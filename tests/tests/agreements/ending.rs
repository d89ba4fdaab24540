//! What ends an agreement, and what follows.
use super::*;
use crate::fixture::run;
use server::services::access::agreements::tick;

/// Signed on 2026-05-01 for half a year: the last day is 10-31.
async fn until_october(profile: &str) -> (TestPortal, String) {
    let test = portal(profile).await;
    test.clock.set(at("2026-05-01T09:30"));
    let number = signed(&test).await;
    (test, number)
}

pub(super) async fn ticked(test: &TestPortal, local: &str) -> u32 {
    test.clock.set(at(local));
    tick::all(test.portal.core()).await.expect("a round")
}

pub(super) async fn state(test: &TestPortal, number: &str) -> String {
    let mut tx = test.portal.store.read().await.expect("a read");
    tx.case(number).await.expect("a read").expect("the case").state
}

/// Kinds of the notices of somebody about an agreement, in their order.
pub(super) async fn told(test: &TestPortal, number: &str, who: Identity) -> Vec<&'static str> {
    let account = test.account(who).await;
    let mut tx = test.portal.store.read().await.expect("a read");
    let case = tx.case(number).await.expect("a read").expect("the case");
    let told = tx.notices_of_case(case.id).await.expect("a read");
    told.iter().filter(|notice| notice.account == Some(account)).map(|notice| notice.kind.code()).collect()
}

#[test]
fn s27_r083_r085_r086_expiry_and_destruction() {
    run(async {
        for profile in ["zhejiang", "deqing", "yunnan"] {
            let (test, number) = until_october(profile).await;
            let ends = |rows: Vec<EntitlementRow>| rows[0].entitlement.ends;
            assert_eq!(ends(entitlements(&test, &number).await), Some(at("2026-11-01T00:00")), "10-31 24:00");
            assert_eq!(ticked(&test, "2026-10-31T23:59").await, 1, "only the reminder");
            test.clock.set(at("2026-11-01T09:00"));
            let company = test.sign_in_as(Identity::Company).await;
            // Late, whether anything ran or not.
            assert_eq!(company.get(&format!("/cases/{number}/do/ask-renewal")).await.status, 403, "{profile}");
            assert_eq!(ticked(&test, "2026-11-01T09:00").await, 1);
            assert_eq!(state(&test, &number).await, "destruction-due");
            let page = company.page(&format!("/cases/{number}")).await;
            assert!(page.contains("2026年11月30日"), "destroyed by: {page}");
            assert_eq!(ticked(&test, "2026-11-22T23:59").await, 0);
            for day in ["2026-11-23T00:00", "2026-11-29T00:00"] {
                assert_eq!((ticked(&test, day).await, ticked(&test, day).await), (1, 0), "{profile}: reminded once");
            }
            assert!(told(&test, &number, Identity::Company).await.ends_with(&["destruction-soon", "destruction-soon"]));
            assert!(!told(&test, &number, Identity::Reviewer).await.contains(&"destruction-soon"));
            assert_eq!(ticked(&test, "2026-11-30T23:59").await, 0);
            assert_eq!(ticked(&test, "2026-12-01T00:00").await, 1);
            assert_eq!(ticked(&test, "2026-12-02T00:00").await, 0, "once");
            let mut tx = test.portal.store.read().await.expect("a read");
            let case = tx.case(&number).await.expect("a read").expect("the case");
            let links = tx.links_of(case.id).await.expect("a read");
            let mut raised = Vec::new();
            for link in links {
                raised.extend(tx.case_by_id(link.case).await.expect("a read").filter(|row| row.kind == "WG"));
            }
            assert_eq!(raised.len(), 1, "{profile}: a violation case");
            assert_eq!(raised[0].state, "suspected");
            drop(tx);
            // The proof still closes the case.
            let company = test.sign_in_as(Identity::Company).await;
            let path = format!("/cases/{number}/do/prove-destruction");
            let version = hidden(&company.page(&path).await, "version");
            let nothing = company.post_files(&path, &[("version", version.as_str())], &[]).await;
            assert_eq!(nothing.status, 422, "a proof is needed");
            let files: [(&str, &str, &str, &[u8]); 1] =
                [("files", "销毁证明.pdf", "application/pdf", b"%PDF-1.7 proof")];
            let proved = company.post_files(&path, &[("version", version.as_str())], &files).await;
            assert_eq!(proved.status, 303, "{}", proved.text());
            let reviewer = test.sign_in_as(Identity::Reviewer).await;
            let short = act(&reviewer, &number, "reject-destruction", &[("reason", "不够")]).await;
            assert_eq!(short.status, 422);
            assert_eq!(act(&reviewer, &number, "accept-destruction", &[]).await.status, 303);
            assert_eq!(state(&test, &number).await, "destroyed");
        }
    });
}

#[test]
fn r083_expiry_is_announced_thirty_and_seven_days_before_to_both_sides_once() {
    run(async {
        let (test, number) = until_october("zhejiang").await;
        assert_eq!(ticked(&test, "2026-09-30T12:00").await, 0);
        assert_eq!(ticked(&test, "2026-10-01T00:00").await, 1);
        assert_eq!(ticked(&test, "2026-10-02T00:00").await, 0);
        assert_eq!(ticked(&test, "2026-10-24T00:00").await, 1);
        let mut tx = test.portal.store.read().await.expect("a read");
        let case = tx.case(&number).await.expect("a read").expect("the case");
        let told = tx.notices_of_case(case.id).await.expect("a read");
        let told = told.iter().filter(|notice| notice.kind.code() == "agreement-expiring");
        let people: BTreeSet<_> = told.clone().filter_map(|notice| notice.account).collect();
        assert_eq!((told.count(), people.len()), (4, 2), "two sides, twice");
        assert!(people.contains(&test.account(Identity::Company).await));
    });
}

#[test]
fn s27_r082_r083_a_renewal_asked_in_time_keeps_access_and_is_a_version_of_its_own() {
    run(async {
        let (test, number) = until_october("zhejiang").await;
        let sha = |test: TestPortal, number: String| async move {
            let mut tx = test.portal.store.read().await.expect("a read");
            let case = tx.case(&number).await.expect("a read").expect("the case");
            let found = tx.signature(case.id).await.expect("a read").map(|row| row.sha256);
            drop(tx);
            (test, found)
        };
        let (test, first) = sha(test, number.clone()).await;
        test.clock.set(at("2026-10-30T09:00"));
        let reviewer = test.sign_in_as(Identity::Reviewer).await;
        assert_eq!(reviewer.get(&format!("/cases/{number}/do/ask-renewal")).await.status, 403, "only the user");
        let company = test.sign_in_as(Identity::Company).await;
        let asked = act(&company, &number, "ask-renewal", &[("term", "12"), ("term_unit", "months")]).await;
        assert_eq!(asked.status, 303, "{}", asked.text());
        assert_eq!(entitlements(&test, &number).await[0].entitlement.ends, None, "kept while it is decided");
        assert_eq!(ticked(&test, "2026-11-05T09:00").await, 0);
        let reviewer = test.sign_in_as(Identity::Reviewer).await;
        assert_eq!(act(&reviewer, &number, "grant-renewal", &[]).await.status, 303);
        let mut tx = test.portal.store.read().await.expect("a read");
        let old = tx.case(&number).await.expect("a read").expect("the case");
        let beside = tx.agreement(old.id).await.expect("a read").expect("the agreement");
        let versions = tx.agreements_of(beside.application).await.expect("a read");
        drop(tx);
        assert_eq!(versions.iter().map(|row| row.version).collect::<Vec<_>>(), [1, 2]);
        let next = versions[1].number.clone();
        let confirmed = act(&reviewer, &next, "confirm", &[]).await;
        assert_eq!(confirmed.status, 303, "the former blanks stand: {}", confirmed.text());
        let company = test.sign_in_as(Identity::Company).await;
        assert_eq!(click(&company, &next, PASSWORD).await.status, 303);
        assert_eq!(state(&test, &number).await, "renewed");
        assert_eq!(entitlements(&test, &number).await[0].entitlement.ends, Some(at("2026-11-05T09:00")));
        assert_eq!(entitlements(&test, &next).await[0].entitlement.ends, Some(at("2027-11-05T00:00")));
        let (test, after) = sha(test, number.clone()).await;
        assert_eq!(first, after, "the former text stays (R-082)");
        let page = test.sign_in_as(Identity::Company).await.page(&format!("/cases/{number}")).await;
        assert!(page.contains(&next) && page.contains("已由新版本接续"), "{page}");
    });
}

#[test]
fn r084_either_side_ends_it_with_the_agreed_notice() {
    run(async {
        let reason = "业务调整，停车通应用将停止运营，不再需要所开放的数据。";
        for who in [Identity::Company, Identity::Reviewer] {
            let (test, number) = until_october("zhejiang").await;
            test.clock.set(at("2026-07-01T09:00"));
            let client = test.sign_in_as(who).await;
            assert_eq!(act(&client, &number, "give-notice", &[("reason", "不用了")]).await.status, 422);
            let given = act(&client, &number, "give-notice", &[("reason", reason)]).await;
            assert_eq!(given.status, 303, "{who:?}: {}", given.text());
            assert_eq!(entitlements(&test, &number).await[0].entitlement.ends, Some(at("2026-07-17T00:00")), "15 days");
            assert_eq!(ticked(&test, "2026-07-16T23:59").await, 0);
            assert_eq!(ticked(&test, "2026-07-17T00:00").await, 1);
            assert_eq!(state(&test, &number).await, "destruction-due");
        }
    });
}
