//! Entering datasets and reading them back.
use crate::support::*;
use chrono::TimeDelta;
use domain::catalog::*;
use store::{Audience, ChangeKind, Outcome, Store, StoreError};

both! {
    /// every field of an entry comes back as it was given.
    async fn r001_a_dataset_comes_back_as_it_was_given(store: &Store) {
        let mut full = dataset(1);
        full.items[1].sensitivity = vec![Sensitivity::PersonalInfo, Sensitivity::Privacy];
        full.items[1].unit = Some("辆".into());
        full.items[1].treatment = Some(TreatmentRecord {
            treatment: Treatment::Desensitised,
            evidence: "掩码".into(),
            on: day("2026-01-02"),
            by: "张三".into(),
        });
        let bare = Dataset {
            title_en: None,
            themes: vec![],
            tags: vec![],
            formats: vec![],
            items: vec![],
            periodicity_original: None,
            conditions: None,
            contact: None,
            licence: None,
            landing_page: None,
            source_name: None,
            issued: None,
            updated: None,
            observed: None,
            stated_rows: None,
            original: serde_json::Value::Null,
            example: true,
            publication: Publication::Unlisted,
            ..dataset(2)
        };
        enter(store, &[full.clone(), bare.clone()]).await;
        let mut tx = store.read().await.unwrap();
        let read = tx.dataset_by_code("data000001", Audience::Public).await.unwrap().unwrap();
        assert_eq!(read.dataset, full);
        assert_eq!(read.publisher, body(1).body);
        assert_eq!((read.created, read.changed), (noon(), noon()));
        assert_eq!((read.versions, read.distributions, read.tables, read.downloads), (vec![], vec![], vec![], 0));
        assert_eq!(tx.dataset_by_code("data000002", Audience::Public).await.unwrap(), None, "unlisted");
        assert_eq!(tx.dataset_by_code("data000002", Audience::All).await.unwrap().unwrap().dataset, bare);
        assert_eq!(tx.dataset_by_code("nothing", Audience::All).await.unwrap(), None);
    }
}

both! {
    async fn importing_again_changes_only_what_changed(store: &Store) {
        let mut sets: Vec<_> = (1..=3).map(dataset).collect();
        enter(store, &sets).await;
        let start = store.read().await.unwrap().last_change().await.unwrap();
        // A new run of the importer has new ids, maybe other codes; the source key makes it the same entry.
        for set in &mut sets {
            set.id = id(set.id.as_u128() + 0x1000);
            set.code = format!("{}x", set.code);
        }
        sets[1].title = "改名".into();
        sets[1].items = vec![item("只有一项", "one")];
        sets[1].themes = vec![Theme::Finance];
        let later = noon() + TimeDelta::days(1);
        let mut tx = store.write().await.unwrap();
        let done = tx.upsert_datasets(&sets, later).await.unwrap();
        tx.commit(vec![]).await.unwrap();
        assert_eq!(
            done.iter().map(|one| one.outcome).collect::<Vec<_>>(),
            vec![Outcome::Unchanged, Outcome::Updated, Outcome::Unchanged]
        );
        assert_eq!((done[1].id, done[1].code.as_str()), (dataset(2).id, "data000002"), "renamed things keep their code");
        assert_eq!(changes(store, start).await, vec![(ChangeKind::DatasetPut, "data000002".to_owned())]);

        let mut tx = store.read().await.unwrap();
        let read = tx.dataset_by_code("data000002", Audience::Public).await.unwrap().unwrap();
        assert_eq!((read.dataset.title.as_str(), read.dataset.items.len()), ("改名", 1));
        assert_eq!((read.created, read.changed), (noon(), later));
        assert_eq!(
            tx.theme_counts(Audience::Public).await.unwrap(),
            vec![(Theme::Transport, 2), (Theme::Environment, 2), (Theme::Finance, 1)]
        );
        assert_eq!(tx.dataset_by_code("data000001", Audience::Public).await.unwrap().unwrap().changed, noon());
    }
}

both! {
    async fn the_second_record_with_a_key_is_reported_and_not_entered(store: &Store) {
        let mut second = dataset(2);
        second.source_key = dataset(1).source_key;
        let mut tx = store.write().await.unwrap();
        tx.upsert_body(&body(1), noon()).await.unwrap();
        let done = tx.upsert_datasets(&[dataset(1), second], noon()).await.unwrap();
        assert_eq!(done[1].outcome, Outcome::Duplicate);
        assert_eq!((done[1].id, &done[1].code), (done[0].id, &done[0].code));
        assert_eq!(tx.dataset_by_code("data000001", Audience::All).await.unwrap().unwrap().dataset, dataset(1));
        assert_eq!(tx.dataset_by_code("data000002", Audience::All).await.unwrap(), None);
    }
}

both! {
    /// The importer asks who has a record's name, where its source key is unknown.
    async fn namesakes_are_found_by_publisher_and_title(store: &Store) {
        let mut twin = dataset(2);
        twin.title = dataset(1).title;
        twin.landing_page = None;
        enter(store, &[dataset(1), twin.clone(), dataset(3)]).await;
        let mut tx = store.read().await.unwrap();
        let (here, title) = (dataset(1).publisher, dataset(1).title);
        let asked: Vec<(uuid::Uuid, String)> = (0..2500).map(|n| (here, format!("没有{n}"))).collect();
        let mut asked: Vec<(uuid::Uuid, &str)> = asked.iter().map(|(id, title)| (*id, title.as_str())).collect();
        asked.extend([(here, title.as_str()), (here, title.as_str()), (id(9), "数据集3"), (here, "\0")]);
        let found = tx.namesakes(&asked).await.unwrap();
        assert_eq!(found.len(), 1, "{found:?}");
        let sakes = &found[&(here, title)];
        assert_eq!(
            sakes.iter().map(|one| (one.source_key.as_str(), one.landing_page.as_deref())).collect::<Vec<_>>(),
            vec![("zhejiang/1", Some("https://example.org/1")), ("zhejiang/2", None)]
        );
        // An entry found this way keeps its code whatever the record would be called now.
        drop(tx);
        twin.code = "another".into();
        twin.description = "改了".into();
        let mut tx = store.write().await.unwrap();
        let done = tx.upsert_datasets(&[twin], noon()).await.unwrap();
        assert_eq!((done[0].outcome, done[0].code.as_str()), (Outcome::Updated, "data000002"));
    }
}

both! {
    async fn a_code_in_use_is_lengthened_by_the_caller(store: &Store) {
        enter(store, &[dataset(1)]).await;
        let mut known = dataset(2);
        known.code = "data000001".into();
        let mut fresh = dataset(3);
        fresh.code = "same".into();
        let mut within = dataset(4);
        within.code = "same".into();
        let mut tx = store.write().await.unwrap();
        let done = tx.upsert_datasets(&[known.clone(), fresh, within], noon()).await.unwrap();
        assert_eq!(
            done.iter().map(|one| one.outcome).collect::<Vec<_>>(),
            vec![Outcome::CodeTaken, Outcome::Inserted, Outcome::CodeTaken]
        );
        let taken = tx.codes_taken(&["data000001", "free"]).await.unwrap();
        assert_eq!(taken.into_iter().collect::<Vec<_>>(), vec![("data000001".to_owned(), dataset(1).source_key)]);
        known.code = "data0000012".into();
        assert_eq!(tx.upsert_datasets(&[known], noon()).await.unwrap()[0].outcome, Outcome::Inserted);
        tx.commit(vec![]).await.unwrap();
    }
}

both! {
    /// neither a withdrawal nor a decided attribute is undone by the next import.
    async fn r013_an_import_undoes_no_decision(store: &Store) {
        enter(store, &[dataset(1), dataset(2)]).await;
        let withdrawn =
            Publication::Withdrawn { on: day("2026-09-28"), reason: WithdrawalReason::Law, case: None, title_shown: false };
        let mut tx = store.write().await.unwrap();
        tx.set_publication("data000001", &withdrawn, noon()).await.unwrap();
        tx.set_access_rights("data000002", AccessRights::Restricted, noon()).await.unwrap();
        tx.commit(vec![]).await.unwrap();
        let mut sets = [dataset(1), dataset(2)];
        for set in &mut sets {
            set.description = "新的说明".into();
        }
        let mut tx = store.write().await.unwrap();
        tx.upsert_datasets(&sets, noon()).await.unwrap();
        tx.commit(vec![]).await.unwrap();
        let mut tx = store.read().await.unwrap();
        let one = tx.dataset_by_code("data000001", Audience::Public).await.unwrap().unwrap().dataset;
        assert_eq!((one.publication, one.description.as_str()), (withdrawn, "新的说明"));
        let two = tx.dataset_by_code("data000002", Audience::Public).await.unwrap().unwrap().dataset;
        assert_eq!((two.access_rights, two.description.as_str()), (AccessRights::Restricted, "新的说明"));
    }
}

both! {
    async fn an_unknown_publisher_is_refused_and_nothing_stays(store: &Store) {
        let mut tx = store.write().await.unwrap();
        let refused = tx.upsert_datasets(&[dataset(1)], noon()).await;
        assert!(matches!(refused, Err(StoreError::Conflict(_))), "{refused:?}");
        drop(tx);
        assert_eq!(store.read().await.unwrap().dataset_by_code("data000001", Audience::All).await.unwrap(), None);
    }
}

both! {
    async fn more_records_than_one_statement_takes(store: &Store) {
        let sets: Vec<_> = (1..=2345).map(dataset).collect();
        enter(store, &sets).await;
        let mut tx = store.write().await.unwrap();
        let again = tx.upsert_datasets(&sets, noon()).await.unwrap();
        assert!(again.iter().all(|one| one.outcome == Outcome::Unchanged));
        assert_eq!(tx.totals(Audience::Public, day("2026-09-28")).await.unwrap().datasets, 2345);
        let codes: Vec<String> = sets.iter().rev().map(|set| set.code.clone()).collect();
        let cards = tx.datasets_by_codes(&codes, Audience::Public).await.unwrap();
        assert_eq!(cards.into_iter().map(|card| card.code).collect::<Vec<_>>(), codes, "in the order asked for");
    }
}

both! {
    /// Rough records and addresses may hold U+0000, which PostgreSQL cannot store.
    async fn a_nul_character_breaks_nothing(store: &Store) {
        let mut rough = dataset(1);
        rough.title = "数\0据".into();
        rough.items[0].description = Some("\0".into());
        rough.original = serde_json::json!({ "a\0": ["\0b", { "c": "\\u0000" }] });
        let mut tx = store.write().await.unwrap();
        tx.upsert_body(&body(1), noon()).await.unwrap();
        tx.upsert_datasets(&[rough.clone(), dataset(2)], noon()).await.unwrap();
        let read = tx.dataset_by_code("data000001", Audience::Public).await.unwrap().unwrap().dataset;
        assert_eq!((read.title.as_str(), read.items[0].description.as_deref()), ("数\u{fffd}据", Some("\u{fffd}")));
        assert_eq!(read.original, serde_json::json!({ "a\u{fffd}": ["\u{fffd}b", { "c": "\\u0000" }] }));
        assert_eq!(tx.upsert_datasets(&[rough], noon()).await.unwrap()[0].outcome, Outcome::Unchanged);
        tx.commit(vec![]).await.unwrap();

        let mut tx = store.read().await.unwrap();
        assert_eq!(tx.dataset_by_code("\0", Audience::Public).await.unwrap(), None);
        assert_eq!(tx.table_by_code("\0", None, Audience::Public).await.unwrap(), None);
        assert_eq!(tx.redirect("\0", Audience::Public).await.unwrap(), None);
        assert_eq!(tx.publisher(Audience::Public, "\0").await.unwrap(), None);
        let filter = store::PublisherFilter { name: Some("\0"), ..Default::default() };
        assert_eq!(tx.publishers(Audience::Public, filter).await.unwrap(), vec![]);
        assert_eq!(tx.datasets_by_codes(&["\0".into(), "data000002".into()], Audience::Public).await.unwrap().len(), 1);
        assert_eq!(tx.listing(Audience::Public, "\0", 9).await.unwrap().len(), 2);
        assert_eq!(tx.law("\0").await.unwrap(), vec![]);
        assert!(tx.codes_taken(&["\0"]).await.unwrap().is_empty());
        assert!(matches!(tx.dataset_id("\0").await, Err(StoreError::NotFound { .. })));
        drop(tx);
        let mut tx = store.write().await.unwrap();
        tx.record_searches(day("2026-09-28"), &[("\0".into(), "a".into()), ("公交".into(), "a".into())]).await.unwrap();
        assert_eq!(tx.popular_terms(day("2026-09-28"), day("2026-09-28"), 1, 9).await.unwrap().len(), 1);
    }
}
