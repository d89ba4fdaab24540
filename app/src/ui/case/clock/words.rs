//! The two lines of a clock: the sentence, and what it rests on.
use chrono::{Datelike, NaiveDate};
use contract::cases::{BasisView, ClockState, ClockView, PeriodView};
use domain::locale::Locale;
use leptos::prelude::*;
use texts::t;

use super::Reader;
use crate::ui::case::Basis;

/// A piece of a line.
pub enum Part {
    /// What is read first.
    Strong(String),
    Words(String),
    /// Words about a day.
    Dated(NaiveDate, String),
    Basis(Vec<BasisView>),
}

impl Part {
    pub fn view(self) -> AnyView {
        match self {
            Self::Strong(words) => view! { <strong>{words}</strong> }.into_any(),
            Self::Words(words) => view! { <span>{words}</span> }.into_any(),
            Self::Dated(day, words) => view! { <time datetime=texts::date_iso(day)>{words}</time> }.into_any(),
            Self::Basis(sources) => view! { <Basis sources=sources /> }.into_any(),
        }
    }
}

/// The weight of a clock; colour only repeats what the words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Soon,
    Provisional,
    Late,
    PastTarget,
    Waiting,
    Met,
    Ended,
}

impl Tone {
    /// The class in the stylesheet.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Soon => "soon",
            Self::Provisional => "provisional",
            Self::Late => "late",
            Self::PastTarget => "past-target",
            Self::Waiting => "waiting",
            Self::Met => "met",
            Self::Ended => "ended",
        }
    }
}

/// What is said about a clock.
pub struct Lines {
    pub first: Vec<Part>,
    pub second: Vec<Part>,
    pub tone: Tone,
}

/// Passing it warns and never blocks.
fn soft(clock: &ClockView) -> bool {
    clock.strength.value != "hard"
}

pub fn tone(clock: &ClockView) -> Tone {
    match clock.state {
        ClockState::Overdue { .. } | ClockState::MetLate { .. } if soft(clock) => Tone::PastTarget,
        ClockState::Overdue { .. } | ClockState::MetLate { .. } => Tone::Late,
        ClockState::DueToday | ClockState::DueTomorrow | ClockState::NoNumber => Tone::Soon,
        ClockState::Running { .. } if !clock.missing_years.is_empty() => Tone::Provisional,
        ClockState::Running { .. } => Tone::Plain,
        ClockState::Paused { .. } => Tone::Waiting,
        ClockState::Met { .. } => Tone::Met,
        ClockState::Cancelled { .. } => Tone::Ended,
    }
}

/// 15 个工作日 · 3 个月 · 30 日
pub fn period(locale: Locale, period: PeriodView) -> String {
    match period {
        PeriodView::WorkingDays(n) => t!(locale, "clock-period-working-days", n = n),
        PeriodView::Months(n) => t!(locale, "clock-period-months", n = n),
        PeriodView::Days(n) => t!(locale, "clock-period-days", n = n),
    }
}

/// 10月12日（周一）: with the weekday, without the year of today.
fn weekday(locale: Locale, day: NaiveDate, today: NaiveDate) -> String {
    let full = texts::date_weekday(locale, day);
    if day.year() != today.year() {
        return full;
    }
    full.replacen(&texts::date(locale, day), &texts::date_short(locale, day, today), 1)
}

/// The first words alone.
pub fn chip(locale: Locale, clock: &ClockView) -> String {
    match clock.state {
        ClockState::Running { remaining } => t!(locale, "clock-left", n = remaining),
        ClockState::DueToday => t!(locale, "clock-due-today-short"),
        ClockState::DueTomorrow => t!(locale, "clock-due-tomorrow"),
        ClockState::Overdue { by } if soft(clock) => t!(locale, "clock-past-target", n = by),
        ClockState::Overdue { by } => t!(locale, "clock-overdue", n = by),
        ClockState::Paused { .. } => t!(locale, "clock-paused-short"),
        ClockState::NoNumber => at_once(locale, clock),
        ClockState::Met { .. } => t!(locale, "clock-met-short"),
        ClockState::MetLate { by, .. } => late(locale, clock, by),
        ClockState::Cancelled { .. } => t!(locale, "clock-cancelled-short"),
    }
}

/// First line, second line, weight.
pub fn lines(locale: Locale, clock: &ClockView, today: NaiveDate, reader: Reader) -> Lines {
    let short = |day: NaiveDate| texts::date_short(locale, day, today);
    let dated = |day: NaiveDate, key: &str| {
        let mut args = texts::FluentArgs::new();
        args.set("date", short(day));
        Part::Dated(day, texts::t_args(locale, key, &args))
    };
    let mut second = Vec::new();
    let first = match clock.state {
        ClockState::Running { .. } | ClockState::DueToday | ClockState::DueTomorrow => {
            running(locale, clock, today, reader, &mut second)
        }
        ClockState::Overdue { by } => {
            let was = if soft(clock) { "clock-was-target" } else { "clock-was-due" };
            let note = if soft(clock) { "clock-past-target-note" } else { "clock-overdue-note" };
            let how_late = if by == 0 { None } else { Some(by) };
            let strong = match (how_late, soft(clock)) {
                (Some(n), true) => t!(locale, "clock-past-target", n = n),
                (Some(n), false) => t!(locale, "clock-overdue", n = n),
                (None, true) => t!(locale, "clock-past-target-now"),
                (None, false) => t!(locale, "clock-overdue-now"),
            };
            second.push(Part::Words(texts::t(locale, note)));
            second.extend(firmness(locale, clock));
            std::iter::once(Part::Strong(strong)).chain(clock.due.map(|due| dated(due, was))).collect()
        }
        ClockState::Paused { since } => {
            let key = if reader == Reader::Applicant { "clock-paused-mine" } else { "clock-paused" };
            second.push(Part::Words(t!(locale, "clock-paused-note")));
            vec![Part::Strong(texts::t(locale, key)), dated(since, "clock-paused-since")]
        }
        ClockState::NoNumber => {
            second.push(Part::Words(t!(locale, "clock-no-number")));
            vec![Part::Strong(at_once(locale, clock))]
        }
        ClockState::Met { on, used } => {
            second.extend(firmness(locale, clock));
            let used = match clock.period {
                Some(PeriodView::WorkingDays(all)) => {
                    Some(Part::Words(t!(locale, "clock-met-used", n = used, all = all)))
                }
                _ => None,
            };
            std::iter::once(dated(on, "clock-met")).chain(used).collect()
        }
        ClockState::MetLate { on, by } => {
            second.extend(firmness(locale, clock));
            vec![dated(on, "clock-met"), Part::Strong(late(locale, clock, by))]
        }
        ClockState::Cancelled { on } => vec![dated(on, "clock-cancelled")],
    };
    if !clock.basis.is_empty() {
        second.push(Part::Basis(clock.basis.clone()));
    }
    Lines { first, second, tone: tone(clock) }
}

fn at_once(locale: Locale, clock: &ClockView) -> String {
    let what = clock.what.label.as_str();
    if clock.strength.value == "immediate" {
        t!(locale, "clock-at-once", what = what)
    } else {
        t!(locale, "clock-promptly", what = what)
    }
}

fn late(locale: Locale, clock: &ClockView, by: i64) -> String {
    if soft(clock) { t!(locale, "clock-met-past-target", n = by) } else { t!(locale, "clock-met-late", n = by) }
}

/// 原则上 15 个工作日 · 服务目标 15 个工作日，非法定期限
fn firmness(locale: Locale, clock: &ClockView) -> Option<Part> {
    let length = period(locale, clock.period?);
    match (clock.statutory, soft(clock)) {
        (false, _) => Some(Part::Words(t!(locale, "clock-service-target", length = length))),
        (true, true) => Some(Part::Words(t!(locale, "clock-in-principle", length = length))),
        (true, false) => None,
    }
}

/// 剩余 3 个工作日 · 截止 10月12日（周一）24:00, and its variants.
fn running(locale: Locale, clock: &ClockView, today: NaiveDate, reader: Reader, second: &mut Vec<Part>) -> Vec<Part> {
    let left = match clock.state {
        ClockState::DueToday => t!(locale, "clock-due-today"),
        ClockState::DueTomorrow => t!(locale, "clock-due-tomorrow"),
        ClockState::Running { remaining } => t!(locale, "clock-left", n = remaining),
        _ => String::new(),
    };
    let Some(due) = clock.due else { return vec![Part::Strong(left)] };
    let short = texts::date_short(locale, due, today);
    let provisional = !clock.missing_years.is_empty();
    let date = if provisional {
        Part::Dated(due, t!(locale, "clock-provisional", date = texts::date(locale, due)))
    } else if let Some(extension) = &clock.extension {
        Part::Dated(due, t!(locale, "clock-extended", date = short, n = extension.total))
    } else if soft(clock) {
        Part::Dated(due, t!(locale, "clock-target", date = short))
    } else {
        Part::Dated(due, t!(locale, "clock-due", date = weekday(locale, due, today)))
    };
    if provisional {
        let years: Vec<String> = clock.missing_years.iter().map(ToString::to_string).collect();
        let years: Vec<&str> = years.iter().map(String::as_str).collect();
        second.push(Part::Words(t!(locale, "clock-provisional-note", years = texts::list(locale, &years))));
    }
    if let Some(extension) = &clock.extension {
        let approver = extension.approver.label.as_str();
        second.push(Part::Words(t!(locale, "clock-approved", approver = approver)));
        if !extension.reason.is_empty() {
            second.push(Part::Words(t!(locale, "clock-reason", reason = extension.reason.as_str())));
        }
    }
    second.extend(firmness(locale, clock));
    if soft(clock) && reader == Reader::Applicant {
        second.push(Part::Words(t!(locale, "clock-soft-note")));
    }
    // A target leads with its date, a limit with what is left of it.
    match clock.state {
        ClockState::Running { .. } if provisional || soft(clock) => vec![date, Part::Words(left)],
        _ => vec![Part::Strong(left), date],
    }
}
