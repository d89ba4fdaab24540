//! Cases: filed, followed and handled by the same machinery whatever their kind.
use crate::portal::Core;
use async_trait::async_trait;
use contract::cases::Cases;
use std::sync::Arc;

/// The port.
pub struct Service(pub Arc<Core>);

#[async_trait]
impl Cases for Service {}
