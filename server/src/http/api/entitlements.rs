//! `GET /api/v1/entitlements` and `/api/v1/entitlements/{id}/rows`: restricted data for a system of the user, with a key of its agreement in the
//! header `Authorization: Bearer`. Nothing of it is kept on the way.
use super::tables::Row;
use super::{ApiError, Call, Portal};
use axum::Json;
use axum::extract::{FromRequestParts, Path, State};
use axum::response::{IntoResponse, Response};
use contract::deliveries::{OpenedView, RowsWanted};
use contract::query::{Strictness, pairs};
use contract::tables::TableQuery;
use contract::{Caller, ErrorCode, Refusal};
use domain::policy::Actor;
use http::request::Parts;
use http::{HeaderValue, header};

/// Names under which programs put keys into addresses, where proxies and logs read them.
const KEY_NAMES: [&str; 6] = ["key", "api_key", "apikey", "access_token", "token", "authorization"];
/// Parameters beside those of a table query.
const OTHERS: [&str; 6] = ["table", "items", "from", "to", "region", "consent"];

/// Who calls, and the key as it came.
pub struct Keyed {
    caller: Caller,
    key: Option<String>,
}

impl FromRequestParts<super::App> for Keyed {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, portal: &super::App) -> Result<Self, Self::Rejection> {
        // A session counts for nothing here: a page of another site could use it.
        let mut caller = crate::http::session::caller(portal, parts);
        caller.actor = Actor::Anonymous;
        Ok(Self { caller, key: bearer(&parts.headers) })
    }
}

/// What stands behind `Authorization: Bearer`.
pub fn bearer(headers: &http::HeaderMap) -> Option<String> {
    let text = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, key) = text.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim().to_owned())
}

/// A key in the address has been read by others: it is refused, whether it is one or not.
fn no_key_in(call: &Call) -> Result<(), ApiError> {
    match call.pairs.iter().find(|(name, _)| KEY_NAMES.contains(&name.to_ascii_lowercase().as_str())) {
        Some((name, _)) => Err(call.fail(Refusal::new(ErrorCode::KeyInQuery).field(name.clone()))),
        None => Ok(()),
    }
}

/// What a key opens: items, range, end, volume, tables of the present version.
#[utoipa::path(
    get, path = "/api/v1/entitlements", tag = "entitlements", security(("key" = [])),
    responses((status = 200, body = Vec<OpenedView>), (status = 401, description = "No key, or none that works", body = super::super::problem::Problem))
)]
pub async fn list(State(portal): Portal, call: Call, keyed: Keyed) -> Result<Response, ApiError> {
    no_key_in(&call)?;
    if let Some((name, _)) = call.pairs.first() {
        return Err(call.fail(Refusal::new(ErrorCode::UnknownParameter).field(name.clone())));
    }
    let all = portal.ports.deliveries.opened(&keyed.caller, keyed.key.as_deref()).await.map_err(|e| call.fail(e))?;
    Ok(private(Json(all).into_response()))
}

/// Rows with the approved items and range alone. A refused call takes nothing from the volume; every call is written down and shown to both sides.
#[utoipa::path(
    get, path = "/api/v1/entitlements/{id}/rows", tag = "entitlements", security(("key" = [])),
    params(
        ("id" = String, Path, description = "Id of the entitlement, from /api/v1/entitlements"),
        ("table" = Option<String>, Query, description = "Code of the table; the first one that has approved items unless told"),
        ("items" = Option<Vec<String>>, Query, description = "Some of the approved items, repeated; all of them unless told"),
        ("from" = Option<String>, Query, description = "First day, YYYY-MM-DD, within the approved range"),
        ("to" = Option<String>, Query, description = "Last day, YYYY-MM-DD, within the approved range"),
        ("region" = Option<Vec<String>>, Query, description = "GB/T 2260 code within the approved ones, repeated"),
        ("f" = Option<Vec<String>>, Query, description = "column.op.value, as for open tables, of approved columns"),
        ("search" = Option<String>, Query), ("sort" = Option<Vec<String>>, Query), ("cols" = Option<Vec<String>>, Query),
        ("offset" = Option<u64>, Query), ("limit" = Option<u32>, Query, description = "1 to 1000, 50 unless told"),
        ("x-system" = Option<String>, Header, description = "Name of the calling system, as in the agreement"),
    ),
    responses(
        (status = 200, description = "One object a row; headers: Content-Range, X-Agreement, X-Data-Version, X-Volume-Remaining", body = Vec<Object>),
        (status = 401, description = "No key, or none that works", body = super::super::problem::Problem),
        (status = 403, description = "Not approved, suspended, ended: `code` says which", body = super::super::problem::Problem),
        (status = 404, description = "Not an entitlement of this key", body = super::super::problem::Problem),
        (status = 409, description = "An approved item was removed or renamed; facts: item, version", body = super::super::problem::Problem),
        (status = 429, description = "The agreed volume is used up", body = super::super::problem::Problem),
    )
)]
pub async fn rows(
    State(portal): Portal,
    Path(id): Path<String>,
    call: Call,
    keyed: Keyed,
    headers: http::HeaderMap,
) -> Result<Response, ApiError> {
    no_key_in(&call)?;
    let query = TableQuery::parse(&call.pairs, &OTHERS, Strictness::Strict).map_err(|r| call.fail(r))?;
    let system = headers.get("x-system").map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let wanted = RowsWanted {
        entitlement: id,
        table: call.pairs.iter().find(|(name, _)| name == "table").map(|(_, value)| value.clone()),
        query,
        scope: crate::http::deliveries::scope(&call.pairs).map_err(|r| call.fail(r))?,
        // Percent-encoded, since headers hold no 汉字.
        system: system.and_then(|name| pairs(&format!("s={name}")).into_iter().next()).map(|(_, name)| name),
    };
    let deliveries = &portal.ports.deliveries;
    let page = deliveries.rows(&keyed.caller, keyed.key.as_deref(), &wanted).await.map_err(|e| call.fail(e))?;
    let last = page.offset + page.rows.len() as u64;
    let range = match page.rows.len() {
        0 => format!("*/{}", page.total),
        _ => format!("{}-{}/{}", page.offset, last - 1, page.total),
    };
    let rows: Vec<Row<'_>> = page.rows.iter().map(|cells| Row { names: &page.shown, cells }).collect();
    let mut response = private(Json(rows).into_response());
    let mut put = |name: &'static str, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    };
    put("content-range", range);
    put("x-agreement", page.agreement);
    put("x-data-version", page.version.to_string());
    if let Some(remaining) = page.remaining {
        put("x-volume-remaining", remaining.to_string());
    }
    Ok(response)
}

fn private(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}
