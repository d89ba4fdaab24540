//! The queue of a body on both databases: filters, pages, places, and who sees what of it.
use crate::cases::case;
use crate::support::*;
use chrono::Duration;
use domain::account::Role;
use domain::calendar::Calendars;
use domain::cases::{CaseClock, Version};
use domain::profile::Strength;
use std::collections::BTreeSet;
use store::Store;
use store::cases::{CaseRow, ClockRow, ClockStanding, QueueFilter, QueuePlace, QueueTab, Sight};
use uuid::Uuid;

/// Two cases with a hard and a soft clock, one without, all of one body.
async fn filled(store: &Store) -> (Uuid, Vec<CaseRow>) {
    let mut tx = store.write().await.unwrap();
    let authority = tx.upsert_body(&body(1), noon()).await.unwrap().id;
    let rows = vec![
        CaseRow { target_dataset: Some("bus0000001".into()), ..case(1, authority, Some(authority)) },
        case(2, authority, Some(authority)),
        CaseRow { kind: "JY".into(), number: "JY-20260928-0003".into(), ..case(3, authority, Some(authority)) },
    ];
    for row in &rows {
        tx.add_case(row).await.unwrap();
    }
    let profile = domain::profile::resolve("zhejiang", &domain::profile::SHIPPED).unwrap().profile;
    let calendars = Calendars::parse(domain::calendar::SHIPPED.map(|(_, text)| text)).unwrap();
    let reminders = &profile.platform.reminders;
    for (n, strength) in [(0_usize, Strength::Hard), (1, Strength::Soft)] {
        let rule = domain::profile::Clock { strength, ..profile.complaint.reply.clone() };
        let clock =
            CaseClock::start("complaint.reply", &rule, reminders, Version::default(), noon(), &calendars).unwrap();
        let id = id(0xc10c_0000 + n as u128);
        let row = ClockRow {
            id,
            case: rows[n].id,
            line: None,
            owner: Some(authority),
            started: noon(),
            clock,
            explained: false,
        };
        tx.put_clock(&row).await.unwrap();
    }
    tx.commit(Vec::new()).await.unwrap();
    (authority, rows)
}

both! {
    /// number, dataset, how a clock binds and how it stands are the database's work.
    async fn r153_the_database_narrows_a_queue(store: &Store) {
        let (body, rows) = filled(store).await;
        let mut tx = store.write().await.unwrap();
        let all = QueueFilter::of(body, QueueTab::All, noon(), 50);
        let far = noon() + Duration::days(400);
        let found = async |tx: &mut store::Tx, filter: QueueFilter<'_>| {
            let rows = tx.queue(&filter).await.unwrap();
            assert_eq!(tx.queue_total(&filter).await.unwrap(), rows.len() as u64);
            let mut titles = tx.queue_titles(&filter, Uuid::max(), 50).await.unwrap();
            titles.sort_by(|one, other| one.place().cmp(&other.place()));
            let numbers: Vec<_> = rows.into_iter().map(|row| row.number).collect();
            assert_eq!(titles.into_iter().map(|row| row.number).collect::<Vec<_>>(), numbers, "one order");
            numbers.into_iter().map(|number| number[number.len() - 4..].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found(&mut tx, all.clone()).await, ["0001", "0002", "0003"]);
        assert_eq!(found(&mut tx, QueueFilter { part: Some("JY-2026"), ..all.clone() }).await, ["0003"]);
        assert!(found(&mut tx, QueueFilter { part: Some("%"), ..all.clone() }).await.is_empty());
        assert_eq!(found(&mut tx, QueueFilter { dataset: Some("bus0000001"), ..all.clone() }).await, ["0001"]);
        assert!(found(&mut tx, QueueFilter { dataset: Some("\0"), ..all.clone() }).await.is_empty());
        assert_eq!(found(&mut tx, QueueFilter { strengths: &[Strength::Hard], ..all.clone() }).await, ["0001"]);
        assert_eq!(found(&mut tx, QueueFilter { strengths: &[Strength::Soft], ..all.clone() }).await, ["0002"]);
        let stands = |standing, now| QueueFilter { standing: Some(standing), now, today_ends: now, soon_ends: now, ..all.clone() };
        assert_eq!(found(&mut tx, stands(ClockStanding::Later, noon())).await, ["0001", "0002"]);
        assert_eq!(found(&mut tx, stands(ClockStanding::Overdue, far)).await, ["0001", "0002"]);
        assert!(found(&mut tx, stands(ClockStanding::Overdue, noon())).await.is_empty());
        let soon = QueueFilter { soon_ends: far, ..stands(ClockStanding::Soon, noon()) };
        assert_eq!(found(&mut tx, soon).await, ["0001", "0002"]);
        assert!(found(&mut tx, stands(ClockStanding::Paused, noon())).await.is_empty());
        let mut clock = tx.clocks_of(rows[0].id).await.unwrap().remove(0);
        assert!(clock.clock.pause(noon()));
        tx.put_clock(&clock).await.unwrap();
        assert_eq!(found(&mut tx, stands(ClockStanding::Paused, noon())).await, ["0001"]);
        assert_eq!(tx.clocks_ended(body, noon()).await.unwrap(), []);
    }
}

both! {
    /// pages and places, whatever the length.
    async fn r153_a_queue_is_cut_into_pages_and_every_case_has_a_place(store: &Store) {
        let (body, rows) = filled(store).await;
        let mut tx = store.read().await.unwrap();
        let page = QueueFilter { skip: 1, ..QueueFilter::of(body, QueueTab::All, noon(), 1) };
        assert_eq!(tx.queue(&page).await.unwrap()[0].number, rows[1].number);
        assert_eq!(tx.queue_total(&page).await.unwrap(), 3);
        let place = tx.queue_place(&page, &rows[1].number).await.unwrap();
        let (previous, next) = (Some(rows[0].number.clone()), Some(rows[2].number.clone()));
        assert_eq!(place, Some(QueuePlace { place: 2, total: 3, previous, next }));
        assert_eq!(tx.queue_place(&page, "TS-20260928-0009").await.unwrap(), None);
        let later = tx.queue_titles(&page, rows[1].id, 5).await.unwrap();
        assert_eq!(later.iter().map(|row| row.id).collect::<Vec<_>>(), [rows[0].id], "what comes before an id");
        let ids = [rows[2].id, rows[0].id, id(404)];
        let by_ids = tx.cases_by_ids(&ids).await.unwrap();
        assert_eq!(by_ids.iter().map(|row| row.id).collect::<Vec<_>>(), ids[..2]);
    }
}

both! {
    /// counted is what the reader has a part in; what they filed themselves is not.
    async fn r155_a_queue_counts_what_its_reader_may_see(store: &Store) {
        let (body, rows) = filled(store).await;
        let mut tx = store.read().await.unwrap();
        let all = QueueFilter::of(body, QueueTab::All, noon(), 50);
        let sight = |account, parties: &[Uuid]| Sight {
            account,
            parties: parties.to_vec(),
            roles: BTreeSet::from([Role::AuthorityReviewer]),
        };
        let stranger = sight(id(99), &[]);
        assert_eq!(tx.queue_total(&QueueFilter { sight: Some(&stranger), ..all.clone() }).await.unwrap(), 3);
        let own_account = sight(rows[0].filed_by.unwrap(), &[]);
        assert_eq!(tx.queue_total(&QueueFilter { sight: Some(&own_account), ..all.clone() }).await.unwrap(), 0);
        let own_party = sight(id(99), &[rows[0].party.unwrap()]);
        assert_eq!(tx.queue_total(&QueueFilter { sight: Some(&own_party), ..all.clone() }).await.unwrap(), 0);
        assert_eq!(tx.queue_counts(body, Some(&own_party), &[], noon()).await.unwrap().all, 0);
        assert_eq!(tx.queue_today(body, Some(&own_party), noon(), noon() + Duration::days(1)).await.unwrap(), (0, 0));
        assert!(tx.queue_datasets(body, &stranger).await.unwrap().is_empty(), "no such dataset is listed");
    }
}

both! {
    /// the shadow of the rules is valid SQL for every role, and a complaint is seen by whoever works in a body with a part in it.
    async fn r152_every_role_has_its_sight(store: &Store) {
        let (body, _) = filled(store).await;
        let mut tx = store.read().await.unwrap();
        for role in Role::ALL {
            let sight = Sight { account: id(99), parties: vec![id(98)], roles: BTreeSet::from([*role]) };
            let filter = QueueFilter { sight: Some(&sight), ..QueueFilter::of(body, QueueTab::All, noon(), 50) };
            assert_eq!(tx.queue_total(&filter).await.unwrap(), 3, "{role:?}");
        }
    }
}
