//! The interface of a dataset's tables: address, parameters, limits, and examples that run as they stand.
use crate::page::PageCtx;
use crate::pages::parts::{card, examples};
use crate::ui::href;
use contract::datasets::{DatasetView, TableRef};
use contract::query::encode;
use leptos::prelude::*;
use texts::t;

/// The section; `first` is the first table.
pub fn section(ctx: &PageCtx, view: &DatasetView, first: &TableRef) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let address = |code: &str| format!("{}/api/v1/tables/{}/rows", ctx.site.base_url, encode(code));
    let tables = (view.tables.len() > 1).then(|| {
        let rows = view
            .tables
            .iter()
            .map(|table| {
                view! {
                    <li>
                        <span lang="zh-CN">{table.title.clone()}</span>
                        " "
                        <code>{address(&table.code)}</code>
                    </li>
                }
            })
            .collect_view();
        view! {
            <p class="action-label">{t!(locale, "files-api-tables")}</p>
            <ul>{rows}</ul>
        }
    });
    let record = format!("{}/api/v1/datasets/{}", ctx.site.base_url, encode(&view.card.id));
    let table = format!("{}/table", card::path(&view.card.id));
    view! {
        <section class="section stack" aria-labelledby="api">
            <h2 id="api">{t!(locale, "files-api")}</h2>
            <div class="prose">
                <p>{t!(locale, "files-api-lead")}</p>
                <p class="action-label">{t!(locale, "files-api-address")}</p>
                <p>
                    <code>{address(&first.code)}</code>
                </p>
                {tables}
                <p class="action-label">{t!(locale, "files-api-record")}</p>
                <p>
                    <code>{record}</code>
                </p>
            </div>
            <h3>{t!(locale, "files-api-parameters")}</h3>
            {examples::parameters(ctx)}
            <p>
                {t!(locale, "files-api-copy")} " " <a href=href(locale, &table)>{t!(locale, "dataset-look")}</a>
            </p>
            <h3>{t!(locale, "files-api-limits")}</h3>
            <p>{t!(locale, "guide-api-limits")}</p>
            <h3>{t!(locale, "files-api-examples")}</h3>
            {examples::code(&address(&first.code))}
            <ul class="inline-list">
                <li>
                    <a href=href(locale, "/developers")>{t!(locale, "footer-developers")}</a>
                </li>
                <li>
                    <a href=href(locale, "/openapi.json")>"OpenAPI"</a>
                </li>
            </ul>
        </section>
    }
}
