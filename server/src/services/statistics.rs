//! 开放统计: counted once for each state of the applications, not once for each reader.
use super::cases::names::Names;
use super::cases::words;
use super::internal;
use crate::portal::Core;
use async_trait::async_trait;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use contract::statistics::{AccessStatistics, BodyRow, Statistics, StepRow};
use contract::{ErrorCode, PortError, PortResult, Refusal};
use domain::access::statistics::{BodyFigures, Figures, Outcome, Proceeding, StepDays, figures};
use domain::calendar::{day_begins_at, legal_date};
use domain::locale::Locale;
use domain::policy::Actor;
use domain::profile::Step;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::Tx;
use store::access::ApplicationsStamp;

/// The port, and what was counted last by year.
pub struct Service {
    core: Arc<Core>,
    kept: Mutex<Kept>,
}

/// Figures of one state of the applications on one day: at midnight periods end.
#[derive(Default)]
struct Kept {
    of: Option<(ApplicationsStamp, NaiveDate)>,
    years: BTreeMap<Option<i32>, Arc<Counted>>,
}

struct Counted {
    at: DateTime<Utc>,
    figures: Figures,
}

impl Service {
    pub fn new(core: Arc<Core>) -> Self {
        Self { core, kept: Mutex::default() }
    }

    async fn counted(&self, tx: &mut Tx, stamp: ApplicationsStamp, year: Option<i32>) -> PortResult<Arc<Counted>> {
        let state = Some((stamp, self.core.clock.today()));
        let known = {
            let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            (kept.of == state).then(|| kept.years.get(&year).cloned()).flatten()
        };
        if let Some(known) = known {
            return Ok(known);
        }
        let (from, until) = period(stamp, year)?;
        let all = tx.applications_between(from, until).await.map_err(internal)?;
        let proceeding = |(review, clocks): (_, Vec<store::cases::ClockRow>)| Proceeding {
            review,
            clocks: clocks.into_iter().filter_map(|row| Some((row.owner?, row.clock))).collect(),
        };
        let all: Vec<Proceeding> = all.into_iter().map(proceeding).collect();
        let at = self.core.clock.now();
        let active = self.core.active();
        // Counting reads every clock; readers of other pages do not wait for it.
        let figures = tokio::task::spawn_blocking(move || figures(&all, at, &active.calendars))
            .await
            .map_err(internal)?
            .map_err(internal)?;
        let counted = Arc::new(Counted { at, figures });
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.of != state {
            *kept = Kept { of: state, years: BTreeMap::new() };
        }
        kept.years.insert(year, counted.clone());
        Ok(counted)
    }
}

/// The instants of a year, by legal dates; of all years from the first to the last application.
fn period(stamp: ApplicationsStamp, year: Option<i32>) -> PortResult<(DateTime<Utc>, DateTime<Utc>)> {
    let begins = |year: i32| {
        let day = NaiveDate::from_ymd_opt(year, 1, 1).ok_or_else(|| internal("year"))?;
        day_begins_at(day).map_err(internal)
    };
    match year {
        Some(year) => Ok((begins(year)?, begins(year + 1)?)),
        None => Ok((stamp.first.unwrap_or_default(), stamp.last.unwrap_or_default() + chrono::TimeDelta::seconds(1))),
    }
}

/// The years from the first to the last application, the newest first.
fn years(stamp: ApplicationsStamp) -> PortResult<Vec<i32>> {
    let (Some(first), Some(last)) = (stamp.first, stamp.last) else { return Ok(Vec::new()) };
    let year = |at| legal_date(at).map(|day| day.year()).map_err(internal);
    Ok((year(first)?..=year(last)?).rev().collect())
}

fn steps(locale: Locale, steps: &BTreeMap<Step, StepDays>) -> Vec<StepRow> {
    let row = |(step, days): (&Step, &StepDays)| StepRow {
        step: words::profile_code(locale, "procedure-step", step),
        done: days.done(),
        average: days.average_tenths().map(|tenths| format!("{}.{}", tenths / 10, tenths % 10)),
        longest: days.longest(),
        late: days.late,
        open: days.open,
        overdue: days.overdue,
    };
    steps.iter().map(row).collect()
}

#[async_trait]
impl Statistics for Service {
    async fn access(&self, _: &Actor, locale: Locale, year: Option<i32>) -> PortResult<AccessStatistics> {
        let mut tx = self.core.store.read().await.map_err(internal)?;
        let stamp = tx.applications_stamp().await.map_err(internal)?;
        let years = years(stamp)?;
        if year.is_some_and(|year| !years.contains(&year)) {
            return Err(PortError::from(Refusal::new(ErrorCode::NotFound)));
        }
        let counted = self.counted(&mut tx, stamp, year).await?;
        let Counted { at, figures } = &*counted;
        let mut names = Names::new(locale);
        let mut bodies = Vec::new();
        for (id, figures) in &figures.bodies {
            let body = names.body(&mut tx, *id).await?;
            let BodyFigures { applications, lines, lines_agreed, lines_refused, .. } = *figures;
            let steps = steps(locale, &figures.steps);
            bodies.push(BodyRow { body, applications, lines, lines_agreed, lines_refused, steps });
        }
        bodies.sort_by(|one, other| one.body.name.cmp(&other.body.name));
        let outcome = |outcome: &Outcome| {
            let label = words::label(locale, "application", outcome.code());
            (label, figures.outcomes.get(outcome).copied().unwrap_or_default())
        };
        Ok(AccessStatistics {
            as_of: *at,
            years,
            year,
            applications: figures.applications,
            outcomes: Outcome::ALL.iter().map(outcome).collect(),
            steps: steps(locale, &figures.steps),
            bodies,
        })
    }
}
