//! There and back, and what others publish.
use super::*;

fn shipped(year: i32) -> YearTable {
    let (_, text) = super::super::SHIPPED.into_iter().find(|(known, _)| *known == year).unwrap();
    YearTable::parse(text).unwrap()
}

fn days(table: &YearTable) -> Vec<(NaiveDate, ExceptionKind, String)> {
    table.days().map(|(date, kind, name)| (date, kind, name.to_owned())).collect()
}

#[test]
fn r142_a_year_goes_out_as_icalendar_and_comes_back_the_same() {
    let table = shipped(2026);
    let text = to_ics(&table, DateTime::UNIX_EPOCH);
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{text}");
    assert!(
        text.contains("DTSTART;VALUE=DATE:20261001\r\nDTEND;VALUE=DATE:20261008\r\nSUMMARY:国庆节（休）\r\n"),
        "{text}"
    );
    assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
    assert_eq!(days(&from_ics(2026, &text).unwrap()), days(&table));
}

#[test]
fn r142_a_published_calendar_is_read_as_it_is() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20270101\nDTEND;VALUE=DATE:20270104\n\
        SUMMARY;LANGUAGE=zh_CN:元旦（休）\nX-APPLE-SPECIAL-DAY:WORK-HOLIDAY\nEND:VEVENT\n\
        BEGIN:VEVENT\nDTSTART;VALUE=DATE:20270207\nSUMMARY:春节 补\n 班\nEND:VEVENT\n\
        BEGIN:VEVENT\nDTSTART;VALUE=DATE:20270509\nDURATION:P1D\nSUMMARY:母亲节\nEND:VEVENT\n\
        BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261001\nSUMMARY:国庆节 休\nEND:VEVENT\nEND:VCALENDAR\n";
    let found = from_ics(2027, text).unwrap();
    let found: Vec<_> = days(&found).into_iter().map(|(date, kind, name)| (date.to_string(), kind, name)).collect();
    let rest = |day: &str| (day.to_owned(), ExceptionKind::Rest, "元旦".to_owned());
    let work = ("2027-02-07".to_owned(), ExceptionKind::Work, "春节".to_owned());
    assert_eq!(found, [rest("2027-01-01"), rest("2027-01-02"), rest("2027-01-03"), work]);
}

#[test]
fn r142_what_is_no_calendar_of_days_is_refused() {
    let event =
        |lines: &str| format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:节（休）\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n");
    for text in [
        String::new(),
        "year = 2027".into(),
        "BEGIN:VCALENDAR\nEND:VCALENDAR\n".into(),
        event("DTSTART:20270101T080000Z"),
        event("DTSTART;VALUE=DATE:20270230"),
        event("DTSTART;VALUE=DATE:20270101\nDTEND;VALUE=DATE:20270601"),
        event("DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=YEARLY"),
        event("DTSTART;VALUE=DATE:20270101\nDURATION:PT1H"),
        event("DTSTART;VALUE=DATE:20250101"),
        event("SUMMARY"),
    ] {
        let error = from_ics(2027, &text).expect_err(&text);
        assert_eq!(error.code(), "calendar-syntax", "{text}");
    }
    assert!(from_ics(2027, &event("DTSTART;VALUE=DATE:20270101")).is_ok());
}

#[test]
fn names_with_commas_and_long_ones_survive() {
    let name = "国庆节、中秋节, 及其; 补休\\".to_owned() + &"长".repeat(60);
    let day = NamedDay { date: NaiveDate::from_ymd_opt(2027, 10, 1).unwrap(), name: name.clone() };
    let table = YearTable::new(2027, Vec::new(), None, [(day, ExceptionKind::Rest)]).unwrap();
    let again = from_ics(2027, &to_ics(&table, DateTime::UNIX_EPOCH)).unwrap();
    assert_eq!(again.days().next().unwrap().2, name);
}
