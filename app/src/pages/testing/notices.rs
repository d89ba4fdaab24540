//! What the port answers in tests of pages.
use super::Fake;
use async_trait::async_trait;
use chrono::{DateTime, TimeZone, Utc};
use contract::notices::{ChannelView, MailDesk, MailRow, NoticePage, NoticeView, Notices, PreferenceRow, Preferences};
use contract::{Caller, Coded, PortResult};

fn coded(value: &str, label: &str) -> Coded {
    Coded { value: value.into(), label: label.into() }
}

fn at(minute: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 10, 7, 2, minute, 0).single().unwrap_or_default()
}

fn notice(id: &str, subject: &str, read: bool) -> NoticeView {
    NoticeView {
        id: id.into(),
        kind: coded("case-answered", subject),
        text: "办件已答复。".into(),
        case_number: Some("TS-20261007-0001".into()),
        link: Some("/cases/TS-20261007-0001".into()),
        statutory: true,
        at: at(1),
        read_at: read.then(|| at(30)),
        channels: vec![ChannelView {
            channel: coded("mail", "邮件"), state: coded("sent", "已发出"), at: Some(at(2))
        }],
    }
}

#[async_trait]
impl Notices for Fake {
    async fn list(&self, _: &Caller, page: u64) -> PortResult<NoticePage> {
        let notices = if page == 1 {
            vec![notice("0001", "<未读>", false), notice("0002", "已读", true)]
        } else {
            Vec::new()
        };
        Ok(NoticePage { notices, page, pages: 1, total: 2, unread: 1 })
    }
    async fn unread_count(&self, _: &Caller) -> PortResult<u64> {
        Ok(1)
    }
    async fn mark_read(&self, _: &Caller, _: &str) -> PortResult<Option<String>> {
        Ok(Some("/cases/TS-20261007-0001".into()))
    }
    async fn mark_all_read(&self, _: &Caller) -> PortResult<u64> {
        Ok(1)
    }
    async fn preferences(&self, _: &Caller) -> PortResult<Preferences> {
        let row = |code: &str, label: &str, wanted, fixed| PreferenceRow { kind: coded(code, label), wanted, fixed };
        Ok(Preferences {
            rows: vec![row("case-answered", "答复", true, true), row("case-message", "留言", false, false)],
            address: Some("z***@example.cn".into()),
            refused_since: Some(at(0)),
        })
    }
    async fn set_preferences(&self, _: &Caller, _: &[String]) -> PortResult<()> {
        Ok(())
    }
    async fn mail_desk(&self, _: &Caller, page: u64) -> PortResult<MailDesk> {
        let row = MailRow {
            id: "0003".into(),
            channel: coded("mail", "邮件"),
            kind: coded("case-answered", "答复"),
            case_number: Some("TS-20261007-0001".into()),
            at: at(1),
            state: coded("refused", "被拒收"),
            attempts: 1,
            next_at: None,
            error: Some("550 no such user".into()),
        };
        let other = MailRow { id: "webhook:0004".into(), channel: coded("webhook", "业务系统"), ..row.clone() };
        let counts = vec![(coded("sent", "已发出"), 12), (coded("refused", "被拒收"), 1)];
        Ok(MailDesk { server: false, counts, rows: vec![row, other], page, pages: 1, total: 2 })
    }
    async fn retry_mail(&self, _: &Caller, _: &str) -> PortResult<()> {
        Ok(())
    }
}
