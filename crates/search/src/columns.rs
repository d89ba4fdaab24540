//! What the collector reads of each dataset: one dense row in memory, made once for each immutable segment.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::SegmentReader;

use crate::Facet;
use crate::fields::{SEPARATOR, column_name};

/// No date.
pub(crate) const NO_DAY: i32 = i32::MIN;

/// One dataset. Facets hold the ordinal of the *set* of its values, so several values cost the same as one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub sets: [u32; Facet::STORED.len()],
    pub updated: i32,
    pub issued: i32,
    pub downloads: u32,
    /// Ordinal of the title in reading order within the segment.
    pub order: u32,
    /// What has_table, downloads and being kept here add to the score, as a share.
    pub boost: f32,
}

/// Values and sets of values of one facet, numbered in order of appearance across segments.
#[derive(Debug, Clone, Default)]
pub(crate) struct Dictionary {
    pub values: Vec<Arc<str>>,
    value_ords: HashMap<Arc<str>, u32>,
    /// The values of each set.
    pub sets: Vec<Arc<[u32]>>,
    set_ords: HashMap<Arc<str>, u32>,
}

impl Dictionary {
    pub fn value(&self, value: &str) -> Option<u32> {
        self.value_ords.get(value).copied()
    }

    fn set(&mut self, joined: &str) -> u32 {
        if let Some(ord) = self.set_ords.get(joined) {
            return *ord;
        }
        let values: Vec<u32> = joined
            .split(SEPARATOR)
            .filter(|value| !value.is_empty())
            .map(|value| {
                if let Some(ord) = self.value_ords.get(value) {
                    return *ord;
                }
                let ord = self.values.len() as u32;
                let value: Arc<str> = value.into();
                self.values.push(value.clone());
                self.value_ords.insert(value, ord);
                ord
            })
            .collect();
        let ord = self.sets.len() as u32;
        self.sets.push(values.into());
        self.set_ords.insert(joined.into(), ord);
        ord
    }
}

pub(crate) type Dictionaries = [Dictionary; Facet::STORED.len()];

/// The rows of one segment.
#[derive(Debug)]
pub(crate) struct Columns {
    pub rows: Vec<Row>,
}

impl Columns {
    pub fn read(segment: &SegmentReader, dictionaries: &mut Dictionaries) -> tantivy::Result<Columns> {
        let fast = segment.fast_fields();
        let blank = Row { sets: [0; 10], updated: NO_DAY, issued: NO_DAY, downloads: 0, order: 0, boost: 0.0 };
        let mut rows = vec![blank; segment.max_doc() as usize];
        for (position, facet) in Facet::STORED.into_iter().enumerate() {
            let dictionary = &mut dictionaries[position];
            let empty = dictionary.set("");
            let Some(column) = fast.str(&column_name(facet))? else {
                rows.iter_mut().for_each(|row| row.sets[position] = empty);
                continue;
            };
            let mut ords = Vec::with_capacity(column.num_terms());
            let mut text = String::new();
            for ord in 0..column.num_terms() as u64 {
                text.clear();
                column.ord_to_str(ord, &mut text)?;
                ords.push(dictionary.set(&text));
            }
            for (doc, row) in rows.iter_mut().enumerate() {
                let ord = column.ords().first(doc as u32).and_then(|ord| ords.get(ord as usize));
                row.sets[position] = ord.copied().unwrap_or(empty);
            }
        }
        let updated = fast.i64("updated_day")?;
        let issued = fast.i64("issued_day")?;
        let downloads = fast.u64("downloads")?;
        let official = fast.u64("official")?;
        let order = fast.str("order")?;
        let table = dictionaries[position_of(Facet::HasTable)].set("true");
        for (doc, row) in rows.iter_mut().enumerate() {
            let doc = doc as u32;
            row.updated = updated.first(doc).map_or(NO_DAY, day);
            row.issued = issued.first(doc).map_or(NO_DAY, day);
            row.downloads = downloads.first(doc).unwrap_or(0).min(u64::from(u32::MAX)) as u32;
            if let Some(order) = &order {
                row.order = order.ords().first(doc).unwrap_or(0) as u32;
            }
            let has_table = row.sets[position_of(Facet::HasTable)] == table;
            row.boost = crate::rank::standing(has_table, row.downloads, official.first(doc) == Some(1));
        }
        Ok(Columns { rows })
    }
}

/// The column of a stored facet.
pub(crate) fn position_of(facet: Facet) -> usize {
    Facet::STORED.iter().position(|stored| *stored == facet).unwrap_or(0)
}

fn day(day: i64) -> i32 {
    i32::try_from(day).unwrap_or(NO_DAY)
}
