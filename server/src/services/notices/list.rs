//! One's own notices: list, read marks, preferences.
use super::{MAIL, WEBHOOK, blind, contact, words};
use crate::portal::Core;
use crate::services::internal;
use contract::notices::{ChannelView, NoticePage, NoticeView, PreferenceRow, Preferences};
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::audit::Entry;
use domain::locale::Locale;
use domain::notice::NoticeKind;
use std::collections::BTreeSet;
use store::notices::{DeliveryRow, NoticeRow};
use uuid::Uuid;

/// Notices on a page.
const PER_PAGE: u32 = 20;

/// A page of an account's notices.
///
/// # Errors
/// Of the database.
pub async fn page(core: &Core, caller: &Caller, account: Uuid, page: u64) -> PortResult<NoticePage> {
    let page = page.max(1);
    let mut tx = core.store.read().await.map_err(internal)?;
    let total = tx.count_notices(account).await.map_err(internal)?;
    let unread = tx.unread_notices(account).await.map_err(internal)?;
    let skip = (page - 1).saturating_mul(u64::from(PER_PAGE));
    let rows = tx.notices_of(account, skip, PER_PAGE).await.map_err(internal)?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let sent = tx.deliveries_of(&ids).await.map_err(internal)?;
    let notices = rows.into_iter().map(|row| view(row, &sent, caller.locale)).collect();
    Ok(NoticePage { notices, page, pages: total.div_ceil(u64::from(PER_PAGE)).max(1), total, unread })
}

/// Every notice of an account, the newest first: for the copy of one's own data.
///
/// # Errors
/// Of the database.
pub async fn all(core: &Core, caller: &Caller, account: Uuid) -> PortResult<Vec<NoticeView>> {
    let mut views = Vec::new();
    for number in 1.. {
        let one = page(core, caller, account, number).await?;
        views.extend(one.notices);
        if number >= one.pages {
            break;
        }
    }
    Ok(views)
}

fn view(row: NoticeRow, sent: &[DeliveryRow], locale: Locale) -> NoticeView {
    let words = words::of(&row, locale);
    // What the operator's systems hear is nothing that reached the reader.
    let channels = sent.iter().filter(|one| one.notice == row.id && one.channel != WEBHOOK).map(|one| ChannelView {
        channel: words::channel(&one.channel, locale),
        state: words::state(one.state, locale),
        at: one.finished_at,
    });
    NoticeView {
        id: row.id.to_string(),
        kind: contract::Coded { value: row.kind.code().into(), label: words.subject },
        text: words.text,
        case_number: row.case_number,
        link: row.link,
        statutory: row.statutory,
        at: row.created_at,
        read_at: row.read_at,
        channels: channels.collect(),
    }
}

/// Marks one as read; where it leads.
///
/// # Errors
/// `not-found` where it is not the account's.
pub async fn mark_read(core: &Core, account: Uuid, id: Uuid) -> PortResult<Option<String>> {
    let mut tx = core.store.write().await.map_err(internal)?;
    let notice = tx.notice(id).await.map_err(internal)?.filter(|notice| notice.account == Some(account));
    let Some(notice) = notice else { return Err(Refusal::new(ErrorCode::NotFound).into()) };
    tx.mark_notices_read(account, Some(id), core.clock.now()).await.map_err(internal)?;
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(notice.link)
}

/// Marks all as read; how many there were.
///
/// # Errors
/// Of the database.
pub async fn mark_all_read(core: &Core, account: Uuid) -> PortResult<u64> {
    let mut tx = core.store.write().await.map_err(internal)?;
    let n = tx.mark_notices_read(account, None, core.clock.now()).await.map_err(internal)?;
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(n)
}

/// The kinds that a caller can get.
fn kinds(caller: &Caller) -> impl Iterator<Item = NoticeKind> {
    let staff = caller.actor.signed_in().is_some_and(|signed| !signed.bodies.is_empty());
    NoticeKind::ALL.iter().copied().filter(move |kind| staff || !kind.for_staff())
}

/// Which mails an account wants.
///
/// # Errors
/// Of the database or the keys.
pub async fn preferences(core: &Core, caller: &Caller, account: Uuid) -> PortResult<Preferences> {
    let contact = contact::of_account(core, account).await?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let off = tx.notices_switched_off(account, MAIL).await.map_err(internal)?;
    let refused_since = match &contact {
        Some(contact) => tx.address_refused(MAIL, &blind(core, &contact.email)).await.map_err(internal)?,
        None => None,
    };
    let rows = kinds(caller).map(|kind| PreferenceRow {
        kind: words::kind(kind, caller.locale),
        wanted: !(kind.optional() && off.contains(&kind)),
        fixed: !kind.optional(),
    });
    Ok(Preferences {
        rows: rows.collect(),
        address: contact.map(|contact| contact::masked(&contact.email)),
        refused_since,
    })
}

/// Sets which mails an account wants; the rest of those that can be switched off is switched off.
///
/// # Errors
/// `bad-value` for a kind that is none.
pub async fn set_preferences(core: &Core, caller: &Caller, account: Uuid, wanted: &[String]) -> PortResult<()> {
    let wanted: BTreeSet<NoticeKind> = wanted
        .iter()
        .map(|code| NoticeKind::from_code(code).ok_or_else(|| Refusal::new(ErrorCode::BadValue).field("wanted")))
        .collect::<Result<_, _>>()?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let before = tx.notices_switched_off(account, MAIL).await.map_err(internal)?;
    // Kinds that the form does not show stay as they are: whoever acts for a body next time finds them so.
    let shown: BTreeSet<NoticeKind> = kinds(caller).filter(|kind| kind.optional()).collect();
    let off: BTreeSet<NoticeKind> = shown.difference(&wanted).chain(before.difference(&shown)).copied().collect();
    tx.switch_notices_off(account, MAIL, &off).await.map_err(internal)?;
    let codes = |kinds: &BTreeSet<NoticeKind>| kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>().into();
    let mut entry = Entry::new(core.clock.now(), "notice.preferences", "account", account.to_string());
    (entry.before, entry.after) = (codes(&before), codes(&off));
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(())
}
