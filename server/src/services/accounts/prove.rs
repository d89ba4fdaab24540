//! Proving again who one is, before something that binds or cannot be undone: the one question of account pages, signatures and keys. The
//! password; for who has none, that they proved it at their provider a moment ago; and for what is no change of the account itself a code of
//! the app in its place.
use super::entry::{accepts, enter_gate, failed, tried, wait};
use super::{account, done_with, internal, invalid, need, secret};
use crate::portal::Core;
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::account::limits::{TRIES, WINDOW};
use domain::audit::Entry;
use store::accounts::Account;

/// What was typed.
#[derive(Clone, Copy)]
pub(crate) struct Typed<'a> {
    password: &'a str,
    /// Field of the password, where faults stand.
    field: &'static str,
    /// Of the app, field `code`; empty where it is not asked for.
    code: &'a str,
}

impl<'a> Typed<'a> {
    /// For changes of the account itself: a code alone must not take the second factor off, or the address away.
    pub(crate) const fn password(password: &'a str, field: &'static str) -> Self {
        Self { password, field, code: "" }
    }
    /// Fields `password` and `code`: one of them is enough.
    pub(crate) const fn either(password: &'a str, code: &'a str) -> Self {
        Self { password, field: "password", code }
    }
    fn nothing(&self) -> bool {
        self.password.is_empty() && self.code.trim().is_empty()
    }
    fn at(&self, code: ErrorCode) -> Refusal {
        Refusal::new(code).field(self.field)
    }
}

/// Whether nothing was given that could prove it: to be said beside the other faults of a form, before a try is used up.
///
/// # Errors
/// Of the database; `sign-in-needed`.
pub(crate) async fn unproved(core: &Core, caller: &Caller, typed: Typed<'_>) -> PortResult<Option<Refusal>> {
    if !typed.nothing() {
        return Ok(None);
    }
    let mut tx = core.store.read().await.map_err(internal)?;
    let signed = need(caller)?;
    if account(&mut tx, signed.account).await?.password.is_some() {
        return Ok(Some(typed.at(ErrorCode::Required)));
    }
    let confirmed = tx.session_confirmed(signed.session, core.clock.now()).await.map_err(internal)?;
    Ok((!confirmed).then(|| typed.at(ErrorCode::NoPassword)))
}

/// The account, once it is proved; wrong passwords and codes are counted like tries to sign in.
///
/// # Errors
/// `required`, `no-password`, `wrong-credentials`, `wrong-code`, `too-many-attempts`, each at its field.
pub(crate) async fn prove(core: &Core, caller: &Caller, typed: Typed<'_>) -> PortResult<Account> {
    if let Some(fault) = unproved(core, caller, typed).await? {
        return Err(invalid(fault));
    }
    if typed.password.is_empty() && !typed.code.trim().is_empty() {
        return by_code(core, caller, typed.code).await;
    }
    let mut tx = core.store.read().await.map_err(internal)?;
    let signed = need(caller)?;
    let account = account(&mut tx, signed.account).await?;
    let Some(password) = account.password.as_deref() else {
        // Whatever was typed: there is no password that it could be.
        let confirmed = tx.session_confirmed(signed.session, core.clock.now()).await.map_err(internal)?;
        return if confirmed { Ok(account) } else { Err(invalid(typed.at(ErrorCode::NoPassword))) };
    };
    drop(tx);
    let (place, left) = enter_gate(core, caller, &account.email_index, typed.field).await?;
    if secret::verify(core, typed.password, Some(password), &place).await? {
        return Ok(account);
    }
    failed(core, caller, &account.email_index, Some(account.id), "wrong-password").await?;
    Err(invalid(typed.at(ErrorCode::WrongCredentials).fact("left", left)))
}

async fn by_code(core: &Core, caller: &Caller, code: &str) -> PortResult<Account> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let account = account(&mut tx, need(caller)?.account).await?;
    let wrong = tx.wrong_codes(&account.email_index, now - WINDOW).await.map_err(internal)?;
    if wrong >= i64::from(TRIES) {
        return Err(wait("code", WINDOW.num_minutes()));
    }
    // A recovery code is for the day the app is lost, not for this.
    let app = account.totp.is_some() && code.len() == 6;
    if app && accepts(core, &mut tx, &account, &code).await? {
        tx.commit(Vec::new()).await.map_err(internal)?;
        return Ok(account);
    }
    tried(core, &mut tx, caller, &account.email_index, "wrong-code").await?;
    let mut entry = Entry::new(now, "account.prove", "account", account.id.to_string());
    entry.outcome = "wrong-code".into();
    done_with(caller, tx, entry).await?;
    let left = i64::from(TRIES) - wrong - 1;
    Err(invalid(Refusal::new(ErrorCode::WrongCode).field("code").fact("left", left)))
}
