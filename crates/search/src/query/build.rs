//! From clauses to queries of the index engine.

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhraseQuery, Query,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::{Clause, Matcher, Parsed};
use crate::analysis::UnitKind;
use crate::fields::{Fields, WordField, gram_terms};
use crate::vocabulary::Vocabulary;
use crate::{Analyzer, Scope};

/// The score of a title that is exactly what was typed: above anything words can add up to.
const EXACT_TITLE: f32 = 200.0;
/// … that is what was typed but for an ending such as 信息.
const CORE_TITLE: f32 = 20.0;
/// … that contains what was typed in one piece.
const PHRASE_IN_TITLE: f32 = 6.0;
/// A publisher that is named in full.
const EXACT_PUBLISHER: f32 = 12.0;
const EXACT_CODE: f32 = 400.0;
/// Shares of a word's weight for what stands in its place.
const SYNONYM: f32 = 0.6;
const WITHOUT_SUFFIX: f32 = 0.8;
/// Letters that are the full reading of a word.
const READ: f32 = 0.9;
const INSIDE_WORDS: f32 = 0.4;
const TIE_BREAKER: f32 = 0.1;
/// Words in more than one document of so many are found by the dictionary well enough: no search inside other words.
const FREQUENT: u64 = 50;

/// One way a clause can match.
pub(crate) struct Disjunct {
    pub field: &'static str,
    pub text: String,
    pub query: Box<dyn Query>,
}

/// Makes queries against one snapshot.
pub(crate) struct Builder<'a> {
    pub analyzer: &'a Analyzer,
    pub fields: &'a Fields,
    pub searcher: &'a Searcher,
    pub vocabulary: &'a Vocabulary,
    pub scope: Scope,
}

impl Builder<'_> {
    /// The whole query. With `at_least`, so many of the required clauses instead of all.
    pub fn query(&self, parsed: &Parsed, at_least: Option<usize>) -> tantivy::Result<Box<dyn Query>> {
        let mut must: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut required = Vec::new();
        for clause in &parsed.clauses {
            let query = self.clause(clause)?;
            if clause.optional {
                must.push((Occur::Should, query));
            } else {
                required.push(query);
            }
        }
        match at_least {
            Some(at_least) if at_least < required.len() => {
                let some = BooleanQuery::union_with_minimum_required_clauses(required, at_least);
                must.push((Occur::Must, Box::new(some)));
            }
            _ => must.extend(required.into_iter().map(|query| (Occur::Must, query))),
        }
        if !must.iter().any(|(occur, _)| *occur == Occur::Must) {
            must.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 1.0))));
        }
        if self.scope == Scope::Everything {
            must.extend(self.titles(parsed).into_iter().map(|disjunct| (Occur::Should, disjunct.query)));
        }
        for clause in &parsed.excluded {
            must.push((Occur::MustNot, self.exclusion(clause)?));
        }
        Ok(Box::new(BooleanQuery::new(must)))
    }

    /// What raises a dataset whose title is, or contains, all that was typed.
    pub fn titles(&self, parsed: &Parsed) -> Vec<Disjunct> {
        let mut raised = Vec::new();
        if parsed.compact.is_empty() || parsed.compact.len() > 600 {
            return raised;
        }
        let mut exact = |key: String, score: f32| {
            let term = Term::from_field_text(self.fields.exact, &key);
            if self.frequency(&term) > 0 {
                let query = ConstScoreQuery::new(Box::new(TermQuery::new(term, IndexRecordOption::Basic)), score);
                let field = if key.starts_with('@') { "exact publisher" } else { "exact title" };
                raised.push(Disjunct { field, text: key[1..].to_owned(), query: Box::new(query) });
            }
        };
        for part in parsed.compact_parts.iter().take(4).filter(|part| part.chars().count() > 2) {
            exact(format!("@{part}"), EXACT_PUBLISHER);
        }
        exact(format!("={}", parsed.compact), EXACT_TITLE);
        exact(format!("~{}", parsed.compact), CORE_TITLE);
        if let Some(core) = self.analyzer.lexicon().title_core(&parsed.compact) {
            exact(format!("={core}"), CORE_TITLE);
            exact(format!("~{core}"), CORE_TITLE);
        }
        if let Some(query) = self.phrase(self.fields.gram_title, &parsed.phrase) {
            let query = ConstScoreQuery::new(query, PHRASE_IN_TITLE);
            raised.push(Disjunct { field: "title phrase", text: parsed.compact.clone(), query: Box::new(query) });
        }
        raised
    }

    /// A clause: the best of the ways it matches, and a little of the others.
    pub fn clause(&self, clause: &Clause) -> tantivy::Result<Box<dyn Query>> {
        let ways: Vec<Box<dyn Query>> = self.disjuncts(clause).into_iter().map(|way| way.query).collect();
        Ok(match ways.len() {
            0 => Box::new(EmptyQuery),
            _ => Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, TIE_BREAKER)),
        })
    }

    /// The ways a clause matches.
    pub fn disjuncts(&self, clause: &Clause) -> Vec<Disjunct> {
        let mut ways = Vec::new();
        match &clause.matcher {
            Matcher::Phrase(terms) => self.inside(&clause.text, terms, 1.0, &mut ways),
            Matcher::Words(words) => {
                let all: Vec<Box<dyn Query>> = words
                    .iter()
                    .map(|word| {
                        let mut inner = Vec::new();
                        self.word(word, 1.0, &mut inner);
                        Box::new(DisjunctionMaxQuery::new(inner.into_iter().map(|way| way.query).collect())) as _
                    })
                    .collect();
                let query = Box::new(BooleanQuery::intersection(all));
                ways.push(Disjunct { field: "words", text: clause.text.clone(), query });
            }
            Matcher::Name { whole, parts } => {
                self.word(whole, 1.5, &mut ways);
                let terms: Vec<(usize, String)> = clause
                    .text
                    .split(['_', '-', '.'])
                    .filter(|p| !p.is_empty())
                    .map(str::to_owned)
                    .enumerate()
                    .collect();
                if terms.len() == parts.len() {
                    self.inside(&clause.text, &terms, 0.8, &mut ways);
                }
            }
            Matcher::Word(word) => {
                let known = self.word(word, 1.0, &mut ways);
                if clause.kind == UnitKind::Latin {
                    self.letters(clause, known, &mut ways);
                } else {
                    self.han(clause, word, known, &mut ways);
                }
            }
        }
        for synonym in &clause.synonyms {
            self.synonym(synonym, &mut ways);
        }
        ways
    }

    fn han(&self, clause: &Clause, word: &str, known: u64, ways: &mut Vec<Disjunct>) {
        let length = word.chars().count();
        if length == 1 || known * FREQUENT < self.searcher.num_docs().max(1) {
            let terms = gram_terms(self.analyzer, &self.analyzer.fold(word));
            self.inside(&clause.text, &terms, INSIDE_WORDS, ways);
        }
        if length > 2
            && let Some(stem) = word.strip_suffix(['市', '省', '县', '区'])
        {
            self.word(stem, WITHOUT_SUFFIX, ways);
        }
    }

    /// Letters may be a word, a code, pinyin in full or initials.
    fn letters(&self, clause: &Clause, known: u64, ways: &mut Vec<Disjunct>) {
        if self.scope == Scope::DataItems {
            return;
        }
        let code = Term::from_field_text(self.fields.code, &clause.text);
        if self.frequency(&code) > 0 {
            let query = TermQuery::new(code, IndexRecordOption::Basic);
            let query = Box::new(ConstScoreQuery::new(Box::new(query), EXACT_CODE));
            ways.push(Disjunct { field: "code", text: clause.text.clone(), query });
        }
        if clause.text.len() > 1 && clause.text.bytes().all(|b| b.is_ascii_alphanumeric()) {
            let share = if known > 0 { 0.2 } else { 1.0 };
            for (field, name, weight) in
                [(self.fields.pinyin_title, "pinyin", 2.0), (self.fields.pinyin_who, "publisher pinyin", 0.6)]
            {
                let term = Term::from_field_text(field, &clause.text);
                if self.frequency(&term) > 0 {
                    let query = TermQuery::new(term, IndexRecordOption::Basic);
                    ways.push(Disjunct { field: name, text: clause.text.clone(), query: boost(query, weight * share) });
                }
            }
            if known == 0
                && let Some(read) = self.vocabulary.read_as(&clause.text)
            {
                self.word(&read.word, READ, ways);
            }
        }
    }

    fn synonym(&self, synonym: &str, ways: &mut Vec<Disjunct>) {
        let folded = self.analyzer.fold(synonym);
        let words = self.analyzer.query_words(&folded);
        if let [word] = &words[..] {
            let known = self.word(&word.text, SYNONYM, ways);
            if word.kind == UnitKind::Han && known == 0 {
                self.inside(synonym, &gram_terms(self.analyzer, &folded), SYNONYM * INSIDE_WORDS, ways);
            }
        } else {
            self.inside(synonym, &gram_terms(self.analyzer, &folded), SYNONYM, ways);
        }
    }

    /// A word in all its fields; returns in how many documents at least.
    fn word(&self, word: &str, share: f32, ways: &mut Vec<Disjunct>) -> u64 {
        let mut known = 0;
        for field in WordField::ALL {
            if self.scope == Scope::DataItems && field != WordField::Items {
                continue;
            }
            let term = Term::from_field_text(self.fields.word(field), word);
            let frequency = self.frequency(&term);
            if frequency > 0 {
                let query = boost(TermQuery::new(term, IndexRecordOption::WithFreqs), field.weight() * share);
                ways.push(Disjunct { field: field.name(), text: word.to_owned(), query });
            }
            known = known.max(frequency);
        }
        known
    }

    /// Characters one after the other, wherever words begin and end.
    fn inside(&self, text: &str, terms: &[(usize, String)], share: f32, ways: &mut Vec<Disjunct>) {
        // A phrase scores the sum of its pairs: no more than a word of the same length should.
        let share = share / (terms.len().max(1) as f32).sqrt();
        let fields: &[(Field, &'static str, f32)] = match self.scope {
            Scope::Everything => &[
                (self.fields.gram_title, "title text", WordField::Title.weight()),
                (self.fields.gram, "text", WordField::Body.weight()),
            ],
            Scope::DataItems => &[(self.fields.gram_items, "items text", WordField::Items.weight())],
        };
        for (field, name, weight) in fields {
            if let Some(query) = self.phrase(*field, terms) {
                let query = Box::new(BoostQuery::new(query, weight * share));
                ways.push(Disjunct { field: name, text: text.to_owned(), query });
            }
        }
    }

    fn phrase(&self, field: Field, terms: &[(usize, String)]) -> Option<Box<dyn Query>> {
        let terms: Vec<(usize, Term)> =
            terms.iter().take(64).map(|(at, text)| (*at, Term::from_field_text(field, text))).collect();
        if terms.is_empty() || terms.iter().any(|(_, term)| self.frequency(term) == 0) {
            return None;
        }
        Some(match terms.len() {
            1 => Box::new(TermQuery::new(terms[0].1.clone(), IndexRecordOption::WithFreqs)),
            _ => Box::new(PhraseQuery::new_with_offset(terms)),
        })
    }

    /// What must not be there: the word or the characters, no synonyms.
    fn exclusion(&self, clause: &Clause) -> tantivy::Result<Box<dyn Query>> {
        self.clause(&Clause { synonyms: vec![], ..clause.clone() })
    }

    fn frequency(&self, term: &Term) -> u64 {
        self.searcher.doc_freq(term).unwrap_or(0)
    }
}

fn boost(query: TermQuery, by: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(Box::new(query), by))
}
