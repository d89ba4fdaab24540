//! Official texts of law, imported by the operator: a plain text with `第…条` at the beginnings of lines becomes articles.
use domain::law::{Article, LawDoc};
use domain::locale::Locale;
use std::collections::HashMap;

/// Articles that a document could have; the longest cited has 67.
const MOST: u16 = 500;
/// Longest text of an article in bytes.
const LONGEST: usize = 64 * 1024;

/// Splits a text into articles of a document.
///
/// # Errors
/// When no line begins with an article's number, a number stands twice, or an article is too long; says which.
pub fn articles(doc: &LawDoc, text: &str) -> anyhow::Result<Vec<(i64, String)>> {
    let numbers: HashMap<String, u16> = (1..=MOST).map(|n| (heading(n), n)).collect();
    let mut found: Vec<(i64, String)> = Vec::new();
    for line in text.lines().map(|line| line.trim().trim_start_matches('\u{3000}')).filter(|line| !line.is_empty()) {
        let start = line
            .strip_prefix('第')
            .and_then(|rest| rest.split_once('条'))
            .and_then(|(n, rest)| numbers.get(&format!("第{n}条")).map(|number| (i64::from(*number), rest.trim())));
        match (start, found.last_mut()) {
            (Some((number, rest)), _) => found.push((number, rest.to_owned())),
            // Chapters end an article; what stands before the first one is the title.
            (None, Some((number, body))) if !is_chapter(line) => {
                if !body.is_empty() {
                    body.push('\n');
                }
                body.push_str(line);
                anyhow::ensure!(body.len() <= LONGEST, "article {number} is longer than {LONGEST} bytes");
            }
            (None, _) => {}
        }
    }
    let mut numbers: Vec<i64> = found.iter().map(|(number, _)| *number).collect();
    numbers.sort_unstable();
    if let Some(twice) = numbers.windows(2).find(|pair| pair[0] == pair[1]) {
        anyhow::bail!("article {} stands twice", twice[0]);
    }
    anyhow::ensure!(!found.is_empty(), "no line begins with 第…条: is this the text of {}?", doc.title(Locale::ZhCn));
    Ok(found)
}

fn heading(n: u16) -> String {
    let empty = || String::new();
    Article { n, summary_zh: empty(), summary_en: empty(), requirements: vec![], processes: vec![], pages: vec![] }
        .heading(Locale::ZhCn)
}

fn is_chapter(line: &str) -> bool {
    line.starts_with('第') && line.split_once('章').is_some_and(|(number, _)| number.chars().count() <= 5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::law::Library;

    #[test]
    fn a_text_becomes_articles() {
        let library = Library::shipped().unwrap();
        let doc = library.doc("zj22").unwrap();
        let text = "条例\n第一章 总则\n第一条 甲。\n　　乙。\n第二章 别的\n第十九条　丙。";
        assert_eq!(articles(doc, text).unwrap(), [(1, "甲。\n乙。".to_owned()), (19, "丙。".to_owned())]);
        assert!(articles(doc, "什么也没有").is_err());
        assert!(articles(doc, "第一条 甲\n第一条 乙").unwrap_err().to_string().contains("twice"));
    }
}
