//! A detached CMS signature (RFC 5652) with the attributes that CAdES asks for at the least (ETSI EN 319 122-1, level B-B): kind of the content, its
//! hash, and the certificate it was made with. No time: in a PDF the dictionary of the signature has it.
use super::{Key, SignError, Signer, write};
use ::cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use ::cms::content_info::{CmsVersion, ContentInfo};
use ::cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use const_oid::ObjectIdentifier;
use const_oid::db::{rfc5911, rfc5912};
use ring::digest::{Algorithm, Context, SHA256, SHA384};
use x509_cert::attr::Attribute;
use x509_cert::der::asn1::{Any, OctetString, OctetStringRef, SetOfVec};
use x509_cert::der::{Decode, Encode, Tag, Tagged};
use x509_cert::spki::AlgorithmIdentifierOwned;

/// `id-aa-signingCertificateV2` (RFC 5035).
const SIGNING_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");

/// What goes with a key: one hash for the file and for the attributes.
struct Kind {
    hash: &'static Algorithm,
    digest: ObjectIdentifier,
    signature: ObjectIdentifier,
    /// Whether the parameters of the signature are `NULL` (RFC 4055) or absent (RFC 5758).
    null: bool,
}

impl Kind {
    fn of(key: &Key) -> Self {
        let (hash, digest, signature) = match key {
            Key::Rsa(_) => (&SHA256, rfc5912::ID_SHA_256, rfc5912::SHA_256_WITH_RSA_ENCRYPTION),
            Key::P256(_) => (&SHA256, rfc5912::ID_SHA_256, rfc5912::ECDSA_WITH_SHA_256),
            Key::P384(_) => (&SHA384, rfc5912::ID_SHA_384, rfc5912::ECDSA_WITH_SHA_384),
        };
        Self { hash, digest, signature, null: matches!(key, Key::Rsa(_)) }
    }
}

/// The signature of bytes in two parts, as DER.
pub(super) fn detached(signer: &Signer, content: [&[u8]; 2]) -> Result<Vec<u8>, SignError> {
    let kind = Kind::of(&signer.key);
    let mut hash = Context::new(kind.hash);
    content.iter().for_each(|part| hash.update(part));
    let hash = hash.finish();
    let own = signer.own();
    let attributes = [
        (rfc5911::ID_CONTENT_TYPE, Any::encode_from(&rfc5911::ID_DATA).map_err(write)?),
        (rfc5911::ID_MESSAGE_DIGEST, octets(hash.as_ref())?),
        (SIGNING_CERTIFICATE, made_with(&own.to_der().map_err(write)?)?),
    ];
    let mut signed = SetOfVec::new();
    for (oid, value) in attributes {
        let values = SetOfVec::try_from(vec![value]).map_err(write)?;
        signed.insert(Attribute { oid, values }).map_err(write)?;
    }
    // What is signed is the set of attributes as a set, not as the field it stands in (RFC 5652, 5.4).
    let signature = signer.key.sign(&signed.to_der().map_err(write)?)?;
    let digest = algorithm(kind.digest, None);
    let info = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: own.tbs_certificate.issuer.clone(),
            serial_number: own.tbs_certificate.serial_number.clone(),
        }),
        digest_alg: digest.clone(),
        signed_attrs: Some(signed),
        signature_algorithm: algorithm(kind.signature, kind.null.then(Any::null)),
        signature: OctetString::new(signature).map_err(write)?,
        unsigned_attrs: None,
    };
    let chain: Vec<_> = signer.chain.iter().cloned().map(CertificateChoices::Certificate).collect();
    let data = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![digest]).map_err(write)?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: rfc5911::ID_DATA, econtent: None },
        certificates: Some(CertificateSet(SetOfVec::try_from(chain).map_err(write)?)),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![info]).map_err(write)?),
    };
    let content = Any::encode_from(&data).map_err(write)?;
    ContentInfo { content_type: rfc5911::ID_SIGNED_DATA, content }.to_der().map_err(write)
}

fn octets(bytes: &[u8]) -> Result<Any, SignError> {
    let octets = OctetStringRef::new(bytes).map_err(write)?;
    Any::new(octets.tag(), bytes).map_err(write)
}

/// `SigningCertificateV2` with one `ESSCertIDv2`, whose algorithm is SHA-256 if none is said.
fn made_with(certificate: &[u8]) -> Result<Any, SignError> {
    let hash = ring::digest::digest(&SHA256, certificate);
    let mut inner = OctetStringRef::new(hash.as_ref()).and_then(|octets| octets.to_der()).map_err(write)?;
    // The identifier, the list of identifiers; the attribute is the sequence around both.
    for _ in 0..2 {
        inner = Any::new(Tag::Sequence, inner).and_then(|any| any.to_der()).map_err(write)?;
    }
    let der = Any::new(Tag::Sequence, inner).and_then(|any| any.to_der()).map_err(write)?;
    Any::from_der(&der).map_err(write)
}

fn algorithm(oid: ObjectIdentifier, parameters: Option<Any>) -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid, parameters }
}
