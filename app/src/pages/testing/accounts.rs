//! What the port answers in tests of pages, and what it was asked to do.
use super::{Fake, coded};
use async_trait::async_trait;
use chrono::{DateTime, TimeZone, Utc};
use contract::accounts::*;
use contract::{BodyRef, Caller, ErrorCode, PortError, PortResult, Refusal};
use std::sync::{Arc, Mutex};

/// Answers of the port.
#[derive(Clone)]
pub struct Answers {
    pub account: AccountView,
    pub organisation: OrganisationView,
    pub people: PeopleView,
    pub profile: BodyProfileView,
    pub identities: Vec<IdentityRow>,
    pub invitation: InvitationView,
    /// Every act ends with these faults, if there are any.
    pub faults: Vec<Refusal>,
    /// Every call is refused with this.
    pub refusal: Option<Refusal>,
    pub entered: Entered,
    pub fresh_codes: Vec<String>,
    pub providers: Vec<contract::Coded>,
    pub ways: WaysView,
    pub offer: OfferView,
    /// What was asked for: name of the method and its arguments.
    pub calls: Arc<Mutex<Vec<String>>>,
}

impl Answers {
    /// What was asked for so far.
    pub fn called(&self) -> Vec<String> {
        self.calls.lock().expect("no test panics while it holds this").clone()
    }

    fn note(&self, call: String) -> PortResult<()> {
        self.calls.lock().expect("no test panics while it holds this").push(call);
        if let Some(refusal) = &self.refusal {
            return Err(refusal.clone().into());
        }
        if self.faults.is_empty() { Ok(()) } else { Err(PortError::Invalid(self.faults.clone())) }
    }

    fn read<T: Clone>(&self, value: &T) -> PortResult<T> {
        match &self.refusal {
            Some(refusal) => Err(refusal.clone().into()),
            None => Ok(value.clone()),
        }
    }
}

fn at(hour: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 10, 8, hour, 5, 0).single().expect("an instant")
}

pub fn identity(state: &str, label: &str) -> IdentityView {
    IdentityView {
        verification: coded(state, label),
        proof: None,
        number_masked: None,
        reason: None,
        submitted: None,
        decided: None,
    }
}

fn person(id: &str, name: &str, roles: Vec<contract::Coded>) -> PersonRow {
    PersonRow {
        id: id.into(),
        name: name.into(),
        email_masked: "z***@example.org".into(),
        roles,
        second_factor: true,
        since: at(1),
        last_seen: Some(at(2)),
        contractor: None,
        own: false,
    }
}

impl Default for Answers {
    fn default() -> Self {
        let capacity = |key: &str, label: &str, current| Capacity {
            key: key.into(),
            label: label.into(),
            roles: vec![],
            current,
            staff: key.starts_with("body:"),
        };
        let session = |id: &str, current| SessionRow {
            id: id.into(),
            current,
            agent: "Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36".into(),
            address: "192.0.2.7".into(),
            started: at(1),
            last_seen: at(2),
            acting: "本人".into(),
        };
        let factor =
            SecondFactorView { enabled: true, obligatory: false, given: true, recovery_codes_left: 7, ends: None };
        let invitation = InvitationRow {
            id: "i1".into(),
            email_masked: "l***@example.org".into(),
            offered: vec![coded("handler", "经办")],
            until: at(9),
        };
        let roles = vec![coded("reviewer", "经办审核"), coded("body-admin", "机构管理员")];
        let contract = ContractRow {
            id: "k1".into(),
            contractor: "示例数据服务公司".into(),
            number: "HT-2026-01".into(),
            until: super::date(2026, 12, 31),
            people: 2,
            ended: None,
            deletion_proof_due: false,
            deletion_proof: None,
            overdue: false,
        };
        let body = BodyRef { code: "b1t0000001".into(), name: "省交通运输厅".into() };
        Self {
            account: AccountView {
                name: "张三".into(),
                email_masked: "z***@example.org".into(),
                email_confirmed: true,
                email_pending: None,
                state: coded("active", "正常"),
                identity: identity("unverified", "未核验"),
                capacities: vec![
                    capacity("person", "本人", true),
                    capacity("organisation:1", "示例科技有限公司", false),
                ],
                second_factor: factor,
                password_set: true,
                sessions: vec![session("s1", true), session("s2", false)],
                recent: vec![SignInRow {
                    at: at(1),
                    address: "192.0.2.7".into(),
                    agent: "curl/8".into(),
                    outcome: coded("wrong-password", "密码不对"),
                }],
                open: vec!["identity".into()],
            },
            organisation: OrganisationView {
                name: "示例科技有限公司".into(),
                kind: coded("legal-person", "法人"),
                uscc: "91330000MA27XXXX0X".into(),
                identity: identity("verified", "已核验"),
                members: ["m1", "m2"]
                    .map(|id| MemberRow {
                        id: id.into(),
                        name: if id == "m1" { "张三".into() } else { "李四".into() },
                        email_masked: "l***@example.org".into(),
                        mandates: vec![coded("handler", "经办")],
                        since: at(1),
                        own: id == "m1",
                    })
                    .to_vec(),
                invitations: vec![invitation.clone()],
                may_manage: true,
                mandates: vec![coded("handler", "经办"), coded("signatory", "签署"), coded("head", "负责人")],
            },
            people: PeopleView {
                body: body.clone(),
                rows: vec![person("p1", "王五", vec![roles[0].clone()]), person("p2", "赵六", vec![roles[1].clone()])],
                invitations: vec![invitation],
                assignable: roles.clone(),
                roles,
                contracts: vec![contract],
                warnings: vec![],
                may_manage: true,
            },
            profile: BodyProfileView {
                body,
                level: coded("province", "省级"),
                region: coded("330000", "浙江省"),
                parent: None,
                authority: false,
                lead: "王五".into(),
                contact: String::new(),
                contact_phone: String::new(),
                contact_email: String::new(),
                chief_data_officer: String::new(),
                cdo_filed: None,
                security_lead: String::new(),
                changed: None,
                missing: vec!["contact".into()],
                may_edit: true,
            },
            identities: vec![IdentityRow {
                id: "v1".into(),
                kind: coded("person", "自然人"),
                name: "孙七".into(),
                proof: coded("resident-id", "居民身份证"),
                number: "33**************1X".into(),
                submitted: at(1),
                own: false,
            }],
            invitation: InvitationView {
                inviter: "省交通运输厅".into(),
                kind: "staff".into(),
                offered: vec![coded("reviewer", "经办审核")],
                email_masked: "l***@example.org".into(),
                account_exists: false,
                until: at(9),
            },
            faults: vec![],
            refusal: None,
            entered: Entered {
                token: "fresh-token".into(),
                needs_second_factor: false,
                must_enrol: false,
                to: "/my".into(),
            },
            fresh_codes: vec![],
            providers: vec![coded("work", "Work ID")],
            ways: WaysView {
                password_set: true,
                app: true,
                linked: vec![LinkedRow {
                    id: "w1".into(),
                    provider: coded("work", "Work ID"),
                    shown: "z***@example.org".into(),
                    linked: at(1),
                    used: Some(at(2)),
                    last_way_in: false,
                }],
                others: vec![coded("city", "City ID")],
                again: vec![],
                confirmed: false,
            },
            offer: OfferView {
                provider: coded("city", "City ID"),
                shown: "l***@example.org".into(),
                name: "李四".into(),
                email: "li@example.org".into(),
                email_verified: true,
                may_join: true,
            },
            calls: Arc::default(),
        }
    }
}

#[async_trait]
impl Accounts for Fake {
    async fn register(&self, _: &Caller, form: RegisterForm) -> PortResult<Registered> {
        let organisation = form.organisation.map(|o| format!(" {} {} {}", o.kind, o.name, o.uscc)).unwrap_or_default();
        self.accounts.note(format!("register {} {} {}{organisation}", form.email, form.name, form.terms))?;
        Ok(Registered { email: form.email, link_seconds: 3600 })
    }
    async fn confirm_email(&self, _: &Caller, token: &str) -> PortResult<()> {
        self.accounts.note(format!("confirm_email {token}"))
    }
    async fn resend_confirmation(&self, _: &Caller, email: &str) -> PortResult<()> {
        self.accounts.note(format!("resend_confirmation {email}"))
    }
    async fn sign_in(&self, _: &Caller, form: SignInForm) -> PortResult<Entered> {
        self.accounts.note(format!("sign_in {} {}", form.email, form.password))?;
        Ok(self.accounts.entered.clone())
    }
    async fn second_factor(&self, _: &Caller, code: &str) -> PortResult<Entered> {
        self.accounts.note(format!("second_factor {code}"))?;
        Ok(Entered { needs_second_factor: false, ..self.accounts.entered.clone() })
    }
    async fn lose_second_factor(&self, _: &Caller) -> PortResult<SecondFactorLoss> {
        self.accounts.note("lose_second_factor".into())?;
        Ok(SecondFactorLoss { from: at(9) })
    }
    async fn sign_out(&self, _: &Caller) -> PortResult<()> {
        self.accounts.note("sign_out".into())
    }
    async fn request_reset(&self, _: &Caller, email: &str) -> PortResult<()> {
        self.accounts.note(format!("request_reset {email}"))
    }
    async fn reset_password(&self, _: &Caller, token: &str, _: &str) -> PortResult<()> {
        self.accounts.note(format!("reset_password {token}"))
    }
    async fn invitation(&self, _: &Caller, _: &str) -> PortResult<InvitationView> {
        self.accounts.read(&self.accounts.invitation)
    }
    async fn accept_invitation(&self, _: &Caller, form: AcceptForm) -> PortResult<Entered> {
        self.accounts.note(format!("accept_invitation {} {}", form.token, form.name))?;
        Ok(self.accounts.entered.clone())
    }
    async fn providers(&self, _: &Caller) -> PortResult<Vec<contract::Coded>> {
        Ok(self.accounts.providers.clone())
    }
    async fn leave_for(&self, _: &Caller, _: &str, _: Option<&str>, _: bool) -> PortResult<Leaving> {
        Err(PortError::Internal("no page calls this".into()))
    }
    async fn arrive_from(&self, _: &Caller, _: &str, _: Option<&str>, _: Returned) -> Arrival {
        Arrival { locale: None, back: None, outcome: Err(PortError::Internal("no page calls this".into())) }
    }
    async fn offer(&self, _: &Caller, _: &str) -> PortResult<OfferView> {
        self.accounts.read(&self.accounts.offer)
    }
    async fn join_with(&self, _: &Caller, offer: &str, form: JoinForm) -> PortResult<Joined> {
        self.accounts.note(format!("join_with {offer} {} {} {}", form.name, form.email, form.terms))?;
        Ok(Joined::Entered(self.accounts.entered.clone()))
    }
    async fn ways_in(&self, _: &Caller) -> PortResult<WaysView> {
        self.accounts.read(&self.accounts.ways)
    }
    async fn link(&self, _: &Caller, offer: &str) -> PortResult<Entered> {
        self.accounts.note(format!("link {offer}"))?;
        Ok(self.accounts.entered.clone())
    }
    async fn unlink(&self, _: &Caller, id: &str) -> PortResult<()> {
        self.accounts.note(format!("unlink {id}"))
    }
    async fn me(&self, _: &Caller) -> PortResult<AccountView> {
        self.accounts.read(&self.accounts.account)
    }
    async fn act_as(&self, _: &Caller, key: &str) -> PortResult<Entered> {
        self.accounts.note(format!("act_as {key}"))?;
        Ok(self.accounts.entered.clone())
    }
    async fn change_password(&self, _: &Caller, _: &str, _: &str) -> PortResult<Entered> {
        self.accounts.note("change_password".into())?;
        Ok(self.accounts.entered.clone())
    }
    async fn change_email(&self, _: &Caller, email: &str, _: &str) -> PortResult<()> {
        self.accounts.note(format!("change_email {email}"))
    }
    async fn begin_totp(&self, _: &Caller) -> PortResult<TotpSetup> {
        let url = "otpauth://totp/portal:z?secret=JBSWY3DPEHPK3PXP&issuer=portal".into();
        Ok(TotpSetup { secret: "JBSW Y3DP EHPK 3PXP".into(), url })
    }
    async fn confirm_totp(&self, _: &Caller, code: &str) -> PortResult<Entered> {
        self.accounts.note(format!("confirm_totp {code}"))?;
        Ok(self.accounts.entered.clone())
    }
    async fn remove_totp(&self, _: &Caller, _: &str) -> PortResult<()> {
        self.accounts.note("remove_totp".into())
    }
    async fn new_recovery_codes(&self, _: &Caller, _: &str) -> PortResult<()> {
        self.accounts.note("new_recovery_codes".into())
    }
    async fn show_recovery_codes(&self, _: &Caller) -> PortResult<Vec<String>> {
        Ok(self.accounts.fresh_codes.clone())
    }
    async fn revoke_session(&self, _: &Caller, id: &str) -> PortResult<()> {
        self.accounts.note(format!("revoke_session {id}"))
    }
    async fn revoke_other_sessions(&self, _: &Caller) -> PortResult<()> {
        self.accounts.note("revoke_other_sessions".into())
    }
    async fn close_account(&self, _: &Caller, _: &str) -> PortResult<()> {
        self.accounts.note("close_account".into())
    }
    async fn export_own_data(&self, _: &Caller) -> PortResult<serde_json::Value> {
        Ok(serde_json::json!({}))
    }
    async fn submit_identity(&self, _: &Caller, form: IdentityForm) -> PortResult<()> {
        self.accounts.note(format!("submit_identity {} {} {}", form.proof, form.number, form.name))
    }
    async fn add_organisation(&self, _: &Caller, form: OrganisationForm) -> PortResult<()> {
        self.accounts.note(format!("add_organisation {} {} {}", form.kind, form.name, form.uscc))
    }
    async fn organisation(&self, _: &Caller) -> PortResult<OrganisationView> {
        self.accounts.read(&self.accounts.organisation)
    }
    async fn invite_member(&self, _: &Caller, email: &str, mandates: &[String]) -> PortResult<()> {
        self.accounts.note(format!("invite_member {email} {}", mandates.join("+")))
    }
    async fn set_mandates(&self, _: &Caller, member: &str, mandates: &[String]) -> PortResult<()> {
        self.accounts.note(format!("set_mandates {member} {}", mandates.join("+")))
    }
    async fn end_member(&self, _: &Caller, member: &str) -> PortResult<()> {
        self.accounts.note(format!("end_member {member}"))
    }
    async fn hand_over_head(&self, _: &Caller, member: &str, _: &str) -> PortResult<()> {
        self.accounts.note(format!("hand_over_head {member}"))
    }
    async fn people(&self, _: &Caller) -> PortResult<PeopleView> {
        self.accounts.read(&self.accounts.people)
    }
    async fn invite_staff(&self, _: &Caller, form: StaffForm) -> PortResult<()> {
        self.accounts.note(format!("invite_staff {} {} {:?}", form.email, form.roles.join("+"), form.contract))
    }
    async fn set_roles(&self, _: &Caller, person: &str, roles: &[String], reason: &str) -> PortResult<()> {
        self.accounts.note(format!("set_roles {person} {} {reason}", roles.join("+")))
    }
    async fn end_staff(&self, _: &Caller, person: &str, reason: &str) -> PortResult<Offboarded> {
        self.accounts.note(format!("end_staff {person} {reason}"))?;
        Ok(Offboarded { people: 1, sessions: 1, cases: 3 })
    }
    async fn withdraw_invitation(&self, _: &Caller, id: &str) -> PortResult<()> {
        self.accounts.note(format!("withdraw_invitation {id}"))
    }
    async fn create_contract(&self, _: &Caller, form: ContractForm) -> PortResult<()> {
        self.accounts.note(format!("create_contract {} {} {}", form.contractor, form.number, form.until))
    }
    async fn end_contract(&self, _: &Caller, contract: &str, reason: &str) -> PortResult<Offboarded> {
        self.accounts.note(format!("end_contract {contract} {reason}"))?;
        Ok(Offboarded { people: 2, sessions: 1, cases: 0 })
    }
    async fn record_deletion_proof(&self, _: &Caller, contract: &str, note: &str) -> PortResult<()> {
        self.accounts.note(format!("record_deletion_proof {contract} {note}"))
    }
    async fn body_profile(&self, _: &Caller) -> PortResult<BodyProfileView> {
        self.accounts.read(&self.accounts.profile)
    }
    async fn set_body_profile(&self, _: &Caller, form: BodyProfileForm) -> PortResult<()> {
        self.accounts.note(format!("set_body_profile {} {}", form.lead, form.contact))
    }
    async fn identities_to_verify(&self, _: &Caller) -> PortResult<Vec<IdentityRow>> {
        self.accounts.read(&self.accounts.identities)
    }
    async fn reveal_identity(&self, _: &Caller, id: &str, reason: &str) -> PortResult<RevealedIdentity> {
        self.accounts.note(format!("reveal_identity {id} {reason}"))?;
        if reason.is_empty() {
            return Err(PortError::Invalid(vec![Refusal::new(ErrorCode::Required).field("reason")]));
        }
        Ok(RevealedIdentity { name: "孙七".into(), number: "11010519491231002X".into() })
    }
    async fn decide_identity(&self, _: &Caller, id: &str, approve: bool, reason: &str) -> PortResult<()> {
        self.accounts.note(format!("decide_identity {id} {approve} {reason}"))
    }
}
