//! A draft with everything its pages show.
use super::facts::Facts;
use super::stored::Draft;
use super::{earlier, internal, papers, party, share, words};
use crate::portal::Core;
use crate::services::cases::names::Names;
use crate::services::opening::item_name;
use crate::services::words as codes;
use contract::applications::{
    ApplicantView, DatasetChoice, DraftView, GroupView, ItemChoice, LineView, PaperView, Slot,
};
use contract::{Caller, Coded, PortResult, Refusal};
use domain::access::application::{Attachment, Form, Line, Offered, Progress, Section, group, needed, progress};
use domain::access::{Fault, FaultCode, Material};
use domain::account::{Acting, PartyKind, Verification};
use domain::catalog::region::Regions;
use domain::locale::Locale;
use domain::party::mask;
use domain::profile::{MultiParty, Unit};
use std::collections::BTreeMap;
use store::access::PaperRow;
use store::{Audience, DatasetFull, Tx};
use uuid::Uuid;

/// Titles and rows of the datasets of a form, by code.
pub type Datasets = BTreeMap<String, DatasetFull>;

/// The datasets of a form that the public knows.
pub async fn datasets(tx: &mut Tx, form: &Form) -> PortResult<Datasets> {
    let mut all = Datasets::new();
    for line in &form.lines {
        if !all.contains_key(&line.dataset)
            && let Some(full) = tx.dataset_by_code(&line.dataset, Audience::Public).await.map_err(internal)?
        {
            all.insert(line.dataset.clone(), full);
        }
    }
    Ok(all)
}

/// The title of a dataset, or its code.
pub fn title(datasets: &Datasets, code: &str) -> String {
    datasets.get(code).map_or_else(|| code.to_owned(), |full| full.dataset.title.clone())
}

/// Who applies; a person's number is masked.
pub fn applicant(facts: &Facts) -> ApplicantView {
    let who = &facts.applicant;
    let number = match who.kind {
        PartyKind::Person => mask::number(&who.number),
        PartyKind::LegalPerson | PartyKind::Unincorporated => who.number.clone(),
    };
    ApplicantView {
        kind: who.kind,
        name: who.name.clone(),
        proof: (!who.number.is_empty()).then_some(who.proof),
        number: if who.number.is_empty() { String::new() } else { number },
        verified: who.verification == Verification::Verified,
    }
}

/// The draft of an address. Former applications are unsealed for the page alone that offers their papers.
pub async fn draft(core: &Core, caller: &Caller, id: &str, section: Option<Section>) -> PortResult<DraftView> {
    let (signed, party) = party(caller)?;
    let locale = caller.locale;
    let mut tx = core.store.read().await.map_err(internal)?;
    let draft = Draft::load(core, &mut tx, party, id).await?;
    let form = &draft.stored.form;
    let facts = Facts::load(core, &mut tx, party, form).await?;
    let datasets = datasets(&mut tx, form).await?;
    let mut names = Names::new(locale);
    // What was filed is not judged again: its own case would forbid its name.
    let filed = draft.row.filed.is_some();
    let faults = if filed { Vec::new() } else { facts.faults(form) };
    let obstacles = if filed { Vec::new() } else { facts.obstacles(core, form) };
    let mut lines = Vec::new();
    for (at, line) in form.lines.iter().enumerate() {
        let offered = facts.offered.get(&line.dataset).filter(|one| one.open_for_application);
        let dataset = match (offered, datasets.get(&line.dataset)) {
            (Some(offered), Some(full)) => Some(choice(&mut names, &mut tx, locale, offered, full).await?),
            _ => None,
        };
        lines.push(LineView { at, dataset, state: line_state(at, line, &faults), stamp: draft.line_stamp(at) });
    }
    let mut groups = Vec::new();
    for one in group(&form.lines, &facts.offered) {
        let Some(acceptance) = facts.acceptance.get(&one.authority) else { continue };
        let mut publishers = Vec::new();
        for publisher in &one.publishers {
            publishers.push(names.body(&mut tx, *publisher).await?);
        }
        let authority = names.body(&mut tx, one.authority).await?;
        groups.push(GroupView { authority, acceptance: *acceptance, publishers, lines: one.lines });
    }
    let rows = tx.application_papers(draft.row.id).await.map_err(internal)?;
    let mut slots = slots(core, &mut tx, &mut names, locale, &facts, form, &datasets, rows).await?;
    if !filed && section == Some(Section::Papers) {
        offer_earlier(core, &mut tx, &mut names, party, &facts, &mut slots).await?;
    }
    let colleagues = match &signed.acting {
        Acting::Organisation { party, .. } => {
            share::colleagues(core, &mut tx, &mut names, *party, signed.account).await?
        }
        _ => Vec::new(),
    };
    let profile = &facts.active.profile.profile;
    let age = profile.restricted.credit_report_age.as_ref();
    let progress = progress(form, &faults);
    let conditions: Vec<_> = facts.offered.values().filter_map(|one| one.conditions.as_ref()).collect();
    let needed = domain::access::eligibility::level_needed(
        &profile.restricted,
        facts.applicant.kind,
        form.hosted(),
        &conditions,
    );
    Ok(DraftView {
        id: draft.row.id.to_string(),
        head: draft.stored.head.clone(),
        applicant: applicant(&facts),
        lines,
        groups,
        authority_signs: profile.agreement.party_when_multi == MultiParty::Authority,
        slots,
        commitment: facts.commitment.clone(),
        progress,
        obstacles: obstacles.iter().map(|one| words::obstacle(locale, one, |code| title(&datasets, code))).collect(),
        faults: faults.into_iter().map(Refusal::from).collect(),
        level_needed: needed.map(|(min, _)| min),
        credit_days: age.filter(|age| age.unit == Unit::Days).map(|age| age.value),
        forms: profile.forms.clone(),
        stamps: Section::ALL.iter().map(|section| (*section, draft.stamp(*section))).collect(),
        changed: draft.row.changed,
        kept_until: super::kept::until(core, draft.row.changed)?,
        changed_by: names.person(core, &mut tx, draft.row.changed_by).await?,
        colleagues,
        known: draft.stored.known.clone().map(|known| (known.filed, known.sections)),
        filed: draft.row.filed,
        form: draft.stored.form.clone(),
    })
}

/// How far a line is.
fn line_state(at: usize, line: &Line, faults: &[Fault]) -> Progress {
    let prefix = format!("lines.{at}.");
    let ours: Vec<_> = faults.iter().filter(|fault| fault.field.starts_with(&prefix)).collect();
    let untouched = *line == Line { dataset: line.dataset.clone(), ..Line::default() };
    if ours.is_empty() {
        Progress::Completed
    } else if ours.iter().any(|fault| fault.code != FaultCode::Required) {
        Progress::Problem
    } else if untouched {
        Progress::NotStarted
    } else {
        Progress::InProgress
    }
}

async fn choice(
    names: &mut Names,
    tx: &mut Tx,
    locale: Locale,
    offered: &Offered,
    full: &DatasetFull,
) -> PortResult<DatasetChoice> {
    let dataset = &full.dataset;
    let items = dataset.items.iter().map(|item| ItemChoice {
        name: item_name(item).to_owned(),
        title: item.title.clone(),
        meaning: item.description.clone().unwrap_or_default(),
        sensitivity: item.sensitivity.iter().map(|one| codes::sensitivity(locale, *one).label).collect(),
        treated: item.treatment.is_some(),
    });
    let regions = offered.regions.iter().flat_map(|region| Regions::shipped().children(region));
    let regions = regions.map(|region| Coded { value: region.code.clone(), label: region.name.clone() }).collect();
    let conditions = offered.conditions.iter().flat_map(|set| &set.conditions).map(|condition| Coded {
        value: condition.code.clone(),
        label: match locale {
            Locale::En if !condition.text.en.is_empty() => condition.text.en.clone(),
            _ => condition.text.zh.clone(),
        },
    });
    let formats: Vec<_> = dataset.formats.iter().map(|one| codes::format(locale, one.format).label).collect();
    Ok(DatasetChoice {
        code: dataset.code.clone(),
        title: dataset.title.clone(),
        publisher: names.body(tx, offered.publisher).await?,
        authority: Some(names.body(tx, offered.authority).await?),
        items: items.collect(),
        format: texts::list(locale, &formats),
        data_type: codes::data_type(locale, dataset.data_type).label,
        frequency: codes::periodicity(locale, dataset.accrual_periodicity).label,
        coverage: offered.coverage,
        regions,
        modes: offered.modes().to_vec(),
        conditions: conditions.collect(),
    })
}

/// At empty slots the papers of former applications that would do.
async fn offer_earlier(
    core: &Core,
    tx: &mut Tx,
    names: &mut Names,
    party: Uuid,
    facts: &Facts,
    slots: &mut [Slot],
) -> PortResult<()> {
    let age = facts.active.profile.profile.restricted.credit_report_age.as_ref();
    for earlier::Earlier { row, file } in earlier::papers(core, tx, party, age, core.clock.today()).await? {
        let Some(slot) = slots.iter_mut().find(|slot| slot.material == file.slot && slot.paper.is_none()) else {
            continue;
        };
        slot.earlier = Some(paper_view(core, tx, names, &row, &file).await?);
    }
    Ok(())
}

async fn paper_view(
    core: &Core,
    tx: &mut Tx,
    names: &mut Names,
    row: &PaperRow,
    file: &Attachment,
) -> PortResult<PaperView> {
    Ok(PaperView {
        id: row.id.to_string(),
        name: papers::name(core, row)?,
        media: row.media.clone(),
        bytes: row.bytes.unsigned_abs(),
        sha256: row.sha256.clone(),
        at: row.at,
        by: names.person(core, tx, row.account).await?,
        issued: file.issued,
        valid_until: file.valid_until,
        system: file.system.clone(),
    })
}

/// The slots for files: those needed now, those that may be filled, and those that still hold a file.
#[expect(clippy::too_many_arguments, reason = "one page shows them all")]
pub async fn slots(
    core: &Core,
    tx: &mut Tx,
    names: &mut Names,
    locale: Locale,
    facts: &Facts,
    form: &Form,
    datasets: &Datasets,
    rows: Vec<PaperRow>,
) -> PortResult<Vec<Slot>> {
    let needed: Vec<Material> = needed(form, &facts.context()).into_iter().filter(Material::is_file).collect();
    let mut all = needed.clone();
    let others = [Material::ApplicationPlan, Material::Seal];
    for slot in others.into_iter().chain(form.attachments.iter().map(|file| file.slot.clone())) {
        if !all.contains(&slot) {
            all.push(slot);
        }
    }
    let mut slots = Vec::new();
    for material in all {
        let row = rows.iter().find(|row| row.slot == material.to_string());
        let paper = match (row, form.attachment(&material)) {
            (Some(row), Some(file)) => Some(paper_view(core, tx, names, row, file).await?),
            _ => None,
        };
        let of = match &material {
            Material::Proof { dataset, .. } => title(datasets, dataset),
            Material::Consent { line } => {
                let at = usize::try_from(*line).ok().and_then(|line| line.checked_sub(1));
                let line = at.and_then(|at| form.lines.get(at));
                line.map(|line| title(datasets, &line.dataset)).unwrap_or_default()
            }
            _ => String::new(),
        };
        let about = match &material {
            Material::Proof { dataset, condition } => {
                let set = facts.offered.get(dataset).and_then(|one| one.conditions.as_ref());
                set.and_then(|set| set.condition(condition)).map(|condition| match locale {
                    Locale::En if !condition.text.en.is_empty() => condition.text.en.clone(),
                    _ => condition.text.zh.clone(),
                })
            }
            _ => None,
        };
        let label = words::paper(locale, &material, &of);
        slots.push(Slot { needed: needed.contains(&material), label, about, paper, earlier: None, material });
    }
    Ok(slots)
}
