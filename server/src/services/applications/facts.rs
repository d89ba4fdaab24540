//! What the rules of a form depend on besides the form: who applies, what is offered, which text is signed, who takes applications now.
use super::internal;
use crate::portal::Core;
use crate::services::active::Active;
use crate::services::opening;
use chrono::NaiveDate;
use contract::{ErrorCode, PortResult, Refusal};
use domain::access::application::{Applicant, CommitmentText, Context, Form, Offered, check, submit};
use domain::access::credit::CreditCheck;
use domain::access::eligibility::Obstacle;
use domain::access::window::Acceptance;
use domain::account::PartyKind;
use domain::party::proof::Proof;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::Tx;
use uuid::Uuid;

/// The prefix of the numbers of applications.
pub const KIND: &str = "SQ";
/// Open cases of a party that are looked at for names of services.
const OPEN_CASES: u32 = 200;

/// See the module.
pub struct Facts {
    pub active: Arc<Active>,
    pub applicant: Applicant,
    pub offered: BTreeMap<String, Offered>,
    pub commitment: CommitmentText,
    pub service_names: BTreeSet<String>,
    pub acceptance: BTreeMap<Uuid, Acceptance>,
    pub today: NaiveDate,
}

impl Facts {
    /// Of a party and its form.
    pub async fn load(core: &Core, tx: &mut Tx, party: Uuid, form: &Form) -> PortResult<Self> {
        let mut offered = BTreeMap::new();
        let mut acceptance = BTreeMap::new();
        for line in &form.lines {
            if offered.contains_key(&line.dataset) {
                continue;
            }
            let Some(found) = opening::offered(core, tx, &line.dataset).await? else { continue };
            if let Entry::Vacant(entry) = acceptance.entry(found.authority) {
                entry.insert(opening::acceptance(core, tx, found.authority).await?);
            }
            offered.insert(line.dataset.clone(), found);
        }
        // One commitment is signed for the basket: in the text of the authority its first line goes to.
        let authority = form.lines.iter().find_map(|line| offered.get(&line.dataset)).map(|one| one.authority);
        let commitment = match authority {
            Some(authority) => opening::templates::commitment_in_force(core, tx, authority).await?,
            None => CommitmentText::shipped(),
        };
        Ok(Self {
            active: core.active(),
            applicant: applicant(core, tx, party).await?,
            offered,
            commitment,
            service_names: service_names(core, tx, party).await?,
            acceptance,
            today: core.clock.today(),
        })
    }

    /// As the rules take them.
    pub fn context(&self) -> Context<'_> {
        Context {
            profile: &self.active.profile.profile,
            applicant: &self.applicant,
            offered: &self.offered,
            commitment: &self.commitment,
            service_names: &self.service_names,
            today: self.today,
        }
    }

    /// Every fault of a form, as forms show them.
    pub fn faults(&self, form: &Form) -> Vec<domain::access::Fault> {
        check(form, &self.context()).err().unwrap_or_default()
    }

    /// What stands in the way before the registers of credit are asked.
    pub fn obstacles(&self, core: &Core, form: &Form) -> Vec<Obstacle> {
        let now = core.clock.now();
        let silent = CreditCheck::unreachable(&self.active.profile.profile.restricted.credit_tests, now);
        let stopped = submit(form, &self.context(), &self.acceptance, &silent, Uuid::nil(), now).err();
        stopped.map(|stopped| stopped.obstacles).unwrap_or_default()
    }
}

/// Who applies, as the portal knows it.
async fn applicant(core: &Core, tx: &mut Tx, party: Uuid) -> PortResult<Applicant> {
    let row = tx.party(party).await.map_err(internal)?.ok_or_else(|| Refusal::new(ErrorCode::NotFound))?;
    let name = core.unseal(&row.name, &format!("parties.name:{party}")).map_err(internal)?;
    let (proof, number) = match &row.identity {
        Some(identity) => {
            (identity.proof, core.unseal(&identity.number, &format!("parties.number:{party}")).map_err(internal)?)
        }
        None if row.kind == PartyKind::Person => (Proof::ResidentId, String::new()),
        None => (Proof::Uscc, String::new()),
    };
    Ok(Applicant { party, kind: row.kind, verification: row.verification, name, proof, number })
}

/// Names of the services of the party's open applications: titles of their cases.
async fn service_names(core: &Core, tx: &mut Tx, party: Uuid) -> PortResult<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for case in tx.cases_of(party, 0, OPEN_CASES).await.map_err(internal)? {
        if case.kind == KIND && case.closed.is_none() {
            names.insert(core.unseal(&case.title, &format!("cases.title:{}", case.id)).map_err(internal)?);
        }
    }
    Ok(names)
}
