//! Labels of codes of cases, and the sentences of command pages, in `case-codes.ftl`.
use contract::Coded;
use contract::cases::BasisView;
use domain::cases::CaseKind;
use domain::complaints::CommandCode;
use domain::law::Citation;
use domain::locale::Locale;
use serde::Serialize;
use texts::t;

/// A label `code-case-<list>-<code>`; a code without words is shown as it is.
pub fn label(locale: Locale, list: &str, code: &str) -> Coded {
    let key = format!("code-case-{list}-{}", code.replace(['.', '_'], "-"));
    Coded { value: code.to_owned(), label: if texts::has(locale, &key) { t(locale, &key) } else { code.to_owned() } }
}

/// The same where a kind of case may have words of its own: `code-case-<kind>-<list>-<code>`, else those of all kinds.
pub fn of_kind(locale: Locale, kind: CaseKind, list: &str, code: &str) -> Coded {
    let own = format!("{}-{list}", kind.code().to_ascii_lowercase());
    let key = format!("code-case-{own}-{}", code.replace(['.', '_'], "-"));
    label(locale, if texts::has(locale, &key) { &own } else { list }, code)
}

pub fn kind(locale: Locale, kind: CaseKind) -> Coded {
    label(locale, "kind", kind.code())
}

pub fn command(locale: Locale, command: CommandCode) -> Coded {
    label(locale, "command", command.code())
}

/// What a body has to do in a state.
pub fn step(locale: Locale, kind: CaseKind, state: &str) -> String {
    of_kind(locale, kind, "step", state).label
}

/// A code of the profile (`received`, `body_head`), as it is written there.
pub fn profile_code(locale: Locale, list: &str, value: impl Serialize) -> Coded {
    let code = serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    label(locale, list, &code)
}

/// A sentence of a command page, if there is one.
pub fn sentence(locale: Locale, kind: &str, command: CommandCode, part: &str) -> Option<String> {
    let key = format!("case-{kind}-{}{part}", command.code());
    texts::has(locale, &key).then(|| t(locale, &key))
}

/// Articles that have a page, with their words.
pub fn basis(locale: Locale, sources: &[Citation]) -> Vec<BasisView> {
    sources
        .iter()
        .filter_map(|citation| {
            let (path, doc) = (citation.path()?, citation.doc()?);
            let doc = label(locale, "law", doc.code()).label;
            let label = match *citation {
                Citation::Article { article, paragraph, .. } => {
                    let article = number(locale, article);
                    match paragraph {
                        Some(paragraph) => {
                            t!(
                                locale,
                                "case-paragraph",
                                doc = doc,
                                article = article,
                                paragraph = number(locale, paragraph)
                            )
                        }
                        None => t!(locale, "case-article", doc = doc, article = article),
                    }
                }
                _ => doc,
            };
            Some(BasisView { citation: citation.to_string(), path, label })
        })
        .collect()
}

/// 十九 · 19
fn number(locale: Locale, n: u16) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    if locale == Locale::En || n == 0 || n > 99 {
        return n.to_string();
    }
    let (tens, ones) = (usize::from(n / 10), usize::from(n % 10));
    let tens = match tens {
        0 => String::new(),
        1 => "十".into(),
        more => format!("{}十", DIGITS[more]),
    };
    format!("{tens}{}", DIGITS[ones])
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::cases::{EventCode, Hat};
    use domain::complaints::StateCode;

    #[test]
    fn articles_are_named_as_the_language_names_them() {
        for (n, zh) in [(1, "一"), (10, "十"), (19, "十九"), (20, "二十"), (44, "四十四")] {
            assert_eq!(number(Locale::ZhCn, n), zh);
        }
        let basis = basis(Locale::ZhCn, &["ZJ22-Art.19(1)".parse().expect("a citation"), Citation::Design]);
        assert_eq!(basis.len(), 1);
        assert!(basis[0].label.contains("第十九条第一款"), "{}", basis[0].label);
    }

    #[test]
    fn every_code_has_words_in_both_languages() {
        for locale in [Locale::ZhCn, Locale::En] {
            let has = |list: &str, code: &str| {
                let key = format!("code-case-{list}-{code}");
                assert!(texts::has(locale, &key), "{} {key}", locale.tag());
            };
            StateCode::ALL.iter().for_each(|code| has("state", code.code()));
            StateCode::ALL.iter().for_each(|code| has("step", code.code()));
            EventCode::ALL.iter().for_each(|code| has("event", code.code()));
            CommandCode::ALL.iter().for_each(|code| has("command", code.code()));
            Hat::ALL.iter().for_each(|code| has("hat", code.code()));
            crate::services::cases::subject::kinds().iter().for_each(|code| has("kind", code.code()));
            domain::complaints::Outcome::ALL.iter().for_each(|code| has("outcome", code.code()));
            domain::complaints::Regulator::ALL.iter().for_each(|code| has("regulator", code.code()));
            domain::complaints::Conversion::ALL.iter().for_each(|code| has("conversion", code.code()));
        }
    }
}
