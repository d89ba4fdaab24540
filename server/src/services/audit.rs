//! The audit trail: search, one row, export, verification.
use crate::portal::Core;
use async_trait::async_trait;
use contract::audit::AuditTrail;
use std::sync::Arc;

/// The port.
pub struct Service(pub Arc<Core>);

#[async_trait]
impl AuditTrail for Service {}
