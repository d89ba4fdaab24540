//! `sitemap.xml`: an index of parts, each with the datasets after a code, in both languages. Withdrawn, unlisted and non-public
//! datasets are in none.
use super::App;
use super::problem::ApiError;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use contract::PortError;
use domain::locale::Locale;
use domain::policy::Actor;
use http::header;

/// Datasets of one part: with two addresses each, well under the 50,000 addresses and 50 MB that a sitemap may have.
const PART: u32 = 10_000;

pub fn router() -> Router<App> {
    Router::new()
        .route("/sitemap.xml", get(index))
        .route("/sitemap-pages.xml", get(fixed))
        .route("/sitemaps/{after}", get(part))
}

fn xml(text: String) -> Response {
    ([(header::CONTENT_TYPE, "application/xml; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=3600")], text)
        .into_response()
}

fn failed(error: PortError) -> ApiError {
    ApiError { error, locale: Locale::ZhCn }
}

async fn index(State(portal): State<App>) -> Result<Response, ApiError> {
    let base = portal.config.base();
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    text.push_str(&format!("<sitemap><loc>{base}/sitemap-pages.xml</loc></sitemap>\n"));
    // Codes sort before "0" nowhere: "-" stands for the beginning.
    let mut after = String::new();
    loop {
        let page = portal.ports.datasets.listing(&Actor::Anonymous, &after, PART).await.map_err(failed)?;
        let Some(last) = page.last() else { break };
        let name = if after.is_empty() { "-" } else { &after };
        text.push_str(&format!("<sitemap><loc>{base}/sitemaps/{name}.xml</loc></sitemap>\n"));
        let next = last.code.clone();
        if page.len() < PART as usize {
            break;
        }
        after = next;
    }
    text.push_str("</sitemapindex>\n");
    Ok(xml(text))
}

async fn fixed(State(portal): State<App>) -> Response {
    let paths = app::pages::ROUTES.iter().map(|route| route.path).filter(|path| !path.contains('{'));
    xml(urlset(&portal.config.base(), paths.map(|path| (path.to_owned(), None))))
}

async fn part(State(portal): State<App>, Path(after): Path<String>) -> Result<Response, ApiError> {
    let after = after.strip_suffix(".xml").unwrap_or(&after);
    let after = if after == "-" { "" } else { after };
    let page = portal.ports.datasets.listing(&Actor::Anonymous, after, PART).await.map_err(failed)?;
    Ok(xml(urlset(&portal.config.base(), page.into_iter().map(|e| (format!("/data/{}", e.code), Some(e.changed))))))
}

fn urlset(base: &str, entries: impl Iterator<Item = (String, Option<chrono::DateTime<chrono::Utc>>)>) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for (path, changed) in entries {
        let changed = changed.map(|c| format!("<lastmod>{}</lastmod>", c.format("%Y-%m-%d"))).unwrap_or_default();
        let alternates: String = Locale::ALL
            .iter()
            .map(|l| {
                format!("<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{base}{}{path}\"/>", l.tag(), l.prefix())
            })
            .collect();
        for locale in Locale::ALL {
            text.push_str(&format!("<url><loc>{base}{}{path}</loc>{changed}{alternates}</url>\n", locale.prefix()));
        }
    }
    text.push_str("</urlset>\n");
    text
}
