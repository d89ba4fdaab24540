//! `/cases/{no}/docs/{doc}`: one document of a case, decrypted on its way out. PDF and images open in the browser; everything else is a
//! download, and nothing is ever taken for a page: its type comes from its content and `nosniff` stands on every answer.
use super::{App, pages};
use app::page::Ending;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header;
use std::sync::Arc;

pub fn router() -> Router<App> {
    Router::new().route("/cases/{no}/docs/{doc}", get(document))
}

async fn document(
    State(portal): State<App>,
    Path((number, document)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let ctx = Arc::new(pages::context(&portal, &parts).await);
    match portal.ports.cases.document(&ctx.caller, &number, &document).await {
        Ok(document) => {
            let attachment = super::downloads::disposition(&document.name);
            let disposition = if document.inline { attachment.replacen("attachment", "inline", 1) } else { attachment };
            let headers = [
                (header::CONTENT_TYPE, document.media),
                (header::CONTENT_LENGTH, document.bytes.to_string()),
                (header::CONTENT_DISPOSITION, disposition),
                (header::CACHE_CONTROL, "private, no-store".to_owned()),
            ];
            (headers, Body::from_stream(document.body)).into_response()
        }
        Err(error) => pages::end(ctx, Ending::Error(error)),
    }
}
