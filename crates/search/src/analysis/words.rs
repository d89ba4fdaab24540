//! Units (a Chinese character, a run of letters and digits) and the words made of them.

use std::ops::Range;

use super::{Analyzer, Folded, is_han};

/// Words longer than this are cut: no word is, and the index refuses terms of tens of kilobytes.
const MAX_WORD_CHARS: usize = 48;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnitKind {
    Han,
    Latin,
}

/// The smallest thing a phrase counts: one Chinese character, or one run of letters and digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unit {
    pub kind: UnitKind,
    pub chars: Range<usize>,
}

/// A word with its place in the folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// As indexed: folded, English stemmed.
    pub text: String,
    pub kind: UnitKind,
    pub chars: Range<usize>,
}

/// What joins the parts of one name: `park_name`, `PM2.5`, `covid-19`.
fn is_connector(c: char) -> bool {
    matches!(c, '_' | '-' | '.')
}

impl Analyzer {
    pub(crate) fn units(&self, folded: &Folded) -> Vec<Unit> {
        let chars = &folded.chars;
        let mut units = Vec::with_capacity(chars.len());
        let mut at = 0;
        while at < chars.len() {
            if is_han(chars[at]) {
                units.push(Unit { kind: UnitKind::Han, chars: at..at + 1 });
                at += 1;
            } else if chars[at].is_alphanumeric() {
                let start = at;
                while at < chars.len()
                    && chars[at].is_alphanumeric()
                    && !is_han(chars[at])
                    && at - start < MAX_WORD_CHARS
                {
                    at += 1;
                }
                units.push(Unit { kind: UnitKind::Latin, chars: start..at });
            } else {
                at += 1;
            }
        }
        units
    }

    /// The words of a text as the index holds them: long words with the words inside them.
    pub(crate) fn index_words(&self, folded: &Folded) -> Vec<Word> {
        self.words(folded, true)
    }

    /// The words of a query: they do not overlap.
    pub(crate) fn query_words(&self, folded: &Folded) -> Vec<Word> {
        self.words(folded, false)
    }

    fn words(&self, folded: &Folded, all: bool) -> Vec<Word> {
        let mut words = Vec::new();
        let chars = &folded.chars;
        let mut at = 0;
        while at < chars.len() {
            let start = at;
            if is_han(chars[at]) {
                while at < chars.len() && is_han(chars[at]) {
                    at += 1;
                }
                self.cut(folded, start..at, all, &mut words);
            } else if chars[at].is_alphanumeric() {
                while at < chars.len()
                    && !is_han(chars[at])
                    && (chars[at].is_alphanumeric()
                        || is_connector(chars[at])
                            && chars.get(at + 1).is_some_and(|c| c.is_alphanumeric() && !is_han(*c)))
                {
                    at += 1;
                }
                self.name(folded, start..at, all, &mut words);
            } else {
                at += 1;
            }
        }
        words
    }

    fn cut(&self, folded: &Folded, run: Range<usize>, all: bool, words: &mut Vec<Word>) {
        let text = folded.slice(run.clone());
        let tokens = if all { self.jieba.cut_for_search(&text, false) } else { self.jieba.cut(&text, false) };
        for token in tokens {
            words.push(Word {
                text: token.word.to_owned(),
                kind: UnitKind::Han,
                chars: run.start + token.start..run.start + token.end,
            });
        }
    }

    /// A name in letters and digits: whole, and by its parts (`park_name`, `parkName` → park, name).
    fn name(&self, folded: &Folded, run: Range<usize>, all: bool, words: &mut Vec<Word>) {
        let mut parts = Vec::new();
        let mut start = run.start;
        for at in run.clone() {
            let connector = is_connector(folded.chars[at]);
            let camel = at > start && folded.is_upper(at) && !folded.is_upper(at - 1);
            if connector || camel {
                parts.push(start..at);
                start = if connector { at + 1 } else { at };
            }
        }
        parts.push(start..run.end);
        parts.retain(|part| !part.is_empty());
        let whole_end = run.end.min(run.start + MAX_WORD_CHARS);
        let text = self.stem(&folded.slice(run.start..whole_end));
        words.push(Word { text, kind: UnitKind::Latin, chars: run.clone() });
        // In a query the whole stands for itself; its parts are an alternative the query adds.
        if !all || parts.len() == 1 {
            return;
        }
        for part in parts {
            let end = part.end.min(part.start + MAX_WORD_CHARS);
            let text = self.stem(&folded.slice(part.start..end));
            words.push(Word { text, kind: UnitKind::Latin, chars: part });
        }
    }

    /// The parts of a compound name, stemmed; one part if it is none.
    pub(crate) fn name_parts(&self, name: &str) -> Vec<String> {
        name.split(is_connector).filter(|part| !part.is_empty()).map(|part| self.stem(part)).collect()
    }

    pub(crate) fn stem(&self, word: &str) -> String {
        if word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase()) {
            self.stemmer.stem(word).into_owned()
        } else {
            word.to_owned()
        }
    }

    /// Where a generic ending of a compound begins, in characters: 企业名单 is 企业 and 名单. Terms of the word list stay whole.
    pub(crate) fn generic_ending(&self, word: &str) -> Option<usize> {
        if !self.lexicon.synonyms(word).is_empty() {
            return None;
        }
        word.char_indices().enumerate().skip(2).find_map(|(at, (byte, _))| {
            let (head, ending) = word.split_at(byte);
            let generic = ending.chars().count() > 1 && self.lexicon.is_generic(ending);
            (generic && self.jieba.has_word(head)).then_some(at)
        })
    }

    /// Where words begin in a text, the words inside long words included.
    pub(crate) fn word_starts(&self, folded: &Folded) -> Vec<usize> {
        let mut starts: Vec<usize> = self.index_words(folded).into_iter().map(|word| word.chars.start).collect();
        starts.sort_unstable();
        starts.dedup();
        starts
    }
}
