//! Which fields a section has, what they are called, and what stands in them.
use crate::page::PageCtx;
use contract::applications::{DraftView, forms};
use domain::access::application::{Form, ReturnItem, Scenario, Seal, Section};
use domain::account::PartyKind;
use texts::t;

/// Fields of a block of 应用场景.
pub const SCENARIO: [&str; 3] = ["usage", "scope", "scene"];
/// Fields of a row of 回流数据清单.
pub const RETURN_ITEM: [&str; 4] = ["name", "items", "frequency", "method"];

/// Names and labels of the plain fields of a section, in the order of the page.
pub fn plain(draft: &DraftView, section: Section) -> Vec<&'static str> {
    let person = draft.applicant.kind == PartyKind::Person;
    match section {
        Section::Contact if person => vec!["contact_phone", "contact_address"],
        Section::Contact => vec!["contact_name", "contact_phone", "contact_address"],
        Section::Service => vec!["service_name", "theme"],
        Section::Standard => vec!["service_scope", "user_count", "concurrency", "response_time"],
        Section::Benefit => vec!["social_benefit", "economic_benefit"],
        Section::Feedback => vec!["feedback_plan"],
        Section::System if person => {
            vec!["host_operator", "system_name", "datacentre_address", "mlps_level", "mlps_filing_no"]
        }
        Section::System => vec!["system_name", "datacentre_address", "mlps_level", "mlps_filing_no"],
        Section::Applicant | Section::Lines | Section::Papers | Section::Consent | Section::Commitment => Vec::new(),
    }
}

/// The words of a plain field: `apply-contact-phone`, its hint `apply-contact-phone-hint`.
pub fn label(ctx: &PageCtx, name: &str) -> String {
    texts::t(ctx.locale, &format!("apply-{}", name.replace('_', "-")))
}

/// The hint of a field, if it has one.
pub fn hint(ctx: &PageCtx, name: &str) -> Option<String> {
    let key = format!("apply-{}-hint", name.replace('_', "-"));
    texts::has(ctx.locale, &key).then(|| texts::t(ctx.locale, &key))
}

/// What stands in a plain field.
pub fn value<'a>(form: &'a Form, name: &str) -> &'a str {
    match name {
        "contact_name" => &form.contact_name,
        "contact_phone" => &form.contact_phone,
        "contact_address" => &form.contact_address,
        "service_name" => &form.service_name,
        "theme" => &form.theme,
        "service_scope" => &form.service_scope,
        "user_count" => &form.user_count,
        "concurrency" => &form.concurrency,
        "response_time" => &form.response_time,
        "social_benefit" => &form.social_benefit,
        "economic_benefit" => &form.economic_benefit,
        "feedback_plan" => &form.feedback_plan,
        "host_operator" => &form.host_operator,
        "system_name" => &form.system_name,
        "datacentre_address" => &form.datacentre_address,
        "mlps_level" => &form.mlps_level,
        "mlps_filing_no" => &form.mlps_filing_no,
        _ => "",
    }
}

/// A field of a scenario.
pub fn scenario<'a>(one: &'a Scenario, name: &str) -> &'a str {
    match name {
        "usage" => &one.usage,
        "scope" => &one.scope,
        _ => &one.scene,
    }
}

/// A field of a row of what flows back.
pub fn return_item<'a>(one: &'a ReturnItem, name: &str) -> &'a str {
    match name {
        "name" => &one.name,
        "items" => &one.items,
        "frequency" => &one.frequency,
        _ => &one.method,
    }
}

/// Labels of all fields of a section, blocks included; `blocks` = so many of them are on the page.
pub fn labels(ctx: &PageCtx, draft: &DraftView, section: Section, blocks: usize) -> Vec<(String, String)> {
    let mut all: Vec<_> = plain(draft, section).into_iter().map(|name| (name.to_owned(), label(ctx, name))).collect();
    let named = |name: &str| (name.to_owned(), label(ctx, name));
    match section {
        Section::Service => {
            all.push(named("scenarios"));
            for at in 0..blocks {
                all.extend(SCENARIO.map(|name| {
                    let field = texts::t(ctx.locale, &format!("apply-scenario-{name}"));
                    (
                        format!("scenarios.{at}.{name}"),
                        t!(ctx.locale, "apply-scenario-field", n = at + 1, field = field),
                    )
                }));
            }
        }
        Section::Feedback => {
            all.push(named("return_items"));
            for at in 0..blocks {
                all.extend(RETURN_ITEM.map(|name| {
                    let field = texts::t(ctx.locale, &format!("apply-returned-{name}"));
                    (
                        format!("return_items.{at}.{name}"),
                        t!(ctx.locale, "apply-return-field", n = at + 1, field = field),
                    )
                }));
            }
            all.extend([named("no_return_reason"), named("feedback_dimensions")]);
        }
        Section::Commitment => all.extend([forms::COMMITMENT, forms::HEAD, forms::SEAL].map(named)),
        _ => {}
    }
    all
}

/// What is stored in a section, as its form sends it.
pub fn values(draft: &DraftView, section: Section) -> Vec<(String, String)> {
    let form = &draft.form;
    let mut all: Vec<_> =
        plain(draft, section).into_iter().map(|name| (name.to_owned(), value(form, name).to_owned())).collect();
    match section {
        Section::Service => {
            for (at, one) in form.scenarios.iter().enumerate() {
                all.extend(SCENARIO.map(|name| (format!("scenarios.{at}.{name}"), scenario(one, name).to_owned())));
            }
        }
        Section::Feedback => {
            for (at, one) in form.return_items.iter().enumerate() {
                let field = |name: &str| (format!("return_items.{at}.{name}"), return_item(one, name).to_owned());
                all.extend(RETURN_ITEM.map(field));
            }
            all.push(("no_return_reason".into(), form.no_return_reason.clone()));
            all.push(("feedback_dimensions".into(), form.feedback_dimensions.join("\n")));
        }
        Section::Commitment => {
            let head = form.commitment.as_ref().map_or(&draft.head, |signed| &signed.head);
            all.push((forms::HEAD.into(), head.clone()));
            if form.commitment.is_some() {
                all.push((forms::COMMITMENT.into(), "yes".into()));
            }
            let seal = match &form.seal {
                Some(Seal::File { .. }) => "file",
                Some(Seal::Account { .. } | Seal::Electronic { .. }) => "account",
                None => "",
            };
            all.push((forms::SEAL.into(), seal.into()));
        }
        _ => {}
    }
    all
}
