//! Pages: builds what a page needs to know of the request, runs it, and turns its ending into a response.
use super::headers::Shape;
use super::{App, forms, kept, prefs, session, trace::RequestId};
use app::page::{Cache, Ending, Page, PageCtx, Route};
use axum::Router;
use axum::extract::{RawPathParams, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use contract::{ErrorCode, PortError, Refusal};
use domain::locale::Locale;
use domain::policy::Actor;
use http::{HeaderValue, StatusCode, header, request::Parts};
use std::sync::Arc;

/// All of `app::pages::ROUTES`.
pub fn router() -> Router<App> {
    app::pages::ROUTES.iter().fold(Router::new(), |router, route| router.route(route.path, get(handler(*route))))
}

fn handler(
    route: Route,
) -> impl Fn(State<App>, RawPathParams, Request) -> std::pin::Pin<Box<dyn Future<Output = Response> + Send>> + Clone {
    move |State(portal), params, request| {
        let params = params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Box::pin(async move {
            let (parts, _) = request.into_parts();
            let mut ctx = context(&portal, &parts).await;
            let back =
                if route.submit.is_some() { kept::put_back(&portal, &mut ctx, &parts.headers).await } else { None };
            let ctx = Arc::new(ctx);
            match (route.page)(ctx.clone(), params).await {
                Ok(page) => {
                    if route.path == "/data" {
                        note_search(&portal, &ctx, &parts);
                    }
                    let mut response = respond(ctx, page);
                    if let Some(id) = back {
                        kept::done(&portal, id, &mut response).await;
                    }
                    response
                }
                Err(ending) => end(ctx, ending),
            }
        })
    }
}

/// What a page may know of its request.
pub async fn context(portal: &App, parts: &Parts) -> PageCtx {
    let (caller, viewer) = session::identify(portal, parts).await;
    let nobody = caller.actor == Actor::Anonymous && caller.pending.is_none();
    let cookie = session::cookie_value(&parts.headers, session::name(&portal.config));
    PageCtx {
        locale: caller.locale,
        actor: caller.actor.clone(),
        caller: Arc::new(caller),
        viewer,
        submission: None,
        pass: session::pass(&portal.config, &parts.headers),
        lapsed: nobody && cookie.is_some(),
        flash: forms::flash(&parts.headers),
        offer: super::providers::offer(portal, &parts.headers),
        site: portal.site(),
        ports: portal.ports.clone(),
        assets: super::assets::names(),
        prefs: prefs::read(&parts.headers),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        today: portal.clock.today(),
        request_id: parts.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default(),
    }
}

/// Counts a search towards 大家在搜: its first page only, and no robots.
fn note_search(portal: &App, ctx: &PageCtx, parts: &Parts) {
    let query = ctx.search_query();
    let reader = super::client::reader(&portal.config, parts, ctx.today, &portal.session_key);
    if reader.counts && query.page == 1 && !query.q.is_empty() {
        portal.searches.note(&query.q, &reader.session);
    }
}

/// The page as an answer. What was made for somebody signed in, or for one form, is nobody else's.
pub fn respond(ctx: Arc<PageCtx>, page: Page) -> Response {
    let status = StatusCode::from_u16(page.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let personal = ctx.viewer.is_some() || ctx.submission.is_some() || ctx.flash.is_some();
    let told = ctx.flash.is_some();
    let cache = match page.cache {
        _ if personal => "private, no-store".to_owned(),
        Cache::Revalidate => "public, no-cache".to_owned(),
        Cache::Public(seconds) => format!("public, max-age={seconds}"),
        Cache::NoStore => "no-store".to_owned(),
    };
    let language = ctx.locale.tag();
    let frames = page.frames.clone();
    let html = app::page::render(ctx, page);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_str(&cache).unwrap_or(HeaderValue::from_static("no-store"))),
        (header::CONTENT_LANGUAGE, HeaderValue::from_static(language)),
        // Dark and large text live in a cookie.
        (header::VARY, HeaderValue::from_static("cookie")),
    ];
    let mut response = (status, headers, html).into_response();
    if !frames.is_empty() {
        response.extensions_mut().insert(Shape::Frames(frames));
    }
    if told {
        forms::forget_flash(response.headers_mut());
    }
    response
}

/// The answer to an ending without a page of its own.
pub fn end(ctx: Arc<PageCtx>, ending: Ending) -> Response {
    match ending {
        Ending::Redirect { to, permanent } => redirect(ctx.locale, &to, permanent),
        Ending::Shown(page) => respond(ctx, *page),
        Ending::Error(PortError::Moved(code)) => {
            // The code of a merged dataset is one path segment; the rest of the address stays.
            let mut segments: Vec<&str> = ctx.path.split('/').collect();
            if let Some(segment) = segments.get_mut(2) {
                *segment = &code;
            }
            let query = if ctx.query.is_empty() { String::new() } else { format!("?{}", ctx.query) };
            redirect(ctx.locale, &format!("{}{query}", segments.join("/")), true)
        }
        Ending::Error(error) => {
            if let PortError::Internal(text) = &error {
                tracing::error!(error = %text, "page failed");
            }
            let retry = matches!(error.code(), ErrorCode::Busy | ErrorCode::NotReady | ErrorCode::TimedOut);
            let page = app::pages::error_page(&ctx, &error);
            let mut response = respond(ctx, page);
            if retry {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
            }
            response
        }
    }
}

fn redirect(locale: Locale, to: &str, permanent: bool) -> Response {
    let status = if permanent { StatusCode::MOVED_PERMANENTLY } else { StatusCode::SEE_OTHER };
    (status, [(header::LOCATION, format!("{}{to}", locale.prefix()))]).into_response()
}

/// Any address that nothing answers: a problem for programs, a page for people.
pub async fn not_found(State(portal): State<App>, request: Request) -> Response {
    error_response(&portal, request, Refusal::new(ErrorCode::NotFound).into()).await
}

/// A method the address does not know.
pub async fn method_not_allowed(State(portal): State<App>, request: Request) -> Response {
    error_response(&portal, request, Refusal::new(ErrorCode::MethodNotAllowed).into()).await
}

/// The error as a problem under `/api/` (for programs), as a page elsewhere.
pub async fn error_response(portal: &App, request: Request, error: PortError) -> Response {
    let (parts, _) = request.into_parts();
    let ctx = Arc::new(context(portal, &parts).await);
    if ctx.path.starts_with("/api/") {
        return super::problem::problem(ctx.locale, &error);
    }
    end(ctx, Ending::Error(error))
}
