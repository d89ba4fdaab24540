//! What somebody sent after their session had ended: sealed and kept for an hour, and put back into the form once they have signed in again.
//! Secrets and files are never kept.
use super::accounts::secret;
use super::internal;
use crate::portal::Core;
use chrono::TimeDelta;
use contract::{FormData, PortResult, Submission};
use domain::account::SignedIn;
use store::kept::KeptForm;
use uuid::Uuid;

/// How long a form is kept.
pub const KEPT: TimeDelta = TimeDelta::hours(1);
/// Bytes of a kept form.
const MOST: usize = 256 << 10;
/// Forms kept of one account, and of senders whose account is not known.
const OF_ONE: i64 = 20;
const OF_UNKNOWN: i64 = 500;

fn context(id: Uuid) -> String {
    format!("kept_forms.data:{id}")
}

/// Whose session a cookie was, though it has ended.
async fn owner(core: &Core, session: Option<&str>) -> PortResult<Option<Uuid>> {
    let Some(token) = session.filter(|token| !token.is_empty() && token.len() <= 64) else { return Ok(None) };
    let mut tx = core.store.read().await.map_err(internal)?;
    Ok(tx.session_by_token(&secret::digest(token)).await.map_err(internal)?.map(|session| session.account))
}

/// Keeps what was typed at an address; what the cookie has to carry. `None` where there is nothing to keep, or no room.
///
/// # Errors
/// Of database and keys.
pub async fn keep(core: &Core, session: Option<&str>, path: &str, form: &FormData) -> PortResult<Option<String>> {
    let mut values = Submission::of(form, Vec::new()).values;
    values.retain(|(_, value)| !value.contains('\0'));
    let typed = values.iter().any(|(name, value)| name != "act" && !value.trim().is_empty());
    let text = serde_json::to_string(&values).map_err(internal)?;
    if !typed || text.len() > MOST || path.len() > 2000 {
        return Ok(None);
    }
    let account = owner(core, session).await?;
    let now = core.clock.now();
    let (id, token) = (core.ids.id(now), secret::token(core));
    let kept = KeptForm {
        id,
        hash: secret::digest(&token),
        account,
        path: path.to_owned(),
        data: core.seal(&text, &context(id)).map_err(internal)?,
        expires: now + KEPT,
    };
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.forget_forms(now).await.map_err(internal)?;
    let most = if account.is_some() { OF_ONE } else { OF_UNKNOWN };
    if tx.kept_forms(account).await.map_err(internal)? >= most {
        return Ok(None);
    }
    tx.keep_form(&kept).await.map_err(internal)?;
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(Some(token))
}

/// What was kept for this cookie at this address, for the account whose session it was.
///
/// # Errors
/// Of database and keys.
pub async fn find(core: &Core, signed: &SignedIn, token: &str, path: &str) -> PortResult<Option<(Uuid, Submission)>> {
    if token.is_empty() || token.len() > 64 {
        return Ok(None);
    }
    let mut tx = core.store.read().await.map_err(internal)?;
    let found = tx.kept_form(&secret::digest(token), core.clock.now()).await.map_err(internal)?;
    let Some(kept) = found.filter(|kept| kept.path == path && kept.account.is_none_or(|id| id == signed.account))
    else {
        return Ok(None);
    };
    let text = core.unseal(&kept.data, &context(kept.id)).map_err(internal)?;
    let values = serde_json::from_str(&text).map_err(internal)?;
    Ok(Some((kept.id, Submission { values, errors: Vec::new() })))
}

/// It is back in its form.
///
/// # Errors
/// Of the database.
pub async fn forget(core: &Core, id: Uuid) -> PortResult<()> {
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.forget_form(id).await.map_err(internal)?;
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(())
}
