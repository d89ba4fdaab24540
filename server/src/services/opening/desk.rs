//! Who works at this desk: offices of the authority for what is its own, people of a publisher for its datasets.
use super::super::internal;
use crate::portal::Core;
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::access::Fault;
use domain::account::SignedIn;
use domain::audit::Entry;
use domain::policy::{AccessAction, Actor, authorize_access};
use std::sync::Arc;
use store::{StoreError, Tx};
use uuid::Uuid;

/// The session, or the demand to sign in.
pub(super) fn need(caller: &Caller) -> PortResult<&SignedIn> {
    caller.actor.signed_in().ok_or_else(|| Refusal::new(ErrorCode::SignInNeeded).into())
}

/// Lets in who may, and says for which body; somebody signed in who may not is recorded.
pub(in crate::services) async fn allow(core: &Core, caller: &Caller, action: AccessAction) -> PortResult<Uuid> {
    let signed = need(caller)?;
    let body = signed.acting.body();
    if let (Ok(()), Some(body)) = (authorize_access(&caller.actor, action, body), body) {
        return Ok(body);
    }
    // The role is held, but does not count yet.
    let enrolled = Actor::Account(Arc::new(SignedIn { second_factor: true, ..signed.clone() }));
    if authorize_access(&enrolled, action, body).is_ok() {
        return Err(Refusal::new(ErrorCode::SecondFactorNeeded).into());
    }
    let object = body.map(|body| body.to_string()).unwrap_or_default();
    let mut entry = Entry::new(core.clock.now(), &format!("opening.{}", action.code()), "body", object);
    entry.outcome = ErrorCode::Forbidden.code().into();
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Err(Refusal::new(ErrorCode::Forbidden).into())
}

/// Ends a writing transaction with its entry in the audit trail.
pub(super) async fn done(caller: &Caller, mut tx: Tx, entry: Entry) -> PortResult<()> {
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(stored).map(|_| ())
}

/// Every fault of a form.
pub(super) fn invalid(faults: Vec<Fault>) -> PortError {
    PortError::Invalid(faults.into_iter().map(Refusal::from).collect())
}

/// Somebody else was faster: 409. Everything else is a fault of the database.
pub(super) fn stored(error: StoreError) -> PortError {
    match error {
        StoreError::Conflict(_) => Refusal::new(ErrorCode::Conflict).into(),
        other => internal(other),
    }
}

pub(super) fn missing<T>() -> PortResult<T> {
    Err(Refusal::new(ErrorCode::NotFound).into())
}

/// An id as views carry it.
pub(super) fn id(text: &str) -> PortResult<Uuid> {
    Uuid::parse_str(text).or_else(|_| missing())
}

/// An act that no button sends.
pub(super) fn unknown_act<T>() -> PortResult<T> {
    Err(Refusal::new(ErrorCode::BadValue).field("act").into())
}
