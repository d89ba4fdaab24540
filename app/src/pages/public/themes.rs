//! `/themes` 数据领域: what is there by subject?
use crate::page::{Head, Page, PageCtx, PageResult, Params};
use crate::ui::href;
use contract::datasets::FacetValue;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// Those of the catalogue port.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let themes = ctx.ports.datasets.home(&ctx.actor, ctx.locale).await?.themes;
    let title = t!(ctx.locale, "themes-title");
    let head = Head {
        title: title.clone(),
        description: Some(t!(ctx.locale, "themes-lead")),
        crumbs: vec![(title, None)],
        island: true,
        ..Head::default()
    };
    Ok(Page::new(head, move || view(&ctx, themes)))
}

fn view(ctx: &PageCtx, themes: Vec<FacetValue>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let items = themes
        .into_iter()
        .filter(|theme| theme.count > 0)
        .map(|theme| {
            view! {
                <li>
                    <a href=href(locale, &format!("/themes/{}", contract::query::encode(&theme.value)))>
                        <span>{theme.label}</span>
                        <span class="n">{t!(locale, "themes-count", n = theme.count)}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="page-head">
            <h1>{t!(locale, "themes-title")}</h1>
            <p class="lead">{t!(locale, "themes-lead")}</p>
        </div>
        <ul class="link-grid">{items}</ul>
    }
}
