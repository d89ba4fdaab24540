//! Tables: read any file people call a table, keep it as Parquet, page through it, convert it.
//!
//! Used by the server alone. Everything here blocks: call it on a blocking thread, with a [`Control`] that can stop it.
//!
//! 1. [`detect`] says what a file is: kind, sheets, encoding, delimiter, where the header stands.
//! 2. [`ingest`] turns one table of it into Parquet and tells what it met on the way ([`Warning`]).
//! 3. [`Table::open`] opens that Parquet *without* the columns a reader may not see; there is no way back to them from
//!    a [`Table`], so page, row, filter, order, search and every export share one rule (requirement R-009).
//! 4. [`Table::page`], [`Table::row`], [`Table::export`] answer questions about it.
//!
//! Row numbers are 1-based positions in the file: the first row under the header is row 1.

mod cell;
mod control;
mod detect;
mod error;
mod export;
mod infer;
mod ingest;
mod limits;
mod profile;
mod query;
mod records;
mod source;
mod table;
mod warning;

pub use cell::Cell;
pub use control::Control;
pub use detect::{Detected, FileKind, detect};
pub use error::Error;
pub use export::{CsvEncoding, Exported, Format, Headings, write_csv};
pub use infer::DType;
pub use ingest::{ColumnInfo, HeaderRow, IngestOptions, Ingested, ingest, ingest_reader};
pub use limits::{Limits, QueryLimits};
pub use query::{Condition, Cost, Guard, Operator, Page, TableQuery};
pub use source::short_text;
pub use table::Table;
pub use warning::Warning;

/// What every fallible function here returns.
pub type Result<T> = std::result::Result<T, Error>;
