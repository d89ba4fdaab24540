//! Carrying out what was decided about an agreement, in its transaction: delivery, versions, notices, history, audit.
use super::draft::{From, enter};
use super::kept::{self, Whole};
use super::load::Loaded;
use super::told;
use crate::portal::Core;
use crate::services::access::delivery::grant;
use crate::services::cases::effects::{Actor, Said, event};
use crate::services::cases::stored;
use crate::services::internal;
use chrono::{DateTime, Utc};
use contract::{Caller, PortResult};
use domain::access::agreement::{Agreement, AgreementEffect, State, Transition};
use domain::access::review::Told;
use domain::audit::Entry;
use domain::calendar::day_ends_at;
use domain::cases::{EventCode, Stored};
use domain::notice::NoticeKind;
use serde_json::json;
use store::Tx;
use store::cases::CaseRow;
use uuid::Uuid;

/// Who has it and whose turn it is, from the state. `with` is nobody while it is the user's turn.
pub fn settle(row: &mut CaseRow, next: &Agreement, now: DateTime<Utc>) {
    let filing = next.filing_owed && next.filed.is_none();
    row.state = next.code().code().into();
    row.handler = Some(next.party_a);
    row.closed = None;
    row.due = None;
    row.with = match next.state {
        State::Drafted { .. } | State::DestructionProved { .. } => Some(next.party_a),
        State::Active { .. } if next.renewal.is_some_and(|renewal| renewal.granted.is_none()) => Some(next.party_a),
        State::Active { .. } | State::TerminationNoticed { .. } if filing => Some(row.authority),
        _ => None,
    };
    match next.state {
        State::DestructionDue { due, .. } => row.due = day_ends_at(due).ok(),
        State::Destroyed { .. } | State::Renewed { .. } | State::Withdrawn { .. } => row.closed = Some(now),
        _ => {}
    }
}

/// Publishers that are not the party find it in their queue all the same; it is never their turn. An authority that signs for several is one of
/// them where data of its own is among it: whoever handles that data alone finds it too.
pub async fn put_parts(tx: &mut Tx, case: Uuid, agreement: &Agreement) -> PortResult<()> {
    let several = agreement.publishers.len() > 1;
    let others = agreement.publishers.iter().filter(|body| several || **body != agreement.party_a);
    let bodies: Vec<_> = others.map(|body| (*body, false)).collect();
    tx.put_case_bodies(case, &bodies).await.map_err(internal)
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
    mut said: Said,
) -> PortResult<()> {
    let now = core.clock.now();
    let before = loaded.agreement.code();
    let body = caller.actor.signed_in().and_then(|signed| signed.acting.body());
    let kind = match (body, caller.actor.account()) {
        (Some(_), _) => "body",
        (None, Some(_)) => "reporter",
        (None, None) => "portal",
    };
    let actor = Actor { kind, body, account: caller.actor.account(), role: super::load::role(&loaded.parts) };
    let whole = Whole { agreement: decided.next.clone(), commitment: loaded.commitment.clone() };
    let (data, secret) = kept::split(core, loaded.row.id, &whole)?;
    settle(&mut loaded.row, &decided.next, now);
    loaded.row.data = data;
    loaded.row.schema = Agreement::SCHEMA;
    loaded.row.changed = now;
    tx.save_case(&loaded.row).await.map_err(stored)?;
    tx.set_agreement_secret(loaded.row.id, &secret).await.map_err(internal)?;
    put_parts(tx, loaded.row.id, &decided.next).await?;
    dates(&decided.next, &mut said);
    let code = EventCode::from_code(&format!("agreement-{}", decided.event.code()));
    let code = code.ok_or_else(|| internal(format!("no event for {}", decided.event.code())))?;
    event(core, tx, loaded.row.id, code, &actor, &said).await?;
    let occasion = format!("agreement:{}:{}:{}", loaded.row.id, loaded.row.version, decided.event.code());
    for effect in &decided.effects {
        one(core, tx, caller, loaded, (&decided.next, effect), &occasion).await?;
    }
    let mut entry = Entry::new(now, &format!("case.{}", code.code()), "case", &loaded.row.number);
    entry.case = Some(loaded.row.number.clone());
    entry.before = json!({ "state": before.code(), "version": loaded.row.version });
    entry.after = json!({ "state": decided.next.code().code(), "facts": said.facts });
    entry.profile = Some(loaded.row.profile_version.clone());
    entry.calendar = Some(loaded.row.calendars.clone());
    tx.audit(caller.sign(entry));
    loaded.agreement = decided.next.clone();
    loaded.row.version += 1;
    Ok(())
}

/// Dates of the new state, for the history.
fn dates(next: &Agreement, said: &mut Said) {
    let (name, day) = match next.state {
        State::Active { last_day, .. } | State::TerminationNoticed { last_day, .. } => ("last_day", last_day),
        State::DestructionDue { due, .. } => ("destroy_by", due),
        _ => return,
    };
    said.facts.insert(name.into(), day.to_string().into());
}

async fn one(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    loaded: &Loaded,
    (next, effect): (&Agreement, &AgreementEffect),
    occasion: &str,
) -> PortResult<()> {
    let row = &loaded.row;
    match effect {
        AgreementEffect::Notice { to, kind } => {
            let kind =
                NoticeKind::from_code(kind.code()).ok_or_else(|| internal(format!("no notice {}", kind.code())))?;
            let facts = told_dates(next);
            match *to {
                Told::Applicant => told::user(core, tx, row, (occasion, kind), &facts).await,
                Told::Body(body) => told::body(core, tx, caller, row, (occasion, kind), body, &facts).await,
            }
        }
        AgreementEffect::Deliver { from, last_day } => {
            grant::open(core, tx, &row.number, next, *from, *last_day).await?;
            replace(core, tx, caller, loaded, next).await?;
            entered(core, tx, caller, loaded, next, occasion).await
        }
        AgreementEffect::Cut { at } => grant::cut(tx, &row.number, *at).await,
        AgreementEffect::Until(last_day) => grant::until(tx, &row.number, *last_day).await,
        AgreementEffect::FilingTask => {
            let what = (occasion, NoticeKind::AgreementToFile);
            told::body(core, tx, caller, row, what, row.authority, &[]).await
        }
        AgreementEffect::DraftRenewal => {
            let Some(renewal) = next.renewal else { return Err(internal("a renewal without term")) };
            let agreement = next.renewed(renewal.term, core.clock.now());
            let whole = Whole { agreement, commitment: loaded.commitment.clone() };
            let application = tx.case_by_id(loaded.beside.application).await.map_err(internal)?;
            let application = application.ok_or_else(|| internal("an agreement without application"))?;
            let from = From { application: &application, authority: row.authority, former: Some(row) };
            enter(core, tx, caller, from, &whole).await.map(|_| ())
        }
        AgreementEffect::RaiseViolation => super::violation::raise(core, tx, caller, loaded, next).await,
        AgreementEffect::Register => {
            register(core, tx, caller, row, next);
            Ok(())
        }
    }
}

/// The register of recipients reads the agreements themselves; that an entry of it changes is recorded (B15).
fn register(core: &Core, tx: &mut Tx, caller: &Caller, row: &CaseRow, next: &Agreement) {
    let mut entry = Entry::new(core.clock.now(), "register.entry", "case", &row.number);
    entry.case = Some(row.number.clone());
    entry.after = json!({ "state": next.code().code() });
    tx.audit(caller.sign(entry));
}

/// With the signature an entry stands in the register: the recipient is told of it.
async fn entered(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    loaded: &Loaded,
    next: &Agreement,
    occasion: &str,
) -> PortResult<()> {
    register(core, tx, caller, &loaded.row, next);
    told::user(core, tx, &loaded.row, (occasion, NoticeKind::RecipientPublished), &[]).await
}

/// Dates that the words of a notice need.
fn told_dates(next: &Agreement) -> Vec<(&'static str, String)> {
    match next.state {
        State::Active { last_day, .. } | State::TerminationNoticed { last_day, .. } => {
            vec![("date", last_day.to_string())]
        }
        State::DestructionDue { due, .. } | State::DestructionProved { due, .. } => vec![("date", due.to_string())],
        _ => Vec::new(),
    }
}

/// A new version was signed: the former one is renewed, stays as it was and delivers no more.
async fn replace(core: &Core, tx: &mut Tx, caller: &Caller, loaded: &Loaded, signed: &Agreement) -> PortResult<()> {
    let Some(former) = loaded.beside.renews else { return Ok(()) };
    let Some(row) = tx.case_by_id(former).await.map_err(internal)? else { return Ok(()) };
    let mut former = Loaded::of(core, tx, caller, row).await?;
    let Some(decided) = former.agreement.replaced(signed, core.clock.now()) else { return Ok(()) };
    let mut said = Said::default();
    said.facts.insert("by".into(), loaded.row.number.clone().into());
    Box::pin(apply(core, tx, caller, &mut former, &decided, said)).await
}
