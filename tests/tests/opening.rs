//! Before applying: announcements, windows, conditions, credit entries, texts, the procedure and the self-check.
mod announcements;
mod credit;
mod offered;
mod self_check;
mod texts_desk;
mod windows;

use chrono::{DateTime, Utc};
use domain::catalog::AccessRights;
use testkit::Client;
use testkit::TestPortal;
use testkit::identities::{AUTHORITY, PUBLISHER};

/// The authority reviewer's desk.
pub const REVIEWER: testkit::Identity = testkit::Identity::AuthorityReviewer;

/// An instant of legal time: `2026-12-01T00:00` in Shanghai.
fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00+08:00").parse::<DateTime<chrono::FixedOffset>>().expect("an instant").with_timezone(&Utc)
}

/// A portal of a profile with its authority; on 2026-11-20.
async fn portal(profile: &str) -> TestPortal {
    let test = TestPortal::with(|config| {
        config.profile = profile.to_owned();
        config.confirm_draft_profile = true;
    })
    .await;
    test.body(AUTHORITY).await;
    test
}

/// A restricted dataset of [`PUBLISHER`]; its code.
async fn restricted(test: &TestPortal, title: &str) -> String {
    let (publisher, _) = test.body(PUBLISHER).await;
    test.dataset(title, |dataset| {
        dataset.publisher = publisher;
        dataset.region = "330000".into();
        dataset.access_rights = AccessRights::Restricted;
    })
    .await
}

/// Announces a window through the desk.
async fn announce(desk: &Client<'_>, first: &str, last: &str) -> String {
    let page = desk.submit("/admin/windows", &[("first", first), ("last", last)]).await;
    let text = [("act", "announce"), ("title", "关于受理申请的公告"), ("body", "按期受理受限开放数据的申请。")];
    assert_eq!(desk.submit(&page, &text).await, page);
    page
}

/// Entries of the audit trail for an action: object and outcome.
async fn recorded(test: &TestPortal, action: &str) -> Vec<(String, String)> {
    let mut tx = test.portal.store.read().await.expect("a read");
    let rows = tx.audit_after(0, 10_000).await.expect("the trail").into_iter().map(|row| row.entry);
    rows.filter(|entry| entry.action == action).map(|entry| (entry.object, entry.outcome)).collect()
}

/// The time of the portal.
fn now(test: &TestPortal) -> DateTime<Utc> {
    use server::clock::Clock;
    test.clock.now()
}
