//! Clocks, versions, queue, assignment, absences, suspension, drafts.
use super::*;
use crate::fixture::run;
use chrono::{DateTime, Duration, Utc};
use contract::cases::{ClockState, QueueGroupKey, QueueQuery, QueueTab};
use domain::account::Role;
use domain::calendar::YearTable;
use server::clock::Clock;
use store::ProfileOrigin;
use testkit::identities::PUBLISHER;

fn local(text: &str) -> DateTime<Utc> {
    format!("{text}+08:00").parse::<DateTime<chrono::FixedOffset>>().expect("an instant").to_utc()
}

/// Makes another text the profile in force, as the editor does.
async fn activate(test: &TestPortal, change: impl Fn(&str) -> String) {
    let core = test.portal.core();
    let now = core.clock.now();
    let mut tx = core.store.write().await.expect("a write");
    let active = tx.active_profile().await.expect("a read").expect("a profile");
    let text = change(&active.text);
    assert_ne!(text, active.text);
    let id =
        tx.put_profile(core.ids.id(now), &active.name, &text, ProfileOrigin::Edited, "test", now).await.expect("kept");
    tx.activate_profile(id, "test", now).await.expect("active");
    tx.commit(Vec::new()).await.expect("a commit");
    core.reload_active().await.expect("reloaded");
}

#[test]
fn r146_s30_a_running_complaint_keeps_15_days_and_a_new_one_gets_10() {
    run(async {
        let test = portal().await;
        test.clock.set(local("2026-10-09T10:00:00"));
        let old = file(&test, &visitor("198.51.100.7"), &complaint(&[])).await;
        test.clock.set(local("2026-10-12T10:00:00"));
        activate(&test, |text| {
            text.replacen(
                "[complaint.reply]\nperiod = { working_days = 15 }",
                "[complaint.reply]\nperiod = { working_days = 10 }",
                1,
            )
        })
        .await;
        let new = file(&test, &visitor("198.51.100.7"), &complaint(&[])).await;
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        let (old, new) = (view(&test, &authority, &old.number).await, view(&test, &authority, &new.number).await);
        assert_eq!((old.clocks[0].counted.len(), new.clocks[0].counted.len()), (15, 10));
        assert_ne!(old.profile, new.profile, "each names the version it follows");
        assert_ne!(old.clocks[0].profile, new.clocks[0].profile);
    });
}

#[test]
fn r144_s06_a_provisional_date_is_recomputed_with_notice_when_the_calendar_arrives() {
    run(async {
        let test = portal().await;
        test.clock.set(local("2026-12-29T10:00:00"));
        let person = caller(&test, Identity::Person).await;
        let number = file(&test, &person, &complaint(&[])).await.number;
        let before = view(&test, &person, &number).await.clocks.remove(0);
        assert_eq!(before.missing_years, [2027]);
        let core = test.portal.core();
        let table = "year = 2027\nrest = [{ date = \"2027-01-01\", name = \"元旦\" }]\n";
        let version = YearTable::parse(table).expect("a table").version();
        let mut tx = core.store.write().await.expect("a write");
        let now = core.clock.now();
        tx.put_calendar(core.ids.id(now), 2027, table, "test", now).await.expect("kept");
        tx.commit(Vec::new()).await.expect("a commit");
        core.reload_active().await.expect("reloaded");
        server::jobs::deadlines::round(core).await.expect("counted");
        assert_eq!(server::jobs::deadlines::round(core).await.expect("counted").recomputed, 0, "once");
        let after = view(&test, &person, &number).await;
        let clock = &after.clocks[0];
        assert!(clock.missing_years.is_empty());
        assert!(clock.due > before.due, "New Year's Day counts no longer");
        assert!(
            clock.calendars.iter().any(|c| c.starts_with("2027 ") && version.starts_with(&c[5..])),
            "{:?}",
            clock.calendars
        );
        assert_eq!(after.timeline.last().map(|e| e.event.value.as_str()), Some("recomputed"));
        let owner = test.account(Identity::AuthorityReviewer).await;
        let mut tx = core.store.read().await.expect("a read");
        let told = tx.notices_of(owner, 0, 50).await.expect("notices");
        assert!(told.iter().any(|notice| notice.kind == domain::notice::NoticeKind::DeadlineRecomputed));
        // The reporter hears of it as the office does.
        let reporter = person.actor.account().expect("an account");
        let told = tx.notices_of(reporter, 0, 50).await.expect("notices");
        let told: Vec<_> =
            told.iter().filter(|one| one.kind == domain::notice::NoticeKind::DeadlineRecomputed).collect();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].facts["due"], clock.due.expect("a date").to_string());
        assert_eq!(told[0].link.as_deref(), Some(format!("/cases/{number}").as_str()));
    });
}

#[test]
fn the_second_of_two_officials_gets_a_conflict() {
    run(async {
        let test = portal().await;
        let number = file(&test, &visitor("198.51.100.8"), &complaint(&[])).await.number;
        let (one, two) =
            (caller(&test, Identity::AuthorityReviewer).await, caller(&test, Identity::SecondAuthorityReviewer).await);
        let version = view(&test, &two, &number).await.version.to_string();
        let to = test.body(PUBLISHER).await.1;
        act(&test, &one, &number, "route", &[("to", &to)]).await;
        let late = form(&[("version", &version), ("to", &to)]);
        assert_eq!(code(cases(&test).do_command(&two, &number, "route", &late).await), ErrorCode::Conflict);
        assert_eq!(code(cases(&test).do_command(&two, &number, "route", &form(&[])).await), ErrorCode::Conflict);
        assert_eq!(code(try_act(&test, &two, &number, "answer", &[]).await), ErrorCode::Forbidden);
        assert_eq!(code(try_act(&test, &two, &number, "nonsense", &[]).await), ErrorCode::NotFound);
    });
}

#[test]
fn r154_the_queue_is_grouped_by_clock_and_cases_are_handed_on() {
    run(async {
        let test = portal().await;
        test.clock.set(local("2026-10-12T10:00:00"));
        let first = file(&test, &visitor("198.51.100.9"), &complaint(&[])).await.number;
        test.clock.set(local("2026-10-20T10:00:00"));
        let second =
            file(&test, &visitor("198.51.100.9"), &complaint(&[("subject", "另一个问题：接口超时")])).await.number;
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        let ask = |tab, text: Option<&str>| QueueQuery {
            tab,
            text: text.map(str::to_owned),
            page: 1,
            ..QueueQuery::default()
        };
        test.clock.set(local("2026-11-05T10:00:00"));
        let queue = cases(&test).queue(&authority, &ask(QueueTab::Office, None)).await.expect("a queue");
        let groups: Vec<_> = queue.groups.iter().map(|g| (g.key, g.rows[0].head.number.clone())).collect();
        assert_eq!(groups, [(QueueGroupKey::Overdue, first.clone()), (QueueGroupKey::Soon, second.clone())]);
        let found = cases(&test).queue(&authority, &ask(QueueTab::All, Some("接口"))).await.expect("a queue");
        assert_eq!((found.total, found.groups[0].rows[0].head.number.as_str()), (1, second.as_str()));
        assert_eq!(queue.counts[3], (QueueTab::Overdue, 1));

        let colleague = caller(&test, Identity::SecondAuthorityReviewer).await;
        let to = colleague.actor.account().expect("an account").to_string();
        let both = [first.clone(), second.clone()];
        assert_eq!(cases(&test).assign(&authority, &both, Some(&to)).await.expect("assigned"), 2);
        assert_eq!(cases(&test).assign(&authority, &both, Some(&to)).await.expect("assigned"), 0, "nothing changed");
        let mine = cases(&test).queue(&colleague, &ask(QueueTab::Mine, None)).await.expect("a queue");
        assert_eq!(mine.total, 2);
        let stranger = caller(&test, Identity::Reviewer).await.actor.account().expect("an account").to_string();
        assert_eq!(faults(cases(&test).assign(&authority, &both, Some(&stranger)).await)[0].0, "to");
        let some = [first.clone(), "TS-20260101-0001".to_owned()];
        assert_eq!(code(cases(&test).assign(&authority, &some, None).await), ErrorCode::NotFound, "all or none");

        // While the colleague is away, what is theirs is on my desk.
        let me = authority.actor.account().expect("an account").to_string();
        let away = form(&[("to", &me), ("from", "2026-11-05"), ("until", "2026-11-06")]);
        cases(&test).delegate(&colleague, &away).await.expect("an absence");
        assert_eq!(cases(&test).queue(&authority, &ask(QueueTab::Mine, None)).await.expect("a queue").total, 2);
        let absences = cases(&test).delegations(&colleague).await.expect("a list");
        assert!(absences[0].own);
        assert_eq!(
            code(cases(&test).end_delegation(&authority, &absences[0].id).await),
            ErrorCode::NotFound,
            "not theirs to end"
        );
        cases(&test).end_delegation(&colleague, &absences[0].id).await.expect("ended");
        assert_eq!(cases(&test).queue(&authority, &ask(QueueTab::Mine, None)).await.expect("a queue").total, 0);
        let wrong = form(&[("to", &to), ("from", "2026-11-09"), ("until", "2026-11-06")]);
        assert_eq!(faults(cases(&test).delegate(&colleague, &wrong).await).len(), 2, "oneself, and backwards");
    });
}

#[test]
fn r155_nobody_handles_a_case_they_filed() {
    run(async {
        let test = portal().await;
        let reviewer = caller(&test, Identity::AuthorityReviewer).await;
        let Actor::Account(signed) = &reviewer.actor else { unreachable!() };
        let party = *signed.parties.iter().next().expect("a person");
        let mut private = (**signed).clone();
        private.acting = domain::account::Acting::Person { party };
        let private = Caller { actor: Actor::Account(Arc::new(private)), ..reviewer.clone() };
        let number = file(&test, &private, &complaint(&[])).await.number;
        assert_eq!(code(cases(&test).case(&reviewer, &number).await), ErrorCode::OwnCase);
        assert!(cases(&test).queue(&reviewer, &QueueQuery::default()).await.expect("a queue").groups.is_empty());
        assert_eq!(view(&test, &private, &number).await.head.number, number, "as the reporter they do");
        let second = caller(&test, Identity::SecondAuthorityReviewer).await;
        let me = signed.account.to_string();
        assert_eq!(code(cases(&test).assign(&second, &[number], Some(&me)).await), ErrorCode::OwnCase);
    });
}

#[test]
fn r147_a_case_is_overdue_at_midnight_and_a_reason_is_asked_for() {
    run(async {
        let test = portal().await;
        test.clock.set(local("2026-10-12T10:00:00"));
        let receipt = file(&test, &visitor("198.51.100.11"), &complaint(&[])).await;
        let due = receipt.clock.expect("a clock").due.expect("a date");
        assert_eq!(due.to_string(), "2026-11-02");
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        let own = test.body(testkit::identities::AUTHORITY).await.1;
        act(&test, &authority, &receipt.number, "route", &[("to", &own)]).await;
        test.clock.set(local("2026-11-02T23:59:59"));
        assert_eq!(view(&test, &authority, &receipt.number).await.clocks[0].state, ClockState::DueToday);
        test.clock.set(local("2026-11-03T00:00:00"));
        assert_eq!(view(&test, &authority, &receipt.number).await.clocks[0].state, ClockState::Overdue { by: 1 });
        let page = cases(&test).command_page(&authority, &receipt.number, "answer").await.expect("a page");
        let late = page.fields.iter().find(|field| field.name == "late_reason").expect("asked for");
        assert!(!late.required, "R-151: a soft target never blocks");
        let answer = [("outcome", "explained"), ("answer", ANSWER), ("late_reason", "等待运营单位回复。")];
        act(&test, &authority, &receipt.number, "answer", &answer).await;
        let clock = view(&test, &authority, &receipt.number).await.clocks.remove(0);
        assert!(matches!(clock.state, ClockState::MetLate { by: 1, .. }), "{:?}", clock.state);
    });
}

#[test]
fn a_case_file_holds_everything_and_is_recorded() {
    run(async {
        let test = portal().await;
        let mut sent = complaint(&[]);
        sent.files.push(upload("evidence", "a.pdf", b"%PDF-1.7 content"));
        let number = file(&test, &visitor("198.51.100.12"), &sent).await.number;
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        let file = cases(&test).case_file(&authority, &number).await.expect("a file");
        assert_eq!((file.case.documents.len(), file.case.documents[0].bytes), (1, 16));
        let short = cases(&test).unmask(&authority, &number, "想看").await;
        assert_eq!(faults(short), [("reason".to_owned(), ErrorCode::TooShort)]);
        let mut tx = test.portal.core().store.read().await.expect("a read");
        let row = tx.case(&number).await.expect("a read").expect("the case");
        let document = tx.documents_of(row.id).await.expect("a read").remove(0);
        drop(tx);
        let root = test.portal.core().private.root().expect("a folder").to_path_buf();
        let object =
            std::fs::read(root.join(&document.object[..2]).join(&document.object[2..4]).join(&document.object))
                .expect("the object");
        assert!(!object.windows(7).any(|window| window == b"content"), "encrypted at rest");
        let mut tx = test.portal.core().store.read().await.expect("a read");
        let actions: Vec<String> =
            tx.audit_after(0, 1000).await.expect("the trail").into_iter().map(|row| row.entry.action).collect();
        assert!(
            actions.iter().any(|action| action == "case.print") && actions.iter().any(|action| action == "case.filed")
        );
    });
}

#[test]
fn drafts_keep_what_was_typed_right_or_wrong_for_their_party_alone() {
    run(async {
        let test = portal().await;
        let person = caller(&test, Identity::Person).await;
        let typed = form(&[("subject", "短"), ("email", "nonsense")]);
        let id = cases(&test).save_draft(&person, None, "TS", &typed).await.expect("kept");
        let version = cases(&test).draft(&person, &id).await.expect("a draft").version.to_string();
        let again = form(&[("subject", "短"), ("email", "nonsense"), ("draft_version", &version)]);
        let again = cases(&test).save_draft(&person, Some(&id), "TS", &again).await.expect("kept");
        assert_eq!(id, again);
        assert_eq!(cases(&test).draft(&person, &id).await.expect("a draft").values, typed.fields);
        let other = caller(&test, Identity::OtherPerson).await;
        assert_eq!(code(cases(&test).draft(&other, &id).await), ErrorCode::NotFound);
        assert_eq!(code(cases(&test).save_draft(&other, Some(&id), "TS", &typed).await), ErrorCode::NotFound);
        assert_eq!(code(cases(&test).drafts(&visitor("198.51.100.13")).await), ErrorCode::SignInNeeded);
        assert_eq!(
            code(cases(&test).drafts(&caller(&test, Identity::Publisher(Role::Reviewer)).await).await),
            ErrorCode::Forbidden
        );
        cases(&test).discard_draft(&person, &id).await.expect("gone");
        assert!(cases(&test).drafts(&person).await.expect("a list").is_empty());
    });
}

#[test]
fn filing_is_throttled_by_address() {
    run(async {
        let test = portal().await;
        let who = visitor("198.51.100.14");
        for _ in 0..20 {
            file(&test, &who, &complaint(&[])).await;
        }
        assert_eq!(code(cases(&test).file_complaint(&who, "TS", &complaint(&[])).await), ErrorCode::TooManyRequests);
        test.clock.set(test.clock.now() + Duration::hours(2));
        file(&test, &who, &complaint(&[])).await;
    });
}
