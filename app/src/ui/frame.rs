//! The document around every page: head, skip links, identity line, header, breadcrumb, main, help, footer.
mod account;
mod footer;
mod header;
mod identity;

use std::sync::Arc;

use leptos::prelude::*;
use texts::{Locale, t};

use super::{
    context::{ATOM_PATH, OPENSEARCH_PATH, href, site_name, theme_code},
    form::FlashBanner,
    icon::Icon,
    raw::JsonLd,
};
use crate::page::{Head, PageCtx, Theme};
use footer::{Footer, HelpBlock};
use header::Header;
use identity::Identity;

/// A whole HTML document with `main` in its `<main>`.
pub fn frame(ctx: &Arc<PageCtx>, head: Head, main: AnyView) -> impl IntoView + use<> {
    let ctx = ctx.clone();
    let locale = ctx.locale;
    let theme = (ctx.prefs.theme != Theme::Auto).then(|| theme_code(ctx.prefs.theme));
    let text_size = ctx.prefs.large.then_some("large");
    let search = !head.no_search_box;
    // Only a page of results has its own feed; an error page at the same address has neither.
    let results = ctx.path == "/data" && head.atom.is_some();
    let crumbs = head.crumbs.clone();
    let flash = ctx.flash.clone();
    let values_note = (head.chinese_values && locale == Locale::En)
        .then(|| view! { <p class="values-note">{t!(locale, "values-chinese")}</p> });
    view! {
        <!DOCTYPE html>
        <html lang=locale.tag() data-theme=theme data-text=text_size>
            <DocumentHead ctx=ctx.clone() head=head />
            <body>
                <a class="skip" href="#main">
                    {t!(locale, "skip-main")}
                </a>
                {results
                    .then(|| {
                        view! {
                            <a class="skip" href="#results">
                                {t!(locale, "skip-results")}
                            </a>
                        }
                    })}
                <header>
                    <Identity ctx=ctx.clone() />
                    <Header ctx=ctx.clone() search=search />
                </header>
                <Breadcrumb crumbs=crumbs />
                <main id="main" class="container" tabindex="-1">
                    <FlashBanner flash=flash /> {main} {values_note}
                </main>
                <HelpBlock />
                <Footer />
            </body>
        </html>
    }
}

#[component]
fn DocumentHead(ctx: Arc<PageCtx>, head: Head) -> impl IntoView {
    let locale = ctx.locale;
    let (site, assets) = (&ctx.site, &ctx.assets);
    let name = site_name(site, locale);
    let title = if head.title.is_empty() { name.clone() } else { format!("{} — {name}", head.title) };
    // A refused form says so first; the error pages have said it already.
    let refused = ctx.submission.as_ref().is_some_and(|sent| !sent.errors.is_empty()) && !title.starts_with(t!(locale, "error-title", title = "").trim());
    let title = if refused { t!(locale, "error-title", title = title) } else { title };
    let canonical = head.canonical.clone().unwrap_or_else(|| ctx.path.clone());
    let address = |locale: Locale| format!("{}{}", site.base_url, href(locale, &canonical));
    let alternates =
        Locale::ALL.map(|other| view! { <link rel="alternate" hreflang=other.tag() href=address(other) /> }).collect_view();
    let scheme = match ctx.prefs.theme {
        Theme::Auto => "light dark",
        other => theme_code(other),
    };
    let feed = head.atom.as_deref().unwrap_or(ATOM_PATH);
    // The search box of the header is an island, so only pages without both go without scripts.
    let islands = assets.boot.clone().filter(|_| head.island || !head.no_search_box).map(|boot| {
        let (page, forms) = (assets.page.clone(), assets.forms.clone());
        view! {
            <script
                type="module"
                src=boot
                data-js=page.js
                data-wasm=page.wasm
                data-forms-js=forms.js
                data-forms-wasm=forms.wasm
            ></script>
        }
    });
    view! {
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>{title}</title>
            {head.description.map(|text| view! { <meta name="description" content=text /> })}
            {head.noindex.then(|| view! { <meta name="robots" content="noindex" /> })}
            <meta name="color-scheme" content=scheme />
            <link rel="stylesheet" href=assets.css.clone() />
            <link rel="icon" href=assets.favicon.clone() type="image/svg+xml" />
            <link rel="canonical" href=address(locale) />
            {alternates}
            <link rel="alternate" hreflang="x-default" href=address(Locale::ZhCn) />
            <link rel="search" type="application/opensearchdescription+xml" href=href(locale, OPENSEARCH_PATH) title=name />
            <link rel="alternate" type="application/atom+xml" href=href(locale, feed) title=t!(locale, "footer-atom") />
            {head.json_ld.map(|json| view! { <JsonLd json=json /> })}
            {islands}
        </head>
    }
    .into_any()
}

/// Home, the way, and the page itself as text. Phones show the parent alone. Nothing where there is no way.
#[component]
fn Breadcrumb(
    /// Label and path without language; the last has none. The home page is put before them.
    crumbs: Vec<(String, Option<String>)>,
) -> impl IntoView {
    let locale = super::context::locale();
    if crumbs.is_empty() {
        return ().into_any();
    }
    let home = crumbs.first().is_some_and(|(_, path)| path.as_deref() == Some("/"));
    let first = (!home).then(|| (t!(locale, "nav-home"), Some("/".to_owned())));
    let items = first
        .into_iter()
        .chain(crumbs)
        .map(|(label, path)| match path {
            Some(path) => view! {
                <li>
                    <a href=href(locale, &path)>{label}</a>
                    <Icon name="chevron-right" />
                </li>
            }
            .into_any(),
            None => view! {
                <li>
                    <span aria-current="page">{label}</span>
                </li>
            }
            .into_any(),
        })
        .collect_view();
    view! {
        <nav class="breadcrumb container" aria-label=t!(locale, "breadcrumb-label")>
            <ol>{items}</ol>
        </nav>
    }
    .into_any()
}
