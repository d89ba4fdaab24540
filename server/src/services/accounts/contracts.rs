//! Contracts with 第三方服务机构: when one ends, all its people lose their access in one action and a proof of deletion is due (R-165,
//! ZJ22-Art.43(2)).
use super::staff::{MAX_REASON, managed, offboard};
use super::typed::{self, MAX_NAME, keep};
use super::{done, done_with, id, internal, invalid, missing};
use crate::portal::Core;
use chrono::NaiveDate;
use contract::accounts::{ContractForm, ContractRow, Offboarded};
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::account::Role;
use domain::audit::Entry;
use store::people::{Contract, Staff};

/// Longest number of a contract.
const MAX_NUMBER: usize = 60;

pub(super) fn row(core: &Core, one: &Contract, staff: &[Staff]) -> ContractRow {
    ContractRow {
        id: one.id.to_string(),
        contractor: one.contractor.clone(),
        number: one.number.clone(),
        until: one.until,
        people: u32::try_from(staff.iter().filter(|s| s.contract == Some(one.id)).count()).unwrap_or(u32::MAX),
        ended: one.ended,
        deletion_proof_due: one.ended.is_some() && one.proof.is_none(),
        deletion_proof: one.proof,
        overdue: one.ended.is_none() && one.until < core.clock.today(),
    }
}

pub(super) async fn create_contract(core: &Core, caller: &Caller, form: ContractForm) -> PortResult<()> {
    let body = managed(core, caller).await?;
    let mut faults = Vec::new();
    let contractor = keep(&mut faults, typed::text(&form.contractor, "contractor", MAX_NAME));
    let number = keep(&mut faults, typed::text(&form.number, "number", MAX_NUMBER));
    let until = form.until.trim().parse::<NaiveDate>();
    match &until {
        Ok(day) if *day >= core.clock.today() => {}
        _ if form.until.trim().is_empty() => faults.push(Refusal::new(ErrorCode::Required).field("until")),
        _ => faults.push(Refusal::new(ErrorCode::BadValue).field("until")),
    }
    let (Ok(until), true) = (until, faults.is_empty()) else { return Err(PortError::Invalid(faults)) };
    let now = core.clock.now();
    let one = Contract {
        id: core.ids.id(now),
        body,
        contractor,
        number,
        until,
        created: now,
        ended: None,
        proof: None,
        proof_note: None,
    };
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.add_contract(&one).await.map_err(internal)?;
    done(core, caller, tx, "body.contract", "contract", one.id).await
}

pub(super) async fn end_contract(core: &Core, caller: &Caller, contract: &str, reason: &str) -> PortResult<Offboarded> {
    let body = managed(core, caller).await?;
    let wanted = id(contract)?;
    let reason = typed::text(reason, "reason", MAX_REASON).map_err(invalid)?;
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let found = tx.contract(wanted).await.map_err(internal)?.filter(|one| one.body == body && one.ended.is_none());
    if found.is_none() || !tx.end_contract(wanted, now).await.map_err(internal)? {
        return missing();
    }
    let mut total = Offboarded::default();
    let staff = tx.staff_of(body).await.map_err(internal)?;
    for one in staff.iter().filter(|one| one.contract == Some(wanted)) {
        let done = offboard(core, &mut tx, one).await?;
        total.people += done.people;
        total.sessions += done.sessions;
        total.cases += done.cases;
    }
    tx.close_invitations_of_contract(wanted, now).await.map_err(internal)?;
    let mut entry = Entry::new(now, "body.end-contract", "contract", wanted.to_string());
    entry.role = Some(Role::BodyAdmin.code().into());
    entry.reason = Some(reason);
    entry.after = serde_json::to_value(total).map_err(internal)?;
    done_with(caller, tx, entry).await?;
    Ok(total)
}

pub(super) async fn record_deletion_proof(core: &Core, caller: &Caller, contract: &str, note: &str) -> PortResult<()> {
    let body = managed(core, caller).await?;
    let wanted = id(contract)?;
    let note = typed::text(note, "note", MAX_REASON).map_err(invalid)?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let found = tx.contract(wanted).await.map_err(internal)?.filter(|one| one.body == body);
    if found.is_none() || !tx.put_deletion_proof(wanted, &note, core.clock.now()).await.map_err(internal)? {
        return missing();
    }
    done(core, caller, tx, "body.deletion-proof", "contract", wanted).await
}
