//! The table of a year as iCalendar (RFC 5545): one all-day event for each run of days. What a day is stands in
//! `X-APPLE-SPECIAL-DAY` (`WORK-HOLIDAY`, `ALTERNATE-WORKDAY`), which the published calendars of Chinese holidays use, and in the summary:
//! `国庆节（休）`, `国庆节（班）`.
use super::{CalendarError, CalendarResult, ExceptionKind, NamedDay, YearTable};
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use std::fmt::Write as _;

/// Property that says what a day is, with its values.
const SPECIAL: &str = "X-APPLE-SPECIAL-DAY";
const REST: &str = "WORK-HOLIDAY";
const WORK: &str = "ALTERNATE-WORKDAY";
/// A holiday of more days is a misreading.
const LONGEST: i64 = 31;
/// Octets of a line (RFC 5545, 3.1).
const LINE: usize = 75;

/// Whether a text is iCalendar.
pub fn is_ics(text: &str) -> bool {
    text.trim_start_matches('\u{feff}')
        .trim_start()
        .get(..15)
        .is_some_and(|head| head.eq_ignore_ascii_case("BEGIN:VCALENDAR"))
}

/// A table as iCalendar. `stamp` is when it was published; equal tables of one version give equal text.
pub fn to_ics(table: &YearTable, stamp: DateTime<Utc>) -> String {
    let mut out = String::new();
    for text in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Public Data Open Portal//Working calendar//ZH",
        "CALSCALE:GREGORIAN",
    ] {
        line(&mut out, text);
    }
    line(&mut out, &format!("X-WR-CALNAME:{} 放假调休", table.year()));
    let days: Vec<_> = table.days().collect();
    let joins = |a: &(NaiveDate, ExceptionKind, &str), b: &(NaiveDate, ExceptionKind, &str)| {
        a.0.succ_opt() == Some(b.0) && (a.1, a.2) == (b.1, b.2)
    };
    for run in days.chunk_by(joins) {
        let (Some((first, kind, name)), Some((last, _, _))) = (run.first(), run.last()) else { continue };
        let (letter, special) = if *kind == ExceptionKind::Rest { ("休", REST) } else { ("班", WORK) };
        let end = last.checked_add_days(Days::new(1)).unwrap_or(*last);
        for text in [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}-{}@working-calendar", first.format("%Y%m%d"), special.to_ascii_lowercase()),
            format!("DTSTAMP:{}", stamp.format("%Y%m%dT%H%M%SZ")),
            format!("DTSTART;VALUE=DATE:{}", first.format("%Y%m%d")),
            format!("DTEND;VALUE=DATE:{}", end.format("%Y%m%d")),
            format!("SUMMARY:{}（{letter}）", escaped(name)),
            format!("{SPECIAL}:{special}"),
            "TRANSP:TRANSPARENT".to_owned(),
            "END:VEVENT".to_owned(),
        ] {
            line(&mut out, &text);
        }
    }
    line(&mut out, "END:VCALENDAR");
    out
}

/// The table of a year out of iCalendar. Events that are neither 休 nor 班 (memorial days, solar terms) are passed over; of a file of
/// several years the days of this one are taken.
///
/// # Errors
/// `Syntax` for no iCalendar, events that repeat or have a time of day, or a file without a day for this year; those of
/// [`YearTable::new`].
pub fn from_ics(year: i32, text: &str) -> CalendarResult<YearTable> {
    if !is_ics(text) {
        return Err(syntax("BEGIN:VCALENDAR"));
    }
    let mut days = Vec::new();
    let mut event: Option<Vec<Property>> = None;
    for line in unfolded(text) {
        let Some(property) = Property::read(&line) else { continue };
        match (property.name.as_str(), property.value.to_ascii_uppercase().as_str()) {
            ("BEGIN", "VEVENT") => event = Some(Vec::new()),
            ("END", "VEVENT") => {
                days.extend(event.take().map(|event| days_of(&event)).transpose()?.unwrap_or_default())
            }
            _ => {
                if let Some(event) = &mut event {
                    event.push(property);
                }
            }
        }
    }
    let belongs = |date: NaiveDate| date.year() == year || (date.year() == year - 1 && date.month() == 12);
    if !days.iter().all(|(day, _): &(NamedDay, _)| belongs(day.date)) {
        days.retain(|(day, _)| day.date.year() == year);
    }
    if days.is_empty() {
        return Err(syntax(&format!("no 休 or 班 in {year}")));
    }
    YearTable::new(year, Vec::new(), Some("iCalendar".into()), days)
}

fn syntax(message: &str) -> CalendarError {
    CalendarError::Syntax { message: message.to_owned() }
}

/// `DTSTART;VALUE=DATE:20261001`: name in capitals, value unescaped. Parameters say nothing that the value does not.
struct Property {
    name: String,
    value: String,
}

impl Property {
    fn read(line: &str) -> Option<Self> {
        // A colon inside a quoted parameter does not end the name.
        let mut quoted = false;
        let at = line.char_indices().find(|(_, c)| {
            quoted ^= *c == '"';
            *c == ':' && !quoted
        });
        let (head, value) = line.split_at(at?.0);
        let name = head.split(';').next().unwrap_or_default().trim().to_ascii_uppercase();
        Some(Self { name, value: unescaped(value.get(1..)?.trim_end()) })
    }
}

fn days_of(event: &[Property]) -> CalendarResult<Vec<(NamedDay, ExceptionKind)>> {
    let value =
        |name: &str| event.iter().find(|property| property.name == name).map(|property| property.value.as_str());
    let summary = value("SUMMARY").unwrap_or_default();
    let Some(kind) = kind(value(SPECIAL), summary, value("CATEGORIES").unwrap_or_default()) else {
        return Ok(Vec::new());
    };
    if let Some(rule) = value("RRULE") {
        return Err(syntax(&format!("{summary}: RRULE:{rule}")));
    }
    let first = date(value("DTSTART").unwrap_or_default())?;
    let length = match (value("DTEND"), value("DURATION")) {
        (Some(end), _) => (date(end)? - first).num_days().max(1),
        (None, Some(duration)) => days_in(duration).ok_or_else(|| syntax(&format!("DURATION:{duration}")))?,
        (None, None) => 1,
    };
    if length > LONGEST {
        return Err(syntax(&format!("{summary}: {length} days")));
    }
    let name = bare(summary);
    let run = first.iter_days().take(usize::try_from(length).unwrap_or(1));
    Ok(run.map(|date| (NamedDay { date, name: name.clone() }, kind)).collect())
}

fn kind(special: Option<&str>, summary: &str, categories: &str) -> Option<ExceptionKind> {
    match special {
        Some(REST) => return Some(ExceptionKind::Rest),
        Some(WORK) => return Some(ExceptionKind::Work),
        _ => {}
    }
    let says = |words: &[&str]| words.iter().any(|word| summary.contains(word) || categories.contains(word));
    match (says(&["班"]), says(&["休", "放假"])) {
        (true, _) if !says(&["不上班"]) => Some(ExceptionKind::Work),
        (_, true) => Some(ExceptionKind::Rest),
        _ => None,
    }
}

/// `国庆节（休）`, `国庆节 休`, `国庆节补班` → `国庆节`.
fn bare(summary: &str) -> String {
    let mut name = summary.trim();
    for mark in ["（休）", "（班）", "(休)", "(班)", "休", "补班", "上班", "班", "放假", "假期", "调休"]
    {
        name = name.strip_suffix(mark).unwrap_or(name).trim_end();
    }
    if name.is_empty() { summary.trim().to_owned() } else { name.to_owned() }
}

/// Whole days only: `20261001`.
fn date(text: &str) -> CalendarResult<NaiveDate> {
    NaiveDate::parse_from_str(text.trim(), "%Y%m%d")
        .map_err(|_| syntax(&format!("a day such as 20261001, not {text:?}")))
}

/// `P3D`, `P1W`
fn days_in(duration: &str) -> Option<i64> {
    let rest = duration.strip_prefix('P')?;
    let (number, unit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
    let number = number.parse::<i64>().ok().filter(|n| (1..=LONGEST).contains(n))?;
    match unit {
        "D" => Some(number),
        "W" => Some(number * 7),
        _ => None,
    }
}

/// Lines that begin with a blank go on with the one before.
fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim_start_matches('\u{feff}').lines() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n' | 'N') => out.push(' '),
                Some(other) => out.push(other),
                None => {}
            },
            (c, false) => out.push(c),
        }
    }
    out
}

/// Writes a line, folded between characters.
fn line(out: &mut String, text: &str) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        let _ = write!(out, "{c}");
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests;
