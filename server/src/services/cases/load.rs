//! Loading a case for somebody: everything a decision or a page needs, after the question whether they may.
use super::bodies::Authorities;
use super::subject::{self, Subject};
use super::{internal, kind, missing};
use crate::portal::Core;
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::audit::Entry;
use domain::cases::{CaseFacts, CaseKind, CaseNumber, Hat, Stored, hats};
use domain::complaints::CommandCode;
use domain::complaints::{By, Complaint, Situation, allowed};
use domain::policy::{Actor, CaseAction, Denial};
use std::collections::BTreeSet;
use store::cases::{CaseRow, ClockRow, LinkRow};
use store::{Audience, DatasetFull, Tx};
use uuid::Uuid;

/// Relation of a link to a suspension.
pub const SUSPENSION: &str = "suspension";

/// A case with what decisions about it need.
pub struct Loaded {
    pub row: CaseRow,
    pub kind: CaseKind,
    pub case: Complaint,
    pub clocks: Vec<ClockRow>,
    pub links: Vec<LinkRow>,
    pub dataset: Option<DatasetFull>,
    pub level_above: Option<Uuid>,
    pub facts: CaseFacts,
    pub hats: BTreeSet<Hat>,
}

/// What the rows say about who has which part.
pub fn facts(row: &CaseRow) -> CaseFacts {
    CaseFacts {
        case: row.id,
        party: row.party,
        filed_by: row.filed_by,
        authority: row.authority,
        above: row.above,
        handler: row.handler,
        target: row.target_body,
    }
}

/// A number as people type it, in its one spelling.
pub fn number(typed: &str) -> PortResult<String> {
    typed.parse::<CaseNumber>().map(|number| number.to_string()).or_else(|_| missing())
}

impl Loaded {
    /// Everything around a row.
    pub async fn of(tx: &mut Tx, row: CaseRow, hats: BTreeSet<Hat>) -> PortResult<Self> {
        let kind = CaseKind::from_code(&row.kind).ok_or_else(|| internal(format!("kind {}", row.kind)))?;
        let case = Complaint::from_stored(row.schema, &row.data).map_err(internal)?;
        let clocks = tx.clocks_of(row.id).await.map_err(internal)?;
        let links = tx.links_of(row.id).await.map_err(internal)?;
        let dataset = match &row.target_dataset {
            Some(code) => tx.dataset_by_code(code, Audience::All).await.map_err(internal)?,
            None => None,
        };
        let facts = facts(&row);
        let not: Vec<Uuid> = facts.target.into_iter().collect();
        let level_above = Authorities::load(tx).await?.above(facts.router(), &not);
        Ok(Self { kind, case, clocks, links, dataset, level_above, facts, hats, row })
    }

    /// The suspension this case opened, while it is open.
    pub fn suspension(&self) -> Option<Uuid> {
        let open = self.dataset.iter().flat_map(|full| &full.suspensions).map(|suspension| suspension.id);
        let ours: Vec<Uuid> =
            self.links.iter().filter(|link| link.relation == SUSPENSION).filter_map(|link| link.suspension).collect();
        open.into_iter().find(|id| ours.contains(id))
    }

    /// The clock that still runs or waits.
    pub fn clock(&self) -> Option<&ClockRow> {
        self.clocks.iter().rev().find(|row| row.clock.is_open())
    }

    /// What the decision depends on.
    pub fn situation(&self, core: &Core) -> Situation<'_> {
        Situation {
            kind: self.kind,
            facts: self.facts,
            level_above: self.level_above,
            dataset: self.dataset.as_ref().map(|full| full.dataset.publisher),
            suspended: self.suspension().is_some(),
            clock: self.clock().map(|row| &row.clock),
            now: core.clock.now(),
        }
    }

    /// Who the caller is in this case.
    pub fn by(&self, caller: &Caller) -> By {
        let signed = caller.actor.signed_in();
        By {
            hats: self.hats.clone(),
            account: signed.map(|signed| signed.account).unwrap_or_default(),
            body: signed.and_then(|signed| signed.acting.body()),
        }
    }

    /// What the caller may do now.
    pub fn commands(&self, core: &Core, caller: &Caller) -> Vec<CommandCode> {
        allowed(&self.case, &self.by(caller), &self.situation(core))
    }
}

/// Whether the caller is known by number and query code alone.
pub const fn tracking(caller: &Caller) -> bool {
    matches!(caller.actor, Actor::Tracking { .. })
}

/// Loads a case of whatever kind for one action. Whoever has no part in it hears that there is none; if they are signed in, the attempt is
/// recorded.
pub async fn any(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    typed: &str,
    action: CaseAction,
) -> PortResult<Box<dyn Subject>> {
    let row = row(tx, caller, typed).await?;
    let subject = subject::read(core, tx, caller, row).await?;
    check(core, caller, &*subject, action).await?;
    Ok(subject)
}

/// The same for a complaint, with what its procedure decides by.
pub async fn load(core: &Core, tx: &mut Tx, caller: &Caller, typed: &str, action: CaseAction) -> PortResult<Loaded> {
    let row = row(tx, caller, typed).await?;
    if kind(&row.kind).is_err() {
        return missing();
    }
    let hats = hats(&caller.actor, &facts(&row));
    let loaded = Loaded::of(tx, row, hats).await?;
    check(core, caller, &loaded, action).await?;
    Ok(loaded)
}

/// The row of a number, for those who are known.
pub async fn row(tx: &mut Tx, caller: &Caller, typed: &str) -> PortResult<CaseRow> {
    if matches!(caller.actor, Actor::Anonymous | Actor::Operator) {
        return Err(Refusal::new(ErrorCode::SignInNeeded).into());
    }
    let number = number(typed)?;
    tx.case(&number).await.map_err(internal)?.map_or_else(missing, Ok)
}

/// Whether the caller may, by the policy of the procedure; a refusal is recorded.
pub async fn check(core: &Core, caller: &Caller, subject: &dyn Subject, action: CaseAction) -> PortResult<()> {
    let Err(denial) = subject.authorize(&caller.actor, action) else { return Ok(()) };
    let own = subject.filed_by(&caller.actor);
    let code = match denial {
        // Somebody who filed it looks from an office: they know of it, so they may hear why not.
        Denial::NotFound if own => ErrorCode::OwnCase,
        Denial::NotFound => ErrorCode::NotFound,
        _ => ErrorCode::Forbidden,
    };
    refused(core, caller, &subject.row().number, action, code).await?;
    let refusal = Refusal::new(code);
    Err(if code == ErrorCode::Forbidden { refusal.fact("role", "reviewer") } else { refusal }.into())
}

/// Writes a refused access into the audit trail, in a transaction of its own.
async fn refused(core: &Core, caller: &Caller, number: &str, action: CaseAction, code: ErrorCode) -> PortResult<()> {
    let mut entry = Entry::new(core.clock.now(), &format!("case.{}", action.code()), "case", number);
    entry.case = Some(number.to_owned());
    entry.outcome = code.code().to_owned();
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(())
}
