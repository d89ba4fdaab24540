//! Catalogue, open catalogue, priority list, open attribute (B01-B07).
use super::choices::{
    Adjust, AgreementSilent, Assessment, Downgrade, Group, NonPublicGround, RestrictionGround, Review, WayOut,
};
use super::clock::{Amount, Clock};
use crate::catalog::AccessRights;
use serde::{Deserialize, Serialize};

/// Compilation and update of the catalogue (B01, B02).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// The head of the body approves before submission.
    pub head_approval: bool,
    /// Assessments attached before submission.
    pub assessments: Vec<Assessment>,
    /// Revision after the authority's opinion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revise: Option<Clock>,
    /// Update after a change, with its extension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update: Option<Clock>,
    /// Review **and** publication by the authority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publish: Option<Clock>,
}

/// The open catalogue (B03).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenCatalog {
    /// How often it is adjusted.
    pub adjust: Adjust,
}

/// The annual open-priority list (B04).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyList {
    /// Groups that must have been consulted.
    pub required_groups: Vec<Group>,
    /// Length of the comment round.
    pub comment: Clock,
}

/// The open attribute (B05, B06).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// Listing.
    pub listing: Listing,
    /// Reviews.
    pub review: ReviewRule,
    /// Ways out of a ground against opening.
    pub wayouts: Vec<WayOut>,
    /// The best attribute that consent alone can give; absent = any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_limits_to: Option<AccessRights>,
    /// What a silent acquisition agreement means.
    pub agreement_silent: AgreementSilent,
    /// What moving to restricted needs.
    pub downgrade: Downgrade,
    /// Grounds against opening that may be chosen.
    pub non_public_grounds: Vec<NonPublicGround>,
    /// Grounds for restrictions.
    pub restriction_grounds: Vec<RestrictionGround>,
    /// How often restricted datasets are evaluated anew.
    pub reevaluation: Amount,
}

/// Listing of a dataset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    /// The authority approves first (C-09); otherwise it may object later.
    pub pre_approval: bool,
}

/// Reviews before an attribute is settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewRule {
    /// Which.
    pub types: Vec<Review>,
    /// How often they are repeated.
    pub cycle: Amount,
}
