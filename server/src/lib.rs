//! The portal: configuration, use cases, HTTP, command line and background work. The binary `portal` is a thin shell around this
//! library, so that tests start the same portal in their own process.
pub mod cli;
pub mod clock;
pub mod config;
pub mod http;
pub mod jobs;
pub mod portal;
pub mod services;

pub use portal::Portal;
