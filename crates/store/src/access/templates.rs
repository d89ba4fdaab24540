//! Texts of commitment and agreement that an authority wrote, and who wants to be reminded of its next window.
use super::{read, write};
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// Version of the stored form of both texts.
const SCHEMA: i64 = 1;

domain::code_list! {
    /// Which text.
    TemplateKind {
        /// 公共数据安全承诺书
        Commitment = "commitment",
        /// 公共数据开放利用协议
        Agreement = "agreement",
    }
}

/// A version of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateRow<T> {
    pub authority: Uuid,
    /// From 2: the shipped text is 1.
    pub number: i64,
    pub text: T,
    /// Why it was changed.
    pub note: String,
    pub by: Option<Uuid>,
    pub written: DateTime<Utc>,
    /// `None` while it is a draft.
    pub published: Option<DateTime<Utc>>,
}

type Stored = (i64, String, i64, String, Option<Uuid>, DateTime<Utc>, Option<DateTime<Utc>>);

impl Tx {
    /// Every version of a text of an authority, the first one first.
    pub async fn templates<T: DeserializeOwned>(
        &mut self,
        kind: TemplateKind,
        authority: Uuid,
    ) -> StoreResult<Vec<TemplateRow<T>>> {
        let rows = fetch_all!(
            self,
            Stored,
            "SELECT number, data, schema_version, note, written_by, written_at, published_at FROM access_templates
             WHERE kind = $1 AND authority_id = $2 ORDER BY number",
            kind.code(),
            authority
        )?;
        let row = |(number, data, schema, note, by, written, published): Stored| {
            let text = read(&data, schema, SCHEMA, "access_templates.data")?;
            Ok(TemplateRow { authority, number, text, note, by, written, published })
        };
        rows.into_iter().map(row).collect()
    }

    /// Stores a draft or publishes it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for a version that is published already.
    pub async fn put_template<T: Serialize>(&mut self, kind: TemplateKind, row: &TemplateRow<T>) -> StoreResult<()> {
        self.writable()?;
        let touched = execute!(
            self,
            "INSERT INTO access_templates (kind, authority_id, number, data, schema_version, note, written_by, written_at, published_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (kind, authority_id, number) DO UPDATE SET data = excluded.data, schema_version = excluded.schema_version,
             note = excluded.note, written_by = excluded.written_by, written_at = excluded.written_at,
             published_at = excluded.published_at WHERE access_templates.published_at IS NULL",
            kind.code(),
            row.authority,
            row.number,
            write(&row.text, "access_templates.data")?,
            SCHEMA,
            &row.note,
            row.by,
            micros(row.written),
            row.published.map(micros)
        )?;
        if touched == 1 { Ok(()) } else { Err(StoreError::Conflict("access_templates.published_at".into())) }
    }

    /// Takes the draft of a text away; whether there was one.
    pub async fn drop_template_draft(&mut self, kind: TemplateKind, authority: Uuid) -> StoreResult<bool> {
        self.writable()?;
        let sql = "DELETE FROM access_templates WHERE kind = $1 AND authority_id = $2 AND published_at IS NULL";
        Ok(execute!(self, sql, kind.code(), authority)? > 0)
    }

    /// 到时提醒我: an account is to be told when an authority accepts applications again. Whether it was not asked for yet.
    pub async fn add_window_reminder(
        &mut self,
        account: Uuid,
        authority: Uuid,
        at: DateTime<Utc>,
    ) -> StoreResult<bool> {
        self.writable()?;
        let sql = "INSERT INTO window_reminders (account_id, authority_id, asked_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        Ok(execute!(self, sql, account, authority, micros(at))? == 1)
    }

    /// Takes a reminder away: it was sent, or is not wanted any more. Whether it was there, so that one worker alone sends it.
    pub async fn take_window_reminder(&mut self, account: Uuid, authority: Uuid) -> StoreResult<bool> {
        self.writable()?;
        let sql = "DELETE FROM window_reminders WHERE account_id = $1 AND authority_id = $2";
        Ok(execute!(self, sql, account, authority)? == 1)
    }

    /// Everybody who waits for an authority: account and authority.
    pub async fn window_reminders(&mut self) -> StoreResult<Vec<(Uuid, Uuid)>> {
        let sql = "SELECT account_id, authority_id FROM window_reminders ORDER BY authority_id, asked_at, account_id";
        fetch_all!(self, (Uuid, Uuid), sql)
    }
}
