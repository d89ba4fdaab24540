//! Cases: filed, followed and handled by the same machinery whatever their kind (B21 complaints and suggestions are the first kinds).
//!
//! One page for both sides (`/cases/{no}`): the view holds only what its reader may see, and `allowed` holds only what its reader may do, so
//! pages never test roles. Forms arrive as [`FormData`]; [`forms`] names the fields each use case reads. Labels arrive in the caller's
//! language. Where the existence of a case is none of the caller's business the answer is `not-found`, and the attempt is in the audit trail.
mod agreement;
mod application;
mod clock;
mod opinion;
mod queue;
mod view;

pub use agreement::{
    AgreementPart, BlankView, BuildView, ClauseView, CommitmentView, PieceView, SignedView, SigningView, VersionView,
    signing,
};
pub use application::{
    AgreementLink, ApplicationPart, ChangeView, CheckLevel, CheckView, ConditionView, CoordinatedView,
    CoordinationPage, CoordinationRow, ItemView, LineView, MissingView, OpinionView, PublisherPart, RelatedView,
    SectionView, SuppliedView,
};
pub use clock::{BasisView, ClockState, ClockView, CountedDayView, ExtensionView, PeriodView};
pub use opinion::{OpinionDesk, OpinionRow, OpinionVersion};
pub use queue::{
    BINDINGS, BulkAct, BulkEnding, MyCases, Neighbours, QueueGroup, QueueGroupKey, QueuePage, QueueQuery, QueueRow,
    QueueTab, STANDINGS,
};
pub use view::{
    Applicant, Archive, CaseFile, CaseHead, CaseView, CommandEnding, CommandField, CommandRef, CommandView,
    DocumentBody, DocumentState, DocumentView, FieldControl, FutureStep, LinkView, MessageView, NoticePreview, Preview,
    PrintPage, Side, Target, TimelineEntry, Turn,
};

use crate::{Caller, Coded, FormData, PortResult};
use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};

/// Names of form fields, by form.
pub mod forms {
    /// What a complaint or suggestion form sends. Required: `subject`, `facts`, `target_kind`; the rest as said.
    pub mod complaint {
        /// What it is about, one line, 4 to 80 characters.
        pub const SUBJECT: &str = "subject";
        /// What happened, 10 to 5000 characters.
        pub const FACTS: &str = "facts";
        /// Most characters of the facts.
        pub const FACTS_MAX: u32 = 5000;
        /// Most characters of the wish.
        pub const WISH_MAX: u32 = 500;
        /// One of [`TARGET_KINDS`].
        pub const TARGET_KIND: &str = "target_kind";
        /// `dataset`: a dataset; `body`: a public body itself; `user`: somebody who uses open data; `portal`: the portal and everything else.
        pub const TARGET_KINDS: [&str; 4] = ["dataset", "body", "user", "portal"];
        /// Code of the dataset or body; required for those two kinds.
        pub const TARGET: &str = "target";
        /// Who or what in the reporter's own words; required for `user`, optional else, up to 200 characters.
        pub const TARGET_TEXT: &str = "target_text";
        /// What the reporter wants to happen, optional, up to 500 characters.
        pub const WISH: &str = "wish";
        /// The version of a draft that the form was made of.
        pub const DRAFT_VERSION: &str = "draft_version";
        /// Checkbox: no name, no account, no contact is kept. The query code is then the only way back.
        pub const ANONYMOUS: &str = "anonymous";
        /// Name of the reporter: required unless anonymous, up to 60 characters.
        pub const NAME: &str = "name";
        /// Telephone, optional.
        pub const PHONE: &str = "phone";
        /// E-mail, optional; notices are sent there when the reporter has no account.
        pub const EMAIL: &str = "email";
        /// Files, repeatable, at most [`MAX_FILES`].
        pub const EVIDENCE: &str = "evidence";
        /// Files a form may carry.
        pub const MAX_FILES: usize = 5;
        /// Counter entry only: how it came, one of [`CHANNELS`]; required.
        pub const CHANNEL: &str = "channel";
        /// How a complaint reaches the counter.
        pub const CHANNELS: [&str; 5] = ["counter", "phone", "letter", "email", "hotline"];
        /// Counter entry only: the day it came (`YYYY-MM-DD`), optional, not in the future; the clock starts there.
        pub const RECEIVED: &str = "received";
    }

    /// Fields every command page sends beside those its [`super::CommandField`]s name.
    pub mod command {
        /// Version of the case the page was made from; another version answers `conflict` (409).
        pub const VERSION: &str = "version";
        /// [`super::super::Preview::token`] of what was looked at: refusals of applications are sent with it alone (`preview-needed`).
        pub const PREVIEWED: &str = "previewed";
        /// Files of a command whose fields have a file control.
        pub const FILES: &str = "files";
    }

    /// Templates of opinions: the editor, and what decision forms say of them.
    pub mod opinion {
        /// One of [`SAVE`], [`RETIRE`], [`RESTORE`].
        pub const ACT: &str = "act";
        pub const SAVE: &str = "save";
        pub const RETIRE: &str = "retire";
        pub const RESTORE: &str = "restore";
        /// Code of a kind.
        pub const KIND: &str = "kind";
        pub const TITLE: &str = "title";
        pub const TEXT: &str = "text";
        /// The version the editor was made from.
        pub const NUMBER: &str = "number";
        /// Of decision forms, repeatable: the templates whose words were put in ([`super::super::CommandField::templates`]).
        pub const INSERTED: &str = "inserted";
    }

    /// Delegation during absence.
    pub mod delegation {
        /// Account that stands in (value of [`super::super::Cases::colleagues`]).
        pub const TO: &str = "to";
        /// First day (`YYYY-MM-DD`).
        pub const FROM: &str = "from";
        /// Last day, included.
        pub const UNTIL: &str = "until";
    }
}

/// What somebody who filed a case gets to see once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub number: String,
    /// `TS`, `JY` …
    pub kind: Coded,
    /// Ten characters for `/track`; shown this once, stored only as a hash.
    pub query_code: String,
    pub filed: DateTime<Utc>,
    /// Body the case is with now.
    pub with: Option<String>,
    /// The clock that began.
    pub clock: Option<ClockView>,
    /// Files taken in.
    pub documents: u32,
}

/// What opens one case for its reporter for a while, without an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackPass {
    pub number: String,
    /// Sealed: names the case and the end of its time. Belongs into a cookie that scripts cannot read.
    pub token: String,
    /// Seconds it is good for.
    pub seconds: u32,
}

/// An absence and who stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DelegationView {
    pub id: String,
    /// Whose cases.
    pub of: String,
    /// Who stands in.
    pub to: String,
    pub from: NaiveDate,
    /// Included.
    pub until: NaiveDate,
    /// True for absences of the caller, who may end them.
    pub own: bool,
}

/// Something begun and not filed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftView {
    pub id: String,
    /// `TS`, `JY` …
    pub kind: Coded,
    /// Subject typed so far, may be empty.
    pub title: String,
    pub changed: DateTime<Utc>,
    /// Raised by every save.
    pub version: i64,
    /// As typed, wrong values included. Empty in lists.
    pub values: Vec<(String, String)>,
}

/// Use cases; see the module. `kind` is the two-letter prefix of the number (`TS` 投诉举报, `JY` 意见建议).
#[async_trait]
pub trait Cases: Send + Sync {
    /// Files a complaint or suggestion; anybody may, signed in or not. See [`forms::complaint`].
    /// `Invalid` with every fault; `too-many-requests` per address.
    async fn file_complaint(&self, caller: &Caller, kind: &str, form: &FormData) -> PortResult<Receipt>;

    /// An official enters what somebody brought to the counter: the same form and how it came.
    async fn enter_for_visitor(&self, caller: &Caller, kind: &str, form: &FormData) -> PortResult<Receipt>;

    /// The case page. `not-found` for everybody who has no part in it (audited for signed-in callers).
    async fn case(&self, caller: &Caller, number: &str) -> PortResult<CaseView>;

    /// The case by number and query code, read only. The same `not-found` for a wrong number and a wrong code; throttled.
    async fn track(&self, caller: &Caller, number: &str, query_code: &str) -> PortResult<CaseView>;

    /// Number and query code, exchanged for a pass of an hour. As [`Cases::track`] else.
    async fn track_pass(&self, caller: &Caller, number: &str, query_code: &str) -> PortResult<TrackPass>;

    /// Who the pass makes of the caller: the reporter of its one case and nobody else, whoever is signed in. With the number of the case.
    /// `sign-in-needed` once its time is over. What the pass allows is then decided by every use case as for anybody.
    async fn tracked(&self, caller: &Caller, token: &str) -> PortResult<(Caller, String)>;

    /// The page of a command. `forbidden` when it is not among `allowed`.
    async fn command_page(&self, caller: &Caller, number: &str, command: &str) -> PortResult<CommandView>;

    /// Does a command. The form holds `version` and the fields the page named; `conflict` when the case changed meanwhile.
    /// Answers what to say (`flash-case-<command>`) and where the official goes next. A refusal that was not read as it would be told now is not
    /// done: [`crate::PortError::Unread`] has what is to be read.
    async fn do_command(
        &self,
        caller: &Caller,
        number: &str,
        command: &str,
        form: &FormData,
    ) -> PortResult<CommandEnding>;

    /// What a command would tell and write, word for word; nothing is done and nothing is sent. Refused as the command itself would be.
    async fn preview(&self, caller: &Caller, number: &str, command: &str, form: &FormData) -> PortResult<Preview>;

    /// Templates of opinions of the own body.
    async fn opinions(&self, caller: &Caller) -> PortResult<Vec<OpinionRow>>;

    /// One of them in the editor; `None` for a new one.
    async fn opinion(&self, caller: &Caller, id: Option<&str>) -> PortResult<OpinionDesk>;

    /// Writes a new version of one, or retires or restores it. See [`forms::opinion`]; `conflict` where somebody else wrote one meanwhile.
    async fn write_opinion(&self, caller: &Caller, id: Option<&str>, form: &FormData) -> PortResult<()>;

    /// The words of a template for a question of a command, with the facts of the case filled in; `not-found` where it is not offered there.
    async fn opinion_text(
        &self,
        caller: &Caller,
        number: &str,
        command: &str,
        question: &str,
        template: &str,
    ) -> PortResult<String>;

    /// The cases before and after one in the queue that `query` asks for; nothing where it is not in it (any more).
    async fn neighbours(&self, caller: &Caller, number: &str, query: &QueueQuery) -> PortResult<Neighbours>;

    /// The work queue of the body or authority the session acts for, ordered by deadline.
    async fn queue(&self, caller: &Caller, query: &QueueQuery) -> PortResult<QueuePage>;

    /// Hands cases of the own queue to a colleague (`None` = to nobody). All or nothing; answers how many changed.
    async fn assign(&self, caller: &Caller, numbers: &[String], to: Option<&str>) -> PortResult<u32>;

    /// Does the same to several cases, each by itself: what cannot be done is named in the answer, the rest is done. At most 200.
    async fn bulk(&self, caller: &Caller, act: BulkAct, numbers: &[String]) -> PortResult<BulkEnding>;

    /// The queue as CSV, all pages of it, or the given numbers of it alone: what the desk shows, applicants masked. Audited.
    async fn queue_file(&self, caller: &Caller, query: &QueueQuery, numbers: &[String]) -> PortResult<Archive>;

    /// People of the own body who may handle cases: account id and name.
    async fn colleagues(&self, caller: &Caller) -> PortResult<Vec<Coded>>;

    /// Applications of the authority's level with the state of each publisher (B09 step 6); `forbidden` for other bodies.
    async fn coordination(&self, caller: &Caller) -> PortResult<CoordinationPage>;

    /// Cases of the party the session acts for, running ones first.
    async fn my_cases(&self, caller: &Caller, page: u32) -> PortResult<MyCases>;

    /// One document, decrypted on its way out. Access is audited.
    async fn document(&self, caller: &Caller, number: &str, document: &str) -> PortResult<DocumentBody>;

    /// The reporter's name and contact in full, for those who may see them; each time audited with the reason (10 to 200 characters).
    async fn unmask(&self, caller: &Caller, number: &str, reason: &str) -> PortResult<Applicant>;

    /// Everything of the case for printing or archiving. Audited.
    async fn case_file(&self, caller: &Caller, number: &str) -> PortResult<CaseFile>;

    /// The same as a ZIP, streamed: manifest with hashes, timeline as JSON, the page that `page` makes of the file, every document. Audited.
    async fn case_archive(&self, caller: &Caller, number: &str, page: PrintPage) -> PortResult<Archive>;

    /// An internal note: seen by officials of the same body only. Up to 2000 characters.
    async fn add_note(&self, caller: &Caller, number: &str, text: &str) -> PortResult<()>;

    /// A message between reporter and handler. Up to 2000 characters.
    async fn add_message(&self, caller: &Caller, number: &str, text: &str) -> PortResult<()>;

    /// Marks that two cases belong together.
    async fn relate(&self, caller: &Caller, number: &str, other: &str) -> PortResult<()>;

    /// Absences of the own body, running and to come.
    async fn delegations(&self, caller: &Caller) -> PortResult<Vec<DelegationView>>;

    /// Says who stands in during an own absence. See [`forms::delegation`].
    async fn delegate(&self, caller: &Caller, form: &FormData) -> PortResult<()>;

    /// Ends an own absence early.
    async fn end_delegation(&self, caller: &Caller, id: &str) -> PortResult<()>;

    /// Keeps what was typed, right or wrong; `id` continues a draft, whose version [`forms::complaint::DRAFT_VERSION`] names: `conflict` when
    /// another window saved it since. Signed-in callers only; files are not kept.
    async fn save_draft(&self, caller: &Caller, id: Option<&str>, kind: &str, form: &FormData) -> PortResult<String>;

    /// A draft of the caller's party.
    async fn draft(&self, caller: &Caller, id: &str) -> PortResult<DraftView>;

    /// Drafts of the caller's party, newest first.
    async fn drafts(&self, caller: &Caller) -> PortResult<Vec<DraftView>>;

    /// Throws a draft away.
    async fn discard_draft(&self, caller: &Caller, id: &str) -> PortResult<()>;

    /// Removes a draft whose content was filed.
    async fn draft_filed(&self, caller: &Caller, id: &str) -> PortResult<()>;
}
