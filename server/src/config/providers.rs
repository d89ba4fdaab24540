//! `[oidc.<name>]`: providers of sign-in by OpenID Connect, and `[verifier]`: a real-name service (docs/accounts.md).
use super::list_or_commas;
use anyhow::{Context, bail};
use domain::account::Role;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// A provider of sign-in. Its name in the configuration is part of the address it sends people back to.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProviderConfig {
    /// `https://…`, exactly as the provider writes it; `http://` only on this machine.
    pub issuer: String,
    pub client_id: String,
    /// Empty with `client_secret_file`, or for a public client (PKCE alone).
    pub client_secret: String,
    /// File that holds the secret and nothing else.
    pub client_secret_file: Option<PathBuf>,
    /// What readers call the provider.
    pub label: String,
    pub label_en: String,
    /// Scopes besides `openid`.
    #[serde(deserialize_with = "list_or_commas")]
    pub scopes: Vec<String>,
    /// People without an account may make one with what the provider says of them.
    pub sign_up: bool,
    pub claims: ClaimNames,
    pub second_factor: SecondFactor,
    /// Claims that give offices in bodies.
    pub offices: Vec<OfficeRule>,
}

/// Which claim says what. A dot leads into an object: `realm_access.roles`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClaimNames {
    pub name: String,
    pub email: String,
    /// `true` there: the provider made sure that the address is theirs.
    pub email_verified: String,
}

/// What is believed to be a second factor. Nothing of it told: the portal asks for its own.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SecondFactor {
    /// Values of `amr` (RFC 8176), one of which is enough: `mfa`, `otp`, `hwk`.
    #[serde(deserialize_with = "list_or_commas")]
    pub amr: Vec<String>,
    /// Values of `acr`, one of which is enough.
    #[serde(deserialize_with = "list_or_commas")]
    pub acr: Vec<String>,
}

/// Who has `value` in `claim` holds `roles` in `body`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeRule {
    pub claim: String,
    pub value: String,
    /// Public code of the body: the last part of its address `/publishers/…`.
    pub body: String,
    #[serde(deserialize_with = "list_or_commas")]
    pub roles: Vec<String>,
}

impl Default for ProviderConfig {
    fn default() -> Self {
        Self {
            issuer: String::new(),
            client_id: String::new(),
            client_secret: String::new(),
            client_secret_file: None,
            label: String::new(),
            label_en: String::new(),
            scopes: vec!["profile".into(), "email".into()],
            sign_up: true,
            claims: ClaimNames::default(),
            second_factor: SecondFactor::default(),
            offices: Vec::new(),
        }
    }
}

impl Default for ClaimNames {
    fn default() -> Self {
        Self { name: "name".into(), email: "email".into(), email_verified: "email_verified".into() }
    }
}

/// A secret, or the file that holds it.
pub(super) fn secret(value: &str, file: Option<&PathBuf>) -> anyhow::Result<String> {
    match file {
        Some(_) if !value.is_empty() => bail!("a secret and a file with it: set one of them"),
        Some(file) => {
            let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
            Ok(text.trim().to_owned())
        }
        None => Ok(value.to_owned()),
    }
}

/// Whether an address may be spoken to: encrypted, or on this machine.
pub(super) fn safe(address: &str) -> bool {
    let host = |rest: &str| rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned();
    match address.split_once("://") {
        Some(("https", rest)) => !host(rest).is_empty(),
        Some(("http", rest)) => loopback(&host(rest)),
        _ => false,
    }
}

/// Whether `host[:port]` is this machine.
fn loopback(authority: &str) -> bool {
    let local = ["localhost", "127.0.0.1", "[::1]"];
    local.iter().any(|host| {
        authority.strip_prefix(host).is_some_and(|rest| {
            rest.is_empty() || rest.strip_prefix(':').is_some_and(|p| p.bytes().all(|b| b.is_ascii_digit()))
        })
    })
}

impl ProviderConfig {
    /// The client secret; empty for a public client.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn secret(&self) -> anyhow::Result<String> {
        secret(&self.client_secret, self.client_secret_file.as_ref())
    }

    /// Whether the provider is on this machine: no proxy is asked then.
    pub fn local(&self) -> bool {
        self.issuer.starts_with("http://")
    }

    /// Checks what can be checked without asking the provider.
    ///
    /// # Errors
    /// Names the setting.
    pub fn check(&self, name: &str) -> anyhow::Result<()> {
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        if name.is_empty() || name.len() > 32 || !name.bytes().all(fits) {
            bail!("oidc.{name}: the name of a provider is made of a-z and 0-9");
        }
        if !safe(&self.issuer) {
            bail!("oidc.{name}.issuer must be https:// (http:// on this machine alone), got {:?}", self.issuer);
        }
        if self.client_id.is_empty() {
            bail!("oidc.{name}.client_id is missing");
        }
        if self.label.is_empty() {
            bail!("oidc.{name}.label is missing: readers must know where they are led");
        }
        self.secret().with_context(|| format!("oidc.{name}.client_secret_file"))?;
        for rule in &self.offices {
            if let Some(unknown) = rule.roles.iter().find(|role| Role::from_code(role).is_none()) {
                bail!("oidc.{name}.offices: no role is called {unknown:?}");
            }
            if rule.roles.is_empty() || [&rule.claim, &rule.value, &rule.body].into_iter().any(String::is_empty) {
                bail!("oidc.{name}.offices: each needs claim, value, body and roles");
            }
        }
        Ok(())
    }
}

/// A real-name service that is asked before people look at a proof (docs/accounts.md).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct VerifierConfig {
    /// Where proofs are sent; empty = people look at all of them.
    pub url: String,
    /// Sent as `Authorization: Bearer`.
    pub token: String,
    pub token_file: Option<PathBuf>,
    /// Seconds it may take; then people look.
    pub timeout_seconds: u64,
    /// It is asked about organisations as well. Name and code of an organisation are public: only a service that also knows who may speak
    /// for it should be.
    pub organisations: bool,
}

impl Default for VerifierConfig {
    fn default() -> Self {
        Self { url: String::new(), token: String::new(), token_file: None, timeout_seconds: 5, organisations: false }
    }
}

impl VerifierConfig {
    /// The token; may be empty.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn token(&self) -> anyhow::Result<String> {
        secret(&self.token, self.token_file.as_ref())
    }

    /// Checks what can be checked without asking the service.
    ///
    /// # Errors
    /// Names the setting.
    pub fn check(&self) -> anyhow::Result<()> {
        if !self.url.is_empty() && !safe(&self.url) {
            bail!("verifier.url must be https:// (http:// on this machine alone), got {:?}", self.url);
        }
        if !(1..=30).contains(&self.timeout_seconds) {
            bail!("verifier.timeout_seconds must be between 1 and 30, got {}", self.timeout_seconds);
        }
        self.token().context("verifier.token_file").map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provider() -> ProviderConfig {
        ProviderConfig {
            issuer: "https://id.example.gov.cn".into(),
            client_id: "portal".into(),
            label: "统一身份认证".into(),
            ..ProviderConfig::default()
        }
    }

    #[test]
    fn what_cannot_work_is_told() {
        assert!(provider().check("work").is_ok());
        assert!(provider().check("Work").is_err());
        for issuer in ["", "id.example", "http://id.example", "http://127.0.0.1.evil.example", "http://localhost@evil"]
        {
            assert!(ProviderConfig { issuer: issuer.into(), ..provider() }.check("work").is_err(), "{issuer}");
        }
        assert!(ProviderConfig { issuer: "http://127.0.0.1:9400".into(), ..provider() }.check("work").is_ok());
        let rule = |role: &str| OfficeRule {
            claim: "groups".into(),
            value: "portal".into(),
            body: "b1t0000001".into(),
            roles: vec![role.into()],
        };
        assert!(ProviderConfig { offices: vec![rule("reviewer")], ..provider() }.check("work").is_ok());
        let unknown = ProviderConfig { offices: vec![rule("king")], ..provider() }.check("work").unwrap_err();
        assert!(unknown.to_string().contains("king"));
        assert!(
            VerifierConfig { url: "http://elsewhere.example".into(), ..VerifierConfig::default() }.check().is_err()
        );
        assert!(VerifierConfig { timeout_seconds: 0, ..VerifierConfig::default() }.check().is_err());
    }

    #[test]
    fn r162_secrets_come_from_a_file_as_well() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "geheim\n").unwrap();
        let config = ProviderConfig { client_secret_file: Some(file.path().to_owned()), ..provider() };
        assert_eq!(config.secret().unwrap(), "geheim");
        assert!(ProviderConfig { client_secret: "x".into(), ..config }.check("work").is_err(), "one of them");
    }
}
