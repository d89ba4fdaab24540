//! What can go wrong with files.
use thiserror::Error;

/// Result of every function of the file store.
pub type FileResult<T> = Result<T, FileError>;

/// Errors of the file store.
#[derive(Debug, Error)]
pub enum FileError {
    /// Neither a folder nor an address of S3.
    #[error("cannot keep files at {0:?}: a folder or s3://bucket/prefix is needed")]
    Address(String),
    /// Not 64 lower-case hexadecimal digits.
    #[error("{0:?} is no SHA-256")]
    NotAnAddress(String),
    #[error("no file {0}")]
    Missing(String),
    /// Larger than allowed, in bytes.
    #[error("larger than {limit} bytes")]
    TooLarge { limit: u64 },
    /// The part begins after the end of the file, or is empty.
    #[error("not within the {bytes} bytes of the file")]
    Range { bytes: u64 },
    /// The stream to store broke off.
    #[error("the content broke off: {0}")]
    Body(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A fetched file is not what its address says.
    #[error("file {0} does not have the content its address says")]
    Damaged(String),
    #[error("file store: {0}")]
    Io(#[from] std::io::Error),
    #[error("file store: {0}")]
    Store(#[from] object_store::Error),
}

impl From<tokio::task::JoinError> for FileError {
    fn from(error: tokio::task::JoinError) -> Self {
        Self::Io(std::io::Error::other(error))
    }
}
