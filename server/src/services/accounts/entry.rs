//! Signing in and out. Unknown accounts answer as slowly and with the same words as wrong passwords.
use super::{account, done, done_with, email_of, internal, invalid, secret, session};
use crate::portal::Core;
use crate::services::notices::{NewNotice, Recipient, blind, owe};
use chrono::{DateTime, TimeDelta, Utc};
use contract::accounts::{Entered, SecondFactorLoss, SignInForm};
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::account::limits::{LOST_FACTOR, TRIES, Throttle, WINDOW, expires, throttle};
use domain::account::{AccountState, SignedIn};
use domain::audit::Entry;
use domain::notice::NoticeKind;
use store::Tx;
use store::accounts::{Account, SignIn};
use store::sessions::{ActingAs, Session};
use tokio::sync::SemaphorePermit;
use uuid::Uuid;

/// Keeps a try.
pub(super) async fn tried(core: &Core, tx: &mut Tx, caller: &Caller, index: &str, outcome: &str) -> PortResult<()> {
    let now = core.clock.now();
    let one = SignIn {
        id: core.ids.id(now),
        account_index: index.to_owned(),
        address: caller.address.clone(),
        agent: caller.agent.clone(),
        outcome: outcome.to_owned(),
        at: now,
    };
    tx.add_sign_in(&one).await.map_err(internal)
}

pub(super) async fn failed(
    core: &Core,
    caller: &Caller,
    index: &str,
    account: Option<Uuid>,
    outcome: &str,
) -> PortResult<()> {
    let mut tx = core.store.write().await.map_err(internal)?;
    tried(core, &mut tx, caller, index, outcome).await?;
    let object = account.map(|id| id.to_string()).unwrap_or_default();
    let mut entry = Entry::new(core.clock.now(), "account.sign-in", "account", object);
    entry.outcome = outcome.to_owned();
    done_with(caller, tx, entry).await
}

pub(super) fn wait(field: &str, minutes: i64) -> PortError {
    invalid(Refusal::new(ErrorCode::TooManyAttempts).field(field).fact("minutes", minutes))
}

/// Whether a try may be made now; its pause, and how many are left after it.
pub(super) async fn gate(core: &Core, caller: &Caller, index: &str, field: &str) -> PortResult<(TimeDelta, u32)> {
    let now = core.clock.now();
    let mut tx = core.store.read().await.map_err(internal)?;
    let tries = tx.tries(index, &caller.address, now - WINDOW).await.map_err(internal)?;
    drop(tx);
    match throttle(now, tries) {
        Throttle::Wait { minutes } => {
            failed(core, caller, index, None, "throttled").await?;
            Err(wait(field, minutes))
        }
        Throttle::Try { pause, left } => Ok((pause, left)),
    }
}

/// Waits out the pause, then takes a place and asks again: what others tried meanwhile counts. The place is held until the try is written.
pub(super) async fn enter_gate(
    core: &Core,
    caller: &Caller,
    index: &str,
    field: &str,
) -> PortResult<(SemaphorePermit<'static>, u32)> {
    let (pause, _) = gate(core, caller, index, field).await?;
    if let Ok(pause) = pause.to_std() {
        tokio::time::sleep(pause).await;
    }
    let place = secret::place().await?;
    let (_, left) = gate(core, caller, index, field).await?;
    Ok((place, left))
}

/// The second factor counts: set up, and not past the end of the waiting time after its loss.
pub(super) fn has_factor(account: &Account, now: DateTime<Utc>) -> bool {
    account.totp.is_some() && account.totp_ends.is_none_or(|ends| now < ends)
}

pub(super) async fn sign_in(core: &Core, caller: &Caller, form: SignInForm) -> PortResult<Entered> {
    let mut faults = Vec::new();
    for (value, field) in [(&form.email, "email"), (&form.password, "password")] {
        if value.trim().is_empty() {
            faults.push(Refusal::new(ErrorCode::Required).field(field));
        }
    }
    if !faults.is_empty() {
        return Err(PortError::Invalid(faults));
    }
    let index = blind(core, &form.email);
    let (place, left) = enter_gate(core, caller, &index, "password").await?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let known = tx.account_by_email(&index).await.map_err(internal)?;
    drop(tx);
    let right =
        secret::verify(core, &form.password, known.as_ref().and_then(|a| a.password.as_deref()), &place).await?;
    let account = match known {
        Some(account) if right && account.state != AccountState::Suspended => account,
        other => {
            failed(core, caller, &index, other.map(|a| a.id), "wrong-password").await?;
            return Err(invalid(Refusal::new(ErrorCode::WrongCredentials).field("password").fact("left", left)));
        }
    };
    drop(place);
    if account.state == AccountState::Registered {
        return Err(Refusal::new(ErrorCode::EmailUnconfirmed).into());
    }
    let mut tx = core.store.write().await.map_err(internal)?;
    let pending = factor_owed(core, &mut tx, &account).await?;
    let beginning = session::Beginning { pending, second_factor: false, provider: None };
    let entered = session::begin(core, &mut tx, caller, &account, beginning).await?;
    if pending {
        tx.commit(Vec::new()).await.map_err(internal)?;
    } else {
        entered_by(core, caller, tx, &account, None).await?;
    }
    Ok(entered)
}

/// Whether a second factor is owed; one that was lost goes when its waiting time is over.
pub(super) async fn factor_owed(core: &Core, tx: &mut Tx, account: &Account) -> PortResult<bool> {
    let now = core.clock.now();
    let owed = has_factor(account, now);
    if account.totp.is_some() && !owed {
        tx.set_totp(account.id, None, now).await.map_err(internal)?;
    }
    Ok(owed)
}

/// Writes down that somebody is in (by which provider, if by one), and tells them when it was from a machine they did not use before.
pub(super) async fn entered_by(
    core: &Core,
    caller: &Caller,
    mut tx: Tx,
    account: &Account,
    provider: Option<&str>,
) -> PortResult<()> {
    let now = core.clock.now();
    let before = tx.sign_ins(&account.email_index, 50).await.map_err(internal)?;
    let mut agents = Vec::new();
    for one in &before {
        if one.outcome == "signed-in" {
            agents.push(one.agent.as_str());
        }
    }
    let new = !agents.is_empty() && !agents.contains(&caller.agent.as_str());
    tried(core, &mut tx, caller, &account.email_index, "signed-in").await?;
    if new {
        let event = format!("account:{}:sign-in:{}", account.id, now.timestamp());
        let notice = NewNotice::new(event, Recipient::Account(account.id), NoticeKind::SignInNewDevice);
        owe(core, &mut tx, notice.link("/my/account")).await?;
    }
    let mut entry = caller.sign(Entry::new(now, "account.sign-in", "account", account.id.to_string()));
    entry.account = Some(account.id);
    if let Some(provider) = provider {
        entry.after = serde_json::json!({ "provider": provider });
    }
    tx.audit(entry);
    tx.commit(Vec::new()).await.map_err(internal).map(|_| ())
}

/// The half-open session of a caller.
async fn half_open(core: &Core, tx: &mut Tx, caller: &Caller) -> PortResult<(Session, Account)> {
    let needed = || PortError::from(Refusal::new(ErrorCode::SignInNeeded));
    let id = caller.pending.ok_or_else(needed)?;
    let session = tx.session(id).await.map_err(internal)?.filter(|s| s.pending && s.expires > core.clock.now());
    let session = session.ok_or_else(needed)?;
    let account = account(tx, session.account).await?;
    Ok((session, account))
}

pub(super) async fn second_factor(core: &Core, caller: &Caller, code: &str) -> PortResult<Entered> {
    let now = core.clock.now();
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if code.is_empty() {
        return Err(invalid(Refusal::new(ErrorCode::Required).field("code")));
    }
    // Counted and written in one transaction, so that many at once are not all counted as the first.
    let mut tx = core.store.write().await.map_err(internal)?;
    let (mut session, account) = half_open(core, &mut tx, caller).await?;
    let wrong = tx.wrong_codes(&account.email_index, now - WINDOW).await.map_err(internal)?;
    // Only who knows the password comes here: this limit counts for the whole account, or many addresses could guess six digits.
    if wrong >= i64::from(TRIES) {
        return Err(wait("code", WINDOW.num_minutes()));
    }
    if !accepts(core, &mut tx, &account, &code).await? {
        tried(core, &mut tx, caller, &account.email_index, "wrong-code").await?;
        let mut entry = Entry::new(now, "account.sign-in", "account", account.id.to_string());
        entry.outcome = "wrong-code".into();
        done_with(caller, tx, entry).await?;
        let left = i64::from(TRIES) - wrong - 1;
        return Err(invalid(Refusal::new(ErrorCode::WrongCode).field("code").fact("left", left)));
    }
    // It was found again.
    tx.set_totp_end(account.id, None).await.map_err(internal)?;
    session.pending = false;
    session.second_factor = true;
    session.expires = expires(now, matches!(session.acting, ActingAs::Body(_)));
    let entered = session::rotate(core, &mut tx, &mut session).await?;
    entered_by(core, caller, tx, &account, session.provider.as_deref()).await?;
    Ok(entered)
}

/// Whether a code of the app or a recovery code is right and unused; it is used up with it.
pub(super) async fn accepts(core: &Core, tx: &mut Tx, account: &Account, code: &str) -> PortResult<bool> {
    let now = core.clock.now();
    if code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()) {
        let Some(sealed) = &account.totp else { return Ok(false) };
        let secret = super::factor::secret_of(core, sealed, &format!("accounts.totp:{}", account.id))?;
        let Some(step) = secret::totp_step(&secret, code, now.timestamp())? else { return Ok(false) };
        return tx.take_totp_step(account.id, step).await.map_err(internal);
    }
    let index = secret::recovery_index(core, code);
    tx.take_recovery_code(account.id, &index, now).await.map_err(internal)
}

pub(super) async fn lose_second_factor(core: &Core, caller: &Caller) -> PortResult<SecondFactorLoss> {
    let mut tx = core.store.write().await.map_err(internal)?;
    let (session, account) = half_open(core, &mut tx, caller).await?;
    // Asking again does not make the time longer, nor shorter.
    let from = account.totp_ends.unwrap_or(core.clock.now() + LOST_FACTOR);
    tx.set_totp_end(account.id, Some(from)).await.map_err(internal)?;
    let event = format!("account:{}:factor-lost:{}", account.id, from.timestamp());
    let mut told = vec![Recipient::Account(account.id)];
    if let Some(sealed) = &account.email_new {
        let email = core.unseal(sealed, &format!("accounts.email_new:{}", account.id)).map_err(internal)?;
        told.push(Recipient::Address { email, locale: account.locale });
    }
    for to in told {
        let notice = NewNotice::new(event.clone(), to, NoticeKind::SecondFactorReset);
        let day = (from + TimeDelta::hours(8)).date_naive();
        owe(core, &mut tx, notice.fact("date", day).link("/sign-in").statutory()).await?;
    }
    tx.end_session(account.id, session.id).await.map_err(internal)?;
    done(core, caller, tx, "account.second-factor-lost", "account", account.id).await?;
    Ok(SecondFactorLoss { from })
}

pub(super) async fn sign_out(core: &Core, caller: &Caller) -> PortResult<()> {
    let mut tx = core.store.write().await.map_err(internal)?;
    if let Some(SignedIn { account, session, .. }) = caller.actor.signed_in() {
        tx.end_session(*account, *session).await.map_err(internal)?;
        return done(core, caller, tx, "account.sign-out", "account", account).await;
    }
    if caller.pending.is_some() {
        let (session, account) = half_open(core, &mut tx, caller).await?;
        tx.end_session(account.id, session.id).await.map_err(internal)?;
        tx.commit(Vec::new()).await.map_err(internal)?;
    }
    Ok(())
}

/// Masked, for pages that say where something went.
pub(super) fn masked_email(core: &Core, account: &Account) -> PortResult<String> {
    Ok(domain::party::mask::email(&email_of(core, account)?))
}
