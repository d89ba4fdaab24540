//! What holds for every start and every length.
use crate::support::{date, shipped};
use chrono::TimeDelta;
use domain::calendar::{Start, due, due_months, recompute, working_days_between};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn r143_the_due_date_is_the_nth_working_day(offset in 0i64..1460, length in 1u32..60) {
        let calendars = shipped();
        let start = date("2024-01-01") + TimeDelta::days(offset);
        let due = due(start, length, &calendars).expect("due");
        prop_assert!(calendars.is_working_day(due.date));
        prop_assert!(due.date > start);
        prop_assert_eq!(due.counted.len(), length as usize);
        prop_assert!(due.counted.is_sorted_by(|a, b| a.date < b.date));
        prop_assert_eq!(working_days_between(start, due.date, &calendars).expect("count").count, i64::from(length));
        prop_assert_eq!(due.provisional, due.date.to_string().as_str() >= "2027");
        prop_assert_eq!(recompute(&due, &calendars).expect("recomputes"), None);
    }

    #[test]
    fn r143_a_later_start_or_a_longer_period_never_ends_earlier(offset in 0i64..1460, later in 0i64..40, length in 1u32..60, more in 1u32..20) {
        let calendars = shipped();
        let start = date("2024-01-01") + TimeDelta::days(offset);
        let end = due(start, length, &calendars).expect("due").date;
        prop_assert!(due(start + TimeDelta::days(later), length, &calendars).expect("due").date >= end);
        prop_assert!(due(start, length + more, &calendars).expect("due").date > end);
    }

    #[test]
    fn n4_months_end_on_a_working_day_not_before_the_nominal_date(offset in 0i64..1460, months in 1u32..24) {
        let calendars = shipped();
        let due = due_months(date("2024-01-01") + TimeDelta::days(offset), months, &calendars).expect("due");
        prop_assert!(calendars.is_working_day(due.date));
        let nominal = due.nominal.expect("months have one");
        prop_assert!(due.date >= nominal);
        prop_assert_eq!(working_days_between(nominal, due.date, &calendars).expect("count").count, i64::from(due.date != nominal));
    }

    #[test]
    fn whatever_is_asked_nothing_panics(text in "\\PC{0,40}", seconds in any::<i64>(), length in any::<u32>()) {
        let calendars = shipped();
        let _ = text.parse::<Start>();
        let _ = domain::calendar::YearTable::parse(&text);
        if let Some(instant) = chrono::DateTime::from_timestamp(seconds, 0) {
            let _ = due(instant, length % 3000, &calendars);
            let _ = due_months(instant, length, &calendars);
        }
    }
}
