//! The blanks of the agreement while an application is reviewed: each publisher proposes them with its opinion, and with two or more of them the
//! authority that will sign settles them at the recheck (ui 6.2). They stand sealed in the history, shown to nobody but who settles them, and
//! [`settled`] is what the agreement begins with.
use super::fields::open_lines;
use super::load::Loaded;
use super::read::{self, LineConditions};
use crate::portal::Core;
use crate::services::access::agreements::blanks::Asked;
use crate::services::cases::effects::Said;
use crate::services::cases::names::Names;
use crate::services::internal;
use contract::cases::CommandField;
use contract::{FormData, PortResult, Refusal};
use domain::access::agreement::{Terms, parties};
use domain::access::application::RequestLine;
use domain::access::review::CommandCode;
use domain::cases::EventCode;
use domain::locale::Locale;
use domain::profile::{ClauseSet, Profile};
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use store::cases::CaseRow;
use uuid::Uuid;

/// Their name in the texts of the history.
pub const TERMS: &str = "terms";

fn lines(loaded: &Loaded, command: CommandCode) -> Vec<RequestLine> {
    let open = open_lines(loaded, command);
    loaded.content.filed.lines.iter().filter(|line| open.contains(&line.no)).cloned().collect()
}

/// What a command asks; `None` where it is not asked for them.
fn asked(loaded: &Loaded, command: CommandCode) -> Option<Asked> {
    let lines = lines(loaded, command);
    let publishers: BTreeSet<Uuid> = lines.iter().map(|line| line.publisher).collect();
    let wanted = match command {
        CommandCode::Answer => true,
        CommandCode::Recheck => {
            let multi = loaded.profile.agreement.party_when_multi;
            parties(&publishers, loaded.facts.authority, multi).iter().any(|(_, of)| of.len() > 1)
        }
        _ => false,
    };
    wanted.then(|| Asked { build: loaded.profile.agreement.clauses.contains(&ClauseSet::F4), representative: false })
}

/// Everything that was said about them so far.
struct Spoken {
    /// Of each publisher, the latest.
    by: BTreeMap<Uuid, Terms>,
    /// What the recheck settled.
    settled: Option<Terms>,
}

async fn said(core: &Core, tx: &mut Tx, case: Uuid) -> PortResult<Spoken> {
    let mut all = Spoken { by: BTreeMap::new(), settled: None };
    for mut told in read::opinions(core, tx, case).await? {
        let (Some(body), Some(terms)) = (told.row.body, told.texts.remove(TERMS)) else { continue };
        let terms = serde_json::from_str(&terms).map_err(internal)?;
        if told.code == Some(EventCode::Rechecked) {
            all.settled = Some(terms);
        } else {
            all.by.insert(body, terms);
        }
    }
    Ok(all)
}

/// Proposals with the names of who made them.
async fn named(tx: &mut Tx, by: BTreeMap<Uuid, Terms>) -> PortResult<Vec<(String, Terms)>> {
    let mut names = Names::new(Locale::ZhCn);
    let mut all = Vec::new();
    for (body, terms) in by {
        all.push((names.body(tx, body).await?.name, terms));
    }
    Ok(all)
}

/// The questions of a command, with what is known: what the profile proposes, and at the recheck what the publishers did.
pub async fn questions(
    core: &Core,
    tx: &mut Tx,
    loaded: &Loaded,
    command: CommandCode,
    locale: Locale,
) -> PortResult<Vec<CommandField>> {
    let Some(asked) = asked(loaded, command) else { return Ok(Vec::new()) };
    let known = Terms::proposed(&loaded.profile);
    let (terms, proposals) = match command {
        CommandCode::Recheck => {
            let spoken = said(core, tx, loaded.row.id).await?;
            let proposals = named(tx, spoken.by).await?;
            (Terms::merged(&proposals).or(known), proposals)
        }
        _ => (known, Vec::new()),
    };
    let mut fields = asked.questions(&terms, locale);
    let group = texts::t(locale, if proposals.is_empty() { "review-blanks" } else { "review-blanks-settled" });
    for field in &mut fields {
        field.group = Some(group.clone());
    }
    // Side by side, where it is settled: what each of them proposed.
    let all: Vec<_> = proposals.iter().map(|(name, terms)| (name, asked.questions(terms, locale))).collect();
    for field in fields.iter_mut().filter(|field| !field.name.ends_with("_unit")) {
        let each = all.iter().filter_map(|(name, fields)| {
            let value = shown(fields, &field.name)?;
            Some(texts::t!(locale, "review-blank-proposed", body = name.as_str(), value = value))
        });
        let each: Vec<_> = each.collect();
        if !each.is_empty() {
            field.hint = Some(each.join(" "));
        }
    }
    Ok(fields)
}

/// The value of a question in words: a number with its unit, the label of a choice.
fn shown(fields: &[CommandField], name: &str) -> Option<String> {
    use contract::cases::FieldControl;
    let value = |name: &str| {
        let field = fields.iter().find(|field| field.name == name)?;
        let value = match &field.control {
            FieldControl::Choice(options) => &options.iter().find(|one| one.value == field.value)?.label,
            _ => &field.value,
        };
        (!value.trim().is_empty()).then(|| value.clone())
    };
    let first = value(name)?;
    Some(match value(&format!("{name}_unit")) {
        Some(unit) => format!("{first} {unit}"),
        None => first,
    })
}

/// What was typed, into what the history keeps.
///
/// # Errors
/// Every fault at its field.
pub fn read(loaded: &Loaded, command: CommandCode, form: &FormData) -> Result<Option<Terms>, Vec<Refusal>> {
    match asked(loaded, command) {
        Some(asked) => asked.read(form).map(Some),
        None => Ok(None),
    }
}

/// Keeps them with the opinion; nothing where nobody proposed anything.
pub fn keep(said: &mut Said, terms: &Terms) -> PortResult<()> {
    if *terms != Terms::default() {
        said.texts.insert(TERMS.into(), serde_json::to_string(terms).map_err(internal)?);
    }
    Ok(())
}

/// What the agreement of some publishers begins with: what the recheck settled, else what they proposed, and of the rest what the profile does.
///
/// # Errors
/// Of the database or the keys.
pub async fn settled(
    core: &Core,
    tx: &mut Tx,
    application: &CaseRow,
    publishers: &BTreeSet<Uuid>,
    profile: &Profile,
) -> PortResult<Terms> {
    let mut said = said(core, tx, application.id).await?;
    said.by.retain(|body, _| publishers.contains(body));
    let terms = match said.settled {
        Some(terms) => terms,
        None => Terms::merged(&named(tx, said.by).await?),
    };
    Ok(terms.or(Terms::proposed(profile)))
}

/// On what conditions the lines of an application were approved, for its agreement.
///
/// # Errors
/// Of the database or the keys.
pub async fn conditions(core: &Core, tx: &mut Tx, application: Uuid) -> PortResult<BTreeMap<u32, LineConditions>> {
    Ok(read::conditions(&read::opinions(core, tx, application).await?))
}
