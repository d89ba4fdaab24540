//! The file store as imports and downloads use it.
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use files::{FileError, FileStore};
use futures_util::{StreamExt, stream};

fn parts(parts: &[&str]) -> impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> + Unpin + use<> {
    stream::iter(parts.iter().map(|part| Ok(Bytes::from((*part).to_owned()))).collect::<Vec<_>>())
}

fn store() -> (tempfile::TempDir, FileStore) {
    let dir = tempfile::tempdir().unwrap();
    let store = FileStore::open(&dir.path().join("files").display().to_string()).unwrap();
    (dir, store)
}

async fn read(store: &FileStore, sha256: &str, part: Option<std::ops::Range<u64>>) -> String {
    let mut content = store.read(sha256, part).await.unwrap();
    let mut text = Vec::new();
    while let Some(bytes) = content.next().await {
        text.extend_from_slice(&bytes.unwrap());
    }
    String::from_utf8(text).unwrap()
}

#[tokio::test]
async fn a_file_is_kept_byte_for_byte_under_its_hash_once() {
    let (_dir, store) = store();
    let stored = store.put(parts(&["公共", "数据"]), 100).await.unwrap();
    assert_eq!(stored.sha256, "da1f4e925ee41aa207d72e8536d1c0f523ecbfdb0e56cc7efc378c3ff2cd4e69");
    assert_eq!((stored.bytes, store.size(&stored.sha256).await.unwrap()), (12, Some(12)));
    assert_eq!(read(&store, &stored.sha256, None).await, "公共数据");
    assert_eq!(read(&store, &stored.sha256, Some(3..6)).await, "共");
    assert_eq!(store.put(parts(&["公共数据"]), 100).await.unwrap(), stored);
    assert!(store.verify(&stored.sha256).await.unwrap());
}

#[tokio::test]
async fn what_fails_leaves_nothing_behind() {
    let (_dir, store) = store();
    assert!(matches!(store.put(parts(&["123", "456"]), 5).await, Err(FileError::TooLarge { limit: 5 })));
    let broken = stream::iter([Ok(Bytes::from("x")), Err(std::io::Error::other("cut"))]);
    assert!(store.put(Box::pin(broken), 5).await.is_err());
    let left = walk(store.root().unwrap());
    assert!(left.is_empty(), "{left:?}");
}

#[tokio::test]
async fn changed_content_is_noticed_and_orphans_are_collected() {
    let (_dir, store) = store();
    let kept = store.put(parts(&["kept"]), 100).await.unwrap().sha256;
    let orphan = store.put(parts(&["orphan"]), 100).await.unwrap().sha256;
    let old: DateTime<Utc> = DateTime::from_timestamp(0, 0).unwrap();
    assert_eq!(store.remove_orphans(|sha| sha == kept, old).await.unwrap(), 0, "too young");
    let soon =
        DateTime::<Utc>::from(std::fs::metadata(store.local_path(&orphan).await.unwrap()).unwrap().modified().unwrap());
    assert_eq!(store.remove_orphans(|sha| sha == kept, soon + TimeDelta::seconds(5)).await.unwrap(), 1);
    assert_eq!(store.size(&orphan).await.unwrap(), None);
    std::fs::write(store.local_path(&kept).await.unwrap(), "bent").unwrap();
    assert!(!store.verify(&kept).await.unwrap());
}

#[tokio::test]
async fn no_address_leads_out_of_the_store() {
    let (_dir, store) = store();
    for bad in ["../../etc/passwd", "", "AB", &"G".repeat(64)] {
        assert!(matches!(store.size(bad).await, Err(FileError::NotAnAddress(_))), "{bad}");
    }
    assert!(FileStore::open("ftp://x").is_err());
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() { found.extend(walk(&entry.path())) } else { found.push(entry.path()) }
    }
    found
}
