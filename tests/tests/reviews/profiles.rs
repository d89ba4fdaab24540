//! The same application in yunnan (S14) and deqing: each body has its own case, clock and agreement.
use super::*;
use crate::fixture::run;
use contract::ErrorCode;
use contract::cases::ClockState;
use testkit::identities::{OTHER_PUBLISHER, PUBLISHER};

#[test]
fn s14_r058_r066_yunnan_answers_within_ten_hard_days() {
    run(async {
        let test = portal("yunnan", "09-24T10:00").await;
        let numbers = test.apply(&company(&test).await).await;
        assert_eq!(numbers.len(), 2, "each provider receives its own");
        let provider = publisher(&test).await;
        let mut ours = Vec::new();
        for number in &numbers {
            match cases(&test).case(&provider, number).await {
                Ok(case) => ours.push((number.as_str(), case)),
                Err(error) => assert_eq!(error.code(), ErrorCode::NotFound),
            }
        }
        let [(number, case)] = &ours[..] else { panic!("one of the two: {}", ours.len()) };
        assert_eq!((state(case), due(case)), ("demand-review", ("restricted.demand".into(), "2026-10-15".into())));
        let clock = case.head.clock.as_ref().expect("a clock");
        assert_eq!((clock.strength.value.as_str(), clock.statutory, clock.counted.len()), ("hard", true, 10));
        assert!(!may(case).contains(&"extend") && may(case).contains(&"answer"), "{:?}", may(case));
        assert_eq!(case.future.len(), 1, "no recheck: signing follows");

        // Past a hard deadline the answer says why it is late.
        test.clock.set(at("10-16T09:00"));
        let provider = publisher(&test).await;
        assert!(matches!(
            view(&test, &provider, number).await.head.clock.map(|clock| clock.state),
            Some(ClockState::Overdue { .. })
        ));
        let late = try_act(&test, &provider, number, "answer", &[("verdict-1", "agree")]).await;
        assert_eq!(faults(late), [("late_reason".to_owned(), ErrorCode::Required)]);
        let agreed = [("verdict-1", "agree"), ("late_reason", "节前系统检修，数据项核对晚了一天。")];
        act(&test, &provider, number, "answer", &agreed).await;
        assert_eq!(state(&view(&test, &provider, number).await), "approved");
        assert_eq!(agreements(&test).await, [test.body(PUBLISHER).await.0], "signed with the provider");
        // The other provider's case is its own business.
        let rest = numbers.iter().find(|one| one != number).expect("the other one");
        assert_eq!(state(&view(&test, &other(&test).await, rest).await), "demand-review");
    });
}

#[test]
fn r063_r066_in_deqing_each_body_reviews_form_and_demand_without_recheck() {
    run(async {
        let test = portal("deqing", "09-10T15:02").await;
        let numbers = test.apply(&company(&test).await).await;
        assert_eq!(numbers.len(), 2);
        for (number, who, line) in [(&numbers[0], publisher(&test).await, 1), (&numbers[1], other(&test).await, 2)] {
            // Ids of bodies decide the order: whoever sees it is whose it is.
            let (number, line) = match cases(&test).case(&who, number).await {
                Ok(_) => (number, line),
                Err(_) => (numbers.iter().find(|one| *one != number).expect("two"), line),
            };
            let case = view(&test, &who, number).await;
            assert_eq!((state(&case), due(&case).1.as_str()), ("formal-review", "2026-09-17"));
            act(&test, &who, number, "pass-formal", &[]).await;
            let verdict = format!("verdict-{line}");
            act(&test, &who, number, "answer", &[(verdict.as_str(), "agree")]).await;
            assert_eq!(state(&view(&test, &who, number).await), "approved");
        }
        let mut signing = agreements(&test).await;
        signing.sort_unstable();
        let mut bodies = vec![test.body(PUBLISHER).await.0, test.body(OTHER_PUBLISHER).await.0];
        bodies.sort_unstable();
        assert_eq!(signing, bodies, "an agreement of each");
    });
}
