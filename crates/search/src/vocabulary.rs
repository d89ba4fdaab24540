//! The words the catalogue itself uses, by spelling and by reading.

use std::collections::{HashMap, HashSet};

use tantivy::Searcher;

use crate::analysis::{Analyzer, fuzzy_key, is_han};
use crate::fields::{Fields, WordField};

/// Chinese words longer than this are titles, not words.
const MAX_HAN: usize = 7;

/// A word that occurs, with its reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    pub word: Box<str>,
    pub pinyin: Box<str>,
    /// Datasets it occurs in, by the field that has it most.
    pub frequency: u64,
}

/// All words of the catalogue.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    frequency: HashMap<Box<str>, u64>,
    han: Vec<Known>,
    by_sound: HashMap<Box<str>, Vec<u32>>,
    by_pinyin: HashMap<Box<str>, Vec<u32>>,
    latin: Vec<(Box<str>, u64)>,
    syllables: HashSet<Box<str>>,
    /// Words in fewer datasets are not what someone misheard: in a large catalogue every sound is some word.
    usual: u64,
}

impl Vocabulary {
    pub fn read(searcher: &Searcher, fields: &Fields, analyzer: &Analyzer) -> tantivy::Result<Vocabulary> {
        let mut vocabulary = Vocabulary { usual: 1 + searcher.num_docs() / 5_000, ..Vocabulary::default() };
        for field in [WordField::Title, WordField::Tags, WordField::Items, WordField::Who] {
            let mut here: HashMap<Box<str>, u64> = HashMap::new();
            for segment in searcher.segment_readers() {
                let index = segment.inverted_index(fields.word(field))?;
                let mut terms = index.terms().stream()?;
                while let Some((key, info)) = terms.next() {
                    if let Ok(word) = std::str::from_utf8(key)
                        && word.chars().all(is_han)
                        && word.chars().count() <= MAX_HAN
                    {
                        *here.entry(word.into()).or_default() += u64::from(info.doc_freq);
                    }
                }
            }
            for (word, frequency) in here {
                let most = vocabulary.frequency.entry(word).or_default();
                *most = (*most).max(frequency);
            }
        }
        let mut latin: HashMap<Box<str>, u64> = HashMap::new();
        for segment in searcher.segment_readers() {
            // Unstemmed words are in the gram field; everything Latin sorts before the Chinese pairs.
            let index = segment.inverted_index(fields.gram)?;
            let mut terms = index.terms().range().lt("\u{2e80}").into_stream()?;
            while let Some((key, info)) = terms.next() {
                if let Ok(word) = std::str::from_utf8(key)
                    && word.len() > 2
                    && word.bytes().all(|b| b.is_ascii_alphabetic())
                {
                    *latin.entry(word.into()).or_default() += u64::from(info.doc_freq);
                }
            }
        }
        for word in analyzer.lexicon().latin_words() {
            latin.entry(word.into()).or_insert(1);
        }
        vocabulary.latin = latin.into_iter().collect();
        vocabulary.latin.sort();
        vocabulary.sounds(analyzer);
        Ok(vocabulary)
    }

    fn sounds(&mut self, analyzer: &Analyzer) {
        let mut words: Vec<(&Box<str>, &u64)> = self.frequency.iter().filter(|(word, _)| word.len() > 3).collect();
        words.sort();
        for (word, frequency) in words {
            let reading = analyzer.pinyin_of(word);
            let (sound, pinyin) = (fuzzy_key(&reading), reading.full());
            for syllable in &reading.syllables {
                if !self.syllables.contains(syllable.text.as_str()) {
                    self.syllables.insert(syllable.text.as_str().into());
                }
            }
            let ord = self.han.len() as u32;
            self.by_sound.entry(sound.into()).or_default().push(ord);
            self.by_pinyin.entry(pinyin.as_str().into()).or_default().push(ord);
            self.han.push(Known { word: word.clone(), pinyin: pinyin.into(), frequency: *frequency });
        }
    }

    /// Datasets a Chinese word occurs in.
    pub fn frequency(&self, word: &str) -> u64 {
        self.frequency.get(word).copied().unwrap_or(0)
    }

    /// Words that sound like it, the likeliest first: read the same, then commonly confused, each by how often they occur.
    pub fn sounding_like(&self, sound: &str, pinyin: &str) -> Option<&Known> {
        let ords = self.by_sound.get(sound)?;
        ords.iter()
            .map(|ord| &self.han[*ord as usize])
            .filter(|known| known.frequency >= self.usual)
            .max_by_key(|known| (known.pinyin.as_ref() == pinyin, known.frequency))
    }

    /// The most usual word read like these letters.
    pub fn read_as(&self, letters: &str) -> Option<&Known> {
        let ords = self.by_pinyin.get(letters)?;
        ords.iter().map(|ord| &self.han[*ord as usize]).max_by_key(|known| known.frequency)
    }

    /// A syllable that some word of the catalogue has.
    pub fn is_syllable(&self, letters: &str) -> bool {
        self.syllables.contains(letters)
    }

    /// Letters read as one word after the other, the fewest and then the most usual: `hangzhougongjiao` → 杭州, 公交.
    pub fn read_run(&self, letters: &str) -> Option<Vec<&str>> {
        const LONGEST: usize = 24;
        if letters.len() < 4 || letters.len() > 64 || !letters.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        // best[i]: words so far, how usual, where the last began, the word.
        let mut best: Vec<Option<(usize, f32, usize, &str)>> = vec![None; letters.len() + 1];
        best[0] = Some((0, 0.0, 0, ""));
        for end in 1..=letters.len() {
            for start in end.saturating_sub(LONGEST)..end {
                let Some((words, usual, ..)) = best[start] else { continue };
                let Some(known) = self.read_as(&letters[start..end]) else { continue };
                let (words, usual) = (words + 1, usual + (known.frequency as f32).ln_1p());
                if best[end].is_none_or(|(fewest, most, ..)| words < fewest || (words == fewest && usual > most)) {
                    best[end] = Some((words, usual, start, known.word.as_ref()));
                }
            }
        }
        let mut words = Vec::new();
        let mut at = letters.len();
        while at > 0 {
            let (_, _, start, word) = best[at]?;
            words.push(word);
            at = start;
        }
        words.reverse();
        Some(words)
    }

    /// The most usual word whose spelling or reading differs by one letter, or whose reading begins so.
    pub fn near(&self, letters: &str) -> Option<&str> {
        if letters.len() < 4 {
            return None;
        }
        let spelt = |word: &str| one_edit(letters.as_bytes(), word.as_bytes());
        let latin = self.latin.iter().filter(|(word, _)| spelt(word)).max_by_key(|(_, frequency)| *frequency);
        if let Some((word, _)) = latin {
            return Some(word);
        }
        let heard = |known: &&Known| {
            let unfinished = known.pinyin.starts_with(letters) && known.pinyin.len() <= letters.len() + 3;
            unfinished || one_edit(letters.as_bytes(), known.pinyin.as_bytes())
        };
        let han = self.han.iter().filter(heard).max_by_key(|known| known.frequency);
        han.map(|known| known.word.as_ref())
    }
}

/// One letter put in, left out, changed, or two neighbours swapped.
pub(crate) fn one_edit(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 || a == b {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    if short.len() == long.len() {
        let rest = short[same + 1..] == long[same + 1..];
        let swapped = same + 1 < short.len()
            && short[same] == long[same + 1]
            && short[same + 1] == long[same]
            && short[same + 2..] == long[same + 2..];
        rest || swapped
    } else {
        short[same..] == long[same + 1..]
    }
}

#[cfg(test)]
mod tests {
    use super::one_edit;

    #[test]
    fn r001_one_letter_apart() {
        for (a, b) in [("parking", "parkng"), ("parking", "praking"), ("parking", "parkinf"), ("gdp", "gdpp")] {
            assert!(one_edit(a.as_bytes(), b.as_bytes()), "{a} {b}");
            assert!(one_edit(b.as_bytes(), a.as_bytes()), "{b} {a}");
        }
        for (a, b) in [("parking", "parking"), ("parking", "pakrnig"), ("a", "bcd"), ("ab", "cd")] {
            assert!(!one_edit(a.as_bytes(), b.as_bytes()), "{a} {b}");
        }
    }
}
