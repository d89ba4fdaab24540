//! Incoming bytes: written to a temporary file and hashed on the way. Dropped, it leaves nothing; killed, it leaves a file in the folder for
//! temporary files, where nobody looks for content and which is swept.
use crate::{FileError, FileResult, Stored};
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::pin::pin;
use tempfile::TempPath;
use tokio::io::AsyncWriteExt;

pub(crate) struct Spool {
    /// Removed when dropped.
    pub(crate) path: TempPath,
    pub(crate) stored: Stored,
}

impl Spool {
    /// Reads the stream to its end and syncs the file.
    pub(crate) async fn fill<S, E>(folder: &Path, body: S, limit: u64) -> FileResult<Self>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: Into<Box<dyn std::error::Error + Send + Sync>> + Send,
    {
        let folder = folder.to_owned();
        let (file, path) =
            tokio::task::spawn_blocking(move || tempfile::NamedTempFile::new_in(folder)).await??.into_parts();
        let mut file = tokio::fs::File::from_std(file);
        let (mut hash, mut bytes) = (Sha256::new(), 0_u64);
        let mut body = pin!(body);
        while let Some(chunk) = body.next().await {
            let chunk = chunk.map_err(|error| FileError::Body(error.into()))?;
            bytes = bytes.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
            if bytes > limit {
                return Err(FileError::TooLarge { limit });
            }
            hash.update(&chunk);
            file.write_all(&chunk).await?;
        }
        file.flush().await?;
        file.sync_all().await?;
        Ok(Self { path, stored: Stored { sha256: hex::encode(hash.finalize()), bytes } })
    }
}
