//! All pages, one file each. `ROUTES` is the one route list: the router, the sitemap test and the audit of addresses read it.
use crate::page::Route;

#[cfg(test)]
mod dataset_fixtures;
#[cfg(test)]
mod dataset_tests;
pub mod admin;
pub mod my;
pub mod parts;
pub mod public;
#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;

pub use public::error::{error_page, refusal_words};

/// `path => folder::module`, `path => folder::module::function`; with `+ submit` (or `+ submit_function`) the page has a form that posts to its own address.
macro_rules! routes {
    ($($path:literal => $($part:ident)::+ $(+ $submit:ident)?),+ $(,)?) => {
        &[$(routes!(@route $path, [$($part)::+] $(, $submit)?)),+]
    };
    (@route $path:literal, [$folder:ident :: $module:ident] $(, $submit:ident)?) => {
        Route {
            path: $path,
            page: |ctx, params| Box::pin($folder::$module::page(ctx, params)),
            submit: routes!(@submit $folder::$module $(, $submit)?),
        }
    };
    (@route $path:literal, [$folder:ident :: $module:ident :: $function:ident] $(, $submit:ident)?) => {
        Route {
            path: $path,
            page: |ctx, params| Box::pin($folder::$module::$function(ctx, params)),
            submit: routes!(@submit $folder::$module $(, $submit)?),
        }
    };
    (@submit $folder:ident :: $module:ident) => { None };
    (@submit $folder:ident :: $module:ident, $submit:ident) => {
        Some(|ctx, params, form| Box::pin($folder::$module::$submit(ctx, params, form)))
    };
}

/// Every address that answers with a page.
pub const ROUTES: &[Route] = routes![
    "/" => public::home,
    "/data" => public::search,
    "/data/{id}" => public::dataset,
    "/data/{id}/table" => public::table,
    "/data/{id}/rows/{row}" => public::row,
    "/data/{id}/fields" => public::items,
    "/data/{id}/files" => public::files,
    "/data/{id}/versions" => public::versions,
    "/themes" => public::themes,
    "/themes/{code}" => public::theme,
    "/publishers" => public::publishers,
    "/publishers/{id}" => public::publisher,
    "/law" => public::law,
    "/law/{doc}" => public::law::document,
    "/help" => public::help,
    "/help/{topic}" => public::help::topic,
    "/developers" => public::developers,
    "/accessibility" => public::accessibility,
    "/sitemap" => public::sitemap,
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
