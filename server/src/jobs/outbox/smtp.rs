//! Mail as a channel: by SMTP, or as files where no mail server is set.
use super::channel::{Channel, Letter, Trouble, without_addresses};
use crate::config::{Config, MailConfig, make_private_dir};
use crate::services::notices::MAIL;
use anyhow::Context;
use async_trait::async_trait;
use domain::notice::DeliveryState;
use lettre::message::{Mailbox, Message, MultiPart};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// How long the mail server may take to answer one command.
const PATIENCE: Duration = Duration::from_secs(30);
/// Permanent answers about us and not about the address: a command it does not know, a sign-in it wants or refuses.
const OUR_FAULT: [u16; 9] = [500, 501, 502, 503, 504, 530, 534, 535, 538];

/// The mail channel of a configuration.
///
/// # Errors
/// Settings that cannot be used, or the folder of the files.
pub fn channel(config: &Config) -> anyhow::Result<Arc<dyn Channel>> {
    if config.mail.smtp_url.is_empty() {
        let folder = config.mail_dir();
        make_private_dir(&folder)?;
        return Ok(Arc::new(Folder { folder, from: config.mail.sender()? }));
    }
    Ok(Arc::new(Smtp::open(&config.mail)?))
}

struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    fn open(config: &MailConfig) -> anyhow::Result<Self> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&config.smtp_url)
            .map_err(|_| anyhow::anyhow!("mail.smtp_url cannot be used"))?;
        Ok(Self { transport: builder.timeout(Some(PATIENCE)).build(), from: config.sender()? })
    }
}

#[async_trait]
impl Channel for Smtp {
    fn name(&self) -> &'static str {
        MAIL
    }

    async fn hand_over(&self, letter: &Letter) -> Result<DeliveryState, Trouble> {
        let message = message(&self.from, letter)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(DeliveryState::Sent),
            Err(error) => {
                let answer = without_addresses(&error.to_string());
                let code = error.status().and_then(|code| code.to_string().parse::<u16>().ok());
                Err(match code {
                    Some(code) if code >= 500 && !OUR_FAULT.contains(&code) => Trouble::Refused(answer),
                    _ => Trouble::Later(answer),
                })
            }
        }
    }
}

/// Writes `<notice id>.eml`; the same letter again replaces its file.
struct Folder {
    folder: PathBuf,
    from: Mailbox,
}

#[async_trait]
impl Channel for Folder {
    fn name(&self) -> &'static str {
        MAIL
    }

    async fn hand_over(&self, letter: &Letter) -> Result<DeliveryState, Trouble> {
        let message = message(&self.from, letter)?.formatted();
        let file = self.folder.join(format!("{}.eml", letter.notice.id));
        let part = self.folder.join(format!("{}.part", letter.notice.id));
        let written = async {
            tokio::fs::write(&part, message).await?;
            tokio::fs::rename(&part, &file).await
        };
        match written.await {
            Ok(()) => Ok(DeliveryState::Written),
            Err(error) => Err(Trouble::Later(error.to_string())),
        }
    }
}

/// The letter as a mail: plain and HTML, `Message-ID` from the notice, marked as sent by a machine so that nobody's absence answers it.
fn message(from: &Mailbox, letter: &Letter) -> Result<Message, Trouble> {
    let build = || -> anyhow::Result<Message> {
        let to: Address = letter.to.parse().context("address")?;
        let message = Message::builder()
            .from(from.clone())
            .to(Mailbox::new(None, to))
            .subject(letter.subject.clone())
            .date(SystemTime::from(letter.notice.created_at))
            .message_id(Some(format!("<{}@{}>", letter.notice.id, from.email.domain())))
            .header(AutoSubmitted)
            .header(ContentLanguage(letter.locale.tag()));
        let parts = MultiPart::alternative_plain_html(letter.plain.clone(), letter.html.clone());
        Ok(message.multipart(parts)?)
    };
    build().map_err(|error| Trouble::Refused(without_addresses(&format!("{error:#}"))))
}

/// `Auto-Submitted: auto-generated` (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

/// `Content-Language` (RFC 3282).
#[derive(Clone)]
struct ContentLanguage(&'static str);

mod headers {
    use super::{AutoSubmitted, ContentLanguage};
    use lettre::message::header::{Header, HeaderName, HeaderValue};
    use std::error::Error;

    impl Header for AutoSubmitted {
        fn name() -> HeaderName {
            HeaderName::new_from_ascii_str("Auto-Submitted")
        }
        fn parse(_: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
            Ok(Self)
        }
        fn display(&self) -> HeaderValue {
            HeaderValue::new(Self::name(), "auto-generated".into())
        }
    }

    impl Header for ContentLanguage {
        fn name() -> HeaderName {
            HeaderName::new_from_ascii_str("Content-Language")
        }
        fn parse(tag: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
            let locale = domain::locale::Locale::ALL.into_iter().find(|locale| locale.tag() == tag);
            locale.map(|locale| Self(locale.tag())).ok_or_else(|| "no language of the portal".into())
        }
        fn display(&self) -> HeaderValue {
            HeaderValue::new(Self::name(), self.0.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::locale::Locale;

    #[test]
    fn r150_the_notice_id_is_the_message_id_and_both_forms_are_there() {
        let notice = store::notices::NoticeRow {
            id: uuid::Uuid::from_u128(7),
            event: "case:1:answered".into(),
            recipient: "address:x".into(),
            account: None,
            kind: domain::notice::NoticeKind::CaseAnswered,
            case_id: None,
            case_number: Some("TS-1".into()),
            facts: std::collections::BTreeMap::new(),
            link: None,
            statutory: true,
            created_at: chrono::DateTime::UNIX_EPOCH,
            read_at: None,
        };
        let letter = Letter {
            notice,
            link: None,
            to: "zhang@example.cn".into(),
            locale: Locale::ZhCn,
            subject: "办件 TS-1 已答复".into(),
            plain: "办件已答复".into(),
            html: "<p>办件已答复</p>".into(),
        };
        let from: Mailbox = "平台 <no-reply@data.example.cn>".parse().unwrap();
        let text = String::from_utf8(message(&from, &letter).unwrap().formatted()).unwrap();
        assert!(text.contains("Message-ID: <00000000-0000-0000-0000-000000000007@data.example.cn>"), "{text}");
        for part in ["Auto-Submitted: auto-generated", "Content-Language: zh-CN", "text/plain", "text/html"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        let bad = Letter { to: "no address".into(), ..letter };
        assert!(matches!(message(&from, &bad), Err(Trouble::Refused(_))));
    }
}
