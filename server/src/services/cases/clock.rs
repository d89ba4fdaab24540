//! A clock as its reader sees it.
use super::names::Names;
use super::{internal, words};
use crate::portal::Core;
use contract::PortResult;
use contract::cases::{ClockState, ClockView, CountedDayView, ExtensionView, PeriodView};
use domain::calendar::{Period, legal_date};
use domain::cases::{Status, Version};
use domain::locale::Locale;
use domain::profile::{Kind, Strength};
use store::Tx;
use store::cases::ClockRow;

/// Characters of a version shown: enough to tell versions apart.
const SHORT: usize = 8;

pub fn short(version: &str) -> String {
    version.chars().take(SHORT).collect()
}

/// Name and short version of the profile.
pub fn profile(version: &Version) -> String {
    format!("{} {}", version.profile, short(&version.profile_version))
}

/// The view of a clock. The reason of an extension stands in the timeline; here only that and by whom.
pub async fn view(
    core: &Core,
    tx: &mut Tx,
    names: &mut Names,
    row: &ClockRow,
    locale: Locale,
) -> PortResult<ClockView> {
    let clock = &row.clock;
    let active = core.active();
    let status = clock.status(core.clock.now(), &active.calendars).map_err(internal)?;
    let owner = match row.owner {
        Some(id) => Some(names.body(tx, id).await?.name),
        None => None,
    };
    let strength = match clock.rule.strength {
        Strength::Hard => "hard",
        Strength::Soft => "soft",
        Strength::Immediate => "immediate",
        Strength::Prompt => "prompt",
    };
    let extension = match &clock.extension {
        Some(granted) => Some(ExtensionView {
            on: legal_date(granted.at).map_err(internal)?,
            total: granted.total,
            approver: words::profile_code(locale, "approver", granted.approver),
            reason: String::new(),
        }),
        None => None,
    };
    let due = clock.due.as_ref();
    let paused = matches!(status, Status::Paused { .. });
    Ok(ClockView {
        what: words::label(locale, "clock", &clock.key),
        owner,
        state: state(status),
        strength: words::label(locale, "strength", strength),
        statutory: clock.rule.kind == Kind::Statutory,
        started: clock.started.legal_date().map_err(internal)?,
        period: due.map(|due| match due.period {
            Period::WorkingDays(n) => PeriodView::WorkingDays(n),
            Period::Months(n) => PeriodView::Months(n),
            Period::Days(n) => PeriodView::Days(n),
        }),
        due: due.filter(|_| !paused).map(|due| due.date),
        missing_years: due
            .filter(|due| due.provisional && clock.is_open())
            .map(|due| due.missing_years.clone())
            .unwrap_or_default(),
        counted: due
            .map(|due| {
                let day = |d: &domain::calendar::CountedDay| CountedDayView {
                    date: d.date,
                    make_up: d.make_up,
                    assumed: d.assumed,
                };
                due.counted.iter().map(day).collect()
            })
            .unwrap_or_default(),
        extension,
        basis: words::basis(locale, &clock.rule.sources),
        start_event: words::profile_code(locale, "clock-event", clock.rule.start),
        stop_event: words::profile_code(locale, "clock-event", clock.rule.stop),
        profile: profile(&clock.version),
        calendars: clock.version.calendars.iter().map(|(year, version)| format!("{year} {}", short(version))).collect(),
    })
}

const fn state(status: Status) -> ClockState {
    match status {
        Status::Running { remaining } => ClockState::Running { remaining },
        Status::DueToday => ClockState::DueToday,
        Status::DueTomorrow => ClockState::DueTomorrow,
        Status::Overdue { by } => ClockState::Overdue { by },
        Status::Paused { since } => ClockState::Paused { since },
        Status::NoNumber => ClockState::NoNumber,
        Status::Met { on, used } => ClockState::Met { on, used },
        Status::MetLate { on, by } => ClockState::MetLate { on, by },
        Status::Cancelled { on } => ClockState::Cancelled { on },
    }
}
