//! Cancelling while the providers review, over HTTP in the three profiles: the case is kept, whoever had it is told, nothing goes on.
use super::*;
use crate::agreements::act as send;
use crate::fixture::run;
use testkit::applications::PARKING;

#[test]
fn r071_cancelled_during_the_demand_review_it_is_kept_and_goes_no_further() {
    run(async {
        for (profile, formal) in [
            ("zhejiang", Some(Identity::AuthorityReviewer)),
            ("deqing", Some(Identity::Reviewer)),
            // In yunnan the demand review begins with the receipt.
            ("yunnan", None),
        ] {
            let test = portal(profile, "09-10T15:02").await;
            let number = test.apply_for(&company(&test).await, &[PARKING]).await.remove(0);
            if let Some(formal) = formal {
                assert_eq!(send(&test.sign_in_as(formal).await, &number, "pass-formal", &[]).await.status, 303);
            }
            let path = format!("/cases/{number}");
            let reviewer = test.sign_in_as(Identity::Reviewer).await;
            assert_eq!(reviewer.get(&format!("{path}/do/answer")).await.status, 200, "{profile}: it is reviewed");
            assert_eq!(reviewer.get(&format!("{path}/do/cancel")).await.status, 403, "{profile}: not theirs to cancel");
            let who = test.sign_in_as(Identity::Company).await;
            assert!(who.page(&path).await.contains(&format!("{path}/do/cancel")), "{profile}: offered");
            assert_eq!(send(&who, &number, "cancel", &[("reason", "业务调整")]).await.status, 303, "{profile}");

            let mine = view(&test, &company(&test).await, &number).await;
            assert_eq!(state(&mine), "cancelled", "{profile}");
            assert!(mine.clocks.iter().all(|clock| !clock.state.is_open()), "{profile}: no clock runs");
            assert!(who.page("/my/requests").await.contains(&number), "{profile}: kept");
            assert_eq!(reviewer.get(&path).await.status, 200, "{profile}: kept, for the office too");
            let told = test.portal.ports.notices.list(&publisher(&test).await, 1).await.expect("notices").notices;
            let told: Vec<_> = told.iter().filter(|row| row.case_number.as_deref() == Some(&number)).collect();
            assert!(told.iter().any(|row| row.kind.value == "application-cancelled"), "{profile}: {told:?}");
            // What was on its way when it was cancelled changes nothing.
            let late = send(&reviewer, &number, "answer", &[("verdict-1", "agree")]).await;
            assert_eq!(late.status, 403, "{profile}");
            assert_eq!(send(&who, &number, "cancel", &[]).await.status, 403, "{profile}: once");
            assert!(agreements(&test).await.is_empty(), "{profile}");
            assert!(queued(&test, &publisher(&test).await, QueueTab::Office).await.is_empty(), "{profile}");
        }
    });
}
