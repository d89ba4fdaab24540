//! Rows of the trail in words. Names of persons stay out: a row shows the id of the account, as it was recorded.
use super::super::internal;
use contract::audit::{AuditLine, Change};
use contract::{Coded, PortResult};
use domain::account::{Acting, Role};
use domain::audit::{DONE, Row};
use domain::locale::Locale;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use uuid::Uuid;

/// Kinds of acts, for the filter.
const KINDS: &[&str] = &[
    "account",
    "api-key",
    "audit",
    "backup",
    "body",
    "calendar",
    "case",
    "catalogue",
    "delivery",
    "identity",
    "import",
    "key",
    "law",
    "mail",
    "notice",
    "party",
    "profile",
    "table",
    "portal",
];
/// Longest fact shown in a list, in characters.
const SHORT: usize = 80;

/// Kinds of acts in words.
pub(super) fn kinds(locale: Locale) -> Vec<Coded> {
    KINDS.iter().map(|kind| label(locale, &format!("audit-kind-{kind}"), kind)).collect()
}

/// A role in words.
pub(super) fn role(locale: Locale, role: Role) -> Coded {
    label(locale, &format!("code-role-{}", role.code()), role.code())
}

/// Words where there are any, else the code itself: acts of later versions stay readable.
fn label(locale: Locale, key: &str, code: &str) -> Coded {
    let key = key.replace('.', "-");
    let label = if texts::has(locale, &key) { texts::t(locale, &key) } else { code.to_owned() };
    Coded { value: code.to_owned(), label }
}

/// Rows with their labels; bodies are named.
pub(super) async fn lines(tx: &mut Tx, locale: Locale, rows: Vec<Row>) -> PortResult<Vec<AuditLine>> {
    let acting = |row: &Row| serde_json::from_str::<Acting>(&row.entry.acting).ok();
    let wanted: BTreeSet<Uuid> = rows.iter().filter_map(|row| acting(row)?.body()).collect();
    let mut names = BTreeMap::new();
    for id in wanted {
        if let Some(body) = tx.body_by_id(id).await.map_err(internal)? {
            names.insert(id, body.name);
        }
    }
    Ok(rows.into_iter().map(|row| line(locale, acting(&row), &names, row)).collect())
}

fn line(locale: Locale, acting: Option<Acting>, names: &BTreeMap<Uuid, String>, row: Row) -> AuditLine {
    let entry = row.entry;
    let acting = match acting {
        Some(Acting::Body { body, .. }) => names.get(&body).cloned().unwrap_or_else(|| body.to_string()),
        Some(Acting::Person { .. }) => texts::t(locale, "audit-acting-person"),
        Some(Acting::Organisation { .. }) => texts::t(locale, "audit-acting-organisation"),
        None => label(locale, &format!("audit-acting-{}", entry.acting), &entry.acting).label,
    };
    let role = entry.role.map(|code| match Role::from_code(&code) {
        Some(known) => role(locale, known),
        None => Coded { label: code.clone(), value: code },
    });
    AuditLine {
        seq: row.seq,
        at: entry.at,
        account: entry.account.map(|id| id.to_string()),
        acting,
        role,
        action: label(locale, &format!("audit-act-{}", entry.action), &entry.action),
        object_kind: label(locale, &format!("audit-object-{}", entry.object_kind), &entry.object_kind),
        object: entry.object,
        case: entry.case,
        done: entry.outcome == DONE,
        outcome: label(locale, &format!("audit-outcome-{}", entry.outcome), &entry.outcome),
        changes: changes(&entry.before, &entry.after),
        reason: entry.reason,
        profile: entry.profile.map(|version| version.chars().take(8).collect()),
        hash: row.hash.chars().take(8).collect(),
    }
}

/// The facts that differ, by name.
fn changes(before: &Value, after: &Value) -> Vec<Change> {
    let (before, after) = (facts(before), facts(after));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| Change { name: name.clone(), before: before.get(name).cloned(), after: after.get(name).cloned() })
        .collect()
}

fn facts(value: &Value) -> BTreeMap<String, String> {
    match value {
        Value::Null => BTreeMap::new(),
        Value::Object(map) => {
            map.iter().filter(|(_, v)| !v.is_null()).map(|(name, v)| (name.clone(), short(v))).collect()
        }
        other => BTreeMap::from([(String::new(), short(other))]),
    }
}

fn short(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if text.chars().count() <= SHORT { text } else { text.chars().take(SHORT).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn r160_only_what_differs_is_shown_as_a_change() {
        let found = changes(&json!({"wd": 15, "same": 1, "gone": "a"}), &json!({"wd": 10, "same": 1, "new": [1]}));
        let found: Vec<_> = found.iter().map(|c| (c.name.as_str(), c.before.as_deref(), c.after.as_deref())).collect();
        assert_eq!(found, [("gone", Some("a"), None), ("new", None, Some("[1]")), ("wd", Some("15"), Some("10"))]);
    }

    #[test]
    fn acts_without_words_show_their_code() {
        assert_eq!(label(Locale::ZhCn, "audit-act-no.such-act", "no.such-act").label, "no.such-act");
        assert_ne!(label(Locale::ZhCn, "audit-act-audit.export", "audit.export").label, "audit.export");
    }
}
