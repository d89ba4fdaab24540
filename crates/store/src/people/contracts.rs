//! Contracts with 第三方服务机构.
use crate::sql::{micros, storable};
use crate::tx::{Tx, execute, fetch_all, fetch_optional};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// A contract. Its people have access as long as it runs.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Contract {
    pub id: Uuid,
    #[sqlx(rename = "body_id")]
    pub body: Uuid,
    pub contractor: String,
    pub number: String,
    /// Last day.
    pub until: NaiveDate,
    #[sqlx(rename = "created_at")]
    pub created: DateTime<Utc>,
    #[sqlx(rename = "ended_at")]
    pub ended: Option<DateTime<Utc>>,
    /// The proof of deletion came in.
    #[sqlx(rename = "proof_at")]
    pub proof: Option<DateTime<Utc>>,
    pub proof_note: Option<String>,
}

const CONTRACT: &str = "id, body_id, contractor, number, until, created_at, ended_at, proof_at, proof_note";

impl Tx {
    /// Enters a contract.
    pub async fn add_contract(&mut self, one: &Contract) -> StoreResult<()> {
        self.writable()?;
        if !storable(&one.contractor) || !storable(&one.number) {
            return Err(StoreError::Conflict("contractor".into()));
        }
        execute!(
            self,
            "INSERT INTO contracts (id, body_id, contractor, number, until, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
            one.id,
            one.body,
            &one.contractor,
            &one.number,
            one.until,
            micros(one.created)
        )?;
        Ok(())
    }

    /// A contract by its id.
    pub async fn contract(&mut self, id: Uuid) -> StoreResult<Option<Contract>> {
        let sql = format!("SELECT {CONTRACT} FROM contracts WHERE id = $1");
        fetch_optional!(self, Contract, sqlx::AssertSqlSafe(sql), id)
    }

    /// Contracts of a body, running ones first.
    pub async fn contracts_of(&mut self, body: Uuid) -> StoreResult<Vec<Contract>> {
        let sql = format!(
            "SELECT {CONTRACT} FROM contracts WHERE body_id = $1 ORDER BY (ended_at IS NOT NULL), created_at DESC, id"
        );
        fetch_all!(self, Contract, sqlx::AssertSqlSafe(sql), body)
    }

    /// Contracts of any body that run though their last day lies before a day, the oldest first.
    pub async fn contracts_past(&mut self, day: NaiveDate) -> StoreResult<Vec<Contract>> {
        let sql = format!("SELECT {CONTRACT} FROM contracts WHERE ended_at IS NULL AND until < $1 ORDER BY until, id");
        fetch_all!(self, Contract, sqlx::AssertSqlSafe(sql), day)
    }

    /// Ends a contract; `false` if it had ended.
    pub async fn end_contract(&mut self, id: Uuid, at: DateTime<Utc>) -> StoreResult<bool> {
        self.writable()?;
        let sql = "UPDATE contracts SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
        Ok(execute!(self, sql, id, micros(at))? == 1)
    }

    /// The proof of deletion of an ended contract came in; `false` if none is due.
    pub async fn put_deletion_proof(&mut self, id: Uuid, note: &str, at: DateTime<Utc>) -> StoreResult<bool> {
        self.writable()?;
        if !storable(note) {
            return Err(StoreError::Conflict("note".into()));
        }
        let sql = "UPDATE contracts SET proof_at = $3, proof_note = $2 WHERE id = $1 AND ended_at IS NOT NULL AND proof_at IS NULL";
        Ok(execute!(self, sql, id, note, micros(at))? == 1)
    }
}
