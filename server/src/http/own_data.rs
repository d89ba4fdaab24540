//! `/my/account/data.json`: a copy of the reader's own data, to keep. For nobody else, and never kept on the way.
use super::{App, pages};
use app::page::Ending;
use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header;
use std::sync::Arc;

pub fn router() -> Router<App> {
    Router::new().route("/my/account/data.json", get(own_data))
}

async fn own_data(State(portal): State<App>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let ctx = pages::context(&portal, &parts).await;
    match ctx.ports.accounts.export_own_data(&ctx.caller).await {
        Ok(data) => {
            let headers = [
                (header::CONTENT_TYPE, "application/json; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"account.json\""),
                (header::CACHE_CONTROL, "private, no-store"),
            ];
            (headers, format!("{data:#}")).into_response()
        }
        Err(error) => pages::end(Arc::new(ctx), Ending::Error(error)),
    }
}
