//! Accounts, sessions, persons and organisations, people of the bodies.
use crate::portal::Core;
use async_trait::async_trait;
use contract::accounts::Accounts;
use std::sync::Arc;

/// The port.
pub struct Service(pub Arc<Core>);

#[async_trait]
impl Accounts for Service {}
