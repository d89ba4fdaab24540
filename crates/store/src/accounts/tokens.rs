//! What links in mails carry. Only hashes are kept.
use crate::StoreResult;
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_one, fetch_optional};
use chrono::{DateTime, Utc};
use uuid::Uuid;

domain::code_list! {
    /// What a link does.
    TokenPurpose {
        Confirm = "confirm",
        Reset = "reset",
        ChangeEmail = "change-email",
    }
}

impl Tx {
    /// Enters a link; older ones of the same purpose stop working.
    pub async fn add_token(
        &mut self,
        hash: &str,
        account: Uuid,
        purpose: TokenPurpose,
        at: DateTime<Utc>,
        expires: DateTime<Utc>,
    ) -> StoreResult<()> {
        self.writable()?;
        let (at, expires) = (micros(at), micros(expires));
        self.drop_tokens(account, purpose, at).await?;
        execute!(
            self,
            "INSERT INTO account_tokens (hash, account_id, purpose, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
            hash,
            account,
            purpose.code(),
            at,
            expires
        )?;
        Ok(())
    }

    /// Links of a purpose stop working.
    pub async fn drop_tokens(&mut self, account: Uuid, purpose: TokenPurpose, at: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        let sql = "UPDATE account_tokens SET used_at = $3 WHERE account_id = $1 AND purpose = $2 AND used_at IS NULL";
        execute!(self, sql, account, purpose.code(), micros(at))?;
        Ok(())
    }

    /// Uses a link up: whose it is, or `None` when it was used, is too old, or never was.
    pub async fn take_token(
        &mut self,
        hash: &str,
        purpose: TokenPurpose,
        at: DateTime<Utc>,
    ) -> StoreResult<Option<Uuid>> {
        self.writable()?;
        let found = fetch_optional!(
            self,
            (Uuid,),
            "UPDATE account_tokens SET used_at = $3 WHERE hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3
             RETURNING account_id",
            hash,
            purpose.code(),
            micros(at)
        )?;
        Ok(found.map(|(account,)| account))
    }

    /// Links made for an account since then: so that nobody has mailboxes filled through the portal.
    pub async fn tokens_since(
        &mut self,
        account: Uuid,
        purpose: TokenPurpose,
        since: DateTime<Utc>,
    ) -> StoreResult<i64> {
        let sql = "SELECT COUNT(*) FROM account_tokens WHERE account_id = $1 AND purpose = $2 AND created_at > $3";
        Ok(fetch_one!(self, (i64,), sql, account, purpose.code(), micros(since))?.0)
    }
}
