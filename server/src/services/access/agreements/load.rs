//! Loading an agreement for somebody, after the question whether they may.
use super::kept::{self, Whole};
use crate::portal::Core;
use crate::services::cases::{self, clocks};
use crate::services::internal;
use crate::services::opening::templates;
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::access::agreement::{self, Agreement, AgreementFacts, By, Part, Situation, Template};
use domain::access::application::{CommitmentText, Signed};
use domain::account::PartyKind;
use domain::audit::Entry;
use domain::cases::CaseKind;
use domain::policy::{Actor, AgreementAction, Denial, authorize_agreement};
use domain::profile::Profile;
use std::collections::BTreeSet;
use store::Tx;
use store::access::AgreementRow;
use store::cases::{CaseRow, LinkRow};

/// An agreement with what decisions about it need.
pub struct Loaded {
    pub row: CaseRow,
    pub beside: AgreementRow,
    pub agreement: Agreement,
    /// The commitment as it was signed last.
    pub commitment: Option<Signed>,
    pub facts: AgreementFacts,
    pub parts: BTreeSet<Part>,
    /// The profile under which the application was filed (N5).
    pub profile: Profile,
    pub links: Vec<LinkRow>,
    /// The user is a natural person.
    pub person: bool,
    /// The texts of today: what new agreements are written from, what a commitment says.
    pub template: Template,
    pub commitment_text: CommitmentText,
}

/// What the part of an actor depends on.
pub fn facts(row: &CaseRow, agreement: &Agreement) -> AgreementFacts {
    AgreementFacts {
        party: agreement.pulled.party,
        party_a: agreement.party_a,
        publishers: agreement.publishers.clone(),
        authority: row.authority,
    }
}

/// The part somebody acts in, for the history.
pub fn role(parts: &BTreeSet<Part>) -> Option<&'static str> {
    parts.iter().next().copied().map(Part::code)
}

impl Loaded {
    /// Everything around a row.
    pub async fn of(core: &Core, tx: &mut Tx, caller: &Caller, row: CaseRow) -> PortResult<Self> {
        let beside =
            tx.agreement(row.id).await.map_err(internal)?.ok_or_else(|| internal("an agreement without its row"))?;
        let Whole { agreement, commitment } = kept::join(core, &row, &beside)?;
        let facts = facts(&row, &agreement);
        let parts = agreement::parts(&caller.actor, &facts);
        let profile = clocks::profile_of(core, tx, &row).await?;
        let links = tx.links_of(row.id).await.map_err(internal)?;
        let party = tx.party(facts.party).await.map_err(internal)?;
        Ok(Self {
            beside,
            commitment,
            links,
            person: party.is_none_or(|party| party.kind == PartyKind::Person),
            parts,
            facts,
            profile,
            template: templates::agreement_in_force(core, tx, row.authority).await?,
            commitment_text: templates::commitment_in_force(core, tx, row.authority).await?,
            agreement,
            row,
        })
    }

    /// Who the caller is in it.
    pub fn by(&self, caller: &Caller) -> By {
        let signed = caller.actor.signed_in();
        By {
            parts: self.parts.clone(),
            account: signed.map(|signed| signed.account).unwrap_or_default(),
            body: signed.and_then(|signed| signed.acting.body()),
        }
    }

    /// Whether the commitment that was signed is the one asked for now (B11).
    pub fn committed(&self) -> bool {
        self.commitment.as_ref().is_some_and(|signed| self.commitment_text.is_same(signed))
    }

    /// What a decision depends on; `commitment`: it is in its present text, or confirmed with this form.
    pub fn situation<'a>(
        &'a self,
        core: &Core,
        calendars: &'a domain::calendar::Calendars,
        commitment: bool,
    ) -> Situation<'a> {
        Situation { profile: &self.profile, calendars, template: &self.template, commitment, now: core.clock.now() }
    }

    /// Whether the caller looks from an office.
    pub fn official(&self) -> bool {
        [Part::Publisher, Part::PartyA, Part::Registry].iter().any(|part| self.parts.contains(part))
    }
}

/// Loads an agreement for one action. Whoever has no part in it hears that there is none; if they are signed in, the attempt is recorded.
pub async fn numbered(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    typed: &str,
    action: AgreementAction,
) -> PortResult<Loaded> {
    if !matches!(caller.actor, Actor::Account(_)) {
        return Err(Refusal::new(ErrorCode::SignInNeeded).into());
    }
    let number = cases::load::number(typed)?;
    let row = tx.case(&number).await.map_err(internal)?.filter(|row| row.kind == CaseKind::Agreement.code());
    let Some(row) = row else { return Err(Refusal::new(ErrorCode::NotFound).into()) };
    let loaded = Loaded::of(core, tx, caller, row).await?;
    let Err(denial) = authorize_agreement(&caller.actor, action, &loaded.facts) else { return Ok(loaded) };
    let code = if denial == Denial::NotFound { ErrorCode::NotFound } else { ErrorCode::Forbidden };
    let mut entry = Entry::new(core.clock.now(), &format!("case.{}", action.code()), "case", &number);
    entry.case = Some(number);
    entry.outcome = code.code().to_owned();
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Err(Refusal::new(code).into())
}
