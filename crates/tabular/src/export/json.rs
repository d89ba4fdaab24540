//! JSON: an array of objects, or an object a line.

use super::{Exported, Sink};
use crate::query::Cells;
use crate::{Cell, Error, Result};
use polars::prelude::DataFrame;
use std::io::{BufWriter, Write};

pub(super) struct JsonSink<W: Write> {
    output: BufWriter<W>,
    /// `"name":`, ready to write.
    keys: Vec<Vec<u8>>,
    lines: bool,
    rows: u64,
}

impl<W: Write> JsonSink<W> {
    pub fn new(output: W, names: &[String], lines: bool) -> Result<Self> {
        let mut output = BufWriter::with_capacity(1 << 16, output);
        if !lines {
            output.write_all(b"[")?;
        }
        let keys = names
            .iter()
            .map(|name| {
                let mut key = serde_json::to_vec(name).map_err(write_failed)?;
                key.push(b':');
                Ok(key)
            })
            .collect::<Result<_>>()?;
        Ok(JsonSink { output, keys, lines, rows: 0 })
    }
}

fn write_failed(error: serde_json::Error) -> Error {
    Error::Io(error.into())
}

impl<W: Write> Sink for JsonSink<W> {
    fn rows(&mut self, _: &DataFrame, cells: &Cells) -> Result<()> {
        for row in 0..cells.rows() {
            if !self.lines {
                self.output.write_all(if self.rows == 0 { b"\n" } else { b",\n" })?;
            }
            self.output.write_all(b"{")?;
            for (column, key) in self.keys.iter().enumerate() {
                if column > 0 {
                    self.output.write_all(b",")?;
                }
                self.output.write_all(key)?;
                let cell = Cell::from(cells.raw(row, column));
                serde_json::to_writer(&mut self.output, &cell).map_err(write_failed)?;
            }
            self.output.write_all(if self.lines { b"}\n" } else { b"}" })?;
            self.rows += 1;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Exported> {
        if !self.lines {
            self.output.write_all(b"\n]\n")?;
        }
        self.output.flush()?;
        Ok(Exported { rows: self.rows, ..Exported::default() })
    }
}
