//! Official texts of articles, once the operator imported them. Earlier texts are kept.
use crate::sql::{micros, storable};
use crate::tx::{Tx, execute, fetch_all, fetch_optional};
use crate::{ChangeKind, StoreResult};
use chrono::{DateTime, Utc};

/// The text of one article in force.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LawText {
    /// Number of the article.
    pub article: i64,
    /// 1, 2, 3 … within the article.
    pub version: i64,
    /// Verbatim.
    pub text: String,
    #[sqlx(rename = "imported_at")]
    pub imported: DateTime<Utc>,
}

impl Tx {
    /// Enters articles of a document (`zj22`, `yn` …); the number of those whose text is new.
    pub async fn put_law(&mut self, doc: &str, articles: &[(i64, String)], at: DateTime<Utc>) -> StoreResult<u64> {
        self.writable()?;
        let mut changed = 0;
        for (article, text) in articles {
            let latest = fetch_optional!(
                self,
                (i64, String),
                "SELECT version, text FROM law_texts WHERE doc = $1 AND article = $2 ORDER BY version DESC LIMIT 1",
                doc,
                *article
            )?;
            let version = match latest {
                Some((_, known)) if known == *text => continue,
                Some((version, _)) => version + 1,
                None => 1,
            };
            execute!(
                self,
                "INSERT INTO law_texts (doc, article, version, text, imported_at) VALUES ($1, $2, $3, $4, $5)",
                doc,
                *article,
                version,
                text,
                micros(at)
            )?;
            changed += 1;
        }
        if changed > 0 {
            self.note(ChangeKind::LawPut, doc, at);
        }
        Ok(changed)
    }

    /// The articles of a document in force, by number; empty while nothing was imported.
    pub async fn law(&mut self, doc: &str) -> StoreResult<Vec<LawText>> {
        if !storable(doc) {
            return Ok(Vec::new());
        }
        fetch_all!(
            self,
            LawText,
            "SELECT l.article, l.version, l.text, l.imported_at FROM law_texts l WHERE l.doc = $1
             AND l.version = (SELECT MAX(x.version) FROM law_texts x WHERE x.doc = l.doc AND x.article = l.article) ORDER BY l.article",
            doc
        )
    }
}
