//! A way out of the portal. Mail is one; SMS gateways and webhooks are others, each an implementation of [`Channel`] with its rows in the outbox.
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::locale::Locale;
use domain::notice::DeliveryState;
use uuid::Uuid;

/// A notice in words, ready to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Id of the notice. A letter handed over twice carries it twice, so that the receiver can tell.
    pub id: Uuid,
    /// Address in the manner of the channel.
    pub to: String,
    pub locale: Locale,
    pub at: DateTime<Utc>,
    pub subject: String,
    pub plain: String,
    pub html: String,
}

/// Why a letter was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nobody answered, or said "later", or it is our own settings: try again.
    Later(String),
    /// This address does not take letters, now or ever.
    Refused(String),
}

/// A way out.
#[async_trait]
pub trait Channel: Send + Sync {
    /// Name in the outbox, in preferences and in the texts (`channel-<name>`).
    fn name(&self) -> &'static str;

    /// Hands a letter over; says whether it left ([`DeliveryState::Sent`]) or was only written down ([`DeliveryState::Written`]).
    ///
    /// # Errors
    /// See [`Trouble`]; what is said there holds no address.
    async fn hand_over(&self, letter: &Letter) -> Result<DeliveryState, Trouble>;
}

/// An answer of the other side as it may be kept: one line, 300 characters at most, without anything that looks like an address.
pub fn without_addresses(answer: &str) -> String {
    let words = answer.split_whitespace().map(|word| if word.contains('@') { "…" } else { word });
    words.collect::<Vec<_>>().join(" ").chars().take(300).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_kept_without_addresses() {
        assert_eq!(
            without_addresses("550 5.1.1\r\n <zhang@b.cn>: user zhang@b.cn unknown"),
            "550 5.1.1 … user … unknown"
        );
        assert_eq!(without_addresses(&"长".repeat(400)).chars().count(), 300);
    }
}
