//! 意见模板: words that a body keeps for its opinions (ui 5.8).
use crate::Coded;
use chrono::{DateTime, Utc};

/// A template in the list of its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpinionRow {
    pub id: String,
    /// What it is for.
    pub kind: Coded,
    pub title: String,
    /// From 1.
    pub number: u32,
    pub changed: DateTime<Utc>,
    /// Offered no more.
    pub retired: bool,
}

/// The editor of a template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpinionDesk {
    /// `None` for a new one.
    pub id: Option<String>,
    /// Code of its kind; empty for a new one.
    pub kind: String,
    pub kinds: Vec<Coded>,
    pub title: String,
    pub text: String,
    /// The version it was made from; 0 for a new one.
    pub number: u32,
    pub retired: bool,
    /// What it may name of a case: as it is written, and what it means.
    pub facts: Vec<Coded>,
    /// The newest first.
    pub versions: Vec<OpinionVersion>,
}

/// A version of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpinionVersion {
    pub number: u32,
    pub at: DateTime<Utc>,
    pub title: String,
    pub text: String,
    pub retired: bool,
}
