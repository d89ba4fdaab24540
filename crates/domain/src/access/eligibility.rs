//! What stands in the way of an application (R-054…R-056, S12): each obstacle with its own words and article. The apply button, the self-check,
//! the check in the browser and the submission ask the same function; whatever it says, the draft is kept.
use super::conditions::{Conditions, Requirement};
use super::credit::{self, CreditCheck};
use super::window::{Acceptance, NextWindow};
use crate::account::{PartyKind, Verification};
use crate::profile::{ApplicantKind, CreditTest, Restricted};
use serde::{Deserialize, Serialize};

/// An obstacle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "obstacle", rename_all = "kebab-case")]
pub enum Obstacle {
    /// Applications are not accepted now.
    WindowClosed { next: Option<NextWindow> },
    /// Who applies is not verified (ZJ22-Art.17).
    Unverified,
    /// 等级保护 below what is asked for; `condition` where a publisher asks for more than the regulation.
    LevelTooLow { has: u8, min: u8, condition: Option<String> },
    /// In a list.
    Listed { test: CreditTest },
    /// The credit grade is none of those the published condition accepts.
    GradeTooLow { grade: String, condition: String },
    /// The dataset is not offered for application: not restricted, withdrawn, not listed.
    NotOffered { dataset: String },
    /// 中止开放
    DatasetSuspended { dataset: String },
}

impl Obstacle {
    /// Stable code, kebab-case; the lists have one each, so that each has its own words (S12).
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WindowClosed { .. } => "window-closed",
            Self::Unverified => "unverified",
            Self::LevelTooLow { .. } => "level-too-low",
            Self::Listed { test } => match test {
                CreditTest::RecordUnderRegulation => "record-under-regulation",
                CreditTest::DishonestDebtor => "dishonest-debtor",
                CreditTest::AbnormalOperation => "abnormal-operation",
                CreditTest::SeriousViolation => "serious-violation",
                CreditTest::OtherSeriousDishonesty => "other-serious-dishonesty",
                CreditTest::CreditGrade => "credit-grade",
            },
            Self::GradeTooLow { .. } => "credit-grade",
            Self::NotOffered { .. } => "dataset-not-offered",
            Self::DatasetSuspended { .. } => "dataset-suspended",
        }
    }

    /// Articles behind it, in the notation of the rules.
    pub const fn articles(&self) -> &'static [&'static str] {
        match self {
            Self::WindowClosed { .. } => &["GL20-Art.13(1)"],
            Self::Unverified => &["ZJ22-Art.17", "ZJ22-Art.33"],
            Self::LevelTooLow { condition: None, .. } => &["GL20-Art.12(1)"],
            Self::LevelTooLow { condition: Some(_), .. } => &["ZJ22-Art.33(1)", "GL20-Art.12"],
            Self::Listed { test } => credit::articles(*test),
            Self::GradeTooLow { .. } => credit::articles(CreditTest::CreditGrade),
            Self::NotOffered { .. } => &["ZJ22-Art.33"],
            Self::DatasetSuspended { .. } => &["ZJ22-Art.44", "YN-Art.42"],
        }
    }
}

/// Of which the applicant is, for the level rule (C-18).
pub const fn applicant_kind(kind: PartyKind) -> ApplicantKind {
    match kind {
        PartyKind::Person => ApplicantKind::Individual,
        PartyKind::LegalPerson | PartyKind::Unincorporated => ApplicantKind::Organisation,
    }
}

/// The lowest level that suffices, and the condition that asks for it where it is more than the regulation's; `None` where none is asked
/// for. `hosted` = a natural person whose every line is served in the sandbox needs no system of their own (C-18).
pub fn level_needed(
    rule: &Restricted,
    kind: PartyKind,
    hosted: bool,
    conditions: &[&Conditions],
) -> Option<(u8, Option<String>)> {
    if hosted && kind == PartyKind::Person {
        return None;
    }
    let general = rule.mlps.required_for.contains(&applicant_kind(kind)).then_some(rule.mlps.min_level.as_ref());
    let general = general.flatten().map(|level| (u8::try_from(level.value).unwrap_or(u8::MAX), None));
    let own = conditions.iter().flat_map(|set| &set.conditions).filter_map(|condition| match condition.requirement {
        Requirement::MlpsLevel { min } => Some((min, Some(condition.code.clone()))),
        _ => None,
    });
    let highest = own.max_by_key(|(min, _)| *min);
    match (general, highest) {
        (Some(general), Some(own)) if own.0 > general.0 => Some(own),
        (Some(general), _) => Some(general),
        (None, own) => own,
    }
}

/// What is known when the question is asked. What is not known yet (`None`) stands in nobody's way.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub acceptance: &'a Acceptance,
    pub kind: PartyKind,
    pub verification: Option<Verification>,
    /// 等级保护 of the system.
    pub level: Option<u8>,
    /// Every line is served in the sandbox.
    pub hosted: bool,
    pub credit: Option<&'a CreditCheck>,
    /// The conditions in force of the datasets asked for.
    pub conditions: &'a [&'a Conditions],
}

/// Everything that stands in the way.
pub fn obstacles(rule: &Restricted, facts: &Facts<'_>) -> Vec<Obstacle> {
    let mut all = Vec::new();
    if let Acceptance::Closed { next } = facts.acceptance {
        all.push(Obstacle::WindowClosed { next: *next });
    }
    if facts.verification.is_some_and(|state| state != Verification::Verified) {
        all.push(Obstacle::Unverified);
    }
    let needed = level_needed(rule, facts.kind, facts.hosted, facts.conditions);
    if let (Some(has), Some((min, condition))) = (facts.level, needed)
        && has < min
    {
        all.push(Obstacle::LevelTooLow { has, min, condition });
    }
    if let Some(credit) = facts.credit {
        let tests = |test: &CreditTest| rule.credit_tests.contains(test);
        all.extend(credit.listed().filter(tests).map(|test| Obstacle::Listed { test }));
        if let Some(grade) = credit.grade() {
            let refused = facts.conditions.iter().flat_map(|set| &set.conditions).find(|condition| {
                matches!(&condition.requirement, Requirement::CreditGrade { accepted } if !accepted.iter().any(|g| g == grade))
            });
            all.extend(
                refused.map(|condition| Obstacle::GradeTooLow {
                    grade: grade.to_owned(),
                    condition: condition.code.clone(),
                }),
            );
        }
    }
    all
}
