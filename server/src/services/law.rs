//! 法规依据: our summaries, and the official texts once the operator imported them.
use super::internal;
use crate::portal::Core;
use async_trait::async_trait;
use contract::law::{ArticleView, Law, LawRow, LawView};
use contract::{ErrorCode, PortResult, Refusal};
use domain::law::{LawDoc, Library};
use domain::locale::Locale;
use domain::profile::Status;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};
use texts::t;

/// The shipped summaries; a test in `domain` reads them, so they parse.
static LIBRARY: LazyLock<Result<Library, String>> =
    LazyLock::new(|| Library::shipped().map_err(|error| error.to_string()));

/// The law port.
pub struct Service(pub Arc<Core>);

fn library() -> PortResult<&'static Library> {
    LIBRARY.as_ref().map_err(internal)
}

fn row(locale: Locale, doc: &LawDoc) -> LawRow {
    let status = match doc.status {
        Status::InForce => t!(locale, "law-status-in-force"),
        Status::Draft => t!(locale, "law-status-draft"),
        Status::Repealed => t!(locale, "law-status-repealed"),
    };
    LawRow {
        code: doc.code.code().to_owned(),
        title: doc.title(locale).to_owned(),
        status,
        note: doc.note(locale).map(str::to_owned),
        articles: u32::try_from(doc.articles.len()).unwrap_or_default(),
    }
}

#[async_trait]
impl Law for Service {
    async fn documents(&self, locale: Locale) -> PortResult<Vec<LawRow>> {
        Ok(library()?.docs().map(|doc| row(locale, doc)).collect())
    }

    async fn document(&self, locale: Locale, code: &str) -> PortResult<LawView> {
        let doc = library()?.doc(code).ok_or_else(|| Refusal::new(ErrorCode::NotFound))?;
        let mut tx = self.0.store.read().await.map_err(internal)?;
        let texts = tx.law(code).await.map_err(internal)?;
        let mut official: HashMap<i64, String> = texts.into_iter().map(|text| (text.article, text.text)).collect();
        let articles = doc.articles.iter().map(|article| ArticleView {
            number: u32::from(article.n),
            heading: article.heading(locale),
            summary: article.summary(locale).to_owned(),
            official: official.remove(&i64::from(article.n)),
        });
        Ok(LawView { row: row(locale, doc), articles: articles.collect() })
    }
}
