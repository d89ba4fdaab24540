//! `/openapi.json` (3.1), generated from the handlers.
use super::{Call, Portal, datasets, search, tables};
use axum::Json;
use axum::extract::State;
use utoipa::OpenApi;
use utoipa::openapi::{Info, Server};

#[derive(OpenApi)]
#[openapi(
    paths(search::search, search::suggest, datasets::dataset, datasets::publishers, tables::rows),
    tags((name = "catalogue", description = "The open catalogue"), (name = "tables", description = "Rows of tables"))
)]
struct Api;

/// The description of this API on this installation.
pub async fn document(State(portal): Portal, call: Call) -> Json<utoipa::openapi::OpenApi> {
    let mut document = Api::openapi();
    let site = portal.site();
    let name = if call.locale == domain::locale::Locale::En { &site.name_en } else { &site.name };
    document.info = Info::new(name.as_str(), env!("CARGO_PKG_VERSION"));
    document.servers = Some(vec![Server::new(portal.config.base())]);
    Json(document)
}
