//! The decision: pure, total, typed.
mod close;

use super::blanks::Blank;
use super::party::{Part, Side};
use super::state::{Agreement, AgreementEvent, Command, CommandCode, Ending, Renewal, State};
use super::table::permits;
use super::text::Template;
use super::time::ends_at;
use crate::access::fault::Fault;
use crate::access::review::{AccessNotice, REASON_MIN, Told};
use crate::calendar::{CalendarError, Calendars, due_period, legal_date};
use crate::profile::Profile;
use chrono::{DateTime, NaiveDate, Utc};
pub(super) use close::ended;
use close::{filled, sign};
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
    /// The profile under which the application was filed (N5).
    pub profile: &'a Profile,
    pub calendars: &'a Calendars,
    /// The template new texts are written from.
    pub template: &'a Template,
    /// The signed commitment is the one asked for now (B11, C-07).
    pub commitment: bool,
    pub now: DateTime<Utc>,
}

/// Why a command is not done.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    #[error("{0:?} is not allowed now")]
    NotAllowed(CommandCode),
    /// Blanks are empty: the button is disabled (S13).
    #[error("blanks are empty")]
    Blanks(Vec<Blank>),
    #[error("wrong values")]
    Faults(Vec<Fault>),
    /// The commitment has to be confirmed (again) first.
    #[error("no commitment in its present text")]
    NoCommitment,
    /// Not the text that was shown.
    #[error("the text is another one by now")]
    TextChanged,
    #[error("not ticked")]
    NotTicked,
    /// Password or second factor again.
    #[error("not proved again")]
    NotProved,
    #[error("a reason is needed")]
    ReasonNeeded,
    #[error("a proof is needed")]
    ProofNeeded,
    /// After expiry.
    #[error("too late")]
    TooLate,
    #[error(transparent)]
    Calendar(#[from] CalendarError),
}

impl Refused {
    /// Stable code, kebab-case.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed(_) => "command-not-allowed",
            Self::Blanks(_) => "blanks-empty",
            Self::Faults(_) => "invalid",
            Self::NoCommitment => "commitment-needed",
            Self::TextChanged => "text-changed",
            Self::NotTicked => "not-ticked",
            Self::NotProved => "proof-needed-again",
            Self::ReasonNeeded => "reason-needed",
            Self::ProofNeeded => "proof-needed",
            Self::TooLate => "too-late",
            Self::Calendar(_) => "out-of-range",
        }
    }
}

/// What a command leads to besides the next state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AgreementEffect {
    Notice {
        to: Told,
        kind: AccessNotice,
    },
    /// Delivery is open from this instant to the end of that day.
    Deliver {
        from: DateTime<Utc>,
        last_day: NaiveDate,
    },
    /// Delivery ends at this instant.
    Cut {
        at: DateTime<Utc>,
    },
    /// The last day of delivery is another one; `None` = open while a renewal is decided.
    Until(Option<NaiveDate>),
    /// A task for the authority: 备案.
    FilingTask,
    /// The register of recipients changes.
    Register,
    /// A new version is drawn up; the former is renewed when that is signed.
    DraftRenewal,
    /// Late destruction: a violation case is opened.
    RaiseViolation,
}

/// A decided command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    pub next: Agreement,
    pub event: AgreementEvent,
    pub effects: Vec<AgreementEffect>,
}

/// The commands somebody may give now, in the order to offer them. 签署 is offered and disabled while [`empty`] names a blank.
pub fn allowed(agreement: &Agreement, by: &By, situation: &Situation<'_>) -> Vec<CommandCode> {
    CommandCode::ALL.iter().copied().filter(|command| may(agreement, *command, by, situation.now)).collect()
}

fn may(agreement: &Agreement, command: CommandCode, by: &By, now: DateTime<Utc>) -> bool {
    let permitted = permits(agreement.code(), command);
    let wears = |part: Part| permitted.contains(&part) && by.parts.contains(&part);
    // A publisher that is not the party itself proposes with its approval; here the authority speaks for all.
    let opening = wears(Part::PartyA) || wears(Part::Publisher) && by.body == Some(agreement.party_a);
    if !(opening || wears(Part::Signatory) || wears(Part::User) || wears(Part::Registry)) {
        return false;
    }
    let renewing = agreement.renewal.is_some();
    match command {
        CommandCode::File => agreement.filing_owed && agreement.filed.is_none(),
        // Only by the user, before expiry, once at a time.
        CommandCode::AskRenewal => !renewing && ends_at(agreement).is_some_and(|end| now < end),
        CommandCode::GrantRenewal => agreement.renewal.is_some_and(|renewal| renewal.granted.is_none()),
        CommandCode::RefuseRenewal => renewing,
        CommandCode::GiveNotice => ends_at(agreement).is_none_or(|end| now < end),
        _ => true,
    }
}

/// Decides a command.
///
/// # Errors
/// Why not; nothing has happened then.
pub fn decide(agreement: &Agreement, command: &Command, by: &By, s: &Situation<'_>) -> Result<Transition, Refused> {
    let code = command.code();
    if !may(agreement, code, by, s.now) {
        let late = matches!(code, CommandCode::AskRenewal | CommandCode::GiveNotice)
            && !permits(super::StateCode::Active, code).iter().all(|part| !by.parts.contains(part))
            && super::time::is_over(agreement, s.now);
        return Err(if late { Refused::TooLate } else { Refused::NotAllowed(code) });
    }
    let now = s.now;
    let mut next = agreement.clone();
    let mut effects = Vec::new();
    let opening = Told::Body(agreement.party_a);
    let event = match command {
        Command::Fill { terms } => {
            terms.check().map_err(Refused::Faults)?;
            next.terms = terms.clone();
            // What changed has to be confirmed again.
            next.state = State::Drafted { since: now };
            AgreementEvent::Filled
        }
        Command::Confirm => {
            filled(agreement, s)?;
            next.state = State::PendingClick { since: now };
            effects.push(tell(Told::Applicant, AccessNotice::ToSign));
            AgreementEvent::Confirmed
        }
        Command::Sign { sha256, ticked, proved } => {
            sign(&mut next, (sha256, *ticked, *proved), by, s, &mut effects)?;
            AgreementEvent::Signed
        }
        Command::Withdraw => {
            next.state = State::Withdrawn { at: now };
            effects.push(tell(opening, AccessNotice::Ended));
            AgreementEvent::Withdrawn
        }
        Command::File => {
            next.filed = Some(now);
            effects.push(tell(opening, AccessNotice::Filed));
            AgreementEvent::Filed
        }
        Command::AskRenewal { term } => {
            let asked = super::Terms { term: Some(*term), ..super::Terms::default() };
            asked.check().map_err(Refused::Faults)?;
            next.renewal = Some(Renewal { asked: now, term: *term, granted: None });
            // Access is kept while it is under review (S27).
            effects.extend([AgreementEffect::Until(None), tell(opening, AccessNotice::RenewalAsked)]);
            AgreementEvent::RenewalAsked
        }
        Command::GrantRenewal => {
            next.renewal = agreement.renewal.map(|renewal| Renewal { granted: Some(now), ..renewal });
            effects.extend([AgreementEffect::DraftRenewal, tell(Told::Applicant, AccessNotice::RenewalDecided)]);
            AgreementEvent::RenewalGranted
        }
        Command::RefuseRenewal { reason } => {
            long_enough(reason)?;
            next.renewal = None;
            effects.push(tell(Told::Applicant, AccessNotice::RenewalDecided));
            match agreement.state {
                // The term is over already: access was kept until now, and the time to destroy begins now.
                State::Active { .. } if super::time::is_over(&next, now) => {
                    let today = legal_date(now)?;
                    effects.extend(ended(&mut next, Ending::Expired, (now, today), s.calendars)?);
                }
                State::Active { last_day, .. } => effects.push(AgreementEffect::Until(Some(last_day))),
                _ => {}
            }
            AgreementEvent::RenewalRefused
        }
        Command::GiveNotice { reason } => {
            long_enough(reason)?;
            let side = if by.body.is_some() { Side::Publisher } else { Side::User };
            let notice = agreement.terms.termination_notice.ok_or(Refused::NotAllowed(code))?;
            let last_day = due_period(now, notice.period(), s.calendars)?.date;
            // Never beyond the term.
            let last_day = match agreement.state {
                State::Active { last_day: end, .. } if agreement.renewal.is_none() => last_day.min(end),
                _ => last_day,
            };
            next.renewal = None;
            next.state = State::TerminationNoticed { by: side, since: now, last_day };
            let other = if side == Side::User { opening } else { Told::Applicant };
            effects.extend([AgreementEffect::Until(Some(last_day)), tell(other, AccessNotice::TerminationNoticed)]);
            AgreementEvent::NoticeGiven
        }
        Command::ProveDestruction { proofs } => {
            let State::DestructionDue { ending, ended, due } = agreement.state else {
                return Err(Refused::NotAllowed(code));
            };
            if *proofs == 0 {
                return Err(Refused::ProofNeeded);
            }
            next.state = State::DestructionProved { ending, ended, since: now, due };
            effects.push(tell(opening, AccessNotice::DestructionProved));
            AgreementEvent::DestructionProved
        }
        Command::AcceptDestruction => {
            next.state = State::Destroyed { at: now };
            effects.extend([tell(Told::Applicant, AccessNotice::Destroyed), AgreementEffect::Register]);
            AgreementEvent::DestructionAccepted
        }
        Command::RejectDestruction { reason } => {
            long_enough(reason)?;
            let State::DestructionProved { ending, ended, due, .. } = agreement.state else {
                return Err(Refused::NotAllowed(code));
            };
            next.state = State::DestructionDue { ending, ended, due };
            effects.push(tell(Told::Applicant, AccessNotice::DestructionDue));
            AgreementEvent::DestructionRejected
        }
    };
    Ok(Transition { next, event, effects })
}

pub(super) const fn tell(to: Told, kind: AccessNotice) -> AgreementEffect {
    AgreementEffect::Notice { to, kind }
}

fn long_enough(reason: &str) -> Result<(), Refused> {
    if reason.trim().chars().count() < REASON_MIN { Err(Refused::ReasonNeeded) } else { Ok(()) }
}
