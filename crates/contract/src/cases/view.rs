//! The case page and the pages of its commands.
use super::{AgreementPart, ApplicationPart, BasisView, ClockView, SigningView};
use crate::{BodyRef, Coded};
use bytes::Bytes;
use chrono::{DateTime, NaiveDate, Utc};
use futures_core::stream::BoxStream;

/// From which side the reader looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The reporter or applicant; timeline oldest first.
    Applicant,
    /// Staff of the handling body or the authority; timeline newest first.
    Official,
    /// `/track`: as the applicant, by number and query code; read only where an account filed it.
    Tracking,
}

/// Colour of the state tag (ui 4.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The reader's turn.
    Yours,
    /// Somebody else's.
    Others,
    /// Over, with a result.
    Done,
    /// Over without one: refused, cancelled.
    Ended,
}

/// What lists and the head of the page show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseHead {
    /// `TS-20261012-0003`
    pub number: String,
    /// `TS`, `JY` …
    pub kind: Coded,
    pub title: String,
    /// `filed`, `routed`, `handling`, `supplement`, `referred`, `answered`, `closed`.
    pub state: Coded,
    pub turn: Turn,
    /// 现在轮到: name of the body, or `None` when it is the reporter's turn or nobody's.
    pub with: Option<String>,
    pub filed: DateTime<Utc>,
    pub changed: DateTime<Utc>,
    /// The clock that matters now, if any runs.
    pub clock: Option<ClockView>,
}

/// The case as its reader may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseView {
    pub head: CaseHead,
    pub side: Side,
    /// Goes into every command form.
    pub version: i64,
    /// What the reader may do now, in the order to offer it.
    pub allowed: Vec<CommandRef>,
    /// Whether the reader may write messages, internal notes, see the reporter in full, open the case file, assign.
    pub may_message: bool,
    pub may_note: bool,
    pub may_unmask: bool,
    pub may_print: bool,
    pub may_assign: bool,
    /// All clocks, running ones first.
    pub clocks: Vec<ClockView>,
    /// Order as [`Side`] says.
    pub timeline: Vec<TimelineEntry>,
    pub future: Vec<FutureStep>,
    /// What was filed: label and text, read only.
    pub answers: Vec<(String, String)>,
    pub target: Target,
    pub documents: Vec<DocumentView>,
    /// Oldest first. Notes are `internal`.
    pub messages: Vec<MessageView>,
    pub links: Vec<LinkView>,
    /// `None` where the reader may not know who reported (target of the complaint) or nobody gave a name.
    pub applicant: Option<Applicant>,
    /// The reporter is hidden from the reader by the rules (rather than anonymous).
    pub applicant_hidden: bool,
    pub anonymous: bool,
    /// `online` or how it came to the counter.
    pub channel: Coded,
    /// Bodies that have a part in it.
    pub bodies: Vec<BodyRef>,
    /// Person in charge; officials only.
    pub assignee: Option<Coded>,
    pub basis: Vec<BasisView>,
    /// Name and version of the profile it follows.
    pub profile: String,
    /// Applications for restricted data only.
    pub application: Option<ApplicationPart>,
    /// Agreements only.
    pub agreement: Option<AgreementPart>,
}

/// What a complaint is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// `dataset`, `body`, `user`, `portal`, in words.
    pub kind: Coded,
    /// Title or name.
    pub name: Option<String>,
    /// `/data/…` or `/publishers/…`.
    pub path: Option<String>,
    /// The reporter's own words.
    pub text: Option<String>,
}

/// A command that is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandRef {
    /// `route`, `accept`, `answer` …: the `{command}` of `/cases/{no}/do/{command}`.
    pub code: String,
    /// Verb and object, for the button.
    pub label: String,
    /// The one to show first.
    pub primary: bool,
    /// Ends or undoes something.
    pub danger: bool,
}

/// The page of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandView {
    pub head: CaseHead,
    pub version: i64,
    pub command: CommandRef,
    /// What happens, one sentence each.
    pub effects: Vec<String>,
    /// Who is told, in words.
    pub told: Vec<String>,
    /// Whether and how it can be undone.
    pub undo: String,
    /// What it asks.
    pub fields: Vec<CommandField>,
    /// Somebody is told, and what they are told can be looked at before.
    pub preview: bool,
    pub basis: Vec<BasisView>,
    /// What has to be known before: that a deadline has passed.
    pub facts: Vec<(String, String)>,
    /// The decision screen: what it is decided by.
    pub application: Option<ApplicationPart>,
    /// Papers to look at while deciding.
    pub documents: Vec<DocumentView>,
    /// The click: what is signed.
    pub signing: Option<SigningView>,
}

/// What a command would tell and write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// One for each side that is told.
    pub notices: Vec<NoticePreview>,
    /// The line of the history as the reporter will read it; `None` where they will not.
    pub entry: Option<TimelineEntry>,
    /// What the form sends along to say that exactly this was looked at ([`super::forms::command::PREVIEWED`]).
    pub token: String,
    /// The decision is not taken without it: a refusal is read before it is sent.
    pub obliged: bool,
}

/// A notice before it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticePreview {
    /// `reporter` or `body`, in words.
    pub to: Coded,
    /// How many people.
    pub people: u32,
    pub subject: String,
    pub text: String,
    /// Where its link leads, without language prefix.
    pub link: Option<String>,
}

/// One question of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandField {
    /// Name in the form.
    pub name: String,
    pub label: String,
    pub hint: Option<String>,
    pub control: FieldControl,
    pub required: bool,
    /// Value to start with.
    pub value: String,
    /// Characters at least and at most, for texts; 0 = no bound.
    pub min: u32,
    pub max: u32,
    /// The reporter does not see it.
    pub internal: bool,
    /// Heading of the questions it belongs to, where there are several groups.
    pub group: Option<String>,
    /// Templates whose words can be put in, by version.
    pub templates: Vec<Coded>,
}

/// How a question is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldControl {
    /// One line.
    Text,
    /// Several lines.
    TextArea,
    /// One of some, as radio buttons (a `<select>` above seven).
    Choice(Vec<Coded>),
    Checkbox,
    /// Any of some; what is chosen stands in the value, one a line.
    Checks(Vec<Coded>),
    /// A text in clauses to read, and the tick under it.
    Statement(Vec<String>),
    /// A whole number.
    Number,
    /// `YYYY-MM-DD`
    Date,
    /// Several files.
    Files,
}

/// What a command led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandEnding {
    pub number: String,
    /// The new state.
    pub state: Coded,
    /// The next case of the same queue by deadline, for 打开下一件.
    pub next: Option<String>,
    /// Whether the caller may still see the case (a body that returned it may not).
    pub visible: bool,
}

/// One line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    pub at: DateTime<Utc>,
    /// `filed`, `routed`, `answered` …, in words.
    pub event: Coded,
    /// Body and role, or 举报人 / 本平台.
    pub actor: String,
    /// Name of the person; officials only.
    pub person: Option<String>,
    /// Reason or text of the act.
    pub text: Option<String>,
    /// Named facts: label and value (`转交给`, `处理结果` …).
    pub facts: Vec<(String, String)>,
    /// What it did to the clock, in words.
    pub clock: Option<String>,
    /// Seen by officials only.
    pub internal: bool,
    /// What came with the act, as far as the reader knows of it.
    pub documents: Vec<DocumentView>,
}

/// A step still to come, shown grey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FutureStep {
    pub label: String,
    /// Working days, where the profile has a number.
    pub working_days: Option<u32>,
    pub soft: bool,
}

/// A document of the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentView {
    pub id: String,
    pub name: String,
    /// `evidence`, `supplement`, `answer`, in words.
    pub slot: Coded,
    /// Media type by content.
    pub media: String,
    pub bytes: u64,
    /// SHA-256 (hex) of the content.
    pub sha256: String,
    pub state: DocumentState,
    /// Who gave it, in words.
    pub from: String,
    pub at: DateTime<Utc>,
    /// May be shown in the page (PDF, images).
    pub inline: bool,
    /// The reader may open it; else they only know of it.
    pub open: bool,
    /// Viewing is recorded (all documents of cases with personal data).
    pub recorded: bool,
}

/// Whether a document still counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentState {
    /// 有效
    Valid,
    /// 已替换: a later one stands in its place.
    Replaced,
}

impl DocumentState {
    /// For the words on it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Replaced => "replaced",
        }
    }
}

/// A document on its way out.
pub struct DocumentBody {
    pub name: String,
    pub media: String,
    pub bytes: u64,
    pub inline: bool,
    pub body: BoxStream<'static, Result<Bytes, std::io::Error>>,
}

impl std::fmt::Debug for DocumentBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DocumentBody").field("name", &self.name).field("bytes", &self.bytes).finish_non_exhaustive()
    }
}

/// A message or an internal note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageView {
    pub at: DateTime<Utc>,
    pub from: String,
    /// Officials only.
    pub person: Option<String>,
    pub text: String,
    pub internal: bool,
    pub own: bool,
}

/// Another case, dataset or wish this one led to or came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkView {
    /// `related`, `spawned`, `from`, `suspension`, `wish-violation`, `wish-correction`, `wish-withdrawal`, in words.
    pub relation: Coded,
    /// Number or title of the other side.
    pub label: String,
    /// Where it is, without language prefix, if it exists and the reader may see it.
    pub path: Option<String>,
    pub at: DateTime<Utc>,
}

/// Who reported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applicant {
    /// 张* unless unmasked.
    pub name: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    /// 统一社会信用代码 or number of the document, of who applies.
    pub number: Option<String>,
    /// 联系人 and address, of who applies.
    pub contact: Option<String>,
    pub address: Option<String>,
    pub masked: bool,
}

/// Makes the print page of a file, as a document of its own; the names are those of its documents in the archive, in the order of the list.
pub type PrintPage = Box<dyn FnOnce(&CaseFile, &[String]) -> String + Send>;

/// A file on its way out whose length is not known before.
pub struct Archive {
    pub name: String,
    pub body: BoxStream<'static, Result<Bytes, std::io::Error>>,
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Archive").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Everything of a case, for a print page.
#[derive(Clone, Debug)]
pub struct CaseFile {
    pub case: CaseView,
    pub printed: DateTime<Utc>,
    pub printed_by: String,
    /// Legal date of printing.
    pub on: NaiveDate,
}
