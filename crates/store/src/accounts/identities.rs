//! Identities at providers of sign-in: whose account each is. A subject is found by its blind index.
use crate::StoreResult;
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all, fetch_optional};
use chrono::{DateTime, Utc};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// An identity that signs in to an account.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ProviderIdentity {
    pub id: Uuid,
    #[sqlx(rename = "account_id")]
    pub account: Uuid,
    /// Name of the provider in the configuration.
    pub provider: String,
    /// Blind index of issuer and subject.
    pub subject_index: String,
    /// What the provider calls the person; sealed, `provider_identities.shown:<id>`.
    pub shown: Vec<u8>,
    #[sqlx(rename = "linked_at")]
    pub linked: DateTime<Utc>,
    #[sqlx(rename = "used_at")]
    pub used: Option<DateTime<Utc>>,
}

const IDENTITY: &str = "id, account_id, provider, subject_index, shown, linked_at, used_at";

impl Tx {
    /// Links an identity. [`crate::StoreError::Conflict`] when it belongs to an account already, or the account has one of this provider.
    pub async fn add_provider_identity(&mut self, one: &ProviderIdentity) -> StoreResult<()> {
        self.writable()?;
        execute!(
            self,
            "INSERT INTO provider_identities (id, account_id, provider, subject_index, shown, linked_at, used_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            one.id,
            one.account,
            &one.provider,
            &one.subject_index,
            &one.shown,
            micros(one.linked),
            one.used.map(micros)
        )?;
        Ok(())
    }

    /// The identity of a subject.
    pub async fn provider_identity(&mut self, subject_index: &str) -> StoreResult<Option<ProviderIdentity>> {
        let sql = format!("SELECT {IDENTITY} FROM provider_identities WHERE subject_index = $1");
        fetch_optional!(self, ProviderIdentity, AssertSqlSafe(sql), subject_index)
    }

    /// Identities of an account, the oldest first.
    pub async fn provider_identities_of(&mut self, account: Uuid) -> StoreResult<Vec<ProviderIdentity>> {
        let sql = format!("SELECT {IDENTITY} FROM provider_identities WHERE account_id = $1 ORDER BY linked_at, id");
        fetch_all!(self, ProviderIdentity, AssertSqlSafe(sql), account)
    }

    /// The identity was signed in with.
    pub async fn use_provider_identity(&mut self, id: Uuid, at: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        execute!(self, "UPDATE provider_identities SET used_at = $2 WHERE id = $1", id, micros(at))?;
        Ok(())
    }

    /// Takes one off an account; `false` if it has none of this id.
    pub async fn drop_provider_identity(&mut self, account: Uuid, id: Uuid) -> StoreResult<bool> {
        self.writable()?;
        Ok(execute!(self, "DELETE FROM provider_identities WHERE account_id = $1 AND id = $2", account, id)? == 1)
    }

    /// Takes all off an account; how many there were.
    pub async fn drop_provider_identities(&mut self, account: Uuid) -> StoreResult<u64> {
        self.writable()?;
        execute!(self, "DELETE FROM provider_identities WHERE account_id = $1", account)
    }
}
