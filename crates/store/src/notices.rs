//! Notices, and what of them still has to leave the portal.
mod addresses;
mod outbox;
mod reminders;

pub use outbox::{DeliveryRow, NewDelivery, Outgoing};

use crate::sql::{micros, unsigned};
use crate::tx::{Tx, execute, fetch_all, fetch_one, fetch_optional};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};
use domain::notice::NoticeKind;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    pub id: Uuid,
    /// With `recipient` the identity of the notice.
    pub event: String,
    /// `account:<id>` or `address:<blind index>`.
    pub recipient: String,
    pub account: Option<Uuid>,
    pub kind: NoticeKind,
    pub case_id: Option<Uuid>,
    pub case_number: Option<String>,
    pub facts: BTreeMap<String, String>,
    /// Path on the portal.
    pub link: Option<String>,
    pub statutory: bool,
    pub created_at: DateTime<Utc>,
    pub read_at: Option<DateTime<Utc>>,
}

/// A row of `notices`, in the order of [`COLUMNS`].
#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    id: Uuid,
    event: String,
    recipient: String,
    account_id: Option<Uuid>,
    kind: String,
    case_id: Option<Uuid>,
    case_number: Option<String>,
    facts: String,
    link: Option<String>,
    statutory: bool,
    created_at: DateTime<Utc>,
    read_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str =
    "id, event, recipient, account_id, kind, case_id, case_number, facts, link, statutory, created_at, read_at";

impl Row {
    pub(crate) fn into_notice(self) -> StoreResult<NoticeRow> {
        Ok(NoticeRow {
            id: self.id,
            event: self.event,
            recipient: self.recipient,
            account: self.account_id,
            kind: kind(&self.kind)?,
            case_id: self.case_id,
            case_number: self.case_number,
            facts: serde_json::from_str(&self.facts).map_err(|_| StoreError::corrupt("notices.facts", &self.facts))?,
            link: self.link,
            statutory: self.statutory,
            created_at: self.created_at,
            read_at: self.read_at,
        })
    }
}

pub(crate) fn kind(code: &str) -> StoreResult<NoticeKind> {
    NoticeKind::from_code(code).ok_or_else(|| StoreError::corrupt("notices.kind", code))
}

impl Tx {
    /// Enters a notice; `false` if this event was already told to this recipient, and then nothing changes.
    pub async fn add_notice(&mut self, notice: &NoticeRow) -> StoreResult<bool> {
        self.writable()?;
        let facts =
            serde_json::to_string(&notice.facts).map_err(|error| StoreError::corrupt("facts", error.to_string()))?;
        let added = execute!(
            self,
            "INSERT INTO notices (id, event, recipient, account_id, kind, case_id, case_number, facts, link, statutory, created_at, read_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (event, recipient) DO NOTHING",
            notice.id,
            &notice.event,
            &notice.recipient,
            notice.account,
            notice.kind.code(),
            notice.case_id,
            &notice.case_number,
            facts,
            &notice.link,
            notice.statutory,
            micros(notice.created_at),
            notice.read_at.map(micros)
        )?;
        Ok(added == 1)
    }

    /// Notices of an account, newest first: `limit` of them after the first `skip`.
    pub async fn notices_of(&mut self, account: Uuid, skip: u64, limit: u32) -> StoreResult<Vec<NoticeRow>> {
        let sql = format!("SELECT {COLUMNS} FROM notices WHERE account_id = $1 ORDER BY id DESC LIMIT $2 OFFSET $3");
        let skip = i64::try_from(skip).unwrap_or(i64::MAX);
        let rows = fetch_all!(self, Row, sqlx::AssertSqlSafe(sql), account, i64::from(limit), skip)?;
        rows.into_iter().map(Row::into_notice).collect()
    }

    /// One notice.
    pub async fn notice(&mut self, id: Uuid) -> StoreResult<Option<NoticeRow>> {
        let sql = format!("SELECT {COLUMNS} FROM notices WHERE id = $1");
        fetch_optional!(self, Row, sqlx::AssertSqlSafe(sql), id)?.map(Row::into_notice).transpose()
    }

    /// All notices of a case, in their order: for its timeline and its file.
    pub async fn notices_of_case(&mut self, case: Uuid) -> StoreResult<Vec<NoticeRow>> {
        let sql = format!("SELECT {COLUMNS} FROM notices WHERE case_id = $1 ORDER BY id");
        let rows = fetch_all!(self, Row, sqlx::AssertSqlSafe(sql), case)?;
        rows.into_iter().map(Row::into_notice).collect()
    }

    /// How many notices an account has.
    pub async fn count_notices(&mut self, account: Uuid) -> StoreResult<u64> {
        let (n,): (i64,) = fetch_one!(self, (i64,), "SELECT COUNT(*) FROM notices WHERE account_id = $1", account)?;
        unsigned(n, "count")
    }

    /// How many of them are unread.
    pub async fn unread_notices(&mut self, account: Uuid) -> StoreResult<u64> {
        let sql = "SELECT COUNT(*) FROM notices WHERE account_id = $1 AND read_at IS NULL";
        let (n,): (i64,) = fetch_one!(self, (i64,), sql, account)?;
        unsigned(n, "count")
    }

    /// Marks notices of an account as read: one, or all that are not yet; how many it touched.
    pub async fn mark_notices_read(&mut self, account: Uuid, one: Option<Uuid>, at: DateTime<Utc>) -> StoreResult<u64> {
        self.writable()?;
        execute!(
            self,
            "UPDATE notices SET read_at = $1 WHERE account_id = $2 AND read_at IS NULL AND ($3 IS NULL OR id = $3)",
            micros(at),
            account,
            one
        )
    }

    /// Whether an account switched a kind off on a channel.
    pub async fn notice_switched_off(&mut self, account: Uuid, channel: &str, kind: NoticeKind) -> StoreResult<bool> {
        let sql =
            "SELECT CAST(1 AS BIGINT) FROM notice_preferences WHERE account_id = $1 AND channel = $2 AND kind = $3";
        Ok(fetch_optional!(self, (i64,), sql, account, channel, kind.code())?.is_some())
    }

    /// The kinds an account switched off on a channel.
    pub async fn notices_switched_off(&mut self, account: Uuid, channel: &str) -> StoreResult<BTreeSet<NoticeKind>> {
        let sql = "SELECT kind FROM notice_preferences WHERE account_id = $1 AND channel = $2";
        let rows = fetch_all!(self, (String,), sql, account, channel)?;
        rows.into_iter().map(|(code,)| kind(&code)).collect()
    }

    /// Replaces the kinds an account switched off on a channel.
    pub async fn switch_notices_off(
        &mut self,
        account: Uuid,
        channel: &str,
        off: &BTreeSet<NoticeKind>,
    ) -> StoreResult<()> {
        self.writable()?;
        execute!(self, "DELETE FROM notice_preferences WHERE account_id = $1 AND channel = $2", account, channel)?;
        for kind in off {
            let sql = "INSERT INTO notice_preferences (account_id, channel, kind) VALUES ($1, $2, $3)";
            execute!(self, sql, account, channel, kind.code())?;
        }
        Ok(())
    }
}
