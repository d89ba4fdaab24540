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

/// What the reader has already and which part it asks for (RFC 9110, 13.1.2, 13.1.5 and 14.2). Copies are named by the SHA-256 (hex)
/// that was their tag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// `If-None-Match`: copies at hand; `*` is any.
    pub copies: Vec<String>,
    /// `If-Range`: the file that the part continues. With another one the whole file is sent.
    pub part_of: Option<String>,
    /// `Range`
    pub part: Option<ByteRange>,
}

impl Conditions {
    /// Whether the reader has this file.
    pub fn has(&self, sha256: &str) -> bool {
        self.copies.iter().any(|copy| copy == "*" || copy == sha256)
    }

    /// The part to send of this file.
    pub fn part_of(&self, sha256: &str) -> Option<ByteRange> {
        self.part.filter(|_| self.part_of.as_deref().is_none_or(|of| of == sha256))
    }
}

/// The answer to a conditional request.
pub enum Sent {
    /// The reader's copy is the file: nothing is sent, and nothing counted.
    Unchanged {
        sha256: String,
    },
    File(Download),
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
        conditions: &Conditions,
        reader: &Reader,
    ) -> PortResult<Sent>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_continues_only_its_own_file() {
        let part = Some(ByteRange::From(3, None));
        let conditions = Conditions { part, part_of: Some("a".into()), copies: vec!["c".into()] };
        assert_eq!((conditions.part_of("a"), conditions.part_of("b")), (part, None));
        assert_eq!(Conditions { part, ..Conditions::default() }.part_of("b"), part);
        assert!(conditions.has("c") && !conditions.has("a"));
        assert!(Conditions { copies: vec!["*".into()], ..Conditions::default() }.has("a"));
    }
}
