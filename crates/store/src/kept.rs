//! Forms that came after their session had ended: kept for a short while, so that nothing typed is lost over signing in again.
use crate::StoreResult;
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_one, fetch_optional};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A kept form.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct KeptForm {
    pub id: Uuid,
    /// Hex SHA-256 of the value of the cookie that it comes back by.
    pub hash: String,
    /// Whose session had ended, where that is known: nobody else gets it.
    #[sqlx(rename = "account_id")]
    pub account: Option<Uuid>,
    /// The address it was sent to, without language, with its query.
    pub path: String,
    /// Sealed, `kept_forms.data:<id>`.
    pub data: Vec<u8>,
    #[sqlx(rename = "expires_at")]
    pub expires: DateTime<Utc>,
}

impl Tx {
    /// Keeps a form.
    pub async fn keep_form(&mut self, form: &KeptForm) -> StoreResult<()> {
        self.writable()?;
        execute!(
            self,
            "INSERT INTO kept_forms (id, hash, account_id, path, data, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
            form.id,
            &form.hash,
            form.account,
            &form.path,
            &form.data,
            micros(form.expires)
        )?;
        Ok(())
    }

    /// How many forms are kept of an account; of nobody known, for `None`.
    pub async fn kept_forms(&mut self, account: Option<Uuid>) -> StoreResult<i64> {
        let sql = "SELECT COUNT(*) FROM kept_forms WHERE account_id = $1 OR (account_id IS NULL AND $1 IS NULL)";
        let (count,) = fetch_one!(self, (i64,), sql, account)?;
        Ok(count)
    }

    /// The form of a cookie, while it is kept.
    pub async fn kept_form(&mut self, hash: &str, at: DateTime<Utc>) -> StoreResult<Option<KeptForm>> {
        let sql =
            "SELECT id, hash, account_id, path, data, expires_at FROM kept_forms WHERE hash = $1 AND expires_at > $2";
        fetch_optional!(self, KeptForm, sql, hash, micros(at))
    }

    /// Forgets a form: it is back with its sender.
    pub async fn forget_form(&mut self, id: Uuid) -> StoreResult<()> {
        self.writable()?;
        execute!(self, "DELETE FROM kept_forms WHERE id = $1", id)?;
        Ok(())
    }

    /// Forgets forms that nobody came back for.
    pub async fn forget_forms(&mut self, before: DateTime<Utc>) -> StoreResult<u64> {
        self.writable()?;
        execute!(self, "DELETE FROM kept_forms WHERE expires_at <= $1", micros(before))
    }
}
