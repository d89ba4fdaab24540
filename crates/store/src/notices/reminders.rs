//! Which reminders of a clock went out.
use crate::StoreResult;
use crate::sql::micros;
use crate::tx::{Tx, execute};
use chrono::{DateTime, NaiveDate, Utc};
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
}
