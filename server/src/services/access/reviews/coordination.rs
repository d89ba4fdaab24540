//! 组织协调 (B09 step 6): the running applications of the authority's level, and where each publisher stands.
use super::load::Loaded;
use super::{lines, words};
use crate::portal::Core;
use crate::services::cases::names::Names;
use crate::services::cases::{clock, view};
use crate::services::internal;
use contract::cases::{CoordinatedView, CoordinationPage, CoordinationRow};
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::access::review::{CommandCode, parts};
use domain::cases::CaseKind;
use domain::policy::{AccessAction, authorize_access};
use store::cases::{QueueFilter, QueueTab};

/// Applications shown at once.
const MOST: u32 = 200;

/// The page; joint applications first, then by date.
pub async fn coordination(core: &Core, caller: &Caller) -> PortResult<CoordinationPage> {
    let refused = || Refusal::new(ErrorCode::Forbidden).fact("role", "authority-reviewer");
    authorize_access(&caller.actor, AccessAction::Coordinate, None).map_err(|_| match caller.actor.signed_in() {
        Some(_) => refused(),
        None => Refusal::new(ErrorCode::SignInNeeded),
    })?;
    let body = caller.actor.signed_in().and_then(|signed| signed.acting.body()).ok_or_else(refused)?;
    let now = core.clock.now();
    let locale = caller.locale;
    let mut names = Names::new(locale);
    let mut tx = core.store.read().await.map_err(internal)?;
    let filter =
        QueueFilter { kind: Some(CaseKind::Application.code()), ..QueueFilter::of(body, QueueTab::All, now, MOST) };
    let mut page = CoordinationPage { authority: names.body(&mut tx, body).await?.name, ..CoordinationPage::default() };
    for row in tx.queue(&filter).await.map_err(internal)? {
        // Of the own level, and running: an authority that is a publisher elsewhere sees that in its queue.
        if row.closed.is_some() || row.authority != body {
            continue;
        }
        let facts = super::load::facts_of(&row)?;
        if parts(&caller.actor, &facts).is_empty() {
            continue;
        }
        let loaded = Loaded::of(core, &mut tx, caller, row).await?;
        let mut publishers = Vec::new();
        let mut late = false;
        for publisher in loaded.review.publishers() {
            let row = loaded.demand_clock(publisher);
            let overdue = row.is_some_and(|row| row.clock.is_overdue(now));
            late |= overdue;
            publishers.push(CoordinatedView {
                publisher: names.body(&mut tx, publisher).await?,
                state: words::label(locale, "publisher-state", lines::publisher_state(&loaded, publisher)),
                lines: u32::try_from(loaded.review.lines_of(publisher).count()).unwrap_or(u32::MAX),
                clock: match row {
                    Some(row) => Some(clock::view(core, &mut tx, &mut names, row, locale).await?),
                    None => None,
                },
                explained: row.filter(|_| overdue).map(|row| row.explained),
            });
        }
        late |= loaded.clocks.iter().any(|row| row.clock.is_overdue(now));
        page.running += 1;
        page.joint += u64::from(loaded.review.is_joint());
        page.overdue += u64::from(late);
        page.rows.push(CoordinationRow {
            head: view::head(core, &mut tx, &mut names, caller, &loaded).await?,
            joint: loaded.review.is_joint(),
            publishers,
            remind: loaded.commands(now).contains(&CommandCode::Remind),
        });
    }
    page.rows.sort_by_key(|row| !row.joint);
    Ok(page)
}
