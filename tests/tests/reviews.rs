//! 受限开放申请 under review, through public HTTP and the port behind it (B09; R-060…R-073, S08-S11, S14), in the three profiles.
mod by_profile;
mod cancelled;
mod deciding;
mod isolation;
mod joint;
mod path;
mod profiles;
mod second_notice;
mod steps;
mod supplement;

use crate::complaints::{act, cases, code, faults, form, try_act, upload, view};
use chrono::{DateTime, Utc};
use contract::Caller;
use contract::cases::{CaseView, QueuePage, QueueQuery, QueueTab};
use domain::account::Role;
use testkit::{Identity, TestPortal};

pub(crate) use crate::complaints::caller;

const REASON: &str = "申请人没有说明如何存储和保护所获取的数据，无法确认安全保障能力。";
const CAPABILITY: &str = "eligibility:capability";

/// An instant in Shanghai, 2026.
fn at(text: &str) -> DateTime<Utc> {
    format!("2026-{text}:00+08:00").parse::<DateTime<chrono::FixedOffset>>().expect("an instant").to_utc()
}

/// A portal under a profile, with everybody who reviews, at an instant.
async fn portal(profile: &str, when: &str) -> TestPortal {
    let name = profile.to_owned();
    let test = TestPortal::with(move |config| {
        config.profile = name;
        config.confirm_draft_profile = true;
    })
    .await;
    test.clock.set(at(when));
    test.reviewers().await;
    test
}

/// What the clock of the head says: key, last day.
fn due(case: &CaseView) -> (String, String) {
    let clock = case.head.clock.as_ref().expect("a clock");
    (clock.what.value.clone(), clock.due.map(|day| day.to_string()).unwrap_or_default())
}

fn state(case: &CaseView) -> &str {
    case.head.state.value.as_str()
}

fn may(case: &CaseView) -> Vec<&str> {
    case.allowed.iter().map(|one| one.code.as_str()).collect()
}

/// Codes of the decisions on the lines the reader sees.
fn decisions(case: &CaseView) -> Vec<(u32, String)> {
    let part = case.application.as_ref().expect("an application");
    let lines = part.publishers.iter().flat_map(|publisher| &publisher.lines);
    lines.map(|line| (line.no, line.decision.value.clone())).collect()
}

async fn office(test: &TestPortal, who: Identity) -> Caller {
    caller(test, who).await
}

async fn authority(test: &TestPortal) -> Caller {
    office(test, Identity::AuthorityReviewer).await
}

async fn publisher(test: &TestPortal) -> Caller {
    office(test, Identity::Reviewer).await
}

async fn other(test: &TestPortal) -> Caller {
    office(test, Identity::OtherPublisher(Role::Reviewer)).await
}

async fn supervisor(test: &TestPortal) -> Caller {
    office(test, Identity::Authority(Role::Supervisor)).await
}

async fn company(test: &TestPortal) -> Caller {
    caller(test, Identity::Company).await
}

async fn queue(test: &TestPortal, who: &Caller, tab: QueueTab) -> QueuePage {
    let query = QueueQuery { tab, kind: Some("SQ".into()), ..QueueQuery::default() };
    cases(test).queue(who, &query).await.expect("a queue")
}

/// Numbers in a queue.
async fn queued(test: &TestPortal, who: &Caller, tab: QueueTab) -> Vec<String> {
    let page = queue(test, who, tab).await;
    page.groups.into_iter().flat_map(|group| group.rows).map(|row| row.head.number).collect()
}

/// The agreements drawn up: body that signs for the opening side.
async fn agreements(test: &TestPortal) -> Vec<uuid::Uuid> {
    let company = company(test).await;
    let party = company.actor.signed_in().and_then(|signed| signed.acting.party()).expect("a party");
    let mut tx = test.portal.store.read().await.expect("a read");
    let rows = tx.cases_of(party, 0, 50).await.expect("cases");
    rows.into_iter().filter(|row| row.kind == "XY").filter_map(|row| row.handler).collect()
}
