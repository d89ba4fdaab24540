//! Data that was not destroyed in time becomes a violation case; what follows is that procedure's.
use super::load::Loaded;
use crate::portal::Core;
use crate::services::cases::effects::{Actor, Said, event};
use crate::services::internal;
use contract::{Caller, PortResult};
use domain::access::agreement::Agreement;
use domain::access::violation::{Origin, Violation};
use domain::audit::Entry;
use domain::cases::{CaseKind, EventCode, Stored};
use domain::notice::NoticeKind;
use serde_json::json;
use store::Tx;
use store::cases::{CaseRow, LinkRow};

/// Opens the case and links it with the agreement.
pub async fn raise(core: &Core, tx: &mut Tx, caller: &Caller, loaded: &Loaded, next: &Agreement) -> PortResult<()> {
    let now = core.clock.now();
    let id = core.ids.id(now);
    let from = &loaded.row;
    let datasets = next.pulled.lines.iter().map(|line| line.dataset).collect();
    let case = Violation::suspected(Origin::LateDestruction, from.number.clone(), next.pulled.party, datasets, now);
    let number = tx.next_case_number(CaseKind::Violation, core.clock.today()).await.map_err(internal)?.to_string();
    let seal = |text: &str, column: &str| core.seal(text, &format!("cases.{column}:{id}")).map_err(internal);
    let row = CaseRow {
        id,
        number: number.clone(),
        kind: CaseKind::Violation.code().into(),
        // The user hears of it when somebody confirms it.
        party: from.party,
        filed_by: None,
        with: Some(next.party_a),
        handler: Some(next.party_a),
        state: case.code().code().into(),
        data: case.to_stored().map_err(internal)?,
        schema: Violation::SCHEMA,
        title: seal(&next.pulled.form.service_name, "title")?,
        content: seal("{}", "content")?,
        applicant: None,
        target_kind: "user".into(),
        query_hash: core.keys.blind("query-code", &core.ids.id(now).to_string()),
        filed: now,
        changed: now,
        closed: None,
        due: None,
        assignee: None,
        ..from.clone()
    };
    tx.add_case(&row).await.map_err(internal)?;
    let link = LinkRow {
        id: core.ids.id(now),
        case: id,
        relation: "agreement".into(),
        other: Some(from.id),
        dataset: None,
        suspension: None,
        at: now,
        account: None,
    };
    tx.add_link(&link).await.map_err(internal)?;
    let actor = Actor { kind: "portal", body: None, account: None, role: None };
    let mut said = Said::default();
    said.facts.insert("agreement".into(), from.number.clone().into());
    event(core, tx, id, EventCode::Filed, &actor, &said).await?;
    let occasion = format!("violation:{id}:late-destruction");
    super::told::body(core, tx, caller, &row, (&occasion, NoticeKind::CaseNew), next.party_a, &[]).await?;
    let mut entry = Entry::new(now, "case.violation-suspected", "case", &number);
    entry.case = Some(number);
    entry.after = json!({ "state": row.state, "agreement": from.number, "origin": Origin::LateDestruction.code() });
    tx.audit(caller.sign(entry));
    Ok(())
}
