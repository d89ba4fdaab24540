//! Pages of commands, and doing them: load, authorize, decide, carry out, in one transaction.
use super::load::{self, Loaded};
use super::{effects, fields, sign, words};
use crate::portal::Core;
use crate::services::cases::effects::Said;
use crate::services::cases::names::Names;
use crate::services::cases::subject::Subject as _;
use crate::services::cases::words::basis;
use crate::services::cases::{self, conflict, documents, preview as previews, stored, view};
use crate::services::internal;
use contract::cases::forms::command as form_fields;
use contract::cases::{CommandEnding, CommandRef, CommandView, FieldControl, Preview};
use contract::{Caller, ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::access::agreement::{CommandCode, Part, Refused, StateCode, Transition, allowed, decide};
use domain::locale::Locale;
use domain::policy::AgreementAction;
use store::Tx;

/// Files of one command.
const MAX_FILES: usize = 5;

/// A command as a button.
pub fn reference(locale: Locale, code: CommandCode) -> CommandRef {
    let primary = matches!(
        code,
        CommandCode::Fill
            | CommandCode::Confirm
            | CommandCode::Sign
            | CommandCode::File
            | CommandCode::GrantRenewal
            | CommandCode::ProveDestruction
            | CommandCode::AcceptDestruction
    );
    let danger = matches!(code, CommandCode::Withdraw | CommandCode::GiveNotice);
    CommandRef { code: code.code().into(), label: words::command(locale, code).label, primary, danger }
}

impl Loaded {
    /// What the caller may do now. Whoever signs may look at the page of signing before it is possible: it says what is missing (S13).
    pub fn commands(&self, core: &Core, caller: &Caller) -> Vec<CommandCode> {
        let active = core.active();
        let mut codes = allowed(&self.agreement, &self.by(caller), &self.situation(core, &active.calendars, true));
        if self.agreement.code() == StateCode::Drafted && self.parts.contains(&Part::Signatory) {
            codes.insert(0, CommandCode::Sign);
        }
        codes
    }
}

/// Loads the agreement for a command, and the command by name if the caller may give it now.
async fn permitted(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    number: &str,
    command: &str,
) -> PortResult<(Loaded, CommandCode)> {
    let loaded = load::numbered(core, tx, caller, number, AgreementAction::Command).await?;
    let missing = || Refusal::new(ErrorCode::NotFound);
    let code = CommandCode::from_code(command).ok_or_else(missing)?;
    if loaded.commands(core, caller).contains(&code) {
        return Ok((loaded, code));
    }
    Err(Refusal::new(ErrorCode::Forbidden).fact("command", code.code()).into())
}

/// The page of a command.
pub async fn page(core: &Core, caller: &Caller, number: &str, command: &str) -> PortResult<CommandView> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let (loaded, code) = permitted(core, &mut tx, caller, number, command).await?;
    let locale = caller.locale;
    let mut names = Names::new(locale);
    let sentences = |kind: &str| -> Vec<String> {
        ["", "-2", "-3"].iter().filter_map(|part| words::sentence(locale, kind, code, part)).collect()
    };
    let told = sentences("told");
    let signing = match code {
        CommandCode::Sign => Some(sign::page(core, &mut tx, caller, &loaded).await?),
        _ => None,
    };
    let fields = fields::of(&loaded, code, locale);
    let files = fields.iter().any(|field| field.control == FieldControl::Files);
    Ok(CommandView {
        head: view::head(core, &mut tx, &mut names, caller, &loaded).await?,
        version: loaded.row.version,
        command: reference(locale, code),
        effects: sentences("effect"),
        preview: !told.is_empty() && signing.is_none() && !files,
        told,
        undo: words::sentence(locale, "undo", code, "").unwrap_or_default(),
        fields,
        basis: basis(locale, &super::sources(&loaded.profile)),
        facts: Vec::new(),
        application: None,
        documents: Vec::new(),
        signing,
    })
}

/// What a refused decision says, at the field that caused it.
pub(super) fn refusal(refused: &Refused, locale: Locale) -> PortError {
    let invalid = |code, field: &str| PortError::Invalid(vec![Refusal::new(code).field(field)]);
    match refused {
        Refused::NotAllowed(code) => Refusal::new(ErrorCode::Forbidden).fact("command", code.code()).into(),
        Refused::Blanks(blanks) => {
            let named: Vec<_> = blanks.iter().map(|blank| words::blank(locale, *blank).label).collect();
            let blanks = texts::list(locale, &named);
            PortError::Invalid(vec![Refusal::new(ErrorCode::BlanksEmpty).fact("blanks", blanks)])
        }
        Refused::Faults(faults) => PortError::Invalid(
            faults.iter().map(|fault| Refusal::new(ErrorCode::BadValue).field(fault.field.clone())).collect(),
        ),
        Refused::NoCommitment => invalid(ErrorCode::Required, contract::cases::signing::COMMITMENT),
        Refused::NotTicked => invalid(ErrorCode::Required, contract::cases::signing::TICKED),
        Refused::NotProved => invalid(ErrorCode::Required, contract::cases::signing::PASSWORD),
        // Somebody changed the text, or the day did: it is read again before it is signed.
        Refused::TextChanged => PortError::Invalid(vec![Refusal::new(ErrorCode::AgreementChanged)]),
        Refused::ReasonNeeded => invalid(ErrorCode::Required, "reason"),
        Refused::ProofNeeded => invalid(ErrorCode::Required, form_fields::FILES),
        Refused::TooLate => PortError::Invalid(vec![Refusal::new(ErrorCode::AgreementOver)]),
        Refused::Calendar(_) => PortError::Invalid(vec![Refusal::new(ErrorCode::OutOfRange)]),
    }
}

/// What a form decides, before anything is done.
async fn decided(
    core: &Core,
    caller: &Caller,
    number: &str,
    command: &str,
    form: &FormData,
) -> PortResult<(Loaded, Transition, Said, CommandCode)> {
    // Refused accesses are recorded in a transaction of their own, so the first look is a reading one.
    let mut tx = core.store.read().await.map_err(internal)?;
    let (mut loaded, code) = permitted(core, &mut tx, caller, number, command).await?;
    drop(tx);
    let version: i64 = form.text(form_fields::VERSION).parse().map_err(|_| conflict())?;
    if version != loaded.row.version {
        return Err(conflict());
    }
    let (command, said) = match code {
        CommandCode::Sign => sign::read(core, caller, &mut loaded, form).await?,
        _ => fields::read(&loaded, code, form)?,
    };
    let active = core.active();
    let situation = loaded.situation(core, &active.calendars, loaded.committed());
    let decided = decide(&loaded.agreement, &command, &loaded.by(caller), &situation);
    let decided = decided.map_err(|refused| refusal(&refused, caller.locale))?;
    Ok((loaded, decided, said, code))
}

/// Does a command.
pub async fn run(
    core: &Core,
    caller: &Caller,
    number: &str,
    command: &str,
    form: &FormData,
) -> PortResult<CommandEnding> {
    let (mut loaded, decided, said, code) = decided(core, caller, number, command, form).await?;
    // Documents are encrypted before the transaction; should it fail, what lies there is named by nothing and collected.
    let mut kept = Vec::new();
    if code == CommandCode::ProveDestruction {
        for upload in form.uploads(form_fields::FILES).take(MAX_FILES) {
            let from = (None, caller.actor.account());
            kept.push(documents::keep(core, loaded.row.id, "destruction-proof", upload, from).await?);
        }
    }
    let mut tx = core.store.write().await.map_err(internal)?;
    effects::apply(core, &mut tx, caller, &mut loaded, &decided, said).await?;
    for document in &kept {
        tx.add_document(document).await.map_err(stored)?;
    }
    if code == CommandCode::Sign {
        sign::record(core, &mut tx, caller, &loaded, form).await?;
    }
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(CommandEnding {
        number: loaded.row.number.clone(),
        state: words::label(caller.locale, "state", loaded.state()),
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
    if matches!(CommandCode::from_code(command), Some(CommandCode::Sign | CommandCode::ProveDestruction)) {
        return Err(Refusal::new(ErrorCode::NotFound).into());
    }
    let (mut loaded, decided, said, _) = decided(core, caller, number, command, form).await?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let before = previews::known(&mut tx, loaded.row.id).await?;
    effects::apply(core, &mut tx, caller, &mut loaded, &decided, said).await?;
    previews::told(core, &mut tx, caller, &loaded, &before).await
}
