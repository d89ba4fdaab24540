//! What time does to agreements (S27): expiry at 24:00, the end of a notice, late destruction; and what is reminded of ([`remind`]).
//! Access ends by the dates of the entitlements even if nothing runs here.
use super::effects;
use super::load::Loaded;
use super::remind::remind;
use crate::portal::Core;
use crate::services::cases::effects::Said;
use contract::{Caller, ErrorCode, PortError};
use domain::access::agreement;
use store::cases::CaseRow;

/// Steps that time may take with one agreement in a round: it ends, and is not destroyed.
const STEPS: usize = 3;

fn failed(error: PortError) -> anyhow::Error {
    anyhow::anyhow!("{error:?}")
}

/// One round over all agreements that are not over; how many changed or were reminded of. One that cannot be read (a key is missing, its data is
/// damaged) is named in the log and holds up no other.
///
/// # Errors
/// Of the database, when not even the list can be read.
pub async fn all(core: &Core) -> anyhow::Result<u32> {
    let rows = core.store.read().await?.open_agreements().await?;
    let mut done = 0;
    for row in rows {
        let number = row.number.clone();
        match one(core, row).await {
            Ok(steps) => done += steps,
            Err(error) => tracing::error!(number, error = format!("{error:#}"), "time could not act on this agreement"),
        }
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
