//! Bodies with a part in a case beside those named in the case itself: the publishers of an application.
use super::{COLUMNS, CaseRow};
use crate::StoreResult;
use crate::tx::{Tx, execute, fetch_all};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

impl Tx {
    /// Says which bodies have a part in a case, and whose turn it is among them. Who is not named any more keeps the part without a turn: a
    /// body may look at what it decided.
    pub async fn put_case_bodies(&mut self, case: Uuid, bodies: &[(Uuid, bool)]) -> StoreResult<()> {
        self.writable()?;
        execute!(self, "UPDATE case_bodies SET turn = $2 WHERE case_id = $1", case, false)?;
        for (body, turn) in bodies {
            execute!(
                self,
                "INSERT INTO case_bodies (case_id, body_id, turn) VALUES ($1, $2, $3)
                 ON CONFLICT (case_id, body_id) DO UPDATE SET turn = excluded.turn",
                case,
                *body,
                *turn
            )?;
        }
        Ok(())
    }

    /// Those bodies, and whether it is their turn.
    pub async fn case_bodies(&mut self, case: Uuid) -> StoreResult<Vec<(Uuid, bool)>> {
        fetch_all!(
            self,
            (Uuid, bool),
            "SELECT body_id, turn FROM case_bodies WHERE case_id = $1 ORDER BY body_id",
            case
        )
    }

    /// A body ended: its successor has its part in a case and its lines of it.
    pub async fn hand_case_part(&mut self, case: Uuid, from: Uuid, to: Uuid) -> StoreResult<()> {
        self.writable()?;
        execute!(
            self,
            "UPDATE case_bodies SET turn = $4 WHERE case_id = $1 AND body_id = $3
             AND EXISTS (SELECT 1 FROM case_bodies o WHERE o.case_id = $1 AND o.body_id = $2 AND o.turn)",
            case,
            from,
            to,
            true
        )?;
        execute!(
            self,
            "DELETE FROM case_bodies WHERE case_id = $1 AND body_id = $2
             AND EXISTS (SELECT 1 FROM case_bodies o WHERE o.case_id = $1 AND o.body_id = $3)",
            case,
            from,
            to
        )?;
        execute!(self, "UPDATE case_bodies SET body_id = $3 WHERE case_id = $1 AND body_id = $2", case, from, to)?;
        let sql = "UPDATE application_lines SET publisher_id = $3 WHERE case_id = $1 AND publisher_id = $2";
        execute!(self, sql, case, from, to)?;
        Ok(())
    }

    /// Applications that ask for a dataset, the newest first.
    pub async fn applications_for(&mut self, dataset: Uuid, limit: u32) -> StoreResult<Vec<CaseRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM cases WHERE id IN (SELECT case_id FROM application_lines WHERE dataset_id = $1)
             ORDER BY filed_at DESC, number DESC LIMIT $2"
        );
        fetch_all!(self, CaseRow, AssertSqlSafe(sql), dataset, i64::from(limit))
    }
}
