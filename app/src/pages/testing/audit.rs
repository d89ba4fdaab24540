//! What the port answers in tests of pages.
use super::Fake;
use async_trait::async_trait;
use contract::audit::AuditTrail;

#[async_trait]
impl AuditTrail for Fake {}
