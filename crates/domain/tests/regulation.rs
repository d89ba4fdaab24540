//! The regulation in data: calendar, profiles, law. One binary.
#[path = "regulation/calendar_properties.rs"]
mod calendar_properties;
#[path = "regulation/calendar_scenarios.rs"]
mod calendar_scenarios;
#[path = "regulation/calendar_tables.rs"]
mod calendar_tables;
#[path = "regulation/case_clocks.rs"]
mod case_clocks;
#[path = "regulation/law_summaries.rs"]
mod law_summaries;
#[path = "regulation/profile_errors.rs"]
mod profile_errors;
#[path = "regulation/profile_values.rs"]
mod profile_values;
#[path = "regulation/support.rs"]
mod support;
