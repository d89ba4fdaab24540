//! The audit trail: rows are noted in a transaction and chained at its commit, under the one lock, so that commit order is chain order.
mod retention;
mod search;

pub use retention::AuditCheckpoint;
pub use search::AuditFilter;

use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all, fetch_optional};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};
use domain::audit::{Entry, GENESIS, Row, link};
use uuid::Uuid;

/// A row as it stands in the table.
#[derive(sqlx::FromRow)]
pub(crate) struct AuditRow {
    seq: i64,
    at: DateTime<Utc>,
    account_id: Option<Uuid>,
    acting: String,
    role: Option<String>,
    action: String,
    object_kind: String,
    object: String,
    case_number: Option<String>,
    outcome: String,
    reason: Option<String>,
    before_facts: String,
    after_facts: String,
    address: Option<String>,
    request: Option<String>,
    profile: Option<String>,
    calendar: Option<String>,
    previous: String,
    hash: String,
}

/// The columns, in the order of the table.
pub(crate) const COLUMNS: &str = "seq, at, account_id, acting, role, action, object_kind, object, case_number, outcome, reason, \
     before_facts, after_facts, address, request, profile, calendar, previous, hash";

impl AuditRow {
    pub(crate) fn into_row(self) -> StoreResult<Row> {
        let json = |text: &str| serde_json::from_str(text).map_err(|_| StoreError::corrupt("audit facts", text));
        Ok(Row {
            seq: self.seq,
            entry: Entry {
                at: self.at,
                account: self.account_id,
                acting: self.acting,
                role: self.role,
                action: self.action,
                object_kind: self.object_kind,
                object: self.object,
                case: self.case_number,
                outcome: self.outcome,
                reason: self.reason,
                before: json(&self.before_facts)?,
                after: json(&self.after_facts)?,
                address: self.address,
                request: self.request,
                profile: self.profile,
                calendar: self.calendar,
            },
            previous: self.previous,
            hash: self.hash,
        })
    }
}

impl Tx {
    /// Notes an entry; it gets its place when the transaction commits, and is never written if it does not.
    pub fn audit(&mut self, entry: Entry) {
        self.audited.push(entry);
    }

    /// Number and hash of the last row; 0 and [`GENESIS`] before the first.
    pub async fn audit_head(&mut self) -> StoreResult<(i64, String)> {
        let head = fetch_optional!(self, (i64, String), "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")?;
        Ok(head.unwrap_or_else(|| (0, GENESIS.to_owned())))
    }

    /// As [`Tx::audit_head`]; where retention took every row, the chain goes on from the checkpoint.
    async fn audit_end(&mut self) -> StoreResult<(i64, String)> {
        let head = self.audit_head().await?;
        if head.0 > 0 {
            return Ok(head);
        }
        let last = self.audit_checkpoints().await?.pop();
        Ok(last.map_or(head, |checkpoint| (checkpoint.seq, checkpoint.hash)))
    }

    /// Rows after `seq` in their order, at most `limit`: for verification and export.
    pub async fn audit_after(&mut self, seq: i64, limit: u32) -> StoreResult<Vec<Row>> {
        let sql = format!("SELECT {COLUMNS} FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2");
        let rows = fetch_all!(self, AuditRow, sqlx::AssertSqlSafe(sql), seq, i64::from(limit))?;
        rows.into_iter().map(AuditRow::into_row).collect()
    }

    /// Chains what was noted; called by the commit, under its lock.
    pub(crate) async fn write_audit(&mut self) -> StoreResult<()> {
        let entries = std::mem::take(&mut self.audited);
        if entries.is_empty() {
            return Ok(());
        }
        let (mut seq, mut hash) = self.audit_end().await?;
        for entry in entries {
            seq += 1;
            let row = link(seq, &hash, storable(entry));
            hash.clone_from(&row.hash);
            let e = &row.entry;
            execute!(
                self,
                "INSERT INTO audit (seq, at, account_id, acting, role, action, object_kind, object, case_number, outcome, reason, \
                 before_facts, after_facts, address, request, profile, calendar, previous, hash) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
                row.seq,
                e.at,
                e.account,
                &e.acting,
                &e.role,
                &e.action,
                &e.object_kind,
                &e.object,
                &e.case,
                &e.outcome,
                &e.reason,
                e.before.to_string(),
                e.after.to_string(),
                &e.address,
                &e.request,
                &e.profile,
                &e.calendar,
                &row.previous,
                &row.hash
            )?;
        }
        Ok(())
    }
}

/// What both databases give back as it was given: instants to the microsecond, no U+0000.
fn storable(mut entry: Entry) -> Entry {
    entry.at = micros(entry.at);
    let clean = |text: &mut String| {
        if text.contains('\0') {
            *text = text.replace('\0', "\u{fffd}");
        }
    };
    for text in [&mut entry.acting, &mut entry.action, &mut entry.object_kind, &mut entry.object, &mut entry.outcome] {
        clean(text);
    }
    let optional = [
        &mut entry.role,
        &mut entry.case,
        &mut entry.reason,
        &mut entry.address,
        &mut entry.request,
        &mut entry.profile,
        &mut entry.calendar,
    ];
    optional.into_iter().flatten().for_each(clean);
    entry
}
