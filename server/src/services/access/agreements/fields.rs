//! What each command asks, and how the answers become a [`Command`].
use super::load::Loaded;
use super::words;
use crate::services::cases::effects::Said;
use crate::services::cases::fields::{Maker, typed};
use contract::cases::forms::command as form_fields;
use contract::cases::{CommandField, FieldControl};
use contract::{Coded, ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::access::DeliveryMode;
use domain::access::agreement::{Blank, Command, CommandCode, DestroyMode, Duration, DurationUnit, Terms};
use domain::access::application::TEXT_MAX;
use domain::access::review::REASON_MIN;
use domain::locale::Locale;
use std::collections::BTreeSet;

/// Longest reason.
const REASON_MAX: u32 = 1000;
/// Longest name.
const NAME_MAX: u32 = 60;

const TERM_UNITS: &[DurationUnit] = &[DurationUnit::Days, DurationUnit::Months];
const UNITS: &[DurationUnit] = DurationUnit::ALL;

/// Durations of the form: field, blank, units it may have.
const DURATIONS: [(&str, Blank, &[DurationUnit]); 4] = [
    ("launch_within", Blank::LaunchWithin, UNITS),
    ("term", Blank::Term, TERM_UNITS),
    ("termination_notice", Blank::TerminationNotice, UNITS),
    ("destroy_within", Blank::DestroyWithin, UNITS),
];

fn bound(min: usize) -> u32 {
    u32::try_from(min).unwrap_or(u32::MAX)
}

fn question(name: &str, label: String, control: FieldControl, value: String) -> CommandField {
    CommandField {
        name: name.into(),
        label,
        hint: None,
        control,
        required: false,
        value,
        min: 0,
        max: 0,
        internal: false,
        group: None,
    }
}

/// A number and its unit, as two questions.
fn duration(
    locale: Locale,
    name: &str,
    label: &str,
    units: &[DurationUnit],
    value: Option<Duration>,
) -> [CommandField; 2] {
    let options = units.iter().map(|unit| words::label(locale, "unit", unit.code())).collect();
    let count = value.map(|value| value.count.to_string()).unwrap_or_default();
    let unit = value.map(|value| value.unit.code().to_owned()).unwrap_or_default();
    [
        question(name, label.to_owned(), FieldControl::Number, count),
        question(
            &format!("{name}_unit"),
            texts::t!(locale, "agreement-unit-of", what = label),
            FieldControl::Choice(options),
            unit,
        ),
    ]
}

fn modes(loaded: &Loaded) -> Vec<DeliveryMode> {
    let modes: BTreeSet<_> = loaded.agreement.pulled.lines.iter().map(|line| line.mode).collect();
    modes.into_iter().collect()
}

/// The questions of a command.
pub fn of(loaded: &Loaded, command: CommandCode, locale: Locale) -> Vec<CommandField> {
    let make = Maker(locale);
    match command {
        CommandCode::Fill => blanks(loaded, locale),
        CommandCode::AskRenewal => {
            let label = texts::t(locale, "agreement-renewal-term");
            let fields = duration(locale, "term", &label, TERM_UNITS, loaded.agreement.terms.term);
            fields.map(|field| CommandField { required: true, ..field }).into()
        }
        CommandCode::RefuseRenewal | CommandCode::GiveNotice | CommandCode::RejectDestruction => {
            vec![make.area("reason", (bound(REASON_MIN), REASON_MAX))]
        }
        CommandCode::Withdraw => vec![make.area("reason", (0, REASON_MAX))],
        CommandCode::ProveDestruction => {
            let label = texts::t(locale, "agreement-proof");
            let files = CommandField {
                label,
                hint: Some(texts::t(locale, "agreement-proof-hint")),
                required: true,
                ..make.files()
            };
            vec![make.area("statement", (0, REASON_MAX)), files]
        }
        CommandCode::Confirm
        | CommandCode::Sign
        | CommandCode::File
        | CommandCode::GrantRenewal
        | CommandCode::AcceptDestruction => Vec::new(),
    }
}

fn blanks(loaded: &Loaded, locale: Locale) -> Vec<CommandField> {
    let terms = &loaded.agreement.terms;
    let label = |blank| words::blank(locale, blank).label;
    let mut fields = Vec::new();
    if loaded.asks(Blank::BuildMonths) {
        let months = terms.build_months.map(|months| months.to_string()).unwrap_or_default();
        fields.push(question("build_months", label(Blank::BuildMonths), FieldControl::Number, months));
    }
    let values = [terms.launch_within, terms.term, terms.termination_notice, terms.destroy_within];
    for ((name, blank, units), value) in DURATIONS.into_iter().zip(values) {
        fields.extend(duration(locale, name, &label(blank), units, value));
    }
    let coded = |list: &str, code: &str| words::label(locale, list, code);
    let destroy: Vec<Coded> = DestroyMode::ALL.iter().map(|mode| coded("destroy-mode", mode.code())).collect();
    let chosen = terms.destroy_mode.map(|mode| mode.code().to_owned()).unwrap_or_default();
    fields.push(question("destroy_mode", label(Blank::DestroyMode), FieldControl::Choice(destroy), chosen));
    let text = |name: &str, label: String, value: &str, max: u32| CommandField {
        max,
        ..question(name, label, FieldControl::Text, value.to_owned())
    };
    let area = |name: &str, blank, value: &str| CommandField {
        max: bound(TEXT_MAX),
        ..question(name, label(blank), FieldControl::TextArea, value.to_owned())
    };
    fields.push(text(
        "destroy_other",
        texts::t(locale, "agreement-destroy-other"),
        &terms.destroy_other,
        bound(TEXT_MAX),
    ));
    let offered = modes(loaded).into_iter().map(|mode| coded("mode", mode.code())).collect();
    let mode = terms.open_mode.map(|mode| mode.code().to_owned()).unwrap_or_default();
    fields.push(question("open_mode", label(Blank::OpenMode), FieldControl::Choice(offered), mode));
    fields.push(area("use_scope", Blank::UseScope, &terms.use_scope));
    fields.push(area("security_measures", Blank::SecurityMeasures, &terms.security_measures));
    fields.push(text("rep_a", label(Blank::RepA), &terms.rep_a, NAME_MAX));
    fields
}

/// A whole number as people type it: full-width digits are digits.
fn number(typed: &str) -> Option<u32> {
    let digit = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        other => other,
    };
    typed.chars().map(digit).collect::<String>().parse().ok()
}

/// Nothing, or a whole number from 1 on.
fn optional(form: &FormData, name: &str, faults: &mut Vec<Refusal>) -> Option<u32> {
    let typed = form.text(name);
    if typed.is_empty() {
        return None;
    }
    let found = number(&typed).filter(|number| *number > 0);
    if found.is_none() {
        faults.push(Refusal::new(ErrorCode::BadValue).field(name));
    }
    found
}

fn read_duration(form: &FormData, name: &str, units: &[DurationUnit], faults: &mut Vec<Refusal>) -> Option<Duration> {
    let count = optional(form, name, faults)?;
    let field = format!("{name}_unit");
    match DurationUnit::from_code(&form.text(&field)).filter(|unit| units.contains(unit)) {
        Some(unit) => Some(Duration { count, unit }),
        None => {
            let code = if form.text(&field).is_empty() { ErrorCode::Required } else { ErrorCode::BadValue };
            faults.push(Refusal::new(code).field(field));
            None
        }
    }
}

fn choice<T>(form: &FormData, name: &str, read: impl Fn(&str) -> Option<T>, faults: &mut Vec<Refusal>) -> Option<T> {
    let typed = form.text(name);
    if typed.is_empty() {
        return None;
    }
    let found = read(&typed);
    if found.is_none() {
        faults.push(Refusal::new(ErrorCode::BadValue).field(name));
    }
    found
}

fn terms(loaded: &Loaded, form: &FormData) -> PortResult<Terms> {
    let mut faults = Vec::new();
    let build = if loaded.asks(Blank::BuildMonths) { optional(form, "build_months", &mut faults) } else { None };
    let [launch, term, notice, destroy] =
        DURATIONS.map(|(name, _, units)| read_duration(form, name, units, &mut faults));
    let offered = modes(loaded);
    let terms = Terms {
        build_months: build,
        launch_within: launch,
        term,
        termination_notice: notice,
        destroy_within: destroy,
        destroy_mode: choice(form, "destroy_mode", DestroyMode::from_code, &mut faults),
        destroy_other: form.text("destroy_other"),
        open_mode: choice(
            form,
            "open_mode",
            |code| DeliveryMode::from_code(code).filter(|mode| offered.contains(mode)),
            &mut faults,
        ),
        use_scope: form.text("use_scope"),
        security_measures: form.text("security_measures"),
        rep_a: form.text("rep_a"),
    };
    if terms.rep_a.chars().count() > NAME_MAX as usize {
        let over = terms.rep_a.chars().count() - NAME_MAX as usize;
        faults.push(Refusal::new(ErrorCode::TooLong).field("rep_a").fact("max", NAME_MAX).fact("over", over));
    }
    faults.extend(terms.check().err().into_iter().flatten().map(|fault| {
        let code = ErrorCode::ALL.iter().copied().find(|code| code.code() == fault.code.code());
        let refusal = Refusal::new(code.unwrap_or(ErrorCode::BadValue)).field(fault.field);
        fault.facts.iter().fold(refusal, |refusal, (name, value)| refusal.fact(name, value))
    }));
    if faults.is_empty() { Ok(terms) } else { Err(PortError::Invalid(faults)) }
}

/// What was typed, as a command and as what the history says. Signing is read by `sign`.
///
/// # Errors
/// Every fault at its field.
pub fn read(loaded: &Loaded, code: CommandCode, form: &FormData) -> PortResult<(Command, Said)> {
    if code == CommandCode::Fill {
        return Ok((Command::Fill { terms: terms(loaded, form)? }, Said::default()));
    }
    if code == CommandCode::AskRenewal {
        let mut faults = Vec::new();
        if form.text("term").is_empty() {
            faults.push(Refusal::new(ErrorCode::Required).field("term"));
        }
        let term = read_duration(form, "term", TERM_UNITS, &mut faults);
        let Some(term) = term.filter(|_| faults.is_empty()) else { return Err(PortError::Invalid(faults)) };
        let mut said = Said::default();
        said.facts.insert("term".into(), term.zh().into());
        return Ok((Command::AskRenewal { term }, said));
    }
    let said = typed(&of(loaded, code, Locale::ZhCn), form)?;
    let reason = said.texts.get("reason").cloned().unwrap_or_default();
    let command = match code {
        CommandCode::Confirm => Command::Confirm,
        CommandCode::Withdraw => Command::Withdraw,
        CommandCode::File => Command::File,
        CommandCode::GrantRenewal => Command::GrantRenewal,
        CommandCode::RefuseRenewal => Command::RefuseRenewal { reason },
        CommandCode::GiveNotice => Command::GiveNotice { reason },
        CommandCode::ProveDestruction => Command::ProveDestruction { proofs: form.uploads(form_fields::FILES).count() },
        CommandCode::AcceptDestruction => Command::AcceptDestruction,
        CommandCode::RejectDestruction => Command::RejectDestruction { reason },
        CommandCode::Fill | CommandCode::Sign | CommandCode::AskRenewal => {
            return Err(crate::services::internal("read elsewhere"));
        }
    };
    Ok((command, said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c4_numbers_are_read_as_people_type_them() {
        let form = |count: &str, unit: &str| FormData {
            fields: vec![("term".into(), count.into()), ("term_unit".into(), unit.into())],
            files: Vec::new(),
        };
        let read = |count: &str, unit: &str| {
            let mut faults = Vec::new();
            let found = read_duration(&form(count, unit), "term", TERM_UNITS, &mut faults);
            (found, faults.into_iter().map(|fault| (fault.code, fault.field.unwrap_or_default())).collect::<Vec<_>>())
        };
        assert_eq!(read("１２", "months"), (Some(Duration { count: 12, unit: DurationUnit::Months }), vec![]));
        assert_eq!(read("", "months"), (None, vec![]), "an empty blank is no fault");
        assert_eq!(read("0", "months").1, [(ErrorCode::BadValue, "term".to_owned())]);
        assert_eq!(read("12", "").1, [(ErrorCode::Required, "term_unit".to_owned())]);
        assert_eq!(read("12", "working-days").1, [(ErrorCode::BadValue, "term_unit".to_owned())]);
    }
}
