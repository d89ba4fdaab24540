//! The audit trail for those whose office it is: search, one row, export (ui 5.15). There is nothing here that changes it.
use crate::{Caller, Coded, PortResult};
use async_trait::async_trait;
use bytes::Bytes;
use chrono::{DateTime, NaiveDate, Utc};
use futures_core::stream::BoxStream;

/// What is asked; empty = everything. As typed: the service says what it does not understand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditQuery {
    /// Id of an account, or the e-mail address it signs in with.
    pub person: String,
    /// Code of a body.
    pub body: String,
    /// `case.answer`, or `case` for all of the kind.
    pub action: String,
    pub object: String,
    pub case: String,
    /// First and last day (+08:00).
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// `done`, `refused`, or empty.
    pub outcome: String,
    pub address: String,
    /// From 1.
    pub page: u32,
}

/// Whether the record is whole, as far as was checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChainView {
    /// Number of the last row.
    pub head: i64,
    /// Checked up to this row; 0 = never checked.
    pub verified: i64,
    /// When.
    pub at: Option<DateTime<Utc>>,
    /// The first row that does not fit, and why.
    pub broken: Option<(i64, Coded)>,
    /// Rows that left by retention; the rest begins behind them.
    pub left: i64,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    pub seq: i64,
    pub at: DateTime<Utc>,
    /// The account by its id; `None` for the portal itself, the command line and readers who are not signed in.
    pub account: Option<String>,
    /// In which capacity, in words: 杭州市交通运输局, 本人, 平台运维.
    pub acting: String,
    pub role: Option<Coded>,
    pub action: Coded,
    pub object_kind: Coded,
    pub object: String,
    pub case: Option<String>,
    pub outcome: Coded,
    /// It was done, not refused.
    pub done: bool,
    /// `state: accepted → answered`, the facts that differ.
    pub changes: Vec<Change>,
    pub reason: Option<String>,
    pub profile: Option<String>,
    /// The first eight digits of the hash.
    pub hash: String,
}

/// A fact before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub name: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// One page of the list, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditPage {
    pub chain: ChainView,
    pub total: u64,
    pub page: u32,
    pub per_page: u32,
    pub rows: Vec<AuditLine>,
    /// Kinds of acts there are, for the filter.
    pub actions: Vec<Coded>,
    /// Years for which rows are kept, and the fewest allowed.
    pub retention_years: u32,
    pub least_years: u32,
    /// Whose rows the reader sees, in words; `None` = all.
    pub reach: Option<String>,
}

/// One row with everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditView {
    pub line: AuditLine,
    /// The capacity as it was recorded.
    pub acting_recorded: String,
    /// The facts as recorded, as JSON; empty where there were none.
    pub before: String,
    pub after: String,
    pub address: Option<String>,
    pub request: Option<String>,
    pub calendar: Option<String>,
    pub previous: String,
    pub hash: String,
    /// Content and hash of this row fit, and it follows the one before.
    pub sound: bool,
    /// Numbers of the rows beside it.
    pub before_seq: Option<i64>,
    pub after_seq: Option<i64>,
    /// Documents the row is about or that came with the act.
    pub documents: Vec<AuditDocument>,
}

/// A document that a row names. Its name may hold personal data and is not shown: who may open the case sees it there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditDocument {
    pub id: String,
    /// What it is for, in words: 证据材料.
    pub slot: String,
    pub media: String,
    pub bytes: u64,
    pub sha256: String,
    /// Its address; opening it is decided and recorded there.
    pub path: String,
}

/// Form of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditFormat {
    /// One JSON object a line, with everything that the hash covers.
    Jsonl,
    /// For spreadsheets: the same without the facts of cases as objects.
    Csv,
}

/// A file on its way.
pub struct AuditExport {
    pub name: String,
    pub media: &'static str,
    pub body: BoxStream<'static, Result<Bytes, std::io::Error>>,
}

/// Use cases. Everybody else than auditor and security officer is refused with the role that is needed; those see the rows that concern
/// their body, its region or, at the authority of the site, no body at all. A row beyond that is `not-found`, and the try recorded.
#[async_trait]
pub trait AuditTrail: Send + Sync {
    /// `/admin/audit`. A search for a person is itself recorded.
    async fn search(&self, caller: &Caller, query: &AuditQuery) -> PortResult<AuditPage>;
    /// Whether the record is whole: for the desk of those who read it.
    async fn chain(&self, caller: &Caller) -> PortResult<ChainView>;
    /// `/admin/audit/{seq}`
    async fn row(&self, caller: &Caller, seq: i64) -> PortResult<AuditView>;
    /// Everything that matches, oldest first. It is recorded before the first byte leaves.
    async fn export(&self, caller: &Caller, query: &AuditQuery, format: AuditFormat) -> PortResult<AuditExport>;
}
