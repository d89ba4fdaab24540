//! A violation with everything a decision or a page needs.
use crate::portal::Core;
use crate::services::access::agreements;
use crate::services::cases::clocks;
use crate::services::internal;
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::access::violation::{By, CommandCode, Part, Situation, Violation, ViolationFacts, allowed, parts};
use domain::cases::{CaseKind, Stored};
use domain::policy::{Actor, CaseAction};
use domain::profile::Profile;
use std::collections::{BTreeMap, BTreeSet};
use store::cases::{CaseRow, LinkRow};
use store::{Audience, DatasetFull, Tx};
use uuid::Uuid;

/// A violation, for one reader.
pub struct Loaded {
    pub row: CaseRow,
    pub violation: Violation,
    /// The agreement that was broken.
    pub agreement: agreements::load::Loaded,
    pub facts: ViolationFacts,
    pub parts: BTreeSet<Part>,
    /// The profile under which the application was filed (N5).
    pub profile: Profile,
    pub links: Vec<LinkRow>,
    /// The data concerned; a dataset that is gone from the catalogue is missing.
    pub datasets: BTreeMap<Uuid, DatasetFull>,
    /// Publishers that serve this user, under whatever agreement.
    pub others: BTreeSet<Uuid>,
    /// The body the reader acts for.
    pub body: Option<Uuid>,
    pub account: Uuid,
}

/// What the part of an actor depends on; all of it stands in the row.
fn facts(row: &CaseRow, violation: &Violation) -> ViolationFacts {
    let publishers = violation.publishers.clone();
    ViolationFacts { party: violation.party, publishers, authority: row.authority }
}

/// Whether an actor may have a part, from the row alone.
pub fn involves(actor: &Actor, row: &CaseRow) -> bool {
    let Ok(violation) = Violation::from_stored(row.schema, &row.data) else { return false };
    let parts = parts(actor, &facts(row, &violation));
    !parts.is_empty() && (violation.is_told() || !parts.contains(&Part::User))
}

impl Loaded {
    /// Everything around a row.
    pub async fn of(core: &Core, tx: &mut Tx, caller: &Caller, row: CaseRow) -> PortResult<Self> {
        let violation = Violation::from_stored(row.schema, &row.data).map_err(internal)?;
        let agreement = tx.case(&violation.agreement).await.map_err(internal)?;
        let agreement = agreement.ok_or_else(|| internal("a violation without agreement"))?;
        let agreement = agreements::load::Loaded::of(core, tx, caller, agreement).await?;
        let profile = clocks::profile_of(core, tx, &row).await?;
        let links = tx.links_of(row.id).await.map_err(internal)?;
        let mut datasets = BTreeMap::new();
        for line in agreement.agreement.pulled.lines.iter().filter(|line| violation.datasets.contains(&line.dataset)) {
            if let Some(full) = tx.dataset_by_code(&line.code, Audience::All).await.map_err(internal)? {
                datasets.insert(line.dataset, full);
            }
        }
        let served = tx.entitlements_of(violation.party).await.map_err(internal)?;
        let facts = facts(&row, &violation);
        let signed = caller.actor.signed_in();
        Ok(Self {
            agreement,
            parts: parts(&caller.actor, &facts),
            facts,
            profile,
            links,
            datasets,
            others: served.into_iter().map(|row| row.entitlement.publisher).collect(),
            body: signed.and_then(|signed| signed.acting.body()),
            account: signed.map(|signed| signed.account).unwrap_or_default(),
            violation,
            row,
        })
    }

    /// Who the reader is.
    pub fn by(&self) -> By {
        By { parts: self.parts.clone(), account: self.account, body: self.body }
    }

    /// What a decision depends on besides the state.
    pub fn situation(&self, core: &Core) -> Situation<'_> {
        Situation { profile: &self.profile, others: &self.others, now: core.clock.now() }
    }

    /// What the reader may do now.
    pub fn commands(&self, core: &Core) -> Vec<CommandCode> {
        allowed(&self.violation, &self.by(), &self.situation(core))
    }

    /// Whether the reader is the user concerned.
    pub fn is_user(&self) -> bool {
        self.parts.contains(&Part::User)
    }
}

/// Loads a violation for one action.
pub async fn load(core: &Core, tx: &mut Tx, caller: &Caller, typed: &str, action: CaseAction) -> PortResult<Loaded> {
    let row = crate::services::cases::load::row(tx, caller, typed).await?;
    if CaseKind::from_code(&row.kind) != Some(CaseKind::Violation) {
        return Err(Refusal::new(ErrorCode::NotFound).into());
    }
    let loaded = Loaded::of(core, tx, caller, row).await?;
    crate::services::cases::load::check(core, caller, &loaded, action).await?;
    Ok(loaded)
}
