//! The manifest of `samples/`: what `portal demo` loads so that a first run has real data to show. Read and checked here; files are named,
//! not opened.
mod check;
#[cfg(test)]
mod tests;

use super::codes::{
    AccessRights, AccessRightsSource, AccrualPeriodicity, DataType, Format, Level, SuspensionReason, Theme,
};
use super::dataset::{DataItem, Dataset, Publication, StatedFormat};
use super::record::BodyKey;
use super::region::Regions;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Portal code of the entries, for [`super::ident::dataset_code`].
pub const SAMPLE_PORTAL: &str = "samples";

/// `samples/samples.toml`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleManifest {
    /// Whole catalogues, as JSONL.
    #[serde(default, rename = "catalogue")]
    pub catalogues: Vec<SampleCatalogue>,
    /// Entries with files of their own.
    #[serde(default, rename = "entry")]
    pub entries: Vec<SampleEntry>,
}

/// A catalogue file to import.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleCatalogue {
    /// Below `samples/`.
    pub path: String,
    pub source_name: String,
    pub source_url: String,
    pub licence: String,
}

/// Whether an entry is in the open catalogue from the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SamplePublication {
    #[default]
    Listed,
    Unlisted,
}

/// One entry with its true source.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleEntry {
    /// Source key; never changed, since the public code follows from it.
    pub key: String,
    pub title: String,
    pub title_en: Option<String>,
    pub description: String,
    pub publisher: SamplePublisher,
    /// Where the file comes from: project or portal.
    pub source_name: String,
    pub source_url: Option<String>,
    pub licence: String,
    pub themes: Vec<Theme>,
    #[serde(default)]
    pub tags: Vec<String>,
    pub access_rights: AccessRights,
    pub conditions: Option<String>,
    pub data_type: DataType,
    pub accrual_periodicity: AccrualPeriodicity,
    pub contact: Option<String>,
    pub issued: Option<NaiveDate>,
    pub updated: Option<NaiveDate>,
    /// Day the source was read.
    pub observed: Option<NaiveDate>,
    #[serde(default)]
    pub publication: SamplePublication,
    /// 示例: invented for demonstration.
    #[serde(default)]
    pub example: bool,
    #[serde(default, rename = "suspension")]
    pub suspensions: Vec<SampleSuspension>,
    #[serde(default, rename = "item")]
    pub items: Vec<DataItem>,
    #[serde(rename = "file")]
    pub files: Vec<SampleFile>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SamplePublisher {
    pub name: String,
    /// GB/T 2260 code.
    pub region: String,
    pub level: Level,
}

/// A suspension that is open from the start.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleSuspension {
    pub since: DateTime<Utc>,
    pub reason: SuspensionReason,
    pub case: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleFile {
    /// Below `samples/`.
    pub path: String,
    pub title: String,
    pub format: Format,
    /// Whether the reader makes a table of it; other files are only offered for download.
    #[serde(default = "yes")]
    pub table: bool,
    /// Encoding where it is known; else the reader finds out.
    pub encoding: Option<String>,
}

const fn yes() -> bool {
    true
}

/// Why the manifest cannot be loaded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SampleError {
    #[error("samples: {0}")]
    Syntax(String),
    #[error("samples: {key}: {problem}")]
    Entry { key: String, problem: SampleProblem },
}

/// What is wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SampleProblem {
    #[error("{0} is empty")]
    Empty(&'static str),
    #[error("the key is used twice")]
    KeyTwice,
    #[error("{0} is not a path below samples/")]
    Path(String),
    #[error("no region {0}")]
    Region(String),
    #[error("no files")]
    NoFiles,
    #[error("item {0} is described twice")]
    ItemTwice(String),
    /// 示例 data must say so in its title, and only such data may.
    #[error("the title must begin with 示例 if and only if the entry is an example")]
    ExampleTitle,
    #[error("issued after updated")]
    Dates,
}

impl SampleManifest {
    /// Reads and checks a manifest.
    ///
    /// # Errors
    /// The first thing wrong with it, and in which entry.
    pub fn parse(text: &str, regions: &Regions) -> Result<Self, SampleError> {
        let manifest: Self = toml::from_str(text).map_err(|e| SampleError::Syntax(e.to_string()))?;
        check::manifest(&manifest, regions)?;
        Ok(manifest)
    }
}

impl SampleEntry {
    pub fn body(&self) -> BodyKey {
        BodyKey {
            region: self.publisher.region.clone(),
            name: self.publisher.name.clone(),
            level: self.publisher.level,
            unattributed: false,
        }
    }

    /// The entry, once ids and code are known. What is held here is not observed elsewhere, unless the manifest says when it was read.
    pub fn to_dataset(&self, id: Uuid, code: String, publisher: Uuid) -> Dataset {
        let mut formats: Vec<StatedFormat> = Vec::new();
        for file in &self.files {
            if !formats.iter().any(|f| f.format == file.format) {
                formats.push(StatedFormat { format: file.format, original: file.format.code().to_owned() });
            }
        }
        Dataset {
            id,
            code,
            source_key: self.key.clone(),
            title: self.title.clone(),
            title_en: self.title_en.clone(),
            description: self.description.trim().to_owned(),
            publisher,
            access_rights: self.access_rights,
            access_rights_source: AccessRightsSource::Stated,
            themes: self.themes.clone(),
            tags: self.tags.clone(),
            formats,
            data_type: self.data_type,
            accrual_periodicity: self.accrual_periodicity,
            periodicity_original: None,
            level: self.publisher.level,
            region: self.publisher.region.clone(),
            items: self.items.clone(),
            conditions: self.conditions.clone(),
            contact: self.contact.clone(),
            licence: Some(self.licence.clone()),
            landing_page: self.source_url.clone(),
            source_name: Some(self.source_name.clone()),
            issued: self.issued,
            updated: self.updated,
            observed: self.observed,
            publication: match self.publication {
                SamplePublication::Listed => Publication::Listed,
                SamplePublication::Unlisted => Publication::Unlisted,
            },
            example: self.example,
            stated_rows: None,
            original: serde_json::json!({ "portal": SAMPLE_PORTAL, "key": self.key, "source": self.source_name, "licence": self.licence }),
        }
    }
}
