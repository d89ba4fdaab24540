//! Signing in at a provider (OpenID Connect). Out with a sealed cookie that this browser alone can bring back; in again to an account the
//! identity is linked with, or with an offer: nobody's identity yet, to make an account with or to link. Nothing is ever linked by an
//! e-mail address alone: who controls an address at a provider need not be who has it here.
mod join;
mod offices;
mod ways;

pub(super) use join::{join_with, offer};
pub(super) use ways::{drop_all, link, unlink, ways_in};

use super::entry::{entered_by, factor_owed, failed, gate};
use super::provider::{Fault, Provider, Secrets, lookup, texts, yes};
use super::session::{self, Beginning};
use super::{done_with, internal, missing, secret};
use crate::portal::Core;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use contract::accounts::{Arrival, Arrived, Entered, Leaving, Returned};
use contract::{Caller, Coded, ErrorCode, PortError, PortResult, Refusal};
use domain::account::{AccountState, Role};
use domain::audit::Entry;
use domain::locale::Locale;
use domain::party::mask;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use store::accounts::{Account, ProviderIdentity};
use uuid::Uuid;

/// Time to sign in at the provider.
const AWAY: TimeDelta = TimeDelta::minutes(15);
/// Time to decide what to do with an identity nobody has yet; long enough to sign in first.
const OFFERED: TimeDelta = TimeDelta::minutes(20);
/// Time for the step that asked for it, after somebody proved anew who they are.
const CONFIRMED: TimeDelta = TimeDelta::minutes(10);
/// What the clock of a provider may be behind ours, where it says when somebody signed in.
const BEHIND: TimeDelta = TimeDelta::minutes(1);
/// What the cookies are sealed for.
const FLOW: &str = "cookie.sign-in-flow";
const OFFER: &str = "cookie.sign-in-offer";
/// Longest text taken from a claim.
const MAX_CLAIM: usize = 254;
/// No cookie of ours is longer.
const MAX_COOKIE: usize = 4096;

/// What waits in the browser while the reader is away.
#[derive(Serialize, Deserialize)]
struct Flow {
    provider: String,
    secrets: Secrets,
    back: Option<String>,
    english: bool,
    /// Unix seconds.
    until: i64,
    /// The account that proves anew who it is.
    again: Option<Uuid>,
}

/// What a provider said of somebody, checked.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Identity {
    provider: String,
    /// Blind index of issuer and subject.
    subject: String,
    /// How the owner tells it from others: address or name.
    shown: String,
    name: String,
    email: String,
    email_verified: bool,
    /// A second factor was given there that the configuration believes.
    second_factor: bool,
    /// Roles by the code of the body, as the claims give them.
    offices: BTreeMap<String, BTreeSet<Role>>,
    /// Unix seconds; as an offer it counts until then.
    until: i64,
}

/// Seals something for a cookie.
fn kept<T: Serialize>(core: &Core, value: &T, context: &str) -> PortResult<String> {
    let text = serde_json::to_string(value).map_err(internal)?;
    Ok(URL_SAFE_NO_PAD.encode(core.seal(&text, context).map_err(internal)?))
}

/// Opens it again; `None` for whatever is not ours.
fn opened<T: DeserializeOwned>(core: &Core, cookie: &str, context: &str) -> Option<T> {
    if cookie.len() > MAX_COOKIE {
        return None;
    }
    let sealed = URL_SAFE_NO_PAD.decode(cookie).ok()?;
    serde_json::from_str(&core.unseal(&sealed, context).ok()?).ok()
}

fn provider<'a>(core: &'a Core, code: &str) -> PortResult<&'a Provider> {
    core.providers.get(code).map_or_else(missing, Ok)
}

/// A provider for a page.
fn coded(locale: Locale, one: &Provider) -> Coded {
    Coded { value: one.code.clone(), label: one.label(locale).to_owned() }
}

fn refusal(caller: &Caller, code: ErrorCode, one: &Provider) -> PortError {
    Refusal::new(code).fact("provider", one.label(caller.locale)).into()
}

pub(super) fn providers(core: &Core, caller: &Caller) -> Vec<Coded> {
    core.providers.iter().map(|one| coded(caller.locale, one)).collect()
}

/// Tries are counted for the provider and the address together, as those of an account are.
fn index(core: &Core, code: &str) -> String {
    core.keys.blind("sign-in-provider", code)
}

async fn may_try(core: &Core, caller: &Caller, code: &str) -> PortResult<()> {
    match gate(core, caller, &index(core, code), "provider").await {
        Ok(_) => Ok(()),
        // A page of its own: there is no form to show it in.
        Err(PortError::Invalid(mut faults)) if !faults.is_empty() => {
            Err(Refusal { field: None, ..faults.remove(0) }.into())
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn leave_for(
    core: &Core,
    caller: &Caller,
    code: &str,
    back: Option<&str>,
    again: bool,
) -> PortResult<Leaving> {
    let one = provider(core, code)?;
    let again = if again { Some(super::need(caller)?.account) } else { None };
    may_try(core, caller, code).await?;
    let now = core.clock.now();
    let secrets = Secrets { state: secret::token(core), nonce: secret::token(core), verifier: secret::token(core) };
    let url = match one.address(&secrets, caller.locale, again.is_some(), now).await {
        Ok(url) => url,
        Err(fault) => return Err(report(core, caller, one, fault).await?),
    };
    let back = back.filter(|path| path.len() <= 1024).map(str::to_owned);
    let english = caller.locale == Locale::En;
    let flow = Flow { provider: code.to_owned(), secrets, back, english, until: (now + AWAY).timestamp(), again };
    Ok(Leaving { url, kept: kept(core, &flow, FLOW)? })
}

/// Writes a fault down; what the reader is told of it.
async fn report(core: &Core, caller: &Caller, one: &Provider, fault: Fault) -> PortResult<PortError> {
    let (code, outcome, text) = match fault {
        Fault::Unavailable(text) => (ErrorCode::ProviderUnavailable, "provider-unavailable", text),
        Fault::Refused(text) => (ErrorCode::ProviderAnswer, "wrong-token", text),
    };
    tracing::warn!(provider = one.code, request = caller.request_id, "sign-in at a provider: {text}");
    failed(core, caller, &index(core, &one.code), None, outcome).await?;
    Ok(refusal(caller, code, one))
}

pub(super) async fn arrive_from(
    core: &Core,
    caller: &Caller,
    code: &str,
    cookie: Option<&str>,
    returned: Returned,
) -> Arrival {
    let flow: Option<Flow> = cookie.and_then(|cookie| opened(core, cookie, FLOW));
    let locale = flow.as_ref().map(|flow| if flow.english { Locale::En } else { Locale::ZhCn });
    let back = flow.as_ref().and_then(|flow| flow.back.clone());
    let caller = Caller { locale: locale.unwrap_or(caller.locale), ..caller.clone() };
    Arrival { locale, back, outcome: arrived(core, &caller, code, flow, returned).await }
}

async fn arrived(
    core: &Core,
    caller: &Caller,
    code: &str,
    flow: Option<Flow>,
    returned: Returned,
) -> PortResult<Arrived> {
    let one = provider(core, code)?;
    may_try(core, caller, code).await?;
    let now = core.clock.now();
    // Some providers leave the state out of a refusal; it lets nobody in, so the cookie alone is enough for it.
    let bare = !returned.error.is_empty() && returned.state.is_empty();
    let ours = flow.filter(|flow| {
        let same = bare || secret::same(&flow.secrets.state, &returned.state);
        flow.provider == code && flow.until > now.timestamp() && same
    });
    let Some(flow) = ours else {
        failed(core, caller, &index(core, code), None, "wrong-state").await?;
        return Err(Refusal::new(ErrorCode::SignInStale).into());
    };
    if !returned.error.is_empty() || returned.code.is_empty() {
        let unavailable = ["server_error", "temporarily_unavailable"].contains(&returned.error.as_str());
        let (code, outcome) = if unavailable {
            (ErrorCode::ProviderUnavailable, "provider-unavailable")
        } else {
            (ErrorCode::ProviderDenied, "provider-denied")
        };
        failed(core, caller, &index(core, &one.code), None, outcome).await?;
        return Err(refusal(caller, code, one));
    }
    let names = &one.config.claims;
    let wanted: Vec<&str> = [names.name.as_str(), names.email.as_str()]
        .into_iter()
        .chain(one.config.offices.iter().map(|rule| rule.claim.as_str()))
        .collect();
    let claims = match one.claims(&returned.code, &flow.secrets, &wanted, now).await {
        Ok(claims) => claims,
        Err(fault) => return Err(report(core, caller, one, fault).await?),
    };
    let identity = identity(core, one, &claims)?;
    if let Some(account) = flow.again {
        let began = flow.until - AWAY.num_seconds();
        return confirmed(core, caller, one, account, &identity, &claims, began).await;
    }
    let mut tx = core.store.write().await.map_err(internal)?;
    let known = tx.provider_identity(&identity.subject).await.map_err(internal)?;
    match (known, caller.actor.account()) {
        (Some(known), Some(account)) if known.account == account => Ok(Arrived::Known),
        (Some(_), Some(account)) => {
            let mut entry = Entry::new(now, "account.link-provider", "account", account.to_string());
            entry.outcome = ErrorCode::IdentityTaken.code().into();
            done_with(caller, tx, entry).await?;
            Err(refusal(caller, ErrorCode::IdentityTaken, one))
        }
        (Some(known), None) => {
            let account = super::account(&mut tx, known.account).await?;
            enter(core, caller, tx, &account, &known, &identity).await.map(Arrived::Entered)
        }
        (None, _) => Ok(Arrived::Unknown(kept(core, &identity, OFFER)?)),
    }
}

/// Somebody signed in proves anew who they are. That the provider asked them just now, and did not only remember them, is said by `auth_time`,
/// which it owes whom it was asked for with `max_age` (OpenID Connect Core 1.0, 2).
async fn confirmed(
    core: &Core,
    caller: &Caller,
    one: &Provider,
    account: Uuid,
    identity: &Identity,
    claims: &Map<String, Value>,
    began: i64,
) -> PortResult<Arrived> {
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let known = tx.provider_identity(&identity.subject).await.map_err(internal)?;
    let signed = super::need(caller)?;
    let own = signed.account == account && known.is_some_and(|known| known.account == account);
    let since = lookup(claims, "auth_time").and_then(Value::as_f64);
    #[expect(clippy::cast_precision_loss, reason = "seconds since 1970 fit into 53 bits")]
    let asked = since.is_some_and(|since| since >= (began - BEHIND.num_seconds()) as f64);
    let mut entry = Entry::new(now, "account.confirm-again", "account", signed.account.to_string());
    entry.after = serde_json::json!({ "provider": one.code });
    if !own || !asked {
        let code = if own { ErrorCode::ProviderAnswer } else { ErrorCode::IdentityTaken };
        tracing::warn!(provider = one.code, request = caller.request_id, own, asked, "not confirmed anew");
        entry.outcome = code.code().into();
        done_with(caller, tx, entry).await?;
        return Err(refusal(caller, code, one));
    }
    tx.confirm_session(signed.session, Some(now + CONFIRMED)).await.map_err(internal)?;
    done_with(caller, tx, entry).await?;
    Ok(Arrived::Confirmed)
}

/// A text of a claim, cut.
fn claim(claims: &Map<String, Value>, name: &str) -> String {
    let text = lookup(claims, name).and_then(Value::as_str).unwrap_or_default();
    text.trim().chars().filter(|c| !c.is_control()).take(MAX_CLAIM).collect()
}

/// What counts of the claims.
fn identity(core: &Core, one: &Provider, claims: &Map<String, Value>) -> PortResult<Identity> {
    let names = &one.config.claims;
    let subject = lookup(claims, "sub").and_then(Value::as_str).unwrap_or_default();
    if subject.is_empty() {
        return Err(internal("claims without subject"));
    }
    let (name, email) = (claim(claims, &names.name), claim(claims, &names.email));
    let shown = [&email, &name].into_iter().find(|text| !text.is_empty()).cloned().unwrap_or_default();
    let among = |name: &str, believed: &[String]| texts(claims, name).iter().any(|value| believed.contains(value));
    let believed = &one.config.second_factor;
    let mut offices: BTreeMap<String, BTreeSet<Role>> = BTreeMap::new();
    for rule in one.config.offices.iter().filter(|rule| texts(claims, &rule.claim).contains(&rule.value)) {
        let roles = rule.roles.iter().filter_map(|role| Role::from_code(role));
        offices.entry(rule.body.clone()).or_default().extend(roles);
    }
    Ok(Identity {
        provider: one.code.clone(),
        subject: core.keys.blind("provider-subject", &format!("{}\0{subject}", one.config.issuer)),
        shown,
        name,
        email,
        email_verified: yes(claims, &names.email_verified),
        second_factor: among("amr", &believed.amr) || among("acr", &believed.acr),
        offices,
        until: (core.clock.now() + OFFERED).timestamp(),
    })
}

/// Begins a session for an identity of an account. The offices that the provider gives are what it says today.
async fn enter(
    core: &Core,
    caller: &Caller,
    mut tx: Tx,
    account: &Account,
    known: &ProviderIdentity,
    identity: &Identity,
) -> PortResult<Entered> {
    if account.state != AccountState::Active {
        let (code, outcome) = match account.state {
            AccountState::Registered => (ErrorCode::EmailUnconfirmed, "email-unconfirmed"),
            _ => (ErrorCode::Forbidden, "account-suspended"),
        };
        drop(tx);
        failed(core, caller, &account.email_index, Some(account.id), outcome).await?;
        return Err(Refusal::new(code).into());
    }
    let now = core.clock.now();
    offices::follow(core, &mut tx, caller, account.id, &identity.provider, &identity.offices).await?;
    tx.use_provider_identity(known.id, now).await.map_err(internal)?;
    let owed = factor_owed(core, &mut tx, account).await?;
    let pending = owed && !identity.second_factor;
    let beginning =
        Beginning { pending, second_factor: identity.second_factor, provider: Some(identity.provider.clone()) };
    let entered = session::begin(core, &mut tx, caller, account, beginning).await?;
    if pending {
        tx.commit(Vec::new()).await.map_err(internal)?;
    } else {
        entered_by(core, caller, tx, account, Some(&identity.provider)).await?;
    }
    Ok(entered)
}

/// Masked: an address as addresses are, anything else as a name.
fn masked(shown: &str) -> String {
    if shown.contains('@') { mask::email(shown) } else { mask::name(shown) }
}
