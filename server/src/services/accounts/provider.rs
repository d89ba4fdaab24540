//! OpenID Connect as the portal speaks it: discovery, authorization code with PKCE, and an ID token that is believed only after everything
//! about it was checked (`token.rs`). Nothing here knows accounts.
use crate::config::{Config, ProviderConfig};
use anyhow::Context;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use contract::query::{encode, join};
use domain::locale::Locale;
use jsonwebtoken::jwk::Jwk;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

#[cfg(test)]
mod tests;
mod token;
mod transport;

use token::{Expected, Why};
use transport::Http;

/// What a provider says of itself is asked again after this.
const KEPT: TimeDelta = TimeDelta::hours(1);
/// An unknown key is looked for again, but not more often than this.
const NEW_KEYS: TimeDelta = TimeDelta::minutes(1);

/// A provider that did not answer is left alone for so long: whoever tries meanwhile is told at once.
const SILENT: TimeDelta = TimeDelta::seconds(15);

/// Why nobody can be signed in. The texts are for the log: they never hold tokens.
#[derive(Debug)]
pub enum Fault {
    /// The provider does not answer, or not as one.
    Unavailable(String),
    /// It answered with something that must not be believed, or refused the code.
    Refused(String),
}

/// Values that belong to one way there and back; each of 43 characters that nobody can guess.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secrets {
    pub state: String,
    pub nonce: String,
    /// Of PKCE (RFC 7636): only its SHA-256 goes to the provider at first.
    pub verifier: String,
}

/// What a provider says of itself (OpenID Connect Discovery 1.0, 3).
#[derive(Clone, Debug, Deserialize)]
struct Metadata {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    userinfo_endpoint: Option<String>,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
}

/// Kept of a provider.
#[derive(Clone)]
struct Found {
    at: DateTime<Utc>,
    metadata: Metadata,
    keys: Vec<Jwk>,
}

/// What is known of a provider. Never locked while it is asked: one that does not answer keeps nobody else waiting.
#[derive(Default)]
struct Kept {
    found: Option<Found>,
    /// When it did not answer last, and how.
    failed: Option<(DateTime<Utc>, String)>,
}

/// What the token endpoint answers (RFC 6749, 5).
#[derive(Deserialize)]
struct Tokens {
    #[serde(default)]
    access_token: String,
    #[serde(default)]
    id_token: String,
    #[serde(default)]
    error: String,
}

/// All providers by their name in the configuration.
pub struct Providers(BTreeMap<String, Provider>);

impl Providers {
    /// Reads the configuration; no provider is asked yet.
    ///
    /// # Errors
    /// Names the setting.
    pub fn open(config: &Config) -> anyhow::Result<Self> {
        let base = config.base();
        let all = config.oidc.iter().map(|(code, one)| {
            let provider = Provider::open(code, one.clone(), &base).with_context(|| format!("oidc.{code}"))?;
            Ok((code.clone(), provider))
        });
        all.collect::<anyhow::Result<_>>().map(Self)
    }

    /// A provider by its name.
    pub fn get(&self, code: &str) -> Option<&Provider> {
        self.0.get(code)
    }

    /// All, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = &Provider> {
        self.0.values()
    }
}

/// A provider.
pub struct Provider {
    pub code: String,
    pub config: ProviderConfig,
    /// Empty for a public client.
    secret: String,
    redirect: String,
    http: Http,
    kept: Mutex<Kept>,
}

impl Provider {
    fn open(code: &str, config: ProviderConfig, base: &str) -> anyhow::Result<Self> {
        Ok(Self {
            code: code.to_owned(),
            secret: config.secret()?,
            redirect: format!("{base}/sign-in/with/{code}/callback"),
            http: Http::open(config.local())?,
            kept: Mutex::default(),
            config,
        })
    }

    /// What readers call it.
    pub fn label(&self, locale: Locale) -> &str {
        match locale {
            Locale::En if !self.config.label_en.is_empty() => &self.config.label_en,
            _ => &self.config.label,
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the provider says of itself, and its keys; asked anew when what is kept is older than `at_most`.
    async fn found(&self, now: DateTime<Utc>, at_most: TimeDelta) -> Result<Found, Fault> {
        {
            let kept = self.kept();
            if let Some(found) = kept.found.as_ref().filter(|found| now - found.at < at_most) {
                return Ok(found.clone());
            }
            if let Some((_, why)) = kept.failed.as_ref().filter(|(at, _)| now - *at < SILENT) {
                return Err(Fault::Unavailable(why.clone()));
            }
        }
        match self.asked(now).await {
            Ok(found) => {
                *self.kept() = Kept { found: Some(found.clone()), failed: None };
                Ok(found)
            }
            Err(why) => {
                self.kept().failed = Some((now, why.clone()));
                Err(Fault::Unavailable(why))
            }
        }
    }

    async fn asked(&self, now: DateTime<Utc>) -> Result<Found, String> {
        let address = format!("{}/.well-known/openid-configuration", self.config.issuer.trim_end_matches('/'));
        let metadata: Metadata = self.http.get(&address, None).await?;
        if metadata.issuer != self.config.issuer {
            return Err(format!("{address} is about the issuer {:?}", metadata.issuer));
        }
        #[derive(Deserialize)]
        struct Keys {
            keys: Vec<Value>,
        }
        let all: Keys = self.http.get(&metadata.jwks_uri, None).await?;
        // Keys of kinds that we do not know are none of ours.
        let keys = all.keys.into_iter().filter_map(|key| serde_json::from_value(key).ok()).collect();
        Ok(Found { at: now, metadata, keys })
    }

    /// Where the browser is sent to sign in there; `again`: whoever is signed in there is asked once more who they are.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn address(
        &self,
        secrets: &Secrets,
        locale: Locale,
        again: bool,
        now: DateTime<Utc>,
    ) -> Result<String, Fault> {
        let endpoint = self.found(now, KEPT).await?.metadata.authorization_endpoint;
        let others = self.config.scopes.iter().map(String::as_str).filter(|scope| *scope != "openid");
        let scopes: Vec<&str> = std::iter::once("openid").chain(others).collect();
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(secrets.verifier.as_bytes()));
        let asked: &[(&str, &str)] = if again { &[("prompt", "login"), ("max_age", "0")] } else { &[] };
        let query = [
            ("response_type", "code"),
            ("client_id", &self.config.client_id),
            ("redirect_uri", &self.redirect),
            ("scope", &scopes.join(" ")),
            ("state", &secrets.state),
            ("nonce", &secrets.nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
            ("ui_locales", locale.tag()),
        ];
        let query = join(query.into_iter().chain(asked.iter().copied()));
        let mark = if endpoint.contains('?') { '&' } else { '?' };
        Ok(format!("{endpoint}{mark}{query}"))
    }

    /// Turns the code into tokens.
    async fn exchange(&self, metadata: &Metadata, code: &str, secrets: &Secrets) -> Result<Tokens, Fault> {
        let mut pairs = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &self.redirect),
            ("code_verifier", &secrets.verifier),
        ];
        let methods = &metadata.token_endpoint_auth_methods_supported;
        let supports = |method: &str| methods.iter().any(|one| one == method);
        let basic = methods.is_empty() || supports("client_secret_basic") || !supports("client_secret_post");
        let mut login = None;
        if self.secret.is_empty() || !basic {
            pairs.push(("client_id", &self.config.client_id));
        }
        if !self.secret.is_empty() {
            if basic {
                let text = format!("{}:{}", encode(&self.config.client_id), encode(&self.secret));
                login = Some(format!("Basic {}", STANDARD.encode(text)));
            } else {
                pairs.push(("client_secret", &self.secret));
            }
        }
        let answer: Result<Tokens, String> = self.http.post(&metadata.token_endpoint, join(pairs), login).await;
        let tokens = answer.map_err(Fault::Unavailable)?;
        if !tokens.error.is_empty() {
            let known: String = tokens.error.chars().filter(|c| c.is_ascii_graphic()).take(60).collect();
            return Err(Fault::Refused(format!("the code: {known}")));
        }
        Ok(tokens)
    }

    /// What the provider says of whoever came back with this code: claims of the ID token, checked, and of the userinfo endpoint where
    /// `wanted` ones are missing.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn claims(
        &self,
        code: &str,
        secrets: &Secrets,
        wanted: &[&str],
        now: DateTime<Utc>,
    ) -> Result<Map<String, Value>, Fault> {
        let mut found = self.found(now, KEPT).await?;
        let tokens = self.exchange(&found.metadata, code, secrets).await?;
        let expected = Expected {
            issuer: &self.config.issuer,
            client: &self.config.client_id,
            nonce: &secrets.nonce,
            access_token: &tokens.access_token,
        };
        let mut checked = token::check(&tokens.id_token, &found.keys, &expected, now);
        if checked == Err(Why::UnknownKey) {
            found = self.found(now, NEW_KEYS).await?;
            checked = token::check(&tokens.id_token, &found.keys, &expected, now);
        }
        let mut claims = checked.map_err(|why| Fault::Refused(format!("ID token: {why:?}")))?;
        if let Some(address) = &found.metadata.userinfo_endpoint
            && wanted.iter().any(|name| lookup(&claims, name).is_none())
        {
            let bearer = Some(format!("Bearer {}", tokens.access_token));
            let more: Map<String, Value> = self.http.get(address, bearer).await.map_err(Fault::Unavailable)?;
            if more.get("sub") != claims.get("sub") {
                return Err(Fault::Refused("userinfo is about somebody else".into()));
            }
            for (name, value) in more {
                // What the token says is signed: it counts. How somebody signed in is said there or nowhere.
                if !["amr", "acr", "auth_time"].contains(&name.as_str()) {
                    claims.entry(name).or_insert(value);
                }
            }
        }
        Ok(claims)
    }
}

/// A claim by its name, or by a path with dots into objects.
pub fn lookup<'a>(claims: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if let Some(value) = claims.get(name) {
        return Some(value);
    }
    let (first, rest) = name.split_once('.')?;
    lookup(claims.get(first)?.as_object()?, rest)
}

/// The texts of a claim: one, or a list.
pub fn texts(claims: &Map<String, Value>, name: &str) -> Vec<String> {
    match lookup(claims, name) {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// Whether a claim says yes; some providers write it as a text.
pub fn yes(claims: &Map<String, Value>, name: &str) -> bool {
    matches!(lookup(claims, name), Some(Value::Bool(true))) || texts(claims, name) == ["true"]
}
