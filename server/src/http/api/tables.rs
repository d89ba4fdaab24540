//! `GET /api/v1/tables/{id}/rows`: a bare JSON array of objects, `Content-Range: 0-49/620573`.
use super::{ApiError, Call, Portal};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use contract::query::Strictness;
use contract::tables::{Cell, TableQuery};
use domain::policy::Actor;
use http::{HeaderValue, header};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// Rows of a table, filtered, ordered, projected. Columns that are flagged and untreated do not exist here.
#[utoipa::path(
    get, path = "/api/v1/tables/{id}/rows", tag = "tables",
    params(
        ("id" = String, Path, description = "Code of the table"),
        ("f" = Option<Vec<String>>, Query, description = "column.op.value; op: eq ne contains not_contains starts_with gt ge lt le in is_null not_null; values of `in` separated by |. A backslash makes a dot of the column's name, or a | of a value, part of it"),
        ("search" = Option<String>, Query),
        ("sort" = Option<Vec<String>>, Query, description = "column or -column, comma separated or repeated; a backslash before a comma or a leading minus makes it part of the name"),
        ("cols" = Option<Vec<String>>, Query, description = "comma separated or repeated; a backslash before a comma makes it part of the name"),
        ("offset" = Option<u64>, Query), ("limit" = Option<u32>, Query, description = "1 to 1000, 50 unless told"),
    ),
    responses((status = 200, description = "One object a row; keys are field names", body = Vec<Object>), (status = 400, body = super::super::problem::Problem))
)]
pub async fn rows(State(portal): Portal, Path(id): Path<String>, call: Call) -> Result<Response, ApiError> {
    let query = TableQuery::parse(&call.pairs, &[], Strictness::Strict).map_err(|r| call.fail(r))?;
    let page = portal.ports.tables.rows(&Actor::Anonymous, call.locale, &id, &query).await.map_err(|e| call.fail(e))?;
    let last = page.offset + page.rows.len() as u64;
    let range = if page.rows.is_empty() {
        format!("*/{}", page.total)
    } else {
        format!("{}-{}/{}", page.offset, last - 1, page.total)
    };
    let rows: Vec<Row<'_>> = page.rows.iter().map(|cells| Row { names: &page.shown, cells }).collect();
    let mut response = axum::Json(rows).into_response();
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&range) {
        headers.insert(header::CONTENT_RANGE, value);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    Ok(response)
}

/// An object whose keys stand in the order of the columns.
pub(super) struct Row<'a> {
    pub names: &'a [String],
    pub cells: &'a [Cell],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.cells.len()))?;
        for (name, cell) in self.names.iter().zip(self.cells) {
            map.serialize_entry(name, cell)?;
        }
        map.end()
    }
}
