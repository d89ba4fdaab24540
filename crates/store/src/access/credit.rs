//! The authority's table of credit entries.
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all, fetch_one, fetch_optional};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::credit::CreditEntry;
use domain::profile::CreditTest;
use uuid::Uuid;

/// An entry and whom it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditRow {
    pub id: Uuid,
    /// Keyed hash of the code or number of the party.
    pub subject: String,
    pub entry: CreditEntry,
    /// Number of the violation case it comes from.
    pub violation: Option<String>,
    pub added: DateTime<Utc>,
}

type Stored =
    (Uuid, String, String, NaiveDate, Option<NaiveDate>, String, Option<String>, Option<String>, DateTime<Utc>);

fn code(test: CreditTest) -> StoreResult<String> {
    match serde_json::to_value(test) {
        Ok(serde_json::Value::String(code)) => Ok(code),
        _ => Err(StoreError::corrupt("credit_entries.test", format!("{test:?}"))),
    }
}

fn row((id, subject, test, from, to, source, grade, violation, added): Stored) -> StoreResult<CreditRow> {
    let known = serde_json::from_value(serde_json::Value::String(test.clone()));
    let test = known.map_err(|_| StoreError::corrupt("credit_entries.test", test))?;
    Ok(CreditRow { id, subject, entry: CreditEntry { test, from, to, source, grade }, violation, added })
}

impl Tx {
    /// Enters what a register or a violation says; the same violation enters once.
    pub async fn add_credit(&mut self, credit: &CreditRow) -> StoreResult<()> {
        self.writable()?;
        execute!(
            self,
            "INSERT INTO credit_entries (id, subject, test, first_day, last_day, source, grade, violation, added_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            credit.id,
            &credit.subject,
            code(credit.entry.test)?,
            credit.entry.from,
            credit.entry.to,
            &credit.entry.source,
            &credit.entry.grade,
            &credit.violation,
            micros(credit.added)
        )?;
        Ok(())
    }

    /// Lifts an entry that stands: it counts until the end of that day (S12). Whether there was one.
    pub async fn lift_credit(&mut self, id: Uuid, last: NaiveDate) -> StoreResult<bool> {
        self.writable()?;
        let sql = "UPDATE credit_entries SET last_day = $2 WHERE id = $1 AND last_day IS NULL";
        Ok(execute!(self, sql, id, last)? == 1)
    }

    /// The entries about a party, ended ones too, the newest first.
    pub async fn credit_of(&mut self, subject: &str) -> StoreResult<Vec<CreditRow>> {
        let rows = fetch_all!(
            self,
            Stored,
            "SELECT id, subject, test, first_day, last_day, source, grade, violation, added_at FROM credit_entries
             WHERE subject = $1 ORDER BY first_day DESC, id",
            subject
        )?;
        rows.into_iter().map(row).collect()
    }

    /// An entry by its id.
    pub async fn credit_entry(&mut self, id: Uuid) -> StoreResult<Option<CreditRow>> {
        let sql = "SELECT id, subject, test, first_day, last_day, source, grade, violation, added_at FROM credit_entries WHERE id = $1";
        fetch_optional!(self, Stored, sql, id)?.map(row).transpose()
    }

    /// All entries, the newest first, or those alone that stand on a day.
    pub async fn credit_entries(
        &mut self,
        standing: Option<NaiveDate>,
        limit: u32,
        offset: u64,
    ) -> StoreResult<Vec<CreditRow>> {
        let rows = fetch_all!(
            self,
            Stored,
            "SELECT id, subject, test, first_day, last_day, source, grade, violation, added_at FROM credit_entries
             WHERE $1 OR (first_day <= $2 AND (last_day IS NULL OR last_day >= $2)) ORDER BY added_at DESC, id DESC LIMIT $3 OFFSET $4",
            standing.is_none(),
            standing.unwrap_or_default(),
            i64::from(limit),
            i64::try_from(offset).unwrap_or(i64::MAX)
        )?;
        rows.into_iter().map(row).collect()
    }

    /// How many entries there are, or stand on a day.
    pub async fn count_credit_entries(&mut self, standing: Option<NaiveDate>) -> StoreResult<i64> {
        let sql = "SELECT COUNT(*) FROM credit_entries WHERE $1 OR (first_day <= $2 AND (last_day IS NULL OR last_day >= $2))";
        Ok(fetch_one!(self, (i64,), sql, standing.is_none(), standing.unwrap_or_default())?.0)
    }
}
