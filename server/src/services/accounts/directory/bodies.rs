//! Bodies: listed, entered, changed (R-157; the types are the profile's, C-25).
use super::super::body::{people_of, typed_profile};
use super::super::own::admins_of;
use super::super::typed::{self, MAX_NAME, keep};
use super::super::{allow, done_with, internal, invite, missing, words};
use crate::portal::Core;
use crate::services::views::Labels;
use chrono::{DateTime, Utc};
use contract::accounts::BodyProfileForm;
use contract::directory::{BodyChoices, BodyForm, BodyPage, BodyQuery, BodyRow, ManagedBody};
use contract::{BodyRef, Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::account::Role;
use domain::audit::Entry;
use domain::catalog::region::Regions;
use domain::catalog::{Body, BodyType, Level, ident};
use domain::policy::{Action, ResourceFacts};
use store::{Added, BodyFilter, BodyStanding, NewBody, Tx};
use uuid::Uuid;

/// Bodies on a page.
const PER_PAGE: u32 = 50;
/// Longest address of a website.
const MAX_WEBSITE: usize = 200;

pub(super) async fn may(core: &Core, caller: &Caller) -> PortResult<()> {
    allow(core, caller, Action::ManageBodies, ResourceFacts::Portal).await
}

fn count(n: i64) -> u32 {
    u32::try_from(n).unwrap_or_default()
}

/// The types that the profile in force knows.
fn types(core: &Core) -> Vec<BodyType> {
    let known = core.active().profile.profile.platform.body_types.clone();
    if known.is_empty() { BodyType::ALL.to_vec() } else { known }
}

fn row(core: &Core, caller: &Caller, one: &BodyStanding) -> BodyRow {
    let active = core.active();
    let labels = Labels { locale: caller.locale, active: &active, today: core.clock.today() };
    BodyRow {
        code: one.body.code.clone(),
        name: one.body.name.clone(),
        level: crate::services::words::level(caller.locale, one.body.level),
        region: labels.region(&one.body.region),
        body_type: one.body_type.map(|kind| words::body_type(caller.locale, kind)),
        authority: one.authority,
        people: count(one.people),
        ended: one.ended,
    }
}

pub async fn page(core: &Core, caller: &Caller, query: &BodyQuery) -> PortResult<BodyPage> {
    may(core, caller).await?;
    let number = query.page.max(1);
    let filter = BodyFilter {
        text: query.text.as_deref().map(str::trim).filter(|text| !text.is_empty()),
        level: query.level.as_deref().and_then(Level::from_code),
        ended: match query.ended.as_deref() {
            Some("yes") => Some(true),
            Some("all") => None,
            _ => Some(false),
        },
    };
    let mut tx = core.store.read().await.map_err(internal)?;
    let skip = (number - 1).saturating_mul(PER_PAGE);
    let (found, total) = tx.body_standings(filter, skip, PER_PAGE).await.map_err(internal)?;
    Ok(BodyPage {
        rows: found.iter().map(|one| row(core, caller, one)).collect(),
        total: u64::try_from(total).unwrap_or_default(),
        page: number,
        per_page: PER_PAGE,
        levels: Level::ALL.iter().map(|level| crate::services::words::level(caller.locale, *level)).collect(),
    })
}

/// A body by its code.
pub(super) async fn standing(tx: &mut Tx, code: &str) -> PortResult<BodyStanding> {
    let Some(code) = ident::normalise(code) else { return missing() };
    tx.body_standing(&code).await.map_err(internal)?.map_or_else(missing, Ok)
}

async fn reference(tx: &mut Tx, id: Option<Uuid>) -> PortResult<Option<BodyRef>> {
    let Some(id) = id else { return Ok(None) };
    let found = tx.body_by_id(id).await.map_err(internal)?;
    Ok(found.map(|body| BodyRef { code: body.code, name: body.name }))
}

pub async fn one(core: &Core, caller: &Caller, code: &str) -> PortResult<ManagedBody> {
    may(core, caller).await?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let found = standing(&mut tx, code).await?;
    let id = found.body.id;
    let profile = tx.body_profile(id).await.map_err(internal)?;
    let people = people_of(core, id, &profile)?;
    Ok(ManagedBody {
        row: row(core, caller, &found),
        parent: reference(&mut tx, found.body.parent).await?,
        successor: reference(&mut tx, found.successor).await?,
        name_en: found.body.name_en.unwrap_or_default(),
        website: found.body.website.unwrap_or_default(),
        lead: people.lead,
        contact: people.contact,
        contact_phone: profile.contact_phone,
        contact_email: profile.contact_email,
        chief_data_officer: people.chief_data_officer,
        cdo_filed: profile.cdo_filed,
        security_lead: people.security_lead,
        admins: u32::try_from(admins_of(&mut tx, id).await?.len()).unwrap_or(u32::MAX),
        invitations: invite::rows(core, &mut tx, caller.locale, id).await?,
        open_cases: u32::try_from(tx.open_cases_of_body(id).await.map_err(internal)?.len()).unwrap_or(u32::MAX),
    })
}

pub async fn choices(core: &Core, caller: &Caller) -> PortResult<BodyChoices> {
    may(core, caller).await?;
    let locale = caller.locale;
    Ok(BodyChoices {
        levels: Level::ALL.iter().map(|level| crate::services::words::level(locale, *level)).collect(),
        types: types(core).into_iter().map(|kind| words::body_type(locale, kind)).collect(),
    })
}

/// A body that did not end, by its code or its whole name; a name that several have names none.
pub(super) async fn named(tx: &mut Tx, text: &str) -> PortResult<Option<Body>> {
    let text = text.trim();
    let mut bodies = tx.active_bodies().await.map_err(internal)?;
    let code = ident::normalise(text);
    if let Some(at) = bodies.iter().position(|body| Some(&body.code) == code.as_ref()) {
        return Ok(Some(bodies.swap_remove(at)));
    }
    bodies.retain(|body| body.name == text);
    Ok(if bodies.len() == 1 { bodies.pop() } else { None })
}

/// What was typed, checked.
struct Typed {
    new: NewBody,
    body_type: Option<BodyType>,
    profile: store::people::BodyProfile,
}

async fn read(core: &Core, tx: &mut Tx, form: &BodyForm, known: Option<&Body>) -> PortResult<Typed> {
    let mut faults = Vec::new();
    let bad = |field: &str| Refusal::new(ErrorCode::BadValue).field(field);
    let id = known.map_or_else(|| core.ids.id(core.clock.now()), |body| body.id);
    let name = keep(&mut faults, typed::text(&form.name, "name", MAX_NAME));
    let name_en = keep(&mut faults, typed::optional(&form.name_en, "name_en", 2 * MAX_NAME));
    let website = keep(&mut faults, typed::optional(&form.website, "website", MAX_WEBSITE));
    if !website.is_empty() && !website.starts_with("https://") && !website.starts_with("http://") {
        faults.push(bad("website"));
    }
    let level = Level::from_code(form.level.trim());
    if level.is_none() {
        faults.push(if form.level.trim().is_empty() {
            Refusal::new(ErrorCode::Required).field("level")
        } else {
            bad("level")
        });
    }
    let region = keep(&mut faults, typed::text(&form.region, "region", 6));
    if !region.is_empty() && Regions::shipped().get(&region).is_none() {
        faults.push(bad("region"));
    }
    let body_type = match form.body_type.trim() {
        "" => None,
        text => {
            let found = BodyType::from_code(text).filter(|kind| types(core).contains(kind));
            if found.is_none() {
                faults.push(bad("body_type"));
            }
            found
        }
    };
    let mut parent = None;
    if !form.parent.trim().is_empty() {
        match named(tx, &form.parent).await? {
            Some(above) if tx.body_within(id, above.id).await.map_err(internal)? => {
                faults.push(Refusal::new(ErrorCode::BodyCircle).field("parent"));
            }
            Some(above) => parent = Some(above.id),
            None => faults.push(Refusal::new(ErrorCode::NotFound).field("parent")),
        }
    }
    let profile = typed_profile(core, id, &form.profile, false, &mut faults)?;
    let (Some(level), true) = (level, faults.is_empty()) else { return Err(PortError::Invalid(faults)) };
    let normalised: String = name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let body = Body {
        id,
        code: known.map(|body| body.code.clone()).unwrap_or_default(),
        name,
        name_en: Some(name_en).filter(|text| !text.is_empty()),
        level,
        region,
        parent,
        unattributed: known.is_some_and(|body| body.unattributed),
        contact: Some(profile.contact_phone.clone())
            .filter(|text| !text.is_empty())
            .or_else(|| known.and_then(|body| body.contact.clone())),
        website: Some(website).filter(|text| !text.is_empty()),
    };
    Ok(Typed { new: NewBody { body, normalised }, body_type, profile })
}

/// Contacts, whether it is an authority, and the entry in the audit trail.
async fn finish(core: &Core, caller: &Caller, mut tx: Tx, typed: &Typed, form: &BodyForm, act: &str) -> PortResult<()> {
    let (body, now): (&Body, DateTime<Utc>) = (&typed.new.body, core.clock.now());
    if form.profile != BodyProfileForm::default() || act == "body.edit" {
        tx.put_body_profile(body.id, &typed.profile, now).await.map_err(internal)?;
    }
    tx.set_authority(body.id, form.authority).await.map_err(internal)?;
    let mut entry = Entry::new(now, act, "body", body.id.to_string());
    entry.role = Some(Role::SysAdmin.code().into());
    entry.after = serde_json::json!({
        "code": body.code, "name": body.name, "level": body.level.code(), "region": body.region, "parent": body.parent,
        "type": typed.body_type.map(BodyType::code), "authority": form.authority,
    });
    done_with(caller, tx, entry).await
}

fn known(code: &str) -> PortError {
    PortError::Invalid(vec![Refusal::new(ErrorCode::BodyKnown).field("name").fact("code", code)])
}

pub async fn create(core: &Core, caller: &Caller, form: BodyForm) -> PortResult<String> {
    may(core, caller).await?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let mut typed = read(core, &mut tx, &form, None).await?;
    let mut taken: Vec<String> = Vec::new();
    loop {
        let free = |code: &str| taken.iter().any(|one| one == code);
        typed.new.body.code = ident::body_code(&typed.new.body.region, &typed.new.normalised, free);
        match tx.add_body(&typed.new, typed.body_type, core.clock.now()).await.map_err(internal)? {
            Added::Yes => break,
            Added::Known(code) => return Err(known(&code)),
            Added::CodeTaken => taken.push(typed.new.body.code.clone()),
        }
    }
    let code = typed.new.body.code.clone();
    finish(core, caller, tx, &typed, &form, "body.create").await?;
    Ok(code)
}

pub async fn edit(core: &Core, caller: &Caller, code: &str, form: BodyForm) -> PortResult<()> {
    may(core, caller).await?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let found = standing(&mut tx, code).await?;
    if found.ended.is_some() {
        return Err(Refusal::new(ErrorCode::Conflict).into());
    }
    let typed = read(core, &mut tx, &form, Some(&found.body)).await?;
    let taken = tx.change_body(&typed.new, typed.body_type, core.clock.now()).await.map_err(internal)?;
    if let Some(code) = taken {
        return Err(known(&code));
    }
    finish(core, caller, tx, &typed, &form, "body.edit").await
}
