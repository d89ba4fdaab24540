//! `/healthz`: the process answers. `/readyz`: database, files and index answer too.
use super::App;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{StatusCode, header};

pub fn router() -> Router<App> {
    Router::new().route("/healthz", get(healthy)).route("/readyz", get(ready))
}

async fn healthy() -> Response {
    ([(header::CACHE_CONTROL, "no-store")], "ok\n").into_response()
}

async fn ready(State(portal): State<App>) -> Response {
    let (status, text) = match portal.ready().await {
        Ok(()) => (StatusCode::OK, "ready\n".to_owned()),
        Err(what) => (StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {what}\n")),
    };
    (status, [(header::CACHE_CONTROL, "no-store")], text).into_response()
}
