//! Reminders about an agreement, so many days after or before as its profile says (R-147, B10 Out): it is not filled in and confirmed, it is not
//! signed, it ends soon, the data is to be destroyed soon. Each once; the occasion names the day it counts from, so that what begins anew is
//! reminded of anew.
use super::load::Loaded;
use super::told;
use crate::portal::Core;
use crate::services::internal;
use chrono::{DateTime, NaiveDate, Utc};
use contract::{Caller, PortResult};
use domain::access::agreement::{State, empty};
use domain::calendar::{CalendarError, legal_date};
use domain::notice::NoticeKind;
use store::Tx;

/// Who is reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum To {
    User,
    Opening,
    Both,
}

/// A reminder that is owed.
struct Owed {
    kind: NoticeKind,
    to: To,
    /// The day it counts from or to; the words name it.
    day: NaiveDate,
    /// What it is about, in the occasion.
    what: &'static str,
    days: u32,
}

impl Owed {
    fn occasion(&self, loaded: &Loaded) -> String {
        format!("{}{}", prefix(loaded, self.day, self.what), self.days)
    }
}

fn prefix(loaded: &Loaded, day: NaiveDate, what: &str) -> String {
    format!("agreement:{}:{day}:{what}:", loaded.row.id)
}

/// What the opening side still has to do before it can be signed, and since when.
fn unfilled(loaded: &Loaded) -> Option<DateTime<Utc>> {
    match loaded.agreement.state {
        State::Drafted { since } => Some(since),
        State::PendingClick { since } => {
            let agreement = &loaded.agreement;
            let open = empty(&agreement.pulled, &agreement.terms, &loaded.profile);
            (!open.is_empty()).then_some(since)
        }
        _ => None,
    }
}

const UNFILLED: &str = "unfilled";

fn owed(loaded: &Loaded, today: NaiveDate) -> Result<Option<Owed>, CalendarError> {
    let rules = &loaded.profile.agreement;
    let one = |kind, to, day, what, days: Option<u32>| days.map(|days| Owed { kind, to, day, what, days });
    if let Some(since) = unfilled(loaded) {
        let day = legal_date(since)?;
        let days = rules.fill_reminders.as_ref().and_then(|rule| rule.after(day, today));
        return Ok(one(NoticeKind::AgreementUnfilled, To::Opening, day, UNFILLED, days));
    }
    Ok(match loaded.agreement.state {
        State::PendingClick { since } => {
            let day = legal_date(since)?;
            let days = rules.sign_reminders.as_ref().and_then(|rule| rule.after(day, today));
            one(NoticeKind::AgreementUnsigned, To::User, day, "unsigned", days)
        }
        State::Active { last_day, .. } if loaded.agreement.renewal.is_none() => {
            let days = rules.expiry_reminders.before(last_day, None, today);
            one(NoticeKind::AgreementExpiring, To::Both, last_day, "expiring", days)
        }
        State::DestructionDue { due, ended, .. } => {
            let since = Some(legal_date(ended)?);
            let days = rules.destruction_reminders.as_ref().and_then(|rule| rule.before(due, since, today));
            one(NoticeKind::DestructionSoon, To::User, due, "destruction-soon", days)
        }
        _ => None,
    })
}

/// Reminds of what is owed; whether it did.
///
/// # Errors
/// Of the database, the keys or the calendar.
pub async fn remind(core: &Core, caller: &Caller, loaded: &Loaded) -> anyhow::Result<bool> {
    let Some(owed) = owed(loaded, core.clock.today())? else { return Ok(false) };
    let occasion = owed.occasion(loaded);
    let mut tx = core.store.read().await?;
    let known = tx.notices_of_case(loaded.row.id).await?;
    drop(tx);
    if known.iter().any(|notice| notice.event.starts_with(&format!("{occasion}:"))) {
        return Ok(false);
    }
    let mut tx = core.store.write().await?;
    tell(core, &mut tx, caller, loaded, &owed).await.map_err(|error| anyhow::anyhow!("{error:?}"))?;
    tx.commit(Vec::new()).await?;
    Ok(true)
}

async fn tell(core: &Core, tx: &mut Tx, caller: &Caller, loaded: &Loaded, owed: &Owed) -> PortResult<()> {
    let facts = [("date", owed.day.to_string())];
    let occasion = owed.occasion(loaded);
    let what = (occasion.as_str(), owed.kind);
    if owed.to != To::Opening {
        told::user(core, tx, &loaded.row, what, &facts).await?;
    }
    if owed.to != To::User {
        told::body(core, tx, caller, &loaded.row, what, loaded.agreement.party_a, &facts).await?;
    }
    Ok(())
}

/// The day on which the opening side was reminded last of what is missing now; `None` = not yet.
pub async fn reminded_on(tx: &mut Tx, loaded: &Loaded) -> PortResult<Option<NaiveDate>> {
    let Some(since) = unfilled(loaded) else { return Ok(None) };
    let prefix = prefix(loaded, legal_date(since).map_err(internal)?, UNFILLED);
    let known = tx.notices_of_case(loaded.row.id).await.map_err(internal)?;
    let last = known.iter().filter(|notice| notice.event.starts_with(&prefix)).map(|notice| notice.created_at).max();
    last.map(|at| legal_date(at).map_err(internal)).transpose()
}
