//! Documents: told by their content, encrypted each with a key of its own, given out again with an entry in the audit trail.
use super::load;
use super::subject::Subject;
use super::{id, internal, missing, names::Names, words};
use crate::portal::Core;
use bytes::Bytes;
use contract::cases::{DocumentBody, DocumentState, DocumentView};
use contract::{Caller, ErrorCode, PortResult, Refusal, Upload};
use domain::audit::Entry;
use domain::document::{self, MAX_MB, Unfit};
use domain::policy::CaseAction;
use files::PrivateFile;
use std::io::Cursor;
use store::Tx;
use store::cases::{DocumentRow, EventRow};
use uuid::Uuid;

pub use domain::document::MAX_BYTES;

/// The kind of an upload by its content: its media type, and whether a browser shows it by itself.
///
/// # Errors
/// `file-empty`, `file-too-large`, `file-kind`; `file-protected`: nobody here could read it.
pub fn kind_of(upload: &Upload) -> Result<(&'static str, bool), Refusal> {
    document::kind(&upload.bytes).map(|kind| (kind.media, kind.inline)).map_err(unfit)
}

/// Why a file is not taken.
pub fn unfit(unfit: Unfit) -> Refusal {
    match unfit {
        Unfit::Empty => Refusal::new(ErrorCode::FileEmpty),
        Unfit::TooLarge { mb } => Refusal::new(ErrorCode::FileTooLarge).fact("max_mb", MAX_MB).fact("mb", mb),
        Unfit::Kind => Refusal::new(ErrorCode::FileKind),
        Unfit::Protected => Refusal::new(ErrorCode::FileProtected),
    }
}

/// A file name as it may stand in a list and a header.
pub(crate) fn clean(name: &str, media: &str) -> String {
    let text: String =
        name.chars().filter(|c| !c.is_control() && !matches!(c, '/' | '\\' | '"' | '<' | '>')).take(120).collect();
    let trimmed = text.trim().trim_matches('.');
    if trimmed.is_empty() {
        format!("document.{}", media.rsplit(['/', '.']).next().unwrap_or("bin"))
    } else {
        trimmed.to_owned()
    }
}

/// Encrypts and stores an upload that was found good; its row still has to be entered.
pub async fn keep(
    core: &Core,
    case: Uuid,
    slot: &str,
    upload: &Upload,
    from: (Option<Uuid>, Option<Uuid>),
) -> PortResult<DocumentRow> {
    let (media, _) = kind_of(upload)?;
    let file = core.private.put(&core.keys, &upload.bytes, || core.ids.secret()).await.map_err(internal)?;
    let at = core.clock.now();
    let id = core.ids.id(at);
    let name = core.seal(&clean(&upload.name, media), &format!("case_documents.name:{id}")).map_err(internal)?;
    Ok(DocumentRow {
        id,
        case,
        slot: slot.to_owned(),
        name,
        media: media.to_owned(),
        bytes: i64::try_from(file.bytes).map_err(internal)?,
        sha256: file.sha256,
        object: file.name,
        key: file.key,
        body: from.0,
        account: from.1,
        at,
    })
}

pub(crate) fn is_inline(media: &str) -> bool {
    matches!(media, "application/pdf" | "image/jpeg" | "image/png")
}

/// The list of a case.
pub async fn list(
    core: &Core,
    tx: &mut Tx,
    names: &mut Names,
    caller: &Caller,
    subject: &dyn Subject,
) -> PortResult<Vec<DocumentView>> {
    let locale = caller.locale;
    let may = subject.authorize(&caller.actor, CaseAction::Document).is_ok();
    let mut views = Vec::new();
    let rows = tx.documents_of(subject.row().id).await.map_err(internal)?;
    let states: Vec<_> = rows.iter().map(|row| state(subject, row, &rows)).collect();
    for (row, state) in rows.into_iter().zip(states).filter(|(row, _)| subject.shows_document(row)) {
        let from = match row.body {
            Some(body) => names.body(tx, body).await?.name,
            None => words::of_kind(locale, subject.kind(), "actor", "reporter").label,
        };
        views.push(DocumentView {
            id: row.id.to_string(),
            name: name(core, &row)?,
            slot: subject.slot(locale, &row.slot),
            inline: is_inline(&row.media),
            open: may && addressed(caller, &row),
            media: row.media,
            bytes: row.bytes.unsigned_abs(),
            sha256: row.sha256,
            state,
            from,
            at: row.at,
            recorded: true,
        });
    }
    Ok(views)
}

/// Where a place holds one paper, a later one of the same side replaces it.
fn state(subject: &dyn Subject, row: &DocumentRow, all: &[DocumentRow]) -> DocumentState {
    let replaces = |other: &DocumentRow| other.slot == row.slot && other.body == row.body && other.at > row.at;
    if subject.holds_one(&row.slot) && all.iter().any(replaces) {
        DocumentState::Replaced
    } else {
        DocumentState::Valid
    }
}

/// The line of the history that each document came with, by its number: the first of the same side at or after the moment it was taken, which
/// is before its act is written.
pub fn brought_by(events: &[EventRow], document: &DocumentRow) -> Option<i64> {
    // A copy that the portal made came with no act.
    if document.body.is_some() && document.account.is_none() {
        return None;
    }
    let later: Vec<_> = events.iter().filter(|event| event.at >= document.at).collect();
    let same: Vec<_> = later.iter().copied().filter(|event| event.body == document.body).collect();
    // What somebody brought to the counter is entered by an office.
    let candidates = if same.is_empty() && document.body.is_none() { later } else { same };
    let first = candidates.first()?.at;
    // Of several lines of one instant the last is the act itself.
    candidates.iter().rfind(|event| event.at == first).map(|event| event.seq)
}

pub fn name(core: &Core, row: &DocumentRow) -> PortResult<String> {
    core.unseal(&row.name, &format!("case_documents.name:{}", row.id)).map_err(internal)
}

/// By number and query code only what an office gave may be opened: a receipt that was found gives no evidence away.
fn addressed(caller: &Caller, row: &DocumentRow) -> bool {
    !load::tracking(caller) || row.body.is_some()
}

/// The content of a document.
pub async fn content(core: &Core, row: &DocumentRow) -> PortResult<Bytes> {
    let file = PrivateFile {
        name: row.object.clone(),
        key: row.key.clone(),
        sha256: row.sha256.clone(),
        bytes: row.bytes.unsigned_abs(),
    };
    core.private.get(&core.keys, &file).await.map(Bytes::from).map_err(internal)
}

/// Opens a document for somebody; recorded before the first byte leaves.
pub async fn open(core: &Core, caller: &Caller, number: &str, document: &str) -> PortResult<DocumentBody> {
    let document = id(document)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let subject = load::any(core, &mut tx, caller, number, CaseAction::Document).await?;
    let row = tx.document(subject.row().id, document).await.map_err(internal)?;
    let Some(row) = row.filter(|row| addressed(caller, row) && subject.shows_document(row)) else { return missing() };
    drop(tx);
    let bytes = content(core, &row).await?;
    let mut entry = Entry::new(core.clock.now(), "case.open-document", "document", row.id.to_string());
    entry.case = Some(subject.row().number.clone());
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    let body = tokio_util::io::ReaderStream::new(Cursor::new(bytes));
    Ok(DocumentBody {
        name: name(core, &row)?,
        inline: is_inline(&row.media),
        media: row.media,
        bytes: row.bytes.unsigned_abs(),
        body: Box::pin(body),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_cannot_break_out() {
        assert_eq!(clean("../../etc/passwd", "text/plain"), "etcpasswd");
        assert_eq!(clean("a\r\nSet-Cookie: x\".pdf", "application/pdf"), "aSet-Cookie: x.pdf");
        assert_eq!(clean("\u{0}", "image/png"), "document.png");
        assert_eq!(clean("停车 照片.png", "image/png"), "停车 照片.png");
    }
}
