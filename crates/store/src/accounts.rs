//! Accounts: one person's login each. What is personal comes and goes sealed; addresses are found by their blind index.
mod factor;
mod identities;
mod manage;
mod tokens;
mod tries;

pub use identities::ProviderIdentity;
pub use manage::Suspended;
pub use tokens::TokenPurpose;
pub use tries::SignIn;

use crate::codes::code;
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all, fetch_one, fetch_optional};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};
use domain::account::AccountState;
use domain::locale::Locale;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// One person's login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub id: Uuid,
    /// The person.
    pub party: Uuid,
    /// Sealed, `accounts.email:<id>`.
    pub email: Vec<u8>,
    pub email_index: String,
    pub email_confirmed: bool,
    /// A new address that waits for its link; sealed, `accounts.email_new:<id>`.
    pub email_new: Option<Vec<u8>>,
    /// Argon2id, PHC notation.
    pub password: Option<String>,
    pub state: AccountState,
    pub locale: Locale,
    /// Secret of the second factor; sealed, `accounts.totp:<id>`.
    pub totp: Option<Vec<u8>>,
    /// The second factor was reported lost and ends then.
    pub totp_ends: Option<DateTime<Utc>>,
    pub created: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    id: Uuid,
    party_id: Uuid,
    email: Vec<u8>,
    email_index: String,
    email_confirmed: bool,
    email_new: Option<Vec<u8>>,
    password: Option<String>,
    state: String,
    locale: String,
    totp: Option<Vec<u8>>,
    totp_ends_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
}

const ACCOUNT: &str = "id, party_id, email, email_index, email_confirmed, email_new, password, state, locale, totp, totp_ends_at, created_at";

impl AccountRow {
    fn account(self) -> StoreResult<Account> {
        Ok(Account {
            state: code("accounts.state", &self.state)?,
            locale: [Locale::ZhCn, Locale::En]
                .into_iter()
                .find(|known| known.tag() == self.locale)
                .ok_or_else(|| StoreError::corrupt("accounts.locale", &self.locale))?,
            id: self.id,
            party: self.party_id,
            email: self.email,
            email_index: self.email_index,
            email_confirmed: self.email_confirmed,
            email_new: self.email_new,
            password: self.password,
            totp: self.totp,
            totp_ends: self.totp_ends_at,
            created: self.created_at,
        })
    }
}

impl Tx {
    /// Enters an account. [`StoreError::Conflict`] when the address has one already.
    pub async fn add_account(&mut self, account: &Account) -> StoreResult<()> {
        self.writable()?;
        execute!(
            self,
            "INSERT INTO accounts (id, party_id, email, email_index, email_confirmed, password, state, locale, totp, created_at, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
            account.id,
            account.party,
            &account.email,
            &account.email_index,
            account.email_confirmed,
            &account.password,
            account.state.code(),
            account.locale.tag(),
            &account.totp,
            micros(account.created)
        )?;
        Ok(())
    }

    /// An account by its id, closed ones included.
    pub async fn account(&mut self, id: Uuid) -> StoreResult<Option<Account>> {
        let sql = format!("SELECT {ACCOUNT} FROM accounts WHERE id = $1");
        fetch_optional!(self, AccountRow, AssertSqlSafe(sql), id)?.map(AccountRow::account).transpose()
    }

    /// The account of an address that is not closed.
    pub async fn account_by_email(&mut self, index: &str) -> StoreResult<Option<Account>> {
        let sql = format!("SELECT {ACCOUNT} FROM accounts WHERE email_index = $1 AND state <> 'closed'");
        fetch_optional!(self, AccountRow, AssertSqlSafe(sql), index)?.map(AccountRow::account).transpose()
    }

    /// The accounts of a person.
    pub async fn accounts_of_person(&mut self, party: Uuid) -> StoreResult<Vec<Account>> {
        let sql = format!("SELECT {ACCOUNT} FROM accounts WHERE party_id = $1 ORDER BY created_at, id");
        fetch_all!(self, AccountRow, AssertSqlSafe(sql), party)?.into_iter().map(AccountRow::account).collect()
    }

    /// How many accounts there are that are not closed.
    pub async fn account_count(&mut self) -> StoreResult<i64> {
        let (count,) = fetch_one!(self, (i64,), "SELECT COUNT(*) FROM accounts WHERE state <> 'closed'")?;
        Ok(count)
    }

    /// Sets the password (PHC notation).
    pub async fn set_password(&mut self, account: Uuid, password: &str, at: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        let sql = "UPDATE accounts SET password = $2, changed_at = $3 WHERE id = $1 AND state <> 'closed'";
        one(execute!(self, sql, account, password, micros(at))?, account)
    }

    /// The address is the person's: a registered account becomes active.
    pub async fn confirm_email(&mut self, account: Uuid, at: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        let touched = execute!(
            self,
            "UPDATE accounts SET email_confirmed = $3, changed_at = $2, state = CASE state WHEN 'registered' THEN 'active' ELSE state END
             WHERE id = $1 AND state <> 'closed'",
            account,
            micros(at),
            true
        )?;
        one(touched, account)
    }

    /// Notes a new address (sealed) that waits for its link; `None` takes it back.
    pub async fn set_new_email(&mut self, account: Uuid, sealed: Option<&[u8]>, at: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        let sql = "UPDATE accounts SET email_new = $2, changed_at = $3 WHERE id = $1 AND state <> 'closed'";
        one(execute!(self, sql, account, sealed, micros(at))?, account)
    }

    /// The new address takes the place of the old one. [`StoreError::Conflict`] when it has an account by now.
    pub async fn replace_email(
        &mut self,
        account: Uuid,
        sealed: &[u8],
        index: &str,
        at: DateTime<Utc>,
    ) -> StoreResult<()> {
        self.writable()?;
        let touched = execute!(
            self,
            "UPDATE accounts SET email = $2, email_index = $3, email_confirmed = $5, email_new = NULL, changed_at = $4,
             state = CASE state WHEN 'registered' THEN 'active' ELSE state END WHERE id = $1 AND state <> 'closed'",
            account,
            sealed,
            index,
            micros(at),
            true
        )?;
        one(touched, account)
    }

    /// Closes an account: password, second factor, codes and sessions go, memberships end. The party stays, since its cases do.
    pub async fn close_account(&mut self, account: Uuid, at: DateTime<Utc>) -> StoreResult<()> {
        self.writable()?;
        let at = micros(at);
        let touched = execute!(
            self,
            "UPDATE accounts SET state = 'closed', password = NULL, totp = NULL, email_new = NULL, changed_at = $2, closed_at = $2
             WHERE id = $1 AND state <> 'closed'",
            account,
            at
        )?;
        one(touched, account)?;
        execute!(self, "DELETE FROM recovery_codes WHERE account_id = $1", account)?;
        execute!(self, "DELETE FROM sessions WHERE account_id = $1", account)?;
        execute!(self, "DELETE FROM account_tokens WHERE account_id = $1", account)?;
        self.drop_provider_identities(account).await?;
        execute!(self, "UPDATE memberships SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL", account, at)?;
        execute!(self, "UPDATE staff SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL", account, at)?;
        Ok(())
    }
}

fn one(touched: u64, id: Uuid) -> StoreResult<()> {
    if touched == 1 { Ok(()) } else { Err(StoreError::not_found("account", id.to_string())) }
}
