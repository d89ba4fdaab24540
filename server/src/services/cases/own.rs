//! The cases of a person in the copy of their own data: as they see them on the case page, with what they said and were told.
use super::{internal, subject, view};
use crate::portal::Core;
use chrono::{DateTime, SecondsFormat, Utc};
use contract::cases::{CaseView, Side};
use contract::{Caller, PortResult};
use domain::account::{Acting, SignedIn};
use domain::policy::Actor;
use serde_json::{Value, json};
use std::sync::Arc;
use uuid::Uuid;

/// Cases read at once.
const PAGE: u32 = 100;

fn at(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Whatever the session acts as now, these are looked at as the person.
fn as_person(caller: &Caller, party: Uuid) -> Caller {
    let actor = match &caller.actor {
        Actor::Account(signed) => {
            Actor::Account(Arc::new(SignedIn { acting: Acting::Person { party }, ..(**signed).clone() }))
        }
        other => other.clone(),
    };
    Caller { actor, ..caller.clone() }
}

/// Every case of a person.
///
/// # Errors
/// Of database and keys.
pub async fn all(core: &Core, caller: &Caller, party: Uuid) -> PortResult<Vec<Value>> {
    let caller = as_person(caller, party);
    let mut tx = core.store.read().await.map_err(internal)?;
    let mut cases = Vec::new();
    let mut skip = 0;
    loop {
        let rows = tx.cases_of(party, skip, PAGE).await.map_err(internal)?;
        let last = rows.len() < PAGE as usize;
        skip += PAGE;
        for row in rows.into_iter().filter(|row| subject::of(&row.kind).is_ok()) {
            let subject = subject::read(core, &mut tx, &caller, row).await?;
            let seen = view::build(core, &mut tx, &caller, &*subject, Side::Applicant).await?;
            let known = subject.applicant(core)?;
            let contact = known.map(|known| json!({ "name": known.name, "phone": known.phone, "email": known.email }));
            cases.push(as_json(&seen, contact));
        }
        if last {
            return Ok(cases);
        }
    }
}

fn as_json(case: &CaseView, contact: Option<Value>) -> Value {
    json!({
        "number": case.head.number,
        "kind": case.head.kind.label,
        "title": case.head.title,
        "state": case.head.state.label,
        "filed": at(case.head.filed),
        "changed": at(case.head.changed),
        "target": case.target.name.clone().or_else(|| case.target.text.clone()),
        "contact": contact,
        "answers": case.answers.iter().map(|(label, text)| json!({ "question": label, "answer": text })).collect::<Vec<_>>(),
        "history": case.timeline.iter().map(|entry| json!({
            "at": at(entry.at), "event": entry.event.label, "by": entry.actor, "text": entry.text,
            "facts": entry.facts.iter().map(|(label, text)| json!({ "name": label, "value": text })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "messages": case.messages.iter().filter(|message| !message.internal).map(|message| json!({
            "at": at(message.at), "from": message.from, "text": message.text, "own": message.own,
        })).collect::<Vec<_>>(),
        "documents": case.documents.iter().map(|document| json!({
            "name": document.name, "slot": document.slot.label, "bytes": document.bytes, "sha256": document.sha256,
            "at": at(document.at), "from": document.from,
        })).collect::<Vec<_>>(),
    })
}
