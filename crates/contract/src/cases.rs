//! Cases: filed, followed and handled by the same machinery whatever their kind.
use async_trait::async_trait;

/// Use cases; see the module.
#[async_trait]
pub trait Cases: Send + Sync {}
