//! Datasets as short rows: title, publisher, day of the last update.
use super::{card, dates};
use crate::page::PageCtx;
use crate::ui::{Badge, BadgeKind, href};
use contract::datasets::DatasetCard;
use leptos::prelude::*;
use texts::t;

/// A list of datasets, one line each where there is room. `publisher` is left out on the page of one.
pub fn dataset_rows(ctx: &PageCtx, cards: Vec<DatasetCard>, publisher: bool) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let rows = cards
        .into_iter()
        .map(|dataset| {
            let suspended = dataset
                .suspended
                .is_some()
                .then(|| view! { <Badge kind=BadgeKind::Suspended label=t!(locale, "card-suspended") /> });
            let updated = dataset.freshness.updated.map(|on| dates::day_view(ctx, on));
            let publisher = publisher.then(|| view! { <span lang="zh-CN">{dataset.publisher.name}</span> });
            view! {
                <li>
                    <span class="row-title">
                        <a lang="zh-CN" href=href(locale, &card::path(&dataset.id))>
                            {dataset.title}
                        </a>
                        {suspended}
                    </span>
                    <span class="meta">{publisher} {updated}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="row-list">{rows}</ul> }
}
