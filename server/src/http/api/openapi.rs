//! `/openapi.json` (3.1), generated from the handlers.
use super::{Call, Portal, datasets, entitlements, search, tables};
use axum::Json;
use axum::extract::State;
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Info, Server};

#[derive(OpenApi)]
#[openapi(
    paths(search::search, search::suggest, datasets::dataset, datasets::publishers, tables::rows, entitlements::list, entitlements::rows),
    modifiers(&Keys),
    tags((name = "catalogue", description = "The open catalogue"), (name = "tables", description = "Rows of tables"),
        (name = "entitlements", description = "Restricted data under an agreement, with a key"))
)]
struct Api;

/// How a key is sent: in the header alone.
struct Keys;

impl utoipa::Modify for Keys {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        document.components.get_or_insert_default().add_security_scheme("key", scheme);
    }
}

/// The description of this API on this installation.
pub async fn document(State(portal): Portal, call: Call) -> Json<utoipa::openapi::OpenApi> {
    let mut document = Api::openapi();
    let site = portal.site();
    let name = if call.locale == domain::locale::Locale::En { &site.name_en } else { &site.name };
    document.info = Info::new(name.as_str(), env!("CARGO_PKG_VERSION"));
    document.servers = Some(vec![Server::new(portal.config.base())]);
    Json(document)
}
