//! What can go wrong with a file.

/// Result of the file store.
pub type FileResult<T> = Result<T, FileError>;

#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("file store: {0}")]
    Io(#[from] std::io::Error),
    #[error("file store: {0}")]
    Store(#[from] object_store::Error),
    #[error("file store address {0:?}: a folder, or s3://bucket/prefix")]
    Address(String),
    /// More bytes than allowed.
    #[error("larger than {limit} bytes")]
    TooLarge { limit: u64 },
    /// Not 64 lower-case hexadecimal digits.
    #[error("{0:?} is no SHA-256")]
    NotAnAddress(String),
    #[error("no file {0}")]
    Missing(String),
}
