//! Drafts of applications, their papers, what they became.
use crate::support::*;
use chrono::TimeDelta;
use store::access::{ApplicationDraft, FilingRow, PaperRow};
use store::{Store, StoreError};

fn draft(n: u128) -> ApplicationDraft {
    ApplicationDraft {
        id: id(n),
        party: id(50),
        data: vec![1],
        schema: 1,
        version: 0,
        created_by: id(60),
        created: noon(),
        changed_by: id(60),
        changed: noon(),
        filed: None,
    }
}

fn paper(n: u128, draft: u128, slot: &str) -> PaperRow {
    PaperRow {
        id: id(n),
        draft: id(draft),
        slot: slot.into(),
        name: vec![2],
        media: "application/pdf".into(),
        bytes: 10,
        sha256: "ab".repeat(32),
        object: format!("object-{n}"),
        key: vec![3],
        account: id(60),
        at: noon(),
    }
}

both! {
    async fn r050_a_draft_is_changed_by_one_at_a_time_and_never_once_it_is_filed(store: &Store) {
        let mut tx = store.write().await.unwrap();
        assert_eq!(tx.put_application_draft(&draft(1)).await.unwrap(), 1);
        let first = tx.application_draft(id(50), id(1)).await.unwrap().expect("the draft");
        assert_eq!(first, ApplicationDraft { version: 1, ..draft(1) });
        assert!(tx.application_draft(id(51), id(1)).await.unwrap().is_none(), "another party's");
        let mine = ApplicationDraft { data: vec![7], changed_by: id(61), ..first.clone() };
        assert_eq!(tx.put_application_draft(&mine).await.unwrap(), 2);
        let late = tx.put_application_draft(&ApplicationDraft { data: vec![8], ..first.clone() }).await;
        assert!(matches!(late, Err(StoreError::Conflict(_))), "{late:?}");
        let now = tx.application_draft(id(50), id(1)).await.unwrap().expect("the draft");
        assert_eq!((now.data.clone(), now.changed_by, now.created_by), (vec![7], id(61), id(60)));
        let filed = ApplicationDraft { filed: Some(noon()), ..now };
        assert_eq!(tx.put_application_draft(&filed).await.unwrap(), 3);
        let after = tx.put_application_draft(&ApplicationDraft { version: 3, ..filed.clone() }).await;
        assert!(matches!(after, Err(StoreError::Conflict(_))), "filed once");
        assert!(!tx.drop_application_draft(id(50), id(1)).await.unwrap());
        assert!(tx.application_drafts(id(50), false, 9).await.unwrap().is_empty());
        assert_eq!(tx.application_drafts(id(50), true, 9).await.unwrap().len(), 1);
        tx.commit(vec![]).await.unwrap();
    }
}

both! {
    async fn r072_the_newest_drafts_of_a_party_are_read_no_more_than_asked_for(store: &Store) {
        let mut tx = store.write().await.unwrap();
        let day = TimeDelta::days(1);
        for n in 1..=3 {
            let changed = noon() + day * i32::try_from(n).unwrap();
            tx.put_application_draft(&ApplicationDraft { changed, ..draft(n) }).await.unwrap();
            let filed = ApplicationDraft { changed, filed: Some(changed), ..draft(10 + n) };
            tx.put_application_draft(&filed).await.unwrap();
        }
        tx.put_application_draft(&ApplicationDraft { party: id(51), ..draft(20) }).await.unwrap();
        let ids = |rows: Vec<ApplicationDraft>| rows.into_iter().map(|row| row.id).collect::<Vec<_>>();
        assert_eq!(ids(tx.application_drafts(id(50), true, 1).await.unwrap()), [id(13)], "the newest");
        assert_eq!(ids(tx.application_drafts(id(50), true, 2).await.unwrap()), [id(13), id(12)]);
        assert_eq!(ids(tx.application_drafts(id(50), false, 9).await.unwrap()), [id(3), id(2), id(1)]);
        assert_eq!(tx.application_draft_count(id(50)).await.unwrap(), 3, "filed ones are none");
        assert_eq!(tx.application_draft_count(id(52)).await.unwrap(), 0);
        tx.commit(vec![]).await.unwrap();
    }
}

both! {
    async fn c5_a_slot_holds_one_paper_and_copies_share_its_object(store: &Store) {
        let mut tx = store.write().await.unwrap();
        assert_eq!(tx.private_objects("", 10).await.unwrap(), [""; 0]);
        tx.put_application_draft(&draft(1)).await.unwrap();
        tx.put_application_draft(&draft(2)).await.unwrap();
        tx.put_application_paper(&paper(10, 1, "consent:2")).await.unwrap();
        tx.put_application_paper(&paper(11, 1, "consent:2")).await.unwrap();
        assert_eq!(tx.application_papers(id(1)).await.unwrap(), [paper(11, 1, "consent:2")]);
        assert!(!tx.paper_object_needed("object-10").await.unwrap());
        assert!(tx.move_application_paper(id(1), "consent:2", "consent:1").await.unwrap());
        let copy = PaperRow { object: "object-11".into(), ..paper(12, 2, "credit-report") };
        tx.put_application_paper(&copy).await.unwrap();
        tx.put_application_paper(&paper(13, 2, "mlps-certificate")).await.unwrap();
        assert_eq!(tx.private_objects("", 10).await.unwrap(), ["object-11", "object-13"], "once, whoever names it");
        assert_eq!(tx.private_objects("", 1).await.unwrap(), ["object-11"]);
        assert_eq!(tx.private_objects("object-11", 10).await.unwrap(), ["object-13"]);
        assert!(tx.drop_application_paper(id(1), "consent:1").await.unwrap());
        assert!(tx.paper_object_needed("object-11").await.unwrap(), "the copy has it");
        assert!(tx.drop_application_draft(id(50), id(2)).await.unwrap());
        assert!(!tx.paper_object_needed("object-11").await.unwrap(), "papers go with their draft");
        tx.commit(vec![]).await.unwrap();
    }
}

both! {
    async fn r070_what_a_draft_became_is_found_by_number(store: &Store) {
        let entry = dataset(1);
        let body = entry.publisher;
        enter(store, &[entry]).await;
        let mut tx = store.write().await.unwrap();
        tx.put_application_draft(&draft(1)).await.unwrap();
        let row = |number: &str, lines: &str| {
            FilingRow { number: number.into(), draft: id(1), authority: body, lines: lines.into() }
        };
        tx.add_application_filing(&row("SQ-20260910-0002", "[1]")).await.unwrap();
        tx.add_application_filing(&row("SQ-20260910-0001", "[0]")).await.unwrap();
        let all = tx.application_filings(id(1)).await.unwrap();
        assert_eq!(all, [row("SQ-20260910-0001", "[0]"), row("SQ-20260910-0002", "[1]")]);
        assert_eq!(tx.application_draft_of(id(50), "SQ-20260910-0002").await.unwrap().map(|d| d.id), Some(id(1)));
        assert!(tx.application_draft_of(id(51), "SQ-20260910-0002").await.unwrap().is_none(), "another party's");
        assert!(tx.application_draft_of(id(50), "x\0").await.unwrap().is_none());
        tx.commit(vec![]).await.unwrap();
    }
}

both! {
    async fn r162_a_draft_nobody_touches_is_told_of_before_it_goes_and_a_change_keeps_it(store: &Store) {
        let mut tx = store.write().await.unwrap();
        let day = TimeDelta::days(1);
        tx.put_application_draft(&draft(1)).await.unwrap();
        tx.put_application_draft(&ApplicationDraft { changed: noon() + day, ..draft(2) }).await.unwrap();
        tx.put_application_draft(&ApplicationDraft { filed: Some(noon()), ..draft(3) }).await.unwrap();
        let untold = |since| (since, None, 10);
        let (since, told, limit) = untold(noon());
        assert_eq!(tx.untouched_applications(since, told, limit).await.unwrap(), [(id(1), id(50))], "filed ones stay");
        assert!(!tx.application_warned(id(2), noon(), noon()).await.unwrap(), "touched since");
        assert!(!tx.application_warned(id(3), noon(), noon()).await.unwrap(), "filed");
        assert!(tx.application_warned(id(1), noon(), noon() + day).await.unwrap());
        assert!(!tx.application_warned(id(1), noon(), noon() + day).await.unwrap(), "told once");
        assert_eq!(tx.untouched_applications(noon(), None, 10).await.unwrap(), []);
        assert_eq!(tx.untouched_applications(noon(), Some(noon()), 10).await.unwrap(), [], "not told so long ago");
        assert_eq!(tx.untouched_applications(noon(), Some(noon() + day), 10).await.unwrap(), [(id(1), id(50))]);
        assert!(!tx.drop_untouched_application(id(1), noon()).await.unwrap(), "not told so long ago");
        let first = tx.application_draft(id(50), id(1)).await.unwrap().expect("the draft");
        tx.put_application_draft(&first).await.unwrap();
        assert_eq!(tx.untouched_applications(noon(), Some(noon() + day), 10).await.unwrap(), [], "somebody saved it");
        assert!(!tx.drop_untouched_application(id(1), noon() + day).await.unwrap(), "somebody saved it meanwhile");
        assert_eq!(tx.untouched_applications(noon() + day, None, 1).await.unwrap(), [(id(1), id(50))], "the oldest first");
        assert!(tx.application_warned(id(1), noon(), noon() + day).await.unwrap());
        assert!(tx.drop_untouched_application(id(1), noon() + day).await.unwrap());
        assert!(tx.application_draft(id(50), id(1)).await.unwrap().is_none());
        tx.commit(vec![]).await.unwrap();
    }
}
