//! The authority's table of credit entries. Numbers are never in it: whom an entry is about is a keyed hash.
use crate::Coded;
use chrono::{DateTime, NaiveDate, Utc};

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreditQuery {
    /// Keyed hash of a party; empty = everybody.
    pub subject: String,
    /// Ended ones too.
    pub all: bool,
    /// From 1.
    pub page: u64,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditRow {
    pub id: String,
    /// The first characters of the keyed hash: tells entries apart, says nothing else.
    pub subject: String,
    pub test: Coded,
    pub from: NaiveDate,
    /// Last day, included; `None` = it stands.
    pub to: Option<NaiveDate>,
    pub source: String,
    pub grade: Option<String>,
    /// Number of the violation case it comes from.
    pub violation: Option<String>,
    pub added: DateTime<Utc>,
    /// Stands today.
    pub stands: bool,
    /// Can be lifted.
    pub open: bool,
}

/// The table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreditPage {
    pub rows: Vec<CreditRow>,
    pub total: u64,
    /// From 1.
    pub page: u64,
    pub per_page: u64,
    /// Lists an entry may stand in, with the codes the file uses.
    pub tests: Vec<Coded>,
    /// Kinds of proof, for the search.
    pub proofs: Vec<Coded>,
}
