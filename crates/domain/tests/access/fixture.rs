//! A company, two publishers, an application as it should be, and a review that can be driven by commands.
use crate::support::{at, d, profile, shipped};
use chrono::{DateTime, Utc};
use domain::access::application::{
    Applicant, Attachment, CommitmentText, Context, Filed, Form, Line, Offered, OfferedItem, ReturnItem, Scenario,
    Seal, submit,
};
use domain::access::conditions::{Condition, Conditions, Requirement};
use domain::access::credit::CreditCheck;
use domain::access::review::{self, By, Command, Effect, Part, Review, Situation, StepClock, Transition, apply};
use domain::access::window::Acceptance;
use domain::access::{DeliveryMode, Material};
use domain::account::{PartyKind, Verification};
use domain::calendar::Calendars;
use domain::cases::Version;
use domain::party::proof::Proof;
use domain::profile::{Label, Profile};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

pub const AUTHORITY: Uuid = Uuid::from_u128(1);
/// 省交通运输厅
pub const TRANSPORT: Uuid = Uuid::from_u128(2);
/// 省气象局
pub const WEATHER: Uuid = Uuid::from_u128(3);
pub const OTHER_AUTHORITY: Uuid = Uuid::from_u128(4);
pub const PARTY: Uuid = Uuid::from_u128(5);
pub const ACCOUNT: Uuid = Uuid::from_u128(6);
pub const PARKING: Uuid = Uuid::from_u128(11);
pub const RAIN: Uuid = Uuid::from_u128(12);

pub fn company() -> Applicant {
    Applicant {
        party: PARTY,
        kind: PartyKind::LegalPerson,
        verification: Verification::Verified,
        name: "示例科技有限公司".into(),
        proof: Proof::Uscc,
        number: "91330100799655058B".into(),
    }
}

pub fn person() -> Applicant {
    Applicant {
        party: PARTY,
        kind: PartyKind::Person,
        verification: Verification::Verified,
        name: "张三".into(),
        proof: Proof::ResidentId,
        number: "11010519491231002X".into(),
    }
}

fn item(name: &str, sensitive: bool) -> OfferedItem {
    OfferedItem { name: name.into(), sensitive, treated: false }
}

/// The conditions of 停车动态: a paper of its own, published before the window.
pub fn parking_conditions() -> Conditions {
    let text = Label {
        zh: "具有停车诱导系统运营经验，附证明".into(),
        en: "Experience in parking guidance, with proof".into(),
    };
    let condition = Condition { code: "experience".into(), text, requirement: Requirement::Document };
    let modes = vec![DeliveryMode::Sandbox, DeliveryMode::Api, DeliveryMode::File];
    let draft = Conditions { modes, conditions: vec![condition], ..Conditions::draft(PARKING) };
    draft.publish(at("08-01T09:00")).expect("published")
}

pub fn offered() -> BTreeMap<String, Offered> {
    let parking = Offered {
        id: PARKING,
        code: "parking".into(),
        publisher: TRANSPORT,
        authority: AUTHORITY,
        open_for_application: true,
        suspended: false,
        items: vec![item("lot", false), item("free", false), item("plate", true)],
        coverage: Some((d("01-01"), d("12-31"))),
        regions: vec!["330000".into()],
        conditions: Some(parking_conditions()),
    };
    let rain = Offered {
        id: RAIN,
        code: "rain".into(),
        publisher: WEATHER,
        items: vec![item("station", false), item("millimetres", false)],
        coverage: None,
        conditions: None,
        ..parking.clone()
    };
    BTreeMap::from([("parking".into(), parking), ("rain".into(), rain)])
}

pub fn file(slot: Material) -> Attachment {
    Attachment { slot, name: "file.pdf".into(), sha256: "ab".repeat(32), issued: None, valid_until: None, system: None }
}

/// An application for both datasets with nothing wrong.
pub fn form() -> Form {
    let parking = Line {
        dataset: "parking".into(),
        items: vec!["lot".into(), "free".into()],
        from: "2026-01-01".into(),
        to: "2026-12-31".into(),
        regions: vec!["330100".into()],
        mode: "api".into(),
        volume: "1,000".into(),
        volume_unit: "day".into(),
        scenario: "1".into(),
        necessity: "停车诱导需要实时空位".into(),
        sensitive: "no".into(),
        ..Line::default()
    };
    let rain = Line {
        dataset: "rain".into(),
        items: vec!["station".into(), "millimetres".into()],
        regions: Vec::new(),
        from: String::new(),
        to: String::new(),
        mode: "file".into(),
        volume: String::new(),
        volume_unit: String::new(),
        ..parking.clone()
    };
    let certificate = Attachment {
        valid_until: Some(d("12-31")),
        system: Some("停车通平台".into()),
        ..file(Material::MlpsCertificate)
    };
    let credit = Attachment { issued: Some(d("08-15")), ..file(Material::CreditReport) };
    let proof = file(Material::Proof { dataset: "parking".into(), condition: "experience".into() });
    let text = |text: &str| text.to_owned();
    Form {
        contact_name: text("李四"),
        contact_phone: text("0571-87051234"),
        contact_address: text("杭州市西湖区文三路1号"),
        service_name: text("停车通"),
        theme: text("TRANSPORT"),
        scenarios: vec![Scenario {
            usage: text("接口调用"), scope: text("杭州市"), scene: text("停车诱导")
        }],
        service_scope: text("面向公众的停车诱导"),
        user_count: text("１２０００"),
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
        feedback_dimensions: vec![text("调用次数"), text("服务人次")],
        system_name: text("停车通平台"),
        datacentre_address: text("杭州市滨江区"),
        mlps_level: text("2"),
        mlps_filing_no: text("33010099999-20001"),
        lines: vec![parking, rain],
        attachments: vec![certificate, credit, proof],
        seal: Some(Seal::Electronic { reference: text("seal-1") }),
        commitment: Some(CommitmentText::shipped().sign("王五", d("09-10"), ACCOUNT)),
        ..Form::default()
    }
}

/// Checks a form of an applicant under a profile on a day.
pub fn with_context<T>(id: &str, applicant: &Applicant, on: &str, f: impl FnOnce(&Context<'_>) -> T) -> T {
    let (profile, offered, commitment) = (profile(id), offered(), CommitmentText::shipped());
    let names = BTreeSet::from(["另一个应用".to_owned()]);
    f(&Context {
        profile: &profile,
        applicant,
        offered: &offered,
        commitment: &commitment,
        service_names: &names,
        today: d(on),
    })
}

/// Files the application for both datasets.
pub fn filed(id: &str, when: &str) -> Filed {
    let now = at(when);
    with_context(id, &company(), &when[..5], |context| {
        let credit = CreditCheck::of(&context.profile.restricted.credit_tests, &[], context.today, now);
        let open = BTreeMap::from([(AUTHORITY, Acceptance::Always)]);
        submit(&form(), context, &open, &credit, ACCOUNT, now).expect("nothing is wrong").remove(0)
    })
}

/// A review being driven.
pub struct Driven {
    pub profile: Profile,
    pub filed: Filed,
    pub review: Review,
    pub clocks: Vec<StepClock>,
    pub effects: Vec<Effect>,
    calendars: Calendars,
    conditions: Vec<Conditions>,
}

impl Driven {
    /// The reviews of an application for both datasets, with the clocks that its arrival starts.
    pub fn open(id: &str, when: &str) -> Vec<Self> {
        let filed = filed(id, when);
        let profile = profile(id);
        let opened = review::open(&filed, &profile.restricted);
        let driven = |(review, effects): (Review, Vec<Effect>)| {
            let mut driven = Self {
                profile: profile.clone(),
                filed: filed.clone(),
                review,
                clocks: Vec::new(),
                effects: Vec::new(),
                calendars: shipped(),
                conditions: vec![parking_conditions()],
            };
            driven.carry_out(effects, at(when));
            driven
        };
        opened.into_iter().map(driven).collect()
    }

    pub fn situation(&self, now: DateTime<Utc>) -> Situation<'_> {
        Situation {
            profile: &self.profile,
            authority: AUTHORITY,
            lines: &self.filed.lines,
            conditions: &self.conditions,
            clocks: &self.clocks,
            now,
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>, now: DateTime<Utc>) {
        let version = Version::default();
        let publishers = self.review.publishers();
        for effect in &effects {
            if let Effect::Clock(clock) = effect {
                let law = (&self.profile, &self.calendars, &version);
                apply(&mut self.clocks, *clock, self.review.receiver, &publishers, law, now).expect("a clock");
            }
        }
        self.effects = effects;
    }

    pub fn decide(&self, command: &Command, by: &By, when: &str) -> Result<Transition, review::Refused> {
        review::decide(&self.review, command, by, &self.situation(at(when)))
    }

    /// Does it, and carries out what follows.
    #[track_caller]
    pub fn go(&mut self, command: Command, by: &By, when: &str) {
        let done = self.decide(&command, by, when).unwrap_or_else(|refused| panic!("{command:?}: {refused}"));
        self.review = done.next;
        self.carry_out(done.effects, at(when));
    }

    /// When the clock of a body runs out, MM-DD.
    pub fn due(&self, body: Uuid) -> Option<String> {
        let open = self.clocks.iter().rev().find(|clock| clock.body == body && clock.clock.is_open());
        open.and_then(|clock| clock.clock.due.as_ref()).map(|due| due.date.format("%m-%d").to_string())
    }
}

/// Somebody of a body, with one account per part.
pub fn by(part: Part, body: Uuid) -> By {
    let account = Uuid::from_u128(1000 + body.as_u128() * 10 + part as u128);
    By { parts: BTreeSet::from([part]), account, body: Some(body) }
}

pub fn applicant() -> By {
    By { parts: BTreeSet::from([Part::Applicant]), account: ACCOUNT, body: None }
}
