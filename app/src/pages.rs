//! All pages, one file each. `ROUTES` is the one route list: the router, the sitemap test and the audit of addresses read it.
use crate::page::Route;

#[cfg(test)]
mod dataset_fixtures;
#[cfg(test)]
mod dataset_tests;
pub mod parts;
pub mod public;
#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;

pub use public::error::{error_page, refusal_words};

macro_rules! routes {
    ($($path:literal => $module:ident $(:: $function:ident)?),+ $(,)?) => {
        &[$(Route { path: $path, page: |ctx, params| Box::pin(routes!(@call $module $($function)?)(ctx, params)) }),+]
    };
    (@call $module:ident) => { public::$module::page };
    (@call $module:ident $function:ident) => { public::$module::$function };
}

/// Every address that answers with a page.
pub const ROUTES: &[Route] = routes![
    "/" => home,
    "/data" => search,
    "/data/{id}" => dataset,
    "/data/{id}/table" => table,
    "/data/{id}/rows/{row}" => row,
    "/data/{id}/fields" => items,
    "/data/{id}/files" => files,
    "/data/{id}/versions" => versions,
    "/themes" => themes,
    "/themes/{code}" => theme,
    "/publishers" => publishers,
    "/publishers/{id}" => publisher,
    "/law" => law,
    "/law/{doc}" => law::document,
    "/help" => help,
    "/help/{topic}" => help::topic,
    "/developers" => developers,
    "/accessibility" => accessibility,
    "/sitemap" => sitemap,
];

/// Addresses that pages link to and `server` answers itself.
pub const SERVED: &[&str] = &[
    "/feeds/new.atom",
    "/feeds/search.atom",
    "/data.csv",
    "/catalog.json",
    "/openapi.json",
    "/sitemap.xml",
    "/opensearch.xml",
    "/prefs",
    "/api/v1/datasets/{id}",
    "/download/{dataset}/{file}",
    "/download/{dataset}/view/{file}",
    "/download/{dataset}/original/{nth}",
    "/download/{dataset}/v/{version}/original/{nth}",
];
