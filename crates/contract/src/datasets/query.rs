//! A search as it stands in the address: every filter is a parameter, and every link of the page is made from it.
use super::{FACETS, SORTS, SearchQuery};
use crate::query::{self, Strictness};
use crate::{ErrorCode, Refusal};

/// Results a page may hold; the API allows more than the page shows.
pub const MAX_PER_PAGE: u32 = 100;
/// The last result that can be reached by paging; beyond it, narrow the search or take the whole list.
pub const MAX_REACH: u32 = 10_000;
/// Longest query in characters; the rest is not read.
pub const MAX_QUERY: usize = 200;
/// Values of all filters together.
pub const MAX_FILTERS: usize = 100;

impl SearchQuery {
    /// Reads the decoded parameters of `/data` and `/api/v1/search`.
    ///
    /// # Errors
    /// Only when strict: `unknown-parameter`, `bad-value`, `out-of-range`.
    pub fn parse(pairs: &[(String, String)], strictness: Strictness) -> Result<Self, Refusal> {
        let mut query = Self::default();
        let strict = strictness == Strictness::Strict;
        for (name, value) in pairs {
            let bad = || {
                Refusal::new(ErrorCode::BadValue).field(name).fact("value", value.chars().take(50).collect::<String>())
            };
            match name.as_str() {
                "q" => query.q = value.chars().take(MAX_QUERY).collect(),
                "in" if value == "items" => query.in_items = true,
                "in" if strict => return Err(bad()),
                "in" => {}
                "sort" if SORTS.contains(&value.as_str()) => query.sort.clone_from(value),
                "page" => match value.parse::<u32>() {
                    Ok(page) if page >= 1 => query.page = page,
                    _ if strict => return Err(bad()),
                    _ => {}
                },
                "per_page" => match value.parse::<u32>() {
                    Ok(n) if (1..=MAX_PER_PAGE).contains(&n) => query.per_page = n,
                    _ if strict => return Err(bad().fact("max", MAX_PER_PAGE)),
                    _ => {}
                },
                facet if FACETS.contains(&facet) => {
                    let known = query.filters.values().map(Vec::len).sum::<usize>();
                    let values = query.filters.entry(facet.to_owned()).or_default();
                    if !value.is_empty() && known < MAX_FILTERS && value.len() <= 64 && !values.contains(value) {
                        values.push(value.clone());
                    }
                }
                "sort" if strict => return Err(bad()),
                "sort" => {}
                _ if strict => return Err(Refusal::new(ErrorCode::UnknownParameter).field(name)),
                _ => {}
            }
        }
        query.filters.retain(|_, values| !values.is_empty());
        if u64::from(query.page) * u64::from(query.per_page) > u64::from(MAX_REACH) {
            if strict {
                return Err(Refusal::new(ErrorCode::OutOfRange).field("page").fact("max", MAX_REACH / query.per_page));
            }
            query.page = 1;
        }
        Ok(query)
    }

    /// The parameters of this search, defaults left out, always in the same order.
    pub fn to_query_string(&self) -> String {
        let page = self.page.to_string();
        let per_page = self.per_page.to_string();
        let mut parts: Vec<(&str, &str)> = Vec::new();
        if !self.q.is_empty() {
            parts.push(("q", &self.q));
        }
        for facet in FACETS {
            for value in self.filters.get(facet).into_iter().flatten() {
                parts.push((facet, value));
            }
        }
        if self.in_items {
            parts.push(("in", "items"));
        }
        if self.sort != "relevance" {
            parts.push(("sort", &self.sort));
        }
        if self.page != 1 {
            parts.push(("page", &page));
        }
        if self.per_page != Self::default().per_page {
            parts.push(("per_page", &per_page));
        }
        query::join(parts)
    }

    /// Address of this search under `path`, without language prefix.
    pub fn href(&self, path: &str) -> String {
        let query = self.to_query_string();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// The same search on another page.
    #[must_use]
    pub fn on_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }

    /// The same search in another order, from the first page.
    #[must_use]
    pub fn sorted(&self, sort: &str) -> Self {
        Self { sort: sort.to_owned(), page: 1, ..self.clone() }
    }

    /// The same search with other words, from the first page.
    #[must_use]
    pub fn asking(&self, q: &str) -> Self {
        Self { q: q.to_owned(), page: 1, ..self.clone() }
    }

    /// The same search with one filter value added or, when present, removed; from the first page.
    #[must_use]
    pub fn toggled(&self, facet: &str, value: &str) -> Self {
        let mut next = self.on_page(1);
        let values = next.filters.entry(facet.to_owned()).or_default();
        match values.iter().position(|v| v == value) {
            Some(at) => {
                values.remove(at);
            }
            None => values.push(value.to_owned()),
        }
        next.filters.retain(|_, values| !values.is_empty());
        next
    }

    /// The same words without any filter.
    #[must_use]
    pub fn unfiltered(&self) -> Self {
        Self { filters: std::collections::BTreeMap::new(), page: 1, ..self.clone() }
    }

    /// Number of filter values.
    pub fn filter_count(&self) -> usize {
        self.filters.values().map(Vec::len).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::pairs;

    #[test]
    fn r002_every_filter_stands_in_the_address() {
        let raw = "q=停车&in=items&publisher=abc&publisher=def&access_rights=PUBLIC&sort=updated&page=2";
        let query = SearchQuery::parse(&pairs(raw), Strictness::Strict).unwrap();
        assert_eq!(query.filters["publisher"], ["abc", "def"]);
        let again = SearchQuery::parse(&pairs(&query.to_query_string()), Strictness::Strict).unwrap();
        assert_eq!(again, query);
        assert_eq!(query.toggled("publisher", "abc").filters["publisher"], ["def"]);
        assert_eq!(query.toggled("publisher", "abc").page, 1);
    }

    #[test]
    fn the_api_refuses_what_a_page_ignores() {
        let odd = pairs("q=a&utm_source=x");
        assert_eq!(SearchQuery::parse(&odd, Strictness::Strict).unwrap_err().code, ErrorCode::UnknownParameter);
        assert_eq!(SearchQuery::parse(&odd, Strictness::Lenient).unwrap().q, "a");
        for bad in ["page=0", "page=x", "per_page=101", "sort=best", "page=9999"] {
            assert!(SearchQuery::parse(&pairs(bad), Strictness::Strict).is_err(), "{bad}");
            assert_eq!(SearchQuery::parse(&pairs(bad), Strictness::Lenient).unwrap().page, 1, "{bad}");
        }
    }
}
