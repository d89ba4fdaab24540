//! `/themes/{code}`: one subject, who provides most of it, what is new.
use crate::page::{Ending, Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::{filters, rows, words};
use crate::ui::href;
use contract::datasets::{FacetValue, SearchPage, SearchQuery};
use contract::{ErrorCode, Refusal};
use domain::catalog::codes::Theme;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Rows of 最近更新.
const RECENT: u32 = 8;
/// Publishers shown.
const PUBLISHERS: usize = 10;

/// The page.
///
/// # Errors
/// `not-found` for a code that is no theme or has no dataset; those of the catalogue port.
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let not_found = || Ending::from(Refusal::new(ErrorCode::NotFound));
    let theme = params.get("code").and_then(|code| Theme::from_code(code)).ok_or_else(not_found)?;
    let query = SearchQuery { sort: "updated".into(), per_page: RECENT, ..SearchQuery::default() }
        .toggled("theme", theme.code());
    let found = ctx.ports.datasets.search(&ctx.actor, ctx.locale, &query).await?;
    let label = found
        .facets
        .get("theme")
        .into_iter()
        .flatten()
        .find(|value| value.value == theme.code() && found.total > 0)
        .map(|value| value.label.clone())
        .ok_or_else(not_found)?;
    let head = Head {
        title: t!(ctx.locale, "theme-heading", theme = label.as_str()),
        description: Some(t!(ctx.locale, "theme-description", theme = label.as_str(), n = found.total)),
        crumbs: vec![(t!(ctx.locale, "themes-title"), Some("/themes".into())), (label.clone(), None)],
        atom: Some(filters::same_search(&query, "/feeds/search.atom")),
        island: true,
        chinese_values: true,
        ..Head::default()
    };
    Ok(Page::new(head, move || view(&ctx, theme, label, found)))
}

fn view(ctx: &PageCtx, theme: Theme, label: String, mut found: SearchPage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let all = filters::catalogue(&[("theme", theme.code())]);
    let publishers = publishers(ctx, theme, found.facets.remove("publisher").unwrap_or_default());
    let recent = rows::dataset_rows(ctx, found.items, true);
    view! {
        <div class="page-head">
            <h1>{t!(locale, "theme-heading", theme = label)}</h1>
            <p class="page-action">
                <a class="button primary" href=href(locale, &all)>
                    {t!(locale, "theme-all", n = found.total)}
                </a>
            </p>
        </div>
        <section class="section" aria-labelledby="theme-recent">
            <h2 id="theme-recent">{t!(locale, "theme-recent")}</h2>
            {recent}
        </section>
        {publishers}
    }
}

/// Who provides most, each with the number it leads to.
fn publishers(ctx: &PageCtx, theme: Theme, values: Vec<FacetValue>) -> Option<impl IntoView + use<>> {
    let locale = ctx.locale;
    let items = values
        .into_iter()
        .filter(|publisher| publisher.count > 0)
        .take(PUBLISHERS)
        .map(|publisher| {
            let path = filters::catalogue(&[("theme", theme.code()), ("publisher", &publisher.value)]);
            view! {
                <li>
                    <a href=href(locale, &path)>
                        <span lang="zh-CN">{publisher.label}</span>
                        <span class="n">{texts::count(publisher.count)}</span>
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    (!items.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="theme-publishers">
                <h2 id="theme-publishers">{t!(locale, "theme-publishers", label = words::publisher(ctx))}</h2>
                <ul class="link-grid">{items}</ul>
            </section>
        }
    })
}
