//! What a file is, before anything is made of it.

pub(crate) mod dialect;
pub(crate) mod header;
pub(crate) mod kind;

use crate::ingest::workbook;
use crate::source::{choose, read_source};
use crate::{Control, Limits, Result};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Kinds of files tables come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// Values with commas, tabs, semicolons or bars between them.
    Delimited,
    Xlsx,
    Xls,
    /// One JSON object a line.
    JsonLines,
    /// One array of JSON objects.
    JsonArray,
    /// One JSON object with an array of objects among its members.
    JsonDocument,
}

/// What [`detect`] found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detected {
    pub kind: FileKind,
    /// Whether it came packed with gzip.
    pub gzip: bool,
    /// SHA-256 of the file as it came, in hexadecimal.
    pub sha256: String,
    pub bytes: u64,
    /// Sheets of a workbook that can be seen and hold cells' places, in order: one table each.
    pub sheets: Vec<String>,
    /// `utf-8`, `utf-8-bom`, `gb18030`, `utf-16le`, `big5` …; none for workbooks.
    pub encoding: Option<String>,
}

/// Looks at a file without making a table of it. Reads it once.
///
/// # Errors
/// [`crate::Error::UnsupportedKind`] for what is no table, and the limits of [`Limits`].
pub fn detect(path: &Path, limits: &Limits, control: &Control) -> Result<Detected> {
    let source = read_source(path, limits, control)?;
    let kind = kind::kind(&source)?;
    let mut sheets = Vec::new();
    let mut encoding = None;
    match kind {
        FileKind::Xlsx | FileKind::Xls => {
            sheets = workbook::sheets(&source, kind, limits)?;
        }
        _ => encoding = Some(choose(&source.scan, None)?.0.label()),
    }
    Ok(Detected { kind, gzip: source.gzip, sha256: source.sha256.clone(), bytes: source.bytes, sheets, encoding })
}
