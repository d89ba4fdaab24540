//! The text of an agreement: clauses of the profile's sets, from a versioned template, with every blank in its place.
use super::blanks::{Blank, Pulled, Terms};
use crate::access::fault::{Fault, FaultCode, Faults};
use crate::profile::{ClauseSet, text_hash};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The words of the button, verbatim (GL20-F4 三(三), R-077).
pub const ACCEPT: &str = "同意本协议并保存";

/// A clause of a template; `{name}` stands for a blank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateClause {
    pub set: ClauseSet,
    /// Names it within its set.
    pub code: String,
    pub title: String,
    /// The language of record.
    pub zh: String,
}

/// A version of the template. Versions never change: an agreement names the one it was written from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// From 1.
    pub version: u32,
    pub clauses: Vec<TemplateClause>,
}

/// A text as it is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    pub template: u32,
    /// Title and text of each clause.
    pub clauses: Vec<(String, String)>,
    /// SHA-256 (hex) of the text.
    pub sha256: String,
}

impl Template {
    /// The shipped template, version 1.
    ///
    /// # Panics
    /// If the shipped file is none; a test reads it.
    pub fn shipped() -> Self {
        toml::from_str(include_str!("../../../../../profiles/texts/agreement.toml"))
            .expect("the shipped text is tested")
    }

    /// Whether agreements of a profile can be written from it: known blanks only, each that the law asks for has its place.
    ///
    /// # Errors
    /// Every fault at once: `clauses.<n>.zh` with an unknown `{name}`, `clauses` with a blank that stands nowhere.
    pub fn check(&self, sets: &[ClauseSet]) -> Result<(), Vec<Fault>> {
        let mut faults = Faults::default();
        let mut placed = BTreeSet::new();
        let mut codes = BTreeSet::new();
        for (at, clause) in self.clauses.iter().enumerate() {
            faults.text(&format!("clauses.{at}.title"), &clause.title, 100);
            faults.text(&format!("clauses.{at}.zh"), &clause.zh, 3000);
            if !codes.insert((clause.set, &clause.code)) {
                faults.put(format!("clauses.{at}.code"), FaultCode::Duplicate);
            }
            for name in names(&clause.zh) {
                match Blank::from_code(name) {
                    Some(blank) if sets.contains(&clause.set) => {
                        placed.insert(blank);
                    }
                    Some(_) => {}
                    None => {
                        let fault = Fault::new(format!("clauses.{at}.zh"), FaultCode::NotOffered);
                        faults.add(fault.fact("value", name));
                    }
                }
            }
        }
        for set in sets {
            if !self.clauses.iter().any(|clause| clause.set == *set) {
                faults.add(Fault::new("clauses", FaultCode::Required).fact("value", format!("{set:?}")));
            }
        }
        let asked = |blank: &&Blank| **blank != Blank::BuildMonths || sets.contains(&ClauseSet::F4);
        for blank in Blank::ALL.iter().filter(asked).filter(|blank| !placed.contains(blank)) {
            faults.add(Fault::new("clauses", FaultCode::Required).fact("value", blank.code()));
        }
        faults.result()
    }

    /// Writes the text of a profile's sets. `on` is the day of the click; while there is none the date stays blank, and so do empty blanks.
    pub fn write(&self, sets: &[ClauseSet], pulled: &Pulled, terms: &Terms, on: Option<NaiveDate>) -> Written {
        let mut clauses = Vec::new();
        for set in sets {
            for clause in self.clauses.iter().filter(|clause| clause.set == *set) {
                clauses.push((clause.title.clone(), filled(&clause.zh, pulled, terms, on)));
            }
        }
        let text: Vec<_> = clauses.iter().map(|(title, text)| format!("{title}\n{text}")).collect();
        Written { template: self.version, sha256: text_hash(&text.join("\n")), clauses }
    }
}

/// The `{names}` of a text.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// A blank that is empty is shown as a line to be filled.
const EMPTY: &str = "______";

/// Every `{name}` replaced once; what was filled in is never read as a template again.
fn filled(template: &str, pulled: &Pulled, terms: &Terms, on: Option<NaiveDate>) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            rest = after;
            continue;
        };
        if let Some(blank) = Blank::from_code(name) {
            let value = pulled.value(terms, blank, on);
            out.push_str(if value.trim().is_empty() { EMPTY } else { &value });
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{SHIPPED, resolve};

    #[test]
    fn r080_r081_the_shipped_template_serves_every_profile() {
        let template = Template::shipped();
        for id in ["zhejiang", "deqing", "yunnan"] {
            let profile = resolve(id, &SHIPPED).unwrap().profile;
            assert_eq!(template.check(&profile.agreement.clauses), Ok(()), "{id}");
        }
        let dq24 = template.clauses.iter().filter(|clause| clause.set == ClauseSet::Dq24).count();
        assert_eq!(dq24, 6, "the six clauses of DQ-Art.24");
        assert_eq!(ACCEPT, "同意本协议并保存");
    }

    #[test]
    fn r076_a_template_without_a_place_for_a_blank_is_refused() {
        let mut template = Template::shipped();
        template.clauses.retain(|clause| clause.code != "destruction");
        template.clauses[0].zh.push_str("{nonsense}");
        let faults = template.check(&[ClauseSet::F4, ClauseSet::Zj22_33]).unwrap_err();
        let values: Vec<_> = faults.iter().map(|fault| fault.facts["value"].as_str()).collect();
        assert_eq!(values, ["nonsense", "destroy_within", "destroy_mode"]);
    }
}
