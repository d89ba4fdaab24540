//! Changing the index.

use std::sync::Arc;

use tantivy::{IndexWriter, Term};

use super::{Generation, Index, folder};
use crate::{Error, SearchDoc};

/// Memory for documents not yet written to disk.
pub(super) const MEMORY: usize = 48 * 1024 * 1024;

/// Applies changes and commits them with the sequence number of the feed they came from.
pub struct Writer {
    index: Index,
    generation: Arc<Generation>,
    writer: IndexWriter,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("dir", &self.generation.dir).finish_non_exhaustive()
    }
}

impl Writer {
    pub(super) fn new(index: Index, generation: Arc<Generation>) -> Result<Writer, Error> {
        let writer = generation.index.writer_with_num_threads(1, MEMORY)?;
        Ok(Writer { index, generation, writer })
    }

    /// Adds a dataset, or replaces the one with the same code.
    ///
    /// # Errors
    /// [`Error::NonPublic`] for access rights `NON_PUBLIC`; an older entry of that dataset is then deleted.
    /// [`Error::Engine`] if the disk is full or the like.
    pub fn upsert(&mut self, doc: &SearchDoc) -> Result<(), Error> {
        self.delete(&doc.code);
        refuse_non_public(doc)?;
        self.writer.add_document(self.generation.fields.document(&self.generation.analyzer, doc))?;
        Ok(())
    }

    /// Adds or replaces many; the text is analysed on all processors.
    ///
    /// # Errors
    /// As [`Writer::upsert`]; the public ones before and after a refused one are in.
    pub fn upsert_many(&mut self, docs: &[SearchDoc]) -> Result<(), Error> {
        for doc in docs {
            self.delete(&doc.code);
        }
        add_many(&self.generation, &self.writer, docs)
    }

    /// Removes a dataset; does nothing if it is not there.
    pub fn delete(&mut self, code: &str) {
        self.writer.delete_term(Term::from_field_text(self.generation.fields.code, &code.to_lowercase()));
    }

    /// Makes all changes since the last commit durable and visible to searches, as of change `seq`.
    ///
    /// # Errors
    /// [`Error::Superseded`] if a rebuild replaced this index; [`Error::Engine`] if it cannot be written.
    pub fn commit(&mut self, seq: u64) -> Result<(), Error> {
        if !Arc::ptr_eq(&self.index.live(), &self.generation) {
            return Err(Error::Superseded);
        }
        folder::commit(&mut self.writer, seq, &self.generation.analyzer)?;
        self.generation.reload()
    }

    /// Waits for background merges and closes.
    ///
    /// # Errors
    /// [`Error::Engine`] if a merge failed.
    pub fn close(self) -> Result<(), Error> {
        self.writer.wait_merging_threads()?;
        self.generation.reload()
    }
}

pub(super) fn refuse_non_public(doc: &SearchDoc) -> Result<(), Error> {
    if doc.access_rights == "NON_PUBLIC" { Err(Error::NonPublic(doc.code.clone())) } else { Ok(()) }
}

pub(super) fn add_many(generation: &Generation, writer: &IndexWriter, docs: &[SearchDoc]) -> Result<(), Error> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    let share = docs.len().div_ceil(threads).max(1);
    let mut refused = None;
    std::thread::scope(|scope| {
        let workers: Vec<_> = docs
            .chunks(share)
            .map(|chunk| {
                scope.spawn(move || {
                    let mut refused = None;
                    for doc in chunk {
                        if let Err(error) = refuse_non_public(doc) {
                            refused = Some(error);
                            continue;
                        }
                        writer.add_document(generation.fields.document(&generation.analyzer, doc))?;
                    }
                    Ok::<_, Error>(refused)
                })
            })
            .collect();
        for worker in workers {
            match worker.join() {
                Ok(result) => refused = result?.or(refused.take()),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok::<_, Error>(())
    })?;
    refused.map_or(Ok(()), Err)
}
