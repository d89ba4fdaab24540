//! Runs of imports with their reports: what came in, what was refused and why.
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

/// Numbers of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportCounts {
    pub inserted: i64,
    pub updated: i64,
    pub unchanged: i64,
    /// Not entered; the report says why.
    pub refused: i64,
}

/// An import. Without `finished` it is running, or it was killed.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportRun {
    pub id: Uuid,
    /// File or address it read.
    pub source: String,
    pub started: DateTime<Utc>,
    pub finished: Option<DateTime<Utc>>,
    pub counts: ImportCounts,
    /// Refusals, assumed open types, unknown spellings …
    pub report: Value,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    source: String,
    started: DateTime<Utc>,
    finished: Option<DateTime<Utc>>,
    inserted: i64,
    updated: i64,
    unchanged: i64,
    refused: i64,
    report: Json<Value>,
}

impl Tx {
    /// Begins the record of an import.
    pub async fn begin_import(&mut self, id: Uuid, source: &str, at: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        execute!(
            self,
            "INSERT INTO import_runs (id, source, started, finished, inserted, updated, unchanged, refused, report)
             VALUES ($1, $2, $3, NULL, 0, 0, 0, 0, $4)",
            id,
            source,
            micros(at),
            Json(Value::Null)
        )?;
        Ok(())
    }

    /// Writes how far an import is; `finished` ends it.
    pub async fn note_import(
        &mut self,
        id: Uuid,
        counts: ImportCounts,
        report: &Value,
        finished: Option<DateTime<Utc>>,
    ) -> StoreResult<()> {
        self.writable()?;
        let found = execute!(
            self,
            "UPDATE import_runs SET inserted = $2, updated = $3, unchanged = $4, refused = $5, report = $6, finished = $7 WHERE id = $1",
            id,
            counts.inserted,
            counts.updated,
            counts.unchanged,
            counts.refused,
            Json(report),
            finished.map(micros)
        )?;
        if found == 0 { Err(StoreError::not_found("import", id.to_string())) } else { Ok(()) }
    }

    /// The latest imports, newest first.
    pub async fn imports(&mut self, limit: u32) -> StoreResult<Vec<ImportRun>> {
        let rows = fetch_all!(
            self,
            Row,
            "SELECT id, source, started, finished, inserted, updated, unchanged, refused, report FROM import_runs
             ORDER BY started DESC, id DESC LIMIT $1",
            i64::from(limit)
        )?;
        Ok(rows
            .into_iter()
            .map(|row| ImportRun {
                id: row.id,
                source: row.source,
                started: row.started,
                finished: row.finished,
                counts: ImportCounts {
                    inserted: row.inserted,
                    updated: row.updated,
                    unchanged: row.unchanged,
                    refused: row.refused,
                },
                report: row.report.0,
            })
            .collect())
    }
}
