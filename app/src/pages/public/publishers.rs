//! `/publishers` 开放主体: what is there by body?
use crate::page::{Ending, Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, filters, words};
use crate::ui::{Control, Empty, Field, Linked, Pagination, href, with_query};
use contract::bodies::{PublisherPage, PublisherQuery, PublisherRow};
use contract::datasets::FacetValue;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Longest name to look for, in characters.
const MAX_NAME: usize = 60;

/// The page.
///
/// # Errors
/// Those of the port. A page beyond the end leads to the first.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let query = query(&ctx);
    let found = ctx.ports.bodies.publishers(&ctx.actor, ctx.locale, &query).await?;
    if query.page > 1 && found.rows.is_empty() {
        return Err(Ending::Redirect { to: address(&query, 1), permanent: false });
    }
    let title = words::publishers(&ctx);
    let pages = pages(&found);
    let head = Head {
        title: if query.page > 1 {
            format!("{title} — {}", t!(ctx.locale, "catalogue-page", page = query.page, pages = pages))
        } else {
            title.clone()
        },
        description: Some(t!(ctx.locale, "publishers-lead")),
        canonical: Some("/publishers".into()),
        noindex: query != PublisherQuery { page: 1, ..PublisherQuery::default() },
        crumbs: vec![(title, None)],
        island: true,
        chinese_values: true,
        ..Head::default()
    };
    Ok(Page::new(head, move || view(&ctx, query, found)))
}

fn query(ctx: &PageCtx) -> PublisherQuery {
    let short = |name: &str| ctx.param(name).filter(|value| value.len() <= 64);
    PublisherQuery {
        q: ctx.param("q").unwrap_or_default().trim().chars().take(MAX_NAME).collect(),
        level: short("level"),
        region: short("region"),
        page: ctx.param("page").and_then(|page| page.parse().ok()).filter(|page| *page >= 1).unwrap_or(1),
    }
}

/// The list with this filter, at a page.
fn address(query: &PublisherQuery, page: u64) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    let pairs = [
        ("q", query.q.as_str()),
        ("level", query.level.as_deref().unwrap_or_default()),
        ("region", query.region.as_deref().unwrap_or_default()),
        ("page", &page),
    ];
    with_query("/publishers", pairs)
}

fn pages(found: &PublisherPage) -> u64 {
    found.total.div_ceil(u64::from(found.per_page.max(1))).max(1)
}

fn view(ctx: &PageCtx, query: PublisherQuery, found: PublisherPage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let label = words::publisher(ctx);
    let last = pages(&found);
    let filtered = !query.q.is_empty() || query.level.is_some() || query.region.is_some();
    let clear = filtered.then(
        || view! { <a class="button quiet" href=href(locale, "/publishers")>{t!(locale, "publishers-clear")}</a> },
    );
    let list = if found.rows.is_empty() {
        let action = Linked::link(t!(locale, "publishers-clear"), "/publishers");
        view! { <Empty text=t!(locale, "publishers-none", label = label.clone()) action=Some(action) /> }.into_any()
    } else {
        table(ctx, &label, found.total, found.rows).into_any()
    };
    let path = {
        let query = query.clone();
        move |n: u64| address(&query, n)
    };
    view! {
        <div class="page-head">
            <h1>{words::publishers(ctx)}</h1>
            <p class="lead">{t!(locale, "publishers-lead")}</p>
        </div>
        <form class="filter-form" method="get" action=href(locale, "/publishers") aria-label=t!(locale, "publishers-filter-title", label = label)>
            <Field name="q" label=t!(locale, "publishers-q") value=query.q control=Control::TEXT />
            <Field name="level" label=t!(locale, "publishers-level") value=query.level.unwrap_or_default() control=choices(ctx, found.levels) />
            <Field name="region" label=t!(locale, "publishers-region") value=query.region.unwrap_or_default() control=choices(ctx, found.regions) />
            <button type="submit" class="button primary">
                {t!(locale, "publishers-filter")}
            </button>
            {clear}
        </form>
        {list}
        <Pagination page=u64::from(query.page) pages=last path=path />
    }
}

/// All, then each value with its number.
fn choices(ctx: &PageCtx, values: Vec<FacetValue>) -> Control {
    let all = (String::new(), t!(ctx.locale, "publishers-any"));
    let each =
        values.into_iter().map(|value| (value.value, format!("{} ({})", value.label, texts::count(value.count))));
    Control::Select([all].into_iter().chain(each).collect())
}

fn table(ctx: &PageCtx, label: &str, total: u64, rows: Vec<PublisherRow>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let rows = rows.into_iter().map(|row| line(ctx, row)).collect_view();
    view! {
        <div class="table-region publishers-region" role="region" tabindex="0" aria-labelledby="publishers-caption">
            <table class="plain-table stacks">
                <caption id="publishers-caption">{t!(locale, "publishers-found", n = total, label = label)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{label.to_owned()}</th>
                        <th scope="col" class="number">{t!(locale, "publishers-col-datasets")}</th>
                        <th scope="col" class="number">{words::public(ctx)}</th>
                        <th scope="col" class="number">{t!(locale, "publishers-col-tables")}</th>
                        <th scope="col">{t!(locale, "publishers-col-level")}</th>
                        <th scope="col">{t!(locale, "publishers-col-region")}</th>
                        <th scope="col">{t!(locale, "publishers-col-updated")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// A publisher; each of its numbers leads to the datasets it counts.
fn line(ctx: &PageCtx, row: PublisherRow) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let number = |label: String, n: u64, more: &[(&str, &str)]| {
        if n == 0 {
            return view! { <td class="number" data-label=label>"0"</td> }.into_any();
        }
        let filters: Vec<_> = [("publisher", row.code.as_str())].into_iter().chain(more.iter().copied()).collect();
        view! {
            <td class="number" data-label=label>
                <a href=href(locale, &filters::catalogue(&filters))>{texts::count(n)}</a>
            </td>
        }
        .into_any()
    };
    let updated = row.updated.map(|on| dates::day_view(ctx, on));
    view! {
        <tr>
            <th scope="row">
                <a lang="zh-CN" href=href(locale, &format!("/publishers/{}", contract::query::encode(&row.code)))>
                    {row.name.clone()}
                </a>
            </th>
            {number(t!(locale, "publishers-col-datasets"), row.datasets, &[])}
            {number(words::public(ctx), row.public, &[("access_rights", "PUBLIC")])}
            {number(t!(locale, "publishers-col-tables"), row.with_table, &[("has_table", "true")])}
            <td>{row.level.label}</td>
            <td lang="zh-CN">{row.region.label}</td>
            <td data-label=t!(locale, "publishers-col-updated")>{updated}</td>
        </tr>
    }
}
