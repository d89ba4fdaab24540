//! 大家在搜: how many different readers search for a term. Readers are hashes of one day and forgotten after it.
use crate::StoreResult;
use crate::sql::storable;
use crate::tx::{Tx, execute, fetch_all, insert_many};
use chrono::NaiveDate;

/// A term many searched for.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PopularTerm {
    pub term: String,
    /// Different readers, summed over the days.
    pub sessions: i64,
}

impl Tx {
    /// Counts searches of a day, given as (term, session); the same reader counts once a day for a term.
    pub async fn record_searches(&mut self, day: NaiveDate, searches: &[(String, String)]) -> StoreResult<()> {
        self.writable()?;
        // In order, so that two writers on PostgreSQL cannot wait for each other.
        let mut searches: Vec<&(String, String)> =
            searches.iter().filter(|(term, session)| storable(term) && storable(session)).collect();
        searches.sort();
        searches.dedup();
        for (term, session) in searches {
            let new = execute!(
                self,
                "INSERT INTO search_term_sessions (day, term, session) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                day,
                term,
                session
            )?;
            if new == 1 {
                insert_many!(
                    self,
                    3,
                    "INSERT INTO search_terms (day, term, sessions) ",
                    [(day, term)],
                    " ON CONFLICT (day, term) DO UPDATE SET sessions = search_terms.sessions + 1",
                    |row| [row.0, row.1, 1_i64]
                )?;
            }
        }
        Ok(())
    }

    /// Terms that at least `least` readers searched for in `[from, to]`, most first, at most `limit`.
    pub async fn popular_terms(
        &mut self,
        from: NaiveDate,
        to: NaiveDate,
        least: i64,
        limit: u32,
    ) -> StoreResult<Vec<PopularTerm>> {
        fetch_all!(
            self,
            PopularTerm,
            "SELECT term, CAST(SUM(sessions) AS BIGINT) AS sessions FROM search_terms WHERE day >= $1 AND day <= $2 GROUP BY term
             HAVING SUM(sessions) >= $3 ORDER BY 2 DESC, term LIMIT $4",
            from,
            to,
            least,
            i64::from(limit)
        )
    }

    /// Forgets who searched before `day`, and what was searched for before `terms_before`.
    pub async fn forget_searches(&mut self, day: NaiveDate, terms_before: NaiveDate) -> StoreResult<()> {
        self.writable()?;
        execute!(self, "DELETE FROM search_term_sessions WHERE day < $1", day)?;
        execute!(self, "DELETE FROM search_terms WHERE day < $1", terms_before)?;
        Ok(())
    }
}
