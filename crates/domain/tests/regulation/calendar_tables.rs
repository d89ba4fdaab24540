//! The tables as data (N2, N3, R-142).
use crate::support::{d, date, days, shipped};
use domain::calendar::{CalendarError, Calendars, DayKind, SHIPPED, YearTable, due};

#[test]
fn r142_shipped_2026_is_exactly_n3() {
    let calendars = shipped();
    let table = calendars.table(2026).expect("2026 is shipped");
    let off = [
        "01-01", "01-02", "02-16", "02-17", "02-18", "02-19", "02-20", "02-23", "04-06", "05-01", "05-04", "05-05",
        "06-19", "09-25", "10-01", "10-02", "10-05", "10-06", "10-07",
    ];
    assert_eq!(table.weekdays_off(), days(&off));
    assert_eq!(table.weekend_days_worked(), days(&["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]));
}

#[test]
fn r142_working_days_of_the_shipped_years() {
    // 365 or 366 days less weekends less weekdays off plus make-up days, counted by hand from the notices.
    let calendars = shipped();
    let count = |year: i32| {
        let first = chrono::NaiveDate::from_ymd_opt(year, 1, 1).expect("a date");
        first
            .iter_days()
            .take_while(|day| chrono::Datelike::year(day) == year)
            .filter(|day| calendars.is_working_day(*day))
            .count()
    };
    assert_eq!((count(2024), count(2025), count(2026)), (251, 248, 248));
}

#[test]
fn r144_a_table_that_is_present_but_empty_is_no_data() {
    let calendars = shipped();
    assert!(calendars.table(2027).is_some(), "the file is there");
    assert!(!calendars.has_data(2027), "and says nothing");
    assert!(calendars.has_data(2026));
    assert!(!calendars.has_data(2028));
    let upstream = r#"{ "$schema": "x", "year": 2027, "papers": [], "days": [] }"#;
    assert!(!YearTable::parse(upstream).expect("parses").has_data());
}

#[test]
fn r142_both_forms_give_the_same_table() {
    let json = r#"{"$id":"x","year":2026,"papers":["p"],"days":[
        {"name":"国庆节","date":"2026-10-01","isOffDay":true},{"name":"国庆节","date":"2026-10-10","isOffDay":false}]}"#;
    let toml = "year = 2026\nsources = [\"p\"]\nderived_from = \"holiday-cn\"\n\
        rest = [{ date = \"2026-10-01\", name = \"国庆节\" }]\nwork = [{ date = \"2026-10-10\", name = \"国庆节\" }]\n";
    let (from_json, from_toml) = (YearTable::parse(json).expect("json"), YearTable::parse(toml).expect("toml"));
    assert_eq!(from_json, from_toml);
    assert_eq!(from_json.version(), from_toml.version());
    assert_eq!(YearTable::parse(&from_json.to_toml().expect("prints")).expect("reads back"), from_json);
}

#[test]
fn r142_every_shipped_table_survives_a_round_trip() {
    for (year, text) in SHIPPED {
        let table = YearTable::parse(text).expect("parses");
        assert_eq!(table.year(), year);
        assert_eq!(YearTable::parse(&table.to_toml().expect("prints")).expect("reads back"), table);
    }
}

#[test]
fn r142_version_follows_the_days_not_their_order() {
    let one = "year = 2026\nrest = [{ date = \"2026-10-01\", name = \"a\" }, { date = \"2026-10-02\", name = \"b\" }]";
    let other =
        "year = 2026\nrest = [{ date = \"2026-10-02\", name = \"b\" }, { date = \"2026-10-01\", name = \"a\" }]";
    let less = "year = 2026\nrest = [{ date = \"2026-10-01\", name = \"a\" }]";
    let version = |text: &str| YearTable::parse(text).expect("parses").version();
    assert_eq!(version(one), version(other));
    assert_ne!(version(one), version(less));
}

#[test]
fn r142_the_notice_of_the_next_year_can_move_december() {
    // In 2011 the last Saturday was worked for the New Year of 2012, and only the table of 2012 says so.
    let next = "year = 2012\nrest = [{ date = \"2012-01-02\", name = \"元旦\" }]\nwork = [{ date = \"2011-12-31\", name = \"元旦\" }]";
    let calendars =
        Calendars::parse(["year = 2011\nrest = [{ date = \"2011-10-03\", name = \"国庆节\" }]", next]).expect("parses");
    assert_eq!(calendars.kind(date("2011-12-31")), DayKind::MakeUp);
    assert_eq!(calendars.kind(date("2012-01-02")), DayKind::Holiday);
    let only_december = "year = 2012\nwork = [{ date = \"2011-12-31\", name = \"元旦\" }]";
    assert!(
        !YearTable::parse(only_december).expect("parses").has_data(),
        "a day of another year is no data for this one"
    );
}

#[test]
fn bad_tables_are_typed_errors() {
    let error = |text: &str| YearTable::parse(text).expect_err(text);
    assert!(matches!(error("year = 2026\nrest = 3"), CalendarError::Syntax { .. }));
    assert!(matches!(error("year = 2026\nrests = []"), CalendarError::Syntax { .. }), "unknown keys are refused");
    assert!(matches!(error("{\"year\":2026,\"papers\":[]"), CalendarError::Syntax { .. }));
    assert!(matches!(
        error("{\"year\":2026,\"days\":[{\"name\":\"a\",\"date\":\"2026-02-30\",\"isOffDay\":true}]}"),
        CalendarError::Syntax { .. }
    ));
    assert!(matches!(error("year = 12026"), CalendarError::YearOutOfRange { year: 12026 }));
    assert!(matches!(
        error("year = 2026\nrest = [{ date = \"2025-06-01\", name = \"a\" }]"),
        CalendarError::ForeignDay { .. }
    ));
    assert!(
        matches!(error("year = 2026\nwork = [{ date = \"2026-10-12\", name = \"a\" }]"), CalendarError::MakeUpOnWeekday { date } if date == d("10-12"))
    );
    let twice = "year = 2026\nrest = [{ date = \"2026-10-10\", name = \"a\" }]\nwork = [{ date = \"2026-10-10\", name = \"a\" }]";
    assert!(matches!(error(twice), CalendarError::DuplicateDay { .. }));
    let many: Vec<String> =
        d("01-01").iter_days().take(121).map(|day| format!("{{ date = \"{day}\", name = \"a\" }}")).collect();
    assert!(matches!(error(&format!("year = 2026\nrest = [{}]", many.join(","))), CalendarError::TooManyDays { .. }));
    assert!(matches!(
        Calendars::parse(["year = 2026", "year = 2026"]),
        Err(CalendarError::DuplicateYear { year: 2026 })
    ));
}

#[test]
fn bad_questions_are_typed_errors() {
    let calendars = shipped();
    assert_eq!(due(d("09-28"), 0, &calendars), Err(CalendarError::ZeroLength));
    assert!(matches!(due(d("09-28"), u32::MAX, &calendars), Err(CalendarError::TooLong { .. })));
    assert!(matches!(due(date("2199-12-31"), 1, &calendars), Err(CalendarError::YearOutOfRange { .. })));
    assert!(matches!(due(chrono::NaiveDate::MAX, 1, &calendars), Err(CalendarError::YearOutOfRange { .. })));
    assert!(matches!(
        due(chrono::DateTime::<chrono::Utc>::MAX_UTC, 1, &calendars),
        Err(CalendarError::YearOutOfRange { .. })
    ));
    assert!(matches!(
        due(chrono::DateTime::<chrono::Utc>::MIN_UTC, 1, &calendars),
        Err(CalendarError::YearOutOfRange { .. })
    ));
    for text in ["", "tomorrow", "2026-13-01", "2026-09-28T25:00", "12026-01-01", "99999999999999"] {
        assert!(text.parse::<domain::calendar::Start>().is_err(), "{text}");
    }
}
