//! The desk of mails and other messages that did not arrive.
use super::{MAIL, allow, blind, contact, words};
use crate::portal::Core;
use crate::services::internal;
use contract::notices::{MailDesk, MailRow};
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::audit::Entry;
use domain::notice::DeliveryState;
use domain::policy::NoticeAction;
use store::notices::DeliveryRow;

/// Mails on a page.
const PER_PAGE: u32 = 50;

/// A page of them.
///
/// # Errors
/// Of the database.
pub async fn page(core: &Core, caller: &Caller, page: u64) -> PortResult<MailDesk> {
    allow(caller, NoticeAction::Desk)?;
    let page = page.max(1);
    let mut tx = core.store.read().await.map_err(internal)?;
    let counts = tx.count_deliveries().await.map_err(internal)?;
    let total = tx.count_troubled().await.map_err(internal)?;
    let skip = (page - 1).saturating_mul(u64::from(PER_PAGE));
    let rows = tx.troubled_deliveries(skip, PER_PAGE).await.map_err(internal)?;
    Ok(MailDesk {
        server: !core.config.mail.smtp_url.is_empty(),
        counts: counts.into_iter().map(|(state, n)| (words::state(state, caller.locale), n)).collect(),
        rows: rows.into_iter().map(|row| view(row, caller)).collect(),
        page,
        pages: total.div_ceil(u64::from(PER_PAGE)).max(1),
        total,
    })
}

fn view(row: DeliveryRow, caller: &Caller) -> MailRow {
    MailRow {
        id: if row.channel == MAIL { row.notice.to_string() } else { format!("{}:{}", row.channel, row.notice) },
        channel: words::channel(&row.channel, caller.locale),
        kind: words::kind(row.kind, caller.locale),
        case_number: row.case_number,
        at: row.created_at,
        state: words::state(row.state, caller.locale),
        attempts: row.attempts,
        next_at: (row.state == DeliveryState::Due).then_some(row.next_at),
        error: row.last_error,
    }
}

/// Sends one again; an address that was refused gets another chance.
///
/// # Errors
/// `not-found` where there is no such mail, or where it is under way.
pub async fn retry(core: &Core, caller: &Caller, id: &str) -> PortResult<()> {
    allow(caller, NoticeAction::Desk)?;
    let (channel, id) = id.split_once(':').unwrap_or((MAIL, id));
    let id = super::named(id)?;
    let missing = || Refusal::new(ErrorCode::NotFound);
    let mut tx = core.store.write().await.map_err(internal)?;
    let notice = tx.notice(id).await.map_err(internal)?.ok_or_else(missing)?;
    if !tx.retry_delivery(id, channel, core.clock.now()).await.map_err(internal)? {
        return Err(missing().into());
    }
    // The recipient without account is named by the blind index itself.
    let address = match notice.recipient.strip_prefix("address:") {
        Some(index) => Some(index.to_owned()),
        None => match notice.account {
            Some(account) => contact::of_account(core, account).await?.map(|contact| blind(core, &contact.email)),
            None => None,
        },
    };
    if let Some(address) = address.filter(|_| channel == MAIL) {
        tx.accept_address(MAIL, &address).await.map_err(internal)?;
    }
    let mut entry = Entry::new(core.clock.now(), "mail.retry", "notice", id.to_string());
    entry.case = notice.case_number;
    entry.after = serde_json::json!({ "channel": channel });
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(())
}
