//! The whole file of a case, for printing and archiving; recorded.
use super::load;
use super::names::Names;
use super::{documents, internal, need, view};
use crate::portal::Core;
use contract::cases::{CaseFile, Side};
use contract::{Caller, PortResult};
use domain::audit::Entry;
use domain::policy::CaseAction;
use serde_json::json;

pub async fn file(core: &Core, caller: &Caller, number: &str) -> PortResult<CaseFile> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let loaded = load::load(core, &mut tx, caller, number, CaseAction::Print).await?;
    let side = if loaded.official() { Side::Official } else { Side::Applicant };
    let case = view::build(core, &mut tx, caller, &loaded, side).await?;
    let rows = tx.documents_of(loaded.row.id).await.map_err(internal)?;
    let mut names = Names::new(caller.locale);
    let printed_by = names.person(core, &mut tx, need(caller)?.account).await?;
    drop(tx);
    let mut contents = Vec::new();
    for (row, view) in rows.iter().zip(&case.documents) {
        contents.push((view.clone(), documents::content(core, row).await?));
    }
    let mut entry = Entry::new(core.clock.now(), "case.print", "case", &loaded.row.number);
    entry.case = Some(loaded.row.number.clone());
    entry.after = json!({ "documents": contents.len() });
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(CaseFile { case, documents: contents, printed: core.clock.now(), printed_by, on: core.clock.today() })
}
