//! Notices owed by the rules: in the portal, by mail.
use async_trait::async_trait;

/// Use cases; see the module.
#[async_trait]
pub trait Notices: Send + Sync {}
