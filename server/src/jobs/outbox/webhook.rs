//! Notices posted to another system of the operator, in the manner of Standard Webhooks: `webhook-id`, `webhook-timestamp` and
//! `webhook-signature` (`v1,` and base64 of HMAC-SHA-256 over `id.timestamp.body`). Codes, numbers and dates only: whoever needs to know
//! who the recipient is asks the portal.
use super::channel::{Channel, Letter, To, Trouble};
use crate::clock::Clock;
use crate::config::WebhookConfig;
use crate::outbound;
use crate::services::notices::{WEBHOOK, words};
use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::locale::Locale;
use domain::notice::DeliveryState;
use hmac::{Hmac, Mac};
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, StatusCode, Url};
use serde_json::json;
use sha2::Sha256;
use std::sync::Arc;

/// The channel of a configuration; `None` where nothing is posted.
///
/// # Errors
/// Settings that cannot be used.
pub fn channel(config: &WebhookConfig, clock: Arc<dyn Clock>) -> anyhow::Result<Option<Arc<dyn Channel>>> {
    if config.url.is_empty() {
        return Ok(None);
    }
    let (url, key) = (config.address()?, config.key()?);
    let client = outbound::client(config.private_addresses)?;
    Ok(Some(Arc::new(Webhook { client, url, key, clock })))
}

struct Webhook {
    client: Client,
    url: Url,
    key: Vec<u8>,
    clock: Arc<dyn Clock>,
}

#[async_trait]
impl Channel for Webhook {
    fn name(&self) -> &'static str {
        WEBHOOK
    }

    fn to(&self) -> To {
        To::Receiver
    }

    async fn hand_over(&self, letter: &Letter) -> Result<DeliveryState, Trouble> {
        let body = body(letter);
        let id = letter.notice.id.to_string();
        // The time of this try: receivers refuse what is old.
        let at = self.clock.now().timestamp();
        let answer = self
            .client
            .post(self.url.clone())
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", &id)
            .header("webhook-timestamp", at)
            .header("webhook-signature", signature(&self.key, &id, at, &body))
            .body(body)
            .send()
            .await
            .map_err(|error| Trouble::Later(why(&error)))?;
        // What the receiver writes is not read: it could be anything, without end.
        match answer.status() {
            status if status.is_success() => Ok(DeliveryState::Sent),
            StatusCode::GONE => Err(Trouble::Refused("410 Gone".into())),
            status if status.is_redirection() => Err(Trouble::Later(format!("{status}: redirects are not followed"))),
            status => Err(Trouble::Later(status.to_string())),
        }
    }
}

/// An error without the address, which may hold a secret of the receiver, and with its causes.
fn why(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "no answer in time".into();
    }
    let mut cause: &dyn std::error::Error = error;
    while let Some(below) = cause.source() {
        cause = below;
    }
    let what = if error.is_connect() { "no connection" } else { "the request failed" };
    super::channel::without_addresses(&format!("{what}: {cause}"))
}

fn body(letter: &Letter) -> String {
    let notice = &letter.notice;
    let said = |locale| {
        let words = words::of(notice, locale);
        json!({ "subject": words.subject, "text": words.text })
    };
    json!({
        "type": format!("notice.{}", notice.kind.code()),
        "timestamp": notice.created_at,
        "data": {
            "id": notice.id,
            "kind": notice.kind.code(),
            "account": notice.account,
            "case": notice.case_number,
            "statutory": notice.statutory,
            "facts": notice.facts,
            "link": letter.link,
            "zh-CN": said(Locale::ZhCn),
            "en": said(Locale::En),
        },
    })
    .to_string()
}

fn signature(key: &[u8], id: &str, at: i64, body: &str) -> String {
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return String::new() };
    mac.update(format!("{id}.{at}.{body}").as_bytes());
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r150_the_signature_is_that_of_standard_webhooks() {
        // The example of the specification's own libraries.
        let key = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let signed = signature(&key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#);
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
