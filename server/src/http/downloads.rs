//! Files on the wire: Chinese file names, length, strong `ETag`, `Range`, and SHA-256 of the whole file.
//!
//! `/download/{dataset}/original/{nth}` · `/download/{dataset}/v/{version}/original/{nth}` · `/download/{dataset}/{table}.{format}` ·
//! `/download/{dataset}/dictionary.csv` · `/download/{dataset}/view/{table}.{format}?f=…` (the rows of a view).
use super::{App, client, pages, problem};
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use axum::routing::get;
use contract::downloads::{ByteRange, Download, Reader, Wanted};
use contract::query::{Strictness, pairs};
use contract::tables::{TableQuery, ViewFile};
use contract::{ErrorCode, PortError, Refusal};
use domain::locale::Locale;
use domain::policy::Actor;
use futures_util::StreamExt;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts};

pub fn router() -> Router<App> {
    Router::new()
        .route("/download/{dataset}/original/{nth}", get(original))
        .route("/download/{dataset}/v/{version}/original/{nth}", get(original_of))
        .route("/download/{dataset}/{file}", get(converted))
        .route("/download/{dataset}/view/{file}", get(view))
}

async fn original(
    State(portal): State<App>,
    Path((dataset, nth)): Path<(String, usize)>,
    request: Request,
) -> Response {
    file(&portal, request, &dataset, Wanted::Original { version: None, nth }).await
}

async fn original_of(
    State(portal): State<App>,
    Path((dataset, version, nth)): Path<(String, i64, usize)>,
    request: Request,
) -> Response {
    file(&portal, request, &dataset, Wanted::Original { version: Some(version), nth }).await
}

async fn converted(
    State(portal): State<App>,
    Path((dataset, name)): Path<(String, String)>,
    request: Request,
) -> Response {
    if name == "dictionary.csv" {
        let (parts, _) = request.into_parts();
        let locale = locale(&parts);
        let answer = portal.ports.datasets.dictionary(&Actor::Anonymous, locale, &dataset).await;
        return finish(&portal, parts, answer).await;
    }
    let Some((table, format)) = name.rsplit_once('.') else { return pages::not_found(State(portal), request).await };
    let encoding =
        pairs(request.uri().query().unwrap_or_default()).into_iter().find(|(n, _)| n == "encoding").map(|(_, v)| v);
    file(&portal, request, &dataset, Wanted::Converted { table: table.to_owned(), format: format.to_owned(), encoding })
        .await
}

async fn file(portal: &App, request: Request, dataset: &str, wanted: Wanted) -> Response {
    let (mut parts, _) = request.into_parts();
    let reader = |parts: &Parts| client::reader(&portal.config, parts, portal.clock.today(), &portal.session_key);
    // An unchanged copy is no download, and a part of another version is no continuation: look first, without a row in the log.
    let named = |name: header::HeaderName| Some(parts.headers.get(name)?.to_str().ok()?.to_owned());
    let (copy, part_of) = (named(header::IF_NONE_MATCH), named(header::IF_RANGE));
    if copy.is_some() || part_of.is_some() {
        let silent = Reader { counts: false, ..reader(&parts) };
        let answer = portal.downloads.file(&Actor::Anonymous, locale(&parts), dataset, &wanted, None, &silent).await;
        let sha256 = answer.as_ref().ok().and_then(|download| download.sha256.as_ref());
        let Some(etag) = sha256.map(|sha| format!("\"{sha}\"")) else { return finish(portal, parts, answer).await };
        if copy.is_some_and(|tags| tags.split(',').any(|tag| tag.trim() == etag)) {
            return finish(portal, parts, answer).await;
        }
        if part_of.is_some_and(|tag| tag.trim() != etag) {
            parts.headers.remove(header::RANGE);
        }
    }
    let (range, reader) = (range(&parts.headers).unwrap_or(None), reader(&parts));
    let answer = portal.downloads.file(&Actor::Anonymous, locale(&parts), dataset, &wanted, range, &reader).await;
    finish(portal, parts, answer).await
}

async fn view(State(portal): State<App>, Path((_, name)): Path<(String, String)>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let reader = client::reader(&portal.config, &parts, portal.clock.today(), &portal.session_key);
    let pairs = pairs(parts.uri.query().unwrap_or_default());
    let encoding = pairs.iter().find(|(n, _)| n == "encoding").map(|(_, v)| v.as_str());
    let answer = match (TableQuery::parse(&pairs, &["encoding"], Strictness::Strict), name.rsplit_once('.')) {
        (Err(refusal), _) => Err(refusal.into()),
        (Ok(_), None) => Err(Refusal::new(ErrorCode::NotFound).into()),
        (Ok(query), Some((table, format))) => {
            let wanted = ViewFile { table, query: &query, format, encoding };
            portal.ports.tables.export(&Actor::Anonymous, locale(&parts), &wanted, &reader).await
        }
    };
    finish(&portal, parts, answer).await
}

fn locale(parts: &Parts) -> Locale {
    parts.extensions.get::<Locale>().copied().unwrap_or_default()
}

/// The answer, a 304, or the refusal: a page for browsers, a problem for programs.
async fn finish(portal: &App, parts: Parts, answer: Result<Download, PortError>) -> Response {
    match answer {
        Ok(download) => {
            let etag = download.sha256.as_ref().map(|sha| format!("\"{sha}\""));
            let known = parts.headers.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok()).unwrap_or_default();
            if let Some(etag) = &etag
                && known.split(',').any(|t| t.trim() == etag)
            {
                let mut response = Response::new(Body::empty());
                *response.status_mut() = StatusCode::NOT_MODIFIED;
                if let Ok(value) = HeaderValue::from_str(etag) {
                    response.headers_mut().insert(header::ETAG, value);
                }
                return response;
            }
            respond(download, parts.method == Method::HEAD)
        }
        Err(error) if wants_page(&parts.headers) => {
            pages::error_response(portal, Request::from_parts(parts, Body::empty()), error).await
        }
        Err(error) => problem::problem(locale(&parts), &error),
    }
}

fn wants_page(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("text/html"))
}

/// The headers and body of a file.
pub fn respond(download: Download, head: bool) -> Response {
    let Download { file_name, media_type, bytes, sha256, range, rows, body } = download;
    let body = if head {
        Body::empty()
    } else {
        Body::from_stream(body.map(|part| part.map_err(|error| std::io::Error::other(error.to_string()))))
    };
    let mut response = Response::new(body);
    let status = if range.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let mut put = |name: header::HeaderName, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    };
    put(header::CONTENT_TYPE, media_type);
    put(header::CONTENT_DISPOSITION, disposition(&file_name));
    put(header::CACHE_CONTROL, "public, no-cache".into());
    if let Some(sha) = &sha256 {
        put(header::ETAG, format!("\"{sha}\""));
        put(header::HeaderName::from_static("x-content-sha256"), sha.clone());
        put(header::ACCEPT_RANGES, "bytes".into());
    }
    if let Some(rows) = rows {
        put(header::HeaderName::from_static("x-row-count"), rows.to_string());
    }
    match (range, bytes) {
        (Some((from, to)), Some(all)) => {
            put(header::CONTENT_RANGE, format!("bytes {from}-{}/{all}", to.saturating_sub(1)));
            put(header::CONTENT_LENGTH, (to - from).to_string());
        }
        (None, Some(all)) => put(header::CONTENT_LENGTH, all.to_string()),
        _ => {}
    }
    response
}

/// `attachment` with an ASCII fallback and the real name (RFC 6266).
pub fn disposition(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' }).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", contract::query::encode(name).replace(',', "%2C"))
}

/// A single range; `If-Range` with another tag, several ranges or nonsense mean the whole file, as HTTP allows.
fn range(headers: &HeaderMap) -> Result<Option<ByteRange>, ()> {
    let Some(value) = headers.get(header::RANGE).and_then(|v| v.to_str().ok()) else { return Ok(None) };
    let spec = value.strip_prefix("bytes=").filter(|spec| !spec.contains(',')).ok_or(())?;
    let (from, to) = spec.trim().split_once('-').ok_or(())?;
    match (from.trim(), to.trim()) {
        ("", last) => last.parse().map(|n| Some(ByteRange::Last(n))).map_err(|_| ()),
        (from, "") => from.parse().map(|n| Some(ByteRange::From(n, None))).map_err(|_| ()),
        (from, to) => {
            let (from, to) = (from.parse::<u64>().map_err(|_| ())?, to.parse::<u64>().map_err(|_| ())?);
            if to < from { Err(()) } else { Ok(Some(ByteRange::From(from, Some(to)))) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_file_names_survive() {
        assert_eq!(
            disposition("停车场.csv"),
            "attachment; filename=\"___.csv\"; filename*=UTF-8''%E5%81%9C%E8%BD%A6%E5%9C%BA.csv"
        );
    }

    #[test]
    fn only_single_ranges_are_ranges() {
        let read = |text: &'static str| range(&HeaderMap::from_iter([(header::RANGE, HeaderValue::from_static(text))]));
        assert_eq!(read("bytes=0-9"), Ok(Some(ByteRange::From(0, Some(9)))));
        assert_eq!(read("bytes=-5"), Ok(Some(ByteRange::Last(5))));
        assert_eq!(read("bytes=7-"), Ok(Some(ByteRange::From(7, None))));
        assert_eq!(read("bytes=9-1"), Err(()));
        assert_eq!(read("bytes=0-1,3-4"), Err(()));
        assert_eq!(read("rows=0-1"), Err(()));
    }
}
