//! Building again beside the index in use.

use std::sync::{Arc, PoisonError};

use tantivy::IndexWriter;

use super::{Generation, Index, folder, writer};
use crate::{Error, SearchDoc};

/// A new index that nobody sees until it is finished. Dropping it leaves everything as it was.
pub struct Rebuild {
    index: Index,
    generation: Arc<Generation>,
    writer: Option<IndexWriter>,
    finished: bool,
}

impl std::fmt::Debug for Rebuild {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rebuild").field("dir", &self.generation.dir).finish_non_exhaustive()
    }
}

impl Rebuild {
    pub(super) fn new(index: Index) -> Result<Rebuild, Error> {
        let dir = match &index.shared.root {
            Some(root) => Some(folder::next(root)?),
            None => None,
        };
        let generation = folder::create(dir, index.shared.analyzer.clone())?;
        let writer = generation.index.writer_with_num_threads(2, 4 * writer::MEMORY)?;
        Ok(Rebuild { index, generation, writer: Some(writer), finished: false })
    }

    /// Adds datasets; each code once.
    ///
    /// # Errors
    /// [`Error::NonPublic`] (the others of the slice are in), [`Error::Engine`].
    pub fn add(&mut self, docs: &[SearchDoc]) -> Result<(), Error> {
        match &self.writer {
            Some(writer) => writer::add_many(&self.generation, writer, docs),
            None => Err(Error::Superseded),
        }
    }

    /// Commits as of change `seq` (read it *before* reading the datasets, then follow the feed from it), swaps the new index in
    /// and removes the old one. Searches under way finish on the old one; its writer is refused from now on.
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Io`]; the old index then stays in use.
    pub fn finish(mut self, seq: u64) -> Result<(), Error> {
        if let Some(mut writer) = self.writer.take() {
            folder::commit(&mut writer, seq, &self.generation.analyzer)?;
            writer.wait_merging_threads()?;
        }
        self.generation.reload()?;
        if let (Some(root), Some(dir)) = (&self.index.shared.root, &self.generation.dir) {
            folder::set_current(root, dir)?;
        }
        self.finished = true;
        *self.index.shared.live.write().unwrap_or_else(PoisonError::into_inner) = self.generation.clone();
        if let (Some(root), Some(dir)) = (&self.index.shared.root, &self.generation.dir) {
            folder::remove_others(root, dir);
        }
        Ok(())
    }
}

impl Drop for Rebuild {
    fn drop(&mut self) {
        if !self.finished {
            self.writer.take();
            if let Some(dir) = &self.generation.dir {
                let _ = std::fs::remove_dir_all(dir);
            }
        }
    }
}
