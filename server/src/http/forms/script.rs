//! The same forms sent by a script that stays on its page: `Accept: application/json`. Same address, same checks, same use case; only the
//! answer differs, because a script cannot show the page a form leads to.
use super::{redirect, to_sign_in};
use crate::http::{App, pages, problem};
use app::page::{Done, Ending, PageCtx};
use app::pages::refusal_words;
use axum::Json;
use axum::response::{IntoResponse, Response};
use contract::{ErrorCode, PortError, Refusal};
use domain::locale::Locale;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Serialize;
use std::sync::Arc;

/// What was done.
#[derive(Serialize)]
struct Answer {
    /// Where the form leads, with its language.
    to: String,
    /// The version the page stands for now; sent with the next form.
    #[serde(skip_serializing_if = "Option::is_none")]
    stamp: Option<String>,
    /// A sentence to show.
    #[serde(skip_serializing_if = "Option::is_none")]
    said: Option<String>,
}

/// What is wrong with the form.
#[derive(Serialize)]
struct Wrong {
    errors: Vec<FieldWords>,
}

#[derive(Serialize)]
struct FieldWords {
    field: Option<String>,
    code: &'static str,
    words: String,
}

/// Whether a script asks; browsers that send a form want a page.
pub fn asks(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|accept| accept == "application/json")
}

/// 200 with cookies as the form would have set them. What would have been told on the next page is not: the script says it itself.
pub fn done(portal: &App, locale: Locale, mut done: Done) -> Response {
    done.flash = None;
    let (stamp, said) = done.kept.take().map(|kept| (kept.stamp, kept.said)).unzip();
    let to = format!("{}{}", locale.prefix(), done.to);
    let (mut parts, _) = redirect(portal, locale, done).into_parts();
    parts.status = StatusCode::OK;
    parts.headers.remove(header::LOCATION);
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    (parts, Json(Answer { to, stamp, said })).into_response()
}

/// 422 with every fault in words, else a problem document. The page of an ending that has one is shown as it is.
pub fn ended(ctx: &PageCtx, ending: Ending) -> Response {
    if to_sign_in(ctx, &ending).is_some() {
        return problem::problem(ctx.locale, &Refusal::new(ErrorCode::SignInNeeded).into());
    }
    match ending {
        Ending::Error(PortError::Invalid(errors)) => {
            let words = |error: Refusal| FieldWords {
                words: refusal_words(ctx.locale, &error),
                code: error.code.code(),
                field: error.field,
            };
            let body = Wrong { errors: errors.into_iter().map(words).collect() };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            (status, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
        }
        Ending::Error(error) => problem::problem(ctx.locale, &error),
        other => pages::end(Arc::new(ctx.clone()), other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_that_sends_a_form_gets_a_page() {
        let asks =
            |accept: &'static str| asks(&HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(accept))]));
        assert!(asks("application/json"));
        assert!(!asks("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8") && !asks("*/*"));
        assert!(!super::asks(&HeaderMap::new()));
    }
}
