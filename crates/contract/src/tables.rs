//! Looking into a table: pages, filters, order, one row, exports of a view.
mod query;
pub use query::{MAX_CONDITIONS, MAX_LIMIT};

use crate::downloads::{Download, Reader};
use crate::{BodyRef, Coded, PortResult};
use async_trait::async_trait;
use domain::locale::Locale;
use domain::policy::Actor;
use serde::{Deserialize, Serialize};

/// Operators of a condition; the codes stand in the address: `f=column.op.value`.
pub const OPERATORS: [&str; 12] =
    ["eq", "ne", "contains", "not_contains", "starts_with", "gt", "ge", "lt", "le", "in", "is_null", "not_null"];

/// Rows a page can hold.
pub const PAGE_SIZES: [u32; 4] = [25, 50, 100, 200];

/// One condition on a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    pub column: String,
    /// One of [`OPERATORS`].
    pub op: String,
    /// One value; several for `in`; none for `is_null`, `not_null`.
    pub values: Vec<String>,
}

/// A view of a table: which columns, which rows, in which order. The same in pages, API and exports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableQuery {
    /// Field names; `None` = all the reader may see.
    pub columns: Option<Vec<String>>,
    pub conditions: Vec<Condition>,
    /// 在表中查找: in any text column.
    pub search: Option<String>,
    /// Column and whether descending.
    pub sort: Vec<(String, bool)>,
    pub offset: u64,
    pub limit: u32,
}

/// A value of a cell, exact: integers beyond 2^53 and decimals keep their digits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    Null,
    Bool(bool),
    Integer(i64),
    Number(f64),
    /// Also dates (ISO 8601).
    Text(String),
}

/// A column as the page shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ColumnView {
    pub name: String,
    pub title: String,
    /// `text`, `integer`, `number`, `boolean`, `date`, `datetime`, `time`
    pub dtype: String,
    /// 已脱敏
    pub masked: bool,
    pub nulls: u64,
    pub distinct: Option<u64>,
    pub min: Option<String>,
    pub max: Option<String>,
}

/// One page of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TablePage {
    pub dataset: String,
    pub dataset_title: String,
    pub publisher: BodyRef,
    pub access_rights: Coded,
    pub table: String,
    pub title: String,
    pub version: i64,
    /// The other tables of the same dataset, for the links.
    pub tables: Vec<crate::datasets::TableRef>,
    /// All columns the reader may see.
    pub columns: Vec<ColumnView>,
    /// Names of the columns in `rows`, in order.
    pub shown: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
    /// 1-based position of each row in this version.
    pub row_numbers: Vec<u64>,
    /// Rows of the table.
    pub all: u64,
    /// Rows that match.
    pub total: u64,
    pub offset: u64,
    pub took_ms: f64,
}

/// One row with everything about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowView {
    pub dataset: String,
    pub dataset_title: String,
    pub table: String,
    pub version: i64,
    pub number: u64,
    pub all: u64,
    pub columns: Vec<ColumnView>,
    pub cells: Vec<Cell>,
}

/// A view as a file.
#[derive(Clone, Copy, Debug)]
pub struct ViewFile<'a> {
    /// Code of the table.
    pub table: &'a str,
    pub query: &'a TableQuery,
    /// `csv`, `json`, `jsonl`, `parquet`, `xlsx`
    pub format: &'a str,
    /// For csv: `utf-8`, `utf-8-bom`, `gb18030`.
    pub encoding: Option<&'a str>,
}

/// The table port. `table` is a table's code; `dataset` with `None` means its first table.
#[async_trait]
pub trait Tables: Send + Sync {
    async fn page(
        &self,
        actor: &Actor,
        locale: Locale,
        dataset: &str,
        table: Option<&str>,
        query: &TableQuery,
    ) -> PortResult<TablePage>;
    /// Same by the table's code alone (the API).
    async fn rows(&self, actor: &Actor, locale: Locale, table: &str, query: &TableQuery) -> PortResult<TablePage>;
    async fn row(
        &self,
        actor: &Actor,
        locale: Locale,
        dataset: &str,
        table: Option<&str>,
        number: u64,
    ) -> PortResult<RowView>;
    /// 下载本视图: the rows of a query as a file.
    async fn export(
        &self,
        actor: &Actor,
        locale: Locale,
        wanted: &ViewFile<'_>,
        reader: &Reader,
    ) -> PortResult<Download>;
}
