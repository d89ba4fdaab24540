//! The facets of a search as the filter form and as the chips above the results.
use super::words;
use crate::page::PageCtx;
use crate::ui::{ActiveFilter, FacetGroupData, FacetOption};
use contract::datasets::{FACETS, SearchPage, SearchQuery};
use domain::catalog::codes::AccessRights;
use texts::t;

/// The search in the address as the public may ask it: a filter for what is not open finds nothing to filter, and its
/// name is not repeated.
pub fn public_query(ctx: &PageCtx) -> SearchQuery {
    let mut query = ctx.search_query();
    if let Some(values) = query.filters.get_mut("access_rights") {
        values.retain(|value| value != AccessRights::NonPublic.code());
    }
    query.filters.retain(|_, values| !values.is_empty());
    query
}

/// The legend of a facet.
pub fn facet_label(ctx: &PageCtx, facet: &str) -> String {
    match facet {
        "publisher" => words::publisher(ctx),
        "access_rights" => words::access_rights(ctx),
        "accrual_periodicity" => words::accrual_periodicity(ctx),
        other => texts::t(ctx.locale, &format!("catalogue-facet-{}", other.replace('_', "-"))),
    }
}

/// The groups of the form, in the order of [`FACETS`].
pub fn groups(ctx: &PageCtx, page: &SearchPage) -> Vec<FacetGroupData> {
    FACETS
        .into_iter()
        .filter_map(|name| {
            let values = page.facets.get(name)?;
            let options = values.iter().map(|value| FacetOption {
                value: value.value.clone(),
                label: value.label.clone(),
                count: value.count,
                selected: value.selected,
            });
            Some(FacetGroupData { name: name.to_owned(), label: facet_label(ctx, name), options: options.collect() })
        })
        .filter(|group| group.options.iter().any(|option| option.count > 0 || option.selected))
        .collect()
}

/// The filters that are on, each with the search without it. A value that no facet knows came from the address alone:
/// it can be removed, but is not repeated.
pub fn active(ctx: &PageCtx, page: &SearchPage, query: &SearchQuery) -> Vec<ActiveFilter> {
    let within = query.in_items.then(|| ActiveFilter {
        group: t!(ctx.locale, "catalogue-within"),
        label: t!(ctx.locale, "catalogue-within-items"),
        path: SearchQuery { in_items: false, ..query.on_page(1) }.href("/data"),
    });
    let facets = FACETS
        .into_iter()
        .flat_map(|facet| query.filters.get(facet).into_iter().flatten().map(move |value| (facet, value)));
    let facets = facets.map(|(facet, value)| {
        let known = page.facets.get(facet).into_iter().flatten().find(|known| &known.value == value);
        ActiveFilter {
            group: facet_label(ctx, facet),
            label: known.map_or_else(|| t!(ctx.locale, "catalogue-filter-unknown"), |known| known.label.clone()),
            path: query.toggled(facet, value).href("/data"),
        }
    });
    within.into_iter().chain(facets).collect()
}

/// The address of the search without page and page size, under another path: its feed, its list.
pub fn same_search(query: &SearchQuery, path: &str) -> String {
    let mut query = query.on_page(1);
    query.per_page = SearchQuery::default().per_page;
    query.href(path)
}

/// The catalogue filtered by one or more values.
pub fn catalogue(filters: &[(&str, &str)]) -> String {
    filters.iter().fold(SearchQuery::default(), |query, (facet, value)| query.toggled(facet, value)).href("/data")
}
