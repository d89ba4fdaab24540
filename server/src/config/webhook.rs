//! `[webhook]`: another system of the operator hears of every notice (docs/mail.md).
use anyhow::Context;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::notice::NoticeKind;
use reqwest::Url;
use serde::{Deserialize, Serialize};

/// Where notices are posted, and the secret that signs them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WebhookConfig {
    /// `https://…`; empty = nothing is posted.
    pub url: String,
    /// `whsec_` and base64 of 24 to 64 bytes. Needed with `url`.
    pub secret: String,
    /// Codes of the notices that are posted; empty = all. In a variable separated by commas.
    #[serde(deserialize_with = "super::list_or_commas")]
    pub kinds: Vec<String>,
    /// The receiver stands in one's own network: private addresses and plain http are allowed.
    pub private_addresses: bool,
}

const PREFIX: &str = "whsec_";

impl WebhookConfig {
    /// Whether a notice of this kind is posted. Links that let somebody in never are: those mails prove who reads a mailbox.
    pub fn wants(&self, kind: NoticeKind) -> bool {
        !self.url.is_empty()
            && !kind.asked_for()
            && (self.kinds.is_empty() || self.kinds.iter().any(|code| code == kind.code()))
    }

    /// The bytes that sign.
    ///
    /// # Errors
    /// When the secret is none; never shows it.
    pub fn key(&self) -> anyhow::Result<Vec<u8>> {
        let key = self.secret.strip_prefix(PREFIX).and_then(|text| STANDARD.decode(text).ok());
        key.filter(|key| (24..=64).contains(&key.len()))
            .context("webhook.secret must be whsec_ and the base64 of 24 to 64 random bytes")
    }

    /// The address.
    ///
    /// # Errors
    /// When it is none, or one that is not allowed.
    pub fn address(&self) -> anyhow::Result<Url> {
        let url: Url = self.url.parse().context("webhook.url must be like https://host/path")?;
        match url.scheme() {
            "https" => {}
            "http" if self.private_addresses => {}
            "http" => anyhow::bail!("webhook.url must begin with https:// unless webhook.private_addresses is set"),
            _ => anyhow::bail!("webhook.url must begin with https://"),
        }
        if !self.private_addresses && crate::outbound::names_private(&url) {
            anyhow::bail!("webhook.url is a private address: set webhook.private_addresses if that is meant");
        }
        Ok(url)
    }

    /// Checks what can be checked without asking the receiver.
    ///
    /// # Errors
    /// Names the setting; never shows the secret.
    pub fn check(&self) -> anyhow::Result<()> {
        if let Some(code) = self.kinds.iter().find(|code| NoticeKind::from_code(code).is_none()) {
            anyhow::bail!("webhook.kinds: there is no notice {code:?}");
        }
        if self.url.is_empty() {
            return Ok(());
        }
        self.address()?;
        self.key().map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(url: &str, secret: &str, private_addresses: bool) -> WebhookConfig {
        WebhookConfig { url: url.into(), secret: secret.into(), kinds: Vec::new(), private_addresses }
    }

    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    #[test]
    fn r150_what_cannot_work_is_told_without_the_secret() {
        assert!(config("", "", false).check().is_ok());
        assert!(config("https://hooks.example.cn/portal", SECRET, false).check().is_ok());
        assert!(config("http://10.0.0.8/portal", SECRET, true).check().is_ok());
        for (url, secret, said) in [
            ("hooks.example.cn", SECRET, "webhook.url"),
            ("ftp://hooks.example.cn", SECRET, "webhook.url"),
            ("http://hooks.example.cn", SECRET, "private_addresses"),
            ("https://127.0.0.1/x", SECRET, "private_addresses"),
            ("https://[::1]/x", SECRET, "private_addresses"),
            ("https://hooks.example.cn", "geheim", "webhook.secret"),
            ("https://hooks.example.cn", "whsec_Z2VoZWlt", "webhook.secret"),
        ] {
            let error = format!("{:#}", config(url, secret, false).check().unwrap_err());
            assert!(error.contains(said) && !error.contains("geheim"), "{error}");
        }
        let unknown = WebhookConfig { kinds: vec!["case-lost".into()], ..WebhookConfig::default() };
        assert!(unknown.check().unwrap_err().to_string().contains("case-lost"));
    }

    #[test]
    fn links_that_let_somebody_in_are_never_posted() {
        let all = config("https://hooks.example.cn", SECRET, false);
        assert!(all.wants(NoticeKind::CaseAnswered) && !all.wants(NoticeKind::ResetPassword));
        let some = WebhookConfig { kinds: vec!["audit-broken".into()], ..all };
        assert!(some.wants(NoticeKind::AuditBroken) && !some.wants(NoticeKind::CaseAnswered));
        assert!(!WebhookConfig::default().wants(NoticeKind::CaseAnswered));
    }
}
