//! Keys of systems.
use super::{read, write};
use crate::StoreResult;
use crate::sql::{micros, storable};
use crate::tx::{Tx, execute, fetch_all, fetch_optional};
use chrono::{DateTime, Utc};
use domain::access::delivery::ApiKey;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

const KEY: &str = "id, party_id, agreement, prefix, hash, label, system, addresses, made_at, made_by, replaces, retires_at, revoked_at, expires_at, used_at, used_from";

#[derive(sqlx::FromRow)]
struct KeyRow {
    id: Uuid,
    party_id: Uuid,
    agreement: String,
    prefix: String,
    hash: String,
    label: String,
    system: String,
    addresses: String,
    made_at: DateTime<Utc>,
    made_by: Uuid,
    replaces: Option<Uuid>,
    retires_at: Option<DateTime<Utc>>,
    revoked_at: Option<DateTime<Utc>>,
    expires_at: Option<DateTime<Utc>>,
    used_at: Option<DateTime<Utc>>,
    used_from: Option<String>,
}

impl KeyRow {
    fn key(self) -> StoreResult<ApiKey> {
        Ok(ApiKey {
            id: self.id,
            party: self.party_id,
            agreement: self.agreement,
            prefix: self.prefix,
            hash: self.hash,
            label: self.label,
            system: self.system,
            addresses: read(&self.addresses, 0, 0, "api_keys.addresses")?,
            made: self.made_at,
            made_by: self.made_by,
            replaces: self.replaces,
            retires: self.retires_at,
            revoked: self.revoked_at,
            expires: self.expires_at,
            used: self.used_at.map(|at| (at, self.used_from.unwrap_or_default())),
        })
    }
}

impl Tx {
    /// Stores a new key.
    pub async fn add_api_key(&mut self, key: &ApiKey) -> StoreResult<()> {
        self.writable()?;
        execute!(
            self,
            "INSERT INTO api_keys (id, party_id, agreement, prefix, hash, label, system, addresses, made_at, made_by, replaces, retires_at, revoked_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            key.id,
            key.party,
            &key.agreement,
            &key.prefix,
            &key.hash,
            &key.label,
            &key.system,
            write(&key.addresses, "api_keys.addresses")?,
            micros(key.made),
            key.made_by,
            key.replaces,
            key.retires.map(micros),
            key.revoked.map(micros),
            key.expires.map(micros)
        )?;
        Ok(())
    }

    /// The key with this hash, whether it works or not.
    pub async fn api_key_by_hash(&mut self, hash: &str) -> StoreResult<Option<ApiKey>> {
        if !storable(hash) {
            return Ok(None);
        }
        let sql = format!("SELECT {KEY} FROM api_keys WHERE hash = $1");
        fetch_optional!(self, KeyRow, AssertSqlSafe(sql), hash)?.map(KeyRow::key).transpose()
    }

    /// The keys of a party, the newest first.
    pub async fn api_keys_of(&mut self, party: Uuid) -> StoreResult<Vec<ApiKey>> {
        let sql = format!("SELECT {KEY} FROM api_keys WHERE party_id = $1 ORDER BY made_at DESC, id DESC");
        fetch_all!(self, KeyRow, AssertSqlSafe(sql), party)?.into_iter().map(KeyRow::key).collect()
    }

    /// Another key takes its place: it works until then. `false` where it has ended already.
    pub async fn retire_api_key(&mut self, id: Uuid, at: DateTime<Utc>) -> StoreResult<bool> {
        self.writable()?;
        let touched = execute!(
            self,
            "UPDATE api_keys SET retires_at = $2 WHERE id = $1 AND retires_at IS NULL AND revoked_at IS NULL",
            id,
            micros(at)
        )?;
        Ok(touched == 1)
    }

    /// It does not work any more. `false` where it was revoked before.
    pub async fn revoke_api_key(&mut self, id: Uuid, at: DateTime<Utc>) -> StoreResult<bool> {
        self.writable()?;
        let touched =
            execute!(self, "UPDATE api_keys SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", id, micros(at))?;
        Ok(touched == 1)
    }

    /// A call came with it.
    pub async fn api_key_used(&mut self, id: Uuid, at: DateTime<Utc>, address: &str) -> StoreResult<()> {
        self.writable()?;
        execute!(self, "UPDATE api_keys SET used_at = $2, used_from = $3 WHERE id = $1", id, micros(at), address)?;
        Ok(())
    }
}
