//! Papers (C5): taken by their content, encrypted each with a key of its own, one a slot, with the dates they bear.
use super::stored::{Draft, PaperChange, edit, entry, forget, unneeded};
use super::{fields, id as parse, internal, missing, party};
use crate::portal::Core;
use crate::services::cases::documents;
use bytes::Bytes;
use contract::applications::forms;
use contract::cases::DocumentBody;
use contract::{Caller, ErrorCode, FormData, PortError, PortResult, Refusal, Upload};
use domain::access::Material;
use domain::access::application::{Attachment, Seal};
use domain::document;
use files::PrivateFile;
use serde_json::json;
use std::io::Cursor;
use store::access::PaperRow;
use uuid::Uuid;

/// Papers of one draft: those of the regulation and one for each condition of fifty lines, at most.
const MOST: usize = 200;

/// What is wrong with a file, if something is; its media type.
pub fn media_of(upload: &Upload, slot: &Material) -> Result<String, Refusal> {
    let plan = *slot == Material::ApplicationPlan;
    document::paper(&upload.bytes, plan).map(|kind| kind.media.to_owned()).map_err(|unfit| {
        match documents::unfit(unfit) {
            // Without the kinds that a plan may be besides.
            fault if fault.code == ErrorCode::FileKind && !plan => fault.fact("other", "paper"),
            fault => fault,
        }
    })
}

/// What a form says of a paper.
struct Said {
    slot: Material,
    attachment: Attachment,
}

/// Reads slot, dates and file; every fault at once.
fn read(sent: &FormData) -> PortResult<(Said, Option<(Upload, String)>)> {
    let slot: Material = sent.text(forms::SLOT).parse().or_else(|_| missing())?;
    if !slot.is_file() {
        return missing();
    }
    let field = format!("attachments.{slot}");
    let mut faults = Vec::new();
    let mut date = |name: &str| {
        let name = format!("{field}.{name}");
        fields::date(sent, &name).unwrap_or_else(|()| {
            faults.push(Refusal::new(ErrorCode::BadValue).field(name));
            None
        })
    };
    let (issued, valid_until) = (date("issued"), date("valid_until"));
    let mut file = None;
    if let Some(upload) = sent.uploads(&field).next() {
        match media_of(upload, &slot) {
            Ok(media) => file = Some((upload.clone(), media)),
            Err(fault) => faults.push(fault.field(&field)),
        }
    }
    if !faults.is_empty() {
        return Err(PortError::Invalid(faults));
    }
    let system = sent.optional(&format!("{field}.system"));
    let attachment =
        Attachment { slot: slot.clone(), name: String::new(), sha256: String::new(), issued, valid_until, system };
    Ok((Said { slot, attachment }, file))
}

/// Puts a file into a slot, or changes the dates of the one there.
pub async fn attach(core: &Core, caller: &Caller, id: &str, sent: &FormData) -> PortResult<()> {
    let (signed, party) = party(caller)?;
    let (said, upload) = read(sent)?;
    // Nothing is encrypted and kept for a draft that is not there.
    let mut tx = core.store.read().await.map_err(internal)?;
    let draft = Draft::load(core, &mut tx, party, id).await?;
    drop(tx);
    let kept = match upload {
        Some((upload, media)) => Some(keep(core, &draft, &said.slot, &upload, media, signed.account).await?),
        None => None,
    };
    let after = json!({ "slot": said.slot.to_string(), "sha256": kept.as_ref().map(|(row, _)| row.sha256.clone()) });
    let done = edit(core, caller, id, "application.attach", after, |draft, _| {
        let form = &mut draft.stored.form;
        let mut attachment = said.attachment.clone();
        match (&kept, form.attachment(&said.slot)) {
            (Some((row, name)), _) => {
                (attachment.name, attachment.sha256) = (name.clone(), row.sha256.clone());
                draft.papers.push(PaperChange::Put(row.clone()));
            }
            (None, Some(known)) => (attachment.name, attachment.sha256) = (known.name.clone(), known.sha256.clone()),
            (None, None) => {
                let fault = Refusal::new(ErrorCode::Required).field(format!("attachments.{}", said.slot));
                return Err(PortError::Invalid(vec![fault]));
            }
        }
        if form.attachments.len() >= MOST {
            return Err(Refusal::new(ErrorCode::TooManyFiles).fact("max", MOST).into());
        }
        if said.slot == Material::Seal {
            form.seal = Some(Seal::File { sha256: attachment.sha256.clone() });
        }
        form.attachments.retain(|file| file.slot != said.slot);
        form.attachments.push(attachment);
        Ok(())
    })
    .await;
    if let (Err(_), Some((row, _))) = (&done, &kept) {
        forget(core, vec![row.object.clone()]).await;
    }
    done.map(|_| ())
}

/// Encrypts and stores an upload; its row still has to be entered. With its name in the clear.
async fn keep(
    core: &Core,
    draft: &Draft,
    slot: &Material,
    upload: &Upload,
    media: String,
    account: Uuid,
) -> PortResult<(PaperRow, String)> {
    let file = core.put_private(&upload.bytes).await.map_err(internal)?;
    let at = core.clock.now();
    let id = core.ids.id(at);
    let name = documents::clean(&upload.name, &media);
    let row = PaperRow {
        id,
        draft: draft.row.id,
        slot: slot.to_string(),
        name: core.seal(&name, &format!("application_papers.name:{id}")).map_err(internal)?,
        media,
        bytes: i64::try_from(file.bytes).map_err(internal)?,
        sha256: file.sha256,
        object: file.name,
        key: file.key,
        account,
        at,
    };
    Ok((row, name))
}

/// Takes a file out of its slot.
pub async fn remove(core: &Core, caller: &Caller, id: &str, slot: &str) -> PortResult<()> {
    let slot: Material = slot.parse().or_else(|_| missing())?;
    let after = json!({ "slot": slot.to_string() });
    edit(core, caller, id, "application.remove-paper", after, |draft, _| {
        let form = &mut draft.stored.form;
        if form.attachment(&slot).is_none() {
            return missing();
        }
        form.attachments.retain(|file| file.slot != slot);
        if slot == Material::Seal && matches!(form.seal, Some(Seal::File { .. })) {
            form.seal = None;
        }
        draft.papers.push(PaperChange::Drop(slot.to_string()));
        Ok(())
    })
    .await
    .map(|_| ())
}

/// Name of a paper.
pub fn name(core: &Core, row: &PaperRow) -> PortResult<String> {
    core.unseal(&row.name, &format!("application_papers.name:{}", row.id)).map_err(internal)
}

/// Where its content is.
pub fn file(row: &PaperRow) -> PrivateFile {
    PrivateFile {
        name: row.object.clone(),
        key: row.key.clone(),
        sha256: row.sha256.clone(),
        bytes: row.bytes.unsigned_abs(),
    }
}

/// Opens a paper for a member of the party; recorded before the first byte leaves.
pub async fn open(core: &Core, caller: &Caller, id: &str, paper: &str) -> PortResult<DocumentBody> {
    let (_, party) = party(caller)?;
    let paper = parse(paper)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let draft = Draft::load(core, &mut tx, party, id).await?;
    let papers = tx.application_papers(draft.row.id).await.map_err(internal)?;
    let Some(row) = papers.into_iter().find(|row| row.id == paper) else { return missing() };
    drop(tx);
    let bytes = core.get_private(&file(&row)).await.map(Bytes::from).map_err(internal)?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let after = json!({ "paper": row.id.to_string() });
    tx.audit(caller.sign(entry(core, "application.open-paper", draft.row.id, after)));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(DocumentBody {
        name: name(core, &row)?,
        inline: documents::is_inline(&row.media),
        bytes: row.bytes.unsigned_abs(),
        media: row.media,
        body: Box::pin(tokio_util::io::ReaderStream::new(Cursor::new(bytes))),
    })
}

/// Objects of a draft's papers that nobody needs once it is gone; asked after its rows were removed.
pub async fn loose(tx: &mut store::Tx, papers: Vec<PaperRow>) -> PortResult<Vec<String>> {
    unneeded(tx, papers.into_iter().map(|paper| paper.object).collect()).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upload(bytes: &'static [u8]) -> Upload {
        Upload { field: "f".into(), name: "a.pdf".into(), media: "application/pdf".into(), bytes: bytes.into() }
    }

    #[test]
    fn c5_papers_are_what_reviewers_can_read() {
        let code = |bytes, slot: &Material| media_of(&upload(bytes), slot).map_err(|fault| fault.code);
        assert_eq!(code(b"%PDF-1.7 ...", &Material::CreditReport), Ok("application/pdf".into()));
        assert_eq!(code(b"just text", &Material::CreditReport), Err(ErrorCode::FileKind));
        assert_eq!(code(b"just text", &Material::ApplicationPlan), Ok("text/plain".into()));
        assert_eq!(code(b"%PDF-1.7 trailer<</Encrypt 5 0 R>>", &Material::CreditReport), Err(ErrorCode::FileProtected));
        assert_eq!(code(b"", &Material::CreditReport), Err(ErrorCode::FileEmpty));
    }
}
