//! 办件查询: by number and query code, read only, throttled by address.
use super::filing::{address_hash, query_hash};
use super::load::{self, Loaded};
use super::{internal, missing, view};
use crate::portal::Core;
use chrono::Duration;
use contract::cases::{CaseView, Side};
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::audit::Entry;
use domain::policy::Actor;
use std::collections::BTreeSet;

/// Wrong codes of one address in a span of time.
const TRIES: i64 = 10;
const SPAN_MINUTES: i64 = 15;

/// The case as its reporter may see it. A number that never was and a code that is wrong get the same answer in about the same time.
pub async fn track(core: &Core, caller: &Caller, number: &str, code: &str) -> PortResult<CaseView> {
    let now = core.clock.now();
    let address = address_hash(core, caller);
    let mut tx = core.store.read().await.map_err(internal)?;
    let since = now - Duration::minutes(SPAN_MINUTES);
    if tx.case_tries("track", &address, since).await.map_err(internal)? >= TRIES {
        return Err(Refusal::new(ErrorCode::TooManyAttempts).fact("minutes", SPAN_MINUTES).into());
    }
    let known = load::number(number).ok();
    let row = match &known {
        Some(number) => tx.case(number).await.map_err(internal)?,
        None => None,
    };
    let hash = query_hash(core, known.as_deref().unwrap_or_default(), code);
    let right = row.as_ref().is_some_and(|row| same(&row.query_hash, &hash));
    let (Some(row), true) = (row, right) else {
        drop(tx);
        let mut tx = core.store.write().await.map_err(internal)?;
        tx.add_case_try(core.ids.id(now), "track", &address, now).await.map_err(internal)?;
        if let Some(number) = known {
            let mut entry = Entry::new(now, "case.track", "case", number);
            entry.outcome = ErrorCode::NotFound.code().into();
            tx.audit(caller.sign(entry));
        }
        tx.commit(Vec::new()).await.map_err(internal)?;
        return missing();
    };
    let loaded = Loaded::of(&mut tx, row, BTreeSet::new()).await?;
    // The code opens the case, whoever happens to be signed in: nothing of the session counts here.
    let reader = Caller { actor: Actor::Anonymous, ..caller.clone() };
    view::build(core, &mut tx, &reader, &loaded, Side::Tracking).await
}

/// Compares in a time that does not depend on where the first difference is.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}
