//! Delivering restricted data (B12, R-086…R-092): `contract::deliveries`.
//!
//! One way for every door: [`open`] finds entitlement and dataset, [`ask`] decides and writes the access down before anything leaves, [`mode`] has one
//! [`mode::Delivery`] for each way of delivery, [`watch`] cuts what is under way. The rules are `domain::access::delivery`.
mod ask;
pub mod grant;
pub(crate) mod keys;
mod list;
mod log;
mod mode;
mod open;
mod watch;
mod words;

use super::super::internal;
use crate::portal::Core;
use crate::services::accounts::Typed;
use async_trait::async_trait;
use contract::deliveries::*;
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::access::DeliveryMode;
use domain::access::delivery::still;
use domain::account::SignedIn;
use log::Occasion;
use std::sync::Arc;
use store::Tx;
use uuid::Uuid;

/// The port.
pub struct Service(pub Arc<Core>);

/// 中止开放 of a dataset began or ended: both sides of every running entitlement to it hear of it.
pub async fn standing_changed(
    core: &Core,
    tx: &mut Tx,
    dataset: Uuid,
    suspension: Uuid,
    suspended: bool,
) -> PortResult<()> {
    let now = core.clock.now();
    let occasion = if suspended { Occasion::Suspended { suspension } } else { Occasion::Resumed { suspension } };
    for row in tx.entitlements_to(dataset).await.map_err(internal)? {
        if still(&row.entitlement, now, false, false).is_ok() {
            log::tell(core, tx, &row.entitlement, &occasion).await?;
        }
    }
    Ok(())
}

/// Whether the portal delivers in a way by itself.
pub fn is_built(mode: DeliveryMode) -> bool {
    mode::of(mode).is_some()
}

/// The session, or the demand to sign in.
fn need(caller: &Caller) -> PortResult<&SignedIn> {
    caller.actor.signed_in().ok_or_else(|| Refusal::new(ErrorCode::SignInNeeded).into())
}

fn missing<T>() -> PortResult<T> {
    Err(Refusal::new(ErrorCode::NotFound).into())
}

/// An id as views carry it.
fn id(text: &str) -> PortResult<Uuid> {
    Uuid::parse_str(text).or_else(|_| missing())
}

#[async_trait]
impl Deliveries for Service {
    async fn access(&self, caller: &Caller) -> PortResult<Vec<AccessView>> {
        list::own(&self.0, caller).await
    }
    async fn log(&self, caller: &Caller, entitlement: &str, page: u64) -> PortResult<LogPage> {
        log::page(&self.0, caller, id(entitlement)?, page).await
    }
    async fn file(&self, caller: &Caller, wanted: &FileWanted) -> PortResult<Delivered> {
        mode::file::deliver(&self.0, caller, wanted).await
    }
    async fn opened(&self, caller: &Caller, key: Option<&str>) -> PortResult<Vec<OpenedView>> {
        list::opened(&self.0, caller, key).await
    }
    async fn rows(&self, caller: &Caller, key: Option<&str>, wanted: &RowsWanted) -> PortResult<RowsPage> {
        mode::api::deliver(&self.0, caller, key, wanted).await
    }
    async fn keys(&self, caller: &Caller) -> PortResult<KeysView> {
        keys::list(&self.0, caller).await
    }
    async fn make_key(&self, caller: &Caller, form: &KeyForm) -> PortResult<NewKey> {
        keys::make(&self.0, caller, form).await
    }
    async fn rotate_key(&self, caller: &Caller, id: &str, password: &str, code: &str) -> PortResult<NewKey> {
        keys::rotate(&self.0, caller, self::id(id)?, Typed::either(password, code)).await
    }
    async fn revoke_key(&self, caller: &Caller, id: &str, password: &str, code: &str) -> PortResult<()> {
        keys::revoke(&self.0, caller, self::id(id)?, Typed::either(password, code)).await
    }
    async fn desk(&self, caller: &Caller) -> PortResult<Vec<AccessView>> {
        list::desk(&self.0, caller).await
    }
}
