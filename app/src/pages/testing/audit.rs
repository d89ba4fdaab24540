//! What the port answers in tests of pages.
use super::Fake;
use async_trait::async_trait;
use contract::audit::*;
use contract::{Caller, PortError, PortResult};

fn none<T>() -> PortResult<T> {
    Err(PortError::Internal("no answer in this test".into()))
}

#[async_trait]
impl AuditTrail for Fake {
    async fn search(&self, _: &Caller, _: &AuditQuery) -> PortResult<AuditPage> {
        none()
    }

    async fn row(&self, _: &Caller, _: i64) -> PortResult<AuditView> {
        none()
    }

    async fn export(&self, _: &Caller, _: &AuditQuery, _: AuditFormat) -> PortResult<AuditExport> {
        none()
    }
}
