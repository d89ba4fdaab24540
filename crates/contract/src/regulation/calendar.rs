//! Working calendars.
use super::{DueChange, HistoryRow};
use chrono::{DateTime, NaiveDate, Utc};

/// A year in the list of calendars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarRow {
    pub year: i32,
    /// Version in force; 0 = there is none.
    pub version: i64,
    pub since: Option<DateTime<Utc>>,
    pub source: String,
    /// 休 and 班 days.
    pub rest: u64,
    pub work: u64,
    /// False: the year was not announced, periods in it are 暂定.
    pub has_data: bool,
    /// A draft is open.
    pub draft: bool,
}

/// A day of the year grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayCell {
    pub date: NaiveDate,
    pub mark: DayMark,
    /// Name of the holiday.
    pub name: Option<String>,
}

/// What a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayMark {
    Weekday,
    Weekend,
    /// 休
    Rest,
    /// 班
    Work,
}

/// An exception of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExceptionRow {
    pub date: NaiveDate,
    /// 休 (true) or 班.
    pub rest: bool,
    pub name: String,
    /// Added (`Some(true)`) or taken out (`Some(false)`) by the draft.
    pub changed: Option<bool>,
    /// The day is over: changing it needs a reason.
    pub locked: bool,
}

/// `/admin/calendar/{year}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarView {
    pub row: CalendarRow,
    /// Every day of the year, as the draft has it, else as it holds.
    pub days: Vec<DayCell>,
    pub exceptions: Vec<ExceptionRow>,
    /// Cases whose period rests on this year without its holidays being known: 暂定.
    pub provisional: u64,
    /// Open draft: what its publication changes.
    pub effect: Option<CalendarEffect>,
    pub history: Vec<HistoryRow>,
    pub may_edit: bool,
}

/// What publishing the draft changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CalendarEffect {
    /// Running periods counted anew, and those whose end moves.
    pub running: u64,
    pub moved: Vec<DueChange>,
    /// Examples: the periods of the profile from some days on.
    pub samples: Vec<DueChange>,
}

/// A change of the open draft of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarEdit {
    /// Fields `date`, `kind` (`rest`, `work`), `name`, `reason`.
    Set { date: String, kind: String, name: String, reason: String },
    /// Takes an exception out. Fields `date`, `reason`.
    Remove { date: String, reason: String },
    /// The whole year from a text: our TOML, JSON of holiday-cn, or the words of a notice. Field `text`.
    Paste { text: String },
    /// Back to what holds.
    Discard,
}

/// Form of a calendar as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarFormat {
    /// iCalendar (RFC 5545).
    Ics,
    /// Our own, which the editor and `portal import calendar` read.
    Toml,
}

/// A published calendar as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFile {
    pub name: String,
    pub media: &'static str,
    pub text: String,
}
