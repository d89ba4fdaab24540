//! The list of violations an office has a part in (R-133…R-138), by state, last day and credit record.
use super::Whose;
use crate::StoreResult;
use crate::cases::{COLUMNS, CaseRow, TURN};
use crate::sql::{micros, unsigned};
use crate::tx::{Tx, fetch_all, fetch_one};
use chrono::{DateTime, Utc};
use domain::access::violation::{Group, StateCode};
use sqlx::AssertSqlSafe;

/// The day to rectify is over; `$2` = now.
const OVERDUE: &str = "(state = 'rectification-ordered' AND COALESCE(due_at <= $2, FALSE))";

/// All, and each group, in the order of [`Group::ALL`].
type Counts = (i64, i64, i64, i64, i64, i64, i64, i64);
const _: () = assert!(Group::ALL.len() == 7, "a count of each group");

/// Condition over `$1` and `$2`.
fn shown(group: Option<Group>) -> String {
    let state = |state: StateCode| format!("state = '{}'", state.code());
    match group {
        None => "1 = 1".into(),
        Some(Group::Yours) => format!("(closed_at IS NULL AND {TURN})"),
        Some(Group::Suspected) => state(StateCode::Suspected),
        Some(Group::Rectifying) => state(StateCode::Ordered),
        Some(Group::Overdue) => OVERDUE.into(),
        Some(Group::HandedIn) => state(StateCode::HandedIn),
        Some(Group::Credit) => {
            "EXISTS (SELECT 1 FROM credit_entries c WHERE c.violation = cases.number AND c.last_day IS NULL)".into()
        }
        Some(Group::Over) => "state IN ('restored', 'terminated', 'referred', 'dismissed')".into(),
    }
}

impl Tx {
    /// A page of the list: what waits for the office first, then what is due next.
    pub async fn violation_list(
        &mut self,
        whose: Whose<'_>,
        group: Option<Group>,
        now: DateTime<Utc>,
        (skip, limit): (u32, u32),
    ) -> StoreResult<Vec<CaseRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM cases WHERE kind = 'WG' AND {} AND {}
             ORDER BY (closed_at IS NOT NULL), (NOT {OVERDUE}), (NOT {TURN}), (due_at IS NULL), due_at, filed_at DESC, number DESC
             LIMIT $3 OFFSET $4",
            whose.condition(self.is_postgres()),
            shown(group)
        );
        fetch_all!(self, CaseRow, AssertSqlSafe(sql), whose.id(), micros(now), i64::from(limit), i64::from(skip))
    }

    /// How many there are: of each group, and all of them first.
    pub async fn violation_counts(
        &mut self,
        whose: Whose<'_>,
        now: DateTime<Utc>,
    ) -> StoreResult<Vec<(Option<Group>, u64)>> {
        let groups: Vec<_> = [None].into_iter().chain(Group::ALL.iter().copied().map(Some)).collect();
        let counts: Vec<_> = groups.iter().map(|group| format!("COUNT(*) FILTER (WHERE {})", shown(*group))).collect();
        let condition = whose.condition(self.is_postgres());
        let sql = format!("SELECT {} FROM cases WHERE kind = 'WG' AND {condition}", counts.join(", "));
        let (all, a, b, c, d, e, f, g): Counts = fetch_one!(self, Counts, AssertSqlSafe(sql), whose.id(), micros(now))?;
        let counts = [all, a, b, c, d, e, f, g];
        groups.into_iter().zip(counts).map(|(group, count)| Ok((group, unsigned(count, "count")?))).collect()
    }
}
