//! Search and suggestions: the index finds and counts, the database says what is shown, so that nothing the index still holds is told
//! about a dataset that is no longer public.
use super::super::views::Labels;
use super::super::{internal, words};
use super::{day_number, index, search_crate};
use crate::portal::Core;
use contract::datasets::{Alternative, DatasetCard, FacetValue, SearchPage, SearchQuery, Suggestion, ZeroHelp};
use contract::query::encode;
use contract::{ErrorCode, Marked, PortResult, Ranges, Refusal};
use domain::locale::Locale;
use search_crate::{Facet, Hit, Interpretation, Scope, SearchRequest, Sort, SuggestionKind};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use store::Audience;

/// Values of a facet in an answer; ticked ones always come along. Beyond them, search for the publisher by name.
const FACET_VALUES: usize = 60;

/// One page of results.
pub async fn search(core: &Core, locale: Locale, query: &SearchQuery) -> PortResult<SearchPage> {
    let index = index(core)?;
    let request = request(core, query)?;
    // Searching takes milliseconds; a thread of its own keeps the others answering meanwhile.
    let (found, help) = {
        let (index, request) = (index.clone(), request.clone());
        let run = move || {
            let found = index.search(&request)?;
            let help = if found.total == 0 { Some(index.zero_help(&request)?) } else { None };
            Ok::<_, search_crate::Error>((found, help))
        };
        tokio::task::spawn_blocking(run).await.map_err(internal)?.map_err(internal)?
    };
    let codes: Vec<String> = found.hits.iter().map(|hit| hit.code.clone()).collect();
    let mut tx = core.store.read().await.map_err(internal)?;
    let rows = tx.datasets_by_codes(&codes, Audience::Public).await.map_err(internal)?;
    drop(tx);
    // What the index still has and the public may no longer know of is not counted either.
    let gone = (codes.len() - rows.len()) as u64;
    let active = core.active();
    let labels = Labels { locale, active: &active, today: core.clock.today() };
    let mut hits: HashMap<String, Hit> = found.hits.into_iter().map(|hit| (hit.code.clone(), hit)).collect();
    let items = rows
        .into_iter()
        .map(|row| {
            let mut card = labels.card(row);
            if let Some(hit) = hits.remove(&card.id) {
                if hit.title == card.title {
                    card.title_ranges = ranges(&hit.title_ranges);
                }
                if !hit.snippet.text.is_empty() {
                    card.summary = snippet(&hit.snippet);
                }
                let marked = |item: search_crate::MatchedItem| Marked { ranges: ranges(&item.ranges), text: item.text };
                card.matched_items = hit.items.into_iter().map(marked).collect();
            }
            card
        })
        .collect();
    let (relaxed, searched_instead) = match found.interpretation {
        Interpretation::AsTyped => (None, None),
        Interpretation::Corrected { q } => (None, Some(q)),
        Interpretation::Relaxed { required, of } => (Some((small(required), small(of))), None),
    };
    Ok(SearchPage {
        total: found.total.saturating_sub(gone),
        took_ms: found.took.as_secs_f64() * 1000.0,
        page: query.page,
        per_page: query.per_page,
        items,
        facets: facets(core, locale, query, found.facets),
        did_you_mean: found.did_you_mean.map(alternative),
        matched_by_pinyin: found.by_pinyin,
        searched_instead,
        relaxed,
        zero_help: help.map(|help| zero_help(help, query)),
    })
}

/// All results up to `most`, in order, as lists show them: one pass over the index, nothing counted, nothing marked.
pub async fn list(core: &Core, locale: Locale, query: &SearchQuery, most: usize) -> PortResult<Vec<DatasetCard>> {
    let index = index(core)?;
    let request = request(core, query)?;
    let codes = tokio::task::spawn_blocking(move || index.codes(&request, most));
    let codes = codes.await.map_err(internal)?.map_err(internal)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let rows = tx.datasets_by_codes(&codes, Audience::Public).await.map_err(internal)?;
    drop(tx);
    let active = core.active();
    let labels = Labels { locale, active: &active, today: core.clock.today() };
    Ok(rows.into_iter().map(|row| labels.card(row)).collect())
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The request in the words of the index.
fn request(core: &Core, query: &SearchQuery) -> PortResult<SearchRequest> {
    let sort = match query.sort.as_str() {
        "updated" => Sort::Updated,
        "issued" => Sort::Issued,
        "downloads" => Sort::Downloads,
        "title" => Sort::Title,
        _ => Sort::Relevance,
    };
    let mut filters = BTreeMap::new();
    for (name, values) in &query.filters {
        let facet = Facet::ALL.into_iter().find(|facet| facet.name() == name);
        let facet = facet.ok_or_else(|| Refusal::new(ErrorCode::UnknownParameter).field(name.clone()))?;
        filters.insert(facet, values.clone());
    }
    Ok(SearchRequest {
        q: query.q.clone(),
        scope: if query.in_items { Scope::DataItems } else { Scope::Everything },
        filters,
        sort,
        page: query.page as usize,
        per_page: query.per_page as usize,
        today: day_number(core.clock.today()),
        ..SearchRequest::default()
    })
}

fn ranges(found: &[Range<usize>]) -> Ranges {
    found.iter().map(|range| (small(range.start), small(range.end))).collect()
}

/// The excerpt with the signs of what was left out, ranges moved along.
fn snippet(snippet: &search_crate::Snippet) -> Marked {
    let (before, after) = (if snippet.cut_before { "…" } else { "" }, if snippet.cut_after { "…" } else { "" });
    let shift = before.len();
    let moved: Vec<Range<usize>> = snippet.ranges.iter().map(|r| r.start + shift..r.end + shift).collect();
    Marked { text: format!("{before}{}{after}", snippet.text), ranges: ranges(&moved) }
}

fn facets(
    core: &Core,
    locale: Locale,
    query: &SearchQuery,
    counted: BTreeMap<Facet, Vec<(String, u64)>>,
) -> BTreeMap<String, Vec<FacetValue>> {
    let site = core.site();
    let names = core.index.publishers();
    let regions = domain::catalog::region::Regions::shipped();
    let label = |facet: Facet, value: &str| match facet {
        Facet::Publisher => names.get(value).cloned().unwrap_or_else(|| value.to_owned()),
        Facet::Region => regions.get(value).map_or_else(|| value.to_owned(), |region| region.name.clone()),
        other => words::facet_value(locale, &site.wording, other.name(), value),
    };
    let mut out = BTreeMap::new();
    for (facet, values) in counted {
        let selected = query.filters.get(facet.name());
        let is_selected = |value: &String| selected.is_some_and(|wanted| wanted.contains(value));
        let values =
            values.into_iter().enumerate().filter(|(at, (value, _))| *at < FACET_VALUES || is_selected(value)).map(
                |(_, (value, count))| FacetValue {
                    label: label(facet, &value),
                    selected: is_selected(&value),
                    value,
                    count,
                },
            );
        out.insert(facet.name().to_owned(), values.collect());
    }
    out
}

fn alternative(found: search_crate::Alternative) -> Alternative {
    Alternative { word: found.text, query: found.q, count: found.count }
}

fn zero_help(help: search_crate::ZeroHelp, query: &SearchQuery) -> ZeroHelp {
    let many = |list: Vec<search_crate::Alternative>| list.into_iter().map(alternative).collect();
    let found = help.in_data_items;
    let in_items = (found > 0 && !query.in_items).then(|| Alternative {
        word: query.q.clone(),
        query: query.q.clone(),
        count: found,
    });
    ZeroHelp {
        without: many(help.without),
        only: many(help.only),
        similar: many(help.synonyms),
        in_items,
        without_filters: Some(help.without_filters).filter(|n| *n > 0 && query.filter_count() > 0),
    }
}

/// Suggestions while typing. A suggested dataset was public at the last change the index knows, at most a second ago.
pub fn suggest(core: &Core, typed: &str, limit: u32) -> PortResult<Vec<Suggestion>> {
    let found = index(core)?.suggest(typed, limit as usize).map_err(internal)?;
    let one = |found: search_crate::Suggestion| {
        let code = found.code.unwrap_or_default();
        let (kind, url) = match found.kind {
            SuggestionKind::Dataset => ("dataset", format!("/data/{code}")),
            SuggestionKind::DataItem => ("item", format!("/data?q={}&in=items", encode(&found.text))),
            SuggestionKind::Publisher => ("publisher", format!("/publishers/{code}")),
            SuggestionKind::Theme => ("theme", format!("/data?theme={code}")),
        };
        Suggestion { kind: kind.into(), ranges: ranges(&found.ranges), text: found.text, url }
    };
    Ok(found.into_iter().map(one).collect())
}
