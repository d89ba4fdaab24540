//! Pages for everybody; no sign-in.
pub mod error;
pub mod home;
pub mod publisher;
pub mod publishers;
pub mod search;
pub mod theme;
pub mod themes;
pub mod tombstone;
