//! Clocks of cases. The columns are copies of what the clock itself says, for questions across kinds.
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};
use domain::cases::{CaseClock, CaseKind, Phase};
use domain::profile::Strength;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A clock of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockRow {
    pub id: Uuid,
    pub case: Uuid,
    /// The line of the case it belongs to, if not the whole case.
    pub line: Option<String>,
    /// The body that owes the act.
    pub owner: Option<Uuid>,
    pub started: DateTime<Utc>,
    pub clock: CaseClock,
    /// The owner said why it is late.
    pub explained: bool,
}

/// A clock that runs, with what reminders need of its case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunningClock {
    pub row: ClockRow,
    pub number: String,
    /// Id and person in charge.
    pub assignee: Option<Uuid>,
    /// The body whose turn it is.
    pub with: Option<Uuid>,
    pub authority: Uuid,
    pub above: Option<Uuid>,
    /// The body complained about: never told.
    pub target_body: Option<Uuid>,
    /// The party that filed the case; its people are not told as officials.
    pub party: Option<Uuid>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    case_id: Uuid,
    line: Option<String>,
    owner_id: Option<Uuid>,
    started_at: DateTime<Utc>,
    data: String,
    explained: bool,
}

#[derive(sqlx::FromRow)]
struct Running {
    #[sqlx(flatten)]
    row: Row,
    number: String,
    assignee_id: Option<Uuid>,
    with_id: Option<Uuid>,
    authority_id: Uuid,
    above_id: Option<Uuid>,
    target_body_id: Option<Uuid>,
    party_id: Option<Uuid>,
}

const CLOCK: &str = "k.id, k.case_id, k.line, k.owner_id, k.started_at, k.data, k.explained";

/// As serde writes it into `data`.
pub(super) const fn strength(one: Strength) -> &'static str {
    match one {
        Strength::Hard => "hard",
        Strength::Soft => "soft",
        Strength::Immediate => "immediate",
        Strength::Prompt => "prompt",
    }
}

const fn phase(one: Phase) -> &'static str {
    match one {
        Phase::Running => "running",
        Phase::Paused { .. } => "paused",
        Phase::Stopped { .. } => "stopped",
        Phase::Cancelled { .. } => "cancelled",
    }
}

impl Row {
    fn clock(self) -> StoreResult<ClockRow> {
        let clock =
            serde_json::from_str(&self.data).map_err(|_| StoreError::corrupt("case_clocks.data", &self.data))?;
        Ok(ClockRow {
            id: self.id,
            case: self.case_id,
            line: self.line,
            owner: self.owner_id,
            started: self.started_at,
            clock,
            explained: self.explained,
        })
    }
}

impl Tx {
    /// Writes a clock: enters it, or replaces what is known of it.
    pub async fn put_clock(&mut self, row: &ClockRow) -> StoreResult<()> {
        self.writable()?;
        let data =
            serde_json::to_string(&row.clock).map_err(|error| StoreError::corrupt("clock", error.to_string()))?;
        execute!(
            self,
            "INSERT INTO case_clocks (id, case_id, line, rule, owner_id, open, provisional, ends_at, started_at, data, explained,
             strength, phase) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO UPDATE SET
             owner_id = excluded.owner_id, open = excluded.open, provisional = excluded.provisional, ends_at = excluded.ends_at,
             data = excluded.data, explained = excluded.explained, strength = excluded.strength, phase = excluded.phase",
            row.id,
            row.case,
            &row.line,
            &row.clock.key,
            row.owner,
            row.clock.is_open(),
            row.clock.is_provisional(),
            row.clock.ends_at().map(micros),
            micros(row.started),
            data,
            row.explained,
            strength(row.clock.rule.strength),
            phase(row.clock.phase)
        )?;
        Ok(())
    }

    /// The clocks of a case in the order they started.
    pub async fn clocks_of(&mut self, case: Uuid) -> StoreResult<Vec<ClockRow>> {
        let sql = format!("SELECT {CLOCK} FROM case_clocks k WHERE k.case_id = $1 ORDER BY k.started_at, k.id");
        fetch_all!(self, Row, AssertSqlSafe(sql), case)?.into_iter().map(Row::clock).collect()
    }

    /// Clocks of a body that no longer run, of cases that changed since an instant: what it did lately is among them.
    pub async fn clocks_ended(&mut self, owner: Uuid, since: DateTime<Utc>) -> StoreResult<Vec<ClockRow>> {
        let sql = format!(
            "SELECT {CLOCK} FROM case_clocks k JOIN cases c ON c.id = k.case_id
             WHERE k.owner_id = $1 AND k.phase = 'stopped' AND c.changed_at >= $2 ORDER BY k.id"
        );
        fetch_all!(self, Row, AssertSqlSafe(sql), owner, micros(since))?.into_iter().map(Row::clock).collect()
    }

    /// The clocks of the cases of a kind that were filed from an instant up to another.
    pub(crate) async fn clocks_of_kind(
        &mut self,
        kind: CaseKind,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> StoreResult<Vec<ClockRow>> {
        let sql = format!(
            "SELECT {CLOCK} FROM case_clocks k JOIN cases c ON c.id = k.case_id
             WHERE c.kind = $1 AND c.filed_at >= $2 AND c.filed_at < $3 ORDER BY k.started_at, k.id"
        );
        fetch_all!(self, Row, AssertSqlSafe(sql), kind.code(), from, until)?.into_iter().map(Row::clock).collect()
    }

    /// Every clock that runs, the first to end first: for reminders and supervision. Those without a number in law come last.
    pub async fn running_clocks(&mut self) -> StoreResult<Vec<RunningClock>> {
        self.clocks_where("k.open = $1").await
    }

    /// Clocks whose date rests on a year without calendar.
    pub async fn provisional_clocks(&mut self) -> StoreResult<Vec<RunningClock>> {
        self.clocks_where("k.provisional = $1").await
    }

    async fn clocks_where(&mut self, condition: &str) -> StoreResult<Vec<RunningClock>> {
        let sql = format!(
            "SELECT {CLOCK}, c.number, c.assignee_id, c.with_id, c.authority_id, c.above_id, c.target_body_id, c.party_id
             FROM case_clocks k JOIN cases c ON c.id = k.case_id WHERE {condition} ORDER BY (k.ends_at IS NULL), k.ends_at, k.id"
        );
        let rows = fetch_all!(self, Running, AssertSqlSafe(sql), true)?;
        rows.into_iter()
            .map(|one| {
                Ok(RunningClock {
                    row: one.row.clock()?,
                    number: one.number,
                    assignee: one.assignee_id,
                    with: one.with_id,
                    authority: one.authority_id,
                    above: one.above_id,
                    target_body: one.target_body_id,
                    party: one.party_id,
                })
            })
            .collect()
    }
}
