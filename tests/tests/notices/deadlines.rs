//! Reminders and dates counted again, by a clock that stands still until it is moved.
use chrono::{DateTime, TimeDelta, Utc};
use domain::account::Role;
use domain::cases::{CaseClock, Version};
use domain::notice::NoticeKind;
use server::clock::Clock;
use server::jobs::deadlines;
use store::cases::{CaseRow, ClockRow};
use testkit::identities::{AUTHORITY, PUBLISHER};
use testkit::{Identity, TestPortal};
use uuid::Uuid;

const NUMBER: &str = "TS-20261120-0009";

/// A complaint with the publisher, whose clock started at `start`; answers the clock.
async fn case(test: &TestPortal, start: DateTime<Utc>, assignee: Option<Uuid>, target: Option<Uuid>) -> CaseClock {
    let core = test.portal.core();
    let (authority, publisher) = (test.body(AUTHORITY).await.0, test.body(PUBLISHER).await.0);
    let active = core.active();
    let profile = &active.profile.profile;
    let rule = &profile.complaint.reply;
    let reminders = &profile.platform.reminders;
    let clock = CaseClock::start("complaint.reply", rule, reminders, Version::default(), start, &active.calendars);
    let clock = clock.expect("a clock");
    let id = core.ids.id(start);
    let mut tx = core.store.write().await.expect("a write");
    tx.add_case(&CaseRow {
        id,
        number: NUMBER.into(),
        kind: "TS".into(),
        party: None,
        filed_by: None,
        entered_by: None,
        authority,
        above: None,
        handler: Some(publisher),
        with: Some(publisher),
        assignee,
        state: "accepted".into(),
        data: "{}".into(),
        schema: 1,
        version: 1,
        profile: "zhejiang".into(),
        profile_version: active.profile.version.clone(),
        calendars: "{}".into(),
        title: vec![1],
        content: vec![1],
        applicant: None,
        anonymous: true,
        target_kind: "body".into(),
        target_body: target,
        target_dataset: None,
        channel: "online".into(),
        query_hash: "x".into(),
        filed: start,
        changed: start,
        closed: None,
        due: clock.ends_at(),
        urgent: false,
    })
    .await
    .expect("a case");
    let row = ClockRow {
        id: core.ids.id(start),
        case: id,
        line: None,
        owner: Some(publisher),
        started: start,
        clock: clock.clone(),
        explained: false,
    };
    tx.put_clock(&row).await.expect("a clock");
    tx.commit(Vec::new()).await.expect("a commit");
    clock
}

/// Moves the clock and runs a round, twice: the second finds nothing new.
async fn watch(test: &TestPortal, at: DateTime<Utc>) {
    test.clock.set(at);
    for _ in 0..2 {
        deadlines::round(test.portal.core()).await.expect("a round");
    }
}

/// Kinds of the notices of an account, newest first.
async fn told(test: &TestPortal, account: Uuid) -> Vec<NoticeKind> {
    let mut tx = test.portal.store.read().await.expect("a read");
    tx.notices_of(account, 0, 50).await.expect("notices").into_iter().map(|notice| notice.kind).collect()
}

#[tokio::test]
async fn r147_owners_are_reminded_three_times_and_supervisors_hear_of_what_is_overdue() {
    let test = TestPortal::empty().await;
    let reviewer = test.account(Identity::Reviewer).await;
    let second = test.account(Identity::SecondReviewer).await;
    let head = test.account(Identity::Head).await;
    let other = test.account(Identity::OtherPublisher(Role::Reviewer)).await;
    let supervisor = test.account(Identity::Authority(Role::Supervisor)).await;
    let clock = case(&test, test.clock.now(), None, None).await;
    let [half, before, end] = clock.reminders()[..] else { panic!("three reminders") };
    watch(&test, half.at - TimeDelta::seconds(1)).await;
    assert!(told(&test, reviewer).await.is_empty());
    watch(&test, half.at).await;
    watch(&test, before.at).await;
    watch(&test, end.at).await;
    watch(&test, end.at + TimeDelta::days(3)).await;
    let all = [NoticeKind::DeadlineExpired, NoticeKind::DeadlineTomorrow, NoticeKind::DeadlineHalf];
    assert_eq!(told(&test, reviewer).await, all);
    assert_eq!(told(&test, second).await, all, "nobody is in charge: all who may take it are told");
    assert_eq!(told(&test, supervisor).await, [NoticeKind::DeadlineOverdue]);
    assert!(told(&test, head).await.is_empty() && told(&test, other).await.is_empty());

    // The words: number, date, working days left.
    let page = test.sign_in_as(Identity::Reviewer).await.page("/my/messages").await;
    assert!(page.contains(&format!("办件 {NUMBER} 还有 1 个工作日到期")), "{page}");
    assert!(page.contains("/cases/TS-20261120-0009") && !page.contains("{$"));
}

#[tokio::test]
async fn r147_who_is_in_charge_is_told_alone_and_a_long_stop_says_only_where_it_stands_now() {
    let test = TestPortal::empty().await;
    let reviewer = test.account(Identity::Reviewer).await;
    let second = test.account(Identity::SecondReviewer).await;
    let clock = case(&test, test.clock.now(), Some(second), None).await;
    watch(&test, clock.ends_at().expect("an end") + TimeDelta::days(1)).await;
    assert_eq!(told(&test, second).await, [NoticeKind::DeadlineExpired]);
    assert!(told(&test, reviewer).await.is_empty());
}

#[tokio::test]
async fn r152_the_body_complained_about_is_never_told() {
    let test = TestPortal::empty().await;
    let reviewer = test.account(Identity::Reviewer).await;
    let publisher = test.body(PUBLISHER).await.0;
    let clock = case(&test, test.clock.now(), None, Some(publisher)).await;
    watch(&test, clock.ends_at().expect("an end")).await;
    assert!(told(&test, reviewer).await.is_empty());
}

#[tokio::test]
async fn r144_a_provisional_date_is_counted_again_when_its_calendar_arrives_and_owners_are_told() {
    let test = TestPortal::empty().await;
    let core = test.portal.core();
    let reviewer = test.account(Identity::Reviewer).await;
    // Received on 2026-12-29: the fifteen working days end in a year whose holidays are not announced.
    let start: DateTime<Utc> = "2026-12-29T02:00:00Z".parse().expect("an instant");
    test.clock.set(start);
    let before = case(&test, start, None, None).await.due.expect("a date");
    assert!(before.provisional && before.missing_years == [2027]);
    watch(&test, start).await;
    assert!(told(&test, reviewer).await.is_empty());

    let text = "year = 2027\nsources = [\"https://www.gov.cn/test\"]\nderived_from = \"test\"\n\
                rest = [{ date = \"2027-01-01\", name = \"元旦\" }]\nwork = []\n";
    let mut tx = core.store.write().await.expect("a write");
    assert!(tx.put_calendar(core.ids.id(start), 2027, text, "test", start).await.expect("a calendar"));
    tx.commit(Vec::new()).await.expect("a commit");
    core.reload_active().await.expect("the calendars");
    watch(&test, start).await;
    assert_eq!(told(&test, reviewer).await, [NoticeKind::DeadlineRecomputed]);

    let mut tx = core.store.read().await.expect("a read");
    let case = tx.case(NUMBER).await.expect("a read").expect("the case");
    let clock = tx.clocks_of(case.id).await.expect("clocks").remove(0).clock;
    let after = clock.due.expect("a date");
    assert!(!after.provisional && after.date > before.date, "{before:?} {after:?}");
    assert_eq!((case.due, case.version), (Some(after.ends_at), 2));
    let notice = tx.notices_of(reviewer, 0, 1).await.expect("notices").remove(0);
    assert_eq!(notice.facts["old"], before.date.to_string());
    assert_eq!(notice.facts["due"], after.date.to_string());
    let events = tx.events_of(case.id).await.expect("events");
    assert_eq!(events.iter().map(|event| event.code.as_str()).collect::<Vec<_>>(), ["recomputed"]);
}
