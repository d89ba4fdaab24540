//! The whole file of a case, for printing and archiving: every time recorded.
use super::names::Names;
use super::{documents, internal, load, need, view};
use crate::portal::Core;
use contract::cases::{CaseFile, Side};
use contract::{Caller, PortResult};
use domain::audit::Entry;
use domain::policy::CaseAction;
use serde_json::json;
use store::cases::DocumentRow;

/// The file as the caller may see it.
pub async fn file(core: &Core, caller: &Caller, number: &str) -> PortResult<CaseFile> {
    Ok(taken(core, caller, number, "case.print").await?.0)
}

/// The file and the rows of its documents, in the same order; recorded under the name of the act.
pub async fn taken(core: &Core, caller: &Caller, number: &str, act: &str) -> PortResult<(CaseFile, Vec<DocumentRow>)> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let subject = load::any(core, &mut tx, caller, number, CaseAction::Print).await?;
    let side = if subject.official() { Side::Official } else { Side::Applicant };
    let case = view::build(core, &mut tx, caller, &*subject, side).await?;
    // What the list does not show is not in the file either.
    let mut rows = tx.documents_of(subject.row().id).await.map_err(internal)?;
    rows.retain(|row| case.documents.iter().any(|shown| shown.open && shown.id == row.id.to_string()));
    let mut names = Names::new(caller.locale);
    let printed_by = names.person(core, &mut tx, need(caller)?.account).await?;
    drop(tx);
    let now = core.clock.now();
    let mut entry = Entry::new(now, act, "case", &subject.row().number);
    entry.case = Some(subject.row().number.clone());
    entry.after = json!({ "documents": rows.iter().map(|row| &row.sha256).collect::<Vec<_>>() });
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok((CaseFile { case, printed: now, printed_by, on: core.clock.today() }, rows))
}

/// Names of documents inside an archive: in their order, none twice.
pub fn archived(core: &Core, rows: &[DocumentRow]) -> PortResult<Vec<String>> {
    let name = |(n, row): (usize, &DocumentRow)| Ok(format!("documents/{:02}-{}", n + 1, documents::name(core, row)?));
    rows.iter().enumerate().map(name).collect()
}
