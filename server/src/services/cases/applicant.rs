//! Who reported: masked for those who handle it, in full only with a reason that is recorded, hidden from the body complained about.
use super::form::{Contact, Faults};
use super::internal;
use super::load;
use super::subject::Subject;
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

/// As the caller may see it: who filed it in full, officials masked, the body complained about not at all. The number of a person is in full for
/// nobody, themselves included: whoever reviews asks for it with a reason.
pub fn view(core: &Core, subject: &dyn Subject) -> PortResult<Option<Applicant>> {
    if subject.hidden() {
        return Ok(None);
    }
    let official = subject.official();
    Ok(subject.applicant(core)?.map(|who| {
        let masked = subject.masked(&who);
        if official { masked } else { Applicant { number: masked.number, ..who } }
    }))
}

/// Enough to tell people apart.
pub fn mask_of(who: &Applicant) -> Applicant {
    Applicant {
        name: mask::name(&who.name),
        phone: who.phone.as_deref().map(mask::number),
        email: who.email.as_deref().map(mask::email),
        number: who.number.as_deref().map(mask::number),
        contact: who.contact.as_deref().map(mask::name),
        address: None,
        masked: true,
    }
}

/// What a form said of its reporter.
pub fn full(contact: Contact) -> Applicant {
    Applicant { name: contact.name, phone: contact.phone, email: contact.email, ..Applicant::default() }
}

/// In full, for those who may; recorded with the reason.
pub async fn unmask(core: &Core, caller: &Caller, number: &str, reason: &str) -> PortResult<Applicant> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let subject = load::any(core, &mut tx, caller, number, CaseAction::Unmask).await?;
    drop(tx);
    let form = FormData { fields: vec![("reason".into(), reason.into())], files: Vec::new() };
    let mut faults = Faults(Vec::new());
    let reason = faults.text(&form, "reason", 10, 200);
    let reason = faults.end(reason)?;
    let found = subject.applicant(core)?.unwrap_or_default();
    let mut entry = Entry::new(core.clock.now(), "case.unmask", "case", &subject.row().number);
    entry.case = Some(subject.row().number.clone());
    entry.reason = Some(reason);
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(found)
}
