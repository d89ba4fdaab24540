//! 403: rows that may only be had after application. The structure is shown, never a row.

use crate::page::{Cache, Page, PageCtx, PageResult, Params};
use crate::pages::parts::dataset::{self, Part};
use crate::pages::parts::{card, items};
use crate::ui::{Notice, Tone, href};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// Those of the catalogue port.
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let view = dataset::load(&ctx, &params).await?;
    let mut head = dataset::page_head(&ctx, &view.card.id, &view.card.title, Some(t!(ctx.locale, "dataset-tab-table")));
    head.noindex = true;
    Ok(Page::new(head, move || {
        let locale = ctx.locale;
        let all = view.items.len();
        let structure = (all > 0).then(|| items::table(&ctx, view.items.clone(), all));
        let way = href(locale, &card::path(&view.card.id));
        let title = t!(locale, "explore-refused-title", label = view.card.access_rights.label.as_str());
        view! {
            {dataset::head(&ctx, &view, Part::Table)}
            <Notice tone=Tone::Info title=Some(title)>
                {t!(locale, "explore-refused")}
                " "
                <a href=way>{t!(locale, "explore-refused-way")}</a>
            </Notice>
            <div class="section">{structure}</div>
        }
    })
    .status(403)
    .cache(Cache::NoStore))
}
