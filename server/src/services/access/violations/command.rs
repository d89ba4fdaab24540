//! Pages of commands, and doing them: load, authorize, decide, carry out, in one transaction.
use super::load::{self, Loaded};
use super::{effects, fields, words};
use crate::portal::Core;
use crate::services::cases::effects::Said;
use crate::services::cases::fields::typed;
use crate::services::cases::names::Names;
use crate::services::cases::words::basis;
use crate::services::cases::{self, conflict, documents, preview as previews, stored, view};
use crate::services::internal;
use contract::cases::forms::command as form_fields;
use contract::cases::{CommandEnding, CommandRef, CommandView, Preview};
use contract::{Caller, ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::access::Fault;
use domain::access::violation::{CommandCode, Refused, Transition, decide};
use domain::locale::Locale;
use domain::policy::CaseAction;
use store::cases::DocumentRow;

/// A command as a button.
pub fn reference(locale: Locale, code: CommandCode) -> CommandRef {
    let primary = matches!(code, CommandCode::HandIn | CommandCode::Accept);
    let danger = matches!(code, CommandCode::Order | CommandCode::Conclude);
    CommandRef { code: code.code().into(), label: words::command(locale, code).label, primary, danger }
}

fn permitted(core: &Core, loaded: &Loaded, command: &str) -> PortResult<CommandCode> {
    let Some(code) = CommandCode::from_code(command) else { return Err(Refusal::new(ErrorCode::NotFound).into()) };
    if loaded.commands(core).contains(&code) {
        return Ok(code);
    }
    Err(Refusal::new(ErrorCode::Forbidden).fact("command", code.code()).into())
}

/// The page of a command.
pub async fn page(core: &Core, caller: &Caller, number: &str, command: &str) -> PortResult<CommandView> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let loaded = load::load(core, &mut tx, caller, number, CaseAction::Command).await?;
    let code = permitted(core, &loaded, command)?;
    let locale = caller.locale;
    let mut names = Names::new(locale);
    let sentences = |kind: &str| -> Vec<String> {
        ["", "-2", "-3"].iter().filter_map(|part| words::sentence(locale, kind, code, part)).collect()
    };
    let told = sentences("told");
    Ok(CommandView {
        head: view::head(core, &mut tx, &mut names, caller, &loaded).await?,
        version: loaded.row.version,
        command: reference(locale, code),
        effects: sentences("effect"),
        preview: !told.is_empty() && fields::slot(code).is_none(),
        told,
        undo: words::sentence(locale, "undo", code, "").unwrap_or_default(),
        fields: fields::of(&loaded, code, locale),
        basis: basis(locale, words::sources(&loaded.profile)),
        facts: Vec::new(),
        application: None,
        documents: Vec::new(),
        signing: None,
    })
}

/// What a refused decision says, at the field that caused it.
fn refusal(refused: &Refused) -> PortError {
    let invalid = |code, field: &str| PortError::Invalid(vec![Refusal::new(code).field(field)]);
    match refused {
        Refused::NotAllowed(code) => Refusal::new(ErrorCode::Forbidden).fact("command", code.code()).into(),
        Refused::Faults(faults) => {
            let field = |name: &str| if name == "evidence" { fields::FILES.to_owned() } else { name.to_owned() };
            let one = |fault: &Fault| {
                let code = ErrorCode::ALL.iter().copied().find(|code| code.code() == fault.code.code());
                let refusal = Refusal::new(code.unwrap_or(ErrorCode::BadValue)).field(field(&fault.field));
                fault.facts.iter().fold(refusal, |refusal, (name, value)| refusal.fact(name, value))
            };
            PortError::Invalid(faults.iter().map(one).collect())
        }
        Refused::ReasonNeeded => invalid(ErrorCode::Required, "reason"),
        // The button is not there before the day is over and no report is there.
        Refused::NotYet => conflict(),
        Refused::Calendar(_) => invalid(ErrorCode::OutOfRange, fields::DAY),
    }
}

/// Every fault of a form at once: of what was typed, and of what the rules say to it; one a field.
fn faults(typed: PortError, day: Option<Refusal>, ruled: Option<PortError>) -> PortError {
    let PortError::Invalid(mut all) = typed else { return typed };
    let more = match ruled {
        Some(PortError::Invalid(more)) => more,
        _ => Vec::new(),
    };
    for fault in day.into_iter().chain(more) {
        if !all.iter().any(|known| known.field == fault.field) {
            all.push(fault);
        }
    }
    PortError::Invalid(all)
}

type Decided = (Loaded, Transition, Said, Vec<DocumentRow>);

/// What a form decides, before anything is done. Files are encrypted before the decision, because the order names their hashes; should the
/// transaction fail, what lies there is named by nothing and collected.
async fn decided(core: &Core, caller: &Caller, number: &str, command: &str, form: &FormData) -> PortResult<Decided> {
    // Refused accesses are recorded in a transaction of their own, so the first look is a reading one.
    let mut tx = core.store.read().await.map_err(internal)?;
    let loaded = load::load(core, &mut tx, caller, number, CaseAction::Command).await?;
    drop(tx);
    let code = permitted(core, &loaded, command)?;
    let version: i64 = form.text(form_fields::VERSION).parse().map_err(|_| conflict())?;
    if version != loaded.row.version {
        return Err(conflict());
    }
    let by = loaded.by();
    let decide = |evidence: Vec<String>| {
        let wanted = fields::command(code, form, evidence);
        decide(&loaded.violation, &wanted, &by, &loaded.situation(core)).map_err(|refused| refusal(&refused))
    };
    // Nothing is kept for a form that is wrong: what was sent is counted first.
    let sent = form.uploads(fields::FILES).map(|upload| upload.name.clone()).collect();
    let mut said = match (typed(&fields::of(&loaded, code, caller.locale), form), decide(sent)) {
        (Ok(said), Ok(_)) => said,
        (Ok(_), Err(ruled @ PortError::Invalid(_))) => {
            return Err(faults(PortError::Invalid(Vec::new()), fields::no_day(form), Some(ruled)));
        }
        (Ok(_), Err(ruled)) => return Err(ruled),
        (Err(typed), ruled) => return Err(faults(typed, fields::no_day(form), ruled.err())),
    };
    let mut kept = Vec::new();
    if let Some(slot) = fields::slot(code) {
        let from = (loaded.body, Some(loaded.account));
        for upload in form.uploads(fields::FILES) {
            kept.push(documents::keep(core, loaded.row.id, slot, upload, from).await?);
        }
    }
    said.documents = kept.iter().map(|row| row.id).collect();
    let decided = decide(kept.iter().map(|row| row.sha256.clone()).collect())?;
    if code == CommandCode::Order {
        said.facts.extend(fields::day(form).map(|day| (fields::DAY.to_owned(), day.to_string().into())));
    }
    Ok((loaded, decided, said, kept))
}

/// Does a command.
pub async fn run(
    core: &Core,
    caller: &Caller,
    number: &str,
    command: &str,
    form: &FormData,
) -> PortResult<CommandEnding> {
    let (mut loaded, decided, said, kept) = decided(core, caller, number, command, form).await?;
    let mut tx = core.store.write().await.map_err(internal)?;
    effects::apply(core, &mut tx, caller, &mut loaded, &decided, said).await?;
    for document in &kept {
        tx.add_document(document).await.map_err(stored)?;
    }
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(CommandEnding {
        number: loaded.row.number.clone(),
        state: view::state(caller.locale, &loaded),
        next: cases::next(core, caller, &loaded.row.number).await?,
        visible: true,
    })
}

/// 预览通知: done and taken back, so that it is word for word what would be told.
pub async fn preview(
    core: &Core,
    caller: &Caller,
    number: &str,
    command: &str,
    form: &FormData,
) -> PortResult<Preview> {
    if CommandCode::from_code(command).and_then(fields::slot).is_some() {
        // Files are not kept over a preview.
        return Err(Refusal::new(ErrorCode::NotFound).into());
    }
    let (mut loaded, decided, said, _) = decided(core, caller, number, command, form).await?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let before = previews::known(&mut tx, loaded.row.id).await?;
    effects::apply(core, &mut tx, caller, &mut loaded, &decided, said).await?;
    previews::told(core, &mut tx, caller, &loaded, &before).await
}
