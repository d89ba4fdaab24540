//! Addresses: a SHA-256 in lower-case hex, and where it lies.
use crate::{FileError, FileResult};
use std::path::{Path, PathBuf};

/// A checked SHA-256; so nothing that comes from outside can name another path.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Address(String);

impl Address {
    pub(crate) fn parse(sha256: &str) -> FileResult<Self> {
        let hex = sha256.len() == 64 && sha256.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if hex { Ok(Self(sha256.to_owned())) } else { Err(FileError::NotAnAddress(sha256.chars().take(80).collect())) }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn missing(&self) -> FileError {
        FileError::Missing(self.0.clone())
    }

    /// `ab/cd/<sha256>`: folders of a few hundred entries, also with millions of files.
    pub(crate) fn key(&self) -> String {
        format!("{}/{}/{}", &self.0[..2], &self.0[2..4], self.0)
    }

    pub(crate) fn below(&self, folder: &Path) -> PathBuf {
        folder.join(&self.0[..2]).join(&self.0[2..4]).join(&self.0)
    }
}
