//! From a violation to the next application (R-137, S12): a record that follows from it stops whoever applies later, with its reason and article,
//! until it is lifted; where the profile keeps none nothing stands in the way.
use super::*;
use crate::applying::support;
use crate::fixture::run;
use testkit::identities::AUTHORITY;

const RECORD: &str = "申请人因违反公共数据条例有不良信息记录。";

#[test]
fn s12_s26_r137_a_record_of_a_violation_stops_a_later_submission_until_it_is_lifted() {
    run(async {
        for profile in ["zhejiang", "deqing", "yunnan"] {
            let ground = ground(profile).await;
            support::window(&ground.test, AUTHORITY, "2026-10-20", "2026-11-20").await;
            let number = ground.ordered(Identity::Reviewer).await;
            ground.test.clock.set(at("2026-10-27T09:00"));
            let company = ground.sign_in(Identity::Company).await;
            // For other data: the record is about the company, not about what was misused.
            let draft = support::filled(&company, &ground.codes[1], "停车通二期").await;
            ground.done(Identity::Reviewer, &number, "conclude", &[("reason", REASON)]).await;
            if profile == "deqing" {
                let page = support::stopped(&company, &draft).await;
                assert!(page.contains(RECORD) && page.contains("href=\"/law/zj22#art-33\""), "{profile}: {page}");
            } else {
                // In zhejiang the regulators have not found anything yet.
                assert_eq!(ground.listed().await, 0, "{profile}");
            }
            let found = [("against", "yes"), ("reason", REASON)];
            ground.done(Identity::AuthorityReviewer, &number, "record-regulators", &found).await;
            if profile == "yunnan" {
                assert_eq!(support::submit(&company, &draft).await.len(), 1, "no record is kept, none stops");
                let desk = ground.sign_in(Identity::AuthorityReviewer).await;
                assert_eq!(desk.get(&format!("/cases/{number}/do/lift-credit")).await.status, 403, "nothing to lift");
                continue;
            }
            let page = support::stopped(&company, &draft).await;
            assert!(page.contains(RECORD) && page.contains("href=\"/law/zj22#art-33\""), "{profile}: {page}");
            assert!(!page.contains("失信被执行人"), "{profile}: its own reason alone");
            ground.done(Identity::AuthorityReviewer, &number, "lift-credit", &[("reason", REASON)]).await;
            support::stopped(&company, &draft).await;
            ground.test.clock.set(at("2026-10-28T09:00"));
            let company = ground.sign_in(Identity::Company).await;
            assert_eq!(support::submit(&company, &draft).await.len(), 1, "{profile}: from the day after");
        }
    });
}
