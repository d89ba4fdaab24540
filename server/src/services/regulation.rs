//! The port of calendars and regulation profiles: drafts, their effect, publication, history. What is published is in force at once, on
//! every replica within a second (they follow the feed); running cases keep the versions they began with.
mod calendar;
mod copy;
mod drafts;
mod effect;
mod profiles;
pub mod publish;
mod rows;

use super::internal;
use crate::portal::Core;
use async_trait::async_trait;
use chrono::NaiveDate;
use contract::regulation::*;
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::policy::{Action, ResourceFacts, authorize};
use std::sync::Arc;
use store::StoreError;

/// The port.
pub struct Service(pub Arc<Core>);

/// Longest reason, name of a source, or note, in characters.
const LONGEST: usize = 500;

/// Who acts, as drafts and versions keep it: the id of the account, never a name.
fn who(caller: &Caller) -> String {
    caller.actor.account().map_or_else(|| caller.actor.code().to_owned(), |id| id.to_string())
}

fn may(caller: &Caller, action: Action) -> bool {
    authorize(&caller.actor, action, &ResourceFacts::Portal).is_ok()
}

/// A field that must be filled in, and not without end.
fn required(field: &str, text: &str, faults: &mut Vec<Refusal>) -> String {
    let text = text.trim();
    let length = text.chars().count();
    if text.is_empty() {
        faults.push(Refusal::new(ErrorCode::Required).field(field));
    } else if length > LONGEST {
        let over = length - LONGEST;
        faults.push(Refusal::new(ErrorCode::TooLong).field(field).fact("max", LONGEST).fact("over", over));
    }
    text.to_owned()
}

/// Somebody else was faster: 409. Everything else is a fault of the database.
fn stored(error: StoreError) -> PortError {
    match error {
        StoreError::Conflict(_) => Refusal::new(ErrorCode::Conflict).into(),
        other => internal(other),
    }
}

/// Takes what was published into force here; the other replicas follow the feed.
async fn in_force(core: &Core) -> PortResult<()> {
    core.reload_active().await.map_err(|error| PortError::Internal(format!("{error:#}")))
}

#[async_trait]
impl Regulation for Service {
    async fn calendars(&self, caller: &Caller) -> PortResult<Vec<CalendarRow>> {
        calendar::list(&self.0, caller).await
    }

    async fn calendar(&self, caller: &Caller, year: i32) -> PortResult<CalendarView> {
        calendar::view(&self.0, caller, year).await
    }

    async fn edit_calendar(&self, caller: &Caller, year: i32, edit: CalendarEdit) -> PortResult<()> {
        calendar::edit(&self.0, caller, year, edit).await
    }

    async fn publish_calendar(&self, caller: &Caller, year: i32, source: &str) -> PortResult<i64> {
        calendar::publish(&self.0, caller, year, source).await
    }

    async fn profiles(&self, caller: &Caller) -> PortResult<Vec<ProfileRow>> {
        profiles::list(&self.0, caller).await
    }

    async fn profile(&self, caller: &Caller, name: &str) -> PortResult<ProfileView> {
        profiles::view(&self.0, caller, name).await
    }

    async fn edit_profile(&self, caller: &Caller, name: &str, edit: ValueEdit) -> PortResult<String> {
        drafts::edit(&self.0, caller, name, edit).await
    }

    async fn propose_activation(&self, caller: &Caller, name: &str, reason: &str) -> PortResult<String> {
        drafts::propose_activation(&self.0, caller, name, reason).await
    }

    async fn calendar_file(&self, caller: &Caller, year: i32, format: CalendarFormat) -> PortResult<CalendarFile> {
        calendar::file(&self.0, caller, year, format).await
    }

    async fn adopt(&self, caller: &Caller, name: &str, adoption: Adoption) -> PortResult<String> {
        copy::adopt(&self.0, caller, name, adoption).await
    }

    async fn copy_profile(&self, caller: &Caller, name: &str, new: NewProfile) -> PortResult<String> {
        copy::copy(&self.0, caller, name, new).await
    }

    async fn draft(&self, caller: &Caller, id: &str, trial: Option<NaiveDate>) -> PortResult<DraftView> {
        drafts::view(&self.0, caller, id, trial).await
    }

    async fn act_on_draft(&self, caller: &Caller, id: &str, act: DraftAct) -> PortResult<()> {
        drafts::act(&self.0, caller, id, act).await
    }
}
