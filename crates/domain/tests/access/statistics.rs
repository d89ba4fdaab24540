//! 公开统计: what the public page says is what somebody counts by hand.
use crate::fixture::{AUTHORITY, Driven, TRANSPORT, WEATHER, applicant, by};
use crate::reviews::{agree, refusal};
use crate::support::{at, shipped};
use domain::access::review::{Command, Part, Verdict};
use domain::access::statistics::{Outcome, Proceeding, StepDays, figures};
use domain::profile::Step;
use std::collections::BTreeMap;

fn proceeding(case: &Driven) -> Proceeding {
    let clocks = case.clocks.iter().map(|step| (step.body, step.clock.clone())).collect();
    Proceeding { review: case.review.clone(), clocks }
}

fn answered(case: &mut Driven, verdicts: BTreeMap<u32, Verdict>, body: uuid::Uuid, when: &str) {
    case.go(Command::Answer { verdicts, late_reason: false }, &by(Part::DemandReviewer, body), when);
}

/// Filed 09-10, passed 09-15, answered 10-09 and 10-12, decided 11-03: as S08.
fn whole_path(weather: BTreeMap<u32, Verdict>, last: &[u32]) -> Driven {
    let mut case = Driven::open("zhejiang", "09-10T15:02").remove(0);
    case.go(Command::PassFormal { late_reason: false }, &by(Part::FormalReviewer, AUTHORITY), "09-15T10:00");
    answered(&mut case, weather, WEATHER, "10-09T10:00");
    answered(&mut case, agree(&[1]), TRANSPORT, "10-12T17:00");
    let recheck = Command::Recheck { verdicts: agree(last), late_reason: true };
    case.go(recheck, &by(Part::Rechecker, AUTHORITY), "11-03T10:00");
    case
}

#[test]
fn r065_figures_are_those_of_a_hand_count() {
    let agreed = whole_path(agree(&[2]), &[1, 2]);
    let partly = whole_path(BTreeMap::from([(2, Verdict::Refuse(refusal()))]), &[1]);
    let mut cancelled = Driven::open("zhejiang", "09-10T15:02").remove(0);
    cancelled.go(Command::Cancel, &applicant(), "09-11T09:00");
    let running = Driven::open("zhejiang", "09-10T15:02").remove(0);
    let all: Vec<_> = [&agreed, &partly, &cancelled, &running].map(proceeding).into();
    let counted = figures(&all, at("11-03T12:00"), &shipped()).expect("dates of the calendar");
    assert_eq!(counted.applications, 4);
    let outcomes = [(Outcome::Running, 1), (Outcome::Agreed, 1), (Outcome::Partly, 1), (Outcome::Cancelled, 1)];
    assert_eq!(counted.outcomes, BTreeMap::from(outcomes));
    // By hand: 09-10 to 09-15 are 3 working days (09-11, 09-14, 09-15), twice; the fourth waits since 09-17.
    let said = |step: &StepDays| (step.done(), step.total(), step.longest(), step.late, step.open, step.overdue);
    assert_eq!(said(&counted.steps[&Step::Formal]), (2, 6, Some(3), 0, 1, 1));
    // 09-15 to 10-09 are 13 (with 09-20, without 09-25…09-27 and 10-01…10-07), to 10-12 are 15 (with 10-10).
    assert_eq!(said(&counted.steps[&Step::Demand]), (4, 56, Some(15), 0, 0, 0));
    assert_eq!(counted.steps[&Step::Demand].average_tenths(), Some(140));
    // 10-12 to 11-03 are 16, one more than the target.
    assert_eq!(said(&counted.steps[&Step::Recheck]), (2, 32, Some(16), 2, 0, 0));
    let weather = &counted.bodies[&WEATHER];
    assert_eq!((weather.applications, weather.lines, weather.lines_agreed, weather.lines_refused), (4, 4, 1, 1));
    assert_eq!(weather.steps[&Step::Demand].average_tenths(), Some(130));
    let transport = &counted.bodies[&TRANSPORT];
    assert_eq!((transport.lines_agreed, transport.lines_refused), (2, 0));
    assert_eq!(transport.steps[&Step::Demand].average_tenths(), Some(150));
    assert!(!transport.steps.contains_key(&Step::Recheck), "each step is its body's");
    assert_eq!(counted.bodies[&AUTHORITY].lines, 0);
}

#[test]
fn an_average_is_rounded_half_up_and_absent_without_cases() {
    assert_eq!(StepDays::default().average_tenths(), None);
    let mut case = Driven::open("yunnan", "09-24T10:00");
    let none = figures(&[], at("10-15T10:00"), &shipped()).expect("nothing to count");
    assert_eq!((none.applications, none.bodies.len()), (0, 0));
    // Yunnan: one step at each publisher; 09-28 is the first working day, 09-29 the second.
    let mut first = case.remove(0);
    let body = first.review.receiver;
    let line = first.review.lines[0].no;
    answered(&mut first, agree(&[line]), body, "09-29T10:00");
    let counted = figures(&[proceeding(&first)], at("10-15T10:00"), &shipped()).expect("dates");
    assert_eq!(counted.steps[&Step::Demand].average_tenths(), Some(20));
    assert_eq!(counted.outcomes, BTreeMap::from([(Outcome::Agreed, 1)]));
}
