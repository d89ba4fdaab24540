//! Error pages: what happened, in one sentence, and the ways on. `server` renders one for every [`crate::page::Ending::Error`]
//! and for addresses without a page.
use super::tombstone;
use crate::page::{Cache, Head, Page, PageCtx};
use crate::pages::parts::{dates, signed};
use crate::ui::{ErrorPage, Linked, SearchBox, href};
use chrono::{DateTime, Utc};
use contract::{ErrorCode, PortError, Refusal};
use domain::account::Acting;
use domain::catalog::codes::SuspensionReason;
use domain::locale::Locale;
use leptos::prelude::*;
use std::sync::Arc;
use texts::{FluentArgs, t};

/// Longest guess at what was looked for, in characters.
const MAX_GUESS: usize = 40;

/// The page for an error of a port. `Moved` is a redirect where the page knows the new address; here it is a 404.
pub fn error_page(ctx: &Arc<PageCtx>, error: &PortError) -> Page {
    let code = error.code();
    let locale = ctx.locale;
    let (heading, text) = match error {
        PortError::Gone(tombstone) => return tombstone::page(ctx, tombstone),
        PortError::Suspended { since, reason } => {
            (t!(locale, "error-heading-suspended"), suspended_words(ctx, *since, reason))
        }
        PortError::Refused(refusal) => (heading(locale, code), refusal_words(locale, refusal)),
        PortError::Invalid(_) | PortError::Moved(_) | PortError::Unread(_) | PortError::Internal(_) => {
            (heading(locale, code), refusal_words(locale, &Refusal::new(code)))
        }
    };
    let cache = if code.status() == 404 { Cache::Revalidate } else { Cache::NoStore };
    let request_id = (code.status() >= 500 && !ctx.request_id.is_empty()).then(|| ctx.request_id.clone());
    let rule = match error {
        PortError::Refused(Refusal { rule: Some(rule), .. }) => {
            Some(Linked::link(t!(locale, "error-rule"), law_path(rule)))
        }
        _ => None,
    };
    let mut ways = ways(ctx, code);
    ways.extend(rule);
    let identity = identity(ctx, code);
    let search = (code.status() == 404).then(|| guess(&ctx.path).unwrap_or_default());
    let head = Head {
        title: t!(locale, "error-title", title = heading.as_str()),
        noindex: true,
        island: true,
        // It has a search box of its own, with the words looked for.
        no_search_box: search.is_some(),
        crumbs: vec![(heading.clone(), None)],
        ..Head::default()
    };
    Page::new(head, move || {
        let search = search.map(|words| {
            view! {
                <div>
                    <SearchBox value=words id="error-q" />
                </div>
            }
        });
        let ways = ways
            .into_iter()
            .map(|way| {
                let address = href(locale, way.path.as_deref().unwrap_or("/"));
                view! { <li><a href=address>{way.label}</a></li> }
            })
            .collect_view();
        view! {
            <ErrorPage title=heading text=text request_id=request_id>
                {search}
                {identity.map(|words| view! { <p>{words}</p> })}
                <h2>{t!(locale, "error-ways-heading")}</h2>
                <ul>{ways}</ul>
            </ErrorPage>
        }
    })
    .status(code.status())
    .cache(cache)
}

/// Since when, why, and where the end is told. The port names the class of the reason in Chinese; the reader's language has its own word.
fn suspended_words(ctx: &PageCtx, since: DateTime<Utc>, reason: &str) -> String {
    let locale = ctx.locale;
    let word = |locale: Locale, code: SuspensionReason| texts::t(locale, &format!("code-suspension-{}", code.code()));
    let known = SuspensionReason::ALL.iter().find(|code| word(Locale::ZhCn, **code) == reason);
    let reason = known.map_or_else(|| reason.to_owned(), |code| word(locale, *code));
    let lead = t!(locale, "suspended-lead", since = dates::instant(ctx, since), reason = reason);
    let space = if locale == Locale::En { " " } else { "" };
    format!("{lead}{space}{}", t!(locale, "suspended-note"))
}

/// The heading of a code, else that of its status.
fn heading(locale: Locale, code: ErrorCode) -> String {
    let own = format!("error-heading-{}", code.code());
    if texts::has(locale, &own) {
        texts::t(locale, &own)
    } else {
        texts::t(locale, &format!("error-heading-{}", code.status()))
    }
}

/// As whom the reader asked, where that is why (403).
fn identity(ctx: &PageCtx, code: ErrorCode) -> Option<String> {
    let viewer = ctx.viewer.as_ref().filter(|_| code.status() == 403 && dataset(&ctx.path).is_none())?;
    Some(t!(ctx.locale, "error-identity", name = viewer.name.as_str(), acting = viewer.acting.as_str()))
}

/// Acts for a body and holds nothing yet, because the second factor was not given.
fn lacks_second_factor(ctx: &PageCtx) -> bool {
    let signed = ctx.actor.signed_in();
    signed.is_some_and(|signed| !signed.second_factor && matches!(signed.acting, Acting::Body { .. }))
}

/// One sentence for a refusal: on the page, beside a field, and as `detail` of a problem document. The message of a field is
/// `error-<code>-<field>`, one that can name a fact is `error-<code>-<fact>`; without either it is `error-<code>`.
pub fn refusal_words(locale: Locale, refusal: &Refusal) -> String {
    let plain = format!("error-{}", refusal.code.code());
    let facts = [
        "role", "provider", "number", "items", "blank", "last", "first", "other", "label", "limit_kb", "seconds",
        "max", "bytes", "value",
    ];
    let facts = facts.into_iter().filter(|fact| refusal.facts.contains_key(*fact));
    let key = refusal
        .field
        .as_deref()
        .into_iter()
        .chain(facts)
        .map(|detail| format!("{plain}-{detail}"))
        .find(|key| texts::has(locale, key))
        .unwrap_or(plain);
    let mut args = FluentArgs::new();
    for name in UNTOLD.iter().copied() {
        args.set(name, "…");
    }
    args.set("field", refusal.field.as_deref().unwrap_or("?"));
    for (name, value) in &refusal.facts {
        match role_words(locale, name, value) {
            Some(words) => args.set(name.as_str(), words),
            None => args.set(name.as_str(), value.as_str()),
        }
    }
    texts::t_args(locale, &key, &args)
}

/// Facts that sentences name and a refusal may come without: shown as a blank, here and in the list of all codes.
pub const UNTOLD: &[&str] = &[
    "code", "number", "value", "left", "minutes", "why", "max", "max_mb", "mb", "min", "over", "label", "first",
    "last", "until", "issued", "line", "column", "blanks", "count", "item", "version",
];

/// A role is named in words: the fact `role` holds its code.
fn role_words(locale: Locale, fact: &str, code: &str) -> Option<String> {
    let key = format!("code-role-{code}");
    (fact == "role" && texts::has(locale, &key)).then(|| texts::t(locale, &key))
}

/// `zj22/art-44` → `/law/zj22#art-44`
fn law_path(rule: &str) -> String {
    match rule.split_once('/') {
        Some((document, article)) => format!("/law/{document}#{article}"),
        None => format!("/law/{rule}"),
    }
}

/// Where to go from here, the likeliest first.
fn ways(ctx: &PageCtx, code: ErrorCode) -> Vec<Linked> {
    let way = |key: &str, path: &str| Linked::link(texts::t(ctx.locale, key), path);
    let again = if ctx.query.is_empty() { ctx.path.clone() } else { format!("{}?{}", ctx.path, ctx.query) };
    let mut ways = Vec::new();
    match code.status() {
        400 | 406 => {
            ways.extend((!ctx.query.is_empty()).then(|| way("error-way-remove", &ctx.path)));
            ways.extend(dataset(&ctx.path).map(|path| way("error-way-dataset", &path)));
        }
        401 => ways.push(way("error-way-sign-in", &signed::sign_in_path(ctx))),
        403 => {
            ways.extend(dataset(&ctx.path).map(|path| way("error-way-dataset", &path)));
            if ctx.viewer.is_some() && dataset(&ctx.path).is_none() {
                ways.extend(lacks_second_factor(ctx).then(|| way("error-way-second-factor", signed::ENROL)));
                ways.push(way("act-as-title", "/my/act-as"));
            }
        }
        404 => ways.extend(guess(&ctx.path).map(|words| {
            let path = contract::datasets::SearchQuery::default().asking(&words).href("/data");
            Linked::link(t!(ctx.locale, "error-way-search", words = words), path)
        })),
        429 => ways.extend([way("error-way-retry", &again), way("error-way-api", "/developers")]),
        status if status >= 500 => ways.push(way("error-way-retry", &again)),
        _ => {}
    }
    ways.push(way("error-way-data", "/data"));
    if code.status() == 404 {
        ways.extend([way("error-way-themes", "/themes"), way("error-way-publishers", "/publishers")]);
    }
    ways.push(way("error-way-home", "/"));
    ways
}

/// The page of the dataset that an address below it belongs to.
fn dataset(path: &str) -> Option<String> {
    let id = path.strip_prefix("/data/")?.split_once('/')?.0;
    (!id.is_empty()).then(|| format!("/data/{id}"))
}

/// What was probably looked for: the words of the last part of the path.
fn guess(path: &str) -> Option<String> {
    let last = path.rsplit('/').find(|part| !part.is_empty())?;
    let decoded = contract::query::pairs(&format!("p={last}")).pop()?.1;
    let stem = decoded.split('.').next().unwrap_or_default();
    let words: String = stem.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).take(MAX_GUESS).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}
