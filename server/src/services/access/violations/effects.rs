//! Carrying out what was decided about a violation, in its transaction: access, agreement, credit record, notices, history, audit.
use super::load::Loaded;
use super::{access, told};
use crate::portal::Core;
use crate::services::access::agreements;
use crate::services::cases::effects::{Act, Actor, Said, record};
use crate::services::cases::subject::Subject as _;
use crate::services::cases::timeline;
use crate::services::internal;
use crate::services::opening::credit;
use chrono::{DateTime, NaiveDate, Utc};
use contract::{Caller, PortResult};
use domain::access::credit::CreditEntry;
use domain::access::violation::{State, Transition, Violation, ViolationEffect};
use domain::calendar::day_ends_at;
use domain::cases::{EventCode, Stored};
use domain::profile::CreditTest;
use store::Tx;
use store::access::CreditRow;
use store::cases::CaseRow;

/// Name of the text of the history that holds what was found.
pub const FACTS: &str = "facts";

/// Who has it and whose turn it is, from the state, and by when. `with` is nobody while it is the user's turn.
fn settle(row: &mut CaseRow, next: &Violation, now: DateTime<Utc>) {
    let ordered = next.order.as_ref().map(|order| order.body);
    if let Some(body) = ordered {
        row.handler = Some(body);
    }
    row.closed = None;
    row.due = None;
    row.with = match next.state {
        State::Suspected { .. } | State::HandedIn { .. } => row.handler,
        State::Ordered { .. } => {
            // Lists put it where its last day puts it.
            row.due = next.order.as_ref().and_then(|order| day_ends_at(order.rectify_by).ok());
            None
        }
        State::Restored { .. } | State::Terminated { .. } | State::Referred { .. } | State::Dismissed { .. } => {
            row.closed = Some(now);
            None
        }
    };
}

/// As it is stored: what was found is personal and stands sealed in the history.
pub fn stored_form(violation: &Violation) -> PortResult<String> {
    let mut open = violation.clone();
    if let Some(order) = &mut open.order {
        order.facts = String::new();
    }
    open.to_stored().map_err(internal)
}

/// What was found, from the history; empty before anything was ordered.
pub async fn facts_of(core: &Core, tx: &mut Tx, row: &CaseRow) -> PortResult<String> {
    let events = tx.events_of(row.id).await.map_err(internal)?;
    let Some(event) = events.iter().rev().find(|event| event.code == EventCode::ViolationOrdered.code()) else {
        return Ok(String::new());
    };
    Ok(timeline::unsealed(core, event)?.remove(FACTS).unwrap_or_default())
}

/// Does what was decided.
///
/// # Errors
/// `conflict` when somebody else was first; of the database and the keys.
pub async fn apply(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    loaded: &mut Loaded,
    decided: &Transition,
    said: Said,
) -> PortResult<()> {
    let before = loaded.violation.code();
    let actor = Actor::of(caller, loaded.role());
    let had_it = loaded.row.handler;
    settle(&mut loaded.row, &decided.next, core.clock.now());
    let code = format!("violation-{}", decided.event.code());
    let event = EventCode::from_code(&code).ok_or_else(|| internal(format!("no event for {code}")))?;
    let version = loaded.row.version;
    let act = Act {
        before: before.code(),
        after: decided.next.code().code(),
        data: stored_form(&decided.next)?,
        schema: Violation::SCHEMA,
        event,
        notices: Vec::new(),
        had_it,
    };
    record(core, tx, caller, (&mut loaded.row, &[]), &actor, act, &said).await?;
    loaded.violation = decided.next.clone();
    let occasion = format!("violation:{}:{version}:{}", loaded.row.id, decided.event.code());
    for effect in &decided.effects {
        one(core, tx, caller, loaded, effect, &occasion).await?;
    }
    Ok(())
}

async fn one(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    loaded: &mut Loaded,
    effect: &ViolationEffect,
    occasion: &str,
) -> PortResult<()> {
    let now = core.clock.now();
    match effect {
        ViolationEffect::Notice { to, kind } => told::tell(core, tx, caller, loaded, occasion, *to, *kind).await,
        ViolationEffect::Close { datasets } => access::close(tx, loaded.violation.party, datasets, now).await,
        ViolationEffect::Restore { datasets } => {
            access::restore(tx, loaded.row.id, loaded.violation.party, datasets).await
        }
        ViolationEffect::Terminate => terminate(core, tx, caller, loaded).await,
        // The register reads the agreements and entitlements themselves.
        ViolationEffect::Register => Ok(()),
        ViolationEffect::CreditEntry { from } => enter_credit(core, tx, loaded, *from).await,
        ViolationEffect::CreditLifted { last } => lift_credit(tx, loaded, *last).await,
    }
}

/// Ends the agreement that was broken, or the version that took its place meanwhile; the destruction clock starts.
async fn terminate(core: &Core, tx: &mut Tx, caller: &Caller, loaded: &Loaded) -> PortResult<()> {
    let now = core.clock.now();
    let broken = &loaded.agreement;
    let versions = tx.agreements_of(broken.beside.application).await.map_err(internal)?;
    for version in versions.into_iter().filter(|version| version.version >= broken.beside.version) {
        let row = tx.case_by_id(version.case).await.map_err(internal)?;
        let row = row.ok_or_else(|| internal("an agreement without case"))?;
        let mut agreement = agreements::load::Loaded::of(core, tx, caller, row).await?;
        if agreement.agreement.party_a != broken.agreement.party_a {
            continue;
        }
        let ended = agreement.agreement.terminated(&core.active().calendars, now).map_err(internal)?;
        let Some(ended) = ended else { continue };
        let mut said = Said::default();
        said.facts.insert("violation".into(), loaded.row.number.clone().into());
        agreements::effects::apply(core, tx, caller, &mut agreement, &ended, said).await?;
    }
    Ok(())
}

/// A record arising from the regulation: of the violation, once.
async fn enter_credit(core: &Core, tx: &mut Tx, loaded: &Loaded, from: NaiveDate) -> PortResult<()> {
    let now = core.clock.now();
    let Some(subject) = credit::subject_of(tx, loaded.violation.party).await? else { return Ok(()) };
    let body = loaded.violation.order.as_ref().map_or(loaded.row.authority, |order| order.body);
    let body = tx.body_by_id(body).await.map_err(internal)?.map(|body| body.name).unwrap_or_default();
    let entry = CreditEntry { test: CreditTest::RecordUnderRegulation, from, to: None, source: body, grade: None };
    let row =
        CreditRow { id: core.ids.id(now), subject, entry, violation: Some(loaded.row.number.clone()), added: now };
    tx.add_credit(&row).await.map_err(internal)
}

async fn lift_credit(tx: &mut Tx, loaded: &Loaded, last: NaiveDate) -> PortResult<()> {
    let Some(subject) = credit::subject_of(tx, loaded.violation.party).await? else { return Ok(()) };
    for row in tx.credit_of(&subject).await.map_err(internal)? {
        if row.violation.as_deref() == Some(&loaded.row.number) {
            tx.lift_credit(row.id, last).await.map_err(internal)?;
        }
    }
    Ok(())
}
