//! An identity that nobody has yet: what it says, and an account for it.
use super::super::register::{self, NewAccount, mail_link};
use super::super::typed::{self, MAX_NAME, keep};
use super::super::{done_with, internal, invalid};
use super::{Identity, OFFER, coded, enter, masked, opened, provider, refusal};
use crate::portal::Core;
use crate::services::notices::{NewNotice, Recipient, blind, owe};
use contract::accounts::{JoinForm, Joined, OfferView, Registered};
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::account::AccountState;
use domain::account::limits::{CONFIRM_LINK, WINDOW};
use domain::audit::Entry;
use domain::notice::NoticeKind;
use serde_json::json;
use store::accounts::{ProviderIdentity, TokenPurpose};
use store::{StoreError, Tx};
use uuid::Uuid;

/// The identity of a cookie, while it counts.
pub(super) fn offered(core: &Core, cookie: &str) -> PortResult<Identity> {
    let identity: Option<Identity> = opened(core, cookie, OFFER);
    let counts = identity.filter(|identity| identity.until > core.clock.now().timestamp());
    counts.ok_or_else(|| Refusal::new(ErrorCode::SignInStale).into())
}

pub(in super::super) async fn offer(core: &Core, caller: &Caller, cookie: &str) -> PortResult<OfferView> {
    let identity = offered(core, cookie)?;
    let one = provider(core, &identity.provider)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    if tx.provider_identity(&identity.subject).await.map_err(internal)?.is_some() {
        return Err(Refusal::new(ErrorCode::SignInStale).into());
    }
    Ok(OfferView {
        provider: coded(caller.locale, one),
        shown: masked(&identity.shown),
        name: identity.name,
        email: identity.email,
        email_verified: identity.email_verified,
        may_join: one.config.sign_up,
    })
}

/// Links an identity with an account.
pub(super) async fn attach(core: &Core, tx: &mut Tx, account: Uuid, from: &Identity) -> PortResult<ProviderIdentity> {
    let now = core.clock.now();
    let id = core.ids.id(now);
    let one = ProviderIdentity {
        id,
        account,
        provider: from.provider.clone(),
        subject_index: from.subject.clone(),
        shown: core.seal(&from.shown, &format!("provider_identities.shown:{id}")).map_err(internal)?,
        linked: now,
        used: None,
    };
    match tx.add_provider_identity(&one).await {
        Ok(()) => Ok(one),
        Err(StoreError::Conflict(_)) => Err(Refusal::new(ErrorCode::IdentityTaken).into()),
        Err(error) => Err(internal(error)),
    }
}

pub(in super::super) async fn join_with(
    core: &Core,
    caller: &Caller,
    cookie: &str,
    form: JoinForm,
) -> PortResult<Joined> {
    let identity = offered(core, cookie)?;
    let one = provider(core, &identity.provider)?;
    if !one.config.sign_up || caller.actor.signed_in().is_some() {
        return Err(Refusal::new(ErrorCode::Forbidden).into());
    }
    let mut faults = Vec::new();
    let name = keep(&mut faults, typed::text(&form.name, "name", MAX_NAME));
    let email = keep(&mut faults, typed::email(&form.email));
    if !form.terms {
        faults.push(Refusal::new(ErrorCode::Required).field("terms"));
    }
    if !faults.is_empty() {
        return Err(PortError::Invalid(faults));
    }
    // Only the very address that the provider made sure of needs no mail.
    let confirmed = identity.email_verified && typed::email(&identity.email).is_ok_and(|theirs| theirs == email);
    let now = core.clock.now();
    let confirm = Registered { email: form.email.trim().to_owned(), link_seconds: CONFIRM_LINK.num_seconds() };
    let mut tx = core.store.write().await.map_err(internal)?;
    if let Some(known) = tx.account_by_email(&blind(core, &email)).await.map_err(internal)? {
        if confirmed {
            // Whoever has the address may know; they sign in with what the account has, and link.
            return Err(invalid(Refusal::new(ErrorCode::EmailKnown).field("email")));
        }
        let event = format!("account:{}:again:{}", known.id, now.timestamp() / WINDOW.num_seconds());
        let notice = NewNotice::new(event, Recipient::Account(known.id), NoticeKind::AlreadyRegistered);
        owe(core, &mut tx, notice.link("/sign-in/recover")).await?;
        tx.commit(Vec::new()).await.map_err(internal)?;
        return Ok(Joined::Confirm(confirm));
    }
    let state = if confirmed { AccountState::Active } else { AccountState::Registered };
    let new = NewAccount { name: &name, email: &email, password: None, state, locale: caller.locale };
    let account = register::enter(core, &mut tx, new).await?;
    let attached = attach(core, &mut tx, account.id, &identity).await.map_err(|error| match error {
        PortError::Refused(taken) if taken.code == ErrorCode::IdentityTaken => refusal(caller, taken.code, one),
        other => other,
    })?;
    let mut entry = Entry::new(now, "account.register", "account", account.id.to_string());
    entry.after = json!({ "provider": identity.provider });
    if !confirmed {
        mail_link(core, &mut tx, &account, TokenPurpose::Confirm).await?;
        done_with(caller, tx, entry).await?;
        return Ok(Joined::Confirm(confirm));
    }
    tx.audit(caller.sign(entry));
    enter(core, caller, tx, &account, &attached, &identity).await.map(Joined::Entered)
}
