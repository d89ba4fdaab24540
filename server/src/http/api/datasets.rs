//! `GET /api/v1/datasets/{id}` and `/api/v1/publishers`.
use super::{ApiError, Call, Portal};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use contract::bodies::{PublisherPage, PublisherQuery};
use contract::datasets::DatasetView;
use contract::{ErrorCode, PortError, Refusal};
use domain::policy::Actor;
use http::{StatusCode, header};

/// One dataset: everything its page shows, with stable codes beside the labels.
#[utoipa::path(
    get, path = "/api/v1/datasets/{id}", tag = "catalogue", params(("id" = String, Path, description = "Code of the dataset")),
    responses((status = 200, body = DatasetView), (status = 404, body = super::super::problem::Problem), (status = 410, description = "Withdrawn", body = super::super::problem::Problem))
)]
pub async fn dataset(State(portal): Portal, Path(id): Path<String>, call: Call) -> Result<Response, ApiError> {
    if let Some((name, _)) = call.pairs.first() {
        return Err(call.fail(Refusal::new(ErrorCode::UnknownParameter).field(name.clone())));
    }
    match portal.ports.datasets.dataset(&Actor::Anonymous, call.locale, &id).await {
        Ok(view) => Ok(Json(view).into_response()),
        Err(PortError::Moved(code)) => {
            let to = format!("{}/api/v1/datasets/{code}", call.locale.prefix());
            Ok((StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, to)]).into_response())
        }
        Err(error) => Err(call.fail(error)),
    }
}

/// The publishers, most datasets first.
#[utoipa::path(
    get, path = "/api/v1/publishers", tag = "catalogue",
    params(("q" = Option<String>, Query), ("level" = Option<String>, Query), ("region" = Option<String>, Query), ("page" = Option<u32>, Query)),
    responses((status = 200, body = PublisherPage), (status = 400, body = super::super::problem::Problem))
)]
pub async fn publishers(State(portal): Portal, call: Call) -> Result<Json<PublisherPage>, ApiError> {
    let mut query = PublisherQuery { page: 1, ..PublisherQuery::default() };
    for (name, value) in &call.pairs {
        match name.as_str() {
            "q" => query.q = value.chars().take(100).collect(),
            "level" => query.level = Some(value.clone()),
            "region" => query.region = Some(value.clone()),
            "page" => {
                query.page =
                    value.parse().ok().filter(|page| (1..=100_000).contains(page)).ok_or_else(|| {
                        call.fail(Refusal::new(ErrorCode::BadValue).field("page").fact("value", value))
                    })?;
            }
            other => return Err(call.fail(Refusal::new(ErrorCode::UnknownParameter).field(other))),
        }
    }
    Ok(Json(portal.ports.bodies.publishers(&Actor::Anonymous, call.locale, &query).await.map_err(|e| call.fail(e))?))
}
