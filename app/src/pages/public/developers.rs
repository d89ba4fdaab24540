//! `/developers`: how programs read the catalogue and the tables.
use crate::page::{Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::examples;
use crate::pages::parts::guide::Piece::{Code, Links, List, Text};
use crate::pages::parts::guide::{self, Section};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const BEFORE: &[Section] = &[
    Section {
        id: "start",
        heading: "guide-dev-start",
        pieces: &[
            Text("guide-dev-start-text"),
            Links(&[("guide-dev-openapi", "/openapi.json"), ("guide-dev-help-errors", "/help/errors")]),
        ],
    },
    Section {
        id: "catalogue",
        heading: "guide-dev-catalogue",
        pieces: &[
            Text("guide-dev-search-text"),
            Code("{base}/api/v1/search?q=停车&access_rights=PUBLIC"),
            Text("guide-dev-suggest-text"),
            Code("{base}/api/v1/suggest?q=tc"),
            Text("guide-dev-dataset-text"),
            Code("{base}/api/v1/datasets/{id}"),
            Text("guide-dev-publishers-text"),
            Code("{base}/api/v1/publishers"),
        ],
    },
];

const AFTER: &[Section] = &[
    Section {
        id: "files",
        heading: "guide-dev-files",
        pieces: &[Text("guide-dev-files-text"), List(&["guide-dev-range", "guide-dev-etag", "guide-dev-encoding"])],
    },
    Section {
        id: "whole",
        heading: "guide-dev-whole",
        pieces: &[
            Text("guide-dev-whole-text"),
            Links(&[
                ("guide-dev-catalog-json", "/catalog.json"),
                ("guide-dev-data-csv", "/data.csv"),
                ("guide-dev-feed", "/feeds/new.atom"),
                ("guide-dev-sitemap", "/sitemap.xml"),
            ]),
        ],
    },
    Section { id: "limits", heading: "files-api-limits", pieces: &[Text("guide-api-limits")] },
    Section {
        id: "errors",
        heading: "guide-errors",
        pieces: &[Text("guide-errors-api-text"), Links(&[("guide-dev-help-errors", "/help/errors")])],
    },
    Section { id: "stable", heading: "guide-dev-stable", pieces: &[Text("guide-dev-stable-text")] },
];

/// The page.
///
/// # Errors
/// None; the signature is that of every page.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let title = t!(ctx.locale, "footer-developers");
    let head = Head {
        title: title.clone(),
        description: Some(t!(ctx.locale, "guide-dev-lead")),
        crumbs: vec![(title, None)],
        island: true,
        ..Head::default()
    };
    Ok(Page::new(head, move || view(&ctx)))
}

fn view(ctx: &PageCtx) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let address = format!("{}/api/v1/tables/{{id}}/rows", ctx.site.base_url);
    let rows = Section { id: "rows", heading: "guide-dev-rows", pieces: &[] };
    let all: Vec<Section> = BEFORE.iter().copied().chain([rows]).chain(AFTER.iter().copied()).collect();
    view! {
        <div class="page-head">
            <h1>{t!(locale, "footer-developers")}</h1>
            <p class="lead">{t!(locale, "guide-dev-lead")}</p>
        </div>
        {guide::contents(ctx, &all)}
        {guide::sections(ctx, BEFORE)}
        <section id="rows" class="guide-section" aria-labelledby="rows-heading">
            <h2 id="rows-heading">{t!(locale, "guide-dev-rows")}</h2>
            <div class="prose">
                <p>{t!(locale, "guide-dev-rows-text")}</p>
                <p>
                    <code>{address.clone()}</code>
                </p>
            </div>
            {examples::parameters(ctx)}
            {examples::code(&address)}
        </section>
        {guide::sections(ctx, AFTER)}
    }
}
