//! Invitations into organisations and bodies: a link by mail; whoever opens it has the address.
use super::register::{NewAccount, enter};
use super::typed::{self, MAX_NAME, keep};
use super::{account, done, id, internal, missing, need, organisation, party_name, secret, session, words};
use crate::portal::Core;
use crate::services::notices::{NewNotice, Recipient, blind, owe};
use contract::accounts::{AcceptForm, Entered, InvitationRow, InvitationView};
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::account::limits::INVITATION;
use domain::account::{AccountState, Acting, Mandate, Role};
use domain::locale::Locale;
use domain::notice::NoticeKind;
use domain::party::mask;
use domain::policy::{Action, ResourceFacts};
use store::Tx;
use store::members::{Invitation, InvitedInto};
use store::people::Staff;
use store::sessions::ActingAs;
use uuid::Uuid;

/// An invitation to be sent.
pub(super) struct NewInvitation {
    pub into: InvitedInto,
    /// As [`typed::email`] gives it.
    pub email: String,
    /// Codes of mandates or roles.
    pub offered: Vec<String>,
}

pub(super) async fn invite(core: &Core, caller: &Caller, new: NewInvitation) -> PortResult<()> {
    let (now, token) = (core.clock.now(), secret::token(core));
    let id = core.ids.id(now);
    let index = blind(core, &new.email);
    let mut tx = core.store.write().await.map_err(internal)?;
    let known = tx.account_by_email(&index).await.map_err(internal)?;
    if let Some(account) = &known
        && belongs(&mut tx, account.id, new.into).await?
    {
        return Err(super::invalid(Refusal::new(ErrorCode::AlreadyMember).field("email")));
    }
    let invitation = Invitation {
        id,
        hash: secret::digest(&token),
        into: new.into,
        email: core.seal(&new.email, &format!("invitations.email:{id}")).map_err(internal)?,
        email_index: index,
        offered: new.offered,
        invited_by: caller.actor.account(),
        created: now,
        expires: now + INVITATION,
    };
    tx.add_invitation(&invitation).await.map_err(internal)?;
    let to = Recipient::Address { email: new.email, locale: known.map_or(caller.locale, |account| account.locale) };
    let notice = NewNotice::new(format!("invitation:{id}"), to, NoticeKind::Invitation)
        .fact("inviter", inviter(core, &mut tx, new.into).await?)
        .link(format!("/invitations?token={token}"))
        .statutory();
    owe(core, &mut tx, notice).await?;
    done(core, caller, tx, "invitation.send", "invitation", id).await
}

async fn belongs(tx: &mut Tx, account: Uuid, into: InvitedInto) -> PortResult<bool> {
    Ok(match into {
        InvitedInto::Organisation(party) => {
            tx.memberships_of(account, false).await.map_err(internal)?.iter().any(|m| m.party == party)
        }
        InvitedInto::Body { body, .. } => {
            tx.offices_of(account).await.map_err(internal)?.iter().any(|o| o.staff.body == body)
        }
    })
}

async fn inviter(core: &Core, tx: &mut Tx, into: InvitedInto) -> PortResult<String> {
    match into {
        InvitedInto::Organisation(party) => party_name(core, tx, party).await,
        InvitedInto::Body { body, .. } => {
            Ok(tx.body_by_id(body).await.map_err(internal)?.map(|body| body.name).unwrap_or_default())
        }
    }
}

/// Open invitations into a place.
pub(super) async fn rows(core: &Core, tx: &mut Tx, locale: Locale, place: Uuid) -> PortResult<Vec<InvitationRow>> {
    let open = tx.invitations_into(place, core.clock.now()).await.map_err(internal)?;
    open.into_iter()
        .map(|one| {
            let email = core.unseal(&one.email, &format!("invitations.email:{}", one.id)).map_err(internal)?;
            Ok(InvitationRow {
                id: one.id.to_string(),
                email_masked: mask::email(&email),
                offered: offered(locale, &one),
                until: one.expires,
            })
        })
        .collect()
}

fn offered(locale: Locale, one: &Invitation) -> Vec<contract::Coded> {
    let label = |code: &String| match one.into {
        InvitedInto::Organisation(_) => Mandate::from_code(code).map(|m| words::mandate(locale, m)),
        InvitedInto::Body { .. } => Role::from_code(code).map(|r| words::role(locale, r)),
    };
    one.offered.iter().filter_map(label).collect()
}

async fn open(core: &Core, tx: &mut Tx, token: &str) -> PortResult<Invitation> {
    let found = tx.invitation(&secret::digest(token), core.clock.now()).await.map_err(internal)?;
    found.ok_or_else(|| Refusal::new(ErrorCode::LinkExpired).into())
}

pub(super) async fn invitation(core: &Core, caller: &Caller, token: &str) -> PortResult<InvitationView> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let one = open(core, &mut tx, token).await?;
    let email = core.unseal(&one.email, &format!("invitations.email:{}", one.id)).map_err(internal)?;
    Ok(InvitationView {
        inviter: inviter(core, &mut tx, one.into).await?,
        kind: if matches!(one.into, InvitedInto::Body { .. }) { "staff" } else { "member" }.into(),
        offered: offered(caller.locale, &one),
        email_masked: mask::email(&email),
        account_exists: tx.account_by_email(&one.email_index).await.map_err(internal)?.is_some(),
        until: one.expires,
    })
}

pub(super) async fn accept_invitation(core: &Core, caller: &Caller, form: AcceptForm) -> PortResult<Entered> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let one = open(core, &mut tx, &form.token).await?;
    let known = tx.account_by_email(&one.email_index).await.map_err(internal)?;
    drop(tx);
    let new = match (caller.actor.signed_in(), &known) {
        // Who is signed in takes the capacity into that account, whatever address the invitation went to.
        (Some(_), _) => None,
        (None, Some(_)) => return Err(Refusal::new(ErrorCode::SignInNeeded).into()),
        (None, None) => {
            let mut faults = Vec::new();
            let name = keep(&mut faults, typed::text(&form.name, "name", MAX_NAME));
            faults.extend(secret::weak(&form.password, &[&name, &core.site().name]));
            if !faults.is_empty() {
                return Err(PortError::Invalid(faults));
            }
            Some((name, secret::hash(core, &form.password).await?))
        }
    };
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    // Two at once: one of them accepts.
    if !tx.close_invitation(one.id, now).await.map_err(internal)? {
        return Err(Refusal::new(ErrorCode::LinkExpired).into());
    }
    let fresh = new.is_some();
    let account = match new {
        Some((name, password)) => {
            let email = core.unseal(&one.email, &format!("invitations.email:{}", one.id)).map_err(internal)?;
            let state = AccountState::Active;
            let new = NewAccount { name: &name, email: &email, password: Some(password), state, locale: caller.locale };
            enter(core, &mut tx, new).await?
        }
        None => account(&mut tx, need(caller)?.account).await?,
    };
    if belongs(&mut tx, account.id, one.into).await? {
        return Err(Refusal::new(ErrorCode::AlreadyMember).into());
    }
    let acting = join(core, &mut tx, account.id, &one).await?;
    let entered = if fresh {
        session::begin(core, &mut tx, caller, &account, session::Beginning::default()).await?
    } else {
        let mut session = session::current(&mut tx, caller).await?;
        session.acting = acting;
        if matches!(acting, ActingAs::Body(_)) {
            session.expires = session.expires.min(domain::account::limits::expires(session.started, true));
        }
        session::rotate(core, &mut tx, &mut session).await?
    };
    done(core, caller, tx, "invitation.accept", "invitation", one.id).await?;
    Ok(entered)
}

async fn join(core: &Core, tx: &mut Tx, account: Uuid, one: &Invitation) -> PortResult<ActingAs> {
    let now = core.clock.now();
    match one.into {
        InvitedInto::Organisation(party) => {
            let mandates = one.offered.iter().filter_map(|code| Mandate::from_code(code)).collect();
            organisation::add_member(core, tx, account, party, mandates).await?;
            Ok(ActingAs::Organisation(party))
        }
        InvitedInto::Body { body, contract } => {
            let roles = one.offered.iter().filter_map(|code| Role::from_code(code)).collect();
            let staff = Staff { id: core.ids.id(now), account, body, roles, contract, since: now, provider: None };
            tx.add_staff(&staff).await.map_err(internal)?;
            Ok(ActingAs::Body(body))
        }
    }
}

pub(super) async fn withdraw_invitation(core: &Core, caller: &Caller, invitation: &str) -> PortResult<()> {
    let wanted = id(invitation)?;
    let (place, action, resource) = match &need(caller)?.acting {
        Acting::Organisation { party, .. } => (*party, Action::ManageOrganisation, ResourceFacts::Party { id: *party }),
        Acting::Body { body, .. } => (*body, Action::ManagePeople, ResourceFacts::Body { id: *body }),
        Acting::Person { .. } => return missing(),
    };
    super::allow(core, caller, action, resource).await?;
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let open = tx.invitations_into(place, now).await.map_err(internal)?;
    if !open.iter().any(|one| one.id == wanted) {
        return missing();
    }
    tx.close_invitation(wanted, now).await.map_err(internal)?;
    done(core, caller, tx, "invitation.withdraw", "invitation", wanted).await
}
