//! Forms: every one posts to the address of its own page. Body limit → Origin check → decode → port → 303; a refusal shows the same page
//! again with 422, so that nothing typed is lost. The one place where a browser's form becomes a call.
use super::{App, kept, pages, session};
use app::page::{Done, Ending, Flash, PageCtx, PassCookie, Route, SessionCookie};
use app::pages::parts::signed;
use axum::Router;
use axum::body::Body;
use axum::extract::{RawPathParams, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use bytes::{Bytes, BytesMut};
use contract::{ErrorCode, FormData, PortError, Refusal, Submission, Upload};
use domain::locale::Locale;
use futures_util::StreamExt;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

mod script;

/// A form without files: texts only.
const MAX_TEXT: usize = 256 << 10;
/// A form with files: two of the largest allowed documents and the texts.
const MAX_FILES: usize = 42 << 20;
/// Parts of one form; more is no form of ours.
const MAX_PARTS: usize = 400;
/// Forms with files that are held in memory at once, and how long sending one may take.
static WITH_FILES: Semaphore = Semaphore::const_new(4);
const SENDING: Duration = Duration::from_secs(600);
const FLASH: &str = "flash";

/// `POST` of every page that takes a form.
pub fn router() -> Router<App> {
    let routes = app::pages::ROUTES.iter().filter(|route| route.submit.is_some());
    routes.fold(Router::new(), |router, route| router.route(route.path, post(handler(*route))))
}

fn handler(
    route: Route,
) -> impl Fn(State<App>, RawPathParams, Request) -> Pin<Box<dyn Future<Output = Response> + Send>> + Clone {
    move |State(portal), params, request| {
        let params = params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let mut ctx = pages::context(&portal, &parts).await;
            let by_script = script::asks(&parts.headers);
            let form = match received(&portal, &parts.headers, body).await {
                Ok(form) => form,
                Err(refusal) if by_script => return script::ended(&ctx, Ending::Error(refusal.into())),
                Err(refusal) => return pages::end(Arc::new(ctx), Ending::Error(refusal.into())),
            };
            let Some(submit) = route.submit else {
                return pages::end(Arc::new(ctx), Ending::Error(Refusal::new(ErrorCode::MethodNotAllowed).into()));
            };
            if by_script {
                return match submit(Arc::new(ctx.clone()), params, form).await {
                    Ok(done) => script::done(&portal, ctx.locale, done),
                    Err(ending) => script::ended(&ctx, ending),
                };
            }
            let typed = form.clone();
            match submit(Arc::new(ctx.clone()), std::collections::HashMap::clone(&params), form).await {
                Ok(done) => redirect(&portal, ctx.locale, done),
                Err(Ending::Error(PortError::Invalid(errors))) => {
                    ctx.submission = Some(Arc::new(Submission::of(&typed, errors)));
                    let ctx = Arc::new(ctx);
                    match (route.page)(ctx.clone(), params).await {
                        Ok(page) => pages::respond(ctx, page.status(ErrorCode::Invalid.status())),
                        Err(ending) => pages::end(ctx, ending),
                    }
                }
                Err(ending) => match to_sign_in(&ctx, &ending) {
                    // Nothing typed is lost over signing in again.
                    Some(to) => {
                        let mut response = pages::end(Arc::new(ctx.clone()), Ending::Redirect { to, permanent: false });
                        kept::keep(&portal, &ctx, &parts.headers, &typed, &mut response).await;
                        response
                    }
                    None => pages::end(Arc::new(ctx), ending),
                },
            }
        })
    }
}

/// The form of a request, if it is one of ours.
async fn received(portal: &App, headers: &HeaderMap, body: Body) -> Result<FormData, Refusal> {
    same_origin(&portal.config.base_url, headers)?;
    let form = tokio::time::timeout(SENDING, decode(headers, body)).await;
    form.map_err(|_| Refusal::new(ErrorCode::TimedOut))?
}

/// Where a form leads whose sender has to sign in first.
fn to_sign_in(ctx: &PageCtx, ending: &Ending) -> Option<String> {
    match ending {
        Ending::Redirect { to, .. } if to.starts_with(signed::SIGN_IN) => Some(to.clone()),
        Ending::Error(error) if error.code() == ErrorCode::SignInNeeded => Some(signed::sign_in_path(ctx)),
        _ => None,
    }
}

/// A form may only come from our own pages. Browsers say where a `POST` comes from; what does not say it is refused.
/// `base` is the configured address; empty = the portal is reached under whatever name the machine has, and the name asked for counts.
fn same_origin(base: &str, headers: &HeaderMap) -> Result<(), Refusal> {
    let named = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let host = named("host").unwrap_or_default();
    let ours = |origin: &str| {
        if base.is_empty() {
            origin.split_once("://").is_some_and(|(_, authority)| !host.is_empty() && authority == host)
        } else {
            origin == base.trim_end_matches('/')
        }
    };
    match (named("origin"), named("sec-fetch-site")) {
        (Some(origin), _) if ours(origin) => Ok(()),
        (None, Some("same-origin")) => Ok(()),
        _ => Err(Refusal::new(ErrorCode::ForeignOrigin)),
    }
}

async fn decode(headers: &HeaderMap, body: Body) -> Result<FormData, Refusal> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if let Ok(boundary) = multer::parse_boundary(kind) {
        let _place = WITH_FILES.acquire().await.map_err(|_| Refusal::new(ErrorCode::Busy))?;
        return decode_files(body, boundary).await;
    }
    let bytes = read(body, MAX_TEXT).await?;
    let text = std::str::from_utf8(&bytes).map_err(|_| Refusal::new(ErrorCode::BadValue))?;
    let fields = contract::query::pairs(text);
    if fields.len() > MAX_PARTS {
        return Err(too_large(MAX_TEXT));
    }
    Ok(FormData { fields, files: Vec::new() })
}

async fn read(body: Body, limit: usize) -> Result<Bytes, Refusal> {
    let mut stream = body.into_data_stream();
    let mut bytes = BytesMut::new();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| Refusal::new(ErrorCode::BadValue))?;
        if bytes.len() + chunk.len() > limit {
            return Err(too_large(limit));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}

async fn decode_files(body: Body, boundary: String) -> Result<FormData, Refusal> {
    let limits = multer::SizeLimit::new().whole_stream(MAX_FILES as u64);
    let constraints = multer::Constraints::new().size_limit(limits);
    let mut parts = multer::Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
    let mut form = FormData::default();
    let broken = |error: multer::Error| match error {
        multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => too_large(MAX_FILES),
        _ => Refusal::new(ErrorCode::BadValue),
    };
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        if form.fields.len() + form.files.len() >= MAX_PARTS {
            return Err(too_large(MAX_FILES));
        }
        let field = part.name().unwrap_or_default().to_owned();
        let name = part.file_name().map(|name| name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned());
        let media = part.content_type().map(ToString::to_string).unwrap_or_default();
        let bytes = part.bytes().await.map_err(broken)?;
        match name {
            Some(name) if name.is_empty() && bytes.is_empty() => {}
            Some(name) => form.files.push(Upload { field, name, media, bytes }),
            None => {
                let text = String::from_utf8(bytes.to_vec()).map_err(|_| Refusal::new(ErrorCode::BadValue))?;
                form.fields.push((field, text));
            }
        }
    }
    Ok(form)
}

fn too_large(limit: usize) -> Refusal {
    Refusal::new(ErrorCode::BodyTooLarge).fact("limit_kb", limit >> 10)
}

/// 303 to where the form leads, with the sentence to say there and the session.
pub fn redirect(portal: &App, locale: Locale, done: Done) -> Response {
    let to = format!("{}{}", locale.prefix(), done.to);
    let mut response =
        (StatusCode::SEE_OTHER, [(header::LOCATION, to), (header::CACHE_CONTROL, "no-store".to_owned())])
            .into_response();
    let headers = response.headers_mut();
    let secure = if portal.config.base().starts_with("https://") { "; Secure" } else { "" };
    if let Some(Flash { code, value }) = done.flash {
        let value = contract::query::encode(&value);
        append(headers, &format!("{FLASH}={code}.{value}; Path=/; Max-Age=60; SameSite=Lax; HttpOnly{secure}"));
    }
    match done.pass {
        PassCookie::Keep => {}
        PassCookie::Set { token, seconds } => append(headers, &session::pass_cookie(&portal.config, &token, seconds)),
        PassCookie::Clear => append(headers, &session::pass_cookie(&portal.config, "", 0)),
    }
    match done.session {
        SessionCookie::Keep => {}
        SessionCookie::Set(token) => append(headers, &session::cookie(&portal.config, &token)),
        SessionCookie::Clear => append(headers, &session::cleared(&portal.config)),
    }
    if done.offer_taken {
        super::providers::forget_offer(portal, headers);
    }
    response
}

/// The sentence of the last form, if its cookie came with this request.
pub fn flash(headers: &HeaderMap) -> Option<Flash> {
    let (code, value) = session::cookie_value(headers, FLASH)?.split_once('.')?;
    let known = !code.is_empty() && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let value = contract::query::pairs(&format!("v={value}")).into_iter().next().map(|(_, v)| v).unwrap_or_default();
    known.then(|| Flash { code: code.to_owned(), value })
}

/// Takes the flash cookie away once its sentence is on the page.
pub fn forget_flash(headers: &mut HeaderMap) {
    append(headers, &format!("{FLASH}=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly"));
}

fn append(headers: &mut HeaderMap, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        headers.append(header::SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(n, v)| (http::HeaderName::from_static(n), HeaderValue::from_static(v))).collect()
    }

    #[test]
    fn forms_of_other_sites_are_refused() {
        let any = |pairs: &[(&'static str, &'static str)]| same_origin("", &headers(pairs)).is_ok();
        assert!(any(&[("origin", "http://127.0.0.1:3000"), ("host", "127.0.0.1:3000")]));
        assert!(!any(&[("origin", "http://evil.example"), ("host", "127.0.0.1:3000")]));
        let check =
            |pairs: &[(&'static str, &'static str)]| same_origin("https://data.example", &headers(pairs)).is_ok();
        assert!(check(&[("origin", "https://data.example"), ("host", "data.example")]));
        assert!(check(&[("sec-fetch-site", "same-origin"), ("host", "data.example")]));
        assert!(!check(&[("origin", "https://evil.example"), ("host", "data.example")]));
        assert!(!check(&[("origin", "null"), ("host", "data.example")]));
        assert!(!check(&[("sec-fetch-site", "same-site"), ("host", "data.example")]));
        assert!(!check(&[("host", "data.example")]));
    }

    #[tokio::test]
    async fn files_and_texts_of_a_form_are_told_apart() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"subject\"\r\n\r\n停车\r\n--x\r\nContent-Disposition: form-data; \
                    name=\"evidence\"; filename=\"C:\\\\a\\\\b.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF-\r\n--x\r\nContent-Disposition: \
                    form-data; name=\"more\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--x--\r\n";
        let headers = headers(&[("content-type", "multipart/form-data; boundary=x")]);
        let form = decode(&headers, Body::from(body)).await.expect("a form");
        assert_eq!(form.text("subject"), "停车");
        assert_eq!(form.files.len(), 1);
        assert_eq!((form.files[0].name.as_str(), form.files[0].field.as_str()), ("b.pdf", "evidence"));
    }

    #[tokio::test]
    async fn a_text_form_above_the_limit_is_refused() {
        let headers = headers(&[("content-type", "application/x-www-form-urlencoded")]);
        let refusal = decode(&headers, Body::from("a=".to_owned() + &"b".repeat(MAX_TEXT))).await.unwrap_err();
        assert_eq!(refusal.code, ErrorCode::BodyTooLarge);
    }
}
