//! What a body keeps current: open-data lead, contact, filing of the chief data officer.
use super::staff::body;
use super::typed::{self, MAX_NAME, keep};
use super::{allow, done, internal, missing};
use crate::portal::Core;
use crate::services::views::Labels;
use crate::services::words;
use chrono::NaiveDate;
use contract::accounts::{BodyProfileForm, BodyProfileView};
use contract::{BodyRef, Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::policy::{Action, ResourceFacts, authorize};
use serde::{Deserialize, Serialize};
use store::people::BodyProfile;
use uuid::Uuid;

/// Names of the people of a body, sealed together.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct People {
    pub lead: String,
    pub contact: String,
    pub chief_data_officer: String,
    pub security_lead: String,
}

/// The people of a profile in the clear.
pub(super) fn people_of(core: &Core, place: Uuid, profile: &BodyProfile) -> PortResult<People> {
    match &profile.people {
        Some(sealed) => {
            let text = core.unseal(sealed, &format!("body_profiles.people:{place}")).map_err(internal)?;
            serde_json::from_str(&text).map_err(internal)
        }
        None => Ok(People::default()),
    }
}

/// What was typed; the body's own administrator has to name lead, contact and telephone (`complete`).
pub(super) fn typed_profile(
    core: &Core,
    place: Uuid,
    form: &BodyProfileForm,
    complete: bool,
    faults: &mut Vec<Refusal>,
) -> PortResult<BodyProfile> {
    let needed = if complete { typed::text } else { typed::optional };
    let people = People {
        lead: keep(faults, needed(&form.lead, "lead", MAX_NAME)),
        contact: keep(faults, needed(&form.contact, "contact", MAX_NAME)),
        chief_data_officer: keep(faults, typed::optional(&form.chief_data_officer, "chief_data_officer", MAX_NAME)),
        security_lead: keep(faults, typed::optional(&form.security_lead, "security_lead", MAX_NAME)),
    };
    let contact_phone = keep(faults, needed(&form.contact_phone, "contact_phone", 40));
    let contact_email = if form.contact_email.trim().is_empty() {
        String::new()
    } else {
        keep(faults, typed::email(&form.contact_email).map_err(|fault| fault.field("contact_email")))
    };
    let cdo_filed = match form.cdo_filed.trim() {
        "" => None,
        text => match text.parse::<NaiveDate>() {
            Ok(day) if day <= core.clock.today() => Some(day),
            _ => {
                faults.push(Refusal::new(ErrorCode::BadValue).field("cdo_filed"));
                None
            }
        },
    };
    let text = serde_json::to_string(&people).map_err(internal)?;
    let sealed = core.seal(&text, &format!("body_profiles.people:{place}")).map_err(internal)?;
    Ok(BodyProfile { people: Some(sealed), contact_phone, contact_email, cdo_filed, ..BodyProfile::default() })
}

pub(super) async fn body_profile(core: &Core, caller: &Caller) -> PortResult<BodyProfileView> {
    let place = body(caller)?;
    let resource = ResourceFacts::Body { id: place };
    allow(core, caller, Action::ReadPeople, resource).await?;
    let active = core.active();
    let labels = Labels { locale: caller.locale, active: &active, today: core.clock.today() };
    let mut tx = core.store.read().await.map_err(internal)?;
    let Some(body) = tx.body_by_id(place).await.map_err(internal)? else { return missing() };
    let parent = match body.parent {
        Some(parent) => tx.body_by_id(parent).await.map_err(internal)?,
        None => None,
    };
    let profile = tx.body_profile(place).await.map_err(internal)?;
    let people = people_of(core, place, &profile)?;
    let missing = [
        ("lead", people.lead.is_empty()),
        ("contact", people.contact.is_empty()),
        ("contact_phone", profile.contact_phone.is_empty()),
        ("security_lead", people.security_lead.is_empty()),
        ("cdo_filed", !people.chief_data_officer.is_empty() && profile.cdo_filed.is_none()),
    ];
    Ok(BodyProfileView {
        level: words::level(caller.locale, body.level),
        region: labels.region(&body.region),
        parent: parent.map(|parent| BodyRef { code: parent.code, name: parent.name }),
        authority: profile.authority,
        contact_phone: profile.contact_phone,
        contact_email: profile.contact_email,
        cdo_filed: profile.cdo_filed,
        changed: profile.changed,
        missing: missing.iter().filter(|(_, empty)| *empty).map(|(field, _)| (*field).to_owned()).collect(),
        may_edit: authorize(&caller.actor, Action::EditBody, &resource).is_ok(),
        body: BodyRef { code: body.code, name: body.name },
        lead: people.lead,
        contact: people.contact,
        chief_data_officer: people.chief_data_officer,
        security_lead: people.security_lead,
    })
}

pub(super) async fn set_body_profile(core: &Core, caller: &Caller, form: BodyProfileForm) -> PortResult<()> {
    let place = body(caller)?;
    allow(core, caller, Action::EditBody, ResourceFacts::Body { id: place }).await?;
    let mut faults = Vec::new();
    let profile = typed_profile(core, place, &form, true, &mut faults)?;
    if !faults.is_empty() {
        return Err(PortError::Invalid(faults));
    }
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.put_body_profile(place, &profile, core.clock.now()).await.map_err(internal)?;
    done(core, caller, tx, "body.set-profile", "body", place).await
}
