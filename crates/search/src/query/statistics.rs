//! How telling a word is.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::MAX_SYNONYMS;
use crate::Analyzer;
use crate::fields::Fields;

/// Counts a word by the field that has it most, so that a word rare among publishers but common in titles is not prized
/// for turning up in a publisher's name, and like the most usual word of the same meaning, so that a rare way to say it is
/// not prized either.
pub(crate) struct Statistics<'a> {
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
    pub analyzer: &'a Analyzer,
    known: Mutex<HashMap<Vec<u8>, u64>>,
}

impl<'a> Statistics<'a> {
    pub fn new(searcher: &'a Searcher, fields: &'a Fields, analyzer: &'a Analyzer) -> Statistics<'a> {
        Statistics { searcher, fields, analyzer, known: Mutex::default() }
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searcher.total_num_docs()
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        if !self.fields.is_word(term.field()) {
            return self.searcher.doc_freq(term);
        }
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(frequency) = known.get(term.serialized_value_bytes()) {
            return Ok(*frequency);
        }
        let mut most = 0;
        if let Some(text) = term.value().as_str() {
            let same = self.analyzer.lexicon().synonyms(text).iter().take(MAX_SYNONYMS).map(String::as_str);
            for text in std::iter::once(text).chain(same) {
                for field in self.fields.all_words() {
                    most = most.max(self.searcher.doc_freq(&Term::from_field_text(field, text))?);
                }
            }
        }
        known.insert(term.serialized_value_bytes().to_vec(), most);
        Ok(most)
    }
}
