//! Texts of commitment and agreement at the desk of an authority.
use crate::Coded;
use chrono::{DateTime, Utc};

/// A text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextRow {
    /// `commitment`, `agreement`.
    pub kind: Coded,
    /// The version in force; 1 is the shipped one.
    pub version: u32,
    /// `None` for the shipped one.
    pub published: Option<DateTime<Utc>>,
    pub draft: bool,
}

/// A clause in the editor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClauseInput {
    /// Heading of its group: the set of clauses; empty where there are none.
    pub set: String,
    /// Empty where clauses have none.
    pub title: String,
    pub zh: String,
    pub en: String,
}

/// A version in the list of versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextVersion {
    pub number: u32,
    /// `None` for the shipped one.
    pub published: Option<DateTime<Utc>>,
    pub note: String,
    pub in_force: bool,
}

/// The editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextDesk {
    pub kind: Coded,
    /// Number of the version that is written.
    pub number: u32,
    /// A draft is stored.
    pub stored: bool,
    pub clauses: Vec<ClauseInput>,
    /// Clauses have titles (agreement), or an English reading (commitment).
    pub titles: bool,
    pub note: String,
    /// Blanks that can stand in the text, with their words.
    pub blanks: Vec<Coded>,
    /// Newest first.
    pub versions: Vec<TextVersion>,
}

/// A text as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextPreview {
    pub kind: Coded,
    pub number: u32,
    pub draft: bool,
    /// Title (empty where there is none) and text.
    pub clauses: Vec<(String, String)>,
    /// SHA-256 (hex) of the text as it stands.
    pub sha256: String,
}
