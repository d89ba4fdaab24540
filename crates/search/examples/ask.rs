//! Looks at the answers the index gives on a catalogue: `ask CATALOGUE.jsonl < queries`, one query a line; `?` before a line
//! asks for suggestions, `!` for help with no results.

#[path = "../tests/search/record.rs"]
mod record;

use std::io::BufRead;
use std::time::Instant;

use search::{Analyzer, Index, SearchRequest};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: ask CATALOGUE.jsonl < queries")?;
    let docs = record::read(&std::fs::read_to_string(path)?);
    let began = Instant::now();
    let index = Index::in_ram(Analyzer::shipped())?;
    let mut rebuild = index.rebuild()?;
    for docs in docs.chunks(1000) {
        rebuild.add(docs)?;
    }
    rebuild.finish(1)?;
    println!("{} datasets indexed in {:?}", index.len(), began.elapsed());
    let began = Instant::now();
    index.refresh_suggestions()?;
    println!("suggestions made in {:?}", began.elapsed());
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let began = Instant::now();
        if let Some(typed) = line.strip_prefix('?') {
            let suggestions = index.suggest(typed, 8)?;
            println!("\n? {typed}   {:?}", began.elapsed());
            for s in suggestions {
                println!("    {:?} {} ({}) {:?}", s.kind, s.text, s.count, s.ranges);
            }
        } else if let Some(q) = line.strip_prefix('!') {
            println!("\n! {q}   {:#?}", index.zero_help(&SearchRequest::new(q))?);
        } else {
            let hits = index.search(&SearchRequest { per_page: 6, ..SearchRequest::new(&line) }.on(19_600))?;
            println!("\n> {line}   {} in {:?}  {:?}", hits.total, hits.took, hits.interpretation);
            if hits.by_pinyin.is_some() || hits.did_you_mean.is_some() {
                println!("    pinyin {:?}, did you mean {:?}", hits.by_pinyin, hits.did_you_mean);
            }
            for hit in hits.hits {
                println!("    {:7.1} {}  {}", hit.score, marked(&hit.title, &hit.title_ranges), hit.code);
            }
        }
    }
    Ok(())
}

fn marked(text: &str, ranges: &[std::ops::Range<usize>]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for range in ranges {
        out.push_str(&text[at..range.start]);
        out.push('[');
        out.push_str(&text[range.clone()]);
        out.push(']');
        at = range.end;
    }
    out + &text[at..]
}
