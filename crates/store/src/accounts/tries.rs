//! Tries to sign in: for throttling, and for the owner to look at.
use crate::StoreResult;
use crate::sql::{micros, storable};
use crate::tx::{Tx, execute, fetch_all, fetch_one};
use chrono::{DateTime, Utc};
use domain::account::limits::Tries;
use uuid::Uuid;

/// A try.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SignIn {
    pub id: Uuid,
    /// Blind index of the address typed.
    pub account_index: String,
    pub address: String,
    pub agent: String,
    /// `signed-in`, or why not.
    pub outcome: String,
    pub at: DateTime<Utc>,
}

/// The outcome of a success.
const SIGNED_IN: &str = "signed-in";

impl Tx {
    /// Keeps a try.
    pub async fn add_sign_in(&mut self, one: &SignIn) -> StoreResult<()> {
        self.writable()?;
        let clean = |text: &str| if storable(text) { text.to_owned() } else { text.replace('\0', "\u{fffd}") };
        execute!(
            self,
            "INSERT INTO sign_ins (id, account_index, address, agent, outcome, at) VALUES ($1, $2, $3, $4, $5, $6)",
            one.id,
            &one.account_index,
            clean(&one.address),
            clean(&one.agent),
            &one.outcome,
            micros(one.at)
        )?;
        Ok(())
    }

    /// Failed tries since then: of account and address together (after their last success together), of each alone.
    pub async fn tries(&mut self, account: &str, address: &str, since: DateTime<Utc>) -> StoreResult<Tries> {
        let since = micros(since);
        let (pair, pair_last) = fetch_one!(
            self,
            (i64, Option<DateTime<Utc>>),
            "SELECT COUNT(*), MAX(at) FROM sign_ins s WHERE account_index = $1 AND address = $2 AND at > $3 AND outcome LIKE 'wrong-%'
             AND NOT EXISTS (SELECT 1 FROM sign_ins g WHERE g.account_index = $1 AND g.address = $2 AND g.outcome = $4 AND g.at >= s.at)",
            account,
            address,
            since,
            SIGNED_IN
        )?;
        let (of_address, address_last) = fetch_one!(
            self,
            (i64, Option<DateTime<Utc>>),
            "SELECT COUNT(*), MAX(at) FROM sign_ins WHERE address = $1 AND at > $2 AND outcome LIKE 'wrong-%'",
            address,
            since
        )?;
        let (of_account,) = fetch_one!(
            self,
            (i64,),
            "SELECT COUNT(*) FROM sign_ins WHERE account_index = $1 AND at > $2 AND outcome LIKE 'wrong-%'",
            account,
            since
        )?;
        let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(Tries { pair: count(pair), pair_last, address: count(of_address), address_last, account: count(of_account) })
    }

    /// Wrong codes of the second factor since then, from anywhere.
    pub async fn wrong_codes(&mut self, account: &str, since: DateTime<Utc>) -> StoreResult<i64> {
        let sql = "SELECT COUNT(*) FROM sign_ins WHERE account_index = $1 AND at > $2 AND outcome = 'wrong-code'";
        Ok(fetch_one!(self, (i64,), sql, account, micros(since))?.0)
    }

    /// The newest tries of an account, at most `limit`.
    pub async fn sign_ins(&mut self, account: &str, limit: u32) -> StoreResult<Vec<SignIn>> {
        fetch_all!(
            self,
            SignIn,
            "SELECT id, account_index, address, agent, outcome, at FROM sign_ins WHERE account_index = $1 ORDER BY at DESC, id DESC LIMIT $2",
            account,
            i64::from(limit)
        )
    }

    /// Forgets tries of before then.
    pub async fn forget_sign_ins(&mut self, before: DateTime<Utc>) -> StoreResult<u64> {
        self.writable()?;
        execute!(self, "DELETE FROM sign_ins WHERE at < $1", micros(before))
    }
}
