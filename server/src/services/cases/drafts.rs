//! Drafts: what was typed, right or wrong, until it is filed or thrown away.
use super::{id as parse, internal, kind as kind_of, missing, need, stored, words};
use crate::portal::Core;
use contract::cases::DraftView;
use contract::cases::forms::complaint as field;
use contract::{Caller, ErrorCode, FormData, PortResult, Refusal};
use domain::account::SignedIn;
use domain::audit::Entry;
use domain::cases::CaseKind;
use store::Tx;
use store::cases::CaseDraft;
use uuid::Uuid;

/// Bytes of all values of a draft.
const MAX: usize = 64 << 10;
/// Drafts of one party.
const MOST: usize = 50;

fn party(caller: &Caller) -> PortResult<(&SignedIn, Uuid)> {
    let signed = need(caller)?;
    let party = signed.acting.party().ok_or_else(|| Refusal::new(ErrorCode::Forbidden).fact("role", "person"))?;
    Ok((signed, party))
}

fn context(id: Uuid) -> String {
    format!("case_drafts.data:{id}")
}

/// That a draft was kept or went, never what it says. Nothing of one that asks to stay unknown: the row would lead from the account to the
/// anonymous report filed a moment later.
fn note(tx: &mut Tx, core: &Core, caller: &Caller, act: &str, id: Uuid, anonymous: bool) {
    if !anonymous {
        tx.audit(caller.sign(Entry::new(core.clock.now(), act, "draft", id.to_string())));
    }
}

pub async fn save(
    core: &Core,
    caller: &Caller,
    id: Option<&str>,
    kind: CaseKind,
    form: &FormData,
) -> PortResult<String> {
    let (signed, party) = party(caller)?;
    let now = core.clock.now();
    let known = id.map(parse).transpose()?;
    let id = known.unwrap_or_else(|| core.ids.id(now));
    let kept = |name: &str, value: &str| name != field::DRAFT_VERSION && !value.contains('\0');
    let values: Vec<&(String, String)> = form.fields.iter().filter(|(name, value)| kept(name, value)).collect();
    let text = serde_json::to_string(&values).map_err(internal)?;
    if text.len() > MAX {
        return Err(Refusal::new(ErrorCode::BodyTooLarge).fact("limit_kb", MAX >> 10).into());
    }
    let draft = CaseDraft {
        id,
        party,
        account: signed.account,
        kind: kind.code().into(),
        data: core.seal(&text, &context(id)).map_err(internal)?,
        changed: now,
        // What names no version knows none, and may overwrite nothing.
        version: form.text(field::DRAFT_VERSION).parse().unwrap_or_default(),
    };
    let mut tx = core.store.write().await.map_err(internal)?;
    if known.is_some() {
        if !tx.save_case_draft(&draft).await.map_err(stored)? {
            return missing();
        }
    } else {
        if tx.case_drafts(party).await.map_err(internal)?.len() >= MOST {
            return Err(Refusal::new(ErrorCode::OutOfRange).into());
        }
        tx.add_case_draft(&draft).await.map_err(stored)?;
    }
    note(&mut tx, core, caller, "case.save-draft", id, form.has(field::ANONYMOUS));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(id.to_string())
}

fn view(core: &Core, caller: &Caller, draft: &CaseDraft, with_values: bool) -> PortResult<DraftView> {
    let text = core.unseal(&draft.data, &context(draft.id)).map_err(internal)?;
    let values: Vec<(String, String)> = serde_json::from_str(&text).map_err(internal)?;
    let title =
        values.iter().find(|(name, _)| name == field::SUBJECT).map(|(_, value)| value.clone()).unwrap_or_default();
    Ok(DraftView {
        id: draft.id.to_string(),
        kind: words::kind(caller.locale, kind_of(&draft.kind)?),
        title,
        changed: draft.changed,
        version: draft.version,
        values: if with_values { values } else { Vec::new() },
    })
}

pub async fn one(core: &Core, caller: &Caller, id: Uuid) -> PortResult<DraftView> {
    let (_, party) = party(caller)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let Some(draft) = tx.case_draft(party, id).await.map_err(internal)? else { return missing() };
    view(core, caller, &draft, true)
}

pub async fn all(core: &Core, caller: &Caller) -> PortResult<Vec<DraftView>> {
    let (_, party) = party(caller)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    tx.case_drafts(party).await.map_err(internal)?.iter().map(|draft| view(core, caller, draft, false)).collect()
}

/// Takes a draft away, because its author threw it away or because it was filed: the trail tells the two apart.
pub async fn discard(core: &Core, caller: &Caller, id: Uuid, act: &str) -> PortResult<()> {
    let (_, party) = party(caller)?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let Some(draft) = tx.case_draft(party, id).await.map_err(internal)? else { return missing() };
    let anonymous = view(core, caller, &draft, true)?.values.iter().any(|(name, _)| name == field::ANONYMOUS);
    if !tx.drop_case_draft(party, id).await.map_err(stored)? {
        return missing();
    }
    note(&mut tx, core, caller, act, id, anonymous);
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(())
}
