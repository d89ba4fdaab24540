//! All pages, one file each. `ROUTES` is the one route list: the router, the sitemap test and the audit of addresses read it.
use crate::page::Route;

/// Every address that answers with a page.
pub const ROUTES: &[Route] = &[];
