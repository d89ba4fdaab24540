//! 违规
use super::{BODY, REASON, arrow, now, procedure};
use crate::access::violation::{self, Origin, Violation};
use crate::profile::{SHIPPED, ViolationGround, resolve};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use uuid::Uuid;

pub fn violations() -> String {
    use violation::{By, Command, CommandCode, Order, Part, Refused, Situation, State, StateCode, decide, permits};
    let (since, day) = (now(), NaiveDate::from_ymd_opt(2026, 10, 26));
    let case = |state| {
        let order = Order {
            ground: ViolationGround::BeyondAgreement,
            facts: REASON.into(),
            evidence: Vec::new(),
            rectify_by: NaiveDate::from_ymd_opt(2026, 9, 1).unwrap(),
            body: BODY,
            account: Uuid::nil(),
            at: since,
        };
        let state = match state {
            StateCode::Suspected => State::Suspected { since },
            StateCode::Ordered => State::Ordered { since },
            StateCode::HandedIn => State::HandedIn { since },
            StateCode::Restored => State::Restored { at: since },
            StateCode::Terminated => State::Terminated { at: since },
            StateCode::Referred => State::Referred { at: since },
            StateCode::Dismissed => State::Dismissed { at: since },
        };
        let violation = Violation::suspected(Origin::Found, "XY".into(), Uuid::from_u128(5), BTreeSet::new(), since);
        Violation { state, order: Some(order), credit: Some(since), ..violation }
    };
    let reason = || REASON.to_owned();
    let command = |code| match code {
        CommandCode::Order => Command::Order {
            ground: Some(ViolationGround::OtherSerious),
            facts: reason(),
            evidence: vec![reason()],
            rectify_by: day,
        },
        CommandCode::Dismiss => Command::Dismiss { reason: reason() },
        CommandCode::HandIn => Command::HandIn { measures: reason() },
        CommandCode::Accept => Command::Accept { reason: reason() },
        CommandCode::Return => Command::Return { reason: reason() },
        CommandCode::Conclude => Command::Conclude { reason: reason() },
        CommandCode::RecordRegulators => Command::RecordRegulators { against: true, reason: reason() },
        CommandCode::LiftCredit => Command::LiftCredit { reason: reason() },
    };
    let others = BTreeSet::new();
    let (mut arrows, mut rows) = (BTreeSet::new(), Vec::new());
    for &state in StateCode::ALL {
        for &code in CommandCode::ALL {
            let parts = permits(state, code);
            for &part in Part::ALL {
                let body = (part != Part::User).then_some(BODY);
                let by = By { parts: BTreeSet::from([part]), account: Uuid::from_u128(70), body };
                for id in ["zhejiang", "yunnan"] {
                    let profile = resolve(id, &SHIPPED).unwrap().profile;
                    let s = Situation { profile: &profile, others: &others, now: since };
                    let result = decide(&case(state), &command(code), &by, &s);
                    if !parts.contains(&part) {
                        assert_eq!(result, Err(Refused::NotAllowed(code)), "{state:?} {code:?} {part:?}");
                    }
                    if let Ok(done) = result {
                        arrows.extend(arrow(state.code(), done.next.code().code(), code.code()));
                    }
                }
            }
            if !parts.is_empty() {
                let parts: Vec<_> = parts.iter().map(|part| part.code()).collect();
                rows.push((state.code().to_owned(), code.code().to_owned(), parts.join(", ")));
            }
        }
    }
    procedure("违规 · Violation", "suspected", &arrows, &rows)
}
