//! What the port answers in tests of pages.
use super::Fake;
use async_trait::async_trait;
use contract::regulation::*;
use contract::{Caller, PortError, PortResult};

fn none<T>() -> PortResult<T> {
    Err(PortError::Internal("no answer in this test".into()))
}

#[async_trait]
impl Regulation for Fake {
    async fn calendars(&self, _: &Caller) -> PortResult<Vec<CalendarRow>> {
        none()
    }

    async fn calendar(&self, _: &Caller, _: i32) -> PortResult<CalendarView> {
        none()
    }

    async fn edit_calendar(&self, _: &Caller, _: i32, _: CalendarEdit) -> PortResult<()> {
        none()
    }

    async fn publish_calendar(&self, _: &Caller, _: i32, _: &str) -> PortResult<i64> {
        none()
    }

    async fn profiles(&self, _: &Caller) -> PortResult<Vec<ProfileRow>> {
        none()
    }

    async fn profile(&self, _: &Caller, _: &str) -> PortResult<ProfileView> {
        none()
    }

    async fn edit_profile(&self, _: &Caller, _: &str, _: ValueEdit) -> PortResult<String> {
        none()
    }

    async fn propose_activation(&self, _: &Caller, _: &str, _: &str) -> PortResult<String> {
        none()
    }

    async fn draft(&self, _: &Caller, _: &str) -> PortResult<DraftView> {
        none()
    }

    async fn act_on_draft(&self, _: &Caller, _: &str, _: DraftAct) -> PortResult<()> {
        none()
    }
}
