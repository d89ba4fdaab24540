//! Dates and times as Chinese offices write them. Years have four digits from 1000 on; anything else is no date.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

/// `2026-01-02`, `2026/1/2`, `2026.1.2`, `2026年1月2日`.
pub(crate) fn date(text: &str) -> Option<NaiveDate> {
    let (year, rest) = (text.get(..4)?, text.get(4..)?);
    let mut rest_chars = rest.chars();
    let (month, day) = match rest_chars.next()? {
        separator @ ('-' | '/' | '.') => rest_chars.as_str().split_once(separator)?,
        '年' => rest_chars.as_str().strip_suffix('日')?.split_once('月')?,
        _ => return None,
    };
    from_parts(year, month, day)
}

/// `20260102`.
pub(crate) fn compact_date(text: &str) -> Option<NaiveDate> {
    if text.len() != 8 || !text.is_ascii() {
        return None;
    }
    from_parts(&text[..4], &text[4..6], &text[6..])
}

fn from_parts(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let year = digits(year, 4).filter(|year| (1000..=9999).contains(year))?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, digits(month, 2)?, digits(day, 2)?)
}

fn digits(text: &str, longest: usize) -> Option<u32> {
    let fits = !text.is_empty() && text.len() <= longest;
    (fits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// `6:00`, `06:00:15`, `06:00:15.25`.
pub(crate) fn time(text: &str) -> Option<NaiveTime> {
    let mut parts = text.splitn(3, ':');
    let hour = digits(parts.next()?, 2)?;
    let minute = parts.next().filter(|part| part.len() == 2)?;
    let (second, fraction) = match parts.next() {
        Some(rest) => rest.split_once('.').unwrap_or((rest, "")),
        None => ("00", ""),
    };
    if second.len() != 2 || fraction.len() > 6 {
        return None;
    }
    let micros = if fraction.is_empty() { 0 } else { digits(&format!("{fraction:0<6}"), 6)? };
    NaiveTime::from_hms_micro_opt(hour, digits(minute, 2)?, digits(second, 2)?, micros)
}

/// A date, blank or `T`, a time; or a date alone (midnight).
pub(crate) fn datetime(text: &str) -> Option<NaiveDateTime> {
    if let Some(date) = date(text) {
        return Some(date.and_time(NaiveTime::MIN));
    }
    let (day, clock) = text.split_once([' ', 'T'])?;
    Some(date(day)?.and_time(time(clock.trim_start())?))
}

const EPOCH: NaiveDate = match NaiveDate::from_ymd_opt(1970, 1, 1) {
    Some(date) => date,
    None => panic!("1970-01-01 is a date"),
};

/// Days since 1970-01-01.
pub(crate) fn days(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - EPOCH.num_days_from_ce()
}

/// Microseconds since 1970-01-01T00:00.
pub(crate) fn micros(instant: NaiveDateTime) -> i64 {
    instant.and_utc().timestamp_micros()
}

/// Nanoseconds since midnight.
pub(crate) fn nanos(time: NaiveTime) -> i64 {
    i64::from(time.num_seconds_from_midnight()) * 1_000_000_000 + i64::from(time.nanosecond())
}

/// `2026-01-02`.
pub(crate) fn date_text(days: i32) -> String {
    EPOCH
        .checked_add_signed(chrono::TimeDelta::days(i64::from(days)))
        .map_or_else(String::new, |date| date.format("%Y-%m-%d").to_string())
}

/// `2026-01-02T03:04:05`, with a fraction where there is one.
pub(crate) fn datetime_text(micros: i64) -> String {
    chrono::DateTime::from_timestamp_micros(micros)
        .map_or_else(String::new, |instant| instant.naive_utc().format("%Y-%m-%dT%H:%M:%S%.f").to_string())
}

/// `03:04:05`, with a fraction where there is one.
pub(crate) fn time_text(nanos: i64) -> String {
    let seconds = u32::try_from(nanos / 1_000_000_000).unwrap_or_default();
    let rest = u32::try_from(nanos % 1_000_000_000).unwrap_or_default();
    NaiveTime::from_num_seconds_from_midnight_opt(seconds, rest)
        .map_or_else(String::new, |time| time.format("%H:%M:%S%.f").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for text in ["2026-01-02", "1970-01-01", "1000-12-31", "9999-12-31"] {
            assert_eq!(date_text(days(date(text).unwrap())), text);
        }
        for text in ["2026-01-02T03:04:05", "1949-10-01T15:00:00.250"] {
            assert_eq!(datetime_text(micros(datetime(text).unwrap())), text);
        }
        assert_eq!(time_text(nanos(time("6:00").unwrap())), "06:00:00");
    }

    #[test]
    fn no_dates() {
        for text in ["", "2026", "2026-1", "26-01-02", "2026-13-01", "1.2.3", "年月日", "2026年1月"] {
            assert_eq!(date(text), None, "{text}");
        }
        assert_eq!(compact_date("2026年1月"), None);
        assert_eq!(time("24:00"), None);
        assert_eq!(datetime("2026-01-02 03:04:05+08:00"), None);
    }
}
