//! Words that follow the profile (R-021, C-28): Chinese verbatim from the document, English by the glossary.
use crate::catalog::AccessRights;
use crate::law::DocCode;
use crate::locale::Locale;
use crate::profile::ShareClass;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A word in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Language of record.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Label {
    /// The word in a language.
    pub fn text(&self, locale: Locale) -> &str {
        match locale {
            Locale::ZhCn => &self.zh,
            Locale::En => &self.en,
        }
    }
}

/// Standing of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 现行
    InForce,
    /// 征求意见稿
    Draft,
    /// 已废止
    Repealed,
}

impl Status {
    /// The word for it, the same for every document.
    pub const fn text(self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Self::InForce, Locale::ZhCn) => "现行",
            (Self::InForce, Locale::En) => "in force",
            (Self::Draft, Locale::ZhCn) => "征求意见稿",
            (Self::Draft, Locale::En) => "draft for comment",
            (Self::Repealed, Locale::ZhCn) => "已废止",
            (Self::Repealed, Locale::En) => "repealed",
        }
    }
}

/// The document a profile is made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Its code in citations.
    pub code: DocCode,
    /// Full title without book-title marks.
    pub title: Label,
    /// Short title, as in 条例第十九条.
    pub short: Label,
    /// In force or draft.
    pub status: Status,
    /// First day in force; absent while not fixed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_from: Option<NaiveDate>,
    /// Documents read together with it.
    #[serde(default)]
    pub with: Vec<DocCode>,
}

/// All labels of a profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// 开放属性.
    pub open: OpenLabels,
    /// 共享属性.
    pub share: ShareLabels,
    /// The six statutory labels of a dataset.
    pub fields: FieldLabels,
    /// What the actors are called.
    pub actors: ActorLabels,
    /// Outcomes of a withdrawal request (C-15).
    pub outcomes: OutcomeLabels,
}

/// Words for the open attribute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "SCREAMING_SNAKE_CASE")]
pub struct OpenLabels {
    /// 无条件开放
    pub public: Label,
    /// 受限开放 · 有条件开放
    pub restricted: Label,
    /// 禁止开放 · 不予开放
    pub non_public: Label,
}

impl OpenLabels {
    /// The word for a value.
    pub const fn of(&self, access_rights: AccessRights) -> &Label {
        match access_rights {
            AccessRights::Public => &self.public,
            AccessRights::Restricted => &self.restricted,
            AccessRights::NonPublic => &self.non_public,
        }
    }
}

/// Words for the sharing attribute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShareLabels {
    /// 无条件共享
    pub unconditional: Label,
    /// 受限共享 · 有条件共享
    pub conditional: Label,
    /// 不共享 · 非共享 · 不予共享
    pub none: Label,
}

impl ShareLabels {
    /// The word for a value.
    pub const fn of(&self, class: ShareClass) -> &Label {
        match class {
            ShareClass::Unconditional => &self.unconditional,
            ShareClass::Conditional => &self.conditional,
            ShareClass::None => &self.none,
        }
    }
}

/// Names of the six statutory labels, in the order of law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldLabels {
    /// 数据名称
    pub name: Label,
    /// 开放主体
    pub publisher: Label,
    /// 开放属性 · 开放类型
    pub access_rights: Label,
    /// 数据格式
    pub format: Label,
    /// 数据类型
    pub data_type: Label,
    /// 更新频率 · 更新周期
    pub accrual_periodicity: Label,
}

impl FieldLabels {
    /// All six with their DCAT names, in the order of law.
    pub const fn in_order(&self) -> [(&'static str, &Label); 6] {
        [
            ("name", &self.name),
            ("publisher", &self.publisher),
            ("access_rights", &self.access_rights),
            ("format", &self.format),
            ("data_type", &self.data_type),
            ("accrual_periodicity", &self.accrual_periodicity),
        ]
    }
}

/// What the actors are called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorLabels {
    /// 公共数据主管部门 · 数据主管部门
    pub competent_authority: Label,
    /// 公共数据开放主体 · 数据提供单位
    pub publisher: Label,
    /// 公共数据利用主体 · 申请人
    pub data_user: Label,
}

/// Outcomes of a withdrawal request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeLabels {
    /// 撤回
    pub withdraw: Label,
    /// 处理后再开放
    pub process_reopen: Label,
    /// 不予撤回（继续开放） · 继续开放
    #[serde(rename = "continue")]
    pub continue_open: Label,
}
