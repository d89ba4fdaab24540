//! The embedded messages and how one is looked up.
use std::{collections::BTreeMap, sync::LazyLock};

use domain::locale::Locale;
use fluent_bundle::{
    FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle, memoizer::MemoizerKind, types::FluentNumber,
};
use unic_langid::LanguageIdentifier;

use crate::numbers;

/// (language, file name, text) of every file under `locales/`.
const FILES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/ftl_files.rs"));

/// What a key without words is shown in, so that a missing message is seen on the page and found by the tests.
pub const MISSING_OPEN: char = '⟦';

/// A message id, and the file it stands in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The id of the message, as code writes it.
    pub id: String,
    /// The file that defines it, such as `common.ftl`.
    pub file: &'static str,
}

type Bundle = FluentBundle<FluentResource>;
static ZH_CN: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::ZhCn));
static EN: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::En));

fn of(locale: Locale) -> &'static Bundle {
    match locale {
        Locale::ZhCn => &ZH_CN,
        Locale::En => &EN,
    }
}

fn language(locale: Locale) -> LanguageIdentifier {
    locale.tag().parse().expect("the tags of `Locale` are BCP 47")
}

fn files(locale: Locale) -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().filter(move |(tag, ..)| *tag == locale.tag()).map(|(_, name, text)| (*name, *text))
}

fn bundle(locale: Locale) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language(locale)]);
    // The marks would end up in titles, file names and copied text; both languages run left to right.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(grouped));
    for (_, text) in files(locale) {
        // A part that does not parse is left out here and reported by the tests; the rest of the file still counts.
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// Numbers in messages carry thousands separators; everything else is written as it is.
fn grouped<M: MemoizerKind>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(FluentNumber { value, options }) => {
            Some(numbers::grouped(*value, options.maximum_fraction_digits))
        }
        _ => None,
    }
}

/// The words of a message without arguments.
pub fn t(locale: Locale, key: &str) -> String {
    format(locale, key, None)
}

/// The words of a message with its arguments. [`crate::t!`] is shorter.
pub fn t_args(locale: Locale, key: &str, args: &FluentArgs<'_>) -> String {
    format(locale, key, Some(args))
}

/// Whether the language has words for this key.
pub fn has(locale: Locale, key: &str) -> bool {
    of(locale).get_message(key).is_some_and(|message| message.value().is_some())
}

/// The message in the language asked for, else in Chinese, else the key in brackets no message uses.
fn format(locale: Locale, key: &str, args: Option<&FluentArgs<'_>>) -> String {
    [locale, Locale::ZhCn]
        .into_iter()
        .find_map(|locale| {
            let pattern = of(locale).get_message(key)?.value()?;
            // An argument that is not given stays visible as {$name}.
            let mut errors = Vec::new();
            Some(of(locale).format_pattern(pattern, args, &mut errors).into_owned())
        })
        .unwrap_or_else(|| format!("{MISSING_OPEN}{key}⟧"))
}

/// Every message of a language.
pub fn keys(locale: Locale) -> Vec<Key> {
    let mut keys: Vec<Key> =
        files(locale).flat_map(|(file, text)| entries(text).into_keys().map(move |id| Key { id, file })).collect();
    keys.sort();
    keys
}

/// The arguments each message of a language mentions, by key.
pub fn placeables(locale: Locale) -> BTreeMap<String, Vec<String>> {
    files(locale).flat_map(|(_, text)| entries(text)).collect()
}

/// Ids and arguments, read line by line: an id starts in the first column, what belongs to it is indented.
fn entries(text: &str) -> BTreeMap<String, Vec<String>> {
    let mut entries: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut current = None;
    for line in text.lines() {
        if line.starts_with(|first: char| first.is_ascii_alphabetic())
            && let Some((id, _)) = line.split_once('=')
        {
            current = Some(id.trim().to_owned());
        } else if line.starts_with(['#', '-']) {
            current = None;
        }
        let Some(id) = &current else { continue };
        let names = entries.entry(id.clone()).or_default();
        for part in line.split('$').skip(1) {
            let name: String =
                part.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.sort();
    }
    entries
}

/// Parse errors of every file, for the tests.
#[cfg(test)]
fn parse_errors() -> Vec<String> {
    FILES
        .iter()
        .filter_map(|(tag, name, text)| {
            let (_, errors) = FluentResource::try_new((*text).to_owned()).err()?;
            Some(format!("{tag}/{name}: {errors:?}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_parses() {
        assert_eq!(parse_errors(), Vec::<String>::new());
    }

    #[test]
    fn a_missing_key_is_visibly_wrong() {
        assert_eq!(t(Locale::En, "no-such-key"), "⟦no-such-key⟧");
        assert!(!has(Locale::ZhCn, "no-such-key"));
    }

    #[test]
    fn numbers_are_grouped_and_text_carries_no_isolating_marks() {
        let words = crate::t!(Locale::ZhCn, "filters-show", n = 15_926);
        assert_eq!(words, "查看 15,926 个结果");
        assert_eq!(crate::t!(Locale::En, "filters-show", n = 1), "Show 1 result");
        assert_eq!(crate::t!(Locale::En, "filters-show", n = 15_926_u64), "Show 15,926 results");
    }

    #[test]
    fn ids_and_arguments_are_read_from_a_file() {
        let found = entries("# c\na-b = x { $n ->\n    [one] { $m }\n   *[other] y\n}\n-term = { $no }\nc = d\n");
        assert_eq!(found["a-b"], ["m", "n"]);
        assert_eq!(found["c"], Vec::<String>::new());
        assert_eq!(found.len(), 2);
    }
}
