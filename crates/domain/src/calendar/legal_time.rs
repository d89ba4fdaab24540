//! Between instants (UTC) and legal dates (Asia/Shanghai).
use super::{CalendarError, CalendarResult};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Hours that Asia/Shanghai is ahead of UTC; it has had no summer time since 1991.
pub const SHANGHAI_OFFSET_HOURS: i64 = 8;
/// First year calculated in.
pub const MIN_YEAR: i32 = 1992;
/// Last year calculated in.
pub const MAX_YEAR: i32 = 2199;

/// What sets a clock going: the instant something happened, or a legal date where only the day is known (a law takes effect,
/// a change occurs: YN-Art.16).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// A moment in time; its legal date is the day in Asia/Shanghai.
    Instant(DateTime<Utc>),
    /// A legal date.
    Date(NaiveDate),
}

impl Start {
    /// The legal date of the start event: the day that is not counted (N1).
    ///
    /// # Errors
    /// `YearOutOfRange` outside the years calculated in.
    pub fn legal_date(self) -> CalendarResult<NaiveDate> {
        match self {
            Self::Instant(instant) => legal_date(instant),
            Self::Date(date) => checked(date),
        }
    }
}

impl From<NaiveDate> for Start {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl From<DateTime<Utc>> for Start {
    fn from(instant: DateTime<Utc>) -> Self {
        Self::Instant(instant)
    }
}

impl FromStr for Start {
    type Err = CalendarError;

    /// Reads `2026-09-28`, a local time `2026-09-28T10:00[:00]` (Asia/Shanghai), or an instant with offset (RFC 3339).
    fn from_str(text: &str) -> CalendarResult<Self> {
        let trimmed = text.trim();
        if let Ok(date) = NaiveDate::parse_from_str(trimmed, "%Y-%m-%d") {
            return checked(date).map(Self::Date);
        }
        if let Ok(instant) = DateTime::parse_from_rfc3339(trimmed) {
            let instant = instant.to_utc();
            return legal_date(instant).map(|_| Self::Instant(instant));
        }
        ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"]
            .iter()
            .find_map(|form| NaiveDateTime::parse_from_str(trimmed, form).ok())
            .ok_or_else(|| CalendarError::UnreadableStart { text: text.to_owned() })
            .and_then(|local| {
                checked(local.date())?;
                to_utc(local).map(Self::Instant)
            })
    }
}

/// The local date in Asia/Shanghai at an instant.
///
/// # Errors
/// `YearOutOfRange` outside the years calculated in.
pub fn legal_date(instant: DateTime<Utc>) -> CalendarResult<NaiveDate> {
    let local = instant
        .naive_utc()
        .checked_add_signed(TimeDelta::hours(SHANGHAI_OFFSET_HOURS))
        .ok_or(CalendarError::YearOutOfRange { year: instant.year() })?;
    checked(local.date())
}

/// The instant at which a legal date begins (00:00 in Asia/Shanghai).
///
/// # Errors
/// `YearOutOfRange` outside the years calculated in.
pub fn day_begins_at(date: NaiveDate) -> CalendarResult<DateTime<Utc>> {
    to_utc(checked(date)?.and_time(NaiveTime::MIN))
}

/// The instant at which a legal date is over (24:00 in Asia/Shanghai): exclusive, the first instant of the next day.
///
/// # Errors
/// `YearOutOfRange` outside the years calculated in.
pub fn day_ends_at(date: NaiveDate) -> CalendarResult<DateTime<Utc>> {
    let next = checked(date)?.succ_opt().ok_or(CalendarError::YearOutOfRange { year: date.year() })?;
    to_utc(next.and_time(NaiveTime::MIN))
}

/// The date itself if it lies in the years calculated in.
pub(super) fn checked(date: NaiveDate) -> CalendarResult<NaiveDate> {
    let year = date.year();
    if (MIN_YEAR..=MAX_YEAR).contains(&year) { Ok(date) } else { Err(CalendarError::YearOutOfRange { year }) }
}

/// The next day, while it lies in the years calculated in.
pub(super) fn next_day(date: NaiveDate) -> CalendarResult<NaiveDate> {
    date.succ_opt().ok_or(CalendarError::YearOutOfRange { year: date.year() }).and_then(checked)
}

fn to_utc(local: NaiveDateTime) -> CalendarResult<DateTime<Utc>> {
    local
        .checked_sub_signed(TimeDelta::hours(SHANGHAI_OFFSET_HOURS))
        .map(|utc| utc.and_utc())
        .ok_or(CalendarError::YearOutOfRange { year: local.year() })
}
