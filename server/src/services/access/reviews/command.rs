//! Pages of commands, and doing them: load, authorize, decide, carry out, in one transaction.
use super::fields;
use super::load::{self, Content, Loaded};
use super::{answers, apply, part, supplement, words};
use crate::portal::Core;
use crate::services::cases::effects::Said;
use crate::services::cases::names::Names;
use crate::services::cases::subject::Subject as _;
use crate::services::cases::{
    self, conflict, documents, opinions, preview as previews, stored, view, words as case_words,
};
use crate::services::internal;
use contract::cases::forms::command as form_fields;
use contract::cases::{CommandEnding, CommandRef, CommandView, Preview};
use contract::{Caller, ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::access::review::{Command, CommandCode, Refused, Transition, Verdict, decide, owes_reason};
use domain::cases::CaseKind;
use domain::locale::Locale;
use domain::policy::CaseAction;
use domain::profile::Strength;

/// A command as a button.
pub fn reference(locale: Locale, code: CommandCode) -> CommandRef {
    let primary =
        matches!(code, CommandCode::PassFormal | CommandCode::Supplement | CommandCode::Answer | CommandCode::Recheck);
    let danger = matches!(code, CommandCode::Cancel | CommandCode::RefuseFormal);
    CommandRef { code: code.code().into(), label: words::command(locale, code).label, primary, danger }
}

fn permitted(core: &Core, loaded: &Loaded, command: &str) -> PortResult<CommandCode> {
    let Some(code) = CommandCode::from_code(command) else { return Err(Refusal::new(ErrorCode::NotFound).into()) };
    if loaded.commands(core.clock.now()).contains(&code) {
        return Ok(code);
    }
    Err(Refusal::new(ErrorCode::Forbidden).fact("command", code.code()).into())
}

/// The page of a command; where something is decided, with what it is decided by (ui 5.8).
pub async fn page(core: &Core, caller: &Caller, number: &str, command: &str) -> PortResult<CommandView> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let loaded = load::load(core, &mut tx, caller, number, CaseAction::Command).await?;
    let code = permitted(core, &loaded, command)?;
    let locale = caller.locale;
    let mut names = Names::new(locale);
    let now = core.clock.now();
    let sentences = |kind: &str| -> Vec<String> {
        let key = |part: &str| format!("review-{kind}-{}{part}", code.code());
        ["", "-2", "-3"]
            .iter()
            .map(|part| key(part))
            .filter(|key| texts::has(locale, key))
            .map(|key| texts::t(locale, &key))
            .collect()
    };
    let clock = loaded.clock();
    let facts = match loaded.late(now).filter(|_| owes_reason(code)) {
        Some(row) => {
            let key = if row.clock.rule.strength == Strength::Hard { "overdue-hard" } else { "overdue-soft" };
            let due = row.clock.due.as_ref().map(|due| texts::date(locale, due.date)).unwrap_or_default();
            vec![(case_words::label(locale, "fact", key).label, due)]
        }
        None => Vec::new(),
    };
    let mut fields = fields::of(core, &mut tx, &loaded, code, locale).await?;
    opinions::offer(&mut tx, caller, CaseKind::Application, code.code(), &mut fields).await?;
    let decides = loaded.official() && !matches!(code, CommandCode::Remind | CommandCode::ExplainDelay);
    let told = sentences("told");
    Ok(CommandView {
        head: view::head(core, &mut tx, &mut names, caller, &loaded).await?,
        version: loaded.row.version,
        command: reference(locale, code),
        effects: sentences("effect"),
        preview: !told.is_empty(),
        told,
        undo: sentences("undo").into_iter().next().unwrap_or_default(),
        fields,
        basis: clock.map(|row| case_words::basis(locale, &row.clock.rule.sources)).unwrap_or_default(),
        facts,
        application: match decides {
            true => Some(part::of(core, &mut tx, caller, &loaded).await?),
            false => None,
        },
        documents: match decides {
            true => documents::list(core, &mut tx, &mut names, caller, &loaded).await?,
            false => Vec::new(),
        },
        signing: None,
    })
}

/// What a refused decision says, at the field that caused it.
fn refusal(refused: &Refused) -> PortError {
    let invalid = |code, field: &str| PortError::Invalid(vec![Refusal::new(code).field(field)]);
    match refused {
        Refused::NotAllowed(code) => Refusal::new(ErrorCode::Forbidden).fact("command", code.code()).into(),
        Refused::ReasonNeeded => invalid(ErrorCode::Required, "reason"),
        Refused::BasisNeeded => invalid(ErrorCode::Required, "basis"),
        Refused::BasisNotOffered => invalid(ErrorCode::BadValue, "basis"),
        Refused::NothingMissing => invalid(ErrorCode::NothingMissing, "missing-application-form"),
        Refused::SecondNotice(new) => PortError::Invalid(
            new.iter()
                .map(|one| Refusal::new(ErrorCode::SecondNotice).field(format!("{}{one}", fields::MISSING)))
                .collect(),
        ),
        Refused::StillMissing(missing) => PortError::Invalid(
            missing
                .iter()
                .map(|one| Refusal::new(ErrorCode::Required).field(format!("{}{one}", fields::FILE)))
                .collect(),
        ),
        Refused::LinesOpen(lines) => PortError::Invalid(
            lines
                .iter()
                .map(|no| Refusal::new(ErrorCode::Required).field(format!("{}{no}", fields::VERDICT)))
                .collect(),
        ),
        Refused::ForeignLine(_) => Refusal::new(ErrorCode::NotFound).into(),
        Refused::SamePerson => Refusal::new(ErrorCode::FourEyes).into(),
        Refused::WrongAuthority => invalid(ErrorCode::BadValue, "to"),
        Refused::LateReasonNeeded => invalid(ErrorCode::Required, "late_reason"),
    }
}

/// What a form decides, before anything is done.
struct Decided {
    loaded: Loaded,
    next: Transition,
    said: Said,
    code: CommandCode,
    /// The application as a supplement corrects it.
    content: Option<Content>,
    /// Something is refused by it.
    refuses: bool,
}

/// Whether the applicant is refused anything.
fn refuses(command: &Command) -> bool {
    match command {
        Command::RefuseFormal { .. } => true,
        Command::Answer { verdicts, .. } | Command::Recheck { verdicts, .. } => {
            verdicts.values().any(|verdict| matches!(verdict, Verdict::Refuse(_)))
        }
        _ => false,
    }
}

async fn decided(core: &Core, caller: &Caller, number: &str, command: &str, form: &FormData) -> PortResult<Decided> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let seen = load::load(core, &mut tx, caller, number, CaseAction::Command).await?;
    let version: i64 = form.text(form_fields::VERSION).parse().map_err(|_| conflict())?;
    if version != seen.row.version {
        return Err(conflict());
    }
    let code = permitted(core, &seen, command)?;
    let (wanted, said, content) = answers::read(core, &mut tx, &seen, code, form).await?;
    drop(tx);
    let steps = seen.steps();
    let by = seen.by();
    let next =
        decide(&seen.review, &wanted, &by, &seen.situation(&steps, core.clock.now())).map_err(|r| refusal(&r))?;
    Ok(Decided { loaded: seen, next, said, code, content, refuses: refuses(&wanted) })
}

/// Does a command.
pub async fn run(
    core: &Core,
    caller: &Caller,
    number: &str,
    command: &str,
    form: &FormData,
) -> PortResult<CommandEnding> {
    let Decided { mut loaded, next, mut said, code, content, refuses } =
        decided(core, caller, number, command, form).await?;
    // Papers are encrypted before the transaction; should it fail, what lies there is named by nothing and collected.
    let kept =
        if code == CommandCode::Supplement { supplement::keep(core, caller, &loaded, form).await? } else { Vec::new() };
    said.documents = kept.iter().map(|document| document.id).collect();
    let mut tx = core.store.write().await.map_err(internal)?;
    said.templates = opinions::used(&mut tx, caller, form).await?;
    if let Some(content) = content {
        supplement::store(core, &mut tx, &mut loaded.row, &content).await?;
        loaded.content = content;
    }
    let before = if refuses { previews::known(&mut tx, loaded.row.id).await? } else { Vec::new() };
    apply::apply(core, &mut tx, caller, &mut loaded, &next, said).await?;
    // Whoever refuses has read what the applicant will read (ui 5.8): else it is taken back, the transaction ends without commit.
    if refuses {
        let told = previews::told(core, &mut tx, caller, &loaded, &before).await?;
        if told.token != form.text(form_fields::PREVIEWED) {
            return Err(PortError::Unread(Box::new(Preview { obliged: true, ..told })));
        }
    }
    for document in &kept {
        tx.add_document(document).await.map_err(stored)?;
    }
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(CommandEnding {
        number: loaded.row.number.clone(),
        state: view::state(caller.locale, &loaded),
        next: cases::next(core, caller, &loaded.row.number).await?,
        visible: load::facts_of(&loaded.row)
            .is_ok_and(|facts| !domain::access::review::parts(&caller.actor, &facts).is_empty()),
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
    let Decided { mut loaded, next, said, refuses, .. } = decided(core, caller, number, command, form).await?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let before = previews::known(&mut tx, loaded.row.id).await?;
    apply::apply(core, &mut tx, caller, &mut loaded, &next, said).await?;
    let told = previews::told(core, &mut tx, caller, &loaded, &before).await?;
    Ok(Preview { obliged: refuses, ..told })
}
