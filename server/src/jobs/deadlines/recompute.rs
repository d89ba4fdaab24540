//! 暂定: a date that was counted without the calendar of its year is counted again once the calendar is there. Running clocks that
//! were counted with all their calendars keep their date.
use super::people;
use crate::portal::Core;
use crate::services::cases::told;
use crate::services::notices::{NewNotice, Recipient, owe};
use domain::audit::Entry;
use domain::calendar::{Calendars, YearTable, legal_date};
use domain::cases::{ClockChange, EventCode};
use domain::locale::Locale;
use domain::notice::NoticeKind;
use serde_json::json;
use store::StoreError;
use store::cases::{EventRow, RunningClock};

/// Counts all provisional clocks again; how many changed.
pub async fn all(core: &Core) -> anyhow::Result<u32> {
    let clocks = core.store.read().await?.provisional_clocks().await?;
    if clocks.is_empty() {
        return Ok(0);
    }
    let active = core.active();
    let mut changed = 0;
    for clock in clocks {
        let calendars = as_counted(core, &clock, &active.calendars).await?;
        changed += u32::from(one(core, clock, &calendars).await?);
    }
    Ok(changed)
}

/// The tables a clock was counted with, and those in force for the years it missed: a year that was edited since does not move it.
async fn as_counted(core: &Core, running: &RunningClock, active: &Calendars) -> anyhow::Result<Calendars> {
    let clock = &running.row.clock;
    let missing = clock.due.as_ref().map(|due| due.missing_years.as_slice()).unwrap_or_default();
    let mut calendars = active.clone();
    for (&year, version) in clock.version.calendars.iter().filter(|(year, _)| !missing.contains(year)) {
        if active.table(year).is_some_and(|table| table.version() == *version) {
            continue;
        }
        let versions = core.store.read().await?.calendar_versions(i64::from(year)).await?;
        let tables = versions.iter().filter_map(|one| YearTable::from_toml(&one.text).ok());
        if let Some(table) = tables.into_iter().find(|table| table.version() == *version) {
            calendars = calendars.with(table);
        }
    }
    Ok(calendars)
}

/// Counts one again, in one transaction with its case, its timeline and the notices. Somebody who changed the case meanwhile comes first: the
/// next round sees what they did.
async fn one(core: &Core, running: RunningClock, calendars: &Calendars) -> anyhow::Result<bool> {
    let mut running = running;
    let Some(ClockChange { before, after }) = running.row.clock.recompute(calendars)? else { return Ok(false) };
    let now = core.clock.now();
    let mut tx = core.store.write().await?;
    let Some(mut case) = tx.case_by_id(running.row.case).await? else { return Ok(false) };
    let current = tx.clocks_of(case.id).await?.into_iter().find(|row| row.id == running.row.id);
    if current.is_none_or(|row| row.clock.due.as_ref() != Some(&before)) {
        return Ok(false);
    }
    tx.put_clock(&running.row).await?;
    if case.due == Some(before.ends_at) {
        case.due = Some(after.ends_at);
    }
    case.changed = now;
    match tx.save_case(&case).await {
        Err(StoreError::Conflict(_)) => return Ok(false),
        done => done?,
    }
    let facts = json!({ "clock": running.row.clock.key, "from": before.date, "to": after.date });
    let seq = tx.next_event(case.id).await?;
    tx.add_event(&EventRow {
        case: case.id,
        seq,
        at: now,
        code: EventCode::Recomputed.code().into(),
        audience: EventCode::Recomputed.audience().code().into(),
        actor: "portal".into(),
        body: None,
        account: None,
        role: None,
        facts: facts.to_string(),
        note: None,
    })
    .await?;
    // A date that stays and is no longer provisional changes nothing for anybody.
    if before.date != after.date {
        let event = format!("clock:{}:{}:{}:recomputed", running.row.id, before.date, after.date);
        for account in people::owners(&mut tx, &running, legal_date(now)?).await? {
            let notice = NewNotice::new(&event, Recipient::Account(account), NoticeKind::DeadlineRecomputed)
                .case(case.id, case.number.clone())
                .fact("old", before.date)
                .fact("due", after.date)
                .link(format!("/cases/{}", case.number));
            owe(core, &mut tx, notice).await?;
        }
        let (reporters, link) = told::reporters(core, &mut tx, &case, Locale::ZhCn).await?;
        for to in reporters {
            let notice = NewNotice::new(&event, to, NoticeKind::DeadlineRecomputed)
                .case(case.id, case.number.clone())
                .fact("old", before.date)
                .fact("due", after.date)
                .link(&link)
                .statutory();
            owe(core, &mut tx, notice).await?;
        }
    }
    let mut entry = Entry::new(now, "case.recompute", "case", case.number.clone());
    entry.case = Some(case.number);
    (entry.before, entry.after) = (json!({ "due": before.date }), json!({ "due": after.date }));
    tx.audit(entry);
    tx.commit(Vec::new()).await?;
    Ok(true)
}
