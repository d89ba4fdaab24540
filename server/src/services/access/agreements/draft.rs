//! Drawing up: lines were approved, or a renewal was granted.
use super::kept::{self, Whole};
use super::{effects, told};
use crate::portal::Core;
use crate::services::access::reviews::proposals;
use crate::services::accounts::party_name;
use crate::services::cases::effects::{Actor, Said, event};
use crate::services::cases::names::Names;
use crate::services::internal;
use contract::{Caller, PortResult};
use domain::access::DeliveryMode;
use domain::access::agreement::{Agreement, Pulled};
use domain::access::application::{Filed, Form};
use domain::account::PartyKind;
use domain::audit::Entry;
use domain::cases::{CaseKind, EventCode, Stored};
use domain::locale::Locale;
use domain::notice::NoticeKind;
use serde_json::json;
use std::collections::BTreeSet;
use store::Tx;
use store::access::AgreementRow;
use store::cases::{CaseRow, LinkRow};
use uuid::Uuid;

/// What was approved: `Effect::DraftAgreement` with the application it is about.
#[derive(Clone, Copy)]
pub struct Approved<'a> {
    pub application: &'a CaseRow,
    /// As it was filed.
    pub filed: &'a Filed,
    /// Who signs for the opening side.
    pub party: Uuid,
    /// Numbers of the approved lines.
    pub lines: &'a [u32],
    pub publishers: &'a BTreeSet<Uuid>,
}

/// Draws up the agreement for approved lines, in the transaction of the approval; its number.
///
/// # Errors
/// Of the database or the keys.
pub async fn draft(core: &Core, tx: &mut Tx, caller: &Caller, approved: Approved<'_>) -> PortResult<String> {
    let Approved { application, filed, .. } = approved;
    let mut lines: Vec<_> = filed.lines.iter().filter(|line| approved.lines.contains(&line.no)).cloned().collect();
    let said = proposals::conditions(core, tx, application.id).await?;
    // What was approved for a sandbox alone is agreed and delivered so.
    for line in lines.iter_mut().filter(|line| said.get(&line.no).is_some_and(|one| one.sandbox)) {
        line.mode = DeliveryMode::Sandbox;
    }
    let conditions = lines.iter().map(|line| said.get(&line.no).map(|one| one.text.clone()).unwrap_or_default());
    let conditions: Vec<String> = conditions.collect();
    let party = tx.party(filed.party).await.map_err(internal)?.ok_or_else(|| internal("a party that is not there"))?;
    let person = party.kind == PartyKind::Person;
    let party_b = party_name(core, tx, filed.party).await?;
    let (mut titles, mut items) = (Vec::new(), Vec::new());
    for line in &lines {
        let found = tx.dataset_by_code(&line.code, store::Audience::All).await.map_err(internal)?;
        let called = |name: &String| {
            let known = found.as_ref().and_then(|full| full.dataset.items.iter().find(|item| item.name == *name));
            known.map_or_else(|| name.clone(), |item| item.title.clone())
        };
        items.push(line.items.iter().map(called).collect());
        titles.push(found.map_or_else(|| line.code.clone(), |full| full.dataset.title));
    }
    let commitment = filed.form.commitment.clone();
    let head = commitment.as_ref().map(|signed| signed.head.clone()).filter(|head| !head.trim().is_empty());
    let profile = crate::services::cases::clocks::profile_of(core, tx, application).await?;
    let pulled = Pulled {
        party_a: Names::new(Locale::ZhCn).body(tx, approved.party).await?.name,
        rep_b: head.unwrap_or_else(|| if person { party_b.clone() } else { String::new() }),
        party_b,
        application: application.number.clone(),
        titles,
        items,
        conditions,
        // What the text needs; contacts and papers stay with the application.
        form: Form {
            contact_name: String::new(),
            contact_phone: String::new(),
            contact_address: String::new(),
            lines: Vec::new(),
            attachments: Vec::new(),
            seal: None,
            commitment: None,
            ..filed.form.clone()
        },
        system_needed: !(person && filed.form.hosted()),
        party: filed.party,
        lines,
    };
    let terms = proposals::settled(core, tx, application, approved.publishers, &profile).await?;
    let now = core.clock.now();
    let agreement = Agreement::drafted(approved.party, approved.publishers.clone(), pulled, terms, now);
    let whole = Whole { agreement, commitment };
    enter(core, tx, caller, From { application, authority: filed.authority, former: None }, &whole).await
}

/// Where a new agreement comes from.
pub(super) struct From<'a> {
    pub application: &'a CaseRow,
    /// The competent authority.
    pub authority: Uuid,
    /// The agreement whose place it takes.
    pub former: Option<&'a CaseRow>,
}

/// Makes the case.
pub(super) async fn enter(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    from: From<'_>,
    whole: &Whole,
) -> PortResult<String> {
    let now = core.clock.now();
    let id = core.ids.id(now);
    let agreement = &whole.agreement;
    let application = from.application;
    let number = tx.next_case_number(CaseKind::Agreement, core.clock.today()).await.map_err(internal)?.to_string();
    let seal = |text: &str, column: &str| core.seal(text, &format!("cases.{column}:{id}")).map_err(internal);
    let (data, secret) = kept::split(core, id, whole)?;
    let mut row = CaseRow {
        id,
        number: number.clone(),
        kind: CaseKind::Agreement.code().into(),
        party: Some(agreement.pulled.party),
        filed_by: application.filed_by,
        entered_by: None,
        authority: from.authority,
        above: None,
        handler: Some(agreement.party_a),
        with: None,
        assignee: None,
        state: agreement.code().code().into(),
        data,
        schema: Agreement::SCHEMA,
        version: 1,
        profile: application.profile.clone(),
        profile_version: application.profile_version.clone(),
        calendars: application.calendars.clone(),
        title: seal(&agreement.pulled.form.service_name, "title")?,
        content: seal("{}", "content")?,
        applicant: None,
        anonymous: false,
        target_kind: "agreement".into(),
        target_body: None,
        target_dataset: None,
        channel: "online".into(),
        // Nobody follows it by a code: it belongs to an account.
        query_hash: core.keys.blind("query-code", &core.ids.id(now).to_string()),
        filed: now,
        changed: now,
        closed: None,
        due: None,
        urgent: false,
    };
    effects::settle(&mut row, agreement, now);
    tx.add_case(&row).await.map_err(internal)?;
    tx.add_agreement(&AgreementRow {
        case: id,
        number: number.clone(),
        application: application.id,
        renews: from.former.map(|former| former.id),
        version: i64::from(agreement.version),
        secret,
    })
    .await
    .map_err(internal)?;
    effects::put_parts(tx, id, agreement).await?;
    let link = LinkRow {
        id: core.ids.id(now),
        case: id,
        relation: if from.former.is_some() { "renewal" } else { "agreement" }.into(),
        other: Some(from.former.map_or(application.id, |former| former.id)),
        dataset: None,
        suspension: None,
        at: now,
        account: caller.actor.account(),
    };
    tx.add_link(&link).await.map_err(internal)?;
    let mut said = Said::default();
    said.facts.insert("application".into(), application.number.clone().into());
    if let Some(former) = from.former {
        said.facts.insert("former".into(), former.number.clone().into());
    }
    let body = caller.actor.signed_in().and_then(|signed| signed.acting.body());
    let actor = Actor {
        kind: if body.is_some() { "body" } else { "portal" },
        body,
        account: caller.actor.account(),
        role: None,
    };
    event(core, tx, id, EventCode::AgreementDrafted, &actor, &said).await?;
    let occasion = format!("agreement:{id}:drafted");
    told::body(core, tx, caller, &row, (&occasion, NoticeKind::AgreementDrafted), agreement.party_a, &[]).await?;
    let mut entry = Entry::new(now, "case.agreement-drafted", "case", &number);
    entry.case = Some(number.clone());
    entry.after = json!({ "state": row.state, "application": application.number, "version": agreement.version });
    entry.profile = Some(row.profile_version.clone());
    entry.calendar = Some(row.calendars.clone());
    tx.audit(caller.sign(entry));
    Ok(number)
}
