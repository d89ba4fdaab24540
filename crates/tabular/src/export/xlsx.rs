//! An Excel workbook with one sheet. Rows go to a temporary file as they come.

use super::{Exported, Sink};
use crate::infer::dates;
use crate::query::{Cells, Raw};
use crate::{Error, Result};
use polars::prelude::DataFrame;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use std::io::Write;

/// Rows under the header: Excel's sheet has 2^20 (Excel specifications and limits).
const MAX_ROWS: u64 = (1 << 20) - 1;
/// Columns of a sheet.
const MAX_COLUMNS: usize = 1 << 14;
/// Characters of a cell, in UTF-16 units.
const MAX_CHARS: usize = 32_767;
/// Excel keeps 15 digits of a number; longer ones are written as text.
const MAX_WHOLE: u64 = 999_999_999_999_999;

pub(super) fn check_rows(rows: u64) -> Result<()> {
    if rows > MAX_ROWS {
        return Err(Error::TooManyRows { limit: MAX_ROWS });
    }
    Ok(())
}

pub(super) struct XlsxSink<W> {
    workbook: Workbook,
    output: W,
    date: Format,
    datetime: Format,
    time: Format,
    done: Exported,
}

fn failed(error: XlsxError) -> Error {
    match error {
        XlsxError::IoError(error) => Error::Io(error),
        other => Error::Engine(other.to_string()),
    }
}

impl<W: Write + Send> XlsxSink<W> {
    pub fn new(output: W, titles: &[String], marks: &[(String, String)]) -> Result<Self> {
        if titles.len() > MAX_COLUMNS {
            return Err(Error::TooManyColumns { limit: MAX_COLUMNS });
        }
        let mut workbook = Workbook::new();
        if !marks.is_empty() {
            let told: Vec<String> = marks.iter().map(|(name, value)| format!("{name}: {value}")).collect();
            let properties = marks.iter().fold(DocProperties::new(), |all, (name, value)| {
                all.set_custom_property(name.as_str(), value.as_str())
            });
            workbook.set_properties(&properties.set_comment(told.join("\n")));
        }
        let sheet = workbook.add_worksheet_with_constant_memory().map_err(failed)?;
        let bold = Format::new().set_bold();
        for (column, title) in titles.iter().enumerate() {
            sheet.write_string_with_format(0, column as u16, cut(title), &bold).map_err(failed)?;
        }
        Ok(XlsxSink {
            workbook,
            output,
            date: Format::new().set_num_format("yyyy-mm-dd"),
            datetime: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            time: Format::new().set_num_format("hh:mm:ss"),
            done: Exported::default(),
        })
    }
}

fn cut(text: &str) -> &str {
    let mut units = 0;
    for (at, letter) in text.char_indices() {
        units += letter.len_utf16();
        if units > MAX_CHARS {
            return &text[..at];
        }
    }
    text
}

impl<W: Write + Send> Sink for XlsxSink<W> {
    fn rows(&mut self, _: &DataFrame, cells: &Cells) -> Result<()> {
        check_rows(self.done.rows + cells.rows() as u64)?;
        let sheet = self.workbook.worksheet_from_index(0).map_err(failed)?;
        for row in 0..cells.rows() {
            self.done.rows += 1;
            let line = self.done.rows as u32;
            for column in 0..cells.width() {
                let place = column as u16;
                // Excel counts days from 1900; what lies before is written as text.
                let moment = |text: &str| ExcelDateTime::parse_from_str(text).ok();
                let written = match cells.raw(row, column) {
                    Raw::Null => continue,
                    Raw::Text("") => continue,
                    Raw::Text(value) => sheet.write_string(line, place, cut(value)),
                    Raw::Integer(value) if value.unsigned_abs() > MAX_WHOLE => {
                        sheet.write_string(line, place, value.to_string())
                    }
                    Raw::Integer(value) => sheet.write_number(line, place, value as f64),
                    Raw::Number(value) => sheet.write_number(line, place, value),
                    Raw::Boolean(value) => sheet.write_boolean(line, place, value),
                    Raw::Date(value) => {
                        let text = dates::date_text(value);
                        match moment(&text) {
                            Some(date) => sheet.write_datetime_with_format(line, place, &date, &self.date),
                            None => sheet.write_string(line, place, text),
                        }
                    }
                    Raw::DateTime(value) => {
                        let text = dates::datetime_text(value);
                        match moment(&text) {
                            Some(date) => sheet.write_datetime_with_format(line, place, &date, &self.datetime),
                            None => sheet.write_string(line, place, text),
                        }
                    }
                    Raw::Time(value) => {
                        let text = dates::time_text(value);
                        match moment(&text) {
                            Some(time) => sheet.write_datetime_with_format(line, place, &time, &self.time),
                            None => sheet.write_string(line, place, text),
                        }
                    }
                };
                written.map_err(failed)?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Exported> {
        self.workbook.save_to_writer(&mut self.output).map_err(failed)?;
        self.output.flush()?;
        Ok(self.done)
    }
}
