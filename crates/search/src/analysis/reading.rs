//! How Chinese is read: full pinyin and initials, with word-wise readings where the character alone misleads.

use std::ops::Range;

use pinyin::ToPinyin;

use super::{Analyzer, Folded, UnitKind};

/// A syllable with the folded characters it stands for. A run of letters or digits is one syllable, itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Syllable {
    pub text: String,
    pub chars: Range<usize>,
}

/// The reading of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    pub syllables: Vec<Syllable>,
}

impl Reading {
    /// The syllables joined, e.g. `hangzhou`.
    pub fn full(&self) -> String {
        self.syllables.iter().map(|syllable| syllable.text.as_str()).collect()
    }
}

impl Analyzer {
    /// The reading of a folded text.
    pub(crate) fn reading(&self, folded: &Folded) -> Reading {
        let mut syllables = Vec::new();
        for word in self.query_words(folded) {
            if word.kind == UnitKind::Latin {
                let text = folded.slice(word.chars.clone()).chars().filter(|c| c.is_alphanumeric()).collect();
                syllables.push(Syllable { text, chars: word.chars });
                continue;
            }
            let mut at = word.chars.start;
            while at < word.chars.end {
                let known =
                    (at + 1..=word.chars.end).rev().find_map(|end| self.lexicon().reading(&folded.slice(at..end)));
                match known {
                    Some(known) => {
                        for syllable in known {
                            syllables.push(Syllable { text: syllable.clone(), chars: at..at + 1 });
                            at += 1;
                        }
                    }
                    None => {
                        let c = folded.chars[at];
                        let text = match c.to_pinyin() {
                            Some(pinyin) => pinyin.plain().replace('ü', "v"),
                            None => c.to_string(),
                        };
                        syllables.push(Syllable { text, chars: at..at + 1 });
                        at += 1;
                    }
                }
            }
        }
        Reading { syllables }
    }

    /// The reading of a single word, joined.
    pub(crate) fn pinyin_of(&self, word: &str) -> Reading {
        self.reading(&self.fold(word))
    }

    /// What a title can be found by in letters: full and initial chains from each word start, cut at syllable ends.
    pub(crate) fn pinyin_terms(&self, folded: &Folded) -> Vec<String> {
        const FULL: usize = 6;
        const INITIALS: usize = 8;
        let starts = self.word_starts(folded);
        let reading = self.reading(folded);
        let mut terms = Vec::new();
        for (i, syllable) in reading.syllables.iter().enumerate() {
            if starts.binary_search(&syllable.chars.start).is_err() {
                continue;
            }
            let (mut full, mut initials) = (String::new(), String::new());
            for (n, next) in reading.syllables[i..].iter().take(INITIALS).enumerate() {
                if n < FULL {
                    full.push_str(&next.text);
                    if full.len() > 1 && full.len() <= 48 {
                        terms.push(full.clone());
                    }
                }
                initials.extend(next.text.chars().next());
                if n > 0 {
                    terms.push(initials.clone());
                }
            }
        }
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// A key that orders titles by reading: syllables, then the text itself.
    pub(crate) fn order_key(&self, title: &str) -> String {
        let folded = self.fold(title);
        let mut key = String::new();
        for syllable in self.reading(&folded).syllables {
            key.push_str(&syllable.text);
            key.push(' ');
        }
        key.truncate(key.floor_char_boundary(160));
        key.push('\u{1}');
        key.push_str(&folded.text());
        key
    }
}

/// Readings that are commonly confused come out the same: zh/z, ch/c, sh/s, final ng/n.
pub(crate) fn fuzzy_key(reading: &Reading) -> String {
    let mut key = String::new();
    for syllable in &reading.syllables {
        let mut text = syllable.text.as_str();
        let first = match text.get(..2) {
            Some("zh") => Some('z'),
            Some("ch") => Some('c'),
            Some("sh") => Some('s'),
            _ => None,
        };
        if let Some(first) = first {
            key.push(first);
            text = &text[2..];
        }
        key.push_str(text.strip_suffix('g').filter(|rest| rest.ends_with('n')).unwrap_or(text));
        key.push('\'');
    }
    key
}
