//! The clock of a case (R-143…R-147, N1, N5, N6): the rule it follows is copied into it when it starts, so that no later profile changes it.
//!
//! Pure: the present and the calendars are arguments. What is shown (remaining, used) is read from the counted days where there are any, so
//! that a calendar edited later does not change what a running clock says; only a provisional clock is counted again.
mod reading;

use crate::calendar::{CalendarError, Calendars, Due, Start, due, due_period};
use crate::code_list;
use crate::profile::{Approver, Clock, Event, ExtensionRule, Reminders};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thiserror::Error;

/// The profile and calendars under which something was counted (N5).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Id of the profile (`zhejiang`) and its version (hash).
    pub profile: String,
    pub profile_version: String,
    /// Version of each year's table.
    pub calendars: BTreeMap<i32, String>,
}

/// Where a clock stands by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "phase", rename_all = "kebab-case")]
pub enum Phase {
    Running,
    /// Waiting for the reporter; begins anew when what was missing is there.
    Paused {
        since: DateTime<Utc>,
    },
    Stopped {
        at: DateTime<Utc>,
    },
    /// The case ended without the act.
    Cancelled {
        at: DateTime<Utc>,
    },
}

/// An extension that was granted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    pub at: DateTime<Utc>,
    /// Working days more.
    pub additional: u32,
    /// Working days in all.
    pub total: u32,
    pub approver: Approver,
}

/// A clock of a case or of a line of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseClock {
    /// Key of the profile, e.g. `complaint.reply`.
    pub key: String,
    /// The rule as it was when the clock started.
    pub rule: Clock,
    pub reminders: Reminders,
    pub version: Version,
    /// When the start event happened.
    pub started: Start,
    /// `None` where the law gives no number.
    pub due: Option<Due>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<Granted>,
    pub phase: Phase,
}

/// Where a clock stands for its reader; days are legal dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Working days after today up to the due date.
    Running {
        remaining: i64,
    },
    DueToday,
    /// The very next day is the last.
    DueTomorrow,
    /// Working days since the due date; 0 when only rest days have passed.
    Overdue {
        by: i64,
    },
    Paused {
        since: NaiveDate,
    },
    /// No number in law.
    NoNumber,
    /// Stopped in time after so many working days.
    Met {
        on: NaiveDate,
        used: i64,
    },
    MetLate {
        on: NaiveDate,
        by: i64,
    },
    Cancelled {
        on: NaiveDate,
    },
}

code_list! {
    /// When owners are reminded.
    Stage {
        HalfTime = "half-time",
        /// So many working days before the end as the profile says.
        Before = "before",
        Expiry = "expiry",
    }
}

/// A reminder to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminder {
    pub stage: Stage,
    /// From when on it is owed.
    pub at: DateTime<Utc>,
}

/// What counting again changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockChange {
    pub before: Due,
    pub after: Due,
}

/// Why a clock does not do what is asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ClockRefusal {
    /// The profile knows no extension for it.
    #[error("not extendable")]
    NotExtendable,
    /// It was extended already, and the rule allows one extension.
    #[error("extended before")]
    ExtendedBefore,
    /// The period is over (or the clock is not running): too late.
    #[error("not running")]
    NotRunning,
    /// Somebody else has to consent.
    #[error("another approver")]
    WrongApprover(Approver),
    #[error(transparent)]
    Calendar(#[from] CalendarError),
}

impl CaseClock {
    /// Starts a clock by a rule of the profile.
    ///
    /// # Errors
    /// Of the calendar: a year outside of those calculated in.
    pub fn start(
        key: &str,
        rule: &Clock,
        reminders: &Reminders,
        version: Version,
        start: impl Into<Start>,
        calendars: &Calendars,
    ) -> Result<Self, CalendarError> {
        let started = start.into();
        let due = rule.due(started, calendars)?;
        Ok(Self {
            key: key.to_owned(),
            rule: rule.clone(),
            reminders: reminders.clone(),
            version,
            started,
            due,
            extension: None,
            phase: Phase::Running,
        })
    }

    /// Whether the act is still owed.
    pub const fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Running | Phase::Paused { .. })
    }

    /// Whether the due date rests on a year without calendar.
    pub fn is_provisional(&self) -> bool {
        self.is_open() && self.due.as_ref().is_some_and(|due| due.provisional)
    }

    /// The instant at which the period is over, while it counts.
    pub fn ends_at(&self) -> Option<DateTime<Utc>> {
        self.due.as_ref().filter(|_| self.phase == Phase::Running).map(|due| due.ends_at)
    }

    /// Something happened: the clock stops if that is its stop event (N6). Whether it did.
    pub fn happened(&mut self, event: Event, at: DateTime<Utc>) -> bool {
        let stops = self.is_open() && self.rule.stop == event;
        if stops {
            self.phase = Phase::Stopped { at };
        }
        stops
    }

    /// Waits for the reporter.
    pub fn pause(&mut self, since: DateTime<Utc>) -> bool {
        let pauses = self.phase == Phase::Running;
        if pauses {
            self.phase = Phase::Paused { since };
        }
        pauses
    }

    /// What was missing is there: the period begins anew on that day, at its full length.
    ///
    /// # Errors
    /// Of the calendar.
    pub fn restart(&mut self, at: DateTime<Utc>, calendars: &Calendars) -> Result<bool, CalendarError> {
        if !matches!(self.phase, Phase::Paused { .. }) {
            return Ok(false);
        }
        self.due = match &self.due {
            Some(due) => Some(due_period(at, due.period, calendars)?),
            None => None,
        };
        self.started = Start::Instant(at);
        self.phase = Phase::Running;
        Ok(true)
    }

    /// The case ended without the act.
    pub fn cancel(&mut self, at: DateTime<Utc>) -> bool {
        let open = self.is_open();
        if open {
            self.phase = Phase::Cancelled { at };
        }
        open
    }

    /// Extends by `additional` working days with the consent of `approver`, counted from the same start (C-12, C-13). Before the period ends.
    ///
    /// # Errors
    /// See [`ClockRefusal`].
    pub fn extend(
        &mut self,
        additional: u32,
        approver: Approver,
        at: DateTime<Utc>,
        calendars: &Calendars,
    ) -> Result<&Due, ClockRefusal> {
        let rule = self.extendable(at)?;
        if rule.approver != approver {
            return Err(ClockRefusal::WrongApprover(rule.approver));
        }
        let base = self.rule.working_days().ok_or(ClockRefusal::NotExtendable)?;
        let total = rule.limit.total(base, additional)?;
        let extended = due(self.started, total, calendars)?;
        self.extension = Some(Granted { at, additional, total, approver });
        Ok(self.due.insert(extended))
    }

    /// The rule by which it may be extended now.
    ///
    /// # Errors
    /// Why it may not.
    pub fn extendable(&self, at: DateTime<Utc>) -> Result<ExtensionRule, ClockRefusal> {
        let rule = self.rule.extension.ok_or(ClockRefusal::NotExtendable)?;
        if self.extension.is_some() && rule.once {
            return Err(ClockRefusal::ExtendedBefore);
        }
        if self.ends_at().is_none_or(|end| at >= end) {
            return Err(ClockRefusal::NotRunning);
        }
        Ok(rule)
    }

    /// Counts a provisional clock again after a calendar arrived; `Some` if anything about the period changed. Clocks that were counted
    /// with all their calendars stay as they are. `calendars` = the tables it was counted with, and the new ones of missing years.
    ///
    /// # Errors
    /// Of the calendar.
    pub fn recompute(&mut self, calendars: &Calendars) -> Result<Option<ClockChange>, CalendarError> {
        let Some(before) = self.due.clone().filter(|due| due.provisional && self.is_open()) else { return Ok(None) };
        let Some(after) = crate::calendar::recompute(&before, calendars)? else { return Ok(None) };
        for year in &before.missing_years {
            if let Some(table) = calendars.table(*year).filter(|table| table.has_data()) {
                self.version.calendars.insert(*year, table.version());
            }
        }
        self.due = Some(after.clone());
        Ok(Some(ClockChange { before, after }))
    }
}
