//! The portal: configuration, use cases, HTTP, command line and background work. The binary `portal` is a thin shell around this
//! library, so that tests start the same portal in their own process.
// The views of pages are deeply nested types; a release build computes the layout of all of them.
#![recursion_limit = "512"]

pub mod cli;
pub mod clock;
pub mod config;
pub mod http;
pub mod jobs;
pub mod outbound;
pub mod portal;
pub mod services;

pub use portal::Portal;
