//! The port as tests of pages need it: nothing is announced, nothing can be applied for. What it answers is shown by the tests over HTTP.
use super::{Fake, missing};
use async_trait::async_trait;
use contract::opening::*;
use contract::{Caller, FormData, PortResult};

#[async_trait]
impl Opening for Fake {
    async fn announcements(&self, _: &Caller, _: &str, _: u64) -> PortResult<AnnouncementPage> {
        self.gate()?;
        Ok(AnnouncementPage { page: 1, per_page: 20, ..AnnouncementPage::default() })
    }
    async fn announcement(&self, _: &Caller, _: &str, _: Option<u32>) -> PortResult<AnnouncementView> {
        missing()
    }
    async fn own_announcements(&self, _: &Caller) -> PortResult<Vec<AnnouncementRow>> {
        missing()
    }
    async fn announcement_draft(&self, _: &Caller, _: Option<&str>) -> PortResult<AnnouncementDraft> {
        missing()
    }
    async fn write_announcement(&self, _: &Caller, _: Option<&str>, _: &FormData) -> PortResult<String> {
        missing()
    }
    async fn windows(&self, _: &Caller) -> PortResult<WindowDesk> {
        missing()
    }
    async fn window(&self, _: &Caller, _: &str) -> PortResult<WindowView> {
        missing()
    }
    async fn draft_window(&self, _: &Caller, _: &FormData) -> PortResult<String> {
        missing()
    }
    async fn act_on_window(&self, _: &Caller, _: &str, _: &FormData) -> PortResult<Option<String>> {
        missing()
    }
    async fn restricted(&self, _: &Caller, _: &str, _: u64) -> PortResult<RestrictedPage> {
        missing()
    }
    async fn conditions(&self, _: &Caller, _: &str) -> PortResult<ConditionsDesk> {
        missing()
    }
    async fn write_conditions(&self, _: &Caller, _: &str, _: &FormData) -> PortResult<()> {
        missing()
    }
    async fn credit(&self, _: &Caller, _: &CreditQuery) -> PortResult<CreditPage> {
        missing()
    }
    async fn find_credit(&self, _: &Caller, _: &FormData) -> PortResult<String> {
        missing()
    }
    async fn import_credit(&self, _: &Caller, _: &FormData) -> PortResult<u64> {
        missing()
    }
    async fn lift_credit(&self, _: &Caller, _: &FormData) -> PortResult<()> {
        missing()
    }
    async fn texts(&self, _: &Caller) -> PortResult<Vec<TextRow>> {
        missing()
    }
    async fn text(&self, _: &Caller, _: &str) -> PortResult<TextDesk> {
        missing()
    }
    async fn write_text(&self, _: &Caller, _: &str, _: &FormData) -> PortResult<()> {
        missing()
    }
    async fn text_preview(&self, _: &Caller, _: &str) -> PortResult<TextPreview> {
        missing()
    }
    async fn procedure(&self, _: &Caller, _: Option<&str>) -> PortResult<ProcedureView> {
        missing()
    }
    async fn self_check(&self, _: &Caller, _: &SelfAnswers) -> PortResult<SelfCheck> {
        missing()
    }
    async fn open_windows(&self, _: &Caller) -> PortResult<Vec<OpenWindow>> {
        self.gate()?;
        Ok(Vec::new())
    }
    async fn standing(&self, _: &Caller, _: &str) -> PortResult<DatasetOpening> {
        missing()
    }
    async fn remind(&self, _: &Caller, _: Option<&str>, _: bool) -> PortResult<()> {
        missing()
    }
}
