//! 接口密钥: made, replaced and revoked by members of the user alone, after their password or a code of their app; shown once, kept as
//! a hash.
mod change;

pub use change::{make, revoke, rotate};

use super::{missing, need, words};
use crate::portal::Core;
use crate::services::accounts::{party_name, secret};
use crate::services::internal;
use chrono::{DateTime, Utc};
use contract::deliveries::{KeyAgreement, KeyRow, KeysView};
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::access::DeliveryMode;
use domain::access::delivery::{ApiKey, Entitlement};
use domain::calendar::legal_date;
use domain::locale::Locale;
use store::Tx;
use uuid::Uuid;

/// How every key begins, so that scanners of published code know one when they see it.
const BEGINS: &str = "odk_";

/// The key of a call.
///
/// # Errors
/// `key-needed`, `key-invalid`. A key that does not work any more is known: why it does not is said, and written down, where it is used.
pub async fn known(core: &Core, key: Option<&str>) -> PortResult<ApiKey> {
    let key = key.ok_or_else(|| Refusal::new(ErrorCode::KeyNeeded))?;
    let invalid = || PortError::from(Refusal::new(ErrorCode::KeyInvalid));
    if !key.starts_with(BEGINS) || key.len() > 100 {
        return Err(invalid());
    }
    let mut tx = core.store.read().await.map_err(internal)?;
    tx.api_key_by_hash(&secret::digest(key)).await.map_err(internal)?.ok_or_else(invalid)
}

/// When an agreement's entitlements to an interface end: the latest of them; `None` while a renewal is being decided.
fn ends(entitlements: &[&Entitlement]) -> Option<DateTime<Utc>> {
    entitlements.iter().map(|it| it.ends).collect::<Option<Vec<_>>>()?.into_iter().max()
}

fn state(key: &ApiKey, of: &[&Entitlement], now: DateTime<Utc>) -> &'static str {
    match key {
        ApiKey { revoked: Some(_), .. } => "revoked",
        _ if key.expires.is_some_and(|expires| now >= expires) => "expired",
        _ if !key.works(now) => "retired",
        _ if of.iter().all(|it| it.ends.is_some_and(|ends| now >= ends)) => "agreement-ended",
        ApiKey { retires: Some(_), .. } => "retiring",
        _ => "works",
    }
}

async fn row(core: &Core, tx: &mut Tx, locale: Locale, key: &ApiKey, all: &[Entitlement]) -> PortResult<KeyRow> {
    let now = core.clock.now();
    let of: Vec<&Entitlement> = all.iter().filter(|it| it.agreement == key.agreement).collect();
    let made_by = match tx.account(key.made_by).await.map_err(internal)? {
        Some(account) => party_name(core, tx, account.party).await?,
        None => String::new(),
    };
    Ok(KeyRow {
        id: key.id.to_string(),
        agreement: key.agreement.clone(),
        prefix: key.prefix.clone(),
        label: key.label.clone(),
        system: key.system.clone(),
        addresses: key.addresses.clone(),
        made: key.made,
        made_by,
        state: words::key_state(locale, state(key, &of, now)),
        until: [key.revoked, key.retires, key.expires, ends(&of)].into_iter().flatten().min(),
        used: key.used.clone(),
    })
}

/// What the caller's party may call.
async fn callable(tx: &mut Tx, party: Uuid) -> PortResult<Vec<Entitlement>> {
    let rows = tx.entitlements_of(party).await.map_err(internal)?;
    Ok(rows.into_iter().map(|row| row.entitlement).filter(|it| it.mode == DeliveryMode::Api).collect())
}

pub async fn list(core: &Core, caller: &Caller) -> PortResult<KeysView> {
    let signed = need(caller)?;
    let Some(party) = signed.acting.party() else { return missing() };
    let now = core.clock.now();
    let mut tx = core.store.read().await.map_err(internal)?;
    let all = callable(&mut tx, party).await?;
    let mut keys = Vec::new();
    for key in tx.api_keys_of(party).await.map_err(internal)? {
        keys.push(row(core, &mut tx, caller.locale, &key, &all).await?);
    }
    let mut agreements: Vec<KeyAgreement> = Vec::new();
    for it in all.iter().filter(|it| it.ends.is_none_or(|ends| now < ends)) {
        let standing = tx.standing(it.dataset).await.map_err(internal)?;
        let title = match standing {
            Some(standing) => {
                let full = tx.dataset_by_code(&standing.code, store::Audience::All).await.map_err(internal)?;
                full.map(|full| full.dataset.title).unwrap_or_default()
            }
            None => String::new(),
        };
        match agreements.iter_mut().find(|known| known.number == it.agreement) {
            Some(known) => known.datasets.push(title),
            None => agreements.push(KeyAgreement {
                number: it.agreement.clone(),
                datasets: vec![title],
                system: it.system.clone(),
                last_day: it.ends.and_then(|ends| legal_date(ends - chrono::TimeDelta::microseconds(1)).ok()),
            }),
        }
    }
    Ok(KeysView { keys, agreements })
}
