//! `GET /api/v1/search` and `/api/v1/suggest`.
use super::{ApiError, Call, Portal};
use axum::Json;
use axum::extract::State;
use contract::datasets::{SearchPage, SearchQuery, Suggestion};
use contract::query::Strictness;
use contract::{ErrorCode, Refusal};
use domain::policy::Actor;
use std::time::Instant;

/// Most suggestions at once.
const SUGGESTIONS: u32 = 8;

/// Full-text search over the open catalogue.
#[utoipa::path(
    get, path = "/api/v1/search", tag = "catalogue",
    params(
        ("q" = Option<String>, Query, description = "Words; \"phrase\"; -excluded. Pinyin and initials are understood."),
        ("page" = Option<u32>, Query, description = "From 1; page × per_page at most 10 000"),
        ("per_page" = Option<u32>, Query, description = "1 to 100, 20 unless told"),
        ("sort" = Option<String>, Query, description = "relevance, updated, issued, downloads, title"),
        ("access_rights" = Option<Vec<String>>, Query, description = "PUBLIC, RESTRICTED; this and the following may be repeated"),
        ("theme" = Option<Vec<String>>, Query), ("publisher" = Option<Vec<String>>, Query), ("format" = Option<Vec<String>>, Query),
        ("data_type" = Option<Vec<String>>, Query), ("accrual_periodicity" = Option<Vec<String>>, Query), ("level" = Option<Vec<String>>, Query),
        ("region" = Option<Vec<String>>, Query), ("updated" = Option<Vec<String>>, Query, description = "7d, 30d, 1y, older"),
        ("year" = Option<Vec<String>>, Query), ("has_table" = Option<Vec<String>>, Query, description = "true, false"),
    ),
    responses((status = 200, body = SearchPage), (status = 400, body = super::super::problem::Problem))
)]
pub async fn search(State(portal): Portal, call: Call) -> Result<Json<SearchPage>, ApiError> {
    let start = Instant::now();
    let query = SearchQuery::parse(&call.pairs, Strictness::Strict).map_err(|r| call.fail(r))?;
    let page = portal.ports.datasets.search(&Actor::Anonymous, call.locale, &query).await.map_err(|e| call.fail(e))?;
    tracing::debug!(ms = start.elapsed().as_secs_f64() * 1000.0, total = page.total, "search");
    Ok(Json(page))
}

/// Suggestions while typing: titles, data items, publishers, themes; pinyin too.
#[utoipa::path(
    get, path = "/api/v1/suggest", tag = "catalogue", params(("q" = String, Query, description = "What has been typed so far")),
    responses((status = 200, body = Vec<Suggestion>), (status = 400, body = super::super::problem::Problem))
)]
pub async fn suggest(State(portal): Portal, call: Call) -> Result<Json<Vec<Suggestion>>, ApiError> {
    if let Some((name, _)) = call.pairs.iter().find(|(name, _)| name != "q") {
        return Err(call.fail(Refusal::new(ErrorCode::UnknownParameter).field(name.clone())));
    }
    let typed = call.pairs.first().map(|(_, value)| value.as_str()).unwrap_or_default();
    let found = portal
        .ports
        .datasets
        .suggest(&Actor::Anonymous, call.locale, typed, SUGGESTIONS)
        .await
        .map_err(|e| call.fail(e))?;
    Ok(Json(found))
}
