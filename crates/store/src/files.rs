//! Files of the store that the database knows, and conversions already made. Which file is still needed is answered by the rows that
//! name it, never by a counter that could be wrong.
use crate::StoreResult;
use crate::sql::{big, micros, unsigned};
use crate::tx::{Tx, execute, fetch_all, fetch_optional};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A file the database knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// SHA-256 (hex): its address.
    pub sha256: String,
    pub bytes: u64,
    pub added: DateTime<Utc>,
    /// Distributions, tables and conversions that name it.
    pub references: i64,
}

/// A whole-table conversion made earlier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// SHA-256 (hex) of the file.
    pub sha256: String,
    pub bytes: u64,
    pub made: DateTime<Utc>,
}

impl Tx {
    /// Enters a file; once known it stays as it is, for the address is the content.
    pub async fn know_file(&mut self, sha256: &str, bytes: u64, at: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        execute!(
            self,
            "INSERT INTO files (sha256, bytes, added_at) VALUES ($1, $2, $3) ON CONFLICT (sha256) DO NOTHING",
            sha256,
            big(bytes, "files.bytes")?,
            micros(at)
        )?;
        Ok(())
    }

    /// Known files after `after` in order of address, at most `limit`; begin with an empty string. For `check` and for the collection
    /// of orphans: a stored file that is not among these is one.
    pub async fn files(&mut self, after: &str, limit: u32) -> StoreResult<Vec<FileRow>> {
        let rows = fetch_all!(
            self,
            (String, i64, DateTime<Utc>, i64),
            "SELECT f.sha256, f.bytes, f.added_at,
             (SELECT COUNT(*) FROM distributions x WHERE x.sha256 = f.sha256) + (SELECT COUNT(*) FROM tables x WHERE x.parquet = f.sha256)
             + (SELECT COUNT(*) FROM conversions x WHERE x.sha256 = f.sha256) AS refs
             FROM files f WHERE f.sha256 > $1 ORDER BY f.sha256 LIMIT $2",
            after,
            i64::from(limit)
        )?;
        rows.into_iter()
            .map(|(sha256, bytes, added, references)| {
                Ok(FileRow { sha256, bytes: unsigned(bytes, "files.bytes")?, added, references })
            })
            .collect()
    }

    /// Forgets files that nothing names and that were added before `before`; their number. The files themselves are then orphans.
    pub async fn forget_unused_files(&mut self, before: DateTime<Utc>) -> StoreResult<u64> {
        self.writable()?;
        execute!(
            self,
            "DELETE FROM files WHERE added_at < $1 AND NOT EXISTS (SELECT 1 FROM distributions x WHERE x.sha256 = files.sha256)
             AND NOT EXISTS (SELECT 1 FROM tables x WHERE x.parquet = files.sha256)
             AND NOT EXISTS (SELECT 1 FROM conversions x WHERE x.sha256 = files.sha256)",
            micros(before)
        )
    }

    /// A conversion of a table, if it was made before. `key` is format and options, e.g. `csv;encoding=gb18030`.
    pub async fn conversion(&mut self, table: Uuid, key: &str) -> StoreResult<Option<Conversion>> {
        fetch_optional!(
            self,
            (String, i64, DateTime<Utc>),
            "SELECT sha256, bytes, made_at FROM conversions WHERE table_id = $1 AND key = $2",
            table,
            key
        )?
        .map(|(sha256, bytes, made)| Ok(Conversion { sha256, bytes: unsigned(bytes, "conversions.bytes")?, made }))
        .transpose()
    }

    /// All conversions of a table by key.
    pub async fn conversions_of(&mut self, table: Uuid) -> StoreResult<Vec<(String, Conversion)>> {
        let rows = fetch_all!(
            self,
            (String, String, i64, DateTime<Utc>),
            "SELECT key, sha256, bytes, made_at FROM conversions WHERE table_id = $1 ORDER BY key",
            table
        )?;
        rows.into_iter()
            .map(|(key, sha256, bytes, made)| {
                Ok((key, Conversion { sha256, bytes: unsigned(bytes, "conversions.bytes")?, made }))
            })
            .collect()
    }

    /// Records a conversion whose file is in the store. Made twice at once, the last one stands.
    pub async fn put_conversion(&mut self, table: Uuid, key: &str, conversion: &Conversion) -> StoreResult<()> {
        self.know_file(&conversion.sha256, conversion.bytes, conversion.made).await?;
        execute!(
            self,
            "INSERT INTO conversions (table_id, key, sha256, bytes, made_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (table_id, key) DO UPDATE SET sha256 = excluded.sha256, bytes = excluded.bytes, made_at = excluded.made_at",
            table,
            key,
            &conversion.sha256,
            big(conversion.bytes, "conversions.bytes")?,
            micros(conversion.made)
        )?;
        Ok(())
    }

    /// Forgets all conversions of a dataset's tables, for when a data item became withheld or free: the files made before hold
    /// the wrong columns.
    pub async fn forget_conversions(&mut self, code: &str) -> StoreResult<u64> {
        self.writable()?;
        let dataset = self.dataset_id(code).await?;
        execute!(
            self,
            "DELETE FROM conversions WHERE table_id IN (SELECT t.id FROM tables t JOIN versions v ON v.id = t.version_id
             WHERE v.dataset_id = $1)",
            dataset
        )
    }
}
