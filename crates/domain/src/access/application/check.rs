//! The rules of the form (C1, R-051…R-053): every fault at once.
use super::commitment::CommitmentText;
use super::field::rule_of;
use super::form::{Applicant, Form, Offered, TEXT_MAX};
use super::{lines, papers};
use crate::access::eligibility::level_needed;
use crate::access::fault::{Fault, FaultCode, Faults};
use crate::account::{PartyKind, Verification};
use crate::catalog::Theme;
use crate::profile::Profile;
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
    benefit(form, context, &mut faults);
    system(form, context, &mut faults);
    papers::check(form, context, &mut faults);
    faults.result()
}

/// C1-2, 2a, 2b, 4: known, not typed; still a wrong number must not be filed.
fn applicant(context: &Context<'_>, faults: &mut Faults) {
    let who = context.applicant;
    typed("applicant_name", &who.name, context, faults);
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
    if context.person() {
        // 法人填写: a natural person is their own contact.
        if !form.contact_name.trim().is_empty() {
            faults.put("contact_name", FaultCode::NotOffered);
        }
    } else {
        typed("contact_name", &form.contact_name, context, faults);
    }
    typed("contact_phone", &form.contact_phone, context, faults);
    typed("contact_address", &form.contact_address, context, faults);
}

fn service(form: &Form, context: &Context<'_>, faults: &mut Faults) {
    let name = form.service_name.trim();
    typed("service_name", name, context, faults);
    if context.service_names.contains(name) {
        faults.put("service_name", FaultCode::Duplicate);
    }
    typed("theme", &form.theme, context, faults);
    if !form.theme.trim().is_empty() && Theme::from_code(&form.theme).is_none() {
        faults.put("theme", FaultCode::NotOffered);
    }
    if form.scenarios.is_empty() {
        faults.put("scenarios", FaultCode::Required);
    }
    for (at, scenario) in form.scenarios.iter().enumerate() {
        let all = [("usage", &scenario.usage), ("scope", &scenario.scope), ("scene", &scenario.scene)];
        for (name, text) in all {
            typed(&format!("scenarios.{at}.{name}"), text, context, faults);
        }
    }
    typed("service_scope", &form.service_scope, context, faults);
    typed("user_count", &form.user_count, context, faults);
    typed("concurrency", &form.concurrency, context, faults);
    typed("response_time", &form.response_time, context, faults);
}

fn benefit(form: &Form, context: &Context<'_>, faults: &mut Faults) {
    typed("social_benefit", &form.social_benefit, context, faults);
    typed("economic_benefit", &form.economic_benefit, context, faults);
    typed("feedback_plan", &form.feedback_plan, context, faults);
    // 回流数据清单: a table, or 无 with the reason.
    match (form.return_items.is_empty(), form.no_return_reason.trim().is_empty()) {
        (true, true) => faults.put("return_items", FaultCode::Required),
        (false, false) => faults.add(Fault::new("no_return_reason", FaultCode::Mismatch).fact("other", "return_items")),
        _ => {
            let rule = rule_of("no_return_reason", &context.profile.forms);
            faults.all(rule.check("no_return_reason", &form.no_return_reason, false));
        }
    }
    for (at, item) in form.return_items.iter().enumerate() {
        let all =
            [("name", &item.name), ("items", &item.items), ("frequency", &item.frequency), ("method", &item.method)];
        for (name, text) in all {
            typed(&format!("return_items.{at}.{name}"), text, context, faults);
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
    let needed = context.level_needed(form).is_some();
    if context.person() && form.hosted() {
        return;
    }
    if context.person() && needed {
        typed("host_operator", &form.host_operator, context, faults);
    }
    typed("system_name", &form.system_name, context, faults);
    typed("datacentre_address", &form.datacentre_address, context, faults);
    match (form.mlps_level.trim().is_empty(), form.level()) {
        (true, _) if needed => faults.put("mlps_level", FaultCode::Required),
        (false, None) => faults.put("mlps_level", FaultCode::BadValue),
        _ => {}
    }
    if needed || !form.mlps_level.trim().is_empty() {
        typed("mlps_filing_no", &form.mlps_filing_no, context, faults);
    }
}

/// A field that has to be there and follows the rule of its name.
pub(super) fn typed(field: &str, value: &str, context: &Context<'_>, faults: &mut Faults) {
    faults.all(rule_of(field, &context.profile.forms).check(field, value, true));
}
