//! How the answers of a command page become a [`Command`]: every fault at once, each at its field.
use super::fields::{AGREE, BASIS, CONDITION, MISSING, REASON, SANDBOX, VERDICT, of, offered, open_lines};
use super::load::{Content, Loaded};
use super::{proposals, supplement, words};
use crate::portal::Core;
use crate::services::access::agreements::blanks::is_blank;
use crate::services::cases::effects::Said;
use crate::services::cases::fields::typed;
use crate::services::internal;
use contract::cases::CommandField;
use contract::{ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::access::Material;
use domain::access::review::{self, Basis, Command, CommandCode, REASON_MIN, Verdict};
use domain::locale::Locale;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use uuid::Uuid;

/// What was typed, as a command and as what the history says; after a supplement also the application as it reads then.
pub async fn read(
    core: &Core,
    tx: &mut Tx,
    loaded: &Loaded,
    code: CommandCode,
    form: &FormData,
) -> PortResult<(Command, Said, Option<Content>)> {
    if code == CommandCode::Supplement {
        let (command, said, content) = supplement::read(core, tx, loaded, form).await?;
        return Ok((command, said, Some(content)));
    }
    let mut fields = of(core, tx, loaded, code, Locale::ZhCn).await?;
    // Read by themselves: an empty blank is no fault here.
    fields.retain(|field| !is_blank(&field.name));
    let terms = proposals::read(loaded, code, form);
    match (command(loaded, code, form, fields, tx).await, terms) {
        (Ok((command, mut said)), Ok(terms)) => {
            if let Some(terms) = terms {
                proposals::keep(&mut said, &terms)?;
            }
            Ok((command, said, None))
        }
        (Err(PortError::Invalid(mut faults)), Err(more)) => {
            faults.extend(more);
            Err(PortError::Invalid(faults))
        }
        (Err(error), _) => Err(error),
        (Ok(_), Err(faults)) => Err(PortError::Invalid(faults)),
    }
}

/// All but the blanks.
async fn command(
    loaded: &Loaded,
    code: CommandCode,
    form: &FormData,
    mut fields: Vec<CommandField>,
    tx: &mut Tx,
) -> PortResult<(Command, Said)> {
    // Opinions are judged together below: a reason counts where a line is refused.
    fields.iter_mut().filter(|field| field.name.starts_with(REASON)).for_each(|field| field.min = 0);
    let mut said = typed(&fields, form)?;
    let late_reason = said.texts.contains_key("late_reason");
    let text = |said: &Said, name: &str| said.texts.get(name).cloned().unwrap_or_default();
    let command = match code {
        CommandCode::PassFormal => Command::PassFormal { late_reason },
        CommandCode::AskSupplement => {
            let missing = ticked(&mut said, &fields);
            said.facts.insert("missing".into(), codes(&missing));
            Command::AskSupplement { missing, late_reason }
        }
        CommandCode::AllowNotice => Command::AllowNotice { reason: text(&said, "reason") },
        CommandCode::Supplement => return Err(internal("read elsewhere")),
        CommandCode::RefuseFormal => {
            let refusal = review::Refusal {
                basis: chosen(
                    loaded,
                    &mut said,
                    "basis",
                    &loaded.review.lines.iter().map(|l| l.no).collect::<Vec<_>>(),
                ),
                reason: text(&said, "reason"),
            };
            Command::RefuseFormal { refusal, late_reason }
        }
        CommandCode::Route => {
            let to = said.facts.get("to").and_then(Value::as_str).unwrap_or_default().to_owned();
            let body = tx.body_by_code(&to).await.map_err(internal)?;
            Command::Route { to: body.map(|body| body.id).unwrap_or_else(Uuid::nil), known: true }
        }
        CommandCode::Answer => Command::Answer { verdicts: verdicts(loaded, code, &mut said)?, late_reason },
        CommandCode::Recheck => Command::Recheck { verdicts: verdicts(loaded, code, &mut said)?, late_reason },
        CommandCode::ExplainDelay => Command::ExplainDelay { reason: text(&said, "reason") },
        CommandCode::Remind => Command::Remind,
        CommandCode::Cancel => Command::Cancel,
    };
    Ok((command, said))
}

fn codes(materials: &BTreeSet<Material>) -> Value {
    materials.iter().map(ToString::to_string).collect::<Vec<_>>().into()
}

/// The materials that were ticked as missing; the ticks themselves need not stand in the history.
fn ticked(said: &mut Said, fields: &[CommandField]) -> BTreeSet<Material> {
    let mut missing = BTreeSet::new();
    for field in fields {
        if let Some(code) = field.name.strip_prefix(MISSING)
            && said.facts.remove(&field.name).is_some()
        {
            missing.extend(code.parse::<Material>().ok());
        }
    }
    missing
}

/// The basis of a list of answers; stays in the history by its code.
fn chosen(loaded: &Loaded, said: &mut Said, name: &str, lines: &[u32]) -> Option<Basis> {
    let code = said.facts.remove(name)?;
    offered(loaded, lines).into_iter().find(|basis| Some(words::basis_code(basis).as_str()) == code.as_str())
}

/// The opinions on all lines, with every fault at once.
fn verdicts(loaded: &Loaded, command: CommandCode, said: &mut Said) -> PortResult<BTreeMap<u32, Verdict>> {
    let mut faults = Vec::new();
    let mut verdicts = BTreeMap::new();
    let (mut agreed, mut refused, mut sandbox) = (Vec::new(), Vec::new(), Vec::new());
    for no in open_lines(loaded, command) {
        let verdict = said.facts.remove(&format!("{VERDICT}{no}"));
        let basis = chosen(loaded, said, &format!("{BASIS}{no}"), &[no]);
        let field = format!("{REASON}{no}");
        let sandboxed = said.facts.remove(&format!("{SANDBOX}{no}")).is_some();
        if verdict.as_ref().and_then(Value::as_str) == Some(AGREE) {
            // Typed before the mind was changed: nothing is refused, so there is no reason to keep.
            said.texts.remove(&field);
            if sandboxed {
                sandbox.push(no);
            }
            agreed.push(no);
            verdicts.insert(no, Verdict::Agree);
            continue;
        }
        // Nothing is approved, so there is no condition to keep.
        said.texts.remove(&format!("{CONDITION}{no}"));
        let reason = said.texts.get(&field).cloned().unwrap_or_default();
        if basis.is_none() {
            faults.push(Refusal::new(ErrorCode::Required).field(format!("{BASIS}{no}")));
        }
        let length = reason.trim().chars().count();
        if length == 0 {
            faults.push(Refusal::new(ErrorCode::Required).field(&field));
        } else if length < REASON_MIN {
            faults.push(Refusal::new(ErrorCode::TooShort).field(&field).fact("min", REASON_MIN));
        }
        refused.push(no);
        verdicts.insert(no, Verdict::Refuse(review::Refusal { basis, reason }));
    }
    if !faults.is_empty() {
        return Err(PortError::Invalid(faults));
    }
    for (name, lines) in [("agreed", agreed), ("refused", refused), ("sandbox", sandbox)] {
        if !lines.is_empty() {
            said.facts.insert(name.into(), lines.into());
        }
    }
    Ok(verdicts)
}
