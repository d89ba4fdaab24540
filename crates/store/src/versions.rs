//! 版本: published states of a dataset with their files.
use crate::codes::code as parse;
use crate::sql::{big, micros, unsigned};
use crate::tx::{Tx, execute, fetch_all, fetch_in, fetch_one, fetch_optional, insert_many};
use crate::{ChangeKind, StoreError, StoreResult};
use chrono::{DateTime, Utc};
use domain::catalog::{Distribution, Table, Version};
use sqlx::types::Json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A version to publish, with its files and tables in the order they are shown.
#[derive(Clone, Debug)]
pub struct NewVersion {
    /// Its number is the next one, see [`Tx::next_version`].
    pub version: Version,
    pub distributions: Vec<Distribution>,
    pub tables: Vec<Table>,
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    id: Uuid,
    number: i64,
    issued: DateTime<Utc>,
    note: String,
    case_number: Option<String>,
}

#[derive(sqlx::FromRow)]
pub(crate) struct DistributionRow {
    id: Uuid,
    version_id: Uuid,
    kind: String,
    title: String,
    format: String,
    access_url: Option<String>,
    sha256: Option<String>,
    file_name: Option<String>,
    bytes: Option<i64>,
    encoding: Option<String>,
}

impl DistributionRow {
    pub(crate) fn distribution(self) -> StoreResult<Distribution> {
        Ok(Distribution {
            kind: parse("distributions.kind", &self.kind)?,
            format: parse("distributions.format", &self.format)?,
            bytes: self.bytes.map(|bytes| unsigned(bytes, "distributions.bytes")).transpose()?,
            id: self.id,
            version: self.version_id,
            title: self.title,
            access_url: self.access_url,
            sha256: self.sha256,
            file_name: self.file_name,
            encoding: self.encoding,
        })
    }
}

impl Tx {
    /// Number the next version of a dataset must have: 1, 2, 3 …
    pub async fn next_version(&mut self, code: &str) -> StoreResult<i64> {
        let latest = fetch_optional!(self, (i64,), "SELECT latest_version FROM datasets WHERE code = $1", code)?;
        latest.map(|(number,)| number + 1).ok_or_else(|| StoreError::not_found("dataset", code))
    }

    /// Publishes a version: its row, files and tables, and what lists show of them. The files must already be in the store; an entry in
    /// `files` is made here. Earlier versions stay as they are.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the number is not the next one (somebody else was faster), when a row belongs to another version, or
    /// when a table's code is used by another dataset; [`StoreError::NotFound`] for an unknown dataset.
    pub async fn add_version(&mut self, code: &str, new: &NewVersion, at: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        let dataset = self.dataset_id(code).await?;
        let version = &new.version;
        let foreign = |id: &Uuid| *id != version.id;
        if new.distributions.iter().any(|d| foreign(&d.version)) || new.tables.iter().any(|t| foreign(&t.version)) {
            return Err(StoreError::Conflict("version: a file or table of another version".into()));
        }
        let tables = i64::try_from(new.tables.len()).map_err(|_| StoreError::Conflict("tables".into()))?;
        let rows =
            new.tables.iter().map(|table| table.rows).max().map(|rows| big(rows, "tables.row_count")).transpose()?;
        // Also the lock on the row: of two that publish at once the later one waits, then finds that its number is taken.
        let counted = execute!(
            self,
            "UPDATE datasets SET version_count = version_count + 1, latest_version = $2, table_count = $3, table_rows = $4
             WHERE id = $1 AND latest_version = $2 - 1",
            dataset,
            version.number,
            tables,
            rows
        )?;
        if counted == 0 {
            return Err(StoreError::Conflict(format!("version: {} is not the next number", version.number)));
        }
        self.tables_are_free(dataset, &new.tables).await?;
        execute!(
            self,
            "INSERT INTO versions (id, dataset_id, number, issued, note, case_number) VALUES ($1, $2, $3, $4, $5, $6)",
            version.id,
            dataset,
            version.number,
            micros(version.issued),
            &version.note,
            &version.case
        )?;
        self.insert_files(new, at).await?;
        self.touched(dataset, code, ChangeKind::VersionAdded, at).await
    }

    async fn tables_are_free(&mut self, dataset: Uuid, tables: &[Table]) -> StoreResult<()> {
        for table in tables {
            let (used,): (i64,) = fetch_one!(
                self,
                (i64,),
                "SELECT COUNT(*) FROM tables t JOIN versions v ON v.id = t.version_id WHERE t.code = $1 AND v.dataset_id <> $2",
                &table.code,
                dataset
            )?;
            if used > 0 {
                return Err(StoreError::Conflict(format!("tables.code: {}", table.code)));
            }
        }
        Ok(())
    }

    async fn insert_files(&mut self, new: &NewVersion, at: DateTime<Utc>) -> StoreResult<()> {
        let mut files: BTreeMap<&str, u64> = BTreeMap::new();
        for distribution in &new.distributions {
            if let (Some(sha256), Some(bytes)) = (&distribution.sha256, distribution.bytes) {
                files.insert(sha256, bytes);
            }
        }
        files.extend(new.tables.iter().map(|table| (table.parquet.as_str(), table.parquet_bytes)));
        for (sha256, bytes) in files {
            self.know_file(sha256, bytes, at).await?;
        }

        let mut distributions = Vec::new();
        for (position, distribution) in (1_i64..).zip(&new.distributions) {
            let bytes = distribution.bytes.map(|bytes| big(bytes, "distributions.bytes")).transpose()?;
            distributions.push((position, distribution, bytes));
        }
        insert_many!(
            self,
            11,
            "INSERT INTO distributions (id, version_id, position, kind, title, format, access_url, sha256, file_name, bytes, encoding) ",
            distributions,
            "",
            |row| [
                row.1.id,
                row.1.version,
                row.0,
                row.1.kind.code(),
                &row.1.title,
                row.1.format.code(),
                &row.1.access_url,
                &row.1.sha256,
                &row.1.file_name,
                row.2,
                &row.1.encoding,
            ]
        )?;

        let mut tables = Vec::new();
        for (position, table) in (1_i64..).zip(&new.tables) {
            tables.push((
                position,
                table,
                big(table.rows, "tables.row_count")?,
                big(table.parquet_bytes, "tables.parquet_bytes")?,
            ));
        }
        insert_many!(
            self,
            12,
            "INSERT INTO tables (id, code, distribution_id, version_id, position, title, sheet, row_count, parquet, parquet_bytes, columns,
             warnings) ",
            tables,
            "",
            |row| [
                row.1.id,
                &row.1.code,
                row.1.distribution,
                row.1.version,
                row.0,
                &row.1.title,
                &row.1.sheet,
                row.2,
                &row.1.parquet,
                row.3,
                Json(&row.1.columns),
                Json(&row.1.warnings),
            ]
        )?;
        Ok(())
    }

    /// Versions of a dataset, newest first.
    pub async fn versions_of(&mut self, dataset: Uuid) -> StoreResult<Vec<Version>> {
        let rows = fetch_all!(
            self,
            VersionRow,
            "SELECT id, number, issued, note, case_number FROM versions WHERE dataset_id = $1 ORDER BY number DESC",
            dataset
        )?;
        Ok(rows
            .into_iter()
            .map(|row| Version {
                id: row.id,
                number: row.number,
                issued: row.issued,
                note: row.note,
                case: row.case_number,
            })
            .collect())
    }

    /// Distributions of all versions of a dataset, newest version first, in order.
    pub async fn distributions_of(&mut self, dataset: Uuid) -> StoreResult<Vec<Distribution>> {
        let rows = fetch_all!(
            self,
            DistributionRow,
            "SELECT f.id, f.version_id, f.kind, f.title, f.format, f.access_url, f.sha256, f.file_name, f.bytes, f.encoding
             FROM distributions f JOIN versions v ON v.id = f.version_id WHERE v.dataset_id = $1 ORDER BY v.number DESC, f.position",
            dataset
        )?;
        rows.into_iter().map(DistributionRow::distribution).collect()
    }

    /// One distribution by its id.
    pub(crate) async fn distribution(&mut self, id: Uuid) -> StoreResult<Distribution> {
        fetch_in!(
            self,
            DistributionRow,
            "SELECT id, version_id, kind, title, format, access_url, sha256, file_name, bytes, encoding FROM distributions WHERE id IN",
            [id],
            ""
        )?
        .pop()
        .ok_or_else(|| StoreError::not_found("distribution", id.to_string()))?
        .distribution()
    }
}
