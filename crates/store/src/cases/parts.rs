//! What hangs on a case: events, messages, documents, links.
use crate::StoreResult;
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all, fetch_one, fetch_optional};
use chrono::{DateTime, Utc};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// An entry of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct EventRow {
    #[sqlx(rename = "case_id")]
    pub case: Uuid,
    /// 1, 2, 3 … within the case; given when it is entered.
    pub seq: i64,
    pub at: DateTime<Utc>,
    /// Code of `EventCode`.
    pub code: String,
    /// Code of `Audience`.
    pub audience: String,
    /// `reporter`, `body`, `portal`.
    pub actor: String,
    #[sqlx(rename = "body_id")]
    pub body: Option<Uuid>,
    #[sqlx(rename = "account_id")]
    pub account: Option<Uuid>,
    pub role: Option<String>,
    /// JSON object of codes and ids.
    pub facts: String,
    /// Sealed, `case_events.note:<case>/<seq>`.
    pub note: Option<Vec<u8>>,
}

/// A message or an internal note.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct MessageRow {
    pub id: Uuid,
    #[sqlx(rename = "case_id")]
    pub case: Uuid,
    pub at: DateTime<Utc>,
    /// `None` = from the reporter.
    #[sqlx(rename = "body_id")]
    pub body: Option<Uuid>,
    #[sqlx(rename = "account_id")]
    pub account: Option<Uuid>,
    pub internal: bool,
    /// Sealed, `case_messages.text:<id>`.
    pub text: Vec<u8>,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DocumentRow {
    pub id: Uuid,
    #[sqlx(rename = "case_id")]
    pub case: Uuid,
    /// `evidence`, `supplement`, `answer`.
    pub slot: String,
    /// Sealed, `case_documents.name:<id>`.
    pub name: Vec<u8>,
    pub media: String,
    /// Length of the plain text.
    pub bytes: i64,
    /// Of the plain text.
    pub sha256: String,
    /// Name in the private store.
    pub object: String,
    /// Wrapped by the master key.
    #[sqlx(rename = "data_key")]
    pub key: Vec<u8>,
    /// `None` = from the reporter.
    #[sqlx(rename = "body_id")]
    pub body: Option<Uuid>,
    #[sqlx(rename = "account_id")]
    pub account: Option<Uuid>,
    pub at: DateTime<Utc>,
}

/// A relation of a case.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LinkRow {
    pub id: Uuid,
    #[sqlx(rename = "case_id")]
    pub case: Uuid,
    /// `related`, `suspension`, `wish-violation`, `wish-correction`, `wish-withdrawal`.
    pub relation: String,
    #[sqlx(rename = "other_id")]
    pub other: Option<Uuid>,
    pub dataset: Option<String>,
    #[sqlx(rename = "suspension_id")]
    pub suspension: Option<Uuid>,
    pub at: DateTime<Utc>,
    #[sqlx(rename = "account_id")]
    pub account: Option<Uuid>,
}

const EVENT: &str = "case_id, seq, at, code, audience, actor, body_id, account_id, role, facts, note";
const MESSAGE: &str = "id, case_id, at, body_id, account_id, internal, text";
const DOCUMENT: &str = "id, case_id, slot, name, media, bytes, sha256, object, data_key, body_id, account_id, at";
const LINK: &str = "id, case_id, relation, other_id, dataset, suspension_id, at, account_id";

impl Tx {
    /// The number the next event of a case gets: its note is sealed for it.
    pub async fn next_event(&mut self, case: Uuid) -> StoreResult<i64> {
        let sql = "SELECT COALESCE(MAX(seq), 0) + 1 FROM case_events WHERE case_id = $1";
        let (seq,) = fetch_one!(self, (i64,), sql, case)?;
        Ok(seq)
    }

    /// Enters an event under its number.
    pub async fn add_event(&mut self, one: &EventRow) -> StoreResult<()> {
        self.writable()?;
        let sql = format!("INSERT INTO case_events ({EVENT}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
        execute!(
            self,
            AssertSqlSafe(sql),
            one.case,
            one.seq,
            micros(one.at),
            &one.code,
            &one.audience,
            &one.actor,
            one.body,
            one.account,
            &one.role,
            &one.facts,
            &one.note
        )?;
        Ok(())
    }

    /// The timeline, oldest first.
    pub async fn events_of(&mut self, case: Uuid) -> StoreResult<Vec<EventRow>> {
        let sql = format!("SELECT {EVENT} FROM case_events WHERE case_id = $1 ORDER BY seq");
        fetch_all!(self, EventRow, AssertSqlSafe(sql), case)
    }

    /// Enters a message.
    pub async fn add_case_message(&mut self, one: &MessageRow) -> StoreResult<()> {
        self.writable()?;
        let sql = format!("INSERT INTO case_messages ({MESSAGE}) VALUES ($1, $2, $3, $4, $5, $6, $7)");
        execute!(
            self,
            AssertSqlSafe(sql),
            one.id,
            one.case,
            micros(one.at),
            one.body,
            one.account,
            one.internal,
            &one.text
        )?;
        Ok(())
    }

    /// Messages and notes, oldest first.
    pub async fn messages_of(&mut self, case: Uuid) -> StoreResult<Vec<MessageRow>> {
        let sql = format!("SELECT {MESSAGE} FROM case_messages WHERE case_id = $1 ORDER BY at, id");
        fetch_all!(self, MessageRow, AssertSqlSafe(sql), case)
    }

    /// Enters a document; its object lies in the private store already.
    pub async fn add_document(&mut self, one: &DocumentRow) -> StoreResult<()> {
        self.writable()?;
        let sql = format!(
            "INSERT INTO case_documents ({DOCUMENT}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
        );
        execute!(
            self,
            AssertSqlSafe(sql),
            one.id,
            one.case,
            &one.slot,
            &one.name,
            &one.media,
            one.bytes,
            &one.sha256,
            &one.object,
            &one.key,
            one.body,
            one.account,
            micros(one.at)
        )?;
        Ok(())
    }

    /// Documents, oldest first.
    pub async fn documents_of(&mut self, case: Uuid) -> StoreResult<Vec<DocumentRow>> {
        let sql = format!("SELECT {DOCUMENT} FROM case_documents WHERE case_id = $1 ORDER BY at, id");
        fetch_all!(self, DocumentRow, AssertSqlSafe(sql), case)
    }

    /// One document of a case.
    pub async fn document(&mut self, case: Uuid, id: Uuid) -> StoreResult<Option<DocumentRow>> {
        let sql = format!("SELECT {DOCUMENT} FROM case_documents WHERE case_id = $1 AND id = $2");
        fetch_optional!(self, DocumentRow, AssertSqlSafe(sql), case, id)
    }

    /// Enters a relation.
    pub async fn add_link(&mut self, one: &LinkRow) -> StoreResult<()> {
        self.writable()?;
        let sql = format!("INSERT INTO case_links ({LINK}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
        execute!(
            self,
            AssertSqlSafe(sql),
            one.id,
            one.case,
            &one.relation,
            one.other,
            &one.dataset,
            one.suspension,
            micros(one.at),
            one.account
        )?;
        Ok(())
    }

    /// Relations of a case, from either side.
    pub async fn links_of(&mut self, case: Uuid) -> StoreResult<Vec<LinkRow>> {
        let sql = format!("SELECT {LINK} FROM case_links WHERE case_id = $1 OR other_id = $1 ORDER BY at, id");
        fetch_all!(self, LinkRow, AssertSqlSafe(sql), case)
    }
}
