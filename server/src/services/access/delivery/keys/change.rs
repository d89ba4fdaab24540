//! Making, replacing and revoking keys.
use super::super::{missing, need};
use super::{BEGINS, callable, ends, row};
use crate::portal::Core;
use crate::services::accounts::{Typed, prove, secret, unproved};
use crate::services::internal;
use crate::services::notices::{NewNotice, Recipient, owe};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use contract::deliveries::{KeyForm, NewKey};
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::access::delivery::{ApiKey, Entitlement, KEYS_MAX, OVERLAP, still};
use domain::audit::Entry;
use domain::calendar::{day_ends_at, legal_date};
use domain::notice::NoticeKind;
use domain::policy::{AgreementAction, authorize_agreement};
use serde_json::json;
use std::net::IpAddr;
use store::Tx;
use uuid::Uuid;

/// Characters of a key that are shown.
const SHOWN: usize = 12;
/// Longest label.
const LABEL_MAX: usize = 60;
/// Most addresses of a key.
const ADDRESSES_MAX: usize = 20;

/// Addresses, one a line or separated by commas.
fn addresses(typed: &str) -> Result<Vec<String>, Refusal> {
    let mut all = Vec::new();
    for one in typed.split(['\n', ',', '，', '、', ' ', ';']).map(str::trim).filter(|one| !one.is_empty()) {
        let bad = || {
            Refusal::new(ErrorCode::BadAddress)
                .field("addresses")
                .fact("value", one.chars().take(50).collect::<String>())
        };
        let address = one.parse::<IpAddr>().map_err(|_| bad())?.to_canonical().to_string();
        if !all.contains(&address) {
            all.push(address);
        }
    }
    if all.len() > ADDRESSES_MAX {
        return Err(Refusal::new(ErrorCode::OutOfRange).field("addresses").fact("max", ADDRESSES_MAX));
    }
    Ok(all)
}

/// When a key ends by itself: at the end of its last day, from tomorrow on and not after the agreement.
fn expiry(typed: &str, of: &[Entitlement], today: NaiveDate) -> Result<Option<DateTime<Utc>>, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let first = today + chrono::Days::new(1);
    let of: Vec<&Entitlement> = of.iter().collect();
    let last = ends(&of).and_then(|ends| legal_date(ends - TimeDelta::microseconds(1)).ok());
    let range = || {
        let refusal = at("last_day", ErrorCode::OutOfRange).fact("first", first.to_string());
        match last {
            Some(last) => refusal.fact("last", last.to_string()),
            None => refusal,
        }
    };
    let day = NaiveDate::parse_from_str(typed, "%Y-%m-%d").map_err(|_| range())?;
    if day < first || last.is_some_and(|last| day > last) {
        return Err(range());
    }
    day_ends_at(day).map(Some).map_err(|_| range())
}

/// The entitlements of an agreement that the caller may make keys for.
///
/// # Errors
/// `not-found` for agreements of others and those that open no interface.
async fn allowed(tx: &mut Tx, caller: &Caller, agreement: &str) -> PortResult<Vec<Entitlement>> {
    let Some(party) = need(caller)?.acting.party() else { return missing() };
    let all = callable(tx, party).await?;
    let of: Vec<Entitlement> = all.into_iter().filter(|it| it.agreement == agreement).collect();
    let Some(first) = of.first() else { return missing() };
    let facts = super::super::log::facts(tx, first).await?;
    if authorize_agreement(&caller.actor, AgreementAction::Keys, &facts).is_err() {
        return missing();
    }
    Ok(of)
}

fn fresh(core: &Core, now: DateTime<Utc>) -> (String, Uuid) {
    (format!("{BEGINS}{}", secret::token(core)), core.ids.id(now))
}

async fn told(core: &Core, tx: &mut Tx, key: &ApiKey, what: &str) -> PortResult<()> {
    for account in tx.people_of_party(key.party).await.map_err(internal)? {
        let event = format!("key:{}:{what}", key.id);
        let notice = NewNotice::new(event, Recipient::Account(account), NoticeKind::AccessKeyChanged)
            .fact("number", &key.agreement)
            .fact("prefix", &key.prefix)
            .link("/my/keys");
        owe(core, tx, notice.statutory()).await?;
    }
    Ok(())
}

fn entry(core: &Core, caller: &Caller, key: &ApiKey, action: &str) -> Entry {
    let mut entry = caller.sign(Entry::new(core.clock.now(), action, "api-key", key.id.to_string()));
    entry.case = Some(key.agreement.clone());
    entry.after = json!({ "prefix": key.prefix });
    entry
}

/// At the field where it is missing.
fn at(field: &str, code: ErrorCode) -> Refusal {
    Refusal::new(code).field(field)
}

pub async fn make(core: &Core, caller: &Caller, form: &KeyForm) -> PortResult<NewKey> {
    let now = core.clock.now();
    let mut tx = core.store.read().await.map_err(internal)?;
    let mut faults = Vec::new();
    let agreement = form.agreement.trim();
    let of = match agreement {
        "" => {
            faults.push(at("agreement", ErrorCode::Required));
            Vec::new()
        }
        number => allowed(&mut tx, caller, number).await?,
    };
    if !of.is_empty() && of.iter().all(|it| still(it, now, false, false).is_err()) {
        faults.push(at("agreement", ErrorCode::AccessEnded));
    }
    let label: String = form.label.trim().to_owned();
    match label.chars().count() {
        0 => faults.push(at("label", ErrorCode::Required)),
        long if long > LABEL_MAX => {
            faults.push(at("label", ErrorCode::TooLong).fact("max", LABEL_MAX).fact("over", long - LABEL_MAX));
        }
        _ => {}
    }
    let addresses = addresses(&form.addresses).unwrap_or_else(|fault| {
        faults.push(fault);
        Vec::new()
    });
    let expires = expiry(&form.last_day, &of, core.clock.today()).unwrap_or_else(|fault| {
        faults.push(fault);
        None
    });
    drop(tx);
    let typed = Typed::either(&form.password, &form.code);
    // With the other faults the password is not even looked at, but said to be missing if it is.
    if !faults.is_empty() {
        faults.extend(unproved(core, caller, typed).await?);
        return Err(PortError::Invalid(faults));
    }
    let account = prove(core, caller, typed).await?.id;
    let Some(first) = of.first() else { return missing() };
    let (value, id) = fresh(core, now);
    let key = ApiKey {
        id,
        party: first.party,
        agreement: agreement.to_owned(),
        prefix: value.chars().take(SHOWN).collect(),
        hash: secret::digest(&value),
        label,
        system: first.system.clone(),
        addresses,
        made: now,
        made_by: account,
        replaces: None,
        retires: None,
        revoked: None,
        expires,
        used: None,
    };
    let mut tx = core.store.write().await.map_err(internal)?;
    room(&mut tx, &key, now).await?;
    tx.add_api_key(&key).await.map_err(internal)?;
    told(core, &mut tx, &key, "made").await?;
    let row = row(core, &mut tx, caller.locale, &key, &of).await?;
    tx.audit(entry(core, caller, &key, "api-key.make"));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(NewKey { secret: value, row, old_until: None })
}

/// Whether the agreement has room for another key.
async fn room(tx: &mut Tx, key: &ApiKey, now: DateTime<Utc>) -> PortResult<()> {
    let known = tx.api_keys_of(key.party).await.map_err(internal)?;
    let running = known.iter().filter(|one| one.agreement == key.agreement && one.works(now)).count();
    if running >= KEYS_MAX {
        return Err(PortError::Invalid(vec![at("agreement", ErrorCode::TooManyKeys).fact("max", KEYS_MAX)]));
    }
    Ok(())
}

/// A key of the caller's party.
async fn own(tx: &mut Tx, caller: &Caller, id: Uuid) -> PortResult<ApiKey> {
    let Some(party) = need(caller)?.acting.party() else { return missing() };
    let keys = tx.api_keys_of(party).await.map_err(internal)?;
    keys.into_iter().find(|key| key.id == id).map_or_else(missing, Ok)
}

pub async fn rotate(core: &Core, caller: &Caller, id: Uuid, proof: Typed<'_>) -> PortResult<NewKey> {
    let now = core.clock.now();
    let mut tx = core.store.read().await.map_err(internal)?;
    let old = own(&mut tx, caller, id).await?;
    let of = allowed(&mut tx, caller, &old.agreement).await?;
    drop(tx);
    let ended = of.iter().all(|it| it.ends.is_some_and(|ends| now >= ends));
    if ended || !old.works(now) || old.retires.is_some() {
        return Err(Refusal::new(ErrorCode::Conflict).into());
    }
    let account = prove(core, caller, proof).await?.id;
    let (value, id) = fresh(core, now);
    let key = ApiKey {
        id,
        prefix: value.chars().take(SHOWN).collect(),
        hash: secret::digest(&value),
        made: now,
        made_by: account,
        replaces: Some(old.id),
        used: None,
        ..old.clone()
    };
    let until = now + OVERLAP;
    let mut tx = core.store.write().await.map_err(internal)?;
    if !tx.retire_api_key(old.id, until).await.map_err(internal)? {
        return Err(Refusal::new(ErrorCode::Conflict).into());
    }
    tx.add_api_key(&key).await.map_err(internal)?;
    told(core, &mut tx, &key, "made").await?;
    let row = row(core, &mut tx, caller.locale, &key, &of).await?;
    let mut entry = entry(core, caller, &key, "api-key.rotate");
    entry.before = json!({ "prefix": old.prefix });
    tx.audit(entry);
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(NewKey { secret: value, row, old_until: Some(until) })
}

pub async fn revoke(core: &Core, caller: &Caller, id: Uuid, proof: Typed<'_>) -> PortResult<()> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let key = own(&mut tx, caller, id).await?;
    drop(tx);
    prove(core, caller, proof).await?;
    let mut tx = core.store.write().await.map_err(internal)?;
    if !tx.revoke_api_key(key.id, core.clock.now()).await.map_err(internal)? {
        return Err(Refusal::new(ErrorCode::Conflict).into());
    }
    told(core, &mut tx, &key, "revoked").await?;
    tx.audit(entry(core, caller, &key, "api-key.revoke"));
    tx.commit(Vec::new()).await.map_err(internal).map(|_| ())
}
