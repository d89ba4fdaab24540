//! Sharing between bodies, emergencies, and what concerns the whole platform (B23-B36).
use super::choices::{
    Addressee, BasisRank, DisputeParties, DisputeScope, EmergencyAction, EmergencyClass, ShareClass, Zones,
};
use super::clock::{Amount, Clock, Reminders};
use crate::catalog::BodyType;
use serde::{Deserialize, Serialize};

/// 共享 (B23, B24).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// Who receives the request.
    pub addressee: Addressee,
    /// Ranks of legal basis accepted for refusing to share (C-08).
    pub basis_ranks: Vec<BasisRank>,
    /// Classes that need such a basis.
    pub basis_required_for: Vec<ShareClass>,
    /// Unconditional sharing: shared (zhejiang) or answered (yunnan), see the stop event.
    pub unconditional: Clock,
    /// Conditional sharing.
    pub conditional: ConditionalSharing,
    /// From the agreeing reply to the data, where that is a clock of its own (C-20).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliver: Option<Clock>,
    /// How long use records are kept.
    pub records: Amount,
}

/// The chain of clocks of conditional sharing: two different state machines (C-20).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConditionalSharing {
    /// The authority asks the provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consult: Option<Clock>,
    /// The provider answers the authority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Clock>,
    /// The provider agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_after_agreement: Option<Clock>,
    /// The provider disagreed: the authority reviews.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Clock>,
    /// The authority overruled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_after_review: Option<Clock>,
    /// The provider answers the requester.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<Clock>,
}

/// A request answered by another body, where law gives a clock: demand list (B26), return flow (B27).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replied {
    /// From receipt to the reply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<Clock>,
}

/// Emergency data (B28).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Emergency {
    /// What happens to sensitive data afterwards.
    pub actions: Vec<EmergencyAction>,
    /// What is sensitive.
    pub classes: Vec<EmergencyClass>,
}

/// The audit trail (B32).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audit {
    /// Shortest retention that may be configured.
    pub retention: Amount,
}

/// 属性异议 (B07).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttributeDispute {
    /// Which attributes.
    pub scope: Vec<DisputeScope>,
    /// Between whom.
    pub parties: Vec<DisputeParties>,
}

/// The platform itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Platform {
    /// How levels of government share it.
    pub zones: Zones,
    /// Types of 公共管理和服务机构 (C-25); empty in profiles kept from before there was a list, and every type counts then.
    #[serde(default)]
    pub body_types: Vec<BodyType>,
    /// Longest time until search shows a change.
    pub index_delay: Amount,
    /// When owners of a running case are reminded.
    pub reminders: Reminders,
}

/// Limits of form fields (C1) and of the rating scale (C6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forms {
    /// 公共数据利用主体
    pub applicant_name: Amount,
    /// 联系人
    pub contact_name: Amount,
    /// 联系地址
    pub contact_address: Amount,
    /// 应用服务名称
    pub service_name: Amount,
    /// 系统(APP)名称
    pub system_name: Amount,
    /// 系统机房地址
    pub datacentre_address: Amount,
    /// Worst rating.
    pub rating_lowest: Amount,
    /// Best rating.
    pub rating_highest: Amount,
}
