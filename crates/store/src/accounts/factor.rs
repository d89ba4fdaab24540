//! The second factor: the secret of the app, the last step a code was taken of, recovery codes.
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_one, insert_many};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};
use uuid::Uuid;

impl Tx {
    /// Sets the secret (sealed) or takes it off; whatever was said of a lost one is forgotten, and so are the recovery codes when it goes.
    pub async fn set_totp(&mut self, account: Uuid, sealed: Option<&[u8]>, at: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        let touched = execute!(
            self,
            "UPDATE accounts SET totp = $2, totp_step = NULL, totp_ends_at = NULL, changed_at = $3 WHERE id = $1 AND state <> 'closed'",
            account,
            sealed,
            micros(at)
        )?;
        if sealed.is_none() {
            execute!(self, "DELETE FROM recovery_codes WHERE account_id = $1", account)?;
        }
        if touched == 1 { Ok(()) } else { Err(StoreError::not_found("account", account.to_string())) }
    }

    /// Takes a time step; `false` when a code of it or of a later one was taken before. Two requests at once: one gets it.
    pub async fn take_totp_step(&mut self, account: Uuid, step: i64) -> StoreResult<bool> {
        self.writable()?;
        let sql = "UPDATE accounts SET totp_step = $2 WHERE id = $1 AND (totp_step IS NULL OR totp_step < $2)";
        Ok(execute!(self, sql, account, step)? == 1)
    }

    /// The second factor ends then; `None`: it was found again.
    pub async fn set_totp_end(&mut self, account: Uuid, ends: Option<DateTime<Utc>>) -> StoreResult<()> {
        self.writable()?;
        let sql = "UPDATE accounts SET totp_ends_at = $2 WHERE id = $1 AND totp IS NOT NULL";
        execute!(self, sql, account, ends.map(micros))?;
        Ok(())
    }

    /// Puts these codes (blind indexes) into the place of all older ones.
    pub async fn put_recovery_codes(&mut self, account: Uuid, codes: &[String]) -> StoreResult<()> {
        self.writable()?;
        execute!(self, "DELETE FROM recovery_codes WHERE account_id = $1", account)?;
        insert_many!(self, 2, "INSERT INTO recovery_codes (account_id, code_index) ", codes, "", |code| [
            account, code
        ])?;
        Ok(())
    }

    /// Uses a code up; `false` when there is none, or none any more.
    pub async fn take_recovery_code(&mut self, account: Uuid, code: &str, at: DateTime<Utc>) -> StoreResult<bool> {
        self.writable()?;
        let sql =
            "UPDATE recovery_codes SET used_at = $3 WHERE account_id = $1 AND code_index = $2 AND used_at IS NULL";
        Ok(execute!(self, sql, account, code, micros(at))? == 1)
    }

    /// Codes that can still be used.
    pub async fn recovery_codes_left(&mut self, account: Uuid) -> StoreResult<i64> {
        let sql = "SELECT COUNT(*) FROM recovery_codes WHERE account_id = $1 AND used_at IS NULL";
        Ok(fetch_one!(self, (i64,), sql, account)?.0)
    }
}
