//! Zero results, and what to try instead, each with its honest count.

use serde::{Deserialize, Serialize};

use crate::query::{Parsed, parse};
use crate::run::View;
use crate::{Error, Index, Scope, SearchRequest};

/// Pieces of a query tried by themselves.
const MAX_PARTS: usize = 5;
/// Other words offered.
const MAX_SYNONYMS: usize = 6;

/// Another query and what it finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// What is left out, kept, or said instead: the words to show.
    pub text: String,
    /// The query to run.
    pub q: String,
    /// Datasets it finds, with the filters of the request.
    pub count: u64,
}

/// Help for a search that found nothing. Only what finds something is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZeroHelp {
    /// 去掉“…”可得 n 个.
    pub without: Vec<Alternative>,
    /// 只用“…”可得 n 个.
    pub only: Vec<Alternative>,
    /// 相近的说法: words of the same meaning, each by itself.
    pub synonyms: Vec<Alternative>,
    /// 您是不是要找.
    pub did_you_mean: Option<Alternative>,
    /// Datasets found when only names of data items are searched.
    pub in_data_items: u64,
    /// Datasets found without any filter.
    pub without_filters: u64,
}

impl Index {
    /// What to try instead of a search that found nothing (or little).
    ///
    /// # Errors
    /// [`Error::Engine`] if the index cannot be read.
    pub fn zero_help(&self, request: &SearchRequest) -> Result<ZeroHelp, Error> {
        let view = View::of(self);
        let parsed = parse(view.analyzer(), &request.q, false);
        if parsed.is_empty() {
            let everything = SearchRequest { filters: Default::default(), ..request.clone() };
            let without_filters = view.count(&parsed, &everything, request.scope)?;
            return Ok(ZeroHelp { without_filters, ..ZeroHelp::default() });
        }
        let count =
            |q: &str| -> Result<u64, Error> { view.count(&parse(view.analyzer(), q, false), request, request.scope) };
        let mut help = ZeroHelp::default();
        let parts = parts(&parsed);
        if parts.len() > 1 {
            for part in parts.iter().take(MAX_PARTS) {
                let Some(text) = request.q.get(part.clone()) else { continue };
                let rest = [request.q.get(..part.start).unwrap_or(""), request.q.get(part.end..).unwrap_or("")];
                let rest =
                    rest.map(|side| side.trim_matches(|c: char| c.is_whitespace() || "\"“”".contains(c))).join(" ");
                add(&mut help.without, text, rest.trim().to_owned(), &count)?;
            }
            for clause in parsed.clauses.iter().filter(|clause| !clause.optional).take(MAX_PARTS) {
                let Some(text) = request.q.get(clause.span.clone()) else { continue };
                // Of two pieces, one alone is what leaving out the other gives.
                if !help.without.iter().any(|known| known.q == text) {
                    add(&mut help.only, text, text.to_owned(), &count)?;
                }
            }
        }
        help.without.sort_by_key(|alternative| std::cmp::Reverse(alternative.count));
        help.only.sort_by_key(|alternative| std::cmp::Reverse(alternative.count));
        for clause in &parsed.clauses {
            for synonym in &clause.synonyms {
                let known = view.lookup.vocabulary.frequency(synonym) > 0;
                if known && help.synonyms.len() < MAX_SYNONYMS {
                    // Beside the other words it has been tried already: the search itself knows synonyms.
                    add(&mut help.synonyms, synonym, synonym.clone(), &count)?;
                }
            }
        }
        if let Some((q, corrected)) = view.corrected(&request.q, &parsed, request.scope)? {
            let count = view.count(&corrected, request, request.scope)?;
            if count > 0 {
                help.did_you_mean = Some(Alternative { text: q.clone(), q, count });
            }
        }
        if request.scope == Scope::Everything {
            help.in_data_items = view.count(&parsed, request, Scope::DataItems)?;
        }
        let everywhere = SearchRequest { filters: Default::default(), ..request.clone() };
        help.without_filters = view.count(&parsed, &everywhere, request.scope)?;
        Ok(help)
    }
}

fn add(
    to: &mut Vec<Alternative>,
    text: &str,
    q: String,
    count: &dyn Fn(&str) -> Result<u64, Error>,
) -> Result<(), Error> {
    let found = if q.trim().is_empty() { 0 } else { count(&q)? };
    if found > 0 && !to.iter().any(|known| known.q == q) {
        to.push(Alternative { text: text.to_owned(), q, count: found });
    }
    Ok(())
}

/// The pieces between spaces; of a single piece, its words.
fn parts(parsed: &Parsed) -> Vec<std::ops::Range<usize>> {
    if parsed.parts.len() > 1 {
        return parsed.parts.clone();
    }
    parsed.clauses.iter().map(|clause| clause.span.clone()).collect()
}
