//! The line above the header: who runs the site, how to know it is real, colours, text size, language.
use std::sync::Arc;

use contract::site::Site;
use leptos::prelude::*;
use texts::{Locale, t};

use crate::{
    page::{PageCtx, Theme},
    ui::{
        context::{PREFS_PATH, href, in_language, theme_code, with_query},
        icon::Icon,
    },
};

#[component]
pub(super) fn Identity(ctx: Arc<PageCtx>) -> impl IntoView {
    let (locale, site) = (ctx.locale, ctx.site.clone());
    let draft = site.draft_profile.clone().map(|profile| {
        view! {
            <p class="draft-notice">
                <Icon name="file-pen-line" />
                <span>{t!(locale, "draft-notice", profile = profile)}</span>
            </p>
        }
    });
    view! {
        <div class="identity">
            <div class="container">
                <Organiser locale=locale site=site />
                <Preferences ctx=ctx />
            </div>
        </div>
        {draft}
    }
    .into_any()
}

#[component]
fn Organiser(locale: Locale, site: Arc<Site>) -> impl IntoView {
    if site.demo {
        return view! {
            <p class="identity-who">
                <Icon name="info" />
                <span>{t!(locale, "identity-demo")}</span>
            </p>
        }
        .into_any();
    }
    let Some(organiser) = &site.organiser else {
        return view! { <p class="identity-who"></p> }.into_any();
    };
    let organiser = in_language(locale, organiser, site.organiser_en.as_ref());
    view! {
        <div class="identity-who">
            <Icon name="shield-check" />
            <span>{t!(locale, "identity-official", organiser = organiser)}</span>
            <details class="identity-how">
                <summary>{t!(locale, "identity-how")}</summary>
                <ul class="panel">
                    <li>{t!(locale, "identity-how-domain")}</li>
                    <li>{t!(locale, "identity-how-lock")}</li>
                </ul>
            </details>
        </div>
    }
    .into_any()
}

/// Text size, colours and language: links, so that they work everywhere; the server keeps the choice in a cookie.
#[component]
fn Preferences(ctx: Arc<PageCtx>) -> impl IntoView {
    let locale = ctx.locale;
    let here = if ctx.query.is_empty() { ctx.path.clone() } else { format!("{}?{}", ctx.path, ctx.query) };
    let back = href(locale, &here);
    let prefs = move |name: &str, value: &str| href(locale, &with_query(PREFS_PATH, [(name, value), ("back", &back)]));
    let (size, size_key) =
        if ctx.prefs.large { ("normal", "prefs-text-normal") } else { ("large", "prefs-text-large") };
    let size_link = prefs("text", size);
    let themes = [Theme::Auto, Theme::Light, Theme::Dark]
        .map(|theme| {
            let word = t(locale, &format!("prefs-theme-{}", theme_code(theme)));
            let current = (theme == ctx.prefs.theme).then_some("true");
            view! {
                <li>
                    <a href=prefs("theme", theme_code(theme)) rel="nofollow" aria-current=current>
                        {word}
                    </a>
                </li>
            }
        })
        .collect_view();
    let other = match locale {
        Locale::ZhCn => Locale::En,
        Locale::En => Locale::ZhCn,
    };
    let language = match other {
        Locale::ZhCn => "中文",
        Locale::En => "English",
    };
    view! {
        <ul class="prefs">
            <li>
                <a href=size_link rel="nofollow">
                    {t(locale, size_key)}
                </a>
            </li>
            <li>
                <details class="prefs-theme">
                    <summary>{t!(locale, "prefs-theme")}</summary>
                    <ul class="panel">{themes}</ul>
                </details>
            </li>
            <li>
                <a href=href(other, &here) lang=other.tag() hreflang=other.tag()>
                    {language}
                </a>
            </li>
        </ul>
    }
    .into_any()
}
