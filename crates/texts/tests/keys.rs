//! Compares the messages with each other and with the code that uses them: nothing missing, nothing unused, nothing
//! left in the other language.
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use texts::{Locale, keys, placeables};

/// Messages that rightly hold 汉字 in English: names of languages and titles cited in the original.
const CHINESE_IN_ENGLISH: &[&str] = &[];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn rust_files(folder: &Path, out: &mut Vec<(PathBuf, String)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("sources are UTF-8");
            out.push((path, text));
        }
    }
}

/// Everything that may name a message. `texts` itself is left out: its tests name keys that must not exist.
fn sources() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for folder in ["app/src", "server/src", "crates/domain/src", "crates/contract/src"] {
        rust_files(&root().join(folder), &mut files);
    }
    assert!(!files.is_empty(), "the sources are found");
    files
}

/// The second argument of every `t!(…, "key"` and `t(…, "key"`, where it is a literal.
fn called(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for start in ["t!(", "t(", "t_args("] {
        for (at, _) in text.match_indices(start) {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.') {
                continue;
            }
            found.extend(second_literal(&text[at + start.len()..]));
        }
    }
    found
}

/// Behind the first comma outside of brackets: the literal there, if it is one.
fn second_literal(arguments: &str) -> Option<String> {
    let mut depth = 0;
    for (at, c) in arguments.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => return None,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                let rest = arguments[at + 1..].trim_start().strip_prefix('"')?;
                return rest.split_once('"').map(|(key, _)| key.to_owned());
            }
            _ => {}
        }
    }
    None
}

/// Whether a literal could be (the start of) a key: `nav-data`, `theme-{}`, `error-{code}`.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').filter(|part| {
        part.contains('-')
            && part.starts_with(|c: char| c.is_ascii_lowercase())
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '{' | '}' | ':' | '.' | '(' | ')'))
    })
}

fn ids(locale: Locale) -> BTreeSet<String> {
    keys(locale).into_iter().map(|key| key.id).collect()
}

#[test]
fn both_languages_have_the_same_messages_in_the_same_files() {
    let (zh, en) = (keys(Locale::ZhCn), keys(Locale::En));
    let only_zh: Vec<_> = zh.iter().filter(|key| !en.contains(key)).collect();
    let only_en: Vec<_> = en.iter().filter(|key| !zh.contains(key)).collect();
    assert!(only_zh.is_empty() && only_en.is_empty(), "only zh-CN: {only_zh:#?}\nonly en: {only_en:#?}");
}

#[test]
fn no_key_is_defined_twice() {
    for locale in Locale::ALL {
        // Read as lines: what the bundle knows has lost the first of two already, in one file as well as in two.
        let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let folder = root().join("locales").join(locale.tag());
        for entry in fs::read_dir(folder).expect("the folder of a language").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let text = fs::read_to_string(entry.path()).expect("texts are UTF-8");
            for line in text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())) {
                let id = line.split(" =").next().unwrap_or_default();
                places.entry(id.to_owned()).or_default().push(name.clone());
            }
        }
        assert!(places.len() > 100, "the texts are found");
        places.retain(|_, places| places.len() > 1);
        assert!(places.is_empty(), "{}: {places:#?}", locale.tag());
    }
}

/// One language may need more of what it is given (English a number for its plural, Chinese the word of a profile);
/// but two messages that each ask for what the other does not know are about different things.
#[test]
fn arguments_of_one_language_contain_those_of_the_other() {
    let (zh, en) = (placeables(Locale::ZhCn), placeables(Locale::En));
    let within = |a: &Vec<String>, b: &Vec<String>| a.iter().all(|name| b.contains(name));
    let differing: Vec<_> = zh
        .iter()
        .filter_map(|(key, zh)| Some((key, zh, en.get(key)?)))
        .filter(|(_, zh, en)| !within(zh, en) && !within(en, zh))
        .collect();
    assert!(differing.is_empty(), "zh-CN and en differ: {differing:#?}");
}

#[test]
fn english_is_translated() {
    let folder = root().join("locales/en");
    let mut left = Vec::new();
    for entry in fs::read_dir(folder).expect("locales/en is there").flatten() {
        let text = fs::read_to_string(entry.path()).expect("messages are UTF-8");
        let mut id = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with(|c: char| c.is_ascii_alphabetic())
                && let Some((head, _)) = line.split_once('=')
            {
                id = head.trim().to_owned();
            }
            let han =
                line.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c) || ('\u{3000}'..='\u{303f}').contains(&c));
            if han && !CHINESE_IN_ENGLISH.contains(&id.as_str()) && !id.ends_with("-verbatim") {
                left.push(format!("{:?}: {line}", entry.file_name()));
            }
        }
    }
    assert!(left.is_empty(), "Chinese in the English messages (ids ending in -verbatim may): {left:#?}");
}

#[test]
fn every_key_used_exists() {
    let known = ids(Locale::ZhCn);
    let mut missing = BTreeSet::new();
    for (path, text) in sources() {
        for key in called(&text).into_iter().filter(|key| !known.contains(key)) {
            missing.insert(format!("{} in {}", key, path.file_name().unwrap_or_default().to_string_lossy()));
        }
    }
    assert!(missing.is_empty(), "used but not in locales/zh-CN: {missing:#?}");
}

#[test]
fn every_key_is_used() {
    let files = sources();
    let mut whole = BTreeSet::new();
    let mut starts = BTreeSet::new();
    for literal in files.iter().flat_map(|(_, text)| literals(text)) {
        match literal.split_once('{') {
            Some((start, _)) => starts.insert(start.to_owned()),
            None => whole.insert(literal.to_owned()),
        };
    }
    let used = |key: &String| {
        whole.contains(key) || single_word(&files, key) || starts.iter().any(|start| key.starts_with(start.as_str()))
    };
    let unused: Vec<_> = keys(Locale::ZhCn).into_iter().filter(|key| !used(&key.id)).collect();
    assert!(unused.is_empty(), "no source names these: {unused:#?}");
}

/// Keys of one word (`copy`) are looked for where they are called only: the word alone is everywhere.
fn single_word(files: &[(PathBuf, String)], key: &str) -> bool {
    !key.contains('-') && files.iter().any(|(_, text)| called(text).iter().any(|used| used == key))
}

#[test]
fn the_scan_reads_calls() {
    assert_eq!(called(r#"t!(locale, "a-b", n = 1) x.t(l, "no") t(f(a, b), "c-d") insert(l, "no")"#), ["a-b", "c-d"]);
    assert_eq!(called("t!(\n    locale,\n    \"e-f\",\n)"), ["e-f"]);
    assert_eq!(called("t!(locale, key)"), Vec::<String>::new());
    let found: Vec<_> = literals(r#"format!("theme-{}", x) "nav-data" "No-key" "a b-c""#).collect();
    assert_eq!(found, ["theme-{}", "nav-data"]);
}
