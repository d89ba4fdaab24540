//! What can be done with an application under review.
use super::basis::Basis;
use crate::access::Material;
use crate::code_list;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

code_list! {
    /// A command by name: the `{command}` of its page, the rows of the table.
    CommandCode {
        /// 规范性审查通过
        PassFormal = "pass-formal",
        /// 一次性告知补正
        AskSupplement = "ask-supplement",
        /// 同意再次告知: a supervisor lets a second notice name something new.
        AllowNotice = "allow-notice",
        /// 补正材料
        Supplement = "supplement",
        /// 不予受理: only on a basis, never for missing materials.
        RefuseFormal = "refuse-formal",
        /// 转送其他主管部门
        Route = "route",
        /// 提交审核意见
        Answer = "answer",
        /// 提交复核意见
        Recheck = "recheck",
        /// 说明超期原因
        ExplainDelay = "explain-delay",
        /// 催办
        Remind = "remind",
        /// 撤销申请
        Cancel = "cancel",
    }
}

/// Fewest characters of a reason that the applicant will read.
pub const REASON_MIN: usize = 20;

/// A refusal as typed: both parts are needed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    pub basis: Option<Basis>,
    pub reason: String,
}

/// The opinion on a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "kebab-case")]
pub enum Verdict {
    /// 同意
    Agree,
    /// 不同意
    Refuse(Refusal),
}

/// A command with what it needs to be decided. Other texts (conditions, internal opinions) stand beside it in the event: they decide nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// `late_reason`: a reason was given why it is late.
    PassFormal {
        late_reason: bool,
    },
    /// Everything that is missing, at once.
    AskSupplement {
        missing: BTreeSet<Material>,
        late_reason: bool,
    },
    /// With a reason.
    AllowNotice {
        reason: String,
    },
    Supplement {
        supplied: BTreeSet<Material>,
    },
    RefuseFormal {
        refusal: Refusal,
        late_reason: bool,
    },
    /// `known`: it is a competent authority.
    Route {
        to: Uuid,
        known: bool,
    },
    /// Opinions on every line of the publisher.
    Answer {
        verdicts: BTreeMap<u32, Verdict>,
        late_reason: bool,
    },
    /// Opinions on every line the publishers agreed to.
    Recheck {
        verdicts: BTreeMap<u32, Verdict>,
        late_reason: bool,
    },
    ExplainDelay {
        reason: String,
    },
    Remind,
    Cancel,
}

impl Command {
    /// Its name.
    pub const fn code(&self) -> CommandCode {
        match self {
            Self::PassFormal { .. } => CommandCode::PassFormal,
            Self::AskSupplement { .. } => CommandCode::AskSupplement,
            Self::AllowNotice { .. } => CommandCode::AllowNotice,
            Self::Supplement { .. } => CommandCode::Supplement,
            Self::RefuseFormal { .. } => CommandCode::RefuseFormal,
            Self::Route { .. } => CommandCode::Route,
            Self::Answer { .. } => CommandCode::Answer,
            Self::Recheck { .. } => CommandCode::Recheck,
            Self::ExplainDelay { .. } => CommandCode::ExplainDelay,
            Self::Remind => CommandCode::Remind,
            Self::Cancel => CommandCode::Cancel,
        }
    }

    /// Whether a reason for being late was given with it; `None` where it decides nothing a period is set for.
    pub const fn late_reason(&self) -> Option<bool> {
        match self {
            Self::PassFormal { late_reason }
            | Self::AskSupplement { late_reason, .. }
            | Self::RefuseFormal { late_reason, .. }
            | Self::Answer { late_reason, .. }
            | Self::Recheck { late_reason, .. } => Some(*late_reason),
            _ => None,
        }
    }
}
