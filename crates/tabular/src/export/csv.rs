//! CSV (RFC 4180) in the encodings Chinese offices open.

use super::{Exported, Sink, gb18030};
use crate::Result;
use crate::cell::number_text;
use crate::infer::dates;
use crate::query::{Cells, Raw};
use polars::prelude::DataFrame;
use std::fmt::Write as _;
use std::io::Write;

/// Encoding of a CSV file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CsvEncoding {
    #[default]
    Utf8,
    /// With a byte order mark, so that Excel recognises it.
    Utf8Bom,
    /// GB 18030-2022, what Excel on a Chinese Windows assumes.
    Gb18030,
}

/// Appends a field, quoted only where it must be; nothing stays empty, an empty text becomes `""`.
pub(crate) fn push_csv_field(line: &mut String, value: Option<&str>) {
    let Some(value) = value else { return };
    let quote = value.is_empty()
        || value.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'))
        || value.starts_with([' ', '\t', '\u{feff}'])
        || value.ends_with([' ', '\t']);
    if !quote {
        line.push_str(value);
        return;
    }
    line.push('"');
    for (index, part) in value.split('"').enumerate() {
        if index > 0 {
            line.push_str("\"\"");
        }
        line.push_str(part);
    }
    line.push('"');
}

/// Encodes text on its way out.
struct Encoder<W> {
    output: W,
    encoding: CsvEncoding,
    unmappable: u64,
    encoded: Vec<u8>,
}

impl<W: Write> Encoder<W> {
    fn new(mut output: W, encoding: CsvEncoding) -> Result<Self> {
        if encoding == CsvEncoding::Utf8Bom {
            output.write_all("\u{feff}".as_bytes())?;
        }
        Ok(Encoder { output, encoding, unmappable: 0, encoded: Vec::new() })
    }

    fn write(&mut self, text: &str) -> Result<()> {
        if self.encoding != CsvEncoding::Gb18030 {
            self.output.write_all(text.as_bytes())?;
            return Ok(());
        }
        self.encoded.clear();
        self.unmappable += gb18030::encode(text, &mut self.encoded);
        self.output.write_all(&self.encoded)?;
        Ok(())
    }
}

/// Writes rows of ready texts, such as a data dictionary; returns how many characters were replaced by `?`.
///
/// # Errors
/// Output.
pub fn write_csv<W: Write>(
    output: W,
    encoding: CsvEncoding,
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<u64> {
    let mut encoder = Encoder::new(output, encoding)?;
    let mut line = String::new();
    for row in rows {
        line.clear();
        for (index, value) in row.iter().enumerate() {
            if index > 0 {
                line.push(',');
            }
            push_csv_field(&mut line, Some(value).filter(|value| !value.is_empty()).map(|v| v.as_str()));
        }
        line.push_str("\r\n");
        encoder.write(&line)?;
    }
    encoder.output.flush()?;
    Ok(encoder.unmappable)
}

pub(super) struct CsvSink<W> {
    encoder: Encoder<W>,
    text: String,
    done: Exported,
}

/// Text gathered before it is encoded and written.
const CHUNK: usize = 1 << 16;

impl<W: Write> CsvSink<W> {
    pub fn new(output: W, encoding: CsvEncoding, titles: &[String]) -> Result<Self> {
        let mut text = String::with_capacity(2 * CHUNK);
        for (index, title) in titles.iter().enumerate() {
            if index > 0 {
                text.push(',');
            }
            push_csv_field(&mut text, Some(title));
        }
        text.push_str("\r\n");
        Ok(CsvSink { encoder: Encoder::new(output, encoding)?, text, done: Exported::default() })
    }
}

impl<W: Write> Sink for CsvSink<W> {
    fn rows(&mut self, _: &DataFrame, cells: &Cells) -> Result<()> {
        for row in 0..cells.rows() {
            for column in 0..cells.width() {
                if column > 0 {
                    self.text.push(',');
                }
                match cells.raw(row, column) {
                    Raw::Null => {}
                    Raw::Text(value) => {
                        if value.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                            self.done.formula_like += 1;
                        }
                        push_csv_field(&mut self.text, Some(value));
                    }
                    Raw::Integer(value) => {
                        let _ = write!(self.text, "{value}");
                    }
                    Raw::Number(value) => self.text.push_str(&number_text(value)),
                    Raw::Boolean(value) => self.text.push_str(if value { "true" } else { "false" }),
                    Raw::Date(value) => self.text.push_str(&dates::date_text(value)),
                    // With a blank, not a T: Excel reads it as a time only so.
                    Raw::DateTime(value) => {
                        self.text.push_str(&dates::datetime_text(value).replacen('T', " ", 1));
                    }
                    Raw::Time(value) => self.text.push_str(&dates::time_text(value)),
                }
            }
            self.text.push_str("\r\n");
            self.done.rows += 1;
            if self.text.len() >= CHUNK {
                self.encoder.write(&self.text)?;
                self.text.clear();
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Exported> {
        self.encoder.write(&self.text)?;
        self.encoder.output.flush()?;
        self.done.unmappable = self.encoder.unmappable;
        Ok(self.done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gb18030_replaces_only_what_it_lacks() {
        let mut bytes = Vec::new();
        let rows = vec![vec!["名称".to_owned(), "𠮷\u{e5e5},x".to_owned()]];
        let unmappable = write_csv(&mut bytes, CsvEncoding::Gb18030, rows).unwrap();
        assert_eq!(unmappable, 1);
        let (text, _, broken) = encoding_rs::GB18030.decode(&bytes);
        assert!(!broken);
        assert_eq!(text, "名称,\"𠮷?,x\"\r\n");
    }
}
