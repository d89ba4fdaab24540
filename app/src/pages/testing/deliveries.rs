//! What the port answers in tests of pages.
use super::{Fake, coded, date};
use async_trait::async_trait;
use chrono::{DateTime, TimeZone, Utc};
use contract::deliveries::*;
use contract::{BodyRef, Caller, ErrorCode, PortError, PortResult, Refusal};

/// What a test may set.
#[derive(Clone, Debug, Default)]
pub struct DeliveriesFake {
    /// What the party may fetch, or the body has opened.
    pub access: Vec<AccessView>,
    pub log: Vec<LogRow>,
    pub keys: KeysView,
}

fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 10, 7, 2, 0, 0).single().unwrap_or_default()
}

/// An entitlement like the real ones.
pub fn access() -> AccessView {
    AccessView {
        id: "00000000-0000-0000-0000-0000000000e1".into(),
        agreement: "XY-20261001-0001".into(),
        party: "示例科技有限公司".into(),
        dataset: Some("8K3M2QAAAA".into()),
        title: "停车动态".into(),
        publisher: BodyRef { code: "b1t0000001".into(), name: "省交通运输厅".into() },
        mode: coded("file", "文件"),
        items: vec!["停车场".into(), "空位".into()],
        labels: vec!["停车场（lot）".into(), "空位".into()],
        from: Some(date(2026, 1, 1)),
        to: None,
        regions: vec!["杭州市".into()],
        system: "停车通平台".into(),
        begins: at(),
        last_day: Some(date(2026, 12, 31)),
        state: coded("open", "可以获取"),
        usage: Some(UsageView { used: 801, count: 1000, unit: coded("day", "今日"), warned: true }),
        tables: vec![AccessTable { code: "t1".into(), title: "动态".into(), items: vec!["停车场".into()] }],
        gone: vec![GoneItem { item: "空位".into(), version: 4 }],
        version: Some(5),
        accesses: 12,
        refused: 2,
        available: true,
        renewable: true,
        closed_by: Vec::new(),
    }
}

/// An access like the real ones.
pub fn log_row(refusal: Option<&str>) -> LogRow {
    LogRow {
        at: at(),
        mode: coded("file", "文件"),
        items: vec!["停车场".into()],
        rows: refusal.is_none().then_some(1204),
        bytes: refusal.is_none().then_some(20_480),
        amount: 1,
        refusal: refusal.map(|why| coded("suspended", why)),
        key: None,
        address: Some("192.0.2.1".into()),
    }
}

/// A key like the real ones.
pub fn key(state: &str) -> KeyRow {
    KeyRow {
        id: "00000000-0000-0000-0000-0000000000a1".into(),
        agreement: "XY-20261001-0001".into(),
        prefix: "odk_7F3K9Q2M".into(),
        label: "停车通<生产>".into(),
        system: "停车通平台".into(),
        addresses: vec![],
        made: at(),
        made_by: "李明".into(),
        state: coded(state, state),
        until: None,
        used: Some((at(), "192.0.2.1".into())),
    }
}

#[async_trait]
impl Deliveries for Fake {
    async fn access(&self, _: &Caller) -> PortResult<Vec<AccessView>> {
        Ok(self.deliveries.access.clone())
    }
    async fn log(&self, _: &Caller, _: &str, page: u64) -> PortResult<LogPage> {
        let access = self.deliveries.access.first().cloned().ok_or_else(|| Refusal::new(ErrorCode::NotFound))?;
        Ok(LogPage { access, rows: self.deliveries.log.clone(), page, pages: 3, own: true })
    }
    async fn file(&self, _: &Caller, _: &FileWanted) -> PortResult<Delivered> {
        Err(PortError::Internal("files are not pages".into()))
    }
    async fn opened(&self, _: &Caller, _: Option<&str>) -> PortResult<Vec<OpenedView>> {
        Err(PortError::Internal("for systems, not for pages".into()))
    }
    async fn rows(&self, _: &Caller, _: Option<&str>, _: &RowsWanted) -> PortResult<RowsPage> {
        Err(PortError::Internal("for systems, not for pages".into()))
    }
    async fn keys(&self, _: &Caller) -> PortResult<KeysView> {
        Ok(self.deliveries.keys.clone())
    }
    async fn make_key(&self, _: &Caller, form: &KeyForm) -> PortResult<NewKey> {
        if form.password.is_empty() {
            return Err(PortError::Invalid(vec![Refusal::new(ErrorCode::Required).field("password")]));
        }
        Ok(NewKey { secret: "odk_secret".into(), row: key("works"), old_until: None })
    }
    async fn rotate_key(&self, _: &Caller, _: &str, _: &str, _: &str) -> PortResult<NewKey> {
        Ok(NewKey { secret: "odk_other".into(), row: key("works"), old_until: Some(at()) })
    }
    async fn revoke_key(&self, _: &Caller, _: &str, _: &str, _: &str) -> PortResult<()> {
        Ok(())
    }
    async fn desk(&self, _: &Caller) -> PortResult<Vec<AccessView>> {
        Ok(self.deliveries.access.clone())
    }
}
