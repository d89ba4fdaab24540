//! `/accessibility` 无障碍声明: can I use it, what is known not to work, whom to tell.
use crate::page::{Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::guide::Piece::{List, Text};
use crate::pages::parts::guide::{self, Section};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const SECTIONS: &[Section] = &[
    Section {
        id: "works",
        heading: "guide-access-works",
        pieces: &[List(&[
            "guide-access-keyboard",
            "guide-access-scripts",
            "guide-access-zoom",
            "guide-access-colours",
            "guide-access-tables",
            "guide-access-english",
        ])],
    },
    Section {
        id: "known",
        heading: "guide-access-known",
        pieces: &[List(&["guide-access-values", "guide-access-originals", "guide-access-wide"])],
    },
    Section {
        id: "standard",
        heading: "guide-access-standard",
        pieces: &[Text("guide-access-standard-text"), Text("guide-access-checked-text")],
    },
];

/// The page.
///
/// # Errors
/// None; the signature is that of every page.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let title = t!(ctx.locale, "footer-accessibility");
    let head = Head {
        title: title.clone(),
        description: Some(t!(ctx.locale, "guide-access-lead")),
        crumbs: vec![(title, None)],
        ..Head::default()
    };
    Ok(Page::new(head, move || {
        let locale = ctx.locale;
        view! {
            <div class="page-head">
                <h1>{t!(locale, "footer-accessibility")}</h1>
                <p class="lead">{t!(locale, "guide-access-lead")}</p>
            </div>
            {guide::sections(&ctx, SECTIONS)}
            <section id="tell" class="guide-section prose" aria-labelledby="tell-heading">
                <h2 id="tell-heading">{t!(locale, "guide-access-tell")}</h2>
                <p>{t!(locale, "guide-access-tell-text")}</p>
                {guide::contact(&ctx)}
            </section>
        }
    }))
}
