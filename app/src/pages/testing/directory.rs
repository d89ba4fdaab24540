//! What the port answers in tests of pages.
use super::{Fake, coded};
use async_trait::async_trait;
use chrono::{DateTime, TimeZone, Utc};
use contract::directory::*;
use contract::{BodyRef, Caller, ErrorCode, PortError, PortResult, Refusal};

/// What the port knows in a test.
#[derive(Clone, Debug)]
pub struct DirectoryFake {
    pub account: ManagedAccount,
    pub body: ManagedBody,
    /// Forms are refused with these.
    pub faults: Vec<Refusal>,
}

fn at(hour: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 10, 8, hour, 5, 0).single().expect("an instant")
}

impl Default for DirectoryFake {
    fn default() -> Self {
        let row = AccountRow {
            id: "0199b4a0-0000-7000-8000-000000000001".into(),
            name_masked: "张*".into(),
            email_masked: "z***@example.org".into(),
            state: coded("active", "正常"),
            created: at(1),
            offices: vec!["省交通运输厅".into()],
        };
        let body = BodyRow {
            code: "b1t0000001".into(),
            name: "省交通运输厅".into(),
            level: coded("PROVINCE", "省级"),
            region: coded("330000", "浙江省"),
            body_type: Some(coded("state_organ", "国家机关")),
            authority: false,
            people: 3,
            ended: None,
        };
        Self {
            account: ManagedAccount {
                row,
                email_confirmed: true,
                second_factor: true,
                verification: coded("unverified", "未核验"),
                memberships: vec![MembershipView {
                    name: "省交通运输厅".into(),
                    body: Some("b1t0000001".into()),
                    roles: vec![coded("body-admin", "本机构管理员")],
                    since: at(1),
                }],
                sessions: vec![SessionTimes { started: at(1), last_seen: at(2) }],
                suspended: None,
                only_admin_of: vec!["省交通运输厅".into()],
                own: false,
            },
            body: ManagedBody {
                row: body,
                name_en: String::new(),
                website: String::new(),
                parent: Some(BodyRef { code: "b1t0000002".into(), name: "省政府".into() }),
                successor: None,
                lead: "钱厅长".into(),
                contact: "周处".into(),
                contact_phone: "0571-87654321".into(),
                contact_email: String::new(),
                chief_data_officer: String::new(),
                cdo_filed: None,
                security_lead: String::new(),
                admins: 0,
                invitations: vec![],
                open_cases: 2,
            },
            faults: vec![],
        }
    }
}

impl DirectoryFake {
    fn done<T>(&self, value: T) -> PortResult<T> {
        if self.faults.is_empty() { Ok(value) } else { Err(PortError::Invalid(self.faults.clone())) }
    }
}

#[async_trait]
impl Directory for Fake {
    async fn accounts(&self, _: &Caller, _: &AccountQuery) -> PortResult<AccountPage> {
        let states = vec![coded("active", "正常"), coded("suspended", "已停用")];
        Ok(AccountPage { rows: vec![self.directory.account.row.clone()], total: 120, page: 1, per_page: 50, states })
    }
    async fn find_account(&self, _: &Caller, text: &str) -> PortResult<String> {
        if text.is_empty() {
            return Err(PortError::Invalid(vec![Refusal::new(ErrorCode::Required).field("q")]));
        }
        self.directory.done(self.directory.account.row.id.clone())
    }
    async fn account(&self, _: &Caller, _: &str) -> PortResult<ManagedAccount> {
        Ok(self.directory.account.clone())
    }
    async fn suspend_account(&self, _: &Caller, _: &str, _: &str) -> PortResult<Suspension> {
        self.directory.done(Suspension { sessions: 1 })
    }
    async fn restore_account(&self, _: &Caller, _: &str, _: &str) -> PortResult<()> {
        self.directory.done(())
    }
    async fn bodies(&self, _: &Caller, _: &BodyQuery) -> PortResult<BodyPage> {
        let levels = vec![coded("PROVINCE", "省级")];
        Ok(BodyPage { rows: vec![self.directory.body.row.clone()], total: 1, page: 1, per_page: 50, levels })
    }
    async fn body(&self, _: &Caller, _: &str) -> PortResult<ManagedBody> {
        Ok(self.directory.body.clone())
    }
    async fn body_choices(&self, _: &Caller) -> PortResult<BodyChoices> {
        Ok(BodyChoices { levels: vec![coded("PROVINCE", "省级")], types: vec![coded("state_organ", "国家机关")] })
    }
    async fn create_body(&self, _: &Caller, _: BodyForm) -> PortResult<String> {
        self.directory.done("b1t0000009".into())
    }
    async fn edit_body(&self, _: &Caller, _: &str, _: BodyForm) -> PortResult<()> {
        self.directory.done(())
    }
    async fn invite_admin(&self, _: &Caller, _: &str, _: &str) -> PortResult<()> {
        self.directory.done(())
    }
    async fn end_body(&self, _: &Caller, _: &str, _: &str, _: &str) -> PortResult<EndedBody> {
        self.directory.done(EndedBody { people: 3, cases: 2 })
    }
    async fn resume_body(&self, _: &Caller, _: &str, _: &str) -> PortResult<()> {
        self.directory.done(())
    }
}
