//! Entitlements follow their agreement in its own transaction: one for each approved line, begun by the click, ended with it.
use crate::portal::Core;
use crate::services::access::violations;
use crate::services::internal;
use chrono::{DateTime, NaiveDate, Utc};
use contract::PortResult;
use domain::access::agreement::Agreement;
use domain::access::delivery;
use domain::calendar::day_ends_at;
use store::Tx;
use store::access::EntitlementRow;

/// The agreement was signed: each line is open from that instant to 24:00 of the last day.
///
/// # Errors
/// Of the database or the calendar.
pub async fn open(
    core: &Core,
    tx: &mut Tx,
    number: &str,
    agreement: &Agreement,
    from: DateTime<Utc>,
    last_day: NaiveDate,
) -> PortResult<()> {
    let ends = day_ends_at(last_day).map_err(internal)?;
    let pulled = &agreement.pulled;
    let system = pulled.form.system_name.trim();
    let kept_closed = violations::access::kept_closed(tx, pulled.party).await?;
    for line in &pulled.lines {
        let id = core.ids.id(from);
        let mut entitlement = delivery::grant(id, line, number, pulled.party, system, (from, ends));
        entitlement.closed = kept_closed.contains(&line.dataset).then_some(from);
        tx.put_entitlement(&EntitlementRow { entitlement, version: 0 }).await.map_err(internal)?;
    }
    Ok(())
}

/// Delivery ends at an instant; what ended before stays so.
///
/// # Errors
/// Of the database.
pub async fn cut(tx: &mut Tx, number: &str, at: DateTime<Utc>) -> PortResult<()> {
    change(tx, number, |ends| Some(ends.map_or(at, |ends| ends.min(at)))).await
}

/// The last day of delivery is another one; `None` = open while a renewal is decided.
///
/// # Errors
/// Of the database or the calendar.
pub async fn until(tx: &mut Tx, number: &str, last_day: Option<NaiveDate>) -> PortResult<()> {
    let ends = last_day.map(day_ends_at).transpose().map_err(internal)?;
    change(tx, number, |_| ends).await
}

async fn change(
    tx: &mut Tx,
    number: &str,
    ends: impl Fn(Option<DateTime<Utc>>) -> Option<DateTime<Utc>>,
) -> PortResult<()> {
    for mut row in tx.entitlements_under(number).await.map_err(internal)? {
        row.entitlement.ends = ends(row.entitlement.ends);
        tx.put_entitlement(&row).await.map_err(internal)?;
    }
    Ok(())
}
