//! What each command asks, and how the answers become a [`Command`].
use super::bodies::Authorities;
use super::effects::{Said, within};
use super::form::Faults;
use super::load::Loaded;
use super::{internal, words};
use crate::portal::Core;
use crate::services;
use contract::cases::forms::command as form_fields;
use contract::cases::{CommandField, FieldControl};
use contract::{Coded, ErrorCode, FormData, PortResult};
use domain::catalog::SuspensionReason;
use domain::complaints::{Command, CommandCode, Conversion, Outcome, Regulator};
use domain::locale::Locale;
use store::Tx;

/// Characters of a reason and of an answer (ui 5.8: at least 20).
const REASON: (u32, u32) = (10, 1000);
const ANSWER: (u32, u32) = (20, 5000);
/// Where and with what somebody found the risk for which data is suspended (B20), by code.
const FINDERS: [&str; 6] = ["publisher", "authority", "security", "monitoring", "report", "other"];
/// The slot of the documents that show that the risk is gone; officials alone read them.
pub const CLEARANCE: &str = "clearance";
/// What of a suspension only officials read: it may say how data could be attacked.
pub const RISK: [&str; 3] = ["finder", "scope", "measures"];
/// Files of one command.
const MAX_FILES: usize = 5;

/// Makes questions with the words of their names.
pub struct Maker(pub Locale);

impl Maker {
    pub fn field(&self, name: &str, control: FieldControl, (min, max): (u32, u32)) -> CommandField {
        let text = |kind: &str| {
            let key = format!("case-{kind}-{}", name.replace('_', "-"));
            texts::has(self.0, &key).then(|| texts::t(self.0, &key))
        };
        CommandField {
            name: name.into(),
            label: text("field").unwrap_or_else(|| name.into()),
            hint: text("hint"),
            control,
            required: min > 0,
            value: String::new(),
            min,
            max,
            internal: matches!(name, "note"),
            group: None,
            templates: Vec::new(),
        }
    }

    pub fn area(&self, name: &str, bounds: (u32, u32)) -> CommandField {
        self.field(name, FieldControl::TextArea, bounds)
    }

    pub fn choice(&self, name: &str, options: Vec<Coded>) -> CommandField {
        let mut field = self.field(name, FieldControl::Choice(options), (0, 0));
        field.required = true;
        field
    }

    pub fn codes<'a>(&self, list: &str, codes: impl Iterator<Item = &'a str>) -> Vec<Coded> {
        codes.map(|code| words::label(self.0, list, code)).collect()
    }

    pub fn files(&self) -> CommandField {
        self.field(form_fields::FILES, FieldControl::Files, (0, 0))
    }
}

/// The questions of a command.
pub async fn of(
    core: &Core,
    tx: &mut Tx,
    loaded: &Loaded,
    command: CommandCode,
    locale: Locale,
) -> PortResult<Vec<CommandField>> {
    let make = Maker(locale);
    let measures = |bounds| {
        let hint = Some(texts::t!(locale, "case-hint-risk-measures"));
        CommandField { hint, ..make.area("measures", bounds) }
    };
    let outcomes = || make.choice("outcome", make.codes("outcome", Outcome::of(loaded.kind).iter().map(|o| o.code())));
    Ok(match command {
        CommandCode::Route => vec![make.choice("to", destinations(tx, loaded).await?), make.area("note", (0, 500))],
        CommandCode::Forward | CommandCode::Return | CommandCode::Recall => vec![make.area("reason", REASON)],
        CommandCode::Refer => vec![
            make.choice("regulator", make.codes("regulator", Regulator::ALL.iter().map(|r| r.code()))),
            make.area("reason", REASON),
        ],
        CommandCode::RecordOutcome => vec![outcomes(), make.area("answer", ANSWER), make.files()],
        CommandCode::AskSupplement => vec![make.area("question", REASON)],
        CommandCode::Supplement => vec![make.area("facts", (4, 5000)), make.files()],
        CommandCode::Extend => vec![make.field("days", FieldControl::Number, (1, 3)), make.area("reason", REASON)],
        CommandCode::Answer => {
            let mut all = vec![outcomes(), make.area("answer", ANSWER), make.files(), make.area("note", (0, 500))];
            let now = core.clock.now();
            if let Some(clock) = loaded.clock().map(|row| &row.clock).filter(|clock| clock.is_overdue(now)) {
                let mut late = make.area("late_reason", (0, 500));
                late.required = clock.needs_late_reason(now);
                all.insert(2, late);
            }
            all
        }
        CommandCode::Object => vec![make.area("reason", REASON)],
        CommandCode::Cancel | CommandCode::Remind => vec![make.area("reason", (0, 500))],
        CommandCode::Convert => vec![
            make.choice("into", make.codes("conversion", Conversion::ALL.iter().map(|c| c.code()))),
            make.area("reason", REASON),
        ],
        CommandCode::SuspendDataset => {
            let reasons = SuspensionReason::ALL.iter().map(|r| services::words::suspension(locale, *r)).collect();
            vec![
                make.choice("reason_class", reasons),
                make.area("reason", REASON),
                make.choice("finder", make.codes("finder", FINDERS.into_iter())),
                make.area("scope", (2, 500)),
                // What is done about it may begin after the data is closed: closing does not wait.
                measures((0, 1000)),
            ]
        }
        CommandCode::ResumeDataset => {
            let mut evidence = make.files();
            evidence.required = true;
            evidence.label = texts::t!(locale, "case-field-clearance-files");
            vec![measures(REASON), make.area("clearance", REASON), evidence]
        }
        CommandCode::Accept | CommandCode::Proceed | CommandCode::Confirm | CommandCode::Close => Vec::new(),
    })
}

/// Bodies a case may be handed to: of the jurisdiction, the routing authority first, never the one complained about.
async fn destinations(tx: &mut Tx, loaded: &Loaded) -> PortResult<Vec<Coded>> {
    let router = loaded.facts.router();
    let authorities = Authorities::load(tx).await?;
    let mut all: Vec<_> = tx.active_bodies().await.map_err(internal)?;
    all.retain(|body| {
        Some(body.id) != loaded.facts.target
            && !body.unattributed
            && (body.id == router || authorities.covers(router, body))
    });
    // The publisher of the dataset it is about is the likeliest; then the authority itself.
    let publisher = loaded.dataset.as_ref().map(|full| full.dataset.publisher);
    all.sort_by_key(|body| (Some(body.id) != publisher, body.id != router, body.name.clone()));
    Ok(all.into_iter().map(|body| Coded { value: body.code, label: body.name }).collect())
}

/// What was typed, as a command and as what the timeline says.
pub async fn read(
    core: &Core,
    tx: &mut Tx,
    loaded: &Loaded,
    code: CommandCode,
    form: &FormData,
) -> PortResult<(Command, Said)> {
    let fields = of(core, tx, loaded, code, Locale::ZhCn).await?;
    let said = typed(&fields, form)?;
    let fact = |name: &str| said.facts.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    // Every value was compared with its list above.
    let wrong = || internal("a value outside of its list");
    let command = match code {
        CommandCode::Route => {
            let body = tx.body_by_code(&fact("to")).await.map_err(internal)?.ok_or_else(wrong)?;
            let within = within(tx, loaded.facts.router(), body.id).await?;
            Command::Route { to: body.id, within }
        }
        CommandCode::Forward => Command::Forward,
        CommandCode::Refer => Command::Refer { regulator: Regulator::from_code(&fact("regulator")).ok_or_else(wrong)? },
        CommandCode::RecordOutcome => {
            Command::RecordOutcome { outcome: Outcome::from_code(&fact("outcome")).ok_or_else(wrong)? }
        }
        CommandCode::Accept => Command::Accept,
        CommandCode::Return => Command::Return,
        CommandCode::Recall => Command::Recall,
        CommandCode::AskSupplement => Command::AskSupplement,
        CommandCode::Supplement => Command::Supplement,
        CommandCode::Proceed => Command::Proceed,
        CommandCode::Extend => {
            let days = said.facts.get("days").and_then(serde_json::Value::as_u64).unwrap_or_default();
            Command::Extend { additional: u32::try_from(days).unwrap_or(u32::MAX) }
        }
        CommandCode::Answer => Command::Answer {
            outcome: Outcome::from_code(&fact("outcome")).ok_or_else(wrong)?,
            late_reason: said.texts.contains_key("late_reason"),
        },
        CommandCode::Confirm => Command::Confirm,
        CommandCode::Object => Command::Object,
        CommandCode::Close => Command::Close,
        CommandCode::Cancel => Command::Cancel,
        CommandCode::Convert => Command::Convert { into: Conversion::from_code(&fact("into")).ok_or_else(wrong)? },
        CommandCode::SuspendDataset => {
            Command::SuspendDataset { reason: SuspensionReason::from_code(&fact("reason_class")).ok_or_else(wrong)? }
        }
        CommandCode::ResumeDataset => Command::ResumeDataset,
        CommandCode::Remind => Command::Remind,
    };
    Ok((command, said))
}

/// What was typed into questions, with every fault at once: choices, numbers and ticks as facts, texts as texts; files are only looked at.
///
/// # Errors
/// Every fault at its field.
pub fn typed(fields: &[CommandField], form: &FormData) -> PortResult<Said> {
    let mut faults = Faults(Vec::new());
    let mut said = Said::default();
    for field in fields {
        match &field.control {
            FieldControl::TextArea | FieldControl::Text => {
                let min = if field.required { field.min.max(1) } else { 0 };
                let text = faults.text(form, &field.name, min as usize, field.max as usize);
                if !text.is_empty() {
                    said.texts.insert(field.name.clone(), text);
                }
            }
            FieldControl::Choice(_) if !field.required && form.text(&field.name).is_empty() => {}
            FieldControl::Choice(options) => {
                let options: Vec<&str> = options.iter().map(|option| option.value.as_str()).collect();
                let value = faults.choice(form, &field.name, &options);
                said.facts.insert(field.name.clone(), value.into());
            }
            FieldControl::Number => match form.text(&field.name).parse::<u32>() {
                Ok(number) if number > 0 => {
                    said.facts.insert(field.name.clone(), number.into());
                }
                _ => faults.add(ErrorCode::BadValue, &field.name),
            },
            FieldControl::Files => {
                if field.required && form.uploads(&field.name).count() == 0 {
                    faults.add(ErrorCode::Required, &field.name);
                }
                for upload in form.uploads(&field.name).take(MAX_FILES) {
                    faults.0.extend(super::documents::kind_of(upload).err().map(|fault| fault.field(&field.name)));
                }
                if form.uploads(&field.name).count() > MAX_FILES {
                    faults.0.push(
                        contract::Refusal::new(ErrorCode::TooManyFiles).field(&field.name).fact("max", MAX_FILES),
                    );
                }
            }
            FieldControl::Checkbox | FieldControl::Statement(_) => {
                if form.has(&field.name) {
                    said.facts.insert(field.name.clone(), true.into());
                }
            }
            // Asked where the procedure reads them by itself.
            FieldControl::Date | FieldControl::Checks(_) => {}
        }
    }
    faults.end(said)
}
