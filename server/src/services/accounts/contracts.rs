//! Contracts with 第三方服务机构: when one ends, all its people lose their access in one action and a proof of deletion is due (R-165,
//! ZJ22-Art.43(2)).
use super::staff::{MAX_REASON, managed, offboard};
use super::typed::{self, MAX_NAME, keep};
use super::{done, done_with, id, internal, invalid, missing};
use crate::portal::Core;
use crate::services::notices::{NewNotice, Recipient, owe};
use chrono::NaiveDate;
use contract::accounts::{ContractForm, ContractRow, Offboarded};
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::account::Role;
use domain::audit::Entry;
use domain::notice::NoticeKind;
use store::Tx;
use store::people::{Contract, Staff};
use uuid::Uuid;

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
    let total = take_back(core, &mut tx, body, wanted).await?;
    let mut entry = Entry::new(now, "body.end-contract", "contract", wanted.to_string());
    entry.role = Some(Role::BodyAdmin.code().into());
    entry.reason = Some(reason);
    entry.after = serde_json::to_value(total).map_err(internal)?;
    done_with(caller, tx, entry).await?;
    Ok(total)
}

/// All access under a contract.
async fn take_back(core: &Core, tx: &mut Tx, body: Uuid, contract: Uuid) -> PortResult<Offboarded> {
    let mut total = Offboarded::default();
    let staff = tx.staff_of(body).await.map_err(internal)?;
    for one in staff.iter().filter(|one| one.contract == Some(contract)) {
        let done = offboard(core, tx, one).await?;
        total.people += done.people;
        total.sessions += done.sessions;
        total.cases += done.cases;
    }
    tx.close_invitations_of_contract(contract, core.clock.now()).await.map_err(internal)?;
    Ok(total)
}

/// Ends the contracts whose last day has passed, each in a transaction of its own; how many. The administrators of the body are told.
///
/// # Errors
/// Of database and keys; what ended until then stays ended.
pub(crate) async fn end_past(core: &Core) -> PortResult<u64> {
    let today = core.clock.today();
    let past = core.store.read().await.map_err(internal)?.contracts_past(today).await.map_err(internal)?;
    let mut ended = 0;
    for one in past {
        let now = core.clock.now();
        let mut tx = core.store.write().await.map_err(internal)?;
        // Somebody may have ended it meanwhile.
        if !tx.end_contract(one.id, now).await.map_err(internal)? {
            continue;
        }
        let total = take_back(core, &mut tx, one.body, one.id).await?;
        for admin in tx.holders_of(one.body, Role::BodyAdmin).await.map_err(internal)? {
            let event = format!("contract:{}:ended", one.id);
            let notice = NewNotice::new(event, Recipient::Account(admin), NoticeKind::ContractEnded)
                .fact("contract", &one.number)
                .fact("people", total.people)
                .link(format!("/admin/contractors/{}", one.id));
            owe(core, &mut tx, notice).await?;
        }
        let mut entry = Entry::new(now, "body.contract-past", "contract", one.id.to_string());
        entry.before = serde_json::json!({ "until": one.until });
        entry.after = serde_json::to_value(total).map_err(internal)?;
        tx.audit(entry);
        tx.commit(Vec::new()).await.map_err(internal)?;
        ended += 1;
    }
    Ok(ended)
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
