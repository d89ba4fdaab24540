//! What system administrators look after: accounts and bodies. They decide no case, and personal data comes masked (rules A1).
mod accounts;
mod bodies;
mod ending;

use crate::portal::Core;
use async_trait::async_trait;
use contract::directory::*;
use contract::{Caller, PortResult};
use std::sync::Arc;

/// The port.
pub struct Service(pub Arc<Core>);

#[async_trait]
impl Directory for Service {
    async fn accounts(&self, caller: &Caller, query: &AccountQuery) -> PortResult<AccountPage> {
        accounts::page(&self.0, caller, query).await
    }
    async fn find_account(&self, caller: &Caller, text: &str) -> PortResult<String> {
        accounts::find(&self.0, caller, text).await
    }
    async fn account(&self, caller: &Caller, id: &str) -> PortResult<ManagedAccount> {
        accounts::one(&self.0, caller, id).await
    }
    async fn suspend_account(&self, caller: &Caller, id: &str, reason: &str) -> PortResult<Suspension> {
        accounts::suspend(&self.0, caller, id, reason).await
    }
    async fn restore_account(&self, caller: &Caller, id: &str, reason: &str) -> PortResult<()> {
        accounts::restore(&self.0, caller, id, reason).await
    }
    async fn bodies(&self, caller: &Caller, query: &BodyQuery) -> PortResult<BodyPage> {
        bodies::page(&self.0, caller, query).await
    }
    async fn body(&self, caller: &Caller, code: &str) -> PortResult<ManagedBody> {
        bodies::one(&self.0, caller, code).await
    }
    async fn body_choices(&self, caller: &Caller) -> PortResult<BodyChoices> {
        bodies::choices(&self.0, caller).await
    }
    async fn create_body(&self, caller: &Caller, form: BodyForm) -> PortResult<String> {
        bodies::create(&self.0, caller, form).await
    }
    async fn edit_body(&self, caller: &Caller, code: &str, form: BodyForm) -> PortResult<()> {
        bodies::edit(&self.0, caller, code, form).await
    }
    async fn invite_admin(&self, caller: &Caller, code: &str, email: &str) -> PortResult<()> {
        ending::invite_admin(&self.0, caller, code, email).await
    }
    async fn end_body(&self, caller: &Caller, code: &str, successor: &str, reason: &str) -> PortResult<EndedBody> {
        ending::end(&self.0, caller, code, successor, reason).await
    }
    async fn resume_body(&self, caller: &Caller, code: &str, reason: &str) -> PortResult<()> {
        ending::resume(&self.0, caller, code, reason).await
    }
}
