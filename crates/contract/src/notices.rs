//! Notices owed by the rules: in the portal, by mail.
//!
//! `/my/messages` lists them, `/my/messages/settings` says which mails one wants, `/admin/mails` is the desk of what did not leave. Labels and
//! sentences arrive in the caller's language.
use crate::{Caller, Coded, PortResult};
use async_trait::async_trait;
use chrono::{DateTime, Utc};

/// How a notice went out beside the portal itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelView {
    /// `mail`
    pub channel: Coded,
    /// Code of `DeliveryState`.
    pub state: Coded,
    /// When it left, or when it was given up.
    pub at: Option<DateTime<Utc>>,
}

/// A notice as its recipient reads it. Ids are UUIDs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeView {
    pub id: String,
    /// Code of `NoticeKind`; the label is the subject, the number of the case included.
    pub kind: Coded,
    /// What it says, one or two sentences.
    pub text: String,
    pub case_number: Option<String>,
    /// Path without language, where there is something to look at.
    pub link: Option<String>,
    /// Owed by law.
    pub statutory: bool,
    pub at: DateTime<Utc>,
    pub read_at: Option<DateTime<Utc>>,
    pub channels: Vec<ChannelView>,
}

/// A page of notices, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticePage {
    pub notices: Vec<NoticeView>,
    /// From 1.
    pub page: u64,
    /// At least 1.
    pub pages: u64,
    pub total: u64,
    pub unread: u64,
}

/// Whether mails of one kind are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreferenceRow {
    /// Code of `NoticeKind` with its name.
    pub kind: Coded,
    pub wanted: bool,
    /// Owed by law or needed for the safety of the account: cannot be switched off.
    pub fixed: bool,
}

/// Which mails an account wants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    pub rows: Vec<PreferenceRow>,
    /// The address, masked; `None` where the account has none.
    pub address: Option<String>,
    /// Since when mails to this address are refused for good.
    pub refused_since: Option<DateTime<Utc>>,
}

/// A mail that did not arrive, for the desk. Neither address nor words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailRow {
    /// Names the delivery: of a mail the id of the notice, which is its `Message-ID` before the `@`; else `<channel>:<id>`.
    pub id: String,
    /// `mail`, `webhook`
    pub channel: Coded,
    /// Code of `NoticeKind` with its name.
    pub kind: Coded,
    pub case_number: Option<String>,
    pub at: DateTime<Utc>,
    /// Code of `DeliveryState`.
    pub state: Coded,
    pub attempts: u32,
    /// When it is tried next.
    pub next_at: Option<DateTime<Utc>>,
    /// What the mail server said.
    pub error: Option<String>,
}

/// The desk of mails.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailDesk {
    /// False: no mail server is set, mails are written as files.
    pub server: bool,
    /// How many mails stand in each state.
    pub counts: Vec<(Coded, u64)>,
    pub rows: Vec<MailRow>,
    /// From 1.
    pub page: u64,
    /// At least 1.
    pub pages: u64,
    pub total: u64,
}

/// Use cases; see the module. Without a session the answer is `sign-in-needed`; the desk is for `sys-admin`, others get `forbidden`.
#[async_trait]
pub trait Notices: Send + Sync {
    /// The caller's notices, newest first; a page beyond the end is empty.
    async fn list(&self, caller: &Caller, page: u64) -> PortResult<NoticePage>;
    /// How many the caller has not read.
    async fn unread_count(&self, caller: &Caller) -> PortResult<u64>;
    /// Marks one as read and answers where it leads; `not-found` where it is not the caller's.
    async fn mark_read(&self, caller: &Caller, id: &str) -> PortResult<Option<String>>;
    /// Marks all as read; how many there were.
    async fn mark_all_read(&self, caller: &Caller) -> PortResult<u64>;
    /// Which mails the caller wants.
    async fn preferences(&self, caller: &Caller) -> PortResult<Preferences>;
    /// Codes of the kinds whose mails the caller wants; kinds that cannot be switched off need not be among them. `bad-value` for unknown ones.
    async fn set_preferences(&self, caller: &Caller, wanted: &[String]) -> PortResult<()>;
    /// Mails that did not arrive.
    async fn mail_desk(&self, caller: &Caller, page: u64) -> PortResult<MailDesk>;
    /// Sends one again, and gives its address another chance.
    async fn retry_mail(&self, caller: &Caller, id: &str) -> PortResult<()>;
}
