//! 法规依据: what each cited article says.
use crate::PortResult;
use async_trait::async_trait;
use domain::locale::Locale;
use serde::{Deserialize, Serialize};

/// A document in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LawRow {
    /// `zj22`, `gl20`, `dq`, `yn`, `zj17`
    pub code: String,
    pub title: String,
    /// 现行 · 征求意见稿 · 已废止, translated.
    pub status: String,
    /// What a reader must know of it: defects of a draft, what repealed it.
    pub note: Option<String>,
    pub articles: u32,
}

/// One article: our one-sentence summary, and the official text once it was imported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArticleView {
    pub number: u32,
    pub heading: String,
    pub summary: String,
    /// Chinese, verbatim, imported by the operator.
    pub official: Option<String>,
}

/// One document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LawView {
    pub row: LawRow,
    pub articles: Vec<ArticleView>,
}

#[async_trait]
pub trait Law: Send + Sync {
    async fn documents(&self, locale: Locale) -> PortResult<Vec<LawRow>>;
    async fn document(&self, locale: Locale, code: &str) -> PortResult<LawView>;
}
