//! Accounts as the system administrators see them.
use super::{ACCOUNT, Account, AccountRow};
use crate::StoreResult;
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all, fetch_one, fetch_optional};
use chrono::{DateTime, Utc};
use domain::account::AccountState;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Why an account is suspended.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Suspended {
    #[sqlx(rename = "suspended_at")]
    pub since: DateTime<Utc>,
    /// Sealed, `accounts.suspended_reason:<id>`.
    #[sqlx(rename = "suspended_reason")]
    pub reason: Vec<u8>,
}

impl Tx {
    /// Accounts of a state (of all states), the newest first, and how many there are.
    pub async fn accounts(
        &mut self,
        state: Option<AccountState>,
        skip: u32,
        limit: u32,
    ) -> StoreResult<(Vec<Account>, i64)> {
        let state = state.map(AccountState::code);
        let sql = format!(
            "SELECT {ACCOUNT} FROM accounts WHERE ($1 IS NULL OR state = $1) ORDER BY created_at DESC, id DESC LIMIT $2 OFFSET $3"
        );
        let rows = fetch_all!(self, AccountRow, AssertSqlSafe(sql), state, i64::from(limit), i64::from(skip))?;
        let count = "SELECT COUNT(*) FROM accounts WHERE ($1 IS NULL OR state = $1)";
        let (total,) = fetch_one!(self, (i64,), count, state)?;
        Ok((rows.into_iter().map(AccountRow::account).collect::<StoreResult<_>>()?, total))
    }

    /// Suspends an account; `false` if it is suspended or closed. Its sessions end with it.
    pub async fn suspend_account(&mut self, account: Uuid, reason: &[u8], at: DateTime<Utc>) -> StoreResult<bool> {
        self.writable()?;
        let touched = execute!(
            self,
            "UPDATE accounts SET state = 'suspended', suspended_at = $2, suspended_reason = $3, changed_at = $2
             WHERE id = $1 AND state IN ('registered', 'active')",
            account,
            micros(at),
            reason
        )?;
        execute!(self, "DELETE FROM sessions WHERE account_id = $1", account)?;
        execute!(self, "DELETE FROM account_tokens WHERE account_id = $1", account)?;
        Ok(touched == 1)
    }

    /// Restores a suspended account; `false` if it is none.
    pub async fn restore_account(&mut self, account: Uuid, at: DateTime<Utc>) -> StoreResult<bool> {
        self.writable()?;
        let touched = execute!(
            self,
            "UPDATE accounts SET state = CASE WHEN email_confirmed THEN 'active' ELSE 'registered' END, suspended_at = NULL,
             suspended_reason = NULL, changed_at = $2 WHERE id = $1 AND state = 'suspended'",
            account,
            micros(at)
        )?;
        Ok(touched == 1)
    }

    /// Since when and why an account is suspended.
    pub async fn suspension_of(&mut self, account: Uuid) -> StoreResult<Option<Suspended>> {
        let sql = "SELECT suspended_at, suspended_reason FROM accounts WHERE id = $1 AND suspended_at IS NOT NULL
                   AND suspended_reason IS NOT NULL";
        fetch_optional!(self, Suspended, sql, account)
    }
}
