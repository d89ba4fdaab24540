//! `/data/{id}/fields` 数据项: what each column means.
use crate::page::{Page, PageCtx, PageResult, Params};
use crate::pages::parts::dataset::{self, Part};
use crate::pages::parts::{card, items};
use crate::ui::{ButtonLink, Empty, Icon, Linked};
use contract::datasets::DatasetView;
use contract::query::encode;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// Those of the catalogue port.
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let view = dataset::load(&ctx, &params).await?;
    let name = dataset::part_word(ctx.locale, Part::Fields);
    let mut head = dataset::page_head(&ctx, &view.card.id, &view.card.title, Some(name));
    head.description =
        Some(t!(ctx.locale, "dataset-items-description", title = view.card.title.as_str(), n = view.items.len()));
    Ok(Page::new(head, move || render(&ctx, view)))
}

fn render(ctx: &PageCtx, view: DatasetView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let all = view.items.len();
    let body = if all == 0 {
        let text = if view.withheld_items > 0 {
            t!(locale, "dataset-items-withheld-all")
        } else {
            t!(locale, "dataset-items-none")
        };
        let publisher = format!("/publishers/{}", encode(&view.card.publisher.code));
        let action = Linked::link(t!(locale, "dataset-ask-publisher"), publisher);
        view! { <Empty text=text action=Some(action) /> }.into_any()
    } else {
        let dictionary = format!("/download/{}/dictionary.csv", encode(&view.card.id));
        let table = items::table(ctx, view.items.clone(), all);
        view! {
            {table}
            <p class="section-more">
                <ButtonLink path=dictionary download=true>
                    <Icon name="download" />
                    <span>{t!(locale, "dataset-dictionary")}</span>
                </ButtonLink>
            </p>
        }
        .into_any()
    };
    view! {
        {dataset::head(ctx, &view, Part::Fields)}
        <h2 class="visually-hidden">{t!(locale, "dataset-tab-fields")}</h2>
        {dataset::withheld(ctx, &view)}
        {body}
        <p class="meta">
            <a href=crate::ui::href(locale, &card::path(&view.card.id))>{t!(locale, "dataset-back")}</a>
        </p>
    }
}
