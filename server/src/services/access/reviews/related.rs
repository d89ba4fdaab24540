//! What else there is: the applicant's record, and other applications for the same data.
use super::after::After;
use super::load::{Loaded, facts_of};
use super::words;
use crate::portal::Core;
use crate::services::cases::view::title;
use crate::services::internal;
use contract::cases::RelatedView;
use contract::{Caller, PortResult};
use domain::access::review::parts;
use domain::cases::CaseKind;
use store::Tx;
use store::cases::CaseRow;

/// Cases looked at, the newest ones.
pub const MOST: u32 = 50;
/// Cases shown.
const SHOWN: usize = 10;

/// Other applications of the same party, as far as the reader has a part in them.
pub async fn record(core: &Core, tx: &mut Tx, caller: &Caller, loaded: &Loaded) -> PortResult<Vec<RelatedView>> {
    let rows = tx.cases_of(loaded.facts.party, 0, MOST).await.map_err(internal)?;
    let ours = rows.into_iter().filter(|row| row.kind == CaseKind::Application.code());
    Ok(views(core, tx, caller, loaded, ours.collect()).await?.into_iter().take(SHOWN).collect())
}

/// Other applications for the data of the lines the reader sees.
pub async fn others(core: &Core, tx: &mut Tx, caller: &Caller, loaded: &Loaded) -> PortResult<Vec<RelatedView>> {
    let mut found: Vec<CaseRow> = Vec::new();
    for line in loaded.review.lines.iter().filter(|line| loaded.sees(line.publisher)) {
        for row in tx.applications_for(line.dataset, MOST).await.map_err(internal)? {
            let known = found.iter().any(|one| one.id == row.id);
            if !known && row.party != loaded.row.party {
                found.push(row);
            }
        }
    }
    found.sort_by_key(|row| std::cmp::Reverse(row.filed));
    Ok(views(core, tx, caller, loaded, found).await?.into_iter().take(SHOWN).collect())
}

/// Cases in which the reader has no part are not named.
async fn views(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    loaded: &Loaded,
    rows: Vec<CaseRow>,
) -> PortResult<Vec<RelatedView>> {
    let mut views = Vec::new();
    for row in rows.into_iter().filter(|row| row.id != loaded.row.id) {
        if parts(&caller.actor, &facts_of(&row)?).is_empty() {
            continue;
        }
        views.push(RelatedView {
            path: Some(format!("/cases/{}", row.number)),
            title: Some(title(core, &row)?),
            state: words::label(caller.locale, "state", &After::shown(tx, &row).await?),
            filed: row.filed,
            number: row.number,
        });
    }
    Ok(views)
}
