//! Delivery of restricted data (R-012, R-085…R-092) through public HTTP.
mod api;
mod cuts;
mod files;
mod keys;
pub mod scene;
