//! Summaries of articles, as data.
use super::{Citation, DocCode};
use crate::locale::Locale;
use crate::profile::Status;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thiserror::Error;

/// One document: its titles, its standing, and the articles the portal cites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawDoc {
    /// Its code in citations.
    pub code: DocCode,
    /// Full title, verbatim, without book-title marks.
    pub title_zh: String,
    /// English title.
    pub title_en: String,
    /// Standing.
    pub status: Status,
    /// What a reader must know of it (draft defects, what repealed it); may be absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note_zh: Option<String>,
    /// The same in English; present if and only if `note_zh` is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note_en: Option<String>,
    /// The articles cited, by number.
    pub articles: Vec<Article>,
}

/// What an article says, in one sentence of our own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Its number, from 1.
    pub n: u16,
    /// Our summary.
    pub summary_zh: String,
    /// Our summary in English.
    pub summary_en: String,
    /// Requirements (`R-109`) that rest on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<String>,
    /// Processes (`B18`) that rest on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub processes: Vec<String>,
    /// Addresses of pages that rest on it, e.g. `/datasets`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<String>,
}

impl Article {
    /// The summary in a language.
    pub fn summary(&self, locale: Locale) -> &str {
        match locale {
            Locale::ZhCn => &self.summary_zh,
            Locale::En => &self.summary_en,
        }
    }

    /// 第十九条 · Article 19
    pub fn heading(&self, locale: Locale) -> String {
        match locale {
            Locale::ZhCn => format!("第{}条", chinese_number(self.n)),
            Locale::En => format!("Article {}", self.n),
        }
    }

    /// The anchor on the page of its document.
    pub fn anchor(&self) -> String {
        format!("art-{}", self.n)
    }
}

/// What can be wrong with a file of summaries.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LawError {
    /// Not TOML, or a key or value of the wrong form.
    #[error("{file}: {message}")]
    Syntax {
        /// The file.
        file: String,
        /// What the parser says, with line and key.
        message: String,
    },
    /// A rule about an article, or about the document, is broken.
    #[error("{file}: {place}: expected {expected}")]
    Value {
        /// The file.
        file: String,
        /// `article 19`, or a key.
        place: String,
        /// What was expected.
        expected: &'static str,
    },
    /// Two files of one document.
    #[error("{file}: the document {} is given by another file too", code.code())]
    Duplicate {
        /// The file.
        file: String,
        /// The document.
        code: DocCode,
    },
}

impl LawDoc {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// `Syntax`, or `Value` for the first broken rule.
    pub fn parse(file: &str, text: &str) -> Result<Self, LawError> {
        let doc: Self =
            toml::from_str(text).map_err(|e| LawError::Syntax { file: file.to_owned(), message: e.to_string() })?;
        doc.check(file)?;
        Ok(doc)
    }

    fn check(&self, file: &str) -> Result<(), LawError> {
        let bad = |place: String, expected| Err(LawError::Value { file: file.to_owned(), place, expected });
        if self.title_zh.trim().is_empty() || self.title_en.trim().is_empty() {
            return bad("title".into(), "a title in both languages");
        }
        if self.note_zh.is_some() != self.note_en.is_some() {
            return bad("note".into(), "a note in both languages or in none");
        }
        let mut last = 0;
        for article in &self.articles {
            let place = format!("article {}", article.n);
            if article.n <= last {
                return bad(place, "articles in ascending order, each once, from 1");
            }
            last = article.n;
            if !one_sentence(&article.summary_zh, '。') {
                return bad(place, "one Chinese sentence ending in 。");
            }
            if !one_sentence(&article.summary_en, '.') {
                return bad(place, "one English sentence ending in a full stop");
            }
            if !article.requirements.iter().all(|id| numbered(id, "R-", 3)) {
                return bad(place, "requirements written R-001");
            }
            if !article.processes.iter().all(|id| numbered(id, "B", 2)) {
                return bad(place, "processes written B01");
            }
            if !article.pages.iter().all(|page| page.starts_with('/')) {
                return bad(place, "pages written as addresses beginning with /");
            }
        }
        Ok(())
    }

    /// Title in a language, without book-title marks.
    pub fn title(&self, locale: Locale) -> &str {
        match locale {
            Locale::ZhCn => &self.title_zh,
            Locale::En => &self.title_en,
        }
    }

    /// Note in a language.
    pub fn note(&self, locale: Locale) -> Option<&str> {
        match locale {
            Locale::ZhCn => self.note_zh.as_deref(),
            Locale::En => self.note_en.as_deref(),
        }
    }

    /// An article by number.
    pub fn article(&self, n: u16) -> Option<&Article> {
        self.articles.binary_search_by_key(&n, |article| article.n).ok().and_then(|index| self.articles.get(index))
    }
}

/// All documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
    docs: BTreeMap<DocCode, LawDoc>,
}

impl Library {
    /// Reads several files given as `(file, text)`.
    ///
    /// # Errors
    /// Those of [`LawDoc::parse`], `Duplicate`.
    pub fn parse<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, LawError> {
        let mut docs = BTreeMap::new();
        for (file, text) in files {
            let doc = LawDoc::parse(file, text)?;
            let code = doc.code;
            if docs.insert(code, doc).is_some() {
                return Err(LawError::Duplicate { file: file.to_owned(), code });
            }
        }
        Ok(Self { docs })
    }

    /// The documents that come with the portal.
    ///
    /// # Errors
    /// None with the shipped files, which a test reads.
    pub fn shipped() -> Result<Self, LawError> {
        Self::parse(super::SHIPPED.map(|(_, file, text)| (file, text)))
    }

    /// The documents in the order of the list.
    pub fn docs(&self) -> impl Iterator<Item = &LawDoc> {
        self.docs.values()
    }

    /// A document by its code, or by the last part of its address (`zj22`).
    pub fn doc(&self, code: &str) -> Option<&LawDoc> {
        DocCode::from_code(code).and_then(|code| self.docs.get(&code))
    }

    /// The article a citation names.
    pub fn article(&self, citation: Citation) -> Option<&Article> {
        match citation {
            Citation::Article { doc, article, .. } => self.docs.get(&doc)?.article(article),
            Citation::Design | Citation::Form { .. } => None,
        }
    }
}

/// Ends with the stop, holds no other one, and is short enough to be a summary.
fn one_sentence(text: &str, stop: char) -> bool {
    let Some(body) = text.strip_suffix(stop) else { return false };
    let inner = if stop == '.' { body.contains(". ") } else { body.contains(stop) };
    !body.trim().is_empty() && !inner && text.trim() == text && text.chars().count() <= 400
}

fn numbered(id: &str, prefix: &str, digits: usize) -> bool {
    id.strip_prefix(prefix).is_some_and(|rest| rest.len() == digits && rest.bytes().all(|b| b.is_ascii_digit()))
}

/// 1 to 999 in Chinese, as articles are numbered: 十, 十九, 二十, 一百零五.
fn chinese_number(n: u16) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |value: u16| DIGITS.get(usize::from(value % 10)).copied().unwrap_or_default();
    let (hundreds, tens, ones) = (n / 100, n / 10 % 10, n % 10);
    let mut text = String::new();
    if hundreds > 0 {
        text.push_str(digit(hundreds));
        text.push('百');
        if tens == 0 && ones > 0 {
            text.push('零');
        }
    }
    if tens > 0 {
        if tens > 1 || hundreds > 0 {
            text.push_str(digit(tens));
        }
        text.push('十');
    }
    text.push_str(digit(ones));
    text
}
