//! 公共数据开放利用协议 (B10, R-076…R-086): drawn up when lines are approved, filled in, signed by a click, ended, the data destroyed.
//! [`draft`] begins one; the case page and its commands come through the procedures of `services::cases`; [`tick`] is time; [`Service`] gives
//! out the signed text and answers `/verify`.
pub mod blanks;
mod coming;
mod command;
pub mod draft;
pub(in crate::services) mod effects;
mod fields;
pub(in crate::services) mod kept;
mod list;
pub(in crate::services) mod load;
mod part;
mod pdf;
mod port;
mod remind;
mod sign;
mod subject;
pub mod tick;
pub(in crate::services) mod told;
mod violation;
mod words;

pub use draft::{Approved, draft};
pub use port::Service;

use crate::portal::Core;
use crate::services::cases::subject::{Procedure, Subject};
use async_trait::async_trait;
use contract::cases::{CommandEnding, CommandView, Preview};
use contract::{Caller, FormData, PortResult};
use domain::access::agreement::{self, Agreement};
use domain::cases::Stored;
use domain::law::Citation;
use domain::policy::Actor;
use domain::profile::{ClauseSet, Profile};
use store::Tx;
use store::cases::CaseRow;

/// The procedure of B10.
pub struct Agreed;

#[async_trait]
impl Procedure for Agreed {
    fn involves(&self, actor: &Actor, row: &CaseRow) -> bool {
        // Party and bodies stand in the open part of the state.
        let Ok(open) = Agreement::from_stored(row.schema, &row.data) else { return false };
        !agreement::parts(actor, &load::facts(row, &open)).is_empty()
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

/// Where it is written, by the clause sets of the profile.
fn sources(profile: &Profile) -> Vec<Citation> {
    let citations = profile.agreement.clauses.iter().map(|set| match set {
        ClauseSet::F4 => "GL20-Art.13(5)",
        ClauseSet::Zj22_33 => "ZJ22-Art.33(3)",
        ClauseSet::Dq24 => "DQ-Art.24",
        ClauseSet::F4Adapted => "YN-Art.41(2)",
    });
    citations.filter_map(|citation| citation.parse().ok()).collect()
}
