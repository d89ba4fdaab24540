//! Seals, read again with the libraries of PDF and CMS, their signatures checked against the public key in the certificate.
use chrono::{DateTime, Utc};
use cms::cert::x509::der::{Decode, Encode};
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerInfo};
use lopdf::{Document, Object, dictionary};
use pdf::{SignError, Signer};
use ring::digest::{SHA256, SHA384, digest};
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P384_SHA384_ASN1, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey,
    VerificationAlgorithm,
};
use std::path::{Path, PathBuf};

fn fixture(name: &str) -> PathBuf {
    // Cargo runs tests in the folder of their package, whichever checkout they were built in.
    Path::new("tests/fixtures").join(name)
}

fn at() -> DateTime<Utc> {
    "2026-10-21T01:30:00Z".parse().expect("an instant")
}

/// A file of one page.
fn file() -> Vec<u8> {
    let mut file = Document::with_version("1.7");
    let pages = file.new_object_id();
    let page = file.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    });
    file.set_object(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
    let root = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    file.trailer.set("Root", root);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("a file");
    bytes
}

/// A certificate with its key in a folder.
fn elliptic(kind: &'static rcgen::SignatureAlgorithm) -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let key = rcgen::KeyPair::generate_for(kind).expect("a key");
    let certificate = rcgen::CertificateParams::new(vec!["portal.example.cn".to_owned()])
        .and_then(|one| one.self_signed(&key))
        .expect("a certificate");
    let (first, second) = (folder.path().join("c.pem"), folder.path().join("k.pem"));
    std::fs::write(&first, certificate.pem()).expect("written");
    std::fs::write(&second, key.serialize_pem()).expect("written");
    (folder, first, second)
}

/// The bytes that a seal covers, and the seal.
fn seal_of(sealed: &[u8]) -> (Vec<u8>, SignedData) {
    let file = Document::load_mem(sealed).expect("a PDF");
    let form = file.catalog().expect("a catalogue").get(b"AcroForm").and_then(Object::as_dict).expect("a form").clone();
    assert_eq!(form.get(b"SigFlags").and_then(Object::as_i64).expect("flags"), 3);
    let fields = form.get(b"Fields").and_then(Object::as_array).expect("fields");
    let field = file.get_dictionary(fields[0].as_reference().expect("a field")).expect("a field");
    let signature =
        file.get_dictionary(field.get(b"V").and_then(Object::as_reference).expect("a value")).expect("a signature");
    let range: Vec<usize> = signature
        .get(b"ByteRange")
        .and_then(Object::as_array)
        .expect("a range")
        .iter()
        .map(|number| usize::try_from(number.as_i64().expect("a number")).expect("no less than nothing"))
        .collect();
    assert_eq!((range[0], range[2] + range[3]), (0, sealed.len()), "the whole file but the seal itself");
    let covered = [&sealed[..range[1]], &sealed[range[2]..]].concat();
    let der = signature.get(b"Contents").and_then(Object::as_str).expect("a seal");
    // The place is larger than the seal: what follows it is zeros.
    let header = usize::from(der[2]) << 8 | usize::from(der[3]);
    assert_eq!(der[..2], [0x30, 0x82]);
    assert!(der[4 + header..].iter().all(|byte| *byte == 0));
    let info = ContentInfo::from_der(&der[..4 + header]).expect("CMS");
    let data = info.content.decode_as::<SignedData>().expect("signed data");
    assert!(data.encap_content_info.econtent.is_none(), "detached");
    (covered, data)
}

fn attribute(info: &SignerInfo, oid: &str) -> Vec<u8> {
    let attributes = info.signed_attrs.as_ref().expect("attributes");
    let found = attributes.iter().find(|one| one.oid.to_string() == oid).expect("the attribute");
    found.values.iter().next().expect("a value").value().to_vec()
}

fn check(signer: &Signer, hash: &'static ring::digest::Algorithm, verify: &'static dyn VerificationAlgorithm) {
    let plain = file();
    let sealed = signer.sign(&plain, "电子签章", at()).expect("a seal");
    assert!(sealed.starts_with(&plain), "what was drawn stays as it was");
    let (covered, data) = seal_of(&sealed);
    let info = data.signer_infos.0.iter().next().expect("one seal");
    assert_eq!(attribute(info, "1.2.840.113549.1.9.4"), digest(hash, &covered).as_ref());
    let own = match data.certificates.as_ref().expect("certificates").0.iter().next() {
        Some(cms::cert::CertificateChoices::Certificate(one)) => one.clone(),
        _ => panic!("a certificate"),
    };
    let used = attribute(info, "1.2.840.113549.1.9.16.2.47");
    assert!(used.ends_with(digest(&SHA256, &own.to_der().expect("DER")).as_ref()), "names the certificate by its hash");
    let key =
        UnparsedPublicKey::new(verify, own.tbs_certificate.subject_public_key_info.subject_public_key.raw_bytes());
    let signed = info.signed_attrs.as_ref().expect("attributes").to_der().expect("DER");
    key.verify(&signed, info.signature.as_bytes()).expect("the signature holds");
    let mut other = covered;
    other[9] ^= 1;
    assert_ne!(attribute(info, "1.2.840.113549.1.9.4"), digest(hash, &other).as_ref(), "a changed byte shows");
}

#[test]
fn r076_a_seal_covers_the_whole_file_with_each_kind_of_key() {
    let rsa = Signer::open(&fixture("rsa-certificate.pem"), &fixture("rsa-key.pem")).expect("a signer");
    assert!(rsa.subject().contains("portal.example.cn"), "{}", rsa.subject());
    check(&rsa, &SHA256, &RSA_PKCS1_2048_8192_SHA256);
    let (_folder, certificate, key) = elliptic(&rcgen::PKCS_ECDSA_P256_SHA256);
    check(&Signer::open(&certificate, &key).expect("a signer"), &SHA256, &ECDSA_P256_SHA256_ASN1);
    let (_folder, certificate, key) = elliptic(&rcgen::PKCS_ECDSA_P384_SHA384);
    check(&Signer::open(&certificate, &key).expect("a signer"), &SHA384, &ECDSA_P384_SHA384_ASN1);
}

#[test]
fn r076_a_certificate_without_its_key_is_refused_and_named() {
    let (_folder, certificate, key) = elliptic(&rcgen::PKCS_ECDSA_P256_SHA256);
    let mixed = Signer::open(&certificate, &fixture("rsa-key.pem"));
    assert!(matches!(mixed, Err(SignError::Mismatch(_))), "{mixed:?}");
    for (certificate, key, named) in [
        (fixture("none.pem"), key.clone(), "none.pem"),
        (key.clone(), key.clone(), "no certificate"),
        (certificate.clone(), certificate.clone(), "no key"),
    ] {
        let error = Signer::open(&certificate, &key).expect_err("no signer").to_string();
        assert!(error.contains(named), "{error}");
    }
    let ed = elliptic(&rcgen::PKCS_ED25519);
    let error = Signer::open(&ed.1, &ed.2).expect_err("no signer").to_string();
    assert!(error.contains("neither RSA"), "{error}");
}

#[test]
fn r076_a_certificate_holds_from_its_first_to_its_last_second() {
    let signer = Signer::open(&fixture("rsa-certificate.pem"), &fixture("rsa-key.pem")).expect("a signer");
    assert!(!signer.holds("2020-01-01T00:00:00Z".parse().expect("an instant")));
    assert!(signer.holds("2027-01-01T00:00:00Z".parse().expect("an instant")));
    assert!(!signer.holds("2199-01-01T00:00:00Z".parse().expect("an instant")));
}

#[test]
fn r076_what_is_no_pdf_gets_no_seal() {
    let signer = Signer::open(&fixture("rsa-certificate.pem"), &fixture("rsa-key.pem")).expect("a signer");
    assert!(matches!(signer.sign(b"no PDF", "电子签章", at()), Err(SignError::Write(_))));
}
