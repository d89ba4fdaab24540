//! The built site (wasm, scripts, stylesheet, icons), embedded, already compressed, content-hashed: kept by browsers for a year.
use super::App;
use app::page::{IslandFiles, SiteAssets};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use std::sync::{Arc, LazyLock};

include!(concat!(env!("OUT_DIR"), "/site.rs"));

static NAMES: LazyLock<Arc<SiteAssets>> = LazyLock::new(|| {
    let built = |name: &str| SITE_NAMES.iter().find(|(known, _)| *known == name).map(|(_, path)| format!("/{path}"));
    let at = |name: &str| built(name).unwrap_or_else(|| format!("/pkg/{name}"));
    let islands = |name: &str| IslandFiles { js: at(&format!("{name}.js")), wasm: at(&format!("{name}.wasm")) };
    Arc::new(SiteAssets {
        css: at("portal.css"),
        page: islands("portal"),
        forms: islands("portal-forms"),
        // Without wasm there is nothing to start: the pages are complete as they are.
        boot: built("boot.js").filter(|_| built("portal.wasm").is_some()),
        icons: at("icons.svg"),
        favicon: at("favicon.svg"),
    })
});

/// Addresses of the built files, for pages.
pub fn names() -> Arc<SiteAssets> {
    NAMES.clone()
}

pub fn router() -> Router<App> {
    Router::new().route("/pkg/{*path}", get(file)).route("/favicon.ico", get(favicon))
}

async fn favicon(headers: HeaderMap) -> Response {
    send(NAMES.favicon.trim_start_matches('/'), &headers, "public, max-age=86400")
}

async fn file(Path(path): Path<String>, headers: HeaderMap) -> Response {
    send(&format!("pkg/{path}"), &headers, "public, max-age=31536000, immutable")
}

fn send(path: &str, headers: &HeaderMap, cache: &'static str) -> Response {
    let Ok(at) = SITE.binary_search_by(|(known, ..)| (*known).cmp(path)) else {
        return (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")], "not found\n").into_response();
    };
    let (_, media_type, plain, br, gz) = SITE[at];
    let accepts = |encoding: &str| {
        let value = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
        value.split(',').any(|part| {
            let (name, weight) = part.trim().split_once(';').unwrap_or((part.trim(), ""));
            name.trim() == encoding && !weight.trim().replace(' ', "").eq("q=0")
        })
    };
    let (bytes, encoding) = match (br, gz) {
        (Some(br), _) if accepts("br") => (br, Some("br")),
        (_, Some(gz)) if accepts("gzip") => (gz, Some("gzip")),
        _ => (plain, None),
    };
    let mut response = (
        [
            (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
            (header::CACHE_CONTROL, HeaderValue::from_static(cache)),
            (header::VARY, HeaderValue::from_static("accept-encoding")),
        ],
        bytes,
    )
        .into_response();
    if let Some(encoding) = encoding {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}
