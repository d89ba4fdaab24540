//! A clock as its reader sees it (ui 4.4): the facts of the sentence, never the sentence.
use crate::Coded;
use chrono::NaiveDate;

/// One clock of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockView {
    /// Key of the profile (`complaint.reply`) and its name in words.
    pub what: Coded,
    /// Body that owes the act.
    pub owner: Option<String>,
    pub state: ClockState,
    /// `hard`, `soft`, `immediate`, `prompt`, in words.
    pub strength: Coded,
    /// False: 服务目标，非法定期限.
    pub statutory: bool,
    pub started: NaiveDate,
    /// Length; the total when extended. `None` where the law gives no number.
    pub period: Option<PeriodView>,
    /// Last day, until 24:00. `None` where the law gives no number, or while paused.
    pub due: Option<NaiveDate>,
    /// 暂定: these years have no calendar yet. Empty = the date is fixed.
    pub missing_years: Vec<i32>,
    /// Working days counted, for 怎样计算.
    pub counted: Vec<CountedDayView>,
    pub extension: Option<ExtensionView>,
    /// Where it is written.
    pub basis: Vec<BasisView>,
    /// Code and words.
    pub start_event: Coded,
    pub stop_event: Coded,
    /// `zhejiang 3f2a91c0`: name and version of the profile it follows.
    pub profile: String,
    /// `2026 91ab02cd`: version of each year's calendar it was counted with.
    pub calendars: Vec<String>,
}

/// Where the clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockState {
    /// Working days after today up to the due date; from 1 on (the last day may lie behind rest days).
    Running {
        remaining: i64,
    },
    DueToday,
    /// The very next day is the last one.
    DueTomorrow,
    /// 已逾期 (hard) or 已超过目标期限 (soft), by working days; 0 = the last day was a rest day ago.
    Overdue {
        by: i64,
    },
    /// Waiting for the reporter since that day; starts again when complete.
    Paused {
        since: NaiveDate,
    },
    /// 立即 · 及时: no number in law.
    NoNumber,
    /// Done in time, using so many working days.
    Met {
        on: NaiveDate,
        used: i64,
    },
    /// Done late by so many working days.
    MetLate {
        on: NaiveDate,
        by: i64,
    },
    /// Ended without the act: the case was cancelled.
    Cancelled {
        on: NaiveDate,
    },
}

impl ClockState {
    /// Whether the act is still owed.
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::Running { .. }
                | Self::DueToday
                | Self::DueTomorrow
                | Self::Overdue { .. }
                | Self::Paused { .. }
                | Self::NoNumber
        )
    }
}

/// A length with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodView {
    WorkingDays(u32),
    Months(u32),
    Days(u32),
}

/// One counted working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedDayView {
    pub date: NaiveDate,
    /// 调休上班
    pub make_up: bool,
    /// Counted by weekday alone.
    pub assumed: bool,
}

/// An extension that was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtensionView {
    pub on: NaiveDate,
    /// Working days in all.
    pub total: u32,
    /// `body-head` or `same-level-authority`, in words.
    pub approver: Coded,
    pub reason: String,
}

/// An article behind a clock or step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasisView {
    /// `ZJ22-Art.19(1)`
    pub citation: String,
    /// `/law/zj22#art-19`, without language prefix.
    pub path: String,
    /// 条例第十九条第一款 / Regulation Art. 19(1)
    pub label: String,
}
