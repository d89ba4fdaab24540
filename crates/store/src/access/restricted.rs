//! The restricted datasets of a body and how far their conditions are.
use crate::StoreResult;
use crate::tx::{Tx, execute, fetch_all, fetch_one};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A dataset that can be applied for.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RestrictedRow {
    pub code: String,
    pub title: String,
    /// The newest published version of its conditions, and when.
    pub version: Option<i64>,
    pub published: Option<DateTime<Utc>>,
    /// Versions that are not published: 0 or 1.
    pub drafts: i64,
}

impl Tx {
    /// Restricted, not withdrawn datasets of a body whose title holds a text, those without conditions first.
    pub async fn restricted_of(
        &mut self,
        publisher: Uuid,
        text: &str,
        limit: u32,
        offset: u64,
    ) -> StoreResult<Vec<RestrictedRow>> {
        fetch_all!(
            self,
            RestrictedRow,
            "SELECT d.code, d.title, MAX(CASE WHEN c.published_at IS NOT NULL THEN c.number END) AS version,
             MAX(c.published_at) AS published, CAST(COUNT(CASE WHEN c.number IS NOT NULL AND c.published_at IS NULL THEN 1 END) AS BIGINT) AS drafts
             FROM datasets d LEFT JOIN access_conditions c ON c.dataset_id = d.id
             WHERE d.publisher_id = $1 AND d.access_rights = 'RESTRICTED' AND d.publication <> 'WITHDRAWN' AND d.title LIKE $2 ESCAPE '\\'
             GROUP BY d.code, d.title ORDER BY CASE WHEN MAX(c.published_at) IS NULL THEN 0 ELSE 1 END, d.title, d.code LIMIT $3 OFFSET $4",
            publisher,
            pattern(text),
            i64::from(limit),
            i64::try_from(offset).unwrap_or(i64::MAX)
        )
    }

    /// How many there are.
    pub async fn count_restricted_of(&mut self, publisher: Uuid, text: &str) -> StoreResult<i64> {
        let sql = "SELECT COUNT(*) FROM datasets d WHERE d.publisher_id = $1 AND d.access_rights = 'RESTRICTED'
             AND d.publication <> 'WITHDRAWN' AND d.title LIKE $2 ESCAPE '\\'";
        Ok(fetch_one!(self, (i64,), sql, publisher, pattern(text))?.0)
    }

    /// Takes the draft of a dataset's conditions away; whether there was one.
    pub async fn drop_conditions_draft(&mut self, dataset: Uuid) -> StoreResult<bool> {
        self.writable()?;
        let sql = "DELETE FROM access_conditions WHERE dataset_id = $1 AND published_at IS NULL";
        Ok(execute!(self, sql, dataset)? > 0)
    }
}

fn pattern(text: &str) -> String {
    let escaped = text.trim().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}
