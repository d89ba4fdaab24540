//! People of a body: who holds which roles, invitations, offboarding.
use super::invite::{NewInvitation, invite, rows};
use super::own::keeps_an_admin;
use super::{
    account, allow, contracts, done_with, email_of, id, internal, invalid, missing, need, party_name, typed, words,
};
use crate::portal::Core;
use crate::services::notices::{NewNotice, Recipient, owe};
use crate::services::words::code_label;
use contract::accounts::{Offboarded, PeopleView, PersonRow, StaffForm};
use contract::{BodyRef, Caller, ErrorCode, PortResult, Refusal};
use domain::account::{Acting, Role};
use domain::audit::Entry;
use domain::notice::NoticeKind;
use domain::party::mask;
use domain::policy::accounts::{self as rules, Separation};
use domain::policy::{Action, ResourceFacts};
use std::collections::BTreeSet;
use store::Tx;
use store::members::InvitedInto;
use store::people::Staff;
use store::sessions::ActingAs;
use uuid::Uuid;

/// Longest reason.
pub(super) const MAX_REASON: usize = 500;

/// The body of this session.
pub(super) fn body(caller: &Caller) -> PortResult<Uuid> {
    need(caller)?.acting.body().map_or_else(missing, Ok)
}

/// The body of this session, for its administrator alone.
pub(super) async fn managed(core: &Core, caller: &Caller) -> PortResult<Uuid> {
    let body = body(caller)?;
    allow(core, caller, Action::ManagePeople, ResourceFacts::Body { id: body }).await?;
    Ok(body)
}

pub(super) async fn people(core: &Core, caller: &Caller) -> PortResult<PeopleView> {
    let (place, locale) = (body(caller)?, caller.locale);
    allow(core, caller, Action::ReadPeople, ResourceFacts::Body { id: place }).await?;
    let signed = need(caller)?;
    let now = core.clock.now();
    let mut tx = core.store.read().await.map_err(internal)?;
    let Some(body) = tx.body_by_id(place).await.map_err(internal)? else { return missing() };
    let contracts = tx.contracts_of(place).await.map_err(internal)?;
    let staff = tx.staff_of(place).await.map_err(internal)?;
    let mut people = Vec::new();
    for one in &staff {
        let account = account(&mut tx, one.account).await?;
        let sessions = tx.sessions_of(one.account).await.map_err(internal)?;
        let contract = contracts.iter().find(|contract| Some(contract.id) == one.contract);
        people.push(PersonRow {
            id: one.id.to_string(),
            name: party_name(core, &mut tx, account.party).await?,
            email_masked: mask::email(&email_of(core, &account)?),
            roles: one.roles.iter().map(|role| words::role(locale, *role)).collect(),
            second_factor: super::entry::has_factor(&account, now),
            since: one.since,
            last_seen: sessions.iter().map(|session| session.last_seen).max(),
            contractor: contract.map(|contract| contract.contractor.clone()),
            own: one.account == signed.account,
        });
    }
    let authority = matches!(&signed.acting, Acting::Body { authority: true, .. });
    let warnings: BTreeSet<Separation> = staff.iter().flat_map(|one| rules::broken_separations(&one.roles)).collect();
    let may_manage = signed.holds(Role::BodyAdmin);
    Ok(PeopleView {
        body: BodyRef { code: body.code, name: body.name },
        rows: people,
        invitations: if may_manage { rows(core, &mut tx, locale, place).await? } else { Vec::new() },
        roles: rules::known_in(authority).map(|role| words::role(locale, role)).collect(),
        assignable: rules::assignable(signed).into_iter().map(|role| words::role(locale, role)).collect(),
        contracts: contracts.iter().map(|one| contracts::row(core, one, &staff)).collect(),
        warnings: warnings.iter().map(|one| code_label(locale, "separation", one.code())).collect(),
        may_manage,
    })
}

/// Roles from their codes: those that this body can give.
fn roles(caller: &Caller, codes: &[String]) -> PortResult<BTreeSet<Role>> {
    let allowed = rules::assignable(need(caller)?);
    let known: Option<BTreeSet<Role>> = codes.iter().map(|code| Role::from_code(code)).collect();
    match known {
        Some(known) if known.is_empty() => Err(invalid(Refusal::new(ErrorCode::Required).field("roles"))),
        Some(known) if known.is_subset(&allowed) => Ok(known),
        Some(_) | None => Err(invalid(Refusal::new(ErrorCode::BadValue).field("roles"))),
    }
}

pub(super) async fn invite_staff(core: &Core, caller: &Caller, form: StaffForm) -> PortResult<()> {
    let body = managed(core, caller).await?;
    let email = typed::email(&form.email).map_err(invalid)?;
    let offered = roles(caller, &form.roles)?.iter().map(|role| role.code().to_owned()).collect();
    let contract = match form.contract.as_deref().filter(|text| !text.is_empty()) {
        Some(text) => {
            let wanted = id(text)?;
            let mut tx = core.store.read().await.map_err(internal)?;
            let contract = tx.contract(wanted).await.map_err(internal)?;
            if contract.is_none_or(|one| one.body != body || one.ended.is_some()) {
                return Err(invalid(Refusal::new(ErrorCode::BadValue).field("contract")));
            }
            Some(wanted)
        }
        None => None,
    };
    invite(core, caller, NewInvitation { into: InvitedInto::Body { body, contract }, email, offered }).await
}

/// Somebody of this body.
async fn person(tx: &mut Tx, body: Uuid, row: &str) -> PortResult<Staff> {
    let found = tx.staff(id(row)?).await.map_err(internal)?;
    found.filter(|one| one.body == body).map_or_else(missing, Ok)
}

pub(super) async fn set_roles(
    core: &Core,
    caller: &Caller,
    row: &str,
    codes: &[String],
    reason: &str,
) -> PortResult<()> {
    let body = managed(core, caller).await?;
    let wanted = roles(caller, codes)?;
    let reason = typed::text(reason, "reason", MAX_REASON).map_err(invalid)?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let one = person(&mut tx, body, row).await?;
    if one.provider.is_some() {
        return Err(Refusal::new(ErrorCode::RolesFromProvider).into());
    }
    let wanted = rules::settled(need(caller)?, &one.roles, &wanted);
    if one.roles.contains(&Role::BodyAdmin) && !wanted.contains(&Role::BodyAdmin) {
        keeps_an_admin(&mut tx, body, one.account).await?;
    }
    tx.set_roles(one.id, &wanted).await.map_err(internal)?;
    told(core, &mut tx, one.account).await?;
    let codes = |set: &BTreeSet<Role>| set.iter().map(|role| role.code()).collect::<Vec<_>>();
    let mut entry = Entry::new(core.clock.now(), "body.set-roles", "staff", one.id.to_string());
    entry.role = Some(Role::BodyAdmin.code().into());
    entry.reason = Some(reason);
    entry.before = serde_json::json!({ "roles": codes(&one.roles) });
    entry.after = serde_json::json!({ "roles": codes(&wanted) });
    done_with(caller, tx, entry).await
}

pub(super) async fn told(core: &Core, tx: &mut Tx, account: Uuid) -> PortResult<()> {
    let event = format!("account:{account}:role:{}", core.clock.now().timestamp_micros());
    let notice = NewNotice::new(event, Recipient::Account(account), NoticeKind::RoleChanged);
    owe(core, tx, notice.link("/my/account")).await
}

/// Takes somebody's place in the body, and tells them.
pub(super) async fn offboard(core: &Core, tx: &mut Tx, one: &Staff) -> PortResult<Offboarded> {
    let done = leave(core, tx, one).await?;
    if done.people > 0 {
        told(core, tx, one.account).await?;
    }
    Ok(done)
}

/// Takes somebody's place in the body: access, sessions and open cases in one transaction.
pub(super) async fn leave(core: &Core, tx: &mut Tx, one: &Staff) -> PortResult<Offboarded> {
    let now = core.clock.now();
    if !tx.end_staff(one.id, now).await.map_err(internal)? {
        return Ok(Offboarded::default());
    }
    let sessions = tx.end_sessions_acting(one.account, ActingAs::Body(one.body)).await.map_err(internal)?;
    let cases = tx.release_cases(one.account, one.body, now).await.map_err(internal)?;
    tx.end_delegations_with(one.account, one.body, now).await.map_err(internal)?;
    let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(Offboarded { people: 1, sessions: count(sessions), cases: count(cases) })
}

pub(super) async fn end_staff(core: &Core, caller: &Caller, row: &str, reason: &str) -> PortResult<Offboarded> {
    let body = managed(core, caller).await?;
    let reason = typed::text(reason, "reason", MAX_REASON).map_err(invalid)?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let one = person(&mut tx, body, row).await?;
    if one.roles.contains(&Role::BodyAdmin) {
        keeps_an_admin(&mut tx, body, one.account).await?;
    }
    let done = offboard(core, &mut tx, &one).await?;
    let mut entry = Entry::new(core.clock.now(), "body.end-staff", "staff", one.id.to_string());
    entry.role = Some(Role::BodyAdmin.code().into());
    entry.reason = Some(reason);
    entry.after = serde_json::to_value(done).map_err(internal)?;
    done_with(caller, tx, entry).await?;
    Ok(done)
}
