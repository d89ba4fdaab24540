//! Who is told of an event, and how.
use super::{applicant, internal};
use crate::portal::Core;
use crate::services::notices::{NewNotice, Recipient, owe};
use contract::{Caller, PortResult};
use domain::account::Role;
use domain::cases::{CaseKind, Told};
use domain::locale::Locale;
use domain::notice::NoticeKind;
use std::collections::BTreeSet;
use store::Tx;
use store::cases::CaseRow;
use uuid::Uuid;

/// Where a reporter hears of the case: in the account that filed, or at the address given, with the page to look at; nowhere for those who
/// gave neither.
pub fn reporter(core: &Core, row: &CaseRow, locale: Locale) -> PortResult<Option<(Recipient, String)>> {
    if let Some(account) = row.filed_by.filter(|_| row.party.is_some()) {
        return Ok(Some((Recipient::Account(account), format!("/cases/{}", row.number))));
    }
    let contact = applicant::contact(core, row)?;
    let email = contact.and_then(|contact| contact.email);
    Ok(email.map(|email| (Recipient::Address { email, locale }, format!("/track?no={}", row.number))))
}

/// Owes a notice. The reporter gets it in the account that filed, or at the address given; a body's people are those who can handle it, or the
/// one in charge alone.
#[expect(clippy::too_many_arguments, reason = "one notice: what, about what, to whom")]
pub async fn tell(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    row: &CaseRow,
    occasion: &str,
    to: Told,
    kind: NoticeKind,
    had_it: Option<Uuid>,
) -> PortResult<()> {
    let notice = |to| {
        let mut notice = NewNotice::new(occasion, to, kind).case(row.id, row.number.clone());
        if let Some(due) =
            row.due.and_then(|due| domain::calendar::legal_date(due - chrono::Duration::microseconds(1)).ok())
        {
            notice = notice.fact("due", due);
        }
        notice
    };
    match to {
        Told::Reporter => {
            let Some((to, link)) = reporter(core, row, caller.locale)? else { return Ok(()) };
            owe(core, tx, notice(to).link(link).statutory()).await
        }
        Told::Body(body) => {
            let mut people: BTreeSet<Uuid> = BTreeSet::new();
            match row.assignee.filter(|_| row.with == Some(body) && had_it == Some(body)) {
                Some(assignee) => {
                    people.insert(assignee);
                    people.extend(super::desk::standing_in(core, tx, assignee, body).await?);
                }
                None => {
                    let authority = body == row.authority || row.above == Some(body);
                    if authority {
                        people.extend(tx.holders_of(body, Role::AuthorityReviewer).await.map_err(internal)?);
                    }
                    // An authority may be a publisher too; an application tells both of its desks.
                    if !authority || row.kind == CaseKind::Application.code() {
                        people.extend(tx.holders_of(body, Role::Reviewer).await.map_err(internal)?);
                    }
                }
            }
            // Who filed it hears of it as the reporter, not as an official; who just did it knows.
            let own = row.filed_by;
            for account in people.into_iter().filter(|id| Some(*id) != own && Some(*id) != caller.actor.account()) {
                owe(core, tx, notice(Recipient::Account(account)).link(format!("/cases/{}", row.number))).await?;
            }
            Ok(())
        }
    }
}
