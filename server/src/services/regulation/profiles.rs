//! Regulation profiles as they hold: the list, one profile value by value.
use super::super::audit::office;
use super::super::internal;
use super::{may, rows};
use crate::portal::Core;
use contract::regulation::{ProfileRow, ProfileView};
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::locale::Locale;
use domain::policy::Action;
use domain::profile::{Problem, ProfileErrors, ProfileText, Resolved, resolve};
use std::collections::BTreeMap;
use store::{DraftKind, ProfileVersion, Tx};

/// Everything that resolving a profile needs.
pub(super) struct Known {
    /// By name, newest first.
    pub versions: Vec<ProfileVersion>,
    pub active: ProfileVersion,
}

impl Known {
    pub(super) async fn load(tx: &mut Tx) -> PortResult<Self> {
        let versions = tx.profile_versions().await.map_err(internal)?;
        let active = tx.active_profile().await.map_err(internal)?;
        let active = active.ok_or_else(|| internal("no regulation profile is active"))?;
        Ok(Self { versions, active })
    }

    /// The version of a name that holds: the active one, or the newest of a profile that is not active.
    pub(super) fn held(&self, name: &str) -> PortResult<&ProfileVersion> {
        if self.active.name == name {
            return Ok(&self.active);
        }
        let found = self.versions.iter().find(|version| version.name == name);
        found.ok_or_else(|| Refusal::new(ErrorCode::NotFound).into())
    }

    /// What a text of a name means, together with the newest versions of the others.
    pub(super) fn resolve(&self, name: &str, text: &str) -> Result<Resolved, ProfileErrors> {
        let mut texts = vec![ProfileText { file: name, text }];
        for version in &self.versions {
            if version.name != name && !texts[1..].iter().any(|text| text.file == version.name) {
                texts.push(ProfileText { file: &version.name, text: &version.text });
            }
        }
        resolve(name, &texts)
    }

    pub(super) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.versions.iter().map(|version| version.name.as_str()).collect();
        names.dedup();
        names
    }
}

/// What is wrong with a changed profile, as one line a problem.
pub(super) fn problems(errors: &ProfileErrors) -> String {
    let line = |error: &domain::profile::ProfileError| match &error.problem {
        Problem::Value { expected, found } => format!("{}: {expected} ({found})", error.key),
        other => format!("{} {other}", error.key).trim().to_owned(),
    };
    errors.0.iter().map(line).collect::<Vec<_>>().join("; ")
}

pub(super) async fn row(tx: &mut Tx, known: &Known, locale: Locale, name: &str) -> PortResult<ProfileRow> {
    let held = known.held(name)?;
    let resolved = known.resolve(name, &held.text).map_err(internal)?;
    let draft = tx.open_draft(DraftKind::Profile, name).await.map_err(internal)?;
    Ok(ProfileRow {
        name: name.to_owned(),
        title: resolved.profile.title(locale).to_owned(),
        draft_document: resolved.profile.is_draft(),
        active: known.active.name == name,
        version: held.hash.chars().take(8).collect(),
        since: held.added,
        versions: known.versions.iter().filter(|version| version.name == name).count() as u64,
        open_draft: draft.map(|draft| draft.id.to_string()),
    })
}

pub(super) async fn list(core: &Core, caller: &Caller) -> PortResult<Vec<ProfileRow>> {
    office(core, caller, Action::ReadRegulation).await?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let known = Known::load(&mut tx).await?;
    let mut found = Vec::new();
    for name in known.names() {
        found.push(row(&mut tx, &known, caller.locale, name).await?);
    }
    // The one that holds comes first.
    found.sort_by_key(|row| !row.active);
    Ok(found)
}

pub(super) async fn view(core: &Core, caller: &Caller, name: &str) -> PortResult<ProfileView> {
    office(core, caller, Action::ReadRegulation).await?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let known = Known::load(&mut tx).await?;
    let held = known.held(name)?;
    let resolved = known.resolve(name, &held.text).map_err(internal)?;
    let draft = tx.open_draft(DraftKind::Profile, name).await.map_err(internal)?;
    let drafted: BTreeMap<String, String> = match &draft {
        Some(draft) => super::drafts::changes(draft)?.into_iter().map(|change| (change.key, change.after)).collect(),
        None => BTreeMap::new(),
    };
    // What the draft took over can be changed further before it is published.
    let added = draft.and_then(|draft| known.resolve(name, &draft.text).ok());
    Ok(ProfileView {
        row: row(&mut tx, &known, caller.locale, name).await?,
        inherits: resolved.inherits.clone(),
        groups: rows::groups(caller.locale, &resolved, added.as_ref(), &drafted),
        missing: super::copy::missing(
            caller.locale,
            &known,
            name,
            added.as_ref().map_or(&resolved.profile, |after| &after.profile),
        )?,
        history: rows::profile_history(&mut tx, caller.locale, &known, name).await?,
        may_edit: may(caller, Action::EditProfile),
    })
}
