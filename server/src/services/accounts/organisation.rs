//! Organisations that apply: founded with an account, their members, mandates, the hand-over of the head's role.
use super::identity::{index, sealed};
use super::invite::{NewInvitation, invite, rows};
use super::prove::{Typed, prove};
use super::typed::{self, MAX_NAME, keep};
use super::{account, done, done_with, email_of, id, internal, invalid, me, missing, need, party_name, words};
use crate::portal::Core;
use crate::services::notices::{NewNotice, Recipient, owe};
use contract::accounts::{MemberRow, OrganisationForm, OrganisationView};
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::account::{Acting, Mandate, PartyKind, Verification};
use domain::audit::Entry;
use domain::notice::NoticeKind;
use domain::party::{mask, proof::Proof};
use domain::policy::{Action, ResourceFacts};
use std::collections::BTreeSet;
use store::Tx;
use store::members::{InvitedInto, Membership};
use store::parties::Party;
use store::sessions::ActingAs;
use uuid::Uuid;

/// An organisation that is yet to be entered.
pub(super) struct NewOrganisation {
    kind: PartyKind,
    name: String,
    uscc: String,
}

/// Checks the form; faults are kept beside the others. One verified code is one organisation: whoever comes second asks its head.
pub(super) async fn new_organisation(
    core: &Core,
    form: &OrganisationForm,
    faults: &mut Vec<Refusal>,
) -> PortResult<NewOrganisation> {
    let kind = PartyKind::from_code(&form.kind).filter(|kind| *kind != PartyKind::Person);
    if kind.is_none() {
        faults.push(Refusal::new(ErrorCode::Required).field("organisation_kind"));
    }
    let name = keep(faults, typed::text(&form.name, "organisation_name", MAX_NAME));
    let uscc = if form.uscc.trim().is_empty() {
        Err(Refusal::new(ErrorCode::Required).field("uscc"))
    } else {
        Proof::Uscc
            .parse(&form.uscc, core.clock.today())
            .map_err(|fault| Refusal::new(ErrorCode::BadNumber).field("uscc").fact("reason", fault.code()))
    };
    let uscc = keep(faults, uscc);
    if !uscc.is_empty() {
        let mut tx = core.store.read().await.map_err(internal)?;
        if tx.verified_organisation(&index(core, Proof::Uscc, &uscc)).await.map_err(internal)?.is_some() {
            faults.push(Refusal::new(ErrorCode::OrganisationKnown).field("uscc"));
        }
    }
    Ok(NewOrganisation { kind: kind.unwrap_or(PartyKind::LegalPerson), name, uscc })
}

/// Enters an organisation; the account becomes its head with every mandate. Its code waits to be verified.
pub(super) async fn found(core: &Core, tx: &mut Tx, account: Uuid, new: NewOrganisation) -> PortResult<Uuid> {
    let now = core.clock.now();
    let party = core.ids.id(now);
    let one = Party {
        id: party,
        kind: new.kind,
        name: core.seal(&new.name, &format!("parties.name:{party}")).map_err(internal)?,
        identity: Some(sealed(core, party, Proof::Uscc, &new.uscc)?),
        verification: Verification::Pending,
        submitted: Some(now),
        decided: None,
        decided_by: None,
        reason: None,
        created: now,
    };
    tx.add_party(&one).await.map_err(internal)?;
    let mandates = Mandate::ALL.iter().copied().collect();
    add_member(core, tx, account, party, mandates).await?;
    Ok(party)
}

pub(super) async fn add_member(
    core: &Core,
    tx: &mut Tx,
    account: Uuid,
    party: Uuid,
    mandates: BTreeSet<Mandate>,
) -> PortResult<()> {
    let now = core.clock.now();
    let one = Membership { id: core.ids.id(now), account, party, mandates, since: now, ended: None };
    tx.add_membership(&one).await.map_err(internal)
}

pub(super) async fn add_organisation(core: &Core, caller: &Caller, form: OrganisationForm) -> PortResult<Uuid> {
    let signed = need(caller)?;
    let mut faults = Vec::new();
    let new = new_organisation(core, &form, &mut faults).await?;
    if !faults.is_empty() {
        return Err(PortError::Invalid(faults));
    }
    let mut tx = core.store.write().await.map_err(internal)?;
    let party = found(core, &mut tx, signed.account, new).await?;
    done(core, caller, tx, "party.found", "party", party).await?;
    Ok(party)
}

/// The organisation of this session.
fn acting_for(caller: &Caller) -> PortResult<Uuid> {
    match &need(caller)?.acting {
        Acting::Organisation { party, .. } => Ok(*party),
        Acting::Person { .. } | Acting::Body { .. } => missing(),
    }
}

/// The organisation of this session, for its head alone.
async fn managed(core: &Core, caller: &Caller) -> PortResult<Uuid> {
    let party = acting_for(caller)?;
    super::allow(core, caller, Action::ManageOrganisation, ResourceFacts::Party { id: party }).await?;
    Ok(party)
}

pub(super) async fn organisation(core: &Core, caller: &Caller) -> PortResult<OrganisationView> {
    let (party, locale) = (acting_for(caller)?, caller.locale);
    let signed = need(caller)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let Some(known) = tx.party(party).await.map_err(internal)? else { return missing() };
    let uscc = match &known.identity {
        Some(identity) => core.unseal(&identity.number, &format!("parties.number:{party}")).map_err(internal)?,
        None => String::new(),
    };
    let mut members = Vec::new();
    for member in tx.members_of(party).await.map_err(internal)? {
        let account = account(&mut tx, member.account).await?;
        members.push(MemberRow {
            id: member.id.to_string(),
            name: party_name(core, &mut tx, account.party).await?,
            email_masked: mask::email(&email_of(core, &account)?),
            mandates: member.mandates.iter().map(|m| words::mandate(locale, *m)).collect(),
            since: member.since,
            own: member.account == signed.account,
        });
    }
    let may_manage =
        matches!(&signed.acting, Acting::Organisation { mandates, .. } if mandates.contains(&Mandate::Head));
    Ok(OrganisationView {
        name: party_name(core, &mut tx, party).await?,
        kind: words::kind(locale, known.kind),
        uscc,
        identity: me::identity(core, locale, &known)?,
        members,
        invitations: if may_manage { rows(core, &mut tx, locale, party).await? } else { Vec::new() },
        may_manage,
        mandates: Mandate::ALL.iter().map(|m| words::mandate(locale, *m)).collect(),
    })
}

/// Mandates from their codes; the head's is handed over, never given.
fn mandates(codes: &[String]) -> PortResult<BTreeSet<Mandate>> {
    let known: Option<BTreeSet<Mandate>> = codes.iter().map(|code| Mandate::from_code(code)).collect();
    match known {
        Some(known) if known.contains(&Mandate::Head) => {
            Err(invalid(Refusal::new(ErrorCode::BadValue).field("mandates")))
        }
        Some(known) if !known.is_empty() => Ok(known),
        Some(_) => Err(invalid(Refusal::new(ErrorCode::Required).field("mandates"))),
        None => Err(invalid(Refusal::new(ErrorCode::BadValue).field("mandates"))),
    }
}

pub(super) async fn invite_member(core: &Core, caller: &Caller, email: &str, codes: &[String]) -> PortResult<()> {
    let party = managed(core, caller).await?;
    let email = typed::email(email).map_err(invalid)?;
    let offered = mandates(codes)?.iter().map(|m| m.code().to_owned()).collect();
    invite(core, caller, NewInvitation { into: InvitedInto::Organisation(party), email, offered }).await
}

/// A membership of the organisation.
async fn member(tx: &mut Tx, party: Uuid, membership: &str) -> PortResult<Membership> {
    let wanted = id(membership)?;
    let members = tx.members_of(party).await.map_err(internal)?;
    members.into_iter().find(|m| m.id == wanted).map_or_else(missing, Ok)
}

async fn told(core: &Core, tx: &mut Tx, account: Uuid) -> PortResult<()> {
    let event = format!("account:{account}:role:{}", core.clock.now().timestamp_micros());
    let notice = NewNotice::new(event, Recipient::Account(account), NoticeKind::RoleChanged);
    owe(core, tx, notice.link("/my/account")).await
}

pub(super) async fn set_mandates(core: &Core, caller: &Caller, membership: &str, codes: &[String]) -> PortResult<()> {
    let party = managed(core, caller).await?;
    let mut wanted = mandates(codes)?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let member = member(&mut tx, party, membership).await?;
    if member.mandates.contains(&Mandate::Head) {
        wanted.insert(Mandate::Head);
    }
    tx.set_mandates(member.id, &wanted).await.map_err(internal)?;
    told(core, &mut tx, member.account).await?;
    let codes = |set: &BTreeSet<Mandate>| set.iter().map(|m| m.code()).collect::<Vec<_>>();
    let mut entry = Entry::new(core.clock.now(), "party.set-mandates", "membership", member.id.to_string());
    entry.before = serde_json::json!({ "mandates": codes(&member.mandates) });
    entry.after = serde_json::json!({ "mandates": codes(&wanted) });
    done_with(caller, tx, entry).await
}

pub(super) async fn end_member(core: &Core, caller: &Caller, membership: &str) -> PortResult<()> {
    let party = acting_for(caller)?;
    let signed = need(caller)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let member = member(&mut tx, party, membership).await?;
    drop(tx);
    // Everybody may leave; only the head sends others away.
    if member.account != signed.account {
        managed(core, caller).await?;
    }
    if member.mandates.contains(&Mandate::Head) {
        return Err(Refusal::new(ErrorCode::LastAdmin).into());
    }
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.end_membership(member.id, core.clock.now()).await.map_err(internal)?;
    tx.end_sessions_acting(member.account, ActingAs::Organisation(party)).await.map_err(internal)?;
    told(core, &mut tx, member.account).await?;
    done(core, caller, tx, "party.end-member", "membership", member.id).await
}

pub(super) async fn hand_over_head(core: &Core, caller: &Caller, membership: &str, password: &str) -> PortResult<()> {
    let party = managed(core, caller).await?;
    let own = prove(core, caller, Typed::password(password, "password")).await?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let mut member = member(&mut tx, party, membership).await?;
    let members = tx.members_of(party).await.map_err(internal)?;
    let Some(mut mine) = members.into_iter().find(|m| m.account == own.id && m.id != member.id) else {
        return missing();
    };
    member.mandates.insert(Mandate::Head);
    mine.mandates.remove(&Mandate::Head);
    if mine.mandates.is_empty() {
        mine.mandates.insert(Mandate::Handler);
    }
    tx.set_mandates(member.id, &member.mandates).await.map_err(internal)?;
    tx.set_mandates(mine.id, &mine.mandates).await.map_err(internal)?;
    told(core, &mut tx, member.account).await?;
    done(core, caller, tx, "party.hand-over", "membership", member.id).await
}
