//! Where the words were found, in the text as it was given.

use std::collections::HashSet;
use std::ops::Range;

use crate::analysis::{Analyzer, Folded, UnitKind, is_han};
use crate::fields::Card;
use crate::query::{Clause, Matcher, Parsed};
use crate::{Hit, MatchedItem, Snippet};

/// Characters of a snippet.
const SNIPPET: usize = 120;
/// Characters of it before the first word found.
const LEAD: usize = 16;
/// Data items named in a hit.
const MAX_ITEMS: usize = 6;

/// Marks what a query found.
pub(crate) struct Highlighter<'a> {
    analyzer: &'a Analyzer,
    /// Text to find as it stands: Chinese, and names with connectors.
    texts: Vec<Vec<char>>,
    /// English words, stemmed.
    stems: HashSet<String>,
    /// Letters that may be pinyin.
    letters: Vec<String>,
}

impl<'a> Highlighter<'a> {
    pub fn new(analyzer: &'a Analyzer, parsed: &Parsed) -> Highlighter<'a> {
        let mut highlighter = Highlighter { analyzer, texts: vec![], stems: HashSet::new(), letters: vec![] };
        for clause in &parsed.clauses {
            highlighter.add_clause(clause);
        }
        highlighter
    }

    fn add_clause(&mut self, clause: &Clause) {
        self.add(&clause.text);
        if let Matcher::Name { parts, .. } = &clause.matcher {
            self.stems.extend(parts.iter().cloned());
        }
        if clause.kind == UnitKind::Han
            && clause.text.chars().count() > 2
            && let Some(stem) = clause.text.strip_suffix(['市', '省', '县', '区'])
        {
            self.add(stem);
        }
        if clause.kind == UnitKind::Latin && clause.text.len() > 1 {
            self.letters.push(clause.text.clone());
        }
        for synonym in &clause.synonyms {
            self.add(synonym);
        }
    }

    fn add(&mut self, text: &str) {
        if text.chars().all(|c| c.is_alphanumeric() && !is_han(c)) {
            self.stems.insert(self.analyzer.stem(text));
        } else {
            self.texts.push(text.chars().collect());
        }
    }

    /// Folded character ranges, merged, in order.
    fn find(&self, folded: &Folded, pinyin: bool) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for text in self.texts.iter().filter(|text| !text.is_empty()) {
            let mut at = 0;
            while at + text.len() <= folded.chars.len() {
                if folded.chars[at..at + text.len()] == text[..] {
                    found.push(at..at + text.len());
                    at += text.len();
                } else {
                    at += 1;
                }
            }
        }
        if !self.stems.is_empty() {
            for word in self.analyzer.index_words(folded) {
                if word.kind == UnitKind::Latin && self.stems.contains(&word.text) {
                    found.push(word.chars);
                }
            }
        }
        if pinyin && found.is_empty() {
            found.extend(self.letters.iter().filter_map(|letters| pinyin_range(self.analyzer, folded, letters)));
        }
        found.sort_by_key(|range| range.start);
        let mut merged: Vec<Range<usize>> = Vec::new();
        for range in found {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        merged
    }

    fn ranges(&self, folded: &Folded, pinyin: bool) -> Vec<Range<usize>> {
        let found = self.find(folded, pinyin).into_iter().map(|range| folded.original(range));
        found.filter(|range| !range.is_empty()).collect()
    }

    pub fn hit(&self, card: Card, score: f32) -> Hit {
        let title = self.analyzer.fold(&card.title);
        Hit {
            title_ranges: self.ranges(&title, true),
            snippet: self.snippet(&card.description),
            items: self.items(&card),
            code: card.code,
            title: card.title,
            score,
        }
    }

    fn items(&self, card: &Card) -> Vec<MatchedItem> {
        if self.texts.is_empty() && self.stems.is_empty() {
            return vec![];
        }
        let folded = self.analyzer.fold(&card.items);
        let found = self.find(&folded, false);
        let mut items: Vec<MatchedItem> = Vec::new();
        let mut lines = card.items.split_inclusive('\n').scan(0, |start, line| {
            let from = std::mem::replace(start, *start + line.len());
            Some((from, line.trim_end_matches('\n')))
        });
        let (mut number, mut line) = (0, lines.next());
        let mut last = None;
        for range in found.into_iter().map(|range| folded.original(range)).filter(|range| !range.is_empty()) {
            while let Some((from, text)) = line
                && range.start > from + text.len()
            {
                (number, line) = (number + 1, lines.next());
            }
            let Some((from, text)) = line else { break };
            // A phrase found across the end of a line is no name.
            if range.start < from || range.end > from + text.len() {
                continue;
            }
            let inside = range.start - from..range.end - from;
            let index = number / 2;
            let full = items.len() == MAX_ITEMS;
            match items.last_mut() {
                Some(item) if last == Some(number) => item.ranges.push(inside),
                // The name is shown; its field name needs not be.
                Some(item) if item.index == index => {}
                _ if full => break,
                _ => {
                    items.push(MatchedItem { index, text: text.to_owned(), ranges: vec![inside] });
                    last = Some(number);
                }
            }
        }
        items
    }

    fn snippet(&self, description: &str) -> Snippet {
        let folded = self.analyzer.fold(description);
        let found = self.find(&folded, false);
        let length = folded.chars.len();
        let mut start = 0;
        if length > SNIPPET && !found.is_empty() {
            // The window with the most marked text, the first of those.
            let inside = |from: usize| {
                let window = from..from + SNIPPET;
                found
                    .iter()
                    .filter(|range| range.start >= window.start && range.end <= window.end)
                    .map(Range::len)
                    .sum::<usize>()
            };
            let starts = found.iter().take(64).map(|range| range.start.saturating_sub(LEAD).min(length - SNIPPET));
            let best = starts.clone().map(inside).max().unwrap_or(0);
            start = if inside(0) == best { 0 } else { starts.clone().find(|from| inside(*from) == best).unwrap_or(0) };
        }
        let end = (start + SNIPPET).min(length);
        let window = folded.original(start..end);
        let ranges = found
            .iter()
            .filter(|range| range.start >= start && range.end <= end)
            .map(|range| folded.original(range.clone()))
            .filter(|range| !range.is_empty() && range.start >= window.start && range.end <= window.end)
            .map(|range| range.start - window.start..range.end - window.start)
            .collect();
        Snippet {
            text: description.get(window).unwrap_or_default().to_owned(),
            ranges,
            cut_before: start > 0,
            cut_after: end < length,
        }
    }
}

/// The characters that letters stand for, in full or by initials, from a word start; the last syllable may be unfinished.
pub(crate) fn pinyin_range(analyzer: &Analyzer, folded: &Folded, letters: &str) -> Option<Range<usize>> {
    let starts = analyzer.word_starts(folded);
    let syllables = analyzer.reading(folded).syllables;
    let from = |at: usize, by_initials: bool| -> Option<Range<usize>> {
        let mut rest = letters;
        for syllable in &syllables[at..] {
            let text = if by_initials {
                let first = syllable.text.chars().next()?;
                &syllable.text[..first.len_utf8()]
            } else {
                syllable.text.as_str()
            };
            if text.starts_with(rest) {
                return Some(syllables[at].chars.start..syllable.chars.end);
            }
            rest = rest.strip_prefix(text)?;
        }
        None
    };
    [false, true].into_iter().find_map(|by_initials| {
        (0..syllables.len())
            .filter(|at| starts.binary_search(&syllables[*at].chars.start).is_ok())
            .find_map(|at| from(at, by_initials))
    })
}
