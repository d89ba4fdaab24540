//! Opening, reading and writing transactions.
use crate::support::*;
use store::{Store, StoreError};

both! {
    async fn a_fresh_database_has_nothing_pending_after_migrating(store: &Store) {
        assert_eq!(store.pending().await.unwrap(), Vec::<i64>::new());
        assert_eq!(store.migrate().await.unwrap(), None, "nothing to do, so no copy");
        store.ping().await.unwrap();
        store.analyse().await.unwrap();
    }
}

both! {
    async fn a_reading_transaction_cannot_write(store: &Store) {
        let mut tx = store.read().await.unwrap();
        assert!(matches!(tx.put_setting("demo", &true, noon()).await, Err(StoreError::ReadOnly)));
        assert!(matches!(tx.upsert_datasets(&[dataset(1)], noon()).await, Err(StoreError::ReadOnly)));
        assert!(matches!(tx.commit(vec![]).await, Err(StoreError::ReadOnly)));
    }
}

both! {
    async fn a_dropped_write_leaves_nothing(store: &Store) {
        let mut tx = store.write().await.unwrap();
        tx.upsert_body(&body(1), noon()).await.unwrap();
        tx.upsert_datasets(&[dataset(1)], noon()).await.unwrap();
        drop(tx);
        let mut tx = store.read().await.unwrap();
        assert_eq!(tx.bodies().await.unwrap(), vec![]);
        assert_eq!(tx.last_change().await.unwrap(), 0);
    }
}

both! {
    async fn a_reader_sees_one_moment_and_does_not_wait_for_the_writer(store: &Store) {
        let mut reader = store.read().await.unwrap();
        assert_eq!(reader.setting::<bool>("demo").await.unwrap(), None);
        let mut writer = store.write().await.unwrap();
        writer.put_setting("demo", &true, noon()).await.unwrap();
        assert_eq!(reader.setting::<bool>("demo").await.unwrap(), None, "not committed yet");
        writer.commit(vec![]).await.unwrap();
        assert_eq!(reader.setting::<bool>("demo").await.unwrap(), None, "committed after the reader's moment");
        drop(reader);
        assert_eq!(store.read().await.unwrap().setting::<bool>("demo").await.unwrap(), Some(true));
    }
}

#[tokio::test]
async fn addresses_that_cannot_work_are_refused() {
    for address in
        ["mysql://localhost/x", "portal.db", "sqlite::memory:", "sqlite://x.db?mode=memory", "postgres://[::"]
    {
        assert!(matches!(Store::connect(address).await, Err(StoreError::Address(_))), "{address}");
    }
}

#[tokio::test]
async fn the_folder_of_a_new_database_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("data/db/portal.db");
    let store = Store::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    assert_eq!(store.file(), Some(file.as_path()));
    assert!(file.exists());
    let pending = store.pending().await.unwrap();
    assert_eq!(pending.first(), Some(&1), "connecting migrates nothing");
}
