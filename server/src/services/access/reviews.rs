//! 规范性审查 → 需求审核 → 需求复核 (B09; R-060…R-073): applications under review are cases (SQ) of the shared machinery.
//!
//! [`open`] files what somebody submitted: one case for each review the profile asks for. What may be done, by whom, with which clocks is decided
//! by `domain::access::review`; here the case is loaded for its reader (a publisher has its own lines alone, R-063), shown, and what was decided
//! carried out.
mod after;
mod answers;
mod apply;
mod changes;
mod checks;
mod command;
mod coordination;
mod fields;
mod lines;
mod load;
mod open;
mod part;
pub mod proposals;
mod read;
mod related;
mod sections;
mod subject;
mod supplement;
mod words;

pub(crate) use coordination::coordination;
pub use open::{NewApplication, Paper, open};

use crate::portal::Core;
use crate::services::cases::subject::{Procedure, Subject};
use async_trait::async_trait;
use contract::cases::{CommandEnding, CommandView, Preview};
use contract::{Caller, FormData, PortResult};
use domain::policy::Actor;
use store::Tx;
use store::cases::CaseRow;

/// The procedure of B09.
pub struct Reviews;

#[async_trait]
impl Procedure for Reviews {
    fn involves(&self, actor: &Actor, row: &CaseRow) -> bool {
        load::facts_of(row).is_ok_and(|facts| !domain::access::review::parts(actor, &facts).is_empty())
    }
    async fn subject(&self, core: &Core, tx: &mut Tx, caller: &Caller, row: CaseRow) -> PortResult<Box<dyn Subject>> {
        Ok(Box::new(load::Loaded::of(core, tx, caller, row).await?))
    }
    async fn command_page(&self, core: &Core, caller: &Caller, number: &str, command: &str) -> PortResult<CommandView> {
        command::page(core, caller, number, command).await
    }
    async fn run(
        &self,
        core: &Core,
        caller: &Caller,
        number: &str,
        command: &str,
        form: &FormData,
    ) -> PortResult<CommandEnding> {
        command::run(core, caller, number, command, form).await
    }
    async fn preview(
        &self,
        core: &Core,
        caller: &Caller,
        number: &str,
        command: &str,
        form: &FormData,
    ) -> PortResult<Preview> {
        command::preview(core, caller, number, command, form).await
    }
}
