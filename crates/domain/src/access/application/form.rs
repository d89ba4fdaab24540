//! What is typed: 公共数据开放申请表 (C1, GL20-F1) with the lines of the 需求清单 (C2) and the papers (C5).
use super::commitment::{Seal, Signed};
use crate::access::conditions::Conditions;
use crate::access::{DeliveryMode, Material};
use crate::account::{PartyKind, Verification};
use crate::party::proof::Proof;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Version of the stored form.
pub const SCHEMA: i64 = 1;

/// Longest text of the fields for which the form names no length, in characters.
pub const TEXT_MAX: usize = 2000;

/// 应用场景 (C1-10): several are described apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scenario {
    /// 使用方式
    pub usage: String,
    /// 范围
    pub scope: String,
    /// 场景
    pub scene: String,
}

/// 回流数据清单 (C1-17).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReturnItem {
    /// 名称
    pub name: String,
    /// 数据项
    pub items: String,
    /// 频率
    pub frequency: String,
    /// 方式
    pub method: String,
}

/// A line of the 需求清单 (C2): one dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Line {
    /// Public code of the dataset.
    pub dataset: String,
    /// 数据项: names of the items, the fewest that do.
    pub items: Vec<String>,
    /// 数据范围: time, legal dates as typed; empty where the data covers no time.
    pub from: String,
    pub to: String,
    /// 数据范围: regions (GB/T 2260), empty = all it covers.
    pub regions: Vec<String>,
    /// 获取方式, a code of [`DeliveryMode`].
    pub mode: String,
    /// 调用频次/数据量: so many calls or rows …
    pub volume: String,
    /// … in each of these: `day`, `month`, `total`.
    pub volume_unit: String,
    /// 对应应用场景: its number, from 1.
    pub scenario: String,
    /// 需求理由
    pub necessity: String,
    /// 是否涉及个人信息/商业秘密: `yes` or `no`.
    pub sensitive: String,
    /// 授权说明: `now` (attached), `per-call`, `treatment` (by the publisher).
    pub consent: String,
    /// How the consent is got.
    pub consent_plan: String,
}

/// A file of an application; its content is kept encrypted under its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub slot: Material,
    pub name: String,
    /// SHA-256 of the content, hex.
    pub sha256: String,
    /// Day of issue, as the paper says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<NaiveDate>,
    /// Last day it is valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<NaiveDate>,
    /// For the 等级保护证书: the system it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
}

/// The application form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    /// 联系人 (organisations; C1-3)
    pub contact_name: String,
    /// 联系电话
    pub contact_phone: String,
    /// 联系地址
    pub contact_address: String,
    /// 应用服务名称
    pub service_name: String,
    /// 所属领域, a code of the themes.
    pub theme: String,
    /// 公共数据开放主体 as whoever fills the form through the interface names them; empty = those of the lines.
    pub publishers: Vec<Uuid>,
    pub scenarios: Vec<Scenario>,
    /// 服务范围
    pub service_scope: String,
    /// 应用系统用户数
    pub user_count: String,
    /// 并发
    pub concurrency: String,
    /// 时效的响应等方面
    pub response_time: String,
    /// 预期成效: 社会效益
    pub social_benefit: String,
    /// 预期成效: 经济效益
    pub economic_benefit: String,
    /// 使用情况反馈 / 解决哪些问题
    pub feedback_plan: String,
    pub return_items: Vec<ReturnItem>,
    /// 无: why nothing flows back.
    pub no_return_reason: String,
    /// 反馈情况维度
    pub feedback_dimensions: Vec<String>,
    /// Natural persons: who runs the certified system that hosts theirs (C-18).
    pub host_operator: String,
    /// 系统(APP)名称
    pub system_name: String,
    /// 系统机房地址
    pub datacentre_address: String,
    /// 等级级别, 1 to 5.
    pub mlps_level: String,
    /// 等保备案编号
    pub mlps_filing_no: String,
    pub lines: Vec<Line>,
    pub attachments: Vec<Attachment>,
    /// 签章 (C1-2, C3-9)
    pub seal: Option<Seal>,
    /// 公共数据安全承诺书
    pub commitment: Option<Signed>,
}

impl Form {
    /// 等级保护, where a number from 1 to 5 was typed.
    pub fn level(&self) -> Option<u8> {
        self.mlps_level.trim().parse().ok().filter(|level| (1..=5).contains(level))
    }

    /// Whether every line is served in the sandbox.
    pub fn hosted(&self) -> bool {
        !self.lines.is_empty() && self.lines.iter().all(|line| line.mode() == Some(DeliveryMode::Sandbox))
    }

    /// The file in a slot.
    pub fn attachment(&self, slot: &Material) -> Option<&Attachment> {
        self.attachments.iter().find(|attachment| attachment.slot == *slot)
    }
}

impl Line {
    /// The mode, where a known one was chosen.
    pub fn mode(&self) -> Option<DeliveryMode> {
        DeliveryMode::from_code(&self.mode)
    }
}

/// Who applies, as the portal knows it from the verified account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    pub party: Uuid,
    pub kind: PartyKind,
    pub verification: Verification,
    pub name: String,
    /// 统一社会信用代码, 身份证号 or the number of another document (ZJ22-Art.17(1)).
    pub proof: Proof,
    pub number: String,
}

/// A data item that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedItem {
    pub name: String,
    /// Flagged as personal information, privacy, trade secret or confidential.
    pub sensitive: bool,
    /// Anonymised or desensitised: no consent is needed any more.
    pub treated: bool,
}

/// A restricted dataset as it is offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    pub id: Uuid,
    /// Public code.
    pub code: String,
    pub publisher: Uuid,
    /// The competent authority of its level.
    pub authority: Uuid,
    /// Listed and 受限开放.
    pub open_for_application: bool,
    /// 中止开放
    pub suspended: bool,
    pub items: Vec<OfferedItem>,
    /// What time it covers.
    pub coverage: Option<(NaiveDate, NaiveDate)>,
    /// Regions it covers (GB/T 2260).
    pub regions: Vec<String>,
    /// Conditions in force; where there are none, modes are those of [`Offered::modes`].
    pub conditions: Option<Conditions>,
}

impl Offered {
    /// Modes the publisher allows. Without published conditions: what the portal itself delivers.
    pub fn modes(&self) -> &[DeliveryMode] {
        match &self.conditions {
            Some(set) => &set.modes,
            None => &[DeliveryMode::File, DeliveryMode::Api],
        }
    }
}
