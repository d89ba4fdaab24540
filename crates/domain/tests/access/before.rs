//! Before applying: windows, conditions, credit, obstacles (R-054…R-059, S07, S12).
use crate::support::{at, d, profile};
use chrono::NaiveDate;
use domain::access::FaultCode;
use domain::access::conditions::{Condition, Conditions, Requirement, in_force};
use domain::access::credit::{CreditAnswer, CreditCheck, CreditEntry};
use domain::access::eligibility::{Facts, Obstacle, obstacles};
use domain::access::window::{Acceptance, NextWindow, Window, WindowCommand, WindowState, acceptance, proposals};
use domain::access::{DeliveryMode, Fault};
use domain::account::{PartyKind, Verification};
use domain::profile::{CreditTest, Label};
use uuid::Uuid;

const AUTHORITY: Uuid = Uuid::from_u128(1);
const DATASET: Uuid = Uuid::from_u128(2);

fn announced(first: NaiveDate, last: NaiveDate, on: &str) -> Window {
    let draft = Window::draft(Uuid::from_u128(9), AUTHORITY, first, last);
    let command = WindowCommand::Announce { notice: "2026-window-autumn".into() };
    draft.decide(command, &[], at(on)).expect("announced")
}

fn codes(result: Result<Window, Vec<Fault>>) -> Vec<(String, FaultCode)> {
    result.expect_err("refused").into_iter().map(|fault| (fault.field, fault.code)).collect()
}

#[test]
fn s07_r056_a_closed_window_takes_drafts_only_and_names_the_next() {
    let windows = [announced(d("09-01"), d("09-30"), "08-20T10:00")];
    for id in ["zhejiang", "deqing"] {
        let rule = profile(id).windows;
        let on = |time| acceptance(&rule, &windows, AUTHORITY, at(time)).expect("a date");
        let next = NextWindow { first: d("09-01"), announced: true };
        assert_eq!(on("08-31T23:59"), Acceptance::Closed { next: Some(next) }, "{id}");
        assert!(on("09-01T00:00").is_open() && on("09-30T23:59").is_open(), "{id}");
        let spring = NextWindow { first: NaiveDate::from_ymd_opt(2027, 3, 1).expect("a date"), announced: false };
        assert_eq!(on("10-01T00:00"), Acceptance::Closed { next: Some(spring) }, "{id}: as is usual, not announced");
        let other = acceptance(&rule, &windows, DATASET, at("09-10T10:00")).expect("a date");
        assert!(!other.is_open(), "a window of one authority opens no other");
        let early = acceptance(&rule, &windows, AUTHORITY, at("08-19T10:00")).expect("a date");
        assert_eq!(
            early,
            Acceptance::Closed { next: Some(NextWindow { announced: false, ..next }) },
            "not announced yet"
        );
    }
    // yunnan takes them on any day.
    let yunnan = acceptance(&profile("yunnan").windows, &windows, AUTHORITY, at("08-31T23:59"));
    assert_eq!(yunnan, Ok(Acceptance::Always));
}

#[test]
fn r057_windows_are_announced_prolonged_and_cancelled_by_notice() {
    let draft = Window::draft(Uuid::from_u128(8), AUTHORITY, d("06-10"), d("06-01"));
    let announce = |notice: &str| WindowCommand::Announce { notice: notice.into() };
    let faults = codes(draft.decide(announce(" "), &[], at("06-20T09:00")));
    let expected = [("first", FaultCode::OutOfRange), ("last", FaultCode::OutOfRange), ("notice", FaultCode::Required)];
    assert_eq!(faults, expected.map(|(field, code)| (field.to_owned(), code)), "all at once");
    let window = announced(d("09-01"), d("09-30"), "08-20T10:00");
    let second = Window::draft(Uuid::from_u128(8), AUTHORITY, d("09-30"), d("10-20"));
    let clash = codes(second.decide(announce("n"), std::slice::from_ref(&window), at("08-21T10:00")));
    assert_eq!(clash, [("first".to_owned(), FaultCode::Duplicate)]);
    let longer = |last| WindowCommand::Prolong { last, notice: "n2".into() };
    assert_eq!(window.decide(longer(d("10-15")), &[], at("09-20T10:00")).expect("longer").last, d("10-15"));
    assert_eq!(codes(window.decide(longer(d("09-15")), &[], at("09-10T10:00")))[0].1, FaultCode::OutOfRange);
    assert_eq!(codes(window.decide(longer(d("10-15")), &[], at("10-01T00:00")))[0].1, FaultCode::Locked, "it is over");
    let cancel = WindowCommand::Cancel { notice: "n3".into() };
    assert!(window.decide(cancel.clone(), &[], at("08-31T23:59")).is_ok());
    assert_eq!(codes(window.decide(cancel, &[], at("09-01T00:00")))[0].1, FaultCode::Locked, "it has begun");
    let redraft = WindowCommand::Draft { first: d("09-02"), last: d("09-20") };
    assert_eq!(codes(window.decide(redraft, &[], at("08-25T10:00")))[0].1, FaultCode::Locked, "announced dates bind");
    assert_eq!(
        proposals(&profile("zhejiang").windows, 2026),
        [(d("03-01"), d("03-31")), (d("09-01"), d("09-30"))],
        "March and September, from the profile"
    );
    let stored = serde_json::to_string(&window).expect("json");
    assert_eq!(serde_json::from_str::<Window>(&stored).expect("read"), window);
    assert!(matches!(window.state, WindowState::Announced { .. }));
}

fn conditions(version: u32, level: u8) -> Conditions {
    let text = Label { zh: format!("等级保护{level}级以上"), en: String::new() };
    Conditions {
        version,
        modes: vec![DeliveryMode::File, DeliveryMode::Api],
        conditions: vec![Condition { code: "mlps".into(), text, requirement: Requirement::MlpsLevel { min: level } }],
        ..Conditions::draft(DATASET)
    }
}

#[test]
fn r059_conditions_count_when_published_before_the_window() {
    let first = conditions(1, 2).publish(at("08-20T10:00")).expect("published");
    let second = conditions(2, 3).publish(at("09-05T10:00")).expect("published");
    let versions = [first.clone(), second.clone(), second.revised()];
    let window = Acceptance::Open { window: AUTHORITY, first: d("09-01"), last: d("09-30") };
    let as_of = |acceptance: &Acceptance, now| acceptance.conditions_as_of(at(now)).expect("a date");
    let during = in_force(&versions, DATASET, as_of(&window, "09-20T10:00"));
    assert_eq!(during, Some(&first), "whoever applied on the 2nd and on the 20th meets the same conditions");
    let always = in_force(&versions, DATASET, as_of(&Acceptance::Always, "09-20T10:00"));
    assert_eq!(always, Some(&second), "the draft of version 3 counts for nobody");
    assert_eq!(in_force(&versions, AUTHORITY, at("09-20T10:00")), None);
}

#[test]
fn r059_every_fault_of_conditions_at_once() {
    let mut draft = conditions(1, 6);
    draft.modes.clear();
    draft.conditions.push(Condition { text: Label::default(), ..draft.conditions[0].clone() });
    draft.conditions[1].requirement = Requirement::CreditGrade { accepted: vec![" ".into()] };
    let faults = draft.publish(at("08-20T10:00")).expect_err("refused");
    let found: Vec<_> = faults.iter().map(|fault| (fault.field.as_str(), fault.code)).collect();
    let expected = [
        ("modes", FaultCode::Required),
        ("conditions.0.min", FaultCode::OutOfRange),
        ("conditions.1.code", FaultCode::Duplicate),
        ("conditions.1.zh", FaultCode::Required),
        ("conditions.1.accepted", FaultCode::Required),
    ];
    assert_eq!(found, expected);
    let published = conditions(1, 2).publish(at("08-20T10:00")).expect("published");
    assert_eq!(published.publish(at("08-21T10:00")).expect_err("locked")[0].code, FaultCode::Locked);
}

#[test]
fn s12_r055_each_list_stops_with_its_own_reason_and_a_lifted_record_does_not() {
    let entry = |test, to| CreditEntry { test, from: d("01-10"), to, source: "省信用平台".into(), grade: None };
    let acceptance = Acceptance::Always;
    for id in ["zhejiang", "deqing"] {
        let rule = profile(id).restricted;
        let stops = |entries: &[CreditEntry], on: &str, level| {
            let check = CreditCheck::of(&rule.credit_tests, entries, d(on), at(&format!("{on}T09:00")));
            let facts = Facts {
                acceptance: &acceptance,
                kind: PartyKind::LegalPerson,
                verification: Some(Verification::Verified),
                level: Some(level),
                hosted: false,
                credit: Some(&check),
                conditions: &[],
            };
            obstacles(&rule, &facts)
        };
        let debtor = stops(&[entry(CreditTest::DishonestDebtor, None)], "09-10", 2);
        assert_eq!(debtor, [Obstacle::Listed { test: CreditTest::DishonestDebtor }], "{id}");
        assert_eq!((debtor[0].code(), debtor[0].articles()), ("dishonest-debtor", &["GL20-Art.12(2)"][..]));
        let record = entry(CreditTest::RecordUnderRegulation, Some(d("09-05")));
        let on_fifth = stops(std::slice::from_ref(&record), "09-05", 2);
        assert_eq!((on_fifth[0].code(), on_fifth[0].articles()), ("record-under-regulation", &["ZJ22-Art.33(1)"][..]));
        assert!(stops(&[record], "09-06", 2).is_empty(), "{id}: lifted on the 5th");
        let level = stops(&[], "09-10", 1);
        assert_eq!(level, [Obstacle::LevelTooLow { has: 1, min: 2, condition: None }]);
        assert_eq!(level[0].articles(), ["GL20-Art.12(1)"]);
        let both =
            stops(&[entry(CreditTest::AbnormalOperation, None), entry(CreditTest::SeriousViolation, None)], "09-10", 1);
        let codes: Vec<_> = both.iter().map(Obstacle::code).collect();
        assert_eq!(codes, ["level-too-low", "abnormal-operation", "serious-violation"], "everything at once");
    }
}

#[test]
fn r055_a_source_that_cannot_be_asked_refuses_nobody() {
    let rule = profile("zhejiang").restricted;
    let check = CreditCheck::unreachable(&rule.credit_tests, at("09-10T09:00"));
    assert_eq!(check.answers.len(), 5);
    assert!(check.answers.values().all(|answer| *answer == CreditAnswer::Unreachable));
    let facts = Facts {
        acceptance: &Acceptance::Always,
        kind: PartyKind::LegalPerson,
        verification: Some(Verification::Verified),
        level: None,
        hosted: false,
        credit: Some(&check),
        conditions: &[],
    };
    assert!(obstacles(&rule, &facts).is_empty());
}

#[test]
fn r054_published_conditions_may_ask_for_more_and_yunnan_leaves_it_to_each_provider() {
    let (two, three) = (conditions(1, 2), conditions(1, 3));
    let facts = |level, conditions| Facts {
        acceptance: &Acceptance::Always,
        kind: PartyKind::LegalPerson,
        verification: None,
        level: Some(level),
        hosted: false,
        credit: None,
        conditions,
    };
    let zhejiang = profile("zhejiang").restricted;
    let both = [&two, &three];
    let more = obstacles(&zhejiang, &facts(2, &both));
    assert_eq!(more, [Obstacle::LevelTooLow { has: 2, min: 3, condition: Some("mlps".into()) }]);
    assert!(obstacles(&zhejiang, &facts(3, &both)).is_empty());
    let yunnan = profile("yunnan").restricted;
    assert!(obstacles(&yunnan, &facts(1, &[])).is_empty(), "the profile sets none");
    assert_eq!(obstacles(&yunnan, &facts(1, &both[..1])).len(), 1, "this provider does");
    // A natural person served in the sandbox needs no system (C-18).
    let person = Facts { kind: PartyKind::Person, hosted: true, ..facts(1, &[]) };
    assert!(obstacles(&zhejiang, &person).is_empty());
    assert_eq!(obstacles(&zhejiang, &Facts { hosted: false, ..person }).len(), 1);
}

#[test]
fn dq23_the_credit_grade_is_judged_by_the_published_condition() {
    let rule = profile("deqing").restricted;
    let mut set = conditions(1, 2);
    set.conditions[0].requirement = Requirement::CreditGrade { accepted: vec!["A".into(), "B".into()] };
    let entry = |grade: &str| CreditEntry {
        test: CreditTest::CreditGrade,
        from: d("01-10"),
        to: None,
        source: "信用中国".into(),
        grade: Some(grade.into()),
    };
    for (entries, stopped) in [(vec![entry("C")], true), (vec![entry("B")], false), (vec![], false)] {
        let check = CreditCheck::of(&rule.credit_tests, &entries, d("09-10"), at("09-10T09:00"));
        let facts = Facts {
            acceptance: &Acceptance::Always,
            kind: PartyKind::LegalPerson,
            verification: None,
            level: None,
            hosted: false,
            credit: Some(&check),
            conditions: &[&set],
        };
        assert_eq!(obstacles(&rule, &facts).iter().any(|o| o.code() == "credit-grade"), stopped, "{entries:?}");
    }
}
