use super::*;
use crate::calendar::Calendars;
use crate::cases::{CaseClock, CaseFacts, CaseKind, EventCode, Hat, Stored, StoredError, Version};
use crate::catalog::SuspensionReason;
use crate::notice::NoticeKind;
use crate::profile::{Approver, ExtensionRule, Profile, Strength, resolve};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use uuid::Uuid;

const AUTHORITY: Uuid = Uuid::from_u128(1);
const ABOVE: Uuid = Uuid::from_u128(2);
const BODY: Uuid = Uuid::from_u128(3);
const TARGET: Uuid = Uuid::from_u128(4);

fn now() -> DateTime<Utc> {
    "2026-09-28T02:00:00Z".parse().unwrap()
}

fn profile() -> Profile {
    resolve("zhejiang", &crate::profile::SHIPPED).unwrap().profile
}

fn calendars() -> Calendars {
    Calendars::parse(crate::calendar::SHIPPED.map(|(_, text)| text)).unwrap()
}

fn clock() -> CaseClock {
    let profile = profile();
    let (rule, reminders) = (&profile.complaint.reply, &profile.platform.reminders);
    CaseClock::start("complaint.reply", rule, reminders, Version::default(), now(), &calendars()).unwrap()
}

fn situation(clock: &CaseClock) -> Situation<'_> {
    Situation {
        kind: CaseKind::Complaint,
        facts: CaseFacts {
            case: Uuid::from_u128(9),
            party: Some(Uuid::from_u128(5)),
            filed_by: None,
            authority: AUTHORITY,
            above: None,
            handler: None,
            target: Some(TARGET),
        },
        level_above: Some(ABOVE),
        dataset: Some(BODY),
        suspended: false,
        clock: Some(clock),
        now: now(),
    }
}

fn by(hat: Hat) -> By {
    let body = match hat {
        Hat::Handler | Hat::HandlerHead => Some(BODY),
        Hat::Reporter => None,
        _ => Some(AUTHORITY),
    };
    By { hats: BTreeSet::from([hat]), account: Uuid::from_u128(hat as u128 + 100), body }
}

fn in_state(state: StateCode) -> Complaint {
    let outcome = Outcome::Substantiated;
    let state = match state {
        StateCode::Filed => State::Filed { since: now() },
        StateCode::Routed => State::Routed { to: BODY, since: now() },
        StateCode::Handling => State::Handling { by: BODY, since: now() },
        StateCode::Supplement => State::Supplement { by: Some(BODY), since: now() },
        StateCode::Referred => State::Referred { regulator: Regulator::Police, since: now() },
        StateCode::Answered => State::Answered { by: BODY, outcome, at: now() },
        StateCode::Closed => State::Closed { ending: Ending::Answered, outcome: Some(outcome), at: now() },
    };
    Complaint { state, ..Complaint::filed(now()) }
}

/// One command of each kind, as it may be typed.
fn command(code: CommandCode) -> Command {
    match code {
        CommandCode::Route => Command::Route { to: BODY, within: true },
        CommandCode::Forward => Command::Forward,
        CommandCode::Refer => Command::Refer { regulator: Regulator::Cyberspace },
        CommandCode::RecordOutcome => Command::RecordOutcome { outcome: Outcome::Explained },
        CommandCode::Accept => Command::Accept,
        CommandCode::Return => Command::Return,
        CommandCode::Recall => Command::Recall,
        CommandCode::AskSupplement => Command::AskSupplement,
        CommandCode::Supplement => Command::Supplement,
        CommandCode::Proceed => Command::Proceed,
        CommandCode::Extend => Command::Extend { additional: 5 },
        CommandCode::Answer => Command::Answer { outcome: Outcome::Substantiated, late_reason: false },
        CommandCode::Confirm => Command::Confirm,
        CommandCode::Object => Command::Object,
        CommandCode::Close => Command::Close,
        CommandCode::Cancel => Command::Cancel,
        CommandCode::Convert => Command::Convert { into: Conversion::Correction },
        CommandCode::SuspendDataset => Command::SuspendDataset { reason: SuspensionReason::SecurityRisk },
        CommandCode::ResumeDataset => Command::ResumeDataset,
        CommandCode::Remind => Command::Remind,
    }
}

#[test]
fn r127_state_command_and_part_are_as_reviewed_and_in_the_documentation() {
    let mut text = String::from(
        "# 投诉举报、意见建议 · Complaints and suggestions\n\n\
         Written by the test of `crates/domain/src/complaints/tests.rs` (`UPDATE_SNAPSHOTS=1 cargo test -p domain`), reviewed by a person.\n\
         A part is what somebody is in this one case: the party that filed it (*reporter*), the authority that routes it (*router*), the body that\n\
         has it (*handler*, its *handler-head*), 督促 (*supervisor*), 安全岗 (*security*), an authority that forwarded it (*observer*), 审计\n\
         (*auditor*), the body complained about where nobody else can receive the case (*target*). The reporter may be the party that filed it,\n\
         or, where no account did, whoever has number and query code. Who filed a case is nothing else in it (R-155).\n\n## States\n\n```mermaid\nstateDiagram-v2\n    [*] --> filed\n",
    );
    let clock = clock();
    let mut lines = BTreeSet::new();
    for &state in StateCode::ALL {
        for &code in CommandCode::ALL {
            for &hat in permits(state, code) {
                // Conditions are made true, so that every arrow is drawn.
                let suspended = code == CommandCode::ResumeDataset;
                let situation = Situation { suspended, ..situation(&clock) };
                if let Ok(done) = decide(&in_state(state), command(code), &by(hat), &situation)
                    && done.next.code() != state
                {
                    lines.insert(format!("    {} --> {}: {}", state.code(), done.next.code().code(), code.code()));
                }
            }
        }
    }
    for line in lines {
        let _ = writeln!(text, "{line}");
    }
    text.push_str("    closed --> [*]\n```\n\n## Who may do what\n\n| state | command | parts |\n|---|---|---|\n");
    for &state in StateCode::ALL {
        for &code in CommandCode::ALL {
            let hats = permits(state, code);
            if !hats.is_empty() {
                let hats: Vec<_> = hats.iter().map(|hat| hat.code()).collect();
                let _ = writeln!(text, "| {} | {} | {} |", state.code(), code.code(), hats.join(", "));
            }
        }
    }
    crate::snapshot::compare(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/cases.md"), &text);
}

#[test]
fn every_command_outside_of_the_table_is_refused_whoever_asks() {
    let clock = clock();
    for &state in StateCode::ALL {
        for &code in CommandCode::ALL {
            for &hat in Hat::ALL {
                let result = decide(&in_state(state), command(code), &by(hat), &situation(&clock));
                if !permits(state, code).contains(&hat) {
                    assert_eq!(result, Err(Refused::NotAllowed(code)), "{state:?} {code:?} {hat:?}");
                }
                let listed = allowed(&in_state(state), &by(hat), &situation(&clock)).contains(&code);
                assert_eq!(listed, !matches!(result, Err(Refused::NotAllowed(_))), "{state:?} {code:?} {hat:?}");
            }
        }
    }
}

fn go(case: &Complaint, command: Command, hat: Hat, situation: &Situation<'_>) -> Complaint {
    decide(case, command, &by(hat), situation).unwrap_or_else(|refused| panic!("{command:?}: {refused}")).next
}

#[test]
fn r127_a_complaint_is_filed_routed_handled_answered_closed() {
    let clock = clock();
    let s = situation(&clock);
    let case = go(&Complaint::filed(now()), Command::Route { to: BODY, within: true }, Hat::Router, &s);
    let case = go(&case, Command::Accept, Hat::Handler, &s);
    let answer = Command::Answer { outcome: Outcome::PartlySubstantiated, late_reason: false };
    let answered = decide(&case, answer, &by(Hat::Handler), &s).unwrap();
    assert_eq!(answered.event, EventCode::Answered);
    assert!(answered.effects.contains(&Effect::Notice { to: Told::Reporter, kind: NoticeKind::CaseAnswered }));
    let case = go(&answered.next, Command::Close, Hat::Handler, &s);
    let State::Closed { ending: Ending::Answered, outcome: Some(Outcome::PartlySubstantiated), .. } = case.state else {
        panic!("{case:?}")
    };
}

#[test]
fn r127_the_body_complained_about_never_gets_the_case() {
    let clock = clock();
    let route = Command::Route { to: TARGET, within: true };
    let refused = decide(&in_state(StateCode::Filed), route, &by(Hat::Router), &situation(&clock));
    assert_eq!(refused, Err(Refused::ToTarget));
    let outside = Command::Route { to: BODY, within: false };
    assert_eq!(
        decide(&in_state(StateCode::Filed), outside, &by(Hat::Router), &situation(&clock)),
        Err(Refused::OutsideJurisdiction)
    );
    // No notice of any command reaches it.
    for &state in StateCode::ALL {
        for &code in CommandCode::ALL {
            for &hat in permits(state, code) {
                let s = Situation { dataset: Some(TARGET), ..situation(&clock) };
                if let Ok(done) = decide(&in_state(state), command(code), &by(hat), &s) {
                    let told = |e: &Effect| matches!(e, Effect::Notice { to: Told::Body(body), .. } if *body == TARGET);
                    assert!(!done.effects.iter().any(told), "{state:?} {code:?}");
                }
            }
        }
    }
}

#[test]
fn an_objection_comes_once_and_somebody_else_answers_then() {
    let clock = clock();
    let s = situation(&clock);
    let answer = Command::Answer { outcome: Outcome::NotSubstantiated, late_reason: false };
    let answered = go(&in_state(StateCode::Handling), answer, Hat::Handler, &s);
    let closed = go(&answered, Command::Close, Hat::Handler, &s);
    let again = decide(&closed, Command::Object, &by(Hat::Reporter), &s).unwrap();
    assert!(
        again.effects.contains(&Effect::Clock(ClockEffect::Happened(crate::profile::Event::Received))),
        "a new clock"
    );
    let case = go(&again.next, Command::Route { to: BODY, within: true }, Hat::Router, &s);
    let case = go(&case, Command::Accept, Hat::Handler, &s);
    assert_eq!(decide(&case, answer, &by(Hat::Handler), &s), Err(Refused::SamePerson));
    let colleague = By { account: Uuid::from_u128(999), ..by(Hat::Handler) };
    let case = decide(&case, answer, &colleague, &s).unwrap().next;
    assert_eq!(decide(&case, Command::Object, &by(Hat::Reporter), &s), Err(Refused::NotAllowed(CommandCode::Object)));
}

#[test]
fn r127_facts_are_asked_for_once_and_of_everybody() {
    let clock = clock();
    let s = situation(&clock);
    let asked = decide(&in_state(StateCode::Handling), Command::AskSupplement, &by(Hat::Handler), &s).unwrap();
    assert!(asked.effects.contains(&Effect::Clock(ClockEffect::Pause)));
    let back = decide(&asked.next, Command::Supplement, &by(Hat::Reporter), &s).unwrap();
    assert!(back.effects.contains(&Effect::Clock(ClockEffect::Restart)));
    assert_eq!(back.next.handler(), Some(BODY), "goes on where it was");
    assert!(decide(&back.next, Command::AskSupplement, &by(Hat::Handler), &s).is_err());
    let anonymous = Situation { facts: CaseFacts { party: None, ..s.facts }, ..s };
    let asked = decide(&in_state(StateCode::Handling), Command::AskSupplement, &by(Hat::Handler), &anonymous).unwrap();
    assert!(
        decide(&asked.next, Command::Supplement, &by(Hat::Reporter), &anonymous).is_ok(),
        "by number and query code"
    );
    assert!(decide(&asked.next, Command::Proceed, &by(Hat::Handler), &anonymous).is_ok(), "nobody has to wait for it");
}

#[test]
fn r151_a_soft_target_never_blocks_and_a_hard_one_asks_for_a_reason() {
    let mut late = clock();
    let end = late.ends_at().unwrap();
    let answer = |late_reason| Command::Answer { outcome: Outcome::Explained, late_reason };
    let case = in_state(StateCode::Handling);
    let s = Situation { now: end, ..situation(&late) };
    assert!(decide(&case, answer(false), &by(Hat::Handler), &s).is_ok(), "soft: 原则上");
    late.rule.strength = Strength::Hard;
    let s = Situation { now: end - TimeDelta::microseconds(1), ..situation(&late) };
    assert!(decide(&case, answer(false), &by(Hat::Handler), &s).is_ok(), "24:00 has not passed");
    let s = Situation { now: end, ..situation(&late) };
    assert_eq!(decide(&case, answer(false), &by(Hat::Handler), &s), Err(Refused::LateReasonNeeded));
    assert!(decide(&case, answer(true), &by(Hat::Handler), &s).is_ok());
}

#[test]
fn r145_an_extension_needs_a_rule_and_its_approver() {
    let mut clock = clock();
    let case = in_state(StateCode::Handling);
    let extend = Command::Extend { additional: 5 };
    let refused = |clock: &CaseClock, hat| decide(&case, extend, &by(hat), &situation(clock)).is_err();
    assert!(refused(&clock, Hat::HandlerHead), "the profile knows no extension of complaints");
    let limit = crate::calendar::Extension::TotalMax(20);
    clock.rule.extension =
        Some(ExtensionRule { limit, approver: Approver::BodyHead, once: true, notify_applicant: true });
    assert!(refused(&clock, Hat::Router) && refused(&clock, Hat::Handler));
    assert!(!refused(&clock, Hat::HandlerHead));
    let too_long = decide(&case, Command::Extend { additional: 6 }, &by(Hat::HandlerHead), &situation(&clock));
    assert_eq!(too_long.map_err(|refused| refused.code()), Err("extension-too-long"));
}

#[test]
fn r128_it_leads_to_other_procedures_and_to_a_suspension_by_those_responsible() {
    let clock = clock();
    let s = situation(&clock);
    let converted = decide(
        &in_state(StateCode::Handling),
        Command::Convert { into: Conversion::Withdrawal },
        &by(Hat::Handler),
        &s,
    )
    .unwrap();
    let heard = Effect::Notice { to: Told::Body(AUTHORITY), kind: NoticeKind::CaseEscalated };
    assert_eq!(converted.effects, [Effect::Link(Conversion::Withdrawal), heard], "the authority hears of it");
    let own =
        decide(&in_state(StateCode::Handling), Command::Convert { into: Conversion::Violation }, &by(Hat::Router), &s)
            .unwrap();
    assert_eq!(own.effects, [Effect::Link(Conversion::Violation)], "and not of its own");
    assert_eq!(converted.next, in_state(StateCode::Handling), "the complaint itself goes on");
    let suspend = command(CommandCode::SuspendDataset);
    assert!(
        decide(&in_state(StateCode::Handling), suspend, &by(Hat::Handler), &s).is_ok(),
        "the publisher's own dataset"
    );
    let foreign = Situation { dataset: Some(ABOVE), ..s };
    assert!(decide(&in_state(StateCode::Handling), suspend, &by(Hat::Handler), &foreign).is_err());
    assert!(decide(&in_state(StateCode::Handling), suspend, &by(Hat::Router), &foreign).is_ok(), "the authority may");
    let told = |body| Effect::Notice { to: Told::Body(body), kind: NoticeKind::CaseMessage };
    let own = decide(&in_state(StateCode::Handling), suspend, &by(Hat::Handler), &s).unwrap();
    assert!(own.effects.contains(&told(AUTHORITY)), "R-128: the authority hears what the publisher suspended");
    let of_another = decide(&in_state(StateCode::Handling), suspend, &by(Hat::Router), &foreign).unwrap();
    assert!(of_another.effects.contains(&told(ABOVE)) && !of_another.effects.contains(&told(AUTHORITY)));
    let suspended = Situation { suspended: true, ..s };
    assert!(decide(&in_state(StateCode::Handling), suspend, &by(Hat::Router), &suspended).is_err(), "not twice");
    assert!(decide(&in_state(StateCode::Closed), Command::ResumeDataset, &by(Hat::Router), &suspended).is_ok());
}

#[test]
fn stored_states_of_every_schema_are_read() {
    for &state in StateCode::ALL {
        let case = Complaint { answered_by: BTreeSet::from([Uuid::from_u128(9)]), asked: true, ..in_state(state) };
        assert_eq!(Complaint::from_stored(Complaint::SCHEMA, &case.to_stored().unwrap()).unwrap(), case);
    }
    // As written by schema 1; never change these texts, add those of new schemas.
    let body = "00000000-0000-0000-0000-000000000003";
    for (text, state) in [
        (r#"{"state":"filed","since":"2026-09-28T02:00:00Z"}"#.to_owned(), StateCode::Filed),
        (
            format!(
                r#"{{"state":"routed","to":"{body}","since":"2026-09-28T02:00:00Z","asked":false,"objected":true,"forwarded":false,"answered_by":[]}}"#
            ),
            StateCode::Routed,
        ),
        (format!(r#"{{"state":"handling","by":"{body}","since":"2026-09-28T02:00:00Z"}}"#), StateCode::Handling),
        (
            r#"{"state":"supplement","by":null,"since":"2026-09-28T02:00:00Z","asked":true}"#.to_owned(),
            StateCode::Supplement,
        ),
        (r#"{"state":"referred","regulator":"police","since":"2026-09-28T02:00:00Z"}"#.to_owned(), StateCode::Referred),
        (
            format!(r#"{{"state":"answered","by":"{body}","outcome":"explained","at":"2026-09-28T02:00:00Z"}}"#),
            StateCode::Answered,
        ),
        (
            r#"{"state":"closed","ending":"cancelled","outcome":null,"at":"2026-09-28T02:00:00Z"}"#.to_owned(),
            StateCode::Closed,
        ),
    ] {
        assert_eq!(Complaint::from_stored(1, &text).unwrap().code(), state, "{text}");
    }
    assert!(matches!(Complaint::from_stored(Complaint::SCHEMA + 1, "{}"), Err(StoredError::Newer(_))));
    assert!(Complaint::from_stored(1, "{}").is_err());
}
