//! An object store such as S3, with a local folder for what must be read as a file.
use crate::address::Address;
use crate::local::{CHUNK, Local};
use crate::spool::Spool;
use crate::{FileError, FileResult, Opened, Stored, cut};
use futures_util::{StreamExt, TryStreamExt};
use object_store::path::Path as Key;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt, PutPayload, WriteMultipart};
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::io::AsyncReadExt;
use tokio::sync::Mutex;

/// Files up to this size go in one request; larger ones in parts of this size (S3 wants at least 5 MiB).
const PART: usize = 8 * 1024 * 1024;
/// Parts on their way at once.
const PARALLEL: usize = 4;

#[derive(Debug)]
pub(crate) struct Remote {
    store: Arc<dyn ObjectStore>,
    prefix: Key,
    /// Laid out like a local store.
    cache: Local,
    /// Fetches under way: the second reader of a table waits for the first one's file.
    fetching: Mutex<HashMap<String, Arc<Mutex<()>>>>,
}

impl Remote {
    pub(crate) fn open(store: Arc<dyn ObjectStore>, prefix: &str, cache: &Path) -> FileResult<Self> {
        let prefix = Key::parse(prefix.trim_matches('/')).map_err(object_store::Error::from)?;
        Ok(Self { store, prefix, cache: Local::open(cache)?, fetching: Mutex::default() })
    }

    pub(crate) fn cache(&self) -> &Local {
        &self.cache
    }

    pub(crate) fn store(&self) -> &dyn ObjectStore {
        &*self.store
    }

    pub(crate) const fn prefix(&self) -> &Key {
        &self.prefix
    }

    pub(crate) fn key(&self, address: &Address) -> Key {
        Key::from_iter(self.prefix.parts().chain(Key::from(address.key()).parts()))
    }

    /// Sends a whole file; object stores show it whole or not at all. It stays in the cache: a new table is looked at soon.
    pub(crate) async fn publish(&self, spool: Spool) -> FileResult<Stored> {
        let key = self.key(&Address::parse(&spool.stored.sha256)?);
        let mut file = tokio::fs::File::open(&spool.path).await?;
        if spool.stored.bytes <= u64::try_from(PART).unwrap_or(u64::MAX) {
            let mut content = Vec::with_capacity(CHUNK);
            file.read_to_end(&mut content).await?;
            self.store.put(&key, PutPayload::from(content)).await?;
        } else {
            let mut upload = WriteMultipart::new_with_chunk_size(self.store.put_multipart(&key).await?, PART);
            let sent = send(&mut file, &mut upload).await;
            if let Err(error) = sent {
                upload.abort().await?;
                return Err(error);
            }
            upload.finish().await?;
        }
        self.cache.publish(spool).await
    }

    pub(crate) async fn size(&self, address: &Address) -> FileResult<Option<u64>> {
        match self.store.head(&self.key(address)).await {
            Ok(meta) => Ok(Some(meta.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    pub(crate) async fn get(&self, address: &Address, range: Option<Range<u64>>) -> FileResult<Opened> {
        if range.as_ref().is_some_and(Range::is_empty) {
            let bytes = self.size(address).await?.ok_or_else(|| address.missing())?;
            return Err(FileError::Range { bytes });
        }
        let options = GetOptions { range: range.clone().map(GetRange::Bounded), ..GetOptions::default() };
        let found = match self.store.get_opts(&self.key(address), options).await {
            Ok(found) => found,
            Err(object_store::Error::NotFound { .. }) => return Err(address.missing()),
            Err(error) => {
                // A range that begins after the end is refused in words of the store; say it in ours.
                return match self.size(address).await {
                    Ok(Some(bytes)) => Err(cut(range, bytes).err().unwrap_or(error.into())),
                    _ => Err(error.into()),
                };
            }
        };
        Ok(Opened {
            bytes: found.meta.size,
            range: found.range.clone(),
            body: found.into_stream().map_err(Into::into).boxed(),
        })
    }

    pub(crate) async fn local_path(&self, address: &Address) -> FileResult<PathBuf> {
        let path = self.cache.path(address);
        if self.cache.size(address).await?.is_some() {
            return Ok(path);
        }
        let turn = self.fetching.lock().await.entry(address.as_str().to_owned()).or_default().clone();
        let fetched = {
            let _turn = turn.lock().await;
            self.fetch(address).await
        };
        self.fetching.lock().await.remove(address.as_str());
        fetched.map(|()| path)
    }

    /// Brings a file into the cache.
    async fn fetch(&self, address: &Address) -> FileResult<()> {
        if self.cache.size(address).await?.is_some() {
            return Ok(());
        }
        let opened = self.get(address, None).await?;
        let spool = Spool::fill(self.cache.temporary(), opened.body, u64::MAX).await?;
        if spool.stored.sha256 != address.as_str() {
            return Err(FileError::Damaged(address.as_str().to_owned()));
        }
        self.cache.publish(spool).await?;
        Ok(())
    }
}

async fn send(file: &mut tokio::fs::File, upload: &mut WriteMultipart) -> FileResult<()> {
    let mut buffer = vec![0; CHUNK];
    loop {
        let read = file.read(&mut buffer).await?;
        if read == 0 {
            return Ok(());
        }
        upload.wait_for_capacity(PARALLEL).await?;
        upload.write(&buffer[..read]);
    }
}
