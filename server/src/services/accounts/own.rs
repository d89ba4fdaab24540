//! One's own account: password, address, sessions, closing.
use super::prove::{Typed, prove, unproved};
use super::register::{mail_link, password_changed};
use super::session::{current, rotate};
use super::{done, id, internal, invalid, missing, need, secret, typed};
use crate::portal::Core;
use crate::services::notices::{NewNotice, Recipient, blind, owe};
use contract::accounts::Entered;
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::account::{AccountState, Mandate, Role};
use domain::notice::NoticeKind;
use store::Tx;
use store::accounts::TokenPurpose;
use uuid::Uuid;

pub(super) async fn change_password(core: &Core, caller: &Caller, now_: &str, new: &str) -> PortResult<Entered> {
    let account = prove(core, caller, Typed::password(now_, "current_password")).await?;
    if let Some(fault) = secret::weak(new, &[&core.site().name, now_]) {
        return Err(invalid(fault));
    }
    let hash = secret::hash(core, new).await?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let mut session = current(&mut tx, caller).await?;
    tx.set_password(account.id, &hash, core.clock.now()).await.map_err(internal)?;
    tx.end_sessions(account.id, Some(session.id)).await.map_err(internal)?;
    let entered = rotate(core, &mut tx, &mut session).await?;
    password_changed(core, &mut tx, account.id).await?;
    done(core, caller, tx, "account.change-password", "account", account.id).await?;
    Ok(entered)
}

pub(super) async fn change_email(core: &Core, caller: &Caller, email: &str, password: &str) -> PortResult<()> {
    let typed = Typed::password(password, "password");
    let email = match typed::email(email) {
        Ok(email) => email,
        // A missing password is said in the same breath; a wrong one costs a try, and only with an address it could be meant for.
        Err(fault) => {
            let more = unproved(core, caller, typed).await?;
            return Err(PortError::Invalid(std::iter::once(fault).chain(more).collect()));
        }
    };
    let mut account = prove(core, caller, typed).await?;
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    if let Some(known) = tx.account_by_email(&blind(core, &email)).await.map_err(internal)? {
        // The same answer: the owner of the address is told, nobody else learns of the account.
        if known.id != account.id {
            let event = format!("account:{}:again:{}", known.id, now.timestamp() / 900);
            owe(core, &mut tx, NewNotice::new(event, Recipient::Account(known.id), NoticeKind::AlreadyRegistered))
                .await?;
        }
    } else {
        let sealed = core.seal(&email, &format!("accounts.email_new:{}", account.id)).map_err(internal)?;
        tx.set_new_email(account.id, Some(&sealed), now).await.map_err(internal)?;
        account.email_new = Some(sealed);
        mail_link(core, &mut tx, &account, TokenPurpose::ChangeEmail).await?;
    }
    done(core, caller, tx, "account.change-email", "account", account.id).await
}

pub(super) async fn revoke_session(core: &Core, caller: &Caller, session: &str) -> PortResult<()> {
    let (account, session) = (need(caller)?.account, id(session)?);
    let mut tx = core.store.write().await.map_err(internal)?;
    if !tx.end_session(account, session).await.map_err(internal)? {
        return missing();
    }
    done(core, caller, tx, "account.revoke-session", "session", session).await
}

pub(super) async fn revoke_other_sessions(core: &Core, caller: &Caller) -> PortResult<()> {
    let signed = need(caller)?;
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.end_sessions(signed.account, Some(signed.session)).await.map_err(internal)?;
    done(core, caller, tx, "account.revoke-sessions", "account", signed.account).await
}

pub(super) async fn close_account(core: &Core, caller: &Caller, password: &str) -> PortResult<()> {
    let account = prove(core, caller, Typed::password(password, "password")).await?;
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let offices = tx.offices_of(account.id).await.map_err(internal)?;
    for office in &offices {
        if office.staff.roles.contains(&Role::BodyAdmin) {
            keeps_an_admin(&mut tx, office.staff.body, account.id).await?;
        }
    }
    for membership in tx.memberships_of(account.id, false).await.map_err(internal)? {
        let members = tx.members_of(membership.party).await.map_err(internal)?;
        let others = members.iter().filter(|m| m.account != account.id);
        // An organisation of one goes with its head; others need a head.
        if membership.mandates.contains(&Mandate::Head) && others.count() > 0 {
            return Err(Refusal::new(ErrorCode::LastAdmin).into());
        }
    }
    let to = Recipient::Address { email: super::email_of(core, &account)?, locale: account.locale };
    owe(core, &mut tx, NewNotice::new(format!("account:{}:closed", account.id), to, NoticeKind::AccountClosed)).await?;
    // Open cases in their charge are handed on.
    for office in &offices {
        super::staff::leave(core, &mut tx, &office.staff).await?;
    }
    tx.close_account(account.id, now).await.map_err(internal)?;
    done(core, caller, tx, "account.close", "account", account.id).await
}

/// Refuses when nobody but this account administers the body.
pub(super) async fn keeps_an_admin(tx: &mut Tx, body: Uuid, leaving: Uuid) -> PortResult<()> {
    let admins = admins_of(tx, body).await?;
    if admins.iter().any(|admin| *admin != leaving) { Ok(()) } else { Err(Refusal::new(ErrorCode::LastAdmin).into()) }
}

/// Who administers a body and can sign in.
pub(super) async fn admins_of(tx: &mut Tx, body: Uuid) -> PortResult<Vec<Uuid>> {
    let mut admins = Vec::new();
    for admin in tx.holders_of(body, Role::BodyAdmin).await.map_err(internal)? {
        let account = tx.account(admin).await.map_err(internal)?;
        if account.is_some_and(|account| account.state == AccountState::Active) {
            admins.push(admin);
        }
    }
    Ok(admins)
}
