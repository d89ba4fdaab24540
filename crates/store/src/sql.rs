//! Small helpers that keep the SQL texts and the rows plain.
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};

/// Values a statement may bind: SQLite takes 32,766, PostgreSQL 65,535.
const MOST_VALUES: usize = 32_000;
/// More rows than this in one statement gain nothing.
const MOST_ROWS: usize = 256;
/// Values in one `IN (…)` list; longer lists are asked in parts.
pub(crate) const LIST: usize = 1000;

/// Rows of `columns` values that one statement may hold.
pub(crate) const fn batch(columns: usize) -> usize {
    let rows = MOST_VALUES / columns;
    if rows < MOST_ROWS { rows } else { MOST_ROWS }
}

/// An instant to the microsecond: PostgreSQL keeps no more, and both shall give back what they were given.
pub(crate) fn micros(at: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(at.timestamp_micros()).unwrap_or(at)
}

/// A size or count for a BIGINT column.
pub(crate) fn big(value: u64, column: &'static str) -> StoreResult<i64> {
    i64::try_from(value).map_err(|_| StoreError::corrupt(column, value.to_string()))
}

/// A BIGINT column that holds a size or count.
pub(crate) fn unsigned(value: i64, column: &'static str) -> StoreResult<u64> {
    u64::try_from(value).map_err(|_| StoreError::corrupt(column, value.to_string()))
}

/// Whether a text can stand in a column: PostgreSQL has no U+0000. What cannot stand there is not there, so look-ups answer "none" on both
/// databases alike instead of failing.
pub(crate) fn storable(text: &str) -> bool {
    !text.contains('\0')
}
