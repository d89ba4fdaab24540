//! HTTP: one router, the layers around it, and the handlers. Pages, REST and downloads call the same ports, so that authorization and
//! the download log stand in one place.
//!
//! Order of the layers, outermost first: request id and log, panic catcher, security headers, language (strips `/en`), then the
//! router with its limits.
use crate::Portal;
use axum::Router;
use axum::extract::Request;
use std::sync::Arc;
use std::time::Duration;
use tower::Layer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

pub mod api;
pub mod assets;
mod audit;
mod calendar;
pub mod client;
mod deliveries;
mod documents;
mod downloads;
mod etag;
mod feeds;
pub mod forms;
mod headers;
mod health;
mod kept;
pub mod language;
pub mod limits;
mod lists;
pub mod metrics;
mod own_data;
mod pages;
mod prefs;
pub mod problem;
mod providers;
mod queue;
mod recipients;
pub mod session;
mod sitemap;
mod stats;
mod trace;
mod wellknown;

/// State of all handlers.
pub type App = Arc<Portal>;

/// The whole service, ready for a listener (or for calls without a socket, in tests).
pub fn service(portal: App) -> language::Stripped<Router> {
    language::Strip.layer(router(portal))
}

fn router(portal: App) -> Router {
    let seconds = portal.config.limits.request_seconds;
    let answered_quickly = Router::new()
        .merge(pages::router())
        .merge(api::router())
        .merge(feeds::router())
        .merge(sitemap::router())
        .merge(wellknown::router())
        .merge(prefs::router())
        .merge(health::router())
        .merge(lists::router())
        .merge(stats::router())
        .merge(recipients::router())
        .merge(own_data::router())
        .merge(providers::router())
        .fallback(pages::not_found)
        .method_not_allowed_fallback(pages::method_not_allowed)
        .layer(axum::middleware::from_fn(move |request: Request, next: axum::middleware::Next| async move {
            match tokio::time::timeout(Duration::from_secs(seconds), next.run(request)).await {
                Ok(response) => response,
                Err(_) => problem::timed_out(),
            }
        }))
        .layer(axum::middleware::from_fn(etag::tag));
    // What streams for long has its own clocks inside.
    let streaming = Router::new()
        .merge(downloads::router())
        .merge(assets::router())
        .merge(audit::router())
        .merge(queue::router())
        .merge(calendar::router())
        .merge(deliveries::router())
        .merge(documents::router())
        .merge(forms::router());
    answered_quickly
        .merge(streaming)
        .layer(axum::middleware::from_fn_with_state(portal.clone(), limits::limit))
        .layer(
            CompressionLayer::new().compress_when(
                DefaultPredicate::new()
                    .and(NotForContentType::const_new("application/octet-stream"))
                    .and(headers::Compressible),
            ),
        )
        .layer(axum::middleware::from_fn_with_state(portal.clone(), headers::harden))
        .layer(tower_http::catch_panic::CatchPanicLayer::custom(problem::panicked))
        .layer(axum::middleware::from_fn_with_state(portal.clone(), trace::trace))
        // Forms bring limits of their own (forms.rs); nothing else takes a body.
        .layer(axum::extract::DefaultBodyLimit::max(64 * 1024))
        .with_state(portal)
}
