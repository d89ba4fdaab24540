//! The signed text as PDF: made once, when somebody first asks for it, then kept with the papers of the case, encrypted. What was handed out
//! is never made anew, so `/verify` knows the file by its hash for ever, whatever font or release comes later.
use super::load::Loaded;
use super::part;
use crate::portal::Core;
use crate::services::cases::documents::{self, MAX_BYTES};
use crate::services::internal;
use bytes::Bytes;
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal, Upload};
use domain::audit::Entry;
use domain::calendar::legal_date;
use domain::locale::Locale;
use pdf::{Attachment, Block, Document, Font, Run, Signer};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use store::Tx;
use store::access::SignatureRow;
use store::cases::DocumentRow;
use texts::t;
use uuid::Uuid;

/// What it is among the papers of the case.
pub const SLOT: &str = "agreement-pdf";
/// The language of record, whoever asks.
const ZH: Locale = Locale::ZhCn;
/// Forms of the file, as the store keeps them.
const PLAIN: &str = "pdf";
const SEALED: &str = "sealed-pdf";
/// Of the hash, at the foot of each page.
const SHORT: usize = 16;

/// The file that was made, if one was.
async fn kept(tx: &mut Tx, loaded: &Loaded) -> PortResult<Option<DocumentRow>> {
    let rows = tx.documents_of(loaded.row.id).await.map_err(internal)?;
    Ok(rows.into_iter().find(|row| row.slot == SLOT))
}

fn font(core: &Core) -> Option<PathBuf> {
    pdf::find(core.config.pdf_font.as_deref())
}

/// What seals a file that is made now. A certificate that has ended, or has not begun, seals nothing.
fn signer(core: &Core) -> Option<Arc<Signer>> {
    let signer = core.signer.clone()?;
    if !signer.holds(core.clock.now()) {
        tracing::warn!("the certificate of {} does not hold today: no seal is put on", signer.subject());
        return None;
    }
    Some(signer)
}

/// Whether the file of a signed agreement has a seal, or will have one when it is made.
pub async fn sealed(core: &Core, tx: &mut Tx, case: Uuid) -> PortResult<bool> {
    let made = tx.agreement_pdf(case).await.map_err(internal)?;
    Ok(made.map_or_else(|| signer(core).is_some(), |form| form == SEALED))
}

/// Whether there is one, or a font to make one with.
pub async fn possible(core: &Core, tx: &mut Tx, loaded: &Loaded) -> PortResult<bool> {
    Ok(kept(tx, loaded).await?.is_some() || font(core).is_some())
}

/// The file; `fonts` names what is missing where none can be made.
///
/// # Errors
/// `pdf-font-missing`, `busy`, `timed-out`.
pub async fn file(core: &Core, caller: &Caller, loaded: &Loaded, signature: &SignatureRow) -> PortResult<Bytes> {
    let mut tx = core.store.read().await.map_err(internal)?;
    if let Some(row) = kept(&mut tx, loaded).await? {
        drop(tx);
        return documents::content(core, &row).await;
    }
    let now = core.clock.now();
    let signer = signer(core);
    let document = document(core, &mut tx, loaded, signature, signer.as_deref()).await?;
    drop(tx);
    let missing = || PortError::from(Refusal::new(ErrorCode::PdfFontMissing));
    let path = font(core).ok_or_else(missing)?;
    let limit = Duration::from_secs(core.config.limits.query_seconds);
    let form = if signer.is_some() { SEALED } else { PLAIN };
    let made = core.gate.run(limit, move |_| {
        let font = Font::open(&path).map_err(|error| {
            tracing::error!("{error}");
            missing()
        })?;
        let bytes = document.render(&font).map_err(internal)?;
        match signer {
            Some(signer) => signer.sign(&bytes, &t!(ZH, "agreement-seal"), now).map_err(internal),
            None => Ok(bytes),
        }
    });
    let bytes = Bytes::from(made.await?);
    if bytes.len() > MAX_BYTES {
        return Err(internal("a PDF that is too large"));
    }
    keep(core, caller, loaded, signature, (form, bytes)).await
}

/// Enters what was made; where somebody else was faster, theirs counts.
async fn keep(
    core: &Core,
    caller: &Caller,
    loaded: &Loaded,
    signature: &SignatureRow,
    (form, bytes): (&str, Bytes),
) -> PortResult<Bytes> {
    let case = loaded.row.id;
    let upload = Upload {
        field: SLOT.into(),
        name: format!("{}.pdf", signature.number),
        media: "application/pdf".into(),
        bytes: bytes.clone(),
    };
    let row = documents::keep(core, case, SLOT, &upload, (Some(signature.opening), None)).await?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let fresh = tx.add_agreement_file(&row.sha256, case, form, row.at).await.map_err(internal)?;
    if let Some(theirs) = kept(&mut tx, loaded).await? {
        drop(tx);
        return documents::content(core, &theirs).await;
    }
    if !fresh {
        return Err(internal("a PDF that was made and is not kept"));
    }
    let mut entry = Entry::new(row.at, "agreement.make-pdf", "document", row.id.to_string());
    entry.case = Some(loaded.row.number.clone());
    entry.after = serde_json::json!({ "sha256": row.sha256, "sealed": form == SEALED });
    tx.add_document(&row).await.map_err(internal)?;
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(bytes)
}

/// What is printed: the text as it was signed, then who signed when, and how it is verified.
async fn document(
    core: &Core,
    tx: &mut Tx,
    loaded: &Loaded,
    row: &SignatureRow,
    signer: Option<&Signer>,
) -> PortResult<Document> {
    let seal = match signer {
        Some(signer) => t!(ZH, "agreement-sealed-by", by = signer.subject()),
        None => t!(ZH, "agreement-unsealed"),
    };
    let seen = |bytes: &[u8], column: &str| {
        core.unseal(bytes, &format!("agreement_signatures.{column}:{}", row.case)).map_err(internal)
    };
    let (text, name) = (seen(&row.text, "text")?, seen(&row.name, "name")?);
    let title = t!(ZH, "agreement-title");
    let fact = |key: &str, value: &str| Block::Fact(texts::t(ZH, key), value.to_owned());
    let mut blocks = vec![Block::Title(title.clone()), fact("agreement-number", &row.number)];
    for (at, (title, pieces)) in (1..).zip(part::signed_clauses(tx, loaded).await?) {
        blocks.push(Block::Heading(format!("{at}　{title}")));
        let run = |(text, filled): (String, bool)| Run { text, underlined: filled };
        blocks
            .push(Block::Paragraph(pieces.into_iter().map(|piece| run((piece.text, piece.blank.is_some()))).collect()));
    }
    let signed = legal_date(row.at).map_err(internal)?;
    let when = format!("{} {}", texts::date(ZH, signed), texts::time_of_day(row.at));
    let party_a = crate::services::cases::names::Names::new(ZH).body(tx, row.opening).await?.name;
    let url = format!("{}/verify?number={}&sha256={}", core.config.base(), row.number, row.sha256);
    blocks.extend([
        Block::Heading(t!(ZH, "agreement-pdf-signed")),
        fact("agreement-party-a", &party_a),
        fact("agreement-party-b", &loaded.agreement.pulled.party_b),
        fact("agreement-signed-by", &name),
        fact("agreement-signed", &when),
        fact("agreement-seal", &seal),
        fact("agreement-hash", &row.sha256),
        Block::Paragraph(vec![Run::plain(t!(ZH, "agreement-pdf-how"))]),
        Block::Address { label: t!(ZH, "agreement-verify-at"), url, square: t!(ZH, "agreement-pdf-square") },
    ]);
    let short: String = row.sha256.chars().take(SHORT).collect();
    Ok(Document {
        title: format!("{title} {}", row.number),
        author: core.config.site.name.clone(),
        language: "zh-CN".into(),
        made: row.at,
        id: row.number.clone(),
        blocks,
        foot: format!("{}　SHA-256 {short}…", row.number),
        page_of: |page, all| t!(ZH, "agreement-pdf-page", page = page, all = all),
        attachment: Some(Attachment {
            name: format!("{}.txt", row.number),
            media: "text/plain".into(),
            description: t!(ZH, "agreement-pdf-attached"),
            bytes: text.into_bytes(),
        }),
    })
}
