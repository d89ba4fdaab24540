//! 信用状态 (A2, C-17; ): what registers say about an applicant, asked at submission and kept with its time.
//!
//! Silence is never held against anybody: a source that could not be asked refuses nothing, its answer is shown to the reviewers as what it is.
use crate::profile::CreditTest;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An entry of a register about a party. Whom it is about stands beside it as a hash (of the 统一社会信用代码 or ID number).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditEntry {
    /// The list it stands in.
    pub test: CreditTest,
    /// First day, legal date.
    pub from: NaiveDate,
    /// Last day, included: the day it was removed. `None` = it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// Who says so.
    pub source: String,
    /// For 信用等级: the grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
}

impl CreditEntry {
    /// Whether it stands on a day. A record removed on the 5th counts on the 5th and no longer on the 6th (S12).
    pub fn stands_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// What a register answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum CreditAnswer {
    /// No entry.
    Clear,
    Listed {
        from: NaiveDate,
        source: String,
    },
    /// 信用等级; judged by the published conditions.
    Grade {
        grade: String,
        source: String,
    },
    /// The source could not be asked. Never a refusal.
    Unreachable,
}

/// The answers to all tests of the profile, at one instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditCheck {
    pub at: DateTime<Utc>,
    pub answers: BTreeMap<CreditTest, CreditAnswer>,
}

impl CreditCheck {
    /// By the entries of a register that was read. `today` is the legal date of `at`.
    pub fn of(tests: &[CreditTest], entries: &[CreditEntry], today: NaiveDate, at: DateTime<Utc>) -> Self {
        let answer = |test: &CreditTest| {
            let entry = entries.iter().filter(|e| e.test == *test && e.stands_on(today)).max_by_key(|e| e.from);
            match entry {
                Some(CreditEntry { grade: Some(grade), source, .. }) if *test == CreditTest::CreditGrade => {
                    CreditAnswer::Grade { grade: grade.clone(), source: source.clone() }
                }
                // A grade nobody told is no bad grade.
                Some(_) if *test == CreditTest::CreditGrade => CreditAnswer::Clear,
                Some(entry) => CreditAnswer::Listed { from: entry.from, source: entry.source.clone() },
                None => CreditAnswer::Clear,
            }
        };
        Self { at, answers: tests.iter().map(|test| (*test, answer(test))).collect() }
    }

    /// When no register could be asked.
    pub fn unreachable(tests: &[CreditTest], at: DateTime<Utc>) -> Self {
        Self { at, answers: tests.iter().map(|test| (*test, CreditAnswer::Unreachable)).collect() }
    }

    /// The lists the applicant stands in, in the order of the tests.
    pub fn listed(&self) -> impl Iterator<Item = CreditTest> + '_ {
        let listed = |answer: &CreditAnswer| matches!(answer, CreditAnswer::Listed { .. });
        self.answers.iter().filter(move |(_, answer)| listed(answer)).map(|(test, _)| *test)
    }

    /// The grade, where one is known.
    pub fn grade(&self) -> Option<&str> {
        match self.answers.get(&CreditTest::CreditGrade) {
            Some(CreditAnswer::Grade { grade, .. }) => Some(grade),
            _ => None,
        }
    }
}

/// The article that stops whoever stands in a list.
pub const fn articles(test: CreditTest) -> &'static [&'static str] {
    match test {
        CreditTest::RecordUnderRegulation => &["ZJ22-Art.33(1)"],
        CreditTest::DishonestDebtor
        | CreditTest::AbnormalOperation
        | CreditTest::SeriousViolation
        | CreditTest::OtherSeriousDishonesty => &["GL20-Art.12(2)"],
        CreditTest::CreditGrade => &["DQ-Art.23(1)"],
    }
}
