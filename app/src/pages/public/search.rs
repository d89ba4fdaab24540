//! `/data` 数据目录与搜索: which datasets match, and which is the right one? (R-001 … R-004)
use crate::page::{Ending, Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::{card, filters, words};
use crate::ui::{ActiveFilters, Choices, FacetForm, Icon, Pagination, ResultCard, Tab, ZeroHint, ZeroResults, href};
use contract::datasets::{Alternative, FACETS, MAX_REACH, SORTS, SearchPage, SearchQuery, ZeroHelp};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// Those of the catalogue port. A page beyond the end leads to the first.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let query = filters::public_query(&ctx);
    let found = ctx.ports.datasets.search(&ctx.actor, ctx.locale, &query).await?;
    if query.page > 1 && found.items.is_empty() {
        return Err(Ending::Redirect { to: query.on_page(1).href("/data"), permanent: false });
    }
    let head = head(&ctx, &query, &found);
    Ok(Page::new(head, move || view(&ctx, query, found)))
}

fn heading(ctx: &PageCtx, query: &SearchQuery) -> String {
    let q = query.q.trim();
    if q.is_empty() { t!(ctx.locale, "catalogue-heading") } else { t!(ctx.locale, "catalogue-heading-query", q = q) }
}

/// Pages that can be reached by turning.
fn pages(found: &SearchPage) -> u64 {
    let per_page = u64::from(found.per_page.max(1));
    found.total.div_ceil(per_page).min(u64::from(MAX_REACH) / per_page).max(1)
}

fn head(ctx: &PageCtx, query: &SearchQuery, found: &SearchPage) -> Head {
    let heading = heading(ctx, query);
    let title = if query.page > 1 {
        format!("{heading} — {}", t!(ctx.locale, "catalogue-page", page = query.page, pages = pages(found)))
    } else {
        heading.clone()
    };
    let asked = SearchQuery { q: query.q.clone(), ..SearchQuery::default() };
    let mut crumbs = vec![(t!(ctx.locale, "nav-data"), Some("/data".to_owned())), (heading, None)];
    if query.q.trim().is_empty() {
        crumbs = vec![(t!(ctx.locale, "nav-data"), None)];
    }
    let (access, publisher) = (words::access_rights(ctx), words::publisher(ctx));
    let (access, publisher) = (words::inside(ctx, access), words::inside(ctx, publisher));
    Head {
        title,
        description: Some(t!(ctx.locale, "catalogue-description", access = access, publisher = publisher)),
        canonical: Some(asked.href("/data")),
        // One address of the catalogue is enough for search engines; the datasets are in the sitemap.
        noindex: *query != SearchQuery::default(),
        atom: Some(filters::same_search(query, "/feeds/search.atom")),
        crumbs,
        island: true,
        chinese_values: true,
        ..Head::default()
    }
}

fn view(ctx: &Arc<PageCtx>, query: SearchQuery, mut found: SearchPage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let clear = SearchQuery { in_items: false, ..query.unfiltered() }.href("/data");
    let sort = if query.sort == SearchQuery::default().sort { String::new() } else { query.sort.clone() };
    let within = if query.in_items { "items" } else { "" };
    let keep = vec![("q".to_owned(), query.q.clone()), ("in".to_owned(), within.to_owned()), ("sort".to_owned(), sort)];
    let groups = filters::groups(ctx, &found);
    let layout = if groups.is_empty() { "results-block" } else { "results-layout" };
    let form = (!groups.is_empty()).then(|| {
        view! {
            <FacetForm
                action="/data"
                keep=keep
                groups=groups
                active=query.filter_count()
                total=found.total
                clear=clear.clone()
            />
        }
    });
    let list = (found.total > 0).then(|| {
        view! {
            <li>
                <a href=href(locale, &filters::same_search(&query, "/data.csv")) download>
                    <Icon name="download" />
                    <span>{t!(locale, "catalogue-list")}</span>
                </a>
            </li>
        }
    });
    let active = filters::active(ctx, &found, &query);
    let notes = notes(ctx, &query, &found);
    let results = if found.items.is_empty() {
        let hints = hints(ctx, &query, found.zero_help.take().unwrap_or_default());
        view! { <ZeroResults query=query.q.trim().to_owned() hints=hints /> }.into_any()
    } else {
        let last = pages(&found);
        let reach = (found.total > u64::from(MAX_REACH) && u64::from(query.page) == last)
            .then(|| view! { <p class="meta">{t!(locale, "catalogue-reach", max = MAX_REACH)}</p> });
        let cards = found
            .items
            .into_iter()
            .map(|item| view! { <ResultCard card=card::result_card(ctx, item) /> })
            .collect_view();
        let path = {
            let query = query.clone();
            move |n: u64| query.on_page(u32::try_from(n).unwrap_or(1)).href("/data")
        };
        view! {
            <Order ctx=ctx.clone() query=query.clone() />
            <div class="results-cards">{cards}</div>
            <Pagination page=u64::from(query.page) pages=last path=path />
            {reach}
        }
        .into_any()
    };
    view! {
        <div class="page-head" data-live="head">
        <h1>{heading(ctx, &query)}</h1>
        <div class="results-line inline-list">
            <p role="status">{t!(locale, "catalogue-found", n = found.total, seconds = words::seconds(found.took_ms))}</p>
            <ul class="inline-list">
                <li>
                    <a href=href(locale, &filters::same_search(&query, "/feeds/search.atom"))>
                        <Icon name="rss" />
                        <span>{t!(locale, "catalogue-subscribe")}</span>
                    </a>
                </li>
                {list}
            </ul>
        </div>
        {notes}
        </div>
        <div data-live="chips">
            <ActiveFilters filters=active clear=clear />
        </div>
        <div class=layout>
            {form}
            <section id="results" class="results" tabindex="-1" aria-label=t!(locale, "catalogue-results")>
                {results}
            </section>
        </div>
    }
}

/// 您是不是要找 · 按拼音找到 · 已省去: what the engine did beyond the words as typed.
fn notes(ctx: &PageCtx, query: &SearchQuery, found: &SearchPage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let mean = found.did_you_mean.as_ref().map(|better| {
        let path = query.asking(&better.query).href("/data");
        let words = t!(locale, "catalogue-alternative", word = better.word.as_str(), n = better.count);
        view! {
            <p class="search-note">
                {t!(locale, "catalogue-did-you-mean")} " " <a href=href(locale, &path)>{words}</a>
            </p>
        }
    });
    let instead = found
        .searched_instead
        .as_ref()
        .map(|instead| t!(locale, "catalogue-instead", q = query.q.trim(), instead = instead.as_str()));
    let pinyin =
        found.matched_by_pinyin.as_ref().map(|reading| t!(locale, "catalogue-by-pinyin", reading = reading.as_str()));
    let relaxed = found.relaxed.map(|(some, all)| t!(locale, "catalogue-relaxed", some = some, all = all));
    let lines = [instead, pinyin, relaxed]
        .into_iter()
        .flatten()
        .map(|line| view! { <p class="search-note">{line}</p> })
        .collect_view();
    view! {
        {mean}
        {lines}
    }
}

/// What helps where nothing was found: every hint is a link with the number it leads to.
fn hints(ctx: &PageCtx, query: &SearchQuery, help: ZeroHelp) -> Vec<ZeroHint> {
    let locale = ctx.locale;
    let hint = |words: String, alternative: &Alternative| ZeroHint {
        words,
        path: query.asking(&alternative.query).href("/data"),
    };
    let without =
        help.without.iter().map(|a| hint(t!(locale, "catalogue-zero-without", word = a.word.as_str(), n = a.count), a));
    let only =
        help.only.iter().map(|a| hint(t!(locale, "catalogue-zero-only", word = a.word.as_str(), n = a.count), a));
    let similar =
        help.similar.iter().map(|a| hint(t!(locale, "catalogue-zero-similar", word = a.word.as_str(), n = a.count), a));
    let items = help.in_items.iter().map(|a| ZeroHint {
        words: t!(locale, "catalogue-zero-items", n = a.count),
        path: SearchQuery { in_items: true, ..query.asking(&a.query) }.href("/data"),
    });
    let filters = help.without_filters.filter(|n| *n > 0).map(|n| ZeroHint {
        words: t!(locale, "catalogue-zero-filters", n = n),
        path: query.unfiltered().href("/data"),
    });
    filters.into_iter().chain(without).chain(only).chain(similar).chain(items).collect()
}

/// The orders: links where there is room, on phones a list with 应用.
#[component]
fn Order(ctx: Arc<PageCtx>, query: SearchQuery) -> impl IntoView {
    let locale = ctx.locale;
    let asked = !query.q.trim().is_empty();
    let orders: Vec<(&str, String)> = SORTS
        .into_iter()
        .map(|sort| {
            // Without words nothing can be more or less relevant: the first order is then the overall one.
            let word = if sort == "relevance" && !asked { "overall" } else { sort };
            (sort, texts::t(locale, &format!("catalogue-sort-{word}")))
        })
        .collect();
    let links = orders
        .iter()
        .map(|(sort, label)| Tab {
            label: label.clone(),
            path: query.sorted(sort).href("/data"),
            count: None,
            current: query.sort == *sort,
        })
        .collect();
    let options = orders
        .into_iter()
        .map(|(sort, label)| view! { <option value=sort selected=query.sort == sort>{label}</option> })
        .collect_view();
    let hidden = FACETS
        .into_iter()
        .flat_map(|facet| query.filters.get(facet).into_iter().flatten().map(move |value| (facet, value.clone())))
        .chain(asked.then(|| ("q", query.q.clone())))
        .chain(query.in_items.then(|| ("in", "items".to_owned())))
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    view! {
        <div class="order">
            <Choices label=t!(locale, "catalogue-sort") choices=links />
            <form class="order-form" method="get" action=href(locale, "/data")>
                {hidden}
                <label for="sort">{t!(locale, "catalogue-sort")}</label>
                <select id="sort" name="sort">
                    {options}
                </select>
                <button type="submit" class="button">
                    {t!(locale, "catalogue-sort-apply")}
                </button>
            </form>
        </div>
    }
}
