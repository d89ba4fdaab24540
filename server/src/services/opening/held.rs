//! 已获授权: what the reader's party may use of a dataset already, for the page of the dataset (ui 5.3).
use super::super::internal;
use crate::portal::Core;
use chrono::{DateTime, TimeDelta, Utc};
use contract::opening::HeldView;
use contract::{Caller, PortResult};
use domain::access::delivery::{Entitlement, still};
use domain::calendar::legal_date;
use store::{DatasetFull, Tx};

/// What the reader's party may use of the dataset now: that which lasts longest.
pub(super) async fn by(core: &Core, tx: &mut Tx, caller: &Caller, full: &DatasetFull) -> PortResult<Option<HeldView>> {
    let Some(party) = caller.actor.signed_in().and_then(|signed| signed.acting.party()) else { return Ok(None) };
    let now = core.clock.now();
    let open =
        |it: &Entitlement| it.dataset == full.dataset.id && still(it, now, !full.suspensions.is_empty(), false).is_ok();
    let rows = tx.entitlements_of(party).await.map_err(internal)?.into_iter().map(|row| row.entitlement);
    let longest = rows.filter(open).max_by_key(|it| it.ends.unwrap_or(DateTime::<Utc>::MAX_UTC));
    let Some(it) = longest else { return Ok(None) };
    let last = it.ends.map(|ends| legal_date(ends - TimeDelta::microseconds(1))).transpose().map_err(internal)?;
    Ok(Some(HeldView { path: format!("/my/access#e-{}", it.id), last_day: last }))
}
