//! Before applying: announcements, windows, conditions, credit entries, texts, and what a reader learns before filling in a form (R-006,
//! …R-059). Forms arrive as [`FormData`]; each method names the fields it reads. What the desk may do is decided by the
//! services; pages never test roles.
mod announcements;
mod applying;
mod conditions;
mod credit;
mod texts;
mod windows;

pub use announcements::*;
pub use applying::*;
pub use conditions::*;
pub use credit::*;
pub use texts::*;
pub use windows::*;

use crate::{Caller, FormData, PortResult};
use async_trait::async_trait;

/// Use cases; see the module. At the desk the answer is `sign-in-needed` without a session and `forbidden` for other offices.
#[async_trait]
pub trait Opening: Send + Sync {
    /// What authorities announced, the newest first; of one kind where it is not empty. For everybody.
    async fn announcements(&self, caller: &Caller, kind: &str, page: u64) -> PortResult<AnnouncementPage>;
    /// One announcement in its newest version or in an earlier one. For everybody.
    async fn announcement(&self, caller: &Caller, code: &str, version: Option<u32>) -> PortResult<AnnouncementView>;

    /// Announcements of the caller's authority, drafts first.
    async fn own_announcements(&self, caller: &Caller) -> PortResult<Vec<AnnouncementRow>>;
    /// What stands in the editor: the draft, else the published text as the beginning of a correction; empty for a new one.
    async fn announcement_draft(&self, caller: &Caller, code: Option<&str>) -> PortResult<AnnouncementDraft>;
    /// `act` = `save`, `publish` or `discard`; fields `kind`, `title`, `body`, `title_en`, `body_en`, `note`, `version`. Its code.
    async fn write_announcement(&self, caller: &Caller, code: Option<&str>, form: &FormData) -> PortResult<String>;

    /// Windows of the caller's authority, and the months the profile proposes.
    async fn windows(&self, caller: &Caller) -> PortResult<WindowDesk>;
    /// One of them, with the words its next announcement begins with.
    async fn window(&self, caller: &Caller, id: &str) -> PortResult<WindowView>;
    /// Drafts a window; fields `first`, `last`. Its id.
    async fn draft_window(&self, caller: &Caller, form: &FormData) -> PortResult<String>;
    /// `act` = `draft` (`first`, `last`), `announce`, `prolong` (`last`), `cancel`; the last three publish an announcement (`title`, `body`,
    /// `title_en`, `body_en`) in the same transaction, but for a draft that is taken back. Its public code.
    async fn act_on_window(&self, caller: &Caller, id: &str, form: &FormData) -> PortResult<Option<String>>;

    /// Restricted datasets of the caller's body with the state of their conditions.
    async fn restricted(&self, caller: &Caller, text: &str, page: u64) -> PortResult<RestrictedPage>;
    /// What stands in the editor of conditions.
    async fn conditions(&self, caller: &Caller, dataset: &str) -> PortResult<ConditionsDesk>;
    /// `act` = `save`, `publish` or `discard`; fields `modes` (repeated), `note`, and for each `n` from 0 `conditions.n.code`, `.asks`, `.zh`,
    /// `.en`, `.min`, `.accepted`; a condition whose text and code are both empty is left out.
    async fn write_conditions(&self, caller: &Caller, dataset: &str, form: &FormData) -> PortResult<()>;

    /// The table of credit entries; `number` finds those of one party.
    async fn credit(&self, caller: &Caller, query: &CreditQuery) -> PortResult<CreditPage>;
    /// Finds by number: the form field `number`. The keyed hash to look at; the number itself never stands in an address.
    async fn find_credit(&self, caller: &Caller, form: &FormData) -> PortResult<String>;
    /// Takes over a CSV file (upload `file`), all of it or nothing.
    async fn import_credit(&self, caller: &Caller, form: &FormData) -> PortResult<u64>;
    /// Ends an entry on a day; fields `id`, `last`, `reason`.
    async fn lift_credit(&self, caller: &Caller, form: &FormData) -> PortResult<()>;

    /// The texts of the caller's authority.
    async fn texts(&self, caller: &Caller) -> PortResult<Vec<TextRow>>;
    /// What stands in the editor of a text.
    async fn text(&self, caller: &Caller, kind: &str) -> PortResult<TextDesk>;
    /// `act` = `save`, `publish` or `discard`; fields `clauses.n.zh`, `.en`, `.title`, `note`.
    async fn write_text(&self, caller: &Caller, kind: &str, form: &FormData) -> PortResult<()>;
    /// A text as it would be read: the draft if there is one, else what is in force.
    async fn text_preview(&self, caller: &Caller, kind: &str) -> PortResult<TextPreview>;

    /// The windows that are open, or will be within fifteen days (ui 5.1). For everybody.
    async fn open_windows(&self, caller: &Caller) -> PortResult<Vec<OpenWindow>>;
    /// What an application for a dataset (or for any) takes. For everybody.
    async fn procedure(&self, caller: &Caller, dataset: Option<&str>) -> PortResult<ProcedureView>;
    /// The next question of the self-check, or its result. For everybody; nothing is stored.
    async fn self_check(&self, caller: &Caller, answers: &SelfAnswers) -> PortResult<SelfCheck>;
    /// How a restricted dataset is offered, and what stands in this reader's way. For everybody.
    async fn standing(&self, caller: &Caller, dataset: &str) -> PortResult<DatasetOpening>;
    /// 到时提醒我 for the authority of a dataset (the highest one for none), or no longer.
    async fn remind(&self, caller: &Caller, dataset: Option<&str>, wanted: bool) -> PortResult<()>;
}
