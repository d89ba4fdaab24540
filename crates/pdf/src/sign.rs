//! An electronic seal on a finished file: a detached CMS signature (PAdES baseline B-B, ETSI EN 319 142-1) of whoever runs the portal, added as
//! an incremental update (ISO 32000-1, 7.5.6), so that what was drawn stays byte for byte. The field is not visible on the page: the document
//! says in words that it is sealed.
mod cms;

use chrono::{DateTime, SecondsFormat, Utc};
use lopdf::{IncrementalDocument, Object, ObjectId, StringFormat, dictionary};
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256,
    RsaKeyPair,
};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use std::path::Path;
use x509_cert::Certificate;
use x509_cert::der::{Decode, Encode};

/// Width of a number that is known when the file is written; `2^31` has ten digits.
const NUMBER: usize = 10;
/// More than a signature and its attributes take besides the certificates, in bytes.
const SPARE: usize = 2048;

/// Why a file cannot be sealed.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    #[error("{path}: {why}")]
    Read { path: String, why: String },
    /// The key is not the one the certificate names.
    #[error("the key does not belong to the certificate of {0}")]
    Mismatch(String),
    #[error("the file cannot be sealed: {0}")]
    Write(String),
}

fn write(error: impl std::fmt::Display) -> SignError {
    SignError::Write(error.to_string())
}

/// What kinds of keys there are.
enum Key {
    Rsa(RsaKeyPair),
    P256(EcdsaKeyPair),
    P384(EcdsaKeyPair),
}

/// The certificate of whoever runs the portal, with its key.
pub struct Signer {
    /// The certificate itself, then those that vouch for it.
    chain: Vec<Certificate>,
    key: Key,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Never the key.
        f.debug_struct("Signer").field("subject", &self.subject()).finish_non_exhaustive()
    }
}

impl Signer {
    /// Reads a chain (PEM, its own certificate first) and a key (PEM, PKCS#8: RSA of 2048 bits or more, P-256 or P-384).
    ///
    /// # Errors
    /// [`SignError::Read`] names the file; [`SignError::Mismatch`] if the two do not belong together.
    pub fn open(certificates: &Path, key: &Path) -> Result<Self, SignError> {
        let read = |path: &Path, why: String| SignError::Read { path: path.display().to_string(), why };
        let pem = std::fs::read(certificates).map_err(|error| read(certificates, error.to_string()))?;
        let mut chain = Vec::new();
        for one in CertificateDer::pem_slice_iter(&pem) {
            let der = one.map_err(|error| read(certificates, error.to_string()))?;
            chain.push(Certificate::from_der(&der).map_err(|error| read(certificates, error.to_string()))?);
        }
        let own = chain.first().ok_or_else(|| read(certificates, "no certificate (PEM)".into()))?;
        let pem = std::fs::read(key).map_err(|error| read(key, error.to_string()))?;
        let der = PrivatePkcs8KeyDer::from_pem_slice(&pem).map_err(|_| read(key, "no key (PEM, PKCS#8)".into()))?;
        let kinds = "neither RSA (2048 bits or more) nor P-256 nor P-384";
        let found = Key::of(der.secret_pkcs8_der()).ok_or_else(|| read(key, kinds.into()))?;
        let public = own.tbs_certificate.subject_public_key_info.subject_public_key.raw_bytes();
        if public != found.public() {
            return Err(SignError::Mismatch(own.tbs_certificate.subject.to_string()));
        }
        Ok(Self { chain, key: found })
    }

    /// Whom the certificate names (RFC 4514).
    #[must_use]
    pub fn subject(&self) -> String {
        self.own().tbs_certificate.subject.to_string()
    }

    /// Whether the certificate holds at an instant. A seal put on outside that time is worth nothing.
    #[must_use]
    pub fn holds(&self, at: DateTime<Utc>) -> bool {
        let validity = &self.own().tbs_certificate.validity;
        let at = at.timestamp();
        let seconds =
            |time: x509_cert::time::Time| i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
        seconds(validity.not_before) <= at && at <= seconds(validity.not_after)
    }

    /// The file with a seal of that instant; `label` is what readers of the field hear.
    ///
    /// # Errors
    /// [`SignError::Write`] if it is no PDF of ours, or the key refuses.
    pub fn sign(&self, file: &[u8], label: &str, at: DateTime<Utc>) -> Result<Vec<u8>, SignError> {
        let room =
            self.chain.iter().map(|one| one.to_der().map(|der| der.len())).sum::<Result<usize, _>>().map_err(write)?
                + SPARE;
        let mut sealed = prepared(file, label, &self.subject(), at, room)?;
        // `<` and `>` of the signature are not part of what is left out (ISO 32000-1, 12.8.1): the gap is from the one to behind the other.
        let gap = hole(&sealed, file.len(), room)?;
        let range = [0, gap.start, gap.end, sealed.len() - gap.end];
        let numbers = format!("[{} {:0NUMBER$} {:0NUMBER$} {:0NUMBER$}]", range[0], range[1], range[2], range[3]);
        replace(&mut sealed, file.len(), b"/ByteRange", numbers.as_bytes())?;
        let signature = cms::detached(self, [&sealed[..gap.start], &sealed[gap.end..]])?;
        if signature.len() > room {
            return Err(write("the signature is larger than its place"));
        }
        for (at, byte) in signature.iter().enumerate() {
            let place = gap.start + 1 + 2 * at;
            sealed[place..place + 2].copy_from_slice(format!("{byte:02X}").as_bytes());
        }
        Ok(sealed)
    }

    fn own(&self) -> &Certificate {
        &self.chain[0]
    }
}

impl Key {
    fn of(pkcs8: &[u8]) -> Option<Self> {
        let ec = |kind| EcdsaKeyPair::from_pkcs8(kind, pkcs8, &SystemRandom::new()).ok();
        let rsa = RsaKeyPair::from_pkcs8(pkcs8).ok().map(Self::Rsa);
        rsa.or_else(|| ec(&ECDSA_P256_SHA256_ASN1_SIGNING).map(Self::P256))
            .or_else(|| ec(&ECDSA_P384_SHA384_ASN1_SIGNING).map(Self::P384))
    }

    fn public(&self) -> &[u8] {
        match self {
            Self::Rsa(pair) => pair.public_key().as_ref(),
            Self::P256(pair) | Self::P384(pair) => pair.public_key().as_ref(),
        }
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        let random = SystemRandom::new();
        match self {
            Self::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).map_err(write)?;
                Ok(signature)
            }
            Self::P256(pair) | Self::P384(pair) => Ok(pair.sign(&random, message).map_err(write)?.as_ref().to_vec()),
        }
    }
}

/// The file with an update behind it, in which the signature is zeros.
fn prepared(file: &[u8], label: &str, name: &str, at: DateTime<Utc>, room: usize) -> Result<Vec<u8>, SignError> {
    let before = lopdf::Document::load_mem(file).map_err(write)?;
    let root = before.trailer.get(b"Root").and_then(Object::as_reference).map_err(write)?;
    let first = before.page_iter().next().ok_or_else(|| write("no page"))?;
    let mut update = IncrementalDocument::create_from(file.to_vec(), before);
    let number = || Object::Integer(i64::pow(10, NUMBER as u32 - 1));
    let date = at.to_rfc3339_opts(SecondsFormat::Secs, true).replace(['-', ':', 'T', 'Z'], "");
    let signature = update.new_document.add_object(dictionary! {
        "Type" => "Sig",
        "Filter" => "Adobe.PPKLite",
        "SubFilter" => "ETSI.CAdES.detached",
        "Name" => text(name),
        "M" => Object::string_literal(format!("D:{date}Z")),
        "ByteRange" => vec![Object::Integer(0), number(), number(), number()],
        "Contents" => Object::String(vec![0; room], StringFormat::Hexadecimal),
    });
    // Outside the page: a field without a look of its own needs no place in the order of reading (PDF/UA-1, 7.18.4).
    let outside = vec![Object::Integer(-1); 4];
    let field = update.new_document.add_object(dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "FT" => "Sig",
        "T" => text("seal"),
        "TU" => text(label),
        "V" => signature,
        // Print, and Locked.
        "F" => 4 + 128,
        "Rect" => outside,
        "P" => first,
    });
    annotate(&mut update, first, field)?;
    update.opt_clone_object_to_new_document(root).map_err(write)?;
    let catalogue = update.new_document.get_object_mut(root).and_then(Object::as_dict_mut).map_err(write)?;
    // SignaturesExist, AppendOnly.
    catalogue.set("AcroForm", dictionary! { "Fields" => vec![field.into()], "SigFlags" => 3 });
    let mut sealed = Vec::new();
    update.save_to(&mut sealed).map_err(write)?;
    Ok(sealed)
}

fn annotate(update: &mut IncrementalDocument, page: ObjectId, field: ObjectId) -> Result<(), SignError> {
    update.opt_clone_object_to_new_document(page).map_err(write)?;
    let before = update.get_prev_documents().clone();
    let page = update.new_document.get_object_mut(page).and_then(Object::as_dict_mut).map_err(write)?;
    let mut annotations = match page.get(b"Annots") {
        Ok(Object::Reference(id)) => before.get_object(*id).and_then(Object::as_array).map_err(write)?.clone(),
        Ok(object) => object.as_array().map_err(write)?.clone(),
        Err(_) => Vec::new(),
    };
    annotations.push(field.into());
    page.set("Annots", annotations);
    // Order of structure, which PDF/UA-1 (7.18.3) wants of pages with annotations.
    page.set("Tabs", Object::Name(b"S".to_vec()));
    Ok(())
}

/// A text string: UTF-16 with its mark (ISO 32000-1, 7.9.2.2).
fn text(text: &str) -> Object {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}

/// Where the signature will be, its brackets included.
fn hole(sealed: &[u8], from: usize, room: usize) -> Result<std::ops::Range<usize>, SignError> {
    let zeros = [b"<".as_slice(), &vec![b'0'; 2 * room], b">"].concat();
    let start = find(sealed, from, &zeros).ok_or_else(|| write("no place for the signature"))?;
    Ok(start..start + zeros.len())
}

/// Writes over the array behind a key, which has the same length.
fn replace(sealed: &mut [u8], from: usize, key: &[u8], array: &[u8]) -> Result<(), SignError> {
    let missing = || write("no place for the range");
    let at = find(sealed, from, key).ok_or_else(missing)?;
    let start = find(sealed, at, b"[").ok_or_else(missing)?;
    let end = find(sealed, start, b"]").ok_or_else(missing)? + 1;
    if end - start != array.len() {
        return Err(missing());
    }
    sealed[start..end].copy_from_slice(array);
    Ok(())
}

fn find(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    bytes.get(from..)?.windows(what.len()).position(|window| window == what).map(|at| from + at)
}
