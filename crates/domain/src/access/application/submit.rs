//! Submission: all rules at once, then one application per competent authority (R-052…R-056, S07, S12).
use super::basket::group;
use super::check::{Context, check};
use super::field::whole;
use super::form::{Attachment, Form, Line, Offered};
use crate::access::credit::CreditCheck;
use crate::access::delivery::{Volume, VolumeUnit};
use crate::access::eligibility::{Facts, Obstacle, obstacles};
use crate::access::fault::Fault;
use crate::access::window::Acceptance;
use crate::access::{DeliveryMode, Material};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A line as it was filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestLine {
    /// 序号, from 1 within the application.
    pub no: u32,
    pub dataset: Uuid,
    /// Public code of the dataset.
    pub code: String,
    pub publisher: Uuid,
    /// Names of the data items asked for.
    pub items: Vec<String>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Empty = all the data covers.
    pub regions: Vec<String>,
    pub mode: DeliveryMode,
    pub volume: Option<Volume>,
    /// Personal information or trade secrets: how consent is given (`now`, `per-call`, `treatment`).
    pub consent: Option<String>,
    /// The version of the conditions it was filed under; only those ground a refusal.
    pub conditions: Option<u32>,
}

/// An application as it was filed. A supplement makes another one of it ([`super::supplement`]); the former is kept beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    pub authority: Uuid,
    /// The form with the lines and papers of this authority alone.
    pub form: Form,
    pub lines: Vec<RequestLine>,
    pub publishers: BTreeSet<Uuid>,
    pub at: DateTime<Utc>,
    /// 申请日期: legal date of the submission.
    pub applied_on: NaiveDate,
    pub party: Uuid,
    pub account: Uuid,
    /// What the registers said then.
    pub credit: CreditCheck,
}

/// Why nothing was filed; the draft is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// To be corrected in the form.
    pub faults: Vec<Fault>,
    /// With a reason and article of their own (S12).
    pub obstacles: Vec<Obstacle>,
}

/// Files a basket.
///
/// `acceptance` says of each authority whether it takes applications.
///
/// # Errors
/// Every fault and every obstacle at once.
pub fn submit(
    form: &Form,
    context: &Context<'_>,
    acceptance: &BTreeMap<Uuid, Acceptance>,
    credit: &CreditCheck,
    account: Uuid,
    at: DateTime<Utc>,
) -> Result<Vec<Filed>, Stopped> {
    let faults = check(form, context).err().unwrap_or_default();
    let groups = group(&form.lines, context.offered);
    let mut found: Vec<Obstacle> = Vec::new();
    let closed = Acceptance::Closed { next: None };
    for group in &groups {
        let ours: Vec<_> = group.lines.iter().filter_map(|at| dataset(form, context, *at)).collect();
        let conditions: Vec<_> = ours.iter().filter_map(|offered| offered.conditions.as_ref()).collect();
        let facts = Facts {
            acceptance: acceptance.get(&group.authority).unwrap_or(&closed),
            kind: context.applicant.kind,
            verification: Some(context.applicant.verification),
            level: form.level(),
            hosted: form.hosted(),
            credit: Some(credit),
            conditions: &conditions,
        };
        let of_data = ours.iter().filter_map(|offered| standing(offered));
        for obstacle in obstacles(&context.profile.restricted, &facts).into_iter().chain(of_data) {
            if !found.contains(&obstacle) {
                found.push(obstacle);
            }
        }
    }
    if !faults.is_empty() || !found.is_empty() {
        return Err(Stopped { faults, obstacles: found });
    }
    Ok(groups
        .into_iter()
        .map(|group| {
            let (form, lines) = part(form, context, &group.lines);
            Filed {
                authority: group.authority,
                form,
                lines,
                publishers: group.publishers,
                at,
                applied_on: context.today,
                party: context.applicant.party,
                account,
                credit: credit.clone(),
            }
        })
        .collect())
}

fn dataset<'a>(form: &Form, context: &Context<'a>, at: usize) -> Option<&'a Offered> {
    form.lines.get(at).and_then(|line| context.offered.get(&line.dataset))
}

fn standing(offered: &Offered) -> Option<Obstacle> {
    if !offered.open_for_application {
        Some(Obstacle::NotOffered { dataset: offered.code.clone() })
    } else if offered.suspended {
        Some(Obstacle::DatasetSuspended { dataset: offered.code.clone() })
    } else {
        None
    }
}

/// The form of one authority: its lines, numbered anew, and the papers that belong to them.
fn part(form: &Form, context: &Context<'_>, at: &[usize]) -> (Form, Vec<RequestLine>) {
    let mut own = Form { lines: Vec::new(), attachments: Vec::new(), publishers: Vec::new(), ..form.clone() };
    let mut lines = Vec::new();
    let mut numbers = BTreeMap::new();
    let mut codes = BTreeSet::new();
    for (&at, no) in at.iter().zip(1u32..) {
        let (Some(line), Some(offered)) = (form.lines.get(at), dataset(form, context, at)) else { continue };
        let (Some(mode), Ok(old)) = (line.mode(), u32::try_from(at + 1)) else { continue };
        numbers.insert(old, no);
        codes.insert(offered.code.clone());
        lines.push(filed(line, offered, no, mode));
        own.lines.push(line.clone());
    }
    let slot = |slot: &Material| match slot {
        Material::Consent { line } => numbers.get(line).map(|line| Material::Consent { line: *line }),
        Material::Proof { dataset, .. } => codes.contains(dataset).then(|| slot.clone()),
        other => Some(other.clone()),
    };
    let files = form.attachments.iter();
    own.attachments = files.filter_map(|file| Some(Attachment { slot: slot(&file.slot)?, ..file.clone() })).collect();
    let publishers: BTreeSet<_> = lines.iter().map(|line| line.publisher).collect();
    own.publishers = publishers.into_iter().collect();
    (own, lines)
}

pub(super) fn filed(line: &Line, offered: &Offered, no: u32, mode: DeliveryMode) -> RequestLine {
    let date = |typed: &str| NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d").ok();
    let volume = || Some(Volume { count: whole(&line.volume)?, unit: VolumeUnit::from_code(&line.volume_unit)? });
    RequestLine {
        no,
        dataset: offered.id,
        code: offered.code.clone(),
        publisher: offered.publisher,
        items: line.items.clone(),
        from: date(&line.from),
        to: date(&line.to),
        regions: line.regions.clone(),
        mode,
        volume: if mode.has_volume() { volume() } else { None },
        consent: (line.sensitive == "yes").then(|| line.consent.clone()),
        conditions: offered.conditions.as_ref().map(|set| set.version),
    }
}
