//! States and commands of a violation, and how it is stored.
use crate::calendar::{CalendarError, day_ends_at};
use crate::cases::Stored;
use crate::code_list;
use crate::profile::ViolationGround;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

code_list! {
    /// How the suspicion arose.
    Origin {
        /// Found by a publisher or the authority.
        Found = "found",
        /// From a complaint or report.
        Complaint = "complaint",
        /// Data was not destroyed in time.
        LateDestruction = "late-destruction",
    }
}

/// 整改通知: what was found, on which ground, and what is to be done by when. Given together with the closing of access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    pub ground: ViolationGround,
    pub facts: String,
    /// SHA-256 of the evidence files.
    pub evidence: Vec<String>,
    /// Last day to rectify; set in the notice, the law has no number.
    pub rectify_by: NaiveDate,
    /// Who ordered it: the body whose act it is.
    pub body: Uuid,
    pub account: Uuid,
    pub at: DateTime<Utc>,
}

/// Where a violation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    /// 疑似
    Suspected { since: DateTime<Utc> },
    /// 责令整改, access closed.
    Ordered { since: DateTime<Utc> },
    /// A report of what was done is there.
    HandedIn { since: DateTime<Utc> },
    /// 整改通过: access restored.
    Restored { at: DateTime<Utc> },
    /// 终止 (zhejiang, deqing)
    Terminated { at: DateTime<Utc> },
    /// 依法依规处理 (yunnan)
    Referred { at: DateTime<Utc> },
    /// Not confirmed.
    Dismissed { at: DateTime<Utc> },
}

code_list! {
    /// A state by name.
    StateCode {
        Suspected = "suspected", Ordered = "rectification-ordered", HandedIn = "rectification-submitted", Restored = "restored",
        Terminated = "terminated", Referred = "referred", Dismissed = "dismissed",
    }
}

/// A violation: what `decide` reads and what is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Violation {
    #[serde(flatten)]
    pub state: State,
    pub origin: Origin,
    /// Agreement and user.
    pub agreement: String,
    pub party: Uuid,
    /// The data concerned; other datasets of the agreement go on.
    pub datasets: BTreeSet<Uuid>,
    /// Publishers of the data concerned.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub publishers: BTreeSet<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
    /// What the regulators found against the user (ZJ22-Art.50).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regulators: Option<DateTime<Utc>>,
    /// An entry in the credit record was made …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<DateTime<Utc>>,
    /// … and lifted; it counts until the end of that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifted: Option<DateTime<Utc>>,
}

code_list! {
    /// A command by name.
    CommandCode {
        /// 责令整改并关闭权限
        Order = "order",
        /// 不予认定
        Dismiss = "dismiss",
        /// 提交整改报告
        HandIn = "hand-in",
        /// 整改通过，恢复权限
        Accept = "accept",
        /// 退回整改报告
        Return = "return",
        /// 拒不整改，处理
        Conclude = "conclude",
        /// 记录监管部门处理结果
        RecordRegulators = "record-regulators",
        /// 解除信用记录
        LiftCredit = "lift-credit",
    }
}

/// A command with what it needs to be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Notice and closing in one act.
    Order {
        ground: Option<ViolationGround>,
        facts: String,
        evidence: Vec<String>,
        rectify_by: Option<NaiveDate>,
    },
    Dismiss {
        reason: String,
    },
    HandIn {
        measures: String,
    },
    Accept {
        reason: String,
    },
    /// Not enough: the date of the notice stands.
    Return {
        reason: String,
    },
    Conclude {
        reason: String,
    },
    /// `against`: they found against the user.
    RecordRegulators {
        against: bool,
        reason: String,
    },
    LiftCredit {
        reason: String,
    },
}

impl Command {
    /// Its name.
    pub const fn code(&self) -> CommandCode {
        match self {
            Self::Order { .. } => CommandCode::Order,
            Self::Dismiss { .. } => CommandCode::Dismiss,
            Self::HandIn { .. } => CommandCode::HandIn,
            Self::Accept { .. } => CommandCode::Accept,
            Self::Return { .. } => CommandCode::Return,
            Self::Conclude { .. } => CommandCode::Conclude,
            Self::RecordRegulators { .. } => CommandCode::RecordRegulators,
            Self::LiftCredit { .. } => CommandCode::LiftCredit,
        }
    }
}

code_list! {
    /// What happened to a violation.
    ViolationEvent {
        Ordered = "ordered", Dismissed = "dismissed", HandedIn = "handed-in", Restored = "restored", Returned = "returned",
        Terminated = "terminated", Referred = "referred", RegulatorsRecorded = "regulators-recorded", CreditLifted = "credit-lifted",
    }
}

impl Stored for Violation {
    const SCHEMA: i64 = 1;
}

impl Violation {
    /// A suspicion.
    pub const fn suspected(
        origin: Origin,
        agreement: String,
        party: Uuid,
        datasets: BTreeSet<Uuid>,
        since: DateTime<Utc>,
    ) -> Self {
        Self {
            state: State::Suspected { since },
            origin,
            agreement,
            party,
            datasets,
            publishers: BTreeSet::new(),
            order: None,
            regulators: None,
            credit: None,
            lifted: None,
        }
    }

    /// The state by name.
    pub const fn code(&self) -> StateCode {
        match self.state {
            State::Suspected { .. } => StateCode::Suspected,
            State::Ordered { .. } => StateCode::Ordered,
            State::HandedIn { .. } => StateCode::HandedIn,
            State::Restored { .. } => StateCode::Restored,
            State::Terminated { .. } => StateCode::Terminated,
            State::Referred { .. } => StateCode::Referred,
            State::Dismissed { .. } => StateCode::Dismissed,
        }
    }

    /// Whether the user hears of it: a suspicion is the offices' until somebody confirms it, and never the user's if nobody does.
    pub const fn is_told(&self) -> bool {
        !matches!(self.state, State::Suspected { .. } | State::Dismissed { .. })
    }

    /// Whether it is still open if access will be restored: what the user is granted meanwhile begins closed.
    pub const fn is_running(&self) -> bool {
        matches!(self.state, State::Ordered { .. } | State::HandedIn { .. })
    }

    /// Whether access to the data concerned is closed.
    pub const fn closes_access(&self) -> bool {
        matches!(
            self.state,
            State::Ordered { .. } | State::HandedIn { .. } | State::Terminated { .. } | State::Referred { .. }
        )
    }
}

/// Whether the day to rectify is over: only then "not rectified" can be concluded where no report is there.
///
/// # Errors
/// Of the calendar.
pub fn due_for_conclusion(violation: &Violation, now: DateTime<Utc>) -> Result<bool, CalendarError> {
    violation.order.as_ref().map_or(Ok(false), |order| Ok(now >= day_ends_at(order.rectify_by)?))
}
