//! 意见模板 of a body: every version of each.
use crate::sql::{micros, unsigned};
use crate::tx::{Tx, execute, fetch_all, fetch_one, fetch_optional};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A version of a template.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct OpinionRow {
    pub id: Uuid,
    /// From 1; the highest counts.
    pub number: i64,
    #[sqlx(rename = "body_id")]
    pub body: Uuid,
    /// Code of `domain::opinions::OpinionKind`.
    pub kind: String,
    pub title: String,
    pub text: String,
    /// Offered no more.
    pub retired: bool,
    #[sqlx(rename = "written_by")]
    pub by: Option<Uuid>,
    #[sqlx(rename = "written_at")]
    pub written: DateTime<Utc>,
}

const COLUMNS: &str = "id, number, body_id, kind, title, text, retired, written_by, written_at";

impl Tx {
    /// Enters a version.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when that version is there already: somebody else was first.
    pub async fn add_opinion(&mut self, row: &OpinionRow) -> StoreResult<()> {
        self.writable()?;
        let sql = format!(
            "INSERT INTO opinion_templates ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING"
        );
        let touched = execute!(
            self,
            AssertSqlSafe(sql),
            row.id,
            row.number,
            row.body,
            &row.kind,
            &row.title,
            &row.text,
            row.retired,
            row.by,
            micros(row.written)
        )?;
        if touched == 1 { Ok(()) } else { Err(StoreError::Conflict("opinion_templates.number".into())) }
    }

    /// Of each template of a body the version that counts, by id.
    pub async fn opinions(&mut self, body: Uuid) -> StoreResult<Vec<OpinionRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM opinion_templates WHERE body_id = $1 AND NOT EXISTS (SELECT 1 FROM opinion_templates later
             WHERE later.id = opinion_templates.id AND later.number > opinion_templates.number) ORDER BY id"
        );
        fetch_all!(self, OpinionRow, AssertSqlSafe(sql), body)
    }

    /// How many templates a body has, those offered no more among them.
    pub async fn opinion_count(&mut self, body: Uuid) -> StoreResult<u64> {
        let sql = "SELECT COUNT(DISTINCT id) FROM opinion_templates WHERE body_id = $1";
        let (count,) = fetch_one!(self, (i64,), sql, body)?;
        unsigned(count, "count")
    }

    /// Every version of a template of a body, the first one first.
    pub async fn opinion_versions(&mut self, body: Uuid, id: Uuid) -> StoreResult<Vec<OpinionRow>> {
        let sql = format!("SELECT {COLUMNS} FROM opinion_templates WHERE body_id = $1 AND id = $2 ORDER BY number");
        fetch_all!(self, OpinionRow, AssertSqlSafe(sql), body, id)
    }

    /// A version of a template of a body.
    pub async fn opinion(&mut self, body: Uuid, id: Uuid, number: i64) -> StoreResult<Option<OpinionRow>> {
        let sql = format!("SELECT {COLUMNS} FROM opinion_templates WHERE body_id = $1 AND id = $2 AND number = $3");
        fetch_optional!(self, OpinionRow, AssertSqlSafe(sql), body, id, number)
    }
}
