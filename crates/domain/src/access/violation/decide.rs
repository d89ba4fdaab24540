//! The decision: pure, total, typed.
use super::parts::Part;
use super::state::{Command, CommandCode, Order, State, StateCode, Violation, ViolationEvent, due_for_conclusion};
use super::table::permits;
use crate::access::application::TEXT_MAX;
use crate::access::fault::{Fault, FaultCode, Faults};
use crate::access::review::{AccessNotice, REASON_MIN, Told};
use crate::calendar::{CalendarError, legal_date};
use crate::profile::{CreditTrigger, FinalAction, Profile, ViolationGround};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeSet;
use thiserror::Error;
use uuid::Uuid;

/// Who gives a command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct By {
    pub parts: BTreeSet<Part>,
    pub account: Uuid,
    /// The body acted for.
    pub body: Option<Uuid>,
}

/// What a decision depends on besides the state.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// The profile under which the case was opened (N5).
    pub profile: &'a Profile,
    /// Other publishers that serve the user, who are told.
    pub others: &'a BTreeSet<Uuid>,
    pub now: DateTime<Utc>,
}

/// Why a command is not done.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    #[error("{0:?} is not allowed now")]
    NotAllowed(CommandCode),
    /// Ground, facts, evidence, date: every fault at once.
    #[error("wrong values")]
    Faults(Vec<Fault>),
    #[error("a reason is needed")]
    ReasonNeeded,
    /// The date of the notice is not over, and no report is there.
    #[error("the day to rectify is not over")]
    NotYet,
    #[error(transparent)]
    Calendar(#[from] CalendarError),
}

impl Refused {
    /// Stable code, kebab-case.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed(_) => "command-not-allowed",
            Self::Faults(_) => "invalid",
            Self::ReasonNeeded => "reason-needed",
            Self::NotYet => "rectification-running",
            Self::Calendar(_) => "out-of-range",
        }
    }
}

/// What a command leads to besides the next state; carried out in the same transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ViolationEffect {
    Notice {
        to: Told,
        kind: AccessNotice,
    },
    /// Access of this user to the data concerned is closed from now on.
    Close {
        datasets: BTreeSet<Uuid>,
    },
    /// … and open again.
    Restore {
        datasets: BTreeSet<Uuid>,
    },
    /// The agreement ends, the destruction clock starts.
    Terminate,
    /// The register of recipients changes.
    Register,
    /// A record arising from the regulation, from that day on.
    CreditEntry {
        from: NaiveDate,
    },
    /// The record counts no longer after that day.
    CreditLifted {
        last: NaiveDate,
    },
}

/// A decided command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    pub next: Violation,
    pub event: ViolationEvent,
    pub effects: Vec<ViolationEffect>,
}

/// The commands somebody may give now, in the order to offer them.
pub fn allowed(violation: &Violation, by: &By, s: &Situation<'_>) -> Vec<CommandCode> {
    let possible = |command: &CommandCode| {
        may(violation, *command, by) && (*command != CommandCode::Conclude || concludable(violation, s.now))
    };
    CommandCode::ALL.iter().copied().filter(possible).collect()
}

fn concludable(violation: &Violation, now: DateTime<Utc>) -> bool {
    violation.code() == StateCode::HandedIn || due_for_conclusion(violation, now) == Ok(true)
}

fn may(violation: &Violation, command: CommandCode, by: &By) -> bool {
    let permitted = permits(violation.code(), command).iter().any(|part| by.parts.contains(part));
    permitted
        && match command {
            CommandCode::RecordRegulators => violation.regulators.is_none(),
            CommandCode::LiftCredit => violation.credit.is_some() && violation.lifted.is_none(),
            _ => true,
        }
}

/// Decides a command.
///
/// # Errors
/// Why not; nothing has happened then.
pub fn decide(violation: &Violation, command: &Command, by: &By, s: &Situation<'_>) -> Result<Transition, Refused> {
    let code = command.code();
    if !may(violation, code, by) {
        return Err(Refused::NotAllowed(code));
    }
    let now = s.now;
    let today = legal_date(now)?;
    let mut next = violation.clone();
    let datasets = || violation.datasets.clone();
    let user = |kind| ViolationEffect::Notice { to: Told::Applicant, kind };
    let mut effects = Vec::new();
    let event = match command {
        Command::Order { ground, facts, evidence, rectify_by } => {
            let order = order((*ground, facts, evidence, *rectify_by), by, s, today)?;
            next.order = Some(order);
            next.state = State::Ordered { since: now };
            effects.extend([
                ViolationEffect::Close { datasets: datasets() },
                user(AccessNotice::RectificationOrdered),
                ViolationEffect::Register,
            ]);
            effects.extend(others(by, s, AccessNotice::RectificationOrdered));
            ViolationEvent::Ordered
        }
        Command::Dismiss { reason } => {
            long_enough(reason)?;
            next.state = State::Dismissed { at: now };
            ViolationEvent::Dismissed
        }
        Command::HandIn { measures } => {
            long_enough(measures)?;
            next.state = State::HandedIn { since: now };
            let body = violation.order.as_ref().map(|order| order.body);
            effects.extend(body.map(|body| ViolationEffect::Notice {
                to: Told::Body(body),
                kind: AccessNotice::RectificationHandedIn,
            }));
            ViolationEvent::HandedIn
        }
        Command::Accept { reason } => {
            long_enough(reason)?;
            next.state = State::Restored { at: now };
            effects.extend([
                ViolationEffect::Restore { datasets: datasets() },
                user(AccessNotice::AccessRestored),
                ViolationEffect::Register,
            ]);
            ViolationEvent::Restored
        }
        Command::Return { reason } => {
            long_enough(reason)?;
            next.state = State::Ordered { since: now };
            effects.push(user(AccessNotice::RectificationOrdered));
            ViolationEvent::Returned
        }
        Command::Conclude { reason } => {
            long_enough(reason)?;
            if !concludable(violation, now) {
                return Err(Refused::NotYet);
            }
            conclude(&mut next, s, today, &mut effects)
        }
        Command::RecordRegulators { against, reason } => {
            long_enough(reason)?;
            next.regulators = Some(now);
            if *against && s.profile.credit.trigger == CreditTrigger::RegulatorsAction {
                credit(&mut next, now, today, &mut effects);
            }
            ViolationEvent::RegulatorsRecorded
        }
        Command::LiftCredit { reason } => {
            long_enough(reason)?;
            next.lifted = Some(now);
            effects.extend([ViolationEffect::CreditLifted { last: today }, user(AccessNotice::CreditLifted)]);
            ViolationEvent::CreditLifted
        }
    };
    Ok(Transition { next, event, effects })
}

type Typed<'a> = (Option<ViolationGround>, &'a str, &'a [String], Option<NaiveDate>);

fn order(
    (ground, facts, evidence, by_day): Typed<'_>,
    by: &By,
    s: &Situation<'_>,
    today: NaiveDate,
) -> Result<Order, Refused> {
    let mut faults = Faults::default();
    match ground {
        None => faults.put("ground", FaultCode::Required),
        Some(ground) if !s.profile.violation.grounds.contains(&ground) => faults.put("ground", FaultCode::NotOffered),
        Some(_) => {}
    }
    faults.text("facts", facts, TEXT_MAX);
    if evidence.is_empty() {
        faults.put("evidence", FaultCode::Required);
    }
    match by_day {
        None => faults.put("rectify_by", FaultCode::Required),
        Some(day) if day <= today => {
            faults
                .add(Fault::new("rectify_by", FaultCode::OutOfRange).fact("first", today.succ_opt().unwrap_or(today)));
        }
        Some(_) => {}
    }
    let (Some(ground), Some(rectify_by), Some(body), true) = (ground, by_day, by.body, faults.0.is_empty()) else {
        return Err(Refused::Faults(faults.0));
    };
    let (facts, evidence) = (facts.to_owned(), evidence.to_vec());
    Ok(Order { ground, facts, evidence, rectify_by, body, account: by.account, at: s.now })
}

/// Not rectified: what the profile says (C-16, R-135…R-137).
fn conclude(
    next: &mut Violation,
    s: &Situation<'_>,
    today: NaiveDate,
    effects: &mut Vec<ViolationEffect>,
) -> ViolationEvent {
    let user = |kind| ViolationEffect::Notice { to: Told::Applicant, kind };
    let event = match s.profile.violation.final_action {
        FinalAction::Terminate => {
            next.state = State::Terminated { at: s.now };
            effects.extend([ViolationEffect::Terminate, user(AccessNotice::Terminated)]);
            ViolationEvent::Terminated
        }
        FinalAction::PerLaw => {
            next.state = State::Referred { at: s.now };
            effects.push(user(AccessNotice::ReferredPerLaw));
            ViolationEvent::Referred
        }
    };
    effects.push(ViolationEffect::Register);
    if s.profile.credit.trigger == CreditTrigger::NotRectified {
        credit(next, s.now, today, effects);
    }
    event
}

fn credit(next: &mut Violation, now: DateTime<Utc>, from: NaiveDate, effects: &mut Vec<ViolationEffect>) {
    next.credit = Some(now);
    effects.push(ViolationEffect::CreditEntry { from });
    effects.push(ViolationEffect::Notice { to: Told::Applicant, kind: AccessNotice::CreditEntered });
}

fn others(by: &By, s: &Situation<'_>, kind: AccessNotice) -> Vec<ViolationEffect> {
    let others = s.others.iter().filter(|body| Some(**body) != by.body);
    others.map(|body| ViolationEffect::Notice { to: Told::Body(*body), kind }).collect()
}

fn long_enough(reason: &str) -> Result<(), Refused> {
    if reason.trim().chars().count() < REASON_MIN { Err(Refused::ReasonNeeded) } else { Ok(()) }
}
