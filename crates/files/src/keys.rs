//! Keys of the portal, and what they seal: personal data in the database and private documents in the store.
//!
//! Master keys stand in `PORTAL_KEYS` or in `keys/master.keys` of the data folder (0600, made at the first start), one a line, as
//! `<id> <base64 of 32 bytes>`; the first line seals, all of them open. Rotation puts a new line on top. The blind-index key is derived
//! from `keys/index.key` (or the line `index …`) and stays when master keys rotate, or nothing would be found again.
//!
//! Sealed bytes: `1 | id length | id | nonce (24) | XChaCha20-Poly1305`, bound to a context, so that a value copied to another row or
//! column does not open there.
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::io::Write as _;
use std::path::Path;

const FORMAT: u8 = 1;
const NONCE: usize = 24;

/// Why something could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The value was sealed with a key that is no longer there: put it back as a further line of the key file.
    #[error("the master key “{0}” is missing: what it sealed cannot be opened until the key is put back")]
    Missing(String),
    /// Not sealed by us, cut, altered, or moved here from another place.
    #[error("sealed data is damaged or belongs elsewhere")]
    Damaged,
    #[error("key file: {0}")]
    File(String),
}

struct MasterKey {
    id: String,
    cipher: XChaCha20Poly1305,
}

/// The key ring.
pub struct Keys {
    /// The first seals; never empty.
    masters: Vec<MasterKey>,
    index: [u8; 32],
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.masters.iter().map(|key| &key.id)).finish()
    }
}

impl Keys {
    /// Keys from a text of lines `<id> <base64>`; the line `index <base64>` is the blind-index key.
    ///
    /// # Errors
    /// A line that is no key, no master key, or no index key.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let mut masters = Vec::new();
        let mut index = None;
        for (number, line) in
            text.lines().map(str::trim).enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'))
        {
            let wrong = || KeyError::File(format!("line {} is not `<id> <base64 of 32 bytes>`", number + 1));
            let (id, key) = line.split_once(char::is_whitespace).ok_or_else(wrong)?;
            let key: [u8; 32] = BASE64.decode(key.trim()).ok().and_then(|k| k.try_into().ok()).ok_or_else(wrong)?;
            if id.len() > 32 {
                return Err(wrong());
            }
            if id == "index" {
                index = Some(key);
            } else if masters.iter().any(|known: &MasterKey| known.id == id) {
                return Err(KeyError::File(format!("the key “{id}” stands there twice")));
            } else {
                masters.push(MasterKey { id: id.to_owned(), cipher: XChaCha20Poly1305::new(&key.into()) });
            }
        }
        if masters.is_empty() {
            return Err(KeyError::File("no master key".into()));
        }
        let index = index.ok_or_else(|| KeyError::File("no line `index <base64>`".into()))?;
        Ok(Self { masters, index })
    }

    /// The keys of `environment` (the value of `PORTAL_KEYS`, lines parted by `;` or line breaks), else those of `folder/master.keys`,
    /// which is made with fresh keys if it is not there.
    ///
    /// # Errors
    /// A file that cannot be read or written, or is no key file.
    pub fn open(environment: Option<&str>, folder: &Path, fresh: impl Fn() -> [u8; 32]) -> Result<Self, KeyError> {
        if let Some(text) = environment {
            return Self::parse(&text.replace(';', "\n"));
        }
        let file = |error: std::io::Error| KeyError::File(format!("{}: {error}", folder.display()));
        let path = folder.join("master.keys");
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::parse(&text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let text = format!("k1 {}\nindex {}\n", BASE64.encode(fresh()), BASE64.encode(fresh()));
                std::fs::create_dir_all(folder).map_err(file)?;
                let mut options = std::fs::OpenOptions::new();
                options.write(true).create_new(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                let mut out = options.open(&path).map_err(file)?;
                out.write_all(text.as_bytes()).and_then(|()| out.sync_all()).map_err(file)?;
                Self::parse(&text)
            }
            Err(error) => Err(file(error)),
        }
    }

    /// Id of the key that seals now.
    pub fn current(&self) -> &str {
        &self.masters[0].id
    }

    /// Id of the key that sealed something.
    pub fn sealed_with(sealed: &[u8]) -> Option<&str> {
        let (&[FORMAT, length], rest) = sealed.split_first_chunk::<2>()? else { return None };
        std::str::from_utf8(rest.get(..usize::from(length))?).ok()
    }

    /// Seals `plain` for one place, e.g. `accounts.email:<id>`. `nonce` comes from 24 random bytes.
    ///
    /// # Errors
    /// `Damaged` if the cipher refuses (plain text of many gigabytes).
    pub fn seal(&self, plain: &[u8], context: &str, nonce: [u8; NONCE]) -> Result<Vec<u8>, KeyError> {
        let key = &self.masters[0];
        let payload = Payload { msg: plain, aad: context.as_bytes() };
        let cipher = key.cipher.encrypt(XNonce::from_slice(&nonce), payload).map_err(|_| KeyError::Damaged)?;
        let mut out = Vec::with_capacity(2 + key.id.len() + NONCE + cipher.len());
        out.push(FORMAT);
        out.push(u8::try_from(key.id.len()).map_err(|_| KeyError::Damaged)?);
        out.extend_from_slice(key.id.as_bytes());
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&cipher);
        Ok(out)
    }

    /// Opens what was sealed for the same place.
    ///
    /// # Errors
    /// `Missing` when the key is gone, `Damaged` for everything else.
    pub fn open_sealed(&self, sealed: &[u8], context: &str) -> Result<Vec<u8>, KeyError> {
        let id = Self::sealed_with(sealed).ok_or(KeyError::Damaged)?;
        let rest = &sealed[2 + id.len()..];
        let (nonce, cipher) = rest.split_first_chunk::<NONCE>().ok_or(KeyError::Damaged)?;
        let key = self.masters.iter().find(|key| key.id == id).ok_or_else(|| KeyError::Missing(id.to_owned()))?;
        let payload = Payload { msg: cipher, aad: context.as_bytes() };
        key.cipher.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| KeyError::Damaged)
    }

    /// Seals anew with the current key what an older one sealed for the same place; `None` when nothing is to be done.
    ///
    /// # Errors
    /// As [`Keys::open_sealed`].
    pub fn reseal(&self, sealed: &[u8], context: &str, nonce: [u8; NONCE]) -> Result<Option<Vec<u8>>, KeyError> {
        if Self::sealed_with(sealed) == Some(self.current()) {
            return Ok(None);
        }
        self.seal(&self.open_sealed(sealed, context)?, context, nonce).map(Some)
    }

    /// Puts a fresh key on top of `folder/master.keys`: it seals from now on, the older ones still open. The file is replaced as a whole,
    /// so that no crash leaves half of it. Returns the id of the new key.
    ///
    /// # Errors
    /// A file that is not there, cannot be written, or is no key file.
    pub fn rotate(folder: &Path, fresh: [u8; 32]) -> Result<String, KeyError> {
        let path = folder.join("master.keys");
        let file = |error: std::io::Error| KeyError::File(format!("{}: {error}", path.display()));
        let old = std::fs::read_to_string(&path).map_err(file)?;
        let known = Self::parse(&old)?;
        let used = |n: usize| known.masters.iter().any(|key| key.id == format!("k{n}"));
        let id = (1..).find(|n| !used(*n)).map(|n| format!("k{n}")).unwrap_or_default();
        let text = format!("{id} {}\n{old}", BASE64.encode(fresh));
        Self::parse(&text)?;
        let mut next = tempfile::NamedTempFile::new_in(folder).map_err(file)?;
        next.write_all(text.as_bytes()).and_then(|()| next.as_file().sync_all()).map_err(file)?;
        next.persist(&path).map_err(|error| file(error.error))?;
        std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(file)?;
        Ok(id)
    }

    /// Ids of all master keys, the one that seals first.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.masters.iter().map(|key| key.id.as_str())
    }

    /// A keyed hash by which a secret can be looked up without being stored (hex). `purpose` keeps e-mail addresses and numbers apart.
    pub fn blind(&self, purpose: &str, value: &str) -> String {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&self.index).expect("a key");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(value.as_bytes());
        hex::encode(mac.finalize().into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(ids: &[&str]) -> Keys {
        let lines: Vec<_> =
            ids.iter().map(|id| format!("{id} {}", BASE64.encode([id.len() as u8 + id.as_bytes()[0]; 32]))).collect();
        Keys::parse(&format!("{}\nindex {}", lines.join("\n"), BASE64.encode([9; 32]))).unwrap()
    }

    #[test]
    fn r162_sealed_data_opens_only_in_its_place() {
        let keys = ring(&["k1"]);
        let sealed = keys.seal("张三".as_bytes(), "accounts.name:1", [5; 24]).unwrap();
        assert!(!sealed.windows(3).any(|w| w == "张".as_bytes()));
        assert_eq!(keys.open_sealed(&sealed, "accounts.name:1").unwrap(), "张三".as_bytes());
        assert!(matches!(keys.open_sealed(&sealed, "accounts.name:2"), Err(KeyError::Damaged)));
        let mut altered = sealed.clone();
        *altered.last_mut().unwrap() ^= 1;
        assert!(matches!(keys.open_sealed(&altered, "accounts.name:1"), Err(KeyError::Damaged)));
        for cut in 0..sealed.len() {
            assert!(keys.open_sealed(&sealed[..cut], "accounts.name:1").is_err());
        }
    }

    #[test]
    fn r162_a_new_key_seals_and_the_old_one_still_opens_until_it_is_lost() {
        let old = ring(&["k1"]).seal(b"x", "c", [1; 24]).unwrap();
        let rotated = ring(&["k2", "k1"]);
        assert_eq!(rotated.open_sealed(&old, "c").unwrap(), b"x");
        assert_eq!(Keys::sealed_with(&rotated.seal(b"x", "c", [1; 24]).unwrap()), Some("k2"));
        let lost = ring(&["k2"]).open_sealed(&old, "c").unwrap_err();
        assert!(lost.to_string().contains("“k1” is missing"));
    }

    #[test]
    fn the_blind_index_survives_rotation_and_keeps_purposes_apart() {
        let (a, b) = (ring(&["k1"]), ring(&["k2", "k1"]));
        assert_eq!(a.blind("email", "a@b.cn"), b.blind("email", "a@b.cn"));
        assert_ne!(a.blind("email", "a@b.cn"), a.blind("phone", "a@b.cn"));
    }

    #[test]
    fn r162_rotation_puts_a_new_key_on_top_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let first = Keys::open(None, folder.path(), || [3; 32]).unwrap();
        let sealed = first.seal(b"x", "c", [1; 24]).unwrap();
        assert_eq!(Keys::rotate(folder.path(), [4; 32]).unwrap(), "k2");
        assert_eq!(Keys::rotate(folder.path(), [5; 32]).unwrap(), "k3");
        let now = Keys::open(None, folder.path(), || [9; 32]).unwrap();
        assert_eq!(now.ids().collect::<Vec<_>>(), ["k3", "k2", "k1"]);
        let anew = now.reseal(&sealed, "c", [2; 24]).unwrap().expect("an old key");
        assert_eq!((Keys::sealed_with(&anew), now.open_sealed(&anew, "c").unwrap()), (Some("k3"), b"x".to_vec()));
        assert_eq!(now.blind("p", "v"), first.blind("p", "v"), "look-ups survive");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(folder.path().join("master.keys")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn the_key_file_is_made_once_and_is_private() {
        let folder = tempfile::tempdir().unwrap();
        let keys = folder.path().join("keys");
        let first = Keys::open(None, &keys, || [3; 32]).unwrap().blind("p", "v");
        assert_eq!(Keys::open(None, &keys, || [4; 32]).unwrap().blind("p", "v"), first);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(keys.join("master.keys")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        std::fs::write(keys.join("master.keys"), "k1 short").unwrap();
        assert!(matches!(Keys::open(None, &keys, || [3; 32]), Err(KeyError::File(_))));
    }
}
