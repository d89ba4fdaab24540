//! Drafts of calendars and profiles.
use crate::support::*;
use serde_json::json;
use store::{Draft, DraftKind, DraftState, Store, StoreError};

fn draft(n: u128) -> Draft {
    Draft {
        id: id(n),
        kind: DraftKind::Profile,
        name: "zhejiang".into(),
        base: Some(id(90)),
        text: "a = 1".into(),
        changes: json!([{ "key": "a", "before": "0", "after": "1" }]),
        activates: true,
        state: DraftState::Open,
        added_by: id(7).to_string(),
        added: noon(),
        decided_by: None,
        decided: None,
        note: None,
        valid_from: None,
    }
}

both! {
    async fn r148_one_draft_is_open_at_a_time_and_all_are_kept(store: &Store) {
        let mut tx = store.write().await.unwrap();
        tx.put_draft(&draft(1)).await.unwrap();
        tx.commit(vec![]).await.unwrap();
        let mut tx = store.write().await.unwrap();
        assert!(matches!(tx.put_draft(&draft(2)).await, Err(StoreError::Conflict(_))));
        drop(tx);

        let mut tx = store.write().await.unwrap();
        let mut first = tx.open_draft(DraftKind::Profile, "zhejiang").await.unwrap().unwrap();
        assert_eq!(first, draft(1));
        assert_eq!(tx.open_draft(DraftKind::Calendar, "zhejiang").await.unwrap(), None);
        first.state = DraftState::Published;
        first.decided_by = Some(id(8).to_string());
        first.decided = Some(noon());
        first.note = Some("同意".into());
        tx.put_draft(&first).await.unwrap();
        assert_eq!(tx.open_draft(DraftKind::Profile, "zhejiang").await.unwrap(), None);
        tx.put_draft(&draft(2)).await.unwrap();
        assert_eq!(tx.draft(id(1)).await.unwrap(), Some(first));
        let all = tx.drafts(DraftKind::Profile, "zhejiang").await.unwrap();
        assert_eq!(all.iter().map(|one| one.id).collect::<Vec<_>>(), [id(2), id(1)]);
        tx.commit(vec![]).await.unwrap();
    }
}

both! {
    async fn r148_a_confirmed_draft_is_due_on_its_day_and_not_before(store: &Store) {
        let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
        let mut tx = store.write().await.unwrap();
        let mut waits = Draft { state: DraftState::Proposed, valid_from: Some(day("2027-01-01")), ..draft(1) };
        tx.put_draft(&waits).await.unwrap();
        assert!(tx.drafts_due(day("2027-01-01")).await.unwrap().is_empty(), "nobody confirmed it");
        waits.decided_by = Some(id(8).to_string());
        tx.put_draft(&waits).await.unwrap();
        assert!(tx.drafts_due(day("2026-12-31")).await.unwrap().is_empty());
        assert_eq!(tx.drafts_due(day("2027-01-01")).await.unwrap(), [waits.clone()]);
        waits.state = DraftState::Discarded;
        tx.put_draft(&waits).await.unwrap();
        assert!(tx.drafts_due(day("2027-01-02")).await.unwrap().is_empty());
    }
}
