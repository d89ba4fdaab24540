//! 公共数据开放利用协议 through public HTTP (B10, R-076…R-088): drawn up, filled in, signed by a click, verified, ended.
mod duties;
mod emptied;
mod ending;
mod lists;
mod pdf;
mod proving;
mod reminders;
mod reminding;
mod signing;
mod verifying;

use crate::complaints::caller;
use chrono::{DateTime, NaiveDate, Utc};
use contract::Caller;
use domain::access::DeliveryMode;
use domain::access::agreement::parties;
use domain::access::application::{Applicant, CommitmentText, Filed, Form, RequestLine, ReturnItem, Scenario};
use domain::access::credit::CreditCheck;
use domain::account::{PartyKind, Verification};
use domain::party::proof::Proof;
use server::services::access::{agreements, reviews};
use std::collections::{BTreeMap, BTreeSet};
use store::access::EntitlementRow;
use testkit::identities::{AUTHORITY, OTHER_PUBLISHER, PASSWORD, PUBLISHER};
use testkit::{Client, Identity, TestPortal};
use uuid::Uuid;

/// An instant as people in China write it.
pub fn at(local: &str) -> DateTime<Utc> {
    format!("{local}:00+08:00").parse().expect("an instant")
}

/// A portal under a profile, with the people who take part.
pub async fn portal(profile: &str) -> TestPortal {
    let profile = profile.to_owned();
    let test = TestPortal::with(|config| {
        config.profile = profile;
        config.confirm_draft_profile = true;
    })
    .await;
    for who in [
        Identity::Company,
        Identity::Reviewer,
        Identity::OtherPublisher(domain::account::Role::Reviewer),
        Identity::AuthorityReviewer,
    ] {
        test.account(who).await;
    }
    test
}

pub fn line(no: u32, publisher: Uuid, code: &str) -> RequestLine {
    RequestLine {
        no,
        dataset: Uuid::from_u128(0xda7a_0000 + u128::from(no)),
        code: code.into(),
        publisher,
        items: vec!["lot".into(), "free".into()],
        from: None,
        to: None,
        regions: Vec::new(),
        mode: DeliveryMode::Api,
        volume: None,
        consent: None,
        conditions: None,
    }
}

fn form(head: &str, on: NaiveDate, account: Uuid) -> Form {
    Form {
        contact_name: "联系人甲".into(),
        contact_phone: "0571-87051234".into(),
        service_name: "停车通".into(),
        theme: "TRANSPORT".into(),
        scenarios: vec![Scenario {
            usage: "接口调用".into(), scope: "杭州市".into(), scene: "停车诱导".into()
        }],
        social_benefit: "减少寻找车位的时间".into(),
        economic_benefit: "提高车位周转率".into(),
        feedback_plan: "每半年反馈使用情况".into(),
        return_items: vec![ReturnItem {
            name: "车位纠错".into(),
            items: "车场".into(),
            frequency: "每月".into(),
            method: "接口".into(),
        }],
        feedback_dimensions: vec!["调用次数".into()],
        system_name: "停车通平台".into(),
        mlps_level: "2".into(),
        commitment: Some(CommitmentText::shipped().sign(head, on, account)),
        ..Form::default()
    }
}

/// Agreements drawn up for an application of somebody with one line of each publisher; their numbers.
pub async fn drafted(test: &TestPortal, who: Identity, publishers: &[&str]) -> Vec<String> {
    let lines = line_of_each(test, publishers).await;
    drafted_for(test, who, lines).await
}

pub async fn line_of_each(test: &TestPortal, publishers: &[&str]) -> Vec<RequestLine> {
    let mut lines = Vec::new();
    for (no, publisher) in (1..).zip(publishers) {
        lines.push(line(no, test.body(publisher).await.0, &format!("data{no}")));
    }
    lines
}

/// The same for some lines, as an approval draws them up.
pub async fn drafted_for(test: &TestPortal, who: Identity, lines: Vec<RequestLine>) -> Vec<String> {
    let caller: Caller = caller(test, who).await;
    let person = matches!(who, Identity::Person | Identity::OtherPerson);
    drawn_up(test, &caller, person.then(|| who.name()), lines).await
}

/// The same for the party somebody acts for; `person` = the name, of a natural person.
pub async fn drawn_up(
    test: &TestPortal,
    caller: &Caller,
    person: Option<String>,
    lines: Vec<RequestLine>,
) -> Vec<String> {
    let core = test.portal.core();
    let signed = caller.actor.signed_in().expect("signed in");
    let party = signed.acting.party().expect("a party");
    let authority = test.body(AUTHORITY).await.0;
    let now = core.clock.now();
    let today = core.clock.today();
    let head = person.clone().unwrap_or_else(|| "王五".to_owned());
    let filed = Filed {
        authority,
        form: form(&head, today, signed.account),
        publishers: lines.iter().map(|line| line.publisher).collect(),
        lines,
        at: now,
        applied_on: today,
        party,
        account: signed.account,
        credit: CreditCheck { at: now, answers: BTreeMap::new() },
    };
    let applicant = Applicant {
        party,
        kind: if person.is_some() { PartyKind::Person } else { PartyKind::LegalPerson },
        verification: Verification::Verified,
        name: person.unwrap_or_else(|| "测试有限公司".into()),
        proof: Proof::Uscc,
        number: "91330100799655058B".into(),
    };
    let mut tx = core.store.write().await.expect("a write");
    let new = reviews::NewApplication { filed: filed.clone(), applicant, papers: Vec::new() };
    let numbers = reviews::open(core, &mut tx, caller, new).await.expect("an application");
    let multi = core.active().profile.profile.agreement.party_when_multi;
    let mut drafted = Vec::new();
    let groups: Vec<BTreeSet<Uuid>> = match numbers.len() {
        1 => vec![filed.publishers.clone()],
        _ => filed.publishers.iter().map(|body| BTreeSet::from([*body])).collect(),
    };
    for (number, group) in numbers.iter().zip(groups) {
        let application = tx.case(number).await.expect("a read").expect("the application");
        for (party, publishers) in parties(&group, authority, multi) {
            let ours = filed.lines.iter().filter(|line| publishers.contains(&line.publisher));
            let lines: Vec<u32> = ours.map(|line| line.no).collect();
            let approved = agreements::Approved {
                application: &application,
                filed: &filed,
                party,
                lines: &lines,
                publishers: &publishers,
            };
            drafted.push(agreements::draft(core, &mut tx, &Caller::operator(), approved).await.expect("drawn up"));
        }
    }
    tx.commit(Vec::new()).await.expect("a commit");
    drafted
}

/// The value of a hidden field of a page.
pub fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.split_once(&mark).unwrap_or_else(|| panic!("no {name} in {page}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// Every blank of the opening side.
pub fn blanks() -> Vec<(&'static str, &'static str)> {
    vec![
        ("build_months", "3"),
        ("launch_within", "30"),
        ("launch_within_unit", "days"),
        ("term", "6"),
        ("term_unit", "months"),
        ("termination_notice", "15"),
        ("termination_notice_unit", "days"),
        ("destroy_within", "30"),
        ("destroy_within_unit", "days"),
        ("destroy_mode", "own"),
        ("destroy_other", ""),
        ("use_scope", "停车诱导"),
        ("security_measures", "专网访问，专人管理"),
        ("rep_a", "赵六"),
    ]
}

/// Sends a command of the case page with the version it shows.
pub async fn act(client: &Client<'_>, number: &str, command: &str, fields: &[(&str, &str)]) -> testkit::Answer {
    let path = format!("/cases/{number}/do/{command}");
    let page = client.get(&path).await;
    if page.status != 200 {
        return page;
    }
    let version = hidden(&page.text(), "version");
    let mut all = vec![("version", version.as_str())];
    all.extend_from_slice(fields);
    let sent = client.post(&path, &all).await;
    // A refusal is read before it is sent.
    if sent.status == 200 && sent.text().contains("name=\"previewed\"") {
        let token = hidden(&sent.text(), "previewed");
        all.push(("previewed", &token));
        return client.post(&path, &all).await;
    }
    sent
}

/// Fills in and confirms as whoever signs for the opening side.
pub async fn confirmed(client: &Client<'_>, number: &str) {
    let filled = act(client, number, "fill", &blanks()).await;
    assert_eq!(filled.status, 303, "{}", filled.text());
    let confirmed = act(client, number, "confirm", &[]).await;
    assert_eq!(confirmed.status, 303, "{}", confirmed.text());
}

/// What the form of signing sends.
pub async fn click(client: &Client<'_>, number: &str, password: &str) -> testkit::Answer {
    let page = client.page(&format!("/cases/{number}/do/sign")).await;
    let sha256 = hidden(&page, "sha256");
    let fields = [("sha256", sha256.as_str()), ("ticked", "yes"), ("name", "测试签署人"), ("password", password)];
    act(client, number, "sign", &fields).await
}

/// Drawn up for the company with one publisher, filled in, confirmed and signed now.
pub async fn signed(test: &TestPortal) -> String {
    let number = drafted(test, Identity::Company, &[PUBLISHER]).await.remove(0);
    confirmed(&test.sign_in_as(Identity::Reviewer).await, &number).await;
    let answer = click(&test.sign_in_as(Identity::Company).await, &number, PASSWORD).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    number
}

/// What an agreement entitles to.
pub async fn entitlements(test: &TestPortal, number: &str) -> Vec<EntitlementRow> {
    test.portal.store.read().await.expect("a read").entitlements_under(number).await.expect("a read")
}

/// Whoever signs for the opening side of an agreement.
pub fn opening(party: &str) -> Identity {
    match party {
        AUTHORITY => Identity::AuthorityReviewer,
        OTHER_PUBLISHER => Identity::OtherPublisher(domain::account::Role::Reviewer),
        _ => Identity::Reviewer,
    }
}
