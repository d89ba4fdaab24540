//! Bodies and the list of publishers.
use crate::support::*;
use domain::catalog::{AccessRights, Level};
use store::{Audience, ChangeKind, Outcome, PublisherFilter, Store};

both! {
    /// 市统计局 of ten cities are ten bodies; the same name in the same region is one.
    async fn r002_bodies_are_one_by_region_and_normalised_name(store: &Store) {
        let mut tx = store.write().await.unwrap();
        let mut hangzhou = body(1);
        hangzhou.normalised = "市统计局".into();
        let mut ningbo = body(2);
        ningbo.normalised = "市统计局".into();
        ningbo.body.region = "330200".into();
        assert_eq!(tx.upsert_body(&hangzhou, noon()).await.unwrap().outcome, Outcome::Inserted);
        assert_eq!(tx.upsert_body(&ningbo, noon()).await.unwrap().outcome, Outcome::Inserted);
        let mut again = body(3);
        again.normalised = "市统计局".into();
        again.body.name = hangzhou.body.name.clone();
        let same = tx.upsert_body(&again, noon()).await.unwrap();
        assert_eq!((same.id, same.code.as_str(), same.outcome), (hangzhou.body.id, "body000001", Outcome::Unchanged));
        tx.commit(vec![]).await.unwrap();
        assert_eq!(store.read().await.unwrap().bodies().await.unwrap(), vec![hangzhou.body, ningbo.body]);
    }
}

both! {
    async fn an_update_keeps_what_the_new_record_leaves_open(store: &Store) {
        let mut first = body(1);
        first.body.contact = Some("0571-1".into());
        first.body.website = Some("https://example.org".into());
        let mut second = body(1);
        second.body.contact = Some("0571-2".into());
        let mut tx = store.write().await.unwrap();
        tx.upsert_body(&first, noon()).await.unwrap();
        assert_eq!(tx.upsert_body(&second, noon()).await.unwrap().outcome, Outcome::Updated);
        tx.commit(vec![]).await.unwrap();
        let known = store.read().await.unwrap().body_by_code("body000001").await.unwrap().unwrap();
        assert_eq!(known.contact.as_deref(), Some("0571-2"));
        assert_eq!(known.website.as_deref(), Some("https://example.org"));
        assert_eq!(changes(store, 0).await, vec![(ChangeKind::BodyPut, "body000001".to_owned())]);
    }
}

both! {
    async fn a_taken_code_is_said_and_nothing_written(store: &Store) {
        let mut tx = store.write().await.unwrap();
        tx.upsert_body(&body(1), noon()).await.unwrap();
        let mut other = body(2);
        other.body.code = "body000001".into();
        assert_eq!(tx.upsert_body(&other, noon()).await.unwrap().outcome, Outcome::CodeTaken);
        assert_eq!(tx.bodies().await.unwrap().len(), 1);
        other.body.code = "body0000012".into();
        assert_eq!(tx.upsert_body(&other, noon()).await.unwrap().outcome, Outcome::Inserted);
    }
}

both! {
    /// what is 禁止开放 or not listed counts nowhere.
    async fn r004_publishers_count_only_what_the_audience_may_know(store: &Store) {
        let mut sets: Vec<_> = (1..=5).map(dataset).collect();
        sets[1].access_rights = AccessRights::Restricted;
        sets[1].updated = Some(day("2024-01-01"));
        sets[2].access_rights = AccessRights::NonPublic;
        sets[2].updated = Some(day("2025-01-01"));
        sets[3].publication = domain::catalog::Publication::Unlisted;
        enter(store, &sets).await;
        let mut tx = store.write().await.unwrap();
        let mut province = body(2);
        province.body.level = Level::Province;
        province.body.region = "330000".into();
        province.body.name = "100%_局".into();
        tx.upsert_body(&province, noon()).await.unwrap();
        let mut hidden = dataset(6);
        hidden.publisher = province.body.id;
        hidden.access_rights = AccessRights::NonPublic;
        tx.upsert_datasets(&[hidden], noon()).await.unwrap();
        tx.add_version("data000001", &version(1, 1, 10), noon()).await.unwrap();
        tx.commit(vec![]).await.unwrap();

        let mut tx = store.read().await.unwrap();
        let rows = tx.publishers(Audience::Public, PublisherFilter::default()).await.unwrap();
        assert_eq!(rows.len(), 1, "a body with nothing to show is no publisher");
        let row = &rows[0];
        assert_eq!((row.datasets, row.public, row.restricted, row.with_table), (3, 2, 1, 1));
        assert_eq!(row.updated, Some(day("2024-01-01")));
        let all = tx.publishers(Audience::All, PublisherFilter::default()).await.unwrap();
        assert_eq!(all.iter().map(|row| row.datasets).collect::<Vec<_>>(), vec![5, 1]);

        let by = |filter| (Audience::All, filter);
        for (filter, expected) in [
            (PublisherFilter { name: Some("%_"), ..Default::default() }, vec!["body000002"]),
            (PublisherFilter { name: Some("单位"), ..Default::default() }, vec!["body000001"]),
            (PublisherFilter { level: Some(Level::Province), ..Default::default() }, vec!["body000002"]),
            (PublisherFilter { region: Some("330100"), ..Default::default() }, vec!["body000001"]),
            (PublisherFilter { region: Some("330100"), level: Some(Level::Province), ..Default::default() }, vec![]),
        ] {
            let (audience, filter) = by(filter);
            let rows = tx.publishers(audience, filter).await.unwrap();
            assert_eq!(rows.iter().map(|row| row.body.code.as_str()).collect::<Vec<_>>(), expected, "{filter:?}");
        }

        assert_eq!(tx.publisher(Audience::Public, "body000001").await.unwrap().unwrap(), rows[0]);
        assert_eq!(tx.publisher(Audience::Public, "body000002").await.unwrap().unwrap().datasets, 0);
        assert_eq!(tx.publisher(Audience::Public, "nobody").await.unwrap(), None);
        assert_eq!(tx.dataset_codes_of(&["body000002".into()]).await.unwrap(), vec!["data000006"]);
    }
}
