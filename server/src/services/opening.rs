//! Before applying (B09 step 1; …R-059): windows, conditions, credit, texts, announcements. Other use cases ask here
//! whether an authority accepts applications ([`acceptance`]), as what a dataset is offered ([`offered`]), what registers say
//! ([`credit::check`]) and which texts are in force ([`templates`]).
mod announcements;
mod conditions;
pub mod credit;
mod credit_desk;
pub(super) mod desk;
mod held;
mod port;
mod procedure;
pub mod reminders;
mod self_check;
pub mod templates;
mod texts_desk;
mod windows;

pub use port::Service;

use super::cases::bodies::Authorities;
use super::internal;
use crate::portal::Core;
use chrono::{DateTime, TimeDelta, Utc};
use contract::{ErrorCode, PortResult, Refusal};
use domain::access::application::{Offered, OfferedItem};
use domain::access::conditions::{Conditions, in_force};
use domain::access::window::{self, Acceptance, Window};
use domain::catalog::{AccessRights, DataItem, Dataset, Publication, ident};
use store::{Audience, DatasetFull, Tx};
use uuid::Uuid;

/// Whether an authority accepts applications now, and else when it will (R-056…R-058).
///
/// # Errors
/// Of the database.
pub async fn acceptance(core: &Core, tx: &mut Tx, authority: Uuid) -> PortResult<Acceptance> {
    let windows: Vec<Window> =
        tx.windows(Some(authority)).await.map_err(internal)?.into_iter().map(|row| row.window).collect();
    let rule = &core.active().profile.profile.windows;
    window::acceptance(rule, &windows, authority, core.clock.now()).map_err(internal)
}

/// A dataset as it is offered for application, with the conditions in force; `None` where the public knows none of that code. Withdrawn
/// and unconditionally open ones come back with `open_for_application` off, so that a basket can say why they stay out.
///
/// # Errors
/// Of the database; `no-authority` where nobody could receive an application.
pub async fn offered(core: &Core, tx: &mut Tx, code: &str) -> PortResult<Option<Offered>> {
    let Some(code) = ident::normalise(code) else { return Ok(None) };
    let Some(full) = tx.dataset_by_code(&code, Audience::Public).await.map_err(internal)? else { return Ok(None) };
    let authority = authority_of(tx, &full.dataset.region).await?;
    let acceptance = acceptance(core, tx, authority).await?;
    let versions = tx.conditions(full.dataset.id).await.map_err(internal)?;
    let conditions = in_force(&versions, full.dataset.id, counted_before(core, &acceptance)?).cloned();
    Ok(Some(offer(&full, authority, conditions)))
}

fn offer(full: &DatasetFull, authority: Uuid, conditions: Option<Conditions>) -> Offered {
    let dataset = &full.dataset;
    Offered {
        id: dataset.id,
        code: dataset.code.clone(),
        publisher: dataset.publisher,
        authority,
        open_for_application: open_for_application(dataset),
        suspended: !full.suspensions.is_empty(),
        items: dataset.items.iter().map(offered_item).collect(),
        // The catalogue says nothing of the time a dataset covers.
        coverage: None,
        regions: vec![dataset.region.clone()],
        conditions,
    }
}

/// Listed and 受限开放.
fn open_for_application(dataset: &Dataset) -> bool {
    dataset.publication == Publication::Listed && dataset.access_rights == AccessRights::Restricted
}

fn offered_item(item: &DataItem) -> OfferedItem {
    OfferedItem {
        name: item_name(item).to_owned(),
        sensitive: !item.sensitivity.is_empty(),
        treated: item.treatment.is_some(),
    }
}

/// How an item is named in applications and agreements: by its 字段名, else by its 中文名.
pub fn item_name(item: &DataItem) -> &str {
    if item.name.trim().is_empty() { &item.title } else { &item.name }
}

/// The authority that applications for data of a region go to.
///
/// # Errors
/// `no-authority` where none is set up.
pub async fn authority_of(tx: &mut Tx, region: &str) -> PortResult<Uuid> {
    let found = Authorities::load(tx).await?.of(Some(region), &[]);
    found.ok_or_else(|| Refusal::new(ErrorCode::NoAuthority).into())
}

/// The instant before which conditions must have been published to count. Where no window says otherwise that is now, and what is published
/// in this very instant counts already.
///
/// # Errors
/// Of the calendar.
pub fn counted_before(core: &Core, acceptance: &Acceptance) -> PortResult<DateTime<Utc>> {
    let now = core.clock.now();
    let as_of = acceptance.conditions_as_of(now).map_err(internal)?;
    Ok(if as_of == now { now + TimeDelta::microseconds(1) } else { as_of })
}
