//! Correction, withdrawal, suspension, violations, complaints, own data (B16-B22).
use super::choices::{
    AuthorityInitiatedMode, CreditTrigger, FinalAction, Outcome, Reexamination, Reopen, SelfAccess, Standing,
    ViolationGround,
};
use super::clock::{Clock, Reminders};
use serde::{Deserialize, Serialize};

/// 校核 (B18).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Who may ask.
    pub standing: Standing,
    /// The body's clock: length, extension, approver, stop event.
    pub verify: Clock,
    /// The authority forwards.
    pub forward: Clock,
    /// The authority orders a check.
    pub authority_initiated: AuthorityInitiated,
}

/// A correction ordered by the authority (C-11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorityInitiated {
    /// What bounds it.
    pub mode: AuthorityInitiatedMode,
    /// The clock, where the profile has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
}

/// 撤回数据 and 复核 (B19).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// Outcomes that may be chosen.
    pub outcomes: Vec<Outcome>,
    /// Who re-examines.
    pub reexamination: Reexamination,
    /// Verification.
    pub verify: Clock,
    /// Suspension of the dataset.
    pub suspend: Clock,
    /// Internal target: verification has begun.
    pub triage: Clock,
    /// Internal target: the decision.
    pub decide: Clock,
}

/// Suspension on a security risk (B20).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Risk {
    /// The suspension.
    pub suspend: Clock,
    /// When it ends.
    pub reopen: Reopen,
}

/// 违规处置 (B16).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Violation {
    /// Grounds that may be chosen.
    pub grounds: Vec<ViolationGround>,
    /// How it ends when not rectified.
    pub final_action: FinalAction,
    /// Before the day to rectify is over, to the user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rectification_reminders: Option<Reminders>,
}

/// 信用档案 (C-16).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// What makes an entry.
    pub trigger: CreditTrigger,
}

/// A case that ends with an answer: complaints (B21), demands outside the catalogue (B17).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// From receipt to the (first) answer.
    pub reply: Clock,
}

/// 查阅、复制 (B22).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SelfAccessRule {
    /// Whether and how it is offered.
    pub enabled: SelfAccess,
    /// From receipt to delivery.
    pub reply: Clock,
}
