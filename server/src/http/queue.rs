//! `/admin/queue.csv`: the cases of the work queue as a file, with the filters of the page; `number`, once or more, only those.
use super::{App, pages};
use app::page::Ending;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use contract::cases::QueueQuery;
use http::header;
use std::sync::Arc;

pub fn router() -> Router<App> {
    Router::new().route(app::pages::admin::queue::FILE, get(file))
}

async fn file(State(portal): State<App>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let ctx = Arc::new(pages::context(&portal, &parts).await);
    let pairs = ctx.pairs();
    let numbers: Vec<String> = pairs
        .iter()
        .filter(|(name, value)| name == "number" && !value.is_empty())
        .map(|(_, value)| value.clone())
        .collect();
    match portal.ports.cases.queue_file(&ctx.caller, &QueueQuery::parse(&pairs), &numbers).await {
        Ok(file) => {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, super::downloads::disposition(&file.name)),
                (header::CACHE_CONTROL, "private, no-store".to_owned()),
            ];
            (headers, Body::from_stream(file.body)).into_response()
        }
        Err(error) => pages::end(ctx, Ending::Error(error)),
    }
}
