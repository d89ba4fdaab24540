//! The same act on several cases: each by itself, with a transaction, a line of its history and an entry of the trail of its own. What cannot be
//! done is named, the rest is done. Only acts that decide nothing (ui 5.7).
use super::{desk, internal, load, subject};
use crate::portal::Core;
use contract::cases::forms::command as field;
use contract::cases::{BulkAct, BulkEnding};
use contract::{Caller, ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::policy::CaseAction;
use std::collections::BTreeSet;

/// Cases at once.
const MOST: usize = 200;

/// Does it.
pub async fn bulk(core: &Core, caller: &Caller, act: BulkAct, numbers: &[String]) -> PortResult<BulkEnding> {
    desk(caller, CaseAction::Queue)?;
    if numbers.is_empty() {
        return Err(PortError::Invalid(vec![Refusal::new(ErrorCode::Required).field("number")]));
    }
    if numbers.len() > MOST {
        return Err(Refusal::new(ErrorCode::OutOfRange).into());
    }
    let mut ending = BulkEnding::default();
    let mut done = BTreeSet::new();
    for number in numbers.iter().filter(|number| done.insert((*number).clone())) {
        match one(core, caller, act, number).await {
            Ok(()) => ending.done += 1,
            Err(PortError::Refused(why)) => ending.refused.push((number.clone(), why)),
            Err(PortError::Invalid(faults)) => {
                let why = faults.into_iter().next().unwrap_or_else(|| Refusal::new(ErrorCode::BadValue));
                ending.refused.push((number.clone(), why));
            }
            Err(fault) => return Err(fault),
        }
    }
    Ok(ending)
}

async fn one(core: &Core, caller: &Caller, act: BulkAct, number: &str) -> PortResult<()> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let seen = load::any(core, &mut tx, caller, number, CaseAction::Command).await?;
    drop(tx);
    let command = match act {
        BulkAct::Receive => seen.receives(),
        BulkAct::Remind => seen.reminds(),
    };
    let allowed = seen.allowed(core, caller);
    let Some(command) = command.filter(|code| allowed.iter().any(|one| one.code == *code)) else {
        return Err(Refusal::new(ErrorCode::Forbidden).fact("number", &seen.row().number).into());
    };
    let version = (field::VERSION.to_owned(), seen.row().version.to_string());
    let form = FormData { fields: vec![version], files: Vec::new() };
    subject::of(&seen.row().kind)?.run(core, caller, &seen.row().number, command, &form).await?;
    Ok(())
}
