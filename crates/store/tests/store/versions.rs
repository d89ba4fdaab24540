//! Versions, tables, files, conversions.
use crate::support::*;
use chrono::TimeDelta;
use domain::catalog::*;
use store::{Audience, Conversion, Store, StoreError};

both! {
    /// old versions stay listed with their notes, a corrected one names its case.
    async fn r016_old_versions_stay_and_name_their_case(store: &Store) {
        enter(store, &[dataset(1)]).await;
        let code = "data000001";
        let first = version(1, 1, 10);
        let mut second = version(1, 2, 12);
        second.version.case = Some("XH-2026-7".into());
        second.version.note = "更正线路名称".into();
        second.distributions.push(Distribution {
            id: id(77),
            kind: DistributionKind::External,
            access_url: Some("https://example.org/file".into()),
            sha256: None,
            file_name: None,
            bytes: None,
            encoding: None,
            ..second.distributions[0].clone()
        });
        for new in [&first, &second] {
            let mut tx = store.write().await.unwrap();
            assert_eq!(tx.next_version(code).await.unwrap(), new.version.number);
            tx.add_version(code, new, noon()).await.unwrap();
            tx.commit(vec![]).await.unwrap();
        }
        let mut tx = store.read().await.unwrap();
        let full = tx.dataset_by_code(code, Audience::Public).await.unwrap().unwrap();
        assert_eq!(full.versions, vec![second.version.clone(), first.version.clone()], "newest first");
        assert_eq!(full.latest(), Some(&second.version));
        assert_eq!(full.version(1), Some(&first.version));
        assert_eq!(full.distributions_of(second.version.id).cloned().collect::<Vec<_>>(), second.distributions);
        assert_eq!(full.tables_of(first.version.id).cloned().collect::<Vec<_>>(), first.tables);
        assert_eq!(full.tables.len(), 2);
    }
}

both! {
    async fn a_table_keeps_its_code_from_version_to_version(store: &Store) {
        enter(store, &[dataset(1)]).await;
        let mut tx = store.write().await.unwrap();
        tx.add_version("data000001", &version(1, 1, 10), noon()).await.unwrap();
        tx.add_version("data000001", &version(1, 2, 12), noon()).await.unwrap();
        tx.commit(vec![]).await.unwrap();
        let mut tx = store.read().await.unwrap();
        assert_eq!(
            tx.dataset_of_table("tabl000001", Audience::Public).await.unwrap().as_deref(),
            Some("data000001")
        );
        assert_eq!(tx.dataset_of_table("nothing", Audience::All).await.unwrap(), None);
        let newest = tx.table_by_code("tabl000001", None, Audience::Public).await.unwrap().unwrap();
        assert_eq!((newest.version, newest.latest_version), (2, 2));
        assert_eq!(newest.table, version(1, 2, 12).tables[0]);
        assert_eq!(newest.distribution, version(1, 2, 12).distributions[0]);
        assert_eq!((newest.dataset, newest.publisher), (dataset(1), body(1).body));
        let old = tx.table_by_code("tabl000001", Some(1), Audience::Public).await.unwrap().unwrap();
        assert_eq!((old.version, old.table.rows), (1, 10));
        assert_eq!(tx.table_by_code("tabl000001", Some(3), Audience::Public).await.unwrap(), None);
    }
}

both! {
    async fn a_version_is_published_whole_or_not_at_all(store: &Store) {
        enter(store, &[dataset(1), dataset(2)]).await;
        let mut tx = store.write().await.unwrap();
        tx.add_version("data000001", &version(1, 1, 10), noon()).await.unwrap();
        tx.commit(vec![]).await.unwrap();
        let start = store.read().await.unwrap().last_change().await.unwrap();

        let skipped = version(1, 3, 10);
        let again = version(1, 1, 10);
        let mut mixed = version(1, 2, 10);
        mixed.tables[0].version = id(9);
        let mut stolen = version(2, 1, 10);
        stolen.tables[0].code = "tabl000001".into();
        let mut without_file = version(2, 1, 10);
        without_file.distributions[0].bytes = None;
        for (code, new) in [
            ("data000001", skipped),
            ("data000001", again),
            ("data000001", mixed),
            ("data000002", stolen),
            ("data000002", without_file),
        ] {
            let mut tx = store.write().await.unwrap();
            let refused = tx.add_version(code, &new, noon()).await;
            assert!(matches!(refused, Err(StoreError::Conflict(_))), "{refused:?}");
        }
        let mut tx = store.write().await.unwrap();
        assert!(matches!(tx.add_version("none", &version(3, 1, 1), noon()).await, Err(StoreError::NotFound { .. })));
        assert!(matches!(tx.next_version("none").await, Err(StoreError::NotFound { .. })));
        drop(tx);
        assert_eq!(changes(store, start).await, vec![]);
        let mut tx = store.read().await.unwrap();
        assert_eq!(tx.dataset_by_code("data000002", Audience::All).await.unwrap().unwrap().versions, vec![]);
        assert_eq!(tx.files("", 100).await.unwrap().len(), 2);
    }
}

both! {
    async fn conversions_are_made_once_and_files_known_by_who_names_them(store: &Store) {
        enter(store, &[dataset(1)]).await;
        let new = version(1, 1, 10);
        let table = new.tables[0].id;
        let key = "csv;encoding=gb18030";
        let made = Conversion { sha256: "f".repeat(64), bytes: 99, made: noon() };
        let mut tx = store.write().await.unwrap();
        tx.add_version("data000001", &new, noon()).await.unwrap();
        assert_eq!(tx.conversion(table, key).await.unwrap(), None);
        tx.put_conversion(table, key, &made).await.unwrap();
        let newer = Conversion { sha256: "e".repeat(64), ..made.clone() };
        tx.put_conversion(table, "json", &newer).await.unwrap();
        tx.put_conversion(table, "json", &made).await.unwrap();
        tx.commit(vec![]).await.unwrap();

        let mut tx = store.write().await.unwrap();
        assert_eq!(tx.conversion(table, key).await.unwrap(), Some(made.clone()));
        let all = tx.conversions_of(table).await.unwrap();
        assert_eq!(all.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), vec![key, "json"]);
        let files = tx.files("", 100).await.unwrap();
        assert_eq!(files.iter().map(|file| file.references).collect::<Vec<_>>(), vec![1, 1, 0, 2]);
        assert_eq!(files[3].sha256, made.sha256);
        assert_eq!(tx.files(&files[2].sha256, 100).await.unwrap().len(), 1, "pages go on after an address");

        assert_eq!(tx.forget_unused_files(noon()).await.unwrap(), 0, "too young");
        assert_eq!(tx.forget_unused_files(noon() + TimeDelta::days(1)).await.unwrap(), 1);
        assert_eq!(tx.forget_conversions("data000001").await.unwrap(), 2);
        assert_eq!(tx.conversion(table, key).await.unwrap(), None);
        assert_eq!(tx.forget_unused_files(noon() + TimeDelta::days(1)).await.unwrap(), 1);
        assert_eq!(tx.files("", 100).await.unwrap().len(), 2);
    }
}
