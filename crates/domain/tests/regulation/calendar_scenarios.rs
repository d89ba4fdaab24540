//! Every date marked [CAL] in the acceptance scenarios, with the shipped tables.
use crate::support::{at, d, date, days, shipped};
use chrono::NaiveDate;
use domain::calendar::{
    CalendarError, Calendars, Extension, Start, YearTable, due, due_days, due_extended, due_months, due_plus_max,
    due_total_max, last_day_of_term, recompute, remaining, working_days_between,
};

fn counted(due: &domain::calendar::Due) -> Vec<NaiveDate> {
    due.counted.iter().map(|day| day.date).collect()
}

#[test]
fn s01_r143_correction_over_national_day() {
    let due = due(at("09-28T10:00"), 5, &shipped()).expect("due");
    assert_eq!(due.date, d("10-10"));
    assert_eq!(counted(&due), days(&["09-29", "09-30", "10-08", "10-09", "10-10"]));
    assert_eq!(due.counted.iter().filter(|day| day.make_up).map(|day| day.date).collect::<Vec<_>>(), days(&["10-10"]));
    assert_eq!(due.ends_at.to_rfc3339(), "2026-10-10T16:00:00+00:00", "24:00 in Asia/Shanghai, exclusive");
    assert!(!due.provisional && due.missing_years.is_empty());
    assert!(!due.is_over(at("10-10T23:59")) && due.is_over(at("10-11T00:00")));
}

#[test]
fn s01_r142_the_make_up_day_comes_from_data() {
    let (_, text) = domain::calendar::SHIPPED[2];
    let without: String =
        text.lines().filter(|line| !line.contains("2026-10-10")).map(|line| format!("{line}\n")).collect();
    let calendars = shipped().with(YearTable::parse(&without).expect("parses"));
    assert_eq!(due(at("09-28T10:00"), 5, &calendars).expect("due").date, d("10-12"));
}

#[test]
fn s02_extension_to_ten_not_plus_ten() {
    let calendars = shipped();
    assert_eq!(due_total_max(at("09-28T10:00"), 5, 10, &calendars).expect("due").date, d("10-16"));
    assert_eq!(
        due_extended(at("09-28T10:00"), 5, Extension::TotalMax(10), 5, &calendars).expect("due").date,
        d("10-16")
    );
    let too_long = due_extended(at("09-28T10:00"), 5, Extension::TotalMax(10), 6, &calendars);
    assert_eq!(too_long, Err(CalendarError::ExtensionTooLong { asked: 6, allowed: 5 }));
    assert!(matches!(
        due_total_max(d("09-28"), 5, 5, &calendars),
        Err(CalendarError::ExtensionBelowBase { base: 5, total: 5 })
    ));
}

#[test]
fn s03_forwarding_by_the_authority() {
    let calendars = shipped();
    assert_eq!(due(d("09-30"), 2, &calendars).expect("due").date, d("10-09"));
    assert_eq!(due(d("10-08"), 5, &calendars).expect("due").date, d("10-14"));
}

#[test]
fn s04_r143_start_on_a_make_up_sunday_and_on_a_holiday_sunday() {
    let calendars = shipped();
    let on_make_up = due(d("09-20"), 5, &calendars).expect("due");
    assert_eq!(
        (on_make_up.date, counted(&on_make_up)),
        (d("09-28"), days(&["09-21", "09-22", "09-23", "09-24", "09-28"]))
    );
    let on_holiday = due(d("09-27"), 5, &calendars).expect("due");
    assert_eq!(
        (on_holiday.date, counted(&on_holiday)),
        (d("10-09"), days(&["09-28", "09-29", "09-30", "10-08", "10-09"]))
    );
    let on_rest = due(d("09-19"), 2, &calendars).expect("due");
    assert_eq!((on_rest.date, counted(&on_rest)), (d("09-21"), days(&["09-20", "09-21"])));
}

#[test]
fn s05_spring_festival() {
    let calendars = shipped();
    let first = due(d("02-13"), 5, &calendars).expect("due");
    assert_eq!((first.date, counted(&first)), (d("02-27"), days(&["02-14", "02-24", "02-25", "02-26", "02-27"])));
    let extended = due_total_max(d("02-13"), 5, 10, &calendars).expect("due");
    assert_eq!(extended.date, d("03-05"));
    assert!(counted(&extended).contains(&d("02-28")));
}

#[test]
fn s06_r144_year_without_calendar_is_provisional_and_recomputed() {
    let calendars = shipped();
    let first = due(d("12-29"), 5, &calendars).expect("due");
    assert!(first.provisional);
    assert_eq!(first.missing_years, [2027]);
    assert_eq!(first.date, date("2027-01-05"), "Monday to Friday assumed");
    let sure: Vec<_> = first.counted.iter().filter(|day| !day.assumed).map(|day| day.date).collect();
    assert_eq!((sure, first.counted.len()), (days(&["12-30", "12-31"]), 5));
    assert_eq!(recompute(&first, &calendars).expect("recomputes"), None, "nothing changed");

    // A made-up table: 1 January off, Saturday the 2nd worked.
    let table = "year = 2027\nrest = [{ date = \"2027-01-01\", name = \"元旦\" }]\nwork = [{ date = \"2027-01-02\", name = \"元旦\" }]";
    let known = calendars.with(YearTable::parse(table).expect("parses"));
    let again = recompute(&first, &known).expect("recomputes").expect("changed");
    assert_eq!((again.date, again.provisional), (date("2027-01-05"), false), "same date, but no longer provisional");
    assert_eq!(counted(&again)[2], date("2027-01-02"));
    let harsher = "year = 2027\nrest = [{ date = \"2027-01-01\", name = \"元旦\" }]";
    let moved = recompute(&again, &known.with(YearTable::parse(harsher).expect("parses")))
        .expect("recomputes")
        .expect("changed");
    assert_eq!(moved.date, date("2027-01-06"));
}

#[test]
fn s07_windows_are_half_open() {
    use domain::calendar::{day_begins_at, day_ends_at, legal_date};
    let (opens, closes) = (day_begins_at(d("09-01")).expect("instant"), day_ends_at(d("09-30")).expect("instant"));
    assert!(at("08-31T23:59") < opens && opens == at("09-01T00:00"));
    assert!(at("09-30T23:59") < closes && closes == at("10-01T00:00"), "10-01 00:00 is refused");
    assert_eq!(legal_date(at("08-31T23:59")), Ok(d("08-31")));
}

#[test]
fn s08_full_zhejiang_path() {
    let calendars = shipped();
    assert_eq!(due(d("09-10"), 5, &calendars).expect("formal").date, d("09-17"));
    let demand = due(d("09-15"), 15, &calendars).expect("demand");
    assert_eq!(demand.date, d("10-12"));
    assert!(counted(&demand).contains(&d("09-20")) && counted(&demand).contains(&d("10-10")));
    assert_eq!(due(d("10-12"), 15, &calendars).expect("recheck").date, d("11-02"));
}

#[test]
fn s14_yunnan_ten_days() {
    let due = due(d("09-24"), 10, &shipped()).expect("due");
    let list = ["09-28", "09-29", "09-30", "10-08", "10-09", "10-10", "10-12", "10-13", "10-14", "10-15"];
    assert_eq!((due.date, counted(&due)), (d("10-15"), days(&list)));
}

#[test]
fn s15_n4_three_months_ending_in_a_holiday() {
    let calendars = shipped();
    let holiday = due_months(d("07-03"), 3, &calendars).expect("due");
    assert_eq!((holiday.nominal, holiday.date, holiday.provisional), (Some(d("10-03")), d("10-08"), false));
    let unknown = due_months(d("11-30"), 3, &calendars).expect("due");
    assert_eq!((unknown.nominal, unknown.date), (Some(date("2027-02-28")), date("2027-03-01")));
    assert!(unknown.provisional && unknown.missing_years == [2027]);
    let loaded = calendars
        .clone()
        .with(YearTable::parse("year = 2027\nrest = [{ date = \"2027-01-01\", name = \"元旦\" }]").expect("parses"));
    assert!(!recompute(&unknown, &loaded).expect("recomputes").expect("changed").provisional);
    assert_eq!(
        working_days_between(holiday.date, d("10-09"), &calendars).expect("late").count,
        1,
        "published 10-09: one WD late"
    );
}

#[test]
fn s24_s27_plain_days_are_not_moved_by_holidays() {
    assert_eq!(due_days(d("11-02"), 30).expect("comments").date, d("12-02"));
    assert_eq!(due_days(d("10-31"), 30).expect("destruction").date, d("11-30"));
    assert_eq!(due_days(d("09-28"), 5).expect("in the holiday").date, d("10-03"));
}

#[test]
fn s25_yunnan_catalogue_update() {
    let calendars = shipped();
    let update = due(d("09-18"), 10, &calendars).expect("due");
    assert_eq!(update.date, d("10-09"));
    assert!(counted(&update).contains(&d("09-20")));
    assert_eq!(due_plus_max(d("09-18"), 10, 5, &calendars).expect("due").date, d("10-15"));
    assert_eq!(due(d("09-30"), 2, &calendars).expect("publish").date, d("10-09"));
    assert_eq!(due(d("09-22"), 10, &calendars).expect("revision").date, d("10-13"));
}

#[test]
fn s28_zhejiang_sharing_chain() {
    let calendars = shipped();
    let on = |start: &str, length: u32| due(d(start), length, &calendars).expect("due").date;
    assert_eq!(on("09-29", 1), d("09-30"), "consult");
    assert_eq!(on("09-30", 3), d("10-10"), "feedback");
    assert_eq!(on("10-10", 2), d("10-13"), "review");
    assert_eq!(on("10-12", 2), d("10-14"), "share");
    assert_eq!(on("09-30", 2), d("10-09"), "unconditional");
}

#[test]
fn s29_yunnan_sharing_and_return_flow() {
    let calendars = shipped();
    let on = |start: &str, length: u32| due(d(start), length, &calendars).expect("due").date;
    assert_eq!(on("09-29", 5), d("10-12"), "conditional reply");
    assert_eq!(due_plus_max(d("09-29"), 5, 10, &calendars).expect("due").date, d("10-26"), "latest with extension");
    let eleven = due_extended(d("09-29"), 5, Extension::PlusMax(10), 11, &calendars);
    assert_eq!(eleven, Err(CalendarError::ExtensionTooLong { asked: 11, allowed: 10 }));
    assert_eq!(on("10-12", 15), d("11-02"), "share");
    assert_eq!(on("09-30", 1), d("10-08"), "unconditional reply");
    assert_eq!(on("04-29", 5), d("05-09"), "return flow ends on a make-up day");
    assert_eq!(on("06-17", 5), d("06-25"), "demand list over Dragon Boat");
}

#[test]
fn remaining_counts_the_days_after_today() {
    let calendars = shipped();
    let due = due(at("09-28T10:00"), 5, &calendars).expect("due");
    let left = |now: &str| remaining(at(now), &due, &calendars).expect("remaining").count;
    assert_eq!((left("09-30T09:00"), left("10-09T09:00"), left("10-10T23:59")), (3, 1, 0));
    assert_eq!((left("10-11T08:00"), left("10-13T08:00")), (0, -2), "Sunday is no working day; then two days late");
}

#[test]
fn r143_the_legal_date_is_that_of_shanghai() {
    let calendars = shipped();
    let late_evening_utc: Start = "2026-09-27T16:30:00Z".parse().expect("instant");
    assert_eq!(late_evening_utc.legal_date(), Ok(d("09-28")), "00:30 on the 28th in Asia/Shanghai");
    assert_eq!(due(late_evening_utc, 5, &calendars).expect("due").date, d("10-10"));
    for text in
        ["2026-09-28", "2026-09-28T10:00", "2026-09-28 10:00:00", "2026-09-28T10:00:00+08:00", "2026-09-28T02:00:00Z"]
    {
        assert_eq!(due(text.parse::<Start>().expect(text), 5, &calendars).expect("due").date, d("10-10"), "{text}");
    }
}

#[test]
fn agreement_terms_end_the_day_before_the_same_day_number() {
    assert_eq!(last_day_of_term(d("10-21"), 12), Ok(date("2027-10-20")));
    assert_eq!(last_day_of_term(d("03-01"), 1), Ok(d("03-31")));
    assert_eq!(last_day_of_term(d("01-31"), 1), Ok(d("02-28")), "a month too short is filled");
    assert_eq!(last_day_of_term(d("01-31"), 0), Err(CalendarError::ZeroLength));
}

#[test]
fn without_any_table_everything_is_provisional() {
    let due = due(d("09-28"), 5, &Calendars::default()).expect("due");
    assert_eq!((due.date, due.provisional, due.missing_years), (d("10-05"), true, vec![2026]));
}
