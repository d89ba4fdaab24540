//! An application as the shared machinery sees it: who sees which clock, line of the history, document and text.
use super::load::Loaded;
use super::{command, part, words};
use crate::portal::Core;
use crate::services::cases::applicant::contact;
use crate::services::cases::subject::Subject;
use async_trait::async_trait;
use contract::cases::{Applicant, CaseView, CommandRef, FutureStep, Turn};
use contract::{Caller, Coded, PortResult};
use domain::access::Material;
use domain::access::review::{CommandCode, Part, Standing, State};
use domain::account::PartyKind;
use domain::cases::{CaseKind, EventCode};
use domain::locale::Locale;
use domain::party::mask;
use domain::policy::{Actor, CaseAction, Denial, ReviewAction, authorize_review};
use domain::profile::{Clock, Step, Strength};
use serde_json::Value;
use store::Tx;
use store::cases::{CaseRow, ClockRow, DocumentRow, EventRow, LinkRow, MessageRow};
use uuid::Uuid;

/// What a question of the machinery is in this procedure; `None` = nobody does it.
const fn action(action: CaseAction) -> Option<ReviewAction> {
    Some(match action {
        CaseAction::View => ReviewAction::View,
        CaseAction::Command => ReviewAction::Command,
        CaseAction::Document => ReviewAction::Document,
        CaseAction::Unmask => ReviewAction::Unmask,
        CaseAction::Message => ReviewAction::Message,
        CaseAction::Note => ReviewAction::Opinions,
        CaseAction::Assign => ReviewAction::Assign,
        CaseAction::Print => ReviewAction::Print,
        CaseAction::File | CaseAction::Enter | CaseAction::Queue | CaseAction::Delegate | CaseAction::Opinions => {
            return None;
        }
    })
}

#[async_trait]
impl Subject for Loaded {
    fn row(&self) -> &CaseRow {
        &self.row
    }
    fn kind(&self) -> CaseKind {
        CaseKind::Application
    }
    fn clocks(&self) -> &[ClockRow] {
        &self.clocks
    }
    fn links(&self) -> &[LinkRow] {
        &self.links
    }
    fn authorize(&self, actor: &Actor, asked: CaseAction) -> Result<(), Denial> {
        authorize_review(actor, action(asked).ok_or(Denial::Forbidden)?, &self.facts)
    }
    fn filed_by(&self, actor: &Actor) -> bool {
        self.facts.filed_by(actor)
    }
    fn official(&self) -> bool {
        !self.parts.is_empty() && !self.is_applicant()
    }
    fn role(&self) -> Option<&'static str> {
        let of_step = match self.review.step() {
            Some(Step::Formal) => Some(Part::FormalReviewer),
            Some(Step::Demand) => Some(Part::DemandReviewer),
            Some(Step::Recheck) => Some(Part::Rechecker),
            None => None,
        };
        let part = of_step.filter(|part| self.parts.contains(part)).or_else(|| self.parts.iter().next().copied());
        part.map(Part::code)
    }
    fn state(&self) -> &'static str {
        self.after.as_ref().map_or_else(|| self.review.code().code(), |after| after.standing.code())
    }
    fn closed(&self) -> bool {
        self.review.is_over()
    }
    fn turn(&self, body: Option<Uuid>) -> Turn {
        match self.review.state {
            State::Refused { .. } | State::Cancelled { .. } => Turn::Ended,
            State::Approved { .. } => match &self.after {
                Some(after) if after.standing == Standing::ToSign => match after.to_sign() {
                    Some(_) if self.is_applicant() => Turn::Yours,
                    _ => Turn::Others,
                },
                Some(after) if after.standing == Standing::Ended => Turn::Ended,
                _ => Turn::Done,
            },
            State::SupplementRequired { .. } if self.is_applicant() => Turn::Yours,
            _ if self.official() && body.is_some_and(|body| self.with().contains(&body)) => Turn::Yours,
            _ => Turn::Others,
        }
    }
    fn with(&self) -> Vec<Uuid> {
        let signing = self.after.as_ref().filter(|after| after.standing == Standing::ToSign);
        match signing {
            Some(after) if after.to_sign().is_none() => {
                after.to_fill().and_then(|case| case.handler).into_iter().collect()
            }
            _ => super::apply::turns(&self.review),
        }
    }
    fn desk(&self) -> Uuid {
        self.review.receiver
    }
    fn bodies(&self) -> Vec<Uuid> {
        let mut all = vec![self.review.receiver];
        all.extend(
            self.review.publishers().into_iter().filter(|body| *body != self.review.receiver && self.sees(*body)),
        );
        all
    }
    fn clock(&self) -> Option<&ClockRow> {
        let open = || self.clocks.iter().filter(|row| row.clock.is_open() && self.shows_clock(row));
        open()
            .find(|row| self.body.is_some() && row.owner == self.body)
            .or_else(|| open().min_by_key(|row| row.clock.ends_at()))
    }
    fn allowed(&self, core: &Core, caller: &Caller) -> Vec<CommandRef> {
        let commands = self.commands(core.clock.now());
        commands.into_iter().map(|code| command::reference(caller.locale, code)).collect()
    }
    fn reminds(&self) -> Option<&'static str> {
        Some(CommandCode::Remind.code())
    }
    fn future(&self, locale: Locale) -> Vec<FutureStep> {
        let sign =
            || FutureStep { label: words::label(locale, "future", "agreement").label, working_days: None, soft: true };
        if self.after.as_ref().is_some_and(|after| after.standing == Standing::ToSign) {
            return vec![sign()];
        }
        let Some(now) = self.review.step() else { return Vec::new() };
        let restricted = &self.profile.restricted;
        let at = self.review.steps.iter().position(|step| *step == now).map_or(0, |at| at + 1);
        let steps = self.review.steps.iter().skip(at).map(|step| {
            let rule = match step {
                Step::Formal => restricted.formal.as_ref(),
                Step::Demand => Some(&restricted.demand),
                Step::Recheck => restricted.recheck.as_ref(),
            };
            FutureStep {
                label: words::step(locale, *step).label,
                working_days: rule.and_then(Clock::working_days),
                soft: rule.is_none_or(|rule| rule.strength != Strength::Hard),
            }
        });
        steps.chain([sign()]).collect()
    }

    fn shows_clock(&self, clock: &ClockRow) -> bool {
        !self.own_only || clock.owner == Some(self.review.receiver) || clock.owner == self.body
    }
    /// A publisher reads what it did itself, what the applicant did, and what who received it did.
    fn shows_event(&self, event: &EventRow) -> bool {
        !self.own_only || event.body.is_none() || event.body == self.body || event.body == Some(self.review.receiver)
    }
    fn shows_part(&self, event: &EventRow, name: &str) -> bool {
        // Proposed blanks are read where they are settled, and in the agreement.
        if name == super::proposals::TERMS {
            return false;
        }
        let line = name.strip_prefix("reason-").or_else(|| name.strip_prefix(super::fields::CONDITION));
        if let Some(no) = line.and_then(|no| no.parse().ok()) {
            return self.sees_line(no);
        }
        // Which lines an opinion of somebody else is about is no business of a publisher either.
        !(self.own_only && event.body != self.body && matches!(name, "agreed" | "refused" | "sandbox" | "lines"))
    }
    fn shows_message(&self, message: &MessageRow) -> bool {
        !self.own_only || [None, self.body, Some(self.review.receiver)].contains(&message.body)
    }
    fn shows_document(&self, document: &DocumentRow) -> bool {
        document.slot.parse().map_or(true, |material| self.sees_material(&material))
    }
    fn holds_one(&self, slot: &str) -> bool {
        slot.parse::<Material>().is_ok()
    }
    fn slot(&self, locale: Locale, slot: &str) -> Coded {
        match slot.parse::<Material>() {
            Ok(material) => self.material(locale, &material),
            Err(_) => words::label(locale, "slot", slot),
        }
    }
    fn fact(&self, locale: Locale, name: &str, value: &Value) -> Option<String> {
        match name {
            "missing" | "supplied" => {
                let codes = value.as_array()?.iter().filter_map(Value::as_str).filter_map(|code| code.parse().ok());
                let named: Vec<String> = codes
                    .filter(|material| self.sees_material(material))
                    .map(|material: Material| self.material(locale, &material).label)
                    .collect();
                Some(texts::list(locale, &named))
            }
            "agreed" | "refused" | "sandbox" => {
                let lines: Vec<String> = value
                    .as_array()?
                    .iter()
                    .filter_map(|no| self.line_name(u32::try_from(no.as_u64()?).ok()?))
                    .collect();
                Some(texts::list(locale, &lines))
            }
            _ => None,
        }
    }
    fn is_text(&self, name: &str) -> bool {
        matches!(name, "reason" | "explain")
    }
    fn text_name(&self, locale: Locale, name: &str) -> String {
        if let Some(title) = name.strip_prefix("reason-").and_then(|no| self.line_name(no.parse().ok()?)) {
            return texts::t!(locale, "review-reason-of", line = title);
        }
        let condition = name.strip_prefix(super::fields::CONDITION);
        if let Some(title) = condition.and_then(|no| self.line_name(no.parse().ok()?)) {
            return texts::t!(locale, "review-condition-of", line = title);
        }
        if let Some(material) = name.strip_prefix("text-").and_then(|code| code.parse().ok()) {
            return self.material(locale, &material).label;
        }
        words::label(locale, "fact", name).label
    }

    fn applicant(&self, core: &Core) -> PortResult<Option<Applicant>> {
        let known = contact(core, &self.row)?.unwrap_or_default();
        let (applicant, form) = (&self.content.applicant, &self.content.filed.form);
        Ok(Some(Applicant {
            name: applicant.name.clone(),
            phone: known.phone,
            email: None,
            number: Some(applicant.number.clone()),
            contact: Some(form.contact_name.clone()).filter(|name| !name.trim().is_empty()),
            address: Some(form.contact_address.clone()).filter(|address| !address.trim().is_empty()),
            masked: false,
        }))
    }
    /// The name of an organisation and its code are public; what belongs to a person is masked.
    fn masked(&self, who: &Applicant) -> Applicant {
        let person = self.content.applicant.kind == PartyKind::Person;
        Applicant {
            name: if person { mask::name(&who.name) } else { who.name.clone() },
            phone: who.phone.as_deref().map(mask::number),
            email: None,
            number: who.number.as_deref().map(|number| if person { mask::number(number) } else { number.to_owned() }),
            contact: who.contact.as_deref().map(mask::name),
            address: None,
            masked: true,
        }
    }
    async fn fill(&self, core: &Core, tx: &mut Tx, caller: &Caller, view: &mut CaseView) -> PortResult<()> {
        let part = part::of(core, tx, caller, self).await?;
        view.answers = part.sections.iter().flat_map(|section| section.rows.clone()).collect();
        view.target.name = self.target_name(caller.locale);
        view.application = Some(part);
        Ok(())
    }
}

impl Loaded {
    /// Title of the dataset of a line.
    pub fn line_name(&self, no: u32) -> Option<String> {
        let line = self.content.filed.lines.iter().find(|line| line.no == no)?;
        Some(self.datasets.get(&line.dataset).map_or_else(|| line.code.clone(), |full| full.dataset.title.clone()))
    }

    /// What a material is called; a proof by the condition it is for.
    pub fn material(&self, locale: Locale, material: &Material) -> Coded {
        words::material(locale, material, |dataset, code| {
            let full = self.datasets.values().find(|full| full.dataset.code == dataset)?;
            let of = |set: &&domain::access::conditions::Conditions| set.dataset == full.dataset.id;
            let condition = self.conditions.iter().rev().filter(of).find_map(|set| set.condition(code))?;
            Some(part::in_locale(locale, &condition.text))
        })
    }

    /// Whether a material is the reader's to see: what is for a line of somebody else is not.
    pub fn sees_material(&self, material: &Material) -> bool {
        match material {
            Material::Consent { line } => self.sees_line(*line),
            Material::Proof { dataset, .. } => {
                let lines = &self.content.filed.lines;
                !self.own_only || lines.iter().any(|line| line.code == *dataset && self.sees_line(line.no))
            }
            _ => true,
        }
    }

    /// The datasets the reader sees, as one text.
    fn target_name(&self, locale: Locale) -> Option<String> {
        let lines = self.content.filed.lines.iter().filter(|line| self.sees_line(line.no));
        let mut titles: Vec<String> = lines.filter_map(|line| self.line_name(line.no)).collect();
        titles.dedup();
        (!titles.is_empty()).then(|| texts::list(locale, &titles))
    }

    /// The clock of a publisher's demand review.
    pub fn demand_clock(&self, publisher: Uuid) -> Option<&ClockRow> {
        let key = super::apply::key(Step::Demand);
        self.clocks.iter().rev().find(|row| row.owner == Some(publisher) && row.clock.key == key)
    }
}

/// Events whose texts hold opinions on lines.
pub const OPINIONS: [EventCode; 4] =
    [EventCode::Answered, EventCode::DemandDecided, EventCode::Rechecked, EventCode::FormalRefused];
