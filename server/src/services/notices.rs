//! Notices owed by the rules: in the portal, by mail.
use crate::portal::Core;
use async_trait::async_trait;
use contract::notices::Notices;
use std::sync::Arc;

/// The port.
pub struct Service(pub Arc<Core>);

#[async_trait]
impl Notices for Service {}
