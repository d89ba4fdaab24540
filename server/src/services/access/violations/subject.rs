//! A violation as the shared machinery of cases sees it.
use super::load::Loaded;
use super::{command, words};
use crate::portal::Core;
use crate::services::cases::names::Names;
use crate::services::cases::subject::Subject;
use crate::services::cases::words::basis;
use async_trait::async_trait;
use contract::cases::{Applicant, CaseView, CommandRef, FutureStep, Target, Turn};
use contract::{Caller, PortResult};
use domain::access::violation::{Part, State, parts};
use domain::cases::CaseKind;
use domain::locale::Locale;
use domain::party::mask;
use domain::policy::{Actor, CaseAction, Denial, ViolationAction, authorize_violation};
use serde_json::Value;
use store::Tx;
use store::cases::{CaseRow, ClockRow, DocumentRow, EventRow, LinkRow};
use uuid::Uuid;

/// Slot of what the offices hold against the user.
pub const EVIDENCE: &str = "evidence";

#[async_trait]
impl Subject for Loaded {
    fn row(&self) -> &CaseRow {
        &self.row
    }
    fn kind(&self) -> CaseKind {
        CaseKind::Violation
    }
    fn clocks(&self) -> &[ClockRow] {
        &[]
    }
    fn links(&self) -> &[LinkRow] {
        &self.links
    }
    fn authorize(&self, actor: &Actor, action: CaseAction) -> Result<(), Denial> {
        let told = self.violation.is_told();
        if !told && parts(actor, &self.facts).contains(&Part::User) {
            return Err(Denial::NotFound);
        }
        let asked = match action {
            // A message would tell the user of a suspicion.
            CaseAction::Message if !told => {
                authorize_violation(actor, ViolationAction::View, &self.facts)?;
                return Err(Denial::Forbidden);
            }
            CaseAction::View | CaseAction::Message | CaseAction::Document => ViolationAction::View,
            CaseAction::Command => ViolationAction::Command,
            CaseAction::Note | CaseAction::Assign | CaseAction::Print => ViolationAction::Evidence,
            CaseAction::File
            | CaseAction::Enter
            | CaseAction::Queue
            | CaseAction::Delegate
            | CaseAction::Opinions
            | CaseAction::Unmask => {
                authorize_violation(actor, ViolationAction::View, &self.facts)?;
                return Err(Denial::Forbidden);
            }
        };
        authorize_violation(actor, asked, &self.facts)
    }
    fn filed_by(&self, actor: &Actor) -> bool {
        // Whoever belongs to the user and looks from an office hears of it no earlier than the user does.
        let told = self.violation.is_told();
        actor.signed_in().is_some_and(|signed| told && signed.parties.contains(&self.facts.party))
    }
    fn official(&self) -> bool {
        !self.parts.is_empty() && !self.is_user()
    }
    fn role(&self) -> Option<&'static str> {
        self.parts.iter().next().copied().map(Part::code)
    }
    fn state(&self) -> &'static str {
        self.violation.code().code()
    }
    fn closed(&self) -> bool {
        self.row.closed.is_some()
    }
    fn turn(&self, body: Option<Uuid>) -> Turn {
        match self.violation.state {
            State::Dismissed { .. } | State::Terminated { .. } | State::Referred { .. } => Turn::Ended,
            State::Restored { .. } => Turn::Done,
            State::Ordered { .. } if self.is_user() => Turn::Yours,
            _ if self.row.with.is_some() && self.row.with == body => Turn::Yours,
            _ => Turn::Others,
        }
    }
    fn desk(&self) -> Uuid {
        let ordered = self.violation.order.as_ref().map(|order| order.body);
        ordered.or(self.row.handler).unwrap_or(self.row.authority)
    }
    fn bodies(&self) -> Vec<Uuid> {
        let mut all = vec![self.row.authority];
        all.extend(self.facts.publishers.iter().copied().filter(|body| *body != self.row.authority));
        all
    }
    fn allowed(&self, core: &Core, caller: &Caller) -> Vec<CommandRef> {
        self.commands(core).into_iter().map(|code| command::reference(caller.locale, code)).collect()
    }
    fn future(&self, _: Locale) -> Vec<FutureStep> {
        Vec::new()
    }
    /// What the offices say among themselves before they confirm anything is theirs.
    fn shows_event(&self, event: &EventRow) -> bool {
        !self.is_user() || event.code != "violation-suspected"
    }
    fn shows_document(&self, document: &DocumentRow) -> bool {
        !self.is_user() || document.slot != EVIDENCE
    }
    fn fact(&self, locale: Locale, name: &str, value: &Value) -> Option<String> {
        let text = value.as_str()?;
        match name {
            "ground" => Some(words::label(locale, "ground", text).label),
            "rectify_by" => text.parse().ok().map(|day| texts::date(locale, day)),
            _ => None,
        }
    }
    fn applicant(&self, _: &Core) -> PortResult<Option<Applicant>> {
        let name = self.agreement.agreement.pulled.party_b.clone();
        Ok(Some(Applicant { name, ..Applicant::default() }))
    }
    /// Lists show no more of a person than they need.
    fn masked(&self, applicant: &Applicant) -> Applicant {
        let name = if self.agreement.person { mask::name(&applicant.name) } else { applicant.name.clone() };
        Applicant { name, ..applicant.clone() }
    }
    async fn fill(&self, core: &Core, tx: &mut Tx, caller: &Caller, view: &mut CaseView) -> PortResult<()> {
        let locale = caller.locale;
        let titles: Vec<String> = self.datasets.values().map(|full| full.dataset.title.clone()).collect();
        view.basis = basis(locale, words::sources(&self.profile));
        view.target = Target {
            kind: words::label(locale, "target", "user"),
            name: Some(texts::list(locale, &titles)),
            path: None,
            text: None,
        };
        view.answers = self.answers(core, tx, locale).await?;
        Ok(())
    }
}

impl Loaded {
    /// What was found and ordered, by whom, by when.
    async fn answers(&self, core: &Core, tx: &mut Tx, locale: Locale) -> PortResult<Vec<(String, String)>> {
        let mut rows = Vec::new();
        let by = match &self.violation.order {
            Some(order) => Some(Names::new(locale).body(tx, order.body).await?),
            None => None,
        };
        let facts = super::effects::facts_of(core, tx, &self.row).await?;
        let mut say = |key: &str, text: String| rows.push((texts::t(locale, key), text));
        say("violation-agreement", self.violation.agreement.clone());
        say("violation-origin", words::label(locale, "origin", self.violation.origin.code()).label);
        let access = if self.violation.closes_access() { "violation-access-closed" } else { "violation-access-open" };
        say("violation-access", texts::t(locale, access));
        if let (Some(order), Some(by)) = (&self.violation.order, by) {
            say("violation-ordered-by", by.name);
            say("violation-ground", words::ground(locale, order.ground).label);
            say("violation-facts", facts);
            say("violation-rectify-by", texts::date(locale, order.rectify_by));
        }
        for (key, at) in [
            ("violation-regulators", self.violation.regulators),
            ("violation-credit", self.violation.credit),
            ("violation-lifted", self.violation.lifted),
        ] {
            if let Some(at) = at {
                say(key, texts::date(locale, texts::local_date(at)));
            }
        }
        Ok(rows)
    }
}
