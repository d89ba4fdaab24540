//! Deadlines are watched: who owes an act is reminded at half time, before the end and at the end, supervisors hear of what is overdue
//! dates that were provisional are counted again once their calendar is there. Which reminders there are is in the clock
//! itself, as the profile said when it started; the notice and its mark are one transaction, so that nobody is told twice.
mod people;
mod recompute;

use crate::portal::Core;
use crate::services::notices::{NewNotice, Recipient, owe};
use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::legal_date;
use domain::cases::{CaseClock, Stage};
use domain::notice::NoticeKind;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use store::cases::RunningClock;
use tokio::sync::watch;
use uuid::Uuid;

/// Pause between two rounds. Reminders are owed from the beginning of a day or the end of a period, so that minutes matter little.
const PAUSE: Duration = Duration::from_secs(60);
/// The first round waits until the start is over.
const FIRST: Duration = Duration::from_secs(10);

/// What a round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Stages of clocks that were told of.
    pub reminded: u32,
    /// Clocks whose date was counted again.
    pub recomputed: u32,
}

/// Runs until told to stop.
pub async fn run(core: Arc<Core>, mut stop: watch::Receiver<bool>) {
    let mut pause = FIRST;
    loop {
        tokio::select! {
            _ = tokio::time::sleep(pause) => {}
            _ = stop.changed() => return,
        }
        pause = PAUSE;
        match round(&core).await {
            Ok(done) if done == Round::default() => {}
            Ok(done) => tracing::info!(reminded = done.reminded, recomputed = done.recomputed, "deadlines"),
            Err(error) => tracing::warn!(error = format!("{error:#}"), "deadlines were not watched; next try soon"),
        }
    }
}

/// One round over all clocks that run.
///
/// # Errors
/// Of the database or a calendar; what was told until then stays told.
pub async fn round(core: &Core) -> anyhow::Result<Round> {
    let recomputed = recompute::all(core).await?;
    let now = core.clock.now();
    let mut tx = core.store.read().await?;
    let clocks = tx.running_clocks().await?;
    let noted = tx.noted_reminders().await?;
    drop(tx);
    let mut reminded = 0;
    for clock in clocks {
        if let Some(owed) = owed(clock.row.id, &clock.row.clock, now, &noted) {
            reminded += u32::from(remind(core, &clock, &owed, now).await?);
        }
    }
    Ok(Round { reminded, recomputed })
}

/// The reminders of a clock whose time has come and that were not noted.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Owed {
    due: NaiveDate,
    /// In order of time. Only the last one is told: who was away for all of them needs to hear where the clock stands now.
    stages: Vec<Stage>,
}

fn owed(id: Uuid, clock: &CaseClock, now: DateTime<Utc>, noted: &HashSet<(Uuid, String, String)>) -> Option<Owed> {
    let due = clock.due.as_ref()?.date;
    let fresh = |stage: Stage| !noted.contains(&(id, stage.code().to_owned(), due.to_string()));
    let stages: Vec<Stage> = clock
        .reminders()
        .into_iter()
        .filter(|reminder| reminder.at <= now && fresh(reminder.stage))
        .map(|reminder| reminder.stage)
        .collect();
    (!stages.is_empty()).then_some(Owed { due, stages })
}

/// Notes the stages and tells the last one. `false` if another replica was faster.
async fn remind(core: &Core, running: &RunningClock, owed: &Owed, now: DateTime<Utc>) -> anyhow::Result<bool> {
    let Some(&stage) = owed.stages.last() else { return Ok(false) };
    let clock = &running.row.clock;
    let mut tx = core.store.write().await?;
    let mut told = false;
    for &one in &owed.stages {
        let fresh = tx.note_reminder(running.row.id, one.code(), owed.due, now).await?;
        told = fresh && one == stage;
    }
    if !told {
        // What was noted above stays noted; the stage itself is another worker's.
        tx.commit(Vec::new()).await?;
        return Ok(false);
    }
    let kind = match stage {
        Stage::HalfTime => NoticeKind::DeadlineHalf,
        Stage::Before => NoticeKind::DeadlineTomorrow,
        Stage::Expiry => NoticeKind::DeadlineExpired,
    };
    let event = |kind: NoticeKind| format!("clock:{}:{}:{}", running.row.id, owed.due, kind.code());
    let today = legal_date(now)?;
    let left = clock.due.as_ref().map_or(0, |due| due.counted.iter().filter(|day| day.date > today).count());
    let notice = |account: Uuid, kind: NoticeKind| {
        NewNotice::new(event(kind), Recipient::Account(account), kind)
            .case(running.row.case, running.number.clone())
            .fact("due", owed.due)
            .fact("days", left)
            .link(format!("/cases/{}", running.number))
    };
    for account in people::owners(&mut tx, running, today).await? {
        owe(core, &mut tx, notice(account, kind)).await?;
    }
    if stage == Stage::Expiry {
        for account in people::supervisors(&mut tx, running).await? {
            owe(core, &mut tx, notice(account, NoticeKind::DeadlineOverdue)).await?;
        }
    }
    tx.commit(Vec::new()).await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::calendar::Calendars;
    use domain::cases::Version;
    use domain::profile::{SHIPPED, resolve};

    /// A complaint received on Monday, 2026-11-02 in Shanghai, under the shipped profile and calendars.
    fn clock() -> CaseClock {
        let profile = resolve("zhejiang", &SHIPPED).unwrap().profile;
        let calendars = Calendars::parse(domain::calendar::SHIPPED.iter().map(|one| one.1)).unwrap();
        let start: DateTime<Utc> = "2026-11-02T02:00:00Z".parse().unwrap();
        let rule = &profile.complaint.reply;
        CaseClock::start("complaint.reply", rule, &profile.platform.reminders, Version::default(), start, &calendars)
            .unwrap()
    }

    #[test]
    fn r147_each_stage_is_owed_from_its_time_on_and_once() {
        let clock = clock();
        let id = Uuid::from_u128(1);
        let due = clock.due.clone().unwrap();
        let none = HashSet::new();
        let all = clock.reminders();
        assert_eq!(
            all.iter().map(|one| one.stage).collect::<Vec<_>>(),
            [Stage::HalfTime, Stage::Before, Stage::Expiry]
        );
        let second = chrono::TimeDelta::seconds(1);
        assert_eq!(owed(id, &clock, all[0].at - second, &none), None);
        let half = owed(id, &clock, all[0].at, &none).unwrap();
        assert_eq!((half.due, half.stages), (due.date, vec![Stage::HalfTime]));
        let noted: HashSet<_> = [(id, "half-time".to_owned(), due.date.to_string())].into();
        assert_eq!(owed(id, &clock, all[0].at, &noted), None);
        assert_eq!(owed(id, &clock, all[1].at, &noted).unwrap().stages, [Stage::Before]);
        // After a long stop all are owed, and the last one is told.
        let late = owed(id, &clock, due.ends_at, &none).unwrap();
        assert_eq!(late.stages, [Stage::HalfTime, Stage::Before, Stage::Expiry]);
        // Another due date is another deadline.
        let other: HashSet<_> = [(id, "half-time".to_owned(), "2026-01-01".to_owned())].into();
        assert!(owed(id, &clock, all[0].at, &other).is_some());
        let mut stopped = clock;
        stopped.cancel(all[0].at);
        assert_eq!(owed(id, &stopped, due.ends_at, &none), None);
    }
}
