//! Working calendars: the year as it holds, one open draft, publication as the next version.
mod files;

pub(super) use files::file;

use super::super::audit::office;
use super::super::internal;
use super::{effect, in_force, may, required, rows, stored, who};
use crate::portal::Core;
use chrono::{Datelike, NaiveDate};
use contract::regulation::*;
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::audit::Entry;
use domain::calendar::{CalendarError, ExceptionKind, MAX_YEAR, MIN_YEAR, NamedDay, YearTable};
use domain::locale::Locale;
use domain::policy::Action;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::{CalendarYear, Draft, DraftKind, DraftState, Tx};

pub(super) async fn list(core: &Core, caller: &Caller) -> PortResult<Vec<CalendarRow>> {
    office(core, caller, Action::ReadRegulation).await?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let mut years: Vec<CalendarYear> = tx.calendars().await.map_err(internal)?;
    years.reverse();
    let mut found = Vec::new();
    let next = core.clock.today().year() + 1;
    if !years.iter().any(|year| year.year >= i64::from(next)) {
        found.push(row(&mut tx, next, None).await?);
    }
    for year in years {
        if let Ok(number) = i32::try_from(year.year) {
            found.push(row(&mut tx, number, Some(&year)).await?);
        }
    }
    Ok(found)
}

async fn row(tx: &mut Tx, year: i32, held: Option<&CalendarYear>) -> PortResult<CalendarRow> {
    let draft = tx.open_draft(DraftKind::Calendar, &year.to_string()).await.map_err(internal)?.is_some();
    let table = table(year, held.map(|held| held.text.as_str()))?;
    let count = |wanted| table.days().filter(|(_, kind, _)| *kind == wanted).count() as u64;
    Ok(CalendarRow {
        year,
        version: held.map_or(0, |held| held.version),
        since: held.map(|held| held.imported),
        source: held.map(|held| held.source.clone()).unwrap_or_default(),
        rest: count(ExceptionKind::Rest),
        work: count(ExceptionKind::Work),
        has_data: table.has_data(),
        draft,
    })
}

/// The table of a text; a year without one is an empty table.
fn table(year: i32, text: Option<&str>) -> PortResult<YearTable> {
    match text {
        Some(text) => YearTable::parse(text).map_err(internal),
        None => {
            YearTable::new(year, Vec::new(), None, Vec::new()).map_err(|_| Refusal::new(ErrorCode::NotFound).into())
        }
    }
}

/// What holds, and the open draft.
async fn load(tx: &mut Tx, year: i32) -> PortResult<(Option<CalendarYear>, Option<Draft>)> {
    if !(MIN_YEAR..=MAX_YEAR).contains(&year) {
        return Err(Refusal::new(ErrorCode::NotFound).into());
    }
    let held = tx.calendar_versions(year.into()).await.map_err(internal)?.into_iter().next();
    let draft = tx.open_draft(DraftKind::Calendar, &year.to_string()).await.map_err(internal)?;
    Ok((held, draft))
}

pub(super) async fn view(core: &Core, caller: &Caller, year: i32) -> PortResult<CalendarView> {
    office(core, caller, Action::ReadRegulation).await?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let (held, draft) = load(&mut tx, year).await?;
    let before = table(year, held.as_ref().map(|held| held.text.as_str()))?;
    let after = match &draft {
        Some(draft) => table(year, Some(&draft.text))?,
        None => before.clone(),
    };
    let today = core.clock.today();
    let effect = match &draft {
        Some(_) => Some(effect::of_calendar(&mut tx, core, caller.locale, &before, &after).await?),
        None => None,
    };
    let provisional = provisional(&mut tx, year).await?;
    let mut history = rows::calendar_history(&mut tx, caller.locale, year).await?;
    history.truncate(100);
    Ok(CalendarView {
        row: row(&mut tx, year, held.as_ref()).await?,
        days: rows::days(year, &after),
        exceptions: exceptions(&before, &after, today),
        provisional,
        effect,
        history,
        may_edit: may(caller, Action::EditCalendar),
    })
}

/// Cases with a period that looked at this year and did not find its holidays.
async fn provisional(tx: &mut Tx, year: i32) -> PortResult<u64> {
    let clocks = tx.provisional_clocks().await.map_err(internal)?;
    let rests = |due: &domain::calendar::Due| due.missing_years.contains(&year);
    let cases: BTreeSet<_> = clocks
        .iter()
        .filter(|clock| clock.row.clock.due.as_ref().is_some_and(rests))
        .map(|clock| clock.row.case)
        .collect();
    Ok(cases.len() as u64)
}

/// Exceptions of both tables by day, with what the draft does to them.
fn exceptions(before: &YearTable, after: &YearTable, today: NaiveDate) -> Vec<ExceptionRow> {
    let dates: BTreeSet<NaiveDate> = before.days().chain(after.days()).map(|(date, _, _)| date).collect();
    dates
        .into_iter()
        .filter_map(|date| {
            let (old, new) = (before.exception(date), after.exception(date));
            let (kind, name) = new.or(old)?;
            Some(ExceptionRow {
                date,
                rest: kind == ExceptionKind::Rest,
                name: name.to_owned(),
                changed: if old == new { None } else { Some(new.is_some()) },
                locked: date < today,
            })
        })
        .collect()
}

/// The words of a refusal of the calendar.
fn refused(locale: Locale, field: &str, error: &CalendarError) -> PortError {
    let why = texts::t(locale, &format!("rule-fault-{}", error.code()));
    PortError::Invalid(vec![Refusal::new(ErrorCode::RuleRefused).field(field).fact("why", why)])
}

fn days(table: &YearTable) -> Vec<(NamedDay, ExceptionKind)> {
    table.days().map(|(date, kind, name)| (NamedDay { date, name: name.to_owned() }, kind)).collect()
}

pub(super) async fn edit(core: &Core, caller: &Caller, year: i32, edit: CalendarEdit) -> PortResult<()> {
    office(core, caller, Action::EditCalendar).await?;
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let (held, draft) = load(&mut tx, year).await?;
    let held_table = table(year, held.as_ref().map(|held| held.text.as_str()))?;
    let mut draft = draft.unwrap_or_else(|| Draft {
        id: core.ids.id(now),
        kind: DraftKind::Calendar,
        name: year.to_string(),
        base: held.as_ref().map(|held| held.id),
        text: String::new(),
        changes: json!([]),
        activates: false,
        state: DraftState::Open,
        added_by: who(caller),
        added: now,
        decided_by: None,
        decided: None,
        note: None,
        valid_from: None,
    });
    let current = if draft.text.is_empty() { held_table.clone() } else { table(year, Some(&draft.text))? };
    let today = core.clock.today();
    let mut entry = Entry::new(now, "calendar.draft", "calendar", year.to_string());
    let changed = match edit {
        CalendarEdit::Discard => {
            if draft.text.is_empty() {
                return Ok(());
            }
            draft.state = DraftState::Discarded;
            (draft.decided_by, draft.decided) = (Some(who(caller)), Some(now));
            entry.action = "calendar.discard".into();
            tx.put_draft(&draft).await.map_err(stored)?;
            tx.audit(caller.sign(entry));
            return tx.commit(Vec::new()).await.map_err(internal).map(|_| ());
        }
        CalendarEdit::Set { date, kind, name, reason } => {
            let mut faults = Vec::new();
            let day = day(&date, &mut faults);
            let name = required("name", &name, &mut faults);
            if !matches!(kind.as_str(), "rest" | "work") {
                faults.push(Refusal::new(ErrorCode::Required).field("kind"));
            }
            let reason = reason_for(day, today, &reason, &mut faults);
            let (Some(date), true) = (day, faults.is_empty()) else { return Err(PortError::Invalid(faults)) };
            let kind = if kind == "rest" { ExceptionKind::Rest } else { ExceptionKind::Work };
            let mut all = days(&current);
            all.retain(|(known, _)| known.date != date);
            all.push((NamedDay { date, name }, kind));
            entry.reason = reason;
            with_days(caller.locale, "date", year, &current, all)?
        }
        CalendarEdit::Remove { date, reason } => {
            let mut faults = Vec::new();
            let day = day(&date, &mut faults);
            let reason = reason_for(day, today, &reason, &mut faults);
            let (Some(date), true) = (day, faults.is_empty()) else { return Err(PortError::Invalid(faults)) };
            let mut all = days(&current);
            all.retain(|(known, _)| known.date != date);
            entry.reason = reason;
            with_days(caller.locale, "date", year, &current, all)?
        }
        CalendarEdit::Paste { text } => files::paste(caller.locale, year, &text, &current, today)?,
    };
    entry.before = summary(&current);
    entry.after = summary(&changed);
    let text = changed.to_toml().map_err(internal)?;
    let note = json!({ "at": now, "by": who(caller), "reason": entry.reason });
    if let Value::Array(list) = &mut draft.changes {
        list.push(note);
    }
    draft.text = text;
    tx.put_draft(&draft).await.map_err(stored)?;
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal).map(|_| ())
}

fn day(text: &str, faults: &mut Vec<Refusal>) -> Option<NaiveDate> {
    let parsed = text.trim().parse().ok();
    if parsed.is_none() {
        faults.push(Refusal::new(ErrorCode::Required).field("date"));
    }
    parsed
}

/// A day that is over changes periods that were counted: only with a reason.
fn reason_for(day: Option<NaiveDate>, today: NaiveDate, text: &str, faults: &mut Vec<Refusal>) -> Option<String> {
    if day.is_some_and(|day| day < today) {
        return Some(required("reason", text, faults));
    }
    Some(text.trim().chars().take(super::LONGEST).collect::<String>()).filter(|text| !text.is_empty())
}

fn with_days(
    locale: Locale,
    field: &str,
    year: i32,
    from: &YearTable,
    days: Vec<(NamedDay, ExceptionKind)>,
) -> PortResult<YearTable> {
    YearTable::new(year, from.sources().to_vec(), None, days).map_err(|error| refused(locale, field, &error))
}

/// Days of a table for the trail: codes and dates, a few kilobytes at most.
fn summary(table: &YearTable) -> Value {
    let of = |wanted: ExceptionKind| {
        table.days().filter(|(_, kind, _)| *kind == wanted).map(|(date, _, _)| date.to_string()).collect::<Vec<_>>()
    };
    json!({ "rest": of(ExceptionKind::Rest).join(" "), "work": of(ExceptionKind::Work).join(" ") })
}

pub(super) async fn publish(core: &Core, caller: &Caller, year: i32, source: &str) -> PortResult<i64> {
    office(core, caller, Action::EditCalendar).await?;
    let mut faults = Vec::new();
    let source = required("source", source, &mut faults);
    if !faults.is_empty() {
        return Err(PortError::Invalid(faults));
    }
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let (held, draft) = load(&mut tx, year).await?;
    let mut draft = draft.ok_or_else(|| Refusal::new(ErrorCode::Conflict))?;
    if draft.base != held.as_ref().map(|held| held.id) {
        // Another version was imported meanwhile.
        return Err(Refusal::new(ErrorCode::Conflict).into());
    }
    let before = table(year, held.as_ref().map(|held| held.text.as_str()))?;
    let after = table(year, Some(&draft.text))?;
    let mut entry = Entry::new(now, "calendar.publish", "calendar", year.to_string());
    tx.put_calendar(core.ids.id(now), year.into(), &draft.text, &source, now).await.map_err(stored)?;
    let version = held.as_ref().map_or(0, |held| held.version) + 1;
    draft.state = DraftState::Published;
    (draft.decided_by, draft.decided, draft.note) = (Some(who(caller)), Some(now), Some(version.to_string()));
    tx.put_draft(&draft).await.map_err(stored)?;
    let with_version = |mut value: Value, version: i64| {
        value["version"] = version.into();
        value
    };
    entry.before = with_version(summary(&before), version - 1);
    entry.after = with_version(summary(&after), version);
    entry.reason = Some(source);
    entry.calendar = Some(format!("{year}:{}", after.version()));
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    in_force(core).await?;
    Ok(version)
}
