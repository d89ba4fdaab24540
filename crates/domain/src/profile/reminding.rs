//! Which reminder is owed on a day, where the profile counts in calendar days. After a long stop only the last one is: nobody is told three times
//! at once.
use super::Reminders;
use chrono::{Days, NaiveDate};

impl Reminders {
    /// So many days before an end; the nearest of those that have come. `since` = the day on which the end was set: what would have been due on it
    /// or before needs no reminder, whoever it concerns has just been told.
    pub fn before(&self, end: NaiveDate, since: Option<NaiveDate>, today: NaiveDate) -> Option<u32> {
        let come = self.days_before.iter().copied().filter(|days| {
            let day = end.checked_sub_days(Days::new(u64::from(*days)));
            day.is_some_and(|day| day <= today && since.is_none_or(|since| since < day))
        });
        come.min().filter(|_| today <= end)
    }

    /// So many days after something began to wait; the last of those that have come.
    pub fn after(&self, since: NaiveDate, today: NaiveDate) -> Option<u32> {
        let come = self.days_after.iter().copied().filter(|days| {
            let day = since.checked_add_days(Days::new(u64::from(*days)));
            day.is_some_and(|day| day <= today)
        });
        come.max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Kind;

    fn rule(days_before: &[u32], days_after: &[u32]) -> Reminders {
        Reminders {
            at_half_time: false,
            days_before: days_before.to_vec(),
            days_after: days_after.to_vec(),
            working_days_before: Vec::new(),
            at_expiry: false,
            kind: Kind::ServiceTarget,
            sources: Vec::new(),
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn r147_before_an_end_the_nearest_that_has_come() {
        let rule = rule(&[30, 7], &[]);
        let owed = |today: &str| rule.before(day("2026-10-31"), None, day(today));
        assert_eq!(
            ["2026-09-30", "2026-10-01", "2026-10-23", "2026-10-24", "2026-10-31", "2026-11-01"].map(owed),
            [None, Some(30), Some(30), Some(7), Some(7), None]
        );
    }

    #[test]
    fn r147_who_was_told_of_the_end_just_now_is_not_reminded_of_it() {
        let rule = rule(&[7, 1], &[]);
        let owed = |today: &str| rule.before(day("2026-10-20"), Some(day("2026-10-13")), day(today));
        assert_eq!(["2026-10-13", "2026-10-18", "2026-10-19"].map(owed), [None, None, Some(1)]);
    }

    #[test]
    fn r147_after_something_began_to_wait_the_last_that_has_come() {
        let rule = rule(&[], &[3, 10]);
        let owed = |today: &str| rule.after(day("2026-10-01"), day(today));
        assert_eq!(
            ["2026-10-01", "2026-10-03", "2026-10-04", "2026-10-10", "2026-10-11", "2026-12-01"].map(owed),
            [None, None, Some(3), Some(3), Some(10), Some(10)]
        );
    }
}
