//! Offices that the claims of a provider give. The provider decides about them alone: what it no longer says is over with the next
//! sign-in, and they count only in sessions that began there. Offices given in the portal are not touched.
use super::super::{internal, staff};
use crate::portal::Core;
use contract::{Caller, PortResult};
use domain::account::Role;
use domain::audit::Entry;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use store::people::Staff;
use uuid::Uuid;

fn codes(roles: &BTreeSet<Role>) -> Vec<&'static str> {
    roles.iter().map(|role| role.code()).collect()
}

/// Makes the offices of an account those that the provider says, by codes of bodies.
pub(super) async fn follow(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    account: Uuid,
    provider: &str,
    said: &BTreeMap<String, BTreeSet<Role>>,
) -> PortResult<()> {
    let now = core.clock.now();
    let held = tx.offices_of(account).await.map_err(internal)?;
    let note = |tx: &mut Tx, action: &str, object: Uuid, before: &BTreeSet<Role>, after: &BTreeSet<Role>| {
        let mut entry = caller.sign(Entry::new(now, action, "staff", object.to_string()));
        entry.account = Some(account);
        entry.before = json!({ "roles": codes(before) });
        entry.after = json!({ "roles": codes(after), "provider": provider });
        tx.audit(entry);
    };
    for office in held.iter().filter(|office| office.staff.provider.as_deref() == Some(provider)) {
        let none = BTreeSet::new();
        match said.get(&office.code).filter(|roles| !roles.is_empty()) {
            None => {
                staff::offboard(core, tx, &office.staff).await?;
                note(tx, "body.end-staff", office.staff.id, &office.staff.roles, &none);
            }
            Some(roles) if *roles != office.staff.roles => {
                tx.set_roles(office.staff.id, roles).await.map_err(internal)?;
                staff::told(core, tx, account).await?;
                note(tx, "body.set-roles", office.staff.id, &office.staff.roles, roles);
            }
            Some(_) => {}
        }
    }
    for (code, roles) in said {
        if roles.is_empty() || held.iter().any(|office| office.code == *code) {
            continue;
        }
        let Some(body) = tx.body_by_code(code).await.map_err(internal)? else {
            tracing::warn!(provider, body = code, "a provider of sign-in gives roles in a body that is not there");
            continue;
        };
        let provider = Some(provider.to_owned());
        let one = Staff {
            id: core.ids.id(now),
            account,
            body: body.id,
            roles: roles.clone(),
            contract: None,
            since: now,
            provider,
        };
        tx.add_staff(&one).await.map_err(internal)?;
        staff::told(core, tx, account).await?;
        note(tx, "body.add-staff", one.id, &BTreeSet::new(), roles);
    }
    Ok(())
}
