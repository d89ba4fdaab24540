//! The way back: everything is checked before anything is written, and nothing that is there is overwritten.
use super::{FORM, KEYS, MANIFEST, Manifest, Part, described, postgres, write_private};
use crate::clock::Clock as _;
use crate::config::Config;
use anyhow::Context;
use chrono::{DateTime, Utc};
use domain::audit::Entry;
use files::{FileStore, Keys, PrivateStore};
use serde_json::json;
use std::path::{Component, Path};
use store::{Engine, Store};

/// What was brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    pub manifest: Manifest,
    /// Ids of master keys that sealed data in the backup and are not here: put them back before serving.
    pub missing_keys: Vec<String>,
}

/// Restores a backup into an installation that has neither database nor files.
///
/// # Errors
/// When something is there already, or anything in the backup is missing or has another hash; then nothing was written.
pub async fn restore(config: &Config, folder: &Path, mut progress: impl FnMut(u64, u64)) -> anyhow::Result<Restored> {
    let text = std::fs::read(folder.join(MANIFEST))
        .with_context(|| format!("{} is no backup: it has no {MANIFEST}", folder.display()))?;
    let manifest: Manifest = serde_json::from_slice(&text).context(MANIFEST)?;
    anyhow::ensure!(manifest.form == FORM, "the backup was made by another version ({})", manifest.program);
    let total = manifest.files.len() as u64 + 1;
    for (n, part) in manifest.files.iter().chain([&manifest.database]).enumerate() {
        sound(folder, part).await?;
        progress(n as u64 + 1, total);
    }

    crate::config::make_private_dir(&config.data_dir)?;
    let files = FileStore::open(&config.files())?;
    let private = PrivateStore::open(&config.files())?;
    for store in [&files, private.objects()] {
        let there = store.orphans(|_| false, DateTime::<Utc>::MAX_UTC).await?;
        anyhow::ensure!(there.is_empty(), "{} is not empty: {} files", config.files(), there.len());
    }
    let url = config.database();
    match (manifest.engine.as_str(), url.strip_prefix("sqlite://")) {
        ("sqlite", Some(path)) => {
            let path = Path::new(path);
            anyhow::ensure!(!path.exists(), "{} is there already", path.display());
            if let Some(above) = path.parent() {
                std::fs::create_dir_all(above)?;
            }
            let mut part = path.as_os_str().to_owned();
            part.push(".part");
            std::fs::copy(folder.join(&manifest.database.path), &part)?;
            std::fs::File::open(&part)?.sync_all()?;
            std::fs::rename(&part, path)?;
        }
        ("postgres", None) => {
            let store = Store::connect(&url).await.context("database")?;
            let empty = store.engine() == Engine::Postgres && store.is_empty().await?;
            store.close().await;
            anyhow::ensure!(empty, "the database is not empty");
            postgres::restore(&url, &folder.join(&manifest.database.path)).await?;
        }
        (engine, _) => anyhow::bail!("the backup is of {engine}, the database is of another kind"),
    }
    for part in &manifest.files {
        let store = if part.path.starts_with("private/") { private.objects() } else { &files };
        let stored = store.put_file(&folder.join(&part.path), u64::MAX).await?;
        anyhow::ensure!(stored.sha256 == part.sha256, "{} changed while it was read", part.path);
    }
    let target = config.data_dir.join(KEYS);
    if manifest.with_keys && !target.exists() {
        crate::config::make_private_dir(&config.data_dir.join("keys"))?;
        write_private(&target, &std::fs::read(folder.join(KEYS)).context(KEYS)?)?;
    }
    let known = match (std::env::var("PORTAL_KEYS"), std::fs::read_to_string(&target)) {
        (Ok(text), _) => Some(Keys::parse(&text.replace(';', "\n"))?),
        (Err(_), Ok(text)) => Some(Keys::parse(&text)?),
        // None are there: serving would make fresh ones, which open nothing.
        (Err(_), Err(_)) => None,
    };
    note(&url, &manifest).await?;
    let has = |id: &String| known.as_ref().is_some_and(|keys| keys.ids().any(|known| known == id));
    let missing_keys = manifest.keys.iter().filter(|id| !has(id)).cloned().collect();
    Ok(Restored { manifest, missing_keys })
}

/// The restore stands in the record that came back: who reads it later knows that there is a gap, and from which backup it was closed.
/// The database is this program's own now, so it is brought to its version first; nobody else can be using it.
async fn note(url: &str, manifest: &Manifest) -> anyhow::Result<()> {
    let store = Store::connect(url).await.context("database")?;
    store.migrate().await.context("bringing the restored database to this version")?;
    let mut entry = Entry::new(crate::clock::System.now(), "backup.restore", "backup", &manifest.database.sha256);
    entry.acting = "operator".into();
    entry.after = json!({
        "made": manifest.made, "program": manifest.program, "audit": manifest.audit.0, "files": manifest.files.len(),
        "with_keys": manifest.with_keys,
    });
    let mut tx = store.write().await?;
    tx.audit(entry);
    tx.commit(Vec::new()).await?;
    store.close().await;
    Ok(())
}

/// A part is there, within the backup, and as it was.
async fn sound(folder: &Path, part: &Part) -> anyhow::Result<()> {
    let inside = Path::new(&part.path).components().all(|one| matches!(one, Component::Normal(_)));
    anyhow::ensure!(inside, "{:?} leads out of the backup", part.path);
    let found = described(folder, &part.path).await?;
    anyhow::ensure!(found == *part, "{} is damaged: it has another length or hash than in {MANIFEST}", part.path);
    Ok(())
}
