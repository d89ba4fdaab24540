//! The regulation in data: calendar, profiles, law. One binary.
#[path = "regulation/calendar_properties.rs"]
mod calendar_properties;
#[path = "regulation/calendar_scenarios.rs"]
mod calendar_scenarios;
#[path = "regulation/calendar_tables.rs"]
mod calendar_tables;
#[path = "regulation/support.rs"]
mod support;
