//! How long a draft is kept: it holds personal data, so one that nobody touches goes, not before its people were told in time. The day stands on its
//! page (草稿保留至).
use super::papers;
use super::stored::{entry, forget};
use crate::portal::Core;
use crate::services::internal;
use crate::services::notices::{NewNotice, Recipient, owe};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use contract::PortResult;
use domain::calendar::legal_date;
use domain::notice::NoticeKind;
use serde_json::json;
use uuid::Uuid;

/// How long before its end people hear of it.
const WARNED: TimeDelta = TimeDelta::days(14);
/// Drafts of a round; the rest waits for the next one.
const ROUND: u32 = 500;

fn kept(core: &Core) -> TimeDelta {
    TimeDelta::days(i64::from(core.config.drafts_kept_days))
}

/// The last day of a draft that was touched at an instant.
///
/// # Errors
/// If that is no date.
pub fn until(core: &Core, changed: DateTime<Utc>) -> PortResult<NaiveDate> {
    legal_date(changed + kept(core)).map_err(internal)
}

/// Tells the people of drafts that will go, and throws those away whose time is over. How many of each.
///
/// # Errors
/// Of the database; what was done until then stays done.
pub async fn round(core: &Core) -> PortResult<(usize, usize)> {
    let now = core.clock.now();
    let (warn_since, drop_since) = (now - kept(core) + WARNED, now - kept(core));
    let mut tx = core.store.read().await.map_err(internal)?;
    let warn = tx.untouched_applications(warn_since, None, ROUND).await.map_err(internal)?;
    let drop_now = tx.untouched_applications(drop_since, Some(now - WARNED), ROUND).await.map_err(internal)?;
    drop(tx);
    for (id, party) in &warn {
        told(core, *id, *party, warn_since).await?;
    }
    for (id, _) in &drop_now {
        thrown_away(core, *id, now - WARNED).await?;
    }
    Ok((warn.len(), drop_now.len()))
}

async fn told(core: &Core, id: Uuid, party: Uuid, since: DateTime<Utc>) -> PortResult<()> {
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let Some(row) = tx.application_draft(party, id).await.map_err(internal)? else { return Ok(()) };
    if !tx.application_warned(id, since, now).await.map_err(internal)? {
        return Ok(());
    }
    let last = legal_date((row.changed + kept(core)).max(now + WARNED)).map_err(internal)?;
    for account in tx.people_of_party(party).await.map_err(internal)? {
        let event = format!("application-draft:{id}:{}:ends", row.version);
        let notice = NewNotice::new(event, Recipient::Account(account), NoticeKind::ApplicationDraftEnds)
            .fact("date", last.to_string())
            .link(format!("/apply/{id}"));
        owe(core, &mut tx, notice).await?;
    }
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(())
}

async fn thrown_away(core: &Core, id: Uuid, told: DateTime<Utc>) -> PortResult<()> {
    let mut tx = core.store.write().await.map_err(internal)?;
    let held = tx.application_papers(id).await.map_err(internal)?;
    // Somebody may have saved it since it was listed.
    if !tx.drop_untouched_application(id, told).await.map_err(internal)? {
        return Ok(());
    }
    let loose = papers::loose(&mut tx, held).await?;
    tx.audit(entry(core, "application.expire", id, json!({})));
    tx.commit(Vec::new()).await.map_err(internal)?;
    forget(core, loose).await;
    Ok(())
}
