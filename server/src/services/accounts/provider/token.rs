//! Whether an ID token is to be believed (OpenID Connect Core 1.0, 3.1.3.7; RFC 7519, 8725). Signatures are checked by `jsonwebtoken` (ring);
//! time is an argument here, so what a token says of its time is checked beside it.
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, crypto};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// How far the clock of a provider may be ahead of ours.
const AHEAD: TimeDelta = TimeDelta::minutes(5);
/// Longest token looked at, in bytes.
const MAX_TOKEN: usize = 64 << 10;
/// Longest subject (Core 1.0, 2).
const MAX_SUBJECT: usize = 255;

/// What a token must be about.
pub struct Expected<'a> {
    pub issuer: &'a str,
    pub client: &'a str,
    pub nonce: &'a str,
    /// It came with this access token.
    pub access_token: &'a str,
}

/// Why a token is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No signed token of three parts.
    Malformed,
    /// Signed by anything but RS256 or ES256; `none` and shared secrets above all.
    Algorithm,
    /// By a key that the provider does not name.
    UnknownKey,
    Signature,
    Issuer,
    /// Not for us, or not for us alone.
    Audience,
    Expired,
    /// From a time to come.
    Ahead,
    Nonce,
    Subject,
    /// It belongs to another access token.
    AccessToken,
}

fn part(text: &str) -> Result<Map<String, Value>, Why> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| Why::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| Why::Malformed)
}

/// Whether a key may have made a signature: of its kind, not for encryption, of the id that the token names if it names one.
fn fits(key: &Jwk, algorithm: Algorithm, id: Option<&str>) -> bool {
    let kind = match (&key.algorithm, algorithm) {
        (AlgorithmParameters::RSA(_), Algorithm::RS256) => true,
        (AlgorithmParameters::EllipticCurve(one), Algorithm::ES256) => one.curve == EllipticCurve::P256,
        _ => false,
    };
    let signs = !matches!(key.common.public_key_use, Some(PublicKeyUse::Encryption));
    kind && signs && id.is_none_or(|id| key.common.key_id.as_deref() == Some(id))
}

/// The claims of a token, if all about it is as expected.
pub fn check(
    token: &str,
    keys: &[Jwk],
    expected: &Expected<'_>,
    now: DateTime<Utc>,
) -> Result<Map<String, Value>, Why> {
    let parts: Vec<&str> = token.split('.').collect();
    let &[head, body, signature] = parts.as_slice() else { return Err(Why::Malformed) };
    if token.len() > MAX_TOKEN {
        return Err(Why::Malformed);
    }
    let header = part(head)?;
    // What must be understood, and is not, must be refused (RFC 7515, 4.1.11).
    if header.contains_key("crit") {
        return Err(Why::Malformed);
    }
    let algorithm = match header.get("alg").and_then(Value::as_str) {
        Some("RS256") => Algorithm::RS256,
        Some("ES256") => Algorithm::ES256,
        _ => return Err(Why::Algorithm),
    };
    let id = header.get("kid").and_then(Value::as_str);
    let signed = &token[..head.len() + 1 + body.len()];
    let mut why = Why::UnknownKey;
    let believed = keys.iter().filter(|key| fits(key, algorithm, id)).any(|key| {
        why = Why::Signature;
        let verified =
            DecodingKey::from_jwk(key).and_then(|key| crypto::verify(signature, signed.as_bytes(), &key, algorithm));
        verified.unwrap_or(false)
    });
    if !believed {
        return Err(why);
    }
    let claims = part(body)?;
    about(&claims, expected, now)?;
    Ok(claims)
}

fn about(claims: &Map<String, Value>, expected: &Expected<'_>, now: DateTime<Utc>) -> Result<(), Why> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    // Seconds may come with a fraction.
    let second = |name: &str| claims.get(name).and_then(Value::as_f64);
    #[expect(clippy::cast_precision_loss, reason = "seconds since 1970 fit into 53 bits")]
    let (now, latest) = (now.timestamp() as f64, (now + AHEAD).timestamp() as f64);
    if text("iss") != Some(expected.issuer) {
        return Err(Why::Issuer);
    }
    let audience = match claims.get("aud") {
        Some(Value::String(one)) => vec![one.as_str()],
        Some(Value::Array(all)) => all.iter().map(|one| one.as_str().unwrap_or_default()).collect(),
        _ => Vec::new(),
    };
    let party = claims.get("azp").is_none_or(|party| party.as_str() == Some(expected.client));
    if audience.is_empty() || audience.iter().any(|one| *one != expected.client) || !party {
        return Err(Why::Audience);
    }
    if second("exp").is_none_or(|end| end <= now) {
        return Err(Why::Expired);
    }
    let ahead = |name: &str| second(name).is_some_and(|from| from > latest);
    if second("iat").is_none() || ahead("iat") || ahead("nbf") {
        return Err(Why::Ahead);
    }
    if text("nonce") != Some(expected.nonce) {
        return Err(Why::Nonce);
    }
    if text("sub").is_none_or(|subject| subject.is_empty() || subject.len() > MAX_SUBJECT) {
        return Err(Why::Subject);
    }
    // The left half of the digest that the algorithm uses: SHA-256 for both (Core 1.0, 3.1.3.6).
    let ours = URL_SAFE_NO_PAD.encode(&Sha256::digest(expected.access_token.as_bytes())[..16]);
    if claims.get("at_hash").is_some_and(|theirs| theirs.as_str() != Some(&ours)) {
        return Err(Why::AccessToken);
    }
    Ok(())
}
