//! S26: what follows a violation, from the notice to its end, by profile.
use super::*;
use crate::fixture::run;
use server::services::access::agreements::tick;
use server::services::access::violations;

#[test]
fn s26_r133_r135_r136_r137_not_rectified() {
    run(async {
        for profile in ["zhejiang", "deqing", "yunnan"] {
            let ground = ground(profile).await;
            assert_eq!(ground.fetched().await, [200, 200], "{profile}");
            let number = ground.ordered(Identity::Reviewer).await;
            // Notice and closing are one act: the same instant.
            let closed: Vec<_> = entitlements(&ground.test, &ground.agreement).await;
            let closed: Vec<_> = closed.iter().map(|row| row.entitlement.closed).collect();
            assert!(closed.contains(&Some(at("2026-10-12T10:00"))) && closed.contains(&None), "{closed:?}");
            assert_eq!(ground.fetched().await, [403, 200], "{profile}: other data works");
            assert!(ground.told(Identity::Company).await.contains(&"violation-rectification"));
            let access = ground.sign_in(Identity::Company).await.page("/my/access").await;
            for part in
                [format!("href=\"/cases/{number}\""), format!("/cases/{number}/do/hand-in"), "2026年10月26日".into()]
            {
                assert!(access.contains(&part), "{profile}: {part}: {access}");
            }
            assert!(ground.test.page("/recipients").await.contains("暂停"));

            for (time, told) in [("22T23:59", 0), ("23T00:00", 1), ("24T23:59", 0), ("25T00:00", 1), ("26T12:00", 0)] {
                ground.test.clock.set(at(&format!("2026-10-{time}")));
                let done = violations::tick::all(ground.test.portal.core()).await.expect("a round");
                assert_eq!(done, told, "{profile}: reminded on {time}");
            }
            let soon = ground.told(Identity::Company).await.into_iter().filter(|kind| *kind == "rectification-soon");
            assert_eq!(soon.count(), 2, "{profile}: the user, twice");
            assert!(!ground.told(Identity::Reviewer).await.contains(&"rectification-soon"));
            ground.test.clock.set(at("2026-10-26T23:59"));
            let reviewer = ground.sign_in(Identity::Reviewer).await;
            let early = reviewer.get(&format!("/cases/{number}/do/conclude")).await;
            assert_eq!(early.status, 403, "{profile}: the day is not over");
            assert_eq!(violations::tick::all(ground.test.portal.core()).await.expect("a round"), 0);
            ground.test.clock.set(at("2026-10-27T09:00"));
            assert_eq!(violations::tick::all(ground.test.portal.core()).await.expect("a round"), 1);
            assert_eq!(violations::tick::all(ground.test.portal.core()).await.expect("a round"), 0, "told once");
            assert!(ground.told(Identity::Reviewer).await.contains(&"rectification-over"));
            ground.done(Identity::Reviewer, &number, "conclude", &[("reason", REASON)]).await;
            let page = ground.sign_in(Identity::Company).await.page(&format!("/cases/{number}")).await;
            assert!(page.contains(REASON), "{profile}: told with reasons");
            let terminates = profile != "yunnan";
            let expected = if terminates { ("terminated", "destruction-due") } else { ("referred", "active") };
            let states = (ground.state(&number).await, ground.state(&ground.agreement).await);
            assert_eq!((states.0.as_str(), states.1.as_str()), expected, "{profile}");
            assert_eq!(ground.fetched().await, [403, if terminates { 403 } else { 200 }], "{profile}");
            let agreement = ground.sign_in(Identity::Company).await.page(&format!("/cases/{}", ground.agreement)).await;
            // 30 days after the end.
            assert_eq!(agreement.contains("2026年11月26日"), terminates, "{profile}: destruction");
            let register = ground.test.page("/recipients").await;
            assert!(register.contains(if terminates { "已结束" } else { "暂停" }), "{profile}: {register}");
            assert_eq!(ground.listed().await, usize::from(profile == "deqing"), "{profile}: at once in deqing");

            // The result of the regulators is the authority's to record.
            let reviewer = ground.sign_in(Identity::Reviewer).await;
            assert_eq!(reviewer.get(&format!("/cases/{number}/do/record-regulators")).await.status, 403);
            let result = [("against", "yes"), ("reason", REASON)];
            ground.done(Identity::AuthorityReviewer, &number, "record-regulators", &result).await;
            let expected = usize::from(profile != "yunnan");
            assert_eq!(ground.listed().await, expected, "{profile}: only after their result in zhejiang");
        }
    });
}

#[test]
fn s12_r137_a_credit_entry_is_of_the_violation_and_is_lifted_with_reasons() {
    run(async {
        let ground = ground("deqing").await;
        let number = ground.ordered(Identity::Reviewer).await;
        ground.test.clock.set(at("2026-10-27T09:00"));
        ground.done(Identity::Reviewer, &number, "conclude", &[("reason", REASON)]).await;
        assert!(ground.told(Identity::Company).await.contains(&"credit-entered"));
        let company = ground.sign_in(Identity::Company).await;
        let data = company.page(&format!("/data/{}", ground.codes[0])).await;
        assert!(data.contains("不能申请"), "the record stands in the way of a later application: {data}");
        assert!(ground.sign_in(Identity::AuthorityReviewer).await.page("/admin/credit").await.contains(&number));
        let reviewer = ground.sign_in(Identity::Reviewer).await;
        assert_eq!(reviewer.get(&format!("/cases/{number}/do/lift-credit")).await.status, 403);
        ground.done(Identity::AuthorityReviewer, &number, "lift-credit", &[("reason", REASON)]).await;
        assert_eq!(ground.listed().await, 1, "the last day counts");
        ground.test.clock.set(at("2026-10-28T09:00"));
        assert_eq!(ground.listed().await, 0);
        assert!(ground.told(Identity::Company).await.contains(&"credit-lifted"));
        let authority = ground.sign_in(Identity::AuthorityReviewer).await;
        assert_eq!(authority.get(&format!("/cases/{number}/do/lift-credit")).await.status, 403, "once");
    });
}

#[test]
fn r135_accepted_rectification_restores_access() {
    run(async {
        let ground = ground("yunnan").await;
        let number = ground.ordered(Identity::Reviewer).await;
        ground.done(Identity::Company, &number, "hand-in", &[("measures", MEASURES)]).await;
        assert!(ground.told(Identity::Reviewer).await.contains(&"violation-handed-in"));
        assert_eq!(ground.fetched().await, [403, 200], "a report alone opens nothing");
        let access = ground.sign_in(Identity::Company).await.page("/my/access").await;
        assert!(access.contains(&number) && !access.contains("/do/hand-in"), "handed in: {access}");
        ground.done(Identity::Reviewer, &number, "return", &[("reason", REASON)]).await;
        assert_eq!(ground.state(&number).await, "rectification-ordered");
        ground.done(Identity::Company, &number, "hand-in", &[("measures", MEASURES)]).await;
        let page = ground.sign_in(Identity::Reviewer).await.page(&format!("/cases/{number}")).await;
        assert!(page.contains(MEASURES), "{page}");
        ground.done(Identity::Reviewer, &number, "accept", &[("reason", REASON)]).await;
        assert_eq!(ground.state(&number).await, "restored");
        assert_eq!(ground.fetched().await, [200, 200]);
        assert!(!ground.sign_in(Identity::Company).await.page("/my/access").await.contains(&number));
        assert!(ground.told(Identity::Company).await.contains(&"violation-restored"));
        assert!(!ground.test.page("/recipients?status=suspended").await.contains("停车通"));
    });
}

#[test]
fn r133_r135_what_another_violation_closed_stays_closed() {
    run(async {
        let ground = ground("zhejiang").await;
        let first = ground.ordered(Identity::Reviewer).await;
        ground.test.clock.set(at("2026-10-13T10:00"));
        let second = ground.ordered(Identity::AuthorityReviewer).await;
        for (number, open) in [(first, 403), (second, 200)] {
            ground.done(Identity::Company, &number, "hand-in", &[("measures", MEASURES)]).await;
            ground.done(Identity::Reviewer, &number, "accept", &[("reason", REASON)]).await;
            assert_eq!(ground.fetched().await, [open, 200], "{number}");
        }
    });
}

#[test]
fn r133_r136_a_renewal_opens_nothing_that_is_closed_and_ends_with_the_violation() {
    run(async {
        let ground = ground("zhejiang").await;
        let number = ground.ordered(Identity::Reviewer).await;
        let renewal = [("term", "12"), ("term_unit", "months")];
        ground.done(Identity::Company, &ground.agreement, "ask-renewal", &renewal).await;
        ground.done(Identity::Reviewer, &ground.agreement, "grant-renewal", &[]).await;
        let mut tx = ground.test.portal.store.read().await.expect("a read");
        let old = tx.case(&ground.agreement).await.expect("a read").expect("the case");
        let beside = tx.agreement(old.id).await.expect("a read").expect("the agreement");
        let next = tx.agreements_of(beside.application).await.expect("a read")[1].number.clone();
        drop(tx);
        ground.done(Identity::Reviewer, &next, "confirm", &[]).await;
        let signed = click(&ground.sign_in(Identity::Company).await, &next, PASSWORD).await;
        assert_eq!(signed.status, 303, "{}", signed.text());
        let closed = entitlements(&ground.test, &next).await;
        assert_eq!(closed.iter().filter(|row| row.entitlement.closed.is_some()).count(), 1, "parking begins closed");
        ground.test.clock.set(at("2026-10-27T09:00"));
        ground.done(Identity::Reviewer, &number, "conclude", &[("reason", REASON)]).await;
        assert_eq!(ground.state(&next).await, "destruction-due", "the version in force ends");
        assert_eq!(ground.state(&ground.agreement).await, "renewed");
    });
}

#[test]
fn s27_r086_late_destruction_is_looked_into_as_any_other_violation() {
    run(async {
        let ground = ground("zhejiang").await;
        // The last day is 2027-04-08; destroyed by 05-08.
        for day in ["2027-04-09T00:00", "2027-05-09T00:00"] {
            ground.test.clock.set(at(day));
            tick::all(ground.test.portal.core()).await.expect("a round");
        }
        let mut tx = ground.test.portal.store.read().await.expect("a read");
        let party = tx.case(&ground.agreement).await.expect("a read").and_then(|row| row.party).expect("a party");
        let raised = tx.cases_about(party, domain::cases::CaseKind::Violation).await.expect("a read");
        drop(tx);
        let number = raised[0].number.clone();
        let reviewer = ground.sign_in(Identity::Reviewer).await;
        let page = reviewer.page(&format!("/cases/{number}")).await;
        assert!(page.contains("逾期未销毁数据") && page.contains(&ground.agreement), "{page}");
        assert!(reviewer.page("/admin?kind=WG").await.contains(&number), "in the queue");
        let company = ground.sign_in(Identity::Company).await;
        assert_eq!(company.get(&format!("/cases/{number}")).await.status, 404);
        ground.done(Identity::Reviewer, &number, "dismiss", &[("reason", REASON)]).await;
        assert_eq!(ground.state(&number).await, "dismissed");
        let company = ground.sign_in(Identity::Company).await;
        assert_eq!(company.get(&format!("/cases/{number}")).await.status, 404, "never the user's");
    });
}

#[test]
fn r133_r147_a_violation_that_cannot_be_read_holds_up_no_other() {
    run(async {
        let ground = ground("zhejiang").await;
        let damaged = ground.ordered(Identity::Reviewer).await;
        ground.test.clock.set(at("2026-10-13T10:00"));
        let sound = ground.ordered(Identity::AuthorityReviewer).await;
        assert!(damaged < sound, "it comes first");
        let mut tx = ground.test.portal.store.write().await.expect("a write");
        let mut row = tx.case(&damaged).await.expect("a read").expect("the case");
        row.data = "{}".into();
        tx.save_case(&row).await.expect("damaged");
        tx.commit(Vec::new()).await.expect("a commit");
        ground.test.clock.set(at("2026-10-27T09:00"));
        assert_eq!(violations::tick::all(ground.test.portal.core()).await.expect("a round"), 1, "of the other one");
        assert!(ground.told(Identity::AuthorityReviewer).await.contains(&"rectification-over"));
    });
}
