//! Changes of a profile's text that are more than one value: what it does not have is taken over from another profile, and the whole is
//! copied under another name.
use super::{EditError, at, cite, editable, put, values};
use crate::law::Citation;
use crate::profile::Profile;
use toml::{Table, Value};

/// What `other` has and `profile` does not: the highest key of each, such as `restricted.recheck`, in order, with its values below.
pub fn missing(profile: &Profile, other: &Profile) -> Vec<(String, Vec<(String, String)>)> {
    let Ok(whole) = Value::try_from(profile) else { return Vec::new() };
    let mut found: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for (key, value) in values(other) {
        if !editable(&key) || at(&whole, &key).is_some() {
            continue;
        }
        let cuts = key.match_indices('.').map(|(at, _)| at).chain([key.len()]);
        let Some(top) = cuts.map(|cut| &key[..cut]).find(|above| at(&whole, above).is_none()) else { continue };
        match found.iter_mut().find(|(known, _)| known == top) {
            Some((_, below)) => below.push((key, value)),
            None => found.push((top.to_owned(), vec![(key.clone(), value)])),
        }
    }
    found.sort();
    found
}

/// Values that make sense together only: with the first comes the second of the same profile.
const TOGETHER: [(&str, &str); 4] = [
    ("restricted.formal", "restricted.steps"),
    ("restricted.recheck", "restricted.steps"),
    ("restricted.mlps.min_level", "restricted.mlps.required_for"),
    ("correction.authority_initiated.clock", "correction.authority_initiated.mode"),
];

/// The value that comes with a key that is taken over, if there is one.
pub fn companion(key: &str) -> Option<&'static str> {
    TOGETHER.iter().find(|(with, _)| *with == key).map(|(_, companion)| *companion)
}

/// `text` with everything below a key taken over from `other`, and the article it rests on added to its sources. The key must be one that
/// [`missing`] names: what is there already is changed value by value. A value without which the key would mean nothing comes with it
/// ([`companion`]).
///
/// # Errors
/// [`EditError`]
pub fn adopt(
    text: &str,
    profile: &Profile,
    other: &Profile,
    key: &str,
    article: Citation,
) -> Result<String, EditError> {
    let unknown = || EditError::UnknownKey(key.to_owned());
    let fault = |error: toml::ser::Error| EditError::Text(error.to_string());
    if !missing(profile, other).iter().any(|(known, _)| known == key) {
        return Err(unknown());
    }
    let from = Value::try_from(other).map_err(fault)?;
    let mut value = at(&from, key).cloned().ok_or_else(unknown)?;
    let mut own: Table = toml::from_str(text).map_err(|error| EditError::Text(error.to_string()))?;
    let path: Vec<&str> = key.split('.').collect();
    // A clock or an amount brings its own list of sources: here it rests on the article that is named, and on nothing of the other's.
    match value.as_table_mut().filter(|table| table.contains_key("sources")) {
        Some(table) => {
            let only = Value::try_from([&article]).map_err(fault)?;
            table.insert("sources".to_owned(), only);
            put(&mut own, &path, value).ok_or_else(unknown)?;
        }
        None => {
            put(&mut own, &path, value).ok_or_else(unknown)?;
            cite(&mut own, profile, key, article)?;
        }
    }
    if let Some(companion) = companion(key) {
        let value = at(&from, companion).cloned().ok_or_else(unknown)?;
        put(&mut own, &companion.split('.').collect::<Vec<_>>(), value).ok_or_else(unknown)?;
    }
    toml::to_string(&own).map_err(fault)
}

/// The text under another id and title. It inherits what the original inherits, and rests on the same document until that is changed.
///
/// # Errors
/// [`EditError::Text`]
pub fn copied(text: &str, id: &str, zh: &str, en: &str) -> Result<String, EditError> {
    let mut own: Table = toml::from_str(text).map_err(|error| EditError::Text(error.to_string()))?;
    own.insert("id".to_owned(), Value::String(id.to_owned()));
    let title = Table::from_iter([("zh".to_owned(), zh.into()), ("en".to_owned(), en.into())]);
    put(&mut own, &["document", "title"], Value::Table(title))
        .ok_or_else(|| EditError::UnknownKey("document.title".into()))?;
    toml::to_string(&own).map_err(|error| EditError::Text(error.to_string()))
}

/// Whether a name may be the id of a profile: lower-case letters, digits and `-`, 2 to 40 of them, a letter first.
pub fn is_id(name: &str) -> bool {
    (2..=40).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::super::super::{ProfileText, SHIPPED, resolve};
    use super::*;

    fn shipped(id: &str) -> &'static str {
        SHIPPED.into_iter().find(|shipped| shipped.file.contains(id)).unwrap().text
    }

    fn resolved(id: &str, more: &[(&str, &str)]) -> Profile {
        let own = SHIPPED.into_iter().map(|one| {
            let changed = more.iter().find(|(file, _)| one.file.contains(file)).map(|(_, text)| *text);
            ProfileText { file: one.file, text: changed.unwrap_or(one.text) }
        });
        let new = more.iter().filter(|(file, _)| !SHIPPED.iter().any(|one| one.file.contains(file)));
        let texts: Vec<_> = own.chain(new.map(|(file, text)| ProfileText { file, text })).collect();
        resolve(id, &texts).unwrap().profile
    }

    #[test]
    fn r141_what_a_profile_lacks_is_named_and_can_be_taken_over() {
        let (deqing, zhejiang) = (resolved("deqing", &[]), resolved("zhejiang", &[]));
        let keys: Vec<String> = missing(&deqing, &zhejiang).into_iter().map(|(key, _)| key).collect();
        assert!(keys.contains(&"restricted.recheck".to_owned()), "{keys:?}");
        assert!(!keys.iter().any(|key| key.ends_with(".sources")), "{keys:?}");
        let article: Citation = "DQ-Art.23(1)".parse().unwrap();
        let text = adopt(shipped("deqing"), &deqing, &zhejiang, "restricted.recheck", article).unwrap();
        let after = resolved("deqing", &[("deqing", &text)]);
        assert_eq!(after.restricted.steps, zhejiang.restricted.steps, "a step comes with its clock");
        // The clock is there as it was, on its new article.
        let own: Table = toml::from_str(&text).unwrap();
        let clock = at(&Value::Table(own), "restricted.recheck").cloned().unwrap();
        let wanted = Value::try_from(zhejiang.restricted.recheck.as_ref().unwrap()).unwrap();
        assert_eq!(clock.get("period"), wanted.get("period"));
        assert_eq!(clock.get("sources"), Some(&Value::try_from([article]).unwrap()));
        // What is there is changed value by value.
        for key in ["complaint.reply", "no.such", "restricted.recheck.period", ""] {
            assert!(adopt(shipped("deqing"), &deqing, &zhejiang, key, article).is_err(), "{key}");
        }
    }

    #[test]
    fn r141_every_missing_key_can_be_taken_over_unless_the_rules_object() {
        let ids = ["zhejiang", "deqing", "yunnan"];
        let mut adopted = 0;
        for (id, from) in ids.iter().flat_map(|id| ids.iter().map(move |from| (*id, *from))) {
            let (profile, other) = (resolved(id, &[]), resolved(from, &[]));
            for (key, below) in missing(&profile, &other) {
                assert!(!below.is_empty(), "{key}");
                let text = adopt(shipped(id), &profile, &other, &key, "D".parse().unwrap()).unwrap();
                let texts: Vec<_> = SHIPPED
                    .into_iter()
                    .map(|one| ProfileText {
                        file: one.file,
                        text: if one.file.contains(id) { &text } else { one.text },
                    })
                    .collect();
                if let Ok(after) = resolve(id, &texts) {
                    adopted += 1;
                    assert!(!missing(&after.profile, &other).iter().any(|(still, _)| *still == key), "{id} {key}");
                }
            }
        }
        assert!(adopted > 5, "{adopted}");
    }

    #[test]
    fn r141_a_copy_says_the_same_under_another_name() {
        let text = copied(shipped("deqing"), "deqing-2", "德清试行", "Deqing trial").unwrap();
        let (copy, original) = (resolved("deqing-2", &[("deqing-2", &text)]), resolved("deqing", &[]));
        assert_eq!((copy.id.as_str(), copy.document.title.zh.as_str()), ("deqing-2", "德清试行"));
        let mut same = copy;
        (same.id, same.document) = (original.id.clone(), original.document.clone());
        assert_eq!(same, original);
        for (id, good) in [
            ("a1", true),
            ("zhejiang-2027", true),
            ("", false),
            ("1a", false),
            ("A1", false),
            ("a/b", false),
            ("a", false),
        ] {
            assert_eq!(is_id(id), good, "{id}");
        }
    }
}
