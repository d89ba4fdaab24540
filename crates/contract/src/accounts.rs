//! Accounts, sessions, persons and organisations, people of the bodies.
use async_trait::async_trait;

/// Use cases; see the module.
#[async_trait]
pub trait Accounts: Send + Sync {}
