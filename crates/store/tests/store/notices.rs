//! Notices and the outbox.
use crate::support::*;
use chrono::{DateTime, TimeDelta, Utc};
use domain::notice::{DeliveryState, NoticeKind};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use store::Store;
use store::notices::{NewDelivery, NoticeRow, Outgoing};

const MAIL: &str = "mail";

fn notice(n: u128, event: &str, account: u128) -> NoticeRow {
    NoticeRow {
        id: id(n),
        event: event.into(),
        recipient: format!("account:{}", id(account)),
        account: Some(id(account)),
        kind: NoticeKind::CaseAnswered,
        case_id: Some(id(77)),
        case_number: Some("TS-20260928-0001".into()),
        facts: BTreeMap::from([("due".to_owned(), "2026-10-12".to_owned())]),
        link: Some("/cases/TS-20260928-0001".into()),
        statutory: true,
        created_at: noon(),
        read_at: None,
    }
}

fn after(minutes: i64) -> DateTime<Utc> {
    noon() + TimeDelta::minutes(minutes)
}

/// Enters notices 1 to `n`, each with a mail.
async fn enter(store: &Store, n: u128) {
    let mut tx = store.write().await.unwrap();
    for i in 1..=n {
        assert!(tx.add_notice(&notice(i, &format!("case:{i}"), 9)).await.unwrap());
        let sealed = Some(vec![1, 2, 3]);
        tx.add_delivery(&NewDelivery { notice: id(i), channel: MAIL, next_at: noon(), sealed }).await.unwrap();
    }
    tx.commit(vec![]).await.unwrap();
}

async fn claim(store: &Store, at: DateTime<Utc>, limit: u32) -> Vec<Outgoing> {
    let mut tx = store.write().await.unwrap();
    let claimed = tx.claim_deliveries(MAIL, at, at + TimeDelta::minutes(15), limit).await.unwrap();
    tx.commit(vec![]).await.unwrap();
    claimed
}

both! {
    async fn r150_a_notice_is_told_once_for_each_event_and_recipient(store: &Store) {
        let mut tx = store.write().await.unwrap();
        assert!(tx.add_notice(&notice(1, "case:1:answered", 9)).await.unwrap());
        assert!(!tx.add_notice(&notice(2, "case:1:answered", 9)).await.unwrap(), "the same event to the same account");
        assert!(tx.add_notice(&notice(3, "case:1:answered", 8)).await.unwrap(), "to another one");
        assert!(tx.add_notice(&notice(4, "case:1:closed", 9)).await.unwrap(), "another event");
        tx.commit(vec![]).await.unwrap();
        // A later transaction finds the first one, too.
        let mut tx = store.write().await.unwrap();
        assert!(!tx.add_notice(&notice(5, "case:1:answered", 9)).await.unwrap());
        drop(tx);
        let mut tx = store.read().await.unwrap();
        let own: Vec<_> = tx.notices_of(id(9), 0, 10).await.unwrap();
        assert_eq!(own, [notice(4, "case:1:closed", 9), notice(1, "case:1:answered", 9)], "newest first, whole");
        assert_eq!(tx.notices_of(id(9), 1, 10).await.unwrap().len(), 1);
        assert_eq!(tx.notices_of_case(id(77)).await.unwrap().len(), 3);
        assert_eq!(tx.count_notices(id(9)).await.unwrap(), 2);
        assert!(tx.add_notice(&notice(6, "x", 9)).await.is_err(), "a reading transaction");
    }
}

both! {
    async fn r150_read_marks_are_the_readers_own(store: &Store) {
        let mut tx = store.write().await.unwrap();
        for (n, account) in [(1, 9), (2, 9), (3, 9), (4, 8)] {
            tx.add_notice(&notice(n, &format!("e{n}"), account)).await.unwrap();
        }
        assert_eq!(tx.mark_notices_read(id(8), Some(id(1)), after(1)).await.unwrap(), 0, "not theirs");
        assert_eq!(tx.mark_notices_read(id(9), Some(id(1)), after(1)).await.unwrap(), 1);
        assert_eq!(tx.mark_notices_read(id(9), Some(id(1)), after(2)).await.unwrap(), 0, "the first time counts");
        assert_eq!(tx.notice(id(1)).await.unwrap().unwrap().read_at, Some(after(1)));
        assert_eq!(tx.unread_notices(id(9)).await.unwrap(), 2);
        assert_eq!(tx.mark_notices_read(id(9), None, after(3)).await.unwrap(), 2);
        assert_eq!(tx.unread_notices(id(9)).await.unwrap(), 0);
        assert_eq!(tx.unread_notices(id(8)).await.unwrap(), 1);
    }
}

both! {
    async fn r150_preferences_are_kept_by_channel(store: &Store) {
        let off = BTreeSet::from([NoticeKind::CaseMessage, NoticeKind::CaseAssigned]);
        let mut tx = store.write().await.unwrap();
        tx.switch_notices_off(id(9), MAIL, &BTreeSet::from([NoticeKind::CaseNew])).await.unwrap();
        tx.switch_notices_off(id(9), MAIL, &off).await.unwrap();
        assert_eq!(tx.notices_switched_off(id(9), MAIL).await.unwrap(), off);
        assert!(tx.notice_switched_off(id(9), MAIL, NoticeKind::CaseMessage).await.unwrap());
        assert!(!tx.notice_switched_off(id(9), MAIL, NoticeKind::CaseNew).await.unwrap());
        assert!(!tx.notice_switched_off(id(9), "sms", NoticeKind::CaseMessage).await.unwrap());
        assert!(!tx.notice_switched_off(id(8), MAIL, NoticeKind::CaseMessage).await.unwrap());
    }
}

both! {
    /// Many workers at once, as of many replicas: every mail is claimed by exactly one.
    async fn r150_two_workers_never_take_the_same_mail(store: &Store) {
        enter(store, 40).await;
        let mut workers = Vec::new();
        for _ in 0..8 {
            let store = store.clone();
            workers.push(tokio::spawn(async move {
                let mut mine = Vec::new();
                // An empty answer may mean that another worker holds the locks of all rows left: asked again until nothing is due.
                for _ in 0..40 {
                    mine.extend(claim(&store, after(1), 3).await.into_iter().map(|one| one.notice.id));
                }
                mine
            }));
        }
        let mut all = Vec::new();
        for worker in workers {
            all.extend(worker.await.unwrap());
        }
        let different: HashSet<_> = all.iter().collect();
        assert_eq!((all.len(), different.len()), (40, 40));
        assert!(claim(store, after(2), 100).await.is_empty(), "all are claimed");
    }
}

both! {
    async fn r150_a_dead_workers_mail_comes_back_and_its_late_answer_does_not_count(store: &Store) {
        enter(store, 1).await;
        let dead = claim(store, noon(), 10).await.remove(0);
        assert_eq!((dead.attempts, dead.sealed.as_deref()), (0, Some([1, 2, 3].as_slice())));
        assert!(claim(store, after(14), 10).await.is_empty(), "still claimed");
        let next = claim(store, after(15), 10).await.remove(0);
        assert_eq!(next.notice, dead.notice);
        let mut tx = store.write().await.unwrap();
        assert!(!tx.finish_delivery(MAIL, &dead, DeliveryState::Sent, None, after(16)).await.unwrap());
        assert!(!tx.postpone_delivery(MAIL, &dead, "late", after(99)).await.unwrap());
        assert!(tx.finish_delivery(MAIL, &next, DeliveryState::Sent, None, after(16)).await.unwrap());
        let sent = tx.deliveries_of(&[id(1)]).await.unwrap().remove(0);
        assert_eq!((sent.state, sent.attempts, sent.finished_at), (DeliveryState::Sent, 1, Some(after(16))));
        assert_eq!(tx.next_delivery(MAIL).await.unwrap(), None);
        tx.commit(vec![]).await.unwrap();
    }
}

both! {
    async fn r150_what_did_not_arrive_is_on_the_desk_and_can_be_sent_again(store: &Store) {
        enter(store, 3).await;
        let claimed = claim(store, noon(), 10).await;
        let mut tx = store.write().await.unwrap();
        tx.finish_delivery(MAIL, &claimed[0], DeliveryState::Sent, None, after(1)).await.unwrap();
        tx.finish_delivery(MAIL, &claimed[1], DeliveryState::Refused, Some("550 no such user"), after(1)).await.unwrap();
        tx.postpone_delivery(MAIL, &claimed[2], "451 later", after(5)).await.unwrap();
        tx.refuse_address(MAIL, "blind", "550", after(1)).await.unwrap();
        tx.refuse_address(MAIL, "blind", "550 again", after(2)).await.unwrap();
        tx.commit(vec![]).await.unwrap();

        let mut tx = store.write().await.unwrap();
        let desk = tx.troubled_deliveries(0, 10).await.unwrap();
        let shown: Vec<_> = desk.iter().map(|row| (row.notice, row.state, row.last_error.as_deref())).collect();
        assert_eq!(shown, [
            (id(3), DeliveryState::Due, Some("451 later")),
            (id(2), DeliveryState::Refused, Some("550 no such user")),
        ]);
        assert_eq!(tx.count_troubled().await.unwrap(), 2);
        let counts = [(DeliveryState::Due, 1), (DeliveryState::Refused, 1), (DeliveryState::Sent, 1)];
        assert_eq!(tx.count_deliveries().await.unwrap(), counts);
        assert_eq!(tx.address_refused(MAIL, "blind").await.unwrap(), Some(after(1)));
        assert_eq!(tx.address_refused("sms", "blind").await.unwrap(), None);

        assert!(!tx.retry_delivery(id(1), MAIL, after(3)).await.unwrap(), "it arrived");
        assert!(tx.retry_delivery(id(2), MAIL, after(3)).await.unwrap());
        tx.accept_address(MAIL, "blind").await.unwrap();
        assert_eq!(tx.address_refused(MAIL, "blind").await.unwrap(), None);
        tx.commit(vec![]).await.unwrap();
        let again = claim(store, after(3), 10).await;
        assert_eq!(again.len(), 1);
        assert_eq!((again[0].notice.id, again[0].attempts), (id(2), 0));
        assert_eq!(again[0].sealed.as_deref(), Some([1, 2, 3].as_slice()), "the address is still there");
    }
}

both! {
    async fn r147_a_reminder_goes_out_once_for_each_due_date(store: &Store) {
        let mut tx = store.write().await.unwrap();
        assert!(tx.note_reminder(id(1), "half-time", day("2026-10-12"), noon()).await.unwrap());
        assert!(!tx.note_reminder(id(1), "half-time", day("2026-10-12"), after(1)).await.unwrap());
        assert!(tx.note_reminder(id(1), "half-time", day("2026-10-19"), after(1)).await.unwrap(), "extended");
        assert!(tx.note_reminder(id(1), "expiry", day("2026-10-12"), after(1)).await.unwrap());
        assert!(tx.note_reminder(id(2), "half-time", day("2026-10-12"), after(1)).await.unwrap());
        tx.commit(vec![]).await.unwrap();
    }
}
