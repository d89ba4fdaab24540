//! `/data/{id}/table` 数据: what is inside, and can I get just my part?
mod controls;
mod refused;
mod request;
mod take;

use crate::page::{Cache, Ending, Page, PageCtx, PageResult, Params};
use crate::pages::parts::dataset;
use crate::pages::parts::table_data;
use crate::ui::{ActiveFilters, Choices, DataTable, ErrorSummary, FieldError, Pagination, Tab, TableCards, href};
use contract::query::encode;
use contract::tables::{TablePage, TableQuery};
use contract::{ErrorCode, PortError, Refusal};
use leptos::prelude::*;
use request::Asked;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// Those of the table port, but for conditions that cannot be: they are told above the table without them. What may only be had
/// after application is explained with its structure (403).
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let id = params.get("id").cloned().unwrap_or_default();
    let mut asked = Asked::read(&ctx);
    if asked.refusal.is_none() && asked.from_form {
        return Err(Ending::Redirect { to: asked.path(&id, &asked.query), permanent: false });
    }
    let found = ask(&ctx, &id, &asked).await;
    let found = match found {
        Err(PortError::Refused(refusal)) if correctable(refusal.code) && !asked.query.is_plain() => {
            asked.refuse(refusal);
            ask(&ctx, &id, &asked).await
        }
        other => other,
    };
    let page = match found {
        Ok(page) => page,
        Err(PortError::Refused(refusal)) if refusal.code == ErrorCode::ApplicationNeeded => {
            return refused::page(ctx, params).await;
        }
        Err(error) => return Err(dataset::ending(&ctx, error)),
    };
    if page.rows.is_empty() && asked.query.offset > 0 {
        let first = TableQuery { offset: 0, ..asked.query.clone() };
        return Err(Ending::Redirect { to: asked.path(&id, &first), permanent: false });
    }
    let mut head =
        dataset::page_head(&ctx, &page.dataset, &page.dataset_title, Some(t!(ctx.locale, "dataset-tab-table")));
    head.description = Some(table_data::caption(&ctx, &page, &asked.query));
    head.canonical = Some(table_data::table_path(&page.dataset, &table_data::table_name(&page), ""));
    head.noindex = !asked.query.is_plain() || asked.query.offset > 0 || asked.cards;
    let status = asked.refusal.as_ref().map_or(200, |refusal| refusal.code.status());
    let cache = if status == 200 { Cache::Revalidate } else { Cache::NoStore };
    Ok(Page::new(head, move || view(&ctx, asked, page)).status(status).cache(cache))
}

async fn ask(ctx: &PageCtx, id: &str, asked: &Asked) -> Result<TablePage, PortError> {
    ctx.ports.tables.page(&ctx.actor, ctx.locale, id, asked.table.as_deref(), &asked.query).await
}

/// What the reader can mend in the form.
fn correctable(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::BadValue
            | ErrorCode::UnknownColumn
            | ErrorCode::OutOfRange
            | ErrorCode::TooExpensive
            | ErrorCode::TimedOut
    )
}

fn view(ctx: &PageCtx, asked: Asked, page: TablePage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let id = page.dataset.clone();
    let filters = controls::chips(ctx, &asked, &page);
    let cleared = TableQuery { conditions: vec![], search: None, offset: 0, ..asked.query.clone() };
    let clear = asked.path(&id, &cleared);
    let body = if page.rows.is_empty() {
        let action = crate::ui::Linked::link(t!(locale, "explore-clear"), clear.clone());
        let action = (!asked.query.is_plain()).then_some(action);
        view! { <crate::ui::Empty text=t!(locale, "explore-none") action=action /> }.into_any()
    } else if asked.cards {
        let data = table_data::table_data(ctx, &page, &asked.query, None);
        view! { <TableCards table=data /> }.into_any()
    } else {
        let order = |column: &str, descending: bool| {
            let sorted = TableQuery { sort: vec![(column.to_owned(), descending)], offset: 0, ..asked.query.clone() };
            asked.path(&id, &sorted)
        };
        let data = table_data::table_data(ctx, &page, &asked.query, Some(&order));
        view! { <DataTable table=data /> }.into_any()
    };
    let limit = u64::from(asked.query.limit.max(1));
    let turn = {
        let (asked, id) = (asked.clone(), id.clone());
        move |n: u64| asked.path(&id, &TableQuery { offset: (n - 1) * limit, ..asked.query.clone() })
    };
    let pages = page.total.div_ceil(limit).max(1);
    let publisher = format!("/publishers/{}", encode(&page.publisher.code));
    view! {
        {summary(ctx, &asked)}
        <div class="page-head dataset-title">
            <div class="badges">{dataset::access_badge(&page.access_rights)}</div>
            <h1 lang="zh-CN">{page.dataset_title.clone()}</h1>
            <p class="meta">
                <a href=href(locale, &publisher) lang="zh-CN">
                    {page.publisher.name.clone()}
                </a>
                " · "
                {t!(locale, "explore-version", n = page.version)}
            </p>
        </div>
        {dataset::tabs_of_data(ctx, &id)}
        {tables(ctx, &page)}
        {controls::toolbar(ctx, &asked, &page)}
        <ActiveFilters filters=filters clear=clear />
        <h2 class="visually-hidden">{t!(locale, "dataset-tab-table")}</h2>
        {result_line(ctx, &asked, &page)}
        {body}
        <Pagination page=asked.query.page() pages=pages path=turn />
        {take::section(ctx, &asked, &page)}
    }
}

/// What could not be done, first on the page, and where it is mended.
fn summary(ctx: &PageCtx, asked: &Asked) -> impl IntoView + use<> {
    let errors: Vec<FieldError> = asked
        .refusal
        .iter()
        .map(|refusal| FieldError { field: asked.field_at_fault().to_owned(), message: words(ctx, refusal) })
        .collect();
    view! { <ErrorSummary errors=errors /> }
}

fn words(ctx: &PageCtx, refusal: &Refusal) -> String {
    crate::pages::refusal_words(ctx.locale, refusal)
}

/// 共 620,573 行，符合 12,034 行（0.18 秒）
fn result_line(ctx: &PageCtx, asked: &Asked, page: &TablePage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let seconds = crate::pages::parts::words::seconds(page.took_ms);
    let words = if asked.query.conditions.is_empty() && asked.query.search.is_none() {
        t!(locale, "explore-rows", all = page.all, seconds = seconds)
    } else {
        t!(locale, "explore-rows-matching", all = page.all, n = page.total, seconds = seconds)
    };
    view! {
        <div class="results-line inline-list">
            <p role="status">{words}</p>
            {controls::choices(ctx, asked, page)}
        </div>
    }
}

/// The other tables of the dataset.
fn tables(ctx: &PageCtx, page: &TablePage) -> Option<impl IntoView + use<>> {
    let locale = ctx.locale;
    (page.tables.len() > 1).then(|| {
        let choices: Vec<Tab> = page
            .tables
            .iter()
            .enumerate()
            .map(|(at, table)| Tab {
                label: table.title.clone(),
                path: table_data::table_path(&page.dataset, if at == 0 { "" } else { &table.code }, ""),
                count: None,
                current: table.code == page.table,
            })
            .collect();
        view! { <Choices label=t!(locale, "explore-tables") choices=choices /> }
    })
}
