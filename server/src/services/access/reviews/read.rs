//! Reads the history of an application for what its state does not hold: reasons, opinions, what came with a supplement.
use super::fields::CONDITION;
use super::load::Loaded;
use super::subject::OPINIONS;
use crate::portal::Core;
use crate::services::cases::timeline;
use crate::services::internal;
use contract::PortResult;
use domain::cases::EventCode;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use store::Tx;
use store::cases::EventRow;
use uuid::Uuid;

/// A line of the history with its texts in the clear.
pub struct Told {
    pub row: EventRow,
    pub code: Option<EventCode>,
    pub facts: Map<String, Value>,
    pub texts: BTreeMap<String, String>,
}

/// The whole history, the oldest first; only what the reader may see of it.
pub async fn history(core: &Core, tx: &mut Tx, loaded: &Loaded) -> PortResult<Vec<Told>> {
    use crate::services::cases::subject::Subject as _;
    let mut all = Vec::new();
    for row in tx.events_of(loaded.row.id).await.map_err(internal)? {
        if !loaded.shows_event(&row) {
            continue;
        }
        let mut told = told(core, row)?;
        told.texts.retain(|name, _| loaded.shows_part(&told.row, name));
        all.push(told);
    }
    Ok(all)
}

fn told(core: &Core, row: EventRow) -> PortResult<Told> {
    let facts = serde_json::from_str(&row.facts).map_err(internal)?;
    let texts = timeline::unsealed(core, &row)?;
    Ok(Told { code: EventCode::from_code(&row.code), row, facts, texts })
}

/// What all the publishers and the recheck said of the lines, whoever reads it: for what is drawn up from it, shown to nobody as it is.
pub async fn opinions(core: &Core, tx: &mut Tx, application: Uuid) -> PortResult<Vec<Told>> {
    let mut rows = tx.events_of(application).await.map_err(internal)?;
    rows.retain(|row| EventCode::from_code(&row.code).is_some_and(|code| OPINIONS.contains(&code)));
    rows.into_iter().map(|row| told(core, row)).collect()
}

/// The reason of each refused line, the latest one.
pub fn reasons(history: &[Told]) -> BTreeMap<u32, String> {
    let mut reasons = BTreeMap::new();
    for told in history.iter().filter(|told| told.code.is_some_and(|code| OPINIONS.contains(&code))) {
        for (name, text) in &told.texts {
            if let Some(no) = name.strip_prefix("reason-").and_then(|no| no.parse().ok()) {
                reasons.insert(no, text.clone());
            }
        }
    }
    reasons
}

/// On what conditions each line was agreed to: 仅限沙箱, and the publisher's own words.
pub fn conditions(history: &[Told]) -> BTreeMap<u32, LineConditions> {
    let mut conditions = BTreeMap::new();
    for told in history.iter().filter(|told| told.code.is_some_and(|code| OPINIONS.contains(&code))) {
        collect(&mut conditions, &told.facts, &told.texts);
    }
    conditions
}

/// 条件 of the approval of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineConditions {
    pub sandbox: bool,
    pub text: String,
}

/// Adds what one opinion says.
fn collect(into: &mut BTreeMap<u32, LineConditions>, facts: &Map<String, Value>, texts: &BTreeMap<String, String>) {
    let sandboxed = facts.get("sandbox").and_then(Value::as_array).into_iter().flatten();
    for no in sandboxed.filter_map(|no| u32::try_from(no.as_u64()?).ok()) {
        into.entry(no).or_default().sandbox = true;
    }
    for (name, text) in texts {
        if let Some(no) = name.strip_prefix(CONDITION).and_then(|no| no.parse().ok()) {
            into.entry(no).or_default().text.clone_from(text);
        }
    }
}

/// The reason of a refusal of everything.
pub fn reason_of_all(history: &[Told]) -> Option<String> {
    history.iter().rev().find(|told| told.code == Some(EventCode::FormalRefused))?.texts.get("reason").cloned()
}
