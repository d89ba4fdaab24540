//! 按期更新 or 更新逾期: was a dataset updated as often as it promises?
use super::codes::AccrualPeriodicity;
use super::dataset::Dataset;
use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// How a dataset keeps its promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum FreshnessState {
    /// 按期
    OnTime,
    /// 逾期: whole calendar days since the update was due.
    Overdue { days: u32 },
    /// 不定期 and 不更新 promise nothing.
    NoPromise,
    /// The frequency or the last update is not stated.
    Unknown,
}

/// The judgement with its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Freshness {
    pub state: FreshnessState,
    /// Today, or the day the source platform was read for entries that others keep: 截至 2023年6月18日采集.
    pub judged_on: NaiveDate,
    /// Last day on which the next update is still in time.
    pub next_due: Option<NaiveDate>,
}

impl Freshness {
    /// Judges a promise. `observed` is the day a source platform was read; what happened there since is unknown, so nobody is called late
    /// for it.
    pub fn judge(
        periodicity: AccrualPeriodicity,
        updated: Option<NaiveDate>,
        observed: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Self {
        let judged_on = observed.map_or(today, |day| day.min(today));
        let next_due = updated.and_then(|day| next_due(periodicity, day));
        let state = match (periodicity, next_due) {
            (AccrualPeriodicity::Irregular | AccrualPeriodicity::Never, _) => FreshnessState::NoPromise,
            (_, None) => FreshnessState::Unknown,
            (_, Some(due)) => match u32::try_from((judged_on - due).num_days()) {
                Ok(days) if days > 0 => FreshnessState::Overdue { days },
                _ => FreshnessState::OnTime,
            },
        };
        Self { state, judged_on, next_due }
    }

    /// Judges a dataset.
    pub fn of(dataset: &Dataset, today: NaiveDate) -> Self {
        Self::judge(dataset.accrual_periodicity, dataset.updated, dataset.observed, today)
    }

    pub const fn is_overdue(&self) -> bool {
        matches!(self.state, FreshnessState::Overdue { .. })
    }
}

/// Last day on which an update keeps the promise: promises in months and years count calendar months (28 September, monthly → 28 October),
/// the others days.
pub fn next_due(periodicity: AccrualPeriodicity, updated: NaiveDate) -> Option<NaiveDate> {
    match months(periodicity) {
        Some(months) => updated.checked_add_months(Months::new(months)),
        None => updated.checked_add_days(Days::new(periodicity.period_days()?.into())),
    }
}

const fn months(periodicity: AccrualPeriodicity) -> Option<u32> {
    Some(match periodicity {
        AccrualPeriodicity::Monthly => 1,
        AccrualPeriodicity::EveryTwoMonths => 2,
        AccrualPeriodicity::Quarterly => 3,
        AccrualPeriodicity::Semiannual => 6,
        AccrualPeriodicity::Annual => 12,
        AccrualPeriodicity::EveryTwoYears => 24,
        AccrualPeriodicity::EveryThreeYears => 36,
        AccrualPeriodicity::EveryFiveYears => 60,
        AccrualPeriodicity::EveryTenYears => 120,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a date")
    }

    #[test]
    fn r017_overdue_counts_from_the_day_after_the_due_day() {
        let judge = |today| Freshness::judge(AccrualPeriodicity::Monthly, Some(day(2026, 9, 28)), None, today);
        assert_eq!(judge(day(2026, 10, 28)).next_due, Some(day(2026, 10, 28)));
        assert_eq!(judge(day(2026, 10, 28)).state, FreshnessState::OnTime);
        assert_eq!(judge(day(2026, 11, 9)).state, FreshnessState::Overdue { days: 12 });
    }

    #[test]
    fn r017_the_end_of_a_month_stays_the_end_of_a_month() {
        assert_eq!(next_due(AccrualPeriodicity::Monthly, day(2026, 1, 31)), Some(day(2026, 2, 28)));
        assert_eq!(next_due(AccrualPeriodicity::Annual, day(2024, 2, 29)), Some(day(2025, 2, 28)));
        assert_eq!(next_due(AccrualPeriodicity::Daily, day(2026, 12, 31)), Some(day(2027, 1, 1)));
    }

    #[test]
    fn r017_what_others_keep_is_judged_on_the_day_it_was_read() {
        let judged = Freshness::judge(
            AccrualPeriodicity::Annual,
            Some(day(2022, 8, 1)),
            Some(day(2023, 6, 18)),
            day(2026, 11, 21),
        );
        assert_eq!((judged.state, judged.judged_on), (FreshnessState::OnTime, day(2023, 6, 18)));
        let late = Freshness::judge(
            AccrualPeriodicity::Daily,
            Some(day(2023, 6, 1)),
            Some(day(2023, 6, 18)),
            day(2026, 11, 21),
        );
        assert_eq!(late.state, FreshnessState::Overdue { days: 16 });
    }

    #[test]
    fn r017_no_promise_and_no_date_are_not_overdue() {
        let judge = |periodicity, updated| Freshness::judge(periodicity, updated, None, day(2026, 11, 21)).state;
        assert_eq!(judge(AccrualPeriodicity::Irregular, Some(day(2019, 1, 1))), FreshnessState::NoPromise);
        assert_eq!(judge(AccrualPeriodicity::Never, None), FreshnessState::NoPromise);
        assert_eq!(judge(AccrualPeriodicity::Unstated, Some(day(2019, 1, 1))), FreshnessState::Unknown);
        assert_eq!(judge(AccrualPeriodicity::Daily, None), FreshnessState::Unknown);
    }

    #[test]
    fn r017_every_promise_has_a_due_day_after_the_update() {
        for &periodicity in AccrualPeriodicity::ALL {
            let due = next_due(periodicity, day(2026, 1, 31));
            assert_eq!(due.is_some(), periodicity.period_days().is_some(), "{periodicity:?}");
            assert!(due.is_none_or(|due| due > day(2026, 1, 31)));
        }
    }
}
