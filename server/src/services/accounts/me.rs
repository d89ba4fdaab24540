//! `/my/account`, and the copy of one's own data.
use super::entry::has_factor;
use super::session::{self, acting_name};
use super::{account, done, email_of, internal, need, party_name, words};
use crate::portal::Core;
use chrono::SecondsFormat;
use contract::accounts::*;
use contract::{Caller, Coded, PortResult};
use domain::account::limits::over;
use domain::account::{Acting, Verification};
use domain::locale::Locale;
use domain::party::mask;
use serde_json::json;
use store::Tx;
use store::accounts::Account;
use store::parties::Party;
use store::sessions::ActingAs;

/// Tries shown.
const TRIES_SHOWN: u32 = 20;

pub(super) fn identity(core: &Core, locale: Locale, party: &Party) -> PortResult<IdentityView> {
    let number = match &party.identity {
        Some(known) => {
            let plain = core.unseal(&known.number, &format!("parties.number:{}", party.id)).map_err(internal)?;
            Some(mask::number(&plain))
        }
        None => None,
    };
    Ok(IdentityView {
        verification: words::verification(locale, party.verification),
        proof: party.identity.as_ref().map(|known| words::proof(locale, known.proof)),
        number_masked: number,
        reason: party.reason.clone(),
        submitted: party.submitted,
        decided: party.decided,
    })
}

async fn capacities(core: &Core, tx: &mut Tx, caller: &Caller, account: &Account) -> PortResult<Vec<Capacity>> {
    let locale = caller.locale;
    let acting = &need(caller)?.acting;
    let name = party_name(core, tx, account.party).await?;
    let current = matches!(acting, Acting::Person { .. });
    let mut all = vec![Capacity { key: "person".into(), label: name, roles: vec![], current, staff: false }];
    for membership in tx.memberships_of(account.id, false).await.map_err(internal)? {
        let label = party_name(core, tx, membership.party).await?;
        let current = matches!(acting, Acting::Organisation { party, .. } if *party == membership.party);
        let roles: Vec<Coded> = membership.mandates.iter().map(|m| words::mandate(locale, *m)).collect();
        all.push(Capacity { key: format!("organisation:{}", membership.party), label, roles, current, staff: false });
    }
    let provider = session::current(tx, caller).await?.provider;
    for office in session::offices(tx, account.id, provider.as_deref()).await? {
        let roles = office.staff.roles.iter().map(|r| words::role(locale, *r)).collect();
        let current = acting.body() == Some(office.staff.body);
        all.push(Capacity { key: format!("body:{}", office.code), label: office.name, roles, current, staff: true });
    }
    Ok(all)
}

async fn sessions(core: &Core, tx: &mut Tx, caller: &Caller, account: &Account) -> PortResult<Vec<SessionRow>> {
    let now = core.clock.now();
    let mut rows = Vec::new();
    for session in tx.sessions_of(account.id).await.map_err(internal)? {
        let staff = matches!(session.acting, ActingAs::Body(_));
        if session.pending || over(now, session.expires, session.last_seen, staff) {
            continue;
        }
        let acting = match session.acting {
            ActingAs::Person(party) | ActingAs::Organisation(party) => party_name(core, tx, party).await?,
            ActingAs::Body(body) => {
                tx.body_by_id(body).await.map_err(internal)?.map(|body| body.name).unwrap_or_default()
            }
        };
        rows.push(SessionRow {
            id: session.id.to_string(),
            current: need(caller)?.session == session.id,
            agent: session.agent,
            address: session.address,
            started: session.started,
            last_seen: session.last_seen,
            acting,
        });
    }
    Ok(rows)
}

pub(super) async fn me(core: &Core, caller: &Caller) -> PortResult<AccountView> {
    let (signed, locale) = (need(caller)?, caller.locale);
    let now = core.clock.now();
    let mut tx = core.store.read().await.map_err(internal)?;
    let account = account(&mut tx, signed.account).await?;
    let party =
        tx.party(account.party).await.map_err(internal)?.ok_or_else(|| internal("an account without person"))?;
    let enabled = has_factor(&account, now);
    let left = u32::try_from(tx.recovery_codes_left(account.id).await.map_err(internal)?).unwrap_or_default();
    let obligatory = !signed.bodies.is_empty();
    let email_pending = match &account.email_new {
        Some(sealed) => {
            let plain = core.unseal(sealed, &format!("accounts.email_new:{}", account.id)).map_err(internal)?;
            Some(mask::email(&plain))
        }
        None => None,
    };
    let mut open = Vec::new();
    for (name, needed) in [
        ("confirm-email", email_pending.is_some()),
        ("second-factor", obligatory && !enabled),
        ("identity", !obligatory && matches!(party.verification, Verification::Unverified | Verification::Refused)),
        ("recovery-codes", enabled && left < 3),
    ] {
        if needed {
            open.push(name.to_owned());
        }
    }
    let tries = tx.sign_ins(&account.email_index, TRIES_SHOWN).await.map_err(internal)?;
    Ok(AccountView {
        name: party_name(core, &mut tx, account.party).await?,
        email_masked: super::entry::masked_email(core, &account)?,
        email_confirmed: account.email_confirmed,
        email_pending,
        state: words::state(locale, account.state),
        identity: identity(core, locale, &party)?,
        capacities: capacities(core, &mut tx, caller, &account).await?,
        second_factor: SecondFactorView {
            enabled,
            obligatory,
            given: signed.second_factor,
            recovery_codes_left: left,
            ends: account.totp_ends,
        },
        password_set: account.password.is_some(),
        sessions: sessions(core, &mut tx, caller, &account).await?,
        recent: tries
            .into_iter()
            .map(|one| SignInRow {
                at: one.at,
                address: one.address,
                agent: one.agent,
                outcome: words::sign_in(locale, &one.outcome),
            })
            .collect(),
        open,
    })
}

/// Everything the portal keeps of the person under this account, in the clear: it is theirs. Cases of organisations are the organisations'.
pub(super) async fn export_own_data(core: &Core, caller: &Caller) -> PortResult<serde_json::Value> {
    let signed = need(caller)?;
    let view = me(core, caller).await?;
    let person = core.store.read().await.map_err(internal)?.account(signed.account).await.map_err(internal)?;
    let party = person.map(|account| account.party).unwrap_or_default();
    let cases = crate::services::cases::own::all(core, caller, party).await?;
    let notices = crate::services::notices::all(core, caller, signed.account).await?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let account = account(&mut tx, signed.account).await?;
    let party =
        tx.party(account.party).await.map_err(internal)?.ok_or_else(|| internal("an account without person"))?;
    let number = match &party.identity {
        Some(known) => Some(core.unseal(&known.number, &format!("parties.number:{}", party.id)).map_err(internal)?),
        None => None,
    };
    let at = |instant: chrono::DateTime<chrono::Utc>| instant.to_rfc3339_opts(SecondsFormat::Secs, true);
    let copy = json!({
        "account": account.id,
        "created": at(account.created),
        "name": view.name,
        "email": email_of(core, &account)?,
        "email_confirmed": account.email_confirmed,
        "language": account.locale.tag(),
        "identity": {
            "proof": party.identity.as_ref().map(|known| known.proof.code()),
            "number": number,
            "verification": party.verification.code(),
            "submitted": party.submitted.map(at),
            "decided": party.decided.map(at),
            "reason": party.reason,
        },
        "second_factor": view.second_factor.enabled,
        "ways_in": super::outside::ways_in(core, caller).await?,
        "acting_as": acting_name(core, &mut tx, &signed.acting).await?,
        "capacities": view.capacities.iter().map(|c| json!({
            "name": c.label,
            "roles": c.roles.iter().map(|r| r.value.as_str()).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "sessions": view.sessions,
        "sign_ins": view.recent,
        "cases": cases,
        "notices": notices.into_iter().map(|notice| json!({
            "at": at(notice.at),
            "subject": notice.kind.label,
            "text": notice.text,
            "case": notice.case_number,
            "read": notice.read_at.map(at),
        })).collect::<Vec<_>>(),
    });
    done(core, caller, tx, "account.export", "account", account.id).await?;
    Ok(copy)
}
