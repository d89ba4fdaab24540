//! Words of the codes of an agreement: `code-case-xy-<list>-<code>`, `agreement-blank-<code>`, and the sentences of its command pages.
use crate::services::cases::words::of_kind;
use contract::Coded;
use domain::access::agreement::{Blank, CommandCode, Duration, DurationUnit};
use domain::cases::CaseKind;
use domain::locale::Locale;
use texts::t;

/// A label of this procedure, else of all procedures.
pub fn label(locale: Locale, list: &str, code: &str) -> Coded {
    of_kind(locale, CaseKind::Agreement, list, code)
}

pub fn command(locale: Locale, command: CommandCode) -> Coded {
    label(locale, "command", command.code())
}

/// A blank by its name.
pub fn blank(locale: Locale, blank: Blank) -> Coded {
    let key = format!("agreement-blank-{}", blank.code().replace('_', "-"));
    Coded { value: blank.code().into(), label: texts::t(locale, &key) }
}

/// A sentence of a command page, if there is one.
pub fn sentence(locale: Locale, kind: &str, command: CommandCode, part: &str) -> Option<String> {
    let key = format!("agreement-{kind}-{}{part}", command.code());
    texts::has(locale, &key).then(|| texts::t(locale, &key))
}

/// `30 日`, `6 个月`.
pub fn duration(locale: Locale, duration: Duration) -> String {
    let n = duration.count;
    match duration.unit {
        DurationUnit::Days => t!(locale, "agreement-days", n = n),
        DurationUnit::WorkingDays => t!(locale, "agreement-working-days", n = n),
        DurationUnit::Months => t!(locale, "agreement-months", n = n),
    }
}
