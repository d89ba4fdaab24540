//! Lists of agreements: those of a party, and those an office has a part in (R-076…R-086).
use crate::StoreResult;
use crate::cases::{COLUMNS, CaseRow, TURN, literals};
use crate::sql::unsigned;
use crate::tx::{Tx, fetch_all, fetch_one};
use domain::access::agreement::Group;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Whose agreements.
#[derive(Clone, Copy, Debug)]
pub enum Whose<'a> {
    Party(Uuid),
    /// Those of an office, without those of parties that the reader belongs to.
    Office {
        body: Uuid,
        /// The reader handles what the body publishes …
        publisher: bool,
        /// … what it decides as authority.
        authority: bool,
        without: &'a [Uuid],
    },
}

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    All,
    Group(Group),
    /// It is the side's turn.
    Turn,
}

const BESIDE: &str = "EXISTS (SELECT 1 FROM case_bodies o WHERE o.case_id = cases.id AND o.body_id = $1)";
const OTHERS: &str = "EXISTS (SELECT 1 FROM case_bodies n WHERE n.case_id = cases.id)";

impl Whose<'_> {
    pub(super) const fn id(&self) -> Uuid {
        match self {
            Self::Party(id) | Self::Office { body: id, .. } => *id,
        }
    }

    /// Condition over `$1`.
    pub(super) fn condition(&self, postgres: bool) -> String {
        match self {
            Self::Party(_) => "party_id = $1".into(),
            Self::Office { publisher, authority, without, .. } => {
                let mut parts = Vec::new();
                if *publisher {
                    // Publishers beside the one that signs stand in `case_bodies`. Whoever signs is a publisher itself, but for an authority
                    // that signs for others.
                    parts.push(format!("{BESIDE} OR (handler_id = $1 AND (authority_id <> $1 OR NOT {OTHERS}))"));
                }
                if *authority {
                    parts.push("authority_id = $1".into());
                }
                let mine = if parts.is_empty() { "id = $1 AND 1 = 0".to_owned() } else { parts.join(" OR ") };
                match without {
                    [] => format!("({mine})"),
                    some => format!("({mine}) AND party_id NOT IN ({})", literals(some, postgres)),
                }
            }
        }
    }

    /// It is the turn of this side.
    fn turn(&self) -> String {
        match self {
            // In force, and nothing is owed by anybody: nobody's turn.
            Self::Party(_) => {
                "(closed_at IS NULL AND with_id IS NULL AND state IN ('pending-click', 'destruction-due'))".into()
            }
            Self::Office { .. } => format!("(closed_at IS NULL AND {TURN})"),
        }
    }

    fn only(&self, only: Only) -> String {
        match only {
            Only::All => "1 = 1".into(),
            Only::Turn => self.turn(),
            Only::Group(group) => {
                let states: Vec<_> = group.states().iter().map(|state| format!("'{}'", state.code())).collect();
                format!("state IN ({})", states.join(", "))
            }
        }
    }
}

impl Tx {
    /// A page of a list: what waits for this side first, then what runs, the newest first.
    pub async fn agreement_list(
        &mut self,
        whose: Whose<'_>,
        only: Only,
        skip: u32,
        limit: u32,
    ) -> StoreResult<Vec<CaseRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM cases WHERE kind = 'XY' AND {} AND {}
             ORDER BY (closed_at IS NOT NULL), (NOT {}), filed_at DESC, number DESC LIMIT $2 OFFSET $3",
            whose.condition(self.is_postgres()),
            whose.only(only),
            whose.turn()
        );
        fetch_all!(self, CaseRow, AssertSqlSafe(sql), whose.id(), i64::from(limit), i64::from(skip))
    }

    /// How many there are.
    pub async fn agreement_count(&mut self, whose: Whose<'_>, only: Only) -> StoreResult<u64> {
        let condition = whose.condition(self.is_postgres());
        let sql = format!("SELECT COUNT(*) FROM cases WHERE kind = 'XY' AND {condition} AND {}", whose.only(only));
        let (count,) = fetch_one!(self, (i64,), AssertSqlSafe(sql), whose.id())?;
        unsigned(count, "count")
    }
}
