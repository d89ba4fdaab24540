//! The audit trail: chained, searched, guarded by the database itself, trimmed by retention alone.
use crate::support::*;
use chrono::TimeDelta;
use domain::account::Acting;
use domain::audit::{Broken, Entry, GENESIS, verify};
use serde_json::json;
use store::{AuditFilter, Store, StoreError};
use uuid::Uuid;

fn entry(n: u128, action: &str) -> Entry {
    let body = Acting::Body {
        body: id(0xb0d1_0000 + n % 2),
        region: "330100".into(),
        authority: false,
        roles: std::collections::BTreeSet::new(),
    };
    let mut entry = Entry::new(noon() + TimeDelta::hours(n as i64), action, "case", format!("TS-{n}"));
    entry.account = Some(id(n % 3));
    entry.acting = serde_json::to_string(&body).unwrap();
    entry.case = Some(format!("TS-{n}"));
    entry.outcome = if n.is_multiple_of(4) { "forbidden".into() } else { "done".into() };
    entry.after = json!({ "b": n as u64, "a": { "z": 1, "y": [1, "二"] } });
    entry.address = Some(format!("10.0.0.{}", n % 5));
    entry
}

async fn fill(store: &Store, n: u128) {
    let mut tx = store.write().await.unwrap();
    for i in 1..=n {
        tx.audit(entry(i, if i.is_multiple_of(2) { "case.answer" } else { "case.open" }));
    }
    tx.commit(vec![]).await.unwrap();
}

/// As `portal audit verify` does, without keys.
async fn check(store: &Store) -> Result<i64, (i64, Broken)> {
    let mut tx = store.read().await.unwrap();
    let (mut seq, mut hash) =
        tx.audit_checkpoints().await.unwrap().pop().map_or((0, GENESIS.to_owned()), |c| (c.seq, c.hash));
    for row in tx.audit_after(seq, 1000).await.unwrap() {
        verify(seq, &hash, &row).map_err(|broken| (row.seq, broken))?;
        (seq, hash) = (row.seq, row.hash);
    }
    Ok(seq)
}

/// Declares a test with the address of its database, for hands that do not go through the store.
macro_rules! both_with_address {
    ($(#[$meta:meta])* async fn $name:ident($store:ident: &Store, $address:ident: &str) $body:block) => {
        $(#[$meta])*
        mod $name {
            use super::*;

            async fn check_it($store: &Store, $address: &str) $body

            #[tokio::test]
            async fn sqlite() {
                let (store, folder) = crate::support::sqlite().await;
                check_it(&store, &format!("sqlite://{}/portal.db", folder.path().display())).await;
                store.close().await;
            }

            #[tokio::test]
            async fn postgres() {
                if let Some((address, schema)) = crate::support::empty_schema().await {
                    let store = Store::connect(&address).await.expect("connect");
                    store.migrate().await.expect("migrate");
                    check_it(&store, &address).await;
                    store.close().await;
                    schema.remove().await;
                }
            }
        }
    };
}

/// Statements of somebody who has the database in hand.
async fn tamper(address: &str, statements: &str) -> Result<(), sqlx::Error> {
    use sqlx::{AssertSqlSafe, Connection};
    let sql = AssertSqlSafe(statements.to_owned());
    if address.starts_with("sqlite:") {
        let mut connection = sqlx::SqliteConnection::connect(address).await?;
        sqlx::raw_sql(sql).execute(&mut connection).await?;
        return connection.close().await;
    }
    let mut connection = sqlx::PgConnection::connect(address).await?;
    sqlx::raw_sql(sql).execute(&mut connection).await?;
    connection.close().await
}

/// Takes the guard away, as an owner of the database could, and puts it nowhere.
async fn tamper_past_the_guard(address: &str, statement: &str) {
    let drop = if address.starts_with("sqlite:") {
        "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete;"
    } else {
        "DROP TRIGGER audit_no_update ON audit; DROP TRIGGER audit_no_delete ON audit;"
    };
    tamper(address, &format!("{drop} {statement}")).await.unwrap();
}

both! {
    async fn r160_the_trail_is_searched_by_everything_it_knows(store: &Store) {
        fill(store, 12).await;
        let mut tx = store.read().await.unwrap();
        let seqs = async |tx: &mut store::Tx, filter: AuditFilter| {
            let rows = tx.audit_search(&filter, 0, 100).await.unwrap();
            assert_eq!(tx.audit_count(&filter).await.unwrap(), rows.len() as u64);
            let oldest_first = tx.audit_matching(&filter, 0, 100).await.unwrap();
            assert!(oldest_first.iter().eq(rows.iter().rev()));
            rows.into_iter().map(|row| row.seq).collect::<Vec<_>>()
        };
        let all = AuditFilter::default;
        assert_eq!(seqs(&mut tx, all()).await, (1..=12).rev().collect::<Vec<i64>>());
        assert_eq!(seqs(&mut tx, AuditFilter { account: Some(id(1)), ..all() }).await, [10, 7, 4, 1]);
        assert_eq!(seqs(&mut tx, AuditFilter { body: Some(id(0xb0d1_0001)), ..all() }).await, [11, 9, 7, 5, 3, 1]);
        assert_eq!(seqs(&mut tx, AuditFilter { body: Some(Uuid::nil()), ..all() }).await, Vec::<i64>::new());
        assert_eq!(seqs(&mut tx, AuditFilter { action: Some("case.answer".into()), ..all() }).await, [12, 10, 8, 6, 4, 2]);
        assert_eq!(seqs(&mut tx, AuditFilter { action: Some("case".into()), ..all() }).await.len(), 12);
        assert_eq!(seqs(&mut tx, AuditFilter { action: Some("cas".into()), ..all() }).await, Vec::<i64>::new());
        assert_eq!(seqs(&mut tx, AuditFilter { object: Some("TS-3".into()), ..all() }).await, [3]);
        assert_eq!(seqs(&mut tx, AuditFilter { case: Some("TS-5".into()), ..all() }).await, [5]);
        assert_eq!(seqs(&mut tx, AuditFilter { done: Some(false), ..all() }).await, [12, 8, 4]);
        assert_eq!(seqs(&mut tx, AuditFilter { address: Some("10.0.0.2".into()), ..all() }).await, [12, 7, 2]);
        let (from, until) = (Some(noon() + TimeDelta::hours(3)), Some(noon() + TimeDelta::hours(5)));
        assert_eq!(seqs(&mut tx, AuditFilter { from, until, ..all() }).await, [4, 3]);
        let both = AuditFilter { account: Some(id(1)), done: Some(true), ..all() };
        assert_eq!(seqs(&mut tx, both).await, [10, 7, 1]);
        assert_eq!(seqs(&mut tx, AuditFilter { object: Some("\0' OR 1=1".into()), ..all() }).await, Vec::<i64>::new());

        let page = tx.audit_search(&all(), 5, 3).await.unwrap();
        assert_eq!(page.iter().map(|row| row.seq).collect::<Vec<_>>(), [7, 6, 5]);
        let row = tx.audit_row(3).await.unwrap().unwrap();
        assert_eq!(row.entry, entry(3, "case.open"));
        assert_eq!(tx.audit_row(13).await.unwrap(), None);
    }
}

both_with_address! {
    /// Whoever speaks to the database as the portal does cannot change or remove a row.
    async fn r160_the_database_refuses_to_change_or_remove_rows(store: &Store, address: &str) {
        fill(store, 3).await;
        let mut refused = vec![
            "UPDATE audit SET reason = 'x' WHERE seq = 2",
            "UPDATE audit SET outcome = 'done'",
            "DELETE FROM audit WHERE seq = 2",
            "DELETE FROM audit",
        ];
        if !address.starts_with("sqlite:") {
            refused.push("TRUNCATE audit");
        }
        for statement in refused {
            assert!(tamper(address, statement).await.is_err(), "{statement}");
        }
        assert_eq!(check(store).await, Ok(3));
    }
}

both_with_address! {
    async fn r160_an_altered_row_is_found(store: &Store, address: &str) {
        fill(store, 5).await;
        tamper_past_the_guard(address, "UPDATE audit SET reason = 'later' WHERE seq = 3").await;
        assert_eq!(check(store).await, Err((3, Broken::Content)));
    }
}

both_with_address! {
    async fn r160_a_removed_row_is_found(store: &Store, address: &str) {
        fill(store, 5).await;
        tamper_past_the_guard(address, "DELETE FROM audit WHERE seq = 3").await;
        assert_eq!(check(store).await, Err((4, Broken::Sequence)));
    }
}

both_with_address! {
    /// Row 3 is put in anew with a number of its own behind the last: it names a row before it that is not the one before it.
    async fn r160_an_inserted_row_is_found(store: &Store, address: &str) {
        fill(store, 5).await;
        let copy = "INSERT INTO audit SELECT 6, at, account_id, acting, role, action, object_kind, object, case_number, outcome, reason, \
                    before_facts, after_facts, address, request, profile, calendar, previous, hash FROM audit WHERE seq = 3";
        tamper(address, copy).await.unwrap();
        assert_eq!(check(store).await, Err((6, Broken::Previous)));
    }
}

both_with_address! {
    async fn r161_old_rows_leave_from_the_beginning_and_the_rest_verifies(store: &Store, address: &str) {
        fill(store, 6).await;
        let mut tx = store.write().await.unwrap();
        assert_eq!(tx.audit_trimmable(noon()).await.unwrap(), None);
        let (seq, hash) = tx.audit_trimmable(noon() + TimeDelta::hours(4)).await.unwrap().unwrap();
        assert_eq!(seq, 3);
        let wrong = tx.trim_audit(seq, GENESIS, noon(), "s").await;
        assert!(matches!(wrong, Err(StoreError::NotFound { .. })), "only what is there, as it is there");
        assert_eq!(tx.trim_audit(seq, &hash, noon(), "signed").await.unwrap(), 3);
        tx.commit(vec![]).await.unwrap();
        assert_eq!(check(store).await, Ok(6));
        assert!(tamper(address, "DELETE FROM audit WHERE seq = 4").await.is_err());
        assert!(tamper(address, "UPDATE audit_checkpoints SET seq = 6").await.is_err());
        assert!(tamper(address, "DELETE FROM audit_checkpoints").await.is_err());

        // Everything may leave; the chain goes on where it was.
        let mut tx = store.write().await.unwrap();
        let (seq, hash) = tx.audit_trimmable(noon() + TimeDelta::days(9)).await.unwrap().unwrap();
        assert_eq!(tx.trim_audit(seq, &hash, noon(), "signed").await.unwrap(), 3);
        tx.audit(entry(7, "case.open"));
        tx.commit(vec![]).await.unwrap();
        assert_eq!(check(store).await, Ok(7));
        let mut tx = store.read().await.unwrap();
        let kept: Vec<_> = tx.audit_checkpoints().await.unwrap().into_iter().map(|c| (c.seq, c.rows)).collect();
        assert_eq!(kept, [(3, 3), (6, 3)]);
    }
}
