//! One table of a file becomes Parquet.
//!
//! Every kind of file becomes delimited UTF-8 text first (on disk, never in memory), then two passes follow: the first
//! learns the types from all values, the second writes typed columns. So all kinds share one set of rules.

mod columns;
mod json;
mod spool;
mod survey;
pub(crate) mod workbook;
mod write;

use crate::detect::{FileKind, dialect, kind};
use crate::records::Dialect;
use crate::source::{Source, choose, decode, read_source};
use crate::{Control, DType, Error, Limits, Result, Warning};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use survey::Survey;
use tempfile::TempPath;

/// Which row holds the titles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HeaderRow {
    /// Found by looking at the first rows.
    #[default]
    Auto,
    /// There is none.
    None,
    /// This row, 1-based, counted from the top of the file (blank lines included).
    Row(u64),
}

/// How to read a file; the default looks for everything itself.
#[derive(Clone, Debug, Default)]
pub struct IngestOptions {
    pub limits: Limits,
    pub header: HeaderRow,
    /// A label such as `gb18030`, `utf-8`, `big5`.
    pub encoding: Option<String>,
    /// The sheet of a workbook; the first that has cells if none is named.
    pub sheet: Option<String>,
    /// Types by title or field name. A type not every value has is refused with a warning.
    pub types: Vec<(String, DType)>,
}

/// A column of a stored table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnInfo {
    /// Field name: letters of any script, digits, `_`; unique in the table; the name in Parquet, queries and JSON.
    pub name: String,
    /// The title in the header, word by word; may be empty.
    pub title: String,
    pub dtype: DType,
    /// What the numbers are in, if the file says so (`%`).
    pub unit: Option<String>,
    pub nulls: u64,
    /// Different values; `distinct_exact` says whether counted or estimated (standard error 1.6 %).
    pub distinct: u64,
    pub distinct_exact: bool,
    /// Smallest and largest value, as text (ISO 8601 for dates; at most 100 characters).
    pub min: Option<String>,
    pub max: Option<String>,
    /// The most frequent values and their number, only where there are few different ones.
    pub top: Vec<(String, u64)>,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ingested {
    /// The Parquet file written.
    pub parquet: PathBuf,
    pub kind: FileKind,
    pub sheet: Option<String>,
    pub columns: Vec<ColumnInfo>,
    pub rows: u64,
    /// `utf-8`, `utf-8-bom`, `gb18030` …; none for workbooks.
    pub encoding: Option<String>,
    /// The character between values; none for workbooks and JSON.
    pub delimiter: Option<char>,
    /// 1-based row of the header, counted from the top; none where there is none.
    pub header_row: Option<u64>,
    pub warnings: Vec<Warning>,
    /// SHA-256 of the file as it came, in hexadecimal.
    pub sha256: String,
    /// Size of the file as it came.
    pub source_bytes: u64,
}

/// A table as delimited UTF-8 text on disk.
pub(crate) struct Text {
    path: PathBuf,
    /// Bytes of a byte order mark to pass over.
    skip: u64,
    pub dialect: Dialect,
    /// Kept so that it is removed at the end.
    _spool: Option<TempPath>,
}

impl Text {
    pub fn open(&self) -> Result<BufReader<File>> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(self.skip))?;
        Ok(BufReader::with_capacity(1 << 16, file))
    }
}

/// Reads one table of `source` and writes it to `parquet` (replaced as a whole, or not touched).
///
/// # Errors
/// Whatever of [`Error`] the file deserves; nothing is left behind then.
pub fn ingest(source: &Path, parquet: &Path, options: &IngestOptions, control: &Control) -> Result<Ingested> {
    let source = read_source(source, &options.limits, control)?;
    let kind = kind::kind(&source)?;
    let mut warnings = Vec::new();
    let mut prepared = match kind {
        FileKind::Delimited => delimited(&source, options, control, &mut warnings)?,
        FileKind::JsonLines | FileKind::JsonArray | FileKind::JsonDocument => {
            json(&source, kind, options, control, &mut warnings)?
        }
        FileKind::Xlsx | FileKind::Xls => sheet(&source, kind, options, control, &mut warnings)?,
    };
    let survey = match Survey::make(&prepared.text, prepared.header, options, control) {
        Err(Error::UnclosedQuote { line }) if kind == FileKind::Delimited => {
            warnings.push(Warning::QuotesIgnored { line });
            prepared.text.dialect.quoting = false;
            Survey::make(&prepared.text, prepared.header, options, control)?
        }
        other => other?,
    };
    let columns = write::write(&prepared.text, &survey, parquet, options, control)?;
    // Only text can be ragged: a sheet does not store the empty cells at the end of a row.
    let is_book = matches!(kind, FileKind::Xlsx | FileKind::Xls);
    warnings.extend(
        survey.warnings.into_iter().filter(|warning| !(is_book && matches!(warning, Warning::ShortRows { .. }))),
    );
    Ok(Ingested {
        parquet: parquet.to_owned(),
        kind,
        sheet: prepared.sheet,
        columns,
        rows: survey.rows,
        encoding: prepared.encoding,
        delimiter: (kind == FileKind::Delimited).then(|| char::from(prepared.text.dialect.delimiter)),
        header_row: survey.header.map(|index| index + 1),
        warnings,
        sha256: source.sha256,
        source_bytes: source.bytes,
    })
}

/// Like [`ingest`], from anything that can be read; it is spooled to a temporary file first.
///
/// # Errors
/// As [`ingest`].
pub fn ingest_reader(
    source: impl Read,
    parquet: &Path,
    options: &IngestOptions,
    control: &Control,
) -> Result<Ingested> {
    let mut spool = tempfile::NamedTempFile::new()?;
    let limit = options.limits.source_bytes;
    std::io::copy(&mut source.take(limit.saturating_add(1)), spool.as_file_mut())?;
    ingest(spool.path(), parquet, options, control)
}

struct Prepared {
    text: Text,
    header: HeaderRow,
    encoding: Option<String>,
    sheet: Option<String>,
}

/// Text looked at to find the delimiter.
const SAMPLE: u64 = 1 << 18;

fn delimited(
    source: &Source,
    options: &IngestOptions,
    control: &Control,
    warnings: &mut Vec<Warning>,
) -> Result<Prepared> {
    let (encoding, guessed) = choose(&source.scan, options.encoding.as_deref())?;
    warnings.extend(guessed);
    let dialect = Dialect { delimiter: b',', quoting: true };
    let mut text = if encoding.is_utf8() && source.scan.utf8_invalid == 0 {
        Text { path: source.path().to_owned(), skip: encoding.bom as u64, dialect, _spool: None }
    } else {
        let spool = tempfile::NamedTempFile::new()?;
        let malformed = decode(source.open()?, encoding, BufWriter::new(spool.as_file()), control)?;
        if malformed > 0 {
            warnings.push(Warning::MalformedBytes { encoding: encoding.label(), count: malformed });
        }
        let spool = spool.into_temp_path();
        Text { path: spool.to_path_buf(), skip: 0, dialect, _spool: Some(spool) }
    };
    let mut sample = Vec::new();
    text.open()?.take(SAMPLE).read_to_end(&mut sample)?;
    let complete = (sample.len() as u64) < SAMPLE;
    text.dialect = dialect::guess(&String::from_utf8_lossy(&sample), complete, &options.limits);
    Ok(Prepared { text, header: options.header, encoding: Some(encoding.label()), sheet: None })
}

fn json(
    source: &Source,
    kind: FileKind,
    options: &IngestOptions,
    control: &Control,
    warnings: &mut Vec<Warning>,
) -> Result<Prepared> {
    let (encoding, _) = choose(&source.scan, options.encoding.as_deref())?;
    if !encoding.is_utf8() {
        // RFC 8259 section 8.1: JSON between systems is UTF-8.
        return Err(Error::Malformed { kind: "json", detail: format!("encoded as {}", encoding.label()) });
    }
    let records = json::spool(source, kind, encoding.bom, &options.limits, control)?;
    if let Some(member) = records.member {
        warnings.push(Warning::RecordsInside { member });
    }
    if records.nested > 0 {
        warnings.push(Warning::NestedValues { count: records.nested });
    }
    Ok(Prepared {
        text: spooled(records.path),
        header: HeaderRow::Row(1),
        encoding: Some(encoding.label()),
        sheet: None,
    })
}

fn sheet(
    source: &Source,
    kind: FileKind,
    options: &IngestOptions,
    control: &Control,
    warnings: &mut Vec<Warning>,
) -> Result<Prepared> {
    let sheet = workbook::spool(source, kind, options, control)?;
    if sheet.merged > 0 {
        warnings.push(Warning::MergedCells { count: sheet.merged });
    }
    if sheet.errors > 0 {
        warnings.push(Warning::ErrorCells { count: sheet.errors });
    }
    Ok(Prepared { text: spooled(sheet.path), header: options.header, encoding: None, sheet: Some(sheet.name) })
}

fn spooled(path: TempPath) -> Text {
    Text { path: path.to_path_buf(), skip: 0, dialect: Dialect { delimiter: b',', quoting: true }, _spool: Some(path) }
}
