//! Messages between reporter and handler, and internal notes.
use super::effects::Actor;
use super::form::Faults;
use super::load;
use super::names::Names;
use super::subject::Subject;
use super::{conflict, internal, stored, told, words};
use crate::portal::Core;
use contract::cases::MessageView;
use contract::{Caller, FormData, PortResult};
use domain::audit::Entry;
use domain::cases::Told;
use domain::notice::NoticeKind;
use domain::policy::CaseAction;
use store::Tx;
use store::cases::MessageRow;

/// Characters of a message.
const MAX: usize = 2000;

/// Writes a message to the other side, or a note for the office.
pub async fn add(core: &Core, caller: &Caller, number: &str, text: &str, internal_note: bool) -> PortResult<()> {
    let action = if internal_note { CaseAction::Note } else { CaseAction::Message };
    let mut tx = core.store.read().await.map_err(internal)?;
    let subject = load::any(core, &mut tx, caller, number, action).await?;
    drop(tx);
    if !internal_note && subject.closed() {
        return Err(conflict());
    }
    let form = FormData { fields: vec![("text".into(), text.into())], files: Vec::new() };
    let mut faults = Faults(Vec::new());
    let text = faults.text(&form, "text", 1, MAX);
    let text = faults.end(text)?;
    let now = core.clock.now();
    let id = core.ids.id(now);
    let actor = Actor::of(caller, subject.role());
    let row = MessageRow {
        id,
        case: subject.row().id,
        at: now,
        body: actor.body,
        account: actor.account,
        internal: internal_note,
        text: core.seal(&text, &format!("case_messages.text:{id}")).map_err(internal)?,
    };
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.add_case_message(&row).await.map_err(stored)?;
    if !internal_note {
        let to = if subject.official() { Told::Reporter } else { Told::Body(subject.desk()) };
        let occasion = format!("message:{id}");
        let kind = NoticeKind::CaseMessage;
        told::tell(core, &mut tx, caller, subject.row(), &occasion, to, kind, subject.row().with).await?;
    }
    let name = if internal_note { "case.note" } else { "case.message" };
    let mut entry = Entry::new(now, name, "case", &subject.row().number);
    entry.case = Some(subject.row().number.clone());
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(())
}

/// What the reader may read: notes are for officials of the same body.
pub async fn list(
    core: &Core,
    tx: &mut Tx,
    names: &mut Names,
    caller: &Caller,
    subject: &dyn Subject,
) -> PortResult<Vec<MessageView>> {
    if subject.hidden() {
        return Ok(Vec::new());
    }
    let signed = caller.actor.signed_in();
    let body = signed.and_then(|signed| signed.acting.body());
    let official = subject.official();
    let mut views = Vec::new();
    for row in tx.messages_of(subject.row().id).await.map_err(internal)? {
        if row.internal && (!official || row.body != body) || !subject.shows_message(&row) {
            continue;
        }
        let from = match row.body {
            Some(body) => names.body(tx, body).await?.name,
            None => words::of_kind(caller.locale, subject.kind(), "actor", "reporter").label,
        };
        let person = match row.account.filter(|_| official && row.body.is_some()) {
            Some(account) => Some(names.person(core, tx, account).await?),
            None => None,
        };
        views.push(MessageView {
            at: row.at,
            from,
            person,
            text: core.unseal(&row.text, &format!("case_messages.text:{}", row.id)).map_err(internal)?,
            internal: row.internal,
            own: match signed {
                Some(signed) => row.account == Some(signed.account),
                None => row.body.is_none(),
            },
        });
    }
    Ok(views)
}
