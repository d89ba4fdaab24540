//! What an import reports: lines refused, and what was mended.
use serde::{Deserialize, Serialize};

/// Why a line of a catalogue file did not become an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum Refusal {
    #[error("not JSON, or not an object with the expected fields: {detail}")]
    NotARecord { detail: String },
    #[error("the record names no portal")]
    NoPortal,
    #[error("the record has no title")]
    NoTitle,
    /// Sizes in characters, for the line in bytes.
    #[error("{field} has {found}, at most {limit} are accepted")]
    TooLong { field: String, limit: usize, found: usize },
    /// Found by the importer, which sees the whole file: of two records with one source key the first stands.
    #[error("the same source key as line {first_line}")]
    DuplicateKey { first_line: u64 },
}

impl Refusal {
    /// Stable code for reports.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotARecord { .. } => "not-a-record",
            Self::NoPortal => "no-portal",
            Self::NoTitle => "no-title",
            Self::TooLong { .. } => "too-long",
            Self::DuplicateKey { .. } => "duplicate-key",
        }
    }
}

/// What was mended or could not be understood; counted in the report of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Warning {
    /// The open attribute is empty or not understood; the entry is treated as restricted.
    AccessRightsAssumed {
        stated: Option<String>,
    },
    ThemeUnknown {
        stated: String,
    },
    PeriodicityUnknown {
        stated: String,
    },
    FormatUnknown {
        stated: String,
    },
    /// A date that is none, such as 0000-00-00.
    DateInvalid {
        field: String,
        stated: String,
    },
    /// The landing page is no http(s) address.
    LandingPageInvalid {
        stated: String,
    },
    /// The portal is not in `profiles/regions.toml`; its region is taken to be the country.
    PortalUnknown {
        portal: String,
    },
    /// The body of a 区 or 县 whose county the record does not say.
    CountyUnknown {
        organisation: String,
    },
    RegionUnknown {
        stated: String,
    },
    PublisherUnstated,
    TagsDropped {
        count: usize,
    },
}

impl Warning {
    /// Stable code for reports.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::AccessRightsAssumed { .. } => "access-rights-assumed",
            Self::ThemeUnknown { .. } => "theme-unknown",
            Self::PeriodicityUnknown { .. } => "periodicity-unknown",
            Self::FormatUnknown { .. } => "format-unknown",
            Self::DateInvalid { .. } => "date-invalid",
            Self::LandingPageInvalid { .. } => "landing-page-invalid",
            Self::PortalUnknown { .. } => "portal-unknown",
            Self::CountyUnknown { .. } => "county-unknown",
            Self::RegionUnknown { .. } => "region-unknown",
            Self::PublisherUnstated => "publisher-unstated",
            Self::TagsDropped { .. } => "tags-dropped",
        }
    }
}
