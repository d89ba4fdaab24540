//! The port: hands its calls on.
use super::{announcements, conditions, credit_desk, procedure, reminders, self_check, texts_desk, windows};
use crate::portal::Core;
use async_trait::async_trait;
use contract::opening::*;
use contract::{Caller, FormData, PortResult};
use std::sync::Arc;

/// The port.
pub struct Service(pub Arc<Core>);

#[async_trait]
impl Opening for Service {
    async fn announcements(&self, caller: &Caller, kind: &str, page: u64) -> PortResult<AnnouncementPage> {
        announcements::list(&self.0, caller, kind, page).await
    }
    async fn announcement(&self, caller: &Caller, code: &str, version: Option<u32>) -> PortResult<AnnouncementView> {
        announcements::one(&self.0, caller, code, version).await
    }
    async fn own_announcements(&self, caller: &Caller) -> PortResult<Vec<AnnouncementRow>> {
        announcements::own(&self.0, caller).await
    }
    async fn announcement_draft(&self, caller: &Caller, code: Option<&str>) -> PortResult<AnnouncementDraft> {
        announcements::draft(&self.0, caller, code).await
    }
    async fn write_announcement(&self, caller: &Caller, code: Option<&str>, form: &FormData) -> PortResult<String> {
        announcements::write(&self.0, caller, code, form).await
    }
    async fn windows(&self, caller: &Caller) -> PortResult<WindowDesk> {
        windows::desk(&self.0, caller).await
    }
    async fn window(&self, caller: &Caller, id: &str) -> PortResult<WindowView> {
        windows::one(&self.0, caller, id).await
    }
    async fn draft_window(&self, caller: &Caller, form: &FormData) -> PortResult<String> {
        windows::draft(&self.0, caller, form).await
    }
    async fn act_on_window(&self, caller: &Caller, id: &str, form: &FormData) -> PortResult<Option<String>> {
        windows::act(&self.0, caller, id, form).await
    }
    async fn restricted(&self, caller: &Caller, text: &str, page: u64) -> PortResult<RestrictedPage> {
        conditions::list(&self.0, caller, text, page).await
    }
    async fn conditions(&self, caller: &Caller, dataset: &str) -> PortResult<ConditionsDesk> {
        conditions::desk(&self.0, caller, dataset).await
    }
    async fn write_conditions(&self, caller: &Caller, dataset: &str, form: &FormData) -> PortResult<()> {
        conditions::write(&self.0, caller, dataset, form).await
    }
    async fn credit(&self, caller: &Caller, query: &CreditQuery) -> PortResult<CreditPage> {
        credit_desk::page(&self.0, caller, query).await
    }
    async fn find_credit(&self, caller: &Caller, form: &FormData) -> PortResult<String> {
        credit_desk::find(&self.0, caller, form).await
    }
    async fn import_credit(&self, caller: &Caller, form: &FormData) -> PortResult<u64> {
        credit_desk::import(&self.0, caller, form).await
    }
    async fn lift_credit(&self, caller: &Caller, form: &FormData) -> PortResult<()> {
        credit_desk::lift(&self.0, caller, form).await
    }
    async fn texts(&self, caller: &Caller) -> PortResult<Vec<TextRow>> {
        texts_desk::list(&self.0, caller).await
    }
    async fn text(&self, caller: &Caller, kind: &str) -> PortResult<TextDesk> {
        texts_desk::desk(&self.0, caller, kind).await
    }
    async fn write_text(&self, caller: &Caller, kind: &str, form: &FormData) -> PortResult<()> {
        texts_desk::write(&self.0, caller, kind, form).await
    }
    async fn text_preview(&self, caller: &Caller, kind: &str) -> PortResult<TextPreview> {
        texts_desk::preview(&self.0, caller, kind).await
    }
    async fn procedure(&self, caller: &Caller, dataset: Option<&str>) -> PortResult<ProcedureView> {
        procedure::procedure(&self.0, caller, dataset).await
    }
    async fn self_check(&self, caller: &Caller, answers: &SelfAnswers) -> PortResult<SelfCheck> {
        self_check::check(&self.0, caller, answers).await
    }
    async fn open_windows(&self, _: &Caller) -> PortResult<Vec<OpenWindow>> {
        windows::current(&self.0).await
    }
    async fn standing(&self, caller: &Caller, dataset: &str) -> PortResult<DatasetOpening> {
        procedure::standing(&self.0, caller, dataset).await
    }
    async fn remind(&self, caller: &Caller, dataset: Option<&str>, wanted: bool) -> PortResult<()> {
        reminders::remind(&self.0, caller, dataset, wanted).await
    }
}
