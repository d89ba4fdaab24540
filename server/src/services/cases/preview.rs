//! 预览通知: what a command would tell and write, word for word, because it is done and taken back: the transaction ends without commit.
use super::command::decided;
use super::subject::Subject;
use super::{effects, internal, timeline, words};
use crate::portal::Core;
use crate::services::notices::words as notice_words;
use contract::cases::{NoticePreview, Preview};
use contract::{Caller, FormData, PortResult};
use domain::cases::Audience;
use store::Tx;
use uuid::Uuid;

/// Of a command of a complaint.
pub async fn preview(core: &Core, caller: &Caller, number: &str, act: &str, form: &FormData) -> PortResult<Preview> {
    let (mut loaded, transition, said, _) = decided(core, caller, number, act, form).await?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let before = known(&mut tx, loaded.row.id).await?;
    effects::apply(core, &mut tx, caller, &mut loaded, &transition, said).await?;
    told(core, &mut tx, caller, &loaded, &before).await
}

/// The notices a case has before a command.
pub async fn known(tx: &mut Tx, case: Uuid) -> PortResult<Vec<Uuid>> {
    Ok(tx.notices_of_case(case).await.map_err(internal)?.iter().map(|one| one.id).collect())
}

/// What a command told and wrote in a transaction that will not be committed.
pub async fn told(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    subject: &dyn Subject,
    before: &[Uuid],
) -> PortResult<Preview> {
    let case = subject.row().id;
    let mut owed = tx.notices_of_case(case).await.map_err(internal)?;
    owed.retain(|one| !before.contains(&one.id));
    let event = tx.events_of(case).await.map_err(internal)?.pop();
    let entry = match event.filter(|event| event.audience == Audience::All.code()) {
        Some(event) => {
            let mut names = super::names::Names::new(caller.locale);
            Some(timeline::entry(core, tx, &mut names, subject, &event, caller.locale, false).await?)
        }
        None => None,
    };
    let own = super::told::own_side(tx, subject.row()).await?;
    let mut notices: Vec<NoticePreview> = Vec::new();
    for notice in owed {
        let words = notice_words::of(&notice, caller.locale);
        let side = if notice.account.is_none_or(|account| own.contains(&account)) { "reporter" } else { "body" };
        match notices.iter_mut().find(|one| one.to.value == side && one.subject == words.subject) {
            // The same words to the next person of an office.
            Some(known) => known.people += 1,
            None => notices.push(NoticePreview {
                to: words::of_kind(caller.locale, subject.kind(), "notice-to", side),
                people: 1,
                subject: words.subject,
                text: words.text,
                link: notice.link,
            }),
        }
    }
    let token = token(core, caller, subject.row(), &notices, entry.as_ref());
    Ok(Preview { notices, entry, token, obliged: false })
}

/// Says that somebody looked at exactly these words about the case as it stands: nobody else can make it, and it is good for nothing else. The
/// time of the line is not part of it: it is that of the act.
fn token(
    core: &Core,
    caller: &Caller,
    row: &store::cases::CaseRow,
    notices: &[NoticePreview],
    entry: Option<&contract::cases::TimelineEntry>,
) -> String {
    let notices: Vec<_> = notices.iter().map(|one| (&one.to.value, one.people, &one.subject, &one.text)).collect();
    let entry = entry.map(|entry| (&entry.text, &entry.facts));
    let account = caller.actor.account();
    core.keys.blind("preview", &format!("{}/{}/{account:?}/{notices:?}/{entry:?}", row.id, row.version))
}
