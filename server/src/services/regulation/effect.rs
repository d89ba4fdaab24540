//! What a change does to those who meet it, before it holds: ends of periods from sample days on, steps, words, running cases.
use super::super::internal;
use super::rows;
use crate::portal::Core;
use chrono::{Datelike, NaiveDate};
use contract::PortResult;
use contract::regulation::{CalendarEffect, DueChange, ProfileEffect};
use domain::calendar::{Calendars, Due, YearTable};
use domain::locale::Locale;
use domain::profile::{Clock, Profile, edit};
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;

/// Month and day of the sample starts: before 国庆, before 春节, over the turn of the year (ui 5.16). They are examples, not periods.
const SAMPLES: [(u32, u32); 3] = [(2, 13), (9, 28), (12, 29)];

fn samples(year: i32, today: NaiveDate) -> Vec<NaiveDate> {
    let mut starts: BTreeSet<NaiveDate> =
        SAMPLES.iter().filter_map(|(month, day)| NaiveDate::from_ymd_opt(year, *month, *day)).collect();
    if today.year() == year {
        starts.insert(today);
    }
    starts.into_iter().collect()
}

fn change(label: String, start: NaiveDate, length: Option<u32>, before: Option<Due>, after: Option<Due>) -> DueChange {
    DueChange {
        label,
        start,
        length,
        before_provisional: before.as_ref().is_some_and(|due| due.provisional),
        after_provisional: after.as_ref().is_some_and(|due| due.provisional),
        before: before.map(|due| due.date),
        after: after.map(|due| due.date),
    }
}

/// A calendar's draft: examples from the periods of the active profile, those whose end moves.
pub(super) async fn of_calendar(
    tx: &mut Tx,
    core: &Core,
    locale: Locale,
    before: &YearTable,
    after: &YearTable,
) -> PortResult<CalendarEffect> {
    let active = core.active();
    let (old, new) = (active.calendars.clone().with(before.clone()), active.calendars.clone().with(after.clone()));
    let mut by_length: BTreeMap<u32, String> = BTreeMap::new();
    for (key, clock) in active.profile.profile.clocks() {
        if let Some(length) = clock.working_days() {
            by_length.entry(length).or_insert_with(|| rows::clock_label(locale, key));
        }
    }
    let mut found = Vec::new();
    for start in samples(before.year(), core.clock.today()) {
        for (length, label) in &by_length {
            let due = |calendars: &Calendars| domain::calendar::due(start, *length, calendars).ok();
            let one = change(label.clone(), start, Some(*length), due(&old), due(&new));
            if (one.before, one.before_provisional) != (one.after, one.after_provisional) {
                found.push(one);
            }
        }
    }
    let (running, moved) = running_clocks(tx, &old, &new).await?;
    Ok(CalendarEffect { running, moved, samples: found })
}

/// Running periods: how many, and those whose end moves, by the number of their case.
async fn running_clocks(tx: &mut Tx, old: &Calendars, new: &Calendars) -> PortResult<(u64, Vec<DueChange>)> {
    let (mut running, mut moved) = (0, Vec::new());
    for clock in tx.running_clocks().await.map_err(internal)? {
        let Some(due) = clock.row.clock.due else { continue };
        running += 1;
        let again = |calendars: &Calendars| domain::calendar::due_period(due.start, due.period, calendars).ok();
        let one = change(clock.number, due.start, None, again(old), again(new));
        if (one.before, one.before_provisional) != (one.after, one.after_provisional) {
            moved.push(one);
        }
    }
    Ok((running, moved))
}

/// A profile's draft.
pub(super) async fn of_profile(
    tx: &mut Tx,
    core: &Core,
    locale: Locale,
    before: &Profile,
    after: &Profile,
    trial: Option<NaiveDate>,
) -> PortResult<ProfileEffect> {
    let calendars = &core.active().calendars;
    let (old, new): (BTreeMap<_, _>, BTreeMap<_, _>) =
        (before.clocks().into_iter().collect(), after.clocks().into_iter().collect());
    let keys: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    let today = core.clock.today();
    let mut dues = Vec::new();
    let mut tried = Vec::new();
    for key in keys {
        let (old, new) = (old.get(key).copied(), new.get(key).copied());
        let from = |start: NaiveDate| {
            let due = |clock: Option<&Clock>| clock.and_then(|clock| clock.due(start, calendars).ok().flatten());
            change(rows::clock_label(locale, key), start, None, due(old), due(new))
        };
        tried.extend(trial.map(from).filter(|one| one.before.is_some() || one.after.is_some()));
        if old.map(|clock| clock.period) != new.map(|clock| clock.period) {
            dues.extend(samples(today.year(), today).into_iter().map(from));
        }
    }
    let steps = |profile: &Profile| {
        let steps = edit::values(profile).into_iter().find(|(key, _)| key == "restricted.steps");
        steps.map(|(_, value)| value.split(", ").map(|step| rows::step(locale, step)).collect()).unwrap_or_default()
    };
    let (was, is): (Vec<String>, Vec<String>) = (steps(before), steps(after));
    let words: BTreeMap<String, String> = edit::values(before).into_iter().collect();
    let labels = edit::values(after)
        .into_iter()
        .filter(|(key, _)| key.starts_with("labels."))
        .filter_map(|(key, new)| {
            let old = words.get(&key).cloned().unwrap_or_default();
            (old != new).then_some((key, old, new))
        })
        .collect();
    let running = running_cases(tx).await.map_err(internal)?;
    Ok(ProfileEffect {
        dues,
        steps: (was != is).then_some((was, is)),
        labels,
        running,
        checks: checks(locale, after, &words),
        trial: trial.map(|day| (day, tried)),
    })
}

/// What a publisher should look at once more (ui 5.16): words without English or with an English that was left behind, a document that is
/// no law, review and recheck at one desk.
fn checks(locale: Locale, after: &Profile, before: &BTreeMap<String, String>) -> Vec<String> {
    let values: BTreeMap<String, String> = edit::values(after).into_iter().collect();
    let left: Vec<&str> = values
        .iter()
        .filter_map(|(key, zh)| {
            let name = key.strip_suffix(".zh")?;
            let english = format!("{name}.en");
            let en = values.get(&english).map(String::as_str).unwrap_or_default();
            let moved = before.get(key).is_some_and(|old| old != zh);
            let stays = before.get(&english).is_some_and(|old| old == en);
            (en.trim().is_empty() || moved && stays).then_some(name)
        })
        .collect();
    let mut checks = Vec::new();
    if !left.is_empty() {
        checks.push(texts::t!(locale, "draft-check-english", n = left.len(), keys = texts::list(locale, &left)));
    }
    if after.is_draft() {
        checks.push(texts::t!(locale, "draft-check-not-law"));
    }
    let of = |key: &str| values.get(key).map(String::as_str).unwrap_or_default();
    let steps: Vec<&str> = of("restricted.steps").split(", ").collect();
    if of("restricted.addressee") == "publisher" && steps.contains(&"demand") && steps.contains(&"recheck") {
        checks.push(texts::t!(locale, "draft-check-same-desk"));
    }
    checks
}

/// Cases with a period that runs; they keep the version they began with.
async fn running_cases(tx: &mut Tx) -> store::StoreResult<u64> {
    let cases: BTreeSet<_> = tx.running_clocks().await?.into_iter().map(|clock| clock.row.case).collect();
    Ok(cases.len() as u64)
}
