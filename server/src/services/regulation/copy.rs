//! What a profile lacks is taken over from another one; a whole profile is copied under another name.
use super::super::audit::office;
use super::super::internal;
use super::drafts::{Kept, enter, fault, refused};
use super::profiles::{Known, problems};
use super::{required, rows, stored, who};
use crate::portal::Core;
use contract::regulation::{Adoption, MissingKey, NewProfile};
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::audit::Entry;
use domain::law::Citation;
use domain::locale::Locale;
use domain::policy::Action;
use domain::profile::{Profile, Resolved, edit};
use store::ProfileOrigin;

/// Longest summary of values, in characters.
const SHORT: usize = 160;

/// What the other profiles have and this one does not, each once.
pub(super) fn missing(locale: Locale, known: &Known, name: &str, profile: &Profile) -> PortResult<Vec<MissingKey>> {
    let mut found: Vec<MissingKey> = Vec::new();
    for from in known.names().into_iter().filter(|from| *from != name) {
        // A profile that cannot be read now has nothing to offer.
        let Ok(other) = known.resolve(from, &known.held(from)?.text) else { continue };
        for (key, values) in edit::missing(profile, &other.profile) {
            if !found.iter().any(|one| one.key == key) {
                let values = summary(&other, &key, &values);
                let label = rows::label_of(locale, &key);
                found.push(MissingKey { label, key, from: from.to_owned(), values });
            }
        }
    }
    Ok(found)
}

/// `period.working_days: 5; strength: hard`, and what comes with it.
fn summary(other: &Resolved, key: &str, values: &[(String, String)]) -> String {
    let below = |full: &str| full.strip_prefix(key).unwrap_or(full).trim_start_matches('.').to_owned();
    let mut parts: Vec<String> = values
        .iter()
        .map(|(full, value)| match below(full) {
            part if part.is_empty() => value.clone(),
            part => format!("{part}: {value}"),
        })
        .collect();
    if let Some(companion) = edit::companion(key) {
        let value = edit::values(&other.profile).into_iter().find(|(known, _)| known == companion);
        parts.extend(value.map(|(_, value)| format!("{companion}: {value}")));
    }
    let text = parts.join("; ");
    if text.chars().count() <= SHORT { text } else { text.chars().take(SHORT).chain(['…']).collect() }
}

/// A text with something taken over, and what it means then.
pub(super) fn put(
    locale: Locale,
    known: &Known,
    name: &str,
    text: &str,
    change: &Kept,
    from: &str,
) -> PortResult<(String, Resolved)> {
    let now = known.resolve(name, text).map_err(internal)?;
    let other = known.resolve(from, &known.held(from)?.text).map_err(internal)?;
    let article: Citation =
        change.article.parse().map_err(|_| fault("article", texts::t(locale, "rule-fault-article")))?;
    let text = match edit::adopt(text, &now.profile, &other.profile, &change.key, article) {
        Ok(text) => text,
        Err(edit::EditError::UnknownKey(_)) => return Err(refused(ErrorCode::NotFound)),
        Err(error) => return Err(internal(error)),
    };
    let resolved = known.resolve(name, &text).map_err(|errors| fault("key", problems(&errors)))?;
    Ok((text, resolved))
}

pub(super) async fn adopt(core: &Core, caller: &Caller, name: &str, wanted: Adoption) -> PortResult<String> {
    let role = office(core, caller, Action::EditProfile).await?;
    let mut faults = Vec::new();
    let key = required("key", &wanted.key, &mut faults);
    let article = required("article", &wanted.article, &mut faults);
    let reason = required("adopt_reason", &wanted.reason, &mut faults);
    if !faults.is_empty() {
        return Err(PortError::Invalid(faults));
    }
    let mut tx = core.store.write().await.map_err(internal)?;
    let known = Known::load(&mut tx).await?;
    let other = known.resolve(&wanted.from, &known.held(&wanted.from)?.text).map_err(internal)?;
    let below: Vec<_> = edit::values(&other.profile)
        .into_iter()
        .filter(|(full, _)| *full == key || full.strip_prefix(key.as_str()).is_some_and(|rest| rest.starts_with('.')))
        .collect();
    let change = Kept {
        after: summary(&other, &key, &below),
        key,
        before: String::new(),
        reason,
        article,
        by: who(caller),
        from: Some(wanted.from),
    };
    enter(core, caller, tx, &known, name, role, change).await
}

pub(super) async fn copy(core: &Core, caller: &Caller, from: &str, new: NewProfile) -> PortResult<String> {
    let role = office(core, caller, Action::EditProfile).await?;
    let mut faults = Vec::new();
    let name = required("name", &new.name, &mut faults);
    let zh = required("title_zh", &new.title_zh, &mut faults);
    let en = required("title_en", &new.title_en, &mut faults);
    let reason = required("copy_reason", &new.reason, &mut faults);
    let fits = |why: &str| Refusal::new(ErrorCode::RuleRefused).field("name").fact("why", texts::t(caller.locale, why));
    if !name.is_empty() && !edit::is_id(&name) {
        faults.push(fits("rule-fault-name"));
    }
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let known = Known::load(&mut tx).await?;
    let original = known.held(from)?;
    if known.names().contains(&name.as_str()) {
        faults.push(fits("rule-fault-name-taken"));
    }
    if !faults.is_empty() {
        return Err(PortError::Invalid(faults));
    }
    let text = edit::copied(&original.text, &name, &zh, &en).map_err(internal)?;
    let resolved = known.resolve(&name, &text).map_err(|errors| fault("name", problems(&errors)))?;
    let by = who(caller);
    tx.put_profile(core.ids.id(now), &name, &text, ProfileOrigin::Edited, &by, now).await.map_err(stored)?;
    let mut entry = Entry::new(now, "profile.copy", "profile", &name);
    entry.role = role.map(|role| role.code().into());
    entry.before = serde_json::json!({ "profile": from, "version": original.hash });
    entry.after = serde_json::json!({ "profile": name, "version": resolved.text_hash });
    entry.reason = Some(reason);
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(name)
}
