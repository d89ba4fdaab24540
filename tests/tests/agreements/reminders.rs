//! What both sides are told before an agreement ends, in the three profiles: by its term and by a notice of either side.
use super::*;
use crate::fixture::run;
use server::services::access::agreements::tick;

const PROFILES: [&str; 3] = ["zhejiang", "deqing", "yunnan"];
const REASON: &str = "业务调整，停车通应用将停止运营，不再需要所开放的数据。";

/// Signed on 2026-05-01 for half a year: the last day is 10-31.
async fn until_october(profile: &str) -> (TestPortal, String) {
    let test = portal(profile).await;
    test.clock.set(at("2026-05-01T09:30"));
    let number = signed(&test).await;
    (test, number)
}

async fn ticked(test: &TestPortal, local: &str) {
    test.clock.set(at(local));
    tick::all(test.portal.core()).await.expect("a round");
}

/// How often the company and the publisher's reviewer were told something of the agreement.
async fn told(test: &TestPortal, number: &str, kind: &str) -> [usize; 2] {
    let people = [test.account(Identity::Company).await, test.account(Identity::Reviewer).await];
    let mut tx = test.portal.store.read().await.expect("a read");
    let case = tx.case(number).await.expect("a read").expect("the case");
    let notices = tx.notices_of_case(case.id).await.expect("notices");
    people.map(|one| notices.iter().filter(|row| row.kind.code() == kind && row.account == Some(one)).count())
}

#[test]
fn r083_both_sides_are_reminded_of_the_end_as_often_as_the_profile_says() {
    run(async {
        for profile in PROFILES {
            let (test, number) = until_october(profile).await;
            for (when, times) in [
                ("2026-09-30T23:59", 0),
                ("2026-10-01T00:00", 1),
                ("2026-10-23T23:59", 1),
                ("2026-10-24T00:00", 2),
                ("2026-10-31T23:59", 2),
            ] {
                ticked(&test, when).await;
                assert_eq!(told(&test, &number, "agreement-expiring").await, [times; 2], "{profile} {when}");
            }
            // The notice leads to where it can be renewed, the last day included.
            let company = test.sign_in_as(Identity::Company).await;
            assert!(company.page("/my/messages").await.contains(&number), "{profile}");
            let renew = format!("/cases/{number}/do/ask-renewal");
            assert!(company.page(&format!("/cases/{number}")).await.contains(&renew), "{profile}");
            assert_eq!(company.get(&renew).await.status, 200, "{profile}: in time");
            ticked(&test, "2026-11-01T00:00").await;
            assert_eq!(told(&test, &number, "agreement-ended").await, [1; 2], "{profile}");
            assert_eq!(company.get(&renew).await.status, 403, "{profile}: late");
            assert_eq!(told(&test, &number, "agreement-expiring").await, [2; 2], "{profile}: never after the end");
        }
    });
}

#[test]
fn r083_who_asked_for_a_renewal_is_reminded_no_more() {
    run(async {
        for profile in PROFILES {
            let (test, number) = until_october(profile).await;
            ticked(&test, "2026-10-02T09:00").await;
            let company = test.sign_in_as(Identity::Company).await;
            let asked = act(&company, &number, "ask-renewal", &[("term", "12"), ("term_unit", "months")]).await;
            assert_eq!(asked.status, 303, "{profile}: {}", asked.text());
            assert_eq!(told(&test, &number, "agreement-renewal-asked").await[1], 1, "{profile}");
            ticked(&test, "2026-10-25T09:00").await;
            assert_eq!(told(&test, &number, "agreement-expiring").await, [1; 2], "{profile}");
        }
    });
}

#[test]
fn r084_the_other_side_is_told_of_a_notice_and_access_goes_on_until_its_day() {
    run(async {
        for profile in PROFILES {
            for (who, other) in [(Identity::Company, Identity::Reviewer), (Identity::Reviewer, Identity::Company)] {
                noticed(profile, who, other).await;
            }
        }
    });
}

async fn noticed(profile: &str, who: Identity, other: Identity) {
    let (test, number) = until_october(profile).await;
    // Between the first reminder and the second.
    ticked(&test, "2026-10-05T09:00").await;
    assert_eq!(told(&test, &number, "agreement-expiring").await, [1; 2], "{profile}");
    let given = act(&test.sign_in_as(who).await, &number, "give-notice", &[("reason", REASON)]).await;
    assert_eq!(given.status, 303, "{profile} {who:?}: {}", given.text());
    let expected = if other == Identity::Company { [1, 0] } else { [0, 1] };
    assert_eq!(told(&test, &number, "agreement-termination-noticed").await, expected, "{profile} {who:?}");
    let page = test.sign_in_as(other).await.page(&format!("/cases/{number}")).await;
    assert!(page.contains(REASON) && page.contains("2026年10月20日"), "{profile} {who:?}: why and until when: {page}");
    assert_eq!(entitlements(&test, &number).await[0].entitlement.ends, Some(at("2026-10-21T00:00")), "{profile}");
    // Given once, by one side; and what ends by notice is not renewed.
    for side in [who, other] {
        let client = test.sign_in_as(side).await;
        assert_eq!(act(&client, &number, "give-notice", &[("reason", REASON)]).await.status, 403, "{profile}");
    }
    let company = test.sign_in_as(Identity::Company).await;
    assert_eq!(company.get(&format!("/cases/{number}/do/ask-renewal")).await.status, 403, "{profile}");
    ticked(&test, "2026-10-20T23:59").await;
    assert_eq!(told(&test, &number, "agreement-ended").await, [0; 2], "{profile}");
    ticked(&test, "2026-10-21T00:00").await;
    assert_eq!(told(&test, &number, "agreement-ended").await, [1; 2], "{profile}");
    ticked(&test, "2026-10-25T09:00").await;
    assert_eq!(told(&test, &number, "agreement-expiring").await, [1; 2], "{profile}: no second reminder");
}
