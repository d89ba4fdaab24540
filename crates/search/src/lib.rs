//! The catalogue index: what the law calls finding open data by name, description, data item, publisher and keyword
//! (R-001), with counted filters (R-002).
//!
//! The index is derived. It is built from [`SearchDoc`]s the caller takes from the database, follows the change feed by its
//! sequence number ([`Writer::commit`], [`Index::last_seq`]) and can be rebuilt beside the one being read
//! ([`Index::rebuild`]). It knows nothing of HTTP, SQL or pages and answers in codes, numbers and byte ranges.
//!
//! A search goes through four stages: [`analysis`] folds and segments the text, [`query`](mod@query) turns what was typed
//! into clauses, the collector counts facets and ranks in one pass over dense rows, and the page asked for is highlighted.
//!
//! ```
//! use search::{Analyzer, Index, SearchDoc, SearchRequest};
//! # fn main() -> Result<(), search::Error> {
//! let index = Index::in_ram(Analyzer::shipped())?;
//! let mut writer = index.writer()?;
//! writer.upsert(&SearchDoc { code: "abc".into(), title: "公共停车场信息".into(), ..SearchDoc::default() })?;
//! writer.commit(1)?;
//! let hits = index.search(&SearchRequest::new("tcc"))?;
//! assert_eq!(hits.total, 1);
//! # Ok(())
//! # }
//! ```

pub mod analysis;
mod columns;
mod correct;
mod document;
mod error;
mod explain;
mod facet;
mod fields;
mod help;
mod highlight;
mod index;
mod query;
mod rank;
mod related;
mod request;
mod run;
mod snapshot;
mod suggest;
mod vocabulary;

pub use analysis::{Analyzer, Lexicon};
pub use document::{DataItem, Labelled, SearchDoc};
pub use error::{Error, RebuildReason};
pub use explain::{Explanation, Part};
pub use facet::Facet;
pub use help::{Alternative, ZeroHelp};
pub use index::{Index, Rebuild, Writer};
pub use request::{Facets, Hit, Interpretation, MatchedItem, Scope, SearchHits, SearchRequest, Snippet, Sort};
pub use suggest::{Suggestion, SuggestionKind};
