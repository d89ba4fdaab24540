//! What can be done with a complaint.
use crate::cases::CaseKind;
use crate::catalog::SuspensionReason;
use crate::code_list;
use uuid::Uuid;

code_list! {
    /// A command by name: the `{command}` of its page, the rows of the table.
    CommandCode {
        /// 分办: hand it to the body that will handle it, or keep it.
        Route = "route",
        /// 转送上级主管部门
        Forward = "forward",
        /// 转送监管部门
        Refer = "refer",
        /// Record what the regulator answered.
        RecordOutcome = "record-outcome",
        /// 受理
        Accept = "accept",
        /// 退回主管部门
        Return = "return",
        /// 收回重新分办
        Recall = "recall",
        /// 请补充情况
        AskSupplement = "ask-supplement",
        /// 补充情况
        Supplement = "supplement",
        /// Go on without the supplement.
        Proceed = "proceed",
        /// 延长
        Extend = "extend",
        /// 答复
        Answer = "answer",
        /// 认可答复
        Confirm = "confirm",
        /// 对答复有异议
        Object = "object",
        /// 办结
        Close = "close",
        /// 撤回投诉 (by the reporter)
        Cancel = "cancel",
        /// 转为其他程序
        Convert = "convert",
        /// 中止开放 the dataset concerned (ZJ22-Art.44(3))
        SuspendDataset = "suspend-dataset",
        /// 恢复开放
        ResumeDataset = "resume-dataset",
        /// 催办
        Remind = "remind",
    }
}

code_list! {
    /// How it was answered.
    Outcome {
        /// 属实
        Substantiated = "substantiated",
        /// 部分属实
        PartlySubstantiated = "partly-substantiated",
        /// 不属实
        NotSubstantiated = "not-substantiated",
        /// 采纳
        Adopted = "adopted",
        /// 部分采纳
        PartlyAdopted = "partly-adopted",
        /// 未采纳
        NotAdopted = "not-adopted",
        /// 已说明: a question was explained, nothing was to be found out.
        Explained = "explained",
        /// 不属于受理范围: says where to turn to.
        NotCompetent = "not-competent",
    }
}

impl Outcome {
    /// The outcomes a kind of case may have, in the order to offer them.
    pub const fn of(kind: CaseKind) -> &'static [Self] {
        match kind {
            CaseKind::Suggestion => {
                &[Self::Adopted, Self::PartlyAdopted, Self::NotAdopted, Self::Explained, Self::NotCompetent]
            }
            _ => &[
                Self::Substantiated,
                Self::PartlySubstantiated,
                Self::NotSubstantiated,
                Self::Explained,
                Self::NotCompetent,
            ],
        }
    }
}

code_list! {
    /// External supervisors (A1 `SecurityRegulator`; ZJ22-Art.6, 38, 50, YN-Art.54).
    Regulator {
        /// 网信
        Cyberspace = "cyberspace",
        /// 公安
        Police = "police",
        /// 国家安全
        StateSecurity = "state-security",
        /// 保密
        Secrecy = "secrecy",
        /// 密码
        Cryptography = "cryptography",
        /// Another supervisor, named in the reason.
        Other = "other",
    }
}

code_list! {
    /// What a complaint may become (B16, B18, B19, B20).
    Conversion {
        /// 违规处置
        Violation = "violation",
        /// 校核
        Correction = "correction",
        /// 撤回
        Withdrawal = "withdrawal",
    }
}

/// A command with what it needs to be decided. Texts (reasons, answers) stand beside it in the event: they decide nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// `within`: the body belongs to the jurisdiction of the authority that routes.
    Route {
        to: Uuid,
        within: bool,
    },
    Forward,
    Refer {
        regulator: Regulator,
    },
    RecordOutcome {
        outcome: Outcome,
    },
    Accept,
    Return,
    Recall,
    AskSupplement,
    Supplement,
    Proceed,
    /// Working days more.
    Extend {
        additional: u32,
    },
    /// `late_reason`: a reason was given why it is late.
    Answer {
        outcome: Outcome,
        late_reason: bool,
    },
    Confirm,
    Object,
    Close,
    Cancel,
    Convert {
        into: Conversion,
    },
    SuspendDataset {
        reason: SuspensionReason,
    },
    ResumeDataset,
    Remind,
}

impl Command {
    /// Its name.
    pub const fn code(&self) -> CommandCode {
        match self {
            Self::Route { .. } => CommandCode::Route,
            Self::Forward => CommandCode::Forward,
            Self::Refer { .. } => CommandCode::Refer,
            Self::RecordOutcome { .. } => CommandCode::RecordOutcome,
            Self::Accept => CommandCode::Accept,
            Self::Return => CommandCode::Return,
            Self::Recall => CommandCode::Recall,
            Self::AskSupplement => CommandCode::AskSupplement,
            Self::Supplement => CommandCode::Supplement,
            Self::Proceed => CommandCode::Proceed,
            Self::Extend { .. } => CommandCode::Extend,
            Self::Answer { .. } => CommandCode::Answer,
            Self::Confirm => CommandCode::Confirm,
            Self::Object => CommandCode::Object,
            Self::Close => CommandCode::Close,
            Self::Cancel => CommandCode::Cancel,
            Self::Convert { .. } => CommandCode::Convert,
            Self::SuspendDataset { .. } => CommandCode::SuspendDataset,
            Self::ResumeDataset => CommandCode::ResumeDataset,
            Self::Remind => CommandCode::Remind,
        }
    }
}
