//! Suggestions while typing: sorted suffixes from word starts, in Chinese, full pinyin and initials.

mod read;

use std::ops::Range;

use serde::{Deserialize, Serialize};
use tantivy::Term;

use crate::analysis::is_han;
use crate::fields::item_key;
use crate::highlight::pinyin_range;
use crate::run::View;
use crate::{Error, Index};

/// Candidates looked at for each kind before the best are shown.
const CANDIDATES: usize = 24;
/// Letters of a suffix that are compared.
const MAX_PREFIX: usize = 64;

/// What a suggestion leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionKind {
    /// A dataset, by its title.
    Dataset,
    /// A data item that datasets have.
    DataItem,
    /// A publisher.
    Publisher,
    /// A theme.
    Theme,
}

impl SuggestionKind {
    const ALL: [SuggestionKind; 4] = [Self::Dataset, Self::DataItem, Self::Publisher, Self::Theme];
}

/// A suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// What it leads to.
    pub kind: SuggestionKind,
    /// The text to show and search for.
    pub text: String,
    /// The code of the dataset, publisher or theme; none for data items.
    pub code: Option<String>,
    /// Datasets that have it; for a dataset those of the same title.
    pub count: u64,
    /// Byte ranges in `text` that match what was typed.
    pub ranges: Vec<Range<usize>>,
}

/// Something that can be suggested.
#[derive(Debug)]
struct Entry {
    kind: SuggestionKind,
    text: Box<str>,
    code: Option<Box<str>>,
    count: u32,
    /// Folded text, full reading, initials.
    keys: [Box<str>; 3],
}

/// A suffix of a key, from a word start.
#[derive(Debug, Clone, Copy)]
struct Suffix {
    entry: u32,
    from: u16,
    /// How early it should be shown.
    rank: u16,
}

/// All that can be suggested as of one snapshot.
#[derive(Debug, Default)]
pub(crate) struct Suggester {
    entries: Vec<Entry>,
    /// By key: suffixes in order.
    suffixes: [Vec<Suffix>; 3],
    /// The snapshot it was made from.
    generation: u64,
}

impl Suggester {
    fn key(&self, which: usize, suffix: &Suffix) -> &str {
        &self.entries[suffix.entry as usize].keys[which][suffix.from as usize..]
    }

    /// The suffixes that begin with a text.
    fn range(&self, which: usize, prefix: &str) -> &[Suffix] {
        let all = &self.suffixes[which];
        let start = all.partition_point(|suffix| self.key(which, suffix) < prefix);
        let length = all[start..].partition_point(|suffix| self.key(which, suffix).starts_with(prefix));
        &all[start..start + length]
    }

    /// Adds the best candidates of a range by kind.
    fn gather(&self, which: usize, prefix: &str, rest: &[String], best: &mut [Vec<(u16, u32)>; 4]) {
        for suffix in self.range(which, prefix) {
            let entry = &self.entries[suffix.entry as usize];
            let best = &mut best[entry.kind as usize];
            if best.len() >= CANDIDATES && best.last().is_some_and(|(rank, _)| *rank >= suffix.rank) {
                continue;
            }
            if best.iter().any(|(rank, known)| *known == suffix.entry && *rank >= suffix.rank) {
                continue;
            }
            if !rest.iter().all(|part| entry.keys.iter().any(|key| key.contains(part.as_str()))) {
                continue;
            }
            best.retain(|(_, known)| *known != suffix.entry);
            let at = best.partition_point(|(rank, _)| *rank >= suffix.rank);
            best.insert(at, (suffix.rank, suffix.entry));
            best.truncate(CANDIDATES);
        }
    }
}

impl Index {
    /// Suggestions for what has been typed so far, at most `limit`: datasets first, then data items, publishers, themes,
    /// each kind getting its share. From one Chinese character or two letters; Chinese, pinyin or initials from any word
    /// start. Never names a dataset that is no longer in the index.
    ///
    /// # Errors
    /// [`Error::Engine`] if the index cannot be read.
    pub fn suggest(&self, typed: &str, limit: usize) -> Result<Vec<Suggestion>, Error> {
        let view = View::of(self);
        let typed: String = typed.chars().take(MAX_PREFIX).collect();
        let folded = view.analyzer().fold(&typed).text();
        let typed = folded.trim();
        let letters: String = typed.chars().filter(|c| c.is_alphanumeric()).collect();
        let han = typed.chars().any(is_han);
        if limit == 0 || letters.is_empty() || (!han && letters.chars().count() < 2) {
            return Ok(vec![]);
        }
        let suggester = &view.lookup.suggester;
        let mut best: [Vec<(u16, u32)>; 4] = Default::default();
        let mut parts = typed.split_whitespace().map(str::to_owned);
        let first = parts.next().unwrap_or_default();
        let rest: Vec<String> = parts.take(6).collect();
        suggester.gather(0, &first, &rest, &mut best);
        if !rest.is_empty() {
            suggester.gather(0, typed, &[], &mut best);
        }
        if !han {
            suggester.gather(1, &letters, &[], &mut best);
            suggester.gather(2, &letters, &[], &mut best);
        }
        let stale = suggester.generation != view.snapshot.searcher.generation().generation_id();
        choose(&view, &mut best, limit, stale, typed)
    }
}

fn choose(
    view: &View,
    best: &mut [Vec<(u16, u32)>; 4],
    limit: usize,
    stale: bool,
    typed: &str,
) -> Result<Vec<Suggestion>, Error> {
    let suggester = &view.lookup.suggester;
    if stale {
        // What left the catalogue since must not be named.
        for kind in [SuggestionKind::Dataset, SuggestionKind::DataItem] {
            let mut alive = Vec::new();
            for candidate in best[kind as usize].drain(..) {
                let entry = &suggester.entries[candidate.1 as usize];
                let found = match (kind, entry.code.as_deref()) {
                    (SuggestionKind::Dataset, code) => view.snapshot.find(view.fields(), code.unwrap_or_default())?,
                    _ => view.snapshot.first(&Term::from_field_text(view.fields().exact, &item_key(&entry.text)))?,
                };
                if found.is_some() {
                    alive.push(candidate);
                }
            }
            best[kind as usize] = alive;
        }
    }
    // Half for datasets, the rest shared; what one kind leaves goes to the others.
    let mut shares = [0; 4];
    let mut left = limit;
    for (kind, wanted) in [(2, limit.div_ceil(4)), (3, 1), (1, limit.div_ceil(4)), (0, limit)] {
        shares[kind] = best[kind].len().min(wanted).min(left);
        left -= shares[kind];
    }
    for kind in [1, 2, 3] {
        let more = (best[kind].len() - shares[kind]).min(left);
        shares[kind] += more;
        left -= more;
    }
    let mut suggestions = Vec::new();
    for kind in SuggestionKind::ALL {
        for (_, entry) in &best[kind as usize][..shares[kind as usize]] {
            let entry = &suggester.entries[*entry as usize];
            suggestions.push(Suggestion {
                kind,
                text: entry.text.to_string(),
                code: entry.code.as_deref().map(str::to_owned),
                count: u64::from(entry.count),
                ranges: ranges(view, &entry.text, typed),
            });
        }
    }
    Ok(suggestions)
}

fn ranges(view: &View, text: &str, typed: &str) -> Vec<Range<usize>> {
    let folded = view.analyzer().fold(text);
    let mut ranges = Vec::new();
    for part in typed.split_whitespace() {
        let part: Vec<char> = part.chars().collect();
        let at = folded.chars.windows(part.len()).position(|window| window == part);
        ranges.extend(at.map(|at| folded.original(at..at + part.len())));
    }
    if ranges.is_empty() {
        let letters: String = typed.chars().filter(|c| c.is_alphanumeric()).collect();
        ranges.extend(pinyin_range(view.analyzer(), &folded, &letters).map(|chars| folded.original(chars)));
    }
    ranges.sort_by_key(|range: &Range<usize>| range.start);
    ranges.dedup_by(|next, before| next.start < before.end);
    ranges
}
