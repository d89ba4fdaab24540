//! A form that came without a session: kept, and put back after signing in. The cookie says which it was; the text stays with the portal.
use super::{App, session};
use crate::services::kept;
use app::page::{Flash, PageCtx};
use axum::response::Response;
use contract::FormData;
use http::{HeaderMap, HeaderValue, header};
use std::sync::Arc;
use uuid::Uuid;

const COOKIE: &str = "kept";

fn secure(portal: &App) -> &'static str {
    if portal.config.base().starts_with("https://") { "; Secure" } else { "" }
}

/// Path and query of the page, without language: where the form stands.
fn place(ctx: &PageCtx) -> String {
    if ctx.query.is_empty() { ctx.path.clone() } else { format!("{}?{}", ctx.path, ctx.query) }
}

/// Keeps a form whose sender is led to sign in. The cookie of the session that ended goes: who does not sign in again is a visitor.
pub async fn keep(portal: &App, ctx: &PageCtx, headers: &HeaderMap, form: &FormData, response: &mut Response) {
    let old = session::cookie_value(headers, session::name(&portal.config));
    let mut cookies = Vec::new();
    match kept::keep(portal.core(), old, &place(ctx), form).await {
        Ok(Some(token)) => {
            let seconds = kept::KEPT.num_seconds();
            let flags = secure(portal);
            cookies.push(format!("{COOKIE}={token}; Path=/; Max-Age={seconds}; SameSite=Lax; HttpOnly{flags}"));
        }
        Ok(None) => {}
        Err(error) => tracing::error!(%error, request = ctx.request_id, "a form could not be kept"),
    }
    if ctx.lapsed {
        cookies.push(session::cleared(&portal.config));
    }
    for cookie in cookies {
        append(response, &cookie);
    }
}

/// Puts a kept form back into the page it was sent to; its id, to be forgotten once the page is there.
pub async fn put_back(portal: &App, ctx: &mut PageCtx, headers: &HeaderMap) -> Option<Uuid> {
    let token = session::cookie_value(headers, COOKIE)?;
    let signed = ctx.actor.signed_in()?;
    match kept::find(portal.core(), signed, token, &place(ctx)).await {
        Ok(found) => {
            let (id, submission) = found?;
            ctx.submission = Some(Arc::new(submission));
            ctx.flash = Some(Flash { code: "kept".into(), value: String::new() });
            Some(id)
        }
        Err(error) => {
            tracing::error!(%error, request = ctx.request_id, "a kept form could not be read");
            None
        }
    }
}

/// The page with the form is on its way.
pub async fn done(portal: &App, id: Uuid, response: &mut Response) {
    if let Err(error) = kept::forget(portal.core(), id).await {
        tracing::warn!(%error, "a kept form could not be forgotten");
    }
    append(response, &format!("{COOKIE}=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly{}", secure(portal)));
}

fn append(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}
