//! Making the suffixes of a snapshot.

use std::collections::HashMap;

use tantivy::SegmentReader;

use super::{Entry, MAX_PREFIX, Suffix, Suggester, SuggestionKind};
use crate::analysis::Analyzer;
use crate::columns::Row;
use crate::fields::SEPARATOR;
use crate::snapshot::Snapshot;

/// Above so many, those most used stay; ten times the catalogue suggestions are meant to be quick for.
const MAX_ENTRIES: usize = 400_000;
const MAX_STARTS: usize = 24;

#[derive(Default)]
struct Gathered {
    code: Option<Box<str>>,
    count: u32,
    weight: f32,
}

type Kinds = HashMap<(SuggestionKind, Box<str>), Gathered>;

impl Suggester {
    pub fn read(snapshot: &Snapshot, analyzer: &Analyzer) -> tantivy::Result<Suggester> {
        let mut kinds = Kinds::new();
        for (segment, columns) in snapshot.searcher.segment_readers().iter().zip(&snapshot.columns) {
            gather(segment, &columns.rows, "suggest_title", SuggestionKind::Dataset, true, &mut kinds)?;
            gather(segment, &columns.rows, "suggest_item", SuggestionKind::DataItem, false, &mut kinds)?;
            gather(segment, &columns.rows, "suggest_publisher", SuggestionKind::Publisher, true, &mut kinds)?;
            gather(segment, &columns.rows, "suggest_theme", SuggestionKind::Theme, true, &mut kinds)?;
        }
        let mut gathered: Vec<_> = kinds.into_iter().collect();
        gathered.sort_unstable_by(|a, b| b.1.weight.total_cmp(&a.1.weight).then_with(|| a.0.cmp(&b.0)));
        gathered.truncate(MAX_ENTRIES);
        let mut suggester =
            Suggester { generation: snapshot.searcher.generation().generation_id(), ..Suggester::default() };
        for ((kind, text), gathered) in gathered {
            suggester.add(analyzer, kind, text, gathered);
        }
        suggester.sort();
        Ok(suggester)
    }

    fn add(&mut self, analyzer: &Analyzer, kind: SuggestionKind, text: Box<str>, gathered: Gathered) {
        let folded = analyzer.fold(&text);
        let starts = analyzer.word_starts(&folded);
        let reading = analyzer.reading(&folded);
        let entry = self.entries.len() as u32;
        let base = base_rank(kind, &gathered, folded.chars.len());
        let mut push = |which: usize, from: usize| {
            let early = if from == 0 { 20_000 } else { 0 };
            if let Ok(from) = u16::try_from(from) {
                self.suffixes[which].push(Suffix { entry, from, rank: base + early });
            }
        };
        let (mut full, mut initials) = (String::new(), String::new());
        let mut count = 0;
        for syllable in &reading.syllables {
            if count < MAX_STARTS && starts.binary_search(&syllable.chars.start).is_ok() {
                push(1, full.len());
                push(2, initials.len());
                count += 1;
            }
            full.push_str(&syllable.text);
            initials.extend(syllable.text.chars().next());
        }
        let mut key = String::new();
        count = 0;
        for (at, c) in folded.chars.iter().enumerate() {
            if count < MAX_STARTS && starts.binary_search(&at).is_ok() {
                push(0, key.len());
                count += 1;
            }
            key.push(*c);
        }
        let keys = [key.into(), full.into(), initials.into()];
        self.entries.push(Entry { kind, text, code: gathered.code, count: gathered.count, keys });
    }

    fn sort(&mut self) {
        for which in 0..self.suffixes.len() {
            let mut suffixes = std::mem::take(&mut self.suffixes[which]);
            let key = |suffix: &Suffix| {
                let key = self.key(which, suffix).as_bytes();
                &key[..key.len().min(4 * MAX_PREFIX)]
            };
            suffixes.sort_unstable_by(|a, b| key(a).cmp(key(b)).then(b.rank.cmp(&a.rank)).then(a.entry.cmp(&b.entry)));
            suffixes.shrink_to_fit();
            self.suffixes[which] = suffixes;
        }
    }
}

/// Short and used before long and unused.
fn base_rank(kind: SuggestionKind, gathered: &Gathered, length: usize) -> u16 {
    let short = 60usize.saturating_sub(length) * 50;
    let used = match kind {
        SuggestionKind::Dataset => gathered.weight * 40_000.0,
        _ => (1.0 + gathered.count as f32).ln() * 600.0,
    };
    short as u16 + used.clamp(0.0, 8_000.0) as u16
}

fn gather(
    segment: &SegmentReader,
    rows: &[Row],
    column: &str,
    kind: SuggestionKind,
    coded: bool,
    kinds: &mut Kinds,
) -> tantivy::Result<()> {
    let Some(column) = segment.fast_fields().str(column)? else { return Ok(()) };
    let mut by_ord: HashMap<u64, (u32, f32)> = HashMap::new();
    for doc in segment.doc_ids_alive() {
        for ord in column.term_ords(doc) {
            let seen = by_ord.entry(ord).or_default();
            seen.0 += 1;
            seen.1 = seen.1.max(rows[doc as usize].boost);
        }
    }
    let mut ords: Vec<_> = by_ord.into_iter().collect();
    ords.sort_unstable_by_key(|(ord, _)| *ord);
    let mut text = String::new();
    for (ord, (count, weight)) in ords {
        text.clear();
        if !column.ord_to_str(ord, &mut text)? {
            continue;
        }
        let (code, label) = match text.split_once(SEPARATOR) {
            Some((code, label)) if coded => (Some(code), label),
            _ => (None, text.as_str()),
        };
        if label.trim().is_empty() {
            continue;
        }
        // Bodies of the same name in two places stay apart; datasets of the same title are one suggestion.
        let gathered = kinds.entry((kind, label.into())).or_default();
        if gathered.count == 0 || weight > gathered.weight {
            gathered.code = code.map(Into::into);
        }
        gathered.weight = gathered.weight.max(weight);
        gathered.count += count;
    }
    Ok(())
}
