//! Submission: all rules at once, the registers of credit asked, one application for each authority, all or none; and the receipt.
use super::facts::Facts;
use super::stored::{Draft, entry};
use super::view::{applicant, datasets, slots, title};
use super::{internal, missing, papers, party, words};
use crate::portal::Core;
use crate::services::access::reviews::{self, NewApplication, Paper};
use crate::services::cases::names::Names;
use crate::services::opening::credit;
use contract::applications::{ReceiptCase, ReceiptView, Submitted};
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::access::Material;
use domain::access::application::{Filed, Form, Stopped, group, submit as file};
use domain::profile::Addressee;
use serde_json::json;
use std::collections::BTreeSet;
use store::Tx;
use store::access::{FilingRow, PaperRow};
use uuid::Uuid;

/// Files a draft.
pub async fn submit(core: &Core, caller: &Caller, id: &str) -> PortResult<Submitted> {
    let (signed, party) = party(caller)?;
    // Asked outside of the transaction: a register may take its time, and one that is silent refuses nothing.
    let credit = credit::check(core, party).await?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let mut draft = Draft::load(core, &mut tx, party, id).await?;
    if draft.row.filed.is_some() {
        return Ok(Submitted::Filed(numbers(&mut tx, draft.row.id).await?));
    }
    let form = draft.stored.form.clone();
    let facts = Facts::load(core, &mut tx, party, &form).await?;
    let now = core.clock.now();
    let filed = match file(&form, &facts.context(), &facts.acceptance, &credit, signed.account, now) {
        Ok(filed) => filed,
        Err(stopped) => return stop(core, caller, tx, &draft, &form, stopped).await,
    };
    draft.row.filed = Some(now);
    match draft.save(core, &mut tx, signed.account).await {
        Ok(_) => {}
        // Pressed twice, or by a colleague at the same moment: what was filed then is the answer.
        Err(PortError::Refused(refusal)) if refusal.code == ErrorCode::Conflict => {
            drop(tx);
            let mut tx = core.store.read().await.map_err(internal)?;
            let draft = Draft::load(core, &mut tx, party, id).await?;
            let numbers = numbers(&mut tx, draft.row.id).await?;
            return if draft.row.filed.is_some() { Ok(Submitted::Filed(numbers)) } else { Err(refusal.into()) };
        }
        Err(error) => return Err(error),
    }
    let held = tx.application_papers(draft.row.id).await.map_err(internal)?;
    let groups = group(&form.lines, &facts.offered);
    let (mut all, mut taken) = (Vec::new(), BTreeSet::new());
    for (one, group) in filed.into_iter().zip(groups) {
        let rows = filings(core, &draft, &facts, &form, &one, &group.lines);
        let papers = enclosed(core, &mut tx, &one, &held, &mut taken).await?;
        let new = NewApplication { papers, applicant: facts.applicant.clone(), filed: one };
        let opened = reviews::open(core, &mut tx, caller, new).await?;
        for (number, row) in opened.iter().zip(rows) {
            tx.add_application_filing(&FilingRow { number: number.clone(), ..row? }).await.map_err(internal)?;
        }
        all.extend(opened);
    }
    tx.audit(caller.sign(entry(core, "application.submit", draft.row.id, json!({ "numbers": all }))));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(Submitted::Filed(all))
}

/// Nothing is filed; that it was tried, and what stood in the way, is recorded.
async fn stop(
    core: &Core,
    caller: &Caller,
    mut tx: Tx,
    draft: &Draft,
    form: &Form,
    stopped: Stopped,
) -> PortResult<Submitted> {
    let codes: Vec<_> = stopped.obstacles.iter().map(domain::access::eligibility::Obstacle::code).collect();
    let after = json!({ "obstacles": codes, "faults": stopped.faults.len() });
    let datasets = datasets(&mut tx, form).await?;
    tx.audit(caller.sign(entry(core, "application.stopped", draft.row.id, after)));
    tx.commit(Vec::new()).await.map_err(internal)?;
    let locale = caller.locale;
    let say = |one| words::obstacle(locale, one, |code: &str| title(&datasets, code));
    Ok(Submitted::Stopped {
        obstacles: stopped.obstacles.iter().map(say).collect(),
        faults: stopped.faults.into_iter().map(Refusal::from).collect(),
    })
}

async fn numbers(tx: &mut Tx, draft: Uuid) -> PortResult<Vec<String>> {
    Ok(tx.application_filings(draft).await.map_err(internal)?.into_iter().map(|row| row.number).collect())
}

/// The rows of one authority's applications, without numbers: one where the authority receives it, else one for each publisher.
fn filings(
    core: &Core,
    draft: &Draft,
    facts: &Facts,
    form: &Form,
    filed: &Filed,
    lines: &[usize],
) -> Vec<PortResult<FilingRow>> {
    let publisher = |at: usize| {
        form.lines.get(at).and_then(|line| facts.offered.get(&line.dataset)).map(|offered| offered.publisher)
    };
    let parts: Vec<Vec<usize>> = match core.active().profile.profile.restricted.addressee {
        Addressee::Authority => vec![lines.to_vec()],
        Addressee::PublicBody | Addressee::Provider => {
            let of = |body: &Uuid| lines.iter().copied().filter(|at| publisher(*at) == Some(*body)).collect();
            filed.publishers.iter().map(of).collect()
        }
    };
    let row = |lines: Vec<usize>| {
        let lines = serde_json::to_string(&lines).map_err(internal)?;
        Ok(FilingRow { number: String::new(), draft: draft.row.id, authority: filed.authority, lines })
    };
    parts.into_iter().map(row).collect()
}

/// The papers that go with an application, found by their content. An object belongs to one case: those of a copied application, and of the
/// second authority of a basket, are encrypted anew.
async fn enclosed(
    core: &Core,
    tx: &mut Tx,
    filed: &Filed,
    held: &[PaperRow],
    taken: &mut BTreeSet<String>,
) -> PortResult<Vec<Paper>> {
    let mut all: Vec<Paper> = Vec::new();
    for attachment in &filed.form.attachments {
        if all.iter().any(|paper| paper.file.sha256 == attachment.sha256) {
            continue;
        }
        let Some(row) = held.iter().find(|row| row.sha256 == attachment.sha256) else { return missing() };
        let own = taken.insert(row.object.clone()) && !tx.case_has_object(&row.object).await.map_err(internal)?;
        let file = if own {
            papers::file(row)
        } else {
            let bytes = core.get_private(&papers::file(row)).await.map_err(internal)?;
            core.put_private(&bytes).await.map_err(internal)?
        };
        all.push(Paper { name: papers::name(core, row)?, media: row.media.clone(), file });
    }
    Ok(all)
}

/// What was filed from a draft.
pub async fn receipt(core: &Core, caller: &Caller, id: &str) -> PortResult<ReceiptView> {
    let (_, party) = party(caller)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let draft = Draft::load(core, &mut tx, party, id).await?;
    let Some(filed) = draft.row.filed else { return missing() };
    let form = &draft.stored.form;
    let facts = Facts::load(core, &mut tx, party, form).await?;
    let datasets = datasets(&mut tx, form).await?;
    let mut names = Names::new(caller.locale);
    let mut cases = Vec::new();
    for row in tx.application_filings(draft.row.id).await.map_err(internal)? {
        let places: Vec<usize> = serde_json::from_str(&row.lines).map_err(internal)?;
        let mut lines = Vec::new();
        for line in places.iter().filter_map(|at| form.lines.get(*at)) {
            if let Some(full) = datasets.get(&line.dataset) {
                lines.push((full.dataset.title.clone(), names.body(&mut tx, full.dataset.publisher).await?));
            }
        }
        cases.push(ReceiptCase { number: row.number, authority: names.body(&mut tx, row.authority).await?, lines });
    }
    let rows = tx.application_papers(draft.row.id).await.map_err(internal)?;
    let all = slots(core, &mut tx, &mut names, caller.locale, &facts, form, &datasets, rows).await?;
    let kept = |slot: &contract::applications::Slot| slot.paper.is_some() && slot.material != Material::Commitment;
    let signed = form.commitment.as_ref();
    Ok(ReceiptView {
        id: draft.row.id.to_string(),
        title: form.service_name.clone(),
        applicant: applicant(&facts),
        filed,
        cases,
        papers: all.into_iter().filter(kept).collect(),
        commitment: signed.map(|one| (one.version, one.sha256.clone(), one.head.clone(), one.on)),
    })
}
