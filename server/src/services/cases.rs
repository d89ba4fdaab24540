//! Cases: filed, followed and handled by the same machinery whatever their kind. One file a part; this one hands the port's calls on.
pub(crate) mod applicant;
mod archive;
pub(crate) mod bodies;
mod bulk;
pub(crate) mod clock;
pub(crate) mod clocks;
mod command;
mod complaint;
mod desk;
pub(crate) mod documents;
mod drafts;
pub(crate) mod effects;
pub(crate) mod fields;
pub(crate) mod filing;
pub(crate) mod form;
pub(crate) mod handover;
pub(crate) mod load;
pub(crate) mod messages;
pub(crate) mod names;
pub mod opinions;
pub(crate) mod own;
pub(crate) mod preview;
mod print;
mod queue;
mod queue_file;
mod search;
pub(crate) mod subject;
pub(crate) mod timeline;
pub(crate) mod told;
mod track;
pub(crate) mod view;
pub(crate) mod words;

pub(crate) use command::next;

use super::internal;
use crate::portal::Core;
use async_trait::async_trait;
use contract::cases::{
    Applicant, Archive, BulkAct, BulkEnding, CaseFile, CaseView, Cases, CommandEnding, CommandView, CoordinationPage,
    DelegationView, DocumentBody, DraftView, MyCases, Neighbours, OpinionDesk, OpinionRow, Preview, PrintPage,
    QueuePage, QueueQuery, Receipt, TrackPass,
};
use contract::{Caller, Coded, ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::account::SignedIn;
use domain::cases::CaseKind;
use domain::policy::{CaseAction, authorize_desk};
use std::sync::Arc;
use store::StoreError;
use uuid::Uuid;

/// The port.
pub struct Service(pub Arc<Core>);

/// The session, or the demand to sign in.
fn need(caller: &Caller) -> PortResult<&SignedIn> {
    caller.actor.signed_in().ok_or_else(|| Refusal::new(ErrorCode::SignInNeeded).into())
}

/// The session and the body it acts for, for what happens at the desk as a whole.
fn desk(caller: &Caller, action: CaseAction) -> PortResult<(&SignedIn, Uuid)> {
    let signed = need(caller)?;
    let body = signed.acting.body();
    match (authorize_desk(&caller.actor, action), body) {
        (Ok(()), Some(body)) => Ok((signed, body)),
        _ => Err(Refusal::new(ErrorCode::Forbidden).fact("role", "reviewer").into()),
    }
}

fn missing<T>() -> PortResult<T> {
    Err(Refusal::new(ErrorCode::NotFound).into())
}

/// Somebody else was first.
pub(crate) fn conflict() -> PortError {
    Refusal::new(ErrorCode::Conflict).into()
}

/// A fault of the store; a lost race is the reader's to hear of.
pub(crate) fn stored(error: StoreError) -> PortError {
    match error {
        StoreError::Conflict(what) if what == "cases.version" || what == "case_drafts.version" => conflict(),
        other => internal(other),
    }
}

/// An id as views carry it.
fn id(text: &str) -> PortResult<Uuid> {
    Uuid::parse_str(text).or_else(|_| missing())
}

/// A kind that the procedure of complaints handles.
fn kind(code: &str) -> PortResult<CaseKind> {
    CaseKind::from_code(code).filter(|kind| CaseKind::COMPLAINTS.contains(kind)).map_or_else(missing, Ok)
}

#[async_trait]
impl Cases for Service {
    async fn file_complaint(&self, caller: &Caller, kind: &str, form: &FormData) -> PortResult<Receipt> {
        filing::file(&self.0, caller, self::kind(kind)?, form).await
    }
    async fn enter_for_visitor(&self, caller: &Caller, kind: &str, form: &FormData) -> PortResult<Receipt> {
        filing::enter(&self.0, caller, self::kind(kind)?, form).await
    }
    async fn case(&self, caller: &Caller, number: &str) -> PortResult<CaseView> {
        view::case(&self.0, caller, number).await
    }
    async fn track(&self, caller: &Caller, number: &str, query_code: &str) -> PortResult<CaseView> {
        track::track(&self.0, caller, number, query_code).await
    }
    async fn track_pass(&self, caller: &Caller, number: &str, query_code: &str) -> PortResult<TrackPass> {
        track::pass(&self.0, caller, number, query_code).await
    }
    async fn tracked(&self, caller: &Caller, token: &str) -> PortResult<(Caller, String)> {
        track::open(&self.0, caller, token).await
    }
    async fn command_page(&self, caller: &Caller, number: &str, command: &str) -> PortResult<CommandView> {
        subject::of_number(number)?.command_page(&self.0, caller, number, command).await
    }
    async fn do_command(
        &self,
        caller: &Caller,
        number: &str,
        command: &str,
        form: &FormData,
    ) -> PortResult<CommandEnding> {
        subject::of_number(number)?.run(&self.0, caller, number, command, form).await
    }
    async fn preview(&self, caller: &Caller, number: &str, command: &str, form: &FormData) -> PortResult<Preview> {
        subject::of_number(number)?.preview(&self.0, caller, number, command, form).await
    }
    async fn opinions(&self, caller: &Caller) -> PortResult<Vec<OpinionRow>> {
        opinions::list(&self.0, caller).await
    }
    async fn opinion(&self, caller: &Caller, id: Option<&str>) -> PortResult<OpinionDesk> {
        opinions::desk(&self.0, caller, id).await
    }
    async fn write_opinion(&self, caller: &Caller, id: Option<&str>, form: &FormData) -> PortResult<()> {
        opinions::write(&self.0, caller, id, form).await
    }
    async fn opinion_text(
        &self,
        caller: &Caller,
        number: &str,
        command: &str,
        question: &str,
        template: &str,
    ) -> PortResult<String> {
        opinions::text(&self.0, caller, number, command, question, template).await
    }
    async fn neighbours(&self, caller: &Caller, number: &str, query: &QueueQuery) -> PortResult<Neighbours> {
        queue::neighbours(&self.0, caller, number, query).await
    }
    async fn queue(&self, caller: &Caller, query: &QueueQuery) -> PortResult<QueuePage> {
        queue::queue(&self.0, caller, query).await
    }
    async fn assign(&self, caller: &Caller, numbers: &[String], to: Option<&str>) -> PortResult<u32> {
        desk::assign(&self.0, caller, numbers, to).await
    }
    async fn bulk(&self, caller: &Caller, act: BulkAct, numbers: &[String]) -> PortResult<BulkEnding> {
        bulk::bulk(&self.0, caller, act, numbers).await
    }
    async fn queue_file(&self, caller: &Caller, query: &QueueQuery, numbers: &[String]) -> PortResult<Archive> {
        queue_file::file(&self.0, caller, query, numbers).await
    }
    async fn colleagues(&self, caller: &Caller) -> PortResult<Vec<Coded>> {
        desk::colleagues(&self.0, caller).await
    }
    async fn coordination(&self, caller: &Caller) -> PortResult<CoordinationPage> {
        super::access::reviews::coordination(&self.0, caller).await
    }
    async fn my_cases(&self, caller: &Caller, page: u32) -> PortResult<MyCases> {
        queue::mine(&self.0, caller, page).await
    }
    async fn document(&self, caller: &Caller, number: &str, document: &str) -> PortResult<DocumentBody> {
        documents::open(&self.0, caller, number, document).await
    }
    async fn unmask(&self, caller: &Caller, number: &str, reason: &str) -> PortResult<Applicant> {
        applicant::unmask(&self.0, caller, number, reason).await
    }
    async fn case_file(&self, caller: &Caller, number: &str) -> PortResult<CaseFile> {
        print::file(&self.0, caller, number).await
    }
    async fn case_archive(&self, caller: &Caller, number: &str, page: PrintPage) -> PortResult<Archive> {
        archive::archive(&self.0, caller, number, page).await
    }
    async fn add_note(&self, caller: &Caller, number: &str, text: &str) -> PortResult<()> {
        messages::add(&self.0, caller, number, text, true).await
    }
    async fn add_message(&self, caller: &Caller, number: &str, text: &str) -> PortResult<()> {
        messages::add(&self.0, caller, number, text, false).await
    }
    async fn relate(&self, caller: &Caller, number: &str, other: &str) -> PortResult<()> {
        desk::relate(&self.0, caller, number, other).await
    }
    async fn delegations(&self, caller: &Caller) -> PortResult<Vec<DelegationView>> {
        desk::delegations(&self.0, caller).await
    }
    async fn delegate(&self, caller: &Caller, form: &FormData) -> PortResult<()> {
        desk::delegate(&self.0, caller, form).await
    }
    async fn end_delegation(&self, caller: &Caller, id: &str) -> PortResult<()> {
        desk::end_delegation(&self.0, caller, self::id(id)?).await
    }
    async fn save_draft(&self, caller: &Caller, id: Option<&str>, kind: &str, form: &FormData) -> PortResult<String> {
        drafts::save(&self.0, caller, id, self::kind(kind)?, form).await
    }
    async fn draft(&self, caller: &Caller, id: &str) -> PortResult<DraftView> {
        drafts::one(&self.0, caller, self::id(id)?).await
    }
    async fn drafts(&self, caller: &Caller) -> PortResult<Vec<DraftView>> {
        drafts::all(&self.0, caller).await
    }
    async fn discard_draft(&self, caller: &Caller, id: &str) -> PortResult<()> {
        drafts::discard(&self.0, caller, self::id(id)?, "case.discard-draft").await
    }
    async fn draft_filed(&self, caller: &Caller, id: &str) -> PortResult<()> {
        drafts::discard(&self.0, caller, self::id(id)?, "case.draft-filed").await
    }
}
