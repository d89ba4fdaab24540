//! `ETag` for everything that is made whole in memory (pages, API answers, feeds): the answer is hashed, and a reader who has it gets 304.
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderValue, Method, StatusCode, header};
use http_body_util::BodyExt;
use sha2::{Digest, Sha256};

/// Answers larger than this are not hashed; nothing that is made whole should come near it.
const MAX: usize = 8 << 20;

/// Adds an `ETag` to a successful `GET` that may be stored, and answers 304 to a reader who has it.
pub async fn tag(request: Request, next: Next) -> Response {
    let wanted = request.method() == Method::GET || request.method() == Method::HEAD;
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let response = next.run(request).await;
    let headers = response.headers();
    let storable =
        !headers.get(header::CACHE_CONTROL).is_some_and(|v| v.to_str().is_ok_and(|v| v.contains("no-store")));
    let whole = http_body::Body::size_hint(response.body()).exact().is_some_and(|n| n > 0 && n < MAX as u64);
    if !wanted || response.status() != StatusCode::OK || !storable || !whole || headers.contains_key(header::ETAG) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = body.collect().await.map(http_body_util::Collected::to_bytes) else {
        return Response::from_parts(parts, Body::empty());
    };
    // Weak: the compression layer outside may change the bytes, not the meaning.
    let tag = format!("W/\"{}\"", hex::encode(&Sha256::digest(&bytes)[..12]));
    let fresh = known
        .and_then(|v| v.to_str().map(|v| v.split(',').any(|t| t.trim() == tag || t.trim() == "*")).ok())
        .unwrap_or(false);
    if let Ok(value) = HeaderValue::from_str(&tag) {
        parts.headers.insert(header::ETAG, value);
    }
    if fresh {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::from(Bytes::new()));
    }
    Response::from_parts(parts, Body::from(bytes))
}
