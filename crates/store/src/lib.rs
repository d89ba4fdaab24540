//! All SQL of the portal, on SQLite and PostgreSQL (design §4 Database). The services of `server` are the only caller.
//!
//! A [`Store`] hands out transactions: [`Store::read`] sees one moment and cannot write; [`Store::write`] ends with [`Tx::commit`],
//! which numbers what changed, so that the order of commits is the order of the feed. Everything else is a method of [`Tx`], one file a
//! domain. Instants are stored in UTC to the microsecond and always come from the caller, as ids do.
pub mod access;
pub mod accounts;
mod audit;
mod bodies;
mod calendars;
pub mod cases;
mod changes;
mod codes;
mod connect;
mod datasets;
mod downloads;
mod drafts;
mod error;
mod files;
mod imports;
pub mod kept;
mod law;
pub mod members;
mod migrate;
pub mod notices;
pub mod parties;
pub mod people;
mod profiles;
mod sealed;
mod searches;
pub mod sessions;
mod settings;
mod sql;
mod tables;
mod tx;
mod versions;

pub use audit::{AuditCheckpoint, AuditFilter};
pub use bodies::{Added, BodyFilter, BodyStanding, NewBody, PublisherCounts, PublisherFilter};
pub use calendars::CalendarYear;
pub use changes::{Change, ChangeKind, NumberedChange};
pub use connect::{Engine, Store};
pub use datasets::{
    Audience, CardRow, DatasetFull, FeedRow, IndexRow, Moved, OpenSuspension, Outcome, PublisherRef, Totals, Upserted,
};
pub use downloads::DownloadRecord;
pub use drafts::{Draft, DraftKind, DraftState};
pub use error::{StoreError, StoreResult};
pub use files::{Conversion, FileRow};
pub use imports::{ImportCounts, ImportRun};
pub use law::LawText;
pub use profiles::{ProfileActivation, ProfileOrigin, ProfileVersion};
pub use sealed::SealedColumn;
pub use searches::PopularTerm;
pub use tables::TableFull;
pub use tx::Tx;
pub use versions::NewVersion;
