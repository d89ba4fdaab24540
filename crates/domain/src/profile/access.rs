//! Restricted applications, agreements and what follows them (B09-B15).
use super::choices::{
    Addressee, ApplicantKind, CitationField, ClauseSet, CreditTest, MultiParty, RegisterPublisher, Step,
    SupplementRule, WindowMode,
};
use super::clock::{Amount, Clock, Reminders, Strength};
use serde::{Deserialize, Serialize};

/// The application for restricted data (B09).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Restricted {
    /// The steps in order.
    pub steps: Vec<Step>,
    /// Who receives the application.
    pub addressee: Addressee,
    /// 规范性审查
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formal: Option<Clock>,
    /// 需求审核
    pub demand: Clock,
    /// 需求复核
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recheck: Option<Clock>,
    /// All missing materials are told at once.
    pub one_time_notice: bool,
    /// What a supplement does to the clock.
    pub clock_on_supplement: SupplementRule,
    /// Security-protection level.
    pub mlps: Mlps,
    /// Tests of credit.
    pub credit_tests: Vec<CreditTest>,
    /// Oldest credit report accepted; absent where none is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_report_age: Option<Amount>,
}

/// 网络安全等级保护 (C-18).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mlps {
    /// Lowest level accepted, 1 to 5; absent where the profile sets none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_level: Option<Amount>,
    /// Who needs it.
    pub required_for: Vec<ApplicantKind>,
    /// Each provider sets its own requirement.
    pub per_provider: bool,
}

/// When applications are accepted (C-05).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Windows {
    /// Announced windows, or any day.
    pub mode: WindowMode,
    /// Months of the windows unless announced otherwise, 1 to 12.
    pub default_months: Vec<u8>,
    /// How strongly those months bind.
    pub strength: Strength,
}

/// The use agreement (B10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Who signs when two or more publishers take part.
    pub party_when_multi: MultiParty,
    /// It is filed with the authority.
    pub filing: bool,
    /// Texts it is built from.
    pub clauses: Vec<ClauseSet>,
    /// Notices before it expires.
    pub expiry_reminders: Reminders,
    /// While it is not filled in and confirmed, to whoever signs for the opening side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fill_reminders: Option<Reminders>,
    /// While it waits for the signature of the user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_reminders: Option<Reminders>,
    /// Before the data has to be destroyed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destruction_reminders: Option<Reminders>,
}

/// Derived applications (B13).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Derived {
    /// From first delivery to publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publish: Option<Clock>,
}

/// The public register of recipients (B15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// Who publishes it.
    pub publisher: RegisterPublisher,
    /// From delivery to the entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publish: Option<Clock>,
}

/// Usage reports (B14).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsageReport {
    /// Cycle proposed for agreements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cycle: Option<Amount>,
}

/// Citation of data (C-24, R-020).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CitationRule {
    /// What it names.
    pub fields: Vec<CitationField>,
}
