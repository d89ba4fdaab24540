//! The form as it reads now, read only, section by section (C1).
use super::changes::Answer;
use super::load::Loaded;
use super::words;
use crate::services::cases::subject::Subject as _;
use contract::cases::SectionView;
use domain::access::application::{Form, Seal};
use domain::account::PartyKind;
use domain::locale::Locale;
use domain::party::mask;

struct Rows(Locale, Vec<Answer>);

impl Rows {
    fn add(&mut self, question: &str, answer: impl Into<String>) {
        let answer = answer.into();
        self.hidden(question, answer.clone(), answer);
    }

    /// An answer that is shown otherwise than it is.
    fn hidden(&mut self, question: &str, value: String, shown: String) {
        if !value.trim().is_empty() {
            self.1.push(Answer { label: words::label(self.0, "question", question).label, value, shown });
        }
    }
}

/// The sections that hold an answer. Contacts and numbers of people are masked for officials: who has to see them unmasks them.
pub fn of(loaded: &Loaded, locale: Locale) -> Vec<SectionView> {
    let form = &loaded.content.filed.form;
    let title = |code: &str| words::label(locale, "section", code).label;
    let filled = all(loaded, form, locale).into_iter().filter(|(_, rows)| !rows.is_empty());
    filled
        .map(|(code, rows)| SectionView {
            title: title(code),
            rows: rows.into_iter().map(|row| (row.label, row.shown)).collect(),
        })
        .collect()
}

fn all(loaded: &Loaded, form: &Form, locale: Locale) -> [(&'static str, Vec<Answer>); 6] {
    [
        ("applicant", applicant(loaded, form, locale)),
        ("service", service(form, locale)),
        ("benefit", benefit(form, locale)),
        ("return", returned(form, locale)),
        ("system", system(form, locale)),
        ("commitment", signed(loaded, form, locale)),
    ]
}

/// The answers of C1 in a version of the form.
pub fn answers(loaded: &Loaded, form: &Form, locale: Locale) -> Vec<Answer> {
    let sections = all(loaded, form, locale).into_iter().filter(|(code, _)| *code != "commitment");
    sections.flat_map(|(_, rows)| rows).collect()
}

fn applicant(loaded: &Loaded, form: &Form, locale: Locale) -> Vec<Answer> {
    let who = &loaded.content.applicant;
    let (official, person) = (loaded.official(), who.kind == PartyKind::Person);
    let mut rows = Rows(locale, Vec::new());
    let mut put = |question: &str, text: &str, mask: fn(&str) -> String, hidden: bool| {
        rows.hidden(question, text.to_owned(), if hidden { mask(text) } else { text.to_owned() });
    };
    put("party", &words::label(locale, "party", who.kind.code()).label, mask::name, false);
    put("name", &who.name, mask::name, official && person);
    // The number of a person stands on no page, theirs included.
    put("number", &who.number, mask::number, person);
    put("contact-name", form.contact_name.trim(), mask::name, official);
    put("contact-phone", form.contact_phone.trim(), mask::number, official);
    if !official {
        rows.add("contact-address", form.contact_address.clone());
    }
    rows.1
}

fn service(form: &Form, locale: Locale) -> Vec<Answer> {
    let mut rows = Rows(locale, Vec::new());
    rows.add("service-name", form.service_name.clone());
    let theme = domain::catalog::Theme::from_code(&form.theme);
    rows.add("theme", theme.map(|theme| crate::services::words::theme(locale, theme).label).unwrap_or_default());
    for scenario in &form.scenarios {
        let parts = [&scenario.scene, &scenario.usage, &scenario.scope].map(|part| part.trim());
        rows.add("scenario", parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n"));
    }
    rows.add("service-scope", form.service_scope.clone());
    rows.add("user-count", form.user_count.clone());
    rows.add("concurrency", form.concurrency.clone());
    rows.add("response-time", form.response_time.clone());
    rows.1
}

fn benefit(form: &Form, locale: Locale) -> Vec<Answer> {
    let mut rows = Rows(locale, Vec::new());
    rows.add("social-benefit", form.social_benefit.clone());
    rows.add("economic-benefit", form.economic_benefit.clone());
    rows.1
}

fn returned(form: &Form, locale: Locale) -> Vec<Answer> {
    let mut rows = Rows(locale, Vec::new());
    rows.add("feedback-plan", form.feedback_plan.clone());
    for item in &form.return_items {
        let parts = [&item.name, &item.items, &item.frequency, &item.method].map(|part| part.trim());
        rows.add("return-item", parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "));
    }
    rows.add("no-return-reason", form.no_return_reason.clone());
    rows.add("feedback-dimensions", texts::list(locale, &form.feedback_dimensions));
    rows.1
}

fn system(form: &Form, locale: Locale) -> Vec<Answer> {
    let mut rows = Rows(locale, Vec::new());
    rows.add("host-operator", form.host_operator.clone());
    rows.add("system-name", form.system_name.clone());
    rows.add("datacentre-address", form.datacentre_address.clone());
    rows.add("mlps-level", form.mlps_level.clone());
    rows.add("mlps-filing-no", form.mlps_filing_no.clone());
    rows.1
}

/// C3 and the seal in a version of the form.
pub fn signed(loaded: &Loaded, form: &Form, locale: Locale) -> Vec<Answer> {
    let mut rows = Rows(locale, Vec::new());
    if let Some(signed) = &form.commitment {
        let head = if loaded.official() { mask::name(&signed.head) } else { signed.head.clone() };
        rows.hidden("commitment-head", signed.head.clone(), head);
        rows.add("commitment-on", texts::date(locale, signed.on));
        rows.add("commitment-version", signed.version.to_string());
    }
    if let Some(seal) = &form.seal {
        let code = match seal {
            Seal::File { .. } => "file",
            Seal::Electronic { .. } => "electronic",
            Seal::Account { .. } => "account",
        };
        rows.add("seal", words::label(locale, "seal", code).label);
    }
    rows.1
}
