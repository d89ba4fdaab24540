//! The form of a complaint or suggestion: every fault at once, each with its field.
use super::internal;
use crate::portal::Core;
use chrono::NaiveDate;
use contract::cases::forms::complaint as field;
use contract::{ErrorCode, FormData, PortError, PortResult, Refusal};
use serde::{Deserialize, Serialize};
use store::{Audience, Tx};
use uuid::Uuid;

/// How it came when nobody entered it at a counter.
pub const ONLINE: &str = "online";

/// What the reporter said, sealed as JSON in `cases.content`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub facts: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wish: Option<String>,
}

/// Who reported, sealed as JSON in `cases.applicant`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// What it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    pub kind: String,
    /// The body complained about.
    pub body: Option<Uuid>,
    pub dataset: Option<String>,
    /// Region that decides which authority receives it.
    pub region: Option<String>,
}

/// A form without faults.
#[derive(Clone, Debug, Default)]
pub struct Filed {
    pub subject: String,
    pub content: Content,
    pub target: Target,
    /// `None` = anonymous.
    pub contact: Option<Contact>,
    pub channel: String,
    pub received: Option<NaiveDate>,
}

/// Collects faults in the order of the page.
pub struct Faults(pub Vec<Refusal>);

impl Faults {
    /// A text of some length; `min == 0` = may be left out.
    pub fn text(&mut self, form: &FormData, name: &str, min: usize, max: usize) -> String {
        let text = form.text(name).replace("\r\n", "\n");
        let length = text.chars().count();
        let fault = if length == 0 && min > 0 {
            Some(Refusal::new(ErrorCode::Required))
        } else if length > max {
            Some(Refusal::new(ErrorCode::TooLong).fact("max", max).fact("over", length - max))
        } else if length > 0 && length < min {
            Some(Refusal::new(ErrorCode::TooShort).fact("min", min))
        } else if text.contains('\0') {
            Some(Refusal::new(ErrorCode::BadValue))
        } else {
            None
        };
        self.0.extend(fault.map(|fault| fault.field(name)));
        text
    }

    /// A text that may be left out.
    pub fn optional(&mut self, form: &FormData, name: &str, max: usize) -> Option<String> {
        Some(self.text(form, name, 0, max)).filter(|text| !text.is_empty())
    }

    /// One of some values.
    pub fn choice(&mut self, form: &FormData, name: &str, values: &[&str]) -> String {
        let value = form.text(name);
        if value.is_empty() {
            self.add(ErrorCode::Required, name);
        } else if !values.contains(&value.as_str()) {
            self.add(ErrorCode::BadValue, name);
        }
        value
    }

    pub fn add(&mut self, code: ErrorCode, name: &str) {
        self.0.push(Refusal::new(code).field(name));
    }

    /// Nothing is wrong, or everything that is.
    pub fn end<T>(self, value: T) -> PortResult<T> {
        if self.0.is_empty() { Ok(value) } else { Err(PortError::Invalid(self.0)) }
    }
}

/// Whether it looks like an address: mails to it decide the rest.
fn is_email(text: &str) -> bool {
    let plain = text.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | ',' | ';' | '"' | '(' | ')'));
    plain
        && text.len() <= 254
        && text.split_once('@').is_some_and(|(local, host)| {
            !local.is_empty()
                && !host.contains('@')
                && host.contains('.')
                && !host.starts_with('.')
                && !host.ends_with('.')
        })
}

/// Reads the form. `counter`: an official enters it, and says how it came.
pub async fn read(core: &Core, tx: &mut Tx, form: &FormData, counter: bool) -> PortResult<Filed> {
    let mut faults = Faults(Vec::new());
    let mut filed = Filed { channel: ONLINE.into(), ..Filed::default() };
    if counter {
        filed.channel = faults.choice(form, field::CHANNEL, &field::CHANNELS);
        if let Some(day) = form.optional(field::RECEIVED) {
            match day.parse::<NaiveDate>() {
                Ok(day) if day <= core.clock.today() => filed.received = Some(day),
                _ => faults.add(ErrorCode::BadValue, field::RECEIVED),
            }
        }
    }
    filed.target = target(tx, &mut faults, form).await?;
    let needs_words = filed.target.kind == "user";
    filed.subject = faults.text(form, field::SUBJECT, 4, 80);
    filed.content = Content {
        facts: faults.text(form, field::FACTS, 10, field::FACTS_MAX as usize),
        target_text: Some(faults.text(form, field::TARGET_TEXT, usize::from(needs_words) * 2, 200))
            .filter(|t| !t.is_empty()),
        wish: faults.optional(form, field::WISH, field::WISH_MAX as usize),
    };
    if filed.subject.contains('\n') {
        faults.add(ErrorCode::BadValue, field::SUBJECT);
    }
    if !form.has(field::ANONYMOUS) {
        let contact = Contact {
            name: faults.text(form, field::NAME, 1, 60),
            phone: faults.optional(form, field::PHONE, 40),
            email: faults.optional(form, field::EMAIL, 254),
        };
        if contact.email.as_deref().is_some_and(|email| !is_email(email)) {
            faults.add(ErrorCode::BadEmail, field::EMAIL);
        }
        filed.contact = Some(contact);
    }
    if form.uploads(field::EVIDENCE).count() > field::MAX_FILES {
        faults.0.push(Refusal::new(ErrorCode::TooManyFiles).field(field::EVIDENCE).fact("max", field::MAX_FILES));
    }
    for upload in form.uploads(field::EVIDENCE).take(field::MAX_FILES) {
        faults.0.extend(super::documents::kind_of(upload).err().map(|fault| fault.field(field::EVIDENCE)));
    }
    faults.end(filed)
}

async fn target(tx: &mut Tx, faults: &mut Faults, form: &FormData) -> PortResult<Target> {
    let mut target =
        Target { kind: faults.choice(form, field::TARGET_KIND, &field::TARGET_KINDS), ..Target::default() };
    let code = form.text(field::TARGET);
    match target.kind.as_str() {
        "dataset" | "body" if code.is_empty() => faults.add(ErrorCode::Required, field::TARGET),
        "dataset" => match tx.dataset_by_code(&code, Audience::Public).await.map_err(internal)? {
            Some(full) => {
                target.region = tx.body_by_id(full.dataset.publisher).await.map_err(internal)?.map(|body| body.region);
                target.dataset = Some(full.dataset.code);
            }
            None => faults.add(ErrorCode::BadValue, field::TARGET),
        },
        "body" => match tx.body_by_code(&code).await.map_err(internal)? {
            Some(body) => {
                target.body = Some(body.id);
                target.region = Some(body.region);
            }
            None => faults.add(ErrorCode::BadValue, field::TARGET),
        },
        _ => {}
    }
    Ok(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_other_text() {
        for good in ["a@b.cn", "zhang.san+x@mail.example.com"] {
            assert!(is_email(good), "{good}");
        }
        for bad in
            ["", "a", "a@b", "@b.cn", "a@.cn", "a@b.cn.", "a b@c.cn", "a@b@c.cn", "a@b.cn\nBcc: x@y.cn", "张@b.cn"]
        {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn every_fault_of_a_text_is_named_with_its_field() {
        let form =
            FormData { fields: vec![("a".into(), "短".into()), ("b".into(), "字".repeat(12))], files: Vec::new() };
        let mut faults = Faults(Vec::new());
        faults.text(&form, "a", 4, 10);
        faults.text(&form, "b", 4, 10);
        faults.text(&form, "c", 4, 10);
        let codes: Vec<_> = faults.0.iter().map(|f| (f.field.as_deref().unwrap_or_default(), f.code)).collect();
        assert_eq!(codes, [("a", ErrorCode::TooShort), ("b", ErrorCode::TooLong), ("c", ErrorCode::Required)]);
        assert_eq!(faults.0[1].facts["over"], "2");
    }
}
