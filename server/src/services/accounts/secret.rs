//! Passwords, tokens, codes of the second factor.
use super::internal;
use crate::portal::Core;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::{ErrorCode, PortResult, Refusal};
use domain::account::limits::{PASSWORD_MAX, PASSWORD_MIN, PASSWORD_STRENGTH, RECOVERY_CODES};
use sha2::{Digest, Sha256};
use std::sync::OnceLock;
use tokio::sync::{Semaphore, SemaphorePermit};
use totp_rs::{Algorithm as Hash, TOTP};

/// Memory in KiB, passes, lanes: OWASP's recommendation for Argon2id (19 MiB).
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
/// Passwords hashed at once: each needs its memory and a core.
static HASHING: Semaphore = Semaphore::const_new(2);
/// Checked against where there is no account, so that the answer takes as long.
static NOBODY: OnceLock<String> = OnceLock::new();

fn argon2() -> PortResult<Argon2<'static>> {
    let params = Params::new(COST.0, COST.1, COST.2, None).map_err(internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hashed(password: &str, salt: &[u8]) -> PortResult<String> {
    let salt = SaltString::encode_b64(salt).map_err(internal)?;
    Ok(argon2()?.hash_password(password.as_bytes(), &salt).map_err(internal)?.to_string())
}

/// The hash to keep of a password.
pub(super) async fn hash(core: &Core, password: &str) -> PortResult<String> {
    let _place = HASHING.acquire().await.map_err(internal)?;
    let (password, salt) = (password.to_owned(), core.ids.secret());
    tokio::task::spawn_blocking(move || hashed(&password, &salt[..16])).await.map_err(internal)?
}

/// A place to verify a password in. Whoever counts wrong tries holds it from counting to writing, so that many at once cannot all be counted
/// as the first.
pub(super) async fn place() -> PortResult<SemaphorePermit<'static>> {
    HASHING.acquire().await.map_err(internal)
}

/// Whether a password is the one; takes the same time where there is no account (`None`).
pub(super) async fn verify(
    core: &Core,
    password: &str,
    known: Option<&str>,
    _place: &SemaphorePermit<'static>,
) -> PortResult<bool> {
    let (password, known, salt) = (password.to_owned(), known.map(str::to_owned), core.ids.secret());
    tokio::task::spawn_blocking(move || {
        let exists = known.is_some();
        let known = match known {
            Some(known) => known,
            None => match NOBODY.get() {
                Some(nobody) => nobody.clone(),
                None => {
                    let nobody = hashed("nobody", &salt[..16])?;
                    NOBODY.get_or_init(|| nobody).clone()
                }
            },
        };
        let known = PasswordHash::new(&known).map_err(internal)?;
        Ok(argon2()?.verify_password(password.as_bytes(), &known).is_ok() && exists)
    })
    .await
    .map_err(internal)?
}

/// Why a password is none; `about` is what others know of the person.
pub(super) fn weak(password: &str, about: &[&str]) -> Option<Refusal> {
    let refuse = |code, name: &str, value: usize| Refusal::new(code).field("password").fact(name, value);
    let length = password.chars().count();
    if length == 0 {
        return Some(Refusal::new(ErrorCode::Required).field("password"));
    }
    if length < PASSWORD_MIN {
        return Some(refuse(ErrorCode::TooShort, "min", PASSWORD_MIN));
    }
    if length > PASSWORD_MAX {
        return Some(refuse(ErrorCode::TooLong, "max", PASSWORD_MAX).fact("over", length - PASSWORD_MAX));
    }
    let judged = zxcvbn::zxcvbn(password, about);
    if u8::from(judged.score()) >= PASSWORD_STRENGTH {
        return None;
    }
    let warning = judged.feedback().and_then(zxcvbn::feedback::Feedback::warning);
    Some(Refusal::new(ErrorCode::WeakPassword).field("password").fact("reason", reason(warning)))
}

/// A code of the words under `error-weak-password`.
const fn reason(warning: Option<zxcvbn::feedback::Warning>) -> &'static str {
    use zxcvbn::feedback::Warning as W;
    match warning {
        Some(W::StraightRowsOfKeysAreEasyToGuess | W::ShortKeyboardPatternsAreEasyToGuess) => "keyboard",
        Some(W::RepeatsLikeAaaAreEasyToGuess | W::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess) => "repeats",
        Some(W::ThisIsATop10Password | W::ThisIsATop100Password | W::ThisIsACommonPassword) => "common",
        Some(W::ThisIsSimilarToACommonlyUsedPassword) => "similar",
        Some(W::SequencesLikeAbcAreEasyToGuess) => "sequence",
        Some(W::RecentYearsAreEasyToGuess | W::DatesAreOftenEasyToGuess) => "date",
        Some(W::AWordByItselfIsEasyToGuess) => "word",
        Some(W::NamesAndSurnamesByThemselvesAreEasyToGuess | W::CommonNamesAndSurnamesAreEasyToGuess) => "name",
        None => "guessable",
    }
}

/// Something nobody can guess, for cookies and links.
pub(crate) fn token(core: &Core) -> String {
    URL_SAFE_NO_PAD.encode(core.ids.secret())
}

/// What is kept of a token.
pub(crate) fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// Seconds a code of the app counts for.
const STEP: u64 = 30;

/// A fresh secret for an app.
pub(super) fn totp_secret(core: &Core) -> Vec<u8> {
    core.ids.secret()[..20].to_vec()
}

/// The app's view of a secret: six digits, SHA-1, 30 seconds, as every app knows it.
pub(super) fn totp(secret: &[u8], issuer: &str, label: &str) -> PortResult<TOTP> {
    let plain = |text: &str| text.replace(':', " ");
    TOTP::new(Hash::SHA1, 6, 1, STEP, secret.to_vec(), Some(plain(issuer)), plain(label)).map_err(internal)
}

/// The time step a code belongs to: this one or a neighbour, for clocks that differ.
pub(super) fn totp_step(secret: &[u8], code: &str, now: i64) -> PortResult<Option<i64>> {
    let totp = totp(secret, "", "")?;
    let now = u64::try_from(now).map_err(internal)?;
    let steps = [now / STEP, (now / STEP).saturating_sub(1), now / STEP + 1];
    // All three are compared, whichever fits: the time tells nothing.
    let fits = steps.map(|step| same(&totp.generate(step * STEP), code));
    Ok(steps.into_iter().zip(fits).find(|(_, fits)| *fits).and_then(|(step, _)| i64::try_from(step).ok()))
}

/// Compares without telling by its time where two texts differ.
pub(super) fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

/// Characters nobody mistakes for each other.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Fresh recovery codes, `XXXXX-XXXXX`: 50 bits each.
pub(super) fn recovery_codes(core: &Core) -> Vec<String> {
    let one = |_| {
        let secret = core.ids.secret();
        let mut text: String = secret[..10].iter().map(|byte| char::from(ALPHABET[usize::from(byte & 31)])).collect();
        text.insert(5, '-');
        text
    };
    (0..RECOVERY_CODES).map(one).collect()
}

/// What is kept of a recovery code.
pub(super) fn recovery_index(core: &Core, code: &str) -> String {
    let folded: String = code
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    core.keys.blind("recovery-code", &folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r162_passwords_are_kept_as_argon2id_with_their_own_salt() {
        let (one, other) = (hashed("correct horse", &[1; 16]).unwrap(), hashed("correct horse", &[2; 16]).unwrap());
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_ne!(one, other);
    }

    #[test]
    fn weak_passwords_are_refused_with_their_reason() {
        let why = |password: &str| weak(password, &["zhangsan"]).map(|r| (r.code, r.facts.get("reason").cloned()));
        assert_eq!(why(""), Some((ErrorCode::Required, None)));
        assert_eq!(why("short"), Some((ErrorCode::TooShort, None)));
        assert_eq!(why("password123"), Some((ErrorCode::WeakPassword, Some("common".into()))));
        assert_eq!(why("aaaaaaaaaaaaaa"), Some((ErrorCode::WeakPassword, Some("repeats".into()))));
        assert_eq!(why("zhangsanzhangsan").map(|w| w.0), Some(ErrorCode::WeakPassword));
        assert_eq!(why("西湖-lichen-47-velvet"), None);
        assert_eq!(why(&"x1-".repeat(50)), Some((ErrorCode::TooLong, None)));
    }

    #[test]
    fn codes_of_the_app_count_in_their_step_and_its_neighbours() {
        // RFC 6238, appendix B: at 59 s the eight digits are 94287082, of which apps show the last six.
        let secret = b"12345678901234567890";
        assert_eq!(totp_step(secret, "287082", 59).unwrap(), Some(1));
        assert_eq!(totp_step(secret, "287082", 89).unwrap(), Some(1));
        assert_eq!(totp_step(secret, "287082", 20).unwrap(), Some(1));
        assert_eq!(totp_step(secret, "287082", 120).unwrap(), None);
        assert_eq!(totp_step(secret, "28708", 59).unwrap(), None);
    }
}
