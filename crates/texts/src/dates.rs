//! How dates and instants are written. Instants are UTC inside and shown in the legal time of the portal, +08:00;
//! legal dates are already local.
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike, Utc};
use domain::locale::Locale;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS_ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
const DAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// Asia/Shanghai has had no daylight saving since 1991; legal time is UTC+8.
const SHANGHAI_SECONDS: i32 = 8 * 3600;

/// An instant in legal time.
pub fn local(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    let offset = FixedOffset::east_opt(SHANGHAI_SECONDS).expect("eight hours are less than a day");
    at.with_timezone(&offset)
}

/// The legal date an instant falls on.
pub fn local_date(at: DateTime<Utc>) -> NaiveDate {
    local(at).date_naive()
}

/// A date in full: 2026年10月12日 / 12 Oct 2026.
pub fn date(locale: Locale, date: NaiveDate) -> String {
    match locale {
        Locale::ZhCn => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        Locale::En => format!("{} {} {}", date.day(), month(date), date.year()),
    }
}

/// A date in full with its weekday: 2026年10月12日（周一） / Mon 12 Oct 2026.
pub fn date_weekday(locale: Locale, day: NaiveDate) -> String {
    let weekday = day.weekday().num_days_from_monday() as usize;
    match locale {
        Locale::ZhCn => format!("{}（{}）", date(locale, day), DAYS_ZH[weekday]),
        Locale::En => format!("{} {}", DAYS_EN[weekday], date(locale, day)),
    }
}

/// A date as running text has it: without the year where it is the year of `today` (10月12日 / 12 Oct), else in full.
pub fn date_short(locale: Locale, day: NaiveDate, today: NaiveDate) -> String {
    if day.year() != today.year() {
        return date(locale, day);
    }
    match locale {
        Locale::ZhCn => format!("{}月{}日", day.month(), day.day()),
        Locale::En => format!("{} {}", day.day(), month(day)),
    }
}

/// A date as tables and `datetime` attributes have it: 2026-10-12.
pub fn date_iso(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// The time of an instant on the 24-hour clock: 16:20.
pub fn time_of_day(at: DateTime<Utc>) -> String {
    let at = local(at);
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// An instant in running text: 10月9日 16:20 / 9 Oct, 16:20; with the year where it is not that of `now`.
pub fn instant(locale: Locale, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let day = date_short(locale, local_date(at), local_date(now));
    match locale {
        Locale::ZhCn => format!("{day} {}", time_of_day(at)),
        Locale::En => format!("{day}, {}", time_of_day(at)),
    }
}

/// An instant for a `datetime` attribute, with the offset of legal time: 2026-10-09T16:20:00+08:00.
pub fn instant_iso(at: DateTime<Utc>) -> String {
    local(at).to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}

fn month(date: NaiveDate) -> &'static str {
    MONTHS[date.month0() as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a date of the calendar")
    }

    #[test]
    fn dates_follow_the_style_of_the_portal() {
        let monday = day(2026, 10, 12);
        assert_eq!(date_weekday(Locale::ZhCn, monday), "2026年10月12日（周一）");
        assert_eq!(date_weekday(Locale::En, monday), "Mon 12 Oct 2026");
        assert_eq!(date_short(Locale::ZhCn, monday, day(2026, 1, 1)), "10月12日");
        assert_eq!(date_short(Locale::ZhCn, monday, day(2027, 1, 1)), "2026年10月12日");
        assert_eq!(date_short(Locale::En, monday, day(2026, 1, 1)), "12 Oct");
        assert_eq!(date_iso(day(2026, 3, 1)), "2026-03-01");
    }

    #[test]
    fn instants_are_shown_in_legal_time() {
        // 16:30 UTC on the 8th is half past midnight on the 9th in Shanghai.
        let at = day(2026, 10, 8).and_hms_opt(16, 30, 0).expect("a time of day").and_utc();
        assert_eq!(local_date(at), day(2026, 10, 9));
        assert_eq!(instant(Locale::ZhCn, at, at), "10月9日 00:30");
        assert_eq!(instant(Locale::En, at, at), "9 Oct, 00:30");
        assert_eq!(instant_iso(at), "2026-10-09T00:30:00+08:00");
    }
}
