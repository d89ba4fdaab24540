//! Rows of the trail within the reach of a reader: the statement leaves what the rule leaves.
use super::cases::case;
use crate::support::*;
use domain::account::Acting;
use domain::audit::{Entry, Row};
use domain::cases::CaseFacts;
use domain::policy::audit::{Reach, RowFacts};
use std::collections::BTreeSet;
use store::cases::CaseRow;
use store::{AuditFilter, Store};
use uuid::Uuid;

fn acting(body: Option<Uuid>) -> String {
    let roles = BTreeSet::new();
    body.map_or_else(
        || serde_json::to_string(&Acting::Person { party: id(7) }).unwrap(),
        |body| serde_json::to_string(&Acting::Body { body, region: "330100".into(), authority: false, roles }).unwrap(),
    )
}

fn facts(row: &CaseRow) -> CaseFacts {
    CaseFacts {
        case: row.id,
        party: row.party,
        filed_by: row.filed_by,
        authority: row.authority,
        above: row.above,
        handler: row.handler,
        target: row.target_body,
    }
}

/// Four bodies; cases between them in every way; each row of the trail with the facts by which it is judged.
async fn fill(store: &Store) -> (Vec<Uuid>, Vec<RowFacts>) {
    let mut tx = store.write().await.unwrap();
    let mut bodies = Vec::new();
    for n in 1..=4 {
        bodies.push(tx.upsert_body(&body(n), noon()).await.unwrap().id);
    }
    let [a, b, c, d] = bodies[..] else { unreachable!("four bodies") };
    let parts = [
        (a, None, None, None),
        (a, None, Some(b), None),
        (b, Some(a), None, None),
        (b, Some(a), Some(c), Some(d)),
        (a, None, Some(c), Some(b)),
        (a, None, Some(b), Some(b)),
    ];
    let mut cases = Vec::new();
    for (n, (authority, above, handler, target)) in parts.into_iter().enumerate() {
        let row = CaseRow { above, handler, target_body: target, ..case(n as u128 + 1, authority, None) };
        tx.add_case(&row).await.unwrap();
        cases.push(row);
    }
    let mut rows = Vec::new();
    let actors = [None, Some(a), Some(b), Some(c), Some(d)];
    for by in actors {
        for case in cases.iter().map(Some).chain([None]) {
            let mut entry = Entry::new(noon(), "case.answer", "case", "x");
            entry.acting = acting(by);
            entry.case = case.map(|case| case.number.clone());
            tx.audit(entry);
            rows.push(RowFacts { acting: by, object: None, case: case.map(facts) });
        }
        for object in [a, d] {
            let mut entry = Entry::new(noon(), "body.change", "body", object.to_string());
            entry.acting = acting(by);
            tx.audit(entry);
            rows.push(RowFacts { acting: by, object: Some(object), case: None });
        }
    }
    // The command line, in words; a number that is no case's.
    let mut entry = Entry::new(noon(), "import.law", "law", "gl20");
    (entry.acting, entry.case) = ("operator".into(), Some("TS-0".into()));
    tx.audit(entry);
    rows.push(RowFacts::default());
    tx.commit(vec![]).await.unwrap();
    (bodies, rows)
}

both! {
    async fn r152_the_rows_that_are_found_are_those_that_the_rule_shows(store: &Store) {
        let (bodies, rows) = fill(store).await;
        let mut tx = store.read().await.unwrap();
        let mut seen = BTreeSet::new();
        for own in 0..4 {
            for wider in [vec![], vec![2], vec![0, 1, 2, 3]] {
                for site in [false, true] {
                    let within = wider.iter().chain([&own]).map(|n| bodies[*n]).collect();
                    let reach = Reach { own: bodies[own], bodies: within, site };
                    let expected: Vec<i64> =
                        (1..).zip(&rows).filter(|(_, row)| reach.sees(row)).map(|(seq, _)| seq).collect();
                    let filter = AuditFilter { reach: Some(reach), ..AuditFilter::default() };
                    let found: Vec<Row> = tx.audit_matching(&filter, 0, 1000).await.unwrap();
                    assert_eq!(found.iter().map(|row| row.seq).collect::<Vec<_>>(), expected, "{filter:?}");
                    assert_eq!(tx.audit_count(&filter).await.unwrap(), expected.len() as u64);
                    seen.insert(expected);
                }
            }
        }
        assert!(seen.len() > 12, "the readers differ");
    }
}

both! {
    async fn r152_one_row_and_its_neighbours_within_the_reach(store: &Store) {
        let (bodies, rows) = fill(store).await;
        let reach = Reach { own: bodies[3], bodies: BTreeSet::from([bodies[3]]), site: false };
        let mine: Vec<i64> = (1..).zip(&rows).filter(|(_, row)| reach.sees(row)).map(|(seq, _)| seq).collect();
        let filter = AuditFilter { reach: Some(reach), ..AuditFilter::default() };
        let mut tx = store.read().await.unwrap();
        for seq in 0..=rows.len() as i64 + 1 {
            let found = tx.audit_row_among(&filter, seq).await.unwrap();
            let expected = mine.iter().position(|own| *own == seq).map(|at| {
                (seq, at.checked_sub(1).map(|before| mine[before]), mine.get(at + 1).copied())
            });
            assert_eq!(found.map(|(row, before, after)| (row.seq, before, after)), expected);
        }
    }
}
