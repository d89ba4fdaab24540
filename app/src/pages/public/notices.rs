//! `/notices` 通知公告: what authorities announced; `/notices/{id}`: one of them, in every version it ever had.
use crate::page::{Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::dates;
use crate::ui::{Badge, BadgeKind, Empty, Notice, Pagination, Tone, href, with_query};
use contract::opening::{AnnouncementPage, AnnouncementRow, AnnouncementView};
use contract::query::encode;
use domain::locale::Locale;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The list.
pub const NOTICES: &str = "/notices";
/// Its Atom feed.
const FEED: &str = "/feeds/notices.atom";

/// The list.
///
/// # Errors
/// Those of the port.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let nth = ctx.param("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let kind = ctx.param("kind").unwrap_or_default();
    let found = ctx.ports.opening.announcements(&ctx.caller, &kind, nth).await?;
    let title = t!(ctx.locale, "opening-notices-title");
    let head = Head {
        title: title.clone(),
        description: Some(t!(ctx.locale, "opening-notices-lead")),
        atom: Some(FEED.to_owned()),
        crumbs: vec![(title, None)],
        ..Head::default()
    };
    Ok(Page::new(head, move || list(&ctx, kind, found)))
}

fn list(ctx: &PageCtx, kind: String, found: AnnouncementPage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let pages = found.total.div_ceil(found.per_page.max(1));
    let page = found.page;
    let all = (String::new(), t!(locale, "opening-notices-all"));
    let kinds = std::iter::once(all).chain(found.kinds.into_iter().map(|kind| (kind.value, kind.label)));
    let chosen = kind.clone();
    let kinds = kinds
        .map(|(code, label)| {
            let current = (code == chosen).then_some("page");
            let path =
                if code.is_empty() { NOTICES.to_owned() } else { with_query(NOTICES, [("kind", code.as_str())]) };
            view! { <li><a href=href(locale, &path) aria-current=current>{label}</a></li> }
        })
        .collect_view();
    let rows = if found.rows.is_empty() {
        view! { <Empty text=t!(locale, "opening-notices-none") /> }.into_any()
    } else {
        let rows = found.rows.into_iter().map(|one| row(ctx, one)).collect_view();
        view! { <ul class="row-list">{rows}</ul> }.into_any()
    };
    let address = move |n: u64| with_query(NOTICES, [("kind", kind.as_str()), ("page", &n.to_string())]);
    view! {
        <div class="page-head">
            <h1>{t!(locale, "opening-notices-title")}</h1>
            <p class="lead">{t!(locale, "opening-notices-lead")}</p>
        </div>
        <nav aria-label=t!(locale, "opening-notices-kinds")>
            <ul class="inline-list">{kinds}</ul>
        </nav>
        {rows}
        <Pagination page=page pages=pages path=address />
        <p class="meta">
            <a href=href(locale, FEED)>{t!(locale, "opening-notices-feed")}</a>
        </p>
    }
}

fn row(ctx: &PageCtx, row: AnnouncementRow) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let path = href(locale, &format!("{NOTICES}/{}", encode(&row.code)));
    let issued = row.issued.map(|at| {
        view! { <time datetime=texts::instant_iso(at)>{dates::day(ctx, texts::local_date(at))}</time> }
    });
    let corrected = row.corrected.map(|at| {
        format!(" · {}", t!(locale, "opening-notice-corrected", on = dates::day(ctx, texts::local_date(at))))
    });
    view! {
        <li class="law-row">
            <span class="row-title">
                <a href=path>{row.title}</a>
                <Badge kind=BadgeKind::Neutral label=row.kind.label />
            </span>
            <span class="meta">{issued} " · " {row.by.name} {corrected}</span>
            <p class="meta">{row.summary}</p>
        </li>
    }
}

/// One announcement.
///
/// # Errors
/// `not-found` for drafts and for versions that never were.
pub async fn one(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let code = params.get("id").map_or("", String::as_str);
    let version = ctx.param("version").and_then(|version| version.parse().ok());
    let found = ctx.ports.opening.announcement(&ctx.caller, code, version).await?;
    let title = in_language(ctx.locale, &found.title, &found.title_en).to_owned();
    let section = t!(ctx.locale, "opening-notices-title");
    let head = Head {
        title: format!("{title} — {section}"),
        canonical: Some(format!("{NOTICES}/{}", found.code)),
        noindex: found.superseded,
        crumbs: vec![(section, Some(NOTICES.to_owned())), (title, None)],
        ..Head::default()
    };
    Ok(Page::new(head, move || view(&ctx, found)))
}

fn in_language<'a>(locale: Locale, zh: &'a str, en: &'a str) -> &'a str {
    if locale == Locale::En && !en.is_empty() { en } else { zh }
}

fn view(ctx: &PageCtx, found: AnnouncementView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let path = format!("{NOTICES}/{}", encode(&found.code));
    let translated = !found.title_en.is_empty();
    let english = locale == Locale::En && translated;
    let newest = href(locale, &path);
    let superseded = found.superseded.then(|| {
        view! {
            <Notice tone=Tone::Warning title=Some(t!(locale, "opening-notice-superseded"))>
                <p>
                    <a href=newest>{t!(locale, "opening-notice-newest")}</a>
                </p>
            </Notice>
        }
    });
    // The Chinese text is the one that counts; an English reader without a translation is told why it is Chinese.
    let note = (locale == Locale::En).then(|| {
        let key = if translated { "opening-notice-reading" } else { "opening-notice-chinese" };
        view! { <p class="meta">{texts::t(locale, key)}</p> }
    });
    let record = english.then(|| {
        view! {
            <section class="section" aria-labelledby="record">
                <h2 id="record">{t!(locale, "opening-notice-record")}</h2>
                <h3 lang="zh-CN">{found.title.clone()}</h3>
                <div class="prose pre-line" lang="zh-CN">
                    {found.body.clone()}
                </div>
            </section>
        }
    });
    let (title, body) = if english {
        (found.title_en.clone(), found.body_en.clone())
    } else {
        (found.title.clone(), found.body.clone())
    };
    let language = if english { "en" } else { "zh-CN" };
    let versions = (found.versions.len() > 1).then(|| {
        let rows = found
            .versions
            .iter()
            .map(|version| {
                let words = t!(
                    locale,
                    "opening-notice-version",
                    n = version.number,
                    on = dates::instant(ctx, version.published)
                );
                let link = if version.number == found.version {
                    view! { <strong>{words}</strong> }.into_any()
                } else {
                    let n = version.number.to_string();
                    view! { <a href=href(locale, &with_query(&path, [("version", n.as_str())]))>{words}</a> }.into_any()
                };
                let note = (!version.note.is_empty())
                    .then(|| view! { <p class="meta" lang="zh-CN">{version.note.clone()}</p> });
                view! { <li>{link} {note}</li> }
            })
            .collect_view();
        view! {
            <section class="section" aria-labelledby="versions">
                <h2 id="versions">{t!(locale, "opening-notice-versions")}</h2>
                <ul class="guide-list">{rows}</ul>
            </section>
        }
    });
    let publisher = href(locale, &format!("/publishers/{}", encode(&found.by.code)));
    view! {
        <article>
            <div class="page-head">
                <div class="badges">
                    <Badge kind=BadgeKind::Neutral label=found.kind.label />
                </div>
                <h1 lang=language>{title}</h1>
                <p class="meta">
                    <time datetime=texts::instant_iso(found.issued)>{dates::instant(ctx, found.issued)}</time> " · "
                    <a href=publisher lang="zh-CN">
                        {found.by.name}
                    </a>
                </p>
                {note}
            </div>
            {superseded}
            <div class="prose pre-line" lang=language>
                {body}
            </div>
            {record}
        </article>
        {versions}
    }
}
