//! The rules of the portal, pure: no I/O, no clock, no randomness. Everything here is tested in milliseconds.
pub mod calendar;
pub mod catalog;
pub mod law;
pub mod locale;
pub mod policy;
pub mod profile;
