//! The decision: pure, total, typed.
use super::command::{Command, CommandCode, Outcome};
use super::effect::{ClockEffect, Effect, Transition};
use super::state::{Complaint, Ending, State};
use super::table::permits;
use crate::cases::Told;
use crate::cases::{CaseClock, CaseFacts, CaseKind, ClockRefusal, EventCode, Hat};
use crate::notice::NoticeKind;
use crate::profile::{Approver, Event};
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;
use thiserror::Error;
use uuid::Uuid;

/// Who gives a command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct By {
    pub hats: BTreeSet<Hat>,
    pub account: Uuid,
    /// The body acted for.
    pub body: Option<Uuid>,
}

/// What a decision depends on besides the state.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    pub kind: CaseKind,
    pub facts: CaseFacts,
    /// The authority one level up, if there is one that is not complained about.
    pub level_above: Option<Uuid>,
    /// The publisher of the dataset it is about.
    pub dataset: Option<Uuid>,
    /// This case suspended that dataset, and it still is.
    pub suspended: bool,
    /// The clock that runs.
    pub clock: Option<&'a CaseClock>,
    pub now: DateTime<Utc>,
}

/// Why a command is not done. `code()` is what users see.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// Not in this state, or not for this part.
    #[error("{0:?} is not allowed now")]
    NotAllowed(CommandCode),
    /// Never to the body it is about (R-127, B21).
    #[error("routed to the body complained about")]
    ToTarget,
    /// Not a body of this authority's region.
    #[error("outside the jurisdiction")]
    OutsideJurisdiction,
    /// An outcome of another kind of case.
    #[error("outcome {0:?} does not fit the kind")]
    WrongOutcome(Outcome),
    /// Past a hard deadline a reason is needed to close.
    #[error("a reason for being late is needed")]
    LateReasonNeeded,
    /// After an objection somebody else has to answer.
    #[error("answered by the same person before")]
    SamePerson,
    #[error(transparent)]
    Clock(#[from] ClockRefusal),
}

impl Refused {
    /// Stable code, kebab-case.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed(_) => "command-not-allowed",
            Self::ToTarget => "route-to-target",
            Self::OutsideJurisdiction => "outside-jurisdiction",
            Self::WrongOutcome(_) => "bad-value",
            Self::LateReasonNeeded => "late-reason-needed",
            Self::SamePerson => "same-person",
            Self::Clock(ClockRefusal::Calendar(_)) => "extension-too-long",
            Self::Clock(_) => "not-extendable",
        }
    }
}

/// The commands somebody may give now, in the order to offer them.
pub fn allowed(case: &Complaint, by: &By, situation: &Situation<'_>) -> Vec<CommandCode> {
    let possible = |command: &CommandCode| may(case, *command, by, situation);
    CommandCode::ALL.iter().copied().filter(possible).collect()
}

/// The table, and the conditions that do not depend on what is typed.
fn may(case: &Complaint, command: CommandCode, by: &By, situation: &Situation<'_>) -> bool {
    let hats = permits(case.code(), command);
    let wears = |hat: Hat| by.hats.contains(&hat) && hats.contains(&hat);
    if !hats.iter().any(|hat| by.hats.contains(hat)) {
        return false;
    }
    match command {
        CommandCode::Forward => !case.forwarded && situation.level_above.is_some(),
        // Everybody can answer: in their account, or with number and query code. Who handles it may go on without an answer.
        CommandCode::AskSupplement => !case.asked,
        CommandCode::Proceed => match case.state {
            State::Supplement { by: Some(_), .. } => wears(Hat::Handler),
            _ => wears(Hat::Router),
        },
        // What the authority took on itself it neither gives back to itself nor urges itself.
        CommandCode::Return | CommandCode::Remind => case.handler() != Some(situation.facts.router()),
        CommandCode::Object => {
            let open = match case.state {
                State::Closed { ending, .. } => ending == Ending::Answered,
                _ => true,
            };
            !case.objected && open
        }
        CommandCode::Extend => situation
            .clock
            .is_some_and(|clock| clock.extendable(situation.now).is_ok_and(|rule| wears(approving_hat(rule.approver)))),
        CommandCode::SuspendDataset => {
            let publisher = situation.dataset;
            let ours = publisher.is_some() && by.body == publisher;
            publisher.is_some() && !situation.suspended && (ours || wears(Hat::Router) || wears(Hat::Security))
        }
        CommandCode::ResumeDataset => {
            let ours = situation.dataset.is_some() && by.body == situation.dataset;
            situation.suspended && (ours || wears(Hat::Router) || wears(Hat::Security))
        }
        CommandCode::Convert => situation.kind == CaseKind::Complaint,
        _ => true,
    }
}

const fn approving_hat(approver: Approver) -> Hat {
    match approver {
        Approver::BodyHead => Hat::HandlerHead,
        Approver::SameLevelAuthority => Hat::Router,
    }
}

/// Decides a command.
///
/// # Errors
/// Why not; nothing has happened then.
pub fn decide(case: &Complaint, command: Command, by: &By, situation: &Situation<'_>) -> Result<Transition, Refused> {
    let code = command.code();
    if !may(case, code, by, situation) {
        return Err(Refused::NotAllowed(code));
    }
    let now = situation.now;
    let router = situation.facts.router();
    let mut next = case.clone();
    let tell = |kind| Effect::Notice { to: Told::Reporter, kind };
    let told = |body, kind| Effect::Notice { to: Told::Body(body), kind };
    let happened = |event| Effect::Clock(ClockEffect::Happened(event));
    let (event, effects) = match command {
        Command::Route { to, .. } if situation.facts.target == Some(to) => return Err(Refused::ToTarget),
        Command::Route { within: false, .. } => return Err(Refused::OutsideJurisdiction),
        Command::Route { to, .. } if to == router => {
            next.state = State::Handling { by: to, since: now };
            (EventCode::Accepted, vec![Effect::Unassign, tell(NoticeKind::CaseAccepted)])
        }
        Command::Route { to, .. } => {
            next.state = State::Routed { to, since: now };
            (EventCode::Routed, vec![Effect::Unassign, told(to, NoticeKind::CaseNew), tell(NoticeKind::CaseRouted)])
        }
        Command::Forward => {
            let above = situation.level_above.ok_or(Refused::NotAllowed(code))?;
            next.state = State::Filed { since: now };
            next.forwarded = true;
            (
                EventCode::Forwarded,
                vec![
                    Effect::Above(above),
                    Effect::Unassign,
                    told(above, NoticeKind::CaseEscalated),
                    tell(NoticeKind::CaseRouted),
                ],
            )
        }
        Command::Refer { regulator } => {
            next.state = State::Referred { regulator, since: now };
            (EventCode::Referred, vec![tell(NoticeKind::CaseRouted)])
        }
        Command::RecordOutcome { outcome } => {
            fits(situation.kind, outcome)?;
            next.state = State::Answered { by: router, outcome, at: now };
            (EventCode::Answered, vec![happened(Event::Answered), tell(NoticeKind::CaseAnswered)])
        }
        Command::Accept => {
            let to = case.handler().ok_or(Refused::NotAllowed(code))?;
            next.state = State::Handling { by: to, since: now };
            (EventCode::Accepted, vec![tell(NoticeKind::CaseAccepted)])
        }
        Command::Return => {
            next.state = State::Filed { since: now };
            (EventCode::Returned, vec![Effect::Unassign, told(router, NoticeKind::CaseNew)])
        }
        Command::Recall => {
            let mut effects = vec![Effect::Unassign];
            effects.extend(case.handler().map(|body| told(body, NoticeKind::CaseWithdrawn)));
            next.state = State::Filed { since: now };
            (EventCode::Recalled, effects)
        }
        Command::AskSupplement => {
            next.state = State::Supplement { by: case.handler(), since: now };
            next.asked = true;
            (EventCode::SupplementAsked, vec![Effect::Clock(ClockEffect::Pause), tell(NoticeKind::CaseReturned)])
        }
        Command::Supplement | Command::Proceed => {
            let State::Supplement { by, .. } = case.state else { return Err(Refused::NotAllowed(code)) };
            next.state = match by {
                Some(by) => State::Handling { by, since: now },
                None => State::Filed { since: now },
            };
            let restart = Effect::Clock(ClockEffect::Restart);
            match command {
                Command::Supplement => {
                    (EventCode::Supplemented, vec![restart, told(by.unwrap_or(router), NoticeKind::CaseMessage)])
                }
                _ => (EventCode::Proceeded, vec![restart, tell(NoticeKind::CaseAccepted)]),
            }
        }
        Command::Extend { additional } => {
            let clock = situation.clock.ok_or(ClockRefusal::NotExtendable)?;
            let rule = clock.extendable(now)?;
            let base = clock.rule.working_days().ok_or(ClockRefusal::NotExtendable)?;
            rule.limit.total(base, additional).map_err(ClockRefusal::from)?;
            (
                EventCode::Extended,
                vec![
                    Effect::Clock(ClockEffect::Extend { additional, approver: rule.approver }),
                    tell(NoticeKind::CaseExtended),
                ],
            )
        }
        Command::Answer { outcome, late_reason } => {
            fits(situation.kind, outcome)?;
            if !late_reason && situation.clock.is_some_and(|clock| clock.needs_late_reason(now)) {
                return Err(Refused::LateReasonNeeded);
            }
            if case.objected && case.answered_by.contains(&by.account) {
                return Err(Refused::SamePerson);
            }
            let handler = case.handler().ok_or(Refused::NotAllowed(code))?;
            next.state = State::Answered { by: handler, outcome, at: now };
            next.answered_by.insert(by.account);
            (EventCode::Answered, vec![happened(Event::Answered), tell(NoticeKind::CaseAnswered)])
        }
        Command::Confirm => {
            next.state = closed(case, Ending::Confirmed, now);
            (EventCode::Confirmed, Vec::new())
        }
        Command::Object => {
            next.state = State::Filed { since: now };
            next.objected = true;
            (EventCode::Objected, vec![happened(Event::Received), Effect::Unassign, told(router, NoticeKind::CaseNew)])
        }
        Command::Close => {
            next.state = closed(case, Ending::Answered, now);
            (EventCode::Closed, vec![tell(NoticeKind::CaseClosed)])
        }
        Command::Cancel => {
            next.state = closed(case, Ending::Cancelled, now);
            let with = case.handler().unwrap_or(router);
            (EventCode::Cancelled, vec![Effect::Clock(ClockEffect::Cancel), told(with, NoticeKind::CaseWithdrawn)])
        }
        Command::Convert { into } => {
            // The other procedure is begun by the authority: it hears of the wish, unless the wish is its own.
            let mut effects = vec![Effect::Link(into)];
            effects.extend((by.body != Some(router)).then(|| told(router, NoticeKind::CaseEscalated)));
            (EventCode::Converted, effects)
        }
        Command::SuspendDataset { reason } => {
            let mut effects = vec![Effect::SuspendDataset(reason)];
            effects.extend(standing_changed(situation, by, router));
            (EventCode::DatasetSuspended, effects)
        }
        Command::ResumeDataset => {
            let mut effects = vec![Effect::ResumeDataset];
            effects.extend(standing_changed(situation, by, router));
            (EventCode::DatasetResumed, effects)
        }
        Command::Remind => {
            let with = case.handler().unwrap_or(router);
            (EventCode::Reminded, vec![told(with, NoticeKind::CaseMessage)])
        }
    };
    Ok(Transition { next, event, effects })
}

/// 中止开放 begins or ends: the publisher and the authority hear of it, not who did it, and never the body complained about (no name is in
/// it, but the case is).
fn standing_changed(situation: &Situation<'_>, by: &By, router: Uuid) -> Vec<Effect> {
    let mut bodies: BTreeSet<Uuid> = situation.dataset.into_iter().chain([router]).collect();
    bodies.retain(|body| by.body != Some(*body) && Some(*body) != situation.facts.target);
    let told = |body| Effect::Notice { to: Told::Body(body), kind: NoticeKind::CaseMessage };
    bodies.into_iter().map(told).collect()
}

fn fits(kind: CaseKind, outcome: Outcome) -> Result<(), Refused> {
    if Outcome::of(kind).contains(&outcome) { Ok(()) } else { Err(Refused::WrongOutcome(outcome)) }
}

const fn closed(case: &Complaint, ending: Ending, at: DateTime<Utc>) -> State {
    let outcome = match case.state {
        State::Answered { outcome, .. } => Some(outcome),
        _ => None,
    };
    State::Closed { ending, outcome, at }
}
