//! What the port answers in tests of pages.
use super::Fake;
use async_trait::async_trait;
use contract::cases::{
    Applicant, CaseFile, CaseView, Cases, CommandEnding, CommandView, DelegationView, DocumentBody, DraftView, MyCases,
    QueuePage, QueueQuery, Receipt,
};
use contract::{Caller, Coded, FormData, PortError, PortResult};

/// No test of a page needs it.
fn unused<T>() -> PortResult<T> {
    Err(PortError::Internal("not in this test".into()))
}

#[async_trait]
impl Cases for Fake {
    async fn file_complaint(&self, _: &Caller, _: &str, _: &FormData) -> PortResult<Receipt> {
        unused()
    }
    async fn enter_for_visitor(&self, _: &Caller, _: &str, _: &FormData) -> PortResult<Receipt> {
        unused()
    }
    async fn case(&self, _: &Caller, _: &str) -> PortResult<CaseView> {
        unused()
    }
    async fn track(&self, _: &Caller, _: &str, _: &str) -> PortResult<CaseView> {
        unused()
    }
    async fn command_page(&self, _: &Caller, _: &str, _: &str) -> PortResult<CommandView> {
        unused()
    }
    async fn do_command(&self, _: &Caller, _: &str, _: &str, _: &FormData) -> PortResult<CommandEnding> {
        unused()
    }
    async fn queue(&self, _: &Caller, _: &QueueQuery) -> PortResult<QueuePage> {
        unused()
    }
    async fn assign(&self, _: &Caller, _: &[String], _: Option<&str>) -> PortResult<u32> {
        unused()
    }
    async fn colleagues(&self, _: &Caller) -> PortResult<Vec<Coded>> {
        unused()
    }
    async fn my_cases(&self, _: &Caller, _: u32) -> PortResult<MyCases> {
        unused()
    }
    async fn document(&self, _: &Caller, _: &str, _: &str) -> PortResult<DocumentBody> {
        unused()
    }
    async fn unmask(&self, _: &Caller, _: &str, _: &str) -> PortResult<Applicant> {
        unused()
    }
    async fn case_file(&self, _: &Caller, _: &str) -> PortResult<CaseFile> {
        unused()
    }
    async fn add_note(&self, _: &Caller, _: &str, _: &str) -> PortResult<()> {
        unused()
    }
    async fn add_message(&self, _: &Caller, _: &str, _: &str) -> PortResult<()> {
        unused()
    }
    async fn relate(&self, _: &Caller, _: &str, _: &str) -> PortResult<()> {
        unused()
    }
    async fn delegations(&self, _: &Caller) -> PortResult<Vec<DelegationView>> {
        unused()
    }
    async fn delegate(&self, _: &Caller, _: &FormData) -> PortResult<()> {
        unused()
    }
    async fn end_delegation(&self, _: &Caller, _: &str) -> PortResult<()> {
        unused()
    }
    async fn save_draft(&self, _: &Caller, _: Option<&str>, _: &str, _: &FormData) -> PortResult<String> {
        unused()
    }
    async fn draft(&self, _: &Caller, _: &str) -> PortResult<DraftView> {
        unused()
    }
    async fn drafts(&self, _: &Caller) -> PortResult<Vec<DraftView>> {
        unused()
    }
    async fn discard_draft(&self, _: &Caller, _: &str) -> PortResult<()> {
        unused()
    }
}
