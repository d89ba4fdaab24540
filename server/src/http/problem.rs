//! Problem documents (RFC 9457): the one place where a [`PortError`] becomes an API answer. Texts come from `errors.ftl`; what is
//! unknown is logged under the request id and told as nothing more than that id.
use axum::response::{IntoResponse, Response};
use contract::{ErrorCode, PortError, Refusal};
use domain::locale::Locale;
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use std::collections::BTreeMap;

/// The body of a problem answer.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// `/help/errors#<code>`: where the code is explained.
    pub r#type: String,
    pub title: String,
    pub status: u16,
    /// Stable, kebab-case.
    pub code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The parameter at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The rule behind a legal refusal: path of the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, String>,
}

/// An error on its way to an API reader.
pub struct ApiError {
    pub error: PortError,
    pub locale: Locale,
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        problem(self.locale, &self.error)
    }
}

/// Renders an error as a problem document.
pub fn problem(locale: Locale, error: &PortError) -> Response {
    let code = error.code();
    let (field, rule, mut facts) = match error {
        PortError::Refused(r) => (r.field.clone(), r.rule.clone(), r.facts.clone()),
        PortError::Gone(stone) => {
            let facts = [("on".to_owned(), stone.on.to_string()), ("reason".to_owned(), stone.reason.clone())];
            (None, Some("zj22/art-44".to_owned()), facts.into())
        }
        PortError::Suspended { since, reason } => {
            let facts = [("since".to_owned(), since.to_rfc3339()), ("reason".to_owned(), reason.clone())];
            (None, Some("zj22/art-44".to_owned()), facts.into())
        }
        PortError::Invalid(errors) => match errors.first() {
            Some(first) => (first.field.clone(), first.rule.clone(), first.facts.clone()),
            None => (None, None, BTreeMap::new()),
        },
        PortError::Moved(to) => (None, None, [("moved_to".to_owned(), to.clone())].into()),
        PortError::Unread(_) => (None, None, BTreeMap::new()),
        PortError::Internal(text) => {
            tracing::error!(error = %text, "internal fault");
            (None, None, BTreeMap::new())
        }
    };
    if let Some(field) = &field {
        facts.entry("field".to_owned()).or_insert_with(|| field.clone());
    }
    let (title, detail) = crate::services::words::error(locale, code, &facts);
    facts.remove("field");
    let status = match error {
        PortError::Moved(_) => 301,
        _ => code.status(),
    };
    let body = Problem {
        r#type: format!("{}/help/errors#{}", locale.prefix(), code.code()),
        title,
        status,
        code: code.code().to_owned(),
        detail,
        field,
        rule: rule.map(|rule| format!("/law/{}", rule.replacen('/', "#", 1))),
        facts,
    };
    let mut response =
        (StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), axum::Json(body)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if status == 401 && matches!(code, ErrorCode::KeyNeeded | ErrorCode::KeyInvalid | ErrorCode::KeyRevoked) {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if matches!(code, ErrorCode::Busy | ErrorCode::NotReady | ErrorCode::TimedOut) {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    }
    response
}

/// For layers that know no locale.
pub fn timed_out() -> Response {
    problem(Locale::ZhCn, &Refusal::new(ErrorCode::TimedOut).into())
}

/// A handler panicked: the log has the message, the reader a plain 500.
#[expect(clippy::needless_pass_by_value, reason = "signature given by tower-http")]
pub fn panicked(cause: Box<dyn std::any::Any + Send + 'static>) -> Response {
    let text = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    problem(Locale::ZhCn, &PortError::Internal(format!("panic: {text}")))
}
