//! States and commands of an agreement, and how it is stored.
use super::blanks::{Duration, Pulled, Terms};
use super::party::Side;
use super::text::Written;
use crate::cases::Stored;
use crate::code_list;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

code_list! {
    /// How an agreement ended.
    Ending {
        /// 期满
        Expired = "expired",
        /// 通知终止
        Noticed = "noticed",
        /// 违规终止
        Violation = "violation",
    }
}

/// Where an agreement stands, with the facts of that state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    /// Being drawn up: blanks are filled in.
    Drafted { since: DateTime<Utc> },
    /// 待确认: the opening side confirmed it.
    PendingClick { since: DateTime<Utc> },
    /// 生效; ends at 24:00 of the last day.
    Active { since: DateTime<Utc>, last_day: NaiveDate },
    /// 终止通知 given; ends at 24:00 of the last day.
    TerminationNoticed { by: Side, since: DateTime<Utc>, last_day: NaiveDate },
    /// Ended: the data has to be destroyed by 24:00 of that day.
    DestructionDue { ending: Ending, ended: DateTime<Utc>, due: NaiveDate },
    /// Proof was handed in, to be looked at.
    DestructionProved { ending: Ending, ended: DateTime<Utc>, since: DateTime<Utc>, due: NaiveDate },
    /// 已销毁: closed.
    Destroyed { at: DateTime<Utc> },
    /// 续签: a new version took its place.
    Renewed {
        at: DateTime<Utc>,
        // The agreement itself stores its own `version` beside the fields of its state.
        #[serde(rename = "by_version")]
        version: u32,
    },
    /// Never signed; the application was given up.
    Withdrawn { at: DateTime<Utc> },
}

code_list! {
    /// A state by name.
    StateCode {
        Drafted = "drafted",
        PendingClick = "pending-click",
        Active = "active",
        TerminationNoticed = "termination-noticed",
        DestructionDue = "destruction-due",
        DestructionProved = "destruction-proved",
        Destroyed = "destroyed",
        Renewed = "renewed",
        Withdrawn = "withdrawn",
    }
}

code_list! {
    /// States as lists sort them.
    Group {
        /// Not signed yet.
        Preparing = "preparing",
        InForce = "in-force",
        /// Ended, the data is to be destroyed.
        Destroying = "destroying",
        Over = "over",
    }
}

impl Group {
    /// Its states.
    pub const fn states(self) -> &'static [StateCode] {
        match self {
            Self::Preparing => &[StateCode::Drafted, StateCode::PendingClick],
            Self::InForce => &[StateCode::Active, StateCode::TerminationNoticed],
            Self::Destroying => &[StateCode::DestructionDue, StateCode::DestructionProved],
            Self::Over => &[StateCode::Destroyed, StateCode::Renewed, StateCode::Withdrawn],
        }
    }
}

/// Who signed what, when, from where. Name and address are sealed where they are stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    pub at: DateTime<Utc>,
    pub account: Uuid,
    pub written: Written,
}

/// A renewal asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewal {
    pub asked: DateTime<Utc>,
    pub term: Duration,
    /// The opening side agreed: the new version waits for its signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted: Option<DateTime<Utc>>,
}

/// An agreement: what `decide` reads and what is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    #[serde(flatten)]
    pub state: State,
    /// 1, 2 … : each renewal is a version of its own, the former stays as it was.
    pub version: u32,
    /// Who signs for the opening side: a publisher or the authority.
    pub party_a: Uuid,
    pub publishers: BTreeSet<Uuid>,
    pub pulled: Pulled,
    pub terms: Terms,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal: Option<Renewal>,
    /// 备案 with the authority is owed (DQ-Art.24) …
    #[serde(default)]
    pub filing_owed: bool,
    /// … and was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filed: Option<DateTime<Utc>>,
    /// Late destruction became a violation case.
    #[serde(default)]
    pub late_raised: bool,
}

code_list! {
    /// A command by name.
    CommandCode {
        /// 填写空白
        Fill = "fill",
        /// 确认文本
        Confirm = "confirm",
        /// 同意本协议并保存
        Sign = "sign",
        /// 不再签署
        Withdraw = "withdraw",
        /// 备案
        File = "file",
        /// 申请续签
        AskRenewal = "ask-renewal",
        /// 同意续签
        GrantRenewal = "grant-renewal",
        /// 不同意续签
        RefuseRenewal = "refuse-renewal",
        /// 书面通知终止
        GiveNotice = "give-notice",
        /// 提交销毁证明
        ProveDestruction = "prove-destruction",
        /// 确认销毁
        AcceptDestruction = "accept-destruction",
        /// 退回销毁证明
        RejectDestruction = "reject-destruction",
    }
}

/// A command with what it needs to be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Fill {
        terms: Terms,
    },
    Confirm,
    /// `sha256`: of the text that was shown; `ticked`: read and agreed; `proved`: password or second factor given again just now.
    Sign {
        sha256: String,
        ticked: bool,
        proved: bool,
    },
    Withdraw,
    File,
    AskRenewal {
        term: Duration,
    },
    GrantRenewal,
    RefuseRenewal {
        reason: String,
    },
    GiveNotice {
        reason: String,
    },
    /// How many files prove it.
    ProveDestruction {
        proofs: usize,
    },
    AcceptDestruction,
    RejectDestruction {
        reason: String,
    },
}

impl Command {
    /// Its name.
    pub const fn code(&self) -> CommandCode {
        match self {
            Self::Fill { .. } => CommandCode::Fill,
            Self::Confirm => CommandCode::Confirm,
            Self::Sign { .. } => CommandCode::Sign,
            Self::Withdraw => CommandCode::Withdraw,
            Self::File => CommandCode::File,
            Self::AskRenewal { .. } => CommandCode::AskRenewal,
            Self::GrantRenewal => CommandCode::GrantRenewal,
            Self::RefuseRenewal { .. } => CommandCode::RefuseRenewal,
            Self::GiveNotice { .. } => CommandCode::GiveNotice,
            Self::ProveDestruction { .. } => CommandCode::ProveDestruction,
            Self::AcceptDestruction => CommandCode::AcceptDestruction,
            Self::RejectDestruction { .. } => CommandCode::RejectDestruction,
        }
    }
}

code_list! {
    /// What happened to an agreement.
    AgreementEvent {
        Filled = "filled", Confirmed = "confirmed", Signed = "signed", Withdrawn = "withdrawn", Filed = "filed",
        RenewalAsked = "renewal-asked", RenewalGranted = "renewal-granted", RenewalRefused = "renewal-refused",
        NoticeGiven = "notice-given", Ended = "ended", DestructionProved = "destruction-proved",
        DestructionAccepted = "destruction-accepted", DestructionRejected = "destruction-rejected",
        DestructionLate = "destruction-late", Terminated = "terminated", Renewed = "renewed",
    }
}

impl Stored for Agreement {
    const SCHEMA: i64 = 1;
}

impl Agreement {
    /// Drawn up for approved lines.
    pub const fn drafted(
        party_a: Uuid,
        publishers: BTreeSet<Uuid>,
        pulled: Pulled,
        terms: Terms,
        since: DateTime<Utc>,
    ) -> Self {
        Self {
            state: State::Drafted { since },
            version: 1,
            party_a,
            publishers,
            pulled,
            terms,
            signature: None,
            renewal: None,
            filing_owed: false,
            filed: None,
            late_raised: false,
        }
    }

    /// The state by name.
    pub const fn code(&self) -> StateCode {
        match self.state {
            State::Drafted { .. } => StateCode::Drafted,
            State::PendingClick { .. } => StateCode::PendingClick,
            State::Active { .. } => StateCode::Active,
            State::TerminationNoticed { .. } => StateCode::TerminationNoticed,
            State::DestructionDue { .. } => StateCode::DestructionDue,
            State::DestructionProved { .. } => StateCode::DestructionProved,
            State::Destroyed { .. } => StateCode::Destroyed,
            State::Renewed { .. } => StateCode::Renewed,
            State::Withdrawn { .. } => StateCode::Withdrawn,
        }
    }

    /// Whether the text is fixed for ever.
    pub const fn is_signed(&self) -> bool {
        self.signature.is_some()
    }

    /// The next version, drawn up from this one for a longer term.
    #[must_use]
    pub fn renewed(&self, term: Duration, since: DateTime<Utc>) -> Self {
        let terms = Terms { term: Some(term), ..self.terms.clone() };
        let next = Self::drafted(self.party_a, self.publishers.clone(), self.pulled.clone(), terms, since);
        Self { version: self.version + 1, ..next }
    }
}
