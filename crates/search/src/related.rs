//! Datasets about the same thing.

use std::sync::Arc;

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

use crate::fields::WordField;
use crate::query::parse;
use crate::run::View;
use crate::{Error, Hit, Index, SearchRequest};

/// Words that say what a dataset is about.
const MAX_WORDS: usize = 12;
/// The share of words that say who and where.
const WHO: f32 = 0.15;

impl Index {
    /// At most `limit` datasets whose titles and keywords share the telling words of this one, likest first. Empty if the
    /// dataset is not in the index.
    ///
    /// # Errors
    /// [`Error::Engine`] if the index cannot be read.
    pub fn related(&self, code: &str, limit: usize) -> Result<Vec<Hit>, Error> {
        let view = View::of(self);
        let fields = view.fields();
        let Some(at) = view.snapshot.find(fields, code)? else { return Ok(vec![]) };
        let card = view.snapshot.card(fields, at)?;
        let analyzer = view.analyzer();
        let searcher = &view.snapshot.searcher;
        let docs = searcher.num_docs().max(1) as f32;
        let mut words: Vec<(f32, f32, String)> = Vec::new();
        for (text, share) in std::iter::once((&card.title, 1.0)).chain(card.tags.iter().map(|tag| (tag, 0.6))) {
            for word in analyzer.query_words(&analyzer.fold(text)) {
                let lexicon = analyzer.lexicon();
                if word.chars.len() < 2
                    || lexicon.is_generic(&word.text)
                    || lexicon.is_stop(&word.text)
                    || words.iter().any(|(_, _, known)| *known == word.text)
                {
                    continue;
                }
                let title = searcher.doc_freq(&Term::from_field_text(fields.word(WordField::Title), &word.text))?;
                // A word of this title alone leads nowhere; one more at home in names of publishers and places says who and
                // where, not what.
                let who = searcher.doc_freq(&Term::from_field_text(fields.word(WordField::Who), &word.text))?;
                let telling = if who > title { WHO } else { share };
                if title > 1 || (share < 1.0 && title > 0) {
                    words.push((telling, (1.0 + docs / title as f32).ln(), word.text));
                }
            }
        }
        words.sort_by(|a, b| (b.0 * b.1).total_cmp(&(a.0 * a.1)));
        words.truncate(MAX_WORDS);
        if words.is_empty() {
            return Ok(vec![]);
        }
        let mut shared: Vec<Box<dyn Query>> = Vec::new();
        for (telling, _, word) in &words {
            for (field, weight) in [(WordField::Title, 3.0), (WordField::Tags, 1.5)] {
                let term = Term::from_field_text(fields.word(field), word);
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                shared.push(Box::new(BoostQuery::new(Box::new(query), weight * telling)));
            }
        }
        let itself = Term::from_field_text(fields.code, &card.code.to_lowercase());
        let query = BooleanQuery::new(vec![
            (Occur::Must, Box::new(BooleanQuery::union(shared)) as Box<dyn Query>),
            (Occur::MustNot, Box::new(TermQuery::new(itself, IndexRecordOption::Basic))),
        ]);
        let request = SearchRequest { per_page: limit, facets: crate::Facets::None, ..SearchRequest::new("") };
        let found = view.run(&query, Arc::new(view.plan(&request, true)))?;
        let best = found.top.first().map_or(0.0, |(key, _, _)| f32::from_bits((key >> 32) as u32));
        let highlighter = crate::highlight::Highlighter::new(analyzer, &parse(analyzer, "", false));
        found
            .top
            .iter()
            .map(|(key, segment, doc)| (f32::from_bits((key >> 32) as u32), *segment, *doc))
            // What shares only a fraction of the best is no longer about the same thing.
            .filter(|(score, _, _)| *score > best * 0.25)
            .map(|(score, segment, doc)| {
                let card = view.snapshot.card(fields, tantivy::DocAddress::new(segment, doc))?;
                Ok(highlighter.hit(card, score))
            })
            .collect()
    }
}
