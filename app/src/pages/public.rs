//! Pages for everybody; no sign-in.
pub mod dataset;
pub mod error;
pub mod files;
pub mod home;
pub mod items;
pub mod publisher;
pub mod publishers;
pub mod row;
pub mod search;
pub mod table;
pub mod theme;
pub mod themes;
pub mod tombstone;
pub mod versions;
