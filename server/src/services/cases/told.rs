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
/// gave neither. A case is its party's: when who filed it no longer acts for the party, all who do hear of it.
pub async fn reporters(
    core: &Core,
    tx: &mut Tx,
    row: &CaseRow,
    locale: Locale,
) -> PortResult<(Vec<Recipient>, String)> {
    let Some(party) = row.party else {
        let contact = applicant::contact(core, row)?;
        let email = contact.and_then(|contact| contact.email);
        let to = email.map(|email| Recipient::Address { email, locale });
        return Ok((to.into_iter().collect(), format!("/track?no={}", row.number)));
    };
    let mut people = tx.people_of_party(party).await.map_err(internal)?;
    if let Some(filed) = row.filed_by.filter(|account| people.contains(account)) {
        people = BTreeSet::from([filed]);
    }
    Ok((people.into_iter().map(Recipient::Account).collect(), format!("/cases/{}", row.number)))
}

/// Who stands on the side that filed the case: they hear of it as the reporter, never as officials, and do not handle it.
pub async fn own_side(tx: &mut Tx, row: &CaseRow) -> PortResult<BTreeSet<Uuid>> {
    let mut own: BTreeSet<Uuid> = row.filed_by.into_iter().collect();
    if let Some(party) = row.party {
        own.extend(tx.people_of_party(party).await.map_err(internal)?);
    }
    Ok(own)
}

/// Owes a notice: to the reporter, or to a body, whose people are those who can handle it, or the
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
            let (people, link) = reporters(core, tx, row, caller.locale).await?;
            for to in people {
                owe(core, tx, notice(to).link(&link).statutory()).await?;
            }
            Ok(())
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
            // Who just did it knows.
            let own = own_side(tx, row).await?;
            for account in people.difference(&own).copied().filter(|id| Some(*id) != caller.actor.account()) {
                owe(core, tx, notice(Recipient::Account(account)).link(format!("/cases/{}", row.number))).await?;
            }
            Ok(())
        }
    }
}
