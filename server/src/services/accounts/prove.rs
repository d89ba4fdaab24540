//! Proving again who one is, before something that binds: the password, or a code of the app for those who have one.
use super::entry::{accepts, confirm_password, tried, wait};
use super::{account, done_with, internal, invalid, need};
use crate::portal::Core;
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::account::limits::{TRIES, WINDOW};
use domain::audit::Entry;
use uuid::Uuid;

/// The account, once its password or its code was right; wrong ones are counted like tries to sign in. Fields `password` and `code`.
///
/// # Errors
/// `required`, `wrong-credentials`, `wrong-code`, `too-many-attempts`, each at its field.
pub(crate) async fn prove(core: &Core, caller: &Caller, (password, code): (&str, &str)) -> PortResult<Uuid> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if !password.is_empty() || code.is_empty() {
        return Ok(confirm_password(core, caller, password, "password").await?.id);
    }
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
        return Ok(account.id);
    }
    tried(core, &mut tx, caller, &account.email_index, "wrong-code").await?;
    let mut entry = Entry::new(now, "account.prove", "account", account.id.to_string());
    entry.outcome = "wrong-code".into();
    done_with(caller, tx, entry).await?;
    let left = i64::from(TRIES) - wrong - 1;
    Err(invalid(Refusal::new(ErrorCode::WrongCode).field("code").fact("left", left)))
}
