//! Carrying out what a decision said, in its transaction: clocks, who has the case, timeline, notices, suspension, links, audit.
use super::bodies::Authorities;
use super::load::{Loaded, SUSPENSION};
use super::subject::Subject as _;
use super::{clocks, internal, stored, told};
use crate::portal::Core;
use crate::services::access::delivery;
use chrono::{DateTime, Utc};
use contract::{Caller, PortResult};
use domain::audit::Entry;
use domain::cases::{EventCode, Stored, Told};
use domain::catalog::{Suspension, SuspensionReason};
use domain::complaints::{Complaint, Effect, State, Transition};
use domain::notice::NoticeKind;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use store::Tx;
use store::cases::{CaseRow, ClockRow, EventRow, LinkRow};
use uuid::Uuid;

/// What stands in the timeline beside the act.
#[derive(Default)]
pub struct Said {
    /// Codes and ids.
    pub facts: Map<String, Value>,
    /// Texts by name, sealed.
    pub texts: BTreeMap<String, String>,
    /// Documents that came with the act: the trail names them.
    pub documents: Vec<Uuid>,
    /// Versions of templates that its words began with: the trail names them.
    pub templates: Vec<String>,
}

/// Who acts, for the timeline.
pub struct Actor {
    pub kind: &'static str,
    pub body: Option<Uuid>,
    pub account: Option<Uuid>,
    /// Code of the part they act in.
    pub role: Option<&'static str>,
}

impl Actor {
    /// The caller in the part they act in.
    pub fn of(caller: &Caller, role: Option<&'static str>) -> Self {
        let signed = caller.actor.signed_in();
        let body = signed.and_then(|signed| signed.acting.body());
        Self {
            kind: if body.is_some() { "body" } else { "reporter" },
            body,
            account: signed.map(|signed| signed.account),
            role,
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
        role: actor.role.map(Into::into),
        facts: Value::Object(said.facts.clone()).to_string(),
        note,
    };
    tx.add_event(&row).await.map_err(stored)
}

/// Does what was decided about a complaint.
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
    let actor = Actor::of(caller, loaded.role());
    let had_it = loaded.row.handler;
    for effect in &decided.effects {
        match *effect {
            Effect::Above(above) => loaded.row.above = Some(above),
            Effect::Unassign => loaded.row.assignee = None,
            Effect::SuspendDataset(reason) => suspend(tx, core, loaded, reason, actor.account, &mut said).await?,
            Effect::ResumeDataset => resume(core, tx, loaded, now, &mut said).await?,
            Effect::Link(into) => link(core, tx, loaded, &format!("wish-{}", into.code()), actor.account).await?,
            Effect::Clock(_) | Effect::Notice { .. } => {}
        }
    }
    settle(&mut loaded.row, &decided.next, now);
    for effect in &decided.effects {
        if let Effect::Clock(effect) = *effect {
            clocks::apply(core, tx, loaded, effect, &mut said).await?;
        }
    }
    for clock in loaded.clocks.iter_mut().filter(|clock| clock.clock.is_open() && clock.owner != loaded.row.with) {
        // The act is owed by whoever has the case; while it waits for the reporter the owner stays.
        if loaded.row.with.is_some() {
            clock.owner = loaded.row.with;
            tx.put_clock(clock).await.map_err(internal)?;
        }
    }
    let notices = decided.effects.iter().filter_map(|effect| match *effect {
        Effect::Notice { to, kind } => Some((to, kind)),
        _ => None,
    });
    let act = Act {
        before: before.code(),
        after: decided.next.code().code(),
        data: decided.next.to_stored().map_err(internal)?,
        schema: Complaint::SCHEMA,
        event: decided.event,
        notices: notices.collect(),
        had_it,
    };
    record(core, tx, caller, (&mut loaded.row, &loaded.clocks), &actor, act, &said).await?;
    loaded.case = decided.next.clone();
    Ok(())
}

/// What was done to a case of whatever kind.
pub struct Act {
    /// Codes of the states.
    pub before: &'static str,
    pub after: &'static str,
    /// Stored form of the new state and its schema.
    pub data: String,
    pub schema: i64,
    pub event: EventCode,
    pub notices: Vec<(Told, NoticeKind)>,
    /// The body that handled it before.
    pub had_it: Option<Uuid>,
}

/// Writes what was done: the case with the copies of its clocks, timeline, notices, audit. Who has it now is set in the row already.
pub async fn record(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    (row, clocks): (&mut CaseRow, &[ClockRow]),
    actor: &Actor,
    act: Act,
    said: &Said,
) -> PortResult<()> {
    let now = core.clock.now();
    // A procedure without clocks says itself by when something is due.
    if !clocks.is_empty() {
        clocks::copy_clock(row, clocks);
    }
    row.data = act.data;
    row.schema = act.schema;
    row.state = act.after.into();
    row.changed = now;
    tx.save_case(row).await.map_err(stored)?;
    event(core, tx, row.id, act.event, actor, said).await?;
    let occasion = format!("case:{}:{}:{}", row.id, row.version, act.event.code());
    for (to, kind) in act.notices {
        told::tell(core, tx, caller, row, &occasion, to, kind, act.had_it).await?;
    }
    let mut entry = Entry::new(now, &format!("case.{}", act.event.code()), "case", &row.number);
    entry.case = Some(row.number.clone());
    entry.role = actor.role.map(Into::into);
    entry.before = json!({ "state": act.before, "version": row.version });
    entry.after = json!({ "state": act.after, "facts": said.facts });
    if !said.documents.is_empty() {
        entry.after["documents"] = json!(said.documents);
    }
    if !said.templates.is_empty() {
        entry.after["templates"] = json!(said.templates);
    }
    entry.profile = Some(row.profile_version.clone());
    entry.calendar = Some(row.calendars.clone());
    tx.audit(caller.sign(entry));
    row.version += 1;
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
    delivery::standing_changed(core, tx, full.dataset.id, suspension.id, true).await?;
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

async fn resume(core: &Core, tx: &mut Tx, loaded: &Loaded, now: DateTime<Utc>, said: &mut Said) -> PortResult<()> {
    let (Some(full), Some(suspension)) = (&loaded.dataset, loaded.suspension()) else {
        return Err(internal("nothing is suspended"));
    };
    tx.end_suspension(&full.dataset.code, suspension, now).await.map_err(internal)?;
    delivery::standing_changed(core, tx, full.dataset.id, suspension, false).await?;
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

/// Whether a body lies within what the routing authority may hand cases to.
pub async fn within(tx: &mut Tx, router: Uuid, to: Uuid) -> PortResult<bool> {
    let body = super::bodies::body(tx, to).await?;
    Ok(to == router || Authorities::load(tx).await?.covers(router, &body))
}
