//! One value on its way to a page or an answer.

use serde::{Deserialize, Serialize, Serializer};

/// The largest integer JavaScript holds exactly, 2^53 − 1 (ECMA-262 `Number.MAX_SAFE_INTEGER`).
const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// A value, exact.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    Null,
    Boolean(bool),
    /// In JSON a string beyond ±(2^53 − 1), so that no reader rounds it.
    Integer(i64),
    Number(f64),
    /// Also dates, times (ISO 8601).
    Text(String),
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Null => serializer.serialize_unit(),
            Cell::Boolean(value) => serializer.serialize_bool(*value),
            Cell::Integer(value) if value.unsigned_abs() > MAX_SAFE_INTEGER => serializer.collect_str(value),
            Cell::Integer(value) => serializer.serialize_i64(*value),
            Cell::Number(value) => serializer.serialize_f64(*value),
            Cell::Text(value) => serializer.serialize_str(value),
        }
    }
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Cell::Null => Ok(()),
            Cell::Boolean(value) => write!(f, "{value}"),
            Cell::Integer(value) => write!(f, "{value}"),
            Cell::Number(value) => f.write_str(&number_text(*value)),
            Cell::Text(value) => f.write_str(value),
        }
    }
}

/// The shortest digits that read back to the same number; an exponent only where digits would be mere zeros.
pub(crate) fn number_text(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-5..1e16).contains(&size) { format!("{value:e}") } else { format!("{value}") }
}
