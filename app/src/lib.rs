//! The pages of the portal. Every page is HTML rendered by the server; only `islands` (and the parts of `ui` they use)
//! reach WebAssembly. Pages call the ports of `contract`; they never see a database, an index or a file.
#![recursion_limit = "256"]

pub mod islands;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod ui;
