//! What was submitted becomes cases under review, in the transaction of the submission.
use super::apply::{self, settle};
use super::load::{Content, facts_of};
use crate::portal::Core;
use crate::services::cases::effects::{self, Actor, Said};
use crate::services::cases::form::Contact;
use crate::services::cases::{clocks, stored, told};
use crate::services::internal;
use contract::{Caller, PortResult};
use domain::access::application::{Applicant, Filed, Form};
use domain::access::review::{self, Effect, Review};
use domain::access::{Material, review::StepClock};
use domain::audit::Entry;
use domain::cases::{CaseKind, EventCode, Stored, Version};
use domain::notice::NoticeKind;
use files::PrivateFile;
use serde_json::json;
use std::collections::BTreeSet;
use store::Tx;
use store::cases::{CaseRow, DocumentRow};
use uuid::Uuid;

/// What kind of thing the application is about, for lists.
const TARGET: &str = "dataset";

/// A paper that was uploaded with the draft. The first case takes its object over: the draft names it no more once the submission is stored.
#[derive(Clone, Debug)]
pub struct Paper {
    /// File name as it was uploaded, in the clear.
    pub name: String,
    /// Media type by content.
    pub media: String,
    pub file: PrivateFile,
}

/// An application of one authority, as `domain::access::application::submit` filed it.
#[derive(Clone, Debug)]
pub struct NewApplication {
    /// With the form, the lines, the papers by hash and what the registers said.
    pub filed: Filed,
    /// Who applies, as the verified account knew it then.
    pub applicant: Applicant,
    /// The papers its form names, found by their SHA-256.
    pub papers: Vec<Paper>,
}

/// Opens the reviews: one case where the authority receives the application, else one for each publisher, each with its own clock. Answers the
/// numbers, in the order of the publishers.
///
/// # Errors
/// Of database, calendar and files; nothing is filed then.
pub async fn open(core: &Core, tx: &mut Tx, caller: &Caller, new: NewApplication) -> PortResult<Vec<String>> {
    let active = core.active();
    let rule = &active.profile.profile.restricted;
    let mut taken = BTreeSet::new();
    let mut numbers = Vec::new();
    for (review, effects) in review::open(&new.filed, rule) {
        numbers.push(one(core, tx, caller, &new, review, effects, &mut taken).await?);
    }
    Ok(numbers)
}

async fn one(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    new: &NewApplication,
    review: Review,
    effects: Vec<Effect>,
    taken: &mut BTreeSet<String>,
) -> PortResult<String> {
    let now = new.filed.at;
    let active = core.active();
    let profile = &active.profile.profile;
    let version = clocks::version_in_force(core);
    let id = core.ids.id(now);
    let seal = |text: &str, column: &str| core.seal(text, &format!("cases.{column}:{id}")).map_err(internal);
    let filed = of_review(&new.filed, &review);
    let content = Content { filed, applicant: new.applicant.clone(), former: Vec::new() };
    let form = &content.filed.form;
    let contact = contact(form, &new.applicant);
    let number = tx.next_case_number(CaseKind::Application, core.clock.today()).await.map_err(internal)?.to_string();
    let mut row = CaseRow {
        id,
        number: number.clone(),
        kind: CaseKind::Application.code().into(),
        party: Some(content.filed.party),
        filed_by: Some(content.filed.account),
        entered_by: None,
        authority: content.filed.authority,
        above: None,
        handler: Some(review.receiver),
        with: None,
        assignee: None,
        state: review.code().code().into(),
        data: review.to_stored().map_err(internal)?,
        schema: Review::SCHEMA,
        version: 1,
        profile: version.profile.clone(),
        profile_version: version.profile_version.clone(),
        calendars: serde_json::to_string(&version.calendars).map_err(internal)?,
        title: seal(form.service_name.trim(), "title")?,
        content: seal(&serde_json::to_string(&content).map_err(internal)?, "content")?,
        applicant: Some(seal(&serde_json::to_string(&contact).map_err(internal)?, "applicant")?),
        anonymous: false,
        target_kind: TARGET.into(),
        target_body: None,
        target_dataset: content.filed.lines.first().map(|line| line.code.clone()),
        channel: crate::services::cases::form::ONLINE.into(),
        // An application is followed from the account that filed it; no query code opens it.
        query_hash: String::new(),
        filed: now,
        changed: now,
        closed: None,
        due: None,
        urgent: false,
    };
    settle(&mut row, &review, now);
    tx.add_case(&row).await.map_err(stored)?;
    let begun = begin(&review, &effects, (profile, &active.calendars, &version), now)?;
    let clocks = apply::keep_clocks(core, tx, id, Vec::new(), begun).await?;
    clocks::copy_clock(&mut row, &clocks);
    tx.save_case(&row).await.map_err(stored)?;
    apply::put_parts(tx, id, &review).await?;
    papers(core, tx, id, &content, new, taken).await?;
    let mut said = Said::default();
    said.facts.insert("lines".into(), review.lines.len().into());
    let actor = Actor { kind: "reporter", body: None, account: row.filed_by, role: None };
    effects::event(core, tx, id, EventCode::Submitted, &actor, &said).await?;
    let occasion = format!("case:{id}:submitted");
    for effect in &effects {
        if let Effect::Notice { to, kind } = *effect {
            let kind = NoticeKind::from_code(kind.code()).ok_or_else(|| internal(kind.code()))?;
            told::tell(core, tx, caller, &row, &occasion, to.into(), kind, None).await?;
        }
    }
    let mut entry = Entry::new(now, "case.submitted", "case", &number);
    entry.case = Some(number.clone());
    entry.after = json!({
        "state": row.state, "lines": review.lines.len(), "papers": content.filed.form.attachments.iter().map(|file| &file.sha256).collect::<Vec<_>>(),
        "bodies": facts_of(&row)?.publishers,
    });
    entry.profile = Some(version.profile_version);
    entry.calendar = Some(row.calendars.clone());
    tx.audit(caller.sign(entry));
    Ok(number)
}

/// Whom the case asks: natural persons are their own contact.
pub(super) fn contact(form: &Form, applicant: &Applicant) -> Contact {
    let person = form.contact_name.trim().is_empty();
    Contact {
        name: if person { applicant.name.clone() } else { form.contact_name.clone() },
        phone: Some(form.contact_phone.clone()).filter(|phone| !phone.is_empty()),
        email: None,
    }
}

/// The clocks of the arrival.
fn begin(
    review: &Review,
    effects: &[Effect],
    law: (&domain::profile::Profile, &domain::calendar::Calendars, &Version),
    now: chrono::DateTime<chrono::Utc>,
) -> PortResult<Vec<StepClock>> {
    let mut begun = Vec::new();
    for effect in effects {
        if let Effect::Clock(effect) = *effect {
            review::apply(&mut begun, effect, review.receiver, &review.publishers(), law, now).map_err(internal)?;
        }
    }
    Ok(begun)
}

/// The lines of a review and what of the form belongs to them: where each body receives its own application it gets no line of another.
fn of_review(filed: &Filed, review: &Review) -> Filed {
    let ours = |no: u32| review.lines.iter().any(|line| line.no == no);
    let codes: BTreeSet<_> = filed.lines.iter().filter(|line| ours(line.no)).map(|line| line.code.clone()).collect();
    let mut own = filed.clone();
    own.form.lines =
        filed.lines.iter().zip(&filed.form.lines).filter(|(line, _)| ours(line.no)).map(|(_, l)| l.clone()).collect();
    own.lines.retain(|line| ours(line.no));
    own.publishers = review.publishers();
    own.form.publishers.retain(|body| own.publishers.contains(body));
    own.form.attachments.retain(|file| match &file.slot {
        Material::Consent { line } => ours(*line),
        Material::Proof { dataset, .. } => codes.contains(dataset),
        _ => true,
    });
    own
}

/// The papers of a case. An object belongs to one case: a second one gets a copy of its own, under a key of its own.
async fn papers(
    core: &Core,
    tx: &mut Tx,
    case: Uuid,
    content: &Content,
    new: &NewApplication,
    taken: &mut BTreeSet<String>,
) -> PortResult<()> {
    for attachment in &content.filed.form.attachments {
        let Some(paper) = new.papers.iter().find(|paper| paper.file.sha256 == attachment.sha256) else {
            return Err(internal(format!("paper {} of an application is gone", attachment.sha256)));
        };
        let file = if taken.insert(paper.file.name.clone()) {
            paper.file.clone()
        } else {
            let bytes = core.private.get(&core.keys, &paper.file).await.map_err(internal)?;
            core.private.put(&core.keys, &bytes, || core.ids.secret()).await.map_err(internal)?
        };
        let at = new.filed.at;
        let id = core.ids.id(at);
        let row = DocumentRow {
            id,
            case,
            slot: attachment.slot.to_string(),
            name: core.seal(&paper.name, &format!("case_documents.name:{id}")).map_err(internal)?,
            media: paper.media.clone(),
            bytes: i64::try_from(file.bytes).map_err(internal)?,
            sha256: file.sha256,
            object: file.name,
            key: file.key,
            body: None,
            account: Some(new.filed.account),
            at,
        };
        tx.add_document(&row).await.map_err(stored)?;
    }
    Ok(())
}
