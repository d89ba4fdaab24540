//! The first administrator of a body, and the end of one: its people lose their access, its open cases go to the successor.
use super::super::invite::{NewInvitation, invite};
use super::super::own::admins_of;
use super::super::staff::{MAX_REASON, offboard};
use super::super::typed::{self, keep};
use super::super::{done_with, internal, invalid, need};
use super::bodies::{may, named, standing};
use crate::portal::Core;
use crate::services::cases::handover;
use contract::directory::EndedBody;
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::account::Role;
use domain::audit::Entry;
use domain::catalog::Body;
use store::Tx;
use store::members::InvitedInto;
use uuid::Uuid;

pub async fn invite_admin(core: &Core, caller: &Caller, code: &str, email: &str) -> PortResult<()> {
    may(core, caller).await?;
    let email = typed::email(email).map_err(invalid)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let found = standing(&mut tx, code).await?;
    // Who has an administrator invites through them: people of a body are its own business.
    if found.ended.is_some() || !admins_of(&mut tx, found.body.id).await?.is_empty() {
        return Err(Refusal::new(ErrorCode::Conflict).into());
    }
    drop(tx);
    let into = InvitedInto::Body { body: found.body.id, contract: None };
    let offered = vec![Role::BodyAdmin.code().to_owned()];
    invite(core, caller, NewInvitation { into, email, offered }).await
}

/// Who takes over, if anybody has to.
async fn successor(tx: &mut Tx, of: &Body, authority: bool, typed: &str) -> PortResult<Result<Option<Body>, Refusal>> {
    let open = tx.open_cases_of_body(of.id).await.map_err(internal)?;
    if typed.trim().is_empty() {
        let needed = authority || !open.is_empty();
        return Ok(if needed { Err(Refusal::new(ErrorCode::Required).field("successor")) } else { Ok(None) });
    }
    let Some(next) = named(tx, typed).await?.filter(|next| next.id != of.id) else {
        return Ok(Err(Refusal::new(ErrorCode::NotFound).field("successor")));
    };
    let unfit = || Refusal::new(ErrorCode::SuccessorUnfit).field("successor");
    if authority && !tx.body_profile(next.id).await.map_err(internal)?.authority {
        return Ok(Err(unfit()));
    }
    // Never to the body complained about.
    Ok(match open.iter().find(|case| case.target_body == Some(next.id)) {
        Some(case) => Err(unfit().fact("number", &case.number)),
        None => Ok(Some(next)),
    })
}

/// People, invitations, contracts: nobody works for the body any more. How many people.
async fn close(core: &Core, tx: &mut Tx, body: Uuid) -> PortResult<u32> {
    let now = core.clock.now();
    let mut people = 0;
    for one in tx.staff_of(body).await.map_err(internal)? {
        people += offboard(core, tx, &one).await?.people;
    }
    for contract in tx.contracts_of(body).await.map_err(internal)? {
        if contract.ended.is_none() {
            tx.end_contract(contract.id, now).await.map_err(internal)?;
        }
    }
    tx.close_invitations_into(body, now).await.map_err(internal)?;
    Ok(people)
}

pub async fn end(core: &Core, caller: &Caller, code: &str, next: &str, reason: &str) -> PortResult<EndedBody> {
    may(core, caller).await?;
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let found = standing(&mut tx, code).await?;
    let body = &found.body;
    // Nobody cuts off the branch they sit on: another body's administrator ends this one.
    if need(caller)?.acting.body() == Some(body.id) {
        return Err(Refusal::new(ErrorCode::LastAdmin).into());
    }
    if found.ended.is_some() {
        return Err(Refusal::new(ErrorCode::Conflict).into());
    }
    let mut faults = Vec::new();
    let reason = keep(&mut faults, typed::text(reason, "reason", MAX_REASON));
    let next = keep(&mut faults, successor(&mut tx, body, found.authority, next).await?);
    if !faults.is_empty() {
        return Err(PortError::Invalid(faults));
    }
    let people = close(core, &mut tx, body.id).await?;
    let cases = match &next {
        Some(next) => handover::hand_over(core, &mut tx, caller, body, next).await?,
        None => 0,
    };
    if found.authority {
        tx.set_authority(body.id, false).await.map_err(internal)?;
    }
    if !tx.end_body(body.id, next.as_ref().map(|next| next.id), now).await.map_err(internal)? {
        return Err(Refusal::new(ErrorCode::Conflict).into());
    }
    let done = EndedBody { people, cases };
    let mut entry = Entry::new(now, "body.end", "body", body.id.to_string());
    entry.role = Some(Role::SysAdmin.code().into());
    entry.reason = Some(reason);
    entry.after = serde_json::json!({
        "people": people, "cases": cases, "successor": next.map(|next| next.code), "authority": found.authority,
    });
    done_with(caller, tx, entry).await?;
    Ok(done)
}

pub async fn resume(core: &Core, caller: &Caller, code: &str, reason: &str) -> PortResult<()> {
    may(core, caller).await?;
    let reason = typed::text(reason, "reason", MAX_REASON).map_err(invalid)?;
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let found = standing(&mut tx, code).await?;
    if !tx.resume_body(found.body.id, now).await.map_err(internal)? {
        return Err(Refusal::new(ErrorCode::Conflict).into());
    }
    let mut entry = Entry::new(now, "body.resume", "body", found.body.id.to_string());
    entry.role = Some(Role::SysAdmin.code().into());
    entry.reason = Some(reason);
    done_with(caller, tx, entry).await
}
