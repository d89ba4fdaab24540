//! Where a notice goes.
use super::owe::{Sealed, sealed_at};
use crate::portal::Core;
use crate::services::internal;
use contract::PortResult;
use domain::account::AccountState;
use domain::locale::Locale;
use store::notices::Outgoing;
use uuid::Uuid;

/// A mailbox and the language its reader reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub email: String,
    pub locale: Locale,
    /// Somebody opened a link that was mailed there: before that nothing but such a link goes to an account's address.
    pub confirmed: bool,
}

/// The mailbox of an account; `None` for a closed one.
///
/// # Errors
/// Of the database or the keys.
pub async fn of_account(core: &Core, account: Uuid) -> PortResult<Option<Contact>> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let account = tx.account(account).await.map_err(internal)?;
    let Some(account) = account.filter(|account| account.state != AccountState::Closed) else { return Ok(None) };
    let email = core.unseal(&account.email, &format!("accounts.email:{}", account.id)).map_err(internal)?;
    Ok(Some(Contact { email, locale: account.locale, confirmed: account.email_confirmed }))
}

/// Where a claimed delivery goes, and the link it shows: a sealed one, or the notice's own.
///
/// # Errors
/// Of the database or the keys.
pub async fn of_delivery(core: &Core, claimed: &Outgoing) -> PortResult<(Option<Contact>, Option<String>)> {
    let sealed: Sealed = match &claimed.sealed {
        Some(sealed) => {
            let text = core.unseal(sealed, &sealed_at(claimed.notice.id)).map_err(internal)?;
            serde_json::from_str(&text).map_err(internal)?
        }
        None => Sealed::default(),
    };
    let link = sealed.link.or_else(|| claimed.notice.link.clone());
    let contact = match (sealed.address, claimed.notice.account) {
        (Some((email, locale)), _) => Some(Contact { email, locale, confirmed: true }),
        (None, Some(account)) => of_account(core, account).await?,
        (None, None) => None,
    };
    Ok((contact, link))
}

/// An address as its owner recognises it and nobody else can use it: `z***@example.cn`.
pub fn masked(email: &str) -> String {
    let (name, host) = email.split_once('@').unwrap_or((email, ""));
    let first: String = name.chars().take(1).collect();
    format!("{first}***@{host}")
}
