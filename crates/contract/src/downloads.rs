//! Files on their way to the reader.
use crate::PortResult;
use async_trait::async_trait;
use bytes::Bytes;
use domain::locale::Locale;
use domain::policy::Actor;
use futures_core::stream::BoxStream;

/// Bytes with what HTTP needs to know of them.
pub struct Download {
    pub file_name: String,
    pub media_type: String,
    /// Whole length in bytes, where known before the first byte.
    pub bytes: Option<u64>,
    /// SHA-256 (hex) of the whole file, where known; also the strong `ETag`.
    pub sha256: Option<String>,
    /// The part that `body` holds, `[from, to)`; `None` for the whole.
    pub range: Option<(u64, u64)>,
    /// Rows in the file, where it is a table.
    pub rows: Option<u64>,
    pub body: BoxStream<'static, PortResult<Bytes>>,
}

/// The part of a file a reader asks for, as in `Range: bytes=`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteRange {
    /// `a-b`, both inclusive; `None` = to the end.
    From(u64, Option<u64>),
    /// `-n`
    Last(u64),
}

/// What a row of the download log needs beside the file.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// Keyed hash of address and user agent of the day; never the address itself.
    pub session: String,
    /// False for robots, `HEAD`, continued ranges and prefetches: they leave no row.
    pub counts: bool,
}

/// Which file of a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The file as its publisher gave it. `nth` counts the files of the version from 0.
    Original { version: Option<i64>, nth: usize },
    /// A conversion of a whole table.
    Converted { table: String, format: String, encoding: Option<String> },
}

/// The download port: authorization, the stored file, and one row per download.
#[async_trait]
pub trait Downloads: Send + Sync {
    async fn file(
        &self,
        actor: &Actor,
        locale: Locale,
        dataset: &str,
        wanted: &Wanted,
        range: Option<ByteRange>,
        reader: &Reader,
    ) -> PortResult<Download>;
}
