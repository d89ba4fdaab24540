//! The name of the site, the way to its parts, and the search box.
use std::sync::Arc;

use leptos::prelude::*;
use texts::t;

use super::account::Account;
use crate::{page::PageCtx, ui::{
    icon::Icon,
    search_box::SearchBox,
    context::{href, site_name},
}};

/// The parts of the site: key of the word, path.
const PARTS: [(&str, &str); 3] = [("nav-data", "/data"), ("nav-publishers", "/publishers"), ("nav-help", "/help")];

#[component]
pub(super) fn Header(ctx: Arc<PageCtx>, search: bool) -> impl IntoView {
    let locale = ctx.locale;
    let name = site_name(&ctx.site, locale);
    let query = ctx.param("q").filter(|_| ctx.path == "/data").unwrap_or_default();
    let items = PARTS
        .map(|(key, path)| {
            let inside = ctx.path == path || ctx.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
            let current = if ctx.path == path { Some("page") } else { inside.then_some("true") };
            view! {
                <li>
                    <a href=href(locale, path) aria-current=current>
                        {t(locale, key)}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="site-header" class:with-search=search>
            <div class="container">
                <a class="site-name" href=href(locale, "/")>
                    <Emblem />
                    <span>{name}</span>
                </a>
                {search
                    .then(|| {
                        view! {
                            <div class="site-search">
                                <SearchBox value=query id="site-q" />
                            </div>
                        }
                    })}
                <button type="button" class="button menu-button" popovertarget="site-menu">
                    <Icon name="menu" />
                    <span>{t!(locale, "nav-menu")}</span>
                </button>
                <nav id="site-menu" class="site-menu" popover="auto" aria-label=t!(locale, "nav-label")>
                    <button type="button" class="button menu-close" popovertarget="site-menu" popovertargetaction="hide">
                        <Icon name="x" />
                        <span>{t!(locale, "close")}</span>
                    </button>
                    <ul>
                        {items} <Account ctx=ctx.clone() />
                    </ul>
                </nav>
            </div>
        </div>
    }
    .into_any()
}

/// The mark before the name: three records and an open corner, drawn for this product.
#[component]
fn Emblem() -> impl IntoView {
    view! {
        <svg class="emblem" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
            <rect width="32" height="32" rx="6"></rect>
            <path d="M8 10.5h16M8 16h16M8 21.5h10M24 19.5v4"></path>
        </svg>
    }
    .into_any()
}
