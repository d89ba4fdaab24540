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

/// What an answer needs otherwise than most; handlers put it among the extensions of their response.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A page that shows these addresses of ours within itself.
    Frames(Vec<String>),
    /// A PDF that a page of ours may show within itself.
    Framed,
    /// A file of somebody: whatever it holds, it runs nothing, and nothing frames it.
    File,
}

impl Shape {
    /// Content-Security-Policy and X-Frame-Options. `host`: by what name the reader asked for the page.
    fn headers(&self, portal: &App, host: Option<&str>) -> (String, &'static str) {
        match self {
            Self::Frames(paths) => {
                let base = portal.config.base();
                let base = base.trim_end_matches('/');
                let origins: Vec<&str> = std::iter::once(base).chain(host.filter(|host| is_host(host))).collect();
                let sources: Vec<String> = paths
                    .iter()
                    .filter(|path| path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-_.".contains(&b)))
                    .flat_map(|path| origins.iter().map(move |origin| format!("{origin}{path}")))
                    .collect();
                let sources = sources.join(" ");
                (format!("{CSP}; frame-src {sources}; object-src {sources}"), "DENY")
            }
            // Browsers show a PDF by a page of their own around it, which loads it once more as an object and is styled inline; a sandbox would
            // keep them from doing so.
            Self::Framed => {
                let own = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; form-action 'none'";
                (format!("{own}; base-uri 'none'; frame-ancestors 'self'"), "SAMEORIGIN")
            }
            Self::File => {
                let own = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox";
                (format!("{own}; base-uri 'none'; frame-ancestors 'none'"), "DENY")
            }
        }
    }
}

/// A host with its port, and nothing that would end a directive.
fn is_host(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.:".contains(&b))
}

/// Adds what every answer carries; open data and the API may be read from other origins, pages may not.
pub async fn harden(State(portal): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    // Restricted data is no open data: no other site reads it.
    let keyed = path.starts_with("/api/v1/entitlements");
    let open = !keyed && (path.starts_with("/api/") || path.starts_with("/download/") || path == "/openapi.json");
    let page = !open && !keyed && !path.starts_with("/pkg/");
    let asked = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let host = asked.or_else(|| request.uri().authority().map(|host| host.as_str())).map(str::to_owned);
    let mut response = next.run(request).await;
    let shape = response.extensions_mut().remove::<Shape>();
    let html = response.headers().get(header::CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(b"text/html"));
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if let Some(shape) = shape {
        let (policy, frames) = shape.headers(&portal, host.as_deref());
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
            headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static(frames));
        }
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
