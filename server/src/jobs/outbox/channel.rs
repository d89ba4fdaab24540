//! A way out of the portal: mail, webhooks. Others (SMS gateways) are implementations of [`Channel`] with rows of their name in the outbox.
use async_trait::async_trait;
use domain::locale::Locale;
use domain::notice::DeliveryState;
use store::notices::NoticeRow;

/// A notice in words, ready to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The notice. A letter handed over twice carries its id twice, so that the receiver can tell.
    pub notice: NoticeRow,
    /// Address in the manner of the channel; empty for [`To::Receiver`].
    pub to: String,
    pub locale: Locale,
    /// Where to look: absolute.
    pub link: Option<String>,
    pub subject: String,
    pub plain: String,
    pub html: String,
}

/// For whom a channel takes letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// The mailbox of each recipient, if they want mails and it takes them.
    Mailbox,
    /// One system of the operator, whoever the recipient is.
    Receiver,
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

    /// For whom.
    fn to(&self) -> To {
        To::Mailbox
    }

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
