//! What the port answers in tests of pages. What it does is tested over HTTP.
use super::Fake;
use async_trait::async_trait;
use contract::applications::{Applications, DraftRow, DraftView, ReceiptView, Saved, StartView, Submitted};
use contract::cases::DocumentBody;
use contract::{Caller, ErrorCode, FormData, PortResult, Refusal};
use domain::access::application::Section;

fn none<T>() -> PortResult<T> {
    Err(Refusal::new(ErrorCode::NotFound).into())
}

#[async_trait]
impl Applications for Fake {
    async fn start(&self, _: &Caller, _: Option<&str>) -> PortResult<StartView> {
        Ok(StartView::default())
    }
    async fn begin(&self, _: &Caller, _: &FormData) -> PortResult<String> {
        none()
    }
    async fn drafts(&self, _: &Caller) -> PortResult<Vec<DraftRow>> {
        Ok(Vec::new())
    }
    async fn draft(&self, _: &Caller, _: &str, _: Option<Section>) -> PortResult<DraftView> {
        none()
    }
    async fn save(&self, _: &Caller, _: &str, _: Section, _: Option<usize>, _: &FormData) -> PortResult<Saved> {
        none()
    }
    async fn add_line(&self, _: &Caller, _: &str, _: &str) -> PortResult<usize> {
        none()
    }
    async fn remove_line(&self, _: &Caller, _: &str, _: usize, _: &str) -> PortResult<()> {
        none()
    }
    async fn attach(&self, _: &Caller, _: &str, _: &FormData) -> PortResult<()> {
        none()
    }
    async fn remove_paper(&self, _: &Caller, _: &str, _: &str) -> PortResult<()> {
        none()
    }
    async fn paper(&self, _: &Caller, _: &str, _: &str) -> PortResult<DocumentBody> {
        none()
    }
    async fn share(&self, _: &Caller, _: &str, _: &FormData) -> PortResult<()> {
        none()
    }
    async fn discard(&self, _: &Caller, _: &str) -> PortResult<()> {
        none()
    }
    async fn submit(&self, _: &Caller, _: &str) -> PortResult<Submitted> {
        none()
    }
    async fn receipt(&self, _: &Caller, _: &str) -> PortResult<ReceiptView> {
        none()
    }
}
