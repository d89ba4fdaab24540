//! Opening the store, reading from it, looking after it.
use crate::{FileError, FileResult};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::{StreamExt, TryStreamExt, stream::BoxStream};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::prefix::PrefixStore;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt};
use sha2::{Digest, Sha256};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The store. Cheap to clone.
#[derive(Clone, Debug)]
pub struct FileStore {
    pub(crate) store: Arc<dyn ObjectStore>,
    /// The folder, where the store is one.
    pub(crate) root: Option<PathBuf>,
    /// Where files are written before they have an address, and where those of a bucket are kept for scanning.
    pub(crate) temporary: PathBuf,
}

impl FileStore {
    /// Opens a folder (made if absent), or `s3://bucket/prefix` with the credentials of the environment (`AWS_*`).
    ///
    /// # Errors
    /// When the address is none of these, or the folder cannot be made.
    pub fn open(address: &str) -> FileResult<Self> {
        if let Some(rest) = address.strip_prefix("s3://") {
            let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
            let s3 = AmazonS3Builder::from_env().with_bucket_name(bucket).build()?;
            let temporary = std::env::temp_dir().join("portal-files");
            return Ok(Self { store: Arc::new(PrefixStore::new(s3, prefix)), root: None, temporary });
        }
        if address.is_empty() || address.contains("://") {
            return Err(FileError::Address(address.to_owned()));
        }
        let root = PathBuf::from(address);
        std::fs::create_dir_all(&root)?;
        let root = root.canonicalize()?;
        let store = Arc::new(LocalFileSystem::new_with_prefix(&root)?);
        Ok(Self { store, temporary: root.join("incoming"), root: Some(root) })
    }

    /// Bytes of a file, `None` if it is not there.
    ///
    /// # Errors
    /// Of the file system or bucket.
    pub async fn size(&self, sha256: &str) -> FileResult<Option<u64>> {
        match self.store.head(&key(sha256)?).await {
            Ok(meta) => Ok(Some(meta.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The bytes of a file, or a part of them, as they come from disk.
    ///
    /// # Errors
    /// [`FileError::Missing`]; of the file system or bucket.
    pub async fn read(
        &self,
        sha256: &str,
        part: Option<Range<u64>>,
    ) -> FileResult<BoxStream<'static, FileResult<Bytes>>> {
        let options = GetOptions { range: part.map(GetRange::Bounded), ..GetOptions::default() };
        match self.store.get_opts(&key(sha256)?, options).await {
            Ok(found) => Ok(found.into_stream().map_err(FileError::from).boxed()),
            Err(object_store::Error::NotFound { .. }) => Err(FileError::Missing(sha256.to_owned())),
            Err(error) => Err(error.into()),
        }
    }

    /// A path at which the file can be scanned: its own, or that of a copy fetched from the bucket once.
    ///
    /// # Errors
    /// As [`FileStore::read`].
    pub async fn local_path(&self, sha256: &str) -> FileResult<PathBuf> {
        let key = key(sha256)?;
        if let Some(root) = &self.root {
            return Ok(root.join(key.as_ref()));
        }
        let path = self.temporary.join(sha256);
        if !tokio::fs::try_exists(&path).await? {
            std::fs::create_dir_all(&self.temporary)?;
            let (file, partial) = tempfile::Builder::new().tempfile_in(&self.temporary)?.into_parts();
            let mut file = tokio::fs::File::from_std(file);
            let mut content = self.read(sha256, None).await?;
            while let Some(part) = content.next().await {
                tokio::io::AsyncWriteExt::write_all(&mut file, &part?).await?;
            }
            tokio::io::AsyncWriteExt::flush(&mut file).await?;
            partial.persist(&path).map_err(|error| error.error)?;
        }
        Ok(path)
    }

    /// Whether the content still has its SHA-256.
    ///
    /// # Errors
    /// As [`FileStore::read`].
    pub async fn verify(&self, sha256: &str) -> FileResult<bool> {
        let mut content = self.read(sha256, None).await?;
        let mut hash = Sha256::new();
        while let Some(part) = content.next().await {
            hash.update(&part?);
        }
        Ok(hex::encode(hash.finalize()) == sha256)
    }

    /// Removes files older than `before` that `known` does not name; their number. Younger ones may belong to an import under way.
    ///
    /// # Errors
    /// Of the file system or bucket.
    pub async fn remove_orphans(&self, known: impl Fn(&str) -> bool, before: DateTime<Utc>) -> FileResult<u64> {
        let mut removed = 0;
        let mut all = self.store.list(None);
        while let Some(meta) = all.next().await.transpose()? {
            let name = meta.location.filename().unwrap_or_default();
            let orphan = key(name).map_or_else(|_| name.starts_with("in-"), |own| own == meta.location && !known(name));
            if orphan && meta.last_modified < before {
                self.store.delete(&meta.location).await?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    /// The folder, where the store is one.
    pub fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }
}

/// `ab/cd/abcd…`; anything that is no SHA-256 is refused, so that no address can lead out of the store.
pub(crate) fn key(sha256: &str) -> FileResult<Key> {
    if sha256.len() != 64 || !sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
        return Err(FileError::NotAnAddress(sha256.to_owned()));
    }
    Ok(Key::from(format!("{}/{}/{sha256}", &sha256[..2], &sha256[2..4])))
}
