//! Calendars and regulation profiles, for those who keep them: what holds, drafts of changes with their effect, publication, history
//! (ui 5.16, 5.17; R-141…R-149). Running cases keep the versions they began with.
use crate::{Caller, Coded, PortResult};
use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};

mod calendar;

pub use calendar::*;

/// The end of a period before and after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueChange {
    /// What is counted: a rule in words, or the number of a case.
    pub label: String,
    pub start: NaiveDate,
    /// Working days counted.
    pub length: Option<u32>,
    pub before: Option<NaiveDate>,
    pub after: Option<NaiveDate>,
    /// 暂定
    pub before_provisional: bool,
    pub after_provisional: bool,
}

/// A published version or an act on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    pub at: DateTime<Utc>,
    /// Published, activated, refused.
    pub act: Coded,
    /// Name of the version: 第 2 版, or the first digits of its hash.
    pub version: String,
    /// Account, `portal` or `operator`; never a name.
    pub by: String,
    pub note: String,
    /// What a version says otherwise than the one before it; empty for the first, and for acts that change no value.
    pub changes: Vec<VersionChange>,
}

/// A value that differs between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionChange {
    pub key: String,
    pub label: Option<String>,
    /// `None`: it was not there.
    pub before: Option<String>,
    /// `None`: it is gone.
    pub after: Option<String>,
}

/// A profile in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileRow {
    pub name: String,
    /// Title of the document.
    pub title: String,
    /// 征求意见稿
    pub draft_document: bool,
    pub active: bool,
    /// First eight digits of the hash of the newest version.
    pub version: String,
    pub since: DateTime<Utc>,
    pub versions: u64,
    /// Open draft of a change: its id.
    pub open_draft: Option<String>,
}

/// One value of a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueRow {
    /// `complaint.reply.period.working_days`
    pub key: String,
    /// Words for the key, where there are some.
    pub label: Option<String>,
    pub value: String,
    /// 硬 · 软 · 立即 · 及时, on rows of a clock.
    pub strength: Option<Coded>,
    /// Articles (`ZJ22-Art.19(1)`), with the path of the page that says what they mean.
    pub sources: Vec<(String, Option<String>)>,
    /// The profile the value is inherited from.
    pub inherited: Option<String>,
    /// Value in the open draft.
    pub drafted: Option<String>,
}

/// Values that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueGroup {
    pub code: String,
    pub label: String,
    pub rows: Vec<ValueRow>,
}

/// `/admin/profiles/{name}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileView {
    pub row: ProfileRow,
    pub inherits: Vec<String>,
    pub groups: Vec<ValueGroup>,
    /// What other profiles have and this one does not.
    pub missing: Vec<MissingKey>,
    pub history: Vec<HistoryRow>,
    pub may_edit: bool,
}

/// Something that a profile lacks and another one has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingKey {
    /// `restricted.recheck`
    pub key: String,
    /// Words for the key, where there are some.
    pub label: Option<String>,
    /// The profile that has it.
    pub from: String,
    /// Its values there, in short.
    pub values: String,
}

/// Something is taken over from another profile into the open draft. Fields `key`, `article`, `adopt_reason`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adoption {
    pub key: String,
    pub from: String,
    pub article: String,
    pub reason: String,
}

/// A profile under another name. Fields `name`, `title_zh`, `title_en`, `copy_reason`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewProfile {
    /// Its id: lower-case letters, digits and `-`.
    pub name: String,
    pub title_zh: String,
    pub title_en: String,
    pub reason: String,
}

/// One changed value of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueChange {
    pub key: String,
    pub label: Option<String>,
    pub before: String,
    pub after: String,
    pub reason: String,
    pub article: String,
    pub by: String,
}

/// What the profile's change does to those who meet it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProfileEffect {
    pub dues: Vec<DueChange>,
    /// Steps of an application before and after, where they differ.
    pub steps: Option<(Vec<String>, Vec<String>)>,
    /// Key and words before and after.
    pub labels: Vec<(String, String, String)>,
    /// Running cases; they keep the version they began with.
    pub running: u64,
    /// What should be looked at before it is published, in words: nothing of it stops the publication.
    pub checks: Vec<String>,
    /// 试算: every period from the day that was asked for.
    pub trial: Option<(NaiveDate, Vec<DueChange>)>,
}

/// `/admin/profile-drafts/{id}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftView {
    pub id: String,
    pub profile: ProfileRow,
    /// `open`, `proposed`, `published`, `refused`, `discarded`.
    pub state: Coded,
    pub changes: Vec<ValueChange>,
    /// Publishing makes the profile the active one.
    pub activates: bool,
    pub effect: ProfileEffect,
    pub by: String,
    pub at: DateTime<Utc>,
    pub decided_by: Option<String>,
    pub note: Option<String>,
    /// Confirmed, and in force from the beginning of this day on.
    pub valid_from: Option<NaiveDate>,
    /// What this reader may do now.
    pub may_edit: bool,
    pub may_discard: bool,
    pub may_confirm: bool,
    /// The title that must be typed, because the document is a draft and would become the basis of new cases.
    pub title_to_type: Option<String>,
}

/// A change of the open draft of a profile. Every one asks for a reason and an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ValueEdit {
    pub key: String,
    /// Field `value`
    pub value: String,
    /// Field `reason`
    pub reason: String,
    /// Field `article`
    pub article: String,
}

/// What is done with a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftAct {
    /// Takes one change back.
    Revert {
        key: String,
    },
    /// 提交发布
    Propose,
    /// Another person publishes: at once, or from the beginning of a day on. Field `title` where the document is a draft, `valid_from`.
    Confirm {
        title: String,
        valid_from: String,
    },
    /// Another person sends it back. Field `note`.
    Refuse {
        note: String,
    },
    Discard,
}

/// Use cases.
#[async_trait]
pub trait Regulation: Send + Sync {
    /// `/admin/calendar`: years with a table, and the next one.
    async fn calendars(&self, caller: &Caller) -> PortResult<Vec<CalendarRow>>;
    async fn calendar(&self, caller: &Caller, year: i32) -> PortResult<CalendarView>;
    async fn edit_calendar(&self, caller: &Caller, year: i32, edit: CalendarEdit) -> PortResult<()>;
    /// Publishes the draft as a new version. Field `source`. Returns its number.
    async fn publish_calendar(&self, caller: &Caller, year: i32, source: &str) -> PortResult<i64>;
    /// The published calendar of a year as a file; `not-found` where there is none.
    async fn calendar_file(&self, caller: &Caller, year: i32, format: CalendarFormat) -> PortResult<CalendarFile>;

    /// `/admin/profiles`
    async fn profiles(&self, caller: &Caller) -> PortResult<Vec<ProfileRow>>;
    async fn profile(&self, caller: &Caller, name: &str) -> PortResult<ProfileView>;
    /// Puts a value into the open draft of a profile, which is made if there is none. Returns its id.
    async fn edit_profile(&self, caller: &Caller, name: &str, edit: ValueEdit) -> PortResult<String>;
    /// A draft that changes no value but makes the profile the active one. Field `reason`. Returns its id.
    async fn propose_activation(&self, caller: &Caller, name: &str, reason: &str) -> PortResult<String>;
    /// Puts what a profile lacks into its open draft, which is made if there is none. Returns its id.
    async fn adopt(&self, caller: &Caller, name: &str, adoption: Adoption) -> PortResult<String>;
    /// Copies a profile; the copy is in force for nothing until it is activated. Returns its name.
    async fn copy_profile(&self, caller: &Caller, name: &str, new: NewProfile) -> PortResult<String>;
    /// `trial`: a day from which periods are counted as an example.
    async fn draft(&self, caller: &Caller, id: &str, trial: Option<NaiveDate>) -> PortResult<DraftView>;
    async fn act_on_draft(&self, caller: &Caller, id: &str, act: DraftAct) -> PortResult<()>;
}
