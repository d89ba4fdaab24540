//! The audit trail: search, one row, export, verification.
use async_trait::async_trait;

/// Use cases; see the module.
#[async_trait]
pub trait AuditTrail: Send + Sync {}
