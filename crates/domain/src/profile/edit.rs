//! Changing one value of a profile's text, for the editor. What is inherited is written into the text that inherits it, and nothing else of
//! that text changes its meaning; comments are lost, because the text is written anew. Whether the result is a profile is
//! [`super::resolve`]'s to say.
mod whole;

pub use whole::{adopt, companion, copied, is_id, missing};

use super::Profile;
use super::resolve::is_whole;
use crate::law::Citation;
use toml::{Table, Value};

/// Keys that say which profile it is; they do not change.
const FIXED: [&str; 4] = ["id", "document.code", "document.with", "sources"];

/// Why a value cannot be put in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The profile has no such key, or it cannot be changed.
    #[error("no value {0} that could be changed")]
    UnknownKey(String),
    /// Not a value of the kind that stands there.
    #[error("expected {expected}")]
    Kind { expected: &'static str },
    #[error("{0}")]
    Text(String),
}

/// Every value with its key, as the editor shows it: `complaint.reply.period.working_days` → `15`.
pub fn values(profile: &Profile) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if let Ok(Value::Table(table)) = Value::try_from(profile) {
        walk("", &table, &mut found);
    }
    found
}

/// Whether a key may be changed.
pub fn editable(key: &str) -> bool {
    !FIXED.iter().any(|fixed| key == *fixed || key.strip_prefix(fixed).is_some_and(|rest| rest.starts_with('.')))
        && !key.ends_with(".sources")
}

/// `text` with one value changed and the article it rests on added to its sources. `profile` is what `text` means now.
///
/// # Errors
/// [`EditError`].
pub fn set(text: &str, profile: &Profile, key: &str, typed: &str, article: Citation) -> Result<String, EditError> {
    let unknown = || EditError::UnknownKey(key.to_owned());
    let whole = Value::try_from(profile).map_err(|error| EditError::Text(error.to_string()))?;
    let now = at(&whole, key).filter(|value| !value.is_table() && editable(key)).ok_or_else(unknown)?;
    let value = parse(now, typed)?;
    let mut own: Table = toml::from_str(text).map_err(|error| EditError::Text(error.to_string()))?;
    // A period, a limit or a label is one value: all of it is written.
    let mut parts: Vec<&str> = key.split('.').collect();
    let cut = (1..parts.len()).find(|n| {
        at(&whole, &parts[..*n].join(".")).and_then(Value::as_table).is_some_and(|table| is_whole(parts[*n - 1], table))
    });
    match cut {
        Some(n) => {
            let mut table = at(&whole, &parts[..n].join(".")).cloned().ok_or_else(unknown)?;
            let inner = table.as_table_mut().ok_or_else(unknown)?;
            put(inner, &parts.split_off(n), value).ok_or_else(unknown)?;
            put(&mut own, &parts, table).ok_or_else(unknown)?;
        }
        None => put(&mut own, &parts, value).ok_or_else(unknown)?,
    }
    cite(&mut own, profile, key, article)?;
    toml::to_string(&own).map_err(|error| EditError::Text(error.to_string()))
}

/// Adds the article to the sources of the number the key belongs to, or to those of the nearest key above it.
fn cite(own: &mut Table, profile: &Profile, key: &str, article: Citation) -> Result<(), EditError> {
    let text = |error: toml::ser::Error| EditError::Text(error.to_string());
    let below = |number: &str| key.strip_prefix(number).is_some_and(|rest| rest.starts_with('.'));
    let clock = profile.clocks().into_iter().find(|(number, _)| below(number)).map(|(n, c)| (n, &c.sources));
    let amount = profile.amounts().into_iter().find(|(number, _)| below(number)).map(|(n, a)| (n, &a.sources));
    let reminders = profile.reminders().into_iter().find(|(number, _)| below(number)).map(|(n, r)| (n, &r.sources));
    let with = |known: &[Citation]| {
        let mut all = known.to_vec();
        if !all.contains(&article) {
            all.push(article);
        }
        Value::try_from(all).map_err(text)
    };
    if let Some((number, known)) = clock.or(amount).or(reminders) {
        let path: Vec<&str> = number.split('.').chain(["sources"]).collect();
        put(own, &path, with(known)?).ok_or_else(|| EditError::UnknownKey(key.to_owned()))?;
        return Ok(());
    }
    let mut nearest = key;
    while !profile.sources.contains_key(nearest) {
        let Some((above, _)) = nearest.rsplit_once('.') else { return Ok(()) };
        nearest = above;
    }
    let known = with(&profile.sources[nearest])?;
    put(own, &["sources", nearest], known).ok_or_else(|| EditError::UnknownKey(key.to_owned()))
}

fn at<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    key.split('.').try_fold(value, |value, part| value.as_table()?.get(part))
}

fn put(table: &mut Table, path: &[&str], value: Value) -> Option<()> {
    let (last, above) = path.split_last()?;
    let mut table = table;
    for part in above {
        table = table.entry(*part).or_insert_with(|| Value::Table(Table::new())).as_table_mut()?;
    }
    table.insert((*last).to_owned(), value);
    Some(())
}

/// What was typed, as a value of the kind that stands there now.
fn parse(now: &Value, typed: &str) -> Result<Value, EditError> {
    let typed = typed.trim();
    let number =
        |text: &str| text.parse().map(Value::Integer).map_err(|_| EditError::Kind { expected: "a whole number" });
    match now {
        Value::Integer(_) => number(typed),
        Value::Boolean(_) => match typed {
            "true" | "是" => Ok(Value::Boolean(true)),
            "false" | "否" => Ok(Value::Boolean(false)),
            _ => Err(EditError::Kind { expected: "true or false" }),
        },
        Value::String(_) if typed.is_empty() => Err(EditError::Kind { expected: "a word" }),
        Value::String(_) => Ok(Value::String(typed.to_owned())),
        Value::Array(list) => {
            let numbers = list.first().is_some_and(Value::is_integer);
            let parts = typed.split([',', '，', '、', '\n']).map(str::trim).filter(|part| !part.is_empty());
            let parts = parts.map(|part| if numbers { number(part) } else { Ok(Value::String(part.to_owned())) });
            Ok(Value::Array(parts.collect::<Result<_, _>>()?))
        }
        Value::Float(_) | Value::Datetime(_) | Value::Table(_) => Err(EditError::Kind { expected: "a value" }),
    }
}

fn walk(prefix: &str, table: &Table, found: &mut Vec<(String, String)>) {
    for (key, value) in table {
        let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            Value::Table(_) if path == "sources" => {}
            Value::Table(below) => walk(&path, below, found),
            other => found.push((path, shown(other))),
        }
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ProfileText, SHIPPED, resolve};
    use super::*;

    fn profile(id: &str, own: Option<&str>) -> Profile {
        let texts: Vec<_> = SHIPPED
            .into_iter()
            .map(|shipped| {
                let is = shipped.file.contains(id);
                ProfileText { file: shipped.file, text: own.filter(|_| is).unwrap_or(shipped.text) }
            })
            .collect();
        resolve(id, &texts).unwrap().profile
    }

    fn shipped(id: &str) -> &'static str {
        SHIPPED.into_iter().find(|shipped| shipped.file.contains(id)).unwrap().text
    }

    fn article(text: &str) -> Citation {
        text.parse().unwrap()
    }

    #[test]
    fn r141_a_period_changes_and_nothing_else() {
        let before = profile("zhejiang", None);
        let key = "complaint.reply.period.working_days";
        let text = set(shipped("zhejiang"), &before, key, " 10 ", article("ZJ22-Art.45")).unwrap();
        let after = profile("zhejiang", Some(&text));
        assert_eq!((before.complaint.reply.working_days(), after.complaint.reply.working_days()), (Some(15), Some(10)));
        assert!(after.complaint.reply.sources.contains(&article("ZJ22-Art.45")));
        let mut same = after;
        same.complaint.reply = before.complaint.reply.clone();
        assert_eq!(same, before);
    }

    #[test]
    fn r141_an_inherited_value_is_written_into_the_text_that_inherits() {
        let before = profile("deqing", None);
        let key = "complaint.reply.period.working_days";
        let text = set(shipped("deqing"), &before, key, "7", article("DQ-Art.40")).unwrap();
        assert!(text.contains("inherits"));
        assert_eq!(profile("deqing", Some(&text)).complaint.reply.working_days(), Some(7));
        assert_eq!(profile("zhejiang", None).complaint.reply.working_days(), Some(15));
    }

    #[test]
    fn words_lists_and_switches_change_too() {
        let mut text = shipped("zhejiang").to_owned();
        for (key, typed) in [
            ("labels.open.RESTRICTED.zh", "有条件开放"),
            ("windows.default_months", "4、10"),
            ("catalog.head_approval", "true"),
            ("agreement.expiry_reminders.days_before", "60, 14"),
            ("audit.retention.value", "8"),
        ] {
            let now = profile("zhejiang", Some(&text));
            text = set(&text, &now, key, typed, article("D")).unwrap();
        }
        let after = profile("zhejiang", Some(&text));
        assert_eq!(after.labels.open.restricted.zh, "有条件开放");
        assert_eq!(after.labels.open.restricted.en, "Restricted", "the other half of the label stays");
        assert_eq!((after.windows.default_months.as_slice(), after.catalog.head_approval), ([4, 10].as_slice(), true));
        assert_eq!(after.agreement.expiry_reminders.days_before, [60, 14]);
        assert_eq!(after.audit.retention.value, 8);
    }

    #[test]
    fn r161_retention_below_three_years_is_no_profile() {
        let before = profile("zhejiang", None);
        let mut text = shipped("zhejiang").to_owned();
        for key in ["share.records.value", "audit.retention.value"] {
            text = set(&text, &before, key, "2", article("D")).unwrap();
        }
        let texts: Vec<_> = SHIPPED
            .into_iter()
            .map(|one| ProfileText {
                file: one.file,
                text: if one.file.contains("zhejiang") { &text } else { one.text },
            })
            .collect();
        let refused = resolve("zhejiang", &texts).unwrap_err().to_string();
        assert!(refused.contains("audit.retention.value: expected at least 3, found 2"), "{refused}");
    }

    #[test]
    fn what_cannot_be_changed_is_refused() {
        let profile = profile("zhejiang", None);
        let try_set = |key: &str, typed: &str| set(shipped("zhejiang"), &profile, key, typed, article("D"));
        for key in
            ["", "id", "no.such", "complaint", "complaint.reply", "complaint.reply.sources", "document.code", "sources"]
        {
            assert!(matches!(try_set(key, "x"), Err(EditError::UnknownKey(_))), "{key}");
        }
        assert!(matches!(try_set("complaint.reply.period.working_days", "ten"), Err(EditError::Kind { .. })));
        assert!(matches!(try_set("labels.open.PUBLIC.zh", " "), Err(EditError::Kind { .. })));
    }

    #[test]
    fn every_value_is_listed_with_its_key() {
        let all = values(&profile("zhejiang", None));
        assert!(all.contains(&("complaint.reply.period.working_days".to_owned(), "15".to_owned())));
        assert!(all.contains(&("windows.default_months".to_owned(), "3, 9".to_owned())));
        assert!(!all.iter().any(|(key, _)| key.starts_with("sources.")));
    }
}
