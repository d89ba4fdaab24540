//! How programs ask for rows: the parameters, and examples in three languages that run as they stand.
use crate::page::PageCtx;
use crate::ui::CodeExample;
use contract::tables::{MAX_CONDITIONS, MAX_LIMIT, OPERATORS};
use leptos::prelude::*;
use texts::t;

/// The parameters of `/api/v1/tables/{table}/rows`.
pub fn parameters(ctx: &PageCtx) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let lines = [
        ("f", t!(locale, "guide-api-f", max = MAX_CONDITIONS)),
        ("search", t!(locale, "guide-api-search")),
        ("sort", t!(locale, "guide-api-sort")),
        ("cols", t!(locale, "guide-api-cols")),
        ("limit", t!(locale, "guide-api-limit", max = MAX_LIMIT)),
        ("offset", t!(locale, "guide-api-offset")),
    ];
    let rows = lines
        .into_iter()
        .map(|(name, words)| {
            view! {
                <tr>
                    <th scope="row">
                        <code>{name}</code>
                    </th>
                    <td>{words}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-region items-region" role="region" tabindex="0" aria-labelledby="parameters-caption">
            <table class="plain-table">
                <caption id="parameters-caption">{t!(locale, "guide-api-parameters")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t!(locale, "guide-api-name")}</th>
                        <th scope="col">{t!(locale, "guide-api-meaning")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="meta">
            {t!(locale, "guide-api-operators")} " " <code>{OPERATORS.join(" ")}</code>
        </p>
    }
}

/// curl · Python · R for an address of rows.
pub fn code(address: &str) -> impl IntoView + use<> {
    let first = format!("{address}?limit=100");
    let curl = format!("curl '{first}'");
    let python = format!(
        "import requests\n\nrows = []\nurl = \"{address}\"\nwhile True:\n    answer = requests.get(url, params={{\"limit\": 1000, \"offset\": len(rows)}}, timeout=60)\n    answer.raise_for_status()\n    part = answer.json()\n    rows += part\n    if len(part) < 1000:\n        break\nprint(len(rows), rows[:1])"
    );
    let r = format!("library(jsonlite)\n\nrows <- fromJSON(\"{first}\")\nstr(rows)");
    view! {
        <CodeExample language="curl" code=curl />
        <CodeExample language="Python" code=python />
        <CodeExample language="R" code=r />
    }
}
