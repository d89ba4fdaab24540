//! Labels of codes and the few sentences the server writes itself (API problems, feeds, citations).
use contract::site::Wording;
use contract::{Coded, ErrorCode};
use domain::catalog::{
    AccessRights, AccrualPeriodicity, DataType, Format, Level, Sensitivity, SuspensionReason, Theme, WithdrawalReason,
};
use domain::locale::Locale;
use std::collections::BTreeMap;
use texts::{FluentArgs, t};

/// The words of a refusal: heading by status, sentence by code, the most specific that the facts allow.
pub fn error(locale: Locale, code: ErrorCode, facts: &BTreeMap<String, String>) -> (String, Option<String>) {
    let heading = t(locale, &format!("error-heading-{}", code.status()));
    let mut args = FluentArgs::new();
    for (name, value) in facts {
        args.set(name.clone(), value.clone());
    }
    let plain = format!("error-{}", code.code());
    let specific = facts.keys().rev().map(|fact| format!("{plain}-{fact}")).find(|key| texts::has(locale, key));
    (heading, Some(texts::t_args(locale, &specific.unwrap_or(plain), &args)))
}

/// A label of a code list in `codes.ftl`.
fn label(locale: Locale, list: &str, code: &str) -> Coded {
    let key = format!("code-{list}-{code}");
    Coded { value: code.to_owned(), label: if texts::has(locale, &key) { t(locale, &key) } else { code.to_owned() } }
}

/// The same for services with code lists of their own.
pub(crate) fn code_label(locale: Locale, list: &str, code: &str) -> Coded {
    label(locale, list, code)
}

pub fn theme(locale: Locale, theme: Theme) -> Coded {
    label(locale, "theme", theme.code())
}

pub fn format(locale: Locale, format: Format) -> Coded {
    label(locale, "format", format.code())
}

pub fn data_type(locale: Locale, data_type: DataType) -> Coded {
    label(locale, "data-type", data_type.code())
}

pub fn periodicity(locale: Locale, periodicity: AccrualPeriodicity) -> Coded {
    label(locale, "periodicity", periodicity.code())
}

pub fn level(locale: Locale, level: Level) -> Coded {
    label(locale, "level", level.code())
}

pub fn sensitivity(locale: Locale, sensitivity: Sensitivity) -> Coded {
    label(locale, "sensitivity", sensitivity.code())
}

pub fn suspension(locale: Locale, reason: SuspensionReason) -> Coded {
    label(locale, "suspension", reason.code())
}

pub fn withdrawal(locale: Locale, reason: WithdrawalReason) -> String {
    label(locale, "withdrawal", reason.code()).label
}

/// 开放属性 in the wording of the profile (C-28).
pub fn access_rights(locale: Locale, wording: &Wording, rights: AccessRights) -> Coded {
    let pair = match rights {
        AccessRights::Public => &wording.public,
        AccessRights::Restricted | AccessRights::NonPublic => &wording.restricted,
    };
    Coded { value: rights.code().to_owned(), label: pick(locale, pair) }
}

/// The label of a facet's value; publishers and regions are named by the caller.
pub fn facet_value(locale: Locale, wording: &Wording, facet: &str, value: &str) -> String {
    match facet {
        "access_rights" => {
            AccessRights::from_code(value).map_or_else(|| value.to_owned(), |r| access_rights(locale, wording, r).label)
        }
        "theme" | "format" | "level" | "updated" => label(locale, facet, value).label,
        "data_type" => label(locale, "data-type", value).label,
        "accrual_periodicity" => label(locale, "periodicity", value).label,
        "has_table" => label(locale, "has-table", value).label,
        _ => value.to_owned(),
    }
}

/// The side of a pair for this language.
pub fn pick(locale: Locale, pair: &(String, String)) -> String {
    match locale {
        Locale::ZhCn => pair.0.clone(),
        Locale::En => pair.1.clone(),
    }
}

/// Title of a feed.
pub fn feed_title(locale: Locale, q: Option<&str>) -> String {
    match q {
        Some(q) if !q.is_empty() => t!(locale, "feed-search", q = q),
        _ => t!(locale, "feed-new"),
    }
}

/// Column heads of 下载清单, in the order of its columns.
pub fn list_header(locale: Locale, wording: &Wording) -> [String; 11] {
    [
        t!(locale, "list-code"),
        t!(locale, "list-title"),
        pick(locale, &wording.publisher),
        pick(locale, &wording.access_rights),
        t!(locale, "list-formats"),
        t!(locale, "list-data-type"),
        pick(locale, &wording.accrual_periodicity),
        t!(locale, "list-themes"),
        t!(locale, "list-updated"),
        t!(locale, "list-issued"),
        t!(locale, "list-link"),
    ]
}
