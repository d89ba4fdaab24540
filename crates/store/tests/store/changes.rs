//! The feed: commit order = feed order (design §3).
use crate::support::*;
use std::time::Duration;
use store::{Change, ChangeKind, Store};

both! {
    async fn methods_note_what_they_did_and_callers_add_to_it(store: &Store) {
        enter(store, &[dataset(1), dataset(2)]).await;
        let mut tx = store.write().await.unwrap();
        tx.put_setting("demo", &true, noon()).await.unwrap();
        let extra = Change { kind: ChangeKind::BodyPut, code: "body000001".into(), at: noon() };
        assert_eq!(tx.commit(vec![extra.clone(), extra]).await.unwrap(), Some(5), "the same change twice is one");

        let mut tx = store.read().await.unwrap();
        let feed = tx.changes_since(3, 10).await.unwrap();
        assert_eq!(feed.iter().map(|one| one.seq).collect::<Vec<_>>(), vec![4, 5]);
        assert_eq!(feed[0].change, Change { kind: ChangeKind::SettingPut, code: "demo".into(), at: noon() });
        assert_eq!(feed[1].change.kind, ChangeKind::BodyPut);
        assert_eq!(tx.changes_since(0, 2).await.unwrap().len(), 2, "the limit holds");
    }
}

both! {
    async fn a_commit_without_changes_takes_no_number(store: &Store) {
        assert_eq!(store.write().await.unwrap().commit(vec![]).await.unwrap(), None);
        assert_eq!(store.read().await.unwrap().last_change().await.unwrap(), 0);
    }
}

both! {
    /// Whoever has read up to a number never has to look back: while many write at once, no number below the last one seen turns up later.
    async fn numbers_have_no_holes_while_many_write(store: &Store) {
        const WRITERS: i64 = 6;
        const COMMITS: i64 = 12;
        let mut following = store.committed();
        let reader = tokio::spawn({
            let store = store.clone();
            async move {
                let mut last = 0;
                while last < WRITERS * COMMITS {
                    let feed = store.read().await.unwrap().changes_since(last, 1000).await.unwrap();
                    for one in feed {
                        assert_eq!(one.seq, last + 1, "a hole in the feed");
                        last = one.seq;
                    }
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
            }
        });
        let writers = (0..WRITERS).map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for commit in 0..COMMITS {
                    let mut tx = store.write().await.unwrap();
                    tx.put_setting(&format!("{writer}-{commit}"), &commit, noon()).await.unwrap();
                    if commit % 3 == 0 {
                        tokio::task::yield_now().await;
                    }
                    tx.commit(vec![]).await.unwrap();
                }
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        tokio::time::timeout(Duration::from_secs(20), reader).await.expect("the reader sees all").unwrap();
        assert_eq!(*following.borrow_and_update(), WRITERS * COMMITS, "this process is told");
    }
}

both! {
    /// every act that changes what may be found is in the feed, so the index follows.
    async fn r014_every_act_upon_a_dataset_is_in_the_feed(store: &Store) {
        use domain::catalog::{AccessRights, Publication, Suspension, SuspensionReason, WithdrawalReason};
        enter(store, &[dataset(1), dataset(2)]).await;
        let start = store.read().await.unwrap().last_change().await.unwrap();
        let suspension =
            Suspension { id: id(1), since: noon(), reason: SuspensionReason::Quality, case: None, ended: None };
        let withdrawn =
            Publication::Withdrawn { on: day("2026-09-28"), reason: WithdrawalReason::Law, case: None, title_shown: true };
        let code = "data000001";
        // One commit each: within one commit the order would be the same, but the test shall not depend on it.
        let mut tx = store.write().await.unwrap();
        tx.add_version(code, &version(1, 1, 10), noon()).await.unwrap();
        tx.suspend(code, &suspension, noon()).await.unwrap();
        tx.end_suspension(code, id(1), noon()).await.unwrap();
        tx.set_access_rights(code, AccessRights::Restricted, noon()).await.unwrap();
        tx.set_publication(code, &Publication::Unlisted, noon()).await.unwrap();
        tx.set_publication(code, &Publication::Listed, noon()).await.unwrap();
        tx.set_publication(code, &withdrawn, noon()).await.unwrap();
        tx.merge_dataset("data000002", code, noon()).await.unwrap();
        tx.commit(vec![]).await.unwrap();
        let kinds: Vec<ChangeKind> = changes(store, start).await.into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(
            kinds,
            vec![
                ChangeKind::VersionAdded,
                ChangeKind::DatasetSuspended,
                ChangeKind::DatasetResumed,
                ChangeKind::DatasetRights,
                ChangeKind::DatasetUnlisted,
                ChangeKind::DatasetListed,
                ChangeKind::DatasetWithdrawn,
                ChangeKind::DatasetMerged,
            ]
        );
        assert!(kinds.iter().all(|kind| kind.of_dataset()));
        assert!(!ChangeKind::BodyPut.of_dataset());
    }
}
