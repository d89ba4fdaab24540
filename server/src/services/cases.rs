//! Cases: filed, followed and handled by the same machinery whatever their kind.
use crate::portal::Core;
use async_trait::async_trait;
use contract::cases::{
    Applicant, CaseFile, CaseView, Cases, CommandEnding, CommandView, DelegationView, DocumentBody, DraftView, MyCases,
    QueuePage, QueueQuery, Receipt,
};
use contract::{Caller, Coded, FormData, PortResult};
use std::sync::Arc;

/// The port.
pub struct Service(pub Arc<Core>);

/// Until the machinery is there nothing is found.
fn nothing<T>() -> PortResult<T> {
    Err(contract::PortError::Refused(contract::Refusal::new(contract::ErrorCode::NotReady)))
}

#[async_trait]
impl Cases for Service {
    async fn file_complaint(&self, _: &Caller, _: &str, _: &FormData) -> PortResult<Receipt> {
        nothing()
    }
    async fn enter_for_visitor(&self, _: &Caller, _: &str, _: &FormData) -> PortResult<Receipt> {
        nothing()
    }
    async fn case(&self, _: &Caller, _: &str) -> PortResult<CaseView> {
        nothing()
    }
    async fn track(&self, _: &Caller, _: &str, _: &str) -> PortResult<CaseView> {
        nothing()
    }
    async fn command_page(&self, _: &Caller, _: &str, _: &str) -> PortResult<CommandView> {
        nothing()
    }
    async fn do_command(&self, _: &Caller, _: &str, _: &str, _: &FormData) -> PortResult<CommandEnding> {
        nothing()
    }
    async fn queue(&self, _: &Caller, _: &QueueQuery) -> PortResult<QueuePage> {
        nothing()
    }
    async fn assign(&self, _: &Caller, _: &[String], _: Option<&str>) -> PortResult<u32> {
        nothing()
    }
    async fn colleagues(&self, _: &Caller) -> PortResult<Vec<Coded>> {
        nothing()
    }
    async fn my_cases(&self, _: &Caller, _: u32) -> PortResult<MyCases> {
        nothing()
    }
    async fn document(&self, _: &Caller, _: &str, _: &str) -> PortResult<DocumentBody> {
        nothing()
    }
    async fn unmask(&self, _: &Caller, _: &str, _: &str) -> PortResult<Applicant> {
        nothing()
    }
    async fn case_file(&self, _: &Caller, _: &str) -> PortResult<CaseFile> {
        nothing()
    }
    async fn add_note(&self, _: &Caller, _: &str, _: &str) -> PortResult<()> {
        nothing()
    }
    async fn add_message(&self, _: &Caller, _: &str, _: &str) -> PortResult<()> {
        nothing()
    }
    async fn relate(&self, _: &Caller, _: &str, _: &str) -> PortResult<()> {
        nothing()
    }
    async fn delegations(&self, _: &Caller) -> PortResult<Vec<DelegationView>> {
        nothing()
    }
    async fn delegate(&self, _: &Caller, _: &FormData) -> PortResult<()> {
        nothing()
    }
    async fn end_delegation(&self, _: &Caller, _: &str) -> PortResult<()> {
        nothing()
    }
    async fn save_draft(&self, _: &Caller, _: Option<&str>, _: &str, _: &FormData) -> PortResult<String> {
        nothing()
    }
    async fn draft(&self, _: &Caller, _: &str) -> PortResult<DraftView> {
        nothing()
    }
    async fn drafts(&self, _: &Caller) -> PortResult<Vec<DraftView>> {
        nothing()
    }
    async fn discard_draft(&self, _: &Caller, _: &str) -> PortResult<()> {
        nothing()
    }
}
