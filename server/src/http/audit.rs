//! `/admin/audit/export`: rows of the audit trail as a file, with the filters of the page.
use super::{App, pages};
use app::page::Ending;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use contract::audit::AuditFormat;
use contract::{ErrorCode, Refusal};
use http::header;
use std::sync::Arc;

pub fn router() -> Router<App> {
    Router::new().route(app::pages::admin::audit::EXPORT, get(export))
}

async fn export(State(portal): State<App>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let ctx = Arc::new(pages::context(&portal, &parts).await);
    let format = match ctx.param("format").as_deref() {
        Some("csv") => AuditFormat::Csv,
        Some("jsonl") => AuditFormat::Jsonl,
        _ => return pages::end(ctx, Ending::Error(Refusal::new(ErrorCode::NotAcceptable).field("format").into())),
    };
    let query = app::pages::admin::audit::query(&ctx.pairs(), 1);
    match portal.ports.audit.export(&ctx.caller, &query, format).await {
        Ok(file) => {
            let headers = [
                (header::CONTENT_TYPE, file.media.to_owned()),
                (header::CONTENT_DISPOSITION, super::downloads::disposition(&file.name)),
                (header::CACHE_CONTROL, "private, no-store".to_owned()),
            ];
            (headers, Body::from_stream(file.body)).into_response()
        }
        Err(error) => pages::end(ctx, Ending::Error(error)),
    }
}
