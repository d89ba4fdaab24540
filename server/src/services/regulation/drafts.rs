//! Drafts of profiles: one person changes values with reason and article, another one publishes.
use super::super::audit::office;
use super::super::internal;
use super::profiles::{Known, problems, row};
use super::{effect, in_force, may, required, rows, stored, who};
use crate::portal::Core;
use contract::regulation::{DraftAct, DraftView, ValueChange, ValueEdit};
use contract::{Caller, Coded, ErrorCode, PortError, PortResult, Refusal};
use domain::audit::Entry;
use domain::law::Citation;
use domain::locale::Locale;
use domain::policy::Action;
use domain::profile::{Resolved, edit};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use store::{Draft, DraftKind, DraftState, ProfileOrigin, Tx};
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
}

/// The changes of a draft. A draft that only activates has none.
pub(super) fn changes(draft: &Draft) -> PortResult<Vec<Kept>> {
    serde_json::from_value(draft.changes.clone()).map_err(internal)
}

fn refused(code: ErrorCode) -> PortError {
    Refusal::new(code).into()
}

fn fault(field: &str, why: String) -> PortError {
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
    })
}

/// Puts one value into a text; both the value and the whole must be right afterwards.
fn put(locale: Locale, known: &Known, name: &str, text: &str, change: &Kept) -> PortResult<(String, Resolved)> {
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
    let mut draft = match tx.open_draft(DraftKind::Profile, name).await.map_err(internal)? {
        Some(draft) if draft.state == DraftState::Open => draft,
        // Who proposed it waits for the other person.
        Some(_) => return Err(refused(ErrorCode::Conflict)),
        None => fresh(core, caller, &known, name)?,
    };
    let before = value_of(&held, &wanted.key)?;
    let mut kept = changes(&draft)?;
    kept.retain(|change| change.key != wanted.key);
    let mut change = Kept { key: wanted.key, before, after: value, reason, article, by: who(caller) };
    let (text, resolved) = put(caller.locale, &known, name, &draft.text, &change)?;
    change.after = value_of(&resolved, &change.key)?;
    let mut entry = Entry::new(core.clock.now(), "profile.draft", "profile", name);
    entry.role = role.map(|role| role.code().into());
    entry.before = json!({ &change.key: &change.before });
    entry.after = json!({ &change.key: &change.after, "article": &change.article });
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

pub(super) async fn view(core: &Core, caller: &Caller, id: &str) -> PortResult<DraftView> {
    office(core, caller, Action::ReadRegulation).await?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let draft = load(&mut tx, id).await?;
    let known = Known::load(&mut tx).await?;
    let kept = changes(&draft)?;
    let drafted = known.resolve(&draft.name, &draft.text).map_err(internal)?;
    // What those who file a case meet today: for the active profile its own text, for a switch the profile that is left.
    let compared = if draft.activates { &known.active } else { known.held(&draft.name)? };
    let before = known.resolve(&compared.name, &compared.text).map_err(internal)?;
    let effect = effect::of_profile(&mut tx, core, caller.locale, &before.profile, &drafted.profile).await?;
    let person = who(caller);
    let pending = draft.state == DraftState::Proposed;
    let to_type = draft.activates && drafted.profile.is_draft() && known.active.name != draft.name;
    Ok(DraftView {
        id: draft.id.to_string(),
        profile: row(&mut tx, &known, caller.locale, &draft.name).await?,
        state: Coded {
            value: draft.state.code().into(),
            label: texts::t(caller.locale, &format!("rule-state-{}", draft.state.code())),
        },
        changes: kept
            .iter()
            .map(|change| ValueChange {
                label: rows::value_label(caller.locale, &drafted.profile, &change.key),
                key: change.key.clone(),
                before: change.before.clone(),
                after: change.after.clone(),
                reason: change.reason.clone(),
                article: change.article.clone(),
                by: change.by.clone(),
            })
            .collect(),
        activates: draft.activates,
        effect,
        may_edit: may(caller, Action::EditProfile) && draft.state == DraftState::Open,
        may_confirm: may(caller, Action::ConfirmProfile) && pending && !had_a_hand(&draft, &kept, &person),
        title_to_type: to_type.then(|| drafted.profile.title(Locale::ZhCn).to_owned()),
        by: draft.added_by,
        at: draft.added,
        decided_by: draft.decided_by,
        note: draft.note,
    })
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
        DraftAct::Confirm { .. } | DraftAct::Refuse { .. } => draft.state == DraftState::Proposed,
        DraftAct::Discard => matches!(draft.state, DraftState::Open | DraftState::Proposed),
    };
    if !expected {
        return Err(refused(ErrorCode::Conflict));
    }
    let decided = |draft: &mut Draft, state| {
        draft.state = state;
        (draft.decided_by, draft.decided) = (Some(person.clone()), Some(now));
    };
    let published = matches!(act, DraftAct::Confirm { .. });
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
        DraftAct::Confirm { title } => {
            second_person(caller, &draft, &kept)?;
            if draft.base != Some(known.held(&draft.name)?.id) {
                // Another version came in meanwhile: the effect that was looked at is not the one it would have.
                return Err(refused(ErrorCode::Conflict));
            }
            let resolved = known.resolve(&draft.name, &draft.text).map_err(|e| fault("", problems(&e)))?;
            let switches = draft.activates && known.active.name != draft.name;
            if switches && resolved.profile.is_draft() && title.trim() != resolved.profile.title(Locale::ZhCn) {
                return Err(fault("title", texts::t(caller.locale, "rule-fault-title")));
            }
            let origin = ProfileOrigin::Edited;
            let id = core.ids.id(now);
            let version = tx.put_profile(id, &draft.name, &draft.text, origin, &person, now).await.map_err(stored)?;
            if draft.activates {
                tx.activate_profile(version, &person, now).await.map_err(stored)?;
            }
            entry.action = if switches { "profile.activate".into() } else { "profile.publish".into() };
            entry.before = facts(&kept, |change| &change.before);
            entry.after = facts(&kept, |change| &change.after);
            entry.before["version"] = known.held(&draft.name)?.hash.clone().into();
            entry.after["version"] = resolved.text_hash.clone().into();
            if switches {
                entry.before["active"] = known.active.name.clone().into();
                entry.after["active"] = draft.name.clone().into();
            }
            entry.after["drafted_by"] = draft.added_by.clone().into();
            let reasons: Vec<&str> = kept.iter().map(|change| change.reason.as_str()).collect();
            entry.reason = if reasons.is_empty() { draft.note.clone() } else { Some(reasons.join("; ")) };
            entry.profile = Some(resolved.version);
            decided(&mut draft, DraftState::Published);
        }
    }
    tx.put_draft(&draft).await.map_err(stored)?;
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    if published { in_force(core).await } else { Ok(()) }
}

/// Publishing and refusing are for somebody else than who drafted.
fn second_person(caller: &Caller, draft: &Draft, kept: &[Kept]) -> PortResult<()> {
    if had_a_hand(draft, kept, &who(caller)) { Err(refused(ErrorCode::SecondPersonNeeded)) } else { Ok(()) }
}

/// Values by key, for the trail.
fn facts(kept: &[Kept], value: impl Fn(&Kept) -> &String) -> Value {
    Value::Object(kept.iter().map(|change| (change.key.clone(), value(change).clone().into())).collect::<Map<_, _>>())
}
