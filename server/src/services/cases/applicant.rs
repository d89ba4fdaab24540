//! Who reported: masked for those who handle it, in full only with a reason that is recorded, hidden from the body complained about.
use super::form::{Contact, Faults};
use super::internal;
use super::load::{self, Loaded};
use crate::portal::Core;
use contract::cases::Applicant;
use contract::{Caller, FormData, PortResult};
use domain::audit::Entry;
use domain::party::mask;
use domain::policy::CaseAction;
use store::cases::CaseRow;

/// What is stored of the reporter, if anything.
pub fn contact(core: &Core, row: &CaseRow) -> PortResult<Option<Contact>> {
    let Some(sealed) = &row.applicant else { return Ok(None) };
    let text = core.unseal(sealed, &format!("cases.applicant:{}", row.id)).map_err(internal)?;
    serde_json::from_str(&text).map(Some).map_err(internal)
}

/// As the caller may see it: the reporter themselves in full, officials masked, the body complained about not at all.
pub fn view(core: &Core, loaded: &Loaded) -> PortResult<Option<Applicant>> {
    if loaded.hidden() {
        return Ok(None);
    }
    let masked = loaded.official();
    Ok(contact(core, &loaded.row)?.map(|contact| if masked { mask_of(&contact) } else { full(contact) }))
}

pub fn mask_of(contact: &Contact) -> Applicant {
    Applicant {
        name: mask::name(&contact.name),
        phone: contact.phone.as_deref().map(mask::number),
        email: contact.email.as_deref().map(mask::email),
        masked: true,
    }
}

fn full(contact: Contact) -> Applicant {
    Applicant { name: contact.name, phone: contact.phone, email: contact.email, masked: false }
}

/// In full, for those who may; recorded with the reason.
pub async fn unmask(core: &Core, caller: &Caller, number: &str, reason: &str) -> PortResult<Applicant> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let loaded = load::load(core, &mut tx, caller, number, CaseAction::Unmask).await?;
    drop(tx);
    let form = FormData { fields: vec![("reason".into(), reason.into())], files: Vec::new() };
    let mut faults = Faults(Vec::new());
    let reason = faults.text(&form, "reason", 10, 200);
    let reason = faults.end(reason)?;
    let found = contact(core, &loaded.row)?.map(full).unwrap_or_default();
    let mut entry = Entry::new(core.clock.now(), "case.unmask", "case", &loaded.row.number);
    entry.case = Some(loaded.row.number.clone());
    entry.reason = Some(reason);
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(found)
}
