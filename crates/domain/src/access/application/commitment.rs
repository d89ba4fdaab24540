//! 公共数据安全承诺书 (C3, B11, R-075): seven clauses, versioned. The shipped text is ours; an official one replaces it as a new version.
use crate::access::fault::{Fault, FaultCode, Faults};
use crate::profile::text_hash;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Clauses the form has (GL20-F3).
const CLAUSES: usize = 7;
/// Longest clause, in characters.
const CLAUSE_MAX: usize = 3000;

/// A clause in both languages; the Chinese one is signed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    pub zh: String,
    /// English, for reading; may be empty.
    #[serde(default)]
    pub en: String,
}

/// A version of the text. Versions never change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentText {
    /// From 1.
    pub version: u32,
    pub clauses: Vec<Clause>,
}

/// 签章 (C1-2, C3-9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "seal", rename_all = "kebab-case")]
pub enum Seal {
    /// A scan of the sealed page, kept under its SHA-256.
    File { sha256: String },
    /// Reference of an electronic seal.
    Electronic { reference: String },
    /// The signature of the verified account itself.
    Account { account: Uuid },
}

/// A signed commitment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Version and hash of the text that was shown.
    pub version: u32,
    pub sha256: String,
    /// 主要负责人; a natural person signs for themselves.
    pub head: String,
    /// Legal date: the commitment is in force from it.
    pub on: NaiveDate,
    /// The account that ticked it.
    pub account: Uuid,
}

impl CommitmentText {
    /// The shipped text, version 1.
    ///
    /// # Panics
    /// If the shipped file is none; a test reads it.
    pub fn shipped() -> Self {
        toml::from_str(include_str!("../../../../../profiles/texts/commitment.toml"))
            .expect("the shipped text is tested")
    }

    /// Seven clauses, none empty.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn check(&self) -> Result<(), Vec<Fault>> {
        let mut faults = Faults::default();
        if self.clauses.len() != CLAUSES {
            faults.add(Fault::new("clauses", FaultCode::OutOfRange).fact("first", CLAUSES).fact("last", CLAUSES));
        }
        for (at, clause) in self.clauses.iter().enumerate() {
            faults.text(&format!("clauses.{at}.zh"), &clause.zh, CLAUSE_MAX);
            faults.length(&format!("clauses.{at}.en"), &clause.en, CLAUSE_MAX);
        }
        faults.result()
    }

    /// SHA-256 (hex) of the text that is signed.
    pub fn sha256(&self) -> String {
        text_hash(&self.clauses.iter().map(|clause| clause.zh.as_str()).collect::<Vec<_>>().join("\n"))
    }

    /// Whether a signature is for this text: else it is confirmed again before the agreement is signed (B11).
    pub fn is_same(&self, signed: &Signed) -> bool {
        signed.version == self.version && signed.sha256 == self.sha256()
    }

    /// Signs it.
    pub fn sign(&self, head: &str, on: NaiveDate, account: Uuid) -> Signed {
        Signed { version: self.version, sha256: self.sha256(), head: head.trim().to_owned(), on, account }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r075_the_shipped_commitment_has_seven_clauses_in_both_languages() {
        let text = CommitmentText::shipped();
        assert_eq!(text.check(), Ok(()));
        assert!(text.clauses.iter().all(|clause| !clause.en.is_empty()));
    }

    #[test]
    fn r075_a_signature_is_for_one_text() {
        let text = CommitmentText::shipped();
        let on = NaiveDate::from_ymd_opt(2026, 9, 10).unwrap();
        let signed = text.sign(" 张三 ", on, Uuid::nil());
        assert!(text.is_same(&signed) && signed.head == "张三");
        let mut official = CommitmentText { version: 2, ..text.clone() };
        official.clauses[0].zh.push('。');
        assert!(!official.is_same(&signed));
        // The English reading is not what is signed.
        let mut reading = text.clone();
        reading.clauses[0].en.clear();
        assert!(reading.is_same(&signed));
        official.clauses.pop();
        assert_eq!(official.check().unwrap_err()[0].code, FaultCode::OutOfRange);
    }
}
