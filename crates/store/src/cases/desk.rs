//! Around the cases: drafts, absences, and the tries that are throttled.
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all, fetch_one, fetch_optional};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Begun and not filed yet.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CaseDraft {
    pub id: Uuid,
    #[sqlx(rename = "party_id")]
    pub party: Uuid,
    #[sqlx(rename = "account_id")]
    pub account: Uuid,
    pub kind: String,
    /// Sealed, `case_drafts.data:<id>`.
    pub data: Vec<u8>,
    #[sqlx(rename = "changed_at")]
    pub changed: DateTime<Utc>,
    /// Raised by every save.
    pub version: i64,
}

/// An absence and who stands in; first and last day included.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Delegation {
    pub id: Uuid,
    #[sqlx(rename = "body_id")]
    pub body: Uuid,
    #[sqlx(rename = "account_id")]
    pub account: Uuid,
    #[sqlx(rename = "delegate_id")]
    pub delegate: Uuid,
    #[sqlx(rename = "from_day")]
    pub from: NaiveDate,
    #[sqlx(rename = "until_day")]
    pub until: NaiveDate,
    #[sqlx(rename = "created_at")]
    pub created: DateTime<Utc>,
}

const DRAFT: &str = "id, party_id, account_id, kind, data, changed_at, version";
const DELEGATION: &str = "id, body_id, account_id, delegate_id, from_day, until_day, created_at";

impl Tx {
    /// Keeps a new draft, at version 1 whatever the row says.
    pub async fn add_case_draft(&mut self, draft: &CaseDraft) -> StoreResult<()> {
        self.writable()?;
        execute!(
            self,
            "INSERT INTO case_drafts (id, party_id, account_id, kind, data, changed_at, version) VALUES ($1, $2, $3, $4, $5, $6, 1)",
            draft.id,
            draft.party,
            draft.account,
            &draft.kind,
            &draft.data,
            micros(draft.changed)
        )?;
        Ok(())
    }

    /// Keeps a draft again, if it still has the version it was shown with; its version is one higher then. `false` when the party has none
    /// of this id.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when another window was first.
    pub async fn save_case_draft(&mut self, draft: &CaseDraft) -> StoreResult<bool> {
        self.writable()?;
        let touched = execute!(
            self,
            "UPDATE case_drafts SET account_id = $3, kind = $4, data = $5, changed_at = $6, version = version + 1
             WHERE id = $1 AND party_id = $2 AND version = $7",
            draft.id,
            draft.party,
            draft.account,
            &draft.kind,
            &draft.data,
            micros(draft.changed),
            draft.version
        )?;
        if touched == 1 {
            return Ok(true);
        }
        match self.case_draft(draft.party, draft.id).await? {
            Some(_) => Err(StoreError::Conflict("case_drafts.version".into())),
            None => Ok(false),
        }
    }

    /// A draft of a party.
    pub async fn case_draft(&mut self, party: Uuid, id: Uuid) -> StoreResult<Option<CaseDraft>> {
        let sql = format!("SELECT {DRAFT} FROM case_drafts WHERE party_id = $1 AND id = $2");
        fetch_optional!(self, CaseDraft, AssertSqlSafe(sql), party, id)
    }

    /// Drafts of a party, newest first.
    pub async fn case_drafts(&mut self, party: Uuid) -> StoreResult<Vec<CaseDraft>> {
        let sql = format!("SELECT {DRAFT} FROM case_drafts WHERE party_id = $1 ORDER BY changed_at DESC, id LIMIT 100");
        fetch_all!(self, CaseDraft, AssertSqlSafe(sql), party)
    }

    /// Throws a draft away; `false` if there is none.
    pub async fn drop_case_draft(&mut self, party: Uuid, id: Uuid) -> StoreResult<bool> {
        self.writable()?;
        Ok(execute!(self, "DELETE FROM case_drafts WHERE party_id = $1 AND id = $2", party, id)? == 1)
    }

    /// Enters an absence.
    pub async fn add_delegation(&mut self, one: &Delegation) -> StoreResult<()> {
        self.writable()?;
        let sql = format!("INSERT INTO case_delegations ({DELEGATION}) VALUES ($1, $2, $3, $4, $5, $6, $7)");
        execute!(
            self,
            AssertSqlSafe(sql),
            one.id,
            one.body,
            one.account,
            one.delegate,
            one.from,
            one.until,
            micros(one.created)
        )?;
        Ok(())
    }

    /// Absences of a body that run on a day or begin later.
    pub async fn delegations_of(&mut self, body: Uuid, day: NaiveDate) -> StoreResult<Vec<Delegation>> {
        let sql = format!(
            "SELECT {DELEGATION} FROM case_delegations WHERE body_id = $1 AND until_day >= $2 AND ended_at IS NULL ORDER BY from_day, id"
        );
        fetch_all!(self, Delegation, AssertSqlSafe(sql), body, day)
    }

    /// Ends an own absence; `false` if there is none of this account.
    pub async fn end_delegation(&mut self, account: Uuid, id: Uuid, at: DateTime<Utc>) -> StoreResult<bool> {
        self.writable()?;
        let sql = "UPDATE case_delegations SET ended_at = $3 WHERE id = $1 AND account_id = $2 AND ended_at IS NULL";
        Ok(execute!(self, sql, id, account, micros(at))? == 1)
    }

    /// Ends the absences of somebody who leaves a body, and those in which they stand in.
    pub async fn end_delegations_with(&mut self, account: Uuid, body: Uuid, at: DateTime<Utc>) -> StoreResult<u64> {
        self.writable()?;
        let sql =
            "UPDATE case_delegations SET ended_at = $3 WHERE (account_id = $1 OR delegate_id = $1) AND body_id = $2
                   AND ended_at IS NULL";
        execute!(self, sql, account, body, micros(at))
    }

    /// Keeps a try (`track`, `file`) of an address (keyed hash).
    pub async fn add_case_try(&mut self, id: Uuid, what: &str, address: &str, at: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        let sql = "INSERT INTO case_tries (id, what, address, at) VALUES ($1, $2, $3, $4)";
        execute!(self, sql, id, what, address, micros(at))?;
        Ok(())
    }

    /// Tries of an address since then.
    pub async fn case_tries(&mut self, what: &str, address: &str, since: DateTime<Utc>) -> StoreResult<i64> {
        let sql = "SELECT COUNT(*) FROM case_tries WHERE what = $1 AND address = $2 AND at > $3";
        let (count,) = fetch_one!(self, (i64,), sql, what, address, micros(since))?;
        Ok(count)
    }

    /// Forgets tries before an instant: they served their purpose.
    pub async fn forget_case_tries(&mut self, before: DateTime<Utc>) -> StoreResult<u64> {
        self.writable()?;
        execute!(self, "DELETE FROM case_tries WHERE at < $1", micros(before))
    }

    /// Every competent authority with its region, the nearest levels last.
    pub async fn authorities(&mut self) -> StoreResult<Vec<(Uuid, String)>> {
        fetch_all!(
            self,
            (Uuid, String),
            "SELECT b.id, b.region FROM bodies b JOIN body_profiles p ON p.body_id = b.id WHERE p.authority = $1
             AND b.ended_at IS NULL ORDER BY b.region, b.code",
            true
        )
    }
}
