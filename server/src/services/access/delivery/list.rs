//! Lists: what a party may fetch, what a body has opened, what a key opens.
use super::ask::used;
use super::keys;
use super::open::Opened;
use super::{missing, need, words};
use crate::portal::Core;
use crate::services::access::violations;
use crate::services::accounts::party_name;
use crate::services::internal;
use contract::deliveries::*;
use contract::{BodyRef, Caller, ErrorCode, PortResult, Refusal};
use domain::access::DeliveryMode;
use domain::access::delivery::{Entitlement, Recipient, WARNING_PERCENT, still};
use domain::account::{Acting, Role, SignedIn};
use domain::calendar::legal_date;
use domain::catalog::region::Regions;
use domain::locale::Locale;
use domain::policy::{AccessAction, Actor, authorize_access};
use std::sync::Arc;
use store::Tx;
use store::access::EntitlementRow;

/// For whom a view is made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The side that is entitled.
    User,
    /// The side that opens: names of natural persons are masked.
    Office,
}

/// An entitlement in words.
pub async fn view(
    core: &Core,
    tx: &mut Tx,
    locale: Locale,
    row: EntitlementRow,
    reader: Reader,
) -> PortResult<AccessView> {
    let now = core.clock.now();
    let opened = Opened::of(tx, row).await?;
    let it = &opened.row.entitlement;
    let body = tx.body_by_id(it.publisher).await.map_err(internal)?.ok_or_else(|| internal("a publisher is gone"))?;
    let publisher = BodyRef {
        code: body.code,
        name: if locale == Locale::En { body.name_en.unwrap_or(body.name) } else { body.name },
    };
    let name = party_name(core, tx, it.party).await?;
    let party = match (reader, tx.party(it.party).await.map_err(internal)?) {
        (Reader::Office, Some(known)) => Recipient::published_name(known.kind, &name),
        _ => name,
    };
    let usage = match it.volume {
        None => None,
        Some(volume) => {
            let (used, _) = used(tx, it, now).await?;
            let warned = u128::from(used) * 100 >= u128::from(volume.count) * u128::from(WARNING_PERCENT);
            Some(UsageView { used, count: volume.count, unit: words::unit(locale, volume.unit), warned })
        }
    };
    let agreement = tx.case(&it.agreement).await.map_err(internal)?;
    let renewable = it.ends.is_some_and(|ends| now < ends)
        && agreement.is_some_and(|case| case.state == domain::access::agreement::StateCode::Active.code());
    let (accesses, refused) = tx.count_data_deliveries(it.id).await.map_err(internal)?;
    let state = still(it, now, opened.suspended(), opened.withdrawn());
    let tables = opened.tables().into_iter().map(|table| AccessTable {
        code: table.code.clone(),
        title: table.title.clone(),
        items: opened.items_of(table, &it.items),
    });
    let history = opened.history();
    let gone = it.items.iter().filter_map(|item| match history.get(item) {
        Some(None) => None,
        ended => Some(GoneItem { item: item.clone(), version: ended.copied().flatten().unwrap_or_default() }),
    });
    let closed_by = match reader {
        Reader::User if it.closed.is_some() => violations::access::closing(tx, locale, it).await?,
        _ => Vec::new(),
    };
    let region =
        |code: &String| Regions::shipped().get(code).map_or_else(|| code.clone(), |region| region.name.clone());
    Ok(AccessView {
        id: it.id.to_string(),
        agreement: it.agreement.clone(),
        party,
        dataset: opened.standing.as_ref().filter(|standing| !standing.withdrawn).map(|standing| standing.code.clone()),
        title: opened.full.as_ref().map(|full| full.dataset.title.clone()).unwrap_or_default(),
        publisher,
        mode: words::a_mode(locale, it.mode),
        items: it.items.clone(),
        labels: it.items.iter().map(|item| opened.label(locale, item)).collect(),
        from: it.from,
        to: it.to,
        regions: it.regions.iter().map(region).collect(),
        system: it.system.clone(),
        begins: it.begins,
        // The end is exclusive: 24:00 of the last day.
        last_day: it.ends.and_then(|ends| legal_date(ends - chrono::TimeDelta::microseconds(1)).ok()),
        state: words::state(locale, state.as_ref().copied()),
        usage,
        tables: tables.filter(|table| !table.items.is_empty()).collect(),
        gone: gone.collect(),
        version: opened.version(),
        accesses,
        refused,
        available: super::is_built(it.mode),
        renewable: renewable && reader == Reader::User,
        closed_by,
    })
}

async fn views(
    core: &Core,
    tx: &mut Tx,
    locale: Locale,
    rows: Vec<EntitlementRow>,
    reader: Reader,
) -> PortResult<Vec<AccessView>> {
    let mut views = Vec::new();
    for row in rows {
        views.push(view(core, tx, locale, row, reader).await?);
    }
    // What can be used first.
    views.sort_by_key(|view| view.state.value != "open");
    Ok(views)
}

pub async fn own(core: &Core, caller: &Caller) -> PortResult<Vec<AccessView>> {
    let Some(party) = need(caller)?.acting.party() else { return missing() };
    let mut tx = core.store.read().await.map_err(internal)?;
    let rows = tx.entitlements_of(party).await.map_err(internal)?;
    views(core, &mut tx, caller.locale, rows, Reader::User).await
}

pub async fn desk(core: &Core, caller: &Caller) -> PortResult<Vec<AccessView>> {
    let signed = need(caller)?;
    if authorize_access(&caller.actor, AccessAction::Deliveries, None).is_err() {
        let enrolled = Actor::Account(Arc::new(SignedIn { second_factor: true, ..signed.clone() }));
        let later = authorize_access(&enrolled, AccessAction::Deliveries, None).is_ok();
        let code = if later { ErrorCode::SecondFactorNeeded } else { ErrorCode::Forbidden };
        return Err(Refusal::new(code).into());
    }
    let Acting::Body { body, region, authority, .. } = &signed.acting else { return missing() };
    let all = *authority && signed.holds(Role::AuthorityReviewer);
    let mut tx = core.store.read().await.map_err(internal)?;
    let mut rows = tx.entitlements_opened_by(*body, all.then_some(region.as_str())).await.map_err(internal)?;
    // Nobody looks as an official at what they are entitled to themselves.
    rows.retain(|row| !signed.parties.contains(&row.entitlement.party));
    views(core, &mut tx, caller.locale, rows, Reader::Office).await
}

/// Whether the caller looks after what the publisher's region has opened.
pub async fn supervises(tx: &mut Tx, caller: &Caller, entitlement: &Entitlement) -> PortResult<bool> {
    let Some(signed) = caller.actor.signed_in() else { return Ok(false) };
    let Acting::Body { region, authority: true, .. } = &signed.acting else { return Ok(false) };
    if !signed.holds(Role::AuthorityReviewer) || signed.parties.contains(&entitlement.party) {
        return Ok(false);
    }
    let body = tx.body_by_id(entitlement.publisher).await.map_err(internal)?;
    Ok(body.is_some_and(|body| body.region == *region))
}

/// What a key opens.
pub async fn opened(core: &Core, caller: &Caller, key: Option<&str>) -> PortResult<Vec<OpenedView>> {
    let key = keys::known(core, key).await?;
    let now = core.clock.now();
    let mut tx = core.store.read().await.map_err(internal)?;
    let mut all = Vec::new();
    for row in tx.entitlements_under(&key.agreement).await.map_err(internal)? {
        if row.entitlement.mode != DeliveryMode::Api || row.entitlement.party != key.party {
            continue;
        }
        if let Err(reason) = key.admits(&row.entitlement, &caller.address, now) {
            return Err(words::refusal(&reason, None));
        }
        let (count, _) = used(&mut tx, &row.entitlement, now).await?;
        let view = view(core, &mut tx, caller.locale, row.clone(), Reader::User).await?;
        let it = row.entitlement;
        all.push(OpenedView {
            id: view.id,
            agreement: view.agreement,
            dataset: view.dataset,
            title: view.title,
            state: view.state.value,
            items: it.items,
            from: it.from,
            to: it.to,
            regions: it.regions,
            ends: it.ends,
            version: view.version,
            tables: view
                .tables
                .into_iter()
                .map(|table| OpenedTable { code: table.code, title: table.title, items: table.items })
                .collect(),
            gone: view.gone.into_iter().map(|gone| OpenedGone { item: gone.item, version: gone.version }).collect(),
            volume: it.volume.map(|volume| OpenedVolume {
                count: volume.count,
                unit: volume.unit.code().to_owned(),
                used: count,
            }),
        });
    }
    Ok(all)
}
