//! Out to a provider of sign-in and back. Both are plain links: a form would need `form-action` to name the provider, since browsers apply
//! it to where a form is redirected to. What must come back from the same browser waits in a sealed cookie.
use super::{App, forms, pages, session};
use app::page::{Ending, PageCtx};
use app::pages::parts::{confirm, signed};
use app::pages::public::sign_in;
use app::ui::with_query;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use contract::accounts::{Arrived, Returned};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use std::sync::Arc;

/// Names of the cookies, without the prefix they have under https.
const FLOW: &str = "sign-in-flow";
const OFFER: &str = "sign-in-offer";
/// Seconds the browser keeps them; what is inside has its own end.
const FLOW_SECONDS: u32 = 900;
const OFFER_SECONDS: u32 = 1200;

pub fn router() -> Router<App> {
    Router::new().route("/sign-in/with/{provider}", get(leave)).route("/sign-in/with/{provider}/callback", get(arrive))
}

fn name(portal: &App, base: &str) -> String {
    if portal.config.base().starts_with("https://") { format!("__Host-{base}") } else { base.to_owned() }
}

fn cookie(portal: &App, base: &str, value: &str, seconds: u32) -> Option<HeaderValue> {
    let secure = if portal.config.base().starts_with("https://") { "; Secure" } else { "" };
    let text = format!("{}={value}; Path=/; Max-Age={seconds}; SameSite=Lax; HttpOnly{secure}", name(portal, base));
    HeaderValue::from_str(&text).ok()
}

/// The identity nobody has yet, if its cookie came with this request.
pub fn offer(portal: &App, headers: &HeaderMap) -> Option<Arc<str>> {
    session::cookie_value(headers, &name(portal, OFFER)).filter(|value| !value.is_empty()).map(Arc::from)
}

/// Takes that cookie away.
pub fn forget_offer(portal: &App, headers: &mut HeaderMap) {
    headers.extend(cookie(portal, OFFER, "", 0).map(|cookie| (header::SET_COOKIE, cookie)));
}

fn kept_by_nobody(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn leave(State(portal): State<App>, Path(provider): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let ctx = pages::context(&portal, &parts).await;
    let here = ctx.actor.signed_in().is_some();
    let again = here && ctx.param(confirm::AGAIN).is_some();
    // Signed in: somebody links, and comes back to where that is done.
    let back = signed::back(&ctx).filter(|_| !here || again);
    match ctx.ports.accounts.leave_for(&ctx.caller, &provider, back.as_deref(), again).await {
        Ok(leaving) => {
            let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, leaving.url)]).into_response();
            let flow = cookie(&portal, FLOW, &leaving.kept, FLOW_SECONDS);
            response.headers_mut().extend(flow.map(|cookie| (header::SET_COOKIE, cookie)));
            kept_by_nobody(response)
        }
        Err(error) => kept_by_nobody(pages::end(Arc::new(ctx), Ending::Error(error))),
    }
}

async fn arrive(State(portal): State<App>, Path(provider): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let ctx = pages::context(&portal, &parts).await;
    let named = |wanted: &str| ctx.param(wanted).unwrap_or_default();
    let returned = Returned { code: named("code"), state: named("state"), error: named("error") };
    let kept = session::cookie_value(&parts.headers, &name(&portal, FLOW));
    let arrival = ctx.ports.accounts.arrive_from(&ctx.caller, &provider, kept, returned).await;
    // The address is the same for all: the reader goes on in their language, to where they wanted.
    let locale = arrival.locale.unwrap_or(ctx.locale);
    let query = arrival.back.as_deref().map(|back| with_query("", [("back", back)]));
    let query = query.as_deref().and_then(|query| query.strip_prefix('?')).unwrap_or_default().to_owned();
    let ctx = Arc::new(PageCtx { locale, path: signed::SIGN_IN.to_owned(), query, ..ctx });
    let back = || signed::back(&ctx);
    let redirect = |to: &str| Ending::Redirect { to: to.to_owned(), permanent: false };
    let mut response = match arrival.outcome {
        Ok(Arrived::Entered(entered)) => forms::redirect(&portal, locale, sign_in::enter(&ctx, &entered)),
        Ok(Arrived::Known) => pages::end(ctx, redirect(signed::WAYS_IN)),
        Ok(Arrived::Confirmed) => {
            let to = back().unwrap_or_else(|| signed::WAYS_IN.to_owned());
            pages::end(ctx, redirect(&to))
        }
        Ok(Arrived::Unknown(offer)) => {
            let to = if ctx.actor.signed_in().is_some() {
                signed::WAYS_IN.to_owned()
            } else {
                with_query(signed::NEW, back().as_deref().map(|back| ("back", back)))
            };
            let mut response = pages::end(ctx, redirect(&to));
            let offer = cookie(&portal, OFFER, &offer, OFFER_SECONDS);
            response.headers_mut().extend(offer.map(|cookie| (header::SET_COOKIE, cookie)));
            response
        }
        Err(error) => pages::end(ctx, Ending::Error(error)),
    };
    let flow = cookie(&portal, FLOW, "", 0);
    response.headers_mut().extend(flow.map(|cookie| (header::SET_COOKIE, cookie)));
    kept_by_nobody(response)
}
