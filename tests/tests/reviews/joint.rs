//! S11, first half, over HTTP: both providers agree. In zhejiang the authority is the party of one agreement, in deqing and yunnan each its own
//!
use super::*;
use crate::agreements::{act as send, blanks, click, entitlements};
use crate::fixture::run;
use std::collections::BTreeSet;
use testkit::applications::{PARKING, RAIN};
use testkit::identities::{AUTHORITY, OTHER_PUBLISHER, PASSWORD, PUBLISHER};

const BOTH: [(Identity, &str, &str, &str); 2] = [
    (Identity::Reviewer, PUBLISHER, PARKING, RAIN),
    (Identity::OtherPublisher(Role::Reviewer), OTHER_PUBLISHER, RAIN, PARKING),
];

/// The agreements that the company has: number, body that signs for the opening side.
async fn drawn_up(test: &TestPortal) -> Vec<(String, uuid::Uuid)> {
    let company = company(test).await;
    let party = company.actor.signed_in().and_then(|signed| signed.acting.party()).expect("a party");
    let mut tx = test.portal.store.read().await.expect("a read");
    let rows = tx.cases_of(party, 0, 50).await.expect("cases").into_iter().filter(|row| row.kind == "XY");
    rows.map(|row| (row.number, row.handler.expect("a body"))).collect()
}

/// Each publisher agrees to its line, having seen that line alone; number of the case of each.
async fn both_agree(test: &TestPortal, profile: &str, numbers: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    for (at, (who, _, own, others)) in BOTH.into_iter().enumerate() {
        let client = test.sign_in_as(who).await;
        let mut ours = Vec::new();
        for number in numbers {
            ours.extend((client.get(&format!("/cases/{number}")).await.status == 200).then_some(number.as_str()));
        }
        let [number] = ours[..] else { panic!("{profile}: one is its own: {ours:?}") };
        if profile == "deqing" {
            assert_eq!(send(&client, number, "pass-formal", &[]).await.status, 303);
        }
        for path in [format!("/cases/{number}"), format!("/cases/{number}/do/answer")] {
            let page = client.page(&path).await;
            assert!(page.contains(own) && !page.contains(others), "{profile}: its own line alone: {path}");
        }
        let verdict = format!("verdict-{}", at + 1);
        let sent = send(&client, number, "answer", &[(verdict.as_str(), "agree")]).await;
        assert_eq!(sent.status, 303, "{profile}: {}", sent.text());
        all.push(number.to_owned());
    }
    all
}

#[test]
fn s11_r052_r068_r078_both_approve_and_in_zhejiang_the_authority_is_the_party() {
    run(async {
        let test = portal("zhejiang", "09-10T15:02").await;
        let numbers = test.apply(&company(&test).await).await;
        assert_eq!(numbers.len(), 1, "one application of both");
        let number = numbers[0].as_str();
        let board = test.sign_in_as(Identity::AuthorityReviewer).await;
        assert!(board.page(&format!("/cases/{number}")).await.contains("联合"), "shown as joint");
        assert_eq!(send(&board, number, "pass-formal", &[]).await.status, 303);
        both_agree(&test, "zhejiang", &numbers).await;
        assert!(drawn_up(&test).await.is_empty(), "nothing before the recheck (R-067)");
        let recheck = [("verdict-1", "agree"), ("verdict-2", "agree")];
        assert_eq!(send(&board, number, "recheck", &recheck).await.status, 303);

        let drawn_up = drawn_up(&test).await;
        let [(agreement, party)] = &drawn_up[..] else { panic!("one agreement: {drawn_up:?}") };
        assert_eq!(*party, test.body(AUTHORITY).await.0);
        let text = board.page(&format!("/cases/{agreement}/agreement")).await;
        assert!(text.contains(AUTHORITY) && text.contains(PARKING) && text.contains(RAIN), "{text}");
        // Neither provider signs it, and the authority's confirmation does.
        for (who, ..) in BOTH {
            assert_eq!(send(&test.sign_in_as(who).await, agreement, "fill", &blanks()).await.status, 403, "{who:?}");
        }
        crate::agreements::confirmed(&board, agreement).await;
        let company = test.sign_in_as(Identity::Company).await;
        assert_eq!(click(&company, agreement, PASSWORD).await.status, 303);
        let publishers: BTreeSet<_> =
            entitlements(&test, agreement).await.into_iter().map(|row| row.entitlement.publisher).collect();
        let both = BTreeSet::from([test.body(PUBLISHER).await.0, test.body(OTHER_PUBLISHER).await.0]);
        assert_eq!(publishers, both, "one click opens the lines of both");
    });
}

#[test]
fn s11_r063_r078_both_approve_and_in_deqing_and_yunnan_each_signs_its_own() {
    run(async {
        for profile in ["deqing", "yunnan"] {
            let test = portal(profile, "09-10T15:02").await;
            let numbers = test.apply(&company(&test).await).await;
            assert_eq!(numbers.len(), 2, "{profile}: an application with each");
            let ours = both_agree(&test, profile, &numbers).await;
            assert_ne!(ours[0], ours[1], "{profile}");
            let drawn_up = drawn_up(&test).await;
            assert_eq!(drawn_up.len(), 2, "{profile}: an agreement with each, without a recheck");
            let company = test.sign_in_as(Identity::Company).await;
            for (who, body, own, others) in BOTH {
                let id = test.body(body).await.0;
                let (agreement, _) = drawn_up.iter().find(|(_, party)| *party == id).expect("its agreement");
                let client = test.sign_in_as(who).await;
                let text = client.page(&format!("/cases/{agreement}/agreement")).await;
                assert!(text.contains(body) && text.contains(own) && !text.contains(others), "{profile}: {text}");
                assert!(!text.contains(AUTHORITY), "{profile}: the authority is no party");
                for (other, ..) in BOTH.iter().filter(|(other, ..)| *other != who) {
                    let stranger = test.sign_in_as(*other).await;
                    assert_eq!(stranger.get(&format!("/cases/{agreement}")).await.status, 404, "{profile}: {other:?}");
                }
                crate::agreements::confirmed(&client, agreement).await;
                assert_eq!(click(&company, agreement, PASSWORD).await.status, 303, "{profile}");
                let open = entitlements(&test, agreement).await;
                assert!(open.len() == 1 && open[0].entitlement.publisher == id, "{profile}: {open:?}");
            }
        }
    });
}
