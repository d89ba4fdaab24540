//! Profiles, calendars, law, imports, settings, searches.
use crate::support::*;
use chrono::TimeDelta;
use serde_json::json;
use store::{ChangeKind, ImportCounts, ProfileOrigin, Store, StoreError};

both! {
    /// Shipped texts become versions once; the active one changes by decision only.
    async fn d1_profiles_are_versions_and_one_is_active(store: &Store) {
        let mut tx = store.write().await.unwrap();
        assert_eq!(tx.active_profile().await.unwrap(), None);
        let first = tx.put_profile(id(1), "zhejiang", "a = 1", ProfileOrigin::Shipped, "portal", noon()).await.unwrap();
        let same = tx.put_profile(id(2), "zhejiang", "a = 1", ProfileOrigin::Edited, "李四", noon()).await.unwrap();
        assert_eq!((first, same), (id(1), id(1)), "the same text is the same version");
        let other = tx.put_profile(id(3), "deqing", "a = 1", ProfileOrigin::Shipped, "portal", noon()).await.unwrap();
        let edited = tx
            .put_profile(id(4), "zhejiang", "a = 2", ProfileOrigin::Edited, "李四", noon() + TimeDelta::seconds(1))
            .await
            .unwrap();
        assert_eq!(tx.active_profile().await.unwrap(), None, "entering decides nothing");
        for version in [first, other, edited] {
            tx.activate_profile(version, "张三", noon()).await.unwrap();
        }
        let active = tx.active_profile().await.unwrap().unwrap();
        assert_eq!((active.id, active.text.as_str(), active.origin), (edited, "a = 2", ProfileOrigin::Edited));
        assert_eq!(active.added_by, "李四");
        assert!(matches!(tx.activate_profile(id(99), "张三", noon()).await, Err(StoreError::NotFound { .. })));
        let all = tx.profile_versions().await.unwrap();
        assert_eq!(all.iter().map(|one| one.id).collect::<Vec<_>>(), vec![other, edited, first]);
        tx.commit(vec![]).await.unwrap();
        assert_eq!(
            changes(store, 0).await,
            vec![
                (ChangeKind::ProfileActivated, "zhejiang".to_owned()),
                (ChangeKind::ProfileActivated, "deqing".to_owned()),
            ]
        );
    }
}

both! {
    /// a calendar imported again is a new version only if it differs; old ones stay for the cases that name them.
    async fn r144_calendars_are_versioned_by_year(store: &Store) {
        let mut tx = store.write().await.unwrap();
        assert!(tx.put_calendar(id(1), 2026, "year = 2026", "samples", noon()).await.unwrap());
        assert!(!tx.put_calendar(id(2), 2026, "year = 2026", "samples", noon()).await.unwrap());
        assert!(tx.put_calendar(id(3), 2026, "year = 2026 # 2", "国办发明电", noon()).await.unwrap());
        assert!(tx.put_calendar(id(4), 2025, "year = 2025", "samples", noon()).await.unwrap());
        let years = tx.calendars().await.unwrap();
        assert_eq!(years.iter().map(|one| (one.year, one.version)).collect::<Vec<_>>(), vec![(2025, 1), (2026, 2)]);
        assert_eq!(tx.calendar(id(1)).await.unwrap().unwrap().text, "year = 2026");
        assert_eq!(tx.calendar(id(2)).await.unwrap(), None);
        tx.commit(vec![]).await.unwrap();
        assert_eq!(changes(store, 0).await.len(), 2, "one a year");
    }
}

both! {
    async fn law_texts_replace_article_by_article(store: &Store) {
        let text = |number: i64, text: &str| (number, text.to_owned());
        let mut tx = store.write().await.unwrap();
        assert_eq!(tx.put_law("zj22", &[text(2, "乙"), text(1, "甲")], noon()).await.unwrap(), 2);
        assert_eq!(tx.put_law("zj22", &[text(1, "甲"), text(2, "乙二")], noon()).await.unwrap(), 1);
        let law = tx.law("zj22").await.unwrap();
        assert_eq!(
            law.iter().map(|one| (one.article, one.version, one.text.as_str())).collect::<Vec<_>>(),
            vec![(1, 1, "甲"), (2, 2, "乙二")]
        );
        assert_eq!(tx.law("yn").await.unwrap(), vec![]);
    }
}

both! {
    async fn an_import_that_was_killed_is_seen_to_be_unfinished(store: &Store) {
        let mut tx = store.write().await.unwrap();
        tx.begin_import(id(1), "cn_zhejiang.jsonl.gz", noon()).await.unwrap();
        tx.begin_import(id(2), "cn_shanghai.jsonl.gz", noon() + TimeDelta::seconds(1)).await.unwrap();
        let counts = ImportCounts { inserted: 5, updated: 4, unchanged: 3, refused: 2 };
        let report = json!({ "refused": [{ "line": 7, "why": "no-title" }] });
        tx.note_import(id(1), counts, &report, None).await.unwrap();
        tx.note_import(id(2), counts, &report, Some(noon())).await.unwrap();
        let missing = tx.note_import(id(3), counts, &report, None).await;
        assert!(matches!(missing, Err(StoreError::NotFound { .. })));
        let runs = tx.imports(10).await.unwrap();
        assert_eq!(runs.iter().map(|run| (run.id, run.finished)).collect::<Vec<_>>(), vec![(id(2), Some(noon())), (id(1), None)]);
        assert_eq!((runs[1].counts, &runs[1].report), (counts, &report));
    }
}

both! {
    async fn settings_hold_any_value(store: &Store) {
        let mut tx = store.write().await.unwrap();
        tx.put_setting("demo", &true, noon()).await.unwrap();
        tx.put_setting("list", &vec!["甲", "乙"], noon()).await.unwrap();
        tx.commit(vec![]).await.unwrap();
        let start = store.read().await.unwrap().last_change().await.unwrap();
        let mut tx = store.write().await.unwrap();
        tx.put_setting("demo", &true, noon()).await.unwrap();
        assert_eq!(tx.setting::<bool>("demo").await.unwrap(), Some(true));
        assert_eq!(tx.setting::<Vec<String>>("list").await.unwrap().unwrap(), vec!["甲", "乙"]);
        assert_eq!(tx.setting::<bool>("none").await.unwrap(), None);
        assert!(matches!(tx.setting::<bool>("list").await, Err(StoreError::Corrupt { .. })));
        assert_eq!(tx.commit(vec![]).await.unwrap(), None, "set to what it is: no change");
        assert_eq!(changes(store, start).await, vec![]);
    }
}

both! {
    async fn popular_terms_count_readers_not_searches(store: &Store) {
        let search = |term: &str, session: &str| (term.to_owned(), session.to_owned());
        let (one, two) = (day("2026-09-27"), day("2026-09-28"));
        let mut tx = store.write().await.unwrap();
        tx.record_searches(one, &[search("公交", "a"), search("公交", "a"), search("公交", "b"), search("天气", "a")])
            .await
            .unwrap();
        tx.record_searches(two, &[search("公交", "a"), search("地铁", "c")]).await.unwrap();
        tx.record_searches(two, &[search("公交", "a")]).await.unwrap();
        let popular = tx.popular_terms(one, two, 2, 10).await.unwrap();
        assert_eq!(popular.iter().map(|row| (row.term.as_str(), row.sessions)).collect::<Vec<_>>(), vec![("公交", 3)]);
        assert_eq!(tx.popular_terms(two, two, 1, 10).await.unwrap().len(), 2);
        tx.forget_searches(two, one).await.unwrap();
        assert_eq!(tx.popular_terms(one, two, 1, 10).await.unwrap().len(), 3, "numbers outlive the readers");
        tx.record_searches(one, &[search("公交", "a")]).await.unwrap();
        assert_eq!(tx.popular_terms(one, one, 1, 10).await.unwrap()[0].sessions, 3, "the reader of that day is forgotten");
        tx.forget_searches(two, two).await.unwrap();
        assert_eq!(tx.popular_terms(one, one, 1, 10).await.unwrap(), vec![]);
    }
}
