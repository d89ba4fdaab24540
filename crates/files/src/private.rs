//! Private documents: what parties hand in and what is kept from the public. Each is encrypted with a data key of its own; the data key,
//! wrapped by the master key, stands in the database beside the SHA-256 of the plain text. Rotating the master key rewraps data keys and
//! never touches a file; who forgets a data key has destroyed the file and every copy of it in backups.
//!
//! They lie in a store of their own (`private/` below the public files), so that no public address ever leads to one. The name of an
//! object is the SHA-256 of the encrypted bytes: with a fresh random key it is as random as the key, says nothing of the content, and a
//! damaged object is found by the same check as any other file.
use crate::{FileError, FileResult, FileStore, KeyError, Keys, Orphan};
use bytes::Bytes;
use chacha20poly1305::aead::Aead;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use chrono::{DateTime, Utc};
use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use std::path::Path;

/// Largest private document in bytes: it is encrypted and checked as a whole, in memory.
pub const MOST_PRIVATE: usize = 64 * 1024 * 1024;
/// A data key seals exactly one message, so its nonce may be fixed.
const ONCE: [u8; 24] = [0; 24];
/// First byte of an object.
const FORMAT: u8 = 1;

/// What the database keeps of a private document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivateFile {
    /// Name of the object: 64 hex digits.
    pub name: String,
    /// The data key, wrapped by the master key for this object alone.
    pub key: Vec<u8>,
    /// SHA-256 (hex) of the plain text.
    pub sha256: String,
    /// Length of the plain text in bytes.
    pub bytes: u64,
}

/// Why a private document cannot be stored or read.
#[derive(Debug, thiserror::Error)]
pub enum PrivateError {
    #[error(transparent)]
    File(#[from] FileError),
    /// The master key is gone, or the wrapped key belongs to another object.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The object is not what was stored.
    #[error("private document {0} is damaged")]
    Damaged(String),
}

/// The store of private documents. Cheap to clone.
#[derive(Clone, Debug)]
pub struct PrivateStore(FileStore);

impl PrivateStore {
    /// Opens the private part of the store at `address` (see [`FileStore::open`]), `private/` below it.
    ///
    /// # Errors
    /// As [`FileStore::open`].
    pub fn open(address: &str) -> FileResult<Self> {
        let cache = std::env::temp_dir().join("portal-private");
        FileStore::open_with_cache(&format!("{}/private", address.trim_end_matches('/')), &cache).map(Self)
    }

    /// The folder, where the store is one.
    pub fn root(&self) -> Option<&Path> {
        self.0.root()
    }

    /// The objects as they lie, encrypted: for backups.
    pub const fn objects(&self) -> &FileStore {
        &self.0
    }

    /// Encrypts and stores a document. `secret` gives 32 bytes nobody can guess, other ones at every call.
    ///
    /// # Errors
    /// [`FileError::TooLarge`] above [`MOST_PRIVATE`]; of the file system or bucket.
    pub async fn put(
        &self,
        keys: &Keys,
        content: &[u8],
        secret: impl Fn() -> [u8; 32],
    ) -> Result<PrivateFile, PrivateError> {
        if content.len() > MOST_PRIVATE {
            return Err(FileError::TooLarge { limit: MOST_PRIVATE as u64 }.into());
        }
        let data_key = secret();
        let cipher = XChaCha20Poly1305::new(&data_key.into());
        let sealed = cipher.encrypt(XNonce::from_slice(&ONCE), content).map_err(|_| KeyError::Damaged)?;
        let mut object = Vec::with_capacity(1 + sealed.len());
        object.push(FORMAT);
        object.extend_from_slice(&sealed);
        let stored = self.0.put_bytes(Bytes::from(object)).await?;
        let key = keys.seal(&data_key, &context(&stored.sha256), nonce(&secret()))?;
        let sha256 = hex::encode(Sha256::digest(content));
        Ok(PrivateFile { name: stored.sha256, key, sha256, bytes: content.len() as u64 })
    }

    /// Reads a document back and compares it with its SHA-256.
    ///
    /// # Errors
    /// [`KeyError::Missing`] when the master key is gone, [`FileError::Missing`], [`PrivateError::Damaged`].
    pub async fn get(&self, keys: &Keys, file: &PrivateFile) -> Result<Vec<u8>, PrivateError> {
        let damaged = || PrivateError::Damaged(file.name.clone());
        let data_key = keys.open_sealed(&file.key, &context(&file.name))?;
        let data_key: [u8; 32] = data_key.try_into().map_err(|_| damaged())?;
        let parts: Vec<Bytes> = self.0.get(&file.name, None).await?.body.try_collect().await?;
        let object = parts.concat();
        let Some((&FORMAT, sealed)) = object.split_first() else { return Err(damaged()) };
        let cipher = XChaCha20Poly1305::new(&data_key.into());
        let content = cipher.decrypt(XNonce::from_slice(&ONCE), sealed).map_err(|_| damaged())?;
        if hex::encode(Sha256::digest(&content)) == file.sha256 { Ok(content) } else { Err(damaged()) }
    }

    /// Wraps the data key anew with the current master key; `None` when it already is.
    ///
    /// # Errors
    /// As [`Keys::open_sealed`].
    pub fn rewrap(keys: &Keys, name: &str, key: &[u8], secret: [u8; 32]) -> Result<Option<Vec<u8>>, KeyError> {
        keys.reseal(key, &context(name), nonce(&secret))
    }

    /// Removes an object; nothing happens if it is not there.
    ///
    /// # Errors
    /// Of the file system or bucket.
    pub async fn remove(&self, name: &str) -> FileResult<()> {
        if self.0.size(name).await?.is_none() {
            return Ok(());
        }
        let orphan = Orphan { sha256: name.to_owned(), bytes: 0, modified: DateTime::<Utc>::MIN_UTC };
        self.0.remove_orphan(&orphan, DateTime::<Utc>::MAX_UTC).await.map(|_| ())
    }

    /// Removes what no row names; see [`FileStore::remove_orphans`].
    ///
    /// # Errors
    /// Of the file system or bucket.
    pub async fn remove_orphans(&self, known: impl Fn(&str) -> bool, before: DateTime<Utc>) -> FileResult<u64> {
        self.0.remove_orphans(known, before).await
    }
}

/// Binds a wrapped data key to its object.
fn context(name: &str) -> String {
    format!("private:{name}")
}

fn nonce(secret: &[u8; 32]) -> [u8; 24] {
    let mut nonce = [0; 24];
    nonce.copy_from_slice(&secret[..24]);
    nonce
}
