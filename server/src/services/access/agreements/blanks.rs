//! The blanks of the opening side as questions, and what was typed as [`Terms`]: of an agreement, and of the opinions that propose them.
use super::words;
use contract::cases::{CommandField, FieldControl};
use contract::{Coded, ErrorCode, FormData, Refusal};
use domain::access::agreement::{Blank, DestroyMode, Duration, DurationUnit, Terms};
use domain::access::application::TEXT_MAX;
use domain::locale::Locale;

/// Longest name.
const NAME_MAX: u32 = 60;

pub const TERM_UNITS: &[DurationUnit] = &[DurationUnit::Days, DurationUnit::Months];
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
        templates: Vec::new(),
    }
}

/// A number and its unit, as two questions.
pub fn duration(
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

/// Which blanks are asked.
pub struct Asked {
    /// 完成开放应用, where the profile has it.
    pub build: bool,
    /// 授权代表: only who signs names one.
    pub representative: bool,
}

/// Whether a question is one of these.
pub fn is_blank(name: &str) -> bool {
    const OTHERS: [&str; 6] =
        ["build_months", "destroy_mode", "destroy_other", "use_scope", "security_measures", "rep_a"];
    OTHERS.contains(&name) || DURATIONS.iter().any(|(field, ..)| name.strip_suffix("_unit").unwrap_or(name) == *field)
}

impl Asked {
    /// The questions, with what stands in them.
    pub fn questions(&self, terms: &Terms, locale: Locale) -> Vec<CommandField> {
        let label = |blank| words::blank(locale, blank).label;
        let mut fields = Vec::new();
        if self.build {
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
        fields.push(area("use_scope", Blank::UseScope, &terms.use_scope));
        fields.push(area("security_measures", Blank::SecurityMeasures, &terms.security_measures));
        if self.representative {
            fields.push(text("rep_a", label(Blank::RepA), &terms.rep_a, NAME_MAX));
        }
        fields
    }

    /// What was typed.
    ///
    /// # Errors
    /// Every fault at its field.
    pub fn read(&self, form: &FormData) -> Result<Terms, Vec<Refusal>> {
        let mut faults = Vec::new();
        let build = if self.build { optional(form, "build_months", &mut faults) } else { None };
        let [launch, term, notice, destroy] =
            DURATIONS.map(|(name, _, units)| read_duration(form, name, units, &mut faults));
        let terms = Terms {
            build_months: build,
            launch_within: launch,
            term,
            termination_notice: notice,
            destroy_within: destroy,
            destroy_mode: choice(form, "destroy_mode", DestroyMode::from_code, &mut faults),
            destroy_other: form.text("destroy_other"),
            use_scope: form.text("use_scope"),
            security_measures: form.text("security_measures"),
            rep_a: if self.representative { form.text("rep_a") } else { String::new() },
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
        if faults.is_empty() { Ok(terms) } else { Err(faults) }
    }
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

pub fn read_duration(
    form: &FormData,
    name: &str,
    units: &[DurationUnit],
    faults: &mut Vec<Refusal>,
) -> Option<Duration> {
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
