//! Who is told of an agreement: on the user's side whoever filed and whoever may sign, on the other the people of the body who handle it.
use crate::portal::Core;
use crate::services::internal;
use crate::services::notices::{NewNotice, Recipient, owe};
use contract::{Caller, PortResult};
use domain::account::{Mandate, Role};
use domain::notice::NoticeKind;
use std::collections::BTreeSet;
use store::Tx;
use store::cases::CaseRow;
use uuid::Uuid;

/// What happened, as the notice names it, and what kind of notice it is.
type What<'a> = (&'a str, NoticeKind);
/// Facts of the words: dates, numbers.
pub type Facts<'a> = [(&'a str, String)];

fn notice(row: &CaseRow, (occasion, kind): What<'_>, account: Uuid, facts: &Facts<'_>) -> NewNotice {
    let link = match kind {
        NoticeKind::AgreementToSign | NoticeKind::AgreementUnsigned => format!("/cases/{}/do/sign", row.number),
        NoticeKind::RecipientPublished => "/recipients".into(),
        _ => format!("/cases/{}", row.number),
    };
    let notice = NewNotice::new(format!("{occasion}:{}", kind.code()), Recipient::Account(account), kind);
    let notice = notice.case(row.id, row.number.clone()).link(link).statutory();
    facts.iter().fold(notice, |notice, (name, value)| notice.fact(name, value))
}

/// Tells the user.
pub async fn user(core: &Core, tx: &mut Tx, row: &CaseRow, what: What<'_>, facts: &Facts<'_>) -> PortResult<()> {
    let mut people: BTreeSet<Uuid> = row.filed_by.into_iter().collect();
    if let Some(party) = row.party {
        let members = tx.members_of(party).await.map_err(internal)?;
        let signs =
            |mandates: &BTreeSet<Mandate>| mandates.contains(&Mandate::Signatory) || mandates.contains(&Mandate::Head);
        people.extend(members.into_iter().filter(|member| signs(&member.mandates)).map(|member| member.account));
    }
    for account in people {
        owe(core, tx, notice(row, what, account, facts)).await?;
    }
    Ok(())
}

/// Tells the people of a body, but for the one who just did it and whoever filed the application.
pub async fn body(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    row: &CaseRow,
    what: What<'_>,
    body: Uuid,
    facts: &Facts<'_>,
) -> PortResult<()> {
    let mut people: BTreeSet<Uuid> = tx.holders_of(body, Role::Reviewer).await.map_err(internal)?.into_iter().collect();
    if body == row.authority {
        people.extend(tx.holders_of(body, Role::AuthorityReviewer).await.map_err(internal)?);
    }
    let not = [row.filed_by, caller.actor.account()];
    for account in people.into_iter().filter(|account| !not.contains(&Some(*account))) {
        owe(core, tx, notice(row, what, account, facts)).await?;
    }
    Ok(())
}
