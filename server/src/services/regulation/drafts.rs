//! Drafts of profiles: one person changes values with reason and article, another one publishes.
mod view;

pub(super) use view::view;

use super::super::audit::office;
use super::super::internal;
use super::profiles::{Known, problems};
use super::{copy, in_force, publish, required, stored, who};
use crate::portal::Core;
use contract::regulation::{DraftAct, ValueEdit};
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::account::Role;
use domain::audit::Entry;
use domain::law::Citation;
use domain::locale::Locale;
use domain::policy::Action;
use domain::profile::{Resolved, edit};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use store::{Draft, DraftKind, DraftState, Tx};
use uuid::Uuid;

/// A change as the draft keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    pub key: String,
    pub before: String,
    pub after: String,
    pub reason: String,
    pub article: String,
    pub by: String,
    /// Taken over from this profile, because it was missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}

/// The changes of a draft. A draft that only activates has none.
pub(super) fn changes(draft: &Draft) -> PortResult<Vec<Kept>> {
    serde_json::from_value(draft.changes.clone()).map_err(internal)
}

pub(super) fn refused(code: ErrorCode) -> PortError {
    Refusal::new(code).into()
}

pub(super) fn fault(field: &str, why: String) -> PortError {
    PortError::Invalid(vec![Refusal::new(ErrorCode::RuleRefused).field(field).fact("why", why)])
}

/// A draft of what holds now.
fn fresh(core: &Core, caller: &Caller, known: &Known, name: &str) -> PortResult<Draft> {
    let now = core.clock.now();
    let held = known.held(name)?;
    Ok(Draft {
        id: core.ids.id(now),
        kind: DraftKind::Profile,
        name: name.to_owned(),
        base: Some(held.id),
        text: held.text.clone(),
        changes: json!([]),
        activates: known.active.name == name,
        state: DraftState::Open,
        added_by: who(caller),
        added: now,
        decided_by: None,
        decided: None,
        note: None,
        valid_from: None,
    })
}

/// Puts one value into a text; both the value and the whole must be right afterwards.
fn put(locale: Locale, known: &Known, name: &str, text: &str, change: &Kept) -> PortResult<(String, Resolved)> {
    if let Some(from) = &change.from {
        return copy::put(locale, known, name, text, change, from);
    }
    let now = known.resolve(name, text).map_err(internal)?;
    let article: Citation =
        change.article.parse().map_err(|_| fault("article", texts::t(locale, "rule-fault-article")))?;
    let text = match edit::set(text, &now.profile, &change.key, &change.after, article) {
        Ok(text) => text,
        Err(edit::EditError::UnknownKey(_)) => return Err(refused(ErrorCode::NotFound)),
        Err(edit::EditError::Kind { .. }) => return Err(fault("value", texts::t(locale, "rule-fault-kind"))),
        Err(error @ edit::EditError::Text(_)) => return Err(internal(error)),
    };
    let resolved = known.resolve(name, &text).map_err(|errors| fault("value", problems(&errors)))?;
    Ok((text, resolved))
}

fn value_of(resolved: &Resolved, key: &str) -> PortResult<String> {
    let found = edit::values(&resolved.profile).into_iter().find(|(known, _)| known == key);
    found.map(|(_, value)| value).ok_or_else(|| refused(ErrorCode::NotFound))
}

pub(super) async fn edit(core: &Core, caller: &Caller, name: &str, wanted: ValueEdit) -> PortResult<String> {
    let role = office(core, caller, Action::EditProfile).await?;
    let mut faults = Vec::new();
    let value = required("value", &wanted.value, &mut faults);
    let reason = required("reason", &wanted.reason, &mut faults);
    let article = required("article", &wanted.article, &mut faults);
    if !faults.is_empty() {
        return Err(PortError::Invalid(faults));
    }
    let mut tx = core.store.write().await.map_err(internal)?;
    let known = Known::load(&mut tx).await?;
    let held = known.resolve(name, &known.held(name)?.text).map_err(internal)?;
    let held = edit::values(&held.profile).into_iter().find(|(key, _)| *key == wanted.key);
    // What the draft took over from another profile was nothing before.
    let before = held.map(|(_, value)| value).unwrap_or_default();
    let change = Kept { key: wanted.key, before, after: value, reason, article, by: who(caller), from: None };
    enter(core, caller, tx, &known, name, role, change).await
}

/// Puts a change into the open draft of a profile, which is made if there is none, and ends the transaction. Returns its id.
pub(super) async fn enter(
    core: &Core,
    caller: &Caller,
    mut tx: Tx,
    known: &Known,
    name: &str,
    role: Option<Role>,
    mut change: Kept,
) -> PortResult<String> {
    let mut draft = match tx.open_draft(DraftKind::Profile, name).await.map_err(internal)? {
        Some(draft) if draft.state == DraftState::Open => draft,
        // Who proposed it waits for the other person.
        Some(_) => return Err(refused(ErrorCode::Conflict)),
        None => fresh(core, caller, known, name)?,
    };
    let mut kept = changes(&draft)?;
    kept.retain(|known| known.key != change.key);
    let (text, resolved) = put(caller.locale, known, name, &draft.text, &change)?;
    if change.from.is_none() {
        change.after = value_of(&resolved, &change.key)?;
    }
    let mut entry = Entry::new(core.clock.now(), "profile.draft", "profile", name);
    entry.role = role.map(|role| role.code().into());
    entry.before = json!({ &change.key: &change.before });
    entry.after = json!({ &change.key: &change.after, "article": &change.article, "from": &change.from });
    entry.reason = Some(change.reason.clone());
    kept.push(change);
    draft.text = text;
    draft.changes = serde_json::to_value(&kept).map_err(internal)?;
    tx.put_draft(&draft).await.map_err(stored)?;
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(draft.id.to_string())
}

pub(super) async fn propose_activation(core: &Core, caller: &Caller, name: &str, reason: &str) -> PortResult<String> {
    let role = office(core, caller, Action::EditProfile).await?;
    let mut faults = Vec::new();
    let reason = required("reason", reason, &mut faults);
    if !faults.is_empty() {
        return Err(PortError::Invalid(faults));
    }
    let mut tx = core.store.write().await.map_err(internal)?;
    let known = Known::load(&mut tx).await?;
    if known.active.name == name || tx.open_draft(DraftKind::Profile, name).await.map_err(internal)?.is_some() {
        return Err(refused(ErrorCode::Conflict));
    }
    let mut draft = fresh(core, caller, &known, name)?;
    (draft.activates, draft.state, draft.note) = (true, DraftState::Proposed, Some(reason.clone()));
    let mut entry = Entry::new(core.clock.now(), "profile.propose", "profile", name);
    entry.role = role.map(|role| role.code().into());
    entry.reason = Some(reason);
    entry.after = json!({ "active": name });
    tx.put_draft(&draft).await.map_err(stored)?;
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(draft.id.to_string())
}

async fn load(tx: &mut Tx, id: &str) -> PortResult<Draft> {
    let id: Uuid = id.parse().map_err(|_| refused(ErrorCode::NotFound))?;
    let draft = tx.draft(id).await.map_err(internal)?.filter(|draft| draft.kind == DraftKind::Profile);
    draft.ok_or_else(|| refused(ErrorCode::NotFound))
}

/// Whoever had a hand in it does not publish it.
fn had_a_hand(draft: &Draft, kept: &[Kept], person: &str) -> bool {
    draft.added_by == person || kept.iter().any(|change| change.by == person)
}

pub(super) async fn act(core: &Core, caller: &Caller, id: &str, act: DraftAct) -> PortResult<()> {
    let action = match act {
        DraftAct::Confirm { .. } | DraftAct::Refuse { .. } => Action::ConfirmProfile,
        DraftAct::Revert { .. } | DraftAct::Propose | DraftAct::Discard => Action::EditProfile,
    };
    let role = office(core, caller, action).await?;
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let mut draft = load(&mut tx, id).await?;
    let known = Known::load(&mut tx).await?;
    let mut kept = changes(&draft)?;
    let person = who(caller);
    let mut entry = Entry::new(now, "profile.draft", "profile", &draft.name);
    entry.role = role.map(|role| role.code().into());
    let expected = match act {
        DraftAct::Revert { .. } | DraftAct::Propose => draft.state == DraftState::Open,
        DraftAct::Confirm { .. } | DraftAct::Refuse { .. } => {
            draft.state == DraftState::Proposed && draft.decided_by.is_none()
        }
        // Also one that was confirmed and waits for its day.
        DraftAct::Discard => matches!(draft.state, DraftState::Open | DraftState::Proposed),
    };
    if !expected {
        return Err(refused(ErrorCode::Conflict));
    }
    let decided = |draft: &mut Draft, state| {
        draft.state = state;
        (draft.decided_by, draft.decided) = (Some(person.clone()), Some(now));
    };
    match act {
        DraftAct::Revert { key } => {
            kept.retain(|change| change.key != key);
            let mut text = known.held(&draft.name)?.text.clone();
            for change in &kept {
                text = put(caller.locale, &known, &draft.name, &text, change)?.0;
            }
            (draft.text, draft.changes) = (text, serde_json::to_value(&kept).map_err(internal)?);
            entry.after = json!({ "reverted": key });
        }
        DraftAct::Propose => {
            if kept.is_empty() {
                return Err(fault("", texts::t(caller.locale, "rule-fault-nothing-changed")));
            }
            draft.state = DraftState::Proposed;
            (entry.action, entry.after) = ("profile.propose".into(), facts(&kept, |change| &change.after));
        }
        DraftAct::Discard => {
            decided(&mut draft, DraftState::Discarded);
            entry.action = "profile.discard".into();
        }
        DraftAct::Refuse { note } => {
            second_person(caller, &draft, &kept)?;
            let mut faults = Vec::new();
            let note = required("note", &note, &mut faults);
            if !faults.is_empty() {
                return Err(PortError::Invalid(faults));
            }
            decided(&mut draft, DraftState::Refused);
            draft.note = Some(note.clone());
            (entry.action, entry.reason) = ("profile.refuse".into(), Some(note));
        }
        DraftAct::Confirm { title, valid_from } => {
            second_person(caller, &draft, &kept)?;
            let resolved = publish::checked(&known, &draft)?;
            let is_draft = publish::switches(&known, &draft) && resolved.profile.is_draft();
            if is_draft && title.trim() != resolved.profile.title(Locale::ZhCn) {
                return Err(fault("title", texts::t(caller.locale, "rule-fault-title")));
            }
            match publish::valid_from(core, caller.locale, &valid_from)? {
                None => publish::publish(core, &mut tx, &known, &mut draft, &kept, &person, &mut entry).await?,
                Some(day) => {
                    draft.valid_from = Some(day);
                    (draft.decided_by, draft.decided) = (Some(person.clone()), Some(now));
                    entry.action = "profile.schedule".into();
                    entry.after = facts(&kept, |change| &change.after);
                    entry.after["valid_from"] = day.to_string().into();
                }
            }
        }
    }
    tx.put_draft(&draft).await.map_err(stored)?;
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    if draft.state == DraftState::Published { in_force(core).await } else { Ok(()) }
}

/// Publishing and refusing are for somebody else than who drafted.
fn second_person(caller: &Caller, draft: &Draft, kept: &[Kept]) -> PortResult<()> {
    if had_a_hand(draft, kept, &who(caller)) { Err(refused(ErrorCode::SecondPersonNeeded)) } else { Ok(()) }
}

/// Values by key, for the trail.
pub(super) fn facts(kept: &[Kept], value: impl Fn(&Kept) -> &String) -> Value {
    Value::Object(kept.iter().map(|change| (change.key.clone(), value(change).clone().into())).collect::<Map<_, _>>())
}
