//! Clocks of a case: which begin and end with what (N6), under the profile the case was opened with.
use super::effects::Said;
use super::internal;
use super::load::Loaded;
use crate::portal::Core;
use contract::PortResult;
use domain::calendar::Start;
use domain::cases::{CaseClock, CaseKind, Version};
use domain::complaints::ClockEffect;
use domain::profile::{Clock, Event, Profile, ProfileText, resolve};
use store::Tx;
use store::cases::{CaseRow, ClockRow};

/// The clocks of a kind of case by their keys in the profile.
pub fn rules(kind: CaseKind, profile: &Profile) -> Vec<(&'static str, &Clock)> {
    match kind {
        CaseKind::Complaint | CaseKind::Suggestion => vec![("complaint.reply", &profile.complaint.reply)],
        _ => Vec::new(),
    }
}

/// Profile and calendars in force: what a new case follows (N5).
pub fn version_in_force(core: &Core) -> Version {
    let active = core.active();
    Version {
        profile: active.profile.profile.id.clone(),
        profile_version: active.profile.version.clone(),
        calendars: active.calendars.versions(),
    }
}

/// The profile a case was opened under: that of a clock it has, else the one in force if it is the same, else read from the database.
pub async fn profile_of(core: &Core, tx: &mut Tx, row: &CaseRow) -> PortResult<Profile> {
    let active = core.active();
    if active.profile.version == row.profile_version {
        return Ok(active.profile.profile.clone());
    }
    let versions = tx.profile_versions().await.map_err(internal)?;
    let mut newest = versions.clone();
    newest.dedup_by(|later, first| later.name == first.name);
    for candidate in versions.iter().filter(|version| version.name == row.profile) {
        let texts: Vec<ProfileText<'_>> = newest
            .iter()
            .filter(|version| version.name != candidate.name)
            .chain([candidate])
            .map(|version| ProfileText { file: &version.name, text: &version.text })
            .collect();
        if let Ok(found) = resolve(&candidate.name, &texts)
            && found.version == row.profile_version
        {
            return Ok(found.profile);
        }
    }
    // What it inherits changed meanwhile: its own clocks still hold their rules, only new ones follow the profile of today.
    Ok(active.profile.profile.clone())
}

/// Starts the clocks that begin with an event (N6).
pub async fn start_clocks(
    core: &Core,
    tx: &mut Tx,
    row: &CaseRow,
    happened: Event,
    start: Start,
) -> PortResult<Vec<ClockRow>> {
    let kind = CaseKind::from_code(&row.kind).ok_or_else(|| internal("kind of case"))?;
    let profile = profile_of(core, tx, row).await?;
    let active = core.active();
    let version = Version {
        profile: row.profile.clone(),
        profile_version: row.profile_version.clone(),
        calendars: active.calendars.versions(),
    };
    let now = core.clock.now();
    let mut started = Vec::new();
    for (key, rule) in rules(kind, &profile).into_iter().filter(|(_, rule)| rule.start == happened) {
        let reminders = &profile.platform.reminders;
        let clock =
            CaseClock::start(key, rule, reminders, version.clone(), start, &active.calendars).map_err(internal)?;
        let row = ClockRow {
            id: core.ids.id(now),
            case: row.id,
            line: None,
            owner: row.with,
            started: now,
            clock,
            explained: false,
        };
        tx.put_clock(&row).await.map_err(internal)?;
        started.push(row);
    }
    Ok(started)
}

/// Copies of the running clock on the case, for the queue.
pub fn copy_clock(row: &mut CaseRow, clocks: &[ClockRow]) {
    let open: Vec<&CaseClock> = clocks.iter().map(|clock| &clock.clock).filter(|clock| clock.is_open()).collect();
    row.due = open.iter().filter_map(|clock| clock.ends_at()).min();
    row.urgent = open.iter().any(|clock| clock.rule.strength == domain::profile::Strength::Immediate);
}

/// Does to the clocks what was decided, and says so in the timeline.
pub async fn apply(
    core: &Core,
    tx: &mut Tx,
    loaded: &mut Loaded,
    effect: ClockEffect,
    said: &mut Said,
) -> PortResult<()> {
    let now = core.clock.now();
    let active = core.active();
    let mut changed = Vec::new();
    for (at, row) in loaded.clocks.iter_mut().enumerate() {
        let done = match effect {
            ClockEffect::Happened(event) => row.clock.happened(event, now),
            ClockEffect::Pause => row.clock.pause(now),
            ClockEffect::Restart => row.clock.restart(now, &active.calendars).map_err(internal)?,
            ClockEffect::Cancel => row.clock.cancel(now),
            ClockEffect::Extend { additional, approver } if row.clock.extendable(now).is_ok() => {
                row.clock.extend(additional, approver, now, &active.calendars).map_err(internal)?;
                true
            }
            ClockEffect::Extend { .. } => false,
        };
        if done {
            changed.push(at);
        }
    }
    let code = match effect {
        ClockEffect::Happened(_) => "stopped",
        ClockEffect::Pause => "paused",
        ClockEffect::Restart => "restarted",
        ClockEffect::Cancel => "cancelled",
        ClockEffect::Extend { .. } => "extended",
    };
    for at in &changed {
        tx.put_clock(&loaded.clocks[*at]).await.map_err(internal)?;
        said.facts.insert("clock".into(), code.into());
        if let Some(due) = loaded.clocks[*at].clock.due.as_ref().filter(|_| matches!(code, "restarted" | "extended")) {
            said.facts.insert("due".into(), due.date.to_string().into());
        }
    }
    if let ClockEffect::Happened(event) = effect {
        let started = start_clocks(core, tx, &loaded.row, event, Start::Instant(now)).await?;
        if let Some(due) = started.iter().find_map(|row| row.clock.due.as_ref()) {
            said.facts.insert("clock".into(), "started".into());
            said.facts.insert("due".into(), due.date.to_string().into());
        }
        loaded.clocks.extend(started);
    }
    Ok(())
}
