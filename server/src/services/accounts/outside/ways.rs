//! The ways into one's own account: identities of providers, linked and taken off.
use super::super::session::{current, rotate};
use super::super::{account, done_with, id, internal, missing, need};
use super::join::{attach, offered};
use super::{coded, masked, offices, refusal};
use crate::portal::Core;
use crate::services::notices::{NewNotice, Recipient, owe};
use contract::accounts::{Entered, LinkedRow, WaysView};
use contract::{Caller, Coded, ErrorCode, PortError, PortResult, Refusal};
use domain::audit::Entry;
use domain::notice::NoticeKind;
use serde_json::json;
use std::collections::BTreeMap;
use store::Tx;
use store::accounts::{Account, ProviderIdentity};
use uuid::Uuid;

/// Whether an account could still be signed in to without one of its identities. Those of providers that are gone do not count.
fn left(core: &Core, account: &Account, linked: &[ProviderIdentity], without: Uuid) -> bool {
    let works = |one: &ProviderIdentity| one.id != without && core.providers.get(&one.provider).is_some();
    account.password.is_some() || linked.iter().any(works)
}

pub(in super::super) async fn ways_in(core: &Core, caller: &Caller) -> PortResult<WaysView> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let account = account(&mut tx, need(caller)?.account).await?;
    let linked = tx.provider_identities_of(account.id).await.map_err(internal)?;
    let known = |code: &str| linked.iter().any(|one| one.provider == code);
    let others = core.providers.iter().filter(|one| !known(&one.code));
    let others = others.map(|one| coded(caller.locale, one)).collect();
    let rows = linked.iter().map(|one| {
        let shown = core.unseal(&one.shown, &format!("provider_identities.shown:{}", one.id)).map_err(internal)?;
        let gone = || Coded { value: one.provider.clone(), label: one.provider.clone() };
        Ok(LinkedRow {
            id: one.id.to_string(),
            provider: core.providers.get(&one.provider).map_or_else(gone, |known| coded(caller.locale, known)),
            shown: masked(&shown),
            linked: one.linked,
            used: one.used,
            last_way_in: !left(core, &account, &linked, one.id),
        })
    });
    let rows = rows.collect::<PortResult<_>>()?;
    let session = current(&mut tx, caller).await?;
    let mut again: Vec<Coded> = match account.password {
        Some(_) => Vec::new(),
        None => core.providers.iter().filter(|one| known(&one.code)).map(|one| coded(caller.locale, one)).collect(),
    };
    again.sort_by_key(|one| session.provider.as_deref() != Some(one.value.as_str()));
    let confirmed = tx.session_confirmed(session.id, core.clock.now()).await.map_err(internal)?;
    let (password_set, app) = (account.password.is_some(), account.totp.is_some());
    Ok(WaysView { password_set, app, linked: rows, others, again, confirmed })
}

/// Tells the owner that a way in was added or taken off.
async fn told(core: &Core, tx: &mut Tx, account: Uuid) -> PortResult<()> {
    let event = format!("account:{account}:way-in:{}", core.clock.now().timestamp_micros());
    let notice = NewNotice::new(event, Recipient::Account(account), NoticeKind::WayInChanged);
    owe(core, tx, notice.link("/my/account/ways-in").statutory()).await
}

pub(in super::super) async fn link(core: &Core, caller: &Caller, cookie: &str) -> PortResult<Entered> {
    let signed = need(caller)?;
    let identity = offered(core, cookie)?;
    let one = super::provider(core, &identity.provider)?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let mut session = current(&mut tx, caller).await?;
    let account = account(&mut tx, signed.account).await?;
    if account.totp.is_some() && !signed.second_factor {
        return Err(Refusal::new(ErrorCode::SecondFactorNeeded).into());
    }
    attach(core, &mut tx, account.id, &identity).await.map_err(|error| match error {
        PortError::Refused(taken) if taken.code == ErrorCode::IdentityTaken => refusal(caller, taken.code, one),
        other => other,
    })?;
    told(core, &mut tx, account.id).await?;
    let entered = rotate(core, &mut tx, &mut session).await?;
    let mut entry = Entry::new(core.clock.now(), "account.link-provider", "account", account.id.to_string());
    entry.after = json!({ "provider": identity.provider });
    done_with(caller, tx, entry).await?;
    Ok(entered)
}

pub(in super::super) async fn unlink(core: &Core, caller: &Caller, row: &str) -> PortResult<()> {
    let (signed, row) = (need(caller)?, id(row)?);
    let mut tx = core.store.write().await.map_err(internal)?;
    let account = account(&mut tx, signed.account).await?;
    let linked = tx.provider_identities_of(account.id).await.map_err(internal)?;
    let Some(one) = linked.iter().find(|one| one.id == row) else { return missing() };
    if !left(core, &account, &linked, row) {
        return Err(Refusal::new(ErrorCode::LastWayIn).into());
    }
    tx.drop_provider_identity(account.id, row).await.map_err(internal)?;
    offices::follow(core, &mut tx, caller, account.id, &one.provider, &BTreeMap::new()).await?;
    // Whoever is in by it elsewhere is out.
    for session in tx.sessions_of(account.id).await.map_err(internal)? {
        if session.id != signed.session && session.provider.as_deref() == Some(one.provider.as_str()) {
            tx.end_session(account.id, session.id).await.map_err(internal)?;
        }
    }
    told(core, &mut tx, account.id).await?;
    let mut entry = Entry::new(core.clock.now(), "account.unlink-provider", "account", account.id.to_string());
    entry.before = json!({ "provider": one.provider });
    done_with(caller, tx, entry).await
}

/// Takes every identity off an account whose address was not confirmed until now: whoever linked them need not be who has the address.
pub(in super::super) async fn drop_all(tx: &mut Tx, account: Uuid) -> PortResult<()> {
    tx.drop_provider_identities(account).await.map_err(internal).map(|_| ())
}
