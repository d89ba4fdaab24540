//! What system administrators look after: accounts and bodies. A technical office: it decides no case, and personal data comes masked.
//!
//! Every method is for `sys-admin` with a second factor (`forbidden` else, and the attempt is in the audit trail). What was typed wrongly
//! comes back as `PortError::Invalid`, each fault with the name of its form field.
mod forms;
mod views;

pub use forms::*;
pub use views::*;

use crate::{Caller, PortResult};
use async_trait::async_trait;

/// Use cases; see the module.
#[async_trait]
pub trait Directory: Send + Sync {
    // ---- accounts: `/admin/accounts` ----

    /// Accounts, the newest first.
    async fn accounts(&self, caller: &Caller, query: &AccountQuery) -> PortResult<AccountPage>;
    /// The id of the account of an e-mail address, or of an id as it stands in the audit trail. Field `q`; the look-up is recorded.
    async fn find_account(&self, caller: &Caller, text: &str) -> PortResult<String>;
    /// One account.
    async fn account(&self, caller: &Caller, id: &str) -> PortResult<ManagedAccount>;
    /// Its sessions end at once, nobody can sign in to it, and its owner is told. Field `reason`, 4 to 500 characters. Nobody suspends
    /// their own (`forbidden`); `conflict` where it is suspended or closed.
    async fn suspend_account(&self, caller: &Caller, id: &str, reason: &str) -> PortResult<Suspension>;
    /// It can be used again, and its owner is told. Field `reason`.
    async fn restore_account(&self, caller: &Caller, id: &str, reason: &str) -> PortResult<()>;

    // ---- bodies: `/admin/bodies` ----

    /// Bodies by region and name.
    async fn bodies(&self, caller: &Caller, query: &BodyQuery) -> PortResult<BodyPage>;
    /// One body, by its code.
    async fn body(&self, caller: &Caller, code: &str) -> PortResult<ManagedBody>;
    /// What the form of a body offers to choose from.
    async fn body_choices(&self, caller: &Caller) -> PortResult<BodyChoices>;
    /// Enters a body; its code.
    async fn create_body(&self, caller: &Caller, form: BodyForm) -> PortResult<String>;
    /// Changes a body. Its code stays.
    async fn edit_body(&self, caller: &Caller, code: &str, form: BodyForm) -> PortResult<()>;
    /// Invites somebody as administrator of a body that has none. Field `email`; `conflict` where there is one: the further ones are theirs
    /// to invite.
    async fn invite_admin(&self, caller: &Caller, code: &str, email: &str) -> PortResult<()>;
    /// Ends a body: its people lose their access, its open cases go to the successor. Fields `successor` (code or whole name; required where there are
    /// open cases, and an authority for an authority) and `reason`.
    async fn end_body(&self, caller: &Caller, code: &str, successor: &str, reason: &str) -> PortResult<EndedBody>;
    /// Takes the end of a body back; people are invited anew. Field `reason`.
    async fn resume_body(&self, caller: &Caller, code: &str, reason: &str) -> PortResult<()>;
}
