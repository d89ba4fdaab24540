//! What each command asks, and how the answers become a [`Command`].
use super::load::Loaded;
use super::{effects, words};
use crate::services::cases::fields::Maker;
use chrono::NaiveDate;
use contract::cases::forms::command as form_fields;
use contract::cases::{CommandField, FieldControl};
use contract::{ErrorCode, FormData, Refusal};
use domain::access::review::REASON_MIN;
use domain::access::violation::{Command, CommandCode};
use domain::locale::Locale;
use domain::profile::ViolationGround;

/// Bounds of texts, in characters.
const REASON: (u32, u32) = (REASON_MIN as u32, 1000);
const FACTS: (u32, u32) = (1, 2000);
const MEASURES: (u32, u32) = (REASON_MIN as u32, 2000);
/// The last day to rectify.
pub const DAY: &str = "rectify_by";

/// The questions of a command.
pub fn of(loaded: &Loaded, command: CommandCode, locale: Locale) -> Vec<CommandField> {
    let make = Maker(locale);
    let named = |field: CommandField, key: &str| CommandField { label: texts::t(locale, key), ..field };
    let files = |key: &str, required| CommandField { required, ..named(make.files(), key) };
    match command {
        CommandCode::Order => {
            let grounds = &loaded.profile.violation.grounds;
            let options = grounds.iter().map(|ground| words::ground(locale, *ground)).collect();
            let day = named(make.field(DAY, FieldControl::Date, (1, 0)), "violation-rectify-by");
            vec![
                named(make.choice("ground", options), "violation-ground"),
                named(make.area(effects::FACTS, FACTS), "violation-facts"),
                files("violation-evidence", true),
                CommandField { hint: Some(texts::t(locale, "violation-rectify-hint")), ..day },
            ]
        }
        CommandCode::HandIn => {
            vec![named(make.area("measures", MEASURES), "violation-measures"), files("violation-rectification", false)]
        }
        CommandCode::RecordRegulators => {
            let against = make.field("against", FieldControl::Checkbox, (0, 0));
            vec![named(against, "violation-against"), make.area("reason", REASON)]
        }
        CommandCode::Dismiss
        | CommandCode::Accept
        | CommandCode::Return
        | CommandCode::Conclude
        | CommandCode::LiftCredit => vec![make.area("reason", REASON)],
    }
}

fn ground(code: &str) -> Option<ViolationGround> {
    serde_json::from_value(serde_json::Value::String(code.to_owned())).ok()
}

/// The day as the browser sends it.
pub fn day(form: &FormData) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(form.text(DAY).trim(), "%Y-%m-%d").ok()
}

/// What is typed where a day belongs and is none.
pub fn no_day(form: &FormData) -> Option<Refusal> {
    let typed = !form.text(DAY).trim().is_empty();
    (typed && day(form).is_none()).then(|| Refusal::new(ErrorCode::BadValue).field(DAY))
}

/// What was typed, right or wrong, as a command: the rules say what is wrong with it. `evidence`: hashes of the files that came with it.
pub fn command(code: CommandCode, form: &FormData, evidence: Vec<String>) -> Command {
    let text = |name: &str| form.text(name).trim().to_owned();
    let reason = text("reason");
    match code {
        CommandCode::Order => Command::Order {
            ground: ground(&text("ground")),
            facts: text(effects::FACTS),
            evidence,
            rectify_by: day(form),
        },
        CommandCode::Dismiss => Command::Dismiss { reason },
        CommandCode::HandIn => Command::HandIn { measures: text("measures") },
        CommandCode::Accept => Command::Accept { reason },
        CommandCode::Return => Command::Return { reason },
        CommandCode::Conclude => Command::Conclude { reason },
        CommandCode::RecordRegulators => Command::RecordRegulators { against: form.has("against"), reason },
        CommandCode::LiftCredit => Command::LiftCredit { reason },
    }
}

/// Whether a command brings files, and what they are.
pub const fn slot(code: CommandCode) -> Option<&'static str> {
    match code {
        CommandCode::Order => Some(super::subject::EVIDENCE),
        CommandCode::HandIn => Some("rectification"),
        _ => None,
    }
}

/// Name of the field of files.
pub const FILES: &str = form_fields::FILES;
