//! Headers of a hardened site, on every answer.
use super::App;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue, header};
use tower_http::compression::predicate::Predicate;

/// Only our own files; no inline script or style, no frame, no form to elsewhere. `wasm-unsafe-eval` is what compiling wasm needs.
const CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
     connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const FIXED: [(&str, &str); 6] = [
    ("content-security-policy", CSP),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("x-frame-options", "DENY"),
];

/// Adds what every answer carries; open data and the API may be read from other origins, pages may not.
pub async fn harden(State(portal): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    // Restricted data is no open data: no other site reads it.
    let keyed = path.starts_with("/api/v1/entitlements");
    let open = !keyed && (path.starts_with("/api/") || path.starts_with("/download/") || path == "/openapi.json");
    let page = !open && !keyed && !path.starts_with("/pkg/");
    let mut response = next.run(request).await;
    let html = response.headers().get(header::CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(b"text/html"));
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    let origin = if open { "cross-origin" } else { "same-origin" };
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static(origin));
    if open {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("content-range, content-disposition, etag, retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset"),
        );
    }
    if page && html {
        headers.insert(HeaderName::from_static("speculation-rules"), HeaderValue::from_static("\"/speculation.json\""));
    }
    if portal.config.base().starts_with("https://") {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}

/// Answers with a byte range, or already encoded, are sent as they are.
#[derive(Clone, Copy, Debug)]
pub struct Compressible;

impl Predicate for Compressible {
    fn should_compress<B: http_body::Body>(&self, response: &http::Response<B>) -> bool {
        let headers = response.headers();
        !headers.contains_key(header::CONTENT_ENCODING)
            && !headers.contains_key(header::CONTENT_RANGE)
            // A download keeps its length and strong ETag.
            && !headers.contains_key(header::CONTENT_DISPOSITION)
    }
}
