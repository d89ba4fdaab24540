//! From what was typed to what is looked for.
use super::super::cases::bodies::Authorities;
use super::super::internal;
use crate::portal::Core;
use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use contract::audit::AuditQuery;
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::account::Acting;
use domain::policy::audit::Reach;
use store::AuditFilter;
use uuid::Uuid;

/// Longest text looked for, in characters.
const LONGEST: usize = 200;

/// How far a caller sees; `None` = everything: the command line.
async fn reach(core: &Core, caller: &Caller) -> PortResult<Option<Reach>> {
    let Some(signed) = caller.actor.signed_in() else { return Ok(None) };
    let mut tx = core.store.read().await.map_err(internal)?;
    let jurisdiction = match &signed.acting {
        Acting::Body { region, authority: true, .. } => tx.bodies_of_region(region).await.map_err(internal)?,
        _ => Vec::new(),
    };
    let first = Authorities::load(&mut tx).await?.of(None, &[]);
    let reach = Reach::of(&caller.actor, jurisdiction, first);
    Ok(Some(reach.ok_or_else(|| Refusal::new(ErrorCode::Forbidden))?))
}

/// The filter that leaves what a caller may see.
///
/// # Errors
/// Of the database.
pub async fn own(core: &Core, caller: &Caller) -> PortResult<AuditFilter> {
    Ok(AuditFilter { reach: reach(core, caller).await?, ..AuditFilter::default() })
}

/// The filter of a query, within what the caller may see.
///
/// # Errors
/// `bad-value` for a person, body or day that is none.
pub async fn filter(core: &Core, caller: &Caller, query: &AuditQuery) -> PortResult<AuditFilter> {
    let reach = reach(core, caller).await?;
    let bad = |field: &str, value: &str| {
        let value: String = value.chars().take(LONGEST).collect();
        PortError::from(Refusal::new(ErrorCode::BadValue).field(field).fact("value", value))
    };
    let text = |value: &str| {
        let value = value.trim();
        (!value.is_empty()).then(|| value.chars().take(LONGEST).collect::<String>())
    };
    let account = match text(&query.person) {
        None => None,
        Some(person) => match person.parse::<Uuid>() {
            Ok(id) => Some(id),
            // The address one signs in with: looked up by its blind index, never stored or shown.
            Err(_) => {
                let index = core.keys.blind("email", &person.to_lowercase());
                let mut tx = core.store.read().await.map_err(internal)?;
                match tx.account_by_email(&index).await.map_err(internal)? {
                    Some(account) => Some(account.id),
                    // Who has an account here is told only to those who read the sign-ins as well.
                    None if reach.as_ref().is_some_and(|reach| !reach.site) => Some(Uuid::nil()),
                    None => return Err(bad("person", &person)),
                }
            }
        },
    };
    let body = match text(&query.body) {
        None => None,
        Some(code) => {
            let mut tx = core.store.read().await.map_err(internal)?;
            let body = tx.body_by_code(&code).await.map_err(internal)?;
            Some(body.ok_or_else(|| bad("body", &code))?.id)
        }
    };
    let done = match query.outcome.as_str() {
        "" => None,
        "done" => Some(true),
        "refused" => Some(false),
        other => return Err(bad("outcome", other)),
    };
    Ok(AuditFilter {
        account,
        body,
        action: text(&query.action),
        object: text(&query.object),
        case: text(&query.case),
        from: query.from.map(midnight),
        // The last day counts whole.
        until: query.until.and_then(|day| day.checked_add_days(Days::new(1))).map(midnight),
        done,
        address: text(&query.address),
        reach,
    })
}

/// The first instant of a day in Asia/Shanghai.
fn midnight(day: NaiveDate) -> chrono::DateTime<chrono::Utc> {
    (day.and_time(NaiveTime::MIN) - TimeDelta::hours(8)).and_utc()
}
