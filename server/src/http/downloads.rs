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
use contract::downloads::{ByteRange, Conditions, Download, Sent, Wanted};
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
    let (parts, _) = request.into_parts();
    let reader = client::reader(&portal.config, &parts, portal.clock.today(), &portal.session_key);
    let (locale, conditions) = (locale(&parts), conditions(&parts.headers));
    match portal.downloads.file(&Actor::Anonymous, locale, dataset, &wanted, &conditions, &reader).await {
        Ok(Sent::Unchanged { sha256 }) => not_modified(&sha256),
        Ok(Sent::File(download)) => respond(download, parts.method == Method::HEAD),
        Err(error) => refuse(portal, parts, error).await,
    }
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

/// The answer, a 304, or the refusal, of a file that is made anew for every reader.
async fn finish(portal: &App, parts: Parts, answer: Result<Download, PortError>) -> Response {
    match answer {
        Ok(download) => match &download.sha256 {
            Some(sha256) if conditions(&parts.headers).has(sha256) => not_modified(sha256),
            _ => respond(download, parts.method == Method::HEAD),
        },
        Err(error) => refuse(portal, parts, error).await,
    }
}

/// A page for browsers, a problem for programs.
async fn refuse(portal: &App, parts: Parts, error: PortError) -> Response {
    if wants_page(&parts.headers) {
        pages::error_response(portal, Request::from_parts(parts, Body::empty()), error).await
    } else {
        problem::problem(locale(&parts), &error)
    }
}

/// What the reader has, and which part it asks for. Tags are compared without their `W/`: a proxy may have weakened them.
fn conditions(headers: &HeaderMap) -> Conditions {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let strong = |tag: &str| tag.trim_matches('"').to_owned();
    let copy = |tag: &str| strong(tag.trim().trim_start_matches("W/"));
    Conditions {
        copies: text(header::IF_NONE_MATCH).map(|tags| tags.split(',').map(copy).collect()).unwrap_or_default(),
        // A weak tag or a date is no proof that the part belongs to the same bytes: it matches nothing.
        part_of: text(header::IF_RANGE).map(strong),
        part: range(headers).unwrap_or(None),
    }
}

fn not_modified(sha256: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    if let Ok(value) = HeaderValue::from_str(&format!("\"{sha256}\"")) {
        response.headers_mut().insert(header::ETAG, value);
    }
    response
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

/// A single range; several ranges or nonsense mean the whole file, as HTTP allows.
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
    fn tags_name_files() {
        let headers = [
            (header::IF_NONE_MATCH, HeaderValue::from_static("W/\"aa\", \"bb\"")),
            (header::IF_RANGE, HeaderValue::from_static("\"cc\"")),
            (header::RANGE, HeaderValue::from_static("bytes=7-")),
        ];
        let read = conditions(&HeaderMap::from_iter(headers));
        assert!(read.has("aa") && read.has("bb") && !read.has("cc"));
        assert_eq!((read.part_of("cc"), read.part_of("aa")), (Some(ByteRange::From(7, None)), None));
        let weak = conditions(&HeaderMap::from_iter([
            (header::IF_RANGE, HeaderValue::from_static("W/\"cc\"")),
            (header::RANGE, HeaderValue::from_static("bytes=7-")),
        ]));
        assert_eq!(weak.part_of("cc"), None, "a weak tag proves nothing");
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
