//! A consistent view of the index at one commit.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tantivy::schema::Value;
use tantivy::{DocAddress, DocSet, Searcher, TantivyDocument, Term};

use crate::analysis::Analyzer;
use crate::columns::{Columns, Dictionaries};
use crate::fields::{Card, Fields};
use crate::rank::Counts;
use crate::suggest::Suggester;
use crate::vocabulary::Vocabulary;

/// The documents of one commit and their rows.
#[derive(Debug)]
pub(crate) struct Snapshot {
    pub searcher: Searcher,
    /// Rows by segment, in the order of the searcher.
    pub columns: Vec<Arc<Columns>>,
    pub dictionaries: Arc<Dictionaries>,
    /// Counts over everything, as of a day: what the unfiltered catalogue page shows.
    pub browse: Mutex<Option<(i64, Counts)>>,
}

impl Snapshot {
    /// Rows of segments that `before` has too are taken over: a commit costs what it adds.
    pub fn read(
        searcher: &Searcher,
        before: Option<&Snapshot>,
        dictionaries: &mut Dictionaries,
    ) -> tantivy::Result<Snapshot> {
        let known: HashMap<_, _> = before
            .iter()
            .flat_map(|before| before.searcher.segment_readers().iter().zip(&before.columns))
            .map(|(segment, columns)| (segment.segment_id(), columns))
            .collect();
        let mut columns = Vec::new();
        for segment in searcher.segment_readers() {
            columns.push(match known.get(&segment.segment_id()) {
                Some(known) => Arc::clone(known),
                None => Arc::new(Columns::read(segment, dictionaries)?),
            });
        }
        Ok(Snapshot {
            searcher: searcher.clone(),
            columns,
            dictionaries: Arc::new(dictionaries.clone()),
            browse: Mutex::new(None),
        })
    }

    /// Where a dataset is.
    pub fn find(&self, fields: &Fields, code: &str) -> tantivy::Result<Option<DocAddress>> {
        self.first(&Term::from_field_text(fields.code, &code.to_lowercase()))
    }

    /// The first dataset that has a term and was not deleted.
    pub fn first(&self, term: &Term) -> tantivy::Result<Option<DocAddress>> {
        for (ord, segment) in self.searcher.segment_readers().iter().enumerate() {
            let index = segment.inverted_index(term.field())?;
            let Some(mut postings) = index.read_postings(term, tantivy::schema::IndexRecordOption::Basic)? else {
                continue;
            };
            let mut doc = postings.doc();
            while doc != tantivy::TERMINATED {
                if !segment.is_deleted(doc) {
                    return Ok(Some(DocAddress::new(ord as u32, doc)));
                }
                doc = postings.advance();
            }
        }
        Ok(None)
    }

    /// What is kept to show it.
    pub fn card(&self, fields: &Fields, at: DocAddress) -> tantivy::Result<Card> {
        let doc: TantivyDocument = self.searcher.doc(at)?;
        let text = doc.get_first(fields.card).and_then(|value| value.as_str()).unwrap_or("{}");
        serde_json::from_str(text).map_err(|error| tantivy::TantivyError::InternalError(error.to_string()))
    }
}

/// What is made from a snapshot a moment after it: known words and suggestions.
#[derive(Debug, Default)]
pub(crate) struct Lookup {
    pub vocabulary: Vocabulary,
    pub suggester: Suggester,
}

impl Lookup {
    pub fn read(snapshot: &Snapshot, fields: &Fields, analyzer: &Analyzer) -> tantivy::Result<Lookup> {
        Ok(Lookup {
            vocabulary: Vocabulary::read(&snapshot.searcher, fields, analyzer)?,
            suggester: Suggester::read(snapshot, analyzer)?,
        })
    }
}
