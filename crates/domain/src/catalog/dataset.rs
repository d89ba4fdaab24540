//! 数据集: one entry of the open catalogue (rules A3, B01, B03; DCAT names).
use super::codes::{
    AccessRights, AccessRightsSource, AccrualPeriodicity, DataType, DistributionKind, Format, Level, Sensitivity,
    SuspensionReason, Theme, Treatment, WithdrawalReason,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Whether the public may know of a dataset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Publication {
    /// Entered, not public: 404 for everyone outside.
    Unlisted,
    /// In the open catalogue.
    Listed,
    /// 撤回: gone from search, its address answers 410 with a tombstone.
    Withdrawn {
        on: NaiveDate,
        reason: WithdrawalReason,
        /// Number of the case that led to it.
        case: Option<String>,
        /// Whether the tombstone may show the title; a title can itself infringe.
        title_shown: bool,
    },
}

/// 中止开放: while one is open (`ended` is `None`) nobody gets the data. Suspensions are rows, so that two can overlap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    pub id: Uuid,
    pub since: DateTime<Utc>,
    pub reason: SuspensionReason,
    pub case: Option<String>,
    pub ended: Option<DateTime<Utc>>,
}

/// 数据项: one column as the catalogue describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataItem {
    /// 中文名
    pub title: String,
    /// 字段名; empty where the source gives none.
    pub name: String,
    /// Data type as the publisher states it, e.g. 字符型.
    pub data_type: Option<String>,
    pub description: Option<String>,
    pub unit: Option<String>,
    #[serde(default)]
    pub sensitivity: Vec<Sensitivity>,
    /// Recorded treatment or consent with its evidence; `None` while there is none.
    pub treatment: Option<TreatmentRecord>,
}

/// Evidence that a flagged item may be opened (B05 ways out).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreatmentRecord {
    pub treatment: Treatment,
    /// Method, or where the consents are kept.
    pub evidence: String,
    pub on: NaiveDate,
    pub by: String,
}

impl DataItem {
    /// a flagged item without recorded treatment or consent is in no page, table, facet, profile, API answer or file.
    pub fn withheld(&self) -> bool {
        !self.sensitivity.is_empty() && self.treatment.is_none()
    }

    /// 是否脱敏, as the item list shows it.
    pub fn masked(&self) -> bool {
        matches!(&self.treatment, Some(t) if t.treatment != Treatment::Consent)
    }
}

/// A format as the source spells it, and our code for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedFormat {
    pub format: Format,
    pub original: String,
}

/// A dataset without its publisher's, versions' and files' rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dataset {
    pub id: Uuid,
    /// Public address, see [`super::ident`].
    pub code: String,
    /// What makes the entry the same on re-import.
    pub source_key: String,
    /// 数据名称
    pub title: String,
    pub title_en: Option<String>,
    pub description: String,
    pub publisher: Uuid,
    pub access_rights: AccessRights,
    pub access_rights_source: AccessRightsSource,
    pub themes: Vec<Theme>,
    pub tags: Vec<String>,
    pub formats: Vec<StatedFormat>,
    pub data_type: DataType,
    pub accrual_periodicity: AccrualPeriodicity,
    /// As the source spells it.
    pub periodicity_original: Option<String>,
    pub level: Level,
    /// GB/T 2260 code, six digits.
    pub region: String,
    pub items: Vec<DataItem>,
    /// 开放条件 as the publisher states it.
    pub conditions: Option<String>,
    pub contact: Option<String>,
    pub licence: Option<String>,
    /// Page of the dataset on the platform it comes from.
    pub landing_page: Option<String>,
    /// Name of the source platform or project, for the citation and for 数据在来源平台.
    pub source_name: Option<String>,
    pub issued: Option<NaiveDate>,
    pub updated: Option<NaiveDate>,
    /// For entries that others keep: the day their platform was read. Freshness is judged at that day, not today.
    pub observed: Option<NaiveDate>,
    pub publication: Publication,
    /// 示例: made for demonstration, no real data.
    pub example: bool,
    /// Row count as the source states it.
    pub stated_rows: Option<u64>,
    /// The source record, unchanged, for 完整元数据.
    pub original: serde_json::Value,
}

/// One published state of a dataset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    pub id: Uuid,
    /// 1, 2, 3 …
    pub number: i64,
    pub issued: DateTime<Utc>,
    pub note: String,
    /// 因校核 XH-… 更正
    pub case: Option<String>,
}

/// 数据文件/接口 of one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distribution {
    pub id: Uuid,
    pub version: Uuid,
    pub kind: DistributionKind,
    pub title: String,
    pub format: Format,
    /// For `external`.
    pub access_url: Option<String>,
    /// For `hosted`: the file's address in the store is its SHA-256 (hex).
    pub sha256: Option<String>,
    pub file_name: Option<String>,
    pub bytes: Option<u64>,
    pub encoding: Option<String>,
}

/// One (file, sheet) as a table with its own public code (design §4 Identity).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    pub id: Uuid,
    pub code: String,
    pub distribution: Uuid,
    pub version: Uuid,
    pub title: String,
    pub sheet: Option<String>,
    pub rows: u64,
    /// SHA-256 (hex) of the Parquet file in the store.
    pub parquet: String,
    pub parquet_bytes: u64,
    pub columns: Vec<Column>,
    /// What the reader noticed (encoding, title lines, ragged rows), as codes with facts.
    pub warnings: Vec<serde_json::Value>,
}

/// A column of a table as read from the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Unique field name within the table.
    pub name: String,
    /// Header as the file has it, or the data item's 中文名.
    pub title: String,
    /// `text`, `integer`, `number`, `boolean`, `date`, `datetime` or `time`.
    pub dtype: String,
    pub nulls: u64,
    /// Approximate number of different values.
    pub distinct: Option<u64>,
    pub min: Option<String>,
    pub max: Option<String>,
}
