//! What is asked for.
use crate::tables::TableQuery;
use chrono::NaiveDate;

/// A part of what was approved; nothing named = all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Data items, as approved.
    pub items: Vec<String>,
    /// First and last day.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// GB/T 2260 codes.
    pub regions: Vec<String>,
    /// 授权查询: reference of the consent of the person concerned.
    pub consent: Option<String>,
}

/// A file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileWanted {
    pub entitlement: String,
    /// Code of the table.
    pub table: String,
    /// `csv`, `json`, `jsonl`, `parquet`, `xlsx`
    pub format: String,
    /// For csv: `utf-8`, `utf-8-bom`, `gb18030`.
    pub encoding: Option<String>,
    /// In a ZIP, with a description beside it.
    pub packed: bool,
    pub scope: Scope,
}

/// Rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowsWanted {
    pub entitlement: String,
    /// Code of the table; `None` = the first one that has approved items.
    pub table: Option<String>,
    /// Conditions, order and page, of the approved columns alone.
    pub query: TableQuery,
    pub scope: Scope,
    /// The system that calls, where it says so.
    pub system: Option<String>,
}

/// A key to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyForm {
    /// Number of the agreement.
    pub agreement: String,
    /// What its owner calls it.
    pub label: String,
    /// Network addresses it may be used from, one a line; none = any.
    pub addresses: String,
    /// The last day it works, as YYYY-MM-DD; empty = as long as the agreement.
    pub last_day: String,
    pub password: String,
    /// Code of the app, instead of the password.
    pub code: String,
}
