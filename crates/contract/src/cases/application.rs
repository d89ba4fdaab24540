//! What the case page and the decision screen show of an application for restricted data (ui 5.6, 5.8), beside what every case has.
use super::ClockView;
use crate::{BodyRef, Coded};
use chrono::{DateTime, NaiveDate, Utc};

/// An application as its reader may see it: a publisher has its own lines alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApplicationPart {
    /// 联合: two or more publishers take part. They are told so, and no more of each other.
    pub joint: bool,
    /// 一句话: who wants what, and for what.
    pub sentence: String,
    pub publishers: Vec<PublisherPart>,
    /// What was filed, read only, in the order of the form.
    pub sections: Vec<SectionView>,
    /// The complete list of what is missing, while it waits for it or after it was asked for.
    pub notice: Option<MissingView>,
    /// What came with the supplement, by material.
    pub supplied: Vec<SuppliedView>,
    /// What an approval led to, as far as the reader has a part in it.
    pub agreements: Vec<AgreementLink>,
    /// 自动核对; officials only, like everything below.
    pub checks: Vec<CheckView>,
    /// The published conditions the application is measured by.
    pub conditions: Vec<ConditionView>,
    /// Other applications of the same party.
    pub record: Vec<RelatedView>,
    /// Other applications for the same data.
    pub others: Vec<RelatedView>,
    /// Opinions of the office and reasons for delay that the applicant does not read.
    pub opinions: Vec<OpinionView>,
}

/// An agreement of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementLink {
    pub number: String,
    /// It waits for the signature of the user.
    pub to_sign: bool,
}

/// The lines of one publisher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublisherPart {
    pub publisher: BodyRef,
    /// The reader acts for it.
    pub own: bool,
    /// `pending`, `agreed`, `partly`, `refused`, in words.
    pub state: Coded,
    /// Its clock, while it owes an answer or after it gave one.
    pub clock: Option<ClockView>,
    pub lines: Vec<LineView>,
}

/// A line of the demand list and what was decided about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineView {
    /// 序号
    pub no: u32,
    /// Title of the dataset.
    pub dataset: String,
    /// `/data/…`, without language prefix.
    pub path: Option<String>,
    pub items: Vec<ItemView>,
    /// How many items the dataset has.
    pub of_items: u32,
    /// Time and regions asked for, in words; empty = all.
    pub range: String,
    /// `file`, `api`, `sandbox`, `query`, in words.
    pub mode: Coded,
    pub volume: Option<String>,
    /// 应用场景 it is for.
    pub scenario: String,
    /// 需求理由
    pub necessity: String,
    /// How consent is given, where personal information or trade secrets are asked for.
    pub consent: Option<Coded>,
    /// `pending`, `agreed-so-far`, `agreed`, `refused`, in words.
    pub decision: Coded,
    /// Step that refused it.
    pub step: Option<Coded>,
    /// What the refusal rests on, in words.
    pub basis: Option<String>,
    pub reason: Option<String>,
    /// 条件 of the approval: what the publisher agreed to it on.
    pub condition: Option<String>,
    pub on: Option<NaiveDate>,
    /// Earlier decisions of the publisher on the same dataset: agreed and refused lines. Officials only.
    pub before: Option<(u32, u32)>,
}

/// A data item asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemView {
    pub name: String,
    pub meaning: Option<String>,
    pub sensitive: bool,
}

/// A section of the form as it was filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionView {
    pub title: String,
    /// Question and answer.
    pub rows: Vec<(String, String)>,
}

/// 补正通知
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingView {
    pub at: DateTime<Utc>,
    /// Code and words of each material.
    pub materials: Vec<Coded>,
    /// What the office wrote beside the list.
    pub text: Option<String>,
    /// It still waits for them.
    pub open: bool,
}

/// A material that came with a supplement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuppliedView {
    pub material: Coded,
    pub at: DateTime<Utc>,
    /// What was written instead of or beside a file.
    pub text: Option<String>,
    /// Names of the files.
    pub files: Vec<String>,
    /// What reads otherwise since.
    pub changes: Vec<ChangeView>,
}

/// An answer that a supplement changed; both versions are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeView {
    pub question: String,
    /// Empty where nothing stood there.
    pub before: String,
    /// Empty where nothing stands there now.
    pub after: String,
}

/// Result of a check the portal made by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckLevel {
    Good,
    /// Something to look at; no refusal rests on it.
    Look,
    Bad,
}

/// A check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckView {
    /// When it was compared, where its words do not say so.
    pub at: Option<DateTime<Utc>>,
    pub level: CheckLevel,
    pub text: String,
}

/// A published condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionView {
    /// Title of the dataset.
    pub dataset: String,
    pub text: String,
    /// What it asks for, and whether the application shows it.
    pub check: CheckView,
}

/// Another application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelatedView {
    pub number: String,
    /// `/cases/…` where the reader has a part in it.
    pub path: Option<String>,
    pub title: Option<String>,
    pub state: Coded,
    pub filed: DateTime<Utc>,
}

/// An opinion inside the offices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpinionView {
    pub at: DateTime<Utc>,
    pub body: String,
    pub event: Coded,
    pub text: String,
}

/// Coordination of the authority's level (B09 step 6).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoordinationPage {
    pub authority: String,
    pub rows: Vec<CoordinationRow>,
    /// Running applications in all, joint ones, and those past a date.
    pub running: u64,
    pub joint: u64,
    pub overdue: u64,
}

/// An application under coordination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoordinationRow {
    pub head: super::CaseHead,
    pub joint: bool,
    pub publishers: Vec<CoordinatedView>,
    /// The reader may urge those who have not answered.
    pub remind: bool,
}

/// Where a publisher stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoordinatedView {
    pub publisher: BodyRef,
    pub state: Coded,
    pub lines: u32,
    pub clock: Option<ClockView>,
    /// Past its date: whether it said why.
    pub explained: Option<bool>,
}
