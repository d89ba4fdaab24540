//! Cases on both databases.
use crate::support::*;
use chrono::{Duration, Utc};
use domain::access::review::{Decision, LineState, Review, State};
use domain::cases::{CaseClock, CaseKind, Stored, Version};
use domain::profile::Step;
use store::cases::{CaseDraft, CaseRow, ClockRow, Delegation, EventRow, LinkRow, MessageRow, QueueFilter, QueueTab};
use store::{Store, StoreError};
use uuid::Uuid;

const AUTHORITY: u128 = 1;
const HANDLER: u128 = 2;

async fn bodies(store: &Store) -> (Uuid, Uuid) {
    let mut tx = store.write().await.unwrap();
    let authority = tx.upsert_body(&body(AUTHORITY), noon()).await.unwrap().id;
    let handler = tx.upsert_body(&body(HANDLER), noon()).await.unwrap().id;
    tx.commit(Vec::new()).await.unwrap();
    (authority, handler)
}

pub fn case(n: u128, authority: Uuid, with: Option<Uuid>) -> CaseRow {
    CaseRow {
        id: id(0xca5e_0000 + n),
        number: format!("TS-20260928-{n:04}"),
        kind: "TS".into(),
        party: Some(id(7)),
        filed_by: Some(id(8)),
        entered_by: None,
        authority,
        above: None,
        handler: with.filter(|with| *with != authority),
        with,
        assignee: None,
        state: "filed".into(),
        data: "{}".into(),
        schema: 1,
        version: 1,
        profile: "zhejiang".into(),
        profile_version: "1".into(),
        calendars: "{}".into(),
        title: vec![1],
        content: vec![2],
        applicant: None,
        anonymous: false,
        target_kind: "portal".into(),
        target_body: None,
        target_dataset: None,
        channel: "online".into(),
        query_hash: "h".into(),
        filed: noon(),
        changed: noon(),
        closed: None,
        due: Some(noon() + Duration::days(i64::try_from(n).unwrap())),
        urgent: false,
    }
}

async fn enter(store: &Store, rows: &[CaseRow]) {
    let mut tx = store.write().await.unwrap();
    for row in rows {
        tx.add_case(row).await.unwrap();
    }
    tx.commit(Vec::new()).await.unwrap();
}

both! {
    /// Numbers of a day have neither gaps nor duplicates, whoever gives up in between.
    async fn numbers_have_no_gaps_and_no_duplicates(store: &Store) {
        let day = day("2026-09-28");
        let mut given = Vec::new();
        for round in 0..3 {
            let mut tx = store.write().await.unwrap();
            let number = tx.next_case_number(CaseKind::Complaint, day).await.unwrap();
            if round == 1 {
                continue; // dropped: never given
            }
            tx.commit(Vec::new()).await.unwrap();
            given.push(number.to_string());
        }
        assert_eq!(given, ["TS-20260928-0001", "TS-20260928-0002"]);
        let one = |kind| {
            let store = store.clone();
            async move {
                let mut tx = store.write().await.unwrap();
                let number = tx.next_case_number(kind, day).await.unwrap().counter;
                tx.commit(Vec::new()).await.unwrap();
                number
            }
        };
        let mut at_once = futures_util::future::join_all((0..8).map(|_| one(CaseKind::Complaint))).await;
        at_once.sort_unstable();
        assert_eq!(at_once, (3..=10).collect::<Vec<_>>());
        assert_eq!(one(CaseKind::Suggestion).await, 1, "a counter for each kind");
    }
}

both! {
    /// Of two writers with the same version one wins, and the other one hears of it.
    async fn the_second_of_two_writers_gets_a_conflict(store: &Store) {
        let (authority, _) = bodies(store).await;
        enter(store, &[case(1, authority, Some(authority))]).await;
        let mut tx = store.read().await.unwrap();
        let read = tx.case("TS-20260928-0001").await.unwrap().unwrap();
        drop(tx);
        assert_eq!(read, case(1, authority, Some(authority)));
        let mut tx = store.write().await.unwrap();
        tx.save_case(&CaseRow { state: "closed".into(), closed: Some(noon()), ..read.clone() }).await.unwrap();
        tx.commit(Vec::new()).await.unwrap();
        let mut tx = store.write().await.unwrap();
        assert!(matches!(tx.save_case(&read).await, Err(StoreError::Conflict(_))));
        drop(tx);
        let mut tx = store.read().await.unwrap();
        let now = tx.case_by_id(read.id).await.unwrap().unwrap();
        assert_eq!((now.version, now.state.as_str()), (2, "closed"));
        assert!(tx.case("TS\0").await.unwrap().is_none());
    }
}

both! {
    /// a supplement corrects what a case says; nothing else of it, and no other case, moves.
    async fn r060_what_a_case_says_is_corrected(store: &Store) {
        let (authority, _) = bodies(store).await;
        enter(store, &[case(1, authority, None), case(2, authority, None)]).await;
        let corrected =
            CaseRow { title: vec![7], content: vec![8], applicant: Some(vec![9]), state: "x".into(), ..case(1, authority, None) };
        let mut tx = store.write().await.unwrap();
        tx.set_case_content(&corrected).await.unwrap();
        tx.commit(Vec::new()).await.unwrap();
        let mut tx = store.read().await.unwrap();
        let now = tx.case_by_id(corrected.id).await.unwrap().unwrap();
        assert_eq!(now, CaseRow { state: "filed".into(), ..corrected.clone() });
        assert!(tx.set_case_content(&corrected).await.is_err(), "a reader writes nothing");
        assert_eq!(tx.case_by_id(case(2, authority, None).id).await.unwrap().unwrap(), case(2, authority, None));
    }
}

both! {
    /// a queue holds what the body has a part in, by deadline; at once comes first; nobody else's cases.
    async fn r153_the_queue_is_ordered_by_deadline_and_isolated(store: &Store) {
        let (authority, handler) = bodies(store).await;
        let me = id(99);
        let rows = [
            case(3, authority, Some(handler)),
            CaseRow { assignee: Some(me), ..case(1, authority, Some(handler)) },
            CaseRow { urgent: true, due: None, ..case(5, authority, Some(handler)) },
            case(2, authority, Some(authority)),
            CaseRow { closed: Some(noon()), due: None, with: None, kind: "JY".into(), ..case(4, authority, Some(handler)) },
        ];
        enter(store, &rows).await;
        let mut tx = store.read().await.unwrap();
        let now = noon() + Duration::days(1);
        let ask = |body, tab| QueueFilter::of(body, tab, now, 50);
        let numbers = |rows: Vec<CaseRow>| rows.into_iter().map(|row| row.number[12..].to_owned()).collect::<Vec<_>>();
        assert_eq!(numbers(tx.queue(&ask(handler, QueueTab::Office)).await.unwrap()), ["0005", "0001", "0003"]);
        assert_eq!(numbers(tx.queue(&ask(handler, QueueTab::All)).await.unwrap()), ["0005", "0001", "0003", "0004"]);
        assert_eq!(numbers(tx.queue(&ask(authority, QueueTab::All)).await.unwrap()), ["0002", "0005", "0001", "0003", "0004"]);
        assert_eq!(numbers(tx.queue(&ask(authority, QueueTab::Waiting)).await.unwrap()), ["0005", "0001", "0003"]);
        assert_eq!(numbers(tx.queue(&ask(handler, QueueTab::Overdue)).await.unwrap()), ["0001"]);
        let mine = QueueFilter { people: &[id(98), me], ..ask(handler, QueueTab::Mine) };
        assert_eq!(numbers(tx.queue(&mine).await.unwrap()), ["0001"]);
        assert!(tx.queue(&ask(handler, QueueTab::Mine)).await.unwrap().is_empty());
        let owner = |owner| QueueFilter { owner: Some(owner), ..ask(handler, QueueTab::Office) };
        assert_eq!(numbers(tx.queue(&owner(Some(me))).await.unwrap()), ["0001"]);
        assert_eq!(numbers(tx.queue(&owner(None)).await.unwrap()), ["0005", "0003"]);
        let kind = QueueFilter { kind: Some("JY"), ..ask(authority, QueueTab::All) };
        assert_eq!(numbers(tx.queue(&kind).await.unwrap()), ["0004"]);
        let counts = tx.queue_counts(handler, None, &[me], now).await.unwrap();
        assert_eq!((counts.mine, counts.office, counts.waiting, counts.overdue, counts.all), (1, 3, 0, 1, 4));
        assert_eq!(tx.queue_today(handler, None, noon(), now).await.unwrap(), (1, 4));
        assert!(tx.queue(&ask(id(5), QueueTab::All)).await.unwrap().is_empty());
        assert_eq!(tx.count_cases_of(id(7)).await.unwrap(), (5, 0));
        assert_eq!(numbers(tx.cases_of(id(7), 0, 2).await.unwrap()).len(), 2);
        drop(tx);
        let mut tx = store.write().await.unwrap();
        assert_eq!(tx.release_cases(me, handler, noon()).await.unwrap(), 1);
        tx.commit(Vec::new()).await.unwrap();
    }
}

both! {
    /// what waits for the other side is handed on too; what lies with another body stays where it is.
    async fn r165_who_leaves_a_body_is_in_charge_of_nothing_there(store: &Store) {
        let (authority, handler) = bodies(store).await;
        let me = id(99);
        let rows = [
            CaseRow { assignee: Some(me), ..case(1, authority, Some(handler)) },
            CaseRow { assignee: Some(me), handler: Some(handler), ..case(2, authority, None) },
            CaseRow { assignee: Some(me), ..case(3, authority, Some(authority)) },
            CaseRow { assignee: Some(id(98)), ..case(4, authority, Some(handler)) },
        ];
        enter(store, &rows).await;
        let mut tx = store.write().await.unwrap();
        assert_eq!(tx.release_cases(me, handler, noon()).await.unwrap(), 2);
        tx.commit(Vec::new()).await.unwrap();
        let mut tx = store.read().await.unwrap();
        let mut left = Vec::new();
        for n in 1..=4 {
            left.push(tx.case(&format!("TS-20260928-{n:04}")).await.unwrap().unwrap().assignee);
        }
        assert_eq!(left, [None, None, Some(me), Some(id(98))]);
    }
}

both! {
    /// a clock comes back as it was written; open and provisional ones are found.
    async fn r145_clocks_come_back_as_written(store: &Store) {
        let (authority, _) = bodies(store).await;
        let one = case(1, authority, Some(authority));
        enter(store, std::slice::from_ref(&one)).await;
        let profile = domain::profile::resolve("zhejiang", &domain::profile::SHIPPED).unwrap().profile;
        let calendars = domain::calendar::Calendars::parse(domain::calendar::SHIPPED.map(|(_, text)| text)).unwrap();
        let (rule, reminders) = (&profile.complaint.reply, &profile.platform.reminders);
        let start = "2026-12-28T02:00:00Z".parse::<chrono::DateTime<Utc>>().unwrap();
        let clock = CaseClock::start("complaint.reply", rule, reminders, Version::default(), start, &calendars).unwrap();
        let mut row = ClockRow { id: id(1), case: one.id, line: None, owner: Some(authority), started: start, clock, explained: false };
        let mut tx = store.write().await.unwrap();
        tx.put_clock(&row).await.unwrap();
        assert_eq!(tx.clocks_of(one.id).await.unwrap(), [row.clone()]);
        let running = tx.running_clocks().await.unwrap();
        assert_eq!((running.len(), running[0].number.as_str(), running[0].with), (1, "TS-20260928-0001", Some(authority)));
        assert_eq!(tx.provisional_clocks().await.unwrap().len(), 1);
        assert!(row.clock.cancel(start));
        tx.put_clock(&row).await.unwrap();
        assert!(tx.running_clocks().await.unwrap().is_empty() && tx.provisional_clocks().await.unwrap().is_empty());
        tx.commit(Vec::new()).await.unwrap();
    }
}

both! {
    async fn events_messages_and_links_keep_their_order(store: &Store) {
        let (authority, _) = bodies(store).await;
        let (one, two) = (case(1, authority, Some(authority)), case(2, authority, Some(authority)));
        enter(store, &[one.clone(), two.clone()]).await;
        let mut tx = store.write().await.unwrap();
        for code in ["filed", "routed"] {
            let event = EventRow {
                case: one.id,
                seq: tx.next_event(one.id).await.unwrap(),
                at: noon(),
                code: code.into(),
                audience: "all".into(),
                actor: "body".into(),
                body: Some(authority),
                account: None,
                role: None,
                facts: "{}".into(),
                note: None,
            };
            tx.add_event(&event).await.unwrap();
        }
        let events = tx.events_of(one.id).await.unwrap();
        assert_eq!(events.iter().map(|e| (e.seq, e.code.as_str())).collect::<Vec<_>>(), [(1, "filed"), (2, "routed")]);
        let message = MessageRow { id: id(3), case: one.id, at: noon(), body: None, account: None, internal: false, text: vec![7] };
        tx.add_case_message(&message).await.unwrap();
        assert_eq!(tx.messages_of(one.id).await.unwrap(), [message]);
        let link = LinkRow {
            id: id(4),
            case: one.id,
            relation: "related".into(),
            other: Some(two.id),
            dataset: None,
            suspension: None,
            at: noon(),
            account: None,
        };
        tx.add_link(&link).await.unwrap();
        assert_eq!(tx.links_of(two.id).await.unwrap(), [link], "seen from the other side");
        tx.commit(Vec::new()).await.unwrap();
    }
}

both! {
    async fn drafts_absences_and_tries(store: &Store) {
        let (authority, _) = bodies(store).await;
        let mut tx = store.write().await.unwrap();
        let draft = CaseDraft { id: id(1), party: id(2), account: id(3), kind: "TS".into(), data: vec![1], changed: noon(), version: 1 };
        tx.add_case_draft(&draft).await.unwrap();
        assert!(tx.save_case_draft(&CaseDraft { data: vec![2], ..draft.clone() }).await.unwrap());
        let second = tx.save_case_draft(&CaseDraft { data: vec![3], ..draft.clone() }).await;
        assert!(matches!(second, Err(StoreError::Conflict(_))), "a window that shows an older version");
        assert!(!tx.save_case_draft(&CaseDraft { party: id(9), version: 2, ..draft.clone() }).await.unwrap(), "another party's");
        let kept = tx.case_draft(id(2), id(1)).await.unwrap().unwrap();
        assert_eq!((kept.data, kept.version), (vec![2], 2));
        assert!(tx.case_draft(id(9), id(1)).await.unwrap().is_none());
        assert!(tx.drop_case_draft(id(2), id(1)).await.unwrap() && tx.case_drafts(id(2)).await.unwrap().is_empty());
        let absence = Delegation {
            id: id(5),
            body: authority,
            account: id(3),
            delegate: id(4),
            from: day("2026-09-28"),
            until: day("2026-09-30"),
            created: noon(),
        };
        tx.add_delegation(&absence).await.unwrap();
        assert_eq!(tx.delegations_of(authority, day("2026-09-30")).await.unwrap(), [absence]);
        assert!(tx.delegations_of(authority, day("2026-10-01")).await.unwrap().is_empty());
        assert!(!tx.end_delegation(id(4), id(5), noon()).await.unwrap(), "not theirs");
        assert!(tx.end_delegation(id(3), id(5), noon()).await.unwrap());
        for n in 10..13 {
            tx.add_case_try(id(n), "track", "a", noon()).await.unwrap();
        }
        assert_eq!(tx.case_tries("track", "a", noon() - Duration::minutes(1)).await.unwrap(), 3);
        assert_eq!(tx.case_tries("file", "a", noon() - Duration::minutes(1)).await.unwrap(), 0);
        assert_eq!(tx.forget_case_tries(noon() + Duration::minutes(1)).await.unwrap(), 3);
        tx.commit(Vec::new()).await.unwrap();
    }
}

both! {
    /// an application is the turn of several publishers at once; each finds it in its queue until it has answered.
    async fn r063_a_case_may_be_the_turn_of_several_bodies(store: &Store) {
        let (authority, one_body) = bodies(store).await;
        let entry = case(1, authority, Some(authority));
        let mut tx = store.write().await.unwrap();
        tx.add_case(&entry).await.unwrap();
        tx.put_case_bodies(entry.id, &[(one_body, true)]).await.unwrap();
        assert_eq!(tx.case_bodies(entry.id).await.unwrap(), [(one_body, true)]);
        let numbers = |rows: Vec<store::cases::CaseRow>| rows.into_iter().map(|row| row.number).collect::<Vec<_>>();
        let ask = |tab| QueueFilter::of(one_body, tab, noon(), 9);
        assert_eq!(numbers(tx.queue(&ask(QueueTab::Office)).await.unwrap()), [entry.number.as_str()]);
        assert_eq!(tx.queue_counts(one_body, None, &[], noon()).await.unwrap().office, 1);
        tx.put_case_bodies(entry.id, &[]).await.unwrap();
        assert!(tx.queue(&ask(QueueTab::Office)).await.unwrap().is_empty());
        assert_eq!(numbers(tx.queue(&ask(QueueTab::Waiting)).await.unwrap()), [entry.number.as_str()], "its part stays");
        tx.put_case_bodies(entry.id, &[(one_body, true)]).await.unwrap();
        let line = store::access::LineRow { case: entry.id, no: 1, dataset: id(31), publisher: one_body, decision: "pending".into() };
        tx.put_lines(&[line]).await.unwrap();
        assert_eq!(numbers(tx.applications_for(id(31), 5).await.unwrap()), [entry.number.as_str()]);
        assert!(tx.applications_for(id(32), 5).await.unwrap().is_empty());
        tx.hand_case_part(entry.id, one_body, authority).await.unwrap();
        assert_eq!(tx.case_bodies(entry.id).await.unwrap(), [(authority, true)]);
        assert_eq!(tx.lines(entry.id, Some(authority)).await.unwrap().len(), 1);
    }
}

both! {
    /// The public statistics read the applications of a time with their clocks, and hear of every change.
    async fn r065_applications_of_a_time_come_with_their_clocks(store: &Store) {
        let (authority, publisher) = bodies(store).await;
        let line = LineState { no: 1, dataset: id(9), publisher, decision: Decision::Pending };
        let review = Review {
            state: State::DemandReview { since: noon() },
            receiver: authority,
            steps: vec![Step::Demand],
            lines: vec![line],
            notices: Vec::new(),
            notice_allowed: false,
            demand_by: std::collections::BTreeSet::new(),
        };
        let application = |n: u128, days: i64| CaseRow {
            number: format!("SQ-20260928-{n:04}"),
            kind: "SQ".into(),
            data: review.to_stored().unwrap(),
            schema: Review::SCHEMA,
            filed: noon() + Duration::days(days),
            ..case(n, authority, Some(authority))
        };
        enter(store, &[case(1, authority, Some(authority)), application(2, 0), application(3, 1), application(4, 2)]).await;
        let profile = domain::profile::resolve("zhejiang", &domain::profile::SHIPPED).unwrap().profile;
        let calendars = domain::calendar::Calendars::parse(domain::calendar::SHIPPED.map(|(_, text)| text)).unwrap();
        let (rule, reminders) = (&profile.restricted.demand, &profile.platform.reminders);
        let clock = CaseClock::start("restricted.demand", rule, reminders, Version::default(), noon(), &calendars).unwrap();
        let row = |n: u128, of: u128| ClockRow {
            id: id(n), case: id(0xca5e_0000 + of), line: None, owner: Some(publisher), started: noon(), clock: clock.clone(),
            explained: false,
        };
        let mut tx = store.write().await.unwrap();
        for clock in [row(1, 1), row(2, 2), row(3, 4)] {
            tx.put_clock(&clock).await.unwrap();
        }
        tx.commit(Vec::new()).await.unwrap();
        let mut tx = store.read().await.unwrap();
        let found = tx.applications_between(noon(), noon() + Duration::days(2)).await.unwrap();
        assert_eq!(found, [(review.clone(), vec![row(2, 2)]), (review.clone(), Vec::new())], "the end is exclusive; no complaint");
        let before = tx.applications_stamp().await.unwrap();
        let last = noon() + Duration::days(2);
        assert_eq!((before.count, before.first, before.last), (3, Some(noon()), Some(last)));
        drop(tx);
        let mut tx = store.write().await.unwrap();
        tx.save_case(&application(3, 1)).await.unwrap();
        tx.commit(Vec::new()).await.unwrap();
        assert_ne!(store.read().await.unwrap().applications_stamp().await.unwrap(), before, "a change is noticed");
    }
}

both! {
    /// of a violation the party finds among its cases what somebody confirmed, and nothing else; decisions find all of it.
    async fn r133_r138_a_party_does_not_find_what_is_only_suspected(store: &Store) {
        let (authority, _) = bodies(store).await;
        let wg = |n: u128, state: &str| CaseRow {
            number: format!("WG-20260928-{n:04}"),
            kind: "WG".into(),
            state: state.into(),
            ..case(n, authority, None)
        };
        let rows = [wg(1, "suspected"), wg(2, "dismissed"), wg(3, "rectification-ordered"), case(4, authority, None)];
        enter(store, &rows).await;
        let mut tx = store.read().await.unwrap();
        let numbers = |rows: Vec<CaseRow>| rows.into_iter().map(|row| row.number).collect::<Vec<_>>();
        let mut own = numbers(tx.cases_of(id(7), 0, 10).await.unwrap());
        own.sort();
        assert_eq!(own, ["TS-20260928-0004", "WG-20260928-0003"]);
        assert_eq!(tx.count_cases_of(id(7)).await.unwrap(), (2, 2));
        let about = numbers(tx.cases_about(id(7), domain::cases::CaseKind::Violation).await.unwrap());
        assert_eq!(about, ["WG-20260928-0001", "WG-20260928-0002", "WG-20260928-0003"]);
        let kind = domain::cases::CaseKind::Violation;
        assert_eq!(numbers(tx.cases_in(kind, "rectification-ordered").await.unwrap()), ["WG-20260928-0003"]);
        assert_eq!(numbers(tx.cases_in(kind, "rectification-submitted").await.unwrap()), [""; 0]);
        assert_eq!(tx.cases_about(id(9), domain::cases::CaseKind::Violation).await.unwrap(), []);
    }
}
