//! Notices owed by the rules: in the portal, by mail. Use cases call [`owe`] in their own transaction; `jobs::outbox` sends.
pub mod bounce;
mod contact;
mod desk;
mod list;
mod owe;
pub mod words;

pub use contact::{Contact, of_account, of_delivery};
pub(crate) use list::all;
pub(crate) use owe::blind;
pub use owe::{MAIL, NewNotice, Recipient, WEBHOOK, owe};

use crate::portal::Core;
use async_trait::async_trait;
use contract::notices::{MailDesk, NoticePage, Notices, Preferences};
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::account::Role;
use domain::policy::{Actor, NoticeAction, authorize_notices};
use std::sync::Arc;
use uuid::Uuid;

/// The port.
pub struct Service(pub Arc<Core>);

/// How many notices an account has not read: for the header of every page, one look into an index.
///
/// # Errors
/// Of the database.
pub async fn unread(core: &Core, account: Uuid) -> PortResult<u64> {
    let mut tx = core.store.read().await.map_err(super::internal)?;
    tx.unread_notices(account).await.map_err(super::internal)
}

/// Authorizes, and says whose notices these are: everybody has their own and no others.
fn reader(caller: &Caller) -> PortResult<Uuid> {
    allow(caller, NoticeAction::Own)?;
    caller.actor.account().ok_or_else(|| Refusal::new(ErrorCode::SignInNeeded).into())
}

fn allow(caller: &Caller, action: NoticeAction) -> PortResult<()> {
    authorize_notices(&caller.actor, action).map_err(|_| match caller.actor {
        Actor::Anonymous | Actor::Tracking { .. } => Refusal::new(ErrorCode::SignInNeeded).into(),
        Actor::Account(_) | Actor::Operator => {
            Refusal::new(ErrorCode::Forbidden).fact("role", Role::SysAdmin.code()).into()
        }
    })
}

/// An id as it came in a form; what is none names nothing.
fn named(id: &str) -> PortResult<Uuid> {
    Uuid::parse_str(id).map_err(|_| Refusal::new(ErrorCode::NotFound).into())
}

#[async_trait]
impl Notices for Service {
    async fn list(&self, caller: &Caller, page: u64) -> PortResult<NoticePage> {
        list::page(&self.0, caller, reader(caller)?, page).await
    }
    async fn unread_count(&self, caller: &Caller) -> PortResult<u64> {
        unread(&self.0, reader(caller)?).await
    }
    async fn mark_read(&self, caller: &Caller, id: &str) -> PortResult<Option<String>> {
        list::mark_read(&self.0, reader(caller)?, named(id)?).await
    }
    async fn mark_all_read(&self, caller: &Caller) -> PortResult<u64> {
        list::mark_all_read(&self.0, reader(caller)?).await
    }
    async fn preferences(&self, caller: &Caller) -> PortResult<Preferences> {
        list::preferences(&self.0, caller, reader(caller)?).await
    }
    async fn set_preferences(&self, caller: &Caller, wanted: &[String]) -> PortResult<()> {
        list::set_preferences(&self.0, caller, reader(caller)?, wanted).await
    }
    async fn mail_desk(&self, caller: &Caller, page: u64) -> PortResult<MailDesk> {
        desk::page(&self.0, caller, page).await
    }
    async fn retry_mail(&self, caller: &Caller, id: &str) -> PortResult<()> {
        desk::retry(&self.0, caller, id).await
    }
}
