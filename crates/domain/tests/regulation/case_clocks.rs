//! Clocks of cases: counted by the rule they started with, stopped by its stop event, counted again when a calendar arrives.
use crate::support::{at, d, date, days, profile, shipped};
use chrono::{DateTime, Utc};
use domain::calendar::{Calendars, Extension, Period, YearTable};
use domain::cases::{CaseClock, ClockRefusal, Phase, Stage, Status, Version};
use domain::profile::{Approver, Clock, Event, Profile};

fn start(profile: &Profile, key: &str, rule: &Clock, from: DateTime<Utc>) -> CaseClock {
    let version = Version { profile: profile.id.clone(), profile_version: "1".into(), calendars: shipped().versions() };
    CaseClock::start(key, rule, &profile.platform.reminders, version, from, &shipped()).expect("a clock")
}

fn correction(id: &str, from: DateTime<Utc>) -> CaseClock {
    let profile = profile(id);
    start(&profile, "correction.verify", &profile.correction.verify, from)
}

#[test]
fn r143_s01_five_working_days_over_national_day() {
    let clock = correction("zhejiang", at("09-28T10:00"));
    let due = clock.due.as_ref().expect("a number");
    assert_eq!(due.date, d("10-10"));
    assert_eq!(
        due.counted.iter().map(|day| day.date).collect::<Vec<_>>(),
        days(&["09-29", "09-30", "10-08", "10-09", "10-10"])
    );
    let status = |time| clock.status(at(time), &shipped()).expect("a status");
    assert_eq!(status("09-28T10:00"), Status::Running { remaining: 5 });
    assert_eq!(status("10-03T12:00"), Status::Running { remaining: 3 });
    assert_eq!(status("10-09T23:59"), Status::DueTomorrow);
    assert_eq!(status("10-10T23:59"), Status::DueToday);
    assert_eq!(status("10-11T00:00"), Status::Overdue { by: 0 }, "the day after is a Sunday");
    assert_eq!(status("10-13T08:00"), Status::Overdue { by: 2 });
    assert!(!clock.is_overdue(at("10-10T23:59")) && clock.is_overdue(at("10-11T00:00")));
}

#[test]
fn r145_s02_the_head_extends_to_ten_in_all_and_once() {
    let mut clock = correction("zhejiang", at("09-28T10:00"));
    let calendars = shipped();
    let refused =
        clock.extend(5, Approver::SameLevelAuthority, at("10-09T10:00"), &calendars).expect_err("another approver");
    assert_eq!(refused, ClockRefusal::WrongApprover(Approver::BodyHead));
    assert!(clock.extend(6, Approver::BodyHead, at("10-09T10:00"), &calendars).is_err(), "to ten, not by ten");
    let due = clock.extend(5, Approver::BodyHead, at("10-09T10:00"), &calendars).expect("extended");
    assert_eq!((due.date, due.period), (d("10-16"), Period::WorkingDays(10)));
    assert_eq!(clock.extend(1, Approver::BodyHead, at("10-12T10:00"), &calendars), Err(ClockRefusal::ExtendedBefore));
    let mut late = correction("zhejiang", at("09-28T10:00"));
    assert_eq!(late.extend(5, Approver::BodyHead, at("10-11T00:00"), &calendars), Err(ClockRefusal::NotRunning));
}

#[test]
fn r109_s05_spring_festival_and_what_stops_the_clock() {
    let received = at("02-13T09:00");
    let mut yunnan = correction("yunnan", received);
    assert_eq!(yunnan.due.as_ref().map(|due| due.date), Some(d("02-27")));
    assert!(!yunnan.happened(Event::Verified, at("02-26T10:00")), "verified is not yet told");
    assert_eq!(yunnan.status(at("02-27T10:00"), &shipped()).expect("a status"), Status::DueToday);
    let extended = yunnan.extend(5, Approver::BodyHead, at("02-27T10:00"), &shipped()).expect("extended");
    assert_eq!(extended.date, d("03-05"));
    assert!(yunnan.happened(Event::FeedbackGiven, at("03-02T10:00")));

    let mut zhejiang = correction("zhejiang", received);
    assert!(zhejiang.happened(Event::Verified, at("02-26T10:00")));
    assert_eq!(zhejiang.phase, Phase::Stopped { at: at("02-26T10:00") });
    assert_eq!(
        zhejiang.status(at("03-20T10:00"), &shipped()).expect("a status"),
        Status::Met { on: d("02-26"), used: 4 }
    );
}

#[test]
fn r144_s06_a_year_without_calendar_is_provisional_until_it_arrives() {
    let mut clock = correction("zhejiang", at("12-29T10:00"));
    let due = clock.due.clone().expect("a number");
    assert!(clock.is_provisional());
    assert_eq!(due.missing_years, [2027]);
    let counted: Vec<_> = due.counted.iter().map(|day| (day.date, day.assumed)).collect();
    assert_eq!(&counted[..2], &[(d("12-30"), false), (d("12-31"), false)]);
    assert!(counted[2..].iter().all(|(_, assumed)| *assumed) && counted.len() == 5);
    assert_eq!(due.date, date("2027-01-05"), "by the weekday pattern: 01-01, 01-04, 01-05");

    let year = YearTable::from_toml("year = 2027\n[[rest]]\ndate = 2027-01-01\nname = \"元旦\"\n")
        .or_else(|_| YearTable::from_toml("year = 2027\nrest = [{ date = \"2027-01-01\", name = \"元旦\" }]\n"));
    let table = year.expect("a table");
    let version = table.version();
    let calendars = shipped().with(table);
    let change = clock.recompute(&calendars).expect("counted").expect("changed");
    assert_eq!((change.before.date, change.after.date), (date("2027-01-05"), date("2027-01-06")));
    assert!(!clock.is_provisional());
    assert_eq!(clock.version.calendars.get(&2027), Some(&version), "the version is stored");
    assert_eq!(clock.recompute(&calendars).expect("counted"), None, "once");
}

#[test]
fn r146_s30_a_running_complaint_keeps_its_length() {
    let old = profile("zhejiang");
    let mut new = old.clone();
    new.complaint.reply.period = Some(Period::WorkingDays(10));
    let before = start(&old, "complaint.reply", &old.complaint.reply, at("10-09T10:00"));
    let after = start(&new, "complaint.reply", &new.complaint.reply, at("10-12T10:00"));
    let stored = serde_json::to_string(&before).expect("stored");
    let before: CaseClock = serde_json::from_str(&stored).expect("read back");
    assert_eq!(before.due.as_ref().map(|due| due.counted.len()), Some(15));
    assert_eq!(after.due.as_ref().map(|due| due.counted.len()), Some(10));
}

#[test]
fn r146_an_edited_calendar_does_not_move_a_clock_that_was_counted_with_data() {
    let mut clock = correction("zhejiang", at("09-28T10:00"));
    let without =
        Calendars::new([
            YearTable::from_toml("year = 2026\nrest = [{ date = \"2026-10-08\", name = \"x\" }]\n").expect("a table")
        ]);
    let changed = without.expect("calendars");
    assert_eq!(clock.recompute(&changed).expect("counted"), None);
    let remaining = clock.status(at("09-28T12:00"), &changed).expect("a status");
    assert_eq!(remaining, Status::Running { remaining: 5 });
}

#[test]
fn r147_reminders_at_half_time_one_day_before_and_at_expiry() {
    let clock = correction("zhejiang", at("09-28T10:00"));
    let reminders: Vec<_> = clock.reminders().into_iter().map(|r| (r.stage, r.at)).collect();
    assert_eq!(
        reminders,
        [(Stage::HalfTime, at("10-09T00:00")), (Stage::Before, at("10-09T00:00")), (Stage::Expiry, at("10-11T00:00"))]
    );
    let profile = profile("zhejiang");
    let reply = start(&profile, "complaint.reply", &profile.complaint.reply, at("10-12T10:00"));
    let half = reply.reminders().into_iter().find(|r| r.stage == Stage::HalfTime).expect("half time");
    assert_eq!(half.at, at("10-23T00:00"), "after 8 of 15 working days");
    let mut stopped = reply;
    assert!(stopped.happened(Event::Answered, at("10-13T10:00")));
    assert!(stopped.reminders().is_empty());
}

#[test]
fn a_pause_begins_anew_and_a_cancelled_case_owes_nothing() {
    let mut clock = correction("zhejiang", at("09-28T10:00"));
    assert!(clock.pause(at("09-29T10:00")));
    assert_eq!(clock.ends_at(), None);
    assert_eq!(clock.status(at("10-20T10:00"), &shipped()).expect("a status"), Status::Paused { since: d("09-29") });
    assert!(clock.restart(at("10-09T10:00"), &shipped()).expect("counted"));
    assert_eq!(clock.due.as_ref().map(|due| due.date), Some(d("10-15")));
    assert!(clock.cancel(at("10-12T10:00")) && !clock.cancel(at("10-13T10:00")));
    assert_eq!(clock.status(at("10-20T10:00"), &shipped()).expect("a status"), Status::Cancelled { on: d("10-12") });
}

#[test]
fn a_clock_without_number_says_so() {
    let profile = profile("zhejiang");
    let clock = start(&profile, "withdrawal.verify", &profile.withdrawal.verify, at("09-28T10:00"));
    assert_eq!(clock.status(at("12-28T10:00"), &shipped()).expect("a status"), Status::NoNumber);
    assert!(clock.reminders().is_empty() && !clock.is_overdue(at("12-28T10:00")));
    assert!(matches!(profile.correction.verify.extension.map(|rule| rule.limit), Some(Extension::TotalMax(_))));
}
