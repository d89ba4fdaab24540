//! What each command asks, and how the answers become a [`Command`].
use super::blanks::{Asked, TERM_UNITS, duration, read_duration};
use super::load::Loaded;
use crate::services::cases::effects::Said;
use crate::services::cases::fields::{Maker, typed};
use contract::cases::CommandField;
use contract::cases::forms::command as form_fields;
use contract::{ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::access::agreement::{Blank, Command, CommandCode};
use domain::access::review::REASON_MIN;
use domain::locale::Locale;

/// Longest reason.
const REASON_MAX: u32 = 1000;

fn bound(min: usize) -> u32 {
    u32::try_from(min).unwrap_or(u32::MAX)
}

fn asked(loaded: &Loaded) -> Asked {
    Asked { build: loaded.asks(Blank::BuildMonths), representative: true }
}

/// The questions of a command.
pub fn of(loaded: &Loaded, command: CommandCode, locale: Locale) -> Vec<CommandField> {
    let make = Maker(locale);
    match command {
        CommandCode::Fill => asked(loaded).questions(&loaded.agreement.terms, locale),
        CommandCode::AskRenewal => {
            let label = texts::t(locale, "agreement-renewal-term");
            let fields = duration(locale, "term", &label, TERM_UNITS, loaded.agreement.terms.term);
            fields.map(|field| CommandField { required: true, ..field }).into()
        }
        CommandCode::RefuseRenewal | CommandCode::GiveNotice | CommandCode::RejectDestruction => {
            vec![make.area("reason", (bound(REASON_MIN), REASON_MAX))]
        }
        CommandCode::Withdraw => vec![make.area("reason", (0, REASON_MAX))],
        CommandCode::ProveDestruction => {
            let label = texts::t(locale, "agreement-proof");
            let files = CommandField {
                label,
                hint: Some(texts::t(locale, "agreement-proof-hint")),
                required: true,
                ..make.files()
            };
            vec![make.area("statement", (0, REASON_MAX)), files]
        }
        CommandCode::Confirm
        | CommandCode::Sign
        | CommandCode::File
        | CommandCode::GrantRenewal
        | CommandCode::AcceptDestruction => Vec::new(),
    }
}

/// What was typed, as a command and as what the history says. Signing is read by `sign`.
///
/// # Errors
/// Every fault at its field.
pub fn read(loaded: &Loaded, code: CommandCode, form: &FormData) -> PortResult<(Command, Said)> {
    if code == CommandCode::Fill {
        let terms = asked(loaded).read(form).map_err(PortError::Invalid)?;
        return Ok((Command::Fill { terms }, Said::default()));
    }
    if code == CommandCode::AskRenewal {
        let mut faults = Vec::new();
        if form.text("term").is_empty() {
            faults.push(Refusal::new(ErrorCode::Required).field("term"));
        }
        let term = read_duration(form, "term", TERM_UNITS, &mut faults);
        let Some(term) = term.filter(|_| faults.is_empty()) else { return Err(PortError::Invalid(faults)) };
        let mut said = Said::default();
        said.facts.insert("term".into(), term.zh().into());
        return Ok((Command::AskRenewal { term }, said));
    }
    let said = typed(&of(loaded, code, Locale::ZhCn), form)?;
    let reason = said.texts.get("reason").cloned().unwrap_or_default();
    let command = match code {
        CommandCode::Confirm => Command::Confirm,
        CommandCode::Withdraw => Command::Withdraw,
        CommandCode::File => Command::File,
        CommandCode::GrantRenewal => Command::GrantRenewal,
        CommandCode::RefuseRenewal => Command::RefuseRenewal { reason },
        CommandCode::GiveNotice => Command::GiveNotice { reason },
        CommandCode::ProveDestruction => Command::ProveDestruction { proofs: form.uploads(form_fields::FILES).count() },
        CommandCode::AcceptDestruction => Command::AcceptDestruction,
        CommandCode::RejectDestruction => Command::RejectDestruction { reason },
        CommandCode::Fill | CommandCode::Sign | CommandCode::AskRenewal => {
            return Err(crate::services::internal("read elsewhere"));
        }
    };
    Ok((command, said))
}
