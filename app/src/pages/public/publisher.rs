//! `/publishers/{id}`: who is it, how to reach it, what does it publish?
use crate::page::{Ending, Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, filters, rows, words};
use crate::ui::{Definition, DefinitionList, Empty, ExternalLink, Notice, Tile, Tiles, href};
use contract::PortError;
use contract::bodies::PublisherView;
use contract::datasets::{FacetValue, SearchPage, SearchQuery};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Rows of 最近更新.
const RECENT: u32 = 10;

/// The page.
///
/// # Errors
/// Those of the ports. A publisher that was merged leads to its successor.
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let code = params.get("id").map_or("", String::as_str);
    let publisher = match ctx.ports.bodies.publisher(&ctx.actor, ctx.locale, code).await {
        Ok(publisher) => publisher,
        Err(PortError::Moved(code)) => return Err(Ending::Redirect { to: path(&code), permanent: true }),
        Err(other) => return Err(other.into()),
    };
    let query = SearchQuery { sort: "updated".into(), per_page: RECENT, ..SearchQuery::default() }
        .toggled("publisher", &publisher.row.code);
    let found = ctx.ports.datasets.search(&ctx.actor, ctx.locale, &query).await?;
    let name = publisher.row.name.clone();
    let head = Head {
        title: format!("{name} — {}", words::publishers(&ctx)),
        description: Some(t!(ctx.locale, "publisher-description", name = name.as_str(), n = publisher.row.datasets)),
        crumbs: vec![(words::publishers(&ctx), Some("/publishers".into())), (name, None)],
        atom: Some(filters::same_search(&query, "/feeds/search.atom")),
        island: true,
        chinese_values: true,
        ..Head::default()
    };
    Ok(Page::new(head, move || view(&ctx, publisher, found)))
}

fn path(code: &str) -> String {
    format!("/publishers/{}", contract::query::encode(code))
}

fn view(ctx: &PageCtx, publisher: PublisherView, mut found: SearchPage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let code = publisher.row.code.clone();
    let note = publisher.unattributed.then(|| view! { <Notice>{t!(locale, "publisher-unattributed-note")}</Notice> });
    let ended = ended(ctx, &publisher);
    let figures = figures(ctx, &publisher);
    let themes = themes(ctx, &code, found.facets.remove("theme").unwrap_or_default());
    let name = publisher.row.name.clone();
    let about = about(ctx, publisher);
    let recent = if found.items.is_empty() {
        view! { <Empty text=t!(locale, "publisher-empty") /> }.into_any()
    } else {
        let list = rows::dataset_rows(ctx, found.items, false);
        let all = filters::catalogue(&[("publisher", &code)]);
        view! {
            {list}
            <p class="section-more">
                <a href=href(locale, &all)>{t!(locale, "publisher-all", n = found.total)}</a>
            </p>
        }
        .into_any()
    };
    view! {
        <div class="page-head">
            <h1 lang="zh-CN">{name}</h1>
            {ended}
            {note}
        </div>
        {figures}
        <section class="section" aria-labelledby="publisher-about">
            <h2 id="publisher-about">{t!(locale, "publisher-about")}</h2>
            {about}
        </section>
        <section class="section" aria-labelledby="publisher-recent">
            <h2 id="publisher-recent">{t!(locale, "publisher-recent")}</h2>
            {recent}
        </section>
        {themes}
    }
}

/// 本机构已于 … 停用, and who came after it.
fn ended(ctx: &PageCtx, publisher: &PublisherView) -> Option<impl IntoView + use<>> {
    let locale = ctx.locale;
    let ended = publisher.ended.as_ref()?;
    let when = t!(locale, "publisher-ended", on = dates::day(ctx, ended.on));
    let successor = ended.successor.clone().map(|body| {
        let name = if body.code.is_empty() {
            view! { <span lang="zh-CN">{body.name}</span> }.into_any()
        } else {
            view! {
                <a lang="zh-CN" href=href(locale, &path(&body.code))>
                    {body.name}
                </a>
            }
            .into_any()
        };
        view! { " " {t!(locale, "publisher-successor")} {name} }
    });
    Some(view! {
        <Notice>
            <p>{when} {successor}</p>
        </Notice>
    })
}

/// Each figure leads to the datasets it counts.
fn figures(ctx: &PageCtx, publisher: &PublisherView) -> Option<impl IntoView + use<>> {
    let (locale, row) = (ctx.locale, &publisher.row);
    let unit = t!(locale, "home-unit");
    let list = |more: Option<(&str, &str)>| {
        filters::catalogue(&[("publisher", row.code.as_str())].into_iter().chain(more).collect::<Vec<_>>())
    };
    let tile = |n: u64, name: String, path: String| {
        (n > 0).then(|| view! { <Tile figure=n unit=unit.clone() name=name path=path /> })
    };
    let tiles = [
        tile(row.datasets, t!(locale, "home-tile-datasets", n = row.datasets), list(None)),
        tile(row.public, words::inside(ctx, words::public(ctx)), list(Some(("access_rights", "PUBLIC")))),
        tile(row.with_table, t!(locale, "home-tile-tables"), list(Some(("has_table", "true")))),
    ]
    .into_iter()
    .flatten()
    .collect_view();
    (row.datasets > 0).then(|| {
        view! {
            <section aria-labelledby="publisher-figures">
                <h2 id="publisher-figures" class="visually-hidden">
                    {t!(locale, "publisher-figures")}
                </h2>
                <Tiles>
                    {tiles}
                </Tiles>
            </section>
        }
    })
}

/// Level, region, superior body, contact: only what is known.
fn about(ctx: &PageCtx, publisher: PublisherView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let mut definitions = vec![
        Definition::new(t!(locale, "publishers-col-level"), publisher.row.level.label),
        Definition::new(t!(locale, "publishers-col-region"), publisher.row.region.label),
    ];
    if let Some(parent) = publisher.parent {
        let link = view! {
            <a lang="zh-CN" href=href(locale, &path(&parent.code))>
                {parent.name}
            </a>
        };
        definitions.push(Definition::new(t!(locale, "publisher-parent"), link));
    }
    if let Some(contact) = publisher.contact {
        definitions.push(Definition::new(t!(locale, "publisher-contact"), contact));
    }
    if let Some(website) = publisher.website {
        let label = website.clone();
        definitions.push(Definition::new(
            t!(locale, "publisher-website"),
            view! { <ExternalLink address=website label=label /> },
        ));
    }
    view! { <DefinitionList rows=definitions /> }
}

/// What it publishes about, each theme with its number.
fn themes(ctx: &PageCtx, code: &str, themes: Vec<FacetValue>) -> Option<impl IntoView + use<>> {
    let locale = ctx.locale;
    let links = themes
        .into_iter()
        .filter(|theme| theme.count > 0)
        .map(|theme| {
            let path = filters::catalogue(&[("publisher", code), ("theme", &theme.value)]);
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
            <section class="section" aria-labelledby="publisher-themes">
                <h2 id="publisher-themes">{t!(locale, "publisher-themes")}</h2>
                <ul class="link-grid">{links}</ul>
            </section>
        }
    })
}
