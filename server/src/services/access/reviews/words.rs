//! Words of the codes of an application, `code-case-sq-<list>-<code>`.
use crate::services::cases::words::of_kind;
use contract::Coded;
use domain::access::Material;
use domain::access::review::{Basis, CommandCode};
use domain::cases::CaseKind;
use domain::locale::Locale;
use domain::profile::Step;
use serde::Serialize;

/// A label of this procedure, else of all procedures.
pub fn label(locale: Locale, list: &str, code: &str) -> Coded {
    of_kind(locale, CaseKind::Application, list, code)
}

pub fn command(locale: Locale, command: CommandCode) -> Coded {
    label(locale, "command", command.code())
}

/// A choice of the profile by its serde code.
pub fn choice(locale: Locale, list: &str, value: impl Serialize) -> Coded {
    let code = serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    label(locale, list, &code)
}

pub fn step(locale: Locale, step: Step) -> Coded {
    choice(locale, "review-step", step)
}

/// A material: its code, and what it is called; proofs and consents name what they are for.
pub fn material(locale: Locale, material: &Material, condition: impl Fn(&str, &str) -> Option<String>) -> Coded {
    let label = match material {
        Material::Proof { dataset, condition: code } => {
            let what = condition(dataset, code).unwrap_or_else(|| code.clone());
            texts::t!(locale, "review-material-proof", what = what)
        }
        Material::Consent { line } => texts::t!(locale, "review-material-consent", line = *line),
        other => self::label(locale, "material", &other.to_string()).label,
    };
    Coded { value: material.to_string(), label }
}

/// A basis as one word of a form.
pub fn basis_code(basis: &Basis) -> String {
    match basis {
        Basis::Barred { ground } => format!("barred:{}", choice(Locale::ZhCn, "ground", ground).value),
        Basis::Eligibility { of } => format!("eligibility:{}", of.code()),
        Basis::Condition { dataset, version, code } => format!("condition:{dataset}:{version}:{code}"),
    }
}
