//! Readable case numbers: `TS-20261012-0003`, counted from 1 for each kind and local day.
use super::CaseKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// A case number. Given by the transaction that files the case, so that a day's numbers have neither gaps nor duplicates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseNumber {
    pub kind: CaseKind,
    /// Legal date (Asia/Shanghai) of the filing.
    pub day: NaiveDate,
    /// From 1. Four digits are shown at least; a fifth appears when a day needs it.
    pub counter: u32,
}

/// A text that is no case number.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is no case number; expected e.g. TS-20261012-0003")]
pub struct NumberError(pub String);

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{:04}", self.kind.code(), self.day.format("%Y%m%d"), self.counter)
    }
}

impl FromStr for CaseNumber {
    type Err = NumberError;

    /// Reads a number as people type it: spaces around it, lower case.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        let wrong = || NumberError(text.chars().take(40).collect());
        let typed = text.trim().to_ascii_uppercase();
        let mut parts = typed.split('-');
        let (Some(kind), Some(day), Some(counter), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(wrong());
        };
        let kind = CaseKind::from_code(kind).ok_or_else(wrong)?;
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if day.len() != 8 || !(4..=9).contains(&counter.len()) || !digits(day) || !digits(counter) {
            return Err(wrong());
        }
        let day = NaiveDate::parse_from_str(day, "%Y%m%d").map_err(|_| wrong())?;
        let counter = counter.parse().ok().filter(|n| *n > 0).ok_or_else(wrong)?;
        let number = Self { kind, day, counter };
        // One spelling for one number: `0003`, never `00003`.
        if number.to_string() == typed { Ok(number) } else { Err(wrong()) }
    }
}

impl TryFrom<String> for CaseNumber {
    type Error = NumberError;

    fn try_from(text: String) -> Result<Self, NumberError> {
        text.parse()
    }
}

impl From<CaseNumber> for String {
    fn from(number: CaseNumber) -> Self {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_back_as_it_is_written() {
        let day = NaiveDate::from_ymd_opt(2026, 10, 12).unwrap();
        for (counter, text) in [(3, "TS-20261012-0003"), (9999, "TS-20261012-9999"), (10000, "TS-20261012-10000")] {
            let number = CaseNumber { kind: CaseKind::Complaint, day, counter };
            assert_eq!(number.to_string(), text);
            assert_eq!(format!(" {} ", text.to_lowercase()).parse(), Ok(number));
        }
    }

    #[test]
    fn what_is_no_number_is_refused_without_panic() {
        for text in [
            "",
            "TS",
            "TS-20261012",
            "TS-20261012-0000",
            "TS-20261012-003",
            "TS-20261012-00003",
            "TS-20261312-0001",
            "ZZ-20261012-0001",
            "TS-2026１012-0001",
            "TS-20261012-0001-1",
            "TS-+2026101-0001",
            "TS-20261012-99999999999",
            "😀-20261012-0001",
        ] {
            assert!(text.parse::<CaseNumber>().is_err(), "{text}");
        }
    }
}
