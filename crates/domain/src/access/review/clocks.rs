//! The clocks of a review: one per step and body, by the rules of the profile under which the application was filed (N5, N6, R-065, R-066).
use crate::calendar::{CalendarError, Calendars};
use crate::cases::{CaseClock, Version};
use crate::profile::{Clock, Event, Profile, Step};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What happens to the clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockEffect {
    /// Clocks of a body that begin with this event begin, those of it that end with it end.
    Happened { event: Event, body: Uuid },
    /// Waiting for the applicant.
    Pause { body: Uuid },
    /// What was missing is there: the period begins anew (S09).
    Restart { body: Uuid },
    /// Another body has the step now; the period goes on.
    Move { from: Uuid, to: Uuid },
    /// The body said why it is late.
    Explained { body: Uuid },
    /// The acts are owed no longer.
    Cancel,
}

/// The clock of a step, owned by a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepClock {
    pub body: Uuid,
    pub step: Step,
    pub clock: CaseClock,
    /// A reason for being late was given.
    #[serde(default)]
    pub explained: bool,
}

/// Key of the profile and rule of a step.
fn rule(profile: &Profile, step: Step) -> Option<(&'static str, &Clock)> {
    let restricted = &profile.restricted;
    match step {
        Step::Formal => restricted.formal.as_ref().map(|clock| ("restricted.formal", clock)),
        Step::Demand => Some(("restricted.demand", &restricted.demand)),
        Step::Recheck => restricted.recheck.as_ref().map(|clock| ("restricted.recheck", clock)),
    }
}

/// Carries out what happens to the clocks. `receiver` is who does formal review and recheck; the others are publishers.
///
/// # Errors
/// Of the calendar.
pub fn apply(
    clocks: &mut Vec<StepClock>,
    effect: ClockEffect,
    receiver: Uuid,
    publishers: &std::collections::BTreeSet<Uuid>,
    law: (&Profile, &Calendars, &Version),
    at: DateTime<Utc>,
) -> Result<(), CalendarError> {
    let (profile, calendars, version) = law;
    match effect {
        ClockEffect::Happened { event, body } => {
            for clock in clocks.iter_mut().filter(|clock| clock.body == body) {
                clock.clock.happened(event, at);
            }
            for &step in &profile.restricted.steps {
                let owner = if step == Step::Demand { publishers.contains(&body) } else { body == receiver };
                let running = clocks.iter().any(|clock| clock.body == body && clock.step == step);
                let Some((key, rule)) = rule(profile, step).filter(|(_, rule)| rule.start == event) else { continue };
                if owner && !running {
                    let reminders = &profile.platform.reminders;
                    let clock = CaseClock::start(key, rule, reminders, version.clone(), at, calendars)?;
                    clocks.push(StepClock { body, step, clock, explained: false });
                }
            }
        }
        ClockEffect::Pause { body } => {
            for clock in clocks.iter_mut().filter(|clock| clock.body == body) {
                clock.clock.pause(at);
            }
        }
        ClockEffect::Restart { body } => {
            for clock in clocks.iter_mut().filter(|clock| clock.body == body) {
                clock.clock.restart(at, calendars)?;
                // Of the period that begins nothing was said yet.
                clock.explained = false;
            }
        }
        ClockEffect::Move { from, to } => {
            for clock in clocks.iter_mut().filter(|clock| clock.body == from && clock.clock.is_open()) {
                clock.body = to;
            }
        }
        ClockEffect::Explained { body } => {
            for clock in clocks.iter_mut().filter(|clock| clock.body == body && clock.clock.is_overdue(at)) {
                clock.explained = true;
            }
        }
        ClockEffect::Cancel => {
            for clock in clocks.iter_mut() {
                clock.clock.cancel(at);
            }
        }
    }
    Ok(())
}

/// The clocks whose period is over while the act is owed, soft ones too: each asks its body why (R-065, S08).
pub fn overdue(clocks: &[StepClock], now: DateTime<Utc>) -> impl Iterator<Item = &StepClock> {
    clocks.iter().filter(move |clock| clock.clock.is_overdue(now))
}
