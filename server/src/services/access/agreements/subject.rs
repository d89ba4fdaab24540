//! An agreement as the shared machinery of cases sees it.
use super::load::Loaded;
use super::{command, part, words};
use crate::portal::Core;
use crate::services::cases::subject::Subject;
use crate::services::cases::words::basis;
use async_trait::async_trait;
use contract::cases::{Applicant, CaseView, CommandRef, FutureStep, Target, Turn};
use contract::{Caller, PortResult};
use domain::access::agreement::{self, Part, State};
use domain::cases::CaseKind;
use domain::locale::Locale;
use domain::party::mask;
use domain::policy::{Actor, AgreementAction, CaseAction, Denial, authorize_agreement};
use store::Tx;
use store::cases::{CaseRow, ClockRow, LinkRow};
use uuid::Uuid;

#[async_trait]
impl Subject for Loaded {
    fn row(&self) -> &CaseRow {
        &self.row
    }
    fn kind(&self) -> CaseKind {
        CaseKind::Agreement
    }
    fn clocks(&self) -> &[ClockRow] {
        &[]
    }
    fn links(&self) -> &[LinkRow] {
        &self.links
    }
    fn authorize(&self, actor: &Actor, action: CaseAction) -> Result<(), Denial> {
        let asked = match action {
            CaseAction::View | CaseAction::Message => AgreementAction::View,
            CaseAction::Command => AgreementAction::Command,
            CaseAction::Document | CaseAction::Print => AgreementAction::Text,
            // Of those who handle it for the opening side.
            CaseAction::Note | CaseAction::Assign => {
                authorize_agreement(actor, AgreementAction::View, &self.facts)?;
                let parts = agreement::parts(actor, &self.facts);
                let opening = parts.contains(&Part::Publisher) || parts.contains(&Part::PartyA);
                return if opening { Ok(()) } else { Err(Denial::Forbidden) };
            }
            _ => {
                authorize_agreement(actor, AgreementAction::View, &self.facts)?;
                return Err(Denial::Forbidden);
            }
        };
        authorize_agreement(actor, asked, &self.facts)
    }
    fn filed_by(&self, actor: &Actor) -> bool {
        actor.signed_in().is_some_and(|signed| {
            self.row.filed_by == Some(signed.account) || signed.parties.contains(&self.facts.party)
        })
    }
    fn official(&self) -> bool {
        Self::official(self)
    }
    fn role(&self) -> Option<&'static str> {
        super::load::role(&self.parts)
    }
    fn state(&self) -> &'static str {
        self.agreement.code().code()
    }
    fn closed(&self) -> bool {
        self.row.closed.is_some()
    }
    fn turn(&self, body: Option<Uuid>) -> Turn {
        let user = self.parts.contains(&Part::User);
        match self.agreement.state {
            State::Destroyed { .. } | State::Renewed { .. } => Turn::Done,
            State::Withdrawn { .. } => Turn::Ended,
            State::PendingClick { .. } if self.parts.contains(&Part::Signatory) => Turn::Yours,
            State::DestructionDue { .. } if user => Turn::Yours,
            _ if self.row.with.is_some() && self.row.with == body => Turn::Yours,
            // In force, and nothing is owed by anybody.
            State::Active { .. } | State::TerminationNoticed { .. } if self.row.with.is_none() => Turn::Done,
            _ => Turn::Others,
        }
    }
    fn desk(&self) -> Uuid {
        self.agreement.party_a
    }
    fn bodies(&self) -> Vec<Uuid> {
        let mut all = vec![self.agreement.party_a];
        all.extend(self.agreement.publishers.iter().copied().filter(|body| *body != self.agreement.party_a));
        all
    }
    fn allowed(&self, core: &Core, caller: &Caller) -> Vec<CommandRef> {
        let codes = self.commands(core, caller);
        codes.into_iter().map(|code| command::reference(caller.locale, code)).collect()
    }
    fn future(&self, _: Locale) -> Vec<FutureStep> {
        Vec::new()
    }
    fn applicant(&self, _: &Core) -> PortResult<Option<Applicant>> {
        let name = self.agreement.pulled.party_b.clone();
        Ok(Some(Applicant { name, ..Applicant::default() }))
    }
    /// Parties to an agreement know each other; lists show no more of a person than they need.
    fn masked(&self, applicant: &Applicant) -> Applicant {
        let name = if self.person { mask::name(&applicant.name) } else { applicant.name.clone() };
        Applicant { name, ..applicant.clone() }
    }
    async fn fill(&self, core: &Core, tx: &mut Tx, caller: &Caller, view: &mut CaseView) -> PortResult<()> {
        let locale = caller.locale;
        view.basis = basis(locale, &super::sources(&self.profile));
        view.target = Target {
            kind: words::label(locale, "target", "agreement"),
            name: Some(self.agreement.pulled.titles.join("、")),
            path: None,
            text: None,
        };
        view.agreement = Some(part::of(core, tx, caller, self).await?);
        Ok(())
    }
}
