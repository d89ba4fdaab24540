//! The index in its folder: opening, reading, writing, rebuilding beside and swapping.

mod folder;
mod rebuild;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use tantivy::{IndexReader, ReloadPolicy};

use crate::columns::Dictionaries;
use crate::error::{Error, RebuildReason};
use crate::fields::Fields;
use crate::snapshot::{Lookup, Snapshot};
use crate::{Analyzer, SearchRequest};

pub use rebuild::Rebuild;
pub use writer::Writer;

/// Up to here word lookup and suggestions are made within the commit; above, right after it in a thread of their own.
const LOOKUP_INLINE: u64 = 2_000;

/// Suggestions of a large catalogue that changes all the time are at most about so old.
const MAX_PAUSE: Duration = Duration::from_secs(60);

/// Written with each commit.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Payload {
    /// The last change of the feed that is in the index.
    pub seq: u64,
    pub stamp: u64,
}

/// One index on disk (or in memory) with what is held of it for reading.
pub(crate) struct Generation {
    pub index: tantivy::Index,
    pub fields: Fields,
    pub analyzer: Arc<Analyzer>,
    pub dir: Option<PathBuf>,
    reader: IndexReader,
    dictionaries: Mutex<Dictionaries>,
    snapshot: RwLock<Arc<Snapshot>>,
    lookup: RwLock<Arc<Lookup>>,
    lookup_running: AtomicBool,
    lookup_stale: AtomicBool,
    /// Only small catalogues have it made within the commit.
    lookup_inline: AtomicU64,
}

impl std::fmt::Debug for Generation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Generation").field("dir", &self.dir).finish_non_exhaustive()
    }
}

impl Generation {
    pub fn new(index: tantivy::Index, analyzer: Arc<Analyzer>, dir: Option<PathBuf>) -> Result<Arc<Generation>, Error> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let mut dictionaries = Dictionaries::default();
        let snapshot = Snapshot::read(&reader.searcher(), None, &mut dictionaries)?;
        let generation = Arc::new(Generation {
            index,
            fields: Fields::new(),
            analyzer,
            dir,
            reader,
            dictionaries: Mutex::new(dictionaries),
            snapshot: RwLock::new(Arc::new(snapshot)),
            lookup: RwLock::default(),
            lookup_running: AtomicBool::new(false),
            lookup_stale: AtomicBool::new(true),
            lookup_inline: AtomicU64::new(LOOKUP_INLINE),
        });
        generation.refresh_lookup_later()?;
        Ok(generation)
    }

    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn lookup(&self) -> Arc<Lookup> {
        self.lookup.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Makes the last commit visible to searches that begin from now on.
    pub fn reload(self: &Arc<Self>) -> Result<(), Error> {
        {
            let mut dictionaries = self.dictionaries.lock().unwrap_or_else(PoisonError::into_inner);
            self.reader.reload()?;
            let snapshot = Snapshot::read(&self.reader.searcher(), Some(&self.snapshot()), &mut dictionaries)?;
            *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot);
        }
        self.lookup_stale.store(true, Ordering::SeqCst);
        self.refresh_lookup_later()
    }

    /// Word lookup and suggestions for the current snapshot, now.
    pub fn refresh_lookup(&self) -> Result<(), Error> {
        self.lookup_stale.store(false, Ordering::SeqCst);
        let lookup = Lookup::read(&self.snapshot(), &self.fields, &self.analyzer)?;
        *self.lookup.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(lookup);
        Ok(())
    }

    fn refresh_lookup_later(self: &Arc<Self>) -> Result<(), Error> {
        if self.snapshot().searcher.num_docs() <= self.lookup_inline.load(Ordering::Relaxed) {
            return self.refresh_lookup();
        }
        if self.lookup_running.swap(true, Ordering::SeqCst) {
            return Ok(()); // the running thread sees the flag and goes round once more
        }
        let generation = Arc::downgrade(self);
        std::thread::Builder::new().name("search-lookup".into()).spawn(move || {
            while let Some(generation) = generation.upgrade() {
                if !generation.lookup_stale.load(Ordering::SeqCst) {
                    generation.lookup_running.store(false, Ordering::SeqCst);
                    // A reload between the two lines above found us running and left its flag to us.
                    if !generation.lookup_stale.load(Ordering::SeqCst)
                        || generation.lookup_running.swap(true, Ordering::SeqCst)
                    {
                        return;
                    }
                }
                let began = Instant::now();
                if let Err(error) = generation.refresh_lookup() {
                    tracing::error!(%error, "suggestions could not be refreshed");
                    generation.lookup_running.store(false, Ordering::SeqCst);
                    return;
                }
                // While changes keep coming, a fifth of one processor at most.
                let pause = began.elapsed() * 4;
                drop(generation);
                std::thread::sleep(pause.min(MAX_PAUSE));
            }
        })?;
        Ok(())
    }

    pub fn payload(&self) -> Result<Payload, Error> {
        let metas = self.index.load_metas()?;
        let payload = metas.payload.as_deref().and_then(|text| serde_json::from_str(text).ok());
        payload.ok_or(Error::RebuildNeeded(RebuildReason::Incompatible))
    }
}

#[derive(Debug)]
pub(crate) struct Shared {
    pub analyzer: Arc<Analyzer>,
    pub root: Option<PathBuf>,
    pub live: RwLock<Arc<Generation>>,
}

/// The catalogue index. Cheap to clone; all clones see the same data. Searching never blocks on writing.
#[derive(Debug, Clone)]
pub struct Index {
    pub(crate) shared: Arc<Shared>,
}

impl Index {
    /// An empty index at `root`, in place of whatever index is there.
    ///
    /// # Errors
    /// [`Error::Io`] or [`Error::Engine`] if the folder cannot be written.
    pub fn create_in_dir(root: &Path, analyzer: Arc<Analyzer>) -> Result<Index, Error> {
        std::fs::create_dir_all(root)?;
        let dir = folder::next(root)?;
        let generation = folder::create(Some(dir.clone()), analyzer.clone())?;
        folder::set_current(root, &dir)?;
        folder::remove_others(root, &dir);
        Ok(Index::of(generation, analyzer, Some(root.to_owned())))
    }

    /// The index at `root`.
    ///
    /// # Errors
    /// [`Error::RebuildNeeded`] if there is none, or it was written by other fields, segmentation or words, or is damaged:
    /// then [`Index::create_in_dir`] and fill it again.
    pub fn open_in_dir(root: &Path, analyzer: Arc<Analyzer>) -> Result<Index, Error> {
        let dir = folder::current(root)?;
        let generation = folder::open(dir.clone(), analyzer.clone())?;
        folder::remove_others(root, &dir);
        Ok(Index::of(generation, analyzer, Some(root.to_owned())))
    }

    /// An empty index in memory.
    ///
    /// # Errors
    /// [`Error::Engine`] if the engine refuses.
    pub fn in_ram(analyzer: Arc<Analyzer>) -> Result<Index, Error> {
        let generation = folder::create(None, analyzer.clone())?;
        Ok(Index::of(generation, analyzer, None))
    }

    fn of(generation: Arc<Generation>, analyzer: Arc<Analyzer>, root: Option<PathBuf>) -> Index {
        Index { shared: Arc::new(Shared { analyzer, root, live: RwLock::new(generation) }) }
    }

    pub(crate) fn live(&self) -> Arc<Generation> {
        self.shared.live.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The writer. One at a time for an index.
    ///
    /// # Errors
    /// [`Error::Engine`] if another writer is open.
    pub fn writer(&self) -> Result<Writer, Error> {
        Writer::new(self.clone(), self.live())
    }

    /// Begins an index beside the one in use, which stays readable (and writable) until [`Rebuild::finish`].
    ///
    /// # Errors
    /// [`Error::Io`] or [`Error::Engine`] if the folder cannot be written.
    pub fn rebuild(&self) -> Result<Rebuild, Error> {
        Rebuild::new(self.clone())
    }

    /// The sequence number of the last change that is in the index; 0 if none was committed.
    ///
    /// # Errors
    /// [`Error::Engine`] if the folder cannot be read.
    pub fn last_seq(&self) -> Result<u64, Error> {
        Ok(self.live().payload()?.seq)
    }

    /// Datasets in the index.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.live().snapshot().searcher.num_docs()
    }

    /// No datasets.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Is the dataset in the index?
    ///
    /// # Errors
    /// [`Error::Engine`] if the folder cannot be read.
    pub fn contains(&self, code: &str) -> Result<bool, Error> {
        let live = self.live();
        Ok(live.snapshot().find(&live.fields, code)?.is_some())
    }

    /// Waits until suggestions and corrections know all that is committed. For tests and benches; otherwise they follow by
    /// themselves, at once in a small catalogue and a moment after the commit in a large one.
    ///
    /// # Errors
    /// [`Error::Engine`] if the folder cannot be read.
    pub fn refresh_suggestions(&self) -> Result<(), Error> {
        // A commit is in the folder a moment before its writer lets searches see it.
        let live = self.live();
        live.reload()?;
        live.refresh_lookup()
    }

    /// How many datasets a search finds, without ranking or facets.
    ///
    /// # Errors
    /// [`Error::Engine`] if the folder cannot be read.
    pub fn count(&self, request: &SearchRequest) -> Result<u64, Error> {
        let request = SearchRequest { per_page: 0, facets: crate::Facets::None, ..request.clone() };
        Ok(self.search(&request)?.total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DataItem, SearchDoc, SuggestionKind};

    /// In a large catalogue suggestions follow a moment later; until then they do not name what is gone.
    #[test]
    fn r004_suggestions_that_lag_behind_do_not_name_what_is_gone() {
        let index = Index::in_ram(Analyzer::shipped()).expect("an index");
        let doc = |code: &str, title: &str, item: &str| SearchDoc {
            code: code.into(),
            title: title.into(),
            items: vec![DataItem { name: item.into(), field: String::new() }],
            ..SearchDoc::default()
        };
        let mut writer = index.writer().expect("a writer");
        let docs = [doc("a", "停车场甲", "停车时间"), doc("b", "停车场乙", "停车费用")];
        writer.upsert_many(&docs).expect("added");
        writer.commit(1).expect("a commit");
        index.live().lookup_inline.store(0, Ordering::Relaxed);
        index.live().lookup_running.store(true, Ordering::SeqCst); // as if a thread were still busy
        writer.delete("a");
        writer.commit(2).expect("a commit");
        let texts = |kind| -> Vec<String> {
            let all = index.suggest("停车", 8).expect("suggestions");
            all.into_iter().filter(|s| s.kind == kind).map(|s| s.text).collect()
        };
        assert_eq!(texts(SuggestionKind::Dataset), ["停车场乙"]);
        assert_eq!(texts(SuggestionKind::DataItem), ["停车费用"]);
    }

    #[test]
    fn suggestions_of_a_large_catalogue_follow_in_a_thread() {
        let index = Index::in_ram(Analyzer::shipped()).expect("an index");
        index.live().lookup_inline.store(0, Ordering::Relaxed);
        let mut writer = index.writer().expect("a writer");
        for n in 0..3 {
            let doc = SearchDoc { code: format!("c{n}"), title: format!("停车场{n}"), ..SearchDoc::default() };
            writer.upsert(&doc).expect("added");
            writer.commit(n).expect("a commit");
        }
        let began = Instant::now();
        while index.suggest("停车", 8).expect("suggestions").len() < 3 {
            assert!(began.elapsed() < Duration::from_secs(20));
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}
