//! What can be wrong with a calendar table or with the question asked of it.
use chrono::NaiveDate;
use thiserror::Error;

/// Errors of the calendar. `code()` is what users and the API see; the words live in the locales.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CalendarError {
    /// The date or instant lies outside the years the portal calculates in.
    #[error("the year {year} is outside {}..={}", super::MIN_YEAR, super::MAX_YEAR)]
    YearOutOfRange {
        /// The year asked for.
        year: i32,
    },
    /// A period of no length has no end.
    #[error("a period must be at least 1 long")]
    ZeroLength,
    /// The period is longer than any period of law could be.
    #[error("a period of {asked} is longer than the {max} allowed")]
    TooLong {
        /// Length asked for.
        asked: u32,
        /// Longest length calculated.
        max: u32,
    },
    /// The extension exceeds what the profile allows (C-12).
    #[error("an extension by {asked} working days exceeds the {allowed} allowed")]
    ExtensionTooLong {
        /// Additional working days asked for.
        asked: u32,
        /// Additional working days the rule leaves.
        allowed: u32,
    },
    /// `total_max` is below the length it extends.
    #[error("a total of {total} working days is not longer than the {base} it extends")]
    ExtensionBelowBase {
        /// Length before the extension.
        base: u32,
        /// Total after it.
        total: u32,
    },
    /// The text is not the TOML or JSON form of a calendar.
    #[error("not a calendar table: {message}")]
    Syntax {
        /// What the parser says, with line or key.
        message: String,
    },
    /// A day stands in the table of a year it cannot belong to.
    #[error("{date} does not belong in the table of {year}")]
    ForeignDay {
        /// The year of the table.
        year: i32,
        /// The day.
        date: NaiveDate,
    },
    /// A day stands twice in one table.
    #[error("{date} is listed twice in the table of {year}")]
    DuplicateDay {
        /// The year of the table.
        year: i32,
        /// The day.
        date: NaiveDate,
    },
    /// A make-up working day must be a Saturday or Sunday: any other day is a typing mistake.
    #[error("{date} is a make-up working day but not a Saturday or Sunday")]
    MakeUpOnWeekday {
        /// The day.
        date: NaiveDate,
    },
    /// More exceptions than a year of holidays could hold.
    #[error("the table of {year} lists {count} days, more than {max}")]
    TooManyDays {
        /// The year of the table.
        year: i32,
        /// Days in the table.
        count: usize,
        /// Most days accepted.
        max: usize,
    },
    /// Two tables of one year in one set.
    #[error("there are two tables of the year {year}")]
    DuplicateYear {
        /// The year.
        year: i32,
    },
    /// A start that is neither a date nor a date with time.
    #[error("`{text}` is no date (2026-09-28), local time (2026-09-28T10:00) or instant (2026-09-28T02:00:00Z)")]
    UnreadableStart {
        /// What was given.
        text: String,
    },
}

impl CalendarError {
    /// Stable error code, kebab-case.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::YearOutOfRange { .. } => "calendar-year-out-of-range",
            Self::ZeroLength => "period-zero",
            Self::TooLong { .. } => "period-too-long",
            Self::ExtensionTooLong { .. } => "extension-too-long",
            Self::ExtensionBelowBase { .. } => "extension-below-base",
            Self::Syntax { .. } => "calendar-syntax",
            Self::ForeignDay { .. } => "calendar-foreign-day",
            Self::DuplicateDay { .. } => "calendar-duplicate-day",
            Self::MakeUpOnWeekday { .. } => "calendar-make-up-on-weekday",
            Self::TooManyDays { .. } => "calendar-too-many-days",
            Self::DuplicateYear { .. } => "calendar-duplicate-year",
            Self::UnreadableStart { .. } => "start-unreadable",
        }
    }
}
