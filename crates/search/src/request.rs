//! What is asked of the index and what comes back.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::Facet;

/// The order of the hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// 相关度.
    #[default]
    Relevance,
    /// 更新时间, newest first.
    Updated,
    /// 发布时间, newest first.
    Issued,
    /// 下载量.
    Downloads,
    /// 名称（拼音序）.
    Title,
}

/// Where the words are looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Everything a dataset says of itself.
    #[default]
    Everything,
    /// Names of data items and fields only (在数据项名称中查找).
    DataItems,
}

/// Which facets are counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Facets {
    /// All of them.
    #[default]
    All,
    /// None: the answer has hits and the total only.
    None,
}

/// A search.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchRequest {
    /// What was typed, as typed. `"…"` and `“…”` are phrases, `-word` excludes. Any text is accepted; beyond 256 characters
    /// it is ignored. Empty: all datasets.
    pub q: String,
    /// Where to look.
    pub scope: Scope,
    /// Values wanted, by facet: any of the values, in all of the facets. An empty list does not filter.
    pub filters: BTreeMap<Facet, Vec<String>>,
    /// Order of the hits.
    pub sort: Sort,
    /// From 1; 0 counts as 1.
    pub page: usize,
    /// Hits a page, at most 100; 0 gives the counts alone.
    pub per_page: usize,
    /// Which facets to count.
    pub facets: Facets,
    /// The day on which it is asked: local date as days since 1970-01-01, for [`Facet::Updated`] and freshness.
    pub today: i64,
}

impl SearchRequest {
    /// The first page of 20 for what was typed.
    #[must_use]
    pub fn new(q: impl Into<String>) -> SearchRequest {
        SearchRequest { q: q.into(), page: 1, per_page: 20, ..SearchRequest::default() }
    }

    /// Adds a filter value.
    #[must_use]
    pub fn filter(mut self, facet: Facet, value: impl Into<String>) -> SearchRequest {
        self.filters.entry(facet).or_default().push(value.into());
        self
    }

    /// With another order.
    #[must_use]
    pub fn sorted(mut self, sort: Sort) -> SearchRequest {
        self.sort = sort;
        self
    }

    /// As asked on that day.
    #[must_use]
    pub fn on(mut self, today: i64) -> SearchRequest {
        self.today = today;
        self
    }
}

/// How the words were taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Interpretation {
    /// All of them, as typed.
    AsTyped,
    /// Nothing matches what was typed; these are the hits of this text, which sounds like it or differs by a letter.
    Corrected {
        /// The query that was run.
        q: String,
    },
    /// Nothing matches all words; each hit has at least this many of them.
    Relaxed {
        /// Words a hit has at least.
        required: usize,
        /// Words that were typed.
        of: usize,
    },
}

/// A data item whose name matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchedItem {
    /// Position among the data items as they were given to the index.
    pub index: usize,
    /// Its Chinese name, or the field name if that is what matched.
    pub text: String,
    /// Byte ranges in `text` to mark.
    pub ranges: Vec<Range<usize>>,
}

/// A part of the description around the words found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet {
    /// The excerpt, verbatim.
    pub text: String,
    /// Byte ranges in `text` to mark.
    pub ranges: Vec<Range<usize>>,
    /// Something was left out before.
    pub cut_before: bool,
    /// Something was left out after.
    pub cut_after: bool,
}

/// A dataset found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// Its public code.
    pub code: String,
    /// Relevance; comparable within one answer only. 0 with another order.
    pub score: f32,
    /// The title as it was given to the index.
    pub title: String,
    /// Byte ranges in the title to mark.
    pub title_ranges: Vec<Range<usize>>,
    /// The description, cut to what matters.
    pub snippet: Snippet,
    /// Data items that match, at most six.
    pub items: Vec<MatchedItem>,
}

/// The answer to a search.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SearchHits {
    /// Datasets found, exact.
    pub total: u64,
    /// Datasets found were there no filters, exact.
    pub unfiltered: u64,
    /// The page asked for.
    pub hits: Vec<Hit>,
    /// For each facet its values with the datasets each would give beside the *other* filters, most first. Values asked for
    /// are listed even at 0.
    pub facets: BTreeMap<Facet, Vec<(String, u64)>>,
    /// How the words were taken.
    pub interpretation: Interpretation,
    /// A query that finds more, with its count, where this one finds little.
    pub did_you_mean: Option<crate::Alternative>,
    /// The Chinese words that letters were read as (`tingchechang` → 停车场).
    pub by_pinyin: Option<String>,
    /// Time taken.
    pub took: Duration,
}
