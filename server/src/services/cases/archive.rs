//! 案卷 as a ZIP: manifest with hashes, timeline as JSON, print page, every document. Written while it is read: one document at a time is in
//! memory, and few archives are made at once.
use super::{documents, internal, print};
use crate::portal::Core;
use bytes::Bytes;
use chrono::{DateTime, Datelike, SecondsFormat, Timelike, Utc};
use contract::cases::{Archive, CaseFile, MessageView, PrintPage, TimelineEntry};
use contract::{Caller, ErrorCode, PortResult, Refusal};
use futures_util::stream;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{Error, Write};
use std::sync::Arc;
use store::cases::DocumentRow;
use tokio::sync::{Semaphore, mpsc};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Archives made at once; each holds one document and a few blocks in memory.
static AT_ONCE: Semaphore = Semaphore::const_new(3);
/// Blocks on their way to a reader who is slower than we are, and their size.
const BLOCKS: usize = 8;
const BLOCK: usize = 64 << 10;

/// A part of the archive that is small enough to be made beforehand.
struct Text {
    name: &'static str,
    media: &'static str,
    bytes: Vec<u8>,
}

/// The archive as the caller may see it; recorded before the first byte leaves.
pub async fn archive(core: &Arc<Core>, caller: &Caller, number: &str, page: PrintPage) -> PortResult<Archive> {
    let permit = AT_ONCE.try_acquire().map_err(|_| Refusal::new(ErrorCode::Busy))?;
    let (file, rows) = print::taken(core, caller, number, "case.export").await?;
    let names = print::archived(core, &rows)?;
    let texts = vec![
        Text { name: "print.html", media: "text/html", bytes: page(&file, &names).into_bytes() },
        Text { name: "timeline.json", media: "application/json", bytes: pretty(&history(&file))? },
    ];
    let manifest = pretty(&manifest(&file, &rows, &names, &texts))?;
    let sums = sums(&rows, &names, &texts, &manifest);
    let mut all = vec![Text { name: "manifest.json", media: "application/json", bytes: manifest }];
    all.extend(texts);
    all.push(Text { name: "SHA256SUMS", media: "text/plain", bytes: sums.into_bytes() });
    let name = format!("{}.zip", file.case.head.number);
    let printed = file.printed;
    let (sender, receiver) = mpsc::channel(BLOCKS);
    let (core, runtime) = (core.clone(), tokio::runtime::Handle::current());
    tokio::task::spawn_blocking(move || {
        let _permit = permit;
        let mut out = Blocks { sender: sender.clone(), buffer: Vec::with_capacity(BLOCK) };
        let done = write(&mut out, &all, &rows, &names, printed, |row| {
            runtime.block_on(documents::content(&core, row)).map_err(Error::other)
        });
        if let Err(error) = done.and_then(|()| out.flush()) {
            tracing::warn!(%error, "an archive of a case was not finished");
            // Whoever still reads must not take a part for the whole.
            let _ = sender.blocking_send(Err(error));
        }
    });
    let body = stream::unfold(receiver, |mut receiver| async move { Some((receiver.recv().await?, receiver)) });
    Ok(Archive { name, body: Box::pin(body) })
}

fn write(
    out: &mut Blocks,
    texts: &[Text],
    rows: &[DocumentRow],
    names: &[String],
    at: DateTime<Utc>,
    mut content: impl FnMut(&DocumentRow) -> Result<Bytes, Error>,
) -> Result<(), Error> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(local(at))
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new_stream(out);
    for text in texts {
        zip.start_file(text.name, options)?;
        zip.write_all(&text.bytes)?;
    }
    for (row, name) in rows.iter().zip(names) {
        let bytes = content(row)?;
        zip.start_file(name.as_str(), options)?;
        zip.write_all(&bytes)?;
    }
    zip.finish()?;
    Ok(())
}

/// Collects what is written into blocks and hands them on; waits for the reader.
struct Blocks {
    sender: mpsc::Sender<Result<Bytes, Error>>,
    buffer: Vec<u8>,
}

impl Write for Blocks {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= BLOCK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let block = std::mem::replace(&mut self.buffer, Vec::with_capacity(BLOCK));
        self.sender.blocking_send(Ok(block.into())).map_err(|_| Error::other("nobody reads any more"))
    }
}

/// The time of day in Shanghai, as archives write it (whole pairs of seconds, from 1980).
fn local(at: DateTime<Utc>) -> zip::DateTime {
    let at = at + chrono::Duration::hours(8);
    let part = |n: u32| u8::try_from(n).unwrap_or_default();
    let (year, month, day) = (u16::try_from(at.year()).unwrap_or_default(), part(at.month()), part(at.day()));
    zip::DateTime::from_date_and_time(year, month, day, part(at.hour()), part(at.minute()), part(at.second()))
        .unwrap_or_default()
}

fn iso(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn pretty(value: &Value) -> PortResult<Vec<u8>> {
    serde_json::to_vec_pretty(value).map_err(internal)
}

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// What is in the archive, with length and SHA-256 of each part.
fn manifest(file: &CaseFile, rows: &[DocumentRow], names: &[String], texts: &[Text]) -> Value {
    let head = &file.case.head;
    let mut parts: Vec<Value> = texts
        .iter()
        .map(|text| json!({ "path": text.name, "media": text.media, "bytes": text.bytes.len(), "sha256": hash(&text.bytes) }))
        .collect();
    for (row, name) in rows.iter().zip(names) {
        let view = file.case.documents.iter().find(|view| view.id == row.id.to_string());
        parts.push(json!({
            "path": name, "media": row.media, "bytes": row.bytes, "sha256": row.sha256, "id": row.id, "at": iso(row.at),
            "name": view.map(|view| &view.name), "slot": row.slot, "from": view.map(|view| &view.from),
        }));
    }
    json!({
        "number": head.number, "kind": head.kind.value, "title": head.title, "state": head.state.value, "filed": iso(head.filed),
        "version": file.case.version, "profile": file.case.profile,
        "made": iso(file.printed), "made_by": file.printed_by, "parts": parts,
    })
}

/// The list that `sha256sum -c` checks.
fn sums(rows: &[DocumentRow], names: &[String], texts: &[Text], manifest: &[u8]) -> String {
    let mut list = format!("{}  manifest.json\n", hash(manifest));
    for text in texts {
        let _ = writeln!(list, "{}  {}", hash(&text.bytes), text.name);
    }
    for (row, name) in rows.iter().zip(names) {
        let _ = writeln!(list, "{}  {name}", row.sha256);
    }
    list
}

/// What happened and what was written, oldest first.
fn history(file: &CaseFile) -> Value {
    let mut entries: Vec<&TimelineEntry> = file.case.timeline.iter().collect();
    entries.sort_by_key(|entry| entry.at);
    let entry = |one: &&TimelineEntry| {
        json!({
            "at": iso(one.at), "event": one.event.value, "label": one.event.label, "actor": one.actor, "person": one.person,
            "text": one.text, "facts": one.facts, "clock": one.clock, "internal": one.internal,
        })
    };
    let message = |one: &MessageView| json!({ "at": iso(one.at), "from": one.from, "person": one.person, "text": one.text, "internal": one.internal });
    json!({
        "number": file.case.head.number,
        "events": entries.iter().map(entry).collect::<Vec<_>>(),
        "messages": file.case.messages.iter().map(message).collect::<Vec<_>>(),
    })
}
