//! `/data/{id}/rows/{row}`: every field of one row; the row before, the row after.
use crate::page::{Page, PageCtx, PageResult, Params};
use crate::pages::parts::{card, dataset, table_data};
use crate::ui::{Cell, Definition, DefinitionList, Icon, href, with_query};
use contract::tables::RowView;
use contract::{ErrorCode, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// `not-found` for what is no number of a row; those of the table port.
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let id = params.get("id").map_or("", String::as_str);
    let number = params.get("row").and_then(|text| text.parse::<u64>().ok()).filter(|number| *number >= 1);
    let Some(number) = number else { return Err(Refusal::new(ErrorCode::NotFound).into()) };
    let table = ctx.param("table");
    let row = ctx
        .ports
        .tables
        .row(&ctx.actor, ctx.locale, id, table.as_deref(), number)
        .await
        .map_err(|error| dataset::ending(&ctx, error))?;
    let name = t!(ctx.locale, "table-row", n = row.number);
    let mut head = dataset::page_head(&ctx, &row.dataset, &row.dataset_title, Some(name.clone()));
    let last = head.crumbs.len() - 1;
    let path = table_data::table_path(&row.dataset, table.as_deref().unwrap_or_default(), "");
    head.crumbs.insert(last, (t!(ctx.locale, "dataset-tab-table"), Some(path.clone())));
    head.noindex = true;
    Ok(Page::new(head, move || view(&ctx, row, table.unwrap_or_default(), path)))
}

fn view(ctx: &PageCtx, row: RowView, table: String, back: String) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let path = |number: u64| {
        href(locale, &with_query(&format!("{}/rows/{number}", card::path(&row.dataset)), [("table", table.as_str())]))
    };
    let previous = (row.number > 1).then(|| {
        view! {
            <li>
                <a class="button" rel="prev" href=path(row.number - 1)>
                    <Icon name="chevron-left" />
                    <span>{t!(locale, "explore-row-previous")}</span>
                </a>
            </li>
        }
    });
    let next = (row.number < row.all).then(|| {
        view! {
            <li>
                <a class="button" rel="next" href=path(row.number + 1)>
                    <span>{t!(locale, "explore-row-next")}</span>
                    <Icon name="chevron-right" />
                </a>
            </li>
        }
    });
    let fields = row
        .columns
        .iter()
        .zip(&row.cells)
        .map(|(column, value)| {
            let masked = column.masked.then(|| t!(locale, "column-masked"));
            let dtype = table_data::dtype(locale, &column.dtype);
            let meta: Vec<String> =
                [Some(column.name.clone()).filter(|name| name != &column.title), Some(dtype), masked]
                    .into_iter()
                    .flatten()
                    .collect();
            let value = value_view(ctx, table_data::cell(locale, value));
            let value = view! {
                {value}
                <span class="row-meta">{meta.join(" · ")}</span>
            };
            Definition::new(column.title.clone(), value)
        })
        .collect::<Vec<_>>();
    view! {
        <div class="page-head">
            <p class="meta" lang="zh-CN">{row.dataset_title.clone()}</p>
            <h1>{t!(locale, "table-row", n = row.number)}</h1>
            <p class="meta">{t!(locale, "explore-row-of", n = row.number, all = row.all, version = row.version)}</p>
        </div>
        <div class="row-fields" lang="zh-CN">
            <DefinitionList rows=fields />
        </div>
        <nav class="section" aria-label=t!(locale, "explore-row-nav")>
            <ul class="buttons">
                {previous} {next} <li>
                    <a class="button quiet" href=href(locale, &back)>
                        {t!(locale, "explore-row-back")}
                    </a>
                </li>
            </ul>
        </nav>
    }
}

/// A value in full, as it stands in the table.
fn value_view(ctx: &PageCtx, value: Cell) -> AnyView {
    let locale = ctx.locale;
    match value {
        Cell::Null => view! { <span class="null">{t!(locale, "cell-null")}</span> }.into_any(),
        Cell::Text(text) if text.is_empty() => view! { <span class="null">"“”"</span> }.into_any(),
        Cell::Text(text) => view! { <span class="pre-line">{text}</span> }.into_any(),
        Cell::Number(text) => view! { <span class="number">{text}</span> }.into_any(),
        Cell::Url(address) => view! {
            <span>{address.clone()}</span>
            " "
            <a href=address rel="external noopener nofollow">
                {t!(locale, "cell-open")}
            </a>
        }
        .into_any(),
        Cell::Masked => view! { <span class="null">{t!(locale, "cell-masked")}</span> }.into_any(),
    }
}
