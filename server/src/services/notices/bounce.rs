//! Delivery reports (RFC 3464) that come back to the sender's mailbox. Anybody can write a mail that looks like one: a report counts only
//! where it names a mail that left, by the `Message-ID` that nobody but its reader knows, and the address that mail went to.
mod report;

pub use report::{Failed, LONGEST, Report, Unreadable, read};

use super::{MAIL, blind, contact};
use crate::jobs::outbox::without_addresses;
use crate::portal::Core;
use crate::services::internal;
use contract::{Caller, PortResult};
use domain::audit::Entry;
use domain::notice::DeliveryState;
use uuid::Uuid;

/// What became of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The mail did not arrive and the address is marked: no further mails.
    Marked,
    /// The mail did not arrive; its address may still be good.
    Undelivered,
    /// Only late, or delivered: nothing changes.
    NoFailure,
    /// No mail of ours, another address, or known already.
    NotOurs,
}

/// Takes a report.
///
/// # Errors
/// Of the database or the keys.
pub async fn take(core: &Core, caller: &Caller, report: &Report) -> PortResult<Taken> {
    let Some(failed) = report.failed.iter().find(|one| one.failed()) else { return Ok(Taken::NoFailure) };
    let id = report.message_id.split_once('@').and_then(|(id, _)| Uuid::parse_str(id).ok());
    let Some(id) = id else { return Ok(Taken::NotOurs) };
    let mut tx = core.store.write().await.map_err(internal)?;
    let Some(notice) = tx.notice(id).await.map_err(internal)? else { return Ok(Taken::NotOurs) };
    // As it was looked up when the mail left: an address changed since is another one.
    let address = match (notice.recipient.strip_prefix("address:"), notice.account) {
        (Some(index), _) => Some(index.to_owned()),
        (None, Some(account)) => contact::of_account(core, account).await?.map(|contact| blind(core, &contact.email)),
        (None, None) => None,
    };
    let named = failed.addresses.iter().chain(&report.to).map(|address| blind(core, address));
    let Some(address) = address.filter(|address| named.into_iter().any(|one| one == *address)) else {
        return Ok(Taken::NotOurs);
    };
    let marked = failed.address_is_dead();
    let state = if marked { DeliveryState::Refused } else { DeliveryState::GivenUp };
    let answer = without_addresses(&format!("{} {}", failed.status, failed.diagnostic));
    let now = core.clock.now();
    if !tx.bounce_delivery(id, MAIL, state, &answer, now).await.map_err(internal)? {
        return Ok(Taken::NotOurs);
    }
    if marked {
        tx.refuse_address(MAIL, &address, &answer, now).await.map_err(internal)?;
    }
    let mut entry = Entry::new(now, "mail.bounce", "notice", id.to_string());
    entry.case = notice.case_number;
    entry.after = serde_json::json!({ "state": state.code(), "status": failed.status });
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(if marked { Taken::Marked } else { Taken::Undelivered })
}
