//! Questions to a table: which columns, which rows, in which order, which page.

mod cost;
mod filter;
mod guard;
mod page;
mod plan;
mod read;

pub use guard::Guard;
pub use page::Page;
pub(crate) use plan::Plan;
pub(crate) use read::{Cells, Raw};

use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// How a condition compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    Eq,
    /// Also where there is no value.
    Ne,
    /// Text; capitals and small letters are alike.
    Contains,
    /// Also where there is no value.
    NotContains,
    /// Text, exactly.
    StartsWith,
    Gt,
    Ge,
    Lt,
    Le,
    In,
    IsNull,
    NotNull,
}

impl Operator {
    pub const ALL: [Operator; 12] = [
        Operator::Eq,
        Operator::Ne,
        Operator::Contains,
        Operator::NotContains,
        Operator::StartsWith,
        Operator::Gt,
        Operator::Ge,
        Operator::Lt,
        Operator::Le,
        Operator::In,
        Operator::IsNull,
        Operator::NotNull,
    ];

    /// As it stands in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Operator::Eq => "eq",
            Operator::Ne => "ne",
            Operator::Contains => "contains",
            Operator::NotContains => "not_contains",
            Operator::StartsWith => "starts_with",
            Operator::Gt => "gt",
            Operator::Ge => "ge",
            Operator::Lt => "lt",
            Operator::Le => "le",
            Operator::In => "in",
            Operator::IsNull => "is_null",
            Operator::NotNull => "not_null",
        }
    }
}

impl FromStr for Operator {
    type Err = Error;

    fn from_str(code: &str) -> Result<Operator> {
        Operator::ALL
            .into_iter()
            .find(|operator| operator.code() == code)
            .ok_or_else(|| Error::UnknownOperator { operator: code.to_owned() })
    }
}

/// One condition; all conditions of a query must hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    pub column: String,
    pub op: Operator,
    /// One value; at least one for `in`; none for `is_null` and `not_null`. Dates in any form ingestion reads.
    pub values: Vec<String>,
}

/// A view of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableQuery {
    /// Field names in the order wanted; `None` = all the reader may see.
    pub columns: Option<Vec<String>>,
    pub conditions: Vec<Condition>,
    /// In any text column the reader may see, shown or not; capitals and small letters are alike.
    pub search: Option<String>,
    /// Column and whether descending; rows that are alike stay in the order of the file, empty values come last.
    pub sort: Vec<(String, bool)>,
    pub offset: u64,
    /// Exports take no notice of `offset` and `limit`.
    pub limit: u32,
}

/// An estimate made from the footer alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Rows to look at.
    pub rows: u64,
    /// Bytes of the columns to read, in memory.
    pub scan_bytes: u64,
    /// Bytes to hold at once for ordering.
    pub sort_bytes: u64,
}
