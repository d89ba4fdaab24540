//! What time does to agreements (S27): expiry at 24:00, the end of a notice, late destruction; and the reminders before expiry (B10 Out).
//! Access ends by the dates of the entitlements even if nothing runs here.
use super::effects;
use super::load::Loaded;
use super::told;
use crate::portal::Core;
use crate::services::cases::effects::Said;
use contract::{Caller, ErrorCode, PortError};
use domain::access::agreement::{self, State};
use domain::calendar::day_begins_at;
use domain::notice::NoticeKind;
use store::cases::CaseRow;

/// Steps that time may take with one agreement in a round: it ends, and is not destroyed.
const STEPS: usize = 3;

fn failed(error: PortError) -> anyhow::Error {
    anyhow::anyhow!("{error:?}")
}

/// One round over all agreements that are not over; how many changed or were reminded of.
///
/// # Errors
/// Of the database, the keys or a calendar; what was done until then stays done.
pub async fn all(core: &Core) -> anyhow::Result<u32> {
    let rows = core.store.read().await?.open_agreements().await?;
    let mut done = 0;
    for row in rows {
        done += one(core, row).await?;
    }
    Ok(done)
}

async fn one(core: &Core, row: CaseRow) -> anyhow::Result<u32> {
    let caller = Caller::operator();
    let now = core.clock.now();
    let active = core.active();
    let mut tx = core.store.read().await?;
    let mut loaded = Loaded::of(core, &mut tx, &caller, row).await.map_err(failed)?;
    drop(tx);
    let mut done = 0;
    for _ in 0..STEPS {
        let Some(decided) = agreement::tick(&loaded.agreement, &active.calendars, now)? else { break };
        let mut tx = core.store.write().await?;
        match effects::apply(core, &mut tx, &caller, &mut loaded, &decided, Said::default()).await {
            // Somebody acts at this moment: the next round sees what they did.
            Err(PortError::Refused(refusal)) if refusal.code == ErrorCode::Conflict => return Ok(done),
            applied => applied.map_err(failed)?,
        }
        tx.commit(Vec::new()).await?;
        done += 1;
    }
    done += u32::from(remind(core, &caller, &loaded).await?);
    Ok(done)
}

/// Tells both sides that it ends soon, once for each number of days of the profile; after a long stop only the last one.
async fn remind(core: &Core, caller: &Caller, loaded: &Loaded) -> anyhow::Result<bool> {
    let State::Active { last_day, .. } = loaded.agreement.state else { return Ok(false) };
    if loaded.agreement.renewal.is_some() {
        return Ok(false);
    }
    let now = core.clock.now();
    let mut owed = None;
    for days in &loaded.profile.agreement.expiry_reminders.days_before {
        let Some(day) = last_day.checked_sub_days(chrono::Days::new(u64::from(*days))) else { continue };
        if now >= day_begins_at(day)? && owed.is_none_or(|least| *days < least) {
            owed = Some(*days);
        }
    }
    let Some(days) = owed else { return Ok(false) };
    let occasion = format!("agreement:{}:{last_day}:expiring:{days}", loaded.row.id);
    let mut tx = core.store.read().await?;
    let known = tx.notices_of_case(loaded.row.id).await?;
    drop(tx);
    if known.iter().any(|notice| notice.event.starts_with(&format!("{occasion}:"))) {
        return Ok(false);
    }
    let facts = [("date", last_day.to_string())];
    let what = (occasion.as_str(), NoticeKind::AgreementExpiring);
    let mut tx = core.store.write().await?;
    told::user(core, &mut tx, &loaded.row, what, &facts).await.map_err(failed)?;
    told::body(core, &mut tx, caller, &loaded.row, what, loaded.agreement.party_a, &facts).await.map_err(failed)?;
    tx.commit(Vec::new()).await?;
    Ok(true)
}
