//! A confirmed draft of a profile comes into force: at once, or at the beginning of the day that was confirmed. Until that day it
//! stays a proposed draft with the name of who confirmed it, so that nobody begins another one meanwhile.
use super::super::internal;
use super::drafts::{Kept, changes, facts, fault, refused};
use super::profiles::{Known, problems};
use super::{in_force, stored};
use crate::portal::Core;
use anyhow::Context;
use chrono::{Datelike, NaiveDate};
use contract::{ErrorCode, PortResult};
use domain::audit::Entry;
use domain::calendar::MAX_YEAR;
use domain::locale::Locale;
use domain::profile::Resolved;
use store::{Draft, DraftState, ProfileOrigin, Tx};

/// The day that was typed; nothing, or today, is at once.
pub(super) fn valid_from(core: &Core, locale: Locale, typed: &str) -> PortResult<Option<NaiveDate>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let today = core.clock.today();
    let date: Option<NaiveDate> = typed.parse().ok();
    let date = date.filter(|date| *date >= today && date.year() <= MAX_YEAR);
    let date = date.ok_or_else(|| fault("valid_from", texts::t(locale, "rule-fault-valid-from")))?;
    Ok((date > today).then_some(date))
}

/// What the draft means now; a draft of a version that is no longer the one in force is refused.
pub(super) fn checked(known: &Known, draft: &Draft) -> PortResult<Resolved> {
    if draft.base != Some(known.held(&draft.name)?.id) {
        // Another version came in meanwhile: the effect that was looked at is not the one it would have.
        return Err(refused(ErrorCode::Conflict));
    }
    known.resolve(&draft.name, &draft.text).map_err(|errors| fault("", problems(&errors)))
}

/// Whether it makes another profile the active one.
pub(super) fn switches(known: &Known, draft: &Draft) -> bool {
    draft.activates && known.active.name != draft.name
}

/// Puts the draft into force in this transaction, and says so in the entry.
pub(super) async fn publish(
    core: &Core,
    tx: &mut Tx,
    known: &Known,
    draft: &mut Draft,
    kept: &[Kept],
    person: &str,
    entry: &mut Entry,
) -> PortResult<()> {
    let now = core.clock.now();
    let resolved = checked(known, draft)?;
    let switches = switches(known, draft);
    let id = core.ids.id(now);
    let origin = ProfileOrigin::Edited;
    let version = tx.put_profile(id, &draft.name, &draft.text, origin, person, now).await.map_err(stored)?;
    if draft.activates {
        tx.activate_profile(version, person, now).await.map_err(stored)?;
    }
    entry.action = if switches { "profile.activate".into() } else { "profile.publish".into() };
    entry.before = facts(kept, |change| &change.before);
    entry.after = facts(kept, |change| &change.after);
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
    draft.state = DraftState::Published;
    (draft.decided_by, draft.decided) = (Some(person.to_owned()), Some(now));
    Ok(())
}

/// Puts into force what was confirmed for today or before; how many drafts. One that no longer fits the version in force stays, and
/// whoever looks at it sees so.
///
/// # Errors
/// Of the database.
pub async fn due(core: &Core) -> anyhow::Result<u32> {
    let today = core.clock.today();
    if core.store.read().await?.drafts_due(today).await?.is_empty() {
        return Ok(0);
    }
    let mut done = 0;
    let mut tx = core.store.write().await?;
    for mut draft in tx.drafts_due(today).await? {
        let name = draft.name.clone();
        match one(core, &mut tx, &mut draft).await {
            Ok(()) => done += 1,
            Err(error) => {
                tracing::error!(name, error = %error, "a confirmed change of a profile cannot come into force")
            }
        }
    }
    tx.commit(Vec::new()).await?;
    if done > 0 {
        in_force(core).await.map_err(|error| anyhow::anyhow!("{error}")).context("reading what is in force")?;
    }
    Ok(done)
}

async fn one(core: &Core, tx: &mut Tx, draft: &mut Draft) -> PortResult<()> {
    let known = Known::load(tx).await?;
    let kept = changes(draft)?;
    checked(&known, draft)?;
    let mut entry = Entry::new(core.clock.now(), "profile.publish", "profile", &draft.name);
    let person = draft.decided_by.clone().unwrap_or_default();
    publish(core, tx, &known, draft, &kept, &person, &mut entry).await?;
    entry.after["confirmed_by"] = person.into();
    tx.put_draft(draft).await.map_err(internal)?;
    tx.audit(entry);
    Ok(())
}
