//! 补正材料: the answers of a supplement, measured by the rules of the first day, and the application as it reads afterwards (R-060…R-062).
//!
//! What the notice named is asked again, with what stands there ([`questions`]); what came replaces it for every later reader, and the former
//! version stays beside it ([`super::load::Former`]).
mod questions;

pub use questions::of;

use super::fields::FILE;
use super::load::{Content, Former, Loaded};
use super::open::contact;
use crate::portal::Core;
use crate::services::applications::facts::Facts;
use crate::services::applications::{fields, papers, stored::Stored};
use crate::services::cases::documents;
use crate::services::cases::effects::Said;
use crate::services::cases::fields::typed as plain;
use crate::services::internal;
use contract::cases::CommandField;
use contract::{Caller, FormData, PortError, PortResult, Refusal};
use domain::access::Material;
use domain::access::application::{Attachment, Context, Form, Scenario, Seal, Section, supplement};
use domain::access::review::Command;
use domain::profile::Profile;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use store::Tx;
use store::cases::{CaseRow, DocumentRow};
use uuid::Uuid;

/// Files for one material.
const MAX_FILES: usize = 5;
/// The sections of C1 that are asked again when the form was named.
const FORM: [Section; 6] =
    [Section::Contact, Section::Service, Section::Standard, Section::Benefit, Section::Feedback, Section::System];

/// What the last notice named.
pub fn asked(loaded: &Loaded) -> BTreeSet<Material> {
    loaded.review.notices.last().map(|notice| notice.missing.clone()).unwrap_or_default()
}

/// What the rules depend on: as it is today, but for the conditions, which are those of the submission.
pub async fn facts(core: &Core, tx: &mut Tx, loaded: &Loaded) -> PortResult<Facts> {
    let filed = &loaded.content.filed;
    let mut facts = Facts::load(core, tx, filed.party, &filed.form).await?;
    for (line, typed) in filed.lines.iter().zip(&filed.form.lines) {
        if let Some(offered) = facts.offered.get_mut(&typed.dataset) {
            let own = |set: &&domain::access::conditions::Conditions| {
                set.dataset == line.dataset && Some(set.version) == line.conditions
            };
            offered.conditions = loaded.conditions.iter().find(own).cloned();
        }
    }
    facts.service_names.remove(filed.form.service_name.trim());
    facts.applicant = loaded.content.applicant.clone();
    Ok(facts)
}

fn context<'a>(facts: &'a Facts, profile: &'a Profile) -> Context<'a> {
    Context { profile, ..facts.context() }
}

/// What was sent, as a command, what the history says, and the application as it reads from now on; every fault at its field.
pub async fn read(core: &Core, tx: &mut Tx, loaded: &Loaded, sent: &FormData) -> PortResult<(Command, Said, Content)> {
    let asked = asked(loaded);
    let facts = facts(core, tx, loaded).await?;
    let fields = questions::of(core, tx, loaded, domain::locale::Locale::ZhCn).await?;
    let mut faults = Vec::new();
    let typed = answers(loaded, &facts, &asked, sent, &mut faults);
    let others: Vec<CommandField> = fields.into_iter().filter(|field| field.name == questions::WORDS).collect();
    let mut said = plain(&others, sent).or_else(|error| match error {
        PortError::Invalid(more) => {
            faults.extend(more);
            Ok(Said::default())
        }
        other => Err(other),
    })?;
    let made = supplement(&loaded.content.filed, &typed, &asked, &context(&facts, &loaded.profile));
    let next = match made {
        Ok(next) if faults.is_empty() => next,
        made => {
            for fault in made.err().unwrap_or_default() {
                let refusal = at_question(fault.into());
                if !faults.iter().any(|known| known.field == refusal.field) {
                    faults.push(refusal);
                }
            }
            return Err(PortError::Invalid(faults));
        }
    };
    said.facts.insert("supplied".into(), asked.iter().map(ToString::to_string).collect::<Vec<_>>().into());
    let mut content = loaded.content.clone();
    let former = std::mem::replace(&mut content.filed, next);
    content.former.push(Former { at: core.clock.now(), form: former.form, lines: former.lines });
    Ok((Command::Supplement { supplied: asked }, said, content))
}

/// The form as it would read with what was sent; of papers only the new ones.
fn answers(
    loaded: &Loaded,
    facts: &Facts,
    asked: &BTreeSet<Material>,
    sent: &FormData,
    faults: &mut Vec<Refusal>,
) -> Form {
    let first = &loaded.content.filed.form;
    let mut stored = Stored { form: first.clone(), ..Stored::default() };
    if asked.contains(&Material::ApplicationForm) {
        for section in FORM {
            fields::apply(section, sent, &mut stored, facts, loaded.account);
        }
        stored.form.scenarios = scenarios(first, sent);
        stored.form.lines.clone_from(&first.lines);
    }
    if asked.contains(&Material::DemandList) {
        for (at, line) in stored.form.lines.iter_mut().enumerate() {
            if facts.offered.contains_key(&line.dataset) {
                fields::line(sent, at, line);
            }
        }
    }
    if asked.contains(&Material::Commitment) {
        // Signed anew: what was signed before was found wanting.
        let seal = stored.form.seal.take();
        stored.form.commitment = None;
        fields::apply(Section::Commitment, sent, &mut stored, facts, loaded.account);
        stored.form.seal = seal;
    }
    let mut form = stored.form;
    form.attachments.clear();
    let brought: Vec<Material> = questions::papers(loaded, asked);
    for slot in brought {
        form.attachments.extend(paper(&slot, sent, faults));
    }
    if let Some(scan) = form.attachment(&Material::Seal) {
        form.seal = Some(Seal::File { sha256: scan.sha256.clone() });
    }
    form
}

/// 应用场景: those there are stay in their places, since lines name them by number; one more may follow.
fn scenarios(first: &Form, sent: &FormData) -> Vec<Scenario> {
    let known = first.scenarios.len();
    let one = |at: usize| {
        let field = |name: &str| sent.text(&format!("scenarios.{at}.{name}"));
        Scenario { usage: field("usage"), scope: field("scope"), scene: field("scene") }
    };
    (0..=known)
        .map(one)
        .enumerate()
        .filter(|(at, one)| *at < known || *one != Scenario::default())
        .map(|x| x.1)
        .collect()
}

/// A paper that came: looked at as on the first day, with what it says of itself.
fn paper(slot: &Material, sent: &FormData, faults: &mut Vec<Refusal>) -> Option<Attachment> {
    let field = format!("{FILE}{slot}");
    let uploads: Vec<_> = sent.uploads(&field).collect();
    if uploads.len() > MAX_FILES {
        faults.push(Refusal::new(contract::ErrorCode::TooManyFiles).field(&field).fact("max", MAX_FILES));
    }
    for upload in &uploads {
        if let Err(fault) = papers::media_of(upload, slot) {
            faults.push(fault.field(&field));
            return None;
        }
    }
    let mut date = |name: &str| {
        let name = format!("{field}.{name}");
        fields::date(sent, &name).unwrap_or_else(|()| {
            faults.push(Refusal::new(contract::ErrorCode::BadValue).field(name));
            None
        })
    };
    let (issued, valid_until) = (date("issued"), date("valid_until"));
    let upload = uploads.first()?;
    let media = papers::media_of(upload, slot).ok()?;
    Some(Attachment {
        slot: slot.clone(),
        name: documents::clean(&upload.name, &media),
        sha256: hex::encode(Sha256::digest(&upload.bytes)),
        issued,
        valid_until,
        system: sent.optional(&format!("{field}.system")),
    })
}

/// A fault of the rules at the question it is asked by.
fn at_question(refusal: Refusal) -> Refusal {
    let field = refusal.field.clone().unwrap_or_default();
    let at = match field.strip_prefix("attachments.") {
        Some(rest) => format!("{FILE}{rest}"),
        None if field == "seal" => format!("{FILE}{}", Material::Seal),
        None if field == "return_items" => "return_items.0.name".into(),
        None if field == "scenarios" => "scenarios.0.usage".into(),
        None if field.starts_with("feedback_dimensions") => "feedback_dimensions".into(),
        None => field,
    };
    refusal.field(at)
}

/// The papers of a supplement, each in the place of what was missing.
pub async fn keep(core: &Core, caller: &Caller, loaded: &Loaded, sent: &FormData) -> PortResult<Vec<DocumentRow>> {
    let mut kept = Vec::new();
    for material in questions::papers(loaded, &asked(loaded)) {
        for upload in sent.uploads(&format!("{FILE}{material}")).take(MAX_FILES) {
            let from = (None, caller.actor.account());
            kept.push(documents::keep(core, loaded.row.id, &material.to_string(), upload, from).await?);
        }
    }
    Ok(kept)
}

/// Stores the corrected application in the transaction of the supplement: what it is called and whom to ask follow it.
pub async fn store(core: &Core, tx: &mut Tx, row: &mut CaseRow, content: &Content) -> PortResult<()> {
    let id: Uuid = row.id;
    let seal = |text: &str, column: &str| core.seal(text, &format!("cases.{column}:{id}")).map_err(internal);
    row.title = seal(content.filed.form.service_name.trim(), "title")?;
    row.content = seal(&serde_json::to_string(content).map_err(internal)?, "content")?;
    let contact = contact(&content.filed.form, &content.applicant);
    row.applicant = Some(seal(&serde_json::to_string(&contact).map_err(internal)?, "applicant")?);
    tx.set_case_content(row).await.map_err(internal)
}
