//! One row per download and the numbers derived from them.
use crate::StoreResult;
use crate::sql::{big, micros};
use crate::tx::{Tx, execute, fetch_all, fetch_in, insert_many};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// A download that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DownloadRecord {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub dataset: Uuid,
    /// Number of the dataset's version.
    pub version: Option<i64>,
    pub distribution: Option<Uuid>,
    pub table: Option<Uuid>,
    /// `original`, or the format it was converted to.
    pub format: String,
    /// Keyed hash of the reader, good for one day; never an address.
    pub session: String,
    pub account: Option<Uuid>,
    pub bytes: u64,
}

impl Tx {
    /// Records downloads, many at once. Written in order of dataset, so that two writers on PostgreSQL cannot wait for each other.
    pub async fn record_downloads(&mut self, downloads: &[DownloadRecord]) -> StoreResult<()> {
        self.writable()?;
        let mut rows = Vec::with_capacity(downloads.len());
        let mut counts: BTreeMap<Uuid, i64> = BTreeMap::new();
        for download in downloads {
            rows.push((download, big(download.bytes, "downloads.bytes")?));
            *counts.entry(download.dataset).or_default() += 1;
        }
        insert_many!(
            self,
            10,
            "INSERT INTO downloads (id, at, dataset_id, version_number, distribution_id, table_id, format, session, account_id, bytes) ",
            rows,
            "",
            |row| [
                row.0.id,
                micros(row.0.at),
                row.0.dataset,
                row.0.version,
                row.0.distribution,
                row.0.table,
                &row.0.format,
                &row.0.session,
                row.0.account,
                row.1,
            ]
        )?;
        let counts: Vec<(Uuid, i64)> = counts.into_iter().collect();
        insert_many!(
            self,
            2,
            "INSERT INTO download_counts (dataset_id, total) ",
            counts,
            " ON CONFLICT (dataset_id) DO UPDATE SET total = download_counts.total + excluded.total",
            |row| [row.0, row.1]
        )?;
        Ok(())
    }

    /// Downloads of some datasets; those never downloaded are absent.
    pub async fn download_counts(&mut self, datasets: &[Uuid]) -> StoreResult<HashMap<Uuid, i64>> {
        let mut counts = HashMap::new();
        for part in datasets.chunks(crate::sql::LIST) {
            let sql = "SELECT dataset_id, total FROM download_counts WHERE dataset_id IN";
            counts.extend(fetch_in!(self, (Uuid, i64), sql, part, "")?);
        }
        Ok(counts)
    }

    /// Downloads recorded in `[from, to)`, oldest first, at most `limit`.
    pub async fn downloads_between(
        &mut self,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        limit: u32,
    ) -> StoreResult<Vec<DownloadRecord>> {
        let rows = fetch_all!(
            self,
            Row,
            "SELECT id, at, dataset_id, version_number, distribution_id, table_id, format, session, account_id, bytes FROM downloads
             WHERE at >= $1 AND at < $2 ORDER BY at, id LIMIT $3",
            micros(from),
            micros(to),
            i64::from(limit)
        )?;
        rows.into_iter().map(Row::record).collect()
    }

    /// Derives the numbers from the rows again; how many datasets have any.
    pub async fn recount_downloads(&mut self) -> StoreResult<u64> {
        self.writable()?;
        execute!(self, "DELETE FROM download_counts")?;
        execute!(
            self,
            "INSERT INTO download_counts (dataset_id, total) SELECT dataset_id, COUNT(*) FROM downloads GROUP BY dataset_id"
        )
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    at: DateTime<Utc>,
    dataset_id: Uuid,
    version_number: Option<i64>,
    distribution_id: Option<Uuid>,
    table_id: Option<Uuid>,
    format: String,
    session: String,
    account_id: Option<Uuid>,
    bytes: i64,
}

impl Row {
    fn record(self) -> StoreResult<DownloadRecord> {
        Ok(DownloadRecord {
            bytes: crate::sql::unsigned(self.bytes, "downloads.bytes")?,
            id: self.id,
            at: self.at,
            dataset: self.dataset_id,
            version: self.version_number,
            distribution: self.distribution_id,
            table: self.table_id,
            format: self.format,
            session: self.session,
            account: self.account_id,
        })
    }
}
