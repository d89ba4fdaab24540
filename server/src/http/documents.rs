//! `/cases/{no}/docs/{doc}`: one document of a case, decrypted on its way out. PDF and images open in the browser; everything else is a
//! download, and nothing is ever taken for a page: its type comes from its content, `nosniff` stands on every answer, and but for a PDF, which
//! browsers show by a page of their own, it is opened in a sandbox. `/track/docs/{doc}`:
//! the same for who follows a case by number and query code. `/cases/{no}/print.zip`: the whole file;
//! `/cases/{no}/agreement.txt` and `.pdf`: the signed text of an agreement.
use super::headers::Shape;
use super::{App, pages};
use app::page::{Ending, PageCtx};
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use contract::cases::DocumentBody;
use contract::{Caller, PortResult};
use http::header;
use std::sync::Arc;

pub fn router() -> Router<App> {
    Router::new()
        .route("/apply/{id}/papers/{paper}", get(paper))
        .route("/cases/{no}/docs/{doc}", get(document))
        .route("/cases/{no}/print.zip", get(archive))
        .route("/cases/{no}/agreement.txt", get(agreement_text))
        .route("/cases/{no}/agreement.pdf", get(agreement_pdf))
        .route("/track/docs/{doc}", get(tracked))
}

/// The whole file as a ZIP.
async fn archive(State(portal): State<App>, Path(number): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let ctx = Arc::new(pages::context(&portal, &parts).await);
    let made_for = ctx.clone();
    let page = Box::new(move |file: &contract::cases::CaseFile, names: &[String]| {
        app::pages::cases::archive::page(&made_for, file, names)
    });
    match portal.ports.cases.case_archive(&ctx.caller, &number, page).await {
        Ok(archive) => {
            let headers = [
                (header::CONTENT_TYPE, "application/zip".to_owned()),
                (header::CONTENT_DISPOSITION, super::downloads::disposition(&archive.name)),
                (header::CACHE_CONTROL, "private, no-store".to_owned()),
            ];
            (headers, Body::from_stream(archive.body)).into_response()
        }
        Err(error) => pages::end(ctx, Ending::Error(error)),
    }
}

/// The signed text of an agreement, byte for byte what its hash is of.
async fn agreement_text(State(portal): State<App>, Path(number): Path<String>, request: Request) -> Response {
    agreement(&portal, &number, "txt", request).await
}

/// The same as PDF.
async fn agreement_pdf(State(portal): State<App>, Path(number): Path<String>, request: Request) -> Response {
    agreement(&portal, &number, "pdf", request).await
}

async fn agreement(portal: &App, number: &str, form: &str, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let ctx = Arc::new(pages::context(portal, &parts).await);
    match portal.ports.agreements.file(&ctx.caller, number, form).await {
        Ok(file) => {
            let headers = [
                (header::CONTENT_TYPE, file.media.to_owned()),
                (header::CONTENT_DISPOSITION, super::downloads::disposition(&file.name)),
                (header::CACHE_CONTROL, "private, no-store".to_owned()),
            ];
            (headers, Body::from(file.bytes)).into_response()
        }
        Err(error) => pages::end(ctx, Ending::Error(error)),
    }
}

/// A document for who gave number and query code.
async fn tracked(State(portal): State<App>, Path(document): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let ctx = Arc::new(pages::context(&portal, &parts).await);
    let found = portal.ports.cases.tracked(&ctx.caller, ctx.pass.as_deref().unwrap_or_default()).await;
    match found {
        Ok((reader, number)) => given(&portal, ctx, &reader, &number, &document).await,
        // Without a pass there is nothing here; the way in is the form.
        Err(_) => pages::end(ctx, Ending::Redirect { to: "/track".into(), permanent: false }),
    }
}

async fn document(
    State(portal): State<App>,
    Path((number, document)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let ctx = Arc::new(pages::context(&portal, &parts).await);
    let caller = ctx.caller.clone();
    given(&portal, ctx, &caller, &number, &document).await
}

/// A paper of a draft, for the party that fills it in.
async fn paper(State(portal): State<App>, Path((id, paper)): Path<(String, String)>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let ctx = Arc::new(pages::context(&portal, &parts).await);
    let found = portal.ports.applications.paper(&ctx.caller, &id, &paper).await;
    answer(ctx, found)
}

async fn given(portal: &App, ctx: Arc<PageCtx>, caller: &Caller, number: &str, document: &str) -> Response {
    answer(ctx, portal.ports.cases.document(caller, number, document).await)
}

fn answer(ctx: Arc<PageCtx>, found: PortResult<DocumentBody>) -> Response {
    match found {
        Ok(document) => {
            let attachment = super::downloads::disposition(&document.name);
            let disposition = if document.inline { attachment.replacen("attachment", "inline", 1) } else { attachment };
            // Only a PDF is shown within a page by framing it; an image stands there as what it is.
            let pdf = document.inline && document.media == "application/pdf";
            let shape = if pdf { Shape::Framed } else { Shape::File };
            let headers = [
                (header::CONTENT_TYPE, document.media),
                (header::CONTENT_LENGTH, document.bytes.to_string()),
                (header::CONTENT_DISPOSITION, disposition),
                (header::CACHE_CONTROL, "private, no-store".to_owned()),
            ];
            (axum::Extension(shape), headers, Body::from_stream(document.body)).into_response()
        }
        Err(error) => pages::end(ctx, Ending::Error(error)),
    }
}
