//! 中止开放, 撤回, attribute, merging, and who may know.
use crate::support::*;
use chrono::TimeDelta;
use domain::catalog::*;
use store::{Audience, Moved, Store, StoreError};
use uuid::Uuid;

fn suspension(n: u128, reason: SuspensionReason, after: i64) -> Suspension {
    Suspension {
        id: id(n),
        since: noon() + TimeDelta::hours(after),
        reason,
        case: Some(format!("CH-{n}")),
        ended: None,
    }
}

both! {
    /// suspended while any suspension is open; two can overlap.
    async fn r012_a_dataset_is_suspended_until_the_last_one_ended(store: &Store) {
        enter(store, &[dataset(1), dataset(2)]).await;
        let (first, second) =
            (suspension(1, SuspensionReason::SecurityRisk, 0), suspension(2, SuspensionReason::RightsVerification, 1));
        let code = "data000001";
        let mut tx = store.write().await.unwrap();
        tx.suspend(code, &second, noon()).await.unwrap();
        tx.suspend(code, &first, noon()).await.unwrap();
        tx.add_version(code, &version(1, 1, 10), noon()).await.unwrap();
        tx.commit(vec![]).await.unwrap();

        let mut tx = store.write().await.unwrap();
        let full = tx.dataset_by_code(code, Audience::Public).await.unwrap().unwrap();
        assert_eq!(full.suspensions, vec![first.clone(), second.clone()]);
        let table = tx.table_by_code("tabl000001", None, Audience::Public).await.unwrap().unwrap();
        assert_eq!(table.suspensions.len(), 2, "the table says it too");
        let cards = tx.datasets_by_codes(&[code.to_owned(), "data000002".into()], Audience::Public).await.unwrap();
        assert_eq!(cards.len(), 2, "one row a dataset, also with two suspensions");
        let open = cards[0].suspended.clone().unwrap();
        assert_eq!((open.since, open.reason), (first.since, SuspensionReason::SecurityRisk));
        assert_eq!(cards[1].suspended, None);

        tx.end_suspension(code, first.id, noon()).await.unwrap();
        let again = tx.end_suspension(code, first.id, noon()).await;
        assert!(matches!(again, Err(StoreError::NotFound { entity: "suspension", .. })));
        let other = tx.end_suspension("data000002", second.id, noon()).await;
        assert!(other.is_err(), "another dataset's suspension");
        let full = tx.dataset_by_code(code, Audience::Public).await.unwrap().unwrap();
        assert_eq!(full.suspensions, vec![second.clone()]);
        tx.end_suspension(code, second.id, noon()).await.unwrap();
        assert_eq!(tx.dataset_by_code(code, Audience::Public).await.unwrap().unwrap().suspensions, vec![]);
        assert!(matches!(tx.suspend("none", &first, noon()).await, Err(StoreError::NotFound { .. })));
    }
}

both! {
    /// a withdrawn dataset is in no list, and its address still finds it, for the tombstone.
    async fn r013_a_withdrawn_dataset_is_found_by_its_address_alone(store: &Store) {
        enter(store, &[dataset(1), dataset(2)]).await;
        let code = "data000001".to_owned();
        let tombstone = Publication::Withdrawn {
            on: day("2026-09-28"),
            reason: WithdrawalReason::TradeSecret,
            case: Some("CH-2026-1".into()),
            title_shown: false,
        };
        let mut tx = store.write().await.unwrap();
        tx.set_publication(&code, &tombstone, noon()).await.unwrap();
        tx.commit(vec![]).await.unwrap();
        let mut tx = store.read().await.unwrap();
        assert_eq!(tx.dataset_by_code(&code, Audience::Public).await.unwrap().unwrap().dataset.publication, tombstone);
        assert_eq!(seen(&mut tx, &code).await, Vec::<&str>::new());
        assert_eq!(tx.totals(Audience::Public, day("2026-09-28")).await.unwrap().datasets, 1);
        drop(tx);
        let mut tx = store.write().await.unwrap();
        tx.set_publication(&code, &Publication::Listed, noon()).await.unwrap();
        assert_eq!(seen(&mut tx, &code).await.len(), 6, "and back");
    }
}

both! {
    /// R-004, S20: 禁止开放 and unlisted entries are nowhere: no address, no list, no count, no index, no redirect.
    async fn r004_what_nobody_may_know_is_nowhere(store: &Store) {
        let mut secret = dataset(1);
        secret.access_rights = AccessRights::NonPublic;
        let mut unlisted = dataset(2);
        unlisted.publication = Publication::Unlisted;
        enter(store, &[secret, unlisted, dataset(3), dataset(4)]).await;
        let mut tx = store.write().await.unwrap();
        for n in 1..=2 {
            tx.add_version(&format!("data{n:06}"), &version(n, 1, 10), noon()).await.unwrap();
        }
        tx.merge_dataset("data000004", "data000001", noon()).await.unwrap();
        for code in ["data000001", "data000002"] {
            assert_eq!(tx.dataset_by_code(code, Audience::Public).await.unwrap(), None);
            assert!(tx.dataset_by_code(code, Audience::All).await.unwrap().is_some());
            assert_eq!(seen(&mut tx, code).await, Vec::<&str>::new());
        }
        for code in ["tabl000001", "tabl000002"] {
            assert_eq!(tx.dataset_of_table(code, Audience::Public).await.unwrap(), None);
            assert_eq!(tx.table_by_code(code, None, Audience::Public).await.unwrap(), None);
            assert!(tx.table_by_code(code, None, Audience::All).await.unwrap().is_some());
        }
        assert_eq!(tx.redirect("data000004", Audience::Public).await.unwrap(), None);
        assert_eq!(tx.redirect("data000004", Audience::All).await.unwrap(), Some(Moved { code: "data000001".into() }));
        let totals = tx.totals(Audience::Public, day("2023-06-02")).await.unwrap();
        assert_eq!((totals.datasets, totals.with_table, totals.updated_on_day), (1, 0, 1));
        assert_eq!(tx.theme_counts(Audience::Public).await.unwrap(), vec![(Theme::Transport, 1), (Theme::Environment, 1)]);

        // Withdrawn afterwards, it must not come to light through its tombstone either.
        let tombstone =
            Publication::Withdrawn { on: day("2026-09-28"), reason: WithdrawalReason::Law, case: None, title_shown: true };
        tx.set_publication("data000001", &tombstone, noon()).await.unwrap();
        assert_eq!(tx.dataset_by_code("data000001", Audience::Public).await.unwrap(), None);
    }
}

both! {
    /// R-009, S20: the index is built without withheld items.
    async fn r009_withheld_items_never_reach_the_index(store: &Store) {
        let mut set = dataset(1);
        set.items.push(DataItem { sensitivity: vec![Sensitivity::PersonalInfo], ..item("身份证号", "id_no") });
        enter(store, &[set]).await;
        let mut tx = store.read().await.unwrap();
        let names = |rows: Vec<store::IndexRow>| -> Vec<String> {
            rows.into_iter().flat_map(|row| row.items).map(|item| item.name).collect()
        };
        assert_eq!(names(tx.index_page(Uuid::nil(), 10).await.unwrap()), vec!["line_name", "line_no"]);
        assert_eq!(names(tx.index_rows(&["data000001".into()]).await.unwrap()), vec!["line_name", "line_no"]);
        let full = tx.dataset_by_code("data000001", Audience::Public).await.unwrap().unwrap();
        assert_eq!(full.dataset.items.len(), 3, "the page must know how many it withholds");
    }
}

both! {
    async fn merged_entries_redirect_without_chains(store: &Store) {
        enter(store, &[dataset(1), dataset(2), dataset(3)]).await;
        let mut tx = store.write().await.unwrap();
        tx.merge_dataset("data000001", "data000002", noon()).await.unwrap();
        tx.merge_dataset("data000002", "data000003", noon()).await.unwrap();
        for code in ["data000001", "data000002"] {
            assert_eq!(tx.dataset_by_code(code, Audience::Public).await.unwrap(), None);
            assert_eq!(tx.redirect(code, Audience::Public).await.unwrap(), Some(Moved { code: "data000003".into() }));
        }
        assert_eq!(tx.redirect("data000003", Audience::Public).await.unwrap(), None);
        assert!(matches!(tx.merge_dataset("data000003", "data000003", noon()).await, Err(StoreError::Conflict(_))));
        assert!(matches!(tx.merge_dataset("data000003", "none", noon()).await, Err(StoreError::NotFound { .. })));
        let taken = tx.codes_taken(&["data000001"]).await.unwrap();
        assert!(taken.contains_key("data000001"), "an old code is never given to another entry");
    }
}

/// In which lists a dataset is.
async fn seen(tx: &mut store::Tx, code: &str) -> Vec<&'static str> {
    let today = day("2026-09-28");
    let mut seen = vec![];
    let mut note = |name, found: bool| {
        if found {
            seen.push(name);
        }
    };
    let codes = [code.to_owned()];
    note("cards", !tx.datasets_by_codes(&codes, Audience::Public).await.unwrap().is_empty());
    note("recent", tx.recently_updated(Audience::Public, today, 100).await.unwrap().iter().any(|row| row.code == code));
    note("newest", tx.newest(Audience::Public, today, 100).await.unwrap().iter().any(|row| row.code == code));
    note("listing", tx.listing(Audience::Public, "", 100).await.unwrap().iter().any(|row| row.code == code));
    note("index page", tx.index_page(Uuid::nil(), 100).await.unwrap().iter().any(|row| row.card.code == code));
    note("index rows", !tx.index_rows(&codes).await.unwrap().is_empty());
    seen
}
