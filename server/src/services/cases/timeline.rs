//! The history of a case as its reader may see it.
use super::load::Loaded;
use super::names::Names;
use super::subject::Subject;
use super::{documents, internal, words};
use crate::portal::Core;
use crate::services;
use contract::PortResult;
use contract::cases::{DocumentView, TimelineEntry};
use domain::cases::{Audience, EventCode};
use domain::catalog::SuspensionReason;
use domain::complaints::{Ending, State, StateCode};
use domain::locale::Locale;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use store::Tx;
use store::cases::EventRow;

/// Texts that only officials read.
const INTERNAL: [&str; 1] = ["note"];

/// Oldest first; the page turns it for officials. `known`: the documents the reader knows of.
pub async fn entries(
    core: &Core,
    tx: &mut Tx,
    names: &mut Names,
    subject: &dyn Subject,
    locale: Locale,
    known: &[DocumentView],
) -> PortResult<Vec<TimelineEntry>> {
    let official = subject.official();
    let mut entries = Vec::new();
    let events = tx.events_of(subject.row().id).await.map_err(internal)?;
    let brought: BTreeMap<String, i64> = tx
        .documents_of(subject.row().id)
        .await
        .map_err(internal)?
        .iter()
        .filter_map(|row| Some((row.id.to_string(), documents::brought_by(&events, row)?)))
        .collect();
    for row in events {
        if (row.audience == Audience::All.code() || official) && subject.shows_event(&row) {
            let mut entry = entry(core, tx, names, subject, &row, locale, official).await?;
            let came = |document: &&DocumentView| brought.get(&document.id) == Some(&row.seq);
            entry.documents = known.iter().filter(came).cloned().collect();
            entries.push(entry);
        }
    }
    Ok(entries)
}

/// The texts of a line, in the clear: of all its readers together.
///
/// # Errors
/// Of the keys, and where what was sealed is none.
pub fn unsealed(core: &Core, row: &EventRow) -> PortResult<BTreeMap<String, String>> {
    let Some(sealed) = &row.note else { return Ok(BTreeMap::new()) };
    let text = core.unseal(sealed, &format!("case_events.note:{}/{}", row.case, row.seq)).map_err(internal)?;
    serde_json::from_str(&text).map_err(internal)
}

/// One line. `official`: with what only officials read.
pub async fn entry(
    core: &Core,
    tx: &mut Tx,
    names: &mut Names,
    subject: &dyn Subject,
    row: &EventRow,
    locale: Locale,
    official: bool,
) -> PortResult<TimelineEntry> {
    let facts: Map<String, Value> = serde_json::from_str(&row.facts).map_err(internal)?;
    let texts = unsealed(core, row)?;
    let actor = match row.body {
        Some(body) => {
            let name = names.body(tx, body).await?.name;
            match row.role.as_deref() {
                Some(role) => {
                    let role = words::of_kind(locale, subject.kind(), "hat", role).label;
                    texts::t!(locale, "case-actor-role", body = name, role = role)
                }
                None => name,
            }
        }
        None => words::of_kind(locale, subject.kind(), "actor", &row.actor).label,
    };
    let person = match row.account.filter(|_| official && row.actor == "body") {
        Some(account) => Some(names.person(core, tx, account).await?),
        None => None,
    };
    let mut named = Vec::new();
    // A clock counted again names the dates before and after, not a body.
    let recomputed = row.code == EventCode::Recomputed.code();
    let shown = |name: &str| !recomputed && !matches!(name, "clock" | "due") && subject.shows_part(row, name);
    for (name, value) in facts.iter().filter(|(name, _)| shown(name)) {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let shown = match name.as_str() {
            name if subject.fact(locale, name, value).is_some() => {
                subject.fact(locale, name, value).unwrap_or_default()
            }
            "to" => match tx.body_by_code(&text).await.map_err(internal)? {
                Some(body) => names.body(tx, body.id).await?.name,
                None => text,
            },
            "reason_class" => SuspensionReason::from_code(&text)
                .map_or(text, |reason| services::words::suspension(locale, reason).label),
            "outcome" | "regulator" | "channel" | "finder" => words::label(locale, name, &text).label,
            "into" => words::label(locale, "conversion", &text).label,
            "assignee" => match uuid::Uuid::parse_str(&text) {
                Ok(account) => names.person(core, tx, account).await?,
                Err(_) => words::label(locale, "fact", "nobody").label,
            },
            _ => text,
        };
        named.push((words::of_kind(locale, subject.kind(), "fact", name).label, shown));
    }
    // One text is the text of the act; a second one (why it is late) is named.
    let mut text = None;
    for (name, value) in texts {
        if INTERNAL.contains(&name.as_str()) && !official || !subject.shows_part(row, &name) {
            continue;
        }
        if text.is_none() && subject.is_text(&name) {
            text = Some(value);
        } else {
            named.push((subject.text_name(locale, &name), value));
        }
    }
    let clock = facts.get("clock").and_then(Value::as_str).map(|code| {
        let (code, due) = if recomputed { ("recomputed", "to") } else { (code, "due") };
        let due = facts.get(due).and_then(Value::as_str).and_then(|due| due.parse().ok());
        let due = due.map(|due| texts::date(locale, due)).unwrap_or_default();
        texts::t_args(locale, &format!("case-clock-{code}"), &{
            let mut args = texts::FluentArgs::new();
            args.set("due", due);
            args
        })
    });
    Ok(TimelineEntry {
        at: row.at,
        event: words::of_kind(locale, subject.kind(), "event", &row.code),
        actor,
        person,
        text,
        facts: named,
        clock,
        internal: row.audience == Audience::Officials.code(),
        documents: Vec::new(),
    })
}

/// What still comes, from the state.
pub fn future(loaded: &Loaded, locale: Locale) -> Vec<contract::cases::FutureStep> {
    let steps: &[StateCode] = match loaded.case.state {
        State::Filed { .. } => &[StateCode::Routed, StateCode::Handling, StateCode::Answered, StateCode::Closed],
        State::Routed { .. } => &[StateCode::Handling, StateCode::Answered, StateCode::Closed],
        State::Handling { .. } | State::Supplement { .. } | State::Referred { .. } => {
            &[StateCode::Answered, StateCode::Closed]
        }
        State::Answered { .. } => &[StateCode::Closed],
        State::Closed { .. } => &[],
    };
    let clock = loaded.clock().map(|row| &row.clock.rule);
    steps
        .iter()
        .map(|step| contract::cases::FutureStep {
            label: words::label(locale, "future", step.code()).label,
            working_days: clock.filter(|_| *step == StateCode::Answered).and_then(domain::profile::Clock::working_days),
            soft: clock.is_none_or(|rule| rule.strength != domain::profile::Strength::Hard),
        })
        .collect()
}

/// Whether a closed case ended without an answer.
pub const fn ended_without(state: &State) -> bool {
    matches!(state, State::Closed { ending: Ending::Cancelled, .. })
}
