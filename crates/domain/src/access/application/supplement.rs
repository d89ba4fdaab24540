//! 补正 (R-060…R-062): what a supplement may change, and the application as it reads from then on.
//!
//! Only what the one complete notice named is taken over; everything else stays as it was filed, even if it was sent along. What was corrected is
//! measured by the same rules as on the day of submission (C1, C2, C5), as of the day it is supplied.
use super::check::{Context, check};
use super::form::{Form, Line};
use super::submit::{Filed, RequestLine, filed as request};
use crate::access::Material;
use crate::access::fault::{Fault, FaultCode};
use std::collections::BTreeSet;

/// The application after a supplement. `typed` holds the corrected answers, and of papers only those that came with it.
///
/// # Errors
/// Every fault of what was named, at once.
pub fn supplement(
    first: &Filed,
    typed: &Form,
    asked: &BTreeSet<Material>,
    context: &Context<'_>,
) -> Result<Filed, Vec<Fault>> {
    let form = merged(&first.form, typed, asked);
    let numbers: Vec<u32> = first.lines.iter().map(|line| line.no).collect();
    let found = check(&in_order(&form, &numbers), context).err().unwrap_or_default();
    let mut faults: Vec<Fault> = Vec::new();
    for material in asked.iter().filter(|material| material.is_file() && typed.attachment(material).is_none()) {
        faults.push(Fault::new(field(material), FaultCode::Required));
    }
    for fault in found.into_iter().filter_map(|fault| corrected(fault, &numbers, asked)) {
        if !faults.iter().any(|known| known.field == fault.field && known.code == fault.code) {
            faults.push(fault);
        }
    }
    // No obstacle with an article of its own here: the application is filed. Still nobody corrects a system below what is needed.
    if asked.contains(&Material::ApplicationForm)
        && let (Some(level), Some(min)) = (form.level(), context.level_needed(&form))
        && level < min
    {
        faults.push(Fault::new("mlps_level", FaultCode::OutOfRange).fact("first", min).fact("last", 5));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let lines = first.lines.iter().zip(&form.lines).map(|(line, typed)| again(line, typed, asked, context)).collect();
    Ok(Filed { form, lines, ..first.clone() })
}

/// Whether a supplement may bring a paper: one that was named, or a consent that belongs to a corrected demand list.
pub fn may_bring(material: &Material, asked: &BTreeSet<Material>) -> bool {
    asked.contains(material) || (matches!(material, Material::Consent { .. }) && asked.contains(&Material::DemandList))
}

fn field(material: &Material) -> String {
    format!("attachments.{material}")
}

/// What was filed, with what was named replaced.
fn merged(first: &Form, typed: &Form, asked: &BTreeSet<Material>) -> Form {
    let mut next = if asked.contains(&Material::ApplicationForm) {
        Form {
            publishers: first.publishers.clone(),
            lines: first.lines.clone(),
            attachments: first.attachments.clone(),
            seal: first.seal.clone(),
            commitment: first.commitment.clone(),
            ..typed.clone()
        }
    } else {
        first.clone()
    };
    if asked.contains(&Material::DemandList) {
        for (line, corrected) in next.lines.iter_mut().zip(&typed.lines) {
            // Another dataset is another application.
            *line = Line { dataset: std::mem::take(&mut line.dataset), ..corrected.clone() };
        }
    }
    if asked.contains(&Material::Commitment) {
        next.commitment.clone_from(&typed.commitment);
    }
    if asked.contains(&Material::Seal) {
        next.seal.clone_from(&typed.seal);
    }
    for file in typed.attachments.iter().filter(|file| may_bring(&file.slot, asked)) {
        next.attachments.retain(|known| known.slot != file.slot);
        next.attachments.push(file.clone());
    }
    next
}

/// The form as the rules count its lines, from 1: where each body received its own application the numbers have gaps.
fn in_order(form: &Form, numbers: &[u32]) -> Form {
    let mut form = form.clone();
    for file in &mut form.attachments {
        if let Material::Consent { line } = &mut file.slot
            && let Some(at) = numbers.iter().position(|no| no == line)
        {
            *line = u32::try_from(at + 1).unwrap_or(u32::MAX);
        }
    }
    form
}

/// A fault at the field it can be corrected at; `None` where that was not named.
fn corrected(mut fault: Fault, numbers: &[u32], asked: &BTreeSet<Material>) -> Option<Fault> {
    if let Some(slot) = fault.field.strip_prefix("attachments.") {
        let (slot, rest) = slot.strip_suffix(".issued").map_or((slot, ""), |slot| (slot, ".issued"));
        let mut slot: Material = slot.parse().ok()?;
        if let Material::Consent { line } = &mut slot {
            *line = *numbers.get(usize::try_from(*line).ok()?.checked_sub(1)?)?;
        }
        if !may_bring(&slot, asked) {
            // The certificate stays, the name of the system was changed.
            let system = fault.code == FaultCode::Mismatch && asked.contains(&Material::ApplicationForm);
            fault.field = "system_name".into();
            return system.then_some(fault);
        }
        fault.field = format!("{}{rest}", field(&slot));
        return Some(fault);
    }
    let first = fault.field.split('.').next().unwrap_or_default();
    let of = match first {
        "applicant_name" | "uscc" | "id_number" | "publishers" => return None,
        "lines" => Material::DemandList,
        "commitment" | "accountable_head" => Material::Commitment,
        "seal" => Material::Seal,
        _ => Material::ApplicationForm,
    };
    if let Some(line) = fault.field.strip_prefix("lines.").and_then(|rest| rest.strip_suffix(".dataset")) {
        if fault.code != FaultCode::Duplicate {
            // It was offered when it was asked for.
            return None;
        }
        fault.field = format!("lines.{line}.mode");
    }
    asked.contains(&of).then_some(fault)
}

fn again(line: &RequestLine, typed: &Line, asked: &BTreeSet<Material>, context: &Context<'_>) -> RequestLine {
    if !asked.contains(&Material::DemandList) {
        return line.clone();
    }
    match (context.offered.get(&typed.dataset), typed.mode()) {
        // Dataset, publisher and the conditions it is measured by are those of the submission.
        (Some(offered), Some(mode)) => RequestLine {
            dataset: line.dataset,
            code: line.code.clone(),
            publisher: line.publisher,
            conditions: line.conditions,
            ..request(typed, offered, line.no, mode)
        },
        _ => line.clone(),
    }
}
