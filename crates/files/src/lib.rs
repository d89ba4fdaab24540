//! Public files, kept byte for byte: the address of a file is the SHA-256 of its content (design §4 Files).
//!
//! A file is written to a temporary name, synced, then renamed to `ab/cd/<sha256>`: whoever finds an address finds all of it. The database
//! row that names it is committed afterwards; a file without such a row is an orphan, collected once it is old. Nothing is ever
//! changed in place. Used by the services of `server` for originals, Parquet tables and conversions.
mod address;
mod collect;
mod error;
mod keys;
mod local;
mod private;
mod remote;
mod spool;
mod verify;

pub use collect::Orphan;
pub use error::{FileError, FileResult};
pub use keys::{KeyError, Keys};
pub use private::{MOST_PRIVATE, PrivateError, PrivateFile, PrivateStore};
pub use verify::{Condition, Fault};

use address::Address;
use bytes::Bytes;
use futures_util::Stream;
use futures_util::stream::BoxStream;
use local::Local;
use object_store::ObjectStore;
use object_store::aws::AmazonS3Builder;
use remote::Remote;
use spool::Spool;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A stored file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 (hex, lower case): the address.
    pub sha256: String,
    pub bytes: u64,
}

/// A file, or part of it, on its way out.
pub struct Opened {
    /// Length of the whole file in bytes.
    pub bytes: u64,
    /// The part that `body` gives, half open.
    pub range: Range<u64>,
    pub body: BoxStream<'static, FileResult<Bytes>>,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").field("bytes", &self.bytes).field("range", &self.range).finish_non_exhaustive()
    }
}

/// The store of files. Cheap to clone.
#[derive(Clone, Debug)]
pub struct FileStore(Arc<Backend>);

#[derive(Debug)]
pub(crate) enum Backend {
    Local(Local),
    Remote(Remote),
}

impl FileStore {
    /// Opens a local folder (made if absent; a path or `file://` address), or `s3://bucket/prefix`. Credentials, region and endpoint of S3
    /// come from the usual `AWS_*` environment; what of it must be read as a file is kept below the system's folder for temporary files.
    ///
    /// # Errors
    /// [`FileError::Address`] for any other address; of the file system or the bucket's settings.
    pub fn open(address: &str) -> FileResult<Self> {
        Self::open_with_cache(address, &std::env::temp_dir().join("portal-files"))
    }

    /// As [`FileStore::open`], with another folder for files of a bucket that must be read as files.
    ///
    /// # Errors
    /// As [`FileStore::open`].
    pub fn open_with_cache(address: &str, cache: &Path) -> FileResult<Self> {
        if let Some(rest) = address.strip_prefix("s3://") {
            let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
            let store = AmazonS3Builder::from_env().with_bucket_name(bucket).build()?;
            return Self::over(Arc::new(store), prefix, cache);
        }
        let folder = address.strip_prefix("file://").unwrap_or(address);
        if folder.is_empty() || folder.contains("://") {
            return Err(FileError::Address(address.to_owned()));
        }
        Ok(Self(Arc::new(Backend::Local(Local::open(Path::new(folder))?))))
    }

    /// Over any object store, below `prefix`.
    ///
    /// # Errors
    /// When the prefix is no path or the cache cannot be made.
    pub fn over(store: Arc<dyn ObjectStore>, prefix: &str, cache: &Path) -> FileResult<Self> {
        Ok(Self(Arc::new(Backend::Remote(Remote::open(store, prefix, cache)?))))
    }

    /// The folder, where the store is one.
    pub fn root(&self) -> Option<&Path> {
        match &*self.0 {
            Backend::Local(local) => Some(local.folder()),
            Backend::Remote(_) => None,
        }
    }

    /// Stores a stream, hashing it on the way. The same content again gives the same address; its file is replaced by its equal, which
    /// makes it young again for [`FileStore::remove_orphans`] and heals a damaged one.
    ///
    /// # Errors
    /// [`FileError::TooLarge`] as soon as more than `limit` bytes came; [`FileError::Body`] when the stream fails. Nothing is kept then.
    pub async fn put<S, E>(&self, content: S, limit: u64) -> FileResult<Stored>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: Into<Box<dyn std::error::Error + Send + Sync>> + Send,
    {
        let spool = Spool::fill(self.temporary(), content, limit).await?;
        match &*self.0 {
            Backend::Local(local) => local.publish(spool).await,
            Backend::Remote(remote) => remote.publish(spool).await,
        }
    }

    /// Stores what is in memory.
    ///
    /// # Errors
    /// Of the file system or bucket.
    pub async fn put_bytes(&self, content: impl Into<Bytes> + Send) -> FileResult<Stored> {
        let content = content.into();
        let body = futures_util::stream::once(async { Ok::<_, std::io::Error>(content) });
        self.put(body, u64::MAX).await
    }

    /// Stores a copy of a file of this machine, e.g. one that a conversion wrote.
    ///
    /// # Errors
    /// As [`FileStore::put`].
    pub async fn put_file(&self, path: &Path, limit: u64) -> FileResult<Stored> {
        let file = tokio::fs::File::open(path).await?;
        self.put(tokio_util::io::ReaderStream::with_capacity(file, local::CHUNK), limit).await
    }

    /// Length of a stored file in bytes; `None` if there is none.
    ///
    /// # Errors
    /// [`FileError::NotAnAddress`]; of the file system or bucket.
    pub async fn size(&self, sha256: &str) -> FileResult<Option<u64>> {
        let address = Address::parse(sha256)?;
        match &*self.0 {
            Backend::Local(local) => local.size(&address).await,
            Backend::Remote(remote) => remote.size(&address).await,
        }
    }

    /// Opens a file, whole or in part, and says how long it is. A part that ends after the file is cut to it.
    ///
    /// # Errors
    /// [`FileError::Missing`]; [`FileError::Range`] when the part begins after the end or is empty.
    pub async fn get(&self, sha256: &str, part: Option<Range<u64>>) -> FileResult<Opened> {
        let address = Address::parse(sha256)?;
        match &*self.0 {
            Backend::Local(local) => local.get(&address, part).await,
            Backend::Remote(remote) => remote.get(&address, part).await,
        }
    }

    /// The bytes of [`FileStore::get`] alone.
    ///
    /// # Errors
    /// As [`FileStore::get`].
    pub async fn read(
        &self,
        sha256: &str,
        part: Option<Range<u64>>,
    ) -> FileResult<BoxStream<'static, FileResult<Bytes>>> {
        Ok(self.get(sha256, part).await?.body)
    }

    /// A path under which the whole file can be read, for Parquet scans. A file of a bucket is fetched first and compared with its hash.
    ///
    /// # Errors
    /// [`FileError::Missing`]; [`FileError::Damaged`] when what was fetched is not what its address says.
    pub async fn local_path(&self, sha256: &str) -> FileResult<PathBuf> {
        let address = Address::parse(sha256)?;
        match &*self.0 {
            Backend::Local(local) => match local.size(&address).await? {
                Some(_) => Ok(local.path(&address)),
                None => Err(address.missing()),
            },
            Backend::Remote(remote) => remote.local_path(&address).await,
        }
    }

    /// Folder for temporary files on the same file system.
    pub(crate) fn temporary(&self) -> &Path {
        match &*self.0 {
            Backend::Local(local) => local.temporary(),
            Backend::Remote(remote) => remote.cache().temporary(),
        }
    }
}

/// The part of `bytes` that a range asks for.
pub(crate) fn cut(range: Option<Range<u64>>, bytes: u64) -> FileResult<Range<u64>> {
    match range {
        None => Ok(0..bytes),
        Some(range) if range.start >= bytes || range.is_empty() => Err(FileError::Range { bytes }),
        Some(range) => Ok(range.start..range.end.min(bytes)),
    }
}
