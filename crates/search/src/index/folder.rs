//! The folder of an index: generations `gen-N`, and `CURRENT` naming the one in use, replaced atomically.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Generation, Payload};
use crate::Analyzer;
use crate::error::{Error, RebuildReason};
use crate::fields::Fields;

const CURRENT: &str = "CURRENT";
const PREFIX: &str = "gen-";

/// A folder for the next generation.
pub(super) fn next(root: &Path) -> Result<PathBuf, Error> {
    let mut last = 0;
    for entry in fs::read_dir(root)? {
        let name = entry?.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix(PREFIX)).and_then(|n| n.parse::<u64>().ok());
        last = last.max(number.unwrap_or(0));
    }
    let dir = root.join(format!("{PREFIX}{}", last + 1));
    fs::create_dir(&dir)?;
    Ok(dir)
}

/// The generation in use.
pub(super) fn current(root: &Path) -> Result<PathBuf, Error> {
    let missing = Error::RebuildNeeded(RebuildReason::Missing);
    let name = match fs::read_to_string(root.join(CURRENT)) {
        Ok(name) => name.trim().to_owned(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(missing),
        Err(error) => return Err(error.into()),
    };
    let dir = root.join(&name);
    if !name.starts_with(PREFIX) || name.contains(['/', '\\']) || !dir.is_dir() {
        return Err(Error::RebuildNeeded(RebuildReason::Damaged));
    }
    Ok(dir)
}

/// Temporary file, fsync, rename: a crash leaves the old name or the new one.
pub(super) fn set_current(root: &Path, dir: &Path) -> Result<(), Error> {
    let name = dir.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let temporary = root.join("CURRENT.tmp");
    let mut file = fs::File::create(&temporary)?;
    file.write_all(name.as_bytes())?;
    file.sync_all()?;
    fs::rename(&temporary, root.join(CURRENT))?;
    fs::File::open(root)?.sync_all()?;
    Ok(())
}

/// Removes generations left behind by a rebuild or a crash. What cannot be removed is tried again next time.
pub(super) fn remove_others(root: &Path, keep: &Path) {
    let Ok(entries) = fs::read_dir(root) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(PREFIX)
            && path != keep
            && let Err(error) = fs::remove_dir_all(&path)
        {
            tracing::warn!(%error, path = %path.display(), "an old index could not be removed");
        }
    }
}

pub(super) fn create(dir: Option<PathBuf>, analyzer: Arc<Analyzer>) -> Result<Arc<Generation>, Error> {
    let schema = Fields::new().schema;
    let index = match &dir {
        Some(dir) => tantivy::Index::create_in_dir(dir, schema)?,
        None => tantivy::Index::create_in_ram(schema),
    };
    let mut writer: tantivy::IndexWriter = index.writer_with_num_threads(1, super::writer::MEMORY)?;
    commit(&mut writer, 0, &analyzer)?;
    writer.wait_merging_threads()?;
    Generation::new(index, analyzer, dir)
}

pub(super) fn open(dir: PathBuf, analyzer: Arc<Analyzer>) -> Result<Arc<Generation>, Error> {
    let damaged = |error: tantivy::TantivyError| {
        tracing::warn!(%error, "the index cannot be opened");
        Error::RebuildNeeded(RebuildReason::Damaged)
    };
    let index = tantivy::Index::open_in_dir(&dir).map_err(damaged)?;
    let metas = index.load_metas().map_err(damaged)?;
    let payload: Option<Payload> = metas.payload.as_deref().and_then(|text| serde_json::from_str(text).ok());
    if payload.is_none_or(|payload| payload.stamp != Fields::stamp(&analyzer)) || index.schema() != Fields::new().schema
    {
        return Err(Error::RebuildNeeded(RebuildReason::Incompatible));
    }
    Generation::new(index, analyzer, Some(dir)).map_err(|error| match error {
        Error::Engine(error) => damaged(error),
        other => other,
    })
}

pub(super) fn commit(writer: &mut tantivy::IndexWriter, seq: u64, analyzer: &Analyzer) -> Result<(), Error> {
    let payload = Payload { seq, stamp: Fields::stamp(analyzer) };
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&serde_json::to_string(&payload).unwrap_or_default());
    prepared.commit()?;
    Ok(())
}
