//! `/my/access/{id}/{table}.{format}`, with `.zip` behind it also in a ZIP with its description: restricted data as a file, for those entitled to it and for nobody else. It is made for one access: not
//! kept on the way, not continued, and cut while it runs if it may no longer leave.
use super::{App, downloads, pages};
use app::page::Ending;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use axum::routing::get;
use chrono::NaiveDate;
use contract::deliveries::{Delivered, FileWanted, Scope};
use contract::{ErrorCode, PortError, Refusal};
use http::{HeaderValue, Method, header};
use std::sync::Arc;

pub fn router() -> Router<App> {
    Router::new().route("/my/access/{id}/{file}", get(file))
}

/// The part of what was approved that an address names.
///
/// # Errors
/// `bad-value` for a day that is none.
pub fn scope(pairs: &[(String, String)]) -> Result<Scope, Refusal> {
    let mut scope = Scope::default();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        let day = || {
            NaiveDate::parse_from_str(value, "%Y-%m-%d").map_err(|_| {
                let value: String = value.chars().take(50).collect();
                Refusal::new(ErrorCode::BadValue).field(name).fact("value", value)
            })
        };
        match name.as_str() {
            "items" => scope.items.push(value.clone()),
            "from" => scope.from = Some(day()?),
            "to" => scope.to = Some(day()?),
            "region" => scope.regions.push(value.clone()),
            "consent" => scope.consent = Some(value.clone()),
            _ => {}
        }
    }
    Ok(scope)
}

async fn file(State(portal): State<App>, Path((id, name)): Path<(String, String)>, request: Request) -> Response {
    // To look whether it is there would be an access too.
    if request.method() == Method::HEAD {
        return pages::method_not_allowed(State(portal), request).await;
    }
    let (parts, _) = request.into_parts();
    let ctx = pages::context(&portal, &parts).await;
    if ctx.actor.signed_in().is_none() {
        let to = app::pages::parts::signed::sign_in_path(&ctx);
        return pages::end(Arc::new(ctx), Ending::Redirect { to, permanent: false });
    }
    match made(&portal, &ctx, &id, &name).await {
        Ok(Delivered { download, agreement }) => {
            let mut response = downloads::respond(download, false);
            let headers = response.headers_mut();
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
            if let Ok(agreement) = HeaderValue::from_str(&agreement) {
                headers.insert("x-agreement", agreement);
            }
            response
        }
        Err(error) => pages::end(Arc::new(ctx), Ending::Error(error)),
    }
}

async fn made(portal: &App, ctx: &app::page::PageCtx, id: &str, name: &str) -> Result<Delivered, PortError> {
    let (name, packed) = name.strip_suffix(".zip").map_or((name, false), |name| (name, true));
    let (table, format) = name.rsplit_once('.').ok_or_else(|| Refusal::new(ErrorCode::NotFound))?;
    let pairs = ctx.pairs();
    let wanted = FileWanted {
        entitlement: id.to_owned(),
        table: table.to_owned(),
        format: format.to_owned(),
        encoding: ctx.param("encoding"),
        packed,
        scope: scope(&pairs)?,
    };
    portal.ports.deliveries.file(&ctx.caller, &wanted).await
}
