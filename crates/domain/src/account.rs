//! Who acts: an account is one person's login; a session acts as exactly one of the person, an organisation, a body (切换单位).
//! Cases belong to the party or body, never to the account.
pub mod limits;

use crate::code_list;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

code_list! {
    /// What a person may do for a body. Held per body, separable, granted by its administrator.
    Role {
        /// 目录编制
        Cataloguer = "cataloguer",
        /// 审核 (经办): handles the cases of the body.
        Reviewer = "reviewer",
        /// 机构负责人: approves extensions and decisions that the law reserves to the head (ZJ22-Art.19(1)).
        Head = "head",
        /// 公共数据管理工作机构负责人 (YN-Art.32(3)).
        DataOfficeHead = "data-office-head",
        /// 主管部门审核: routes, decides and supervises cases of the authority's level.
        AuthorityReviewer = "authority-reviewer",
        /// 督促: sees overdue cases of the level, reminds; decides nothing.
        Supervisor = "supervisor",
        /// 安全岗
        SecurityOfficer = "security-officer",
        /// 审计岗: reads the audit trail, exports it, verifies the chain.
        Auditor = "auditor",
        /// 本机构管理员: people, roles and contacts of the body; no business decisions.
        BodyAdmin = "body-admin",
        /// 系统管理员: bodies, profiles, calendars, work in the background; no business decisions.
        SysAdmin = "sys-admin",
    }
}

code_list! {
    /// What a member may do for an organisation that applies.
    Mandate {
        /// 经办: files and follows cases.
        Handler = "handler",
        /// 签署: signs agreements.
        Signatory = "signatory",
        /// 负责人: invites members, gives mandates.
        Head = "head",
    }
}

code_list! {
    /// Kind of a party (ZJ22-Art.33, GL20-F1).
    PartyKind {
        /// 自然人
        Person = "person",
        /// 法人
        LegalPerson = "legal-person",
        /// 非法人组织
        Unincorporated = "unincorporated",
    }
}

code_list! {
    /// Whether somebody looked at the proof of who a party is (R-118: one proof is enough).
    Verification {
        /// 未核验
        Unverified = "unverified",
        /// 核验中
        Pending = "pending",
        /// 已核验
        Verified = "verified",
        /// 未通过
        Refused = "refused",
    }
}

code_list! {
    /// B35: registered → active → suspended → closed.
    AccountState {
        /// The e-mail address is not confirmed yet.
        Registered = "registered",
        Active = "active",
        Suspended = "suspended",
        Closed = "closed",
    }
}

/// As whom a session acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "kebab-case")]
pub enum Acting {
    /// For oneself.
    Person { party: Uuid },
    /// For an organisation.
    Organisation { party: Uuid, mandates: BTreeSet<Mandate> },
    /// For a public body, with the roles held there.
    Body {
        body: Uuid,
        /// GB/T 2260 code: the jurisdiction of an authority is the bodies of its region code.
        region: String,
        /// 公共数据主管部门 of its level.
        authority: bool,
        roles: BTreeSet<Role>,
    },
}

impl Acting {
    /// The party that files, unless acting for a body.
    pub const fn party(&self) -> Option<Uuid> {
        match self {
            Self::Person { party } | Self::Organisation { party, .. } => Some(*party),
            Self::Body { .. } => None,
        }
    }

    /// The body acted for.
    pub const fn body(&self) -> Option<Uuid> {
        match self {
            Self::Body { body, .. } => Some(*body),
            Self::Person { .. } | Self::Organisation { .. } => None,
        }
    }

    /// Whether a role is held where the session acts now.
    pub fn has(&self, role: Role) -> bool {
        matches!(self, Self::Body { roles, .. } if roles.contains(&role))
    }
}

/// A signed-in account in one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    pub account: Uuid,
    pub session: Uuid,
    pub acting: Acting,
    /// A second factor was given in this session: obligatory for staff.
    pub second_factor: bool,
    /// Every party the account belongs to: "filed by themselves" counts every membership.
    pub parties: BTreeSet<Uuid>,
    /// Every body the account works for.
    pub bodies: BTreeSet<Uuid>,
}

impl SignedIn {
    /// A role that counts: held where the session acts, and with a second factor.
    pub fn holds(&self, role: Role) -> bool {
        self.second_factor && self.acting.has(role)
    }
}
