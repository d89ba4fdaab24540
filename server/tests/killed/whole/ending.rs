//! What belongs together when an agreement is renewed or ends: looked at in the database as the killed process left it.
use super::World;
use chrono::{DateTime, Utc};
use domain::access::agreement::StateCode;
use server::clock::{Clock, System};
use store::Tx;
use store::cases::CaseRow;

async fn row(tx: &mut Tx, number: &str) -> CaseRow {
    tx.case(number).await.expect("a read").expect("the case")
}

/// How often something happened to a case.
async fn happened(tx: &mut Tx, row: &CaseRow, code: &str) -> usize {
    let events = tx.events_of(row.id).await.expect("a history");
    events.iter().filter(|event| event.code == code).count()
}

async fn told(tx: &mut Tx, row: &CaseRow, kind: &str) -> bool {
    tx.notices_of_case(row.id).await.expect("notices").iter().any(|notice| notice.kind.code() == kind)
}

/// When the data of an agreement ends, line by line.
async fn ends(tx: &mut Tx, number: &str) -> Vec<Option<DateTime<Utc>>> {
    let rows = tx.entitlements_under(number).await.expect("entitlements");
    rows.into_iter().map(|row| row.entitlement.ends).collect()
}

/// Whether a renewal was asked for: history, notice, and data that goes on while it is decided, or none of them.
pub async fn renewal_asked(world: &World, agreement: &str) -> bool {
    let store = world.store().await;
    let mut tx = store.read().await.expect("a read");
    let row = row(&mut tx, agreement).await;
    let events = happened(&mut tx, &row, "agreement-renewal-asked").await;
    let told = told(&mut tx, &row, "agreement-renewal-asked").await;
    let open = ends(&mut tx, agreement).await.into_iter().all(|end| end.is_none());
    drop(tx);
    store.close().await;
    let there = row.with.is_some();
    assert_eq!((events, told, open), (usize::from(there), there, there));
    there
}

/// Whether a renewal was granted: history, notice and the new version, or none of them.
pub async fn renewal_granted(world: &World, agreement: &str, next: &str) -> bool {
    let store = world.store().await;
    let mut tx = store.read().await.expect("a read");
    let row = row(&mut tx, agreement).await;
    let events = happened(&mut tx, &row, "agreement-renewal-granted").await;
    let told = told(&mut tx, &row, "agreement-renewal-decided").await;
    let application = tx.agreement(row.id).await.expect("a read").expect("the agreement").application;
    let versions = tx.agreements_of(application).await.expect("versions").len();
    let there = tx.case(next).await.expect("a read").is_some();
    drop(tx);
    store.close().await;
    assert_eq!((events, told, versions), (usize::from(there), there, 1 + usize::from(there)));
    there
}

/// Whether the new version was signed: it delivers and the former ended, or neither.
pub async fn renewed(world: &World, agreement: &str, next: &str) -> bool {
    let store = world.store().await;
    let mut tx = store.read().await.expect("a read");
    let (old, new) = (row(&mut tx, agreement).await, row(&mut tx, next).await);
    let signature = tx.signature(new.id).await.expect("a read").is_some();
    let opened = ends(&mut tx, next).await.len();
    let over = ends(&mut tx, agreement).await.into_iter().all(|end| end.is_some_and(|end| end <= System.now()));
    drop(tx);
    store.close().await;
    let there = new.state == "active";
    let expected = if there { ("renewed", true, 2, true) } else { ("active", false, 0, false) };
    assert_eq!((old.state.as_str(), signature, opened, over), expected, "{}", new.state);
    there
}

/// Whether notice was given: state, history, the other side told and the last day of the data, or none of them.
pub async fn noticed(world: &World, agreement: &str) -> bool {
    let store = world.store().await;
    let mut tx = store.read().await.expect("a read");
    let row = row(&mut tx, agreement).await;
    let events = happened(&mut tx, &row, "agreement-notice-given").await;
    let told = told(&mut tx, &row, "agreement-termination-noticed").await;
    let soon = System.now() + chrono::TimeDelta::days(20);
    let last = ends(&mut tx, agreement).await.into_iter().all(|end| end.is_some_and(|end| end < soon));
    drop(tx);
    store.close().await;
    let there = row.state == "termination-noticed";
    assert_eq!((events, told, last), (usize::from(there), there, there), "{}", row.state);
    there
}

/// Whether a violation ended the agreement: both cases, their histories, the closed data and the day of destruction, or none of them.
pub async fn concluded(world: &World, violation: &str, agreement: &str) -> bool {
    let store = world.store().await;
    let mut tx = store.read().await.expect("a read");
    let (wrong, row) = (row(&mut tx, violation).await, row(&mut tx, agreement).await);
    let events =
        happened(&mut tx, &wrong, "violation-terminated").await + happened(&mut tx, &row, "agreement-terminated").await;
    let over = ends(&mut tx, agreement).await.into_iter().all(|end| end.is_some_and(|end| end <= System.now()));
    drop(tx);
    store.close().await;
    let there = wrong.state == "terminated";
    let expected = if there { ("destruction-due", 2, true, true) } else { ("termination-noticed", 0, false, false) };
    assert_eq!((row.state.as_str(), events, over, row.due.is_some()), expected, "{}", wrong.state);
    there
}

/// Whether a step of the destruction was done: state and history, with the proof from the first step on, or not.
pub async fn step(world: &World, agreement: &str, to: StateCode) -> bool {
    let store = world.store().await;
    let mut tx = store.read().await.expect("a read");
    let row = row(&mut tx, agreement).await;
    let proved = happened(&mut tx, &row, "agreement-destruction-proved").await;
    let accepted = happened(&mut tx, &row, "agreement-destruction-accepted").await;
    let kept = tx.documents_of(row.id).await.expect("papers").len();
    drop(tx);
    store.close().await;
    let expected = match row.state.as_str() {
        "destruction-due" => (0, 0, 0),
        "destruction-proved" => (1, 0, 1),
        _ => (1, 1, 1),
    };
    assert_eq!((proved, accepted, kept), expected, "{}", row.state);
    row.state == to.code()
}
