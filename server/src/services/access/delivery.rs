//! Delivery of restricted data (B12): what agreements entitle to.
pub mod grant;
