//! A draft as its readers see it: what changes for whom, and what they may do with it now.
use super::super::super::audit::office;
use super::super::super::internal;
use super::super::profiles::{Known, row};
use super::super::{effect, may, publish, rows, who};
use super::{changes, had_a_hand, load};
use crate::portal::Core;
use chrono::NaiveDate;
use contract::regulation::{DraftView, ValueChange};
use contract::{Caller, Coded, PortResult};
use domain::locale::Locale;
use domain::policy::Action;
use store::DraftState;

pub(in super::super) async fn view(
    core: &Core,
    caller: &Caller,
    id: &str,
    trial: Option<NaiveDate>,
) -> PortResult<DraftView> {
    office(core, caller, Action::ReadRegulation).await?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let draft = load(&mut tx, id).await?;
    let known = Known::load(&mut tx).await?;
    let kept = changes(&draft)?;
    let drafted = known.resolve(&draft.name, &draft.text).map_err(internal)?;
    // What those who file a case meet today: for the active profile its own text, for a switch the profile that is left.
    let compared = if draft.activates { &known.active } else { known.held(&draft.name)? };
    let before = known.resolve(&compared.name, &compared.text).map_err(internal)?;
    let trial = trial.or(draft.valid_from);
    let effect = effect::of_profile(&mut tx, core, caller.locale, &before.profile, &drafted.profile, trial).await?;
    let person = who(caller);
    let pending = draft.state == DraftState::Proposed && draft.decided_by.is_none();
    let to_type = publish::switches(&known, &draft) && drafted.profile.is_draft();
    // Confirmed, and its day is still to come.
    let waits = draft.valid_from.filter(|_| draft.state == DraftState::Proposed);
    let state = if waits.is_some() { "scheduled" } else { draft.state.code() };
    Ok(DraftView {
        id: draft.id.to_string(),
        profile: row(&mut tx, &known, caller.locale, &draft.name).await?,
        state: Coded { value: state.into(), label: texts::t(caller.locale, &format!("rule-state-{state}")) },
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
        may_discard: may(caller, Action::EditProfile) && matches!(draft.state, DraftState::Open | DraftState::Proposed),
        may_confirm: may(caller, Action::ConfirmProfile) && pending && !had_a_hand(&draft, &kept, &person),
        title_to_type: to_type.then(|| drafted.profile.title(Locale::ZhCn).to_owned()),
        by: draft.added_by,
        at: draft.added,
        decided_by: draft.decided_by,
        note: draft.note,
        valid_from: draft.valid_from,
    })
}
