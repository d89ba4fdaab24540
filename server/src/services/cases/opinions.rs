//! 意见模板 of a body: kept at its desk, offered beside the questions they are for, put in with the facts of the case. Which version an opinion
//! began with stands in the audit trail; what was made of it stands in the case.
use super::subject;
use super::{desk as at_desk, id, internal, missing};
use crate::portal::Core;
use contract::cases::forms::opinion as field;
use contract::cases::{CommandField, CommandView, OpinionDesk, OpinionRow, OpinionVersion};
use contract::{Caller, Coded, ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::access::{Fault, FaultCode};
use domain::audit::Entry;
use domain::cases::CaseKind;
use domain::locale::Locale;
use domain::opinions::{MOST, OpinionFact, OpinionKind, check, fill, kind_of};
use domain::policy::CaseAction;
use domain::profile::text_hash;
use serde_json::json;
use std::collections::BTreeSet;
use store::cases::OpinionRow as Stored;
use store::{StoreError, Tx};
use uuid::Uuid;

fn kind_label(locale: Locale, code: &str) -> Coded {
    Coded { value: code.to_owned(), label: texts::t(locale, &format!("opinion-kind-{code}")) }
}

fn number(row: &Stored) -> u32 {
    u32::try_from(row.number).unwrap_or(u32::MAX)
}

/// Of each template the version that counts.
async fn current(tx: &mut Tx, body: Uuid) -> PortResult<Vec<Stored>> {
    let mut latest = tx.opinions(body).await.map_err(internal)?;
    latest.sort_by(|a, b| (a.retired, &a.kind, &a.title).cmp(&(b.retired, &b.kind, &b.title)));
    Ok(latest)
}

/// Those of the caller's body.
pub async fn list(core: &Core, caller: &Caller) -> PortResult<Vec<OpinionRow>> {
    let (_, body) = at_desk(caller, CaseAction::Opinions)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let rows = current(&mut tx, body).await?.into_iter().map(|row| OpinionRow {
        id: row.id.to_string(),
        kind: kind_label(caller.locale, &row.kind),
        number: number(&row),
        title: row.title,
        changed: row.written,
        retired: row.retired,
    });
    Ok(rows.collect())
}

/// What stands in the editor; `None` = a new one.
pub async fn desk(core: &Core, caller: &Caller, template: Option<&str>) -> PortResult<OpinionDesk> {
    let (_, body) = at_desk(caller, CaseAction::Opinions)?;
    let locale = caller.locale;
    let fact = |fact: &OpinionFact| Coded {
        value: format!("{{{}}}", fact.code()),
        label: texts::t(locale, &format!("opinion-fact-{}", fact.code())),
    };
    let new = OpinionDesk {
        kinds: OpinionKind::ALL.iter().map(|kind| kind_label(locale, kind.code())).collect(),
        facts: OpinionFact::ALL.iter().map(fact).collect(),
        ..OpinionDesk::default()
    };
    let Some(template) = template else { return Ok(new) };
    let template = id(template)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let rows = tx.opinion_versions(body, template).await.map_err(internal)?;
    let Some(last) = rows.last().cloned() else { return missing() };
    let version = |row: Stored| OpinionVersion {
        number: number(&row),
        at: row.written,
        title: row.title,
        text: row.text,
        retired: row.retired,
    };
    Ok(OpinionDesk {
        id: Some(last.id.to_string()),
        number: number(&last),
        kind: last.kind,
        title: last.title,
        text: last.text,
        retired: last.retired,
        versions: rows.into_iter().rev().map(version).collect(),
        ..new
    })
}

fn refusal(fault: Fault) -> Refusal {
    if fault.code == FaultCode::NotOffered {
        let blank = fault.facts.get("value").cloned().unwrap_or_default();
        return Refusal::new(ErrorCode::UnknownBlank).field(fault.field).fact("blank", blank);
    }
    Refusal::from(fault)
}

/// Writes a new version: as typed, or with the text as it was and offered no more, or again.
pub async fn write(core: &Core, caller: &Caller, template: Option<&str>, form: &FormData) -> PortResult<()> {
    let (signed, body) = at_desk(caller, CaseAction::Opinions)?;
    let now = core.clock.now();
    let template = template.map(id).transpose()?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let last = match template {
        Some(template) => {
            let Some(last) = tx.opinion_versions(body, template).await.map_err(internal)?.pop() else {
                return missing();
            };
            // Somebody wrote a version meanwhile.
            if form.text(field::NUMBER).parse() != Ok(last.number) {
                return Err(Refusal::new(ErrorCode::Conflict).into());
            }
            Some(last)
        }
        None => None,
    };
    let full = last.is_none() && tx.opinion_count(body).await.map_err(internal)? >= u64::from(MOST);
    let act = form.text(field::ACT);
    let next = Stored {
        id: template.unwrap_or_else(|| core.ids.id(now)),
        number: last.as_ref().map_or(1, |last| last.number + 1),
        body,
        kind: String::new(),
        title: String::new(),
        text: String::new(),
        retired: false,
        by: Some(signed.account),
        written: now,
    };
    let row = match (act.as_str(), last) {
        (field::RETIRE | field::RESTORE, Some(last)) => {
            let retired = act == field::RETIRE;
            Stored { kind: last.kind, title: last.title, text: last.text, retired, ..next }
        }
        (field::SAVE, _) => typed(form, next, full)?,
        _ => return Err(Refusal::new(ErrorCode::BadValue).field(field::ACT).into()),
    };
    tx.add_opinion(&row).await.map_err(|error| match error {
        StoreError::Conflict(_) => Refusal::new(ErrorCode::Conflict).into(),
        other => internal(other),
    })?;
    let mut entry = Entry::new(now, &format!("opinion.{act}"), "opinion", row.id.to_string());
    let hash = text_hash(&format!("{}\n{}", row.title, row.text));
    entry.after = json!({ "body": body, "kind": row.kind, "version": row.number, "sha256": hash });
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(())
}

/// What was typed into the editor. `full`: there is no place for another template.
fn typed(form: &FormData, next: Stored, full: bool) -> PortResult<Stored> {
    let (kind, title) = (form.text(field::KIND), form.text(field::TITLE));
    let text = form.text(field::TEXT).replace("\r\n", "\n");
    let mut faults = Vec::new();
    if full {
        faults.push(Refusal::new(ErrorCode::TooManyTemplates).fact("max", MOST));
    }
    if OpinionKind::from_code(&kind).is_none() {
        let code = if kind.is_empty() { ErrorCode::Required } else { ErrorCode::BadValue };
        faults.push(Refusal::new(code).field(field::KIND));
    }
    faults.extend(check(&title, &text).err().unwrap_or_default().into_iter().map(refusal));
    if faults.is_empty() { Ok(Stored { kind, title, text, ..next }) } else { Err(PortError::Invalid(faults)) }
}

/// The body the caller gives an opinion for.
fn own_body(caller: &Caller) -> Option<Uuid> {
    caller.actor.signed_in().and_then(|signed| signed.acting.body())
}

/// Puts the templates of the caller's body beside the questions they are for.
pub async fn offer(
    tx: &mut Tx,
    caller: &Caller,
    kind: CaseKind,
    command: &str,
    fields: &mut [CommandField],
) -> PortResult<()> {
    let Some(body) = own_body(caller) else { return Ok(()) };
    if !fields.iter().any(|field| kind_of(kind, command, &field.name).is_some()) {
        return Ok(());
    }
    let rows = current(tx, body).await?;
    for field in fields {
        let Some(wanted) = kind_of(kind, command, &field.name) else { continue };
        let ours = rows.iter().filter(|row| !row.retired && row.kind == wanted.code());
        field.templates = ours.map(|row| Coded { value: named(row), label: row.title.clone() }).collect();
    }
    Ok(())
}

/// A version of a template as forms name it.
fn named(row: &Stored) -> String {
    format!("{}/{}", row.id, row.number)
}

/// The version that a form names; `None` for what is none of the body's.
async fn of_name(tx: &mut Tx, body: Uuid, name: &str) -> PortResult<Option<Stored>> {
    let parts = name.split_once('/').and_then(|(id, number)| Some((id.parse().ok()?, number.parse().ok()?)));
    let Some((id, number)) = parts else { return Ok(None) };
    tx.opinion(body, id, number).await.map_err(internal)
}

/// The words of a template for a question of a case: offered there, else `not-found`.
pub async fn text(
    core: &Core,
    caller: &Caller,
    number: &str,
    command: &str,
    question: &str,
    template: &str,
) -> PortResult<String> {
    let page = subject::of_number(number)?.command_page(core, caller, number, command).await?;
    let asked = page.fields.iter().find(|field| field.name == question);
    if !asked.is_some_and(|field| field.templates.iter().any(|one| one.value == template)) {
        return missing();
    }
    let Some(body) = own_body(caller) else { return missing() };
    let mut tx = core.store.read().await.map_err(internal)?;
    let Some(row) = of_name(&mut tx, body, template).await? else { return missing() };
    let data = data(&mut tx, &page, question).await?;
    // The words are those of the language of record, and so is the day.
    let today = core.clock.today().format("%Y年%-m月%-d日").to_string();
    Ok(fill(&row.text, |fact| match fact {
        OpinionFact::Number => page.head.number.clone(),
        OpinionFact::Title => page.head.title.clone(),
        OpinionFact::Data => data.clone(),
        OpinionFact::Today => today.clone(),
    }))
}

/// The datasets a question is about: of its line, of the lines the reader sees, or the one a complaint names.
async fn data(tx: &mut Tx, page: &CommandView, question: &str) -> PortResult<String> {
    if let Some(part) = &page.application {
        let line: Option<u32> = question.rsplit('-').next().and_then(|no| no.parse().ok());
        let lines = part.publishers.iter().flat_map(|publisher| &publisher.lines);
        let ours = lines.filter(|one| line.is_none_or(|no| no == one.no)).map(|one| one.dataset.clone());
        return Ok(ours.collect::<Vec<_>>().join("、"));
    }
    let row = tx.case(&page.head.number).await.map_err(internal)?;
    let Some(code) = row.and_then(|row| row.target_dataset) else { return Ok(String::new()) };
    let full = tx.dataset_by_code(&code, store::Audience::All).await.map_err(internal)?;
    Ok(full.map(|full| full.dataset.title).unwrap_or_default())
}

/// The templates that the words of a form began with, as the form says, each once; what is none of the caller's body is left out, and what
/// stands behind more names than there are templates.
pub async fn used(tx: &mut Tx, caller: &Caller, form: &FormData) -> PortResult<Vec<String>> {
    let Some(body) = own_body(caller) else { return Ok(Vec::new()) };
    let names: BTreeSet<_> = form.all(field::INSERTED).into_iter().collect();
    let mut used = BTreeSet::new();
    for name in names.into_iter().take(MOST as usize) {
        used.extend(of_name(tx, body, &name).await?.as_ref().map(named));
    }
    Ok(used.into_iter().collect())
}
