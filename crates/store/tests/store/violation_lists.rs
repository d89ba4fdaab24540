//! The list of violations of an office.
use crate::support::*;
use chrono::Duration;
use domain::access::credit::CreditEntry;
use domain::access::violation::Group;
use domain::profile::CreditTest;
use store::Store;
use store::access::{CreditRow, Whose};
use store::cases::CaseRow;
use uuid::Uuid;

const PARTY: Uuid = Uuid::from_u128(71);
const OTHER: Uuid = Uuid::from_u128(72);

/// Violations in some states; the body is the authority of all of them, the publisher has a part in the first three.
async fn entered(store: &Store) -> (Uuid, Uuid) {
    let first = dataset(1);
    let body = first.publisher;
    enter(store, &[first]).await;
    let mut tx = store.write().await.unwrap();
    let publisher = tx.upsert_body(&super::support::body(2), noon()).await.unwrap().id;
    let rows = [
        (1, "WG", "suspected", PARTY, Some(publisher), None),
        (2, "WG", "rectification-ordered", PARTY, None, Some(noon() - Duration::days(1))),
        (3, "WG", "rectification-ordered", OTHER, None, Some(noon() + Duration::days(1))),
        (4, "WG", "rectification-submitted", PARTY, Some(body), None),
        (5, "WG", "terminated", PARTY, None, None),
        (6, "XY", "suspected", PARTY, Some(publisher), None),
    ];
    for (n, kind, state, party, with, due) in rows {
        let row = CaseRow {
            id: id(800 + n),
            number: format!("{kind}-20261012-{n:04}"),
            kind: kind.into(),
            state: state.into(),
            party: Some(party),
            handler: with,
            due,
            closed: (state == "terminated").then(noon),
            ..crate::cases::case(1, body, with)
        };
        tx.add_case(&row).await.unwrap();
        let parts: &[(Uuid, bool)] = if n < 4 { &[(publisher, false)] } else { &[] };
        tx.put_case_bodies(id(800 + n), parts).await.unwrap();
    }
    for (n, to) in [(5, None), (2, Some(noon().date_naive()))] {
        let entry = CreditEntry {
            test: CreditTest::RecordUnderRegulation,
            from: noon().date_naive(),
            to,
            source: "机构".into(),
            grade: None,
        };
        let violation = Some(format!("WG-20261012-{n:04}"));
        let row = CreditRow { id: id(900 + n), subject: "s".into(), entry, violation, added: noon() };
        tx.add_credit(&row).await.unwrap();
    }
    tx.commit(vec![]).await.unwrap();
    (body, publisher)
}

async fn numbers(store: &Store, whose: Whose<'_>, group: Option<Group>) -> Vec<u32> {
    let mut tx = store.read().await.unwrap();
    let rows = tx.violation_list(whose, group, noon(), (0, 20)).await.unwrap();
    let counts = tx.violation_counts(whose, noon()).await.unwrap();
    assert_eq!(counts.len(), 1 + Group::ALL.len());
    let count = counts.iter().find(|(of, _)| *of == group).map(|(_, count)| *count);
    assert_eq!(count, Some(rows.len() as u64), "counted like listed");
    rows.iter().map(|row| row.number[12..].parse().unwrap()).collect()
}

both! {
    async fn r133_r137_an_office_finds_its_violations_by_state_last_day_and_credit(store: &Store) {
        let (body, publisher) = entered(store).await;
        let office = |body, publisher, authority, without| Whose::Office { body, publisher, authority, without };
        let authority = office(body, false, true, &[]);
        assert_eq!(numbers(store, authority, None).await, [2, 4, 3, 1, 5], "overdue, one's turn, next due, rest, over");
        for (group, expected) in [
            (Group::Yours, vec![4]),
            (Group::Suspected, vec![1]),
            (Group::Rectifying, vec![2, 3]),
            (Group::Overdue, vec![2]),
            (Group::HandedIn, vec![4]),
            (Group::Credit, vec![5]),
            (Group::Over, vec![5]),
        ] {
            assert_eq!(numbers(store, authority, Some(group)).await, expected, "{group:?}");
        }
        let mut tx = store.read().await.unwrap();
        let second = tx.violation_list(authority, None, noon(), (1, 1)).await.unwrap();
        assert_eq!(second.iter().map(|row| row.number.as_str()).collect::<Vec<_>>(), ["WG-20261012-0004"]);
        drop(tx);
        // A publisher: what concerns its data; nobody: what concerns a party they belong to.
        assert_eq!(numbers(store, office(publisher, true, false, &[]), None).await, [2, 1, 3]);
        assert_eq!(numbers(store, office(publisher, true, false, &[PARTY]), None).await, [3]);
        assert_eq!(numbers(store, office(publisher, false, true, &[]), None).await, [0; 0]);
        assert_eq!(numbers(store, office(body, false, false, &[]), None).await, [0; 0]);
    }
}
