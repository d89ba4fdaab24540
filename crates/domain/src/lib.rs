//! The rules of the portal, pure: no I/O, no clock, no randomness. Everything here is tested in milliseconds.
pub mod access;
pub mod account;
pub mod audit;
pub mod calendar;
pub mod cases;
pub mod catalog;
pub mod complaints;
pub mod document;
pub mod law;
pub mod locale;
pub mod notice;
pub mod opinions;
pub mod party;
pub mod policy;
pub mod profile;
#[cfg(test)]
mod snapshot;
