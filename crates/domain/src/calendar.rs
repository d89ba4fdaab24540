//! Working days and legal periods (rules §0 N1-N4, row C-12; R-142…R-144).
//!
//! A *legal date* is a local date in Asia/Shanghai (+08:00 all year, so no time-zone database is needed); an *instant* is UTC.
//! "Ends at 24:00" is the half-open instant at which the next day begins: a period is over when `now >= ends_at`.
//!
//! The calendar is data, one table per year ([`YearTable`]). A year whose table is missing, or present but empty, has **no data**:
//! Monday to Friday is then assumed and every result that looked at such a day is *provisional* (暂定) until [`recompute`].
//!
//! Lengths never stand here: they come from the regulation profile ([`crate::profile`]). Only bounds do, so that a loop cannot run away.
mod due;
mod error;
mod extension;
mod ics;
mod legal_time;
mod notice;
mod shipped;
mod year;
mod years;

pub use due::{CountedDay, Due, Period, due, due_days, due_months, due_period, last_day_of_term, recompute};
pub use error::CalendarError;
pub use extension::{Extension, due_extended, due_plus_max, due_total_max};
pub use ics::{from_ics, is_ics, to_ics};
pub use legal_time::{MAX_YEAR, MIN_YEAR, SHANGHAI_OFFSET_HOURS, Start, day_begins_at, day_ends_at, legal_date};
pub use notice::from_notice;
pub use shipped::SHIPPED;
pub use year::{ExceptionKind, NamedDay, YearTable};
pub use years::{Calendars, DayKind, WorkingDays, remaining, working_days_between};

/// Result of a calendar function.
pub type CalendarResult<T> = Result<T, CalendarError>;
