//! Searching the catalogue and reading one dataset.
mod query;
pub use query::{MAX_PER_PAGE, MAX_QUERY, MAX_REACH};

use crate::{BodyRef, Coded, Marked, PortResult};
use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use domain::locale::Locale;
use domain::policy::Actor;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The facets of a search, in the order the page shows them. Their names are the parameters of `/data` and `/api/v1/search`.
pub const FACETS: [&str; 11] = [
    "access_rights",
    "theme",
    "publisher",
    "format",
    "data_type",
    "accrual_periodicity",
    "level",
    "region",
    "updated",
    "year",
    "has_table",
];

/// The orders of a search.
pub const SORTS: [&str; 5] = ["relevance", "updated", "issued", "downloads", "title"];

/// What a reader asks of the catalogue; parsed and validated by [`SearchQuery::parse`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SearchQuery {
    pub q: String,
    /// Facet name → codes; several values of one facet are alternatives.
    pub filters: BTreeMap<String, Vec<String>>,
    /// Only in names of data items (在数据项名称中查找): `in=items`.
    pub in_items: bool,
    /// One of [`SORTS`].
    pub sort: String,
    /// From 1.
    pub page: u32,
    pub per_page: u32,
}

/// One page of results.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchPage {
    pub total: u64,
    /// Time inside the search engine, in milliseconds.
    pub took_ms: f64,
    pub page: u32,
    pub per_page: u32,
    pub items: Vec<DatasetCard>,
    pub facets: BTreeMap<String, Vec<FacetValue>>,
    /// 您是不是要找
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub did_you_mean: Option<Alternative>,
    /// 按拼音找到: the reading that found the results.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matched_by_pinyin: Option<String>,
    /// Nothing matches what was typed: these are the results of this text, which sounds like it or differs by a letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub searched_instead: Option<String>,
    /// Nothing has all the words: each result has at least the first number of the second.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<u32>>))]
    pub relaxed: Option<(u32, u32)>,
    /// Present only when nothing was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zero_help: Option<ZeroHelp>,
}

/// What helps where nothing was found; every entry carries the number it leads to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ZeroHelp {
    /// 去掉“…”可得 n 个: the word left out, the remaining query, the count.
    pub without: Vec<Alternative>,
    /// 只用“…”可得 n 个
    pub only: Vec<Alternative>,
    /// 相近的说法
    pub similar: Vec<Alternative>,
    /// 在数据项名称中查找
    pub in_items: Option<Alternative>,
    /// The same words without any filter.
    pub without_filters: Option<u64>,
}

/// Another query and how many datasets it finds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Alternative {
    pub word: String,
    pub query: String,
    pub count: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FacetValue {
    pub value: String,
    pub label: String,
    /// Datasets that match the query and the *other* filters.
    pub count: u64,
    #[serde(default)]
    pub selected: bool,
}

/// How fresh: judged by the promised periodicity, at the crawl date where the data is kept elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FreshnessView {
    pub updated: Option<NaiveDate>,
    pub next_due: Option<NaiveDate>,
    /// Days past the promise; 0 when on time.
    pub overdue_days: u32,
    /// For entries kept elsewhere: the day they were read.
    pub observed: Option<NaiveDate>,
}

/// 中止开放
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuspensionView {
    pub since: DateTime<Utc>,
    /// 原因类别, labelled.
    pub reason: Coded,
}

/// One result: the six statutory labels and what helps to choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DatasetCard {
    pub id: String,
    pub title: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Vec<u32>>))]
    pub title_ranges: crate::Ranges,
    pub publisher: BodyRef,
    pub access_rights: Coded,
    /// 未填写（按受限开放处理）
    pub access_rights_assumed: bool,
    pub suspended: Option<SuspensionView>,
    pub formats: Vec<Coded>,
    pub data_type: Coded,
    pub accrual_periodicity: Coded,
    pub freshness: FreshnessView,
    pub issued: Option<NaiveDate>,
    pub themes: Vec<Coded>,
    /// Part of the description, with hits.
    pub summary: Marked,
    /// 命中数据项
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub matched_items: Vec<Marked>,
    pub has_table: bool,
    pub rows: Option<u64>,
    pub versions: u32,
    pub downloads: u64,
    /// 示例
    pub example: bool,
}

/// A suggestion while typing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Suggestion {
    /// `dataset`, `item`, `publisher` or `theme`.
    pub kind: String,
    pub text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Vec<u32>>))]
    pub ranges: crate::Ranges,
    /// Where choosing it leads, without language prefix.
    pub url: String,
}

/// 数据项 on the page. Withheld items are not among them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemView {
    pub title: String,
    pub name: String,
    pub data_type: Option<String>,
    pub description: Option<String>,
    pub unit: Option<String>,
    /// 是否脱敏
    pub masked: bool,
    /// Labels of the sensitivity flags.
    pub sensitivity: Vec<Coded>,
    /// Share of empty values in the newest table, 0..=1.
    pub missing: Option<f64>,
}

/// A file of a version and the formats it can be had in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileView {
    /// `original`, or a conversion: `csv`, `json`, `parquet` …
    pub slot: String,
    pub title: String,
    pub format: Coded,
    pub url: Option<String>,
    pub file_name: Option<String>,
    /// Bytes, when already known.
    pub bytes: Option<u64>,
    pub rows: Option<u64>,
    pub encoding: Option<String>,
    /// SHA-256 (hex) of the file, when already known.
    pub sha256: Option<String>,
    /// Why the slot is empty, in the reader's language.
    pub why_not: Option<String>,
    /// Host of an external address; the link leaves this site.
    pub external_host: Option<String>,
}

/// One (file, sheet) as a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TableRef {
    pub code: String,
    pub title: String,
    pub rows: u64,
    pub columns: u32,
}

/// One published version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VersionView {
    pub number: i64,
    pub issued: DateTime<Utc>,
    pub note: String,
    pub case: Option<String>,
    pub rows: Option<u64>,
    pub files: Vec<FileView>,
}

/// One line of the quality meter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualityCheck {
    pub code: String,
    pub passed: bool,
    /// Reason, in the reader's language.
    pub text: String,
}

/// Everything a dataset page shows to this reader.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DatasetView {
    #[serde(flatten)]
    pub card: DatasetCard,
    pub title_en: Option<String>,
    pub description: String,
    pub tags: Vec<String>,
    pub level: Coded,
    pub region: Coded,
    pub items: Vec<ItemView>,
    /// Number of items left out because they are flagged and untreated; their names are not given.
    pub withheld_items: u32,
    /// 开放条件
    pub conditions: Option<String>,
    pub contact: Option<String>,
    pub licence: Option<String>,
    pub landing_page: Option<String>,
    pub source_name: Option<String>,
    /// Whether data controls may be shown at all: `open`, `application-needed`, `suspended`, `external` or `none`.
    pub data: DataAccess,
    pub files: Vec<FileView>,
    pub tables: Vec<TableRef>,
    pub versions: Vec<VersionView>,
    pub quality: Vec<QualityCheck>,
    /// 引用
    pub citation: String,
    /// Label and original value of every further field of the source record, for 完整元数据.
    pub original: Vec<(String, String)>,
    pub changed: DateTime<Utc>,
}

/// How this reader can get the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DataAccess {
    /// Download, preview, API at once.
    Open,
    /// Restricted: structure only; how to reach the publisher.
    ApplicationNeeded,
    /// 中止开放
    Suspended,
    /// 数据在来源平台
    External,
    /// Described, but no file and no address.
    None,
}

/// The home page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HomeView {
    pub datasets: u64,
    pub public: u64,
    pub with_table: u64,
    pub publishers: u64,
    pub updated_today: u64,
    pub themes: Vec<FacetValue>,
    pub recent: Vec<DatasetCard>,
    /// 大家在搜, empty until enough different readers searched for the same.
    pub popular: Vec<String>,
    pub as_of: DateTime<Utc>,
}

/// An entry of a sitemap or feed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeedEntry {
    pub code: String,
    pub title: String,
    pub summary: String,
    pub publisher: String,
    pub issued: Option<NaiveDate>,
    pub changed: DateTime<Utc>,
}

/// The catalogue port.
#[async_trait]
pub trait Datasets: Send + Sync {
    async fn home(&self, actor: &Actor, locale: Locale) -> PortResult<HomeView>;
    async fn search(&self, actor: &Actor, locale: Locale, query: &SearchQuery) -> PortResult<SearchPage>;
    /// At most `limit` suggestions for what has been typed so far.
    async fn suggest(&self, actor: &Actor, locale: Locale, typed: &str, limit: u32) -> PortResult<Vec<Suggestion>>;
    async fn dataset(&self, actor: &Actor, locale: Locale, code: &str) -> PortResult<DatasetView>;
    async fn related(&self, actor: &Actor, locale: Locale, code: &str) -> PortResult<Vec<DatasetCard>>;
    /// The data dictionary as CSV (UTF-8 with BOM): what [`DatasetView::items`] shows.
    async fn dictionary(&self, actor: &Actor, locale: Locale, code: &str) -> PortResult<crate::downloads::Download>;
    /// The whole public catalogue as a JSON array, streamed: stable English codes, labels in the wording of the profile.
    async fn catalog(&self, actor: &Actor, locale: Locale) -> PortResult<crate::downloads::Download>;
    /// Newest entries first, for Atom; at most `limit`.
    async fn newest(&self, actor: &Actor, limit: u32) -> PortResult<Vec<FeedEntry>>;
    /// Listed datasets after `after` in code order, for sitemaps; at most `limit`.
    async fn listing(&self, actor: &Actor, after: &str, limit: u32) -> PortResult<Vec<FeedEntry>>;
}

impl Default for SearchQuery {
    fn default() -> Self {
        Self {
            q: String::new(),
            filters: BTreeMap::new(),
            in_items: false,
            sort: "relevance".into(),
            page: 1,
            per_page: 20,
        }
    }
}
