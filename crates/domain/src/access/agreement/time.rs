//! What time does to an agreement (S27): expiry at 24:00, the end of a notice, late destruction. Whether it is in force is read from its dates, so
//! that access ends on time even if nothing ran; [`tick`] then carries out what follows from it.
use super::decide::{AgreementEffect, Transition, ended};
use super::state::{Agreement, AgreementEvent, Ending, State};
use crate::calendar::{CalendarError, Calendars, day_ends_at};
use chrono::{DateTime, NaiveDate, Utc};

/// The instant at which it ends by its dates (exclusive); `None` while it is not in force or a renewal is being decided.
pub(super) fn ends_at(agreement: &Agreement) -> Option<DateTime<Utc>> {
    last_day(agreement).and_then(|day| day_ends_at(day).ok())
}

const fn last_day(agreement: &Agreement) -> Option<NaiveDate> {
    match agreement.state {
        State::Active { last_day, .. } | State::TerminationNoticed { last_day, .. } => Some(last_day),
        _ => None,
    }
}

/// Whether its term is behind it.
pub(super) fn is_over(agreement: &Agreement, now: DateTime<Utc>) -> bool {
    match agreement.state {
        State::DestructionDue { .. } | State::DestructionProved { .. } | State::Destroyed { .. } => true,
        _ => ends_at(agreement).is_some_and(|end| now >= end),
    }
}

/// Whether data may be delivered under it at an instant.
pub fn in_force(agreement: &Agreement, now: DateTime<Utc>) -> bool {
    let since = match agreement.state {
        State::Active { .. } | State::TerminationNoticed { .. } => agreement.signature.as_ref().map(|s| s.at),
        _ => None,
    };
    let renewing = agreement.renewal.is_some();
    since.is_some_and(|since| since <= now) && (renewing || ends_at(agreement).is_some_and(|end| now < end))
}

/// What is due by time alone; `None` if nothing is. Nothing is ever approved so.
///
/// # Errors
/// Of the calendar.
pub fn tick(
    agreement: &Agreement,
    calendars: &Calendars,
    now: DateTime<Utc>,
) -> Result<Option<Transition>, CalendarError> {
    let mut next = agreement.clone();
    match agreement.state {
        State::Active { last_day, .. } | State::TerminationNoticed { last_day, .. } => {
            let end = day_ends_at(last_day)?;
            if now < end || agreement.renewal.is_some() {
                return Ok(None);
            }
            let ending = match agreement.state {
                State::TerminationNoticed { .. } => Ending::Noticed,
                _ => Ending::Expired,
            };
            let effects = ended(&mut next, ending, (end, last_day), calendars)?;
            Ok(Some(Transition { next, event: AgreementEvent::Ended, effects }))
        }
        State::DestructionDue { due, .. } if !agreement.late_raised && now >= day_ends_at(due)? => {
            next.late_raised = true;
            let effects = vec![AgreementEffect::RaiseViolation];
            Ok(Some(Transition { next, event: AgreementEvent::DestructionLate, effects }))
        }
        _ => Ok(None),
    }
}

impl Agreement {
    /// Ended by a violation that was not rectified. A version that was to take its place is not signed any more.
    ///
    /// # Errors
    /// Of the calendar.
    pub fn terminated(&self, calendars: &Calendars, now: DateTime<Utc>) -> Result<Option<Transition>, CalendarError> {
        let mut next = self.clone();
        match self.state {
            State::Active { .. } | State::TerminationNoticed { .. } => {}
            State::Drafted { .. } | State::PendingClick { .. } => {
                next.state = State::Withdrawn { at: now };
                return Ok(Some(Transition { next, event: AgreementEvent::Withdrawn, effects: Vec::new() }));
            }
            _ => return Ok(None),
        }
        let day = crate::calendar::legal_date(now)?;
        let effects = ended(&mut next, Ending::Violation, (now, day), calendars)?;
        Ok(Some(Transition { next, event: AgreementEvent::Terminated, effects }))
    }

    /// A newer version was signed: this one stays as it is and is not in force any more.
    pub fn replaced(&self, by: &Self, now: DateTime<Utc>) -> Option<Transition> {
        if !matches!(self.state, State::Active { .. }) || by.version <= self.version || !by.is_signed() {
            return None;
        }
        let next = Self { state: State::Renewed { at: now, version: by.version }, ..self.clone() };
        Some(Transition { next, event: AgreementEvent::Renewed, effects: vec![AgreementEffect::Cut { at: now }] })
    }
}
