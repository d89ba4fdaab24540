//! 受理时间: windows in which applications are accepted (B09 step 1, R-056…R-058; GL20-Art.13(1)).
//!
//! A window binds only when its notice is published. Its dates are legal dates: the first day begins at 00:00, the last ends at 24:00. Where the
//! profile accepts applications always (yunnan), windows play no part.
use super::fault::{Fault, FaultCode, Faults};
use crate::calendar::{CalendarError, day_begins_at, legal_date};
use crate::profile::{WindowMode, Windows};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Version of the stored form.
pub const SCHEMA: i64 = 1;

/// Where a window stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum WindowState {
    /// Being prepared, binds nobody.
    Draft,
    /// The notice is published.
    Announced {
        at: DateTime<Utc>,
        /// Address of the notice.
        notice: String,
    },
    /// Taken back before it began.
    Cancelled { at: DateTime<Utc>, notice: String },
}

/// A window of an authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    pub id: Uuid,
    /// The authority whose applications it is for.
    pub authority: Uuid,
    /// First day, legal date.
    pub first: NaiveDate,
    /// Last day, included.
    pub last: NaiveDate,
    #[serde(flatten)]
    pub state: WindowState,
}

/// What the authority does with a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WindowCommand {
    /// Other dates for a draft.
    Draft { first: NaiveDate, last: NaiveDate },
    /// Publishes the notice.
    Announce { notice: String },
    /// Longer than announced, by another notice. Never shorter: whoever relied on the date would be too late.
    Prolong { last: NaiveDate, notice: String },
    /// Takes it back, before it begins.
    Cancel { notice: String },
}

impl Window {
    /// A new draft.
    pub const fn draft(id: Uuid, authority: Uuid, first: NaiveDate, last: NaiveDate) -> Self {
        Self { id, authority, first, last, state: WindowState::Draft }
    }

    /// Whether the notice is published at an instant.
    pub fn binds(&self, now: DateTime<Utc>) -> bool {
        matches!(self.state, WindowState::Announced { at, .. } if at <= now)
    }

    /// Whether a day lies in it.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    /// Decides a command; `others` are the other windows of the authority.
    ///
    /// # Errors
    /// Every fault of the form at once; `locked` where the window cannot be changed so any more.
    pub fn decide(&self, command: WindowCommand, others: &[Self], now: DateTime<Utc>) -> Result<Self, Vec<Fault>> {
        let today = legal_date(now).map_err(|_| vec![Fault::new("first", FaultCode::OutOfRange)])?;
        let mut faults = Faults::default();
        let mut next = self.clone();
        match (&self.state, command) {
            (WindowState::Draft, WindowCommand::Draft { first, last }) => {
                (next.first, next.last) = (first, last);
                next.check(others, today, &mut faults);
            }
            (WindowState::Draft, WindowCommand::Announce { notice }) => {
                self.check(others, today, &mut faults);
                faults.text("notice", &notice, NOTICE_MAX);
                next.state = WindowState::Announced { at: now, notice };
            }
            (WindowState::Announced { at, .. }, WindowCommand::Prolong { last, notice }) if today <= self.last => {
                if last <= self.last {
                    faults.add(Fault::new("last", FaultCode::OutOfRange).fact("first", self.last));
                }
                next.last = last;
                next.overlap(others, &mut faults);
                faults.text("notice", &notice, NOTICE_MAX);
                next.state = WindowState::Announced { at: *at, notice };
            }
            (WindowState::Draft | WindowState::Announced { .. }, WindowCommand::Cancel { notice })
                if today < self.first || self.state == WindowState::Draft =>
            {
                faults.text("notice", &notice, NOTICE_MAX);
                next.state = WindowState::Cancelled { at: now, notice };
            }
            _ => faults.put("state", FaultCode::Locked),
        }
        faults.result().map(|()| next)
    }

    /// Dates of a window to be announced: in order, not past, apart from the others.
    fn check(&self, others: &[Self], today: NaiveDate, faults: &mut Faults) {
        if self.first < today {
            faults.add(Fault::new("first", FaultCode::OutOfRange).fact("first", today));
        }
        if self.last < self.first {
            faults.add(Fault::new("last", FaultCode::OutOfRange).fact("first", self.first));
        }
        self.overlap(others, faults);
    }

    fn overlap(&self, others: &[Self], faults: &mut Faults) {
        let clash = |other: &&Self| {
            other.id != self.id
                && other.authority == self.authority
                && matches!(other.state, WindowState::Announced { .. })
                && other.first <= self.last
                && self.first <= other.last
        };
        if let Some(other) = others.iter().find(clash) {
            let fault = Fault::new("first", FaultCode::Duplicate);
            faults.add(fault.fact("first", other.first).fact("last", other.last));
        }
    }
}

/// Longest address of a notice.
const NOTICE_MAX: usize = 200;

/// Whether applications are accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "acceptance", rename_all = "kebab-case")]
pub enum Acceptance {
    /// On any day (YN-Art.41(2)).
    Always,
    Open {
        window: Uuid,
        /// First day: conditions count that were published before it.
        first: NaiveDate,
        /// Last day, included.
        last: NaiveDate,
    },
    /// Only drafts can be saved.
    Closed { next: Option<NextWindow> },
}

/// When applications are accepted again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextWindow {
    /// First day.
    pub first: NaiveDate,
    /// Whether a notice says so; else it is what the profile lets expect (原则上).
    pub announced: bool,
}

impl Acceptance {
    /// Whether an application can be submitted.
    pub const fn is_open(&self) -> bool {
        !matches!(self, Self::Closed { .. })
    }

    /// The instant before which conditions must have been published to count: the beginning of the window, or now.
    ///
    /// # Errors
    /// Of the calendar.
    pub fn conditions_as_of(&self, now: DateTime<Utc>) -> Result<DateTime<Utc>, CalendarError> {
        match self {
            Self::Open { first, .. } => day_begins_at(*first),
            Self::Always | Self::Closed { .. } => Ok(now),
        }
    }
}

/// Whether an authority accepts applications at an instant, and else when it will (R-056…R-058).
///
/// # Errors
/// Of the calendar: an instant outside of the years calculated in.
pub fn acceptance(
    rule: &Windows,
    windows: &[Window],
    authority: Uuid,
    now: DateTime<Utc>,
) -> Result<Acceptance, CalendarError> {
    if rule.mode == WindowMode::Always {
        return Ok(Acceptance::Always);
    }
    let today = legal_date(now)?;
    let ours = || windows.iter().filter(|window| window.authority == authority && window.binds(now));
    if let Some(open) = ours().find(|window| window.contains(today)) {
        return Ok(Acceptance::Open { window: open.id, first: open.first, last: open.last });
    }
    let announced = ours().map(|window| window.first).filter(|first| *first > today).min();
    let next = match announced {
        Some(first) => Some(NextWindow { first, announced: true }),
        None => expected(rule, today).map(|first| NextWindow { first, announced: false }),
    };
    Ok(Acceptance::Closed { next })
}

/// The first day of the next usual month after a day.
pub fn expected(rule: &Windows, today: NaiveDate) -> Option<NaiveDate> {
    let year = |year: i32| {
        rule.default_months.iter().filter_map(move |month| NaiveDate::from_ymd_opt(year, u32::from(*month), 1))
    };
    year(today.year()).chain(year(today.year() + 1)).filter(|first| *first > today).min()
}

/// The windows the profile proposes for a year: whole months (C-05).
pub fn proposals(rule: &Windows, year: i32) -> Vec<(NaiveDate, NaiveDate)> {
    let months = rule.default_months.iter().map(|month| u32::from(*month));
    let last = |month: u32| {
        let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        NaiveDate::from_ymd_opt(next.0, next.1, 1).and_then(|day| day.pred_opt())
    };
    months.filter_map(|month| Some((NaiveDate::from_ymd_opt(year, month, 1)?, last(month)?))).collect()
}
