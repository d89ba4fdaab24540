//! 办件查询: by number and query code, throttled by address. The code is exchanged for a pass of an hour; the pass makes of its bearer the
//! reporter of that one case where no account filed it, and a reader of it where one did. Nothing of the session counts here.
use super::filing::{address_hash, query_hash};
use super::load;
use super::{internal, missing, view};
use crate::portal::Core;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use contract::cases::{CaseView, TrackPass};
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::audit::Entry;
use domain::policy::Actor;
use serde::{Deserialize, Serialize};
use store::cases::CaseRow;
use uuid::Uuid;

/// Wrong codes of one address in a span of time.
const TRIES: i64 = 10;
const SPAN_MINUTES: i64 = 15;
/// How long a pass is good for: long enough to write an answer, short enough for a machine that others use.
const PASS_MINUTES: i64 = 60;
/// What a pass is sealed for.
const SEALED_FOR: &str = "track.pass";
/// Characters of the code's hash in a pass: with another code it is void.
const HASH: usize = 16;

/// What a pass holds.
#[derive(Serialize, Deserialize)]
struct Pass {
    case: Uuid,
    /// Unix seconds.
    until: i64,
    hash: String,
}

/// The case as its reporter may see it. A number that never was and a code that is wrong get the same answer in about the same time.
pub async fn track(core: &Core, caller: &Caller, number: &str, code: &str) -> PortResult<CaseView> {
    let row = found(core, caller, number, code).await?;
    view::case(core, &reader(caller, &row), &row.number).await
}

/// A pass for the case.
pub async fn pass(core: &Core, caller: &Caller, number: &str, code: &str) -> PortResult<TrackPass> {
    let row = found(core, caller, number, code).await?;
    let until = core.clock.now() + Duration::minutes(PASS_MINUTES);
    let pass = Pass { case: row.id, until: until.timestamp(), hash: row.query_hash.chars().take(HASH).collect() };
    let sealed = core.seal(&serde_json::to_string(&pass).map_err(internal)?, SEALED_FOR).map_err(internal)?;
    let seconds = u32::try_from(PASS_MINUTES * 60).unwrap_or_default();
    Ok(TrackPass { number: row.number, token: URL_SAFE_NO_PAD.encode(sealed), seconds })
}

/// Who a pass makes of the caller.
pub async fn open(core: &Core, caller: &Caller, token: &str) -> PortResult<(Caller, String)> {
    let over = || Refusal::new(ErrorCode::SignInNeeded).into();
    let sealed = URL_SAFE_NO_PAD.decode(token).map_err(|_| over())?;
    // A pass that does not open was never ours, or its key is gone.
    let text = core.unseal(&sealed, SEALED_FOR).map_err(|_| over())?;
    let pass: Pass = serde_json::from_str(&text).map_err(|_| over())?;
    if core.clock.now().timestamp() >= pass.until {
        return Err(over());
    }
    let mut tx = core.store.read().await.map_err(internal)?;
    let row = tx.case_by_id(pass.case).await.map_err(internal)?.ok_or_else(over)?;
    if !row.query_hash.starts_with(&pass.hash) {
        return Err(over());
    }
    Ok((reader(caller, &row), row.number))
}

/// The caller as the code makes them. Of an anonymous reporter not even the address is kept, in the audit trail neither.
fn reader(caller: &Caller, row: &CaseRow) -> Caller {
    let mut reader = Caller { actor: Actor::Tracking { case: row.id }, pending: None, ..caller.clone() };
    if row.anonymous {
        (reader.address, reader.agent, reader.request_id) = Default::default();
    }
    reader
}

/// The case of a number and its code.
async fn found(core: &Core, caller: &Caller, number: &str, code: &str) -> PortResult<CaseRow> {
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
    drop(tx);
    let hash = query_hash(core, known.as_deref().unwrap_or_default(), code);
    let right = row.as_ref().is_some_and(|row| same(&row.query_hash, &hash));
    if let (Some(row), true) = (row, right) {
        return Ok(row);
    }
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.add_case_try(core.ids.id(now), "track", &address, now).await.map_err(internal)?;
    if let Some(number) = known {
        let mut entry = Entry::new(now, "case.track", "case", number);
        entry.outcome = ErrorCode::NotFound.code().into();
        tx.audit(caller.sign(entry));
    }
    tx.commit(Vec::new()).await.map_err(internal)?;
    missing()
}

/// Compares in a time that does not depend on where the first difference is.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}
