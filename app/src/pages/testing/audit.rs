//! What the port answers in tests of pages.
use super::Fake;
use async_trait::async_trait;
use chrono::{DateTime, TimeZone, Utc};
use contract::audit::*;
use contract::{Caller, Coded, PortError, PortResult};

/// What a test may set.
#[derive(Clone, Debug, Default)]
pub struct AuditFake {
    /// The chain has a fault at row 3.
    pub broken: bool,
    /// Nothing matches.
    pub empty: bool,
}

impl AuditFake {
    fn chain(&self) -> ChainView {
        let why = Coded { value: "content".into(), label: "内容与哈希值不符".into() };
        ChainView { head: 12, verified: 12, at: Some(at()), broken: self.broken.then_some((3, why)), left: 0 }
    }
}

fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 10, 7, 2, 0, 0).single().unwrap_or_default()
}

fn coded(value: &str, label: &str) -> Coded {
    Coded { value: value.into(), label: label.into() }
}

fn line(seq: i64, done: bool) -> AuditLine {
    AuditLine {
        seq,
        at: at(),
        account: Some("00000000-0000-0000-0000-000000000003".into()),
        acting: "省交通运输厅".into(),
        role: Some(coded("reviewer", "审核")),
        action: coded("case.answer", "答复"),
        object_kind: coded("case", "办件"),
        object: "TS-20261007-0001".into(),
        case: Some("TS-20261007-0001".into()),
        outcome: coded(if done { "done" } else { "forbidden" }, if done { "已办" } else { "无权限" }),
        done,
        changes: vec![Change { name: "state".into(), before: Some("accepted".into()), after: Some("answered".into()) }],
        reason: Some("<script>alert(1)</script>".into()),
        profile: Some("0123abcd".into()),
        hash: "89abcdef".into(),
    }
}

#[async_trait]
impl AuditTrail for Fake {
    async fn search(&self, _: &Caller, query: &AuditQuery) -> PortResult<AuditPage> {
        let rows = if self.audit.empty || query.page > 1 { Vec::new() } else { vec![line(12, true), line(11, false)] };
        Ok(AuditPage {
            chain: self.audit.chain(),
            total: rows.len() as u64,
            page: query.page,
            per_page: 50,
            rows,
            actions: vec![coded("case", "办件"), coded("audit", "审计")],
            retention_years: 5,
            least_years: 3,
            reach: None,
        })
    }

    async fn chain(&self, _: &Caller) -> PortResult<ChainView> {
        Ok(self.audit.chain())
    }

    async fn row(&self, _: &Caller, seq: i64) -> PortResult<AuditView> {
        Ok(AuditView {
            line: line(seq, true),
            acting_recorded: "body:00000000-0000-0000-0000-000000000001".into(),
            before: "{\n  \"state\": \"accepted\"\n}".into(),
            after: "{\n  \"state\": \"<b>answered</b>\"\n}".into(),
            address: Some("192.0.2.1".into()),
            request: Some("r-1".into()),
            calendar: None,
            previous: "ab".repeat(32),
            hash: "cd".repeat(32),
            sound: !self.audit.broken,
            before_seq: Some(seq - 1),
            after_seq: None,
            documents: vec![AuditDocument {
                id: "00000000-0000-0000-0000-0000000000d1".into(),
                slot: "解除依据材料".into(),
                media: "application/pdf".into(),
                bytes: 2048,
                sha256: "ef".repeat(32),
                path: "/cases/TS-20261120-0001/docs/00000000-0000-0000-0000-0000000000d1".into(),
            }],
        })
    }

    async fn export(&self, _: &Caller, _: &AuditQuery, _: AuditFormat) -> PortResult<AuditExport> {
        Err(PortError::Internal("exports are files, not pages".into()))
    }
}
