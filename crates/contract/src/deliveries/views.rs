//! What is shown.
use crate::tables::Cell;
use crate::{BodyRef, Coded};
use chrono::{DateTime, NaiveDate, Utc};

/// How much of the agreed volume is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageView {
    pub used: u64,
    pub count: u64,
    /// `day`, `month`, `total`
    pub unit: Coded,
    /// 80 % is reached.
    pub warned: bool,
}

/// A table that can be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessTable {
    pub code: String,
    pub title: String,
    /// Approved items it has.
    pub items: Vec<String>,
}

/// An approved item that the dataset has no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoneItem {
    pub item: String,
    /// The last version that had it; 0 = none.
    pub version: i64,
}

/// A violation case because of which access is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedBy {
    pub number: String,
    pub state: Coded,
    /// The last day to rectify.
    pub rectify_by: Option<NaiveDate>,
    /// The reader may hand in the report now.
    pub report: bool,
}

/// An entitlement, for either side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessView {
    pub id: String,
    /// Number of the agreement.
    pub agreement: String,
    /// Who is entitled; a natural person's name is masked for the other side.
    pub party: String,
    /// Code and title of the dataset; no code where it has no page any more.
    pub dataset: Option<String>,
    pub title: String,
    pub publisher: BodyRef,
    /// Code of `DeliveryMode`.
    pub mode: Coded,
    /// Approved items, as the interface calls them.
    pub items: Vec<String>,
    /// The same as people read them: 停车场（lot）.
    pub labels: Vec<String>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Names of regions; empty = all.
    pub regions: Vec<String>,
    pub system: String,
    pub begins: DateTime<Utc>,
    /// The last day; `None` while a renewal is being decided.
    pub last_day: Option<NaiveDate>,
    /// `open`, or the code why nothing can be fetched now.
    pub state: Coded,
    pub usage: Option<UsageView>,
    pub tables: Vec<AccessTable>,
    pub gone: Vec<GoneItem>,
    /// Version that is delivered.
    pub version: Option<i64>,
    /// Accesses, and how many were refused.
    pub accesses: u64,
    pub refused: u64,
    /// This way of delivery can be used here.
    pub available: bool,
    /// Its agreement can still be renewed.
    pub renewable: bool,
    /// What closed it; for the side that is entitled.
    pub closed_by: Vec<ClosedBy>,
}

/// One access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRow {
    pub at: DateTime<Utc>,
    pub mode: Coded,
    pub items: Vec<String>,
    pub rows: Option<u64>,
    pub bytes: Option<u64>,
    /// What it took from the volume.
    pub amount: u64,
    /// Why it was refused; `None` = granted.
    pub refusal: Option<Coded>,
    /// First characters of the key.
    pub key: Option<String>,
    /// Network address; for the user's own side.
    pub address: Option<String>,
}

/// Accesses under one entitlement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogPage {
    pub access: AccessView,
    pub rows: Vec<LogRow>,
    /// From 1.
    pub page: u64,
    /// At least 1.
    pub pages: u64,
    /// The reader belongs to the user.
    pub own: bool,
}

/// A key, never its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    pub id: String,
    pub agreement: String,
    pub prefix: String,
    pub label: String,
    pub system: String,
    pub addresses: Vec<String>,
    pub made: DateTime<Utc>,
    /// Name of who made it.
    pub made_by: String,
    /// `works`, `retiring`, `retired`, `revoked`, `agreement-ended`
    pub state: Coded,
    /// Until when it works, if that is known.
    pub until: Option<DateTime<Utc>>,
    /// The last call, from which address.
    pub used: Option<(DateTime<Utc>, String)>,
}

/// An agreement a key can be made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyAgreement {
    pub number: String,
    /// Titles of the datasets.
    pub datasets: Vec<String>,
    pub system: String,
    pub last_day: Option<NaiveDate>,
}

/// `/my/keys`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeysView {
    pub keys: Vec<KeyRow>,
    pub agreements: Vec<KeyAgreement>,
}

/// A key that was just made: the only time its value is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewKey {
    pub secret: String,
    pub row: KeyRow,
    /// Until when the key it replaces goes on.
    pub old_until: Option<DateTime<Utc>>,
}

/// What a key opens, for `GET /api/v1/entitlements`.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenedView {
    pub id: String,
    /// Number of the agreement.
    pub agreement: String,
    /// Code of the dataset.
    pub dataset: Option<String>,
    pub title: String,
    /// `open`, or the code why nothing can be fetched now.
    pub state: String,
    pub items: Vec<String>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub regions: Vec<String>,
    /// Exclusive; none while a renewal is being decided.
    pub ends: Option<DateTime<Utc>>,
    /// Version that is delivered.
    pub version: Option<i64>,
    pub tables: Vec<OpenedTable>,
    /// Approved items that were removed or renamed.
    pub gone: Vec<OpenedGone>,
    pub volume: Option<OpenedVolume>,
}

/// A table a key opens.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenedTable {
    pub code: String,
    pub title: String,
    pub items: Vec<String>,
}

/// An item that ended.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenedGone {
    pub item: String,
    /// The last version that had it; 0 = none.
    pub version: i64,
}

/// The agreed volume.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenedVolume {
    pub count: u64,
    /// `day`, `month`, `total`
    pub unit: String,
    pub used: u64,
}

/// Rows for a system.
#[derive(Clone, Debug, PartialEq)]
pub struct RowsPage {
    /// Number of the agreement: the trace mark.
    pub agreement: String,
    pub version: i64,
    /// Names of the columns in `rows`, in order.
    pub shown: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
    /// Rows that match.
    pub total: u64,
    pub offset: u64,
    /// Calls left of the agreed volume.
    pub remaining: Option<u64>,
}
