//! 通知公告 (B35, R-057): an announcement and every version of its text. Nothing here takes a published one away.
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all, fetch_one, fetch_optional};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// An announcement of an authority.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AnnouncementRow {
    pub id: Uuid,
    /// Public address.
    pub code: String,
    #[sqlx(rename = "authority_id")]
    pub authority: Uuid,
    /// `acceptance` or `other`.
    pub kind: String,
    /// Raised by every change; 0 = not stored yet.
    pub version: i64,
    /// The first time it was published.
    #[sqlx(rename = "issued_at")]
    pub issued: Option<DateTime<Utc>>,
}

/// A version of its text.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AnnouncementText {
    #[sqlx(rename = "announcement_id")]
    pub announcement: Uuid,
    /// From 1.
    pub number: i64,
    pub title: String,
    pub body: String,
    pub title_en: String,
    pub body_en: String,
    /// What was corrected.
    pub note: String,
    #[sqlx(rename = "written_by")]
    pub by: Option<Uuid>,
    #[sqlx(rename = "written_at")]
    pub written: DateTime<Utc>,
    /// `None` while it is a draft.
    #[sqlx(rename = "published_at")]
    pub published: Option<DateTime<Utc>>,
}

const HEAD: &str = "SELECT id, code, authority_id, kind, version, issued_at FROM announcements";
const TEXT: &str = "SELECT announcement_id, number, title, body, title_en, body_en, note, written_by, written_at, published_at \
     FROM announcement_texts";

impl Tx {
    /// Stores an announcement, a new one at version 0, a changed one with the version it was read with.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody else was first.
    pub async fn put_announcement(&mut self, row: &AnnouncementRow) -> StoreResult<()> {
        self.writable()?;
        let touched = execute!(
            self,
            "INSERT INTO announcements (id, code, authority_id, kind, version, issued_at) VALUES ($1, $2, $3, $4, 1, $5)
             ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, version = announcements.version + 1,
             issued_at = COALESCE(announcements.issued_at, excluded.issued_at) WHERE announcements.version = $6",
            row.id,
            &row.code,
            row.authority,
            &row.kind,
            row.issued.map(micros),
            row.version
        )?;
        if touched == 1 { Ok(()) } else { Err(StoreError::Conflict("announcements.version".into())) }
    }

    /// Stores a draft of a text or publishes it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for a version that is published already.
    pub async fn put_announcement_text(&mut self, text: &AnnouncementText) -> StoreResult<()> {
        self.writable()?;
        let touched = execute!(
            self,
            "INSERT INTO announcement_texts (announcement_id, number, title, body, title_en, body_en, note, written_by, written_at, published_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (announcement_id, number) DO UPDATE SET title = excluded.title, body = excluded.body,
             title_en = excluded.title_en, body_en = excluded.body_en, note = excluded.note, written_by = excluded.written_by,
             written_at = excluded.written_at, published_at = excluded.published_at WHERE announcement_texts.published_at IS NULL",
            text.announcement,
            text.number,
            &text.title,
            &text.body,
            &text.title_en,
            &text.body_en,
            &text.note,
            text.by,
            micros(text.written),
            text.published.map(micros)
        )?;
        if touched == 1 { Ok(()) } else { Err(StoreError::Conflict("announcement_texts.published_at".into())) }
    }

    /// Takes a draft away: the text, and the announcement itself if it was never published. What is published stays.
    pub async fn drop_announcement_draft(&mut self, id: Uuid) -> StoreResult<bool> {
        self.writable()?;
        let sql = "DELETE FROM announcement_texts WHERE announcement_id = $1 AND published_at IS NULL";
        let dropped = execute!(self, sql, id)? > 0;
        execute!(self, "DELETE FROM announcements WHERE id = $1 AND issued_at IS NULL", id)?;
        Ok(dropped)
    }

    /// An announcement by its public code, published or not.
    pub async fn announcement(&mut self, code: &str) -> StoreResult<Option<AnnouncementRow>> {
        fetch_optional!(self, AnnouncementRow, AssertSqlSafe(format!("{HEAD} WHERE code = $1")), code)
    }

    /// Every version of its text, the first one first.
    pub async fn announcement_texts(&mut self, id: Uuid) -> StoreResult<Vec<AnnouncementText>> {
        let sql = format!("{TEXT} WHERE announcement_id = $1 ORDER BY number");
        fetch_all!(self, AnnouncementText, AssertSqlSafe(sql), id)
    }

    /// What is published, the newest first; of one kind where it is not empty.
    pub async fn announcements(&mut self, kind: &str, limit: u32, offset: u64) -> StoreResult<Vec<AnnouncementRow>> {
        let sql = format!(
            "{HEAD} WHERE issued_at IS NOT NULL AND (kind = $1 OR $1 = '') ORDER BY issued_at DESC, id DESC LIMIT $2 OFFSET $3"
        );
        let offset = i64::try_from(offset).unwrap_or(i64::MAX);
        fetch_all!(self, AnnouncementRow, AssertSqlSafe(sql), kind, i64::from(limit), offset)
    }

    /// How many are published.
    pub async fn count_announcements(&mut self, kind: &str) -> StoreResult<i64> {
        let sql = "SELECT COUNT(*) FROM announcements WHERE issued_at IS NOT NULL AND (kind = $1 OR $1 = '')";
        Ok(fetch_one!(self, (i64,), sql, kind)?.0)
    }

    /// Those of an authority, drafts too: drafts first, then the newest.
    pub async fn announcements_of(&mut self, authority: Uuid) -> StoreResult<Vec<AnnouncementRow>> {
        let sql = format!(
            "{HEAD} WHERE authority_id = $1 ORDER BY CASE WHEN issued_at IS NULL THEN 0 ELSE 1 END, issued_at DESC, id DESC"
        );
        fetch_all!(self, AnnouncementRow, AssertSqlSafe(sql), authority)
    }
}
