//! Drafts of calendars and regulation profiles: one open at a time for each, all kept.
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all, fetch_optional};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

domain::code_list! {
    /// What is drafted.
    DraftKind {
        /// The calendar of a year; the name is the year.
        Calendar = "calendar",
        /// A regulation profile, by its name.
        Profile = "profile",
    }
}

domain::code_list! {
    /// How far a draft is.
    DraftState {
        Open = "open",
        /// Waits for another person.
        Proposed = "proposed",
        Published = "published",
        Refused = "refused",
        Discarded = "discarded",
    }
}

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub id: Uuid,
    pub kind: DraftKind,
    pub name: String,
    /// The version it was begun from.
    pub base: Option<Uuid>,
    pub text: String,
    /// What changed, why, by whom; the service's own form.
    pub changes: Value,
    /// Publishing makes the profile the active one.
    pub activates: bool,
    pub state: DraftState,
    /// Id of an account, or `operator`.
    pub added_by: String,
    pub added: DateTime<Utc>,
    pub decided_by: Option<String>,
    pub decided: Option<DateTime<Utc>>,
    pub note: Option<String>,
    /// Confirmed: published at the beginning of this day (+08:00).
    pub valid_from: Option<NaiveDate>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    kind: String,
    name: String,
    base_id: Option<Uuid>,
    text: String,
    changes: String,
    activates: bool,
    state: String,
    added_by: String,
    added_at: DateTime<Utc>,
    decided_by: Option<String>,
    decided_at: Option<DateTime<Utc>>,
    note: Option<String>,
    valid_from: Option<NaiveDate>,
}

impl Row {
    fn draft(self) -> StoreResult<Draft> {
        let corrupt = |column, value: &str| StoreError::corrupt(column, value);
        Ok(Draft {
            id: self.id,
            kind: DraftKind::from_code(&self.kind).ok_or_else(|| corrupt("regulation_drafts.kind", &self.kind))?,
            name: self.name,
            base: self.base_id,
            text: self.text,
            changes: serde_json::from_str(&self.changes)
                .map_err(|_| corrupt("regulation_drafts.changes", &self.changes))?,
            activates: self.activates,
            state: DraftState::from_code(&self.state).ok_or_else(|| corrupt("regulation_drafts.state", &self.state))?,
            added_by: self.added_by,
            added: self.added_at,
            decided_by: self.decided_by,
            decided: self.decided_at,
            note: self.note,
            valid_from: self.valid_from,
        })
    }
}

const SELECT: &str = "SELECT id, kind, name, base_id, text, changes, activates, state, added_by, added_at, decided_by, decided_at, note, valid_from \
     FROM regulation_drafts";

impl Tx {
    /// Enters a draft, or what it has become.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when another draft of the same is open.
    pub async fn put_draft(&mut self, draft: &Draft) -> StoreResult<()> {
        self.writable()?;
        execute!(
            self,
            "INSERT INTO regulation_drafts (id, kind, name, base_id, text, changes, activates, state, added_by, added_at, decided_by, decided_at, note, valid_from)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
             ON CONFLICT (id) DO UPDATE SET base_id = excluded.base_id, text = excluded.text, changes = excluded.changes,
               activates = excluded.activates, state = excluded.state, decided_by = excluded.decided_by,
               decided_at = excluded.decided_at, note = excluded.note, valid_from = excluded.valid_from",
            draft.id,
            draft.kind.code(),
            &draft.name,
            draft.base,
            &draft.text,
            draft.changes.to_string(),
            draft.activates,
            draft.state.code(),
            &draft.added_by,
            micros(draft.added),
            &draft.decided_by,
            draft.decided.map(micros),
            &draft.note,
            draft.valid_from
        )?;
        Ok(())
    }

    /// A draft by its id.
    pub async fn draft(&mut self, id: Uuid) -> StoreResult<Option<Draft>> {
        fetch_optional!(self, Row, AssertSqlSafe(format!("{SELECT} WHERE id = $1")), id)?.map(Row::draft).transpose()
    }

    /// The draft that is open or proposed.
    pub async fn open_draft(&mut self, kind: DraftKind, name: &str) -> StoreResult<Option<Draft>> {
        let sql = format!("{SELECT} WHERE kind = $1 AND name = $2 AND state IN ('open', 'proposed')");
        fetch_optional!(self, Row, AssertSqlSafe(sql), kind.code(), name)?.map(Row::draft).transpose()
    }

    /// Confirmed drafts whose day has come, the oldest day first.
    pub async fn drafts_due(&mut self, today: NaiveDate) -> StoreResult<Vec<Draft>> {
        let sql = format!(
            "{SELECT} WHERE state = 'proposed' AND decided_by IS NOT NULL AND valid_from <= $1 ORDER BY valid_from, id"
        );
        fetch_all!(self, Row, AssertSqlSafe(sql), today)?.into_iter().map(Row::draft).collect()
    }

    /// Every draft of a calendar or profile, newest first.
    pub async fn drafts(&mut self, kind: DraftKind, name: &str) -> StoreResult<Vec<Draft>> {
        let sql = format!("{SELECT} WHERE kind = $1 AND name = $2 ORDER BY added_at DESC, id DESC");
        fetch_all!(self, Row, AssertSqlSafe(sql), kind.code(), name)?.into_iter().map(Row::draft).collect()
    }
}
