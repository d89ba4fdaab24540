//! A typo or a homophone forgiven: what was probably meant.

use std::ops::Range;

use crate::Analyzer;
use crate::analysis::{UnitKind, fuzzy_key, is_han};
use crate::query::{Matcher, Parsed};
use crate::vocabulary::Vocabulary;

/// Characters of one misheard word at most.
const MAX_WORD: usize = 6;

/// The query with the words the catalogue knows in place of those it does not; `None` if there is nothing to change.
///
/// `misses` says which clauses match nothing by themselves.
pub(crate) fn correct(
    analyzer: &Analyzer,
    vocabulary: &Vocabulary,
    q: &str,
    parsed: &Parsed,
    misses: &[bool],
) -> Option<String> {
    let mut replaced: Vec<(Range<usize>, String)> = Vec::new();
    let mut at = 0;
    while at < parsed.clauses.len() {
        let clause = &parsed.clauses[at];
        if clause.kind == UnitKind::Latin {
            let end = at + parsed.clauses[at..].iter().take_while(|next| next.kind == UnitKind::Latin).count();
            letters(vocabulary, parsed, misses, at..end, &mut replaced);
            at = end;
            continue;
        }
        // A misheard word falls apart into several: take the whole run of Chinese they stand in.
        let mut end = at + 1;
        while parsed.clauses.get(end).is_some_and(|next| {
            next.kind == UnitKind::Han
                && next.span.start == parsed.clauses[end - 1].span.end
                && next.part == clause.part
        }) {
            end += 1;
        }
        let span = clause.span.start..parsed.clauses[end - 1].span.end;
        if let Some(text) = q.get(span.clone())
            && let Some(heard) = misheard(analyzer, vocabulary, text)
        {
            replaced.push((span, heard));
        }
        at = end;
    }
    if replaced.is_empty() {
        return None;
    }
    let mut corrected = q.to_owned();
    for (span, text) in replaced.into_iter().rev() {
        corrected.replace_range(span, &text);
    }
    Some(corrected)
}

/// Pinyin written with a space after each syllable, as Chinese words: `hang zhou gong jiao` → 杭州公交.
pub(crate) fn syllables(vocabulary: &Vocabulary, q: &str, parsed: &Parsed) -> Option<String> {
    let syllable = |text: &str| vocabulary.is_syllable(text);
    let mut spelt = q.to_owned();
    let mut end = parsed.clauses.len();
    while end > 0 {
        let run = parsed.clauses[..end].iter().rev().take_while(|clause| syllable(&clause.text)).count();
        let clauses = &parsed.clauses[end - run..end];
        if let [first, .., last] = clauses
            && let Some(words) =
                vocabulary.read_run(&clauses.iter().map(|clause| clause.text.as_str()).collect::<String>())
        {
            spelt.replace_range(first.span.start..last.span.end, &words.concat());
        }
        end -= run.max(1);
    }
    (spelt != q).then_some(spelt)
}

/// Letters that match nothing: pinyin written with spaces or of more words than one, a word spelt wrong.
fn letters(
    vocabulary: &Vocabulary,
    parsed: &Parsed,
    misses: &[bool],
    run: Range<usize>,
    replaced: &mut Vec<(Range<usize>, String)>,
) {
    let missed = |at: usize| misses.get(at).copied().unwrap_or(false);
    if !run.clone().any(missed) {
        return;
    }
    let clauses = &parsed.clauses[run.clone()];
    let joined: String = clauses.iter().map(|clause| clause.text.as_str()).collect();
    if let (Some(first), Some(last)) = (clauses.first(), clauses.last())
        && let Some(words) = vocabulary.read_run(&joined)
    {
        replaced.push((first.span.start..last.span.end, words.concat()));
        return;
    }
    for at in run {
        let clause = &parsed.clauses[at];
        if missed(at) && matches!(clause.matcher, Matcher::Word(_)) {
            let meant = match vocabulary.read_run(&clause.text) {
                Some(words) => Some(words.concat()),
                None => vocabulary.near(&clause.text).map(str::to_owned),
            };
            replaced.extend(meant.map(|word| (clause.span.clone(), word)));
        }
    }
}

/// The cheapest way to read a run of Chinese as words the catalogue knows: fewer and known words before misheard ones.
fn misheard(analyzer: &Analyzer, vocabulary: &Vocabulary, text: &str) -> Option<String> {
    let folded = analyzer.fold(text);
    let chars = &folded.chars;
    if chars.len() < 2 || chars.len() > 32 || !chars.iter().all(|c| is_han(*c)) {
        return None;
    }
    let reading = analyzer.reading(&folded);
    if reading.syllables.len() != chars.len() {
        return None;
    }
    // best[i]: cost of the first i characters, where the last word began, what it is.
    let mut best: Vec<Option<(f32, usize, String)>> = vec![None; chars.len() + 1];
    best[0] = Some((0.0, 0, String::new()));
    for end in 1..=chars.len() {
        for start in end.saturating_sub(MAX_WORD)..end {
            let Some(before) = best[start].as_ref().map(|entry| entry.0) else { continue };
            let word = folded.slice(start..end);
            let length = end - start;
            let mut options = Vec::new();
            if vocabulary.frequency(&word) > 0 {
                options.push((if length == 1 { 1.3 } else { 1.0 }, word.clone()));
            } else if length == 1 {
                options.push((2.0, word.clone()));
            }
            if length > 1 && vocabulary.frequency(&word) == 0 {
                let part = crate::analysis::Reading { syllables: reading.syllables[start..end].to_vec() };
                if let Some(known) = vocabulary.sounding_like(&fuzzy_key(&part), &part.full()) {
                    options.push((1.6, known.word.to_string()));
                }
            }
            for (cost, word) in options {
                let cost = before + cost;
                if best[end].as_ref().is_none_or(|entry| cost < entry.0) {
                    best[end] = Some((cost, start, word));
                }
            }
        }
    }
    let mut words = Vec::new();
    let mut at = chars.len();
    while at > 0 {
        let (_, start, word) = best[at].clone()?;
        words.push(word);
        at = start;
    }
    words.reverse();
    let heard = words.concat();
    (heard != folded.text()).then_some(heard)
}
