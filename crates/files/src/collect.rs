//! Orphans: stored files that no row of the database names. They come from uploads that were killed between rename and commit, and from
//! conversions that were forgotten.
use crate::address::Address;
use crate::local::Local;
use crate::remote::Remote;
use crate::{Backend, FileResult, FileStore};
use chrono::{DateTime, Utc};
use futures_util::TryStreamExt;
use object_store::ObjectStoreExt;
use std::fs::{DirEntry, Metadata};
use std::path::Path;
use std::sync::Arc;

/// A stored file that nothing names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// SHA-256 (hex).
    pub sha256: String,
    pub bytes: u64,
    /// When it was last published.
    pub modified: DateTime<Utc>,
}

impl FileStore {
    /// Stored files that are not `known` and were last published before `before`, by address. Removes nothing.
    ///
    /// # Errors
    /// Of the file system or bucket.
    pub async fn orphans(&self, known: impl Fn(&str) -> bool, before: DateTime<Utc>) -> FileResult<Vec<Orphan>> {
        let mut orphans = match &*self.0 {
            Backend::Local(_) => {
                let files = Arc::clone(&self.0);
                tokio::task::spawn_blocking(move || match &*files {
                    Backend::Local(local) => stored(local),
                    Backend::Remote(_) => Ok(Vec::new()),
                })
                .await??
            }
            Backend::Remote(remote) => listed(remote).await?,
        };
        orphans.retain(|file| !known(&file.sha256) && file.modified < before);
        orphans.sort_by(|a, b| a.sha256.cmp(&b.sha256));
        Ok(orphans)
    }

    /// Removes orphans and left-over temporary files, all last written before `before`; their number. Between `before` and now there must
    /// be more time than the longest import takes between storing a file and committing its row (a day is plenty); what `known` knows
    /// must have been read after `before`. A file published meanwhile is young again and stays.
    ///
    /// # Errors
    /// Of the file system or bucket.
    pub async fn remove_orphans(&self, known: impl Fn(&str) -> bool, before: DateTime<Utc>) -> FileResult<u64> {
        let mut removed = 0;
        for orphan in self.orphans(known, before).await? {
            if self.remove_orphan(&orphan, before).await? {
                tracing::info!(sha256 = orphan.sha256, bytes = orphan.bytes, "orphan removed");
                removed += 1;
            }
        }
        let temporary = self.temporary().to_owned();
        Ok(removed + tokio::task::spawn_blocking(move || sweep(&temporary, before)).await??)
    }

    pub(crate) async fn remove_orphan(&self, orphan: &Orphan, before: DateTime<Utc>) -> FileResult<bool> {
        let address = Address::parse(&orphan.sha256)?;
        match &*self.0 {
            Backend::Local(_) => {
                let files = Arc::clone(&self.0);
                tokio::task::spawn_blocking(move || match &*files {
                    Backend::Local(local) => remove(local, &address, before),
                    Backend::Remote(_) => Ok(false),
                })
                .await?
            }
            Backend::Remote(remote) => {
                let key = remote.key(&address);
                if remote.store().head(&key).await?.last_modified >= before {
                    return Ok(false);
                }
                remote.store().delete(&key).await?;
                let cached = remote.cache().path(&address);
                if tokio::fs::try_exists(&cached).await? {
                    tokio::fs::remove_file(&cached).await?;
                }
                Ok(true)
            }
        }
    }
}

/// Looks at the age again while nobody can publish, then removes.
fn remove(local: &Local, address: &Address, before: DateTime<Utc>) -> FileResult<bool> {
    let _alone = local.lock_alone()?;
    let path = local.path(address);
    if DateTime::<Utc>::from(path.metadata()?.modified()?) >= before {
        return Ok(false);
    }
    std::fs::remove_file(path)?;
    Ok(true)
}

/// All files of a local store.
fn stored(local: &Local) -> FileResult<Vec<Orphan>> {
    let mut files = Vec::new();
    for first in entries(local.folder())? {
        if !two_hex(&first) {
            continue;
        }
        for second in entries(&first.path())?.into_iter().filter(two_hex) {
            for entry in entries(&second.path())? {
                let name = entry.file_name().to_string_lossy().into_owned();
                if Address::parse(&name).is_ok() {
                    files.push(describe(name, &entry.metadata()?)?);
                }
            }
        }
    }
    Ok(files)
}

fn two_hex(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    name.len() == 2 && name.to_string_lossy().bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn entries(folder: &Path) -> std::io::Result<Vec<DirEntry>> {
    std::fs::read_dir(folder)?.collect()
}

fn describe(sha256: String, metadata: &Metadata) -> std::io::Result<Orphan> {
    Ok(Orphan { sha256, bytes: metadata.len(), modified: metadata.modified()?.into() })
}

/// All files of a remote store.
async fn listed(remote: &Remote) -> FileResult<Vec<Orphan>> {
    let prefix = (remote.prefix().as_ref() != "").then(|| remote.prefix().clone());
    let all: Vec<_> = remote.store().list(prefix.as_ref()).try_collect().await?;
    Ok(all
        .into_iter()
        .filter_map(|meta| {
            let sha256 = meta.location.filename()?.to_owned();
            let address = Address::parse(&sha256).ok()?;
            // What others keep below the same prefix is none of ours.
            (remote.key(&address) == meta.location).then_some(Orphan {
                sha256,
                bytes: meta.size,
                modified: meta.last_modified,
            })
        })
        .collect())
}

/// Removes temporary files last written before `before`.
fn sweep(folder: &Path, before: DateTime<Utc>) -> FileResult<u64> {
    let mut swept = 0;
    for entry in entries(folder)? {
        let Ok(metadata) = entry.metadata() else { continue };
        if metadata.is_file() && DateTime::<Utc>::from(metadata.modified()?) < before {
            std::fs::remove_file(entry.path())?;
            swept += 1;
        }
    }
    Ok(swept)
}
