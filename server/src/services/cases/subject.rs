//! The seam of procedures: what the shared machinery asks of a case whatever its kind, and which procedure a kind has.
//!
//! Complaints (TS, JY) stand in this folder, applications for restricted data (SQ) in `services::access::reviews`, agreements (XY)
//! in `services::access::agreements`, violations (WG) in `services::access::violations`. A new kind of case brings a [`Procedure`] and a
//! [`Subject`] and a line in [`of`]; pages, queue, documents, messages, timeline, printing and the rest then work for it.
use super::complaint::Complaints;
use super::{internal, load, missing};
use crate::portal::Core;
use crate::services::access::{agreements, reviews, violations};
use async_trait::async_trait;
use contract::cases::{Applicant, CaseView, CommandEnding, CommandRef, CommandView, FutureStep, Preview, Turn};
use contract::{Caller, Coded, FormData, PortResult};
use domain::cases::CaseKind;
use domain::locale::Locale;
use domain::policy::{Actor, CaseAction, Denial};
use store::Tx;
use store::cases::{CaseRow, ClockRow, DocumentRow, EventRow, LinkRow, MessageRow};
use uuid::Uuid;

/// A procedure: how cases of its kinds are read and what is done with them.
#[async_trait]
pub trait Procedure: Send + Sync {
    /// Whether the actor has a part in a case, from its row alone: lists ask this of many.
    fn involves(&self, actor: &Actor, row: &CaseRow) -> bool;

    /// Everything around a row, for one reader. Says nothing about whether they may see it: that is [`Subject::authorize`].
    async fn subject(&self, core: &Core, tx: &mut Tx, caller: &Caller, row: CaseRow) -> PortResult<Box<dyn Subject>>;

    /// See [`contract::cases::Cases::command_page`].
    async fn command_page(&self, core: &Core, caller: &Caller, number: &str, command: &str) -> PortResult<CommandView>;

    /// See [`contract::cases::Cases::do_command`].
    async fn run(
        &self,
        core: &Core,
        caller: &Caller,
        number: &str,
        command: &str,
        form: &FormData,
    ) -> PortResult<CommandEnding>;

    /// See [`contract::cases::Cases::preview`].
    async fn preview(
        &self,
        core: &Core,
        caller: &Caller,
        number: &str,
        command: &str,
        form: &FormData,
    ) -> PortResult<Preview>;
}

/// A case as one reader has it before them.
#[async_trait]
pub trait Subject: Send + Sync {
    fn row(&self) -> &CaseRow;
    fn kind(&self) -> CaseKind;
    fn clocks(&self) -> &[ClockRow];
    fn links(&self) -> &[LinkRow];

    /// Decides by the policy of the procedure.
    ///
    /// # Errors
    /// `not-found` for whoever has no part in it; `forbidden` where the part does not suffice.
    fn authorize(&self, actor: &Actor, action: CaseAction) -> Result<(), Denial>;
    /// Whether the actor filed it, counting every party the account belongs to.
    fn filed_by(&self, actor: &Actor) -> bool;
    /// Whether the reader looks from an office.
    fn official(&self) -> bool;
    /// Looking at it is recorded itself.
    fn recorded(&self) -> bool {
        false
    }
    /// Who filed it is hidden from the reader by the rules.
    fn hidden(&self) -> bool {
        false
    }
    /// The part the reader acts in, for the timeline.
    fn role(&self) -> Option<&'static str>;

    /// Code of the state; its words are `code-case-<kind>-state-<code>`, else `code-case-state-<code>`.
    fn state(&self) -> &'static str;
    /// Nothing is to be decided any more.
    fn closed(&self) -> bool;
    /// Decided, and only the last formality is left.
    fn settled(&self) -> bool {
        false
    }
    /// Whose turn it is, as the reader sees it; `body` is the one they act for.
    fn turn(&self, body: Option<Uuid>) -> Turn;
    /// The bodies whose turn it is.
    fn with(&self) -> Vec<Uuid> {
        self.row().with.into_iter().collect()
    }
    /// Who reads a message of the party that filed it.
    fn desk(&self) -> Uuid;
    /// Bodies that have a part in it.
    fn bodies(&self) -> Vec<Uuid>;
    /// The clock for lists and the head: the one that matters to this reader.
    fn clock(&self) -> Option<&ClockRow> {
        self.clocks().iter().rev().filter(|row| self.shows_clock(row)).find(|row| row.clock.is_open())
    }

    /// What the reader may do now, in the order to offer it.
    fn allowed(&self, core: &Core, caller: &Caller) -> Vec<CommandRef>;
    /// The command by which a body takes over what was routed to it (标记已接收), where the procedure has one that decides nothing.
    fn receives(&self) -> Option<&'static str> {
        None
    }
    /// The command that urges whoever has it (催办).
    fn reminds(&self) -> Option<&'static str> {
        None
    }
    /// What still comes.
    fn future(&self, locale: Locale) -> Vec<FutureStep>;

    /// Whether the reader sees a clock.
    fn shows_clock(&self, _clock: &ClockRow) -> bool {
        true
    }
    /// Whether the reader sees a line of the history at all.
    fn shows_event(&self, _event: &EventRow) -> bool {
        true
    }
    /// Whether the reader sees a fact or text of a line of the history.
    fn shows_part(&self, _event: &EventRow, _name: &str) -> bool {
        true
    }
    /// Whether the reader knows of a document.
    fn shows_document(&self, _document: &DocumentRow) -> bool {
        true
    }
    /// Whether a place holds one document: a later one replaces it.
    fn holds_one(&self, _slot: &str) -> bool {
        false
    }
    /// Whether the reader sees a message of somebody else.
    fn shows_message(&self, _message: &MessageRow) -> bool {
        true
    }
    /// What a document is, in words.
    fn slot(&self, locale: Locale, slot: &str) -> Coded {
        super::words::of_kind(locale, self.kind(), "slot", slot)
    }
    /// How a fact of the history reads; `None` = as the machinery knows it.
    fn fact(&self, _locale: Locale, _name: &str, _value: &serde_json::Value) -> Option<String> {
        None
    }

    /// Whether a text of the history is the text of the act; the others are named.
    fn is_text(&self, name: &str) -> bool {
        !matches!(name, "late_reason" | "note")
    }
    /// Name of another text of the history.
    fn text_name(&self, locale: Locale, name: &str) -> String {
        super::words::of_kind(locale, self.kind(), "fact", name).label
    }

    /// Who filed it, in full, if anything is known.
    ///
    /// # Errors
    /// Of the keys.
    fn applicant(&self, core: &Core) -> PortResult<Option<Applicant>>;
    /// The same for eyes that need no more than to tell people apart.
    fn masked(&self, applicant: &Applicant) -> Applicant {
        super::applicant::mask_of(applicant)
    }

    /// Fills in what is the procedure's own: what was filed, what it is about, basis.
    ///
    /// # Errors
    /// Of the database and keys.
    async fn fill(&self, core: &Core, tx: &mut Tx, caller: &Caller, view: &mut CaseView) -> PortResult<()>;
}

/// The procedure of a kind; `not-found` for kinds that have none.
pub fn of(kind: &str) -> PortResult<&'static dyn Procedure> {
    match CaseKind::from_code(kind) {
        Some(CaseKind::Complaint | CaseKind::Suggestion) => Ok(&Complaints),
        Some(CaseKind::Application) => Ok(&reviews::Reviews),
        Some(CaseKind::Agreement) => Ok(&agreements::Agreed),
        Some(CaseKind::Violation) => Ok(&violations::Violations),
        _ => missing(),
    }
}

/// Kinds that have a procedure: what a queue can be narrowed to.
pub fn kinds() -> Vec<CaseKind> {
    CaseKind::ALL.iter().copied().filter(|kind| of(kind.code()).is_ok()).collect()
}

/// The procedure of a number as people type it.
pub fn of_number(typed: &str) -> PortResult<&'static dyn Procedure> {
    let number = load::number(typed)?;
    of(number.split('-').next().unwrap_or_default())
}

/// Whether the actor has a part in a case of whatever kind.
pub fn involves(actor: &Actor, row: &CaseRow) -> bool {
    of(&row.kind).is_ok_and(|procedure| procedure.involves(actor, row))
}

/// A case of whatever kind, for one reader.
pub async fn read(core: &Core, tx: &mut Tx, caller: &Caller, row: CaseRow) -> PortResult<Box<dyn Subject>> {
    of(&row.kind).map_err(|_| internal(format!("kind {}", row.kind)))?.subject(core, tx, caller, row).await
}
