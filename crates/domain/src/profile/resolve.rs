//! Inheritance: a profile says what differs, the one it inherits says the rest. Pure.
use super::{Problem, Profile, ProfileError, ProfileErrors, validate};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use toml::{Table, Value};

/// Generations of inheritance at most; more is a circle or a mistake.
const MAX_DEPTH: usize = 8;
/// Tables that are one value: the child's stands in the place of the parent's, they are never mixed. So are labels (`zh`, `en`).
const WHOLE: [&str; 3] = ["period", "limit", "extension"];

/// A profile as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProfileText<'a> {
    /// Name used in errors.
    pub file: &'a str,
    /// TOML.
    pub text: &'a str,
}

/// A profile with inheritance resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The complete profile.
    pub profile: Profile,
    /// Version id, what a case stores: SHA-256 (hex) of the text and of the versions it inherits. Equal to [`text_hash`] where
    /// nothing is inherited.
    pub version: String,
    /// SHA-256 (hex) of its own text.
    pub text_hash: String,
    /// Ids inherited from, nearest first.
    pub inherits: Vec<String>,
    origins: BTreeMap<String, String>,
}

impl Resolved {
    /// Id of the profile that gives the value of a key (a leaf such as `restricted.demand.strength`, or the nearest key below).
    pub fn origin(&self, key: &str) -> Option<&str> {
        let below = format!("{key}.");
        self.origins
            .range(key.to_owned()..)
            .take_while(|(leaf, _)| leaf.starts_with(key))
            .find(|(leaf, _)| *leaf == key || leaf.starts_with(&below))
            .map(|(_, id)| id.as_str())
    }

    /// Every leaf key with the id of the profile it comes from.
    pub fn origins(&self) -> impl Iterator<Item = (&str, &str)> {
        self.origins.iter().map(|(key, id)| (key.as_str(), id.as_str()))
    }
}

/// SHA-256 (hex) of a text.
pub fn text_hash(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

struct Parsed<'a> {
    file: &'a str,
    hash: String,
    inherits: Option<String>,
    absent: Vec<String>,
    table: Table,
}

/// Resolves one profile out of some texts.
///
/// # Errors
/// Every problem found, with file and key.
pub fn resolve(id: &str, texts: &[ProfileText<'_>]) -> Result<Resolved, ProfileErrors> {
    let parsed = parse_all(texts)?;
    resolve_one(id, &parsed)
}

/// Resolves every profile, in the order of their ids.
///
/// # Errors
/// Every problem found in any of them.
pub fn resolve_all(texts: &[ProfileText<'_>]) -> Result<Vec<Resolved>, ProfileErrors> {
    let parsed = parse_all(texts)?;
    let (mut resolved, mut errors) = (Vec::new(), Vec::new());
    for id in parsed.keys() {
        match resolve_one(id, &parsed) {
            Ok(profile) => resolved.push(profile),
            // What a child inherits broken is said once, of the parent.
            Err(ProfileErrors(found)) => found.into_iter().for_each(|e| {
                if !errors.contains(&e) {
                    errors.push(e);
                }
            }),
        }
    }
    if errors.is_empty() { Ok(resolved) } else { Err(ProfileErrors(errors)) }
}

/// Reads a text that inherits nothing.
pub(super) fn complete(file: &str, text: &str) -> Result<Profile, ProfileErrors> {
    let profile: Profile = toml::from_str(text).map_err(|e| ProfileError::syntax(file, e.to_string()))?;
    let problems = validate(&profile);
    if problems.is_empty() {
        return Ok(profile);
    }
    let errors = problems.into_iter().map(|(key, problem)| ProfileError::at(file, &key, problem));
    Err(ProfileErrors(errors.collect()))
}

fn parse_all<'a>(texts: &[ProfileText<'a>]) -> Result<BTreeMap<String, Parsed<'a>>, ProfileErrors> {
    let mut profiles = BTreeMap::new();
    let mut errors = Vec::new();
    for ProfileText { file, text } in texts {
        match parse(file, text) {
            Ok((id, parsed)) => {
                if profiles.insert(id.clone(), parsed).is_some() {
                    errors.push(ProfileError::at(file, "id", Problem::DuplicateId(id)));
                }
            }
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(profiles) } else { Err(ProfileErrors(errors)) }
}

fn parse<'a>(file: &'a str, text: &str) -> Result<(String, Parsed<'a>), ProfileError> {
    let mut table: Table = toml::from_str(text).map_err(|e| ProfileError::syntax(file, e.to_string()))?;
    let wrong = |key: &str, expected: &str, found: &Value| {
        let problem = Problem::Value { expected: expected.to_owned(), found: found.to_string() };
        ProfileError::at(file, key, problem)
    };
    let inherits = match table.remove("inherits") {
        None => None,
        Some(Value::String(parent)) => Some(parent),
        Some(other) => return Err(wrong("inherits", "the id of a profile", &other)),
    };
    let absent = match table.remove("absent") {
        None => Vec::new(),
        Some(list) => Vec::<String>::deserialize(list.clone()).map_err(|_| wrong("absent", "a list of keys", &list))?,
    };
    let id = match table.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(other) => return Err(wrong("id", "a name", other)),
        None => {
            return Err(ProfileError::at(
                file,
                "id",
                Problem::Value { expected: "a name".into(), found: "nothing".into() },
            ));
        }
    };
    Ok((id, Parsed { file, hash: text_hash(text), inherits, absent, table }))
}

fn resolve_one(id: &str, all: &BTreeMap<String, Parsed<'_>>) -> Result<Resolved, ProfileErrors> {
    let chain = chain(id, all)?;
    let mut merged = Table::new();
    let mut origins = BTreeMap::new();
    let mut version = String::new();
    let mut errors = Vec::new();
    for (id, parsed) in chain.iter().rev() {
        for key in &parsed.absent {
            if !remove(&mut merged, key) {
                errors.push(ProfileError::at(parsed.file, key, Problem::NothingToRemove));
            }
            let below = format!("{key}.");
            origins.retain(|leaf: &String, _| leaf != key && !leaf.starts_with(&below));
        }
        merge(&mut merged, &parsed.table, "", id, &mut origins);
        version =
            if version.is_empty() { parsed.hash.clone() } else { text_hash(&format!("{}\n{version}", parsed.hash)) };
    }
    let Some(((_, own), ancestors)) = chain.split_first() else { return Err(ProfileErrors(errors)) };
    let file_of = |key: &str, origins: &BTreeMap<String, String>| {
        let origin = nearest(origins, key).and_then(|id| all.get(id));
        origin.map_or(own.file, |parsed| parsed.file)
    };
    if errors.is_empty() {
        match Profile::deserialize(Value::Table(merged)) {
            Ok(profile) => {
                for (key, problem) in validate(&profile) {
                    errors.push(ProfileError::at(file_of(&key, &origins), &key, problem));
                }
                if errors.is_empty() {
                    let inherits = ancestors.iter().map(|(id, _)| (*id).to_owned()).collect();
                    return Ok(Resolved { profile, version, text_hash: own.hash.clone(), inherits, origins });
                }
            }
            Err(error) => {
                let (key, message) = split_key(&error.to_string());
                errors.push(ProfileError::at(file_of(&key, &origins), &key, Problem::Syntax(message)));
            }
        }
    }
    Err(ProfileErrors(errors))
}

/// The profile and those it inherits, nearest first.
fn chain<'m, 'a>(
    id: &str,
    all: &'m BTreeMap<String, Parsed<'a>>,
) -> Result<Vec<(&'m str, &'m Parsed<'a>)>, ProfileErrors> {
    let mut chain: Vec<(&str, &Parsed<'_>)> = Vec::new();
    let mut wanted = id;
    loop {
        let file = chain.last().map_or(id, |(_, parsed)| parsed.file);
        let Some((found, parsed)) = all.get_key_value(wanted) else {
            return Err(ProfileError::at(file, "inherits", Problem::UnknownParent(wanted.to_owned())).into());
        };
        if chain.len() >= MAX_DEPTH || chain.iter().any(|(seen, _)| seen == found) {
            return Err(ProfileError::at(file, "inherits", Problem::Circle(wanted.to_owned())).into());
        }
        chain.push((found, parsed));
        match &parsed.inherits {
            Some(parent) => wanted = parent,
            None => return Ok(chain),
        }
    }
}

/// Whether a table is one value: a period, a limit, an extension, a label.
pub(super) fn is_whole(key: &str, table: &Table) -> bool {
    WHOLE.contains(&key) || table.contains_key("zh")
}

/// Puts the child over the parent: tables are joined, everything else is replaced. Keys of `sources` are names, not paths.
fn merge(into: &mut Table, from: &Table, prefix: &str, id: &str, origins: &mut BTreeMap<String, String>) {
    for (key, value) in from {
        let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        let whole = value.as_table().map_or(WHOLE.contains(&key.as_str()), |table| is_whole(key, table));
        match (into.get_mut(key), value) {
            (Some(Value::Table(below)), Value::Table(given)) if !whole => merge(below, given, &path, id, origins),
            (_, Value::Table(given)) if !whole => {
                let mut below = Table::new();
                merge(&mut below, given, &path, id, origins);
                into.insert(key.clone(), Value::Table(below));
            }
            _ => {
                into.insert(key.clone(), value.clone());
                origins.insert(path, id.to_owned());
            }
        }
    }
}

fn remove(table: &mut Table, key: &str) -> bool {
    match key.split_once('.') {
        None => table.remove(key).is_some(),
        Some((first, rest)) => match table.get_mut(first) {
            Some(Value::Table(below)) => remove(below, rest),
            _ => false,
        },
    }
}

/// The origin of a key, of something below it, or of the nearest key above it.
fn nearest<'o>(origins: &'o BTreeMap<String, String>, key: &str) -> Option<&'o str> {
    let mut key = key;
    loop {
        let below = format!("{key}.");
        if let Some((_, id)) = origins.iter().find(|(leaf, _)| *leaf == key || leaf.starts_with(&below)) {
            return Some(id);
        }
        key = key.rsplit_once('.')?.0;
    }
}

/// The TOML reader ends its message with "in `a.b`": that is the key.
fn split_key(message: &str) -> (String, String) {
    let mut lines: Vec<&str> = message.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    let key = lines.iter().rposition(|line| line.starts_with("in `") && line.ends_with('`'));
    let key = key.map(|index| lines.remove(index).trim_start_matches("in `").trim_end_matches('`').to_owned());
    (key.unwrap_or_default(), lines.join(" "))
}
