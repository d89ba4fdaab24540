//! Taking files in.
use crate::{FileError, FileResult, FileStore};
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use object_store::ObjectStoreExt;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Bytes of a part of a multipart upload; S3 asks for at least 5 MiB.
const PART: usize = 8 << 20;

/// A file that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 (hex): its address.
    pub sha256: String,
    pub bytes: u64,
}

impl FileStore {
    /// Takes in a stream of at most `limit` bytes. A file that is there already is not written again.
    ///
    /// # Errors
    /// [`FileError::TooLarge`]; the stream's own; of the file system or bucket. Nothing is left at any address then.
    pub async fn put<S, E>(&self, mut content: S, limit: u64) -> FileResult<Stored>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
        E: Into<std::io::Error>,
    {
        let temporary = Temporary::new(&self.temporary)?;
        let mut file = tokio::fs::File::create(&temporary.0).await?;
        let (mut hash, mut bytes) = (Sha256::new(), 0_u64);
        while let Some(part) = content.next().await {
            let part = part.map_err(Into::into)?;
            bytes += part.len() as u64;
            if bytes > limit {
                return Err(FileError::TooLarge { limit });
            }
            hash.update(&part);
            file.write_all(&part).await?;
        }
        file.flush().await?;
        file.sync_all().await?;
        drop(file);
        let sha256 = hex::encode(hash.finalize());
        if self.size(&sha256).await? != Some(bytes) {
            self.place(temporary, &sha256).await?;
        }
        Ok(Stored { sha256, bytes })
    }

    /// Takes in a file of the file system.
    ///
    /// # Errors
    /// As [`FileStore::put`].
    pub async fn put_file(&self, path: &Path, limit: u64) -> FileResult<Stored> {
        let file = tokio::fs::File::open(path).await?;
        let parts = futures_util::stream::try_unfold(file, |mut file| async move {
            let mut part = vec![0; 256 * 1024];
            let n = file.read(&mut part).await?;
            part.truncate(n);
            Ok::<_, std::io::Error>((n > 0).then(|| (Bytes::from(part), file)))
        });
        self.put(Box::pin(parts), limit).await
    }

    /// Moves a synced temporary file to its address.
    async fn place(&self, temporary: Temporary, sha256: &str) -> FileResult<()> {
        let key = crate::store::key(sha256)?;
        let Some(root) = &self.root else {
            let mut upload = object_store::WriteMultipart::new(self.store.put_multipart(&key).await?);
            let mut file = tokio::fs::File::open(&temporary.0).await?;
            let mut part = vec![0; PART];
            loop {
                let n = file.read(&mut part).await?;
                if n == 0 {
                    break;
                }
                upload.wait_for_capacity(4).await?;
                upload.write(&part[..n]);
            }
            upload.finish().await?;
            return Ok(());
        };
        let to = root.join(key.as_ref());
        let folder = to.parent().map(Path::to_path_buf).unwrap_or_default();
        tokio::task::spawn_blocking(move || {
            std::fs::create_dir_all(&folder)?;
            std::fs::rename(&temporary.0, &to)?;
            // The new name must survive a power cut before the database names it.
            std::fs::File::open(&folder)?.sync_all()
        })
        .await
        .map_err(std::io::Error::other)??;
        Ok(())
    }
}

/// A temporary name, removed when dropped.
struct Temporary(PathBuf);

impl Temporary {
    fn new(folder: &Path) -> FileResult<Self> {
        std::fs::create_dir_all(folder)?;
        let (_, path) =
            tempfile::Builder::new().prefix("in-").tempfile_in(folder)?.keep().map_err(|error| error.error)?;
        Ok(Self(path))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // Gone already where it was renamed.
        let _ = std::fs::remove_file(&self.0);
    }
}
