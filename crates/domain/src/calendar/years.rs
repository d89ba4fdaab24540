//! Several years together, and the questions asked of them.
use super::legal_time::{checked, legal_date, next_day};
use super::year::is_weekend;
use super::{CalendarError, CalendarResult, Due, ExceptionKind, YearTable};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The tables of all years that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendars {
    years: BTreeMap<i32, YearTable>,
}

/// What a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// An ordinary Monday to Friday.
    Weekday,
    /// An ordinary Saturday or Sunday.
    Weekend,
    /// A public holiday (休).
    Holiday,
    /// A weekend day worked (班, 调休上班).
    MakeUp,
}

impl DayKind {
    /// Whether the day counts (N2).
    pub const fn is_working(self) -> bool {
        matches!(self, Self::Weekday | Self::MakeUp)
    }
}

/// A number of working days and whether it rests on a year without data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingDays {
    /// Negative when the second day lies before the first.
    pub count: i64,
    /// 暂定
    pub provisional: bool,
    /// Years looked at that have no data.
    pub missing_years: Vec<i32>,
}

impl Calendars {
    /// The set of some tables.
    ///
    /// # Errors
    /// `DuplicateYear`.
    pub fn new(tables: impl IntoIterator<Item = YearTable>) -> CalendarResult<Self> {
        let mut years = BTreeMap::new();
        for table in tables {
            let year = table.year();
            if years.insert(year, table).is_some() {
                return Err(CalendarError::DuplicateYear { year });
            }
        }
        Ok(Self { years })
    }

    /// Reads several texts, TOML or JSON.
    ///
    /// # Errors
    /// Those of [`YearTable::parse`] and [`Calendars::new`].
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> CalendarResult<Self> {
        Self::new(texts.into_iter().map(YearTable::parse).collect::<CalendarResult<Vec<_>>>()?)
    }

    /// This set with one table put in, or put in the place of an older version of the same year.
    #[must_use]
    pub fn with(mut self, table: YearTable) -> Self {
        self.years.insert(table.year(), table);
        self
    }

    /// The table of a year, be it empty.
    pub fn table(&self, year: i32) -> Option<&YearTable> {
        self.years.get(&year)
    }

    /// All tables by year.
    pub fn tables(&self) -> impl Iterator<Item = &YearTable> {
        self.years.values()
    }

    /// Whether the year was announced; a table that is present but empty is no data.
    pub fn has_data(&self, year: i32) -> bool {
        self.years.get(&year).is_some_and(YearTable::has_data)
    }

    /// Version ids of the tables, by year.
    pub fn versions(&self) -> BTreeMap<i32, String> {
        self.years.iter().map(|(year, table)| (*year, table.version())).collect()
    }

    /// What a day is. The notice of the following year is later and so decides first on a day of December.
    pub fn kind(&self, date: NaiveDate) -> DayKind {
        let year = date.year();
        let following = year.checked_add(1).and_then(|next| self.years.get(&next));
        let exception =
            [following, self.years.get(&year)].into_iter().flatten().find_map(|table| table.exception(date));
        match exception {
            Some((ExceptionKind::Rest, _)) => DayKind::Holiday,
            Some((ExceptionKind::Work, _)) => DayKind::MakeUp,
            None if is_weekend(date) => DayKind::Weekend,
            None => DayKind::Weekday,
        }
    }

    /// Whether a day counts as a working day (N2).
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        self.kind(date).is_working()
    }
}

/// Years without data that a calculation looked at.
#[derive(Default)]
pub(super) struct Missing(BTreeSet<i32>);

impl Missing {
    pub(super) fn look_at(&mut self, date: NaiveDate, calendars: &Calendars) {
        if !calendars.has_data(date.year()) {
            self.0.insert(date.year());
        }
    }

    pub(super) fn into_years(self) -> Vec<i32> {
        self.0.into_iter().collect()
    }
}

/// Working days after `from` up to and including `to`; negative when `to` lies before `from`.
///
/// # Errors
/// `YearOutOfRange`.
pub fn working_days_between(from: NaiveDate, to: NaiveDate, calendars: &Calendars) -> CalendarResult<WorkingDays> {
    let (mut day, last, sign) =
        if to < from { (checked(to)?, checked(from)?, -1) } else { (checked(from)?, checked(to)?, 1) };
    let mut missing = Missing::default();
    let mut count = 0i64;
    while day < last {
        day = next_day(day)?;
        missing.look_at(day, calendars);
        count += i64::from(calendars.is_working_day(day));
    }
    let missing_years = missing.into_years();
    Ok(WorkingDays { count: sign * count, provisional: !missing_years.is_empty(), missing_years })
}

/// Working days left: those after the day of `now` up to the due date. 0 on the due date itself; negative once it is over,
/// then the number of working days late.
///
/// # Errors
/// `YearOutOfRange`.
pub fn remaining(now: DateTime<Utc>, due: &Due, calendars: &Calendars) -> CalendarResult<WorkingDays> {
    working_days_between(legal_date(now)?, due.date, calendars)
}
