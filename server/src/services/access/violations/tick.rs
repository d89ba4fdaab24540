//! What time does to violations: nothing is ever concluded by itself, but the user is reminded before the day to rectify is over, and whoever
//! ordered it hears that it is.
use super::load::Loaded;
use crate::portal::Core;
use crate::services::access::agreements::told;
use anyhow::anyhow;
use contract::Caller;
use domain::access::violation::StateCode;
use domain::calendar::{day_ends_at, legal_date};
use domain::cases::CaseKind;
use domain::notice::NoticeKind;
use store::cases::CaseRow;

/// One round; of how many violations somebody was told. One that cannot be read is named in the log and holds up no other.
///
/// # Errors
/// Of the database, when not even the list can be read.
pub async fn all(core: &Core) -> anyhow::Result<u32> {
    let rows = core.store.read().await?.cases_in(CaseKind::Violation, StateCode::Ordered.code()).await?;
    let mut done = 0;
    for row in rows {
        let number = row.number.clone();
        match one(core, row).await {
            Ok(told) => done += u32::from(told),
            Err(error) => tracing::error!(number, error = format!("{error:#}"), "time could not act on this violation"),
        }
    }
    Ok(done)
}

async fn one(core: &Core, row: CaseRow) -> anyhow::Result<bool> {
    let caller = Caller::operator();
    let mut tx = core.store.read().await?;
    let known = tx.notices_of_case(row.id).await?;
    let loaded = Loaded::of(core, &mut tx, &caller, row).await.map_err(|error| anyhow!("{error:?}"))?;
    drop(tx);
    let Some(order) = &loaded.violation.order else { return Ok(false) };
    let (row, by) = (&loaded.row, order.rectify_by);
    let over = core.clock.now() >= day_ends_at(by)?;
    let rule = loaded.profile.violation.rectification_reminders.as_ref();
    let (occasion, kind) = if over {
        // A report that was returned begins no new day, but is a new occasion.
        (format!("violation:{}:{}:over", row.id, row.version), NoticeKind::RectificationOver)
    } else {
        let days = rule.and_then(|rule| rule.before(by, legal_date(order.at).ok(), core.clock.today()));
        let Some(days) = days else { return Ok(false) };
        (format!("violation:{}:{by}:soon:{days}", row.id), NoticeKind::RectificationSoon)
    };
    if known.iter().any(|notice| notice.event.starts_with(&format!("{occasion}:"))) {
        return Ok(false);
    }
    let facts = [("date", by.to_string())];
    let what = (occasion.as_str(), kind);
    let mut tx = core.store.write().await?;
    let told = match over {
        true => told::body(core, &mut tx, &caller, row, what, order.body, &facts).await,
        false => told::user(core, &mut tx, row, what, &facts).await,
    };
    told.map_err(|error| anyhow!("{error:?}"))?;
    tx.commit(Vec::new()).await?;
    Ok(true)
}
