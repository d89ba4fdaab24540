//! The store of files, over a local folder and over an object store.
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use files::{Condition, Fault, FileError, FileStore};
use futures_util::{Stream, TryStreamExt, stream};
use object_store::memory::InMemory;
use sha2::{Digest, Sha256};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// Declares a test that runs over both: `name::local`, `name::remote`.
macro_rules! both {
    ($(#[$meta:meta])* async fn $name:ident($files:ident: &FileStore) $body:block) => {
        $(#[$meta])*
        mod $name {
            use super::*;

            async fn check($files: &FileStore) $body

            #[tokio::test]
            async fn local() {
                let (files, _folder) = super::local();
                check(&files).await;
            }

            #[tokio::test]
            async fn remote() {
                let folder = tempfile::tempdir().unwrap();
                check(&FileStore::over(Arc::new(InMemory::new()), "open/data", folder.path()).unwrap()).await;
            }
        }
    };
}

fn local() -> (FileStore, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (FileStore::open(folder.path().to_str().unwrap()).unwrap(), folder)
}

fn sha256(content: &[u8]) -> String {
    hex::encode(Sha256::digest(content))
}

/// A stream of pieces.
fn pieces(content: &[u8], size: usize) -> impl Stream<Item = io::Result<Bytes>> + Send + use<> {
    stream::iter(content.chunks(size).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect::<Vec<_>>())
}

async fn read(files: &FileStore, sha256: &str, range: Option<std::ops::Range<u64>>) -> Vec<u8> {
    let parts: Vec<Bytes> = files.get(sha256, range).await.unwrap().body.try_collect().await.unwrap();
    parts.concat()
}

/// Every file below a folder but the lock.
fn all_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = vec![];
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            files.extend(all_files(&entry.path()));
        } else if entry.file_name() != ".lock" {
            files.push(entry.path());
        }
    }
    files
}

fn long_ago() -> DateTime<Utc> {
    "2001-01-01T00:00:00Z".parse().unwrap()
}

fn far_ahead() -> DateTime<Utc> {
    "2999-01-01T00:00:00Z".parse().unwrap()
}

both! {
    async fn what_comes_in_comes_out_byte_for_byte(files: &FileStore) {
        // Larger than a part of a remote upload, so that those are joined rightly too.
        let content: Vec<u8> = (0..20_000_003_u32).map(|n| u8::try_from(n % 251).unwrap()).collect();
        let stored = files.put(pieces(&content, 70_001), u64::MAX).await.unwrap();
        assert_eq!(stored.sha256, sha256(&content));
        assert_eq!(stored.bytes, 20_000_003);
        assert_eq!(files.size(&stored.sha256).await.unwrap(), Some(stored.bytes));
        assert!(read(files, &stored.sha256, None).await == content);
        let path = files.local_path(&stored.sha256).await.unwrap();
        assert!(std::fs::read(path).unwrap() == content);
        assert_eq!(files.check(&stored.sha256, stored.bytes).await.unwrap(), Condition::Sound);
    }
}

both! {
    async fn the_same_content_is_one_file(files: &FileStore) {
        let first = files.put_bytes("公交线路").await.unwrap();
        let second = files.put(pieces("公交线路".as_bytes(), 1), 12).await.unwrap();
        assert_eq!(first, second);
        assert_eq!(files.orphans(|_| false, far_ahead()).await.unwrap().len(), 1);
        let empty = files.put_bytes(Bytes::new()).await.unwrap();
        assert_eq!((empty.bytes, empty.sha256), (0, sha256(b"")));
        assert_eq!(read(files, &sha256(b""), None).await, b"");
    }
}

both! {
    async fn ranges_are_cut_to_the_file_and_refused_beyond_it(files: &FileStore) {
        let stored = files.put_bytes("0123456789").await.unwrap();
        for (range, expected) in [(0..10, "0123456789"), (3..5, "34"), (9..10, "9"), (8..99, "89")] {
            let opened = files.get(&stored.sha256, Some(range.clone())).await.unwrap();
            assert_eq!((opened.bytes, opened.range), (10, range.start..range.end.min(10)));
            assert_eq!(read(files, &stored.sha256, Some(range)).await, expected.as_bytes());
        }
        for range in [10..11, 99..100, 5..5] {
            let refused = files.get(&stored.sha256, Some(range.clone())).await;
            assert!(matches!(refused, Err(FileError::Range { bytes: 10 })), "{range:?} {refused:?}");
        }
    }
}

both! {
    async fn what_is_not_there_is_said(files: &FileStore) {
        let nothing = sha256(b"nothing");
        assert_eq!(files.size(&nothing).await.unwrap(), None);
        assert!(matches!(files.local_path(&nothing).await, Err(FileError::Missing(_))));
        assert!(matches!(files.get(&nothing, None).await, Err(FileError::Missing(_))));
        assert!(matches!(files.get(&nothing, Some(0..1)).await, Err(FileError::Missing(_))));
        for address in ["", "../../etc/passwd", &nothing.to_uppercase(), &nothing[..63], &format!("{nothing}0"), &"é".repeat(32)] {
            assert!(matches!(files.get(address, None).await, Err(FileError::NotAnAddress(_))), "{address}");
            assert!(matches!(files.size(address).await, Err(FileError::NotAnAddress(_))));
            assert!(matches!(files.local_path(address).await, Err(FileError::NotAnAddress(_))));
        }
    }
}

both! {
    async fn too_large_or_broken_off_leaves_nothing(files: &FileStore) {
        assert!(matches!(files.put(pieces(b"0123456789", 3), 9).await, Err(FileError::TooLarge { limit: 9 })));
        files.put(pieces(b"0123456789", 3), 10).await.unwrap();
        let broken = stream::iter(vec![Ok(Bytes::from("01")), Err(io::Error::other("connection reset"))]);
        assert!(matches!(files.put(broken, 10).await, Err(FileError::Body(_))));
        assert_eq!(files.orphans(|_| false, far_ahead()).await.unwrap().len(), 1);
        assert_eq!(files.size(&sha256(b"01")).await.unwrap(), None);
    }
}

both! {
    async fn orphans_are_old_files_that_nothing_names(files: &FileStore) {
        let named = files.put_bytes("named").await.unwrap();
        let orphan = files.put_bytes("orphan").await.unwrap();
        let known = |sha256: &str| sha256 == named.sha256;
        assert_eq!(files.orphans(known, long_ago()).await.unwrap(), vec![], "too young");
        assert_eq!(files.remove_orphans(known, long_ago()).await.unwrap(), 0);
        let found = files.orphans(known, far_ahead()).await.unwrap();
        assert_eq!(found.iter().map(|one| (&one.sha256, one.bytes)).collect::<Vec<_>>(), vec![(&orphan.sha256, 6)]);
        assert_eq!(files.remove_orphans(known, far_ahead()).await.unwrap(), 1);
        assert_eq!(files.size(&orphan.sha256).await.unwrap(), None);
        assert!(matches!(files.local_path(&orphan.sha256).await, Err(FileError::Missing(_))), "not in the cache either");
        assert_eq!(files.size(&named.sha256).await.unwrap(), Some(5));
    }
}

#[tokio::test]
async fn publishing_again_makes_a_file_young_and_heals_it() {
    let (files, _folder) = local();
    let stored = files.put_bytes("content").await.unwrap();
    let path = files.local_path(&stored.sha256).await.unwrap();
    std::fs::write(&path, "c0ntent").unwrap();
    std::fs::File::options().write(true).open(&path).unwrap().set_modified(long_ago().into()).unwrap();
    let border = long_ago() + TimeDelta::days(1);
    assert_eq!(files.orphans(|_| false, border).await.unwrap().len(), 1);
    files.put_bytes("content").await.unwrap();
    assert_eq!(files.orphans(|_| false, border).await.unwrap(), vec![]);
    assert_eq!(files.check(&stored.sha256, 7).await.unwrap(), Condition::Sound);
}

#[tokio::test]
async fn check_finds_what_is_missing_cut_or_altered() {
    let (files, _folder) = local();
    let mut list = vec![];
    for content in ["sound", "missing", "cut", "altered"] {
        let stored = files.put_bytes(content).await.unwrap();
        let path = files.local_path(&stored.sha256).await.unwrap();
        match content {
            "missing" => std::fs::remove_file(path).unwrap(),
            "cut" => std::fs::write(path, "cu").unwrap(),
            "altered" => std::fs::write(path, "altareb").unwrap(),
            _ => {}
        }
        list.push((stored.sha256, stored.bytes));
    }
    let mut seen = vec![];
    let faults =
        files.verify_all(list.clone(), |sha256, condition| seen.push((sha256.to_owned(), condition))).await.unwrap();
    assert_eq!(
        faults.iter().map(|fault| fault.condition).collect::<Vec<_>>(),
        vec![Condition::Missing, Condition::Length { expected: 3, found: 2 }, Condition::Content]
    );
    assert_eq!(faults[0], Fault { sha256: list[1].0.clone(), condition: Condition::Missing });
    assert_eq!(seen.len(), 4);
    assert_eq!(seen[0].1, Condition::Sound);
}

/// Killed at any moment of an upload: what is left has no address, and is swept later.
#[tokio::test]
async fn a_part_of_a_file_is_never_visible() {
    let (files, folder) = local();
    let (sender, receiver) = tokio::sync::mpsc::channel::<io::Result<Bytes>>(1);
    let upload = tokio::spawn({
        let files = files.clone();
        async move { files.put(tokio_stream(receiver), u64::MAX).await }
    });
    sender.send(Ok(Bytes::from("half of "))).await.unwrap();
    sender.send(Ok(Bytes::from("a file"))).await.unwrap();
    tokio::time::timeout(std::time::Duration::from_secs(10), async {
        while all_files(folder.path()).is_empty() {
            tokio::task::yield_now().await;
        }
    })
    .await
    .expect("the temporary file appears");
    let written = all_files(folder.path());
    assert!(written.iter().all(|path| path.starts_with(folder.path().join("tmp"))), "{written:?}");
    assert_eq!(files.orphans(|_| false, far_ahead()).await.unwrap(), vec![]);

    // As a kill leaves it: the bytes stay where they are, nobody goes on.
    let left_over = folder.path().join("tmp/left-over");
    std::fs::copy(&written[0], &left_over).unwrap();
    upload.abort();
    assert!(upload.await.unwrap_err().is_cancelled());
    drop(sender);

    let reopened = FileStore::open(folder.path().to_str().unwrap()).unwrap();
    for content in ["half of ", "half of a file"] {
        assert_eq!(reopened.size(&sha256(content.as_bytes())).await.unwrap(), None);
    }
    assert_eq!(reopened.remove_orphans(|_| false, long_ago()).await.unwrap(), 0);
    assert!(left_over.exists(), "young: its writer may live in another process");
    assert_eq!(reopened.remove_orphans(|_| false, far_ahead()).await.unwrap(), 1);
    assert_eq!(all_files(folder.path()), Vec::<PathBuf>::new());
}

fn tokio_stream(
    mut receiver: tokio::sync::mpsc::Receiver<io::Result<Bytes>>,
) -> impl Stream<Item = io::Result<Bytes>> + Send {
    stream::poll_fn(move |context| receiver.poll_recv(context))
}

#[tokio::test]
async fn remote_files_are_fetched_once_and_checked() {
    let (bucket, cache) = (Arc::new(InMemory::new()), tempfile::tempdir().unwrap());
    let stored = FileStore::over(bucket.clone(), "", cache.path()).unwrap().put_bytes("table").await.unwrap();
    let other_machine = tempfile::tempdir().unwrap();
    let files = FileStore::over(bucket.clone(), "", other_machine.path()).unwrap();
    assert_eq!(all_files(other_machine.path()), Vec::<PathBuf>::new());
    let paths = futures_util::future::join_all((0..8).map(|_| files.local_path(&stored.sha256))).await;
    for path in paths {
        assert_eq!(std::fs::read(path.unwrap()).unwrap(), b"table");
    }
    assert_eq!(all_files(other_machine.path()).len(), 1);

    // Content that is not what the address says never gets into the cache.
    use object_store::ObjectStoreExt;
    let wrong = sha256(b"right");
    let key = object_store::path::Path::from(format!("{}/{}/{wrong}", &wrong[..2], &wrong[2..4]));
    bucket.put(&key, "wrong".into()).await.unwrap();
    assert!(matches!(files.local_path(&wrong).await, Err(FileError::Damaged(_))));
    assert_eq!(files.check(&wrong, 5).await.unwrap(), Condition::Content);
    assert_eq!(all_files(other_machine.path()).len(), 1);
}

#[tokio::test]
async fn a_file_of_this_machine_is_stored_as_a_copy() {
    let (files, folder) = local();
    let source = folder.path().join("source.parquet");
    std::fs::write(&source, "parquet").unwrap();
    let stored = files.put_file(&source, 7).await.unwrap();
    assert_eq!(stored.sha256, sha256(b"parquet"));
    assert!(source.exists());
    assert!(matches!(files.put_file(&source, 6).await, Err(FileError::TooLarge { .. })));
    let expected =
        folder.path().canonicalize().unwrap().join(&stored.sha256[..2]).join(&stored.sha256[2..4]).join(&stored.sha256);
    assert_eq!(files.local_path(&stored.sha256).await.unwrap(), expected);
}

#[test]
fn addresses_that_are_no_store_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for address in ["http://example.org/x", "gs://bucket", "", "file://"] {
        assert!(matches!(FileStore::open(address), Err(FileError::Address(_))), "{address}");
    }
    let by_url = format!("file://{}/files", folder.path().display());
    FileStore::open(&by_url).unwrap();
    assert!(folder.path().join("files/tmp").is_dir());
}
