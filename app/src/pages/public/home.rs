//! `/` 首页: is the data I need here?
use crate::page::{Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, filters, rows, words};
use crate::ui::{SearchBox, Tile, Tiles, href};
use contract::datasets::{FacetValue, HomeView};
use contract::opening::{AnnouncementRow, OpenWindow};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Rows of 最近更新.
const RECENT: usize = 6;
/// Themes shown: five columns of four. The others (机构团体, 其他) are one link away.
const THEMES: usize = 20;
/// Rows of 通知公告.
const NEWS: usize = 5;
/// Links of 大家在搜.
const POPULAR: usize = 5;

/// The page.
///
/// # Errors
/// Those of the ports.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let home = ctx.ports.datasets.home(&ctx.actor, ctx.locale).await?;
    let windows = ctx.ports.opening.open_windows(&ctx.caller).await?;
    let news = ctx.ports.opening.announcements(&ctx.caller, "", 1).await?.rows;
    let head = Head {
        description: Some(t!(ctx.locale, "home-description")),
        canonical: Some("/".into()),
        atom: Some("/feeds/new.atom".into()),
        no_search_box: true,
        island: true,
        chinese_values: true,
        ..Head::default()
    };
    Ok(Page::new(head, move || view(&ctx, home, windows, news)))
}

fn view(ctx: &PageCtx, home: HomeView, windows: Vec<OpenWindow>, news: Vec<AnnouncementRow>) -> impl IntoView + use<> {
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
        {window(ctx, windows)}
        {figures}
        {themes}
        {recent}
        {announced(ctx, news)}
    }
}

/// 受限开放申请受理中：9月1日至9月30日，还有 6 个工作日 · 查看申请条件
fn window(ctx: &PageCtx, windows: Vec<OpenWindow>) -> Option<impl IntoView + use<>> {
    let locale = ctx.locale;
    let lines = windows
        .into_iter()
        .map(|one| {
            let (first, last) = (texts::date(locale, one.first), texts::date(locale, one.last));
            let words = match (one.open, one.left) {
                (true, Some(left)) => t!(locale, "home-window-open-left", first = first, last = last, n = left),
                (true, None) => t!(locale, "home-window-open", first = first, last = last),
                (false, _) => t!(locale, "home-window-soon", first = first, last = last),
            };
            view! {
                <li>
                    {words} " · " <span lang="zh-CN">{one.authority}</span> " · "
                    <a href=href(locale, "/apply")>{t!(locale, "home-window-apply")}</a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="home-window" aria-label=t!(locale, "home-window")>
                <ul>{lines}</ul>
            </section>
        }
    })
}

/// 通知公告, the newest.
fn announced(ctx: &PageCtx, rows: Vec<AnnouncementRow>) -> Option<impl IntoView + use<>> {
    let locale = ctx.locale;
    let rows = rows
        .into_iter()
        .take(NEWS)
        .map(|row| {
            let path = format!("/notices/{}", contract::query::encode(&row.code));
            let issued = row.issued.map(|at| {
                let day = dates::day(ctx, texts::local_date(at));
                view! { <time datetime=texts::instant_iso(at)>{day}</time> " · " }
            });
            view! {
                <li>
                    <a href=href(locale, &path)>{row.title}</a>
                    <span class="meta">{issued} <span lang="zh-CN">{row.by.name}</span></span>
                </li>
            }
        })
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="home-news">
                <h2 id="home-news">{t!(locale, "opening-notices-title")}</h2>
                <ul class="home-news">{rows}</ul>
                <p class="section-more">
                    <a href=href(locale, "/notices")>{t!(locale, "home-news-all")}</a>
                </p>
            </section>
        }
    })
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
