//! 开放条件 at the desk of a publisher.
use crate::Coded;
use chrono::{DateTime, NaiveDate, Utc};

/// A restricted dataset of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestrictedRow {
    pub code: String,
    pub title: String,
    /// Newest published version and its time.
    pub version: Option<u32>,
    pub published: Option<DateTime<Utc>>,
    /// A draft waits.
    pub draft: bool,
}

/// A page of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RestrictedPage {
    pub rows: Vec<RestrictedRow>,
    pub total: u64,
    /// From 1.
    pub page: u64,
    pub per_page: u64,
}

/// A condition as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionView {
    pub code: String,
    /// In the reader's language where there is one.
    pub text: String,
    /// What it asks for, in words.
    pub asks: String,
}

/// Conditions as everybody reads them: the same for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionsView {
    pub version: u32,
    pub published: DateTime<Utc>,
    pub modes: Vec<Coded>,
    pub conditions: Vec<ConditionView>,
}

/// A condition in the editor, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConditionInput {
    pub code: String,
    pub zh: String,
    pub en: String,
    /// `mlps-level`, `credit-grade`, `document`, `statement`.
    pub asks: String,
    /// For `mlps-level`.
    pub min: String,
    /// For `credit-grade`: grades with commas between them.
    pub accepted: String,
}

/// The editor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConditionsDesk {
    pub code: String,
    pub title: String,
    /// Number of the version that is written.
    pub number: u32,
    /// A draft is stored.
    pub stored: bool,
    pub modes: Vec<Coded>,
    pub chosen: Vec<String>,
    pub conditions: Vec<ConditionInput>,
    pub kinds: Vec<Coded>,
    /// Published versions, newest first.
    pub versions: Vec<ConditionsView>,
    /// A window is open: what is published now counts for the next one.
    pub open_until: Option<NaiveDate>,
}
