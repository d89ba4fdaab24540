//! A calendar arrived: clocks that were provisional are counted again, and their owners are told. What was counted with all its
//! calendars stays as it is.
use super::effects::{self, Actor, Said};
use super::{internal, stored};
use crate::portal::Core;
use crate::services::notices::{NewNotice, Recipient, owe};
use contract::{Caller, PortResult};
use domain::account::Role;
use domain::audit::Entry;
use domain::calendar::{Calendars, YearTable};
use domain::cases::{CaseClock, EventCode};
use domain::notice::NoticeKind;
use serde_json::json;
use std::collections::{BTreeSet, HashMap};
use store::Tx;
use uuid::Uuid;

/// Counts every provisional clock again. How many changed. Idempotent: what a replica did the next one finds done.
///
/// # Errors
/// Of the database, or a stored calendar that cannot be read.
pub async fn recompute(core: &Core) -> PortResult<u32> {
    let mut tx = core.store.write().await.map_err(internal)?;
    let waiting = tx.provisional_clocks().await.map_err(internal)?;
    if waiting.is_empty() {
        return Ok(0);
    }
    let tables = Tables::load(&mut tx).await?;
    let mut changed = 0;
    for mut one in waiting {
        let calendars = tables.of(&one.row.clock)?;
        let Some(change) = one.row.clock.recompute(&calendars).map_err(internal)? else { continue };
        tx.put_clock(&one.row).await.map_err(internal)?;
        let Some(mut row) = tx.case_by_id(one.row.case).await.map_err(internal)? else { continue };
        let clocks = tx.clocks_of(row.id).await.map_err(internal)?;
        effects::copy_clock(&mut row, &clocks);
        row.calendars = serde_json::to_string(&one.row.clock.version.calendars).map_err(internal)?;
        row.changed = core.clock.now();
        tx.save_case(&row).await.map_err(stored)?;
        let mut said = Said::default();
        said.facts.insert("clock".into(), "recomputed".into());
        said.facts.insert("due".into(), change.after.date.to_string().into());
        effects::event(core, &mut tx, row.id, EventCode::Recomputed, &Actor::PORTAL, &said).await?;
        let event = format!("clock:{}:recomputed:{}", one.row.id, change.after.date);
        for account in owners(&mut tx, &row).await? {
            let notice = NewNotice::new(&event, Recipient::Account(account), NoticeKind::DeadlineRecomputed)
                .case(row.id, row.number.clone())
                .fact("old", change.before.date)
                .fact("due", change.after.date)
                .link(format!("/cases/{}", row.number));
            owe(core, &mut tx, notice).await?;
        }
        let mut entry = Entry::new(core.clock.now(), "case.recomputed", "case", &row.number);
        entry.case = Some(row.number.clone());
        (entry.before, entry.after) = (json!({ "due": change.before.date }), json!({ "due": change.after.date }));
        entry.calendar = Some(row.calendars.clone());
        tx.audit(Caller::operator().sign(entry));
        changed += 1;
    }
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(changed)
}

/// Who is told: the reporter with an account, and the one in charge or everybody of the body who could be.
async fn owners(tx: &mut Tx, row: &store::cases::CaseRow) -> PortResult<BTreeSet<Uuid>> {
    let mut people: BTreeSet<Uuid> = row.filed_by.filter(|_| row.party.is_some()).into_iter().collect();
    match (row.assignee, row.with) {
        (Some(assignee), _) => {
            people.insert(assignee);
        }
        (None, Some(body)) => {
            let authority = body == row.authority || row.above == Some(body);
            let role = if authority { Role::AuthorityReviewer } else { Role::Reviewer };
            people.extend(tx.holders_of(body, role).await.map_err(internal)?);
        }
        (None, None) => {}
    }
    Ok(people)
}

/// Every version of every year's calendar.
struct Tables {
    versions: HashMap<(i32, String), YearTable>,
    newest: Vec<YearTable>,
}

impl Tables {
    async fn load(tx: &mut Tx) -> PortResult<Self> {
        let mut newest = Vec::new();
        let mut versions = HashMap::new();
        for year in tx.calendars().await.map_err(internal)? {
            newest.push(YearTable::parse(&year.text).map_err(internal)?);
            for row in tx.calendar_versions(year.year).await.map_err(internal)? {
                let table = YearTable::parse(&row.text).map_err(internal)?;
                versions.insert((table.year(), table.version()), table);
            }
        }
        Ok(Self { versions, newest })
    }

    /// The tables a clock was counted with; for years it had no data of, the newest.
    fn of(&self, clock: &CaseClock) -> PortResult<Calendars> {
        let missing = clock.due.as_ref().map(|due| due.missing_years.as_slice()).unwrap_or_default();
        let tables = self.newest.iter().map(|newest| {
            let year = newest.year();
            let kept = clock.version.calendars.get(&year).filter(|_| !missing.contains(&year));
            kept.and_then(|version| self.versions.get(&(year, version.clone()))).unwrap_or(newest).clone()
        });
        Calendars::new(tables).map_err(internal)
    }
}
