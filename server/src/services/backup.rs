//! Backup and restore (R-164; docs/backup.md). The database is copied first, as it is at one moment, then the files: they never change, so
//! every file that the copy of the database names is there. The master keys stay behind unless asked for: a backup alone opens nothing
//! that is sealed.
mod postgres;
mod restore;

pub use restore::{Restored, restore};

use crate::portal::Core;
use anyhow::Context;
use chrono::{DateTime, Utc};
use domain::audit::Entry;
use files::FileStore;
use futures_util::TryStreamExt;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use store::Engine;
use tokio::io::AsyncWriteExt;

/// Name of the list of everything in a backup; written last.
const MANIFEST: &str = "manifest.json";
/// Version of its form.
const FORM: u32 = 1;
/// The key file in a backup and in the data folder.
const KEYS: &str = "keys/master.keys";

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub form: u32,
    /// Version of the program that made it.
    pub program: String,
    pub made: DateTime<Utc>,
    /// `sqlite` or `postgres`: it is restored into the same kind.
    pub engine: String,
    pub database: Part,
    pub files: Vec<Part>,
    /// Ids of the master keys that were known; without them nothing sealed can be read.
    pub keys: Vec<String>,
    /// The key file is in the backup.
    pub with_keys: bool,
    /// Last row of the audit trail before the copy was made, and its hash.
    pub audit: (i64, String),
}

/// One file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Below the backup, with `/`.
    pub path: String,
    pub bytes: u64,
    /// SHA-256 (hex).
    pub sha256: String,
}

/// Makes a backup in a folder that is not there yet. `progress` hears of each file.
///
/// # Errors
/// When the folder is there; of database, files or disk. What was written until then stays in `<folder>.part`.
pub async fn make(
    core: &Core,
    folder: &Path,
    with_keys: bool,
    mut progress: impl FnMut(u64, u64),
) -> anyhow::Result<Manifest> {
    anyhow::ensure!(!folder.exists(), "{} is there already: a backup needs a new folder", folder.display());
    let mut part = folder.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    anyhow::ensure!(!part.exists(), "{} is left of a backup that broke off: remove it first", part.display());
    crate::config::make_private_dir(&part)?;
    let audit = core.store.read().await?.audit_head().await?;
    let (name, engine) = match core.store.engine() {
        Engine::Sqlite => ("portal.db", "sqlite"),
        Engine::Postgres => ("portal.dump", "postgres"),
    };
    match core.store.engine() {
        Engine::Sqlite => core.store.copy_to(&part.join(name)).await.context("copy of the database")?,
        Engine::Postgres => postgres::dump(&core.config.database(), &part.join(name)).await?,
    }
    let mut manifest = Manifest {
        form: FORM,
        program: env!("CARGO_PKG_VERSION").into(),
        made: core.clock.now(),
        engine: engine.into(),
        database: described(&part, name).await?,
        files: Vec::new(),
        keys: core.keys.ids().map(str::to_owned).collect(),
        with_keys,
        audit,
    };
    for (kind, store) in [("public", &core.files), ("private", core.private.objects())] {
        // With nothing known, everything stored is an orphan: a list of all of it.
        let all = store.orphans(|_| false, DateTime::<Utc>::MAX_UTC).await?;
        let total = all.len() as u64;
        for (n, file) in all.into_iter().enumerate() {
            manifest.files.extend(copy(store, &file.sha256, &part, kind).await?);
            progress(n as u64 + 1, total);
        }
    }
    if with_keys {
        let target = part.join(KEYS);
        let keys = std::fs::read(core.config.data_dir.join(KEYS))
            .context("keys/master.keys cannot be read (are they in PORTAL_KEYS?)")?;
        crate::config::make_private_dir(&part.join("keys"))?;
        write_private(&target, &keys)?;
    }
    let text = serde_json::to_vec_pretty(&manifest)?;
    tokio::fs::write(part.join(MANIFEST), text).await?;
    std::fs::rename(&part, folder).with_context(|| format!("cannot name {}", folder.display()))?;
    note(core, &manifest).await?;
    Ok(manifest)
}

async fn note(core: &Core, manifest: &Manifest) -> anyhow::Result<()> {
    let mut entry = Entry::new(core.clock.now(), "backup.make", "backup", manifest.database.sha256.clone());
    entry.acting = "operator".into();
    entry.after = json!({ "files": manifest.files.len(), "with_keys": manifest.with_keys, "audit": manifest.audit.0 });
    let mut tx = core.store.write().await?;
    tx.audit(entry);
    tx.commit(Vec::new()).await?;
    Ok(())
}

/// Copies a stored file, hashing it on the way. `None` when it was removed since it was listed: then nothing names it.
async fn copy(store: &FileStore, sha256: &str, folder: &Path, kind: &str) -> anyhow::Result<Option<Part>> {
    let path = format!("{kind}/{}/{}/{sha256}", &sha256[..2], &sha256[2..4]);
    let mut opened = match store.get(sha256, None).await {
        Ok(opened) => opened,
        Err(files::FileError::Missing(_)) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let target = folder.join(&path);
    if let Some(above) = target.parent() {
        tokio::fs::create_dir_all(above).await?;
    }
    let mut out = tokio::fs::File::create(&target).await?;
    let (mut hash, mut bytes) = (Sha256::new(), 0);
    while let Some(chunk) = opened.body.try_next().await? {
        hash.update(&chunk);
        bytes += chunk.len() as u64;
        out.write_all(&chunk).await?;
    }
    out.flush().await?;
    out.sync_all().await?;
    let found = hex::encode(hash.finalize());
    anyhow::ensure!(found == sha256, "file {sha256} is damaged: run `portal check`, and take it from an older backup");
    Ok(Some(Part { path, bytes, sha256: found }))
}

/// Length and hash of a file of the backup.
async fn described(folder: &Path, path: &str) -> anyhow::Result<Part> {
    let (folder, path) = (folder.to_owned(), path.to_owned());
    tokio::task::spawn_blocking(move || {
        let mut file = std::fs::File::open(folder.join(&path)).with_context(|| path.clone())?;
        let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 256 * 1024]);
        loop {
            let read = file.read(&mut buffer)?;
            if read == 0 {
                return Ok(Part { path, bytes, sha256: hex::encode(hash.finalize()) });
            }
            hash.update(&buffer[..read]);
            bytes += read as u64;
        }
    })
    .await?
}

/// A new file that only its owner can read.
fn write_private(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(path).with_context(|| path.display().to_string())?;
    out.write_all(content)?;
    Ok(out.sync_all()?)
}
