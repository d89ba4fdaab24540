//! 公开统计: how many applications were made, what became of them, and how many working days each step took at each body (design §3,
//! what runs over its target is reported). Figures only: no applicant, no case, no dataset.
use super::review::{Decision, Review, StateCode};
use crate::calendar::{CalendarError, Calendars};
use crate::cases::{CaseClock, Status};
use crate::code_list;
use crate::profile::Step;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use uuid::Uuid;

code_list! {
    /// What became of an application.
    Outcome {
        /// Under review, or with the applicant for what is missing.
        Running = "running",
        /// Every line was agreed to.
        Agreed = "agreed",
        /// Some lines were.
        Partly = "partly",
        /// None was.
        Refused = "refused",
        /// Taken back by the applicant.
        Cancelled = "cancelled",
    }
}

impl Outcome {
    /// That of a review.
    pub fn of(review: &Review) -> Self {
        match review.code() {
            StateCode::Approved if review.agreed().count() == review.lines.len() => Self::Agreed,
            StateCode::Approved => Self::Partly,
            StateCode::Refused => Self::Refused,
            StateCode::Cancelled => Self::Cancelled,
            StateCode::FormalReview | StateCode::SupplementRequired | StateCode::DemandReview | StateCode::Recheck => {
                Self::Running
            }
        }
    }
}

/// An application with its clocks, as they are stored.
#[derive(Clone, Debug)]
pub struct Proceeding {
    pub review: Review,
    /// Body that owes the step, and the clock of the step.
    pub clocks: Vec<(Uuid, CaseClock)>,
}

/// How long a step took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepDays {
    /// Working days of each that is done, the shortest first.
    days: Vec<i64>,
    /// Of them after the end of the period.
    pub late: usize,
    /// Not done yet …
    pub open: usize,
    /// … of them after the end of the period.
    pub overdue: usize,
}

impl StepDays {
    /// How many are done.
    pub const fn done(&self) -> usize {
        self.days.len()
    }

    /// Working days in all.
    pub fn total(&self) -> i64 {
        self.days.iter().sum()
    }

    /// The average in tenths of a working day, rounded half up; `None` where nothing is done.
    pub fn average_tenths(&self) -> Option<i64> {
        let done = i64::try_from(self.days.len()).ok().filter(|done| *done > 0)?;
        Some((self.total() * 20 + done) / (2 * done))
    }

    /// The longest.
    pub fn longest(&self) -> Option<i64> {
        self.days.last().copied()
    }
}

/// The figures of a body, as publisher (lines, demand review) and as receiver (formal review, recheck).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BodyFigures {
    /// Applications that ask for its data, or that it received.
    pub applications: usize,
    /// Lines that ask for its data, and what was decided about them.
    pub lines: usize,
    pub lines_agreed: usize,
    pub lines_refused: usize,
    pub steps: BTreeMap<Step, StepDays>,
}

/// The figures of a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub applications: usize,
    pub outcomes: BTreeMap<Outcome, usize>,
    pub steps: BTreeMap<Step, StepDays>,
    pub bodies: BTreeMap<Uuid, BodyFigures>,
}

/// The step whose clock has this key of the profile.
fn step(key: &str) -> Option<Step> {
    match key {
        "restricted.formal" => Some(Step::Formal),
        "restricted.demand" => Some(Step::Demand),
        "restricted.recheck" => Some(Step::Recheck),
        _ => None,
    }
}

/// Counts.
///
/// # Errors
/// Of the calendar.
pub fn figures(all: &[Proceeding], now: DateTime<Utc>, calendars: &Calendars) -> Result<Figures, CalendarError> {
    let mut figures = Figures { applications: all.len(), ..Figures::default() };
    for proceeding in all {
        let review = &proceeding.review;
        *figures.outcomes.entry(Outcome::of(review)).or_default() += 1;
        let mut concerned = review.publishers();
        concerned.insert(review.receiver);
        concerned.into_iter().for_each(|body| figures.bodies.entry(body).or_default().applications += 1);
        for line in &review.lines {
            let body = figures.bodies.entry(line.publisher).or_default();
            body.lines += 1;
            match line.decision {
                // An application taken back opens nothing, whatever a publisher had said before.
                Decision::Agreed { .. } if review.code() != StateCode::Cancelled => body.lines_agreed += 1,
                Decision::Refused { .. } => body.lines_refused += 1,
                Decision::Agreed { .. } | Decision::Pending => {}
            }
        }
        for (owner, clock) in &proceeding.clocks {
            let Some(step) = step(&clock.key) else { continue };
            let mut took = StepDays::default();
            match clock.took(calendars)? {
                Some(days) => {
                    took.days.push(days);
                    took.late = usize::from(matches!(clock.status(now, calendars)?, Status::MetLate { .. }));
                }
                None => {
                    took.open = usize::from(clock.is_open());
                    took.overdue = usize::from(clock.is_overdue(now));
                }
            }
            let body = figures.bodies.entry(*owner).or_default();
            body.steps.entry(step).or_default().add(&took);
            figures.steps.entry(step).or_default().add(&took);
        }
    }
    Ok(figures)
}

impl StepDays {
    fn add(&mut self, other: &Self) {
        self.days.extend(&other.days);
        self.days.sort_unstable();
        self.late += other.late;
        self.open += other.open;
        self.overdue += other.overdue;
    }
}
