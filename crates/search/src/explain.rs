//! Why a dataset ranks where it does.

use serde::{Deserialize, Serialize};
use tantivy::DocSet;
use tantivy::query::{EnableScoring, Query};

use crate::query::{Disjunct, Statistics, parse};
use crate::rank::freshness;
use crate::run::View;
use crate::{Error, Index, Scope};

/// What one word adds through one field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// The word that was typed; of titles, all of it.
    pub word: String,
    /// What matched in its place: the word, a synonym, a shorter form.
    pub text: String,
    /// Where: `title`, `tags`, `items`, `publisher`, `description`, `title text`, `text`, `pinyin`, `publisher pinyin`, `code`,
    /// `exact title`, `exact publisher`, `title phrase`, `words`, `items text`.
    pub field: String,
    /// Its score. Of the parts of one word the best counts in full and the others for a tenth.
    pub score: f32,
}

/// The sum behind a rank.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// Words alone.
    pub relevance: f32,
    /// Share added for a table, downloads and being kept here.
    pub standing: f32,
    /// Share added for freshness.
    pub freshness: f32,
    /// The score hits are ordered by.
    pub score: f32,
    /// Does it have all words that are required?
    pub matches: bool,
    /// What each word adds.
    pub parts: Vec<Part>,
}

impl Index {
    /// The query the engine runs for what was typed, all words required: for measurements beside the bare engine.
    ///
    /// # Errors
    /// [`Error::Engine`] if the index cannot be read.
    pub fn engine_query(&self, q: &str) -> Result<Box<dyn Query>, Error> {
        let view = View::of(self);
        let parsed = parse(view.analyzer(), q, false);
        Ok(view.builder(Scope::Everything).query(&parsed, None)?)
    }

    /// Why a dataset has the rank it has for a query asked on a day; `None` if it is not in the index.
    ///
    /// # Errors
    /// [`Error::Engine`] if the index cannot be read.
    pub fn explain(&self, code: &str, q: &str, today: i64) -> Result<Option<Explanation>, Error> {
        let view = View::of(self);
        let Some(at) = view.snapshot.find(view.fields(), code)? else { return Ok(None) };
        let parsed = parse(view.analyzer(), q, false);
        let builder = view.builder(Scope::Everything);
        let statistics = Statistics::new(&view.snapshot.searcher, view.fields(), view.analyzer());
        let score = |query: &dyn Query| -> Result<Option<f32>, Error> {
            let scoring = EnableScoring::enabled_from_statistics_provider(&statistics, &view.snapshot.searcher);
            let segment = view.snapshot.searcher.segment_reader(at.segment_ord);
            let mut scorer = query.weight(scoring)?.scorer(segment, 1.0)?;
            let found = scorer.doc() <= at.doc_id && scorer.seek(at.doc_id) == at.doc_id;
            Ok(found.then(|| scorer.score()))
        };
        let mut parts = Vec::new();
        let mut add = |word: &str, ways: Vec<Disjunct>| -> Result<(), Error> {
            for way in ways {
                if let Some(score) = score(way.query.as_ref())? {
                    parts.push(Part { word: word.to_owned(), text: way.text, field: way.field.to_owned(), score });
                }
            }
            Ok(())
        };
        for clause in &parsed.clauses {
            add(&clause.text, builder.disjuncts(clause))?;
        }
        add(q, builder.titles(&parsed))?;
        parts.sort_by(|a, b| b.score.total_cmp(&a.score));
        let whole = if parsed.is_empty() { Some(1.0) } else { score(builder.query(&parsed, None)?.as_ref())? };
        let row = view.snapshot.columns[at.segment_ord as usize].rows[at.doc_id as usize];
        let freshness = freshness(row.updated, i32::try_from(today).unwrap_or(i32::MAX));
        let relevance = whole.unwrap_or(0.0);
        Ok(Some(Explanation {
            relevance,
            standing: row.boost,
            freshness,
            score: relevance * (1.0 + row.boost + freshness),
            matches: whole.is_some(),
            parts,
        }))
    }
}
