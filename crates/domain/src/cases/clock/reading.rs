//! What a clock says at an instant: where it stands, and the reminders it owes.
use super::{CaseClock, Phase, Reminder, Stage, Status};
use crate::calendar::{CalendarError, Calendars, Due, Period, day_begins_at, legal_date, working_days_between};
use crate::profile::Strength;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

impl CaseClock {
    /// Where it stands at an instant.
    ///
    /// # Errors
    /// Of the calendar.
    pub fn status(&self, now: DateTime<Utc>, calendars: &Calendars) -> Result<Status, CalendarError> {
        let today = legal_date(now)?;
        match (self.phase, &self.due) {
            (Phase::Cancelled { at }, _) => Ok(Status::Cancelled { on: legal_date(at)? }),
            (Phase::Paused { since }, _) => Ok(Status::Paused { since: legal_date(since)? }),
            (Phase::Stopped { at }, due) => {
                let on = legal_date(at)?;
                match due {
                    Some(due) if on > due.date => {
                        Ok(Status::MetLate { on, by: working_days_between(due.date, on, calendars)?.count })
                    }
                    _ => Ok(Status::Met { on, used: self.used(on, calendars)? }),
                }
            }
            (Phase::Running, None) => Ok(Status::NoNumber),
            (Phase::Running, Some(due)) if today > due.date => {
                Ok(Status::Overdue { by: working_days_between(due.date, today, calendars)?.count })
            }
            (Phase::Running, Some(due)) if today == due.date => Ok(Status::DueToday),
            (Phase::Running, Some(due)) if today.succ_opt() == Some(due.date) => Ok(Status::DueTomorrow),
            (Phase::Running, Some(due)) => Ok(Status::Running { remaining: self.remaining(today, due, calendars)? }),
        }
    }

    /// Working days from the day after its start up to the act; `None` while the act is owed, and where it was never done.
    ///
    /// # Errors
    /// Of the calendar.
    pub fn took(&self, calendars: &Calendars) -> Result<Option<i64>, CalendarError> {
        let Phase::Stopped { at } = self.phase else { return Ok(None) };
        Ok(match (self.status(at, calendars)?, &self.due) {
            (Status::Met { used, .. }, _) => Some(used),
            (Status::MetLate { by, .. }, Some(due)) => Some(self.used(due.date, calendars)? + by),
            _ => None,
        })
    }

    /// Whether the period is over and the act still owed.
    pub fn is_overdue(&self, now: DateTime<Utc>) -> bool {
        self.ends_at().is_some_and(|end| now >= end)
    }

    /// Whether ending late needs a reason: hard periods. Soft ones ask for one and never block.
    pub fn needs_late_reason(&self, now: DateTime<Utc>) -> bool {
        self.is_overdue(now) && self.rule.strength == Strength::Hard
    }

    fn remaining(&self, today: NaiveDate, due: &Due, calendars: &Calendars) -> Result<i64, CalendarError> {
        if matches!(due.period, Period::WorkingDays(_)) {
            return Ok(due.counted.iter().filter(|day| day.date > today).count() as i64);
        }
        Ok(working_days_between(today, due.date, calendars)?.count)
    }

    fn used(&self, on: NaiveDate, calendars: &Calendars) -> Result<i64, CalendarError> {
        match &self.due {
            Some(due) if matches!(due.period, Period::WorkingDays(_)) => {
                Ok(due.counted.iter().filter(|day| day.date <= on).count() as i64)
            }
            _ => Ok(working_days_between(self.started.legal_date()?, on, calendars)?.count.max(0)),
        }
    }

    /// The reminders it owes, in order of time. Half time is the beginning of the day after half of the counted days; `before` is the
    /// beginning of the n-th working day before the last; expiry is the end. Empty while it does not run.
    pub fn reminders(&self) -> Vec<Reminder> {
        let (Phase::Running, Some(due)) = (self.phase, &self.due) else { return Vec::new() };
        let mut all = Vec::new();
        let mut add = |stage, at: Option<DateTime<Utc>>| all.extend(at.map(|at| Reminder { stage, at }));
        let begins = |day: Option<NaiveDate>| day.and_then(|day| day_begins_at(day).ok());
        let counted = &due.counted;
        if self.reminders.at_half_time {
            let half = if counted.is_empty() {
                due.start.checked_add_signed(TimeDelta::days((due.date - due.start).num_days() / 2))
            } else {
                counted.get(counted.len().div_ceil(2)).or(counted.last()).map(|day| day.date)
            };
            add(Stage::HalfTime, begins(half));
        }
        for &before in &self.reminders.working_days_before {
            let day = counted.len().checked_sub(before as usize + 1).and_then(|at| counted.get(at)).map(|day| day.date);
            add(Stage::Before, begins(day));
        }
        if self.reminders.at_expiry {
            add(Stage::Expiry, Some(due.ends_at));
        }
        all.sort_by_key(|reminder| reminder.at);
        all
    }
}
