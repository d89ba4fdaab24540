//! How a violation begins: somebody of a publisher or the authority suspects it, or data was not destroyed in time.
use super::effects::stored_form;
use crate::portal::Core;
use crate::services::access::agreements;
use crate::services::cases::effects::{Actor, Said, event};
use crate::services::cases::{load, stored};
use crate::services::internal;
use crate::services::opening::desk;
use contract::oversight::{SuspicionPage, forms};
use contract::{Caller, Coded, ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::access::agreement::Agreement;
use domain::access::violation::{Origin, Part, Violation, ViolationFacts, parts};
use domain::audit::Entry;
use domain::cases::{CaseKind, EventCode, Stored};
use domain::notice::NoticeKind;
use domain::policy::{AccessAction, AgreementAction, CaseAction};
use serde_json::json;
use std::collections::BTreeSet;
use store::cases::{CaseRow, LinkRow};
use store::{Audience, Tx};
use uuid::Uuid;

/// Characters of what is suspected.
const TEXT: std::ops::RangeInclusive<usize> = 10..=1000;

/// A suspicion about the user of an agreement.
pub struct Suspicion<'a> {
    pub row: &'a CaseRow,
    pub agreement: &'a Agreement,
    pub origin: Origin,
    /// The data concerned.
    pub datasets: BTreeSet<Uuid>,
    /// The body that looks into it.
    pub with: Uuid,
    /// What is suspected, in words; sealed.
    pub text: Option<String>,
}

/// Makes the case, links it with the agreement and tells the body that looks into it. The user hears of it when somebody confirms it.
///
/// # Errors
/// Of the database or the keys.
pub async fn enter(core: &Core, tx: &mut Tx, caller: &Caller, suspicion: Suspicion<'_>) -> PortResult<(Uuid, String)> {
    let now = core.clock.now();
    let id = core.ids.id(now);
    let Suspicion { row: from, agreement, origin, datasets, with, text } = suspicion;
    let party = agreement.pulled.party;
    let lines = agreement.pulled.lines.iter().filter(|line| datasets.contains(&line.dataset));
    let publishers: BTreeSet<Uuid> = lines.map(|line| line.publisher).collect();
    let concerned: Vec<_> = publishers.iter().map(|body| (*body, false)).collect();
    let case = Violation { publishers, ..Violation::suspected(origin, from.number.clone(), party, datasets, now) };
    let number = tx.next_case_number(CaseKind::Violation, core.clock.today()).await.map_err(internal)?.to_string();
    let seal = |text: &str, column: &str| core.seal(text, &format!("cases.{column}:{id}")).map_err(internal);
    let row = CaseRow {
        id,
        number: number.clone(),
        kind: CaseKind::Violation.code().into(),
        party: Some(party),
        // Nobody filed it; on the user's side it is theirs who filed what the agreement rests on.
        filed_by: from.filed_by,
        with: Some(with),
        handler: Some(with),
        state: case.code().code().into(),
        data: stored_form(&case)?,
        schema: Violation::SCHEMA,
        title: seal(&agreement.pulled.form.service_name, "title")?,
        content: seal("{}", "content")?,
        applicant: None,
        target_kind: "user".into(),
        // Nobody follows it by a code: it belongs to accounts.
        query_hash: core.keys.blind("query-code", &core.ids.id(now).to_string()),
        filed: now,
        changed: now,
        closed: None,
        due: None,
        assignee: None,
        ..from.clone()
    };
    tx.add_case(&row).await.map_err(stored)?;
    // Every publisher of the data finds it in its queue, whoever handles it.
    tx.put_case_bodies(id, &concerned).await.map_err(internal)?;
    link(core, tx, id, "agreement", from.id, caller.actor.account()).await?;
    let body = caller.actor.signed_in().and_then(|signed| signed.acting.body());
    let account = caller.actor.account();
    let actor = Actor { kind: if body.is_some() { "body" } else { "portal" }, body, account, role: None };
    let mut said = Said::default();
    said.facts.insert("agreement".into(), from.number.clone().into());
    said.texts.extend(text.map(|text| ("reason".to_owned(), text)));
    event(core, tx, id, EventCode::ViolationSuspected, &actor, &said).await?;
    let occasion = format!("violation:{id}:suspected");
    agreements::told::body(core, tx, caller, &row, (&occasion, NoticeKind::CaseNew), with, &[]).await?;
    let mut entry = Entry::new(now, "case.violation-suspected", "case", &number);
    entry.case = Some(number.clone());
    entry.after = json!({ "state": row.state, "agreement": from.number, "origin": origin.code() });
    tx.audit(caller.sign(entry));
    Ok((id, number))
}

async fn link(core: &Core, tx: &mut Tx, case: Uuid, to: &str, other: Uuid, account: Option<Uuid>) -> PortResult<()> {
    let at = core.clock.now();
    let row = LinkRow {
        id: core.ids.id(at),
        case,
        relation: to.into(),
        other: Some(other),
        dataset: None,
        suspension: None,
        at,
        account,
    };
    tx.add_link(&row).await.map_err(internal)
}

/// Whether somebody is of a publisher of the data or of the authority, and handles violations there.
pub fn may_suspect(actor: &domain::policy::Actor, row: &CaseRow, agreement: &Agreement) -> bool {
    let publishers = agreement.publishers.clone();
    let facts = ViolationFacts { party: agreement.pulled.party, publishers, authority: row.authority };
    let parts = parts(actor, &facts);
    parts.contains(&Part::Publisher) || parts.contains(&Part::Authority)
}

/// The agreement, for those of a publisher or the authority who may act on it.
async fn agreement(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    number: &str,
) -> PortResult<(agreements::load::Loaded, Uuid)> {
    let body = desk::allow(core, caller, AccessAction::Suspect).await?;
    let at_number = |code| PortError::Invalid(vec![Refusal::new(code).field(forms::AGREEMENT)]);
    if number.trim().is_empty() {
        return Err(at_number(ErrorCode::Required));
    }
    let loaded = match agreements::load::numbered(core, tx, caller, number, AgreementAction::View).await {
        Err(PortError::Refused(refusal)) if refusal.code == ErrorCode::NotFound => {
            return Err(at_number(ErrorCode::NotFound));
        }
        loaded => loaded?,
    };
    if !loaded.agreement.is_signed() || !may_suspect(&caller.actor, &loaded.row, &loaded.agreement) {
        return Err(at_number(ErrorCode::NotFound));
    }
    Ok((loaded, body))
}

/// The data a body may act on: its own; all of it for the authority.
async fn choices(tx: &mut Tx, loaded: &agreements::load::Loaded, body: Uuid) -> PortResult<Vec<(Uuid, Coded)>> {
    let mut all: Vec<(Uuid, Coded)> = Vec::new();
    for line in &loaded.agreement.pulled.lines {
        let ours = line.publisher == body || loaded.row.authority == body;
        if ours && !all.iter().any(|(id, _)| *id == line.dataset) {
            let full = tx.dataset_by_code(&line.code, Audience::All).await.map_err(internal)?;
            let label = full.map_or_else(|| line.code.clone(), |full| full.dataset.title);
            all.push((line.dataset, Coded { value: line.code.clone(), label }));
        }
    }
    Ok(all)
}

/// The page that asks what is suspected; `None` before a number is given.
///
/// # Errors
/// `forbidden` for those who may report none; `not-found` at the number for those without a part in the agreement.
pub async fn about(core: &Core, caller: &Caller, number: Option<&str>) -> PortResult<Option<SuspicionPage>> {
    desk::allow(core, caller, AccessAction::Suspect).await?;
    let Some(number) = number else { return Ok(None) };
    let mut tx = core.store.read().await.map_err(internal)?;
    let (loaded, body) = agreement(core, &mut tx, caller, number).await?;
    let datasets = choices(&mut tx, &loaded, body).await?;
    Ok(Some(SuspicionPage {
        agreement: loaded.row.number.clone(),
        user: loaded.agreement.pulled.party_b.clone(),
        service: loaded.agreement.pulled.form.service_name.clone(),
        datasets: datasets.into_iter().map(|(_, coded)| coded).collect(),
    }))
}

/// Enters what somebody suspects; the number of the case.
///
/// # Errors
/// As [`about`], and every fault at its field.
pub async fn suspect(core: &Core, caller: &Caller, form: &FormData) -> PortResult<String> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let (loaded, body) = agreement(core, &mut tx, caller, &form.text(forms::AGREEMENT)).await?;
    let choices = choices(&mut tx, &loaded, body).await?;
    let mut faults = Vec::new();
    let mut fault = |code, field: &str| faults.push(Refusal::new(code).field(field));
    let named: Vec<&str> = form.fields.iter().filter(|(n, _)| n == forms::DATASETS).map(|(_, v)| v.as_str()).collect();
    let datasets: BTreeSet<Uuid> =
        choices.iter().filter(|(_, coded)| named.contains(&coded.value.as_str())).map(|(id, _)| *id).collect();
    if datasets.is_empty() {
        fault(ErrorCode::Required, forms::DATASETS);
    }
    let text = form.text(forms::TEXT).trim().to_owned();
    let length = text.chars().count();
    if length == 0 {
        fault(ErrorCode::Required, forms::TEXT);
    } else if length < *TEXT.start() {
        faults.push(Refusal::new(ErrorCode::TooShort).field(forms::TEXT).fact("min", *TEXT.start()));
    } else if length > *TEXT.end() {
        let over = length - TEXT.end();
        faults.push(Refusal::new(ErrorCode::TooLong).field(forms::TEXT).fact("max", *TEXT.end()).fact("over", over));
    }
    let typed = form.text(forms::COMPLAINT);
    let complaint = match typed.trim() {
        "" => None,
        number => match load::any(core, &mut tx, caller, number, CaseAction::View).await {
            Ok(case) if CaseKind::COMPLAINTS.contains(&case.kind()) => Some(case.row().id),
            Ok(_) | Err(PortError::Refused(_)) => {
                faults.push(Refusal::new(ErrorCode::NotFound).field(forms::COMPLAINT));
                None
            }
            Err(error) => return Err(error),
        },
    };
    drop(tx);
    if !faults.is_empty() {
        return Err(PortError::Invalid(faults));
    }
    let origin = if complaint.is_some() { Origin::Complaint } else { Origin::Found };
    let suspicion =
        Suspicion { row: &loaded.row, agreement: &loaded.agreement, origin, datasets, with: body, text: Some(text) };
    let mut tx = core.store.write().await.map_err(internal)?;
    let (id, number) = enter(core, &mut tx, caller, suspicion).await?;
    if let Some(complaint) = complaint {
        link(core, &mut tx, id, "related", complaint, caller.actor.account()).await?;
    }
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(number)
}
