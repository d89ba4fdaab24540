//! Applications for restricted data in a test: two datasets of two publishers, and a company that applies for both.
use crate::TestPortal;
use crate::identities::{AUTHORITY, Identity, OTHER_PUBLISHER, PUBLISHER};
use contract::Caller;
use domain::access::application::{
    Applicant, Attachment, CommitmentText, Filed, Form, Line, RequestLine, ReturnItem, Scenario, Seal,
};
use domain::access::conditions::{Condition, Conditions, Requirement};
use domain::access::credit::CreditCheck;
use domain::access::{DeliveryMode, Material};
use domain::account::{PartyKind, Verification};
use domain::catalog::{AccessRights, DataItem, Sensitivity};
use domain::party::proof::Proof;
use domain::profile::Label;
use server::clock::Clock;
use server::services::access::reviews::{NewApplication, Paper, open};
use std::collections::BTreeSet;

/// Titles of the two datasets.
pub const PARKING: &str = "停车动态";
pub const RAIN: &str = "逐小时降水";
/// Name of the service.
pub const SERVICE: &str = "停车通";
/// A condition of [`PARKING`].
pub const CONDITION: &str = "具有停车诱导系统运营经验";
/// Where the company's contact works; found nowhere but where it may be.
pub const CONTACT: (&str, &str, &str) = ("李联系", "0571-87051234", "杭州市西湖区文三路九十九号");

fn item(title: &str, name: &str, sensitivity: Vec<Sensitivity>) -> DataItem {
    DataItem {
        title: title.into(),
        name: name.into(),
        data_type: None,
        description: Some(format!("{title}的说明")),
        unit: None,
        sensitivity,
        treatment: None,
    }
}

impl TestPortal {
    /// A restricted dataset of each publisher, with published conditions for the first.
    pub async fn restricted(&self) -> [String; 2] {
        self.body(AUTHORITY).await;
        let mut codes = Vec::new();
        for (title, body) in [(PARKING, PUBLISHER), (RAIN, OTHER_PUBLISHER)] {
            let (publisher, _) = self.body(body).await;
            let code = self
                .enter(title, |dataset| {
                    dataset.publisher = publisher;
                    dataset.region = "330000".into();
                    dataset.level = domain::catalog::Level::Province;
                    dataset.access_rights = AccessRights::Restricted;
                    dataset.items = vec![item("泊位数", "lots", Vec::new()), item("空余泊位", "free", Vec::new())];
                })
                .await;
            codes.push(code);
        }
        let mut tx = self.portal.store.write().await.expect("a write");
        let full = tx.dataset_by_code(&codes[0], store::Audience::All).await.expect("a read").expect("the dataset");
        let text = Label { zh: CONDITION.into(), en: String::new() };
        let condition = Condition { code: "experience".into(), text, requirement: Requirement::Document };
        let draft = Conditions {
            modes: vec![DeliveryMode::Api, DeliveryMode::File],
            conditions: vec![condition],
            ..Conditions::draft(full.dataset.id)
        };
        if tx.conditions(full.dataset.id).await.expect("a read").is_empty() {
            tx.put_conditions(&draft.publish(self.clock.now()).expect("published")).await.expect("stored");
        }
        tx.commit(Vec::new()).await.expect("a commit");
        self.indexed().await;
        [codes.remove(0), codes.remove(0)]
    }

    /// Submits an application of the company for both datasets, as it would be filed now; the numbers of the cases.
    pub async fn apply(&self, caller: &Caller) -> Vec<String> {
        self.apply_for(caller, &[PARKING, RAIN]).await
    }

    /// The same for some of them.
    pub async fn apply_for(&self, caller: &Caller, titles: &[&str]) -> Vec<String> {
        let core = self.portal.core();
        let new = self.filed(caller, titles).await;
        let mut tx = core.store.write().await.expect("a write");
        let numbers = open(core, &mut tx, caller, new).await.expect("cases");
        tx.commit(Vec::new()).await.expect("a commit");
        numbers
    }

    async fn filed(&self, caller: &Caller, titles: &[&str]) -> NewApplication {
        let core = self.portal.core();
        let codes = self.restricted().await;
        let (authority, _) = self.body(AUTHORITY).await;
        let signed = caller.actor.signed_in().expect("a session");
        let party = signed.acting.party().expect("a party");
        let (today, now) = (self.clock.today(), self.clock.now());
        let (mut lines, mut typed) = (Vec::new(), Vec::new());
        for (code, title) in codes.iter().zip([PARKING, RAIN]).filter(|(_, title)| titles.contains(title)) {
            let mut tx = core.store.read().await.expect("a read");
            let full = tx.dataset_by_code(code, store::Audience::All).await.expect("a read").expect("the dataset");
            let set = tx.conditions(full.dataset.id).await.expect("a read");
            let no = u32::try_from(lines.len() + 1).expect("few");
            lines.push(RequestLine {
                no,
                dataset: full.dataset.id,
                code: code.clone(),
                publisher: full.dataset.publisher,
                items: vec!["泊位数".into()],
                from: None,
                to: None,
                regions: Vec::new(),
                mode: DeliveryMode::File,
                volume: None,
                consent: None,
                conditions: set.last().map(|set| set.version),
            });
            typed.push(Line {
                dataset: code.clone(),
                items: vec!["泊位数".into()],
                mode: "file".into(),
                scenario: "1".into(),
                necessity: format!("需要{title}才能诱导停车"),
                sensitive: "no".into(),
                ..Line::default()
            });
        }
        let paper = |name: &str, text: &str| (name.to_owned(), format!("%PDF-1.7 {text}"));
        let mut papers = vec![
            (Material::MlpsCertificate, paper("等保证书.pdf", "level 2")),
            (Material::CreditReport, paper("信用报告.pdf", "credit")),
        ];
        if titles.contains(&PARKING) {
            let proof = Material::Proof { dataset: codes[0].clone(), condition: "experience".into() };
            papers.push((proof, paper("运营经验.pdf", "experience")));
        }
        let (mut attachments, mut kept) = (Vec::new(), Vec::new());
        for (slot, (name, text)) in papers {
            let file = core.private.put(&core.keys, text.as_bytes(), || core.ids.secret()).await.expect("stored");
            attachments.push(Attachment {
                slot,
                name: name.clone(),
                sha256: file.sha256.clone(),
                issued: Some(today),
                valid_until: None,
                system: None,
            });
            kept.push(Paper { name, media: "application/pdf".into(), file });
        }
        let text = str::to_owned;
        let form = Form {
            contact_name: text(CONTACT.0),
            contact_phone: text(CONTACT.1),
            contact_address: text(CONTACT.2),
            service_name: text(SERVICE),
            theme: text("TRANSPORT"),
            scenarios: vec![Scenario {
                usage: text("接口调用"), scope: text("杭州市"), scene: text("停车诱导")
            }],
            service_scope: text("面向公众的停车诱导"),
            user_count: text("12000"),
            concurrency: text("200"),
            response_time: text("1秒内"),
            social_benefit: text("减少寻找车位的时间"),
            economic_benefit: text("提高车位周转率"),
            feedback_plan: text("每半年反馈使用情况"),
            return_items: vec![ReturnItem {
                name: text("车位纠错"),
                items: text("车场、车位数"),
                frequency: text("每月"),
                method: text("接口"),
            }],
            feedback_dimensions: vec![text("调用次数")],
            system_name: text("停车通平台"),
            datacentre_address: text("杭州市滨江区"),
            mlps_level: text("2"),
            mlps_filing_no: text("33010099999-20001"),
            lines: typed,
            attachments,
            seal: Some(Seal::Electronic { reference: text("seal-1") }),
            commitment: Some(CommitmentText::shipped().sign("王负责", today, signed.account)),
            ..Form::default()
        };
        let tests = &core.active().profile.profile.restricted.credit_tests;
        let filed = Filed {
            authority,
            form,
            publishers: lines.iter().map(|line| line.publisher).collect::<BTreeSet<_>>(),
            lines,
            at: now,
            applied_on: today,
            party,
            account: signed.account,
            credit: CreditCheck::of(tests, &[], today, now),
        };
        let applicant = Applicant {
            party,
            kind: PartyKind::LegalPerson,
            verification: Verification::Verified,
            name: "测试有限公司".into(),
            proof: Proof::Uscc,
            number: "91330100799655058B".into(),
        };
        NewApplication { filed, applicant, papers: kept }
    }

    /// The people who review: each made once, so that notices have somebody to go to.
    pub async fn reviewers(&self) {
        use domain::account::Role;
        for who in [
            Identity::AuthorityReviewer,
            Identity::Authority(Role::Supervisor),
            Identity::Reviewer,
            Identity::OtherPublisher(Role::Reviewer),
            Identity::Company,
        ] {
            self.account(who).await;
        }
    }
}
