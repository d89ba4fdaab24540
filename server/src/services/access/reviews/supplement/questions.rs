//! What a supplement asks: what the notice named, with what stands there now. Names are those of the form and of its rules.
use super::super::fields::FILE;
use super::super::load::Loaded;
use super::{asked, facts};
use crate::portal::Core;
use crate::services::applications::facts::Facts;
use crate::services::applications::words::level;
use crate::services::opening::item_name;
use crate::services::words::theme;
use contract::applications::forms;
use contract::cases::{CommandField, FieldControl};
use contract::{Coded, PortResult};
use domain::access::Material;
use domain::access::application::{Form, Line, Scenario, TEXT_MAX, may_bring};
use domain::access::delivery::VolumeUnit;
use domain::account::PartyKind;
use domain::catalog::Theme;
use domain::catalog::region::Regions;
use domain::locale::Locale;
use std::collections::BTreeSet;
use store::Tx;
use texts::t;

/// What the applicant adds in words.
pub const WORDS: &str = "explain";
const WORDS_MAX: u32 = 1000;

/// One question after the other, in groups.
struct Questions {
    locale: Locale,
    group: Option<String>,
    all: Vec<CommandField>,
}

impl Questions {
    fn ask(&mut self, name: &str, label: String, control: FieldControl, value: &str) -> &mut CommandField {
        self.all.push(CommandField {
            name: name.into(),
            label,
            hint: None,
            control,
            required: true,
            value: value.into(),
            min: 0,
            max: 0,
            internal: false,
            group: self.group.clone(),
            templates: Vec::new(),
        });
        self.all.last_mut().expect("just pushed")
    }

    /// Words of the application form.
    fn word(&self, name: &str) -> String {
        texts::t(self.locale, &format!("apply-{}", name.replace('_', "-")))
    }

    fn line(&mut self, name: &str, value: &str) {
        let label = self.word(name);
        self.ask(name, label, FieldControl::Text, value);
    }

    fn area(&mut self, name: &str, value: &str) {
        let label = self.word(name);
        self.ask(name, label, FieldControl::TextArea, value).max = u32::try_from(TEXT_MAX).unwrap_or(u32::MAX);
    }

    fn section(&mut self, name: &str) {
        self.group = Some(texts::t(self.locale, &format!("apply-section-{name}")));
    }

    /// The last one may be left empty.
    fn optional(&mut self) {
        if let Some(last) = self.all.last_mut() {
            last.required = false;
        }
    }
}

/// The papers a supplement has a place for.
pub fn papers(loaded: &Loaded, asked: &BTreeSet<Material>) -> Vec<Material> {
    let mut all: Vec<Material> = asked.iter().filter(|material| material.is_file()).cloned().collect();
    for line in &loaded.content.filed.lines {
        let consent = Material::Consent { line: line.no };
        if may_bring(&consent, asked) && !all.contains(&consent) {
            all.push(consent);
        }
    }
    all
}

/// The questions of a supplement.
pub async fn of(core: &Core, tx: &mut Tx, loaded: &Loaded, locale: Locale) -> PortResult<Vec<CommandField>> {
    let asked = asked(loaded);
    let facts = facts(core, tx, loaded).await?;
    let mut ask = Questions { locale, group: None, all: Vec::new() };
    if asked.contains(&Material::ApplicationForm) {
        form(&mut ask, loaded);
    }
    if asked.contains(&Material::DemandList) {
        let more = usize::from(asked.contains(&Material::ApplicationForm));
        for (at, line) in loaded.content.filed.form.lines.iter().enumerate() {
            self::line(&mut ask, loaded, &facts, at, line, more);
        }
    }
    if asked.contains(&Material::Commitment) {
        commitment(&mut ask, loaded, &facts);
    }
    for material in papers(loaded, &asked) {
        let label = loaded.material(locale, &material).label;
        ask.group = Some(label.clone());
        let field = format!("{FILE}{material}");
        ask.ask(&field, label, FieldControl::Files, "").required = asked.contains(&material);
        match material {
            Material::CreditReport => {
                let label = ask.word("paper-credit-report-issued");
                ask.ask(&format!("{field}.issued"), label, FieldControl::Date, "");
            }
            Material::MlpsCertificate => {
                let label = ask.word("paper-mlps-certificate-valid-until");
                ask.ask(&format!("{field}.valid_until"), label, FieldControl::Date, "");
                ask.optional();
                let label = ask.word("paper-mlps-certificate-system");
                let system = loaded.content.filed.form.system_name.clone();
                ask.ask(&format!("{field}.system"), label, FieldControl::Text, &system);
                ask.optional();
            }
            _ => {}
        }
    }
    ask.group = None;
    let label = t!(locale, "review-supplement-words");
    ask.ask(WORDS, label, FieldControl::TextArea, "").max = WORDS_MAX;
    ask.optional();
    Ok(ask.all)
}

/// C1
fn form(ask: &mut Questions, loaded: &Loaded) {
    let form = &loaded.content.filed.form;
    ask.section("contact");
    if loaded.content.applicant.kind != PartyKind::Person {
        ask.line("contact_name", &form.contact_name);
    }
    ask.line("contact_phone", &form.contact_phone);
    ask.line("contact_address", &form.contact_address);
    ask.section("service");
    ask.line("service_name", &form.service_name);
    let (label, locale) = (ask.word("theme"), ask.locale);
    let themes = Theme::ALL.iter().map(|one| theme(locale, *one)).collect();
    ask.ask("theme", label, FieldControl::Choice(themes), &form.theme);
    scenarios(ask, &form.scenarios);
    ask.section("standard");
    ask.area("service_scope", &form.service_scope);
    ask.line("user_count", &form.user_count);
    ask.line("concurrency", &form.concurrency);
    ask.area("response_time", &form.response_time);
    ask.section("benefit");
    ask.area("social_benefit", &form.social_benefit);
    ask.area("economic_benefit", &form.economic_benefit);
    ask.section("feedback");
    feedback(ask, form);
    ask.section("system");
    system(ask, loaded, form);
}

/// Those there are, and one more.
fn scenarios(ask: &mut Questions, known: &[Scenario]) {
    let blank = Scenario::default();
    for (at, one) in known.iter().chain([&blank]).enumerate() {
        for (name, value) in [("usage", &one.usage), ("scope", &one.scope), ("scene", &one.scene)] {
            let field = ask.word(&format!("scenario-{name}"));
            let label = t!(ask.locale, "apply-scenario-field", n = at + 1, field = field);
            ask.ask(&format!("scenarios.{at}.{name}"), label, FieldControl::TextArea, value).required =
                at < known.len();
        }
    }
}

fn feedback(ask: &mut Questions, form: &Form) {
    ask.area("feedback_plan", &form.feedback_plan);
    let blank = domain::access::application::ReturnItem::default();
    for (at, one) in form.return_items.iter().chain([&blank]).enumerate() {
        let all = [("name", &one.name), ("items", &one.items), ("frequency", &one.frequency), ("method", &one.method)];
        for (name, value) in all {
            let field = ask.word(&format!("returned-{name}"));
            let label = t!(ask.locale, "apply-return-field", n = at + 1, field = field);
            ask.ask(&format!("return_items.{at}.{name}"), label, FieldControl::Text, value);
            ask.optional();
        }
    }
    ask.area("no_return_reason", &form.no_return_reason);
    ask.optional();
    ask.area("feedback_dimensions", &form.feedback_dimensions.join("\n"));
    let hint = ask.word("feedback_dimensions_hint");
    if let Some(last) = ask.all.last_mut() {
        last.hint = Some(hint);
    }
}

fn system(ask: &mut Questions, loaded: &Loaded, form: &Form) {
    if loaded.content.applicant.kind == PartyKind::Person {
        ask.line("host_operator", &form.host_operator);
        ask.optional();
    }
    ask.line("system_name", &form.system_name);
    ask.line("datacentre_address", &form.datacentre_address);
    let (label, locale) = (ask.word("mlps_level"), ask.locale);
    let levels = (1..=5).map(|one: u8| Coded { value: one.to_string(), label: level(locale, one) }).collect();
    ask.ask("mlps_level", label, FieldControl::Choice(levels), form.mlps_level.trim());
    ask.optional();
    ask.line("mlps_filing_no", &form.mlps_filing_no);
    ask.optional();
}

/// C2: everything of a line but its dataset. Of a dataset that is not offered any more nothing can be chosen: its line stays.
fn line(ask: &mut Questions, loaded: &Loaded, facts: &Facts, at: usize, line: &Line, more: usize) {
    let filed = &loaded.content.filed;
    let (Some(offered), Some(request)) = (facts.offered.get(&line.dataset), filed.lines.get(at)) else { return };
    let locale = ask.locale;
    let title = loaded.line_name(request.no).unwrap_or_default();
    ask.group = Some(t!(locale, "review-line", no = request.no, title = title));
    let name = |field: &str| format!("lines.{at}.{field}");
    let coded =
        |list: &str, code: &str| Coded { value: code.into(), label: texts::t(locale, &format!("{list}-{code}")) };
    let full = loaded.datasets.get(&request.dataset);
    let items = full.into_iter().flat_map(|full| &full.dataset.items);
    let items = items.map(|item| Coded { value: item_name(item).to_owned(), label: item.title.clone() }).collect();
    let label = ask.word("line_items");
    ask.ask(&name("items"), label, FieldControl::Checks(items), &line.items.join("\n"));
    for (field, value) in [("from", &line.from), ("to", &line.to)] {
        let label = ask.word(&format!("line_{field}"));
        ask.ask(&name(field), label, FieldControl::Date, value).required = offered.coverage.is_some();
    }
    let mut regions: Vec<Coded> = Vec::new();
    for region in offered.regions.iter().flat_map(|region| Regions::shipped().children(region)) {
        regions.push(Coded { value: region.code.clone(), label: region.name.clone() });
    }
    if !regions.is_empty() {
        let label = ask.word("line_regions");
        let hint = ask.word("line_regions_hint");
        ask.ask(&name("regions"), label, FieldControl::Checks(regions), &line.regions.join("\n")).hint = Some(hint);
        ask.optional();
    }
    let modes = offered.modes().iter().map(|mode| coded("apply-mode", mode.code())).collect();
    let label = ask.word("line_mode");
    ask.ask(&name("mode"), label, FieldControl::Choice(modes), &line.mode);
    let label = ask.word("line_volume");
    ask.ask(&name("volume"), label, FieldControl::Text, &line.volume);
    ask.optional();
    let units = VolumeUnit::ALL.iter().map(|unit| coded("apply-volume", unit.code())).collect();
    let label = ask.word("line_volume_unit");
    ask.ask(&name("volume_unit"), label, FieldControl::Choice(units), &line.volume_unit);
    ask.optional();
    let scenes = filed.form.scenarios.len() + more;
    let scenes = (1..=scenes).map(|n| {
        let scene = filed.form.scenarios.get(n - 1).map(|one| format!(" {}", one.scene)).unwrap_or_default();
        Coded { value: n.to_string(), label: format!("{}{scene}", t!(locale, "apply-scenario", n = n)) }
    });
    let (label, scenes) = (ask.word("line_scenario"), scenes.collect());
    ask.ask(&name("scenario"), label, FieldControl::Choice(scenes), line.scenario.trim());
    let label = ask.word("line_necessity");
    ask.ask(&name("necessity"), label, FieldControl::TextArea, &line.necessity);
    let answers = ["yes", "no"].map(|code| coded("apply", code)).to_vec();
    let label = ask.word("line_sensitive");
    ask.ask(&name("sensitive"), label, FieldControl::Choice(answers), &line.sensitive);
    let consents = ["now", "per-call", "treatment"].map(|code| coded("apply-consent", code)).to_vec();
    let label = ask.word("line_consent");
    ask.ask(&name("consent"), label, FieldControl::Choice(consents), &line.consent);
    ask.optional();
    let label = ask.word("line_consent_plan");
    ask.ask(&name("consent_plan"), label, FieldControl::TextArea, &line.consent_plan);
    ask.optional();
}

/// C3: the seven clauses in force, read and signed anew.
fn commitment(ask: &mut Questions, loaded: &Loaded, facts: &Facts) {
    ask.section("commitment");
    let person = loaded.content.applicant.kind == PartyKind::Person;
    let tick = ask.word(if person { "commitment-tick-person" } else { "commitment-tick" });
    let clauses = facts.commitment.clauses.iter().map(|clause| clause.zh.clone()).collect();
    ask.ask(forms::COMMITMENT, tick, FieldControl::Statement(clauses), "");
    if !person {
        let head = loaded.content.filed.form.commitment.as_ref().map(|signed| signed.head.clone());
        ask.line(forms::HEAD, &head.unwrap_or_default());
    }
}
