//! The open catalogue: datasets, bodies, code lists, and the pure rules about them (rules A2, A3, B01, B03).
//! Used by the importer, the store, the pages and the exports.
pub mod body;
mod coded;
pub mod codes;
pub mod dataset;
pub mod freshness;
pub mod ident;
pub mod mapping;
pub mod quality;
pub mod record;
pub mod region;
pub mod sample;
pub mod withheld;

pub use body::{Body, BodyType};
pub use codes::*;
pub use dataset::*;
