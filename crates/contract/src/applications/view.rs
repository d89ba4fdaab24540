//! What the pages of an application show.
use crate::cases::BasisView;
use crate::{BodyRef, Coded, Refusal};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::application::{CommitmentText, FieldRule, Form, Progress, Section, TEXT_MAX, rule_of};
use domain::access::window::Acceptance;
use domain::access::{DeliveryMode, Material};
use domain::account::PartyKind;
use domain::party::proof::Proof;
use domain::profile::Forms;

/// A draft in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    pub id: String,
    /// Name of the service; may be empty.
    pub title: String,
    pub datasets: usize,
    pub changed: DateTime<Utc>,
    /// Who saved last.
    pub changed_by: String,
    /// The last day it is kept if nobody changes it.
    pub kept_until: NaiveDate,
}

/// A former application of the party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerRow {
    pub numbers: Vec<String>,
    pub title: String,
    pub filed: DateTime<Utc>,
}

/// What can be begun with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StartView {
    /// The dataset asked for: code and title.
    pub dataset: Option<Coded>,
    pub drafts: Vec<DraftRow>,
    pub former: Vec<FormerRow>,
    pub verified: bool,
}

/// Who applies, from the verified account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicantView {
    pub kind: PartyKind,
    pub name: String,
    pub proof: Option<Proof>,
    /// Masked for natural persons.
    pub number: String,
    pub verified: bool,
}

/// A data item to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemChoice {
    /// What the form sends.
    pub name: String,
    /// 中文名
    pub title: String,
    pub meaning: String,
    /// Words of its flags; empty = none.
    pub sensitivity: Vec<String>,
    /// Anonymised or desensitised: no consent is needed.
    pub treated: bool,
}

/// A dataset of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatasetChoice {
    pub code: String,
    pub title: String,
    pub publisher: BodyRef,
    pub authority: Option<BodyRef>,
    pub items: Vec<ItemChoice>,
    /// 数据格式, 数据类型, 更新频率
    pub format: String,
    pub data_type: String,
    pub frequency: String,
    pub coverage: Option<(NaiveDate, NaiveDate)>,
    /// Regions to choose: code and name. Empty = not divided.
    pub regions: Vec<Coded>,
    pub modes: Vec<DeliveryMode>,
    /// The conditions that count: code and text.
    pub conditions: Vec<Coded>,
}

/// A line: `form.lines` at the same place holds what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineView {
    /// From 0.
    pub at: usize,
    /// `None` = the dataset cannot be applied for (any more).
    pub dataset: Option<DatasetChoice>,
    pub state: Progress,
    pub stamp: String,
}

/// What goes to one authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupView {
    pub authority: BodyRef,
    pub acceptance: Acceptance,
    pub publishers: Vec<BodyRef>,
    /// Places of its lines.
    pub lines: Vec<usize>,
}

/// A file in a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperView {
    pub id: String,
    pub name: String,
    pub media: String,
    pub bytes: u64,
    pub sha256: String,
    pub at: DateTime<Utc>,
    pub by: String,
    pub issued: Option<NaiveDate>,
    pub valid_until: Option<NaiveDate>,
    pub system: Option<String>,
}

/// A slot for a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub material: Material,
    /// Its name in words.
    pub label: String,
    /// The published condition it answers, in words.
    pub about: Option<String>,
    /// The application is incomplete without it.
    pub needed: bool,
    pub paper: Option<PaperView>,
    /// A paper of a former application that would do.
    pub earlier: Option<PaperView>,
}

/// What stands in the way of a submission, with its own words and articles (S12).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObstacleView {
    /// `window-closed`, `level-too-low`, `dishonest-debtor` …
    pub code: String,
    /// One sentence.
    pub reason: String,
    /// What to do.
    pub way: String,
    pub basis: Vec<BasisView>,
}

/// A draft with everything its pages show.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftView {
    pub id: String,
    pub form: Form,
    /// Head who is to sign, typed without a signature yet.
    pub head: String,
    pub applicant: ApplicantView,
    pub lines: Vec<LineView>,
    pub groups: Vec<GroupView>,
    /// The authority is the party of the agreement when several publishers take part.
    pub authority_signs: bool,
    pub slots: Vec<Slot>,
    pub commitment: CommitmentText,
    /// Faults of the whole form, in its order.
    pub faults: Vec<Refusal>,
    pub progress: Vec<(Section, Progress)>,
    /// What stands in the way now, as far as it is known before the registers of credit are asked.
    pub obstacles: Vec<ObstacleView>,
    /// 等级保护 that is asked for.
    pub level_needed: Option<u8>,
    /// Oldest credit report accepted, in words of the profile: number of days.
    pub credit_days: Option<u32>,
    /// The limits of the printed form.
    pub forms: Forms,
    /// Stamp of each section.
    pub stamps: Vec<(Section, String)>,
    pub changed: DateTime<Utc>,
    pub changed_by: String,
    /// The last day it is kept if nobody changes it.
    pub kept_until: NaiveDate,
    /// Others of the same organisation, who can go on with it.
    /// By account.
    pub colleagues: Vec<Coded>,
    /// Sections taken over from the last application of the party, filed then, and not looked at since.
    pub known: Option<(DateTime<Utc>, Vec<Section>)>,
    pub filed: Option<DateTime<Utc>>,
}

impl DraftView {
    /// The stamp of a section.
    pub fn stamp(&self, section: Section) -> &str {
        self.stamps.iter().find(|(one, _)| *one == section).map_or("", |(_, stamp)| stamp)
    }

    /// How far a section is.
    pub fn state(&self, section: Section) -> Progress {
        self.progress.iter().find(|(one, _)| *one == section).map_or(Progress::NotStarted, |(_, state)| *state)
    }

    /// The most characters of a field.
    pub fn limit(&self, field: &str) -> u32 {
        self.rule(field).max().unwrap_or(TEXT_MAX as u32)
    }

    /// The rule of a field.
    pub fn rule(&self, field: &str) -> FieldRule {
        rule_of(field, &self.forms)
    }

    /// Whether every authority takes applications now.
    pub fn accepted(&self) -> bool {
        self.groups.iter().all(|group| group.acceptance.is_open())
    }
}

/// A section or a line that was saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// What stands there now: the next form is sent with it.
    pub stamp: String,
    pub at: DateTime<Utc>,
    /// Its faults; it is saved all the same.
    pub faults: Vec<Refusal>,
}

/// How a submission ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Submitted {
    /// Numbers of the applications.
    Filed(Vec<String>),
    /// Nothing was filed, the draft is kept.
    Stopped { faults: Vec<Refusal>, obstacles: Vec<ObstacleView> },
}

/// An application on a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptCase {
    pub number: String,
    /// Who is competent.
    pub authority: BodyRef,
    /// Title of each dataset with its publisher.
    pub lines: Vec<(String, BodyRef)>,
}

/// The receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptView {
    pub id: String,
    pub title: String,
    pub applicant: ApplicantView,
    pub filed: DateTime<Utc>,
    pub cases: Vec<ReceiptCase>,
    pub papers: Vec<Slot>,
    /// Version and hash of the commitment that was signed, who signed it, when.
    pub commitment: Option<(u32, String, String, NaiveDate)>,
}
