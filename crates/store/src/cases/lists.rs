//! Lists of cases: of a party, of a body, and what both are made of.
use super::{COLUMNS, CaseRow};
use crate::StoreResult;
use crate::sql::{micros, unsigned};
use crate::tx::{Tx, execute, fetch_all, fetch_one};
use chrono::{DateTime, Utc};
use domain::cases::CaseKind;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A body has a part in a case: it received it, it was forwarded there, it has it, or some of it is its business.
pub(super) const INVOLVED: &str = "(authority_id = $1 OR above_id = $1 OR handler_id = $1
     OR EXISTS (SELECT 1 FROM case_bodies o WHERE o.case_id = cases.id AND o.body_id = $1))";

/// It is the body's turn, alone or beside others.
pub(crate) const TURN: &str = "(COALESCE(with_id = $1, FALSE)
     OR EXISTS (SELECT 1 FROM case_bodies t WHERE t.case_id = cases.id AND t.body_id = $1 AND t.turn))";

/// People as a list of hexadecimal literals: ids of ours, never typed by anybody.
pub(crate) fn literals(people: &[Uuid], postgres: bool) -> String {
    if people.is_empty() {
        return "NULL".into();
    }
    let one = |id: &Uuid| if postgres { format!("'{id}'::uuid") } else { format!("x'{}'", id.simple()) };
    people.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What the party of a case knows of: a suspicion that nobody has confirmed is the offices' (B16).
const TOLD: &str = "NOT (kind = 'WG' AND state IN ('suspected', 'dismissed'))";

impl Tx {
    /// Every case of a kind about a party, those it was not told of too; for decisions, not for its eyes.
    pub async fn cases_about(&mut self, party: Uuid, kind: CaseKind) -> StoreResult<Vec<CaseRow>> {
        let sql = format!("SELECT {COLUMNS} FROM cases WHERE party_id = $1 AND kind = $2 ORDER BY filed_at, number");
        fetch_all!(self, CaseRow, AssertSqlSafe(sql), party, kind.code())
    }

    /// Running cases of a kind in a state, the next due first.
    pub async fn cases_in(&mut self, kind: CaseKind, state: &str) -> StoreResult<Vec<CaseRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM cases WHERE kind = $1 AND state = $2 AND closed_at IS NULL ORDER BY due_at, number"
        );
        fetch_all!(self, CaseRow, AssertSqlSafe(sql), kind.code(), state)
    }

    /// Cases of a party, running ones first, newest first.
    pub async fn cases_of(&mut self, party: Uuid, skip: u32, limit: u32) -> StoreResult<Vec<CaseRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM cases WHERE party_id = $1 AND {TOLD} ORDER BY (closed_at IS NOT NULL), filed_at DESC, number DESC LIMIT $2 OFFSET $3"
        );
        fetch_all!(self, CaseRow, AssertSqlSafe(sql), party, i64::from(limit), i64::from(skip))
    }

    /// How many cases a party has (an agreement in force is nobody's turn), and in how many of them (states `turn`) it is the party's turn.
    pub async fn count_cases_of(&mut self, party: Uuid) -> StoreResult<(u64, u64)> {
        let sql = format!(
            "SELECT COUNT(*), COUNT(*) FILTER (WHERE closed_at IS NULL AND with_id IS NULL
             AND state NOT IN ('active', 'termination-noticed')
             OR kind = 'SQ' AND state = 'approved' AND EXISTS (SELECT 1 FROM agreements a JOIN cases c ON c.id = a.case_id
             WHERE a.application_id = cases.id AND a.version = 1 AND c.state = 'pending-click'))
             FROM cases WHERE party_id = $1 AND {TOLD}"
        );
        let (all, yours) = fetch_one!(self, (i64, i64), AssertSqlSafe(sql), party)?;
        Ok((unsigned(all, "count")?, unsigned(yours, "count")?))
    }

    /// Open cases in which a body has a part as authority, as the level above, or as the one that has it; the oldest first.
    pub async fn open_cases_of_body(&mut self, body: Uuid) -> StoreResult<Vec<CaseRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM cases WHERE closed_at IS NULL AND ({INVOLVED} OR with_id = $1) ORDER BY filed_at, number"
        );
        fetch_all!(self, CaseRow, AssertSqlSafe(sql), body)
    }

    /// Another authority stands in the place of the one that received a case.
    pub async fn set_case_authority(&mut self, case: Uuid, authority: Uuid) -> StoreResult<()> {
        self.writable()?;
        execute!(self, "UPDATE cases SET authority_id = $2 WHERE id = $1", case, authority)?;
        Ok(())
    }

    /// What a case is called, says and whom it asks, as a supplement corrected it; the version moves with the command it belongs to.
    pub async fn set_case_content(&mut self, case: &CaseRow) -> StoreResult<()> {
        self.writable()?;
        execute!(
            self,
            "UPDATE cases SET title = $2, content = $3, applicant = $4 WHERE id = $1",
            case.id,
            &case.title,
            &case.content,
            &case.applicant
        )?;
        Ok(())
    }

    /// Somebody no longer works for a body: the open cases in their charge there are nobody's again, those too that wait for the
    /// other side just now. How many.
    pub async fn release_cases(&mut self, account: Uuid, body: Uuid, at: DateTime<Utc>) -> StoreResult<u64> {
        self.writable()?;
        execute!(
            self,
            AssertSqlSafe(format!(
                "UPDATE cases SET assignee_id = NULL, changed_at = $3, version = version + 1
             WHERE assignee_id = $2 AND closed_at IS NULL AND (with_id = $1 OR (with_id IS NULL AND {INVOLVED}))"
            )),
            body,
            account,
            micros(at)
        )
    }
}
