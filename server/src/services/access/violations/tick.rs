//! What time does to violations: nothing is ever concluded by itself, but whoever ordered rectification hears that its day is over.
use super::load::Loaded;
use crate::portal::Core;
use crate::services::access::agreements::told;
use anyhow::anyhow;
use contract::Caller;
use domain::access::violation::StateCode;
use domain::cases::CaseKind;
use domain::notice::NoticeKind;
use store::cases::CaseRow;

/// One round; of how many violations somebody was told.
///
/// # Errors
/// Of the database or the keys; what was told until then stays told.
pub async fn all(core: &Core) -> anyhow::Result<u32> {
    let now = core.clock.now();
    let state = StateCode::Ordered.code();
    let rows = core.store.read().await?.cases_past(CaseKind::Violation, state, now).await?;
    let mut done = 0;
    for row in rows {
        done += u32::from(one(core, row).await?);
    }
    Ok(done)
}

async fn one(core: &Core, row: CaseRow) -> anyhow::Result<bool> {
    // A report that was returned begins no new day, but is a new occasion.
    let occasion = format!("violation:{}:{}:over", row.id, row.version);
    let mut tx = core.store.read().await?;
    if tx.notices_of_case(row.id).await?.iter().any(|notice| notice.event.starts_with(&occasion)) {
        return Ok(false);
    }
    let caller = Caller::operator();
    let loaded = Loaded::of(core, &mut tx, &caller, row).await.map_err(|error| anyhow!("{error:?}"))?;
    drop(tx);
    let Some(order) = &loaded.violation.order else { return Ok(false) };
    let facts = [("date", order.rectify_by.to_string())];
    let what = (occasion.as_str(), NoticeKind::RectificationOver);
    let mut tx = core.store.write().await?;
    let told = told::body(core, &mut tx, &caller, &loaded.row, what, order.body, &facts).await;
    told.map_err(|error| anyhow!("{error:?}"))?;
    tx.commit(Vec::new()).await?;
    Ok(true)
}
