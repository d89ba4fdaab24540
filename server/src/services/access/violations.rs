//! 违规处置 (B16, R-133…R-138): what publishers and the authority do when a user of restricted data breaks the agreement. Cases (WG) of the
//! shared machinery; what may be done, by whom, is decided by `domain::access::violation`. Access closes, opens again or ends in the
//! transaction of the act.
pub mod access;
mod command;
mod effects;
mod fields;
mod list;
mod load;
mod open;
mod subject;
pub mod tick;
mod told;
mod words;

pub use list::desk;
pub use open::{Suspicion, about, enter, may_suspect, suspect};

use crate::portal::Core;
use crate::services::cases::subject::{Procedure, Subject};
use async_trait::async_trait;
use contract::cases::{CommandEnding, CommandView, Preview};
use contract::{Caller, FormData, PortResult};
use domain::policy::Actor;
use store::Tx;
use store::cases::CaseRow;

/// The procedure of B16.
pub struct Violations;

#[async_trait]
impl Procedure for Violations {
    fn involves(&self, actor: &Actor, row: &CaseRow) -> bool {
        load::involves(actor, row)
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
