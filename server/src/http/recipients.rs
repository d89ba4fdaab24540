//! The register of recipients as CSV: `/recipients.csv?q=…&status=…`, what the page finds.
use super::App;
use super::lists::line;
use super::problem::ApiError;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use contract::oversight::RecipientQuery;
use domain::locale::Locale;
use domain::policy::Actor;
use http::header;

pub fn router() -> Router<App> {
    Router::new().route("/recipients.csv", get(recipients))
}

async fn recipients(
    State(portal): State<App>,
    axum::Extension(locale): axum::Extension<Locale>,
    RawQuery(raw): RawQuery,
) -> Result<Response, ApiError> {
    let pairs = contract::query::pairs(raw.as_deref().unwrap_or_default());
    let asked =
        |name: &str| pairs.iter().find(|(n, value)| n == name && !value.is_empty()).map(|(_, value)| value.clone());
    let query = RecipientQuery { text: asked("q"), status: asked("status"), page: None };
    let found = portal.ports.oversight.recipients(&Actor::Anonymous, locale, &query).await;
    let found = found.map_err(|error| ApiError { error, locale })?;
    let mut csv = String::from("\u{feff}");
    let head = [
        "recipients-name",
        "recipients-service",
        "recipients-purpose",
        "recipients-datasets",
        "recipients-publishers",
        "recipients-from",
        "recipients-to",
        "recipients-status",
    ];
    csv.push_str(&line(&head.map(|key| texts::t(locale, key))));
    for row in found.rows {
        let datasets: Vec<_> = row.datasets.into_iter().map(|dataset| dataset.label).collect();
        let publishers: Vec<_> = row.publishers.into_iter().map(|body| body.name).collect();
        csv.push_str(&line(&[
            row.name,
            row.service,
            row.purpose,
            datasets.join("；"),
            publishers.join("；"),
            row.from.to_string(),
            row.to.map(|day| day.to_string()).unwrap_or_default(),
            row.status.label,
        ]));
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, super::downloads::disposition("recipients.csv")),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    Ok((headers, csv).into_response())
}
