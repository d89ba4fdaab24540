//! Rows that a reader may not see at all: conditions of the house, not of the reader, on columns that may be hidden from them.

use polars::prelude::*;

/// A condition that every row has to meet before anybody asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Of a column of dates or instants: days since 1970-01-01, both inclusive.
    Days { column: String, from: Option<i32>, to: Option<i32> },
    /// Of a column of codes: one of these beginnings.
    Begins { column: String, with: Vec<String> },
}

impl Guard {
    /// The column it looks at.
    pub fn column(&self) -> &str {
        match self {
            Self::Days { column, .. } | Self::Begins { column, .. } => column,
        }
    }

    /// A value that is empty meets nothing.
    pub(super) fn expression(&self) -> Expr {
        match self {
            Self::Days { column, from, to } => {
                let day = || col(column.as_str()).cast(DataType::Date);
                let literal = |days: i32| lit(days).cast(DataType::Date);
                let mut within = day().is_not_null();
                if let Some(from) = from {
                    within = within.and(day().gt_eq(literal(*from)));
                }
                if let Some(to) = to {
                    within = within.and(day().lt_eq(literal(*to)));
                }
                within
            }
            Self::Begins { column, with } => {
                let code = || col(column.as_str()).cast(DataType::String).str();
                let mut found = lit(false);
                for beginning in with {
                    found = found.or(code().starts_with(lit(beginning.clone())));
                }
                found.fill_null(lit(false))
            }
        }
    }
}
