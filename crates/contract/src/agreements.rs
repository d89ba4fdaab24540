//! Agreements beyond their cases: the signed text as page and file, and `/verify`.
use crate::cases::{AgreementPart, CaseHead};
use crate::cases::{CommandRef, Turn};
use crate::{Caller, Coded, FormData, PortResult};
use async_trait::async_trait;
use bytes::Bytes;
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::agreement::Group;

/// Fields of `/verify`: number and hash, or the file.
pub mod verifying {
    pub const NUMBER: &str = "number";
    pub const SHA256: &str = "sha256";
    pub const FILE: &str = "file";
}

/// The text to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementText {
    pub head: CaseHead,
    pub part: AgreementPart,
    /// `/verify` with the host, for paper.
    pub verify: Option<String>,
}

/// A file that holds a signed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementFile {
    pub name: String,
    pub media: &'static str,
    pub bytes: Bytes,
}

/// What `/verify` says. No personal data: natural persons are masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    pub number: String,
    pub sha256: String,
    pub signed: DateTime<Utc>,
    pub party_a: String,
    pub party_b: String,
    /// State of the agreement, in words.
    pub state: Coded,
    /// The PDF has an electronic seal (电子签章), or gets one when it is made.
    pub sealed: bool,
}

/// What is asked of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AgreementQuery {
    /// `None` = all.
    pub group: Option<Group>,
    /// Only those that wait for the reader's side.
    pub yours: bool,
    /// From 1.
    pub page: u32,
}

impl AgreementQuery {
    /// Names of the parameters.
    pub const GROUP: &'static str = "state";
    /// Value of [`Self::GROUP`] for [`Self::yours`].
    pub const YOURS: &'static str = "yours";

    /// As the address says it; what is unknown is all.
    pub fn parse(group: Option<&str>, page: Option<&str>) -> Self {
        Self {
            group: group.and_then(Group::from_code),
            yours: group == Some(Self::YOURS),
            page: page.and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 100_000),
        }
    }

    /// As it stands in the address; empty = all.
    pub fn code(&self) -> &'static str {
        if self.yours { Self::YOURS } else { self.group.map_or("", Group::code) }
    }
}

/// A page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgreementList {
    pub rows: Vec<AgreementItem>,
    /// How many there are under each parameter: [`AgreementQuery::code`].
    pub counts: Vec<(AgreementQuery, u64)>,
    /// Of what was asked.
    pub total: u64,
    pub page: u32,
    pub per_page: u32,
}

/// An agreement in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementItem {
    pub number: String,
    pub version: u32,
    /// The datasets.
    pub titles: Vec<String>,
    pub party_a: String,
    /// A natural person is masked for offices.
    pub party_b: String,
    pub state: Coded,
    pub turn: Turn,
    /// Who has to act; nobody while it is in force and nothing is owed, or over.
    pub with: Option<String>,
    pub signed: Option<DateTime<Utc>>,
    /// How long it runs, in words; empty while that is open.
    pub term: String,
    /// What the next date is, in words, and its last day: the end of the term, or of the time to destroy the data.
    pub until: Option<(String, NaiveDate)>,
    /// Until that day is over; 0 = it ends tonight, negative = it is past.
    pub days_left: Option<i64>,
    /// What the reader has to do.
    pub act: Option<CommandRef>,
}

/// An agreement in force with a day that comes near.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComingDay {
    pub number: String,
    /// The datasets.
    pub titles: Vec<String>,
    /// The last day of the term, if that comes near, and the days left; 0 = it ends tonight.
    pub ends: Option<(NaiveDate, i64)>,
    /// The target to publish the application, if that comes near.
    pub build: Option<(NaiveDate, i64)>,
    /// The reader may ask to renew it now: before expiry only.
    pub renewable: bool,
}

/// Use cases; see the module.
#[async_trait]
pub trait Agreements: Send + Sync {
    /// `/my/agreements`: those of the party the session acts for; `not-found` for sessions that act for a body.
    async fn mine(&self, caller: &Caller, query: AgreementQuery) -> PortResult<AgreementList>;

    /// `/my`: those of the party that end soon, as early as the profile reminds of it, or whose other days come near; the next day first.
    /// `not-found` for sessions that act for a body.
    async fn coming(&self, caller: &Caller) -> PortResult<Vec<ComingDay>>;

    /// `/admin/agreements`: those the reader's office has a part in. `forbidden` for everybody else, `second-factor-needed`.
    async fn desk(&self, caller: &Caller, query: AgreementQuery) -> PortResult<AgreementList>;

    /// The text of an agreement; `not-found` for everybody who has no part in it. Audited.
    async fn text(&self, caller: &Caller, number: &str) -> PortResult<AgreementText>;

    /// The signed text as a file: `txt`, whose SHA-256 is the hash of the text, or `pdf`, made when it is asked for first and the same ever
    /// after (`pdf-font-missing` without a font). `not-found` before it was signed. Audited.
    async fn file(&self, caller: &Caller, number: &str, form: &str) -> PortResult<AgreementFile>;

    /// Whether a text was signed, by number and hash or by the file itself; `None` = this portal knows of no such signature. The file is
    /// compared in memory and kept nowhere. `Invalid` with every fault, `too-many-requests` per address.
    async fn verify(&self, caller: &Caller, form: &FormData) -> PortResult<Option<Verified>>;
}
