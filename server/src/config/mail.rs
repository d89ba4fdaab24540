//! `[mail]`: where mails leave the portal (docs/mail.md).
use anyhow::Context;
use lettre::message::Mailbox;
use lettre::{AsyncSmtpTransport, Tokio1Executor};
use serde::{Deserialize, Serialize};

/// The mail server and the sender.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MailConfig {
    /// `smtps://user:password@host`, `smtp://user:password@host?tls=required`, `smtp://host:25`. Empty = mails are written as files to `mail/`
    /// in the data folder.
    pub smtp_url: String,
    /// Sender, such as `公共数据开放平台 <no-reply@data.example.gov.cn>`. Needed with `smtp_url`.
    pub from: String,
}

/// Sender of mails that are only written as files.
const NOBODY: &str = "portal@localhost";

impl MailConfig {
    /// The sender.
    ///
    /// # Errors
    /// When it is no address.
    pub fn sender(&self) -> anyhow::Result<Mailbox> {
        let from = if self.from.is_empty() { NOBODY } else { &self.from };
        from.parse().with_context(|| format!("mail.from must be `address` or `name <address>`, got {from:?}"))
    }

    /// Checks what can be checked without asking the mail server.
    ///
    /// # Errors
    /// Names the setting; never shows the password.
    pub fn check(&self) -> anyhow::Result<()> {
        self.sender()?;
        if self.smtp_url.is_empty() {
            return Ok(());
        }
        if self.from.is_empty() {
            anyhow::bail!("mail.from must be set with mail.smtp_url: mail servers refuse senders they do not know");
        }
        AsyncSmtpTransport::<Tokio1Executor>::from_url(&self.smtp_url)
            .map(|_| ())
            .map_err(|_| anyhow::anyhow!("mail.smtp_url must be like smtps://user:password@host"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(smtp_url: &str, from: &str) -> MailConfig {
        MailConfig { smtp_url: smtp_url.into(), from: from.into() }
    }

    #[test]
    fn what_cannot_work_is_told_without_the_password() {
        assert!(config("", "").check().is_ok());
        assert!(config("smtp://127.0.0.1:2525", "平台 <no-reply@example.cn>").check().is_ok());
        assert!(config("smtps://portal:geheim@mail.example.cn", "no-reply@example.cn").check().is_ok());
        for (url, from, said) in [
            ("smtp://127.0.0.1", "", "mail.from"),
            ("smtp://127.0.0.1", "no address", "mail.from"),
            ("http://u:geheim@127.0.0.1", "a@b.cn", "mail.smtp_url"),
            ("127.0.0.1", "a@b.cn", "mail.smtp_url"),
        ] {
            let error = format!("{:#}", config(url, from).check().unwrap_err());
            assert!(error.contains(said) && !error.contains("geheim"), "{error}");
        }
    }
}
