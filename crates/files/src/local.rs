//! A local folder.
use crate::address::Address;
use crate::spool::Spool;
use crate::{FileResult, Opened, Stored, cut};
use futures_util::{StreamExt, TryStreamExt};
use std::fs::File;
use std::io::{ErrorKind, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use tempfile::TempPath;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;

/// Bytes read at once: each read is a hop to a blocking thread, so small ones would cost more than the disk.
pub(crate) const CHUNK: usize = 256 * 1024;
/// Subfolder for temporary files: no hex, so no content is ever looked for in it.
const TEMPORARY: &str = "tmp";
/// File that publishers lock together and the collector alone, also of different processes.
const LOCK: &str = ".lock";

#[derive(Debug)]
pub(crate) struct Local {
    folder: PathBuf,
    temporary: PathBuf,
}

impl Local {
    pub(crate) fn open(folder: &Path) -> FileResult<Self> {
        let temporary = folder.join(TEMPORARY);
        std::fs::create_dir_all(&temporary)?;
        // Absolute, so that a path given out stays right wherever the process goes.
        Ok(Self { folder: folder.canonicalize()?, temporary: temporary.canonicalize()? })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn temporary(&self) -> &Path {
        &self.temporary
    }

    pub(crate) fn path(&self, address: &Address) -> PathBuf {
        address.below(&self.folder)
    }

    /// Gives a whole, synced file its name. An equal one is replaced, never kept: its age starts anew.
    pub(crate) async fn publish(&self, spool: Spool) -> FileResult<Stored> {
        let Spool { path: temporary, stored } = spool;
        let target = self.path(&Address::parse(&stored.sha256)?);
        let lock = self.folder.join(LOCK);
        tokio::task::spawn_blocking(move || name(temporary, &target, &lock)).await??;
        Ok(stored)
    }

    pub(crate) async fn size(&self, address: &Address) -> FileResult<Option<u64>> {
        match tokio::fs::metadata(self.path(address)).await {
            Ok(metadata) => Ok(Some(metadata.len())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    pub(crate) async fn get(&self, address: &Address, range: Option<Range<u64>>) -> FileResult<Opened> {
        let mut file = match tokio::fs::File::open(self.path(address)).await {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(address.missing()),
            Err(error) => return Err(error.into()),
        };
        let bytes = file.metadata().await?.len();
        let range = cut(range, bytes)?;
        if range.start > 0 {
            file.seek(SeekFrom::Start(range.start)).await?;
        }
        let body = ReaderStream::with_capacity(file.take(range.end - range.start), CHUNK).map_err(Into::into).boxed();
        Ok(Opened { bytes, range, body })
    }

    /// The lock file, held alone: nobody publishes meanwhile. Blocks.
    pub(crate) fn lock_alone(&self) -> FileResult<File> {
        let lock = lock_file(&self.folder.join(LOCK))?;
        lock.lock()?;
        Ok(lock)
    }
}

fn lock_file(path: &Path) -> std::io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(path)
}

fn name(temporary: TempPath, target: &Path, lock: &Path) -> std::io::Result<()> {
    let lock = lock_file(lock)?;
    lock.lock_shared()?;
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)?;
    }
    temporary.persist(target).map_err(|error| error.error)?;
    // The name must survive a power cut before the database may mention it: sync the folder and those made for it.
    for folder in target.ancestors().skip(1).take(3) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
