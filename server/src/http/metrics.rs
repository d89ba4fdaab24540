//! `/metrics` in the Prometheus text form, on a loopback address of its own.
use axum::Router;
use axum::routing::get;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;

static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Starts counting; later calls (several portals in one process) share the first.
pub fn start() -> Option<PrometheusHandle> {
    HANDLE
        .get_or_init(|| {
            PrometheusBuilder::new().install_recorder().map_err(|error| tracing::warn!(%error, "no metrics")).ok()
        })
        .clone()
}

/// The router of the metrics listener.
pub fn router(handle: PrometheusHandle) -> Router {
    Router::new().route("/metrics", get(move || std::future::ready(handle.render())))
}
