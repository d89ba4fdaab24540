//! Small files that programs look for: robots.txt, OpenSearch, speculation rules.
use super::App;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::locale::Locale;
use http::header;

const DAY: &str = "public, max-age=86400";

/// Pages that a click on a link is likely to lead to may be fetched while the pointer rests on it; never a download, never the API.
const SPECULATION: &str = r#"{"prefetch":[{"where":{"and":[{"href_matches":["/","/data*","/publishers*","/themes*","/help*","/law*","/en/*"]},
{"not":{"href_matches":["/download/*","/api/*","/prefs*","/en/download/*","/en/prefs*","/en/sign-*","/en/my*","/en/admin*","/data.csv*","/*?*"]}},{"not":{"selector_matches":"[download]"}}]},"eagerness":"moderate"}]}"#;

pub fn router() -> Router<App> {
    Router::new()
        .route("/robots.txt", get(robots))
        .route("/opensearch.xml", get(opensearch))
        .route("/speculation.json", get(speculation))
}

async fn robots(State(portal): State<App>) -> Response {
    // Filtered searches are the same datasets in endless combinations; each dataset is in the sitemap.
    let text = format!(
        "User-agent: *\nDisallow: /download/\nDisallow: /prefs\nDisallow: /en/prefs\nDisallow: /data?\nDisallow: /en/data?\nAllow: /\n\nSitemap: {}/sitemap.xml\n",
        portal.config.base()
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, DAY)], text).into_response()
}

async fn opensearch(State(portal): State<App>, axum::Extension(locale): axum::Extension<Locale>) -> Response {
    let site = portal.site();
    let (base, prefix) = (portal.config.base(), locale.prefix());
    let name = super::feeds::escape(if locale == Locale::En { &site.name_en } else { &site.name });
    let icon = &super::assets::names().favicon;
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\
         <ShortName>{name}</ShortName><Description>{name}</Description><InputEncoding>UTF-8</InputEncoding>\
         <Image type=\"image/svg+xml\">{base}{icon}</Image>\
         <Url type=\"text/html\" template=\"{base}{prefix}/data?q={{searchTerms}}\"/>\
         <Url type=\"application/atom+xml\" template=\"{base}{prefix}/feeds/search.atom?q={{searchTerms}}\"/></OpenSearchDescription>\n"
    );
    (
        [(header::CONTENT_TYPE, "application/opensearchdescription+xml; charset=utf-8"), (header::CACHE_CONTROL, DAY)],
        text,
    )
        .into_response()
}

async fn speculation() -> Response {
    ([(header::CONTENT_TYPE, "application/speculationrules+json"), (header::CACHE_CONTROL, DAY)], SPECULATION)
        .into_response()
}
