//! The word list: synonyms, empty words, readings. Data, not code: `profiles/synonyms.toml`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Deserialize;

use super::fold::is_han;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    stop: Vec<String>,
    #[serde(default)]
    generic: Vec<String>,
    #[serde(default)]
    title_suffixes: Vec<String>,
    #[serde(default)]
    synonyms: Vec<Group>,
    #[serde(default)]
    readings: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    terms: Vec<String>,
}

/// What is known about words beyond the dictionary of the segmentation.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    stop: HashSet<String>,
    generic: HashSet<String>,
    title_suffixes: Vec<String>,
    /// Term → the other terms of all its groups.
    synonyms: HashMap<String, Vec<String>>,
    /// Words of the longest English term, so that a query is looked through with the right window.
    longest: usize,
    readings: HashMap<String, Vec<String>>,
    hash: u64,
}

impl Lexicon {
    /// Reads a word list.
    ///
    /// # Errors
    /// [`crate::Error::Lexicon`] with the line at fault: invalid TOML, an unknown key, a group of fewer than two terms, a
    /// reading whose syllables do not match its characters.
    pub fn parse(text: &str) -> Result<Lexicon, crate::Error> {
        let wrong = |what: String| crate::Error::Lexicon(what);
        let file: File = toml::from_str(text).map_err(|error| wrong(error.to_string()))?;
        let lower = |word: &String| word.trim().to_lowercase();
        let mut lexicon = Lexicon {
            stop: file.stop.iter().map(lower).collect(),
            generic: file.generic.iter().map(lower).collect(),
            title_suffixes: file.title_suffixes.iter().map(lower).collect(),
            longest: 1,
            ..Lexicon::default()
        };
        lexicon.title_suffixes.sort_by_key(|suffix| std::cmp::Reverse(suffix.chars().count()));
        for group in &file.synonyms {
            let terms: Vec<String> = group.terms.iter().map(lower).collect();
            if terms.len() < 2 || terms.iter().any(String::is_empty) {
                return Err(wrong(format!("a group of synonyms needs two terms or more: {:?}", group.terms)));
            }
            for term in &terms {
                lexicon.longest = lexicon.longest.max(term.split(' ').count());
                let others = lexicon.synonyms.entry(term.clone()).or_default();
                for other in &terms {
                    if other != term && !others.contains(other) {
                        others.push(other.clone());
                    }
                }
            }
        }
        for (word, reading) in file.readings {
            let syllables: Vec<String> = reading.split_whitespace().map(str::to_owned).collect();
            if syllables.len() != word.chars().count() {
                return Err(wrong(format!("reading of {word}: {reading:?} has another number of syllables")));
            }
            lexicon.readings.insert(word, syllables);
        }
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        lexicon.hash = hasher.finish();
        Ok(lexicon)
    }

    /// The list shipped with the portal.
    ///
    /// # Errors
    /// As [`Lexicon::parse`].
    pub fn shipped() -> Result<Lexicon, crate::Error> {
        Lexicon::parse(include_str!("../../../../profiles/synonyms.toml"))
    }

    /// Other words for a term; the most usual first.
    #[must_use]
    pub fn synonyms(&self, term: &str) -> &[String] {
        self.synonyms.get(term).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn longest_term(&self) -> usize {
        self.longest
    }

    pub(crate) fn is_stop(&self, word: &str) -> bool {
        self.stop.contains(word)
    }

    pub(crate) fn is_generic(&self, word: &str) -> bool {
        self.generic.contains(word)
    }

    /// The title without endings that every title carries; `None` if it has none or nothing else.
    pub(crate) fn title_core<'a>(&self, compact: &'a str) -> Option<&'a str> {
        let mut core = compact;
        while let Some(rest) = self.title_suffixes.iter().find_map(|suffix| core.strip_suffix(suffix.as_str())) {
            if rest.chars().count() < 2 {
                break;
            }
            core = rest;
        }
        (core.len() < compact.len()).then_some(core)
    }

    pub(crate) fn reading(&self, word: &str) -> Option<&[String]> {
        self.readings.get(word).map(Vec::as_slice)
    }

    pub(crate) fn han_words(&self) -> impl Iterator<Item = &str> {
        self.synonyms
            .keys()
            .chain(self.readings.keys())
            .map(String::as_str)
            .filter(|word| word.chars().count() > 1 && word.chars().all(is_han))
    }

    /// English words of the list: they can be meant even where no dataset has them.
    pub(crate) fn latin_words(&self) -> impl Iterator<Item = &str> {
        let latin = |word: &&str| word.len() > 2 && word.bytes().all(|b| b.is_ascii_alphabetic());
        self.synonyms.keys().map(String::as_str).filter(latin)
    }

    pub(crate) fn hash(&self) -> u64 {
        self.hash
    }
}
