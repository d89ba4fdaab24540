//! `/` 首页: is the data I need here?
use crate::page::{Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, filters, rows, words};
use crate::ui::{SearchBox, Tile, Tiles, href};
use contract::datasets::{FacetValue, HomeView};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Rows of 最近更新.
const RECENT: usize = 6;
/// Themes shown: five columns of four. The others (机构团体, 其他) are one link away.
const THEMES: usize = 20;
/// Links of 大家在搜.
const POPULAR: usize = 5;

/// The page.
///
/// # Errors
/// Those of the catalogue port.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let home = ctx.ports.datasets.home(&ctx.actor, ctx.locale).await?;
    let head = Head {
        description: Some(t!(ctx.locale, "home-description")),
        canonical: Some("/".into()),
        atom: Some("/feeds/new.atom".into()),
        no_search_box: true,
        island: true,
        chinese_values: true,
        ..Head::default()
    };
    Ok(Page::new(head, move || view(&ctx, home)))
}

fn view(ctx: &PageCtx, home: HomeView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let restricted = words::inside(ctx, words::restricted(ctx));
    let figures = figures(ctx, &home);
    let themes = themes(ctx, home.themes);
    let popular = popular(ctx, home.popular);
    let today = (home.updated_today > 0).then(|| {
        let words = t!(locale, "home-recent-today", n = home.updated_today);
        view! {
            <a class="meta" href=href(locale, "/data?sort=updated")>
                {words}
            </a>
        }
    });
    let recent = (!home.recent.is_empty()).then(|| {
        let list = rows::dataset_rows(ctx, home.recent.into_iter().take(RECENT).collect(), true);
        view! {
            <section class="section" aria-labelledby="home-recent">
                <div class="section-head">
                    <h2 id="home-recent">{t!(locale, "home-recent")}</h2>
                    {today}
                </div>
                {list}
                <p class="section-more">
                    <a href=href(locale, "/data?sort=updated")>{t!(locale, "home-recent-all")}</a>
                </p>
            </section>
        }
    });
    view! {
        <section class="hero">
            <h1>{t!(locale, "home-heading")}</h1>
            <p class="lead">{t!(locale, "home-lead", restricted = restricted)}</p>
            <SearchBox large=true />
            {popular}
        </section>
        {figures}
        {themes}
        {recent}
    }
}

/// 大家在搜; absent while nothing was searched for often enough.
fn popular(ctx: &PageCtx, searches: Vec<String>) -> Option<impl IntoView + use<>> {
    let locale = ctx.locale;
    let links = searches
        .into_iter()
        .take(POPULAR)
        .map(|q| {
            let path = contract::datasets::SearchQuery::default().asking(&q).href("/data");
            view! {
                <li>
                    <a lang="zh-CN" href=href(locale, &path)>
                        {q}
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    (!links.is_empty()).then(|| {
        view! {
            <div class="popular inline-list">
                <span id="popular" class="meta">{t!(locale, "home-popular")}</span>
                <ul class="inline-list" aria-labelledby="popular">{links}</ul>
            </div>
        }
    })
}

/// Each figure leads to the list that has exactly so many entries.
fn figures(ctx: &PageCtx, home: &HomeView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let unit = t!(locale, "home-unit");
    let as_of = t!(locale, "home-as-of", time = dates::instant(ctx, home.as_of));
    let publishers =
        t!(locale, "home-tile-publishers", label = words::inside(ctx, words::publisher(ctx)), n = home.publishers);
    let public = t!(locale, "home-tile-public", label = words::inside(ctx, words::public(ctx)));
    let tiles = view! {
        <Tile figure=home.datasets unit=unit.clone() name=t!(locale, "home-tile-datasets", n = home.datasets) path="/data" />
        <Tile figure=home.public unit=unit.clone() name=public path=filters::catalogue(&[("access_rights", "PUBLIC")]) />
        <Tile figure=home.with_table unit=unit.clone() name=t!(locale, "home-tile-tables") path=filters::catalogue(&[("has_table", "true")]) />
        <Tile figure=home.publishers unit=unit name=publishers path="/publishers" />
    };
    let at = texts::instant_iso(home.as_of);
    view! {
        <section class="section" aria-labelledby="home-figures">
            <h2 id="home-figures" class="visually-hidden">
                {t!(locale, "home-tiles")}
            </h2>
            <Tiles>
                {tiles}
            </Tiles>
            <p class="tiles-time meta">
                <time datetime=at>{as_of}</time>
            </p>
        </section>
    }
}

/// 按领域找: the themes that have data, each with its number.
fn themes(ctx: &PageCtx, themes: Vec<FacetValue>) -> Option<impl IntoView + use<>> {
    let locale = ctx.locale;
    let links = themes
        .into_iter()
        .filter(|theme| theme.count > 0)
        .take(THEMES)
        .map(|theme| {
            let path = filters::catalogue(&[("theme", &theme.value)]);
            view! {
                <li>
                    <a href=href(locale, &path)>
                        <span>{theme.label}</span>
                        <span class="n">{texts::count(theme.count)}</span>
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    (!links.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="home-themes">
                <h2 id="home-themes">{t!(locale, "home-themes")}</h2>
                <ul class="link-grid home-themes">{links}</ul>
                <p class="section-more">
                    <a href=href(locale, "/themes")>{t!(locale, "home-themes-all")}</a>
                </p>
            </section>
        }
    })
}
