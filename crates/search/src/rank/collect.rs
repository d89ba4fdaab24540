//! The collector.

use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::top::Top;
use super::{AGES, age, freshness};
use crate::columns::{Columns, Row};
use crate::snapshot::Snapshot;
use crate::{Facet, Sort};

const FACETS: usize = Facet::STORED.len();

/// What to do with each match.
#[derive(Debug)]
pub(crate) struct Plan {
    /// By column: which sets of values pass; `None` without a filter.
    pub accept: [Option<Vec<bool>>; FACETS],
    pub accept_age: Option<[bool; AGES]>,
    pub today: i32,
    pub sort: Sort,
    /// Hits to keep, the pages before included.
    pub keep: usize,
    pub count: bool,
    /// The query gives scores.
    pub scored: bool,
}

impl Plan {
    fn filtered(&self) -> bool {
        self.accept_age.is_some() || self.accept.iter().any(Option::is_some)
    }
}

/// Matches by set of values and by age.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub sets: [Vec<u32>; FACETS],
    pub ages: [u32; AGES],
}

impl Counts {
    fn new(snapshot: &Snapshot) -> Counts {
        Counts { sets: std::array::from_fn(|facet| vec![0; snapshot.dictionaries[facet].sets.len()]), ages: [0; AGES] }
    }

    fn add(&mut self, other: &Counts) {
        for (mine, theirs) in self.sets.iter_mut().zip(&other.sets) {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        }
        self.ages.iter_mut().zip(&other.ages).for_each(|(mine, theirs)| *mine += theirs);
    }
}

/// What the pass found in a segment, or in all.
#[derive(Debug)]
pub(crate) struct Found {
    /// Matches that pass all filters.
    pub total: u64,
    /// Matches before filters.
    pub unfiltered: u64,
    pub counts: Option<Counts>,
    /// Best first: key, segment, document.
    pub top: Vec<(u64, SegmentOrdinal, DocId)>,
}

/// One pass over a snapshot.
pub(crate) struct Pass {
    pub snapshot: Arc<Snapshot>,
    pub plan: Arc<Plan>,
}

impl Collector for Pass {
    type Fruit = Found;
    type Child = SegmentPass;

    fn for_segment(&self, ord: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<SegmentPass> {
        Ok(SegmentPass {
            ord,
            columns: self.snapshot.columns[ord as usize].clone(),
            plan: self.plan.clone(),
            filtered: self.plan.filtered(),
            total: 0,
            unfiltered: 0,
            counts: self.plan.count.then(|| Counts::new(&self.snapshot)),
            top: Top::new(self.plan.keep),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.plan.scored && self.plan.sort == Sort::Relevance && self.plan.keep > 0
    }

    fn merge_fruits(&self, segments: Vec<Found>) -> tantivy::Result<Found> {
        let mut all = Found {
            total: 0,
            unfiltered: 0,
            counts: self.plan.count.then(|| Counts::new(&self.snapshot)),
            top: Vec::new(),
        };
        for found in segments {
            all.total += found.total;
            all.unfiltered += found.unfiltered;
            if let (Some(all), Some(found)) = (&mut all.counts, &found.counts) {
                all.add(found);
            }
            all.top.extend(found.top);
        }
        if self.plan.sort == Sort::Title {
            self.order_titles(&mut all.top)?;
        } else {
            all.top.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        }
        all.top.truncate(self.plan.keep);
        Ok(all)
    }
}

impl Pass {
    /// Ordinals of titles compare within a segment only; across segments the titles themselves do.
    fn order_titles(&self, top: &mut [(u64, SegmentOrdinal, DocId)]) -> tantivy::Result<()> {
        let mut keyed = Vec::with_capacity(top.len());
        for entry in top.iter() {
            let segment = self.snapshot.searcher.segment_reader(entry.1);
            let mut text = String::new();
            if let Some(column) = segment.fast_fields().str("order")? {
                let ord = self.snapshot.columns[entry.1 as usize].rows[entry.2 as usize].order;
                column.ord_to_str(u64::from(ord), &mut text)?;
            }
            keyed.push((text, *entry));
        }
        keyed.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.1.cmp(&b.1.1)).then(a.1.2.cmp(&b.1.2)));
        for (slot, (_, entry)) in top.iter_mut().zip(keyed) {
            *slot = entry;
        }
        Ok(())
    }
}

pub(crate) struct SegmentPass {
    ord: SegmentOrdinal,
    columns: Arc<Columns>,
    plan: Arc<Plan>,
    filtered: bool,
    total: u64,
    unfiltered: u64,
    counts: Option<Counts>,
    top: Top,
}

impl SegmentPass {
    /// The filters a dataset fails: none, one (its column; the last is age), or more.
    #[inline]
    fn failed(&self, row: &Row, age: usize) -> Result<Option<usize>, ()> {
        let mut failed = None;
        for (facet, accept) in self.plan.accept.iter().enumerate() {
            if let Some(accept) = accept
                && !accept.get(row.sets[facet] as usize).copied().unwrap_or(false)
            {
                if failed.is_some() {
                    return Err(());
                }
                failed = Some(facet);
            }
        }
        if let Some(accept) = &self.plan.accept_age
            && !accept[age]
        {
            if failed.is_some() {
                return Err(());
            }
            failed = Some(FACETS);
        }
        Ok(failed)
    }

    #[inline]
    fn key(&self, row: &Row, score: Score) -> u64 {
        let pair = |first: u32, second: u32| u64::from(first) << 32 | u64::from(second);
        // Maps days to unsigned keeping their order; no date comes last.
        let day = |day: i32| (i64::from(day) - i64::from(i32::MIN)) as u32;
        match self.plan.sort {
            Sort::Relevance => {
                let score = if self.plan.scored { score } else { 1.0 };
                let score = score * (1.0 + row.boost + freshness(row.updated, self.plan.today));
                // Scores are not negative, so their bits order like they do.
                pair(score.max(0.0).to_bits(), day(row.updated))
            }
            Sort::Updated => pair(day(row.updated), row.downloads),
            Sort::Issued => pair(day(row.issued), row.downloads),
            Sort::Downloads => pair(row.downloads, day(row.updated)),
            Sort::Title => pair(!row.order, 0),
        }
    }
}

impl SegmentCollector for SegmentPass {
    type Fruit = Found;

    #[inline]
    fn collect(&mut self, doc: DocId, score: Score) {
        self.unfiltered += 1;
        let row = self.columns.rows[doc as usize];
        let age = age(row.updated, self.plan.today);
        let failed = if self.filtered { self.failed(&row, age) } else { Ok(None) };
        match (failed, &mut self.counts) {
            (Ok(None), counts) => {
                self.total += 1;
                if let Some(counts) = counts {
                    for (counts, set) in counts.sets.iter_mut().zip(row.sets) {
                        counts[set as usize] += 1;
                    }
                    counts.ages[age] += 1;
                }
                if self.plan.keep > 0 {
                    self.top.push(self.key(&row, score), doc);
                }
            }
            (Ok(Some(FACETS)), Some(counts)) => counts.ages[age] += 1,
            (Ok(Some(facet)), Some(counts)) => counts.sets[facet][row.sets[facet] as usize] += 1,
            _ => {}
        }
    }

    fn harvest(self) -> Found {
        let ord = self.ord;
        Found {
            total: self.total,
            unfiltered: self.unfiltered,
            counts: self.counts,
            top: self.top.finish().into_iter().map(|(key, doc)| (key, ord, doc)).collect(),
        }
    }
}
