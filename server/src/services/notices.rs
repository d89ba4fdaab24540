//! Notices owed by the rules: in the portal, by mail.
mod owe;

pub use owe::{MAIL, NewNotice, Recipient, owe};

use crate::portal::Core;
use async_trait::async_trait;
use contract::PortResult;
use contract::notices::Notices;
use std::sync::Arc;
use uuid::Uuid;

/// The port.
pub struct Service(pub Arc<Core>);

#[async_trait]
impl Notices for Service {}

/// How many notices an account has not read: for the header of every page, one look into an index.
///
/// # Errors
/// Of the database.
pub async fn unread(core: &Core, account: Uuid) -> PortResult<u64> {
    let mut tx = core.store.read().await.map_err(super::internal)?;
    tx.unread_notices(account).await.map_err(super::internal)
}
