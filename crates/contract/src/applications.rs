//! Applying for restricted data (B09 step 1, B11; forms C1, C2, C3, C5): drafts of a party, section by section, their papers, and submission.
//!
//! A draft keeps what was typed, right or wrong, in the shape of [`domain::access::application::Form`]; fields of forms are named as its faults
//! are (`contact_phone`, `scenarios.0.usage`, `lines.1.items`). Every section carries a stamp of what stands in it: a form sent with the stamp
//! of something else answers `conflict`, so that colleagues who fill in different sections never meet, and in the same one nothing is lost.
//! A draft of another party is `not-found`.
mod view;

pub use view::{
    ApplicantView, DatasetChoice, DraftRow, DraftView, FormerRow, GroupView, ItemChoice, LineView, ObstacleView,
    PaperView, ReceiptCase, ReceiptView, Saved, Slot, StartView, Submitted,
};

use crate::cases::DocumentBody;
use crate::{Caller, FormData, PortResult};
use async_trait::async_trait;
use domain::access::application::Section;

/// Names of form fields that are no fields of the application itself.
pub mod forms {
    /// Stamp of the section the page was made from.
    pub const STAMP: &str = "stamp";
    /// The form is saved while somebody fills it in: blank blocks of a table keep their places, so that what is sent next means the same ones.
    pub const TYPING: &str = "typing";
    /// Begin: public code of a dataset.
    pub const DATASET: &str = "dataset";
    /// Begin: a draft the dataset is added to.
    pub const DRAFT: &str = "draft";
    /// Begin: number of a former application to copy.
    pub const COPY: &str = "copy";
    /// Attach and remove: the slot, text of a material. The file is sent as `attachments.<slot>`, what the paper says as
    /// `attachments.<slot>.issued` (day of issue), `.valid_until` (last day of validity) and `.system` (the system a certificate is for).
    pub const SLOT: &str = "slot";
    /// Attach: id of a paper of a former application that is taken over, in place of a file.
    pub const PAPER: &str = "paper";
    /// Share: account of the colleague.
    pub const COLLEAGUE: &str = "colleague";
    /// Share: code of the section they are asked to fill in; empty = any.
    pub const SECTION: &str = "section";
    /// How the form is sealed: `account` or `file`.
    pub const SEAL: &str = "seal";
    /// Head who signs the commitment.
    pub const HEAD: &str = "accountable_head";
    /// The tick under the commitment.
    pub const COMMITMENT: &str = "commitment";
}

/// Use cases; see the module.
#[async_trait]
pub trait Applications: Send + Sync {
    /// What can be begun with: the dataset asked for, drafts it can be added to, former applications to copy.
    async fn start(&self, caller: &Caller, dataset: Option<&str>) -> PortResult<StartView>;

    /// Begins a draft, or adds a dataset to one; answers its id. See [`forms`]. `not-offered` at `dataset` for what cannot be applied for.
    async fn begin(&self, caller: &Caller, form: &FormData) -> PortResult<String>;

    /// Drafts of the party, newest first.
    async fn drafts(&self, caller: &Caller) -> PortResult<Vec<DraftRow>>;

    /// A draft with everything its pages show. One that was filed too; its `filed` says so. `section`: whose page it is for; papers of former
    /// applications are offered on that of [`Section::Papers`].
    async fn draft(&self, caller: &Caller, id: &str, section: Option<Section>) -> PortResult<DraftView>;

    /// Saves what stands in the form of a section (for lines: of one line), right or wrong. `conflict` when something else stands there than
    /// when the page was made, and than what is sent; then nothing is saved.
    async fn save(
        &self,
        caller: &Caller,
        id: &str,
        section: Section,
        line: Option<usize>,
        form: &FormData,
    ) -> PortResult<Saved>;

    /// Adds a line for a dataset at the end; answers its place, from 0.
    async fn add_line(&self, caller: &Caller, id: &str, dataset: &str) -> PortResult<usize>;

    /// Takes a line away, with the papers that belong to it. `conflict` when another one stands there by now.
    async fn remove_line(&self, caller: &Caller, id: &str, line: usize, stamp: &str) -> PortResult<()>;

    /// Puts a file into a slot, or changes the dates of the one there. Faults at the fields of [`forms`].
    async fn attach(&self, caller: &Caller, id: &str, form: &FormData) -> PortResult<()>;

    /// Takes a file out of its slot.
    async fn remove_paper(&self, caller: &Caller, id: &str, slot: &str) -> PortResult<()>;

    /// A file, decrypted on its way out. Audited.
    async fn paper(&self, caller: &Caller, id: &str, paper: &str) -> PortResult<DocumentBody>;

    /// Tells a colleague of the organisation that a draft waits for them. See [`forms`]. `not-offered` at `colleague` for anybody
    /// else. Told once a day for each section.
    async fn share(&self, caller: &Caller, id: &str, form: &FormData) -> PortResult<()>;

    /// Throws a draft away.
    async fn discard(&self, caller: &Caller, id: &str) -> PortResult<()>;

    /// Files it, one application for each authority, all or none; the registers of credit are asked now. What stands in the way is no error but
    /// an answer. A draft that is filed already answers with its numbers.
    async fn submit(&self, caller: &Caller, id: &str) -> PortResult<Submitted>;

    /// What was filed from a draft: can be opened and printed any time.
    async fn receipt(&self, caller: &Caller, id: &str) -> PortResult<ReceiptView>;
}
