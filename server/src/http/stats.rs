//! The figures of `/stats` as CSV: `/stats/applications.csv?year=…`.
use super::App;
use super::lists::line;
use super::problem::ApiError;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use contract::statistics::StepRow;
use domain::locale::Locale;
use domain::policy::Actor;
use http::header;
use texts::t;

pub fn router() -> Router<App> {
    Router::new().route("/stats/applications.csv", get(applications))
}

async fn applications(
    State(portal): State<App>,
    axum::Extension(locale): axum::Extension<Locale>,
    RawQuery(raw): RawQuery,
) -> Result<Response, ApiError> {
    let pairs = contract::query::pairs(raw.as_deref().unwrap_or_default());
    let year = pairs.iter().find(|(name, _)| name == "year").and_then(|(_, year)| year.parse().ok());
    let found = portal.ports.statistics.access(&Actor::Anonymous, locale, year).await;
    let found = found.map_err(|error| ApiError { error, locale })?;
    let mut csv = String::from("\u{feff}");
    let head = [
        "stats-col-body",
        "stats-col-applications",
        "stats-col-lines",
        "stats-col-agreed",
        "stats-col-refused",
        "stats-col-step",
        "stats-col-done",
        "stats-col-average",
        "stats-col-longest",
        "stats-col-late",
        "stats-col-open",
        "stats-col-overdue",
    ];
    csv.push_str(&line(&head.map(|key| t!(locale, key))));
    let step = |step: Option<&StepRow>| -> [String; 7] {
        let Some(step) = step else { return Default::default() };
        let number = |n: usize| n.to_string();
        [
            step.step.label.clone(),
            number(step.done),
            step.average.clone().unwrap_or_default(),
            step.longest.map(|days| days.to_string()).unwrap_or_default(),
            number(step.late),
            number(step.open),
            number(step.overdue),
        ]
    };
    for row in &found.bodies {
        let body = [
            row.body.name.clone(),
            row.applications.to_string(),
            row.lines.to_string(),
            row.lines_agreed.to_string(),
            row.lines_refused.to_string(),
        ];
        let mut write = |one: Option<&StepRow>| csv.push_str(&line(&[body.as_slice(), &step(one)].concat()));
        if row.steps.is_empty() {
            write(None);
        }
        row.steps.iter().for_each(|one| write(Some(one)));
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, super::downloads::disposition("applications.csv")),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    Ok((headers, csv).into_response())
}
