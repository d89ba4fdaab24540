//! Pages of commands, and doing them: load, authorize, decide, carry out, in one transaction.
use super::effects::Said;
use super::fields::CLEARANCE;
use super::load::{self, Loaded};
use super::names::Names;
use super::{
    applicant, conflict, documents, effects, fields, internal, missing, opinions, stored, subject, view, words,
};
use crate::portal::Core;
use contract::cases::forms::command as form_fields;
use contract::cases::{CommandEnding, CommandRef, CommandView};
use contract::{Caller, ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::cases::ClockRefusal;
use domain::complaints::{CommandCode, Refused, StateCode, Transition, decide};
use domain::locale::Locale;
use domain::policy::{CaseAction, authorize_case};
use domain::profile::Strength;
use store::cases::{QueueFilter, QueueTab};

/// A command as a button.
pub fn reference(locale: Locale, code: CommandCode, state: StateCode) -> CommandRef {
    let primary = matches!(
        (state, code),
        (StateCode::Filed, CommandCode::Route)
            | (StateCode::Routed, CommandCode::Accept)
            | (StateCode::Handling, CommandCode::Answer)
            | (StateCode::Supplement, CommandCode::Supplement)
            | (StateCode::Referred, CommandCode::RecordOutcome)
            | (StateCode::Answered, CommandCode::Close | CommandCode::Confirm)
    );
    let danger = matches!(code, CommandCode::Cancel | CommandCode::SuspendDataset | CommandCode::Recall);
    CommandRef { code: code.code().into(), label: words::command(locale, code).label, primary, danger }
}

/// The command by name, if the caller may give it now.
fn permitted(core: &Core, caller: &Caller, loaded: &Loaded, command: &str) -> PortResult<CommandCode> {
    let Some(code) = CommandCode::from_code(command) else { return missing() };
    if loaded.commands(core, caller).contains(&code) {
        return Ok(code);
    }
    // Somebody was faster, or the command belongs to another part: the case page says what is possible.
    Err(Refusal::new(ErrorCode::Forbidden).fact("command", code.code()).into())
}

/// The page of a command.
pub async fn page(core: &Core, caller: &Caller, number: &str, command: &str) -> PortResult<CommandView> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let loaded = load::load(core, &mut tx, caller, number, CaseAction::Command).await?;
    let code = permitted(core, caller, &loaded, command)?;
    let locale = caller.locale;
    let mut names = Names::new(locale);
    let sentences = |kind: &str| -> Vec<String> {
        ["", "-2", "-3"].iter().filter_map(|part| words::sentence(locale, kind, code, part)).collect()
    };
    let basis = match (code, loaded.clock()) {
        (CommandCode::SuspendDataset | CommandCode::ResumeDataset, _) => {
            words::basis(locale, &core.active().profile.profile.risk.suspend.sources)
        }
        (_, Some(row)) => words::basis(locale, &row.clock.rule.sources),
        _ => Vec::new(),
    };
    let facts = match (code, loaded.clock()) {
        (CommandCode::Answer, Some(row)) if row.clock.is_overdue(core.clock.now()) => {
            let key = if row.clock.rule.strength == Strength::Hard { "overdue-hard" } else { "overdue-soft" };
            let due = row.clock.due.as_ref().map(|due| texts::date(locale, due.date)).unwrap_or_default();
            vec![(words::label(locale, "fact", key).label, due)]
        }
        _ => Vec::new(),
    };
    let told = told(core, locale, &loaded, code, sentences("told"))?;
    let mut fields = fields::of(core, &mut tx, &loaded, code, locale).await?;
    opinions::offer(&mut tx, caller, loaded.kind, code.code(), &mut fields).await?;
    Ok(CommandView {
        head: view::head(core, &mut tx, &mut names, caller, &loaded).await?,
        version: loaded.row.version,
        command: reference(locale, code, loaded.case.code()),
        effects: sentences("effect"),
        preview: !told.is_empty(),
        told,
        undo: words::sentence(locale, "undo", code, "").unwrap_or_default(),
        fields,
        basis,
        facts,
        application: None,
        signing: None,
        documents: Vec::new(),
    })
}

/// Who is told, in words; and that a reporter without account and address only sees it when they look.
fn told(core: &Core, locale: Locale, loaded: &Loaded, code: CommandCode, said: Vec<String>) -> PortResult<Vec<String>> {
    let of_reporter = !matches!(
        code,
        CommandCode::Return
            | CommandCode::Recall
            | CommandCode::Supplement
            | CommandCode::Object
            | CommandCode::Cancel
            | CommandCode::SuspendDataset
            | CommandCode::Remind
    );
    let reached = loaded.row.party.is_some()
        || applicant::contact(core, &loaded.row)?.is_some_and(|contact| contact.email.is_some());
    let mut said = said;
    if of_reporter && !reached && !said.is_empty() {
        said.push(texts::t!(locale, "case-told-unreached"));
    }
    Ok(said)
}

/// What a refused decision says, at the field that caused it.
fn refusal(refused: &Refused) -> PortError {
    let invalid = |code, field: &str| PortError::Invalid(vec![Refusal::new(code).field(field)]);
    match refused {
        Refused::NotAllowed(code) => Refusal::new(ErrorCode::Forbidden).fact("command", code.code()).into(),
        Refused::ToTarget => invalid(ErrorCode::RouteToTarget, "to"),
        Refused::OutsideJurisdiction => invalid(ErrorCode::OutsideJurisdiction, "to"),
        Refused::WrongOutcome(_) => invalid(ErrorCode::BadValue, "outcome"),
        Refused::LateReasonNeeded => invalid(ErrorCode::Required, "late_reason"),
        Refused::SamePerson => Refusal::new(ErrorCode::SamePerson).into(),
        Refused::Clock(ClockRefusal::Calendar(_)) => invalid(ErrorCode::ExtensionTooLong, "days"),
        Refused::Clock(_) => conflict(),
    }
}

/// What a form decides, before anything is done: the case, the transition, what is said beside it, and the command by name.
pub async fn decided(
    core: &Core,
    caller: &Caller,
    number: &str,
    command: &str,
    form: &FormData,
) -> PortResult<(Loaded, Transition, Said, CommandCode)> {
    // Refused accesses are recorded in a transaction of their own, so the first look is a reading one.
    let mut tx = core.store.read().await.map_err(internal)?;
    let seen = load::load(core, &mut tx, caller, number, CaseAction::Command).await?;
    drop(tx);
    let version: i64 = form.text(form_fields::VERSION).parse().map_err(|_| conflict())?;
    if version != seen.row.version {
        return Err(conflict());
    }
    let code = permitted(core, caller, &seen, command)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let (wanted, said) = fields::read(core, &mut tx, &seen, code, form).await?;
    drop(tx);
    let decided = decide(&seen.case, wanted, &seen.by(caller), &seen.situation(core)).map_err(|r| refusal(&r))?;
    Ok((seen, decided, said, code))
}

/// Does a command.
pub async fn run(
    core: &Core,
    caller: &Caller,
    number: &str,
    command: &str,
    form: &FormData,
) -> PortResult<CommandEnding> {
    let (seen, decided, mut said, code) = decided(core, caller, number, command, form).await?;
    // Documents are encrypted before the transaction; should it fail, what lies there is named by nothing and collected.
    let body = caller.actor.signed_in().and_then(|signed| signed.acting.body());
    let slot = match code {
        CommandCode::Supplement => "supplement",
        CommandCode::ResumeDataset => CLEARANCE,
        _ => "answer",
    };
    let mut kept = Vec::new();
    for upload in form.uploads(form_fields::FILES).take(5) {
        kept.push(documents::keep(core, seen.row.id, slot, upload, (body, caller.actor.account())).await?);
    }
    said.documents = kept.iter().map(|document| document.id).collect();
    let mut tx = core.store.write().await.map_err(internal)?;
    said.templates = opinions::used(&mut tx, caller, form).await?;
    let mut loaded = seen;
    effects::apply(core, &mut tx, caller, &mut loaded, &decided, said).await?;
    for document in &kept {
        tx.add_document(document).await.map_err(stored)?;
    }
    tx.commit(Vec::new()).await.map_err(internal)?;
    let visible = authorize_case(&caller.actor, CaseAction::View, &load::facts(&loaded.row)).is_ok();
    Ok(CommandEnding {
        number: loaded.row.number.clone(),
        state: view::state(caller.locale, &loaded),
        next: next(core, caller, &loaded.row.number).await?,
        visible,
    })
}

/// The next case of the own queue by deadline.
pub async fn next(core: &Core, caller: &Caller, done: &str) -> PortResult<Option<String>> {
    let Some(body) = caller.actor.signed_in().and_then(|signed| signed.acting.body()) else { return Ok(None) };
    let filter = QueueFilter::of(body, QueueTab::Office, core.clock.now(), 5);
    let mut tx = core.store.read().await.map_err(internal)?;
    let rows = tx.queue(&filter).await.map_err(internal)?;
    let own = |row: &&store::cases::CaseRow| row.number != done && subject::involves(&caller.actor, row);
    Ok(rows.iter().find(own).map(|row| row.number.clone()))
}
