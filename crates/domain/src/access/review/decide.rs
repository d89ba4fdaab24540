//! The decision: pure, total, typed.
mod steps;

use super::clocks::{ClockEffect, StepClock};
use super::command::{Command, CommandCode, REASON_MIN};
use super::effect::{AccessEvent, AccessNotice, Told, Transition};
use super::parts::Part;
use super::state::Review;
use super::table::permits;
use crate::access::Material;
use crate::access::application::RequestLine;
use crate::access::conditions::Conditions;
use crate::profile::{Profile, Step};
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;
use steps::Decided;
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
    /// The profile under which it was filed (N5).
    pub profile: &'a Profile,
    /// The competent authority.
    pub authority: Uuid,
    /// Its lines as filed.
    pub lines: &'a [RequestLine],
    /// Published conditions of their datasets, all versions.
    pub conditions: &'a [Conditions],
    pub clocks: &'a [StepClock],
    pub now: DateTime<Utc>,
}

/// Why a command is not done. `code()` is what users see.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// Not in this state, or not for this part.
    #[error("{0:?} is not allowed now")]
    NotAllowed(CommandCode),
    /// A refusal or override needs a reason of some length.
    #[error("a reason is needed")]
    ReasonNeeded,
    /// A refusal needs a basis code.
    #[error("a basis is needed")]
    BasisNeeded,
    /// No ground of the profile, no eligibility it asks for, no condition published in time (S10).
    #[error("not a basis that can be named")]
    BasisNotOffered,
    /// A notice has to name something.
    #[error("nothing is missing")]
    NothingMissing,
    /// A second notice with something new needs a supervisor's leave.
    #[error("everything missing is told once")]
    SecondNotice(BTreeSet<Material>),
    /// The supplement is not complete.
    #[error("still missing")]
    StillMissing(BTreeSet<Material>),
    /// Every line needs an opinion.
    #[error("lines without opinion")]
    LinesOpen(BTreeSet<u32>),
    /// Not a line of theirs, or none that can be decided.
    #[error("a line of somebody else")]
    ForeignLine(u32),
    /// Demand review and recheck need different persons.
    #[error("the same person did the demand review")]
    SamePerson,
    /// Not another competent authority.
    #[error("no other authority")]
    WrongAuthority,
    /// Past its date a decision says why it is late, soft or hard.
    #[error("a reason for being late is needed")]
    LateReasonNeeded,
}

impl Refused {
    /// Stable code, kebab-case.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed(_) => "command-not-allowed",
            Self::ReasonNeeded => "reason-needed",
            Self::BasisNeeded => "basis-needed",
            Self::BasisNotOffered => "basis-not-offered",
            Self::NothingMissing => "nothing-missing",
            Self::SecondNotice(_) => "second-notice",
            Self::StillMissing(_) => "still-missing",
            Self::LinesOpen(_) => "lines-open",
            Self::ForeignLine(_) => "foreign-line",
            Self::SamePerson => "same-person",
            Self::WrongAuthority => "wrong-authority",
            Self::LateReasonNeeded => "late-reason-needed",
        }
    }
}

/// The commands somebody may give now, in the order to offer them.
pub fn allowed(review: &Review, by: &By, situation: &Situation<'_>) -> Vec<CommandCode> {
    CommandCode::ALL.iter().copied().filter(|command| may(review, *command, by, situation)).collect()
}

/// The table, and the conditions that do not depend on what is typed.
fn may(review: &Review, command: CommandCode, by: &By, situation: &Situation<'_>) -> bool {
    if !permits(review.code(), command).iter().any(|part| by.parts.contains(part)) {
        return false;
    }
    let pending = by.body.is_some_and(|body| review.pending().contains(&body));
    let late =
        || super::clocks::overdue(situation.clocks, situation.now).any(|c| Some(c.body) == by.body && !c.explained);
    match command {
        CommandCode::Answer => pending,
        // With a formal step, materials are looked at there.
        CommandCode::AskSupplement => match review.step() {
            Some(Step::Demand) => pending && !review.steps.contains(&Step::Formal) && !review.is_joint(),
            _ => true,
        },
        CommandCode::AllowNotice => !review.notices.is_empty() && !review.notice_allowed,
        CommandCode::Route => review.receiver == situation.authority,
        CommandCode::ExplainDelay => late(),
        // Nobody urges themselves.
        CommandCode::Remind => match review.step() {
            Some(Step::Demand) => review.pending().into_iter().any(|body| Some(body) != by.body),
            // Whoever supervises urges the persons who have it, though they are of the same body.
            _ => true,
        },
        _ => true,
    }
}

/// Decides a command.
///
/// # Errors
/// Why not; nothing has happened then.
pub fn decide(review: &Review, command: &Command, by: &By, situation: &Situation<'_>) -> Result<Transition, Refused> {
    let code = command.code();
    if !may(review, code, by, situation) {
        return Err(Refused::NotAllowed(code));
    }
    let explained = late(command, by, situation)?;
    let mut step = Decided { next: review.clone(), effects: Vec::new(), by, situation };
    if let Some(body) = explained {
        step.clock(ClockEffect::Explained { body });
    }
    let event = match command {
        Command::PassFormal { .. } => step.pass_formal(),
        Command::AskSupplement { missing, .. } => step.ask(missing)?,
        Command::AllowNotice { reason } => {
            long_enough(reason)?;
            step.next.notice_allowed = true;
            AccessEvent::NoticeAllowed
        }
        Command::Supplement { supplied } => step.supplement(supplied)?,
        Command::RefuseFormal { refusal, .. } => step.refuse_formal(refusal)?,
        Command::Route { to, known } => step.route(*to, *known)?,
        Command::Answer { verdicts, .. } => step.answer(verdicts)?,
        Command::Recheck { verdicts, .. } => step.recheck(verdicts)?,
        Command::ExplainDelay { reason } => {
            long_enough(reason)?;
            let body = by.body.ok_or(Refused::NotAllowed(code))?;
            step.clock(ClockEffect::Explained { body });
            AccessEvent::DelayExplained
        }
        Command::Remind => {
            let waiting = match review.step() {
                Some(Step::Demand) => review.pending(),
                _ => BTreeSet::from([review.receiver]),
            };
            waiting.into_iter().for_each(|body| step.tell(Told::Body(body), AccessNotice::Reminded));
            AccessEvent::Reminded
        }
        Command::Cancel => step.cancel(),
    };
    Ok(Transition { next: step.next, event, effects: step.effects })
}

/// Whether a command decides what a period is set for: past it, it says why it is late.
pub const fn owes_reason(command: CommandCode) -> bool {
    matches!(
        command,
        CommandCode::PassFormal
            | CommandCode::AskSupplement
            | CommandCode::RefuseFormal
            | CommandCode::Answer
            | CommandCode::Recheck
    )
}

/// Nothing happens by silence, and no decision passes over its being late: past a soft target too the office says why (R-065, R-151, S08). The
/// body whose delay is explained by it.
fn late(command: &Command, by: &By, situation: &Situation<'_>) -> Result<Option<Uuid>, Refused> {
    let ours = |clock: &&StepClock| Some(clock.body) == by.body && !clock.explained;
    let needed = super::clocks::overdue(situation.clocks, situation.now).any(|clock| ours(&clock));
    match command.late_reason() {
        Some(false) if needed => Err(Refused::LateReasonNeeded),
        Some(true) if needed => Ok(by.body),
        _ => Ok(None),
    }
}

fn long_enough(reason: &str) -> Result<(), Refused> {
    if reason.trim().chars().count() < REASON_MIN { Err(Refused::ReasonNeeded) } else { Ok(()) }
}
