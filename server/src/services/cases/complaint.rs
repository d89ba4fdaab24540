//! Complaints and suggestions as the shared machinery sees them.
use super::fields::{CLEARANCE, RISK};
use super::form::Content;
use super::load::{self, Loaded};
use super::subject::{Procedure, Subject};
use super::{applicant, command, internal, names::Names, preview, timeline, view, words};
use crate::portal::Core;
use async_trait::async_trait;
use contract::cases::{Applicant, CaseView, CommandEnding, CommandRef, CommandView, FutureStep, Preview, Turn};
use contract::{Caller, FormData, PortResult};
use domain::cases::{CaseKind, Hat, hats};
use domain::complaints::{CommandCode, State, StateCode};
use domain::locale::Locale;
use domain::policy::{Actor, CaseAction, Denial, authorize_case};
use store::Tx;
use store::cases::{CaseRow, ClockRow, DocumentRow, EventRow, LinkRow};
use uuid::Uuid;

/// The procedure of B21.
pub struct Complaints;

#[async_trait]
impl Procedure for Complaints {
    fn involves(&self, actor: &Actor, row: &CaseRow) -> bool {
        !hats(actor, &load::facts(row)).is_empty()
    }
    async fn subject(&self, _: &Core, tx: &mut Tx, caller: &Caller, row: CaseRow) -> PortResult<Box<dyn Subject>> {
        let hats = hats(&caller.actor, &load::facts(&row));
        Ok(Box::new(Loaded::of(tx, row, hats).await?))
    }
    async fn command_page(&self, core: &Core, caller: &Caller, number: &str, command: &str) -> PortResult<CommandView> {
        command::page(core, caller, number, command).await
    }
    async fn run(
        &self,
        core: &Core,
        caller: &Caller,
        number: &str,
        command: &str,
        form: &FormData,
    ) -> PortResult<CommandEnding> {
        command::run(core, caller, number, command, form).await
    }
    async fn preview(
        &self,
        core: &Core,
        caller: &Caller,
        number: &str,
        command: &str,
        form: &FormData,
    ) -> PortResult<Preview> {
        preview::preview(core, caller, number, command, form).await
    }
}

#[async_trait]
impl Subject for Loaded {
    fn row(&self) -> &CaseRow {
        &self.row
    }
    fn kind(&self) -> CaseKind {
        self.kind
    }
    fn clocks(&self) -> &[ClockRow] {
        &self.clocks
    }
    fn links(&self) -> &[LinkRow] {
        &self.links
    }
    fn authorize(&self, actor: &Actor, action: CaseAction) -> Result<(), Denial> {
        authorize_case(actor, action, &self.facts)
    }
    fn filed_by(&self, actor: &Actor) -> bool {
        self.facts.filed_by(actor)
    }
    fn official(&self) -> bool {
        !self.hats.is_empty() && !self.hats.contains(&Hat::Reporter)
    }
    fn recorded(&self) -> bool {
        self.hats.contains(&Hat::Auditor)
    }
    fn hidden(&self) -> bool {
        self.hats.contains(&Hat::Target)
    }
    fn role(&self) -> Option<&'static str> {
        self.hats.iter().next().map(|hat| hat.code())
    }
    fn state(&self) -> &'static str {
        self.case.code().code()
    }
    fn closed(&self) -> bool {
        self.case.is_closed()
    }
    fn settled(&self) -> bool {
        self.case.code() == StateCode::Answered
    }
    fn turn(&self, body: Option<Uuid>) -> Turn {
        match self.case.state {
            ref state @ State::Closed { .. } if timeline::ended_without(state) => Turn::Ended,
            State::Closed { .. } => Turn::Done,
            State::Supplement { .. } if self.hats.contains(&Hat::Reporter) => Turn::Yours,
            _ if self.official() && self.row.with.is_some() && self.row.with == body => Turn::Yours,
            _ => Turn::Others,
        }
    }
    fn desk(&self) -> Uuid {
        self.row.with.or(self.row.handler).unwrap_or_else(|| self.facts.router())
    }
    fn bodies(&self) -> Vec<Uuid> {
        self.facts.bodies().into_iter().collect()
    }
    fn allowed(&self, core: &Core, caller: &Caller) -> Vec<CommandRef> {
        let state = self.case.code();
        self.commands(core, caller).into_iter().map(|code| command::reference(caller.locale, code, state)).collect()
    }
    fn receives(&self) -> Option<&'static str> {
        Some(CommandCode::Accept.code())
    }
    fn reminds(&self) -> Option<&'static str> {
        Some(CommandCode::Remind.code())
    }
    fn future(&self, locale: Locale) -> Vec<FutureStep> {
        timeline::future(self, locale)
    }
    fn applicant(&self, core: &Core) -> PortResult<Option<Applicant>> {
        Ok(applicant::contact(core, &self.row)?.map(applicant::full))
    }
    fn shows_part(&self, _: &EventRow, name: &str) -> bool {
        self.official() || !RISK.contains(&name)
    }
    fn shows_document(&self, document: &DocumentRow) -> bool {
        self.official() || document.slot != CLEARANCE
    }
    fn is_text(&self, name: &str) -> bool {
        !matches!(name, "late_reason" | "note" | "scope" | "measures")
    }
    async fn fill(&self, core: &Core, tx: &mut Tx, caller: &Caller, view: &mut CaseView) -> PortResult<()> {
        let content = core.unseal(&self.row.content, &format!("cases.content:{}", self.row.id)).map_err(internal)?;
        let content: Content = serde_json::from_str(&content).map_err(internal)?;
        let label = |code: &str| words::label(caller.locale, "answer", code).label;
        view.answers = vec![(label("facts"), content.facts.clone())];
        view.answers.extend(content.wish.clone().map(|wish| (label("wish"), wish)));
        view.target = view::target(tx, &mut Names::new(caller.locale), self, &content, caller.locale).await?;
        Ok(())
    }
}
