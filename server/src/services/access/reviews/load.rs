//! An application with everything a decision or a page needs.
use super::after::After;
use super::apply::step_clock;
use crate::portal::Core;
use crate::services::cases::clocks;
use crate::services::internal;
use chrono::{DateTime, Utc};
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::access::Material;
use domain::access::application::{Applicant, Filed, Form, RequestLine};
use domain::access::conditions::Conditions;
use domain::access::review::{By, CommandCode, Part, Review, ReviewFacts, Situation, StepClock, allowed, parts};
use domain::cases::{CaseKind, Stored};
use domain::policy::{CaseAction, ReviewAction, authorize_review};
use domain::profile::Profile;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use store::cases::{CaseRow, ClockRow, LinkRow};
use store::{Audience, DatasetFull, Tx};
use uuid::Uuid;

/// The application, sealed as JSON in `cases.content`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// As it reads now: what was filed, corrected by the supplements.
    pub filed: Filed,
    /// Who applies, as the verified account knew it then.
    pub applicant: Applicant,
    /// What stood there before each supplement, in order; never changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<Former>,
}

/// A version that a supplement replaced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Former {
    /// When it was replaced.
    pub at: DateTime<Utc>,
    pub form: Form,
    pub lines: Vec<RequestLine>,
}

impl Content {
    /// When a paper came: with the application, or with the last supplement that brought another one.
    pub fn came(&self, slot: &Material) -> DateTime<Utc> {
        let forms = self.former.iter().map(|former| (&former.form, former.at));
        let mut came = self.filed.at;
        let mut next = self.former.iter().skip(1).map(|former| &former.form).chain([&self.filed.form]);
        for (form, at) in forms {
            let after = next.next().and_then(|form| form.attachment(slot));
            if form.attachment(slot) != after {
                came = at;
            }
        }
        came
    }

    /// Of a case.
    ///
    /// # Errors
    /// Of the keys, or of another kind of case.
    pub fn of(core: &Core, row: &CaseRow) -> PortResult<Self> {
        let text = core.unseal(&row.content, &format!("cases.content:{}", row.id)).map_err(internal)?;
        serde_json::from_str(&text).map_err(internal)
    }
}

/// An application, for one reader.
pub struct Loaded {
    pub row: CaseRow,
    pub review: Review,
    pub content: Content,
    /// The profile it was filed under (N5).
    pub profile: Profile,
    pub clocks: Vec<ClockRow>,
    pub links: Vec<LinkRow>,
    /// Datasets of its lines, by id; one that is gone from the catalogue is missing.
    pub datasets: BTreeMap<Uuid, DatasetFull>,
    /// Conditions of those datasets, all versions.
    pub conditions: Vec<Conditions>,
    pub facts: ReviewFacts,
    pub parts: BTreeSet<Part>,
    /// The body the reader acts for.
    pub body: Option<Uuid>,
    pub account: Uuid,
    /// The reader sees its own lines alone.
    pub own_only: bool,
    /// What an approval led to.
    pub after: Option<After>,
}

/// What the row alone says about who has which part.
pub fn facts_of(row: &CaseRow) -> PortResult<ReviewFacts> {
    let review = Review::from_stored(row.schema, &row.data).map_err(internal)?;
    facts(row, &review)
}

fn facts(row: &CaseRow, review: &Review) -> PortResult<ReviewFacts> {
    let filed = |id: Option<Uuid>| id.ok_or_else(|| internal("an application of nobody"));
    Ok(ReviewFacts {
        party: filed(row.party)?,
        filed_by: filed(row.filed_by)?,
        receiver: review.receiver,
        authority: row.authority,
        publishers: review.publishers(),
    })
}

impl Loaded {
    /// Everything around a row.
    pub async fn of(core: &Core, tx: &mut Tx, caller: &Caller, row: CaseRow) -> PortResult<Self> {
        let review = Review::from_stored(row.schema, &row.data).map_err(internal)?;
        let facts = facts(&row, &review)?;
        let content = Content::of(core, &row)?;
        let profile = clocks::profile_of(core, tx, &row).await?;
        let clocks = tx.clocks_of(row.id).await.map_err(internal)?;
        let links = tx.links_of(row.id).await.map_err(internal)?;
        let (mut datasets, mut conditions) = (BTreeMap::new(), Vec::new());
        for line in &content.filed.lines {
            if datasets.contains_key(&line.dataset) {
                continue;
            }
            if let Some(full) = tx.dataset_by_code(&line.code, Audience::All).await.map_err(internal)? {
                datasets.insert(line.dataset, full);
            }
            conditions.extend(tx.conditions(line.dataset).await.map_err(internal)?);
        }
        let signed = caller.actor.signed_in();
        let parts = parts(&caller.actor, &facts);
        let own_only = authorize_review(&caller.actor, ReviewAction::ViewAll, &facts).is_err();
        Ok(Self {
            review,
            content,
            profile,
            clocks,
            links,
            datasets,
            conditions,
            parts,
            body: signed.and_then(|signed| signed.acting.body()),
            account: signed.map(|signed| signed.account).unwrap_or_default(),
            own_only,
            after: After::of(tx, &row).await?,
            facts,
            row,
        })
    }

    /// The clocks as the rules see them.
    pub fn steps(&self) -> Vec<StepClock> {
        self.clocks.iter().filter_map(step_clock).collect()
    }

    /// Who the reader is.
    pub fn by(&self) -> By {
        By { parts: self.parts.clone(), account: self.account, body: self.body }
    }

    /// What a decision depends on besides the state.
    pub fn situation<'a>(&'a self, clocks: &'a [StepClock], now: DateTime<Utc>) -> Situation<'a> {
        Situation {
            profile: &self.profile,
            authority: self.facts.authority,
            lines: &self.content.filed.lines,
            conditions: &self.conditions,
            clocks,
            now,
        }
    }

    /// What the reader may do now.
    pub fn commands(&self, now: DateTime<Utc>) -> Vec<CommandCode> {
        allowed(&self.review, &self.by(), &self.situation(&self.steps(), now))
    }

    /// Whether a line is the reader's to see.
    pub fn sees(&self, publisher: Uuid) -> bool {
        !self.own_only || self.body == Some(publisher)
    }

    /// Whether the reader sees a line by its number.
    pub fn sees_line(&self, no: u32) -> bool {
        self.review.lines.iter().any(|line| line.no == no && self.sees(line.publisher))
    }

    /// Whether the reader is who applies.
    pub fn is_applicant(&self) -> bool {
        self.parts.contains(&Part::Applicant)
    }

    /// The clock whose act the reader's body owes, past its date and not explained.
    pub fn late(&self, now: DateTime<Utc>) -> Option<&ClockRow> {
        self.clocks.iter().find(|row| row.owner == self.body && self.body.is_some() && row.clock.is_overdue(now))
    }
}

/// Loads an application for one action.
pub async fn load(core: &Core, tx: &mut Tx, caller: &Caller, typed: &str, action: CaseAction) -> PortResult<Loaded> {
    let row = crate::services::cases::load::row(tx, caller, typed).await?;
    if CaseKind::from_code(&row.kind) != Some(CaseKind::Application) {
        return Err(Refusal::new(ErrorCode::NotFound).into());
    }
    let loaded = Loaded::of(core, tx, caller, row).await?;
    crate::services::cases::load::check(core, caller, &loaded, action).await?;
    Ok(loaded)
}
