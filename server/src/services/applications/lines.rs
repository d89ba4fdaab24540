//! Saving sections, and the lines of the 需求清单.
use super::facts::Facts;
use super::fields;
use super::stored::{PaperChange, edit};
use super::{internal, missing, party};
use crate::portal::Core;
use crate::services::opening;
use contract::applications::{Saved, forms};
use contract::{Caller, ErrorCode, FormData, PortResult, Refusal};
use domain::access::Material;
use domain::access::application::{Attachment, Form, Line, Section};
use serde_json::json;

/// Most lines of a draft.
const LINES: usize = 50;

/// Saves a section or a line.
pub async fn save(
    core: &Core,
    caller: &Caller,
    id: &str,
    section: Section,
    line: Option<usize>,
    sent: &FormData,
) -> PortResult<Saved> {
    let (signed, _) = party(caller)?;
    let stamp = sent.text(forms::STAMP);
    let after = json!({ "section": section.code(), "line": line });
    let (_, draft, facts) = edit(core, caller, id, "application.save", after, |draft, facts| {
        let stood = draft.stored.clone();
        let same = match line {
            None => {
                let same = draft.stamp(section) == stamp;
                fields::apply(section, sent, &mut draft.stored, facts, signed.account);
                same
            }
            Some(at) => {
                let same = draft.line_stamp(at) == stamp;
                let Some(line) = draft.stored.form.lines.get_mut(at) else { return missing() };
                fields::line(sent, at, line);
                same
            }
        };
        // Whoever sends what stands there already overwrites nobody: it is their own form again, whose answer got lost on the way.
        if !same && draft.stored != stood {
            return Err(Refusal::new(ErrorCode::Conflict).into());
        }
        // Whoever saved it has looked at it.
        if let (None, Some(known)) = (line, &mut draft.stored.known) {
            known.sections.retain(|one| *one != section);
        }
        Ok(())
    })
    .await?;
    let stamp = line.map_or_else(|| draft.stamp(section), |at| draft.line_stamp(at));
    Ok(Saved { stamp, at: draft.row.changed, faults: faults(&draft.stored.form, &facts, section, line) })
}

/// The faults of a section, or of a line.
fn faults(form: &Form, facts: &Facts, section: Section, line: Option<usize>) -> Vec<Refusal> {
    let own = line.map(|at| format!("lines.{at}."));
    let ours = |field: &str| match &own {
        Some(prefix) => field.starts_with(prefix),
        None => Section::of(field) == section,
    };
    facts.faults(form).into_iter().filter(|fault| ours(&fault.field)).map(Refusal::from).collect()
}

/// A dataset that can be applied for.
pub async fn offered(core: &Core, dataset: &str) -> PortResult<String> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let found = opening::offered(core, &mut tx, dataset).await?;
    let refused = || Refusal::new(ErrorCode::NotOffered).field(forms::DATASET);
    Ok(found.filter(|one| one.open_for_application).ok_or_else(refused)?.code)
}

/// Adds a line; its place.
pub async fn add(core: &Core, caller: &Caller, id: &str, dataset: &str) -> PortResult<usize> {
    party(caller)?;
    let code = offered(core, dataset).await?;
    let after = json!({ "dataset": code });
    let (at, _, _) = edit(core, caller, id, "application.add-line", after, |draft, _| {
        let lines = &mut draft.stored.form.lines;
        if lines.len() >= LINES {
            return Err(Refusal::new(ErrorCode::OutOfRange).field(forms::DATASET).fact("max", LINES).into());
        }
        lines.push(Line { dataset: code.clone(), ..Line::default() });
        Ok(lines.len() - 1)
    })
    .await?;
    Ok(at)
}

/// Takes a line away; the consents of those after it move up.
pub async fn remove(core: &Core, caller: &Caller, id: &str, line: usize, stamp: &str) -> PortResult<()> {
    let after = json!({ "line": line });
    edit(core, caller, id, "application.remove-line", after, |draft, _| {
        if draft.stored.form.lines.get(line).is_none() || draft.line_stamp(line) != stamp {
            return Err(Refusal::new(ErrorCode::Conflict).into());
        }
        let gone = draft.stored.form.lines.remove(line);
        let still = draft.stored.form.lines.iter().any(|line| line.dataset == gone.dataset);
        let mut files = std::mem::take(&mut draft.stored.form.attachments);
        // In the order of their numbers: each moves into the place the one before it left.
        files.sort_by(|a, b| a.slot.cmp(&b.slot));
        for file in files {
            match moved(&file.slot, line, &gone.dataset, still) {
                Some(slot) => {
                    if slot != file.slot {
                        draft.papers.push(PaperChange::Move(file.slot.to_string(), slot.to_string()));
                    }
                    draft.stored.form.attachments.push(Attachment { slot, ..file });
                }
                None => draft.papers.push(PaperChange::Drop(file.slot.to_string())),
            }
        }
        Ok(())
    })
    .await
    .map(|_| ())
}

/// Where a paper belongs once a line (from 0) is gone; `still` = its dataset stands in another line.
fn moved(slot: &Material, gone: usize, dataset: &str, still: bool) -> Option<Material> {
    match slot {
        Material::Consent { line } => {
            let at = usize::try_from(*line).ok()?;
            match at.cmp(&(gone + 1)) {
                std::cmp::Ordering::Less => Some(slot.clone()),
                std::cmp::Ordering::Equal => None,
                std::cmp::Ordering::Greater => Some(Material::Consent { line: line - 1 }),
            }
        }
        Material::Proof { dataset: of, .. } if of == dataset && !still => None,
        other => Some(other.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c5_papers_follow_their_lines() {
        let consent = |line| Material::Consent { line };
        let proof = || Material::Proof { dataset: "a".into(), condition: "lab".into() };
        assert_eq!(moved(&consent(1), 1, "a", false), Some(consent(1)));
        assert_eq!(moved(&consent(2), 1, "a", false), None);
        assert_eq!(moved(&consent(3), 1, "a", false), Some(consent(2)));
        assert_eq!(moved(&proof(), 1, "a", false), None);
        assert_eq!(moved(&proof(), 1, "a", true), Some(proof()));
        assert_eq!(moved(&proof(), 1, "b", false), Some(proof()));
        assert_eq!(moved(&Material::CreditReport, 0, "a", false), Some(Material::CreditReport));
    }
}
