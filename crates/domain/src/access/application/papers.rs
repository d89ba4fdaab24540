//! The papers (C5, R-053): which are needed, and whether each will do on the day of submission.
use super::check::{Context, typed};
use super::form::{Attachment, Form};
use crate::access::Material;
use crate::access::conditions::Requirement;
use crate::access::fault::{Fault, FaultCode, Faults};
use crate::account::PartyKind;
use crate::profile::{Amount, Unit};
use chrono::{Months, NaiveDate, TimeDelta};

pub(super) fn check(form: &Form, context: &Context<'_>, faults: &mut Faults) {
    for material in needed(form, context) {
        if material.is_file() && form.attachment(&material).is_none() {
            faults.put(field(&material), FaultCode::Required);
        }
    }
    let system = context.applicant.kind == PartyKind::Person || !form.system_name.trim().is_empty();
    for file in &form.attachments {
        let name = field(&file.slot);
        if file.sha256.len() != 64 || !file.sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            faults.put(&name, FaultCode::BadValue);
        }
        if file.issued.is_some_and(|issued| issued > context.today) {
            faults.put(&name, FaultCode::NotYet);
        }
        match file.slot {
            Material::CreditReport => credit_report(file, &name, context, faults),
            Material::MlpsCertificate => {
                if let Some(until) = file.valid_until.filter(|until| *until < context.today) {
                    faults.add(Fault::new(&name, FaultCode::Expired).fact("until", until));
                }
                // The certificate is for the system of the form (C1-19).
                let same = file.system.as_deref().is_none_or(|system| system.trim() == form.system_name.trim());
                if system && !same {
                    faults.add(Fault::new(&name, FaultCode::Mismatch).fact("other", "system_name"));
                }
            }
            _ => {}
        }
    }
    if form.seal.is_none() {
        faults.put("seal", FaultCode::Required);
    }
    commitment(form, context, faults);
}

fn field(material: &Material) -> String {
    format!("attachments.{material}")
}

/// The papers an application needs: those of the regulation, and one per published condition that asks for a document.
pub fn needed(form: &Form, context: &Context<'_>) -> Vec<Material> {
    let mut all = Vec::new();
    if context.level_needed(form).is_some() {
        all.push(Material::MlpsCertificate);
    }
    if context.profile.restricted.credit_report_age.is_some() {
        all.push(Material::CreditReport);
    }
    all.push(Material::Commitment);
    for (line, no) in form.lines.iter().zip(1..) {
        let Some(offered) = context.offered.get(&line.dataset) else { continue };
        for condition in offered.conditions.iter().flat_map(|set| &set.conditions) {
            let proof = Material::Proof { dataset: offered.code.clone(), condition: condition.code.clone() };
            if condition.requirement == Requirement::Document && !all.contains(&proof) {
                all.push(proof);
            }
        }
        if line.sensitive == "yes" && line.consent == "now" {
            all.push(Material::Consent { line: no });
        }
    }
    all
}

fn credit_report(file: &Attachment, name: &str, context: &Context<'_>, faults: &mut Faults) {
    let Some(limit) = &context.profile.restricted.credit_report_age else { return };
    match file.issued {
        None => faults.put(format!("{name}.issued"), FaultCode::Required),
        Some(issued) if oldest(limit, context.today).is_some_and(|oldest| issued < oldest) => {
            faults.add(Fault::new(name, FaultCode::TooOld).fact("max", limit.value).fact("issued", issued));
        }
        Some(_) => {}
    }
}

/// The first day of issue that is not too old on a day.
pub fn oldest(limit: &Amount, today: NaiveDate) -> Option<NaiveDate> {
    match limit.unit {
        Unit::Days => today.checked_sub_signed(TimeDelta::days(i64::from(limit.value))),
        Unit::Months => today.checked_sub_months(Months::new(limit.value)),
        Unit::Years => today.checked_sub_months(Months::new(limit.value.saturating_mul(12))),
        Unit::Seconds | Unit::Level | Unit::Characters => None,
    }
}

/// C3: signed by the head (a natural person signs for themselves), in the text asked for now.
fn commitment(form: &Form, context: &Context<'_>, faults: &mut Faults) {
    let Some(signed) = &form.commitment else {
        faults.put("commitment", FaultCode::Required);
        return;
    };
    if !context.commitment.is_same(signed) {
        faults.put("commitment", FaultCode::TextChanged);
    }
    typed("accountable_head", &signed.head, context, faults);
    if context.applicant.kind == PartyKind::Person && signed.head.trim() != context.applicant.name.trim() {
        faults.add(Fault::new("accountable_head", FaultCode::Mismatch).fact("other", "applicant_name"));
    }
}
