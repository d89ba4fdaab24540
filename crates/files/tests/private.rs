//! Private documents: encrypted one by one, rewrapped without touching a file, lost with their key.
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use files::{FileError, FileStore, KeyError, Keys, MOST_PRIVATE, PrivateError, PrivateFile, PrivateStore};
use std::sync::atomic::{AtomicU8, Ordering};

fn ring(ids: &[u8]) -> Keys {
    let lines: Vec<_> = ids.iter().map(|id| format!("k{id} {}\n", BASE64.encode([*id; 32]))).collect();
    Keys::parse(&format!("{}index {}", lines.concat(), BASE64.encode([0; 32]))).unwrap()
}

fn secret() -> [u8; 32] {
    static N: AtomicU8 = AtomicU8::new(1);
    [N.fetch_add(1, Ordering::Relaxed); 32]
}

async fn stored(store: &PrivateStore, content: &str) -> PrivateFile {
    store.put(&ring(&[1]), content.as_bytes(), secret).await.unwrap()
}

#[tokio::test]
async fn r162_a_document_is_encrypted_and_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = PrivateStore::open(folder.path().to_str().unwrap()).unwrap();
    let (one, two) = (stored(&store, "身份证 330106…").await, stored(&store, "身份证 330106…").await);
    assert_eq!(store.get(&ring(&[1]), &one).await.unwrap(), "身份证 330106…".as_bytes());
    assert_eq!((one.bytes, &one.sha256), (two.bytes, &two.sha256));
    assert_ne!(one.name, two.name, "equal documents cannot be told to be equal");

    let object = std::fs::read(store.root().unwrap().join(&one.name[..2]).join(&one.name[2..4]).join(&one.name));
    assert!(!object.unwrap().windows(6).any(|w| w == b"330106"));
    let public = FileStore::open(folder.path().to_str().unwrap()).unwrap();
    assert_eq!(public.size(&one.name).await.unwrap(), None, "no public address leads to it");
    assert_eq!(public.orphans(|_| false, chrono::DateTime::<chrono::Utc>::MAX_UTC).await.unwrap(), vec![]);

    let empty = stored(&store, "").await;
    assert_eq!(store.get(&ring(&[1]), &empty).await.unwrap(), b"");
}

#[tokio::test]
async fn r162_rotation_rewraps_the_key_and_leaves_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let store = PrivateStore::open(folder.path().to_str().unwrap()).unwrap();
    let mut file = stored(&store, "附件").await;
    let both = ring(&[2, 1]);
    file.key = PrivateStore::rewrap(&both, &file.name, &file.key, secret()).unwrap().expect("an old key");
    assert_eq!(PrivateStore::rewrap(&both, &file.name, &file.key, secret()).unwrap(), None, "once is enough");
    assert_eq!(store.get(&ring(&[2]), &file).await.unwrap(), "附件".as_bytes());
    let lost = store.get(&ring(&[1]), &file).await.unwrap_err();
    assert!(matches!(&lost, PrivateError::Key(KeyError::Missing(id)) if id == "k2"), "{lost}");
    assert!(lost.to_string().contains("is missing"));
}

#[tokio::test]
async fn r162_altered_moved_and_missing_documents_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let store = PrivateStore::open(folder.path().to_str().unwrap()).unwrap();
    let (one, two) = (stored(&store, "甲").await, stored(&store, "乙").await);
    let keys = ring(&[1]);
    let swapped = PrivateFile { key: two.key.clone(), ..one.clone() };
    assert!(matches!(store.get(&keys, &swapped).await, Err(PrivateError::Key(KeyError::Damaged))));
    let renamed = PrivateFile { sha256: two.sha256.clone(), ..one.clone() };
    assert!(matches!(store.get(&keys, &renamed).await, Err(PrivateError::Damaged(_))));

    let path = store.root().unwrap().join(&one.name[..2]).join(&one.name[2..4]).join(&one.name);
    let whole = std::fs::read(&path).unwrap();
    for altered in [&whole[..0], &whole[..1], &whole[..whole.len() - 1]] {
        std::fs::write(&path, altered).unwrap();
        assert!(matches!(store.get(&keys, &one).await, Err(PrivateError::Damaged(_))));
    }
    store.remove(&one.name).await.unwrap();
    store.remove(&one.name).await.unwrap();
    assert!(matches!(store.get(&keys, &one).await, Err(PrivateError::File(FileError::Missing(_)))));
    let large = vec![0; MOST_PRIVATE + 1];
    let refused = store.put(&keys, &large, secret).await;
    assert!(matches!(refused, Err(PrivateError::File(FileError::TooLarge { .. }))));
}
