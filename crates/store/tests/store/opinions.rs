//! 意见模板: versions of the templates of a body.
use crate::support::*;
use store::cases::OpinionRow;
use store::{Store, StoreError};

both! {
    async fn ui58_versions_of_a_template_are_added_and_never_changed(store: &Store) {
        let entry = dataset(1);
        let body = entry.publisher;
        enter(store, &[entry]).await;
        let first = OpinionRow {
            id: id(700),
            number: 1,
            body,
            kind: "refuse".into(),
            title: "能力不足".into(),
            text: "“{data}”不予开放。".into(),
            retired: false,
            by: Some(id(9)),
            written: noon(),
        };
        let second = OpinionRow { number: 2, retired: true, ..first.clone() };
        let other = OpinionRow { id: id(701), kind: "answer".into(), by: None, ..first.clone() };
        let mut tx = store.write().await.unwrap();
        for row in [&second, &other, &first] {
            tx.add_opinion(row).await.unwrap();
        }
        let again = tx.add_opinion(&OpinionRow { text: "另一种说法。".into(), ..second.clone() }).await;
        assert!(matches!(again, Err(StoreError::Conflict(_))), "somebody else was first");
        tx.commit(vec![]).await.unwrap();
        let mut tx = store.read().await.unwrap();
        assert_eq!(tx.opinions(body).await.unwrap(), [second.clone(), other.clone()], "of each what counts");
        assert_eq!(tx.opinion_count(body).await.unwrap(), 2, "templates, not versions");
        assert_eq!(tx.opinion_versions(body, id(700)).await.unwrap(), [first.clone(), second]);
        assert_eq!(tx.opinion(body, id(700), 1).await.unwrap(), Some(first));
        assert_eq!(tx.opinion(body, id(701), 1).await.unwrap(), Some(other));
        assert_eq!(tx.opinion(body, id(701), 2).await.unwrap(), None);
        // Of another body there is none of them.
        assert_eq!(tx.opinions(id(999)).await.unwrap(), []);
        assert_eq!(tx.opinion_count(id(999)).await.unwrap(), 0);
        assert_eq!(tx.opinion_versions(id(999), id(700)).await.unwrap(), []);
        assert_eq!(tx.opinion(id(999), id(700), 1).await.unwrap(), None);
    }
}
