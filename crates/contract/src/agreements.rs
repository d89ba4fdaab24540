//! Agreements beyond their cases: the signed text as page and file, and `/verify`.
use crate::cases::{AgreementPart, CaseHead};
use crate::{Caller, Coded, FormData, PortResult};
use async_trait::async_trait;
use bytes::Bytes;
use chrono::{DateTime, Utc};

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
}

/// Use cases; see the module.
#[async_trait]
pub trait Agreements: Send + Sync {
    /// The text of an agreement; `not-found` for everybody who has no part in it. Audited.
    async fn text(&self, caller: &Caller, number: &str) -> PortResult<AgreementText>;

    /// The signed text as a file: `txt`, whose SHA-256 is the hash of the text. `not-found` before it was signed. Audited.
    async fn file(&self, caller: &Caller, number: &str, form: &str) -> PortResult<AgreementFile>;

    /// Whether a text was signed, by number and hash or by the file itself; `None` = this portal knows of no such signature. The file is
    /// compared in memory and kept nowhere. `Invalid` with every fault, `too-many-requests` per address.
    async fn verify(&self, caller: &Caller, form: &FormData) -> PortResult<Option<Verified>>;
}
