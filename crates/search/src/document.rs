//! What the caller hands over for one dataset.

use serde::{Deserialize, Serialize};

/// A data item (数据项) of a dataset: its Chinese name and the name of its field in the files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataItem {
    /// 中文名称.
    pub name: String,
    /// Field name, e.g. `parkingLotName`; empty if unknown.
    pub field: String,
}

/// A code with the words people search it by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labelled {
    /// The code that facets count and filters name.
    pub code: String,
    /// Its label in the language of record; matched by the search, shown in suggestions.
    pub label: String,
}

/// One dataset as the index sees it. Plain owned data; a field that is not known stays empty.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SearchDoc {
    /// The public code of the dataset; the key of the index.
    pub code: String,
    /// 数据名称.
    pub title: String,
    /// The title in English, if there is one.
    pub title_en: Option<String>,
    /// 摘要.
    pub description: String,
    /// Keywords.
    pub tags: Vec<String>,
    /// 开放主体: its code.
    pub publisher_code: String,
    /// Its full name, e.g. 杭州市统计局.
    pub publisher_name: String,
    /// Short names and other names people use for it.
    pub publisher_aliases: Vec<String>,
    /// 数据项.
    pub items: Vec<DataItem>,
    /// 开放属性, e.g. `PUBLIC`, `RESTRICTED`. `NON_PUBLIC` is refused.
    pub access_rights: String,
    /// 数据领域 with labels.
    pub themes: Vec<Labelled>,
    /// 数据格式 codes.
    pub formats: Vec<String>,
    /// 数据类型 code.
    pub data_type: String,
    /// 更新频率 code.
    pub accrual_periodicity: String,
    /// 层级 code.
    pub level: String,
    /// Region codes with names: its own and, if filters should find it there, those that contain it.
    pub regions: Vec<Labelled>,
    /// First published: local date as days since 1970-01-01.
    pub issued: Option<i64>,
    /// Last updated: local date as days since 1970-01-01.
    pub updated: Option<i64>,
    /// The year the facet counts it under.
    pub year: Option<i32>,
    /// A table can be looked at on the portal.
    pub has_table: bool,
    /// Downloads so far.
    pub downloads: u64,
    /// Kept by the portal itself rather than listed from another catalogue.
    pub official: bool,
}

impl SearchDoc {
    /// The values of a stored facet.
    pub(crate) fn facet_values(&self, facet: crate::Facet) -> Vec<String> {
        use crate::Facet;
        let one = |value: &str| if value.is_empty() { vec![] } else { vec![value.to_owned()] };
        let mut values = match facet {
            Facet::Publisher => one(&self.publisher_code),
            Facet::AccessRights => one(&self.access_rights),
            Facet::Theme => self.themes.iter().map(|theme| theme.code.clone()).collect(),
            Facet::Format => self.formats.clone(),
            Facet::DataType => one(&self.data_type),
            Facet::AccrualPeriodicity => one(&self.accrual_periodicity),
            Facet::Level => one(&self.level),
            Facet::Region => self.regions.iter().map(|region| region.code.clone()).collect(),
            Facet::Year => self.year.map(|year| year.to_string()).into_iter().collect(),
            Facet::HasTable => vec![self.has_table.to_string()],
            Facet::Updated => vec![],
        };
        values.retain(|value| !value.is_empty());
        values.sort();
        values.dedup();
        values
    }
}
