//! Which reminders of a clock went out.
use crate::StoreResult;
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::HashSet;
use uuid::Uuid;

impl Tx {
    /// Notes a reminder; `false` if it went out before. A new due date (an extension, a new calendar) is reminded of anew.
    pub async fn note_reminder(
        &mut self,
        clock: Uuid,
        stage: &str,
        due: NaiveDate,
        at: DateTime<Utc>,
    ) -> StoreResult<bool> {
        self.writable()?;
        let added = execute!(
            self,
            "INSERT INTO clock_reminders (clock_id, stage, due, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            clock,
            stage,
            due.to_string(),
            micros(at)
        )?;
        Ok(added == 1)
    }

    /// The reminders noted of clocks that run: clock, stage, due date.
    pub async fn noted_reminders(&mut self) -> StoreResult<HashSet<(Uuid, String, String)>> {
        let sql = "SELECT r.clock_id, r.stage, r.due FROM clock_reminders r JOIN case_clocks c ON c.id = r.clock_id WHERE c.open = $1";
        let rows = fetch_all!(self, (Uuid, String, String), sql, true)?;
        Ok(rows.into_iter().collect())
    }
}
