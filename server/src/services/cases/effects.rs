//! Carrying out what a decision said, in its transaction: clocks, who has the case, timeline, notices, suspension, links, audit.
use super::bodies::Authorities;
use super::form::Contact;
use super::load::{Loaded, SUSPENSION};
use super::{applicant, internal, stored};
use crate::portal::Core;
use crate::services::notices::{NewNotice, Recipient, owe};
use chrono::{DateTime, Utc};
use contract::{Caller, PortResult};
use domain::account::Role;
use domain::audit::Entry;
use domain::calendar::Start;
use domain::cases::{CaseClock, CaseKind, EventCode, Hat, Version};
use domain::catalog::{Suspension, SuspensionReason};
use domain::complaints::{ClockEffect, Complaint, Effect, State, Told, Transition};
use domain::notice::NoticeKind;
use domain::profile::{Clock, Event, Profile, ProfileText, resolve};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use store::cases::{CaseRow, ClockRow, EventRow, LinkRow};
use uuid::Uuid;

/// The clocks of a kind of case by their keys in the profile.
pub fn rules(kind: CaseKind, profile: &Profile) -> Vec<(&'static str, &Clock)> {
    match kind {
        CaseKind::Complaint | CaseKind::Suggestion => vec![("complaint.reply", &profile.complaint.reply)],
        _ => Vec::new(),
    }
}

/// Profile and calendars in force: what a new case follows (N5).
pub fn version_in_force(core: &Core) -> Version {
    let active = core.active();
    Version {
        profile: active.profile.profile.id.clone(),
        profile_version: active.profile.version.clone(),
        calendars: active.calendars.versions(),
    }
}

/// The profile a case was opened under: that of a clock it has, else the one in force if it is the same, else read from the database.
async fn profile_of(core: &Core, tx: &mut Tx, row: &CaseRow) -> PortResult<Profile> {
    let active = core.active();
    if active.profile.version == row.profile_version {
        return Ok(active.profile.profile.clone());
    }
    let versions = tx.profile_versions().await.map_err(internal)?;
    let mut newest = versions.clone();
    newest.dedup_by(|later, first| later.name == first.name);
    for candidate in versions.iter().filter(|version| version.name == row.profile) {
        let texts: Vec<ProfileText<'_>> = newest
            .iter()
            .filter(|version| version.name != candidate.name)
            .chain([candidate])
            .map(|version| ProfileText { file: &version.name, text: &version.text })
            .collect();
        if let Ok(found) = resolve(&candidate.name, &texts)
            && found.version == row.profile_version
        {
            return Ok(found.profile);
        }
    }
    // What it inherits changed meanwhile: its own clocks still hold their rules, only new ones follow the profile of today.
    Ok(active.profile.profile.clone())
}

/// What stands in the timeline beside the act.
#[derive(Default)]
pub struct Said {
    /// Codes and ids.
    pub facts: Map<String, Value>,
    /// Texts by name, sealed.
    pub texts: BTreeMap<&'static str, String>,
}

/// Who acts, for the timeline.
pub struct Actor {
    pub kind: &'static str,
    pub body: Option<Uuid>,
    pub account: Option<Uuid>,
    pub hat: Option<Hat>,
}

impl Actor {
    /// The portal itself.
    pub const PORTAL: Self = Self { kind: "portal", body: None, account: None, hat: None };

    /// The caller as they stand to the case.
    pub fn of(caller: &Caller, hats: &BTreeSet<Hat>) -> Self {
        let signed = caller.actor.signed_in();
        let body = signed.and_then(|signed| signed.acting.body());
        Self {
            kind: if body.is_some() { "body" } else { "reporter" },
            body,
            account: signed.map(|signed| signed.account),
            hat: hats.iter().next().copied(),
        }
    }
}

/// Enters an event into the timeline.
pub async fn event(
    core: &Core,
    tx: &mut Tx,
    case: Uuid,
    code: EventCode,
    actor: &Actor,
    said: &Said,
) -> PortResult<()> {
    let seq = tx.next_event(case).await.map_err(internal)?;
    let note = if said.texts.is_empty() {
        None
    } else {
        let text = serde_json::to_string(&said.texts).map_err(internal)?;
        Some(core.seal(&text, &format!("case_events.note:{case}/{seq}")).map_err(internal)?)
    };
    let row = EventRow {
        case,
        seq,
        at: core.clock.now(),
        code: code.code().into(),
        audience: code.audience().code().into(),
        actor: actor.kind.into(),
        body: actor.body,
        account: actor.account,
        role: actor.hat.map(|hat| hat.code().into()),
        facts: Value::Object(said.facts.clone()).to_string(),
        note,
    };
    tx.add_event(&row).await.map_err(stored)
}

/// Starts the clocks that begin with an event (N6).
pub async fn start_clocks(
    core: &Core,
    tx: &mut Tx,
    row: &CaseRow,
    happened: Event,
    start: Start,
) -> PortResult<Vec<ClockRow>> {
    let kind = CaseKind::from_code(&row.kind).ok_or_else(|| internal("kind of case"))?;
    let profile = profile_of(core, tx, row).await?;
    let active = core.active();
    let version = Version {
        profile: row.profile.clone(),
        profile_version: row.profile_version.clone(),
        calendars: active.calendars.versions(),
    };
    let now = core.clock.now();
    let mut started = Vec::new();
    for (key, rule) in rules(kind, &profile).into_iter().filter(|(_, rule)| rule.start == happened) {
        let reminders = &profile.platform.reminders;
        let clock =
            CaseClock::start(key, rule, reminders, version.clone(), start, &active.calendars).map_err(internal)?;
        let row = ClockRow { id: core.ids.id(now), case: row.id, line: None, owner: row.with, started: now, clock };
        tx.put_clock(&row).await.map_err(internal)?;
        started.push(row);
    }
    Ok(started)
}

/// Copies of the running clock on the case, for the queue.
pub fn copy_clock(row: &mut CaseRow, clocks: &[ClockRow]) {
    let open: Vec<&CaseClock> = clocks.iter().map(|clock| &clock.clock).filter(|clock| clock.is_open()).collect();
    row.due = open.iter().filter_map(|clock| clock.ends_at()).min();
    row.urgent = open.iter().any(|clock| clock.rule.strength == domain::profile::Strength::Immediate);
}

/// Does what was decided.
pub async fn apply(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    loaded: &mut Loaded,
    decided: &Transition,
    mut said: Said,
) -> PortResult<()> {
    let now = core.clock.now();
    let before = loaded.case.code();
    let actor = Actor::of(caller, &loaded.hats);
    let told_handler = loaded.row.handler;
    for effect in &decided.effects {
        match *effect {
            Effect::Above(above) => loaded.row.above = Some(above),
            Effect::Unassign => loaded.row.assignee = None,
            Effect::SuspendDataset(reason) => suspend(tx, core, loaded, reason, actor.account, &mut said).await?,
            Effect::ResumeDataset => resume(tx, loaded, now, &mut said).await?,
            Effect::Link(into) => link(core, tx, loaded, &format!("wish-{}", into.code()), actor.account).await?,
            Effect::Clock(_) | Effect::Notice { .. } => {}
        }
    }
    settle(&mut loaded.row, &decided.next, now);
    for effect in &decided.effects {
        if let Effect::Clock(effect) = *effect {
            clock(core, tx, loaded, effect, &mut said).await?;
        }
    }
    for clock in loaded.clocks.iter_mut().filter(|clock| clock.clock.is_open() && clock.owner != loaded.row.with) {
        // The act is owed by whoever has the case; while it waits for the reporter the owner stays.
        if loaded.row.with.is_some() {
            clock.owner = loaded.row.with;
            tx.put_clock(clock).await.map_err(internal)?;
        }
    }
    copy_clock(&mut loaded.row, &loaded.clocks);
    loaded.row.data = decided.next.to_stored().map_err(internal)?;
    loaded.row.schema = domain::complaints::SCHEMA;
    loaded.row.state = decided.next.code().code().into();
    loaded.row.changed = now;
    tx.save_case(&loaded.row).await.map_err(stored)?;
    event(core, tx, loaded.row.id, decided.event, &actor, &said).await?;
    let occasion = format!("case:{}:{}:{}", loaded.row.id, loaded.row.version, decided.event.code());
    for effect in &decided.effects {
        if let Effect::Notice { to, kind } = *effect {
            tell(core, tx, caller, &loaded.row, &occasion, to, kind, told_handler).await?;
        }
    }
    let mut entry = Entry::new(now, &format!("case.{}", decided.event.code()), "case", &loaded.row.number);
    entry.case = Some(loaded.row.number.clone());
    entry.role = actor.hat.map(|hat| hat.code().into());
    entry.before = json!({ "state": before.code(), "version": loaded.row.version });
    entry.after = json!({ "state": decided.next.code().code(), "facts": said.facts });
    entry.profile = Some(loaded.row.profile_version.clone());
    entry.calendar = Some(loaded.row.calendars.clone());
    tx.audit(caller.sign(entry));
    loaded.case = decided.next.clone();
    loaded.row.version += 1;
    Ok(())
}

/// Who has it and whose turn it is, from the state.
pub fn settle(row: &mut CaseRow, next: &Complaint, now: DateTime<Utc>) {
    let router = row.above.unwrap_or(row.authority);
    row.closed = None;
    match next.state {
        State::Filed { .. } | State::Referred { .. } => {
            row.handler = None;
            row.with = Some(router);
        }
        State::Routed { to: by, .. } | State::Handling { by, .. } | State::Answered { by, .. } => {
            row.handler = Some(by);
            row.with = Some(by);
        }
        State::Supplement { by, .. } => {
            row.handler = by;
            row.with = None;
        }
        State::Closed { .. } => {
            row.with = None;
            row.closed = Some(now);
        }
    }
}

async fn clock(core: &Core, tx: &mut Tx, loaded: &mut Loaded, effect: ClockEffect, said: &mut Said) -> PortResult<()> {
    let now = core.clock.now();
    let active = core.active();
    let mut changed = Vec::new();
    for (at, row) in loaded.clocks.iter_mut().enumerate() {
        let done = match effect {
            ClockEffect::Happened(event) => row.clock.happened(event, now),
            ClockEffect::Pause => row.clock.pause(now),
            ClockEffect::Restart => row.clock.restart(now, &active.calendars).map_err(internal)?,
            ClockEffect::Cancel => row.clock.cancel(now),
            ClockEffect::Extend { additional, approver } if row.clock.extendable(now).is_ok() => {
                row.clock.extend(additional, approver, now, &active.calendars).map_err(internal)?;
                true
            }
            ClockEffect::Extend { .. } => false,
        };
        if done {
            changed.push(at);
        }
    }
    let code = match effect {
        ClockEffect::Happened(_) => "stopped",
        ClockEffect::Pause => "paused",
        ClockEffect::Restart => "restarted",
        ClockEffect::Cancel => "cancelled",
        ClockEffect::Extend { .. } => "extended",
    };
    for at in &changed {
        tx.put_clock(&loaded.clocks[*at]).await.map_err(internal)?;
        said.facts.insert("clock".into(), code.into());
        if let Some(due) = loaded.clocks[*at].clock.due.as_ref().filter(|_| matches!(code, "restarted" | "extended")) {
            said.facts.insert("due".into(), due.date.to_string().into());
        }
    }
    if let ClockEffect::Happened(event) = effect {
        let started = start_clocks(core, tx, &loaded.row, event, Start::Instant(now)).await?;
        if let Some(due) = started.iter().find_map(|row| row.clock.due.as_ref()) {
            said.facts.insert("clock".into(), "started".into());
            said.facts.insert("due".into(), due.date.to_string().into());
        }
        loaded.clocks.extend(started);
    }
    Ok(())
}

async fn suspend(
    tx: &mut Tx,
    core: &Core,
    loaded: &Loaded,
    reason: SuspensionReason,
    account: Option<Uuid>,
    said: &mut Said,
) -> PortResult<()> {
    let Some(full) = &loaded.dataset else { return Err(internal("a suspension without dataset")) };
    let now = core.clock.now();
    let suspension =
        Suspension { id: core.ids.id(now), since: now, reason, case: Some(loaded.row.number.clone()), ended: None };
    tx.suspend(&full.dataset.code, &suspension, now).await.map_err(internal)?;
    let link = LinkRow {
        id: core.ids.id(now),
        case: loaded.row.id,
        relation: SUSPENSION.into(),
        other: None,
        dataset: Some(full.dataset.code.clone()),
        suspension: Some(suspension.id),
        at: now,
        account,
    };
    tx.add_link(&link).await.map_err(internal)?;
    said.facts.insert("dataset".into(), full.dataset.code.clone().into());
    Ok(())
}

async fn resume(tx: &mut Tx, loaded: &Loaded, now: DateTime<Utc>, said: &mut Said) -> PortResult<()> {
    let (Some(full), Some(suspension)) = (&loaded.dataset, loaded.suspension()) else {
        return Err(internal("nothing is suspended"));
    };
    tx.end_suspension(&full.dataset.code, suspension, now).await.map_err(internal)?;
    said.facts.insert("dataset".into(), full.dataset.code.clone().into());
    Ok(())
}

async fn link(core: &Core, tx: &mut Tx, loaded: &Loaded, relation: &str, account: Option<Uuid>) -> PortResult<()> {
    let now = core.clock.now();
    let link = LinkRow {
        id: core.ids.id(now),
        case: loaded.row.id,
        relation: relation.into(),
        other: None,
        dataset: loaded.row.target_dataset.clone(),
        suspension: None,
        at: now,
        account,
    };
    tx.add_link(&link).await.map_err(internal)
}

/// Owes a notice. The reporter gets it in the account that filed, or at the address given; a body's people are those who can handle it, or the
/// one in charge alone.
#[expect(clippy::too_many_arguments, reason = "one notice: what, about what, to whom")]
pub async fn tell(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    row: &CaseRow,
    occasion: &str,
    to: Told,
    kind: NoticeKind,
    had_it: Option<Uuid>,
) -> PortResult<()> {
    let notice = |to| {
        let mut notice = NewNotice::new(occasion, to, kind).case(row.id, row.number.clone());
        if let Some(due) =
            row.due.and_then(|due| domain::calendar::legal_date(due - chrono::Duration::microseconds(1)).ok())
        {
            notice = notice.fact("due", due);
        }
        notice
    };
    match to {
        Told::Reporter => {
            if let Some(account) = row.filed_by.filter(|_| row.party.is_some()) {
                return owe(
                    core,
                    tx,
                    notice(Recipient::Account(account)).link(format!("/cases/{}", row.number)).statutory(),
                )
                .await;
            }
            let Some(Contact { email: Some(email), .. }) = applicant::contact(core, row)? else { return Ok(()) };
            let to = Recipient::Address { email, locale: caller.locale };
            owe(core, tx, notice(to).link("/track").statutory()).await
        }
        Told::Body(body) => {
            let mut people: BTreeSet<Uuid> = BTreeSet::new();
            match row.assignee.filter(|_| row.with == Some(body) && had_it == Some(body)) {
                Some(assignee) => {
                    people.insert(assignee);
                }
                None => {
                    let authority = body == row.authority || row.above == Some(body);
                    let role = if authority { Role::AuthorityReviewer } else { Role::Reviewer };
                    people.extend(tx.holders_of(body, role).await.map_err(internal)?);
                }
            }
            // Who filed it hears of it as the reporter, not as an official; who just did it knows.
            let own = row.filed_by;
            for account in people.into_iter().filter(|id| Some(*id) != own && Some(*id) != caller.actor.account()) {
                owe(core, tx, notice(Recipient::Account(account)).link(format!("/cases/{}", row.number))).await?;
            }
            Ok(())
        }
    }
}

/// Whether a body lies within what the routing authority may hand cases to.
pub async fn within(tx: &mut Tx, router: Uuid, to: Uuid) -> PortResult<bool> {
    let body = super::bodies::body(tx, to).await?;
    Ok(to == router || Authorities::load(tx).await?.covers(router, &body))
}
