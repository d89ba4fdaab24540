//! Applying for restricted data (B09 step 1, B11; C1, C2, C3, C5): drafts of a party that are filled in section by section, and their
//! submission. One file a part; this one hands the port's calls on.
mod earlier;
pub(crate) mod facts;
pub(crate) mod fields;
pub mod kept;
mod lines;
pub(crate) mod papers;
mod share;
mod start;
pub(crate) mod stored;
mod submit;
mod view;
pub(crate) mod words;

use super::internal;
use crate::portal::Core;
use async_trait::async_trait;
use contract::applications::{Applications, DraftRow, DraftView, ReceiptView, Saved, StartView, Submitted};
use contract::cases::DocumentBody;
use contract::{Caller, ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::access::application::Section;
use domain::account::SignedIn;
use domain::policy::{AccessAction, authorize_access};
use std::sync::Arc;
use store::StoreError;
use uuid::Uuid;

/// The port.
pub struct Service(pub Arc<Core>);

/// The session and the party it acts for.
fn party(caller: &Caller) -> PortResult<(&SignedIn, Uuid)> {
    let signed = caller.actor.signed_in().ok_or_else(|| Refusal::new(ErrorCode::SignInNeeded))?;
    let refused = || Refusal::new(ErrorCode::Forbidden).fact("role", "person");
    authorize_access(&caller.actor, AccessAction::Apply, None).map_err(|_| refused())?;
    let party = signed.acting.party().ok_or_else(refused)?;
    Ok((signed, party))
}

fn missing<T>() -> PortResult<T> {
    Err(Refusal::new(ErrorCode::NotFound).into())
}

fn id(text: &str) -> PortResult<Uuid> {
    Uuid::parse_str(text).or_else(|_| missing())
}

/// A fault of the store; a lost race is the reader's to hear of.
fn stored_fault(error: StoreError) -> PortError {
    match error {
        StoreError::Conflict(what) if what == "application_drafts.version" => Refusal::new(ErrorCode::Conflict).into(),
        other => internal(other),
    }
}

#[async_trait]
impl Applications for Service {
    async fn start(&self, caller: &Caller, dataset: Option<&str>) -> PortResult<StartView> {
        start::start(&self.0, caller, dataset).await
    }
    async fn begin(&self, caller: &Caller, form: &FormData) -> PortResult<String> {
        start::begin(&self.0, caller, form).await
    }
    async fn drafts(&self, caller: &Caller) -> PortResult<Vec<DraftRow>> {
        start::drafts(&self.0, caller).await
    }
    async fn draft(&self, caller: &Caller, id: &str, section: Option<Section>) -> PortResult<DraftView> {
        view::draft(&self.0, caller, id, section).await
    }
    async fn save(
        &self,
        caller: &Caller,
        id: &str,
        section: Section,
        line: Option<usize>,
        form: &FormData,
    ) -> PortResult<Saved> {
        lines::save(&self.0, caller, id, section, line, form).await
    }
    async fn add_line(&self, caller: &Caller, id: &str, dataset: &str) -> PortResult<usize> {
        lines::add(&self.0, caller, id, dataset).await
    }
    async fn remove_line(&self, caller: &Caller, id: &str, line: usize, stamp: &str) -> PortResult<()> {
        lines::remove(&self.0, caller, id, line, stamp).await
    }
    async fn attach(&self, caller: &Caller, id: &str, form: &FormData) -> PortResult<()> {
        match form.has(contract::applications::forms::PAPER) {
            true => earlier::take(&self.0, caller, id, form).await,
            false => papers::attach(&self.0, caller, id, form).await,
        }
    }
    async fn remove_paper(&self, caller: &Caller, id: &str, slot: &str) -> PortResult<()> {
        papers::remove(&self.0, caller, id, slot).await
    }
    async fn paper(&self, caller: &Caller, id: &str, paper: &str) -> PortResult<DocumentBody> {
        papers::open(&self.0, caller, id, paper).await
    }
    async fn share(&self, caller: &Caller, id: &str, form: &FormData) -> PortResult<()> {
        share::share(&self.0, caller, id, form).await
    }
    async fn discard(&self, caller: &Caller, id: &str) -> PortResult<()> {
        start::discard(&self.0, caller, id).await
    }
    async fn submit(&self, caller: &Caller, id: &str) -> PortResult<Submitted> {
        submit::submit(&self.0, caller, id).await
    }
    async fn receipt(&self, caller: &Caller, id: &str) -> PortResult<ReceiptView> {
        submit::receipt(&self.0, caller, id).await
    }
}
