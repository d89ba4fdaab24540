//! The rules of the form (C1, R-051…R-053): every fault at once.
use super::commitment::CommitmentText;
use super::form::{Applicant, Form, Offered, TEXT_MAX};
use super::{lines, papers};
use crate::access::eligibility::level_needed;
use crate::access::fault::{Fault, FaultCode, Faults};
use crate::account::{PartyKind, Verification};
use crate::catalog::Theme;
use crate::profile::{Amount, Profile};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What the rules depend on besides the form.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub profile: &'a Profile,
    pub applicant: &'a Applicant,
    /// The datasets of the lines, by public code.
    pub offered: &'a BTreeMap<String, Offered>,
    /// The commitment that is asked for now.
    pub commitment: &'a CommitmentText,
    /// Names of the services of the applicant's other open cases.
    pub service_names: &'a BTreeSet<String>,
    /// Legal date.
    pub today: NaiveDate,
}

impl Context<'_> {
    /// The level the system needs, if any.
    pub(super) fn level_needed(&self, form: &Form) -> Option<u8> {
        let conditions: Vec<_> = form
            .lines
            .iter()
            .filter_map(|line| self.offered.get(&line.dataset))
            .filter_map(|o| o.conditions.as_ref())
            .collect();
        level_needed(&self.profile.restricted, self.applicant.kind, form.hosted(), &conditions).map(|(min, _)| min)
    }

    const fn person(&self) -> bool {
        matches!(self.applicant.kind, PartyKind::Person)
    }
}

/// Every fault of an application. A level that is too low and entries in credit lists are no faults of the form but obstacles with an article of
/// their own ([`crate::access::eligibility`]).
///
/// # Errors
/// The faults in the order of the form.
pub fn check(form: &Form, context: &Context<'_>) -> Result<(), Vec<Fault>> {
    let mut faults = Faults::default();
    applicant(context, &mut faults);
    contact(form, context, &mut faults);
    lines::check(form, context, &mut faults);
    service(form, context, &mut faults);
    benefit(form, &mut faults);
    system(form, context, &mut faults);
    papers::check(form, context, &mut faults);
    faults.result()
}

/// C1-2, 2a, 2b, 4: known, not typed; still a wrong number must not be filed.
fn applicant(context: &Context<'_>, faults: &mut Faults) {
    let who = context.applicant;
    faults.text("applicant_name", &who.name, max(&context.profile.forms.applicant_name));
    if who.verification != Verification::Verified {
        faults.put("applicant_name", FaultCode::Unverified);
    }
    let field = if context.person() { "id_number" } else { "uscc" };
    if who.number.trim().is_empty() {
        faults.put(field, FaultCode::Required);
    } else if !who.proof.fits(who.kind) {
        faults.put(field, FaultCode::BadValue);
    } else if let Err(reason) = who.proof.parse(&who.number, context.today) {
        faults.add(Fault::new(field, FaultCode::BadNumber).fact("reason", reason.code()));
    }
}

fn contact(form: &Form, context: &Context<'_>, faults: &mut Faults) {
    let forms = &context.profile.forms;
    if context.person() {
        // 法人填写: a natural person is their own contact.
        if !form.contact_name.trim().is_empty() {
            faults.put("contact_name", FaultCode::NotOffered);
        }
    } else {
        faults.text("contact_name", &form.contact_name, max(&forms.contact_name));
    }
    if faults.text("contact_phone", &form.contact_phone, PHONE_MAX) && !is_phone(&form.contact_phone) {
        faults.put("contact_phone", FaultCode::BadValue);
    }
    faults.text("contact_address", &form.contact_address, max(&forms.contact_address));
}

fn service(form: &Form, context: &Context<'_>, faults: &mut Faults) {
    let name = form.service_name.trim();
    faults.text("service_name", name, max(&context.profile.forms.service_name));
    if context.service_names.contains(name) {
        faults.put("service_name", FaultCode::Duplicate);
    }
    if form.theme.trim().is_empty() {
        faults.put("theme", FaultCode::Required);
    } else if Theme::from_code(&form.theme).is_none() {
        faults.put("theme", FaultCode::NotOffered);
    }
    if form.scenarios.is_empty() {
        faults.put("scenarios", FaultCode::Required);
    }
    for (at, scenario) in form.scenarios.iter().enumerate() {
        let all = [("usage", &scenario.usage), ("scope", &scenario.scope), ("scene", &scenario.scene)];
        for (name, text) in all {
            faults.text(&format!("scenarios.{at}.{name}"), text, TEXT_MAX);
        }
    }
    faults.text("service_scope", &form.service_scope, TEXT_MAX);
    number("user_count", &form.user_count, faults);
    number("concurrency", &form.concurrency, faults);
    faults.text("response_time", &form.response_time, TEXT_MAX);
}

fn benefit(form: &Form, faults: &mut Faults) {
    faults.text("social_benefit", &form.social_benefit, TEXT_MAX);
    faults.text("economic_benefit", &form.economic_benefit, TEXT_MAX);
    faults.text("feedback_plan", &form.feedback_plan, TEXT_MAX);
    // 回流数据清单: a table, or 无 with the reason.
    match (form.return_items.is_empty(), form.no_return_reason.trim().is_empty()) {
        (true, true) => faults.put("return_items", FaultCode::Required),
        (false, false) => faults.add(Fault::new("no_return_reason", FaultCode::Mismatch).fact("other", "return_items")),
        _ => faults.length("no_return_reason", &form.no_return_reason, TEXT_MAX),
    }
    for (at, item) in form.return_items.iter().enumerate() {
        let all =
            [("name", &item.name), ("items", &item.items), ("frequency", &item.frequency), ("method", &item.method)];
        for (name, text) in all {
            faults.text(&format!("return_items.{at}.{name}"), text, TEXT_MAX);
        }
    }
    if form.feedback_dimensions.iter().all(|dimension| dimension.trim().is_empty()) {
        faults.put("feedback_dimensions", FaultCode::Required);
    }
    for (at, dimension) in form.feedback_dimensions.iter().enumerate() {
        faults.length(&format!("feedback_dimensions.{at}"), dimension, TEXT_MAX);
    }
}

/// C1-19…22. An individual names the certified system that hosts theirs and its filing number (C-18).
fn system(form: &Form, context: &Context<'_>, faults: &mut Faults) {
    let forms = &context.profile.forms;
    let needed = context.level_needed(form).is_some();
    if context.person() && form.hosted() {
        return;
    }
    if context.person() && needed {
        faults.text("host_operator", &form.host_operator, max(&forms.applicant_name));
    }
    faults.text("system_name", &form.system_name, max(&forms.system_name));
    faults.text("datacentre_address", &form.datacentre_address, max(&forms.datacentre_address));
    match (form.mlps_level.trim().is_empty(), form.level()) {
        (true, _) if needed => faults.put("mlps_level", FaultCode::Required),
        (false, None) => faults.put("mlps_level", FaultCode::BadValue),
        _ => {}
    }
    if needed || !form.mlps_level.trim().is_empty() {
        faults.text("mlps_filing_no", &form.mlps_filing_no, FILING_NO_MAX);
    }
}

const PHONE_MAX: usize = 30;
const FILING_NO_MAX: usize = 60;

/// A limit of the profile, in characters.
pub(super) const fn max(amount: &Amount) -> usize {
    amount.value as usize
}

/// A whole number from 0 on.
fn number(field: &str, typed: &str, faults: &mut Faults) {
    if typed.trim().is_empty() {
        faults.put(field, FaultCode::Required);
    } else if whole(typed).is_none() {
        faults.put(field, FaultCode::BadValue);
    }
}

/// A whole number as people type it: full-width digits, blanks, commas between thousands.
pub(super) fn whole(typed: &str) -> Option<u64> {
    // Folding drops hyphens: a minus is no digit.
    if typed.contains(['-', '－', '−']) {
        return None;
    }
    let digits: String = crate::party::folded(typed).chars().filter(|c| *c != ',' && *c != '，').collect();
    if digits.is_empty() || digits.len() > 15 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

/// A mobile or landline number of the mainland, with or without country code and extension, or an international one with `+`.
fn is_phone(typed: &str) -> bool {
    let folded = crate::party::folded(typed);
    let number: String = folded.chars().filter(|c| !matches!(c, '(' | ')' | '.')).collect();
    let (international, digits) = match number.strip_prefix("+86") {
        Some(rest) => (false, rest),
        None => number.strip_prefix('+').map_or((false, number.as_str()), |rest| (true, rest)),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let mobile = digits.len() == 11 && digits.starts_with('1') && !matches!(digits.as_bytes()[1], b'0'..=b'2');
    // 区号 with 号码, and up to five digits of extension; 400 and 800 numbers.
    let landline = digits.starts_with('0') && (10..=17).contains(&digits.len());
    let service = digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"));
    if international { (7..=15).contains(&digits.len()) } else { mobile || landline || service }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c1_telephone_numbers_as_people_write_them() {
        for right in
            ["13800001234", "138 0000 1234", "+86 138-0000-1234", "0571-87051234", "(0571) 87051234", "400 800 1234"]
        {
            assert!(is_phone(right), "{right}");
        }
        for wrong in ["", "12800001234", "87051234", "13800001", "1380000123a", "+", "１２３"] {
            assert!(!is_phone(wrong), "{wrong}");
        }
        assert!(is_phone("１３８００００１２３４") && is_phone("+44 20 7946 0958"));
    }

    #[test]
    fn c1_numbers_as_people_write_them() {
        assert_eq!((whole("12,000"), whole(" １２ "), whole("0")), (Some(12_000), Some(12), Some(0)));
        for wrong in ["", "-1", "1.5", "99999999999999999999", "x"] {
            assert_eq!(whole(wrong), None, "{wrong}");
        }
    }
}
