//! What was typed, taken apart. No text is an error; more than a person types is cut off.

mod build;
mod pieces;
mod statistics;

use std::ops::Range;

use crate::Analyzer;
use crate::analysis::{Folded, UnitKind, Word, compact, is_han};
use crate::fields::gram_terms;

pub(crate) use build::{Builder, Disjunct};
pub(crate) use statistics::Statistics;

use pieces::pieces;

/// Characters of a query that are read.
const MAX_CHARS: usize = 256;
/// Words of a query that are looked for.
const MAX_CLAUSES: usize = 16;
/// Other words tried for one word.
const MAX_SYNONYMS: usize = 6;

/// What a clause looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Matcher {
    /// A word as indexed.
    Word(String),
    /// A compound name (`park_name`): whole or by its parts.
    Name { whole: String, parts: Vec<String> },
    /// Characters one after the other: a phrase, or Chinese that no dictionary knows.
    Phrase(Vec<(usize, String)>),
    /// Several English words that are one term of the word list.
    Words(Vec<String>),
}

/// One thing that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause {
    pub matcher: Matcher,
    pub kind: UnitKind,
    /// As typed, folded.
    pub text: String,
    /// Byte range in the query.
    pub span: Range<usize>,
    /// The piece between spaces it belongs to.
    pub part: usize,
    /// Raises what has it, required of nothing.
    pub optional: bool,
    pub synonyms: Vec<String>,
}

/// A query taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Parsed {
    pub clauses: Vec<Clause>,
    pub excluded: Vec<Clause>,
    /// The byte ranges of the pieces between spaces that hold clauses.
    pub parts: Vec<Range<usize>>,
    /// Letters and digits of all that is wanted, to compare with whole titles.
    pub compact: String,
    /// The same of each piece.
    pub compact_parts: Vec<String>,
    /// All that is wanted as one phrase, if it is more than one word.
    pub phrase: Vec<(usize, String)>,
}

impl Parsed {
    pub fn required(&self) -> usize {
        self.clauses.iter().filter(|clause| !clause.optional).count()
    }

    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty() && self.excluded.is_empty()
    }
}

/// Takes a query apart. `split` also cuts long words into the words inside them.
pub(crate) fn parse(analyzer: &Analyzer, q: &str, split: bool) -> Parsed {
    let end = q.char_indices().nth(MAX_CHARS).map_or(q.len(), |(at, _)| at);
    let mut parsed = Parsed::default();
    let mut wanted = String::new();
    let pieces = pieces(&q[..end]);
    for piece in &pieces {
        let text = &q[piece.span.clone()];
        let folded = analyzer.fold(text);
        let mut clauses =
            if piece.quoted { quoted(analyzer, &folded) } else { words(analyzer, &folded, split && !piece.excluded) };
        if clauses.is_empty() {
            continue;
        }
        for clause in &mut clauses {
            clause.span = clause.span.start + piece.span.start..clause.span.end + piece.span.start;
            clause.part = parsed.parts.len();
        }
        if piece.excluded {
            parsed.excluded.extend(clauses);
        } else {
            wanted.push_str(text);
            wanted.push(' ');
            parsed.parts.push(piece.span.clone());
            parsed.compact_parts.push(compact(&folded));
            parsed.clauses.extend(clauses);
        }
    }
    merge_terms(analyzer, &mut parsed.clauses);
    drop_empty_words(analyzer, &mut parsed.clauses);
    parsed.clauses.truncate(MAX_CLAUSES);
    parsed.excluded.truncate(MAX_CLAUSES);
    for clause in &mut parsed.clauses {
        clause.synonyms = analyzer.lexicon().synonyms(&clause.text).iter().take(MAX_SYNONYMS).cloned().collect();
    }
    let wanted = analyzer.fold(&wanted);
    parsed.compact = compact(&wanted);
    if parsed.clauses.len() > 1 && parsed.clauses.len() <= 8 {
        parsed.phrase = gram_terms(analyzer, &wanted);
    }
    parsed
}

fn clause(matcher: Matcher, kind: UnitKind, text: String, span: Range<usize>) -> Clause {
    Clause { matcher, kind, text, span, part: 0, optional: false, synonyms: vec![] }
}

fn quoted(analyzer: &Analyzer, folded: &Folded) -> Vec<Clause> {
    let terms = gram_terms(analyzer, folded);
    if terms.is_empty() {
        return vec![];
    }
    let kind = if folded.chars.iter().any(|c| is_han(*c)) { UnitKind::Han } else { UnitKind::Latin };
    let mut clause = clause(Matcher::Phrase(terms), kind, folded.text(), folded.original(0..folded.chars.len()));
    clause.optional = false;
    vec![clause]
}

fn words(analyzer: &Analyzer, folded: &Folded, split: bool) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let words = analyzer.query_words(folded);
    let mut at = 0;
    while at < words.len() {
        let word = &words[at];
        if word.kind == UnitKind::Latin {
            clauses.push(latin(analyzer, folded, word));
            at += 1;
            continue;
        }
        let single = |word: &Word| word.kind == UnitKind::Han && word.chars.len() == 1;
        let mut end = at + 1;
        if single(word) {
            // Single characters one after the other are a word no dictionary knows.
            while end < words.len() && single(&words[end]) && words[end].chars.start == words[end - 1].chars.end {
                end += 1;
            }
        }
        let chars = trim(analyzer, folded, word.chars.start..words[end - 1].chars.end);
        at = end;
        if chars.is_empty() {
            continue;
        }
        if split && chars.len() >= 3 && end - 1 < words.len() {
            let inner = inner_words(analyzer, folded, chars.clone());
            if inner.len() > 1 {
                clauses.extend(inner);
                continue;
            }
        }
        let run = chars.len() > 1 && words.iter().all(|word| word.chars != chars);
        if run {
            let text = folded.slice(chars.clone());
            let matcher = Matcher::Phrase(gram_terms(analyzer, &analyzer.fold(&text)));
            clauses.push(clause(matcher, UnitKind::Han, text, folded.original(chars)));
            continue;
        }
        let middle = analyzer.generic_ending(&folded.slice(chars.clone())).map_or(chars.end, |at| chars.start + at);
        for chars in [chars.start..middle, middle..chars.end] {
            if !chars.is_empty() {
                let text = folded.slice(chars.clone());
                clauses.push(clause(Matcher::Word(text.clone()), UnitKind::Han, text, folded.original(chars)));
            }
        }
    }
    clauses
}

/// Empty characters at the ends of a run go (的, 在 …); a word of the dictionary stays whole.
fn trim(analyzer: &Analyzer, folded: &Folded, mut chars: Range<usize>) -> Range<usize> {
    if chars.len() < 2 {
        return chars;
    }
    let stop = |at: usize| analyzer.lexicon().is_stop(&folded.chars[at].to_string());
    let whole = folded.slice(chars.clone());
    if analyzer.query_words(&analyzer.fold(&whole)).len() == 1 {
        return chars;
    }
    while !chars.is_empty() && stop(chars.start) {
        chars.start += 1;
    }
    while !chars.is_empty() && stop(chars.end - 1) {
        chars.end -= 1;
    }
    chars
}

/// The words inside a long word, left to right without overlap; what is between them is left out.
fn inner_words(analyzer: &Analyzer, folded: &Folded, chars: Range<usize>) -> Vec<Clause> {
    let whole = folded.slice(chars.clone());
    let mut inner: Vec<Word> = analyzer.index_words(&analyzer.fold(&whole));
    inner.retain(|word| word.chars.len() > 1 && word.chars.len() < chars.len());
    inner.sort_by_key(|word| (word.chars.start, std::cmp::Reverse(word.chars.len())));
    let mut clauses = Vec::new();
    let mut free = 0;
    for word in inner {
        if word.chars.start < free {
            continue;
        }
        free = word.chars.end;
        let at = chars.start + word.chars.start..chars.start + word.chars.end;
        clauses.push(clause(Matcher::Word(word.text.clone()), UnitKind::Han, word.text, folded.original(at)));
    }
    clauses
}

fn latin(analyzer: &Analyzer, folded: &Folded, word: &Word) -> Clause {
    let text = folded.slice(word.chars.clone());
    let parts = analyzer.name_parts(&text);
    let matcher = if parts.len() > 1 {
        Matcher::Name { whole: word.text.clone(), parts }
    } else {
        // Stemmed here from the plain text: what was typed as parkName is looked for as one word as well.
        Matcher::Word(analyzer.stem(&text))
    };
    clause(matcher, UnitKind::Latin, text, folded.original(word.chars.clone()))
}

/// Neighbouring words that are one term of the word list (air quality, 公共 汽车) become one clause.
fn merge_terms(analyzer: &Analyzer, clauses: &mut Vec<Clause>) {
    let longest = analyzer.lexicon().longest_term().max(2);
    let mut at = 0;
    while at < clauses.len() {
        for length in (2..=longest.min(clauses.len() - at)).rev() {
            let window = &clauses[at..at + length];
            if window.iter().any(|clause| !matches!(clause.matcher, Matcher::Word(_))) {
                continue;
            }
            let latin = window.iter().all(|clause| clause.kind == UnitKind::Latin);
            let text = window.iter().map(|clause| clause.text.as_str()).collect::<Vec<_>>();
            let text = text.join(if latin { " " } else { "" });
            if analyzer.lexicon().synonyms(&text).is_empty() {
                continue;
            }
            let words = window.iter().map(|clause| match &clause.matcher {
                Matcher::Word(word) => word.clone(),
                _ => clause.text.clone(),
            });
            let matcher = if latin { Matcher::Words(words.collect()) } else { Matcher::Word(text.clone()) };
            let span = window[0].span.start..window[length - 1].span.end;
            let (kind, part) = (window[0].kind, window[0].part);
            let merged = Clause { matcher, kind, text, span, part, optional: false, synonyms: vec![] };
            clauses.splice(at..at + length, [merged]);
            break;
        }
        at += 1;
    }
}

/// Empty words go and generic ones become optional, unless nothing else was typed.
fn drop_empty_words(analyzer: &Analyzer, clauses: &mut Vec<Clause>) {
    let lexicon = analyzer.lexicon();
    let quoted = |clause: &Clause| matches!(clause.matcher, Matcher::Phrase(_));
    if clauses.iter().any(|clause| quoted(clause) || !lexicon.is_stop(&clause.text)) {
        clauses.retain(|clause| quoted(clause) || !lexicon.is_stop(&clause.text));
    }
    if clauses.iter().any(|clause| quoted(clause) || !lexicon.is_generic(&clause.text)) {
        for clause in clauses.iter_mut() {
            clause.optional = !quoted(clause) && lexicon.is_generic(&clause.text);
        }
    }
}

#[cfg(test)]
mod tests;
