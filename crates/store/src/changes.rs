//! The feed of changes: index, caches and revocations of every replica follow it by `seq`. The end of every write.
use crate::sql::micros;
use crate::tx::{Inner, Tx, execute, fetch_all, fetch_one, fetch_optional, insert_many};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};
use std::collections::HashSet;

/// Key of the one lock under which changes are numbered: "portal" in ASCII, so that it is no lock of anything else in the database.
const LOCK: i64 = 0x70_6f_72_74_61_6c;

domain::code_list! {
    /// What a change did.
    ChangeKind {
        /// Inserted or its record changed.
        DatasetPut = "dataset-put",
        DatasetRights = "dataset-rights",
        DatasetListed = "dataset-listed",
        DatasetUnlisted = "dataset-unlisted",
        DatasetSuspended = "dataset-suspended",
        DatasetResumed = "dataset-resumed",
        DatasetWithdrawn = "dataset-withdrawn",
        /// Its address now leads to another.
        DatasetMerged = "dataset-merged",
        VersionAdded = "version-added",
        /// Inserted or changed; its datasets carry its name.
        BodyPut = "body-put",
        ProfileActivated = "profile-activated",
        /// The code is the year.
        CalendarPut = "calendar-put",
        /// The code is the document.
        LawPut = "law-put",
        /// The code is the key.
        SettingPut = "setting-put",
    }
}

impl ChangeKind {
    /// Whether the code of the change is a dataset's.
    pub const fn of_dataset(self) -> bool {
        matches!(
            self,
            Self::DatasetPut
                | Self::DatasetRights
                | Self::DatasetListed
                | Self::DatasetUnlisted
                | Self::DatasetSuspended
                | Self::DatasetResumed
                | Self::DatasetWithdrawn
                | Self::DatasetMerged
                | Self::VersionAdded
        )
    }
}

/// Something changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub kind: ChangeKind,
    /// Public code of the dataset or body, or what the kind says.
    pub code: String,
    pub at: DateTime<Utc>,
}

/// A change in its place in the feed: 1, 2, 3 … without holes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedChange {
    pub seq: i64,
    pub change: Change,
}

impl Tx {
    /// Ends a write. Under the one lock (PostgreSQL: an advisory lock held to the end of the transaction; SQLite: its single writer) the
    /// changes and audit entries get consecutive numbers as the last statements, so the order of commits is the order of feed and chain. What the methods of this
    /// transaction did is in the feed by itself; `changes` is for what else happened. Returns the number of the last change, if any.
    pub async fn commit(mut self, changes: Vec<Change>) -> StoreResult<Option<i64>> {
        let mut all = self.noted.take().ok_or(StoreError::ReadOnly)?;
        all.extend(changes);
        let mut seen = HashSet::new();
        all.retain(|change| seen.insert((change.kind, change.code.clone())));

        if self.is_postgres() && !(all.is_empty() && self.audited.is_empty()) {
            execute!(self, "SELECT pg_advisory_xact_lock($1)", LOCK)?;
        }
        self.write_audit().await?;
        let mut last = None;
        if !all.is_empty() {
            let mut seq = self.last_change().await?;
            let rows: Vec<(i64, Change)> = all
                .into_iter()
                .map(|change| {
                    seq += 1;
                    (seq, change)
                })
                .collect();
            insert_many!(self, 4, "INSERT INTO changes (seq, kind, code, at) ", rows, "", |row| [
                row.0,
                row.1.kind.code(),
                &row.1.code,
                micros(row.1.at)
            ])?;
            last = Some(seq);
        }
        match self.inner {
            Inner::Sqlite(transaction) => transaction.commit().await?,
            Inner::Postgres(transaction) => transaction.commit().await?,
        }
        if let Some(last) = last {
            self.committed.send_if_modified(|known| {
                let newer = last > *known;
                *known = last.max(*known);
                newer
            });
        }
        Ok(last)
    }

    /// Number of the last change; 0 before the first.
    pub async fn last_change(&mut self) -> StoreResult<i64> {
        let (last,): (i64,) = fetch_one!(self, (i64,), "SELECT COALESCE(MAX(seq), 0) FROM changes")?;
        Ok(last)
    }

    /// When a dataset last changed; none while there is no dataset.
    pub async fn catalogue_changed(&mut self) -> StoreResult<Option<DateTime<Utc>>> {
        let sql = "SELECT at FROM changes WHERE kind LIKE 'dataset-%' OR kind = $1 ORDER BY seq DESC LIMIT 1";
        let row = fetch_optional!(self, (DateTime<Utc>,), sql, ChangeKind::VersionAdded.code())?;
        Ok(row.map(|(at,)| at))
    }

    /// Changes after `seq` in their order, at most `limit`.
    pub async fn changes_since(&mut self, seq: i64, limit: u32) -> StoreResult<Vec<NumberedChange>> {
        let rows = fetch_all!(
            self,
            (i64, String, String, DateTime<Utc>),
            "SELECT seq, kind, code, at FROM changes WHERE seq > $1 ORDER BY seq LIMIT $2",
            seq,
            i64::from(limit)
        )?;
        rows.into_iter()
            .map(|(seq, kind, code, at)| {
                let kind = ChangeKind::from_code(&kind).ok_or_else(|| StoreError::corrupt("changes.kind", kind))?;
                Ok(NumberedChange { seq, change: Change { kind, code, at } })
            })
            .collect()
    }
}
