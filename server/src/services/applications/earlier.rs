//! Papers of former applications that would do again: offered at their slot, taken over without another upload (ui: 使用 9月2日上传的 …).
use super::stored::{Draft, PaperChange, edit};
use super::{internal, missing, party, start};
use crate::portal::Core;
use chrono::NaiveDate;
use contract::applications::forms;
use contract::{Caller, FormData, PortResult};
use domain::access::Material;
use domain::access::application::Attachment;
use domain::profile::Amount;
use serde_json::json;
use store::Tx;
use store::access::PaperRow;
use uuid::Uuid;

/// Former applications that are looked through, the newest first.
const FORMER: u32 = 10;

/// A paper that would do.
pub struct Earlier {
    pub row: PaperRow,
    /// What the former application says of it.
    pub file: Attachment,
}

/// The newest paper for each slot, from what the party filed.
pub async fn papers(
    core: &Core,
    tx: &mut Tx,
    party: Uuid,
    report_age: Option<&Amount>,
    today: NaiveDate,
) -> PortResult<Vec<Earlier>> {
    let mut all: Vec<Earlier> = Vec::new();
    for row in tx.application_drafts(party, true, FORMER).await.map_err(internal)? {
        let mut rows = tx.application_papers(row.id).await.map_err(internal)?;
        for file in Draft::of(core, row)?.stored.form.attachments {
            let known = all.iter().any(|one| one.file.slot == file.slot);
            let at = rows.iter().position(|row| row.slot == file.slot.to_string() && row.sha256 == file.sha256);
            if let (false, Some(at), true) = (known, at, file.does_again(report_age, today)) {
                all.push(Earlier { row: rows.swap_remove(at), file });
            }
        }
    }
    Ok(all)
}

/// Puts one into its slot: its object is shared until the application is filed.
pub async fn take(core: &Core, caller: &Caller, id: &str, sent: &FormData) -> PortResult<()> {
    let (_, party) = party(caller)?;
    let slot: Material = sent.text(forms::SLOT).parse().or_else(|_| missing())?;
    let paper = super::id(&sent.text(forms::PAPER))?;
    let active = core.active();
    let age = active.profile.profile.restricted.credit_report_age.as_ref();
    let mut tx = core.store.read().await.map_err(internal)?;
    let all = papers(core, &mut tx, party, age, core.clock.today()).await?;
    drop(tx);
    let found = all.into_iter().find(|one| one.file.slot == slot && one.row.id == paper);
    let Some(Earlier { row, file }) = found else { return missing() };
    let after = json!({ "slot": slot.to_string(), "sha256": row.sha256, "paper": row.id });
    edit(core, caller, id, "application.attach", after, |draft, _| {
        let form = &mut draft.stored.form;
        form.attachments.retain(|one| one.slot != slot);
        form.attachments.push(file.clone());
        draft.papers.push(PaperChange::Put(start::copy(core, &row, draft.row.id)?));
        Ok(())
    })
    .await
    .map(|_| ())
}
