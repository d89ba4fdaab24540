//! What belongs together is stored together: looked at in the database as the killed process left it.
use super::world::World;
use domain::cases::Phase;
use uuid::Uuid;

#[path = "whole/ending.rs"]
mod ending;

pub use ending::*;

/// Whether the application was filed: whole, or not at all.
pub async fn filed(world: &World, number: &str) -> bool {
    let store = world.store().await;
    let mut tx = store.read().await.expect("a read");
    let row = tx.case(number).await.expect("a read");
    let there = row.is_some();
    if let Some(row) = row {
        assert_eq!((row.kind.as_str(), row.state.as_str()), ("SQ", "formal-review"));
        assert_eq!(tx.lines(row.id, None).await.expect("lines").len(), 2);
        assert_eq!(tx.clocks_of(row.id).await.expect("clocks").len(), 1);
        assert_eq!(tx.documents_of(row.id).await.expect("papers").len(), 2);
        assert!(!tx.events_of(row.id).await.expect("a history").is_empty());
        assert!(!tx.notices_of_case(row.id).await.expect("notices").is_empty());
    }
    drop(tx);
    store.close().await;
    there
}

/// Whether the agreement was signed: signature, state and what it opens, or none of them.
pub async fn signed(world: &World, number: &str) -> bool {
    let store = world.store().await;
    let mut tx = store.read().await.expect("a read");
    let row = tx.case(number).await.expect("a read").expect("the agreement");
    let signature = tx.signature(row.id).await.expect("a read");
    let opened = tx.entitlements_under(number).await.expect("entitlements").len();
    drop(tx);
    store.close().await;
    assert_eq!(
        (signature.is_some(), opened),
        if row.state == "active" { (true, 2) } else { (false, 0) },
        "{}",
        row.state
    );
    signature.is_some()
}

/// Whether the application was approved: with the one agreement that follows, or neither.
pub async fn approved(world: &World, number: &str, agreement: &str) -> bool {
    let store = world.store().await;
    let mut tx = store.read().await.expect("a read");
    let row = tx.case(number).await.expect("a read").expect("the application");
    let drawn_up = tx.agreements_of(row.id).await.expect("agreements").len();
    let case = tx.case(agreement).await.expect("a read");
    drop(tx);
    store.close().await;
    assert_eq!(
        (drawn_up, case.is_some()),
        if row.state == "approved" { (1, true) } else { (0, false) },
        "{}",
        row.state
    );
    case.is_some()
}

/// Whether what is missing was told: state, history, stopped clock and notice to the applicant, or none of them.
pub async fn asked(world: &World, number: &str) -> bool {
    let store = world.store().await;
    let mut tx = store.read().await.expect("a read");
    let row = tx.case(number).await.expect("a read").expect("the application");
    let events = tx.events_of(row.id).await.expect("a history");
    let events = events.iter().filter(|event| event.code == "supplement-asked").count();
    let clocks = tx.clocks_of(row.id).await.expect("clocks");
    let stopped = clocks.iter().filter(|one| matches!(one.clock.phase, Phase::Paused { .. })).count();
    let told = tx.notices_of_case(row.id).await.expect("notices");
    let told = told.iter().any(|notice| notice.kind.code() == "application-supplement");
    drop(tx);
    store.close().await;
    let there = row.state == "supplement-required";
    assert_eq!((events, stopped, told), if there { (1, 1, true) } else { (0, 0, false) }, "{}", row.state);
    there
}

/// Whether the supplement came: form, paper, history, clock and notice to the office, or none of them.
pub async fn supplied(world: &World, number: &str) -> bool {
    let store = world.store().await;
    let mut tx = store.read().await.expect("a read");
    let row = tx.case(number).await.expect("a read").expect("the application");
    let papers = tx.documents_of(row.id).await.expect("papers").len();
    let events = tx.events_of(row.id).await.expect("a history");
    let events = events.iter().filter(|event| event.code == "supplemented").count();
    let clocks = tx.clocks_of(row.id).await.expect("clocks");
    let stopped = clocks.iter().filter(|one| matches!(one.clock.phase, Phase::Paused { .. })).count();
    let told = tx.notices_of_case(row.id).await.expect("notices");
    let told = told.iter().any(|notice| notice.kind.code() == "application-supplemented");
    drop(tx);
    store.close().await;
    let there = row.state == "formal-review";
    let expected = if there { (3, 1, 0, true) } else { (2, 0, 1, false) };
    assert_eq!((papers, events, stopped, told), expected, "{}", row.state);
    there
}

/// Whether rectification was ordered: state, evidence, history, notice to the user and closed access to that data alone, or none of them.
pub async fn ordered(world: &World, number: &str, agreement: &str, closed: Uuid) -> bool {
    let store = world.store().await;
    let mut tx = store.read().await.expect("a read");
    let row = tx.case(number).await.expect("a read").expect("the violation");
    let evidence = tx.documents_of(row.id).await.expect("evidence").len();
    let events = tx.events_of(row.id).await.expect("a history");
    let events = events.iter().filter(|event| event.code == "violation-ordered").count();
    let told = tx.notices_of_case(row.id).await.expect("notices");
    let told = told.iter().any(|notice| notice.kind.code() == "violation-rectification");
    let open = tx.entitlements_under(agreement).await.expect("entitlements").into_iter().map(|row| row.entitlement);
    let shut: Vec<Uuid> = open.filter(|one| one.closed.is_some()).map(|one| one.dataset).collect();
    drop(tx);
    store.close().await;
    let there = row.state == "rectification-ordered";
    let expected = if there { (1, 1, true, vec![closed]) } else { (0, 0, false, Vec::new()) };
    assert_eq!((evidence, events, told, shut), expected, "{}", row.state);
    there
}
