//! Lists and numbers.
use crate::support::*;
use domain::catalog::*;
use store::{Audience, Store, Totals};
use uuid::Uuid;

both! {
    async fn the_tiles_count(store: &Store) {
        let mut sets: Vec<_> = (1..=4).map(dataset).collect();
        sets[0].updated = Some(day("2026-09-28"));
        sets[1].access_rights = AccessRights::Restricted;
        enter(store, &sets).await;
        let mut tx = store.write().await.unwrap();
        tx.add_version("data000001", &version(1, 1, 10), noon()).await.unwrap();
        let totals = tx.totals(Audience::Public, day("2026-09-28")).await.unwrap();
        assert_eq!(
            totals,
            Totals { datasets: 4, public: 3, restricted: 1, with_table: 1, publishers: 1, updated_on_day: 1 }
        );
    }
}

both! {
    async fn recent_and_newest_leave_out_what_claims_the_future(store: &Store) {
        let mut sets: Vec<_> = (1..=4).map(dataset).collect();
        sets[0].updated = Some(day("2099-01-01"));
        sets[0].issued = Some(day("2099-01-01"));
        sets[1].updated = None;
        sets[1].issued = None;
        sets[2].updated = Some(day("2026-09-28"));
        sets[2].issued = Some(day("2026-09-28"));
        enter(store, &sets).await;
        let mut tx = store.read().await.unwrap();
        let today = day("2026-09-28");
        let recent = tx.recently_updated(Audience::Public, today, 10).await.unwrap();
        assert_eq!(recent.iter().map(|row| row.code.as_str()).collect::<Vec<_>>(), vec!["data000003", "data000004"]);
        let newest = tx.newest(Audience::Public, today, 10).await.unwrap();
        assert_eq!(newest.iter().map(|row| row.code.as_str()).collect::<Vec<_>>(), vec!["data000003", "data000004"]);
        assert_eq!(newest[0].publisher, "单位1");
        assert_eq!(newest[0].changed, noon());
        assert_eq!(tx.newest(Audience::Public, today, 1).await.unwrap().len(), 1);
    }
}

both! {
    async fn pages_of_the_listing_and_the_index_join_without_gap(store: &Store) {
        let sets: Vec<_> = (1..=7).map(dataset).collect();
        enter(store, &sets).await;
        let mut tx = store.read().await.unwrap();
        let (mut codes, mut after) = (vec![], String::new());
        loop {
            let page = tx.listing(Audience::Public, &after, 3).await.unwrap();
            let Some(last) = page.last() else { break };
            after = last.code.clone();
            codes.extend(page.into_iter().map(|row| row.code));
        }
        assert_eq!(codes, sets.iter().map(|set| set.code.clone()).collect::<Vec<_>>());
        let (mut rows, mut after) = (vec![], Uuid::nil());
        loop {
            let page = tx.index_page(after, 3).await.unwrap();
            let Some(last) = page.last() else { break };
            after = last.card.id;
            rows.extend(page);
        }
        assert_eq!(rows.len(), 7);
        assert_eq!(rows[6].tags, vec!["公交", "线路"]);
        assert_eq!(rows[6].items.len(), 2);
    }
}

both! {
    async fn a_card_carries_the_statutory_labels_and_what_helps_to_choose(store: &Store) {
        let mut set = dataset(1);
        set.access_rights = AccessRights::Restricted;
        set.access_rights_source = AccessRightsSource::Assumed;
        enter(store, &[set.clone(), dataset(2)]).await;
        let mut tx = store.write().await.unwrap();
        tx.add_version("data000001", &version(1, 1, 10), noon()).await.unwrap();
        tx.add_version("data000001", &version(1, 2, 12), noon()).await.unwrap();
        tx.commit(vec![]).await.unwrap();
        let mut tx = store.read().await.unwrap();
        let cards = tx
            .datasets_by_codes(&["data000002".into(), "unknown".into(), "data000001".into()], Audience::Public)
            .await
            .unwrap();
        assert_eq!(cards.len(), 2);
        let (bare, card) = (&cards[0], &cards[1]);
        assert_eq!((&card.title, &card.title_en, &card.description), (&set.title, &set.title_en, &set.description));
        assert_eq!((card.access_rights, card.access_rights_source), (set.access_rights, set.access_rights_source));
        assert_eq!((&card.themes, &card.formats, card.data_type), (&set.themes, &set.formats, set.data_type));
        assert_eq!((card.accrual_periodicity, card.level, &card.region), (set.accrual_periodicity, set.level, &set.region));
        assert_eq!((card.issued, card.updated, card.observed), (set.issued, set.updated, set.observed));
        assert_eq!((card.versions, card.latest_version, card.has_table(), card.rows), (2, 2, true, Some(12)));
        assert_eq!((card.publisher.code.as_str(), card.publisher.name.as_str()), ("body000001", "单位1"));
        assert_eq!((bare.versions, bare.has_table(), bare.rows), (0, false, Some(19_053)), "what the source states");
    }
}
