//! What is wrong with a form: every fault at once, each with its field and code, the same in the browser and on the server.
use crate::code_list;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

code_list! {
    /// What is wrong with a field. Codes that other forms know too are spelled as there.
    FaultCode {
        Required = "required",
        /// Facts `max`, `over`.
        TooLong = "too-long",
        /// Fact `min`.
        TooShort = "too-short",
        /// Not of its form.
        BadValue = "bad-value",
        /// Not a number of its kind (fact `reason`).
        BadNumber = "bad-number",
        /// Outside of what the data covers or the rule allows (facts `first`, `last`).
        OutOfRange = "out-of-range",
        /// Not one of the values offered.
        NotOffered = "not-offered",
        /// Has to say the same as another place (fact `other`).
        Mismatch = "mismatch",
        /// Stands there already.
        Duplicate = "duplicate",
        /// Not valid any more on this day (fact `until`).
        Expired = "expired",
        /// Issued too long ago (facts `max`, `unit`).
        TooOld = "too-old",
        /// Dated in the future.
        NotYet = "not-yet",
        /// The applicant's identity is not verified.
        Unverified = "unverified",
        /// The text that was signed is not the present one.
        TextChanged = "text-changed",
        /// Cannot be changed any more.
        Locked = "locked",
    }
}

/// A fault of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Name of the field, e.g. `contact_phone` or `lines.0.necessity` (counted from 0).
    pub field: String,
    pub code: FaultCode,
    /// What the words need.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, String>,
}

impl Fault {
    /// A fault of a field.
    pub fn new(field: impl Into<String>, code: FaultCode) -> Self {
        Self { field: field.into(), code, facts: BTreeMap::new() }
    }

    /// Adds a fact.
    #[must_use]
    pub fn fact(mut self, name: &str, value: impl ToString) -> Self {
        self.facts.insert(name.to_owned(), value.to_string());
        self
    }
}

/// Collects the faults of a form.
#[derive(Debug, Default)]
pub(super) struct Faults(pub Vec<Fault>);

impl Faults {
    pub fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    /// Those of a check.
    pub fn all(&mut self, faults: impl IntoIterator<Item = Fault>) {
        self.0.extend(faults);
    }

    pub fn put(&mut self, field: impl Into<String>, code: FaultCode) {
        self.add(Fault::new(field, code));
    }

    /// A text that has to be there, at most `max` characters long. Whether it is there.
    pub fn text(&mut self, field: &str, value: &str, max: usize) -> bool {
        let there = !value.trim().is_empty();
        if !there {
            self.put(field, FaultCode::Required);
        }
        self.length(field, value, max);
        there
    }

    /// At most `max` characters.
    pub fn length(&mut self, field: &str, value: &str, max: usize) {
        let length = super::application::length(value);
        if length > max {
            self.add(Fault::new(field, FaultCode::TooLong).fact("max", max).fact("over", length - max));
        }
    }

    pub fn result(self) -> Result<(), Vec<Fault>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }
}
