//! States of a complaint, and how they are stored.
use super::command::{Outcome, Regulator};
use crate::cases::Stored;
use crate::code_list;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// How a case was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// By the office after the answer.
    Answered,
    /// The reporter accepted the answer.
    Confirmed,
    /// The reporter took it back.
    Cancelled,
}

/// Where a complaint stands, with the facts of that state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    /// With the authority, to be routed.
    Filed {
        since: DateTime<Utc>,
    },
    /// With a body that has not accepted it yet.
    Routed {
        to: Uuid,
        since: DateTime<Utc>,
    },
    Handling {
        by: Uuid,
        since: DateTime<Utc>,
    },
    /// Waiting for facts from the reporter; `by` goes on with it then, or the authority where nobody has it yet.
    Supplement {
        by: Option<Uuid>,
        since: DateTime<Utc>,
    },
    /// With an external supervisor; the authority keeps the case and records what came of it.
    Referred {
        regulator: Regulator,
        since: DateTime<Utc>,
    },
    Answered {
        by: Uuid,
        outcome: Outcome,
        at: DateTime<Utc>,
    },
    Closed {
        ending: Ending,
        outcome: Option<Outcome>,
        at: DateTime<Utc>,
    },
}

code_list! {
    /// A state by name.
    StateCode {
        Filed = "filed",
        Routed = "routed",
        Handling = "handling",
        Supplement = "supplement",
        Referred = "referred",
        Answered = "answered",
        Closed = "closed",
    }
}

/// A complaint or suggestion: what `decide` reads and what is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    #[serde(flatten)]
    pub state: State,
    /// The reporter was asked for facts (once at most: 一次性告知).
    #[serde(default)]
    pub asked: bool,
    /// The reporter objected to an answer (once at most).
    #[serde(default)]
    pub objected: bool,
    /// It went to the level above (once at most).
    #[serde(default)]
    pub forwarded: bool,
    /// Accounts that answered it: after an objection somebody else does.
    #[serde(default)]
    pub answered_by: BTreeSet<Uuid>,
}

impl Stored for Complaint {
    const SCHEMA: i64 = 1;
}

impl Complaint {
    /// Freshly filed.
    pub const fn filed(at: DateTime<Utc>) -> Self {
        Self {
            state: State::Filed { since: at },
            asked: false,
            objected: false,
            forwarded: false,
            answered_by: BTreeSet::new(),
        }
    }

    /// The state by name.
    pub const fn code(&self) -> StateCode {
        match self.state {
            State::Filed { .. } => StateCode::Filed,
            State::Routed { .. } => StateCode::Routed,
            State::Handling { .. } => StateCode::Handling,
            State::Supplement { .. } => StateCode::Supplement,
            State::Referred { .. } => StateCode::Referred,
            State::Answered { .. } => StateCode::Answered,
            State::Closed { .. } => StateCode::Closed,
        }
    }

    /// The body that has it to handle.
    pub const fn handler(&self) -> Option<Uuid> {
        match self.state {
            State::Routed { to: by, .. } | State::Handling { by, .. } | State::Answered { by, .. } => Some(by),
            State::Supplement { by, .. } => by,
            State::Filed { .. } | State::Referred { .. } | State::Closed { .. } => None,
        }
    }

    /// Whether it is over.
    pub const fn is_closed(&self) -> bool {
        matches!(self.state, State::Closed { .. })
    }

    /// When it came into its state.
    pub const fn since(&self) -> DateTime<Utc> {
        match self.state {
            State::Filed { since }
            | State::Routed { since, .. }
            | State::Handling { since, .. }
            | State::Supplement { since, .. }
            | State::Referred { since, .. } => since,
            State::Answered { at, .. } | State::Closed { at, .. } => at,
        }
    }
}
