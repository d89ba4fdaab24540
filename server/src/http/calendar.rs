//! `/admin/calendar/{year}/export`: the published calendar of a year as a file.
use super::{App, pages};
use app::page::Ending;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use contract::regulation::CalendarFormat;
use contract::{ErrorCode, Refusal};
use http::header;
use std::sync::Arc;

pub fn router() -> Router<App> {
    Router::new().route(app::pages::admin::calendar::EXPORT, get(export))
}

async fn export(State(portal): State<App>, Path(year): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let ctx = Arc::new(pages::context(&portal, &parts).await);
    let refused = |refusal: Refusal, ctx| pages::end(ctx, Ending::Error(refusal.into()));
    let Ok(year) = year.parse() else { return refused(Refusal::new(ErrorCode::NotFound), ctx) };
    let format = match ctx.param("format").as_deref() {
        Some("ics") => CalendarFormat::Ics,
        Some("toml") => CalendarFormat::Toml,
        _ => return refused(Refusal::new(ErrorCode::NotAcceptable).field("format"), ctx),
    };
    match portal.ports.regulation.calendar_file(&ctx.caller, year, format).await {
        Ok(file) => {
            let headers = [
                (header::CONTENT_TYPE, file.media.to_owned()),
                (header::CONTENT_DISPOSITION, super::downloads::disposition(&file.name)),
                (header::CACHE_CONTROL, "private, no-store".to_owned()),
            ];
            (headers, file.text).into_response()
        }
        Err(error) => pages::end(ctx, Ending::Error(error)),
    }
}
