//! Words of the codes of a violation: `code-case-wg-<list>-<code>`, and the sentences of its command pages `violation-<kind>-<command>`.
use crate::services::cases::words::{of_kind, profile_code};
use contract::Coded;
use domain::access::violation::CommandCode;
use domain::cases::CaseKind;
use domain::law::Citation;
use domain::locale::Locale;
use domain::profile::{Profile, ViolationGround};

/// A label of this procedure, else of all procedures.
pub fn label(locale: Locale, list: &str, code: &str) -> Coded {
    of_kind(locale, CaseKind::Violation, list, code)
}

pub fn command(locale: Locale, command: CommandCode) -> Coded {
    label(locale, "command", command.code())
}

/// A ground of the profile.
pub fn ground(locale: Locale, ground: ViolationGround) -> Coded {
    profile_code(locale, "wg-ground", ground)
}

/// A sentence of a command page, if there is one.
pub fn sentence(locale: Locale, kind: &str, command: CommandCode, part: &str) -> Option<String> {
    let key = format!("violation-{kind}-{}{part}", command.code());
    texts::has(locale, &key).then(|| texts::t(locale, &key))
}

/// The articles that say what follows a violation.
pub fn sources(profile: &Profile) -> &[Citation] {
    profile.sources_of("violation.grounds")
}
