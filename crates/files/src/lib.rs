//! Public files: the address is the SHA-256 of the content, kept byte for byte in a local folder or in an S3 bucket.
//!
//! A file is written to a temporary name, synced, and renamed to its address; the database names it only afterwards. So a crash leaves
//! at most a temporary or an unnamed file, never half of one at an address. `ab/cd/abcd…` keeps folders small.
mod error;
mod put;
mod store;

pub use error::{FileError, FileResult};
pub use put::Stored;
pub use store::FileStore;
