//! 通知公告.
use crate::{BodyRef, Coded};
use chrono::{DateTime, Utc};

/// One in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnouncementRow {
    pub code: String,
    /// `acceptance`, `other`.
    pub kind: Coded,
    /// In the reader's language where there is one.
    pub title: String,
    pub by: BodyRef,
    /// The first time it was published; `None` for a draft.
    pub issued: Option<DateTime<Utc>>,
    /// When it was last corrected.
    pub corrected: Option<DateTime<Utc>>,
    /// A draft waits: the first one or a correction.
    pub draft: bool,
    /// Beginning of the text.
    pub summary: String,
}

/// A page of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnouncementPage {
    pub rows: Vec<AnnouncementRow>,
    pub total: u64,
    /// From 1.
    pub page: u64,
    pub per_page: u64,
    /// All kinds, to choose from.
    pub kinds: Vec<Coded>,
}

/// A version in the list of versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnouncementVersion {
    pub number: u32,
    pub published: DateTime<Utc>,
    /// What it corrected.
    pub note: String,
}

/// An announcement as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnouncementView {
    pub code: String,
    pub kind: Coded,
    pub by: BodyRef,
    pub issued: DateTime<Utc>,
    /// The version that is shown, and whether a newer one is published.
    pub version: u32,
    pub superseded: bool,
    /// The language of record.
    pub title: String,
    pub body: String,
    /// Empty where there is none.
    pub title_en: String,
    pub body_en: String,
    /// Newest first.
    pub versions: Vec<AnnouncementVersion>,
}

/// What stands in the editor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnouncementDraft {
    /// `None` for one that is not stored yet.
    pub code: Option<String>,
    pub kinds: Vec<Coded>,
    pub kind: String,
    pub title: String,
    pub body: String,
    pub title_en: String,
    pub body_en: String,
    pub note: String,
    /// Number of the version that is written.
    pub number: u32,
    /// A draft is stored.
    pub stored: bool,
    /// Goes into the form: somebody else may be faster.
    pub lock: i64,
    pub versions: Vec<AnnouncementVersion>,
    /// It announces a window: its kind stays.
    pub of_window: bool,
}
