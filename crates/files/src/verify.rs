//! `portal check`: are the files still what their addresses say?
use crate::{FileError, FileResult, FileStore, Opened};
use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};

/// State of a stored file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    Sound,
    /// There is no such file.
    Missing,
    /// It has another length than the database says.
    Length {
        expected: u64,
        found: u64,
    },
    /// Its content has another hash.
    Content,
}

/// A file that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub sha256: String,
    pub condition: Condition,
}

impl FileStore {
    /// Reads a file and compares it with its address and length.
    pub async fn check(&self, sha256: &str, bytes: u64) -> FileResult<Condition> {
        let opened = match self.get(sha256, None).await {
            Ok(opened) => opened,
            Err(FileError::Missing(_)) => return Ok(Condition::Missing),
            Err(error) => return Err(error),
        };
        if opened.bytes != bytes {
            return Ok(Condition::Length { expected: bytes, found: opened.bytes });
        }
        Ok(if hash(opened).await? == sha256 { Condition::Sound } else { Condition::Content })
    }

    /// Whether the content still has its SHA-256.
    ///
    /// # Errors
    /// [`FileError::Missing`]; of the file system or bucket.
    pub async fn verify(&self, sha256: &str) -> FileResult<bool> {
        Ok(hash(self.get(sha256, None).await?).await? == sha256)
    }

    /// Checks all files given as (SHA-256, bytes); `progress` hears of each as it is done. Returns those that are not sound.
    pub async fn verify_all(
        &self,
        files: impl IntoIterator<Item = (String, u64)>,
        mut progress: impl FnMut(&str, Condition),
    ) -> FileResult<Vec<Fault>> {
        let mut faults = Vec::new();
        for (sha256, bytes) in files {
            let condition = self.check(&sha256, bytes).await?;
            progress(&sha256, condition);
            if condition != Condition::Sound {
                faults.push(Fault { sha256, condition });
            }
        }
        Ok(faults)
    }
}

async fn hash(mut opened: Opened) -> FileResult<String> {
    let mut hash = Sha256::new();
    while let Some(chunk) = opened.body.try_next().await? {
        hash.update(&chunk);
    }
    Ok(hex::encode(hash.finalize()))
}
