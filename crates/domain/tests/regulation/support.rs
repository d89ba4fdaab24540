//! What the tests share: dates in short, and the shipped tables.
use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::{Calendars, Start};
use domain::profile::Profile;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The shipped tables of all years, among them the empty one of 2027.
pub fn shipped() -> Calendars {
    static PARSED: LazyLock<Calendars> = LazyLock::new(|| {
        Calendars::parse(domain::calendar::SHIPPED.map(|(_, text)| text)).expect("shipped tables parse")
    });
    PARSED.clone()
}

/// A date of 2026 written MM-DD.
pub fn d(month_day: &str) -> NaiveDate {
    date(&format!("2026-{month_day}"))
}

/// A date.
pub fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Dates of 2026.
pub fn days(list: &[&str]) -> Vec<NaiveDate> {
    list.iter().map(|day| d(day)).collect()
}

/// A local time in Asia/Shanghai, 2026.
pub fn at(month_day_time: &str) -> DateTime<Utc> {
    match format!("2026-{month_day_time}").parse().expect("a local time") {
        Start::Instant(instant) => instant,
        Start::Date(_) => panic!("a time was expected"),
    }
}

/// A shipped profile with inheritance resolved.
pub fn profile(id: &str) -> Profile {
    static RESOLVED: LazyLock<BTreeMap<&str, Profile>> = LazyLock::new(|| {
        let resolve = |id| domain::profile::resolve(id, &domain::profile::SHIPPED).expect("shipped profiles resolve");
        ["zhejiang", "deqing", "yunnan"].into_iter().map(|id| (id, resolve(id).profile)).collect()
    });
    RESOLVED.get(id).expect("a shipped profile").clone()
}
