//! The click, and the end.
use super::super::blanks::{Blank, DurationUnit, empty};
use super::super::state::{Agreement, Ending, Signature, State};
use super::{AgreementEffect, By, Refused, Situation, tell};
use crate::access::review::{AccessNotice, Told};
use crate::calendar::{CalendarError, Calendars, due_period, last_day_of_term, legal_date};
use chrono::{DateTime, NaiveDate, Utc};

pub(super) fn filled(agreement: &Agreement, s: &Situation<'_>) -> Result<(), Refused> {
    agreement.terms.check().map_err(Refused::Faults)?;
    let blanks = empty(&agreement.pulled, &agreement.terms, s.profile);
    if blanks.is_empty() { Ok(()) } else { Err(Refused::Blanks(blanks)) }
}

/// The click: effective at that instant, the text as it was shown and nothing else.
pub(super) fn sign(
    next: &mut Agreement,
    (sha256, ticked, proved): (&str, bool, bool),
    by: &By,
    s: &Situation<'_>,
    effects: &mut Vec<AgreementEffect>,
) -> Result<(), Refused> {
    filled(next, s)?;
    if !s.commitment {
        return Err(Refused::NoCommitment);
    }
    if !ticked {
        return Err(Refused::NotTicked);
    }
    if !proved {
        return Err(Refused::NotProved);
    }
    let today = legal_date(s.now)?;
    let written = s.template.write(&s.profile.agreement.clauses, &next.pulled, &next.terms, Some(today));
    if written.sha256 != sha256 {
        return Err(Refused::TextChanged);
    }
    let term = next.terms.term.ok_or_else(|| Refused::Blanks(vec![Blank::Term]))?;
    let last_day = match term.unit {
        DurationUnit::Months => last_day_of_term(today, term.count)?,
        DurationUnit::Days | DurationUnit::WorkingDays => due_period(s.now, term.period(), s.calendars)?.date,
    };
    next.signature = Some(Signature { at: s.now, account: by.account, written });
    next.state = State::Active { since: s.now, last_day };
    effects.extend([
        AgreementEffect::Deliver { from: s.now, last_day },
        AgreementEffect::Register,
        tell(Told::Applicant, AccessNotice::Signed),
        tell(Told::Body(next.party_a), AccessNotice::Signed),
    ]);
    let others = next.publishers.iter().filter(|publisher| **publisher != next.party_a);
    effects.extend(others.map(|publisher| tell(Told::Body(*publisher), AccessNotice::Signed)));
    if s.profile.agreement.filing {
        next.filing_owed = true;
        effects.push(AgreementEffect::FilingTask);
    }
    Ok(())
}

/// Ends an agreement, from a violation or by time: delivery is cut, the destruction clock starts.
pub(in crate::access::agreement) fn ended(
    next: &mut Agreement,
    ending: Ending,
    (at, day): (DateTime<Utc>, NaiveDate),
    calendars: &Calendars,
) -> Result<Vec<AgreementEffect>, CalendarError> {
    let due = match next.terms.destroy_within {
        Some(within) => due_period(day, within.period(), calendars)?.date,
        None => day,
    };
    next.state = State::DestructionDue { ending, ended: at, due };
    next.renewal = None;
    Ok(vec![
        AgreementEffect::Cut { at },
        AgreementEffect::Register,
        tell(Told::Applicant, AccessNotice::Ended),
        tell(Told::Applicant, AccessNotice::DestructionDue),
        tell(Told::Body(next.party_a), AccessNotice::Ended),
    ])
}
