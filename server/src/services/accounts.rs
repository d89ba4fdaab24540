//! Accounts, sessions, persons and organisations, people of the bodies. One file a part; this one hands the port's calls on.
mod body;
pub(crate) mod contracts;
pub mod create;
pub mod directory;
mod entry;
mod factor;
mod identity;
mod invite;
mod me;
mod organisation;
mod outside;
mod own;
mod prove;
pub mod provider;
mod register;
pub(crate) mod secret;
pub mod session;
mod staff;
mod typed;
pub mod verifier;
mod words;

pub(crate) use identity::index as identity_index;
pub(crate) use prove::{Typed, prove, unproved};
pub(crate) use words::kind as kind_label;

use super::internal;
use crate::portal::Core;
use async_trait::async_trait;
use contract::accounts::*;
use contract::{Caller, Coded, ErrorCode, PortError, PortResult, Refusal};
use domain::account::SignedIn;
use domain::audit::Entry;
use domain::policy::{Action, Actor, ResourceFacts, authorize};
use std::sync::Arc;
use store::Tx;
use store::accounts::Account;
use uuid::Uuid;

/// The port.
pub struct Service(pub Arc<Core>);

/// Refusals of one field.
fn invalid(refusal: Refusal) -> PortError {
    PortError::Invalid(vec![refusal])
}

/// The session, or the demand to sign in.
fn need(caller: &Caller) -> PortResult<&SignedIn> {
    caller.actor.signed_in().ok_or_else(|| Refusal::new(ErrorCode::SignInNeeded).into())
}

/// Lets in who may; somebody signed in who may not is recorded.
async fn allow(core: &Core, caller: &Caller, action: Action, resource: ResourceFacts) -> PortResult<()> {
    if authorize(&caller.actor, action, &resource).is_ok() {
        return Ok(());
    }
    let signed = need(caller)?;
    // The role is held, but does not count yet.
    let enrolled = SignedIn { second_factor: true, ..signed.clone() };
    if authorize(&Actor::Account(Arc::new(enrolled)), action, &resource).is_ok() {
        return Err(Refusal::new(ErrorCode::SecondFactorNeeded).into());
    }
    let object = match resource {
        ResourceFacts::Body { id } | ResourceFacts::Party { id } => id.to_string(),
        ResourceFacts::Portal | ResourceFacts::Dataset(_) => String::new(),
    };
    let mut entry = Entry::new(core.clock.now(), &format!("account.{}", action.code()), "account", object);
    entry.outcome = ErrorCode::Forbidden.code().into();
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Err(Refusal::new(ErrorCode::Forbidden).into())
}

/// Ends a writing transaction with its entry in the audit trail.
async fn done(core: &Core, caller: &Caller, tx: Tx, action: &str, kind: &str, object: impl ToString) -> PortResult<()> {
    let entry = Entry::new(core.clock.now(), action, kind, object.to_string());
    done_with(caller, tx, entry).await
}

/// The same with an entry that says more.
async fn done_with(caller: &Caller, mut tx: Tx, entry: Entry) -> PortResult<()> {
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal).map(|_| ())
}

/// The account of a session.
async fn account(tx: &mut Tx, id: Uuid) -> PortResult<Account> {
    tx.account(id).await.map_err(internal)?.ok_or_else(|| Refusal::new(ErrorCode::SignInNeeded).into())
}

fn email_of(core: &Core, account: &Account) -> PortResult<String> {
    core.unseal(&account.email, &format!("accounts.email:{}", account.id)).map_err(internal)
}

/// The name of a party in the clear.
///
/// # Errors
/// Of database and keys; `not-found`.
pub async fn party_name(core: &Core, tx: &mut Tx, party: Uuid) -> PortResult<String> {
    let found = tx.party(party).await.map_err(internal)?.ok_or_else(|| Refusal::new(ErrorCode::NotFound))?;
    core.unseal(&found.name, &format!("parties.name:{party}")).map_err(internal)
}

fn missing<T>() -> PortResult<T> {
    Err(Refusal::new(ErrorCode::NotFound).into())
}

/// An id as views carry it.
fn id(text: &str) -> PortResult<Uuid> {
    Uuid::parse_str(text).or_else(|_| missing())
}

#[async_trait]
impl Accounts for Service {
    async fn register(&self, caller: &Caller, form: RegisterForm) -> PortResult<Registered> {
        let (registered, party) = register::register(&self.0, caller, form).await?;
        if let Some(party) = party {
            verifier::ask(&self.0, party);
        }
        Ok(registered)
    }
    async fn confirm_email(&self, caller: &Caller, token: &str) -> PortResult<()> {
        register::confirm_email(&self.0, caller, token).await
    }
    async fn resend_confirmation(&self, caller: &Caller, email: &str) -> PortResult<()> {
        register::resend_confirmation(&self.0, caller, email).await
    }
    async fn sign_in(&self, caller: &Caller, form: SignInForm) -> PortResult<Entered> {
        entry::sign_in(&self.0, caller, form).await
    }
    async fn second_factor(&self, caller: &Caller, code: &str) -> PortResult<Entered> {
        entry::second_factor(&self.0, caller, code).await
    }
    async fn lose_second_factor(&self, caller: &Caller) -> PortResult<SecondFactorLoss> {
        entry::lose_second_factor(&self.0, caller).await
    }
    async fn sign_out(&self, caller: &Caller) -> PortResult<()> {
        entry::sign_out(&self.0, caller).await
    }
    async fn request_reset(&self, caller: &Caller, email: &str) -> PortResult<()> {
        register::request_reset(&self.0, caller, email).await
    }
    async fn reset_password(&self, caller: &Caller, token: &str, password: &str) -> PortResult<()> {
        register::reset_password(&self.0, caller, token, password).await
    }
    async fn invitation(&self, caller: &Caller, token: &str) -> PortResult<InvitationView> {
        invite::invitation(&self.0, caller, token).await
    }
    async fn accept_invitation(&self, caller: &Caller, form: AcceptForm) -> PortResult<Entered> {
        invite::accept_invitation(&self.0, caller, form).await
    }
    async fn providers(&self, caller: &Caller) -> PortResult<Vec<Coded>> {
        Ok(outside::providers(&self.0, caller))
    }
    async fn leave_for(&self, caller: &Caller, provider: &str, back: Option<&str>, again: bool) -> PortResult<Leaving> {
        outside::leave_for(&self.0, caller, provider, back, again).await
    }
    async fn arrive_from(&self, caller: &Caller, provider: &str, kept: Option<&str>, returned: Returned) -> Arrival {
        outside::arrive_from(&self.0, caller, provider, kept, returned).await
    }
    async fn offer(&self, caller: &Caller, offer: &str) -> PortResult<OfferView> {
        outside::offer(&self.0, caller, offer).await
    }
    async fn join_with(&self, caller: &Caller, offer: &str, form: JoinForm) -> PortResult<Joined> {
        outside::join_with(&self.0, caller, offer, form).await
    }
    async fn ways_in(&self, caller: &Caller) -> PortResult<WaysView> {
        outside::ways_in(&self.0, caller).await
    }
    async fn link(&self, caller: &Caller, offer: &str) -> PortResult<Entered> {
        outside::link(&self.0, caller, offer).await
    }
    async fn unlink(&self, caller: &Caller, id: &str) -> PortResult<()> {
        outside::unlink(&self.0, caller, id).await
    }
    async fn me(&self, caller: &Caller) -> PortResult<AccountView> {
        me::me(&self.0, caller).await
    }
    async fn act_as(&self, caller: &Caller, key: &str) -> PortResult<Entered> {
        session::act_as(&self.0, caller, key).await
    }
    async fn change_password(&self, caller: &Caller, current: &str, new: &str) -> PortResult<Entered> {
        own::change_password(&self.0, caller, current, new).await
    }
    async fn change_email(&self, caller: &Caller, email: &str, password: &str) -> PortResult<()> {
        own::change_email(&self.0, caller, email, password).await
    }
    async fn begin_totp(&self, caller: &Caller) -> PortResult<TotpSetup> {
        factor::begin_totp(&self.0, caller).await
    }
    async fn confirm_totp(&self, caller: &Caller, code: &str) -> PortResult<Entered> {
        factor::confirm_totp(&self.0, caller, code).await
    }
    async fn remove_totp(&self, caller: &Caller, password: &str) -> PortResult<()> {
        factor::remove_totp(&self.0, caller, password).await
    }
    async fn new_recovery_codes(&self, caller: &Caller, password: &str) -> PortResult<()> {
        factor::new_recovery_codes(&self.0, caller, password).await
    }
    async fn show_recovery_codes(&self, caller: &Caller) -> PortResult<Vec<String>> {
        factor::show_recovery_codes(&self.0, caller).await
    }
    async fn revoke_session(&self, caller: &Caller, id: &str) -> PortResult<()> {
        own::revoke_session(&self.0, caller, id).await
    }
    async fn revoke_other_sessions(&self, caller: &Caller) -> PortResult<()> {
        own::revoke_other_sessions(&self.0, caller).await
    }
    async fn close_account(&self, caller: &Caller, password: &str) -> PortResult<()> {
        own::close_account(&self.0, caller, password).await
    }
    async fn export_own_data(&self, caller: &Caller) -> PortResult<serde_json::Value> {
        me::export_own_data(&self.0, caller).await
    }
    async fn submit_identity(&self, caller: &Caller, form: IdentityForm) -> PortResult<()> {
        let party = identity::submit_identity(&self.0, caller, form).await?;
        verifier::ask_and_wait(&self.0, party).await;
        Ok(())
    }
    async fn add_organisation(&self, caller: &Caller, form: OrganisationForm) -> PortResult<()> {
        let party = organisation::add_organisation(&self.0, caller, form).await?;
        verifier::ask(&self.0, party);
        Ok(())
    }
    async fn organisation(&self, caller: &Caller) -> PortResult<OrganisationView> {
        organisation::organisation(&self.0, caller).await
    }
    async fn invite_member(&self, caller: &Caller, email: &str, mandates: &[String]) -> PortResult<()> {
        organisation::invite_member(&self.0, caller, email, mandates).await
    }
    async fn set_mandates(&self, caller: &Caller, member: &str, mandates: &[String]) -> PortResult<()> {
        organisation::set_mandates(&self.0, caller, member, mandates).await
    }
    async fn end_member(&self, caller: &Caller, member: &str) -> PortResult<()> {
        organisation::end_member(&self.0, caller, member).await
    }
    async fn hand_over_head(&self, caller: &Caller, member: &str, password: &str) -> PortResult<()> {
        organisation::hand_over_head(&self.0, caller, member, password).await
    }
    async fn people(&self, caller: &Caller) -> PortResult<PeopleView> {
        staff::people(&self.0, caller).await
    }
    async fn invite_staff(&self, caller: &Caller, form: StaffForm) -> PortResult<()> {
        staff::invite_staff(&self.0, caller, form).await
    }
    async fn set_roles(&self, caller: &Caller, person: &str, roles: &[String], reason: &str) -> PortResult<()> {
        staff::set_roles(&self.0, caller, person, roles, reason).await
    }
    async fn end_staff(&self, caller: &Caller, person: &str, reason: &str) -> PortResult<Offboarded> {
        staff::end_staff(&self.0, caller, person, reason).await
    }
    async fn withdraw_invitation(&self, caller: &Caller, id: &str) -> PortResult<()> {
        invite::withdraw_invitation(&self.0, caller, id).await
    }
    async fn create_contract(&self, caller: &Caller, form: ContractForm) -> PortResult<()> {
        contracts::create_contract(&self.0, caller, form).await
    }
    async fn end_contract(&self, caller: &Caller, contract: &str, reason: &str) -> PortResult<Offboarded> {
        contracts::end_contract(&self.0, caller, contract, reason).await
    }
    async fn record_deletion_proof(&self, caller: &Caller, contract: &str, note: &str) -> PortResult<()> {
        contracts::record_deletion_proof(&self.0, caller, contract, note).await
    }
    async fn body_profile(&self, caller: &Caller) -> PortResult<BodyProfileView> {
        body::body_profile(&self.0, caller).await
    }
    async fn set_body_profile(&self, caller: &Caller, form: BodyProfileForm) -> PortResult<()> {
        body::set_body_profile(&self.0, caller, form).await
    }
    async fn identities_to_verify(&self, caller: &Caller) -> PortResult<Vec<IdentityRow>> {
        identity::identities_to_verify(&self.0, caller).await
    }
    async fn reveal_identity(&self, caller: &Caller, id: &str, reason: &str) -> PortResult<RevealedIdentity> {
        identity::reveal_identity(&self.0, caller, id, reason).await
    }
    async fn decide_identity(&self, caller: &Caller, id: &str, approve: bool, reason: &str) -> PortResult<()> {
        identity::decide_identity(&self.0, caller, id, approve, reason).await
    }
}
