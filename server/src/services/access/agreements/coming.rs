//! Days of agreements in force that come near, for `/my` (ui 5.18): the end of the term, and the target to publish the application.
use super::load::Loaded;
use super::part;
use crate::portal::Core;
use crate::services::internal;
use chrono::NaiveDate;
use contract::agreements::ComingDay;
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::access::agreement::{CommandCode, Group, State};
use store::access::{Only, Whose};

/// Agreements in force that are looked at; nobody has more than a few.
const MOST: u32 = 100;

/// The agreements of the reader's party with such a day; as early as the profile reminds of expiry.
///
/// # Errors
/// `sign-in-needed`, `not-found` for sessions that act for a body; of the database and the keys.
pub async fn of(core: &Core, caller: &Caller) -> PortResult<Vec<ComingDay>> {
    let signed = caller.actor.signed_in().ok_or_else(|| Refusal::new(ErrorCode::SignInNeeded))?;
    let Some(party) = signed.acting.party() else { return Err(Refusal::new(ErrorCode::NotFound).into()) };
    let today = core.clock.today();
    let mut tx = core.store.read().await.map_err(internal)?;
    let rows = tx.agreement_list(Whose::Party(party), Only::Group(Group::InForce), 0, MOST).await.map_err(internal)?;
    let mut coming = Vec::new();
    for row in rows {
        let number = row.number.clone();
        // One that cannot be read does not take the page of its party away; its own page says that it fails.
        let loaded = match Loaded::of(core, &mut tx, caller, row).await {
            Ok(loaded) => loaded,
            Err(error) => {
                tracing::error!(number, error = format!("{error:?}"), "an agreement cannot be read");
                continue;
            }
        };
        let rule = &loaded.profile.agreement.expiry_reminders;
        let near = |day: &NaiveDate| rule.before(*day, None, today).is_some();
        let left = |day: NaiveDate| (day, (day - today).num_days());
        let last_day = match loaded.agreement.state {
            State::Active { last_day, .. } if loaded.agreement.renewal.is_none() => Some(last_day),
            State::TerminationNoticed { last_day, .. } => Some(last_day),
            _ => None,
        };
        let build = part::build(core, &mut tx, &loaded).await?.and_then(|build| build.due);
        let (ends, build) = (last_day.filter(near).map(left), build.filter(near).map(left));
        if ends.is_some() || build.is_some() {
            coming.push(ComingDay {
                titles: loaded.agreement.pulled.titles.clone(),
                renewable: ends.is_some() && loaded.commands(core, caller).contains(&CommandCode::AskRenewal),
                number: loaded.row.number,
                ends,
                build,
            });
        }
    }
    coming.sort_by_key(|one| [one.ends, one.build].into_iter().flatten().map(|(day, _)| day).min());
    Ok(coming)
}
