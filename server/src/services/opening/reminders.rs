//! 到时提醒我: whoever asked is told once, when the authority accepts applications again.
use super::super::internal;
use super::super::notices::{NewNotice, Recipient, owe};
use super::desk::{done, need};
use super::procedure::{Wanted, authority_for};
use crate::portal::Core;
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::access::window::Acceptance;
use domain::audit::Entry;
use domain::notice::NoticeKind;
use domain::policy::{AccessAction, authorize_access};

/// Asks to be reminded for the authority of a dataset, or no longer.
pub(super) async fn remind(core: &Core, caller: &Caller, dataset: Option<&str>, wanted: bool) -> PortResult<()> {
    let signed = need(caller)?;
    authorize_access(&caller.actor, AccessAction::Apply, None).map_err(|_| Refusal::new(ErrorCode::Forbidden))?;
    let dataset = match dataset {
        Some(code) => Some(Wanted::load(core, caller, code).await?),
        None => None,
    };
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let authority = authority_for(&mut tx, dataset.as_ref()).await?;
    let authority = authority.ok_or_else(|| Refusal::new(ErrorCode::NoAuthority))?;
    let changed = if wanted {
        tx.add_window_reminder(signed.account, authority, now).await.map_err(internal)?
    } else {
        tx.take_window_reminder(signed.account, authority).await.map_err(internal)?
    };
    if !changed {
        return Ok(());
    }
    let action = if wanted { "window.remind" } else { "window.forget" };
    done(caller, tx, Entry::new(now, action, "body", authority.to_string())).await
}

/// Tells everybody whose authority accepts applications now; how many. Notice and mark are one transaction, so that nobody is told twice.
///
/// # Errors
/// Of the database; who was told until then stays told.
pub async fn due(core: &Core) -> PortResult<u64> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let waiting = tx.window_reminders().await.map_err(internal)?;
    let mut told = 0;
    let mut known = None;
    for (account, authority) in waiting {
        if known.as_ref().is_none_or(|(asked, _)| *asked != authority) {
            known = Some((authority, super::acceptance(core, &mut tx, authority).await?));
        }
        let Some((_, Acceptance::Open { window, first, last })) = &known else { continue };
        let mut tx = core.store.write().await.map_err(internal)?;
        // Another replica may have been faster.
        if !tx.take_window_reminder(account, authority).await.map_err(internal)? {
            continue;
        }
        let notice =
            NewNotice::new(format!("window:{window}:open"), Recipient::Account(account), NoticeKind::WindowOpens)
                .fact("first", first)
                .fact("last", last)
                .link("/apply");
        owe(core, &mut tx, notice).await?;
        tx.commit(Vec::new()).await.map_err(internal)?;
        told += 1;
    }
    Ok(told)
}
