//! Filing: by anybody, or by an official for somebody at the counter. The number is given by the transaction that files.
use super::effects::{self, Actor, Said};
use super::form::{self, Filed};
use super::names::Names;
use super::{bodies, clock, clocks, desk, documents, internal, stored, told, words};
use crate::portal::Core;
use chrono::Duration;
use contract::cases::Receipt;
use contract::cases::forms::complaint as field;
use contract::{Caller, ErrorCode, FormData, PortResult, Refusal};
use domain::audit::Entry;
use domain::calendar::Start;
use domain::cases::{CaseKind, EventCode, Stored, Told};
use domain::complaints::Complaint;
use domain::notice::NoticeKind;
use domain::policy::{CaseAction, authorize_desk};
use domain::profile::Event;
use serde_json::json;
use store::Tx;
use store::cases::CaseRow;

/// Filings of one address in an hour. A counter is not throttled: its people are signed in.
const FILINGS_AN_HOUR: i64 = 20;
/// Letters and digits of a query code: none that look alike.
const CODE_ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Its length: 50 bits, tried ten times a quarter of an hour.
const CODE_LENGTH: usize = 10;

/// Files a complaint or suggestion.
pub async fn file(core: &Core, caller: &Caller, kind: CaseKind, form: &FormData) -> PortResult<Receipt> {
    authorize_desk(&caller.actor, CaseAction::File).map_err(|_| Refusal::new(ErrorCode::Forbidden))?;
    throttle(core, caller).await?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let filed = form::read(core, &mut tx, form, false).await?;
    drop(tx);
    save(core, caller, kind, form, filed, false).await
}

/// Enters what somebody brought to the counter.
pub async fn enter(core: &Core, caller: &Caller, kind: CaseKind, form: &FormData) -> PortResult<Receipt> {
    desk(caller, CaseAction::Enter)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let filed = form::read(core, &mut tx, form, true).await?;
    drop(tx);
    save(core, caller, kind, form, filed, true).await
}

/// Keyed hash of an address: counted, never stored in the clear.
pub fn address_hash(core: &Core, caller: &Caller) -> String {
    core.keys.blind("address", &caller.address)
}

async fn throttle(core: &Core, caller: &Caller) -> PortResult<()> {
    let now = core.clock.now();
    let address = address_hash(core, caller);
    let mut tx = core.store.write().await.map_err(internal)?;
    if tx.case_tries("file", &address, now - Duration::hours(1)).await.map_err(internal)? >= FILINGS_AN_HOUR {
        return Err(Refusal::new(ErrorCode::TooManyRequests).fact("seconds", 3600).into());
    }
    tx.add_case_try(core.ids.id(now), "file", &address, now).await.map_err(internal)?;
    tx.forget_case_tries(now - Duration::days(1)).await.map_err(internal)?;
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(())
}

/// A fresh query code.
fn query_code(core: &Core) -> String {
    core.ids.secret().iter().take(CODE_LENGTH).map(|byte| char::from(CODE_ALPHABET[usize::from(byte % 32)])).collect()
}

/// How a query code is kept: a keyed hash bound to its case. Typed spaces, hyphens and lower case do not matter.
pub fn query_hash(core: &Core, number: &str, code: &str) -> String {
    let code: String =
        code.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).take(64).collect();
    core.keys.blind("query-code", &format!("{number} {code}"))
}

async fn save(
    core: &Core,
    caller: &Caller,
    kind: CaseKind,
    form: &FormData,
    filed: Filed,
    counter: bool,
) -> PortResult<Receipt> {
    let now = core.clock.now();
    let id = core.ids.id(now);
    let signed = caller.actor.signed_in().filter(|_| !counter);
    // Without a name there is no account either: nothing leads back to the reporter but the query code.
    let named = signed.filter(|_| filed.contact.is_some());
    let mut documents = Vec::new();
    for upload in form.uploads(field::EVIDENCE) {
        documents.push(documents::keep(core, id, "evidence", upload, (None, None)).await?);
    }
    let seal = |text: &str, column: &str| core.seal(text, &format!("cases.{column}:{id}")).map_err(internal);
    let version = clocks::version_in_force(core);
    let case = Complaint::filed(now);
    let code = query_code(core);
    let mut tx: Tx = core.store.write().await.map_err(internal)?;
    let authority = bodies::receiving(&mut tx, filed.target.region.as_deref(), filed.target.body).await?;
    let number = tx.next_case_number(kind, core.clock.today()).await.map_err(internal)?.to_string();
    let mut row = CaseRow {
        id,
        number: number.clone(),
        kind: kind.code().into(),
        party: named.and_then(|signed| signed.acting.party()),
        filed_by: named.map(|signed| signed.account),
        entered_by: caller.actor.account().filter(|_| counter),
        authority,
        above: None,
        handler: None,
        with: Some(authority),
        assignee: None,
        state: case.code().code().into(),
        data: case.to_stored().map_err(internal)?,
        schema: Complaint::SCHEMA,
        version: 1,
        profile: version.profile.clone(),
        profile_version: version.profile_version.clone(),
        calendars: serde_json::to_string(&version.calendars).map_err(internal)?,
        title: seal(&filed.subject, "title")?,
        content: seal(&serde_json::to_string(&filed.content).map_err(internal)?, "content")?,
        applicant: match &filed.contact {
            Some(contact) => Some(seal(&serde_json::to_string(contact).map_err(internal)?, "applicant")?),
            None => None,
        },
        anonymous: filed.contact.is_none(),
        target_kind: filed.target.kind.clone(),
        target_body: filed.target.body,
        target_dataset: filed.target.dataset.clone(),
        channel: filed.channel.clone(),
        query_hash: query_hash(core, &number, &code),
        filed: now,
        changed: now,
        closed: None,
        due: None,
        urgent: false,
    };
    tx.add_case(&row).await.map_err(stored)?;
    let start = filed.received.map_or(Start::Instant(now), Start::Date);
    let started = clocks::start_clocks(core, &mut tx, &row, Event::Received, start).await?;
    clocks::copy_clock(&mut row, &started);
    tx.save_case(&row).await.map_err(stored)?;
    for document in &documents {
        tx.add_document(document).await.map_err(stored)?;
    }
    let mut said = Said::default();
    said.facts.insert("channel".into(), filed.channel.clone().into());
    let (event, actor) = if counter {
        let body = caller.actor.signed_in().and_then(|signed| signed.acting.body());
        (EventCode::Entered, Actor { kind: "body", body, account: caller.actor.account(), role: None })
    } else {
        (EventCode::Filed, Actor { kind: "reporter", body: None, account: row.filed_by, role: None })
    };
    effects::event(core, &mut tx, id, event, &actor, &said).await?;
    let occasion = format!("case:{id}:filed");
    told::tell(core, &mut tx, caller, &row, &occasion, Told::Reporter, NoticeKind::CaseReceived, None).await?;
    // The body complained about receives it only where there is no other authority, and even then learns of no reporter.
    told::tell(core, &mut tx, caller, &row, &occasion, Told::Body(authority), NoticeKind::CaseNew, None).await?;
    let mut entry = Entry::new(now, &format!("case.{}", event.code()), "case", &number);
    entry.case = Some(number.clone());
    let kept: Vec<uuid::Uuid> = documents.iter().map(|document| document.id).collect();
    entry.after =
        json!({ "state": row.state, "channel": filed.channel, "documents": kept, "anonymous": row.anonymous });
    entry.profile = Some(version.profile_version);
    entry.calendar = Some(row.calendars.clone());
    let mut entry = caller.sign(entry);
    if row.anonymous && !counter {
        // An anonymous report leads to nobody: not through the audit trail either.
        (entry.account, entry.address, entry.request) = (None, None, None);
        entry.acting = domain::policy::Actor::Anonymous.code().to_owned();
    }
    tx.audit(entry);
    let mut names = Names::new(caller.locale);
    let with = names.body(&mut tx, authority).await?.name;
    let view = match started.first() {
        Some(row) => Some(clock::view(core, &mut tx, &mut names, row, caller.locale).await?),
        None => None,
    };
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(Receipt {
        number,
        kind: words::kind(caller.locale, kind),
        query_code: code,
        filed: now,
        with: Some(with),
        clock: view,
        documents: u32::try_from(documents.len()).unwrap_or(u32::MAX),
    })
}
