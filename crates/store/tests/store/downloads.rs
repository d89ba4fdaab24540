//! One row per download.
use crate::support::*;
use chrono::TimeDelta;
use store::{Audience, DownloadRecord, Store};

fn download(n: u128, dataset: u128) -> DownloadRecord {
    DownloadRecord {
        id: id(n),
        at: noon() + TimeDelta::seconds(i64::try_from(n).unwrap()),
        dataset: crate::support::dataset(dataset).id,
        version: Some(1),
        distribution: Some(id(5)),
        table: None,
        format: "original".into(),
        session: format!("{n:x}"),
        account: None,
        bytes: 1234,
    }
}

both! {
    /// version, time, account or session, format, bytes; counters derive from the rows.
    async fn r015_each_download_is_a_row_and_counters_derive_from_it(store: &Store) {
        enter(store, &[dataset(1), dataset(2), dataset(3)]).await;
        let mut full = download(4, 1);
        full.account = Some(id(8));
        full.table = Some(id(9));
        full.format = "csv".into();
        let mut tx = store.write().await.unwrap();
        tx.record_downloads(&[download(1, 2), download(2, 1), download(3, 2)]).await.unwrap();
        tx.record_downloads(&[full.clone()]).await.unwrap();
        tx.record_downloads(&[]).await.unwrap();
        tx.commit(vec![]).await.unwrap();

        let mut tx = store.write().await.unwrap();
        let ids = [dataset(1).id, dataset(2).id, dataset(3).id];
        let counts = tx.download_counts(&ids).await.unwrap();
        assert_eq!(ids.map(|id| counts.get(&id).copied()), [Some(2), Some(2), None]);
        assert_eq!(tx.dataset_by_code("data000001", Audience::Public).await.unwrap().unwrap().downloads, 2);
        assert_eq!(tx.datasets_by_codes(&["data000003".into()], Audience::Public).await.unwrap()[0].downloads, 0);
        let rows = tx.downloads_between(noon() + TimeDelta::seconds(2), noon() + TimeDelta::seconds(5), 10).await.unwrap();
        assert_eq!(rows, vec![download(2, 1), download(3, 2), full]);
        assert_eq!(tx.recount_downloads().await.unwrap(), 2);
        assert_eq!(tx.download_counts(&ids).await.unwrap(), counts);
        assert!(tx.record_downloads(&[download(9, 99)]).await.is_err(), "no such dataset");
    }
}
