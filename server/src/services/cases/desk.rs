//! The desk around the cases: who is in charge, who stands in, what belongs together.
use super::effects::{self, Actor, Said};
use super::load;
use super::names::Names;
use super::told;
use super::{conflict, desk as at_desk, id, internal, missing, stored};
use crate::portal::Core;
use crate::services::notices::{NewNotice, Recipient, owe};
use chrono::NaiveDate;
use contract::cases::DelegationView;
use contract::cases::forms::delegation as field;
use contract::{Caller, Coded, ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::account::Role;
use domain::audit::Entry;
use domain::cases::EventCode;
use domain::notice::NoticeKind;
use domain::policy::CaseAction;
use serde_json::json;
use std::collections::BTreeSet;
use store::Tx;
use store::cases::{Delegation, LinkRow};
use uuid::Uuid;

/// Cases handed on at once.
const MOST: usize = 200;
/// Longest absence in days that can be entered at once.
const LONGEST_ABSENCE: i64 = 366;

/// Accounts of a body that may handle cases.
async fn handlers(tx: &mut Tx, body: Uuid) -> PortResult<Vec<Uuid>> {
    let staff = tx.staff_of(body).await.map_err(internal)?;
    let handles = |roles: &std::collections::BTreeSet<Role>| {
        roles.contains(&Role::Reviewer) || roles.contains(&Role::AuthorityReviewer) || roles.contains(&Role::Head)
    };
    Ok(staff.into_iter().filter(|one| handles(&one.roles)).map(|one| one.account).collect())
}

/// People to assign to.
pub async fn people(core: &Core, tx: &mut Tx, names: &mut Names, body: Uuid) -> PortResult<Vec<Coded>> {
    let mut people = Vec::new();
    for account in handlers(tx, body).await? {
        people.push(Coded { value: account.to_string(), label: names.person(core, tx, account).await? });
    }
    Ok(people)
}

pub async fn colleagues(core: &Core, caller: &Caller) -> PortResult<Vec<Coded>> {
    let (_, body) = at_desk(caller, CaseAction::Queue)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    people(core, &mut tx, &mut Names::new(caller.locale), body).await
}

/// Hands cases to a colleague: all or none.
pub async fn assign(core: &Core, caller: &Caller, numbers: &[String], to: Option<&str>) -> PortResult<u32> {
    let (_, body) = at_desk(caller, CaseAction::Queue)?;
    if numbers.is_empty() {
        return Err(PortError::Invalid(vec![Refusal::new(ErrorCode::Required).field("number")]));
    }
    if numbers.len() > MOST {
        return Err(Refusal::new(ErrorCode::OutOfRange).into());
    }
    let to = to.map(id).transpose()?;
    let mut loaded = Vec::new();
    let mut tx = core.store.read().await.map_err(internal)?;
    if let Some(to) = to
        && !handlers(&mut tx, body).await?.contains(&to)
    {
        return Err(PortError::Invalid(vec![Refusal::new(ErrorCode::BadValue).field("to")]));
    }
    for number in numbers {
        let one = load::any(core, &mut tx, caller, number, CaseAction::Assign).await?;
        // Where it is the turn of several bodies nobody alone is in charge.
        if one.with() != [body] {
            return Err(conflict());
        }
        // Nobody gets a case of their own side.
        if let Some(to) = to
            && told::own_side(&mut tx, one.row()).await?.contains(&to)
        {
            return Err(Refusal::new(ErrorCode::OwnCase).fact("number", &one.row().number).into());
        }
        loaded.push(one);
    }
    drop(tx);
    let now = core.clock.now();
    let mut changed = 0;
    let mut tx = core.store.write().await.map_err(internal)?;
    for subject in loaded {
        let mut row = subject.row().clone();
        if row.assignee == to {
            continue;
        }
        let before = row.assignee;
        row.assignee = to;
        row.changed = now;
        tx.save_case(&row).await.map_err(stored)?;
        let mut said = Said::default();
        said.facts.insert("assignee".into(), to.map(|id| id.to_string()).unwrap_or_default().into());
        effects::event(core, &mut tx, row.id, EventCode::Assigned, &Actor::of(caller, subject.role()), &said).await?;
        // The person in charge, and whoever stands in for them today; not who just did it, nor who filed it.
        let mut hear: BTreeSet<Uuid> = to.into_iter().collect();
        if let Some(to) = to {
            hear.extend(standing_in(core, &mut tx, to, body).await?);
        }
        let own = told::own_side(&mut tx, &row).await?;
        for account in hear.difference(&own).copied().filter(|id| Some(*id) != caller.actor.account()) {
            let event = format!("case:{}:{}:assigned", row.id, row.version);
            let notice = NewNotice::new(event, Recipient::Account(account), NoticeKind::CaseAssigned)
                .case(row.id, row.number.clone())
                .link(format!("/cases/{}", row.number));
            owe(core, &mut tx, notice).await?;
        }
        let mut entry = Entry::new(now, "case.assigned", "case", &row.number);
        entry.case = Some(row.number.clone());
        (entry.before, entry.after) = (json!({ "assignee": before }), json!({ "assignee": to }));
        tx.audit(caller.sign(entry));
        changed += 1;
    }
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(changed)
}

/// Marks that two cases belong together; the caller needs a part in both.
pub async fn relate(core: &Core, caller: &Caller, number: &str, other: &str) -> PortResult<()> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let one = load::any(core, &mut tx, caller, number, CaseAction::Note).await?;
    let unknown = || PortError::Invalid(vec![Refusal::new(ErrorCode::BadValue).field("other")]);
    let other = match load::any(core, &mut tx, caller, other, CaseAction::Note).await {
        Ok(other) if other.row().id != one.row().id => other,
        Ok(_) => return Err(unknown()),
        Err(PortError::Internal(fault)) => return Err(PortError::Internal(fault)),
        Err(_) => return Err(unknown()),
    };
    drop(tx);
    if one.links().iter().any(|link| link.other == Some(other.row().id) || link.case == other.row().id) {
        return Ok(());
    }
    let now = core.clock.now();
    let link = LinkRow {
        id: core.ids.id(now),
        case: one.row().id,
        relation: "related".into(),
        other: Some(other.row().id),
        dataset: None,
        suspension: None,
        at: now,
        account: caller.actor.account(),
    };
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.add_link(&link).await.map_err(stored)?;
    for (this, that) in [(&one, &other), (&other, &one)] {
        let mut said = Said::default();
        said.facts.insert("number".into(), that.row().number.clone().into());
        effects::event(core, &mut tx, this.row().id, EventCode::Related, &Actor::of(caller, this.role()), &said)
            .await?;
    }
    let mut entry = Entry::new(now, "case.related", "case", &one.row().number);
    entry.case = Some(one.row().number.clone());
    entry.after = json!({ "other": other.row().number });
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(())
}

/// The caller and those they stand in for today.
pub async fn mine(core: &Core, tx: &mut Tx, account: Uuid, body: Uuid) -> PortResult<Vec<Uuid>> {
    let today = core.clock.today();
    let absences = tx.delegations_of(body, today).await.map_err(internal)?;
    let stood_in =
        absences.into_iter().filter(|one| one.delegate == account && one.from <= today).map(|one| one.account);
    Ok(std::iter::once(account).chain(stood_in).collect())
}

/// Who stands in for somebody today.
pub async fn standing_in(core: &Core, tx: &mut Tx, account: Uuid, body: Uuid) -> PortResult<Vec<Uuid>> {
    let today = core.clock.today();
    let absences = tx.delegations_of(body, today).await.map_err(internal)?;
    let today_for = absences.into_iter().filter(|one| one.account == account && one.from <= today);
    Ok(today_for.map(|one| one.delegate).collect())
}

pub async fn delegations(core: &Core, caller: &Caller) -> PortResult<Vec<DelegationView>> {
    let (signed, body) = at_desk(caller, CaseAction::Queue)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let mut names = Names::new(caller.locale);
    let mut views = Vec::new();
    for one in tx.delegations_of(body, core.clock.today()).await.map_err(internal)? {
        views.push(DelegationView {
            id: one.id.to_string(),
            of: names.person(core, &mut tx, one.account).await?,
            to: names.person(core, &mut tx, one.delegate).await?,
            from: one.from,
            until: one.until,
            own: one.account == signed.account,
        });
    }
    Ok(views)
}

/// Says who stands in.
pub async fn delegate(core: &Core, caller: &Caller, form: &FormData) -> PortResult<()> {
    let (signed, body) = at_desk(caller, CaseAction::Delegate)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let mut faults = super::form::Faults(Vec::new());
    let colleagues = handlers(&mut tx, body).await?;
    drop(tx);
    let to = Uuid::parse_str(&form.text(field::TO)).ok().filter(|to| colleagues.contains(to) && *to != signed.account);
    if to.is_none() {
        faults.add(if form.text(field::TO).is_empty() { ErrorCode::Required } else { ErrorCode::BadValue }, field::TO);
    }
    let mut day = |name: &str| {
        let day = form.text(name).parse::<NaiveDate>().ok();
        if day.is_none() {
            faults.add(if form.text(name).is_empty() { ErrorCode::Required } else { ErrorCode::BadValue }, name);
        }
        day
    };
    let (from, until) = (day(field::FROM), day(field::UNTIL));
    if let (Some(from), Some(until)) = (from, until)
        && (until < from || until < core.clock.today() || (until - from).num_days() > LONGEST_ABSENCE)
    {
        faults.add(ErrorCode::OutOfRange, field::UNTIL);
    }
    faults.end(())?;
    let (Some(to), Some(from), Some(until)) = (to, from, until) else { return missing() };
    let now = core.clock.now();
    let one =
        Delegation { id: core.ids.id(now), body, account: signed.account, delegate: to, from, until, created: now };
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.add_delegation(&one).await.map_err(stored)?;
    let mut entry = Entry::new(now, "case.delegate", "delegation", one.id.to_string());
    entry.after = json!({ "to": to, "from": from, "until": until });
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(())
}

pub async fn end_delegation(core: &Core, caller: &Caller, id: Uuid) -> PortResult<()> {
    let (signed, _) = at_desk(caller, CaseAction::Delegate)?;
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    if !tx.end_delegation(signed.account, id, now).await.map_err(stored)? {
        return missing();
    }
    tx.audit(caller.sign(Entry::new(now, "case.end-delegation", "delegation", id.to_string())));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(())
}
