//! 下载本视图, and the address of the view for programs.
use super::request::Asked;
use crate::page::PageCtx;
use crate::pages::parts::table_data::view_file;
use crate::ui::{CodeExample, Icon, href};
use contract::query::encode;
use contract::tables::{TablePage, TableQuery};
use leptos::prelude::*;
use texts::t;

/// Rows an XLSX sheet holds under its head.
const XLSX_ROWS: u64 = 1_048_575;

/// The section under the table.
pub fn section(ctx: &PageCtx, asked: &Asked, page: &TablePage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    // The file has all rows of the view, whatever page is shown.
    let whole = TableQuery { offset: 0, limit: contract::tables::PAGE_SIZES[1], ..asked.query.clone() };
    let query = whole.to_query_string();
    let formats = [
        ("csv", "", t!(locale, "explore-take-csv")),
        ("csv", "utf-8-bom", t!(locale, "explore-take-excel")),
        ("xlsx", "", "XLSX".to_owned()),
        ("json", "", "JSON".to_owned()),
        ("parquet", "", "Parquet".to_owned()),
    ];
    let links = formats
        .into_iter()
        .filter(|(ending, ..)| *ending != "xlsx" || page.total <= XLSX_ROWS)
        .map(|(ending, encoding, words)| {
            let address = href(locale, &view_file(page, ending, &query, encoding));
            view! {
                <li>
                    <a class="button" href=address download=true>
                        <Icon name="download" />
                        <span>{words}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    let lead = if asked.query.is_plain() {
        t!(locale, "explore-take-all", n = page.total)
    } else {
        t!(locale, "explore-take-lead", n = page.total)
    };
    let taking = (page.total > 0).then(|| {
        view! {
            <p>{lead}</p>
            <ul class="buttons">{links}</ul>
        }
    });
    let api = format!("{}{}", ctx.site.base_url, api_path(page, &asked.query));
    view! {
        <section class="section stack" aria-labelledby="take">
            <h2 id="take">{t!(locale, "explore-take")}</h2>
            {taking}
            <h3 id="address">{t!(locale, "explore-api")}</h3>
            <CodeExample language="HTTP" code=format!("GET {api}") />
            <p class="meta">
                <a href=href(locale, "/developers")>{t!(locale, "explore-api-how")}</a>
            </p>
        </section>
    }
}

/// `/api/v1/tables/{table}/rows?…` of the page in hand.
fn api_path(page: &TablePage, query: &TableQuery) -> String {
    let path = format!("/api/v1/tables/{}/rows", encode(&page.table));
    let query = query.to_query_string();
    if query.is_empty() { path } else { format!("{path}?{query}") }
}
