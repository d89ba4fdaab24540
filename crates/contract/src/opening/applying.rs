//! What a reader learns before filling in a form: the procedure, the self-check, how a dataset is offered.
use super::ConditionsView;
use crate::cases::BasisView;
use crate::{BodyRef, Coded};
use chrono::NaiveDate;

/// Whether applications are accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptanceView {
    /// On any day.
    Always,
    Open {
        first: NaiveDate,
        /// Last day, included.
        last: NaiveDate,
    },
    Closed {
        next: Option<NaiveDate>,
        /// A notice says so; else it is what is usual.
        announced: bool,
    },
}

/// A window of an authority that is open, or soon will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenWindow {
    pub authority: String,
    pub first: NaiveDate,
    /// Last day, included.
    pub last: NaiveDate,
    /// Working days left; `None` while it has not begun, and where the calendar does not reach so far.
    pub left: Option<i64>,
    /// Applications are accepted today.
    pub open: bool,
}

/// A step of the procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepView {
    /// `apply`, `formal`, `demand`, `recheck`, `agreement`.
    pub step: Coded,
    /// Who does it.
    pub owner: String,
    /// How long it takes, in words; `None` where no number exists.
    pub length: Option<String>,
    /// Law or the portal's own goal.
    pub basis: Vec<BasisView>,
}

/// A dataset on the page of the procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppliedFor {
    pub code: String,
    pub title: String,
    pub publisher: BodyRef,
    /// It can be applied for.
    pub offered: bool,
}

/// `/apply`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcedureView {
    pub dataset: Option<AppliedFor>,
    pub acceptance: AcceptanceView,
    pub steps: Vec<StepView>,
    /// What to prepare, in words.
    pub papers: Vec<String>,
    pub basis: Vec<BasisView>,
    /// The newest 受理公告 of the authority: code and title.
    pub notice: Option<(String, String)>,
    /// Conditions in force of the dataset.
    pub conditions: Option<ConditionsView>,
    /// The reader can be reminded, and whether they are.
    pub reminder: Option<bool>,
    /// What stands in this reader's way.
    pub obstacles: Vec<ObstacleView>,
}

/// What stands in the way, with its own words and article (S12).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObstacleView {
    /// Stable code.
    pub code: String,
    pub text: String,
    pub basis: Vec<BasisView>,
}

/// Answers of the self-check, as the address carries them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelfAnswers {
    /// Public code of the dataset, if one was chosen.
    pub dataset: String,
    /// Code of the kind of party.
    pub kind: String,
    /// `1` to `5`, `none`, `sandbox`.
    pub level: String,
    /// Codes of lists, or `none`.
    pub lists: Vec<String>,
    /// Whether the data is in the catalogue: `yes`, `no`.
    pub known: String,
    /// Whether personal information or trade secrets are in it: `yes`, `no`.
    pub sensitive: String,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelfQuestion {
    /// Name of the parameter: `kind`, `level`, `lists`, `known`, `sensitive`.
    pub name: String,
    pub question: String,
    pub hint: Option<String>,
    pub choices: Vec<Coded>,
    /// Several answers may be given.
    pub several: bool,
    /// From 1, of so many.
    pub at: u32,
    pub of: u32,
    pub basis: Vec<BasisView>,
}

/// ✔ / ✖ / 需要补充
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckState {
    Met,
    NotMet,
    /// Can be made good: with a paper, or by waiting.
    ToDo,
}

/// A line of the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckLine {
    /// Stable code; that of the obstacle where there is one.
    pub code: String,
    pub state: CheckState,
    pub text: String,
    /// What to do about it.
    pub way: Option<String>,
    pub basis: Vec<BasisView>,
}

/// The next question, or the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SelfCheck {
    Ask(SelfQuestion),
    Result {
        dataset: Option<AppliedFor>,
        lines: Vec<CheckLine>,
        /// How many lines are not met.
        missing: u32,
    },
}

/// How a restricted dataset is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatasetOpening {
    pub acceptance: AcceptanceView,
    /// Conditions in force; `None` where the publisher set none in time: those of the regulation alone count.
    pub conditions: Option<ConditionsView>,
    /// Published after the window opened: counts from the next one on.
    pub coming: Option<ConditionsView>,
    /// Those that were in force before, newest first: an application is judged by those it was filed under.
    pub earlier: Vec<ConditionsView>,
    pub modes: Vec<Coded>,
    /// What stands in this reader's way.
    pub obstacles: Vec<ObstacleView>,
    /// What the reader's party may use of it already.
    pub held: Option<HeldView>,
    /// Whether a form can be begun here: somebody signed in for a body applies for nothing.
    pub may_apply: bool,
}

/// 已获授权: a right to the dataset that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldView {
    /// Where it is used, without language prefix.
    pub path: String,
    /// Last day; `None` while a renewal is decided.
    pub last_day: Option<chrono::NaiveDate>,
}
