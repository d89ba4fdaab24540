//! The table of one year: the days on which the weekday pattern does not hold.
use super::{CalendarError, CalendarResult, MAX_YEAR, MIN_YEAR};
use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// More exceptions than this in one year are a mistake; it also keeps working days in every year.
const MAX_DAYS: usize = 120;

/// What an exceptional day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExceptionKind {
    /// 休: a public holiday, or a day off beside one.
    Rest,
    /// 班: a weekend day worked to make up for it (调休上班).
    Work,
}

/// A day and the holiday it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedDay {
    /// Legal date.
    pub date: NaiveDate,
    /// Name of the holiday, e.g. 国庆节.
    pub name: String,
}

/// The public holidays and make-up working days of one year (N2), as announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearTable {
    year: i32,
    sources: Vec<String>,
    derived_from: Option<String>,
    days: BTreeMap<NaiveDate, (ExceptionKind, String)>,
}

/// Our own form. Lists may be absent: a year that has not been announced yet.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TomlForm {
    year: i32,
    /// Addresses of the announcement.
    #[serde(default)]
    sources: Vec<String>,
    /// Data set the table was derived from, with its licence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    derived_from: Option<String>,
    #[serde(default)]
    rest: Vec<NamedDay>,
    #[serde(default)]
    work: Vec<NamedDay>,
}

/// The form of the holiday-cn data set: one list with a flag. Fields we have no use for (`$schema`) are passed over.
#[derive(Deserialize)]
struct JsonForm {
    year: i32,
    #[serde(default)]
    papers: Vec<String>,
    days: Vec<JsonDay>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct JsonDay {
    name: String,
    date: NaiveDate,
    is_off_day: bool,
}

impl YearTable {
    /// Builds a table and checks it. A table may hold days of the December before: the notice for a year can move those too.
    ///
    /// # Errors
    /// `YearOutOfRange`, `TooManyDays`, `ForeignDay`, `DuplicateDay`, `MakeUpOnWeekday`.
    pub fn new(
        year: i32,
        sources: Vec<String>,
        derived_from: Option<String>,
        days: impl IntoIterator<Item = (NamedDay, ExceptionKind)>,
    ) -> CalendarResult<Self> {
        if !(MIN_YEAR..=MAX_YEAR).contains(&year) {
            return Err(CalendarError::YearOutOfRange { year });
        }
        let mut table = BTreeMap::new();
        for (index, (NamedDay { date, name }, kind)) in days.into_iter().enumerate() {
            if index >= MAX_DAYS {
                return Err(CalendarError::TooManyDays { year, count: index + 1, max: MAX_DAYS });
            }
            let belongs = date.year() == year || (Some(date.year()) == year.checked_sub(1) && date.month() == 12);
            if !belongs {
                return Err(CalendarError::ForeignDay { year, date });
            }
            if kind == ExceptionKind::Work && !is_weekend(date) {
                return Err(CalendarError::MakeUpOnWeekday { date });
            }
            if table.insert(date, (kind, name)).is_some() {
                return Err(CalendarError::DuplicateDay { year, date });
            }
        }
        Ok(Self { year, sources, derived_from, days: table })
    }

    /// Reads our own TOML form (`profiles/calendars/*.toml`).
    ///
    /// # Errors
    /// `Syntax` with line and key, and those of [`YearTable::new`].
    pub fn from_toml(text: &str) -> CalendarResult<Self> {
        let form: TomlForm = toml::from_str(text).map_err(|e| CalendarError::Syntax { message: e.to_string() })?;
        let days = form
            .rest
            .into_iter()
            .map(|day| (day, ExceptionKind::Rest))
            .chain(form.work.into_iter().map(|day| (day, ExceptionKind::Work)));
        Self::new(form.year, form.sources, form.derived_from, days)
    }

    /// Reads the JSON form of the holiday-cn data set (`year`, `papers`, `days[{name, date, isOffDay}]`).
    ///
    /// # Errors
    /// `Syntax` with line and column, and those of [`YearTable::new`].
    pub fn from_holiday_cn_json(text: &str) -> CalendarResult<Self> {
        let form: JsonForm =
            serde_json::from_str(text).map_err(|e| CalendarError::Syntax { message: e.to_string() })?;
        let days = form.days.into_iter().map(|day| {
            let kind = if day.is_off_day { ExceptionKind::Rest } else { ExceptionKind::Work };
            (NamedDay { date: day.date, name: day.name }, kind)
        });
        Self::new(form.year, form.papers, Some("holiday-cn".to_owned()), days)
    }

    /// Reads either form: JSON if the text begins with a brace.
    ///
    /// # Errors
    /// Those of the form.
    pub fn parse(text: &str) -> CalendarResult<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.trim_start().starts_with('{') { Self::from_holiday_cn_json(text) } else { Self::from_toml(text) }
    }

    /// Our own TOML form: sorted, so that equal tables print equal text.
    ///
    /// # Errors
    /// `Syntax` if the table cannot be written, which no table built here is known to cause.
    pub fn to_toml(&self) -> CalendarResult<String> {
        let of = |wanted: ExceptionKind| {
            let days = self.days.iter().filter(move |(_, (kind, _))| *kind == wanted);
            days.map(|(date, (_, name))| NamedDay { date: *date, name: name.clone() }).collect()
        };
        let form = TomlForm {
            year: self.year,
            sources: self.sources.clone(),
            derived_from: self.derived_from.clone(),
            rest: of(ExceptionKind::Rest),
            work: of(ExceptionKind::Work),
        };
        toml::to_string(&form).map_err(|e| CalendarError::Syntax { message: e.to_string() })
    }

    /// The year.
    pub const fn year(&self) -> i32 {
        self.year
    }

    /// Addresses of the announcements.
    pub fn sources(&self) -> &[String] {
        &self.sources
    }

    /// Every exceptional day in order.
    pub fn days(&self) -> impl Iterator<Item = (NaiveDate, ExceptionKind, &str)> {
        self.days.iter().map(|(date, (kind, name))| (*date, *kind, name.as_str()))
    }

    /// The exception on a day, with the name of the holiday.
    pub fn exception(&self, date: NaiveDate) -> Option<(ExceptionKind, &str)> {
        self.days.get(&date).map(|(kind, name)| (*kind, name.as_str()))
    }

    /// False for a table that is present but says nothing about its year: that year has no data (N2).
    pub fn has_data(&self) -> bool {
        self.days.keys().any(|date| date.year() == self.year)
    }

    /// Version id: SHA-256 (hex) of the days, whatever the form they were read from.
    pub fn version(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(self.year.to_string());
        for (date, (kind, _)) in &self.days {
            hash.update(format!("\n{date} {}", if *kind == ExceptionKind::Rest { "rest" } else { "work" }));
        }
        hex::encode(hash.finalize())
    }

    /// Mondays to Fridays that are off.
    pub fn weekdays_off(&self) -> Vec<NaiveDate> {
        let off = self.days.iter().filter(|(date, (kind, _))| *kind == ExceptionKind::Rest && !is_weekend(**date));
        off.map(|(date, _)| *date).collect()
    }

    /// Saturdays and Sundays that are worked.
    pub fn weekend_days_worked(&self) -> Vec<NaiveDate> {
        self.days.iter().filter(|(_, (kind, _))| *kind == ExceptionKind::Work).map(|(date, _)| *date).collect()
    }
}

pub(super) fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}
