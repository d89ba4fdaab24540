//! The REST API, version 1: the same ports as the pages, bare JSON out, problem documents for every refusal. Described by
//! `/openapi.json`, which is generated from these handlers.
use super::App;
use super::problem::ApiError;
use axum::Router;
use axum::extract::{FromRequestParts, State};
use axum::routing::get;
use contract::query::pairs;
use domain::locale::Locale;
use http::request::Parts;

mod datasets;
pub(super) mod entitlements;
mod openapi;
mod search;
mod tables;

pub fn router() -> Router<App> {
    Router::new()
        .route("/api/v1/search", get(search::search))
        .route("/api/v1/suggest", get(search::suggest))
        .route("/api/v1/datasets/{id}", get(datasets::dataset))
        .route("/api/v1/publishers", get(datasets::publishers))
        .route("/api/v1/tables/{id}/rows", get(tables::rows))
        .route("/api/v1/entitlements", get(entitlements::list))
        .route("/api/v1/entitlements/{id}/rows", get(entitlements::rows))
        .route("/openapi.json", get(openapi::document))
}

/// Language and decoded parameters of an API request. `?lang=en` is not needed: the labels of `/en/api/…` are English.
pub struct Call {
    pub locale: Locale,
    pub pairs: Vec<(String, String)>,
}

impl FromRequestParts<App> for Call {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Self::Rejection> {
        Ok(Self {
            locale: parts.extensions.get::<Locale>().copied().unwrap_or_default(),
            pairs: pairs(parts.uri.query().unwrap_or_default()),
        })
    }
}

impl Call {
    fn fail(&self, error: impl Into<contract::PortError>) -> ApiError {
        ApiError { error: error.into(), locale: self.locale }
    }
}

type Portal = State<App>;
