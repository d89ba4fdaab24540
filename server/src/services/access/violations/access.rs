//! Access of a user to the data concerned, under whatever agreement: closed by the notice, open again by the restoration.
use super::words;
use crate::services::internal;
use chrono::{DateTime, Utc};
use contract::PortResult;
use contract::deliveries::ClosedBy;
use domain::access::delivery::Entitlement;
use domain::access::violation::{CommandCode, Part, Violation, permits};
use domain::cases::{CaseKind, Stored};
use domain::locale::Locale;
use std::collections::BTreeSet;
use store::Tx;
use uuid::Uuid;

/// Closes what is open of the data concerned.
pub async fn close(tx: &mut Tx, party: Uuid, datasets: &BTreeSet<Uuid>, at: DateTime<Utc>) -> PortResult<()> {
    for mut row in tx.entitlements_of(party).await.map_err(internal)? {
        if datasets.contains(&row.entitlement.dataset) && row.entitlement.closed.is_none() {
            row.entitlement.closed = Some(at);
            tx.put_entitlement(&row).await.map_err(internal)?;
        }
    }
    Ok(())
}

/// Opens it again, but for what another violation of the same user closed. `case`: the violation that was rectified.
pub async fn restore(tx: &mut Tx, case: Uuid, party: Uuid, datasets: &BTreeSet<Uuid>) -> PortResult<()> {
    let others = of(tx, party, Some(case)).await?;
    for mut row in tx.entitlements_of(party).await.map_err(internal)? {
        let it = &row.entitlement;
        // An agreement signed after an older case was over is a decision of its own: that case closed nothing of it.
        let closes = |other: &&Violation| {
            let since = other.order.as_ref().map(|order| order.at);
            other.is_running() || other.closes_access() && since.is_some_and(|since| since >= it.begins)
        };
        let held = others.iter().filter(closes).any(|other| other.datasets.contains(&it.dataset));
        if datasets.contains(&it.dataset) && it.closed.is_some() && !held {
            row.entitlement.closed = None;
            tx.put_entitlement(&row).await.map_err(internal)?;
        }
    }
    Ok(())
}

/// Data that running violations keep closed: what this user is granted of it now, by a renewal or a new agreement, begins closed.
///
/// # Errors
/// Of the database.
pub async fn kept_closed(tx: &mut Tx, party: Uuid) -> PortResult<BTreeSet<Uuid>> {
    let all = of(tx, party, None).await?;
    Ok(all.into_iter().filter(Violation::is_running).flat_map(|violation| violation.datasets).collect())
}

/// The violations because of which one entitlement is closed, for the user: running ones, and those that ended it.
///
/// # Errors
/// Of the database.
pub async fn closing(tx: &mut Tx, locale: Locale, entitlement: &Entitlement) -> PortResult<Vec<ClosedBy>> {
    let mut all = Vec::new();
    for row in tx.cases_about(entitlement.party, CaseKind::Violation).await.map_err(internal)? {
        let violation = match Violation::from_stored(row.schema, &row.data) {
            Ok(violation) => violation,
            Err(error) => {
                tracing::error!(number = row.number, error = format!("{error:#}"), "a violation cannot be read");
                continue;
            }
        };
        let since = violation.order.as_ref().is_some_and(|order| order.at >= entitlement.begins);
        let closes = violation.is_running() || violation.closes_access() && since;
        if closes && violation.datasets.contains(&entitlement.dataset) {
            let state = violation.code();
            all.push(ClosedBy {
                state: words::label(locale, "state", state.code()),
                rectify_by: violation.order.map(|order| order.rectify_by).filter(|_| row.closed.is_none()),
                report: permits(state, CommandCode::HandIn).contains(&Part::User),
                number: row.number,
            });
        }
    }
    Ok(all)
}

async fn of(tx: &mut Tx, party: Uuid, but: Option<Uuid>) -> PortResult<Vec<Violation>> {
    let rows = tx.cases_about(party, CaseKind::Violation).await.map_err(internal)?;
    let rows = rows.into_iter().filter(|row| Some(row.id) != but);
    rows.map(|row| Violation::from_stored(row.schema, &row.data).map_err(internal)).collect()
}
