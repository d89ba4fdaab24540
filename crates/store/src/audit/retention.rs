//! What is too old leaves from the beginning, and leaves a checkpoint, so that the rest still verifies.
use crate::sql::{micros, unsigned};
use crate::tx::{Tx, execute, fetch_all, fetch_one, fetch_optional};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};

/// The last row that left, and who vouches for it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AuditCheckpoint {
    pub seq: i64,
    pub hash: String,
    /// Rows that left with it.
    pub rows: i64,
    pub at: DateTime<Utc>,
    /// Keyed hash of number and hash; the key is not in the database.
    pub signature: String,
}

impl Tx {
    /// The last row of those, from the beginning on, that are all older than `before`: number and hash.
    pub async fn audit_trimmable(&mut self, before: DateTime<Utc>) -> StoreResult<Option<(i64, String)>> {
        let (first,): (Option<i64>,) =
            fetch_one!(self, (Option<i64>,), "SELECT MIN(seq) FROM audit WHERE at >= $1", micros(before))?;
        fetch_optional!(
            self,
            (i64, String),
            "SELECT seq, hash FROM audit WHERE seq < $1 ORDER BY seq DESC LIMIT 1",
            first.unwrap_or(i64::MAX)
        )
    }

    /// Removes the rows up to a checkpoint, which is kept for ever. Returns how many went.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] unless the checkpoint names a row and its hash.
    pub async fn trim_audit(&mut self, seq: i64, hash: &str, at: DateTime<Utc>, signature: &str) -> StoreResult<u64> {
        self.writable()?;
        let known = self.audit_row(seq).await?;
        if known.is_none_or(|row| row.hash != hash) {
            return Err(StoreError::not_found("audit row", seq.to_string()));
        }
        let (rows,): (i64,) = fetch_one!(self, (i64,), "SELECT COUNT(*) FROM audit WHERE seq <= $1", seq)?;
        execute!(
            self,
            "INSERT INTO audit_checkpoints (seq, hash, rows, at, signature) VALUES ($1, $2, $3, $4, $5)",
            seq,
            hash,
            rows,
            micros(at),
            signature
        )?;
        execute!(self, "DELETE FROM audit WHERE seq <= $1", seq)?;
        unsigned(rows, "audit_checkpoints.rows")
    }

    /// All checkpoints, oldest first.
    pub async fn audit_checkpoints(&mut self) -> StoreResult<Vec<AuditCheckpoint>> {
        fetch_all!(self, AuditCheckpoint, "SELECT seq, hash, rows, at, signature FROM audit_checkpoints ORDER BY seq")
    }
}
