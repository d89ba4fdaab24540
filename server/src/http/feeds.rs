//! Atom feeds: what is new, and what is new for a search.
use super::App;
use super::problem::ApiError;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::{DateTime, NaiveTime, Utc};
use contract::Caller;
use contract::datasets::SearchQuery;
use contract::query::{Strictness, pairs};
use domain::locale::Locale;
use domain::policy::Actor;
use http::header;

/// Entries of a feed.
const ENTRIES: u32 = 50;

pub fn router() -> Router<App> {
    Router::new()
        .route("/feeds/new.atom", get(newest))
        .route("/feeds/search.atom", get(search))
        .route("/feeds/notices.atom", get(notices))
}

struct Entry {
    /// Where it is read, without language prefix.
    path: String,
    title: String,
    summary: String,
    publisher: String,
    updated: DateTime<Utc>,
}

async fn newest(
    State(portal): State<App>,
    axum::Extension(locale): axum::Extension<Locale>,
) -> Result<Response, ApiError> {
    let entries =
        portal.ports.datasets.newest(&Actor::Anonymous, ENTRIES).await.map_err(|error| ApiError { error, locale })?;
    let entries = entries.into_iter().map(|e| Entry {
        path: format!("/data/{}", e.code),
        title: e.title,
        summary: e.summary,
        publisher: e.publisher,
        updated: e.changed,
    });
    Ok(feed(
        &portal,
        locale,
        "/feeds/new.atom",
        "/data?sort=updated",
        crate::services::words::feed_title(locale, None),
        entries.collect(),
    ))
}

/// What authorities announced (B35).
async fn notices(
    State(portal): State<App>,
    axum::Extension(locale): axum::Extension<Locale>,
) -> Result<Response, ApiError> {
    let caller = Caller { actor: Actor::Anonymous, locale, ..Caller::operator() };
    let found = portal.ports.opening.announcements(&caller, "", 1).await;
    let found = found.map_err(|error| ApiError { error, locale })?;
    let entries = found.rows.into_iter().filter_map(|row| {
        Some(Entry {
            path: format!("/notices/{}", row.code),
            title: row.title,
            summary: row.summary,
            publisher: row.by.name,
            updated: row.corrected.or(row.issued)?,
        })
    });
    let title = texts::t!(locale, "opening-notices-title");
    Ok(feed(&portal, locale, "/feeds/notices.atom", "/notices", title, entries.collect()))
}

async fn search(
    State(portal): State<App>,
    axum::Extension(locale): axum::Extension<Locale>,
    RawQuery(raw): RawQuery,
) -> Result<Response, ApiError> {
    let raw = raw.unwrap_or_default();
    let mut query = SearchQuery::parse(&pairs(&raw), Strictness::Lenient)
        .map_err(|refusal| ApiError { error: refusal.into(), locale })?
        .sorted("updated");
    query.per_page = ENTRIES;
    let found = portal
        .ports
        .datasets
        .search(&Actor::Anonymous, locale, &query)
        .await
        .map_err(|error| ApiError { error, locale })?;
    let entries = found.items.into_iter().map(|card| Entry {
        updated: card
            .freshness
            .updated
            .or(card.issued)
            .map_or_else(|| portal.clock.now(), |day| day.and_time(NaiveTime::MIN).and_utc()),
        path: format!("/data/{}", card.id),
        title: card.title,
        summary: card.summary.text,
        publisher: card.publisher.name,
    });
    let title = crate::services::words::feed_title(locale, Some(&query.q));
    let (address, page) = (query.href("/feeds/search.atom"), query.href("/data"));
    Ok(feed(&portal, locale, &address, &page, title, entries.collect()))
}

fn feed(portal: &App, locale: Locale, address: &str, page: &str, title: String, entries: Vec<Entry>) -> Response {
    let (base, prefix) = (portal.config.base(), locale.prefix());
    let site = portal.site();
    let name = if locale == Locale::En { &site.name_en } else { &site.name };
    let updated = entries.iter().map(|e| e.updated).max().unwrap_or_else(|| portal.clock.now());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{base}{prefix}{id}</id><title>{}</title><updated>{}</updated><author><name>{}</name></author>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{base}{prefix}{id}\"/><link rel=\"alternate\" type=\"text/html\" href=\"{base}{prefix}{}\"/>\n",
        locale.tag(),
        escape(&title),
        updated.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        escape(name),
        escape(page),
        id = escape(address),
    );
    for entry in entries {
        let link = format!("{base}{prefix}{}", entry.path);
        xml.push_str(&format!(
            "<entry><id>{base}{}</id><title>{}</title><updated>{}</updated><author><name>{}</name></author><link href=\"{link}\"/><summary>{}</summary></entry>\n",
            entry.path,
            escape(&entry.title),
            entry.updated.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            escape(&entry.publisher),
            escape(&entry.summary),
        ));
    }
    xml.push_str("</feed>\n");
    (
        [(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=300")],
        xml,
    )
        .into_response()
}

/// Text for XML: markup escaped, characters XML cannot hold left out.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if (c as u32) < 0x20 || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
