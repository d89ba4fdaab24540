//! Records on their way to a temporary file, written so that [`crate::records`] reads back exactly the same.

use crate::Result;
use crate::export::push_csv_field;
use std::fs::File;
use std::io::{BufWriter, Write};
use tempfile::{NamedTempFile, TempPath};

pub(super) struct Spool {
    file: BufWriter<NamedTempFile>,
    line: String,
    fields: usize,
}

impl Spool {
    pub fn new() -> Result<Self> {
        Ok(Spool { file: BufWriter::with_capacity(1 << 16, NamedTempFile::new()?), line: String::new(), fields: 0 })
    }

    /// Adds a value to the record; `None` is nothing, `Some("")` an empty text.
    pub fn field(&mut self, value: Option<&str>) {
        if self.fields > 0 {
            self.line.push(',');
        }
        push_csv_field(&mut self.line, value);
        self.fields += 1;
    }

    pub fn end_record(&mut self) -> Result<()> {
        self.line.push('\n');
        self.file.write_all(self.line.as_bytes())?;
        self.line.clear();
        self.fields = 0;
        Ok(())
    }

    pub fn finish(self) -> Result<TempPath> {
        let file: NamedTempFile = self.file.into_inner().map_err(|error| error.into_error())?;
        let _: &File = file.as_file();
        Ok(file.into_temp_path())
    }
}
