//! 下载清单: the results of a search as CSV, and the whole catalogue as JSON.
use super::App;
use super::problem::ApiError;
pub(super) use crate::services::csv::line;
use crate::services::datasets;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use contract::datasets::{MAX_REACH, SearchQuery};
use contract::query::{Strictness, pairs};
use domain::locale::Locale;
use domain::policy::Actor;
use http::header;

pub fn router() -> Router<App> {
    Router::new().route("/data.csv", get(search_csv)).route("/catalog.json", get(catalog))
}

async fn search_csv(
    State(portal): State<App>,
    axum::Extension(locale): axum::Extension<Locale>,
    RawQuery(raw): RawQuery,
) -> Result<Response, ApiError> {
    let fail = |error| ApiError { error, locale };
    let query = SearchQuery::parse(&pairs(raw.as_deref().unwrap_or_default()), Strictness::Lenient)
        .map_err(|r| fail(r.into()))?;
    let base = portal.config.base();
    let cards = datasets::list(portal.core(), locale, &query, MAX_REACH as usize).await.map_err(fail)?;
    let mut csv = String::from("\u{feff}");
    csv.push_str(&line(&crate::services::words::list_header(locale, &portal.site().wording)));
    for card in cards {
        let formats = card.formats.iter().map(|f| f.label.as_str()).collect::<Vec<_>>().join(" ");
        let themes = card.themes.iter().map(|t| t.label.as_str()).collect::<Vec<_>>().join(" ");
        csv.push_str(&line(&[
            card.id.clone(),
            card.title,
            card.publisher.name,
            card.access_rights.label,
            formats,
            card.data_type.label,
            card.accrual_periodicity.label,
            themes,
            card.freshness.updated.map(|d| d.to_string()).unwrap_or_default(),
            card.issued.map(|d| d.to_string()).unwrap_or_default(),
            format!("{base}{}/data/{}", locale.prefix(), card.id),
        ]));
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, super::downloads::disposition("datasets.csv")),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    Ok((headers, csv).into_response())
}

async fn catalog(
    State(portal): State<App>,
    axum::Extension(locale): axum::Extension<Locale>,
) -> Result<Response, ApiError> {
    let file =
        portal.ports.datasets.catalog(&Actor::Anonymous, locale).await.map_err(|error| ApiError { error, locale })?;
    Ok(super::downloads::respond(file, false))
}
