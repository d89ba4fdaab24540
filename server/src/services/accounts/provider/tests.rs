//! ID tokens that must not be believed, and two that are: the same provider, the same keys, one thing different each time.
use super::token::check;
use super::*;
use chrono::TimeZone;
use jsonwebtoken::{Algorithm, EncodingKey, crypto};
use serde_json::json;

const ISSUER: &str = "https://id.example.gov.cn";
/// Made for these tests; they open nothing. RSA: PKCS #1, P-256: PKCS #8, both DER in Base64.
const RSA: &str = include_str!("test-key.txt");
const RSA_MODULUS: &str = "oH53ld9P6CskbdNtFUXZKM-sRuxeYZJkOsvefu6VxihmctId-DyKKJkCMFoWxD4tNs_hgKttfYTryURm06GWKbagjFSBop6_tAeywT700QLa_z6pCwoZHnr-dRtTAOqkOP4rv8Bo0kiTzTf8bszGYpfFzuT25yc8K_PihoVVLYgWPdl2_F0WydfTZgY83K5tsn2F2KzYsCxOaK9lfQezxqP-a-L2G7U1HHWxrvbWu1VkqOnpyusPxkTb8xIHYZSslLSlqSdy2nVdun2x2VrSPmFrvp0McXIa--KsUeAf52NNKSY3vE_x8m_INB5A25KZLMIGbtAdNGpuPtQ7CUUPqw";
const P256: &str = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgrblzcKDJ2+/hZ519ucBMBW8kXq6h/ywDLEizo6dD/++hRANCAAQ8/nBHNJ7sBk7xoJmxnkV0guukvma/1AM9H3HvN3n0/X2ZWCzQnQokL/aNk3D6lKQ2wnWVvDbkNCrnwX27DoYF";
const P256_POINT: [&str; 2] =
    ["PP5wRzSe7AZO8aCZsZ5FdILrpL5mv9QDPR9x7zd59P0", "fZlYLNCdCiQv9o2TcPqUpDbCdZW8NuQ0KufBfbsOhgU"];

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 20, 2, 0, 0).unwrap()
}

fn der(text: &str) -> Vec<u8> {
    STANDARD.decode(text.replace('\n', "")).expect("Base64")
}

fn keys() -> Vec<Jwk> {
    let [x, y] = P256_POINT;
    let all = json!([
        { "kty": "RSA", "use": "sig", "kid": "k1", "n": RSA_MODULUS, "e": "AQAB" },
        { "kty": "EC", "use": "sig", "kid": "k2", "crv": "P-256", "x": x, "y": y },
        { "kty": "RSA", "use": "enc", "kid": "k3", "n": RSA_MODULUS, "e": "AQAB" },
    ]);
    serde_json::from_value(all).expect("keys")
}

/// What a token says, before somebody changes it. The digest is that of the access token `a-1`.
fn claims() -> Value {
    let digest = URL_SAFE_NO_PAD.encode(&Sha256::digest("a-1")[..16]);
    json!({
        "iss": ISSUER, "aud": ["portal"], "sub": "u-1", "nonce": "n-1", "at_hash": digest,
        "iat": now().timestamp() - 5, "exp": now().timestamp() + 300,
        "email": "zhao@example.cn", "email_verified": "true", "amr": ["pwd", "mfa"], "realm_access": { "roles": ["reviewer"] },
    })
}

fn with(name: &str, value: Value) -> Value {
    let mut claims = claims();
    claims[name] = value;
    claims
}

/// Signs whatever is said, as the header says.
fn token(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(header), part(claims));
    let (key, algorithm) = match header["alg"].as_str() {
        Some("none") => return format!("{signed}."),
        // By the client secret, or by a public key taken for one.
        Some("HS256") => (EncodingKey::from_secret(b"geheim"), Algorithm::HS256),
        Some("RS512") => (EncodingKey::from_rsa_der(&der(RSA)), Algorithm::RS512),
        Some("ES256") => (EncodingKey::from_ec_der(&der(P256)), Algorithm::ES256),
        _ => (EncodingKey::from_rsa_der(&der(RSA)), Algorithm::RS256),
    };
    format!("{signed}.{}", crypto::sign(signed.as_bytes(), &key, algorithm).expect("a signature"))
}

fn believed(token: &str) -> Result<Map<String, Value>, Why> {
    let expected = Expected { issuer: ISSUER, client: "portal", nonce: "n-1", access_token: "a-1" };
    check(token, &keys(), &expected, now())
}

fn rs256() -> Value {
    json!({ "alg": "RS256", "kid": "k1" })
}

#[test]
fn r162_a_token_of_the_provider_for_us_in_its_time_is_believed() {
    for header in
        [rs256(), json!({ "alg": "ES256", "kid": "k2" }), json!({ "alg": "RS256" }), json!({ "alg": "ES256" })]
    {
        let claims = believed(&token(&header, &claims())).expect("believed");
        assert_eq!(lookup(&claims, "sub"), Some(&json!("u-1")), "{header}");
        assert!(yes(&claims, "email_verified") && !yes(&claims, "email") && !yes(&claims, "nothing"));
        assert_eq!(texts(&claims, "amr"), ["pwd", "mfa"]);
        assert_eq!(texts(&claims, "realm_access.roles"), ["reviewer"]);
        assert_eq!(texts(&claims, "nothing.there"), Vec::<String>::new());
    }
    assert!(believed(&token(&rs256(), &with("aud", json!("portal")))).is_ok());
    assert!(believed(&token(&rs256(), &with("azp", json!("portal")))).is_ok());
}

#[test]
fn r162_tokens_of_another_nonce_audience_issuer_or_time_are_refused() {
    let at = |seconds: i64| json!(now().timestamp() + seconds);
    for (name, value, why) in [
        ("nonce", json!("n-2"), Why::Nonce),
        ("nonce", Value::Null, Why::Nonce),
        ("aud", json!(["somebody"]), Why::Audience),
        ("aud", json!("somebody"), Why::Audience),
        ("aud", json!(["portal", "somebody"]), Why::Audience),
        ("aud", json!([]), Why::Audience),
        ("azp", json!("somebody"), Why::Audience),
        ("iss", json!("https://evil.example"), Why::Issuer),
        ("iss", json!(format!("{ISSUER}/")), Why::Issuer),
        ("exp", at(0), Why::Expired),
        ("exp", Value::Null, Why::Expired),
        ("exp", json!("tomorrow"), Why::Expired),
        ("iat", at(3600), Why::Ahead),
        ("iat", Value::Null, Why::Ahead),
        ("nbf", at(3600), Why::Ahead),
        ("sub", json!(""), Why::Subject),
        ("sub", json!(7), Why::Subject),
        ("at_hash", json!("another"), Why::AccessToken),
    ] {
        assert_eq!(believed(&token(&rs256(), &with(name, value.clone()))), Err(why), "{name} {value}");
    }
}

#[test]
fn r162_tokens_without_a_signature_of_the_provider_are_refused() {
    for (header, why) in [
        (json!({ "alg": "none" }), Why::Algorithm),
        (json!({ "alg": "none", "kid": "k1" }), Why::Algorithm),
        (json!({ "kid": "k1" }), Why::Algorithm),
        (json!({ "alg": "HS256", "kid": "k1" }), Why::Algorithm),
        (json!({ "alg": "RS512", "kid": "k1" }), Why::Algorithm),
        (json!({ "alg": "RS256", "kid": "k9" }), Why::UnknownKey),
        (json!({ "alg": "RS256", "kid": "k2" }), Why::UnknownKey),
        (json!({ "alg": "RS256", "kid": "k3" }), Why::UnknownKey),
        (json!({ "alg": "ES256", "kid": "k1" }), Why::UnknownKey),
        (json!({ "alg": "RS256", "kid": "k1", "crit": ["exp"] }), Why::Malformed),
    ] {
        assert_eq!(believed(&token(&header, &claims())), Err(why), "{header}");
    }
    // Changed after it was signed, cut, or signed as something else.
    let honest = token(&rs256(), &claims());
    let parts: Vec<&str> = honest.split('.').collect();
    let forged = URL_SAFE_NO_PAD.encode(with("sub", json!("u-2")).to_string());
    assert_eq!(believed(&format!("{}.{forged}.{}", parts[0], parts[2])), Err(Why::Signature));
    assert_eq!(believed(&format!("{}.{}.", parts[0], parts[1])), Err(Why::Signature));
    for broken in ["", ".", "..", "a.b.c", &honest[1..], &format!("{honest}.x"), &"x".repeat(100_000)] {
        assert_eq!(believed(broken), Err(Why::Malformed), "{broken:.40}");
    }
}

#[test]
fn r162_the_way_out_carries_state_nonce_and_the_digest_of_the_verifier_alone() {
    let config = ProviderConfig {
        issuer: ISSUER.into(),
        client_id: "portal".into(),
        client_secret: "geheim".into(),
        label: "统一身份认证".into(),
        scopes: vec!["openid".into(), "profile".into(), "email".into()],
        ..ProviderConfig::default()
    };
    let provider = Provider::open("work", config, "https://data.example.gov.cn").expect("a provider");
    let metadata = serde_json::from_value(json!({
        "issuer": ISSUER, "authorization_endpoint": format!("{ISSUER}/authorize?tenant=1"),
        "token_endpoint": format!("{ISSUER}/token"), "jwks_uri": format!("{ISSUER}/jwks"),
    }));
    let found = Found { at: now(), metadata: metadata.expect("metadata"), keys: Vec::new() };
    provider.kept().found = Some(found);
    // RFC 7636, appendix B.
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned();
    let secrets = Secrets { state: "s-1".into(), nonce: "n-1".into(), verifier: verifier.clone() };
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let url = runtime.block_on(provider.address(&secrets, Locale::En, false, now())).expect("an address");
    assert!(url.starts_with(&format!("{ISSUER}/authorize?tenant=1&response_type=code&")), "{url}");
    for part in [
        "client_id=portal",
        "state=s-1",
        "nonce=n-1",
        "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "code_challenge_method=S256",
        "redirect_uri=https%3A%2F%2Fdata.example.gov.cn%2Fsign-in%2Fwith%2Fwork%2Fcallback",
        "scope=openid%20profile%20email",
        "ui_locales=en",
    ] {
        assert!(url.split(['&', '?']).any(|one| one == part), "{part}: {url}");
    }
    assert!(!url.contains(&verifier) && !url.contains("geheim"), "{url}");
}

/// A provider on this machine that answers every question with 503, once `together` of them wait; and how often it was asked.
async fn silent(together: usize) -> (Provider, std::sync::Arc<std::sync::atomic::AtomicUsize>) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let issuer = format!("http://{}", listener.local_addr().expect("an address"));
    let asked = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let (counter, barrier) = (asked.clone(), std::sync::Arc::new(tokio::sync::Barrier::new(together)));
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            counter.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            let barrier = barrier.clone();
            tokio::spawn(async move {
                let _ = stream.read(&mut [0; 2048]).await;
                barrier.wait().await;
                let no = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
                let _ = stream.write_all(no.as_bytes()).await;
            });
        }
    });
    let config = ProviderConfig { issuer, client_id: "portal".into(), ..ProviderConfig::default() };
    (Provider::open("work", config, "http://127.0.0.1").expect("a provider"), asked)
}

fn some_secrets() -> Secrets {
    Secrets { state: "s".into(), nonce: "n".into(), verifier: "v".into() }
}

#[tokio::test]
async fn a_provider_that_does_not_answer_keeps_nobody_waiting_in_a_line() {
    let (provider, asked) = silent(2).await;
    let secrets = some_secrets();
    // Each answer waits for the other question: one after the other, neither would come.
    let both = async {
        tokio::join!(
            provider.address(&secrets, Locale::ZhCn, false, now()),
            provider.address(&secrets, Locale::ZhCn, false, now())
        )
    };
    let (one, other) = tokio::time::timeout(std::time::Duration::from_secs(8), both).await.expect("asked at once");
    assert!(matches!((one, other), (Err(Fault::Unavailable(_)), Err(Fault::Unavailable(_)))));
    assert_eq!(asked.load(std::sync::atomic::Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_provider_that_did_not_answer_is_asked_again_after_some_seconds() {
    let (provider, asked) = silent(1).await;
    let secrets = some_secrets();
    for (seconds, questions) in [(0, 1), (1, 1), (14, 1), (15, 2), (16, 2), (40, 3)] {
        let answer = provider.address(&secrets, Locale::ZhCn, false, now() + TimeDelta::seconds(seconds)).await;
        assert!(matches!(answer, Err(Fault::Unavailable(_))), "{seconds}");
        assert_eq!(asked.load(std::sync::atomic::Ordering::SeqCst), questions, "after {seconds} s");
    }
}
