//! What the frame of every page needs to know of this installation.
use serde::{Deserialize, Serialize};

/// Settings of the site; empty slots are not shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// {地区}公共数据开放平台
    pub name: String,
    pub name_en: String,
    /// 主办单位
    pub organiser: Option<String>,
    pub organiser_en: Option<String>,
    /// 承办单位
    pub operator: Option<String>,
    pub phone: Option<String>,
    pub hours: Option<String>,
    pub email: Option<String>,
    /// 网站标识码
    pub site_code: Option<String>,
    /// ICP 备案号
    pub icp: Option<String>,
    /// 公网安备号
    pub police: Option<String>,
    /// Absolute address without trailing slash, e.g. `https://data.example.gov.cn`.
    pub base_url: String,
    /// While true the identity line says 演示站点，非官方网站.
    pub demo: bool,
    /// Title of the active profile when it is a draft (征求意见稿).
    pub draft_profile: Option<String>,
    /// Wording of the active profile.
    pub wording: Wording,
    pub version: String,
    /// When a dataset last changed (目录最近更新).
    pub catalogue_updated: Option<chrono::DateTime<chrono::Utc>>,
}

/// Labels that follow the profile (R-021, C-28); zh verbatim, en by the glossary.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Wording {
    pub publisher: (String, String),
    pub access_rights: (String, String),
    pub accrual_periodicity: (String, String),
    pub public: (String, String),
    pub restricted: (String, String),
}
