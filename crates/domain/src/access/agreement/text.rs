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
        let written = Written { template: self.version, sha256: String::new(), clauses };
        Written { sha256: text_hash(&written.text()), ..written }
    }
}

/// The `{names}` of a text.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// A blank that is empty is shown as a line to be filled.
const EMPTY: &str = "______";

/// A piece of a clause: words of the template, or what stands in a blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// The blank it fills; an empty one is a line to be filled.
    pub blank: Option<Blank>,
}

/// A clause in its pieces, for pages that mark what was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PiecedClause {
    pub set: ClauseSet,
    pub title: String,
    pub pieces: Vec<Piece>,
    /// Not in the words of the shipped text.
    pub changed: bool,
}

impl Template {
    /// The same text as [`Template::write`], in pieces.
    pub fn pieces(
        &self,
        sets: &[ClauseSet],
        pulled: &Pulled,
        terms: &Terms,
        on: Option<NaiveDate>,
    ) -> Vec<PiecedClause> {
        let shipped = Self::shipped();
        let known = |clause: &TemplateClause| {
            let same = |other: &&TemplateClause| other.set == clause.set && other.code == clause.code;
            shipped.clauses.iter().find(same).is_some_and(|other| other.zh == clause.zh && other.title == clause.title)
        };
        let clauses = sets.iter().flat_map(|set| self.clauses.iter().filter(move |clause| clause.set == *set));
        clauses
            .map(|clause| PiecedClause {
                set: clause.set,
                title: clause.title.clone(),
                pieces: pieces(&clause.zh, pulled, terms, on),
                changed: !known(clause),
            })
            .collect()
    }
}

/// Every `{name}` replaced once; what was filled in is never read as a template again.
fn pieces(template: &str, pulled: &Pulled, terms: &Terms, on: Option<NaiveDate>) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut words = |text: &str, blank: Option<Blank>| {
        if !text.is_empty() {
            out.push(Piece { text: text.to_owned(), blank });
        }
    };
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        words(before, None);
        let Some((name, tail)) = after.split_once('}') else {
            rest = after;
            continue;
        };
        if let Some(blank) = Blank::from_code(name) {
            let value = pulled.value(terms, blank, on);
            words(if value.trim().is_empty() { EMPTY } else { &value }, Some(blank));
        }
        rest = tail;
    }
    words(rest, None);
    out
}

fn filled(template: &str, pulled: &Pulled, terms: &Terms, on: Option<NaiveDate>) -> String {
    pieces(template, pulled, terms, on).into_iter().map(|piece| piece.text).collect()
}

impl Written {
    /// The text whose hash is [`Written::sha256`].
    pub fn text(&self) -> String {
        let clauses: Vec<_> = self.clauses.iter().map(|(title, text)| format!("{title}\n{text}")).collect();
        clauses.join("\n")
    }

    /// Title and text of each clause, what was filled in told apart wherever `pieces`, the template it was written from with its blanks, says
    /// the very same words. What was signed counts: a clause that reads otherwise now stays in one piece.
    pub fn in_pieces(&self, pieces: &[PiecedClause]) -> Vec<(String, Vec<Piece>)> {
        let same =
            |text: &str, pieces: &[Piece]| pieces.iter().map(|piece| piece.text.as_str()).collect::<String>() == text;
        let clauses = self.clauses.iter().enumerate().map(|(at, (title, text))| {
            let known = pieces.get(at).filter(|clause| clause.title == *title && same(text, &clause.pieces));
            let whole = || vec![Piece { text: text.clone(), blank: None }];
            (title.clone(), known.map_or_else(whole, |clause| clause.pieces.clone()))
        });
        clauses.collect()
    }
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
    fn r076_every_state_stands_in_one_group_of_the_lists() {
        use super::super::{Group, StateCode};
        for state in StateCode::ALL {
            let groups = Group::ALL.iter().filter(|group| group.states().contains(state)).count();
            assert_eq!(groups, 1, "{state:?}");
        }
    }

    #[test]
    fn r077_a_signed_text_is_taken_to_pieces_only_where_it_says_the_same() {
        let clause = |text: &str| ("标题".to_owned(), text.to_owned());
        let clauses = vec![clause("甲方：数据局。"), clause("有效期6个月。")];
        let written = Written { template: 1, sha256: String::new(), clauses };
        let words = |text: &str, blank| Piece { text: text.into(), blank };
        let pieced = |pieces| PiecedClause { set: ClauseSet::F4, title: "标题".into(), pieces, changed: false };
        let first = vec![words("甲方：", None), words("数据局", Some(Blank::PartyA)), words("。", None)];
        let other = vec![words("有效期", None), words("12个月", Some(Blank::Term)), words("。", None)];
        let seen = written.in_pieces(&[pieced(first.clone()), pieced(other)]);
        assert_eq!(seen[0].1, first);
        assert_eq!(seen[1].1, [words("有效期6个月。", None)], "what was signed, not what the template would say");
        assert_eq!(written.in_pieces(&[])[0].1, [words("甲方：数据局。", None)]);
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
