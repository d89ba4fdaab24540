//! One line a request, with an id that the reader can quote; the counters of `/metrics`.
use super::App;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue};
use std::time::Instant;
use tracing::Instrument;

/// The id of a request, in its extensions and in `x-request-id`.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// Gives the request its id, logs it when it is answered, and counts it.
pub async fn trace(State(portal): State<App>, mut request: Request, next: Next) -> Response {
    let now = portal.clock.now();
    // The last twelve digits of a UUIDv7 are random: short enough to read out on the telephone.
    let id = portal.ids.id(now).simple().to_string()[20..].to_uppercase();
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", id = %id, %method, path = %path);
    let start = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let took = start.elapsed();
    let status = response.status().as_u16();
    span.in_scope(|| tracing::info!(status, ms = took.as_secs_f64() * 1000.0, "answered"));
    let labels = [("route", route), ("status", status.to_string())];
    metrics::counter!("portal_requests_total", &labels).increment(1);
    metrics::histogram!("portal_request_seconds", &labels[..1]).record(took.as_secs_f64());
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    response
}
