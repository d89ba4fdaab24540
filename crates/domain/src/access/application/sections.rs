//! The task list of a draft: which fields a task has, and how far it is.
use super::form::Form;
use crate::access::fault::{Fault, FaultCode};
use crate::code_list;

code_list! {
    /// A task, in the order of the form.
    Section {
        /// 主体信息
        Applicant = "applicant",
        /// 联系方式
        Contact = "contact",
        /// 需求清单
        Lines = "lines",
        /// 应用服务与场景
        Service = "service",
        /// 服务内容与标准
        Standard = "standard",
        /// 预期成效
        Benefit = "benefit",
        /// 绩效评估与数据回流
        Feedback = "feedback",
        /// 系统与等级保护
        System = "system",
        /// 证书、信用报告和其他证明
        Papers = "papers",
        /// 授权同意
        Consent = "consent",
        /// 公共数据安全承诺书
        Commitment = "commitment",
    }
}

code_list! {
    /// How far a task is.
    Progress {
        /// 未开始
        NotStarted = "not-started",
        /// 填写中: something is still missing.
        InProgress = "in-progress",
        /// 已完成
        Completed = "completed",
        /// 需要修改
        Problem = "problem",
    }
}

impl Section {
    /// The task a field belongs to.
    pub fn of(field: &str) -> Self {
        let first = field.split('.').next().unwrap_or_default();
        match first {
            "applicant_name" | "uscc" | "id_number" => Self::Applicant,
            "contact_name" | "contact_phone" | "contact_address" => Self::Contact,
            "lines" | "publishers" => Self::Lines,
            "service_name" | "theme" | "scenarios" => Self::Service,
            "service_scope" | "user_count" | "concurrency" | "response_time" => Self::Standard,
            "social_benefit" | "economic_benefit" => Self::Benefit,
            "feedback_plan" | "return_items" | "no_return_reason" | "feedback_dimensions" => Self::Feedback,
            "attachments" if field.starts_with("attachments.consent") => Self::Consent,
            "attachments" if field.starts_with("attachments.seal") => Self::Commitment,
            "attachments" => Self::Papers,
            "commitment" | "accountable_head" | "seal" => Self::Commitment,
            _ => Self::System,
        }
    }

    /// Whether nothing was given there yet. What the portal fills in itself counts as given.
    fn untouched(self, form: &Form) -> bool {
        let empty = |fields: &[&String]| fields.iter().all(|field| field.trim().is_empty());
        let no_file = |consent: bool| {
            !form.attachments.iter().any(|file| matches!(file.slot, crate::access::Material::Consent { .. }) == consent)
        };
        match self {
            Self::Applicant => false,
            Self::Contact => empty(&[&form.contact_name, &form.contact_phone, &form.contact_address]),
            Self::Lines => form.lines.is_empty(),
            Self::Service => empty(&[&form.service_name, &form.theme]) && form.scenarios.is_empty(),
            Self::Standard => empty(&[&form.service_scope, &form.user_count, &form.concurrency, &form.response_time]),
            Self::Benefit => empty(&[&form.social_benefit, &form.economic_benefit]),
            Self::Feedback => {
                let lists = form.return_items.is_empty() && form.feedback_dimensions.is_empty();
                lists && empty(&[&form.feedback_plan, &form.no_return_reason])
            }
            Self::System => empty(&[
                &form.host_operator,
                &form.system_name,
                &form.datacentre_address,
                &form.mlps_level,
                &form.mlps_filing_no,
            ]),
            Self::Papers => no_file(false),
            Self::Consent => no_file(true),
            Self::Commitment => form.commitment.is_none() && form.seal.is_none(),
        }
    }
}

/// How far every task is, by the faults of the whole form ([`super::check`]).
pub fn progress(form: &Form, faults: &[Fault]) -> Vec<(Section, Progress)> {
    let of = |section: Section| {
        let ours: Vec<_> = faults.iter().filter(|fault| Section::of(&fault.field) == section).collect();
        if ours.is_empty() {
            Progress::Completed
        } else if ours.iter().any(|fault| fault.code != FaultCode::Required) {
            Progress::Problem
        } else if section.untouched(form) {
            Progress::NotStarted
        } else {
            Progress::InProgress
        }
    };
    Section::ALL.iter().map(|section| (*section, of(*section))).collect()
}
