//! Extensions, said explicitly and never guessed: "to 10 in all" is not "10 more" (C-12).
use super::due::{Due, due};
use super::legal_time::Start;
use super::{CalendarError, CalendarResult, Calendars};
use serde::{Deserialize, Serialize};

/// How far a period in working days may be extended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extension {
    /// To this length in all, counted from the same start (correction: ZJ22-Art.19, YN-Art.20).
    TotalMax(u32),
    /// By at most this many more (catalogue update: YN-Art.16; sharing reply: YN-Art.33).
    PlusMax(u32),
}

impl Extension {
    /// The longest total for a base length.
    ///
    /// # Errors
    /// `ExtensionBelowBase` if a total does not exceed the base, `TooLong` on overflow.
    pub fn longest(self, base: u32) -> CalendarResult<u32> {
        match self {
            Self::TotalMax(total) if total > base => Ok(total),
            Self::TotalMax(total) => Err(CalendarError::ExtensionBelowBase { base, total }),
            Self::PlusMax(0) => Err(CalendarError::ZeroLength),
            Self::PlusMax(plus) => {
                base.checked_add(plus).ok_or(CalendarError::TooLong { asked: u32::MAX, max: u32::MAX - plus })
            }
        }
    }

    /// The total after `additional` more working days were granted.
    ///
    /// # Errors
    /// `ZeroLength` for no days, `ExtensionTooLong` above the rule, and those of [`Extension::longest`].
    pub fn total(self, base: u32, additional: u32) -> CalendarResult<u32> {
        let allowed = self.longest(base)?.saturating_sub(base);
        match additional {
            0 => Err(CalendarError::ZeroLength),
            asked if asked > allowed => Err(CalendarError::ExtensionTooLong { asked, allowed }),
            granted => Ok(base.saturating_add(granted)),
        }
    }
}

/// The end of a period of `base` working days extended by `additional`, both counted from the same start.
///
/// # Errors
/// Those of [`Extension::total`] and [`due`].
pub fn due_extended(
    start: impl Into<Start>,
    base: u32,
    extension: Extension,
    additional: u32,
    calendars: &Calendars,
) -> CalendarResult<Due> {
    due(start, extension.total(base, additional)?, calendars)
}

/// The latest end where the rule gives a total: `total` working days from the start, not `base + total`.
///
/// # Errors
/// Those of [`Extension::longest`] and [`due`].
pub fn due_total_max(start: impl Into<Start>, base: u32, total: u32, calendars: &Calendars) -> CalendarResult<Due> {
    due(start, Extension::TotalMax(total).longest(base)?, calendars)
}

/// The latest end where the rule gives an addition: `base + plus` working days from the start.
///
/// # Errors
/// Those of [`Extension::longest`] and [`due`].
pub fn due_plus_max(start: impl Into<Start>, base: u32, plus: u32, calendars: &Calendars) -> CalendarResult<Due> {
    due(start, Extension::PlusMax(plus).longest(base)?, calendars)
}
