//! Carrying out what a decision said, in its transaction: clocks, lines, whose turn it is, and what every case needs.
use super::load::Loaded;
use crate::portal::Core;
use crate::services::access::agreements;
use crate::services::cases::effects::{self, Act, Actor, Said};
use crate::services::cases::subject::Subject as _;
use crate::services::internal;
use chrono::{DateTime, Utc};
use contract::{Caller, PortResult};
use domain::access::review::{self, Decision, Effect, Review, State, StepClock, Transition};
use domain::cases::{EventCode, Stored, Version};
use domain::notice::NoticeKind;
use domain::profile::Step;
use store::Tx;
use store::access::LineRow;
use store::cases::{CaseRow, ClockRow};
use uuid::Uuid;

/// The key of the profile that a step's clock follows.
pub const fn key(step: Step) -> &'static str {
    match step {
        Step::Formal => "restricted.formal",
        Step::Demand => "restricted.demand",
        Step::Recheck => "restricted.recheck",
    }
}

/// A stored clock as the rules see it.
pub fn step_clock(row: &ClockRow) -> Option<StepClock> {
    let step = [Step::Formal, Step::Demand, Step::Recheck].into_iter().find(|step| key(*step) == row.clock.key)?;
    Some(StepClock { body: row.owner?, step, clock: row.clock.clone(), explained: row.explained })
}

/// Stores clocks as the rules left them: those that were there changed, the others new. They only ever add at the end.
pub async fn keep_clocks(
    core: &Core,
    tx: &mut Tx,
    case: Uuid,
    mut rows: Vec<ClockRow>,
    clocks: Vec<StepClock>,
) -> PortResult<Vec<ClockRow>> {
    let now = core.clock.now();
    for (at, clock) in clocks.into_iter().enumerate() {
        match rows.get_mut(at) {
            Some(row) => {
                let next =
                    ClockRow { owner: Some(clock.body), explained: clock.explained, clock: clock.clock, ..row.clone() };
                if *row != next {
                    tx.put_clock(&next).await.map_err(internal)?;
                    *row = next;
                }
            }
            None => {
                let row = ClockRow {
                    id: core.ids.id(now),
                    case,
                    line: None,
                    owner: Some(clock.body),
                    started: now,
                    clock: clock.clock,
                    explained: clock.explained,
                };
                tx.put_clock(&row).await.map_err(internal)?;
                rows.push(row);
            }
        }
    }
    Ok(rows)
}

/// Who has it and whose turn it is, from the state.
pub fn settle(row: &mut CaseRow, review: &Review, now: DateTime<Utc>) {
    row.handler = Some(review.receiver);
    row.closed = None;
    row.with = match review.state {
        State::FormalReview { .. } | State::Recheck { .. } => Some(review.receiver),
        State::SupplementRequired { .. } => None,
        // Of several it is the turn of each: `put_parts` says so.
        State::DemandReview { .. } => review.pending().into_iter().next(),
        State::Approved { .. } | State::Refused { .. } | State::Cancelled { .. } => {
            row.closed = Some(now);
            None
        }
    };
}

/// The bodies whose turn it is.
pub fn turns(review: &Review) -> Vec<Uuid> {
    match review.state {
        State::FormalReview { .. } | State::Recheck { .. } => vec![review.receiver],
        State::DemandReview { .. } => review.pending().into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Stores the lines with their decisions, and which publisher's turn it is.
pub async fn put_parts(tx: &mut Tx, case: Uuid, review: &Review) -> PortResult<()> {
    let lines: Vec<LineRow> = review
        .lines
        .iter()
        .map(|line| LineRow {
            case,
            no: i64::from(line.no),
            dataset: line.dataset,
            publisher: line.publisher,
            decision: match line.decision {
                Decision::Pending => "pending",
                Decision::Agreed { .. } => "agreed",
                Decision::Refused { .. } => "refused",
            }
            .into(),
        })
        .collect();
    tx.put_lines(&lines).await.map_err(internal)?;
    let turns = turns(review);
    let bodies: Vec<(Uuid, bool)> = review.publishers().into_iter().map(|body| (body, turns.contains(&body))).collect();
    tx.put_case_bodies(case, &bodies).await.map_err(internal)
}

/// Does what was decided.
pub async fn apply(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    loaded: &mut Loaded,
    decided: &Transition,
    mut said: Said,
) -> PortResult<()> {
    let now = core.clock.now();
    let active = core.active();
    let before = loaded.review.code();
    let actor = Actor::of(caller, loaded.role());
    let had_it = loaded.row.with;
    let version = Version {
        profile: loaded.row.profile.clone(),
        profile_version: loaded.row.profile_version.clone(),
        calendars: active.calendars.versions(),
    };
    let publishers = decided.next.publishers();
    let mut steps: Vec<StepClock> = loaded.steps();
    let known = steps.len();
    for effect in &decided.effects {
        match effect {
            Effect::Clock(effect) => {
                let law = (&loaded.profile, &active.calendars, &version);
                review::apply(&mut steps, *effect, decided.next.receiver, &publishers, law, now).map_err(internal)?;
            }
            Effect::Receiver(to) => {
                tx.set_case_authority(loaded.row.id, *to).await.map_err(internal)?;
                loaded.row.authority = *to;
                loaded.row.assignee = None;
            }
            Effect::Notice { .. } | Effect::DraftAgreement { .. } => {}
        }
    }
    let due = steps.get(known..).and_then(|new| new.iter().find_map(|clock| clock.clock.due.as_ref()));
    if let Some(due) = due {
        said.facts.insert("clock".into(), "started".into());
        said.facts.insert("due".into(), due.date.to_string().into());
    }
    loaded.clocks = keep_clocks(core, tx, loaded.row.id, std::mem::take(&mut loaded.clocks), steps).await?;
    settle(&mut loaded.row, &decided.next, now);
    if had_it != loaded.row.with {
        loaded.row.assignee = None;
    }
    put_parts(tx, loaded.row.id, &decided.next).await?;
    let mut notices = Vec::new();
    for effect in &decided.effects {
        if let Effect::Notice { to, kind } = *effect {
            notices.push((to.into(), NoticeKind::from_code(kind.code()).ok_or_else(|| internal(kind.code()))?));
        }
    }
    let act = Act {
        before: before.code(),
        after: decided.next.code().code(),
        data: decided.next.to_stored().map_err(internal)?,
        schema: Review::SCHEMA,
        event: EventCode::from_code(decided.event.code()).ok_or_else(|| internal(decided.event.code()))?,
        notices,
        had_it,
    };
    effects::record(core, tx, caller, (&mut loaded.row, &loaded.clocks), &actor, act, &said).await?;
    loaded.review = decided.next.clone();
    for effect in &decided.effects {
        if let Effect::DraftAgreement { party, lines, publishers } = effect {
            let (application, filed) = (&loaded.row, &loaded.content.filed);
            let approved = agreements::Approved { application, filed, party: *party, lines, publishers };
            agreements::draft(core, tx, caller, approved).await?;
        }
    }
    Ok(())
}
