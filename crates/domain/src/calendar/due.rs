//! When a period ends (N1, N2, N4).
use super::legal_time::{Start, checked, day_ends_at, next_day};
use super::years::Missing;
use super::{CalendarError, CalendarResult, Calendars, DayKind};
use chrono::{DateTime, Datelike, Months, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Longest periods calculated: bounds against runaway loops and typing mistakes, not periods of law.
const MAX_WORKING_DAYS: u32 = 2_000;
const MAX_MONTHS: u32 = 600;
const MAX_DAYS: u32 = 20_000;

/// A length and its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// 工作日 (N1, N2).
    WorkingDays(u32),
    /// 个月 (N4).
    Months(u32),
    /// Calendar days; holidays do not move the end.
    Days(u32),
}

/// One day of the count, as shown under 怎样计算.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedDay {
    /// Legal date.
    pub date: NaiveDate,
    /// 调休上班: it counts though it is a weekend day.
    pub make_up: bool,
    /// It counts by the weekday pattern alone: its year has no data.
    pub assumed: bool,
}

/// The end of a period and how it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// Legal date of the start event, not counted (N1).
    pub start: NaiveDate,
    /// The length counted; the total where it was extended.
    pub period: Period,
    /// Last day of the period.
    pub date: NaiveDate,
    /// The instant at which the period is over (exclusive): 24:00 of `date` in Asia/Shanghai.
    pub ends_at: DateTime<Utc>,
    /// The working days counted; empty for months and days.
    pub counted: Vec<CountedDay>,
    /// For months: the same day number before it was moved off a rest day (N4).
    pub nominal: Option<NaiveDate>,
    /// 暂定: a year without data was looked at.
    pub provisional: bool,
    /// Those years.
    pub missing_years: Vec<i32>,
}

impl Due {
    /// Whether the period is over at an instant.
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        now >= self.ends_at
    }
}

/// The n-th working day after the day of the start event, end of day Asia/Shanghai (N1, R-143).
///
/// # Errors
/// `ZeroLength`, `TooLong`, `YearOutOfRange`.
pub fn due(start: impl Into<Start>, working_days: u32, calendars: &Calendars) -> CalendarResult<Due> {
    let start = start.into().legal_date()?;
    bounded(working_days, MAX_WORKING_DAYS)?;
    let mut missing = Missing::default();
    let mut counted = Vec::new();
    let mut day = start;
    for _ in 0..working_days {
        day = next_working_day(next_day(day)?, calendars, &mut missing)?;
        counted.push(CountedDay {
            date: day,
            make_up: calendars.kind(day) == DayKind::MakeUp,
            assumed: !calendars.has_data(day.year()),
        });
    }
    finish(start, Period::WorkingDays(working_days), day, counted, None, missing)
}

/// The same day number `months` later, or the end of that month; if it is no working day, the next working day (N4).
///
/// # Errors
/// `ZeroLength`, `TooLong`, `YearOutOfRange`.
pub fn due_months(start: impl Into<Start>, months: u32, calendars: &Calendars) -> CalendarResult<Due> {
    let start = start.into().legal_date()?;
    let nominal = months_later(start, months)?;
    let mut missing = Missing::default();
    let day = next_working_day(nominal, calendars, &mut missing)?;
    finish(start, Period::Months(months), day, Vec::new(), Some(nominal), missing)
}

/// The n-th calendar day after the day of the start event. Periods in plain days are set by notices and agreements, whose end
/// holidays do not move.
///
/// # Errors
/// `ZeroLength`, `TooLong`, `YearOutOfRange`.
pub fn due_days(start: impl Into<Start>, days: u32) -> CalendarResult<Due> {
    let start = start.into().legal_date()?;
    bounded(days, MAX_DAYS)?;
    let day = start
        .checked_add_signed(TimeDelta::days(i64::from(days)))
        .ok_or(CalendarError::YearOutOfRange { year: start.year() })
        .and_then(checked)?;
    finish(start, Period::Days(days), day, Vec::new(), None, Missing::default())
}

/// The end of a period of any unit.
///
/// # Errors
/// Those of the unit.
pub fn due_period(start: impl Into<Start>, period: Period, calendars: &Calendars) -> CalendarResult<Due> {
    match period {
        Period::WorkingDays(length) => due(start, length, calendars),
        Period::Months(length) => due_months(start, length, calendars),
        Period::Days(length) => due_days(start, length),
    }
}

/// The last day of an agreement that runs for some months: the day before the same day number; holidays do not move it.
///
/// # Errors
/// `ZeroLength`, `TooLong`, `YearOutOfRange`.
pub fn last_day_of_term(first_day: NaiveDate, months: u32) -> CalendarResult<NaiveDate> {
    let same_number = months_later(checked(first_day)?, months)?;
    if same_number.day() < first_day.day() {
        // The month is too short to hold the day number: the term fills it to its end.
        return Ok(same_number);
    }
    same_number.pred_opt().ok_or(CalendarError::YearOutOfRange { year: same_number.year() })
}

/// The same period under other tables: `Some` if anything about it changed (the date, a counted day, whether it is provisional),
/// so that the owners are told.
///
/// # Errors
/// Those of [`due_period`].
pub fn recompute(due: &Due, calendars: &Calendars) -> CalendarResult<Option<Due>> {
    let again = due_period(due.start, due.period, calendars)?;
    Ok((again != *due).then_some(again))
}

pub(super) fn bounded(length: u32, max: u32) -> CalendarResult<u32> {
    match length {
        0 => Err(CalendarError::ZeroLength),
        asked if asked > max => Err(CalendarError::TooLong { asked, max }),
        length => Ok(length),
    }
}

fn months_later(start: NaiveDate, months: u32) -> CalendarResult<NaiveDate> {
    bounded(months, MAX_MONTHS)?;
    start
        .checked_add_months(Months::new(months))
        .ok_or(CalendarError::YearOutOfRange { year: start.year() })
        .and_then(checked)
}

/// The first working day from `day` on. The year bound ends the search.
fn next_working_day(mut day: NaiveDate, calendars: &Calendars, missing: &mut Missing) -> CalendarResult<NaiveDate> {
    loop {
        missing.look_at(day, calendars);
        if calendars.is_working_day(day) {
            return Ok(day);
        }
        day = next_day(day)?;
    }
}

fn finish(
    start: NaiveDate,
    period: Period,
    date: NaiveDate,
    counted: Vec<CountedDay>,
    nominal: Option<NaiveDate>,
    missing: Missing,
) -> CalendarResult<Due> {
    let missing_years = missing.into_years();
    let provisional = !missing_years.is_empty();
    Ok(Due { start, period, date, ends_at: day_ends_at(date)?, counted, nominal, provisional, missing_years })
}
