//! A body ended: its successor goes on with its open cases, of whatever kind. Their clocks run on: a reorganisation gives no more time.
use super::effects::{Actor, Said, event};
use super::{internal, stored, told};
use crate::portal::Core;
use contract::{Caller, PortResult};
use domain::audit::Entry;
use domain::cases::{EventCode, Told};
use domain::catalog::Body;
use domain::notice::NoticeKind;
use serde_json::{Value, json};
use store::Tx;
use uuid::Uuid;

/// Puts one body in the place of another wherever a stored state names it. Ids are unique, so no other text can be meant.
fn replace(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::String(text) if text == from => to.clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, from, to)),
        Value::Object(fields) => fields.values_mut().for_each(|field| replace(field, from, to)),
        _ => {}
    }
}

/// Hands every open case on; how many. The caller has made sure that none of them is about the successor.
pub async fn hand_over(core: &Core, tx: &mut Tx, caller: &Caller, from: &Body, to: &Body) -> PortResult<u32> {
    let now = core.clock.now();
    let cases = tx.open_cases_of_body(from.id).await.map_err(internal)?;
    let handed = u32::try_from(cases.len()).unwrap_or(u32::MAX);
    for mut row in cases {
        let had_it = row.with == Some(from.id);
        let mut data: Value = serde_json::from_str(&row.data).map_err(internal)?;
        replace(&mut data, &from.id.to_string(), &to.id.to_string());
        row.data = data.to_string();
        for place in [&mut row.above, &mut row.handler, &mut row.with] {
            if *place == Some(from.id) {
                *place = Some(to.id);
            }
        }
        if row.authority == from.id {
            tx.set_case_authority(row.id, to.id).await.map_err(internal)?;
            row.authority = to.id;
        }
        if had_it {
            row.assignee = None;
        }
        row.changed = now;
        for mut clock in tx.clocks_of(row.id).await.map_err(internal)? {
            if clock.clock.is_open() && clock.owner == Some(from.id) {
                clock.owner = Some(to.id);
                tx.put_clock(&clock).await.map_err(internal)?;
            }
        }
        tx.hand_case_part(row.id, from.id, to.id).await.map_err(stored)?;
        tx.save_case(&row).await.map_err(stored)?;
        let mut said = Said::default();
        said.facts.insert("to".into(), to.code.clone().into());
        let account: Option<Uuid> = caller.actor.account();
        let actor = Actor { kind: "portal", body: None, account, role: None };
        event(core, tx, row.id, EventCode::HandedOn, &actor, &said).await?;
        let occasion = format!("case:{}:{}:{}", row.id, row.version, EventCode::HandedOn.code());
        told::tell(core, tx, caller, &row, &occasion, Told::Reporter, NoticeKind::CaseRouted, None).await?;
        if had_it {
            told::tell(core, tx, caller, &row, &occasion, Told::Body(to.id), NoticeKind::CaseNew, None).await?;
        }
        let mut entry = Entry::new(now, "case.handed-on", "case", &row.number);
        entry.case = Some(row.number.clone());
        (entry.before, entry.after) = (json!({ "body": from.code }), json!({ "body": to.code }));
        tx.audit(caller.sign(entry));
    }
    Ok(handed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_state_names_the_successor_and_nothing_else_changes() {
        let (from, to, other) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let mut state = json!({ "state": "handling", "by": from, "answered_by": [other], "deep": [{ "to": from }] });
        replace(&mut state, &from.to_string(), &to.to_string());
        assert_eq!(state, json!({ "state": "handling", "by": to, "answered_by": [other], "deep": [{ "to": to }] }));
    }
}
