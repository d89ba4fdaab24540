//! Cases of every kind: one row each with an optimistic version, and what hangs on it. Texts of people come and go sealed.
mod bodies;
mod clocks;
mod desk;
mod lists;
mod opinions;
mod parts;
mod queue;
mod sight;

pub use clocks::{ClockRow, RunningClock};
pub use desk::{CaseDraft, Delegation};
pub(crate) use lists::{TURN, literals};
pub use opinions::OpinionRow;
pub use parts::{DocumentRow, EventRow, LinkRow, MessageRow};
pub use queue::{ClockStanding, QueueCounts, QueueFilter, QueuePlace, QueueTab, TitleRow};
pub use sight::Sight;

use crate::sql::{micros, storable};
use crate::tx::{Tx, execute, fetch_one, fetch_optional};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, NaiveDate, Utc};
use domain::cases::{CaseKind, CaseNumber};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A case as it stands.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CaseRow {
    pub id: Uuid,
    pub number: String,
    /// Code of [`CaseKind`].
    pub kind: String,
    #[sqlx(rename = "party_id")]
    pub party: Option<Uuid>,
    /// The account that filed it.
    pub filed_by: Option<Uuid>,
    /// The official who entered it for somebody.
    pub entered_by: Option<Uuid>,
    #[sqlx(rename = "authority_id")]
    pub authority: Uuid,
    #[sqlx(rename = "above_id")]
    pub above: Option<Uuid>,
    #[sqlx(rename = "handler_id")]
    pub handler: Option<Uuid>,
    /// The body whose turn it is.
    #[sqlx(rename = "with_id")]
    pub with: Option<Uuid>,
    #[sqlx(rename = "assignee_id")]
    pub assignee: Option<Uuid>,
    /// Code of the state, for lists.
    pub state: String,
    /// Serde form of the procedure's state.
    pub data: String,
    #[sqlx(rename = "schema_version")]
    pub schema: i64,
    /// Raised by every change.
    pub version: i64,
    /// Id of the regulation profile and its version (N5).
    pub profile: String,
    pub profile_version: String,
    /// JSON: version of each year's calendar.
    pub calendars: String,
    /// Sealed, `cases.title:<id>`.
    pub title: Vec<u8>,
    /// Sealed, `cases.content:<id>`.
    pub content: Vec<u8>,
    /// Sealed, `cases.applicant:<id>`.
    pub applicant: Option<Vec<u8>>,
    pub anonymous: bool,
    pub target_kind: String,
    #[sqlx(rename = "target_body_id")]
    pub target_body: Option<Uuid>,
    pub target_dataset: Option<String>,
    pub channel: String,
    /// Keyed hash of the query code.
    pub query_hash: String,
    #[sqlx(rename = "filed_at")]
    pub filed: DateTime<Utc>,
    #[sqlx(rename = "changed_at")]
    pub changed: DateTime<Utc>,
    #[sqlx(rename = "closed_at")]
    pub closed: Option<DateTime<Utc>>,
    /// End of the period of the running clock.
    #[sqlx(rename = "due_at")]
    pub due: Option<DateTime<Utc>>,
    /// The law says "at once".
    pub urgent: bool,
}

pub(crate) const COLUMNS: &str = "id, number, kind, party_id, filed_by, entered_by, authority_id, above_id, handler_id, with_id, assignee_id, \
     state, data, schema_version, version, profile, profile_version, calendars, title, content, applicant, anonymous, target_kind, \
     target_body_id, target_dataset, channel, query_hash, filed_at, changed_at, closed_at, due_at, urgent";

impl Tx {
    /// The next number of a kind on a day. Part of the filing transaction: if that does not commit, the number was never given.
    pub async fn next_case_number(&mut self, kind: CaseKind, day: NaiveDate) -> StoreResult<CaseNumber> {
        self.writable()?;
        let (last,) = fetch_one!(
            self,
            (i64,),
            "INSERT INTO case_counters (kind, day, last) VALUES ($1, $2, 1)
             ON CONFLICT (kind, day) DO UPDATE SET last = case_counters.last + 1 RETURNING last",
            kind.code(),
            day
        )?;
        let counter = u32::try_from(last).map_err(|_| StoreError::corrupt("case_counters.last", last.to_string()))?;
        Ok(CaseNumber { kind, day, counter })
    }

    /// Enters a case, at version 1 whatever the row says.
    pub async fn add_case(&mut self, case: &CaseRow) -> StoreResult<()> {
        self.writable()?;
        if case.target_dataset.as_deref().is_some_and(|code| !storable(code)) {
            return Err(StoreError::Conflict("target".into()));
        }
        let sql = format!(
            "INSERT INTO cases ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, $15, $16, $17, $18, $19,
             $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31)"
        );
        execute!(
            self,
            AssertSqlSafe(sql),
            case.id,
            &case.number,
            &case.kind,
            case.party,
            case.filed_by,
            case.entered_by,
            case.authority,
            case.above,
            case.handler,
            case.with,
            case.assignee,
            &case.state,
            &case.data,
            case.schema,
            &case.profile,
            &case.profile_version,
            &case.calendars,
            &case.title,
            &case.content,
            &case.applicant,
            case.anonymous,
            &case.target_kind,
            case.target_body,
            &case.target_dataset,
            &case.channel,
            &case.query_hash,
            micros(case.filed),
            micros(case.changed),
            case.closed.map(micros),
            case.due.map(micros),
            case.urgent
        )?;
        Ok(())
    }

    /// Writes what a command changed (state, who has it, deadline), if the case still has the version it was read with; its version is one
    /// higher then.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody else was first.
    pub async fn save_case(&mut self, case: &CaseRow) -> StoreResult<()> {
        self.writable()?;
        let touched = execute!(
            self,
            "UPDATE cases SET above_id = $3, handler_id = $4, with_id = $5, assignee_id = $6, state = $7, data = $8, schema_version = $9,
             calendars = $10, changed_at = $11, closed_at = $12, due_at = $13, urgent = $14, version = version + 1
             WHERE id = $1 AND version = $2",
            case.id,
            case.version,
            case.above,
            case.handler,
            case.with,
            case.assignee,
            &case.state,
            &case.data,
            case.schema,
            &case.calendars,
            micros(case.changed),
            case.closed.map(micros),
            case.due.map(micros),
            case.urgent
        )?;
        if touched == 1 { Ok(()) } else { Err(StoreError::Conflict("cases.version".into())) }
    }

    /// A case by its number.
    pub async fn case(&mut self, number: &str) -> StoreResult<Option<CaseRow>> {
        if !storable(number) {
            return Ok(None);
        }
        let sql = format!("SELECT {COLUMNS} FROM cases WHERE number = $1");
        fetch_optional!(self, CaseRow, AssertSqlSafe(sql), number)
    }

    /// A case by its id.
    pub async fn case_by_id(&mut self, id: Uuid) -> StoreResult<Option<CaseRow>> {
        fetch_optional!(self, CaseRow, AssertSqlSafe(format!("SELECT {COLUMNS} FROM cases WHERE id = $1")), id)
    }
}
