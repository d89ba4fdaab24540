//! What can go wrong between the index and its folder. A query never can.

/// Why an index on disk cannot be used and has to be built again from the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RebuildReason {
    /// The folder holds no index.
    Missing,
    /// The fields, the segmentation or the word list changed since it was written.
    Incompatible,
    /// Files are missing or damaged.
    Damaged,
}

/// Failures of the index; none depends on what a visitor typed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The index on disk cannot be used: build it again ([`crate::Index::rebuild`]).
    #[error("the index must be rebuilt: {0:?}")]
    RebuildNeeded(RebuildReason),
    /// A dataset with access rights `NON_PUBLIC` was given to the index, which never takes one.
    #[error("dataset {0} is not public and cannot be indexed")]
    NonPublic(String),
    /// The writer belongs to an index that a rebuild has replaced; ask for a new one.
    #[error("the index was replaced by a rebuild; take a new writer")]
    Superseded,
    /// The word list is not valid.
    #[error("word list: {0}")]
    Lexicon(String),
    /// The index engine failed.
    #[error("index: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// Reading or writing the index folder failed.
    #[error("index folder: {0}")]
    Io(#[from] std::io::Error),
}
