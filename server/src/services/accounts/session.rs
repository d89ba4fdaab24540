//! Sessions: begun, found by their cookie, rotated at every change of what they may do.
use super::{account, done, internal, missing, need, party_name, secret};
use crate::portal::Core;
use contract::accounts::Entered;
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::account::limits::{PENDING, SEEN_EVERY, expires, over};
use domain::account::{AccountState, Acting, SignedIn};
use std::collections::BTreeSet;
use std::sync::Arc;
use store::Tx;
use store::accounts::Account;
use store::people::Office;
use store::sessions::{ActingAs, Session};
use uuid::Uuid;

/// Who comes with a cookie.
pub enum Found {
    Nobody,
    /// The second factor is owed in this session.
    Pending(Uuid),
    Account {
        signed: Arc<SignedIn>,
        name: String,
        acting: String,
    },
}

/// Looks a cookie up.
///
/// # Errors
/// Of database and keys.
pub async fn identify(core: &Core, token: &str) -> PortResult<Found> {
    // Nothing of ours is longer: no need to hash what somebody made up.
    if token.is_empty() || token.len() > 64 {
        return Ok(Found::Nobody);
    }
    let now = core.clock.now();
    let mut tx = core.store.read().await.map_err(internal)?;
    let Some(session) = tx.session_by_token(&secret::digest(token)).await.map_err(internal)? else {
        return Ok(Found::Nobody);
    };
    let staff = matches!(session.acting, ActingAs::Body(_));
    if over(now, session.expires, session.last_seen, staff) {
        return Ok(Found::Nobody);
    }
    let Some(account) = tx.account(session.account).await.map_err(internal)? else { return Ok(Found::Nobody) };
    if account.state != AccountState::Active {
        return Ok(Found::Nobody);
    }
    if session.pending {
        return Ok(Found::Pending(session.id));
    }
    let signed = signed_in(&mut tx, &session, &account).await?;
    let name = party_name(core, &mut tx, account.party).await?;
    let acting = acting_name(core, &mut tx, &signed.acting).await?;
    drop(tx);
    if now >= session.last_seen + SEEN_EVERY {
        let mut tx = core.store.write().await.map_err(internal)?;
        tx.touch_session(session.id, now).await.map_err(internal)?;
        tx.commit(Vec::new()).await.map_err(internal)?;
    }
    Ok(Found::Account { signed: Arc::new(signed), name, acting })
}

/// What the session may act as now; a capacity that ended meanwhile falls back to the person.
async fn signed_in(tx: &mut Tx, session: &Session, account: &Account) -> PortResult<SignedIn> {
    let memberships = tx.memberships_of(account.id, true).await.map_err(internal)?;
    let offices = tx.offices_of(account.id).await.map_err(internal)?;
    let counting = |one: &&Office| counts(one, session.provider.as_deref());
    let acting =
        match session.acting {
            ActingAs::Person(_) => None,
            ActingAs::Organisation(party) => memberships
                .iter()
                .find(|m| m.party == party && m.ended.is_none())
                .map(|m| Acting::Organisation { party, mandates: m.mandates.clone() }),
            ActingAs::Body(body) => offices.iter().filter(counting).find(|o| o.staff.body == body).map(|o| {
                Acting::Body { body, region: o.region.clone(), authority: o.authority, roles: o.staff.roles.clone() }
            }),
        };
    let mut parties: BTreeSet<Uuid> = memberships.iter().map(|m| m.party).collect();
    parties.insert(account.party);
    Ok(SignedIn {
        account: account.id,
        session: session.id,
        acting: acting.unwrap_or(Acting::Person { party: account.party }),
        second_factor: session.second_factor,
        parties,
        bodies: offices.iter().map(|o| o.staff.body).collect(),
    })
}

/// Whether an office counts in a session: one that a provider of sign-in gives only where the session began there. Else whoever is shut out
/// there would keep it here.
fn counts(office: &Office, provider: Option<&str>) -> bool {
    office.staff.provider.is_none() || office.staff.provider.as_deref() == provider
}

/// Offices that an account can act for in a session.
pub(super) async fn offices(tx: &mut Tx, account: Uuid, provider: Option<&str>) -> PortResult<Vec<Office>> {
    let mut offices = tx.offices_of(account).await.map_err(internal)?;
    offices.retain(|office| counts(office, provider));
    Ok(offices)
}

/// The name a capacity goes by.
pub(super) async fn acting_name(core: &Core, tx: &mut Tx, acting: &Acting) -> PortResult<String> {
    match acting {
        Acting::Person { party } | Acting::Organisation { party, .. } => party_name(core, tx, *party).await,
        Acting::Body { body, .. } => {
            Ok(tx.body_by_id(*body).await.map_err(internal)?.map(|b| b.name).unwrap_or_default())
        }
    }
}

/// How a session begins.
#[derive(Clone, Debug, Default)]
pub(super) struct Beginning {
    /// The second factor is still owed.
    pub pending: bool,
    pub second_factor: bool,
    /// The provider of sign-in it began with.
    pub provider: Option<String>,
}

/// Begins a session. It acts for the first office, else the first organisation, else the person.
pub(super) async fn begin(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    account: &Account,
    beginning: Beginning,
) -> PortResult<Entered> {
    let now = core.clock.now();
    let Beginning { pending, second_factor, provider } = beginning;
    let offices = offices(tx, account.id, provider.as_deref()).await?;
    let memberships = tx.memberships_of(account.id, false).await.map_err(internal)?;
    let acting = match (offices.first(), memberships.first()) {
        (Some(office), _) => ActingAs::Body(office.staff.body),
        (None, Some(membership)) => ActingAs::Organisation(membership.party),
        (None, None) => ActingAs::Person(account.party),
    };
    let staff = matches!(acting, ActingAs::Body(_));
    let token = secret::token(core);
    let session = Session {
        id: core.ids.id(now),
        account: account.id,
        token: secret::digest(&token),
        pending,
        second_factor,
        acting,
        started: now,
        last_seen: now,
        expires: if pending { now + PENDING } else { expires(now, staff) },
        address: caller.address.clone(),
        agent: caller.agent.clone(),
        totp_setup: None,
        provider,
    };
    tx.add_session(&session).await.map_err(internal)?;
    Ok(entered(token, &session))
}

/// Goes on under a new token.
pub(super) async fn rotate(core: &Core, tx: &mut Tx, session: &mut Session) -> PortResult<Entered> {
    let now = core.clock.now();
    let token = secret::token(core);
    session.token = secret::digest(&token);
    session.last_seen = now;
    if !tx.rotate_session(session).await.map_err(internal)? {
        return Err(Refusal::new(ErrorCode::SignInNeeded).into());
    }
    Ok(entered(token, session))
}

fn entered(token: String, session: &Session) -> Entered {
    let staff = matches!(session.acting, ActingAs::Body(_));
    let must_enrol = staff && !session.second_factor && !session.pending;
    let to = match (session.pending, must_enrol, staff) {
        (true, ..) => "/sign-in/code",
        (_, true, _) => "/my/account",
        (_, _, true) => "/admin",
        _ => "/my",
    };
    Entered { token, needs_second_factor: session.pending, must_enrol, to: to.to_owned() }
}

/// The row of the caller's session.
pub(super) async fn current(tx: &mut Tx, caller: &Caller) -> PortResult<Session> {
    let signed = need(caller)?;
    let found = tx.session(signed.session).await.map_err(internal)?;
    found.ok_or_else(|| Refusal::new(ErrorCode::SignInNeeded).into())
}

/// 切换单位
pub(super) async fn act_as(core: &Core, caller: &Caller, key: &str) -> PortResult<Entered> {
    let mut tx = core.store.write().await.map_err(internal)?;
    let mut session = current(&mut tx, caller).await?;
    let account = account(&mut tx, session.account).await?;
    let acting = match key.split_once(':') {
        None if key == "person" => Some(ActingAs::Person(account.party)),
        Some(("organisation", id)) => {
            let memberships = tx.memberships_of(account.id, false).await.map_err(internal)?;
            memberships.iter().find(|m| m.party.to_string() == id).map(|m| ActingAs::Organisation(m.party))
        }
        Some(("body", code)) => {
            let offices = offices(&mut tx, account.id, session.provider.as_deref()).await?;
            offices.iter().find(|o| o.code == code).map(|o| ActingAs::Body(o.staff.body))
        }
        _ => None,
    };
    let Some(acting) = acting else { return missing() };
    session.acting = acting;
    session.expires = session.expires.min(expires(session.started, matches!(acting, ActingAs::Body(_))));
    let entered = rotate(core, &mut tx, &mut session).await?;
    done(core, caller, tx, "account.act-as", "account", account.id).await?;
    Ok(entered)
}
