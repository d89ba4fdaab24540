//! Beginning a draft, from nothing, for a dataset, or as a copy of a former application; lists; throwing one away.
use super::lines::{add, offered};
use super::stored::{Draft, Known, PaperChange, Stored, entry, forget};
use super::{internal, missing, papers, party, stored_fault};
use crate::portal::Core;
use crate::services::cases::names::Names;
use contract::applications::{DraftRow, FormerRow, StartView, forms};
use contract::{Caller, Coded, ErrorCode, FormData, PortResult, Refusal};
use domain::access::application::{Form, Line, Section};
use domain::account::Verification;
use serde_json::json;
use store::access::PaperRow;
use store::{Audience, Tx};
use uuid::Uuid;

/// Drafts of one party.
const MOST: u32 = 50;
/// Former applications that can be copied, the newest ones.
const FORMER: u32 = 100;

/// What can be begun with.
pub async fn start(core: &Core, caller: &Caller, dataset: Option<&str>) -> PortResult<StartView> {
    let (_, party) = party(caller)?;
    let code = match dataset {
        Some(dataset) => Some(offered(core, dataset).await?),
        None => None,
    };
    let mut tx = core.store.read().await.map_err(internal)?;
    let dataset = match code {
        Some(code) => {
            let full = tx.dataset_by_code(&code, Audience::Public).await.map_err(internal)?;
            full.map(|full| Coded { value: code, label: full.dataset.title })
        }
        None => None,
    };
    let mut former = Vec::new();
    for row in tx.application_drafts(party, true, FORMER).await.map_err(internal)? {
        let Some(filed) = row.filed else { continue };
        let numbers = tx.application_filings(row.id).await.map_err(internal)?.into_iter().map(|one| one.number);
        let title = Draft::of(core, row.clone())?.stored.form.service_name;
        former.push(FormerRow { numbers: numbers.collect(), title, filed });
    }
    let verified = tx.party(party).await.map_err(internal)?.is_some_and(|p| p.verification == Verification::Verified);
    Ok(StartView { dataset, drafts: rows(core, caller, &mut tx, party).await?, former, verified })
}

async fn rows(core: &Core, caller: &Caller, tx: &mut Tx, party: Uuid) -> PortResult<Vec<DraftRow>> {
    let mut names = Names::new(caller.locale);
    let mut rows = Vec::new();
    for row in tx.application_drafts(party, false, MOST).await.map_err(internal)? {
        let (id, changed, by) = (row.id.to_string(), row.changed, row.changed_by);
        let form = Draft::of(core, row)?.stored.form;
        let changed_by = names.person(core, tx, by).await?;
        let kept_until = super::kept::until(core, changed)?;
        rows.push(DraftRow {
            id,
            title: form.service_name,
            datasets: form.lines.len(),
            changed,
            changed_by,
            kept_until,
        });
    }
    Ok(rows)
}

/// Drafts of the party.
pub async fn drafts(core: &Core, caller: &Caller) -> PortResult<Vec<DraftRow>> {
    let (_, party) = party(caller)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    rows(core, caller, &mut tx, party).await
}

/// Begins one, or adds to one.
pub async fn begin(core: &Core, caller: &Caller, sent: &FormData) -> PortResult<String> {
    let (signed, party) = party(caller)?;
    let dataset = sent.optional(forms::DATASET);
    if let Some(draft) = sent.optional(forms::DRAFT) {
        if let Some(dataset) = &dataset {
            add(core, caller, &draft, dataset).await?;
        }
        return Ok(draft);
    }
    let dataset = match dataset {
        Some(dataset) => Some(offered(core, &dataset).await?),
        None => None,
    };
    let mut tx = core.store.write().await.map_err(internal)?;
    if tx.application_draft_count(party).await.map_err(internal)? >= u64::from(MOST) {
        return Err(Refusal::new(ErrorCode::OutOfRange).fact("max", MOST).into());
    }
    let mut stored = Stored::default();
    let mut copied = Vec::new();
    if !sent.has(forms::COPY) {
        known(core, &mut tx, party, &mut stored).await?;
    }
    if let Some(number) = sent.optional(forms::COPY) {
        (stored.form, copied) = former(core, &mut tx, party, &number).await?;
    }
    if let Some(dataset) = &dataset
        && !stored.form.lines.iter().any(|line| line.dataset == *dataset)
    {
        stored.form.lines.push(Line { dataset: dataset.clone(), ..Line::default() });
    }
    let mut draft = Draft::new(core, party, signed.account, stored);
    for paper in copied {
        draft.papers.push(PaperChange::Put(copy(core, &paper, draft.row.id)?));
    }
    draft.save(core, &mut tx, signed.account).await?;
    let after = json!({ "dataset": dataset, "copy": sent.optional(forms::COPY) });
    tx.audit(caller.sign(entry(core, "application.begin", draft.row.id, after)));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(draft.row.id.to_string())
}

/// What is known from the last application of the party is not asked again: it stands there, to be looked at.
async fn known(core: &Core, tx: &mut Tx, party: Uuid, stored: &mut Stored) -> PortResult<()> {
    let Some(row) = tx.application_drafts(party, true, 1).await.map_err(internal)?.pop() else {
        return Ok(());
    };
    let Some(filed) = row.filed else { return Ok(()) };
    stored.form = Draft::of(core, row)?.stored.form.known();
    let sections = vec![Section::Contact, Section::System];
    stored.known = Some(Known { filed, sections });
    Ok(())
}

/// The form and papers of a former application, without what has to be given anew.
async fn former(core: &Core, tx: &mut Tx, party: Uuid, number: &str) -> PortResult<(Form, Vec<PaperRow>)> {
    let Some(row) = tx.application_draft_of(party, number).await.map_err(internal)? else { return missing() };
    let papers = tx.application_papers(row.id).await.map_err(internal)?;
    let form = Draft::of(core, row)?.stored.form.copied();
    let kept = |paper: &PaperRow| form.attachments.iter().any(|file| file.slot.to_string() == paper.slot);
    let papers = papers.into_iter().filter(kept).collect();
    Ok((form, papers))
}

/// The same paper for another draft: its object is shared.
pub fn copy(core: &Core, paper: &PaperRow, draft: Uuid) -> PortResult<PaperRow> {
    let id = core.ids.id(core.clock.now());
    let name = papers::name(core, paper)?;
    let name = core.seal(&name, &format!("application_papers.name:{id}")).map_err(internal)?;
    Ok(PaperRow { id, draft, name, ..paper.clone() })
}

/// Throws one away.
pub async fn discard(core: &Core, caller: &Caller, id: &str) -> PortResult<()> {
    let (_, party) = party(caller)?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let draft = Draft::load(core, &mut tx, party, id).await?;
    let held = tx.application_papers(draft.row.id).await.map_err(internal)?;
    if !tx.drop_application_draft(party, draft.row.id).await.map_err(stored_fault)? {
        return Err(Refusal::new(ErrorCode::Locked).into());
    }
    let loose = papers::loose(&mut tx, held).await?;
    tx.audit(caller.sign(entry(core, "application.discard", draft.row.id, json!({}))));
    tx.commit(Vec::new()).await.map_err(internal)?;
    forget(core, loose).await;
    Ok(())
}
