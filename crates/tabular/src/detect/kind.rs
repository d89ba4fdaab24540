//! The kind of a file from its first bytes; names and endings lie.

use super::FileKind;
use crate::source::Source;
use crate::{Error, Result};
use std::fs::File;
use std::io::BufReader;

/// # Errors
/// [`Error::UnsupportedKind`], [`Error::Empty`].
pub(crate) fn kind(source: &Source) -> Result<FileKind> {
    let head = &source.head[..];
    let unsupported = |kind: &str| Err(Error::UnsupportedKind { kind: kind.to_owned() });
    if head.is_empty() {
        return Err(Error::Empty);
    }
    if head.starts_with(b"PK\x03\x04") {
        return match zip_kind(source)? {
            "xlsx" => Ok(FileKind::Xlsx),
            other => unsupported(other),
        };
    }
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Ok(FileKind::Xls);
    }
    // BIFF2 to BIFF5 without a compound file around them.
    if matches!(head, [0x09, 0x00 | 0x02 | 0x04 | 0x08, 0x04..=0x10, 0x00, ..]) {
        return Ok(FileKind::Xls);
    }
    for (magic, name) in [
        (&b"%PDF"[..], "pdf"),
        (b"PAR1", "parquet"),
        (b"Rar!", "rar"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"\x89PNG", "png"),
        (b"\xff\xd8\xff", "jpeg"),
        (b"SQLite format 3", "sqlite"),
        (b"\x7fELF", "program"),
        (b"MZ", "program"),
    ] {
        if head.starts_with(magic) && (name != "program" || source.scan.first_nul.is_some()) {
            return unsupported(name);
        }
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let text = text.trim_ascii_start();
    let lower: Vec<u8> = text.iter().take(64).map(u8::to_ascii_lowercase).collect();
    if [&b"<!doctype html"[..], b"<html", b"<table", b"<head", b"<meta"].iter().any(|tag| lower.starts_with(tag)) {
        return unsupported("html");
    }
    if lower.starts_with(b"<?xml") {
        return unsupported("xml");
    }
    Ok(json_kind(text).unwrap_or(FileKind::Delimited))
}

/// JSON only if its beginning reads as such: a text may begin with a brace.
fn json_kind(text: &[u8]) -> Option<FileKind> {
    match text.first()? {
        b'[' => {
            let inside = text[1..].trim_ascii_start();
            matches!(inside.first(), Some(b'{' | b']')).then_some(FileKind::JsonArray)
        }
        b'{' => {
            let inside = text[1..].trim_ascii_start();
            match inside.first() {
                Some(b'"' | b'}') if is_document(text) => Some(FileKind::JsonDocument),
                Some(b'"' | b'}') => Some(FileKind::JsonLines),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether an object goes on beyond its first line, or says that it is a collection.
fn is_document(text: &[u8]) -> bool {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or(text);
    if line.len() == text.len() {
        let start = &text[..text.len().min(64)];
        return memchr::memmem::find(start, b"\"FeatureCollection\"").is_some();
    }
    serde_json::from_slice::<serde::de::IgnoredAny>(line).is_err()
}

fn zip_kind(source: &Source) -> Result<&'static str> {
    let file = BufReader::new(File::open(source.path())?);
    let archive =
        zip::ZipArchive::new(file).map_err(|error| Error::Malformed { kind: "zip", detail: error.to_string() })?;
    let mut kind = "zip";
    for name in archive.file_names() {
        let name = name.replace('\\', "/").to_ascii_lowercase();
        match name.trim_start_matches('/') {
            "xl/workbook.bin" => return Ok("xlsb"),
            "content.xml" => return Ok("ods"),
            "word/document.xml" => return Ok("docx"),
            name if name.starts_with("xl/") => kind = "xlsx",
            _ => {}
        }
    }
    Ok(kind)
}
