//! States of a review, how it begins, and how it is stored.
use super::basis::Basis;
use super::clocks::ClockEffect;
use super::effect::{AccessNotice, Effect, Told};
use crate::access::Material;
use crate::access::application::Filed;
use crate::cases::Stored;
use crate::code_list;
use crate::profile::{Addressee, Event, Restricted, Step};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Where a review stands, with the facts of that state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    /// 规范性审查
    FormalReview { since: DateTime<Utc> },
    /// 待补正; goes on with the same step.
    SupplementRequired { since: DateTime<Utc>, step: Step },
    /// 需求审核
    DemandReview { since: DateTime<Utc> },
    /// 需求复核
    Recheck { since: DateTime<Utc> },
    /// 待签署
    Approved { at: DateTime<Utc> },
    /// 不同意
    Refused { step: Step, at: DateTime<Utc> },
    /// 已撤销: kept.
    Cancelled { at: DateTime<Utc> },
}

code_list! {
    /// A state by name.
    StateCode {
        FormalReview = "formal-review",
        SupplementRequired = "supplement-required",
        DemandReview = "demand-review",
        Recheck = "recheck",
        Approved = "approved",
        Refused = "refused",
        Cancelled = "cancelled",
    }
}

/// What was decided about a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "kebab-case")]
pub enum Decision {
    Pending,
    /// By the publisher; it opens nothing before the last step.
    Agreed {
        by: Uuid,
        at: DateTime<Utc>,
    },
    Refused {
        step: Step,
        basis: Basis,
        by: Uuid,
        at: DateTime<Utc>,
    },
}

/// A line and its decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineState {
    /// 序号 of the application.
    pub no: u32,
    pub dataset: Uuid,
    pub publisher: Uuid,
    #[serde(flatten)]
    pub decision: Decision,
}

/// 补正通知
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub at: DateTime<Utc>,
    pub missing: BTreeSet<Material>,
}

/// A review: what `decide` reads and what is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    #[serde(flatten)]
    pub state: State,
    /// Who received it: does the formal review and the recheck.
    pub receiver: Uuid,
    /// The steps of the profile when it was opened (N5).
    pub steps: Vec<Step>,
    pub lines: Vec<LineState>,
    /// Notices of missing materials, in order; a second one only by leave.
    #[serde(default)]
    pub notices: Vec<Notice>,
    /// A supervisor gave leave for one more notice.
    #[serde(default)]
    pub notice_allowed: bool,
    /// Accounts that gave an opinion in the demand review: the recheck is another person's.
    #[serde(default)]
    pub demand_by: BTreeSet<Uuid>,
}

impl Stored for Review {
    const SCHEMA: i64 = 1;
}

impl Review {
    /// The state by name.
    pub const fn code(&self) -> StateCode {
        match self.state {
            State::FormalReview { .. } => StateCode::FormalReview,
            State::SupplementRequired { .. } => StateCode::SupplementRequired,
            State::DemandReview { .. } => StateCode::DemandReview,
            State::Recheck { .. } => StateCode::Recheck,
            State::Approved { .. } => StateCode::Approved,
            State::Refused { .. } => StateCode::Refused,
            State::Cancelled { .. } => StateCode::Cancelled,
        }
    }

    /// The step it is in, or waits in.
    pub const fn step(&self) -> Option<Step> {
        match self.state {
            State::FormalReview { .. } => Some(Step::Formal),
            State::DemandReview { .. } => Some(Step::Demand),
            State::Recheck { .. } => Some(Step::Recheck),
            State::SupplementRequired { step, .. } => Some(step),
            State::Approved { .. } | State::Refused { .. } | State::Cancelled { .. } => None,
        }
    }

    /// Whether nothing is to be decided any more.
    pub const fn is_over(&self) -> bool {
        self.step().is_none()
    }

    /// The bodies that open data in it.
    pub fn publishers(&self) -> BTreeSet<Uuid> {
        self.lines.iter().map(|line| line.publisher).collect()
    }

    /// The lines a publisher sees: its own.
    pub fn lines_of(&self, publisher: Uuid) -> impl Iterator<Item = &LineState> {
        self.lines.iter().filter(move |line| line.publisher == publisher)
    }

    /// The lines agreed to so far.
    pub fn agreed(&self) -> impl Iterator<Item = &LineState> {
        self.lines.iter().filter(|line| matches!(line.decision, Decision::Agreed { .. }))
    }

    /// Publishers that have not answered.
    pub fn pending(&self) -> BTreeSet<Uuid> {
        let pending = |line: &&LineState| line.decision == Decision::Pending;
        self.lines.iter().filter(pending).map(|line| line.publisher).collect()
    }

    /// Whether two or more publishers take part (联合).
    pub fn is_joint(&self) -> bool {
        self.publishers().len() > 1
    }

    /// The step after one, by the steps it was opened with.
    pub fn after(&self, step: Step) -> Option<Step> {
        let at = self.steps.iter().position(|s| *s == step)?;
        self.steps.get(at + 1).copied()
    }

    pub(super) const fn in_step(step: Step, since: DateTime<Utc>) -> State {
        match step {
            Step::Formal => State::FormalReview { since },
            Step::Demand => State::DemandReview { since },
            Step::Recheck => State::Recheck { since },
        }
    }
}

/// The reviews an application leads to, each with the effects of its arrival.
pub fn open(filed: &Filed, rule: &Restricted) -> Vec<(Review, Vec<Effect>)> {
    let all = |receiver: Uuid, ours: &dyn Fn(Uuid) -> bool| {
        let lines = filed.lines.iter().filter(|line| ours(line.publisher));
        let line = |no, dataset, publisher| LineState { no, dataset, publisher, decision: Decision::Pending };
        let first = rule.steps.first().copied().unwrap_or(Step::Demand);
        let review = Review {
            state: Review::in_step(first, filed.at),
            receiver,
            steps: rule.steps.clone(),
            lines: lines.map(|l| line(l.no, l.dataset, l.publisher)).collect(),
            notices: Vec::new(),
            notice_allowed: false,
            demand_by: BTreeSet::new(),
        };
        let effects = arrived(&review, first);
        (review, effects)
    };
    match rule.addressee {
        Addressee::Authority => vec![all(filed.authority, &|_| true)],
        Addressee::PublicBody | Addressee::Provider => {
            filed.publishers.iter().map(|publisher| all(*publisher, &|body| body == *publisher)).collect()
        }
    }
}

/// The clocks and notices of an arrival. Which clock begins with which event is the profile's (N6).
fn arrived(review: &Review, first: Step) -> Vec<Effect> {
    let happened = |event, body| Effect::Clock(ClockEffect::Happened { event, body });
    let mut effects = vec![Effect::Notice { to: Told::Applicant, kind: AccessNotice::Submitted }];
    for event in [Event::Submitted, Event::SubmittedComplete, Event::Received, Event::ReceivedByAuthority] {
        effects.push(happened(event, review.receiver));
    }
    for publisher in review.publishers() {
        effects.push(happened(Event::ReceivedByProvider, publisher));
        effects.push(happened(Event::ReceivedByBody, publisher));
        if first == Step::Demand {
            effects.push(Effect::Notice { to: Told::Body(publisher), kind: AccessNotice::Arrived });
        }
    }
    if first != Step::Demand {
        effects.push(Effect::Notice { to: Told::Body(review.receiver), kind: AccessNotice::Arrived });
    }
    effects
}
