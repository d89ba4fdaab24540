//! 开放条件 of a dataset (R-006, R-059; ZJ22-Art.33(1), DQ-Art.23(1)): versioned, published before the window, the same for all applicants. There
//! is no place in them for a name or a kind of applicant.
use super::DeliveryMode;
use super::fault::{Fault, FaultCode, Faults};
use crate::profile::Label;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Version of the stored form.
pub const SCHEMA: i64 = 1;

/// What a condition asks for, where the portal can check it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "asks", rename_all = "kebab-case")]
pub enum Requirement {
    /// 等级保护 of at least this level, 1 to 5.
    MlpsLevel { min: u8 },
    /// One of these credit grades (DQ-Art.23).
    CreditGrade { accepted: Vec<String> },
    /// A document of its own (其他相关资质和能力证明).
    Document,
    /// Read by the reviewer in the application.
    Statement,
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// Lower-case letters, digits, `-`: names it in refusals and slots for documents.
    pub code: String,
    pub text: Label,
    #[serde(flatten)]
    pub requirement: Requirement,
}

/// A version of the conditions of a dataset. Published ones never change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conditions {
    pub dataset: Uuid,
    /// From 1.
    pub version: u32,
    /// Ways of delivery the publisher allows; never empty once published.
    pub modes: Vec<DeliveryMode>,
    pub conditions: Vec<Condition>,
    /// `None` while it is a draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<DateTime<Utc>>,
}

/// Bounds of the form.
const CODE_MAX: usize = 40;
const TEXT_MAX: usize = 500;
const COUNT_MAX: usize = 50;

impl Conditions {
    /// A draft of the first version.
    pub const fn draft(dataset: Uuid) -> Self {
        Self { dataset, version: 1, modes: Vec::new(), conditions: Vec::new(), published: None }
    }

    /// A draft of the next version.
    #[must_use]
    pub fn revised(&self) -> Self {
        Self { version: self.version + 1, published: None, ..self.clone() }
    }

    /// The condition of a code.
    pub fn condition(&self, code: &str) -> Option<&Condition> {
        self.conditions.iter().find(|condition| condition.code == code)
    }

    /// Publishes a draft.
    ///
    /// # Errors
    /// Every fault at once; `locked` for what is published already.
    pub fn publish(mut self, now: DateTime<Utc>) -> Result<Self, Vec<Fault>> {
        let mut faults = Faults::default();
        if self.published.is_some() {
            faults.put("version", FaultCode::Locked);
        }
        if self.modes.is_empty() {
            faults.put("modes", FaultCode::Required);
        }
        if self.conditions.len() > COUNT_MAX {
            faults.add(Fault::new("conditions", FaultCode::TooLong).fact("max", COUNT_MAX));
        }
        let mut codes = BTreeSet::new();
        for (at, condition) in self.conditions.iter().enumerate() {
            let field = |name: &str| format!("conditions.{at}.{name}");
            if faults.text(&field("code"), &condition.code, CODE_MAX) && !is_code(&condition.code) {
                faults.put(field("code"), FaultCode::BadValue);
            }
            if !codes.insert(&condition.code) {
                faults.put(field("code"), FaultCode::Duplicate);
            }
            faults.text(&field("zh"), &condition.text.zh, TEXT_MAX);
            faults.length(&field("en"), &condition.text.en, TEXT_MAX);
            match &condition.requirement {
                Requirement::MlpsLevel { min } if !(1..=5).contains(min) => {
                    faults.put(field("min"), FaultCode::OutOfRange)
                }
                Requirement::CreditGrade { accepted } if accepted.iter().all(|grade| grade.trim().is_empty()) => {
                    faults.put(field("accepted"), FaultCode::Required);
                }
                _ => {}
            }
        }
        self.published = Some(now);
        faults.result().map(|()| self)
    }

    /// The highest 等级保护 level asked for.
    pub fn mlps_min(&self) -> Option<u8> {
        let level = |condition: &Condition| match condition.requirement {
            Requirement::MlpsLevel { min } => Some(min),
            _ => None,
        };
        self.conditions.iter().filter_map(level).max()
    }
}

fn is_code(code: &str) -> bool {
    code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The conditions of a dataset that count for applications of a window: the last version published before `as_of` (see
/// [`super::window::Acceptance::conditions_as_of`]). `None` = the publisher set none in time; only those of the regulation count.
pub fn in_force(versions: &[Conditions], dataset: Uuid, as_of: DateTime<Utc>) -> Option<&Conditions> {
    let counts = |set: &&Conditions| set.dataset == dataset && set.published.is_some_and(|at| at < as_of);
    versions.iter().filter(counts).max_by_key(|set| set.version)
}
