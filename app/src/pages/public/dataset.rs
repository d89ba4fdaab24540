//! `/data/{id}` 概览: what is it, who vouches, how fresh, how good, may I, how do I get it? (R-003, R-006 …)
mod action;
mod answers;
mod json_ld;
mod restricted;
mod sections;

use crate::page::{Page, PageCtx, PageResult, Params};
use crate::pages::parts::dataset::{self, Part};
use crate::pages::parts::{card, rows};
use crate::ui::{LabelStrip, href};
use contract::datasets::{DataAccess, DatasetCard, DatasetView};
use contract::opening::DatasetOpening;
use contract::tables::{TablePage, TableQuery};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Rows of the preview.
const PREVIEW: u32 = 10;
/// Similar datasets shown.
const RELATED: usize = 5;

/// The page.
///
/// # Errors
/// Those of the catalogue port. Without a preview or similar datasets the page still stands.
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let view = dataset::load(&ctx, &params).await?;
    let id = view.card.id.clone();
    let preview = if view.data == DataAccess::Open && !view.tables.is_empty() {
        let query = TableQuery { limit: PREVIEW, ..TableQuery::default() };
        ctx.ports.tables.page(&ctx.actor, ctx.locale, &id, None, &query).await.ok()
    } else {
        None
    };
    let opening = match view.data {
        DataAccess::ApplicationNeeded => ctx.ports.opening.standing(&ctx.caller, &id).await.ok(),
        _ => None,
    };
    let mut related = ctx.ports.datasets.related(&ctx.actor, ctx.locale, &id).await.unwrap_or_default();
    related.retain(|other| other.id != id);
    related.truncate(RELATED);
    let mut head = dataset::page_head(&ctx, &id, &view.card.title, None);
    head.description = Some(answers::summary(&view)).filter(|text| !text.is_empty());
    head.json_ld = Some(json_ld::dataset(&ctx, &view));
    head.canonical = Some(card::path(&id));
    Ok(Page::new(head, move || render(&ctx, view, opening, preview, related)))
}

fn render(
    ctx: &PageCtx,
    view: DatasetView,
    opening: Option<DatasetOpening>,
    preview: Option<TablePage>,
    related: Vec<DatasetCard>,
) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let labels = card::labels(ctx, &view.card);
    let related = (!related.is_empty()).then(|| {
        let list = rows::dataset_rows(ctx, related, true);
        view! {
            <section class="section" aria-labelledby="related">
                <h2 id="related">{t!(locale, "dataset-related")}</h2>
                {list}
            </section>
        }
    });
    view! {
        <div class="dataset-head">
            <div class="dataset-title">
                {dataset::title(ctx, &view.card, view.title_en.as_ref())}
                <LabelStrip labels=labels />
            </div>
            {action::action_box(ctx, &view, opening.as_ref())}
            {answers::row(ctx, &view)}
        </div>
        {dataset::withheld(ctx, &view)}
        {dataset::tabs(ctx, &view, Part::Overview)}
        {sections::description(ctx, &view)}
        {sections::items(ctx, &view)}
        {sections::preview(ctx, &view, preview)}
        {sections::quality(ctx, &view)}
        {sections::citation(ctx, &view)}
        {sections::record(ctx, &view)}
        <p class="meta section">
            <a href=href(locale, &format!("/complaints/new?dataset={}", contract::query::encode(&view.card.id)))>
                {t!(locale, "complaint-dataset")}
            </a>
        </p>
        {related}
    }
}
