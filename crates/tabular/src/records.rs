//! Records of delimited text (RFC 4180 and what people make of it).
//!
//! A reader of our own for three reasons: it must tell `""` (an empty text) from nothing, it must stop at limits
//! instead of growing, and it must say in which line a record begins.

use crate::{Error, Limits, Result};
use std::io::BufRead;

/// How a delimited text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub delimiter: u8,
    /// Whether `"` quotes; without, it is a character like others.
    pub quoting: bool,
}

/// One record, reused from call to call.
#[derive(Debug, Default)]
pub(crate) struct Record {
    text: String,
    ends: Vec<usize>,
    quoted: Vec<bool>,
    /// 1-based line in which it begins.
    pub line: u64,
}

impl Record {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A line with nothing on it.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty() && self.ends.len() == 1 && !self.quoted[0]
    }

    /// Whether no field holds a visible character.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        Some(&self.text[start..end])
    }

    pub fn is_quoted(&self, index: usize) -> bool {
        self.quoted.get(index).copied().unwrap_or(false)
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|index| self.get(index))
    }
}

enum State {
    FieldStart,
    Plain,
    Quoted,
    /// A quote inside quotes: the end, or the first of two.
    QuoteSeen,
}

pub(crate) struct Records<R> {
    input: R,
    dialect: Dialect,
    limits: Limits,
    line: u64,
    skip_lf: bool,
}

impl<R: BufRead> Records<R> {
    pub fn new(input: R, dialect: Dialect, limits: Limits) -> Self {
        Records { input, dialect, limits, line: 1, skip_lf: false }
    }

    /// Reads the next record; false at the end.
    ///
    /// # Errors
    /// Limits, an unclosed quote, or text that is not UTF-8.
    pub fn read(&mut self, record: &mut Record) -> Result<bool> {
        let mut bytes = std::mem::take(&mut record.text).into_bytes();
        bytes.clear();
        record.ends.clear();
        record.quoted.clear();
        record.line = self.line;
        let found = self.fill(&mut bytes, record);
        record.text = String::from_utf8(bytes)
            .map_err(|_| Error::Malformed { kind: "text", detail: format!("line {} is not UTF-8", record.line) })?;
        found
    }

    fn fill(&mut self, bytes: &mut Vec<u8>, record: &mut Record) -> Result<bool> {
        let Dialect { delimiter, quoting } = self.dialect;
        let mut state = State::FieldStart;
        let mut quoted = false;
        let mut started = false;
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return match state {
                    State::Quoted => Err(Error::UnclosedQuote { line: record.line }),
                    _ if !started => Ok(false),
                    _ => {
                        self.end_field(bytes, record, quoted)?;
                        Ok(true)
                    }
                };
            }
            let mut at = 0;
            if self.skip_lf {
                self.skip_lf = false;
                if buffer[0] == b'\n' {
                    at = 1;
                }
            }
            let length = buffer.len();
            let mut record_ended = false;
            while at < length {
                started = true;
                match state {
                    State::FieldStart if quoting && buffer[at] == b'"' => {
                        quoted = true;
                        state = State::Quoted;
                        at += 1;
                    }
                    State::FieldStart | State::Plain => {
                        let rest = &buffer[at..];
                        let stop = memchr::memchr3(delimiter, b'\n', b'\r', rest);
                        bytes.extend_from_slice(&rest[..stop.unwrap_or(rest.len())]);
                        at += stop.unwrap_or(rest.len());
                        state = State::Plain;
                        if stop.is_none() {
                            break;
                        }
                        let byte = buffer[at];
                        at += 1;
                        if byte == delimiter {
                            end_field(bytes, record, quoted, &self.limits)?;
                            quoted = false;
                            state = State::FieldStart;
                        } else {
                            self.skip_lf = byte == b'\r';
                            record_ended = true;
                            break;
                        }
                    }
                    State::Quoted => {
                        let rest = &buffer[at..];
                        let stop = memchr::memchr(b'"', rest).unwrap_or(rest.len());
                        bytes.extend_from_slice(&rest[..stop]);
                        self.line += memchr::memchr_iter(b'\n', &rest[..stop]).count() as u64;
                        at += stop;
                        if at < length {
                            state = State::QuoteSeen;
                            at += 1;
                        }
                    }
                    State::QuoteSeen => {
                        if buffer[at] == b'"' {
                            bytes.push(b'"');
                            state = State::Quoted;
                            at += 1;
                        } else {
                            state = State::Plain;
                        }
                    }
                }
            }
            self.input.consume(at);
            let began = record.ends.last().copied().unwrap_or(0);
            if bytes.len() - began > self.limits.value_bytes {
                return Err(Error::ValueTooLong { line: record.line, limit: self.limits.value_bytes });
            }
            if bytes.len() > self.limits.record_bytes {
                return Err(Error::RecordTooLong { line: record.line, limit: self.limits.record_bytes });
            }
            if record_ended {
                self.line += 1;
                self.end_field(bytes, record, quoted)?;
                return Ok(true);
            }
        }
    }

    fn end_field(&self, bytes: &[u8], record: &mut Record, quoted: bool) -> Result<()> {
        end_field(bytes, record, quoted, &self.limits)
    }
}

fn end_field(bytes: &[u8], record: &mut Record, quoted: bool, limits: &Limits) -> Result<()> {
    if record.ends.len() >= limits.columns {
        return Err(Error::TooManyColumns { limit: limits.columns });
    }
    let began = record.ends.last().copied().unwrap_or(0);
    if bytes.len() - began > limits.value_bytes {
        return Err(Error::ValueTooLong { line: record.line, limit: limits.value_bytes });
    }
    record.ends.push(bytes.len());
    record.quoted.push(quoted);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, quoting: bool) -> Result<Vec<Vec<String>>> {
        // A tiny buffer makes every boundary fall somewhere awkward.
        let mut outcomes = Vec::new();
        for capacity in [1, 2, 3, 7, 8192] {
            let input = std::io::BufReader::with_capacity(capacity, text.as_bytes());
            let dialect = Dialect { delimiter: b',', quoting };
            let mut records = Records::new(input, dialect, Limits::default());
            let mut record = Record::default();
            let mut rows = Vec::new();
            while records.read(&mut record)? {
                rows.push(record.iter().map(str::to_owned).collect::<Vec<_>>());
            }
            outcomes.push(rows);
        }
        assert!(outcomes.windows(2).all(|pair| pair[0] == pair[1]));
        Ok(outcomes.remove(0))
    }

    #[test]
    fn line_ends_quotes_and_delimiters() {
        let rows = all("a,b\r\n\"1,\"\"x\"\"\",\"二\n行\"\rlast,\n", true).unwrap();
        assert_eq!(rows, vec![vec!["a", "b"], vec!["1,\"x\"", "二\n行"], vec!["last", ""]]);
    }

    #[test]
    fn a_quote_in_the_middle_is_a_character() {
        assert_eq!(all("a\"b,5\" disk\n", true).unwrap(), vec![vec!["a\"b", "5\" disk"]]);
    }

    #[test]
    fn an_open_quote_names_its_line() {
        assert!(matches!(all("a\n\"b\nc\n", true), Err(Error::UnclosedQuote { line: 2 })));
        assert_eq!(all("a\n\"b\n", false).unwrap().len(), 2);
    }

    #[test]
    fn nothing_and_an_empty_text_differ() {
        let dialect = Dialect { delimiter: b',', quoting: true };
        let mut records = Records::new(&b",\"\"\n"[..], dialect, Limits::default());
        let mut record = Record::default();
        assert!(records.read(&mut record).unwrap());
        assert!(!record.is_quoted(0) && record.is_quoted(1));
    }
}
