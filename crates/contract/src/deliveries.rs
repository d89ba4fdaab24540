//! Delivery of restricted data to exactly those entitled to it (B12, R-086…R-092).
//!
//! `/my/access` lists what a party may fetch, `/my/access/{id}/log` every access, `/my/keys` its keys; `/admin/deliveries` is the same for the side
//! that opens the data. Files leave by [`Deliveries::file`], rows to systems by [`Deliveries::rows`]. Every access, granted or refused, is written
//! against the agreement before the first byte leaves.
mod forms;
mod views;

pub use forms::{FileWanted, KeyForm, RowsWanted, Scope};
pub use views::*;

use crate::downloads::Download;
use crate::{Caller, PortResult};
use async_trait::async_trait;

/// A file with the mark it carries.
pub struct Delivered {
    pub download: Download,
    /// Number of the agreement.
    pub agreement: String,
}

/// Use cases; see the module. Without a session the answer is `sign-in-needed`; what belongs to others is `not-found`.
#[async_trait]
pub trait Deliveries: Send + Sync {
    /// What the caller's party is entitled to, running ones first.
    async fn access(&self, caller: &Caller) -> PortResult<Vec<AccessView>>;
    /// Accesses under one entitlement, newest first; for both sides.
    async fn log(&self, caller: &Caller, entitlement: &str, page: u64) -> PortResult<LogPage>;
    /// A table with the approved items and rows, as a file; counted, logged and cut while it runs.
    async fn file(&self, caller: &Caller, wanted: &FileWanted) -> PortResult<Delivered>;
    /// What a key opens. `caller` says from where; nobody is signed in.
    async fn opened(&self, caller: &Caller, key: Option<&str>) -> PortResult<Vec<OpenedView>>;
    /// Rows to a system, by its key.
    async fn rows(&self, caller: &Caller, key: Option<&str>, wanted: &RowsWanted) -> PortResult<RowsPage>;
    /// The keys of the caller's party, and the agreements a key can be made for.
    async fn keys(&self, caller: &Caller) -> PortResult<KeysView>;
    /// Makes a key, after password or code; the answer is the only place that has it.
    async fn make_key(&self, caller: &Caller, form: &KeyForm) -> PortResult<NewKey>;
    /// Another key takes the place of one, which goes on for a while.
    async fn rotate_key(&self, caller: &Caller, id: &str, password: &str, code: &str) -> PortResult<NewKey>;
    /// A key ends at once.
    async fn revoke_key(&self, caller: &Caller, id: &str, password: &str, code: &str) -> PortResult<()>;
    /// What the caller's body has opened, or its region for an authority.
    async fn desk(&self, caller: &Caller) -> PortResult<Vec<AccessView>>;
}
