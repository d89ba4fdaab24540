//! Sheets of Excel workbooks, read cell by cell.
//!
//! An `.xlsx` names cells by position, so two cells can claim a sheet of 17 thousand million: nothing here allocates by
//! position. An `.xls` is held in memory by its reader, hence its own size limit; a reader that panics on a hostile file
//! is a malformed file.

use super::IngestOptions;
use super::spool::Spool;
use crate::cell::number_text;
use crate::detect::FileKind;
use crate::source::{Source, check_ratio};
use crate::{Control, Error, Limits, Result};
use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx};
use std::fs::File;
use std::io::BufReader;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tempfile::TempPath;

type Input = BufReader<File>;

/// A sheet as text on disk.
pub(super) struct Spooled {
    pub path: TempPath,
    pub name: String,
    pub merged: u64,
    pub errors: u64,
}

enum Book {
    Xlsx(Box<Xlsx<Input>>),
    Xls(Box<Xls<Input>>),
}

/// Names of the sheets that can be seen, in order.
///
/// # Errors
/// Limits, or a workbook the reader cannot open.
pub(crate) fn sheets(source: &Source, kind: FileKind, limits: &Limits) -> Result<Vec<String>> {
    guarded(kind, || Ok(names(&open(source, kind, limits)?)))
}

fn names(book: &Book) -> Vec<String> {
    let sheets = match book {
        Book::Xlsx(book) => book.sheets_metadata(),
        Book::Xls(book) => book.sheets_metadata(),
    };
    sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect()
}

fn label(kind: FileKind) -> &'static str {
    if kind == FileKind::Xls { "xls" } else { "xlsx" }
}

/// Runs a reader of foreign code; its panics become errors.
fn guarded<T>(kind: FileKind, work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(Error::Malformed { kind: label(kind), detail: "the reader gave up".to_owned() }))
}

fn malformed(kind: &'static str) -> impl Fn(String) -> Error {
    move |detail| Error::Malformed { kind, detail }
}

fn open(source: &Source, kind: FileKind, limits: &Limits) -> Result<Book> {
    let broken = malformed(label(kind));
    match kind {
        FileKind::Xls => {
            if std::fs::metadata(source.path())?.len() > limits.xls_bytes {
                return Err(Error::SourceTooLarge { limit: limits.xls_bytes });
            }
            let book = Xls::new(source.open()?).map_err(|error| match error {
                XlsError::Password => Error::Encrypted,
                other => broken(other.to_string()),
            })?;
            Ok(Book::Xls(Box::new(book)))
        }
        _ => {
            check_parts(source, limits)?;
            let book = Xlsx::new(source.open()?).map_err(|error| broken(error.to_string()))?;
            Ok(Book::Xlsx(Box::new(book)))
        }
    }
}

/// What the parts of a workbook would unpack to, as its directory says. A part that yields more than it says is cut off
/// by the unpacker.
fn check_parts(source: &Source, limits: &Limits) -> Result<()> {
    let broken = malformed("xlsx");
    let mut archive = zip::ZipArchive::new(source.open()?).map_err(|error| broken(error.to_string()))?;
    let (mut unpacked, mut packed) = (0_u64, 0_u64);
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|error| broken(error.to_string()))?;
        unpacked = unpacked.saturating_add(part.size());
        packed = packed.saturating_add(part.compressed_size());
    }
    if unpacked > limits.unpacked_bytes {
        return Err(Error::UnpackedTooLarge { limit: limits.unpacked_bytes });
    }
    check_ratio(unpacked, packed, limits)
}

/// Writes a sheet to a temporary file as delimited text.
pub(super) fn spool(source: &Source, kind: FileKind, options: &IngestOptions, control: &Control) -> Result<Spooled> {
    guarded(kind, || {
        let mut book = open(source, kind, &options.limits)?;
        let names = names(&book);
        match &options.sheet {
            Some(sheet) if !names.contains(sheet) => Err(Error::UnknownSheet { sheet: sheet.clone() }),
            Some(sheet) => one(&mut book, sheet, options, control)?.ok_or(Error::Empty),
            None => {
                for name in &names {
                    if let Some(spooled) = one(&mut book, name, options, control)? {
                        return Ok(spooled);
                    }
                }
                Err(Error::Empty)
            }
        }
    })
}

/// `None` for a sheet without a value.
fn one(book: &mut Book, name: &str, options: &IngestOptions, control: &Control) -> Result<Option<Spooled>> {
    let mut rows = Rows::new(options.limits, control)?;
    let merged = match book {
        Book::Xlsx(book) => {
            let broken = malformed("xlsx");
            let merged = book.merge_cells_by_sheet_name(name).map_or(0, |areas| areas.len());
            let mut cells = book.worksheet_cells_reader(name).map_err(|error| broken(error.to_string()))?;
            while let Some(cell) = cells.next_cell().map_err(|error| broken(error.to_string()))? {
                let (row, column) = cell.get_position();
                rows.cell(row, column, text(cell.get_value().clone()))?;
            }
            merged
        }
        Book::Xls(book) => {
            let broken = malformed("xls");
            let merged = book.merge_cells_by_sheet_name(name).map_or(0, |areas| areas.len());
            let range = book.worksheet_range(name).map_err(|error| broken(error.to_string()))?;
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, value) in range.used_cells() {
                // Positions of an .xls fit 16 and 8 bits.
                let (row, column) = (row as u32 + top, column as u32 + left);
                rows.cell(row, column, owned(value))?;
            }
            merged
        }
    };
    rows.finish(name, merged as u64)
}

/// A cell as text.
enum Value {
    Empty,
    Text(String),
    Error,
}

fn owned(value: &Data) -> Value {
    match value {
        Data::Int(value) => Value::Text(value.to_string()),
        Data::Float(value) => Value::Text(float(*value)),
        Data::String(value) => string(value),
        Data::Bool(value) => Value::Text(value.to_string()),
        Data::DateTime(value) => Value::Text(moment(value)),
        Data::DateTimeIso(value) | Data::DurationIso(value) => string(value),
        Data::Error(_) => Value::Error,
        Data::Empty => Value::Empty,
    }
}

fn text(value: DataRef<'_>) -> Value {
    match value {
        DataRef::SharedString(value) => string(value),
        other => owned(&Data::from(other)),
    }
}

fn string(value: &str) -> Value {
    if value.is_empty() { Value::Empty } else { Value::Text(value.to_owned()) }
}

/// Spreadsheets keep all numbers as doubles: 110101.0 is 110101.
fn float(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e18 { format!("{value:.0}") } else { number_text(value) }
}

fn moment(value: &ExcelDateTime) -> String {
    if value.is_duration() {
        let seconds = (value.as_f64() * 86_400.0).round();
        let sign = if seconds < 0.0 { "-" } else { "" };
        let seconds = seconds.abs();
        return format!(
            "{sign}{}:{:02}:{:02}",
            (seconds / 3_600.0).floor(),
            (seconds / 60.0).floor() % 60.0,
            seconds % 60.0
        );
    }
    let (year, month, day, hour, minute, second, milli) = value.to_ymd_hms_milli();
    let clock = if milli == 0 {
        format!("{hour:02}:{minute:02}:{second:02}")
    } else {
        format!("{hour:02}:{minute:02}:{second:02}.{milli:03}")
    };
    let serial = value.as_f64();
    if (0.0..1.0).contains(&serial) {
        clock
    } else if serial.fract() == 0.0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {clock}")
    }
}

/// Blank rows written out before a gap is cut short: nobody reads further than that for a header.
const GAP: u32 = 50;

struct Rows<'a> {
    spool: Spool,
    limits: Limits,
    control: &'a Control,
    /// Values of the row under way, by column.
    row: Vec<Option<String>>,
    at: u32,
    any: bool,
    errors: u64,
    written: u64,
}

impl<'a> Rows<'a> {
    fn new(limits: Limits, control: &'a Control) -> Result<Self> {
        Ok(Rows { spool: Spool::new()?, limits, control, row: Vec::new(), at: 0, any: false, errors: 0, written: 0 })
    }

    fn cell(&mut self, row: u32, column: u32, value: Value) -> Result<()> {
        let value = match value {
            Value::Empty => return Ok(()),
            Value::Error => {
                self.errors += 1;
                return Ok(());
            }
            Value::Text(value) => value,
        };
        if row < self.at {
            return Err(Error::Malformed {
                kind: "xlsx",
                detail: format!("row {} after row {}", row + 1, self.at + 1),
            });
        }
        if value.len() > self.limits.value_bytes {
            return Err(Error::ValueTooLong { line: u64::from(row) + 1, limit: self.limits.value_bytes });
        }
        if row > self.at {
            self.end_row()?;
            let gap = row - self.at - 1;
            for _ in 0..gap.min(GAP) {
                self.spool.end_record()?;
            }
            self.at = row;
        }
        let column = column as usize;
        if column >= self.limits.columns {
            return Err(Error::TooManyColumns { limit: self.limits.columns });
        }
        if self.row.len() <= column {
            self.row.resize(column + 1, None);
        }
        self.any = true;
        self.row[column] = Some(value);
        Ok(())
    }

    fn end_row(&mut self) -> Result<()> {
        if self.written.is_multiple_of(1_024) {
            self.control.check()?;
        }
        self.written += 1;
        for value in &self.row {
            self.spool.field(value.as_deref());
        }
        self.row.clear();
        self.spool.end_record()
    }

    fn finish(mut self, name: &str, merged: u64) -> Result<Option<Spooled>> {
        if !self.any {
            return Ok(None);
        }
        self.end_row()?;
        Ok(Some(Spooled { path: self.spool.finish()?, name: name.to_owned(), merged, errors: self.errors }))
    }
}
