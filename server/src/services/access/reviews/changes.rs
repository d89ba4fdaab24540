//! 补正后的变化: answer by answer, what stood there and what stands there now. Both versions are kept ([`super::load::Former`]).
use super::lines;
use super::load::Loaded;
use super::sections;
use contract::cases::ChangeView;
use domain::access::Material;
use domain::access::application::{Form, RequestLine};
use domain::locale::Locale;

/// An answer: what it answers, as it is, as the reader may see it.
pub struct Answer {
    pub label: String,
    pub value: String,
    pub shown: String,
}

/// A version of the application.
#[derive(Clone, Copy)]
pub struct Version<'a> {
    pub form: &'a Form,
    pub lines: &'a [RequestLine],
}

/// What a supplement changed of a material, as far as the reader sees it.
pub fn of(loaded: &Loaded, locale: Locale, material: &Material, from: Version<'_>, to: Version<'_>) -> Vec<ChangeView> {
    let answers = |version: Version<'_>| match material {
        Material::ApplicationForm => sections::answers(loaded, version.form, locale),
        Material::DemandList => lines::answers(loaded, locale, version),
        Material::Commitment => sections::signed(loaded, version.form, locale),
        paper => papers(version.form, paper, locale),
    };
    between(&answers(from), &answers(to))
}

/// The answers that differ: those to one question are compared in their order.
fn between(from: &[Answer], to: &[Answer]) -> Vec<ChangeView> {
    let mut labels: Vec<&str> = Vec::new();
    for answer in to.iter().chain(from) {
        if !labels.contains(&answer.label.as_str()) {
            labels.push(&answer.label);
        }
    }
    let mut changes = Vec::new();
    for label in labels {
        let of = |all: &'_ [Answer]| -> Vec<(String, String)> {
            let ours = all.iter().filter(|one| one.label == label);
            ours.map(|one| (one.value.trim().to_owned(), one.shown.clone())).collect()
        };
        let (before, after) = (of(from), of(to));
        for at in 0..before.len().max(after.len()) {
            let (old, new) = (before.get(at), after.get(at));
            if old.map(|one| &one.0) != new.map(|one| &one.0) {
                let shown = |one: Option<&(String, String)>| one.map(|one| one.1.clone()).unwrap_or_default();
                changes.push(ChangeView { question: label.to_owned(), before: shown(old), after: shown(new) });
            }
        }
    }
    changes
}

/// A paper: its name and what it says of itself.
fn papers(form: &Form, slot: &Material, locale: Locale) -> Vec<Answer> {
    let Some(file) = form.attachment(slot) else { return Vec::new() };
    let answer = |key: &str, value: String| {
        let label = texts::t(locale, key);
        Answer { label, shown: value.clone(), value }
    };
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| texts::date(locale, day)).unwrap_or_default();
    let mut all = vec![Answer { value: file.sha256.clone(), ..answer("review-change-paper", file.name.clone()) }];
    for (key, value) in [
        ("review-change-issued", day(file.issued)),
        ("review-change-valid-until", day(file.valid_until)),
        ("review-change-system", file.system.clone().unwrap_or_default()),
    ] {
        if !value.is_empty() {
            all.push(answer(key, value));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r060_answers_to_one_question_are_compared_in_their_order() {
        let answer =
            |label: &str, value: &str| Answer { label: label.into(), value: value.into(), shown: value.into() };
        let from = [answer("应用场景", "停车"), answer("应用场景", "洗车"), answer("用户数", "1"), answer("并发", "2")];
        let to = [answer("应用场景", "停车"), answer("用户数", "3"), answer("并发", "2"), answer("响应时效", "1秒")];
        let found: Vec<_> = between(&from, &to).into_iter().map(|one| (one.question, one.before, one.after)).collect();
        let text = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(found, [text("应用场景", "洗车", ""), text("用户数", "1", "3"), text("响应时效", "", "1秒")]);
    }
}
