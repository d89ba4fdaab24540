//! Agreements from the draft to the click (R-076…R-081, S13).
use crate::fixture::{ACCOUNT, AUTHORITY, PARTY, TRANSPORT, WEATHER, filed, person};
use crate::support::{at, d, profile, shipped};
use chrono::NaiveDate;
use domain::access::DeliveryMode;
use domain::access::agreement::{
    ACCEPT, Agreement, AgreementEffect, Blank, By, Command, CommandCode, DestroyMode, Duration, DurationUnit, Part,
    Pulled, Refused, Situation, State, StateCode, Template, Terms, Transition, decide, empty, in_force, parties, tick,
};
use domain::calendar::Calendars;
use domain::profile::Profile;
use std::collections::BTreeSet;
use uuid::Uuid;

pub const fn days(count: u32) -> Option<Duration> {
    Some(Duration { count, unit: DurationUnit::Days })
}

pub const fn months(count: u32) -> Duration {
    Duration { count, unit: DurationUnit::Months }
}

pub fn terms() -> Terms {
    Terms {
        build_months: Some(3),
        launch_within: days(30),
        term: Some(months(6)),
        termination_notice: days(15),
        destroy_within: days(30),
        destroy_mode: Some(DestroyMode::Own),
        destroy_other: String::new(),
        use_scope: "停车诱导".into(),
        security_measures: "专网访问，专人管理".into(),
        rep_a: "赵六".into(),
    }
}

pub struct Desk {
    pub profile: Profile,
    pub calendars: Calendars,
    pub template: Template,
    commitment: bool,
}

impl Desk {
    pub fn new(id: &str) -> Self {
        Self { profile: profile(id), calendars: shipped(), template: Template::shipped(), commitment: true }
    }

    pub fn go(&self, agreement: &Agreement, command: &Command, by: &By, when: &str) -> Result<Transition, Refused> {
        let situation = Situation {
            profile: &self.profile,
            calendars: &self.calendars,
            template: &self.template,
            commitment: self.commitment,
            now: at(when),
        };
        decide(agreement, command, by, &situation)
    }

    pub fn tick(&self, agreement: &Agreement, when: &str) -> Option<Transition> {
        tick(agreement, &self.calendars, at(when)).expect("a date")
    }

    /// The command of the button: the text of that day, ticked, proved.
    pub fn click(&self, agreement: &Agreement, on: NaiveDate) -> Command {
        let sets = &self.profile.agreement.clauses;
        let written = self.template.write(sets, &agreement.pulled, &agreement.terms, Some(on));
        Command::Sign { sha256: written.sha256, ticked: true, proved: true }
    }

    /// Drawn up for the application, confirmed and signed.
    pub fn signed(&self, party_a: Uuid, when: &str, terms: Terms) -> Agreement {
        let draft = Agreement { terms, ..draft(&self.profile.id, party_a) };
        let confirmed = self.go(&draft, &Command::Confirm, &opening(party_a), when).expect("confirmed").next;
        self.go(&confirmed, &self.click(&confirmed, d(&when[..5])), &signatory(), when).expect("signed").next
    }
}

fn pulled(id: &str) -> Pulled {
    let filed = filed(id, "09-10T15:02");
    Pulled {
        party_a: "浙江省数据局".into(),
        party_b: "示例科技有限公司".into(),
        application: "SQ-20260910-0031".into(),
        titles: vec!["停车动态".into(), "逐小时降水".into()],
        conditions: Vec::new(),
        items: Vec::new(),
        lines: filed.lines,
        rep_b: "王五".into(),
        form: filed.form,
        system_needed: true,
        party: PARTY,
    }
}

fn draft(id: &str, party_a: Uuid) -> Agreement {
    let publishers =
        if party_a == AUTHORITY { BTreeSet::from([TRANSPORT, WEATHER]) } else { BTreeSet::from([party_a]) };
    Agreement::drafted(party_a, publishers, pulled(id), terms(), at("10-20T10:00"))
}

pub fn opening(party_a: Uuid) -> By {
    let part = if party_a == AUTHORITY { Part::PartyA } else { Part::Publisher };
    By { parts: BTreeSet::from([part]), account: Uuid::from_u128(70), body: Some(party_a) }
}

pub fn signatory() -> By {
    By { parts: BTreeSet::from([Part::Signatory]), account: ACCOUNT, body: None }
}

#[test]
fn s13_r076_r077_r079_one_empty_blank_disables_the_button() {
    for (id, party_a) in [("zhejiang", AUTHORITY), ("deqing", TRANSPORT), ("yunnan", TRANSPORT)] {
        let desk = Desk::new(id);
        let full = draft(id, party_a);
        assert_eq!(empty(&full.pulled, &full.terms, &desk.profile), [], "{id}");
        // 销毁时长 is emptied afterwards.
        let confirmed = desk.go(&full, &Command::Confirm, &opening(party_a), "10-20T11:00").expect("confirmed").next;
        let gap = Terms { destroy_within: None, ..terms() };
        let open = Agreement { terms: gap.clone(), ..confirmed.clone() };
        let blanks = vec![Blank::DestroyWithin];
        assert_eq!(empty(&open.pulled, &open.terms, &desk.profile), blanks);
        let click = desk.click(&open, d("10-21"));
        assert_eq!(desk.go(&open, &click, &signatory(), "10-21T09:10"), Err(Refused::Blanks(blanks.clone())), "{id}");
        let draft =
            desk.go(&confirmed, &Command::Fill { terms: gap }, &opening(party_a), "10-21T09:00").expect("saved").next;
        assert_eq!(draft.code(), StateCode::Drafted, "what changed is confirmed again");
        assert_eq!(desk.go(&draft, &Command::Confirm, &opening(party_a), "10-21T09:05"), Err(Refused::Blanks(blanks)));
        let filled =
            desk.go(&draft, &Command::Fill { terms: terms() }, &opening(party_a), "10-21T09:10").expect("filled").next;
        let ready = desk.go(&filled, &Command::Confirm, &opening(party_a), "10-21T09:20").expect("confirmed").next;
        assert!(!in_force(&ready, at("10-21T09:29")));
        let done = desk.go(&ready, &desk.click(&ready, d("10-21")), &signatory(), "10-21T09:30").expect("signed");
        let last_day = NaiveDate::from_ymd_opt(2027, 4, 20).expect("a date");
        assert_eq!(done.next.state, State::Active { since: at("10-21T09:30"), last_day });
        let signature = done.next.signature.as_ref().expect("kept");
        assert_eq!((signature.at, signature.account, signature.written.sha256.len()), (at("10-21T09:30"), ACCOUNT, 64));
        assert!(done.effects.contains(&AgreementEffect::Deliver { from: at("10-21T09:30"), last_day }));
        assert!(in_force(&done.next, at("10-21T09:30")));
        // deqing files it with the authority.
        let filing = done.effects.contains(&AgreementEffect::FilingTask);
        assert_eq!((filing, done.next.filing_owed), (id == "deqing", id == "deqing"));
        let registry = By { parts: BTreeSet::from([Part::Registry]), body: Some(AUTHORITY), ..opening(AUTHORITY) };
        assert_eq!(desk.go(&done.next, &Command::File, &registry, "10-23T10:00").is_ok(), id == "deqing");
    }
    assert_eq!(ACCEPT, "同意本协议并保存");
}

#[test]
fn r077_r079_signing_needs_commitment_tick_proof_and_the_text_shown() {
    let mut desk = Desk::new("zhejiang");
    let ready =
        desk.go(&draft("zhejiang", AUTHORITY), &Command::Confirm, &opening(AUTHORITY), "10-20T11:00").expect("ok").next;
    let Command::Sign { sha256, .. } = desk.click(&ready, d("10-21")) else { unreachable!() };
    let sign = |ticked, proved| Command::Sign { sha256: sha256.clone(), ticked, proved };
    let try_ = |desk: &Desk, command: &Command, who: &By, when| desk.go(&ready, command, who, when).map(|_| ());
    assert_eq!(try_(&desk, &sign(false, true), &signatory(), "10-21T09:30"), Err(Refused::NotTicked));
    assert_eq!(try_(&desk, &sign(true, false), &signatory(), "10-21T09:30"), Err(Refused::NotProved));
    // The page was opened the day before: another date, another text.
    assert_eq!(try_(&desk, &sign(true, true), &signatory(), "10-22T00:00"), Err(Refused::TextChanged));
    let member = By { parts: BTreeSet::from([Part::User]), ..signatory() };
    assert_eq!(try_(&desk, &sign(true, true), &member, "10-21T09:30"), Err(Refused::NotAllowed(CommandCode::Sign)));
    desk.commitment = false;
    assert_eq!(try_(&desk, &sign(true, true), &signatory(), "10-21T09:30"), Err(Refused::NoCommitment));
}

#[test]
fn r078_the_party_follows_from_the_number_of_publishers() {
    let (one, two) = (BTreeSet::from([TRANSPORT]), BTreeSet::from([TRANSPORT, WEATHER]));
    for id in ["zhejiang", "deqing"] {
        let multi = profile(id).agreement.party_when_multi;
        assert_eq!(parties(&one, AUTHORITY, multi), [(TRANSPORT, one.clone())], "{id}");
        assert_eq!(parties(&two, AUTHORITY, multi), [(AUTHORITY, two.clone())], "{id}");
    }
    let each = parties(&two, AUTHORITY, profile("yunnan").agreement.party_when_multi);
    assert_eq!(each, [(TRANSPORT, one), (WEATHER, BTreeSet::from([WEATHER]))]);
    assert!(parties(&BTreeSet::new(), AUTHORITY, profile("zhejiang").agreement.party_when_multi).is_empty());
    // With two or more the authority settles the blanks; a publisher that is not the party does not.
    let desk = Desk::new("zhejiang");
    let joint = draft("zhejiang", AUTHORITY);
    let fill = Command::Fill { terms: terms() };
    let publisher = desk.go(&joint, &fill, &opening(TRANSPORT), "10-20T11:00");
    assert_eq!(publisher, Err(Refused::NotAllowed(CommandCode::Fill)));
    assert!(desk.go(&joint, &fill, &opening(AUTHORITY), "10-20T11:00").is_ok());
}

#[test]
fn r080_the_text_has_every_blank_in_its_place_and_reads_nothing_twice() {
    let desk = Desk::new("zhejiang");
    let mut agreement = draft("zhejiang", AUTHORITY);
    agreement.pulled.form.service_name = "停车{term}通".into();
    let written =
        desk.template.write(&desk.profile.agreement.clauses, &agreement.pulled, &agreement.terms, Some(d("10-21")));
    let text: String = written.clauses.iter().map(|(_, text)| text.as_str()).collect();
    for part in [
        "2026年10月21日",
        "停车{term}通",
        "有效期6个月",
        "在30日内以自行销毁",
        "开放方式：（1）接口；（2）文件",
        "专网访问",
        "（1）停车动态：lot、free",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("______"));
    let without = Terms { term: None, ..terms() };
    let gap = desk.template.write(&desk.profile.agreement.clauses, &agreement.pulled, &without, None);
    assert!(gap.clauses.iter().any(|(_, text)| text.contains("有效期______")));
    assert_ne!(gap.sha256, written.sha256);
}

#[test]
fn c4_wrong_values_are_named_and_a_person_in_the_sandbox_needs_no_system() {
    let wrong = Terms {
        term: Some(Duration { count: 10, unit: DurationUnit::WorkingDays }),
        launch_within: days(0),
        ..terms()
    };
    let faults: Vec<_> = wrong.check().expect_err("faults").into_iter().map(|fault| fault.field).collect();
    assert_eq!(faults, ["launch_within", "term"]);
    let desk = Desk::new("zhejiang");
    let mut agreement = draft("zhejiang", TRANSPORT);
    agreement.pulled.party_b = person().name;
    agreement.pulled.form.system_name.clear();
    agreement.pulled.form.mlps_level.clear();
    assert_eq!(empty(&agreement.pulled, &agreement.terms, &desk.profile), [Blank::SystemName, Blank::MlpsLevel]);
    agreement.pulled.system_needed = false;
    assert!(empty(&agreement.pulled, &agreement.terms, &desk.profile).is_empty());
    assert_eq!(Terms::proposed(&desk.profile).build_months, Some(3));
}

#[test]
fn r076_r080_the_text_names_range_region_way_and_volume_of_each_line_as_it_is_delivered() {
    let desk = Desk::new("zhejiang");
    let agreement = draft("zhejiang", AUTHORITY);
    let (pulled, terms) = (&agreement.pulled, &agreement.terms);
    assert_eq!(pulled.lines.len(), 2);
    let text = desk.template.write(&desk.profile.agreement.clauses, pulled, terms, Some(d("10-21")));
    for words in [
        "时间范围为2026年1月1日至2026年12月31日",
        "区域范围为浙江省杭州市",
        "获取方式为接口，每日不超过1000次",
        "时间范围不限，区域范围不限，获取方式为文件",
        "数据开放方式：（1）接口；（2）文件",
    ] {
        assert!(text.text().contains(words), "{words} in {}", text.text());
    }
    // What was typed as a sentence is part of one.
    let mut typed = pulled.clone();
    typed.form.social_benefit = " 减少寻找车位的时间。".into();
    let next = desk.template.write(&desk.profile.agreement.clauses, &typed, terms, Some(d("10-21")));
    assert!(next.text().contains("减少寻找车位的时间；提高车位周转率"), "{}", next.text());
    // Another way, another text, another hash; and the entitlement of the line is that of the text.
    let mut other = pulled.clone();
    other.lines[0].mode = DeliveryMode::File;
    other.lines[0].volume = None;
    let next = desk.template.write(&desk.profile.agreement.clauses, &other, terms, Some(d("10-21")));
    assert!(next.text().contains("数据开放方式：文件；") && next.sha256 != text.sha256, "{}", next.text());
    for line in &pulled.lines {
        let span = (at("10-21T09:30"), at("12-31T00:00"));
        let had = domain::access::delivery::grant(Uuid::nil(), line, "XY-1", PARTY, "", span);
        assert_eq!((had.mode, had.volume, had.from, &had.regions), (line.mode, line.volume, line.from, &line.regions));
    }
}

#[test]
fn r078_what_publishers_propose_stands_where_they_agree_and_is_left_open_where_they_do_not() {
    let transport =
        Terms { term: Some(months(6)), destroy_within: days(30), use_scope: "停车诱导".into(), ..Terms::default() };
    let weather =
        Terms {
            term: Some(months(12)), destroy_within: days(30), use_scope: "公众出行".into(), ..Terms::default()
        };
    let named = |other: Terms| [("交通运输厅".to_owned(), transport.clone()), ("气象局".to_owned(), other)];
    let merged = Terms::merged(&named(weather));
    assert_eq!((merged.term, merged.destroy_within), (None, days(30)), "on the term they differ");
    assert_eq!(merged.use_scope, "交通运输厅：停车诱导\n气象局：公众出行");
    let silent = Terms::merged(&named(Terms::default()));
    assert_eq!((silent.term, silent.use_scope.as_str()), (Some(months(6)), "停车诱导"), "one alone spoke");
    assert_eq!(Terms::merged(&named(Terms { rep_a: "赵六".into(), ..Terms::default() })).rep_a, "", "no proposal");
    let settled = Terms { term: Some(months(3)), ..Terms::default() }.or(terms());
    assert_eq!((settled.term, settled.destroy_within, settled.rep_a.as_str()), (Some(months(3)), days(30), "赵六"));
}
